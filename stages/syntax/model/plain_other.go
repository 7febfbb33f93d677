//go:build !amd64

package model

func (p *pass) run() { p.runPlain() }

func squash(x []float32, out []uint8) { squashPlain(x, out[:len(x)]) }

func squashSum(a, b, c []float32, out []uint8) { squashSumPlain(a, b, c, out) }

func greatest(x []float32) int { return greatestPlain(x) }

func groupSums(w []byte, x []uint8, width int, start []int32, out []int32, stride int) {
	groupSumsPlain(w, x, width, start, out, stride)
}

func groupTimes(w []byte, x []uint8, width int, start []int32, scale, bias []float32, out []float32, stride int) {
	groupTimesPlain(w, x, width, start, scale, bias, out, stride)
}
