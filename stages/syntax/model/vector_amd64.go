package model

import "golang.org/x/sys/cpu"

//go:noescape
func productsAVX2(w, x *int16, out *int32, rows, width int)

// products is productsGeneric, sixteen products at a time where the processor
// can; the results are the same integers.
func products(w, x []int16, out []int32) {
	if !cpu.X86.HasAVX2 || len(out)%4 != 0 || len(x)%16 != 0 || len(out) == 0 || len(x) == 0 {
		productsGeneric(w, x, out)
		return
	}
	_ = w[len(out)*len(x)-1]
	productsAVX2(&w[0], &x[0], &out[0], len(out), len(x))
}
