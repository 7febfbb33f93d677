//go:build !amd64

package model

func products(w, x []int16, out []int32) { productsGeneric(w, x, out) }
