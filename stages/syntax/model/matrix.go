package model

// A matrix multiplies the vectors of a whole sentence, so that its weights come
// from memory once for four words. The weights of 64 rows stand together, two
// of each row next to each other, which is the order in which the dot product
// of pairs (VPDPWSSD, VPMADDWD) takes them: a pair of x meets the pairs of
// many rows at once and no sum has to be made across a register.
type matrix struct {
	width  int     // even
	stride int     // rows rounded up to 64; the rows beyond the last are zero
	packed []int16 // by 64 rows, pair of columns, row, column of the pair
}

const (
	matrixRows  = 64
	matrixWords = 4
)

// newMatrix packs weights given row by row.
func newMatrix(weights []int16, width int) matrix {
	rows := len(weights) / width
	m := matrix{width: width, stride: (rows + matrixRows - 1) / matrixRows * matrixRows}
	m.packed = make([]int16, m.stride*width)
	for i, w := range weights {
		row, column := i/width, i%width
		m.packed[(row/matrixRows*width+column/2*2)*matrixRows+row%matrixRows*2+column%2] = w
	}
	return m
}

// words is n rounded up to what times works on.
func words(n int) int { return (n + matrixWords - 1) / matrixWords * matrixWords }

// times writes the products with n vectors, shifted right; both x and out have
// room for words(n), and what is written behind the n-th means nothing.
func (m *matrix) times(x []int16, n int, shift uint8, out []int32) {
	n = words(n)
	x, out = x[:n*m.width], out[:n*m.stride]
	for group := 0; group < m.stride; group += matrixRows {
		w := m.packed[group*m.width : (group+matrixRows)*m.width]
		for i := 0; i < n; i += matrixWords {
			block(w, x[i*m.width:(i+matrixWords)*m.width], m.width, shift, out[i*m.stride+group:], m.stride)
		}
	}
}

// blockPlain multiplies 64 rows with 4 words; stride is from one word of out to
// the next.
func blockPlain(w, x []int16, width int, shift uint8, out []int32, stride int) {
	for i := range matrixWords {
		x := x[i*width : (i+1)*width]
		var sums [matrixRows]int32
		for k := 0; k < width; k += 2 {
			a, b := int32(x[k]), int32(x[k+1])
			pair := w[k*matrixRows : (k+2)*matrixRows]
			for r := range sums {
				sums[r] += a*int32(pair[2*r]) + b*int32(pair[2*r+1])
			}
		}
		for r, s := range sums {
			out[i*stride+r] = s >> shift
		}
	}
}
