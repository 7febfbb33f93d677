package main

import (
	"cmp"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"

	"annals/stages/syntax/model"
)

// network is model.Network in learning: the same rows and heads in floating
// point. It learns online by stochastic gradient descent with Adagrad: one
// accumulated squared gradient for each row of the sparse layer, one for each
// weight of the dense layers; the rate falls linearly to zero over the run.
type network struct {
	units   int
	table   *table
	bias    []float32
	biasSum []float32
	heads   []head

	random *rand.Rand
	rate   float32
	drop   float32 // share of hidden units left out
	skip   float32 // share of features left out

	hidden, gradient []float32
	slots            []int32
}

type head struct {
	classes int
	bias    []float32
	biasSum []float32
	weights []float32
	sums    []float32 // by class
	scores  []float32
}

// counter counts features to choose those that get a row.
type counter map[model.Feature]int32

func (c counter) add(features []model.Feature) {
	for _, f := range features {
		c[f]++
	}
}

// list is the features counted at least atLeast times, the commonest first, the
// limit commonest at most.
func (c counter) list(atLeast int32, limit int) []model.Feature {
	type fc struct {
		f model.Feature
		n int32
	}
	var all []fc
	for f, n := range c {
		if n >= atLeast {
			all = append(all, fc{f, n})
		}
	}
	slices.SortFunc(all, func(a, b fc) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.f, b.f)) })
	out := make([]model.Feature, 0, limit)
	for i := 0; i < len(all) && i < limit; i++ {
		out = append(out, all[i].f)
	}
	return out
}

// newNetwork makes a network with a row for each feature of the list.
func newNetwork(list []model.Feature, units int, classes []int, random *rand.Rand) *network {
	n := &network{
		units: units, table: newTable(list, units, 0.01, random), bias: make([]float32, units), biasSum: make([]float32, units),
		random: random, hidden: make([]float32, units), gradient: make([]float32, units),
	}
	for _, c := range classes {
		h := head{classes: c, bias: make([]float32, c), biasSum: make([]float32, c), weights: make([]float32, c*units), sums: make([]float32, c), scores: make([]float32, c)}
		for k := range h.weights {
			h.weights[k] = float32(random.NormFloat64()) * 0.1
		}
		n.heads = append(n.heads, h)
	}
	return n
}

// forward computes the hidden units; more, where it is not nil, adds to their
// sums.
func (n *network) forward(features []model.Feature, more func(hidden []float32)) {
	n.slots = n.slots[:0]
	h := n.hidden
	copy(h, n.bias)
	for _, f := range features {
		if n.skip > 0 && n.random.Float32() < n.skip {
			continue
		}
		if row := n.table.find(f); row >= 0 {
			n.slots = append(n.slots, row)
			axpy(1, n.table.rows[int(row)*n.units:int(row+1)*n.units], h)
		}
	}
	if more != nil {
		more(h)
	}
	scale := 1 / (1 - n.drop)
	for k, x := range h {
		if x < 0 || n.drop > 0 && n.random.Float32() < n.drop {
			h[k] = 0
		} else {
			h[k] = x * scale
		}
	}
	clear(n.gradient)
}

// score computes the scores of a head.
func (n *network) score(k int) []float32 {
	h := &n.heads[k]
	for c := range h.scores {
		h.scores[c] = h.bias[c] + dot(h.weights[c*n.units:(c+1)*n.units], n.hidden)
	}
	return h.scores
}

// learn updates a head by the gradient of the loss in its scores and notes what
// that means for the hidden units.
func (n *network) learn(k int, gradient []float32) {
	h := &n.heads[k]
	size := dot(n.hidden, n.hidden) / float32(n.units)
	for c, g := range gradient {
		if g < 1e-3 && g > -1e-3 {
			continue
		}
		w := h.weights[c*n.units : (c+1)*n.units]
		axpy(g, w, n.gradient)
		h.sums[c] += g * g * size
		axpy(-n.rate*g/float32(math.Sqrt(float64(h.sums[c])+1e-2)), n.hidden, w)
		h.biasSum[c] += g * g
		h.bias[c] -= n.rate * g / float32(math.Sqrt(float64(h.biasSum[c])+1e-2))
	}
}

// spread updates the rows and the bias by the gradient noted by learn, and
// leaves that gradient, in the hidden sums, in n.gradient.
func (n *network) spread() {
	g := n.gradient
	scale := 1 / (1 - n.drop)
	for u, x := range n.hidden {
		if x == 0 {
			g[u] = 0
		} else {
			g[u] *= scale
		}
	}
	mean := dot(g, g) / float32(len(g))
	for _, s := range n.slots {
		n.table.update(s, g, mean, n.rate)
	}
	adagrad(n.bias, n.biasSum, g, n.rate)
}

// softmax turns scores into probabilities among the allowed classes (all where
// allowed is nil).
func softmax(scores, out []float32, allowed []bool) {
	top := float32(math.Inf(-1))
	for c, s := range scores {
		if allowed == nil || allowed[c] {
			top = max(top, s)
		}
	}
	sum := float32(0)
	for c, s := range scores {
		if allowed != nil && !allowed[c] {
			out[c] = 0
			continue
		}
		out[c] = float32(math.Exp(float64(s - top)))
		sum += out[c]
	}
	for c := range out {
		out[c] /= sum
	}
}

// quantile is the value that a share of the numbers lie below, by size
// (of a sample, where they are many).
func quantile(list []float32, share float64) float32 {
	s := make([]float32, 0, len(list)/16)
	for i, x := range list {
		if x != 0 && (i%37 == 0 || len(list) < 1e5) {
			s = append(s, float32(math.Abs(float64(x))))
		}
	}
	if len(s) == 0 {
		return 1
	}
	slices.Sort(s)
	return s[min(len(s)-1, int(share*float64(len(s))))]
}

