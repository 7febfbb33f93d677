package model

import (
	"encoding/binary"
	"math"
)

// An encoder reads a whole sentence and gives each word a vector that knows what
// stands left and right of it: two simple recurrent layers, one from each side
// (Lei et al. 2018). Every unit keeps a state c; at each word a gate f says how
// much of it stays and how much of the word's input x comes in, and a gate r how
// much of it shows:
//
//	f = sigmoid(F + vf c)   r = sigmoid(R + vr c)
//	c = f c + (1-f) x       out = r tanh(c)
//
// x, F and R are sums of feature rows, as in Network, so there is no matrix in
// the recurrence and a word costs about what a transition of the parser costs.
// A bridge, one matrix for each place of a configuration, carries the vectors
// into the hidden layer of a Network; what a word brings at a place is worked
// out once.
//
// Fixed-point arithmetic: inputs and states in units of 1/4096, gates and tanh
// of 1/32768 from tables, vectors of 1/256.
type Encoder struct {
	Units  int // of one direction
	Bits   uint8
	Table  []byte  // as in Network
	Rows   []byte  // 6 Units bytes a row: x, F, R of the first direction, then of the second
	Bias   []int32 // in units of the rows
	Scale  int32   // row units to 1/4096, in 1/4096
	V      []int32 // vf, vr of the first direction, then of the second; 1/4096
	Places int
	Shift  uint8   // of a product of vector and weight to hidden units
	Bridge []int16 // by place, hidden unit, vector
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
	state   []int32
	vectors []int16 // by word, 2 units
	bridged []int32 // by place and word, hidden units
	known   []bool  // by place and word
	n       int
}

// sum adds up rows and a bias, for a multiple of 32 units.
func sum(rows []byte, units int, slots []int32, bias, out []int32) {
	count := int32(len(slots)) * 128
	for at := 0; at < units; at += 32 {
		var a0, a1, a2, a3, b0, b1, b2, b3 uint64
		part := rows[at:]
		for _, s := range slots {
			r := (*[32]byte)(part[int(s)*units:])
			x0 := binary.LittleEndian.Uint64(r[0:])
			x1 := binary.LittleEndian.Uint64(r[8:])
			x2 := binary.LittleEndian.Uint64(r[16:])
			x3 := binary.LittleEndian.Uint64(r[24:])
			a0 += x0 & lanes
			b0 += x0 >> 8 & lanes
			a1 += x1 & lanes
			b1 += x1 >> 8 & lanes
			a2 += x2 & lanes
			b2 += x2 >> 8 & lanes
			a3 += x3 & lanes
			b3 += x3 >> 8 & lanes
		}
		o := (*[32]int32)(out[at:])
		b := (*[32]int32)(bias[at:])
		for k, p := range [4][2]uint64{{a0, b0}, {a1, b1}, {a2, b2}, {a3, b3}} {
			for l := 0; l < 4; l++ {
				u := 8*k + 2*l
				o[u] = int32(p[0]>>(16*l)&0xffff) - count + b[u]
				o[u+1] = int32(p[1]>>(16*l)&0xffff) - count + b[u+1]
			}
		}
	}
}

// encode works out the vectors of a sentence of n words.
func (e *Encoder) encode(n int, features func(i int) []Feature, slots []int32, s *encoding, hidden int) []int32 {
	u := e.Units
	s.n = n
	s.sums = grow(s.sums, n*6*u)
	s.vectors = grow(s.vectors, n*2*u)
	s.bridged = grow(s.bridged, n*e.Places*hidden)
	s.known = grow(s.known, n*e.Places)
	s.state = grow(s.state, u)
	clear(s.known)
	t := Network{Bits: e.Bits, Table: e.Table}
	for i := range n {
		slots = t.Lookup(features(i), slots[:0])
		sum(e.Rows, 6*u, slots, e.Bias, s.sums[i*6*u:])
	}
	scale := int64(e.Scale)
	for d := range 2 {
		vf, vr := e.V[2*d*u:(2*d+1)*u], e.V[(2*d+1)*u:(2*d+2)*u]
		clear(s.state)
		for k := range n {
			i := k
			if d == 1 {
				i = n - 1 - k
			}
			p := s.sums[i*6*u+3*d*u : i*6*u+3*d*u+3*u]
			xs, fs, rs := p[:u], p[u:2*u], p[2*u:3*u]
			out := s.vectors[i*2*u+d*u : i*2*u+d*u+u]
			state := s.state[:u]
			for j, last := range state {
				f := sigmoid(int32(int64(fs[j])*scale>>12) + vf[j]*last>>12)
				r := sigmoid(int32(int64(rs[j])*scale>>12) + vr[j]*last>>12)
				x := int32(int64(xs[j]) * scale >> 12)
				c := int32((int64(f)*int64(last) + int64(gateOne-f)*int64(x)) >> 15)
				state[j] = c
				out[j] = int16(r * (tanh(c) >> 4) >> 18)
			}
		}
	}
	return slots
}

// bridge adds what word i brings at a place to the hidden sums.
func (e *Encoder) bridge(s *encoding, place int, i int32, sums []int32) {
	at := (place*s.n + int(i)) * len(sums)
	out := s.bridged[at : at+len(sums)]
	if k := place*s.n + int(i); !s.known[k] {
		s.known[k] = true
		width := 2 * e.Units
		products(e.Bridge[place*len(sums)*width:(place+1)*len(sums)*width], s.vectors[int(i)*width:(int(i)+1)*width], out)
		for u := range out {
			out[u] >>= e.Shift
		}
	}
	for u, x := range out {
		sums[u] += x
	}
}

// productsGeneric writes the inner products of the rows of w, each as long as
// x, with x.
func productsGeneric(w, x []int16, out []int32) {
	n := len(x)
	for u := range out {
		row := w[u*n : (u+1)*n][:len(x)]
		sum := int32(0)
		for i, v := range x {
			sum += int32(v) * int32(row[i])
		}
		out[u] = sum
	}
}

func (e *Encoder) read(r *reader) {
	e.Units = int(r.uint32())
	e.Bits = uint8(r.uint32())
	e.Scale = int32(r.uint32())
	e.Places = int(r.uint32())
	e.Shift = uint8(r.uint32())
	hidden := int(r.uint32())
	if r.err != nil || e.Units <= 0 || e.Units%32 != 0 || e.Units > 512 || e.Places > 8 || e.Bits > 22 || hidden > 1024 {
		r.err = errBad
		return
	}
	e.Bias = r.int32s(6 * e.Units)
	e.V = r.int32s(4 * e.Units)
	b := r.bytes(2 * e.Places * hidden * 2 * e.Units)
	e.Bridge = make([]int16, len(b)/2)
	for i := range e.Bridge {
		e.Bridge[i] = int16(binary.LittleEndian.Uint16(b[2*i:]))
	}
	e.Table = r.bytes(8 << e.Bits)
	e.Rows = r.bytes(6 * e.Units * int(r.uint32()))
	checkTable(r, e.Table, len(e.Rows)/(6*e.Units))
}

// checkTable makes sure that a table names no row beyond the last.
func checkTable(r *reader, table []byte, rows int) {
	for i := 0; i+8 <= len(table); i += 8 {
		if int(int32(binary.LittleEndian.Uint32(table[i+4:]))) >= max(rows, 1) {
			r.err = errBad
		}
	}
}
