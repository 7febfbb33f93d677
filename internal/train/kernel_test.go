package main

import "testing"

func TestKernels(t *testing.T) {
	a, b := make([]float32, 48), make([]float32, 48)
	want := float32(0)
	for i := range a {
		a[i], b[i] = float32(i%7), float32(i%5)
		want += a[i] * b[i]
	}
	if got := dot(a, b); got != want {
		t.Errorf("dot: %v, want %v", got, want)
	}
	axpy(2, a, b)
	for i := range b {
		if b[i] != float32(i%5)+2*float32(i%7) {
			t.Errorf("axpy: %d: %v", i, b[i])
		}
	}
}
