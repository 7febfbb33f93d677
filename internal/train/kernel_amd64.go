package main

// The inner loops of learning, for processors with AVX2 and FMA (every amd64
// machine of the last ten years). Lengths are multiples of 16.

//go:noescape
func dotAVX(a, b *float32, n int) float32

//go:noescape
func axpyAVX(a float32, x, y *float32, n int)

// dot is the inner product of a and b.
func dot(a, b []float32) float32 {
	if len(a) != len(b) || len(a)%16 != 0 {
		panic("dot: length")
	}
	return dotAVX(&a[0], &b[0], len(a))
}

// axpy adds a times x to y.
func axpy(a float32, x, y []float32) {
	if len(x) != len(y) || len(x)%16 != 0 {
		panic("axpy: length")
	}
	axpyAVX(a, &x[0], &y[0], len(x))
}
