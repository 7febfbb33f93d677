package model

import "golang.org/x/sys/cpu"

// The inner loops for processors with AVX2. They compute the very integers of
// the plain loops in vector.go, which a test compares.

//go:noescape
func productsAVX2(w, x *int16, out *int32, rows, width int)

//go:noescape
func sumAVX2(rows *byte, units int, slots *int32, n int, out *uint16)

//go:noescape
func activateAVX2(base *int32, sums *uint16, less, shift int, out *int16, units int)

//go:noescape
func addAVX2(x, y *int32, n int)

//go:noescape
func scaleAVX2(base *int32, sums *uint16, less, by int, out *int32, units int)

//go:noescape
func shiftAVX2(x *int32, shift, n int)

//go:noescape
func addSumsAVX2(x, y *uint16, n int)

//go:noescape
func addWideAVX2(x *uint16, less int, y *int32, n int)

//go:noescape
func productsAVX512(w, x *int16, out *int32, rows, width int)

//go:noescape
func sumAVX512(rows *byte, units int, slots *int32, n int, out *uint16)

//go:noescape
func stepAVX512(state, vf, vr, in *int32, out *int16, sigmoids, tanhs *int32, units int)

//go:noescape
func lookupAVX512(table *uint64, mask, down uint64, features *Feature, n int, out *int32) int

// vector and wide say which loops the processor has; the wide ones need 32
// registers of 512 bits with words and the dot product of words.
var (
	vector = cpu.X86.HasAVX2
	wide   = vector && cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI
)

// products writes the inner products of the rows of w, each as long as x, with
// x.
func products(w, x []int16, out []int32) {
	if !vector || len(out)%4 != 0 || len(x)%16 != 0 || len(out) == 0 || len(x) == 0 {
		productsPlain(w, x, out)
		return
	}
	_ = w[len(out)*len(x)-1]
	if wide && len(x)%32 == 0 {
		productsAVX512(&w[0], &x[0], &out[0], len(out), len(x))
		return
	}
	productsAVX2(&w[0], &x[0], &out[0], len(out), len(x))
}

// sum writes the sums of the given rows, unit by unit, for a multiple of 32
// units and at most 256 rows.
func sum(rows []byte, units int, slots []int32, out []uint16) {
	out = out[:units]
	if !vector || len(slots) == 0 {
		sumPlain(rows, units, slots, out)
		return
	}
	for _, s := range slots {
		_ = rows[int(s)*units+units-1]
	}
	if wide && units%64 == 0 {
		sumAVX512(&rows[0], units, &slots[0], len(slots), &out[0])
		return
	}
	sumAVX2(&rows[0], units, &slots[0], len(slots), &out[0])
}

// activate writes (base + sums - less) >> shift, cut to 0 to 255, for a
// multiple of 16 units.
func activate(base []int32, sums []uint16, less int32, shift uint8, out []int16) {
	base, sums = base[:len(out)], sums[:len(out)]
	if !vector || len(out) == 0 {
		activatePlain(base, sums, less, shift, out)
		return
	}
	activateAVX2(&base[0], &sums[0], int(less), int(shift), &out[0], len(out))
}

// scaled writes (base + sums - less) * by >> 12, for a multiple of 16 units.
// The product must fit 32 bits.
func scaled(base []int32, sums []uint16, less, by int32, out []int32) {
	base, sums = base[:len(out)], sums[:len(out)]
	if !vector || len(out) == 0 {
		scaledPlain(base, sums, less, by, out)
		return
	}
	scaleAVX2(&base[0], &sums[0], int(less), int(by), &out[0], len(out))
}

// shiftRight shifts x, of a length that is a multiple of 16.
func shiftRight(x []int32, shift uint8) {
	if !vector || len(x) == 0 {
		shiftPlain(x, shift)
		return
	}
	shiftAVX2(&x[0], int(shift), len(x))
}

// step takes a recurrent layer over one word: in is x, F and R; see Encoder.
// Units are a multiple of 16.
func step(state, vf, vr, in []int32, out []int16) {
	u := len(state)
	vf, vr, in, out = vf[:u], vr[:u], in[:3*u], out[:u]
	if !wide || u == 0 {
		stepPlain(state, vf, vr, in, out)
		return
	}
	stepAVX512(&state[0], &vf[0], &vr[0], &in[0], &out[0], &sigmoids[0], &tanhs[0], u)
}

// addTo adds x to y, for a length that is a multiple of 16.
func addTo(x, y []int32) {
	y = y[:len(x)]
	if !vector || len(x) == 0 {
		addPlain(x, y)
		return
	}
	addAVX2(&x[0], &y[0], len(x))
}

// addSums adds x to y, for a length that is a multiple of 32.
func addSums(x, y []uint16) {
	y = y[:len(x)]
	if !vector || len(x) == 0 {
		addSumsPlain(x, y)
		return
	}
	addSumsAVX2(&x[0], &y[0], len(x))
}

// addWide adds x - less to y, for a length that is a multiple of 16.
func addWide(x []uint16, less int32, y []int32) {
	y = y[:len(x)]
	if !vector || len(x) == 0 {
		addWidePlain(x, less, y)
		return
	}
	addWideAVX2(&x[0], int(less), &y[0], len(x))
}

// rowsOf is lookupPlain, but for the order of the rows; rows has room for eight
// more than there are features.
func rowsOf(table []uint64, bits uint8, features []Feature, rows []int32) int {
	if !wide || len(features) == 0 || len(rows) < len(features)+8 {
		return lookupPlain(table, bits, features, rows)
	}
	return lookupAVX512(&table[0], uint64(len(table)-1), uint64(64-bits)&63, &features[0], len(features), &rows[0])
}
