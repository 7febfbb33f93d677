package model

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The fast loops compute the very integers of the plain ones.
func TestVector(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, width := range []int{32, 64, 96, 128, 384} {
		w, x := make([]int16, 64*width), make([]int16, width)
		for i := range w {
			w[i] = int16(r.IntN(65535) - 32767)
		}
		for i := range x {
			x[i] = int16(r.IntN(513) - 256)
		}
		fast, plain := make([]int32, 64), make([]int32, 64)
		products(w, x, fast)
		productsPlain(w, x, plain)
		if !slices.Equal(fast, plain) {
			t.Fatalf("products, width %d: %v, want %v", width, fast, plain)
		}
		rows := make([]byte, 50*width)
		for i := range rows {
			rows[i] = byte(r.IntN(256))
		}
		for _, n := range []int{0, 1, 7, 256} {
			slots := make([]int32, n)
			for i := range slots {
				slots[i] = int32(r.IntN(50))
			}
			a, b := make([]uint16, width), make([]uint16, width)
			sum(rows, width, slots, a)
			sumPlain(rows, width, slots, b)
			if !slices.Equal(a, b) {
				t.Fatalf("sum, width %d, %d rows: %v, want %v", width, n, a, b)
			}
			base := make([]int32, width)
			for i := range base {
				base[i] = int32(r.IntN(4000) - 2000)
			}
			c, d := make([]int16, width), make([]int16, width)
			activate(base, a, int32(128*n), 2, c)
			activatePlain(base, a, int32(128*n), 2, d)
			if !slices.Equal(c, d) {
				t.Fatalf("activate, width %d: %v, want %v", width, c, d)
			}
			g, h := make([]int32, width), make([]int32, width)
			scaled(base, a, int32(128*n), 10007, g)
			scaledPlain(base, a, int32(128*n), 10007, h)
			if !slices.Equal(g, h) {
				t.Fatalf("scaled, width %d: %v, want %v", width, g, h)
			}
			shiftRight(g, 3)
			shiftPlain(h, 3)
			if !slices.Equal(g, h) {
				t.Fatalf("shift, width %d", width)
			}
			e, f := slices.Clone(base), slices.Clone(base)
			addTo(base, e)
			addPlain(base, f)
			if !slices.Equal(e, f) {
				t.Fatalf("add, width %d", width)
			}
			addWide(a, int32(128*n), e)
			addWidePlain(a, int32(128*n), f)
			if !slices.Equal(e, f) {
				t.Fatalf("add wide, width %d", width)
			}
			own := slices.Clone(a)
			addSums(b, a)
			addSumsPlain(own, b)
			if !slices.Equal(a, b) {
				t.Fatalf("add sums, width %d", width)
			}
		}
	}
}

func TestMatrix(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for _, width := range []int{32, 96, 128} {
		for _, rows := range []int{64, 160, 384} {
			w := make([]int16, rows*width)
			for i := range w {
				w[i] = int16(r.IntN(65535) - 32767)
			}
			m := newMatrix(w, width)
			const n = 6
			x, out := make([]int16, words(n)*width), make([]int32, words(n)*m.stride)
			for i := range x {
				x[i] = int16(r.IntN(513) - 256)
			}
			m.times(x, n, 3, out)
			want := make([]int32, rows)
			for i := range n {
				productsPlain(w, x[i*width:(i+1)*width], want)
				shiftPlain(want, 3)
				if got := out[i*m.stride:][:rows]; !slices.Equal(got, want) {
					t.Fatalf("width %d, %d rows, word %d: %v, want %v", width, rows, i, got, want)
				}
			}
			fast, plain := make([]int32, 4*64), make([]int32, 4*64)
			block(m.packed[:64*width], x[:4*width], width, 5, fast, 64)
			blockPlain(m.packed[:64*width], x[:4*width], width, 5, plain, 64)
			if !slices.Equal(fast, plain) {
				t.Fatalf("block, width %d: %v, want %v", width, fast, plain)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	const bits = 8
	for _, load := range []int{0, 1, 100, 200, 255} {
		table := make([]uint64, 1<<bits)
		var held []Feature
		for i := range load {
			f := Feature(r.Uint64())
			if i%10 == 3 {
				f &^= 1<<32 - 1 // a key of 0
			}
			at := uint64(f) >> (64 - bits)
			for table[at] != 0 {
				at = (at + 1) % (1 << bits)
			}
			table[at] = uint64(i)<<32 | uint64(f.Key())
			held = append(held, f)
		}
		for _, n := range []int{0, 1, 7, 8, 9, 48, 128} {
			features := make([]Feature, n)
			for i := range features {
				if features[i] = Feature(r.Uint64()); load > 0 && i%4 > 0 {
					features[i] = held[r.IntN(load)]
				}
			}
			a, b := make([]int32, maxFeatures+8), make([]int32, maxFeatures+8)
			a, b = a[:rowsOf(table, bits, features, a)], b[:lookupPlain(table, bits, features, b)]
			slices.Sort(a)
			slices.Sort(b)
			if !slices.Equal(a, b) {
				t.Fatalf("%d features, load %d: %v, want %v", n, load, a, b)
			}
		}
	}
}

// Without the widest registers the loops are the ones of AVX2.
func TestVectorNarrow(t *testing.T) {
	if !withoutWide(func() { TestVector(t); TestMatrix(t) }) {
		t.Skip("one form only")
	}
}

func TestStep(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	numbers := func(n int, most int32) []int32 {
		s := make([]int32, n)
		for i := range s {
			s[i] = r.Int32N(2*most+1) - most
		}
		return s
	}
	for _, u := range []int{16, 32, 64, 96} {
		for _, most := range []int32{100, 5000, 1 << 17, 1 << 29} {
			vf, vr := numbers(u, 9000), numbers(u, 9000)
			fast, plain := numbers(u, 4000), make([]int32, u)
			copy(plain, fast)
			for range 20 {
				in := numbers(3*u, most)
				a, b := make([]int16, u), make([]int16, u)
				step(fast, vf, vr, in, a)
				stepPlain(plain, vf, vr, in, b)
				if !slices.Equal(fast, plain) || !slices.Equal(a, b) {
					t.Fatalf("%d units, inputs to %d: %v %v, want %v %v", u, most, fast, a, plain, b)
				}
			}
		}
	}
}
