package model

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// someProduct is a product with weights at random, the extremes among them.
func someProduct(r *rand.Rand, rows, width int) (p product, w []byte) {
	w = make([]byte, rows*width)
	for i := range w {
		w[i] = byte(r.IntN(256))
		if i%97 < 8 {
			w[i] = 0x80
		}
	}
	scale, bias := make([]float32, rows), make([]float32, rows)
	for i := range scale {
		scale[i], bias[i] = float32(r.NormFloat64()/1000), float32(r.NormFloat64())
	}
	p.set(w, width, scale, bias)
	return p, w
}

// Every form of the loops gives the very sums of the definition, and the same
// bits after scaling.
func TestProduct(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for _, width := range []int{8, 40, 64, 128, 256} {
		for _, rows := range []int{1, 17, 64, 65, 192} {
			p, w := someProduct(r, rows, width)
			const n = 6
			x := make([]uint8, roundUp(n, blockWords)*width)
			for i := range x {
				x[i] = uint8(r.IntN(256))
			}
			want, scaled := make([]int32, n*rows), make([]float32, n*rows)
			for i := range n {
				for j := range rows {
					s := int32(0)
					for k := range width {
						s += int32(int8(w[j*width+k])) * (int32(x[i*width+k]) - zero)
					}
					want[i*rows+j], scaled[i*rows+j] = s, float32(float32(s)*p.scale[j])+p.bias[j]
				}
			}
			eachForm(t, func(t *testing.T) {
				sums, times := make([]int32, roundUp(n, blockWords)*p.stride), make([]float32, roundUp(n, blockWords)*p.stride)
				p.sums(x, n, sums)
				p.times(x, n, times)
				for i := range n {
					if got := sums[i*p.stride:][:rows]; !slices.Equal(got, want[i*rows:][:rows]) {
						t.Fatalf("width %d, %d rows, word %d: %v, want %v", width, rows, i, got, want[i*rows:][:rows])
					}
					for j, y := range times[i*p.stride:][:rows] {
						if math.Float32bits(y) != math.Float32bits(scaled[i*rows+j]) {
							t.Fatalf("width %d, %d rows, word %d, row %d: %v, want %v", width, rows, i, j, y, scaled[i*rows+j])
						}
					}
				}
			})
		}
	}
}

func BenchmarkProduct(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 5))
	const rows, width, n = 576, 128, 24
	p, _ := someProduct(r, rows, width)
	x, out := make([]uint8, n*width), make([]float32, n*p.stride)
	for b.Loop() {
		p.times(x, n, out)
	}
	b.ReportMetric(float64(rows*width*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "Gmac/s")
}
