//go:build !amd64

package model

func products(w, x []int16, out []int32) { productsPlain(w, x, out) }

func sum(rows []byte, units int, slots []int32, out []uint16) {
	sumPlain(rows, units, slots, out[:units])
}

func activate(base []int32, sums []uint16, less int32, shift uint8, out []int16) {
	activatePlain(base, sums, less, shift, out)
}

func addTo(x, y []int32) { addPlain(x, y) }

func scaled(base []int32, sums []uint16, less, by int32, out []int32) {
	scaledPlain(base, sums, less, by, out)
}

func shiftRight(x []int32, shift uint8) { shiftPlain(x, shift) }

func step(state, vf, vr, in []int32, out []int16) { stepPlain(state, vf, vr, in, out) }

func block(w, x []int16, width int, shift uint8, out []int32, stride int) {
	blockPlain(w, x, width, shift, out, stride)
}

func addSums(x, y []uint16) { addSumsPlain(x, y) }

func addWide(x []uint16, less int32, y []int32) { addWidePlain(x, less, y) }

func rowsOf(table []uint64, bits uint8, features []Feature, rows []int32) int {
	return lookupPlain(table, bits, features, rows)
}
