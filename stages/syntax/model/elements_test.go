package model

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func numbers(r *rand.Rand, n int, spread float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64() * spread)
	}
	return x
}

func bytes(r *rand.Rand, n int) []uint8 {
	b := make([]uint8, n)
	for i := range b {
		b[i] = uint8(1 + r.IntN(255))
	}
	return b
}

// Every form of a pass gives the same bytes and the same states, from either side,
// with and without what the layer below says.
func TestPass(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for _, units := range []int{16, 48, 96} {
		for _, spread := range []float64{0.1, 2, 50, 1e6} {
			const n = 7
			stride := 6*units + 32
			u, gates, in := numbers(r, n*stride, spread), numbers(r, 2*units, 1), bytes(r, n*2*units)
			for _, right := range []bool{true, false} {
				for _, below := range [][]uint8{nil, in} {
					made := func() pass {
						p := pass{u: u, step: stride, gates: gates, in: below, out: make([]uint8, n*2*units), outStep: 2 * units, state: make([]float32, units), n: n}
						if !right {
							p.at, p.step, p.wordAt, p.outStep = (n-1)*stride+3*units, -stride, (n-1)*2*units+units, -2*units
						}
						return p
					}
					want := made()
					want.runPlain()
					eachForm(t, func(t *testing.T) {
						p := made()
						p.run()
						if !slices.Equal(p.out, want.out) || !slices.Equal(p.state, want.state) {
							t.Fatalf("%d units, spread %v: %v %v, want %v %v", units, spread, p.out, p.state, want.out, want.state)
						}
					})
				}
			}
		}
	}
}

func TestSquash(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	for _, spread := range []float64{0.01, 1, 100, 1e30} {
		for _, n := range []int{8, 64, 136} {
			x, y, z := numbers(r, n, spread), numbers(r, n, spread), numbers(r, n, spread)
			want, sum := make([]uint8, n), make([]uint8, n)
			squashPlain(x, want)
			squashSumPlain(x, y, z, sum)
			eachForm(t, func(t *testing.T) {
				got := make([]uint8, n)
				if squash(x, got); !slices.Equal(got, want) {
					t.Fatalf("%v: %v, want %v", x, got, want)
				}
				if squashSum(x, y, z, got); !slices.Equal(got, sum) {
					t.Fatalf("%v, %v, %v: %v, want %v", x, y, z, got, sum)
				}
			})
		}
	}
}

// What the curves are: odd, rising, flat at the ends, and zero is the byte 128.
func TestCurves(t *testing.T) {
	last := float32(-1)
	for x := float32(-5); x <= 5; x += 0.01 {
		y := tanh(x)
		if y < last || y != -tanh(-x) || y < -1 || y > 1 {
			t.Fatalf("tanh(%v) = %v", x, y)
		}
		if s := sigmoid(x); s < 0 || s > 1 {
			t.Fatalf("sigmoid(%v) = %v", x, s)
		}
		last = y
	}
	if tanh(0) != 0 || tanh(9) != 1 || sigmoid(0) != 0.5 || sigmoid(-9) != 0 || small(0) != zero || small(1) != 255 || small(-1) != 1 {
		t.Error("the curves are others")
	}
}

func TestGreatest(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 11))
	for n := 1; n < 100; n++ {
		for range 20 {
			x := make([]float32, n)
			for i := range x {
				x[i] = float32(r.IntN(12) - 20) // many equals
			}
			want := slices.Index(x, slices.Max(x))
			eachForm(t, func(t *testing.T) {
				if got := greatest(x); got != want {
					t.Fatalf("%v: %d, want %d", x, got, want)
				}
			})
		}
	}
}
