package model

import "encoding/binary"

// A product is a linear map over small integers: y = W q, rows of signed bytes
// times vectors of signed bytes, with sums of 32 bits that cannot overflow below
// 65,000 columns; then, where the map has scales, y s + b in float32, each
// operation rounded once and none fused. The sums are the same however they are
// made, and so are the roundings; so every processor gives the same bits.
//
// A whole sentence is multiplied at once, four words a block, so that weights
// come from memory once for four words. Vectors are kept as unsigned bytes, 128
// standing for zero, as the dot product of four bytes (VPDPBUSD) wants them; what
// that adds to a sum, 128 times the sum of the row, is taken off in the number the
// sum starts from. The weights of 64 rows stand together, four columns of each
// row next to each other: four columns of x meet those of many rows at once, and no
// sum has to be made across a register.
type product struct {
	width  int       // columns, a multiple of 8
	rows   int       // as given
	stride int       // rows rounded up to 64; the rows beyond the last are zero
	packed []byte    // signed: by 64 rows, four columns, row, column of the four
	start  []int32   // by row, what the sum starts from
	scale  []float32 // by row
	bias   []float32 // by row
}

const (
	blockRows  = 64
	blockWords = 4
	zero       = 128 // the byte that stands for zero in a vector
)

// roundUp is n rounded up to a multiple of m.
func roundUp(n, m int) int { return (n + m - 1) / m * m }

// set packs weights, signed bytes given row by row, in the memory of p. Scales may be nil:
// then only sums can be had.
func (p *product) set(weights []byte, width int, scale, bias []float32) {
	p.width, p.rows = width, len(weights)/width
	p.stride = roundUp(p.rows, blockRows)
	p.packed, p.start = grow(p.packed, p.stride*width), grow(p.start, p.stride)
	clear(p.packed[p.rows/blockRows*blockRows*width:])
	clear(p.start)
	for r := range p.rows {
		row := weights[r*width : (r+1)*width]
		to := p.packed[r/blockRows*blockRows*width+r%blockRows*4:]
		sum := int32(0)
		for k := 0; k < width; k += 4 {
			four := binary.LittleEndian.Uint32(row[k:])
			binary.LittleEndian.PutUint32(to[k*blockRows:], four)
			sum += int32(int8(four)) + int32(int8(four>>8)) + int32(int8(four>>16)) + int32(int8(four>>24))
		}
		p.start[r] = -zero * sum
	}
	if scale != nil {
		p.scale, p.bias = make([]float32, p.stride), make([]float32, p.stride)
		copy(p.scale, scale)
		copy(p.bias, bias)
	}
}

// sums writes the sums for n vectors. x has room for n rounded up to blockWords
// vectors and out for as many rows of stride numbers; what is written behind the
// n-th, and behind the last row, means nothing.
func (p *product) sums(x []uint8, n int, out []int32) {
	n = roundUp(n, blockWords)
	x, out = x[:n*p.width], out[:n*p.stride]
	for group := 0; group < p.stride; group += blockRows {
		w := p.packed[group*p.width : (group+blockRows)*p.width]
		start := p.start[group : group+blockRows]
		groupSums(w, x, p.width, start, out[group:], p.stride)
	}
}

// times writes the sums scaled and biased; see sums.
func (p *product) times(x []uint8, n int, out []float32) {
	n = roundUp(n, blockWords)
	x, out = x[:n*p.width], out[:n*p.stride]
	for group := 0; group < p.stride; group += blockRows {
		w := p.packed[group*p.width : (group+blockRows)*p.width]
		start, scale, bias := p.start[group:group+blockRows], p.scale[group:group+blockRows], p.bias[group:group+blockRows]
		groupTimes(w, x, p.width, start, scale, bias, out[group:], p.stride)
	}
}

// groupSumsPlain multiplies 64 rows with the words of x; stride is from one word
// of out to the next.
func groupSumsPlain(w []byte, x []uint8, width int, start []int32, out []int32, stride int) {
	for i := range len(x) / width {
		sums := (*[blockRows]int32)(out[i*stride:])
		copy(sums[:], start)
		rowsPlain(w, x[i*width:(i+1)*width], sums)
	}
}

// groupTimesPlain is groupSumsPlain with scales and biases.
func groupTimesPlain(w []byte, x []uint8, width int, start []int32, scale, bias []float32, out []float32, stride int) {
	var sums [blockRows]int32
	scale, bias = scale[:blockRows], bias[:blockRows]
	for i := range len(x) / width {
		copy(sums[:], start)
		rowsPlain(w, x[i*width:(i+1)*width], &sums)
		y := out[i*stride:][:blockRows]
		for r, s := range sums {
			y[r] = float32(float32(s)*scale[r]) + bias[r]
		}
	}
}

// rowsPlain adds the products of 64 rows with one word to sums.
func rowsPlain(w []byte, x []uint8, sums *[blockRows]int32) {
	for len(x) >= 4 && len(w) >= 4*blockRows {
		a, b, c, d := int32(x[0]), int32(x[1]), int32(x[2]), int32(x[3])
		four := (*[4 * blockRows]byte)(w)
		for r := range sums {
			sums[r] += a*int32(int8(four[4*r])) + b*int32(int8(four[4*r+1])) + c*int32(int8(four[4*r+2])) + d*int32(int8(four[4*r+3]))
		}
		x, w = x[4:], w[4*blockRows:]
	}
}
