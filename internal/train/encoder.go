package main

import (
	"math"
	"math/rand/v2"

	"annals/stages/syntax/model"
)

// table is rows of numbers by feature, with Adagrad's accumulated squared
// gradient for each row.
type table struct {
	width int
	bits  uint8
	keys  []uint32
	index []int32 // of the row, by slot
	rows  []float32
	sums  []float32
}

func newTable(list []model.Feature, width int, size float32, random *rand.Rand) *table {
	bits := uint8(1)
	for 1<<bits < 2*len(list) {
		bits++
	}
	t := &table{width: width, bits: bits, keys: make([]uint32, 1<<bits), index: make([]int32, 1<<bits), rows: make([]float32, len(list)*width), sums: make([]float32, len(list))}
	for row, f := range list {
		i := uint32(f >> (64 - bits))
		for t.keys[i] != 0 && t.keys[i] != f.Key() {
			i = (i + 1) & (1<<bits - 1)
		}
		t.keys[i], t.index[i] = f.Key(), int32(row)
	}
	for i := range t.rows {
		t.rows[i] = (random.Float32() - 0.5) * 2 * size
	}
	return t
}

func (t *table) find(f model.Feature) int32 {
	key := f.Key()
	mask := uint32(1)<<t.bits - 1
	for i := uint32(f >> (64 - t.bits)); ; i = (i + 1) & mask {
		switch t.keys[i] {
		case key:
			return t.index[i]
		case 0:
			return -1
		}
	}
}

// update subtracts rate times the gradient from a row.
func (t *table) update(row int32, g []float32, rate float32) {
	t.sums[row] += dot(g, g) / float32(len(g))
	axpy(-rate/float32(math.Sqrt(float64(t.sums[row])+1e-4)), g, t.rows[int(row)*t.width:int(row+1)*t.width])
}

// encoder reads a whole sentence and gives each word a vector that knows what
// stands left and right of it: two simple recurrent layers (Lei et al. 2018, "Simple
// Recurrent Units for Highly Parallelizable Recurrence"), one from each side,
// over sums of feature rows. See model.Encoder, the same in integers.
type encoder struct {
	units int // of one direction
	table *table
	bias  []float32 // 6 units: input, forget, reset gate of the first direction, then of the second
	v     []float32 // 4 units: what the last state adds to the gates
	vSum  []float32
	bSum  []float32

	n                   int
	slots               [][]int32
	pre                 []float32 // by word, 6 units
	c, f, r, th         []float32 // by word, 2 units
	out, grad, mask     []float32 // by word, 2 units
	preGrad             []float32
	random              *rand.Rand
	drop, skip          float32
	biasGrad, vGrad, dc []float32
}

func newEncoder(list []model.Feature, units int, random *rand.Rand) *encoder {
	e := &encoder{units: units, table: newTable(list, 6*units, 0.1, random), bias: make([]float32, 6*units), v: make([]float32, 4*units),
		vSum: make([]float32, 4*units), bSum: make([]float32, 6*units), random: random, biasGrad: make([]float32, 6*units), vGrad: make([]float32, 4*units), dc: make([]float32, units)}
	for d := range 2 {
		for u := range units {
			e.bias[(3*d+1)*units+u] = 1
		}
	}
	for i := range e.v {
		e.v[i] = (random.Float32() - 0.5) * 0.2
	}
	return e
}

func sigmoid(x float32) float32 { return 1 / (1 + float32(math.Exp(float64(-x)))) }
func tanh(x float32) float32    { return float32(math.Tanh(float64(x))) }

func resize(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n, 2*n)
	}
	return s[:n]
}

// forward encodes a sentence; features are of each word.
func (e *encoder) forward(n int, features func(i int) []model.Feature) {
	u := e.units
	e.n = n
	e.pre, e.preGrad = resize(e.pre, n*6*u), resize(e.preGrad, n*6*u)
	e.c, e.f, e.r, e.th = resize(e.c, n*2*u), resize(e.f, n*2*u), resize(e.r, n*2*u), resize(e.th, n*2*u)
	e.out, e.grad, e.mask = resize(e.out, n*2*u), resize(e.grad, n*2*u), resize(e.mask, n*2*u)
	clear(e.grad)
	for len(e.slots) < n {
		e.slots = append(e.slots, nil)
	}
	for i := range n {
		p := e.pre[i*6*u : (i+1)*6*u]
		copy(p, e.bias)
		e.slots[i] = e.slots[i][:0]
		for _, f := range features(i) {
			if e.skip > 0 && e.random.Float32() < e.skip {
				continue
			}
			if row := e.table.find(f); row >= 0 {
				e.slots[i] = append(e.slots[i], row)
				axpy(1, e.table.rows[int(row)*6*u:int(row+1)*6*u], p)
			}
		}
	}
	for d := range 2 {
		vf, vr := e.v[2*d*u:(2*d+1)*u], e.v[(2*d+1)*u:(2*d+2)*u]
		for k := range n {
			i, j := k, k-1
			if d == 1 {
				i, j = n-1-k, n-k
			}
			p := e.pre[i*6*u+3*d*u:]
			at := i*2*u + d*u
			for x := range u {
				last := float32(0)
				if k > 0 {
					last = e.c[j*2*u+d*u+x]
				}
				f := sigmoid(p[u+x] + vf[x]*last)
				r := sigmoid(p[2*u+x] + vr[x]*last)
				c := f*last + (1-f)*p[x]
				th := tanh(c)
				e.f[at+x], e.r[at+x], e.c[at+x], e.th[at+x] = f, r, c, th
				m := float32(1)
				if e.drop > 0 {
					if e.random.Float32() < e.drop {
						m = 0
					} else {
						m = 1 / (1 - e.drop)
					}
				}
				e.mask[at+x] = m
				e.out[at+x] = r * th * m
			}
		}
	}
}

