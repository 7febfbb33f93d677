package model

import (
	"math"
)

// An encoder reads a whole sentence and gives each word a vector that knows what
// stands left and right of it: one or two simple recurrent layers (Lei et al.
// 2018), each from both sides. Every unit keeps a state c; at each word a gate f says how
// much of it stays and how much of the word's input x comes in, and a gate r how
// much of it shows:
//
//	f = sigmoid(F + vf c)   r = sigmoid(R + vr c)
//	c = f c + (1-f) x       out = r tanh(c)
//
// In the first layer x, F and R are sums of feature rows, as in Network; in the
// second they are products of a matrix with the vectors of the first. The vector
// of a word is the sum of both layers'. There is no matrix in the recurrence.
// A bridge, one matrix for each place of a configuration, carries the vectors
// into the hidden layer of a Network; what a word brings at a place is worked
// out once.
//
// Fixed-point arithmetic: inputs and states in units of 1/4096, gates and tanh
// of 1/32768 from tables, vectors of 1/256.
type Encoder struct {
	Units  int // of one direction; 0 where there is no encoder
	Layers int // 1 or 2
	Bits   uint8
	Table  []uint64 // as in Network
	Rows   []byte   // 6 Units bytes a row: x, F, R of the first direction, then of the second
	Bias   []int32  // in units of the rows
	widest int32    // greatest absolute value of Bias
	Scale  int32    // row units to 1/4096, in 1/4096
	V      []int32  // vf, vr of the first direction, then of the second; 1/4096
	V2     []int32  // of the second layer
	Bias2  []int32  // of the second layer; 1/4096
	Matrix []int16  // 6 Units x 2 Units, 1/256: from the vectors of the first layer to the inputs of the second
	Places int
	Shift  uint8   // of a product of vector and weight to hidden units
	Bridge []int16 // by place, hidden unit, vector

	matrix, bridge matrix
}

const (
	one      = 1 << 12
	gateOne  = 1 << 15
	tableLen = 2048
)

// sigmoids is over -8 to 8, tanhs over -4 to 4.
var sigmoids, tanhs = func() (s, t [tableLen]int32) {
	for i := range s {
		x := (float64(i)+0.5)/tableLen*16 - 8
		s[i] = int32(math.Round(gateOne / (1 + math.Exp(-x))))
		t[i] = int32(math.Round(gateOne * math.Tanh(x/2)))
	}
	return s, t
}()

func sigmoid(x int32) int32 {
	return sigmoids[min(max((x+8*one)>>5, 0), tableLen-1)]
}

func tanh(x int32) int32 {
	return tanhs[min(max((x+4*one)>>4, 0), tableLen-1)]
}

// encoding is the scratch space of one sentence.
type encoding struct {
	sums    []int32 // by word, 6 units
	row     []uint16
	state   []int32
	first   []int16 // by word, 2 units: of the first layer
	vectors []int16 // by word, 2 units
	bridged []int32 // by word and place, hidden units
}

// Pack makes the encoder ready for use; it is called when all its fields are
// there.
func (e *Encoder) Pack() {
	e.bridge = newMatrix(e.Bridge, 2*e.Units)
	if e.Layers == 2 {
		e.matrix = newMatrix(e.Matrix, 2*e.Units)
	}
}

