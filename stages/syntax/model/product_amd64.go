package model

//go:noescape
func sumsVNNI(w *byte, x *uint8, width int, start *int32, out *int32, stride, blocks int)

//go:noescape
func timesVNNI(w *byte, x *uint8, width int, start *int32, scale, bias, out *float32, stride, blocks int)

//go:noescape
func rows16AVX2(w *byte, x *uint8, width int, sums *int32)

//go:noescape
func scaledAVX2(sums *int32, scale, bias, out *float32, n int)

// groupSums multiplies 64 rows with the words of x, a multiple of four; see
// groupSumsPlain, whose integers these are.
func groupSums(w []byte, x []uint8, width int, start []int32, out []int32, stride int) {
	n := len(x) / width
	if !vector || n == 0 {
		groupSumsPlain(w, x, width, start, out, stride)
		return
	}
	_, _, _ = w[blockRows*width-1], start[blockRows-1], out[(n-1)*stride+blockRows-1]
	if wide {
		sumsVNNI(&w[0], &x[0], width, &start[0], &out[0], stride, n/blockWords)
		return
	}
	for i := range n {
		sums := (*[blockRows]int32)(out[i*stride:])
		copy(sums[:], start)
		for r := 0; r < blockRows; r += 16 {
			rows16AVX2(&w[4*r], &x[i*width], width, &sums[r])
		}
	}
}

// groupTimes is groupSums with scales and biases.
func groupTimes(w []byte, x []uint8, width int, start []int32, scale, bias []float32, out []float32, stride int) {
	n := len(x) / width
	if !vector || n == 0 {
		groupTimesPlain(w, x, width, start, scale, bias, out, stride)
		return
	}
	_, _, _ = w[blockRows*width-1], start[blockRows-1], out[(n-1)*stride+blockRows-1]
	_, _ = scale[blockRows-1], bias[blockRows-1]
	if wide {
		timesVNNI(&w[0], &x[0], width, &start[0], &scale[0], &bias[0], &out[0], stride, n/blockWords)
		return
	}
	var sums [blockRows]int32
	for i := range n {
		copy(sums[:], start)
		for r := 0; r < blockRows; r += 16 {
			rows16AVX2(&w[4*r], &x[i*width], width, &sums[r])
		}
		scaledAVX2(&sums[0], &scale[0], &bias[0], &out[i*stride], blockRows)
	}
}