// vector is the encoding of word i.
func (e *encoder) vector(i int32) []float32 { return e.out[int(i)*2*e.units : int(i+1)*2*e.units] }

// gradient is the gradient in the encoding of word i, to be added to.
func (e *encoder) gradient(i int32) []float32 {
	return e.grad[int(i)*2*e.units : int(i+1)*2*e.units]
}

// backward updates the encoder by the gradients noted.
func (e *encoder) backward(rate float32) {
	u, n := e.units, e.n
	clear(e.biasGrad)
	clear(e.vGrad)
	for d := range 2 {
		vf, vr := e.v[2*d*u:(2*d+1)*u], e.v[(2*d+1)*u:(2*d+2)*u]
		gf, gr := e.vGrad[2*d*u:(2*d+1)*u], e.vGrad[(2*d+1)*u:(2*d+2)*u]
		clear(e.dc)
		for k := n - 1; k >= 0; k-- {
			i, j := k, k-1
			if d == 1 {
				i, j = n-1-k, n-k
			}
			p := e.pre[i*6*u+3*d*u:]
			g := e.preGrad[i*6*u+3*d*u:]
			at := i*2*u + d*u
			for x := range u {
				last := float32(0)
				if k > 0 {
					last = e.c[j*2*u+d*u+x]
				}
				f, r, th := e.f[at+x], e.r[at+x], e.th[at+x]
				dh := e.grad[at+x] * e.mask[at+x]
				dr := dh * th * r * (1 - r)
				dc := dh*r*(1-th*th) + e.dc[x]
				df := dc * (last - p[x]) * f * (1 - f)
				g[x], g[u+x], g[2*u+x] = dc*(1-f), df, dr
				e.dc[x] = dc*f + df*vf[x] + dr*vr[x]
				gf[x] += df * last
				gr[x] += dr * last
			}
		}
	}
	for i := range n {
		g := e.preGrad[i*6*u : (i+1)*6*u]
		if norm := dot(g, g); norm > 25 {
			scale := float32(5 / math.Sqrt(float64(norm)))
			for k := range g {
				g[k] *= scale
			}
		}
		axpy(1, g, e.biasGrad)
		for _, row := range e.slots[i] {
			e.table.update(row, g, rate)
		}
	}
	adagrad(e.bias, e.bSum, e.biasGrad, rate)
	adagrad(e.v, e.vSum, e.vGrad, rate)
}

// adagrad updates each weight by its own accumulated squared gradient.
func adagrad(w, sums, g []float32, rate float32) {
	for i, x := range g {
		if x != 0 {
			sums[i] += x * x
			w[i] -= rate * x / float32(math.Sqrt(float64(sums[i])+1e-2))
		}
	}
}

// bridge carries the encodings of the words at a few places of a parse into the
// hidden units: for each place a matrix of units by encoding. What a word adds
// at a place is worked out once a sentence.
type bridge struct {
	places, units, width int
	weights, sums        [][]float32 // by place, units x width
	cache                [][]float32 // by place, words x units
	grad                 [][]float32
	state                [][]bool // by place: cached
	step                 []float32
}

func newBridge(places, units, width int, random *rand.Rand) *bridge {
	b := &bridge{places: places, units: units, width: width, step: make([]float32, width)}
	for range places {
		w := make([]float32, units*width)
		for i := range w {
			w[i] = float32(random.NormFloat64()) * 0.08
		}
		b.weights = append(b.weights, w)
		b.sums = append(b.sums, make([]float32, units))
		b.cache, b.grad, b.state = append(b.cache, nil), append(b.grad, nil), append(b.state, nil)
	}
	return b
}

func (b *bridge) reset(n int) {
	for p := range b.places {
		b.cache[p] = resize(b.cache[p], n*b.units)
		b.grad[p] = resize(b.grad[p], n*b.units)
		clear(b.grad[p])
		if cap(b.state[p]) < n {
			b.state[p] = make([]bool, n, 2*n)
		}
		b.state[p] = b.state[p][:n]
		clear(b.state[p])
	}
}

// add adds what word i brings at a place to the hidden sums.
func (b *bridge) add(e *encoder, place int, i int32, hidden []float32) {
	c := b.cache[place][int(i)*b.units : int(i+1)*b.units]
	if !b.state[place][i] {
		b.state[place][i] = true
		x := e.vector(i)
		for u := range c {
			c[u] = dot(b.weights[place][u*b.width:(u+1)*b.width], x)
		}
	}
	axpy(1, c, hidden)
}

// note adds the gradient in the hidden sums for word i at a place.
func (b *bridge) note(place int, i int32, g []float32) {
	axpy(1, g, b.grad[place][int(i)*b.units:int(i+1)*b.units])
}

// backward updates the matrices and passes the gradients on to the encodings.
func (b *bridge) backward(e *encoder, rate float32) {
	for p := range b.places {
		for i, used := range b.state[p] {
			if !used {
				continue
			}
			g := b.grad[p][i*b.units : (i+1)*b.units]
			x, gx := e.vector(int32(i)), e.gradient(int32(i))
			size := dot(x, x) / float32(b.width)
			for u, v := range g {
				if v == 0 {
					continue
				}
				w := b.weights[p][u*b.width : (u+1)*b.width]
				axpy(v, w, gx)
				b.sums[p][u] += v * v * size
				axpy(-rate*v/float32(math.Sqrt(float64(b.sums[p][u])+1e-2)), x, w)
			}
		}
	}
}
