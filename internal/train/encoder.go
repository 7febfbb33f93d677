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

// update subtracts rate times the gradient from a row; mean is the mean square
// of the gradient.
func (t *table) update(row int32, g []float32, mean, rate float32) {
	t.sums[row] += mean
	axpy(-rate/float32(math.Sqrt(float64(t.sums[row])+1e-4)), g, t.rows[int(row)*t.width:int(row+1)*t.width])
}

// recurrence is a simple recurrent layer in both directions: see model.Encoder,
// the same in integers.
type recurrence struct {
	units       int       // of one direction
	v, sums     []float32 // what the last state adds to the gates: vf, vr of the first direction, then of the second
	gradient    []float32
	c, f, r, th []float32 // by word, 2 units
	mask        []float32
	state       []float32
	random      *rand.Rand
}

func newRecurrence(units int, random *rand.Rand) *recurrence {
	l := &recurrence{units: units, v: make([]float32, 4*units), sums: make([]float32, 4*units), gradient: make([]float32, 4*units), state: make([]float32, units), random: random}
	for i := range l.v {
		l.v[i] = (random.Float32() - 0.5) * 0.2
	}
	return l
}

// forward turns the inputs of n words (6 units each: input, forget and reset
// gate of the first direction, then of the second) into their vectors.
func (l *recurrence) forward(n int, pre, out []float32, drop float32) {
	u := l.units
	l.c, l.f, l.r, l.th, l.mask = resize(l.c, n*2*u), resize(l.f, n*2*u), resize(l.r, n*2*u), resize(l.th, n*2*u), resize(l.mask, n*2*u)
	for d := range 2 {
		vf, vr := l.v[2*d*u:(2*d+1)*u], l.v[(2*d+1)*u:(2*d+2)*u]
		for k := range n {
			i, j := k, k-1
			if d == 1 {
				i, j = n-1-k, n-k
			}
			p := pre[i*6*u+3*d*u:]
			at := i*2*u + d*u
			for x := range u {
				last := float32(0)
				if k > 0 {
					last = l.c[j*2*u+d*u+x]
				}
				f := sigmoid(p[u+x] + vf[x]*last)
				r := sigmoid(p[2*u+x] + vr[x]*last)
				c := f*last + (1-f)*p[x]
				th := tanh(c)
				l.f[at+x], l.r[at+x], l.c[at+x], l.th[at+x] = f, r, c, th
				m := float32(1)
				if drop > 0 {
					if l.random.Float32() < drop {
						m = 0
					} else {
						m = 1 / (1 - drop)
					}
				}
				l.mask[at+x] = m
				out[at+x] = r * th * m
			}
		}
	}
}

// backward turns the gradients in the vectors into those in the inputs and
// updates the layer.
func (l *recurrence) backward(n int, pre, grad, preGrad []float32, rate float32) {
	u := l.units
	clear(l.gradient)
	for d := range 2 {
		vf, vr := l.v[2*d*u:(2*d+1)*u], l.v[(2*d+1)*u:(2*d+2)*u]
		gf, gr := l.gradient[2*d*u:(2*d+1)*u], l.gradient[(2*d+1)*u:(2*d+2)*u]
		clear(l.state)
		for k := n - 1; k >= 0; k-- {
			i, j := k, k-1
			if d == 1 {
				i, j = n-1-k, n-k
			}
			p, g := pre[i*6*u+3*d*u:], preGrad[i*6*u+3*d*u:]
			at := i*2*u + d*u
			for x := range u {
				last := float32(0)
				if k > 0 {
					last = l.c[j*2*u+d*u+x]
				}
				f, r, th := l.f[at+x], l.r[at+x], l.th[at+x]
				dh := grad[at+x] * l.mask[at+x]
				dr := dh * th * r * (1 - r)
				dc := dh*r*(1-th*th) + l.state[x]
				df := dc * (last - p[x]) * f * (1 - f)
				g[x], g[u+x], g[2*u+x] = dc*(1-f), df, dr
				l.state[x] = dc*f + df*vf[x] + dr*vr[x]
				gf[x] += df * last
				gr[x] += dr * last
			}
		}
	}
	for i := range n {
		clip(preGrad[i*6*u : (i+1)*6*u])
	}
	adagrad(l.v, l.sums, l.gradient, rate)
}

// clip shortens a gradient to length 5.
func clip(g []float32) {
	if norm := dot(g, g); norm > 25 {
		scale := float32(5 / math.Sqrt(float64(norm)))
		for k := range g {
			g[k] *= scale
		}
	}
}

