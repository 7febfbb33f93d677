//go:build !amd64

package main

// dot is the inner product of a and b.
func dot(a, b []float32) float32 {
	sum := float32(0)
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// axpy adds a times x to y.
func axpy(a float32, x, y []float32) {
	for i, v := range x {
		y[i] += a * v
	}
}
