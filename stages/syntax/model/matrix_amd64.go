package model

//go:noescape
func blockAVX512(w, x *int16, pairs int, shift int, out *int32, stride int)

//go:noescape
func rowsAVX2(w, x *int16, pairs int, shift int, out *int32)

// block multiplies 64 rows with 4 words; see blockPlain, whose integers these
// are.
func block(w, x []int16, width int, shift uint8, out []int32, stride int) {
	_, _, _ = w[matrixRows*width-1], x[matrixWords*width-1], out[(matrixWords-1)*stride+matrixRows-1]
	switch {
	case wide:
		blockAVX512(&w[0], &x[0], width/2, int(shift), &out[0], stride)
	case vector:
		for i := range matrixWords {
			rowsAVX2(&w[0], &x[i*width], width/2, int(shift), &out[i*stride])
		}
	default:
		blockPlain(w, x, width, shift, out, stride)
	}
}