// encoder reads a whole sentence and gives each word a vector that knows what
// stands left and right of it: two recurrent layers (Lei et al. 2018, "Simple
// Recurrent Units for Highly Parallelizable Recurrence"), the first over sums of
// feature rows, the second over the vectors of the first; the vector of a word
// is the sum of the two. See model.Encoder, the same in integers.
type encoder struct {
	units  int // of one direction
	table  *table
	bias   []float32 // 6 units
	bSum   []float32
	first  *recurrence
	second *recurrence
	matrix []float32 // 6 units x 2 units: from the first layer to the inputs of the second
	mSum   []float32 // by row
	bias2  []float32
	b2Sum  []float32

	n                      int
	slots                  [][]int32
	pre, pre2              []float32 // by word, 6 units
	preGrad, pre2Grad      []float32
	out1, out, grad1, grad []float32 // by word, 2 units
	random                 *rand.Rand
	drop, skip             float32
	biasGrad               []float32
}

func newEncoder(list []model.Feature, units, layers int, random *rand.Rand) *encoder {
	e := &encoder{
		units: units, table: newTable(list, 6*units, 0.1, random), bias: make([]float32, 6*units), bSum: make([]float32, 6*units),
		first: newRecurrence(units, random), second: newRecurrence(units, random), matrix: make([]float32, 12*units*units), mSum: make([]float32, 6*units),
		bias2: make([]float32, 6*units), b2Sum: make([]float32, 6*units), random: random, biasGrad: make([]float32, 6*units),
	}
	for i := range e.matrix {
		e.matrix[i] = float32(random.NormFloat64()) * 0.1
	}
	for d := range 2 {
		for u := range units {
			e.bias[(3*d+1)*units+u], e.bias2[(3*d+1)*units+u] = 1, 1
		}
	}
	if layers == 1 {
		e.second = nil
	}
	return e
}

// sigmoids is the sigmoid from -8 to 8; the model reads such a table too.
var sigmoids = func() (t [8192]float32) {
	for i := range t {
		t[i] = float32(1 / (1 + math.Exp(8-(float64(i)+0.5)/512)))
	}
	return t
}()

func sigmoid(x float32) float32 {
	return sigmoids[int(max(min((x+8)*512, 8191), 0))]
}

func tanh(x float32) float32 { return 2*sigmoid(2*x) - 1 }

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
	e.pre, e.preGrad, e.pre2, e.pre2Grad = resize(e.pre, n*6*u), resize(e.preGrad, n*6*u), resize(e.pre2, n*6*u), resize(e.pre2Grad, n*6*u)
	e.out1, e.out, e.grad, e.grad1 = resize(e.out1, n*2*u), resize(e.out, n*2*u), resize(e.grad, n*2*u), resize(e.grad1, n*2*u)
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
	e.first.forward(n, e.pre, e.out1, e.drop)
	if e.second == nil {
		copy(e.out, e.out1)
		return
	}
	for i := range n {
		x, p := e.out1[i*2*u:(i+1)*2*u], e.pre2[i*6*u:(i+1)*6*u]
		for k := range p {
			p[k] = e.bias2[k] + dot(e.matrix[k*2*u:(k+1)*2*u], x)
		}
	}
	e.second.forward(n, e.pre2, e.out, e.drop)
	axpy(1, e.out1, e.out)
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
	copy(e.grad1, e.grad)
	if e.second != nil {
		e.backwardSecond(rate)
	}
	e.first.backward(n, e.pre, e.grad1, e.preGrad, rate)
	clear(e.biasGrad)
	for i := range n {
		g := e.preGrad[i*6*u : (i+1)*6*u]
		axpy(1, g, e.biasGrad)
		mean := dot(g, g) / float32(len(g))
		for _, row := range e.slots[i] {
			e.table.update(row, g, mean, rate)
		}
	}
	adagrad(e.bias, e.bSum, e.biasGrad, rate)
}

// backwardSecond updates the second layer and adds to the gradients in the
// vectors of the first.
func (e *encoder) backwardSecond(rate float32) {
	u, n := e.units, e.n
	e.second.backward(n, e.pre2, e.grad, e.pre2Grad, rate)
	clear(e.biasGrad)
	for i := range n {
		x, gx, g := e.out1[i*2*u:(i+1)*2*u], e.grad1[i*2*u:(i+1)*2*u], e.pre2Grad[i*6*u:(i+1)*6*u]
		size := dot(x, x) / float32(2*u)
		axpy(1, g, e.biasGrad)
		for k, v := range g {
			w := e.matrix[k*2*u : (k+1)*2*u]
			axpy(v, w, gx)
			e.mSum[k] += v * v * size
			axpy(-rate*v/float32(math.Sqrt(float64(e.mSum[k])+1e-2)), x, w)
		}
	}
	adagrad(e.bias2, e.b2Sum, e.biasGrad, rate)
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
