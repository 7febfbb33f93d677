package model

import "golang.org/x/sys/cpu"

// vector and wide say which loops the processor has; the wide ones need registers
// of 512 bits and the dot product of bytes.
var (
	vector = cpu.X86.HasAVX2
	wide   = vector && cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI
)

//go:noescape
func passAVX512(u *float32, step int, gates *float32, in, out *uint8, outStep int, state *float32, n, units int)

//go:noescape
func passAVX2(u *float32, step int, gates *float32, in, out *uint8, outStep int, state *float32, n, units int)

//go:noescape
func greatestAVX2(x *float32, n int, top *[8]float32, at *[8]int32)

//go:noescape
func squashAVX2(x *float32, out *uint8, n int)

//go:noescape
func squashSumAVX2(a, b, c *float32, out *uint8, n int)

// run takes the pass; units are a multiple of 16.
func (p *pass) run() {
	units, last := len(p.state), p.n-1
	if !vector || p.n == 0 || units == 0 {
		p.runPlain()
		return
	}
	_, _, _ = p.u[p.at+3*units-1], p.u[p.at+last*p.step+3*units-1], p.gates[2*units-1]
	_, _ = p.out[p.wordAt+units-1], p.out[p.wordAt+last*p.outStep+units-1]
	var in *uint8
	if p.in != nil {
		_, _ = p.in[p.wordAt+units-1], p.in[p.wordAt+last*p.outStep+units-1]
		in = &p.in[p.wordAt]
	}
	clear(p.state)
	if wide {
		passAVX512(&p.u[p.at], 4*p.step, &p.gates[0], in, &p.out[p.wordAt], p.outStep, &p.state[0], p.n, units)
		return
	}
	passAVX2(&p.u[p.at], 4*p.step, &p.gates[0], in, &p.out[p.wordAt], p.outStep, &p.state[0], p.n, units)
}

// squash writes tanh~ of x as bytes; their number is a multiple of 8.
func squash(x []float32, out []uint8) {
	out = out[:len(x)]
	if !vector || len(x) == 0 {
		squashPlain(x, out)
		return
	}
	squashAVX2(&x[0], &out[0], len(x))
}

// squashSum writes tanh~ of (a + b) + c as bytes; their number is a multiple of 8.
func squashSum(a, b, c []float32, out []uint8) {
	b, c, out = b[:len(a)], c[:len(a)], out[:len(a)]
	if !vector || len(a) == 0 {
		squashSumPlain(a, b, c, out)
		return
	}
	squashSumAVX2(&a[0], &b[0], &c[0], &out[0], len(a))
}

// greatest is the place of the greatest number, the first of equals.
func greatest(x []float32) int {
	if !vector || len(x) < 16 {
		return greatestPlain(x)
	}
	var tops [8]float32
	var at [8]int32
	whole := len(x) &^ 7
	greatestAVX2(&x[0], whole, &tops, &at)
	best, top := int(at[0]), tops[0]
	for l, s := range tops {
		if i := int(at[l]) + l; s > top || s == top && i < best {
			best, top = i, s
		}
	}
	for i, s := range x[whole:] {
		if s > top {
			best, top = whole+i, s
		}
	}
	return best
}
