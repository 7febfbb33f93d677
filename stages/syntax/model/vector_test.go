package model

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The fast products are the very integers of the plain ones.
func TestProducts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, width := range []int{16, 64, 128} {
		w, x := make([]int16, 64*width), make([]int16, width)
		for i := range w {
			w[i] = int16(r.IntN(65535) - 32767)
		}
		for i := range x {
			x[i] = int16(r.IntN(513) - 256)
		}
		fast, plain := make([]int32, 64), make([]int32, 64)
		products(w, x, fast)
		productsGeneric(w, x, plain)
		if !slices.Equal(fast, plain) {
			t.Fatalf("width %d: %v, want %v", width, fast, plain)
		}
	}
}