// encode works out the vectors of the words of a sentence, whose entries in k
// are given, and what they bring at each place; features makes those of the templates that look at
// several words.
func (e *Encoder) encode(a *Analysis, k *known, entries []int32, features func(c *collector, w, p, n *Word)) {
	u, s, c, n := e.Units, &a.encoding, &a.collector, len(entries)
	padded := words(n)
	s.sums = grow(s.sums, padded*6*u)
	s.vectors = grow(s.vectors, padded*2*u)
	s.state = grow(s.state, u)
	s.row = grow(s.row, 6*u)
	for i := range n {
		c.start(together)
		features(c, &a.Words[i], wordAt(a.Words, i-1), wordAt(a.Words, i+1))
		a.slots = lookup(e.Table, e.Bits, c.list(), a.slots)
		rows := len(a.slots)
		own, more := k.at(entries[i], here)
		rows += more
		if len(a.slots) == 0 {
			copy(s.row, own)
		} else {
			sum(e.Rows, 6*u, a.slots, s.row)
			addSums(own, s.row)
		}
		own, more = k.at(entryAt(entries, i-1), before)
		addSums(own, s.row)
		rows += more
		own, more = k.at(entryAt(entries, i+1), after)
		addSums(own, s.row)
		rows += more
		out, less := s.sums[i*6*u:(i+1)*6*u], int32(rows*128)
		if e.fits(less) {
			scaled(e.Bias, s.row, less, e.Scale, out)
			continue
		}
		for k, b := range e.Bias {
			out[k] = int32(int64(int32(s.row[k])+b-less) * int64(e.Scale) >> 12)
		}
	}
	e.recur(n, e.V, s)
	if e.Layers == 2 {
		s.first = append(s.first[:0], s.vectors...)
		e.matrix.times(s.first, n, 4, s.sums)
		for i := range n {
			addTo(e.Bias2, s.sums[i*6*u:(i+1)*6*u])
		}
		e.recur(n, e.V2, s)
		for i, x := range s.first[:n*2*u] {
			s.vectors[i] += x
		}
	}
	s.bridged = grow(s.bridged, padded*e.bridge.stride)
	e.bridge.times(s.vectors, n, e.Shift, s.bridged)
}

// fits reports whether sums of rows that are at most most from zero, scaled, fit
// 32 bits.
func (e *Encoder) fits(most int32) bool {
	return e.Scale >= 0 && (int64(most)+int64(e.widest))*int64(e.Scale) < 1<<31
}

// recur runs one layer: from s.sums, in 1/4096, to s.vectors.
func (e *Encoder) recur(n int, v []int32, s *encoding) {
	u := e.Units
	for d := range 2 {
		vf, vr := v[2*d*u:(2*d+1)*u], v[(2*d+1)*u:(2*d+2)*u]
		state := s.state[:u]
		clear(state)
		for k := range n {
			i := k
			if d == 1 {
				i = n - 1 - k
			}
			step(state, vf, vr, s.sums[i*6*u+3*d*u:i*6*u+3*d*u+3*u], s.vectors[i*2*u+d*u:i*2*u+d*u+u])
		}
	}
}

// brings is what word i adds to the hidden sums at a place.
func (e *Encoder) brings(s *encoding, place int, i int32, hidden int) []int32 {
	at := int(i)*e.bridge.stride + place*hidden
	return s.bridged[at : at+hidden]
}

func (e *Encoder) read(r *reader) {
	if e.Units = int(r.uint32()); e.Units == 0 {
		return
	}
	e.Layers = int(r.uint32())
	e.Bits = uint8(r.uint32())
	e.Scale = int32(r.uint32())
	e.Places = int(r.uint32())
	e.Shift = uint8(r.uint32())
	hidden := int(r.uint32())
	if r.err != nil || e.Units < 0 || e.Layers < 1 || e.Layers > 2 || e.Units%32 != 0 || e.Units > 512 || e.Places > 8 || e.Bits > 22 || hidden > 1024 {
		r.err = errBad
		return
	}
	e.Bias = r.int32s(6 * e.Units)
	for _, b := range e.Bias {
		e.widest = max(e.widest, b, -b)
	}
	e.V = r.int32s(4 * e.Units)
	if e.Layers == 2 {
		e.V2 = r.int32s(4 * e.Units)
		e.Bias2 = r.int32s(6 * e.Units)
		e.Matrix = r.int16s(12 * e.Units * e.Units)
	}
	e.Bridge = r.int16s(e.Places * hidden * 2 * e.Units)
	e.Table = r.uint64s(1 << e.Bits)
	e.Rows = r.rows(6 * e.Units)
	checkTable(r, e.Table, len(e.Rows)/(6*e.Units))
	if r.err == nil {
		e.Pack()
	}
}

// checkTable makes sure that a table has a free slot and names no row beyond
// the last.
func checkTable(r *reader, table []uint64, rows int) {
	free := false
	for _, e := range table {
		if uint32(e) == 0 {
			free = true
		}
		if e>>32 >= uint64(max(rows, 1)) {
			r.err = errBad
		}
	}
	if !free {
		r.err = errBad
	}
}