// freeze turns the network into small integers and returns the scale of its
// rows. top is a high activation.
func (n *network) freeze(top float32) (*model.Network, float32) {
	scale := 127 / quantile(n.table.rows, 0.9995)
	shift := uint8(0)
	for top*scale/float32(int(1)<<shift) > 255 {
		shift++
	}
	unit := float32(int(1)<<shift) / scale // one step of an activation
	out := &model.Network{Units: n.units, Bits: n.table.bits, Shift: shift, Table: slots(n.table), Rows: make([]byte, len(n.table.rows)), Bias: make([]int32, n.units)}
	round := func(x, limit float32) float32 {
		return max(-limit, min(limit, float32(math.Round(float64(x)))))
	}
	for i, x := range n.table.rows {
		out.Rows[i] = byte(int(round(x*scale, 127)) + 128)
	}
	for i, x := range n.bias {
		out.Bias[i] = int32(round(x*scale, 1<<20))
	}
	for _, h := range n.heads {
		s := 127 / quantile(h.weights, 0.9995)
		o := model.Head{Classes: h.classes}
		o.Bias, o.Weights = make([]int32, o.Padded()), make([]int16, o.Padded()*n.units)
		for i, x := range h.weights {
			o.Weights[i] = int16(round(x*s, 127))
		}
		for i, x := range h.bias {
			o.Bias[i] = int32(round(x*s/unit, 1<<24))
		}
		out.Heads = append(out.Heads, o)
	}
	return out, scale
}

// write appends the file form of a network.
func write(b []byte, n *model.Network) []byte {
	u := binary.LittleEndian.AppendUint32
	b = u(b, uint32(n.Units))
	b = u(b, uint32(n.Shift))
	b = u(b, uint32(n.Bits))
	b = u(b, uint32(len(n.Heads)))
	for _, x := range n.Bias {
		b = u(b, uint32(x))
	}
	for _, h := range n.Heads {
		b = u(b, uint32(h.Classes))
		for _, x := range h.Bias[:h.Classes] {
			b = u(b, uint32(x))
		}
		for _, x := range h.Weights[:h.Classes*n.Units] {
			b = append(b, byte(x))
		}
	}
	b = appendSlots(b, n.Table)
	b = u(b, uint32(len(n.Rows)/n.Units))
	return append(b, n.Rows...)
}

// freeze turns the encoder and its bridge into small integers; scale is that
// of the rows of the network the bridge leads to.
func (e *encoder) freeze(b *bridge, scale float32) *model.Encoder {
	const fine = 6 // bits of a bridge weight below one unit of the rows
	round := func(x float32, limit float32) float32 {
		return max(-limit, min(limit, float32(math.Round(float64(x)))))
	}
	s := 127 / quantile(e.table.rows, 0.9995)
	out := &model.Encoder{
		Units: e.units, Layers: 1, Bits: e.table.bits, Table: slots(e.table), Rows: make([]byte, len(e.table.rows)), Bias: make([]int32, len(e.bias)),
		Scale: int32(round(4096*4096/s, 1<<30)), Places: b.places, Shift: 8 + fine,
	}
	for i, x := range e.table.rows {
		out.Rows[i] = byte(int(round(x*s, 127)) + 128)
	}
	for i, x := range e.bias {
		out.Bias[i] = int32(round(x*s, 1<<20))
	}
	for _, x := range e.first.v {
		out.V = append(out.V, int32(round(x*4096, 1<<15)))
	}
	if e.second != nil {
		out.Layers = 2
		for _, x := range e.second.v {
			out.V2 = append(out.V2, int32(round(x*4096, 1<<15)))
		}
		for _, x := range e.bias2 {
			out.Bias2 = append(out.Bias2, int32(round(x*4096, 1<<18)))
		}
		for _, x := range e.matrix {
			out.Matrix = append(out.Matrix, int16(round(x*256, 8191)))
		}
	}
	for _, place := range b.weights {
		for _, x := range place {
			out.Bridge = append(out.Bridge, int16(round(x*scale*(1<<fine), 8191)))
		}
	}
	out.Pack()
	return out
}

func slots(t *table) []uint64 {
	out := make([]uint64, len(t.keys))
	for i, k := range t.keys {
		out[i] = uint64(t.index[i])<<32 | uint64(k)
	}
	return out
}

func appendSlots(b []byte, table []uint64) []byte {
	for _, x := range table {
		b = binary.LittleEndian.AppendUint64(b, x)
	}
	return b
}

// writeEncoder appends the file form of an encoder.
func writeEncoder(b []byte, e *model.Encoder) []byte {
	u := binary.LittleEndian.AppendUint32
	if e.Units == 0 {
		return u(b, 0)
	}
	for _, x := range []int{e.Units, e.Layers, int(e.Bits), int(e.Scale), e.Places, int(e.Shift), len(e.Bridge) / (2 * e.Units * e.Places)} {
		b = u(b, uint32(x))
	}
	for _, x := range e.Bias {
		b = u(b, uint32(x))
	}
	for _, x := range e.V {
		b = u(b, uint32(x))
	}
	for _, list := range [][]int32{e.V2, e.Bias2} {
		for _, x := range list {
			b = u(b, uint32(x))
		}
	}
	for _, x := range append(slices.Clone(e.Matrix), e.Bridge...) {
		b = binary.LittleEndian.AppendUint16(b, uint16(x))
	}
	b = appendSlots(b, e.Table)
	b = u(b, uint32(len(e.Rows)/(6*e.Units)))
	return append(b, e.Rows...)
}
