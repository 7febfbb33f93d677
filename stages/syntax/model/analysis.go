package model

import (
	"slices"

	"annals/stages"
)

// Analysis is the scratch space of one worker.
type Analysis struct {
	recall recall
	shelf  shelf
	// The sentence at work, its states so far as they are worked out, and the model
	// they are of; a Parse after the Tag of the same sentence goes on where that ended.
	of      *Model
	keys    []uint64
	next    []uint64
	reached int       // how many layers are worked out
	vectors [][]uint8 // below each layer, and above the last: by word

	inputs  []float32 // of the recurrence
	state   []float32
	scores  []float32 // by word
	project []float32
	sums    []int32 // arc scores, by dependent and head
	words   []uint8 // as dependents
	heads   product // whose rows are words as heads
	signed  []byte
	tree    treeFinder
	found   []int32
	cache   lemmaCache
	open    []int32 // marks that wait for their other
	bearing []bool  // by word: something hangs on it
	// by word: its subject, -1
	subjects []int32
}

// longest is how many words are read together; what is longer is read in
// stretches of so many, each as a sentence of its own.
const longest = 512

// Tag writes UPOS and Tag of the tokens of a sentence.
func (a *Analysis) Tag(m *Model, text string, tokens []stages.Token) {
	style := StyleOf(tokens)
	for from := 0; from < len(tokens); from += longest {
		a.tag(m, text, tokens, from, style)
	}
}

// tag is Tag of the stretch that begins at token from.
func (a *Analysis) tag(m *Model, text string, tokens []stages.Token, from int, style Style) {
	net := &m.Network
	stretch := a.prepare(m, text, tokens, from, style, false)
	if a.reached <= net.tagLayer {
		a.reach(net, net.tagLayer+1, len(stretch))
		a.shelf.put(net, sentenceKey(a.keys), a.vectors[net.tagLayer+1][:len(stretch)*2*net.units])
	}
	stride := net.tags.stride
	a.scores = grow(a.scores, roundUp(len(stretch), blockWords)*stride)
	net.tags.times(a.vectors[net.tagLayer+1], len(stretch), a.scores)
	for i := range stretch {
		p := net.bestPair(a.scores[i*stride : (i+1)*stride])
		stretch[i].UPOS, stretch[i].Tag = p.upos, p.tag
		if t := &stretch[i]; t.Class == stages.ClassPunctuation && text[t.Start] >= 0x80 && t.UPOS != stages.SYM {
			t.UPOS, t.Tag = stages.PUNCT, stages.TagComma // full-width marks, which the treebank has not
		}
	}
}

// prepare fills in the vectors of the tokens of a stretch, unless it is the one
// at work already, or, where it was read before, what is above them is still known.
func (a *Analysis) prepare(m *Model, text string, tokens []stages.Token, from int, style Style, read bool) []stages.Token {
	net := &m.Network
	to := min(from+longest, len(tokens))
	a.next = a.next[:0]
	for i := from; i < to; i++ {
		a.next = append(a.next, wordKey(text, &tokens[i], style.At(tokens, i)))
	}
	stretch := tokens[from:to]
	if a.of == m && slices.Equal(a.next, a.keys) {
		return stretch
	}
	if a.of != m {
		a.of, a.vectors = m, make([][]uint8, len(net.layers)+1)
	}
	a.keys, a.next = a.next, a.keys
	a.reached = 0
	if read {
		states := a.room(net, net.tagLayer+1, len(stretch))
		if a.shelf.get(net, sentenceKey(a.keys), states[:len(stretch)*2*net.units]) {
			a.reached = net.tagLayer + 1
			return stretch
		}
	}
	a.recall.begin(net)
	a.scores = grow(a.scores, net.width)
	a.vectors[0] = grow(a.vectors[0], roundUp(len(stretch), blockWords)*net.width)
	for i := range stretch {
		v, filled := a.recall.find(a.keys[i])
		if !filled {
			var w Word
			var features [FeatureCount]Feature
			w.Describe(text, &stretch[i], style&Shouting != 0)
			w.Features(style.At(tokens, from+i), &features)
			net.vector(&features, a.scores, v)
		}
		copy(a.vectors[0][i*net.width:], v)
	}
	return stretch
}

// room is the memory of the states above a layer, for n words.
func (a *Analysis) room(net *Network, layer, n int) []uint8 {
	a.vectors[layer] = grow(a.vectors[layer], roundUp(n, blockWords)*2*net.units)
	return a.vectors[layer]
}

// reach works out layers until there are so many, for n words.
func (a *Analysis) reach(net *Network, layers, n int) {
	units := net.units
	a.state = grow(a.state, units)
	for ; a.reached < layers; a.reached++ {
		l := &net.layers[a.reached]
		in := a.vectors[a.reached]
		stride := l.product.stride
		a.inputs = grow(a.inputs, roundUp(n, blockWords)*stride)
		l.product.times(in, n, a.inputs)
		out := a.room(net, a.reached+1, n)
		if !l.highway {
			in = nil
		}
		p := pass{u: a.inputs, step: stride, gates: l.gates[:2*units], in: in, out: out, outStep: 2 * units, state: a.state, n: n}
		p.run()
		p.at, p.step, p.gates = (n-1)*stride+3*units, -stride, l.gates[2*units:]
		p.wordAt, p.outStep = (n-1)*2*units+units, -2*units
		p.run()
	}
}

// Parse writes Head and Relation of the tokens of a tagged sentence; first is
// the number of the first token in its document. Of a sentence read in stretches,
// the roots of the later ones hang on that of the first.
func (a *Analysis) Parse(m *Model, text string, tokens []stages.Token, first int32) {
	style := StyleOf(tokens)
	root := int32(-1)
	for from := 0; from < len(tokens); from += longest {
		own := a.parse(m, text, tokens, from, style, first)
		if root < 0 {
			root = own
			continue
		}
		t := &tokens[own-first]
		t.Head, t.Relation = root, stages.RelParataxis
	}
	a.mendSubjects(text, tokens, first)
	a.hangPairs(text, tokens, first)
}

// parse is Parse of the stretch that begins at token from; it returns its root.
func (a *Analysis) parse(m *Model, text string, tokens []stages.Token, from int, style Style, first int32) int32 {
	net := &m.Network
	stretch := a.prepare(m, text, tokens, from, style, true)
	n := len(stretch)
	a.reach(net, len(net.layers), n)
	a.project = grow(a.project, roundUp(n, blockWords)*net.project.stride)
	net.project.times(a.vectors[len(net.layers)], n, a.project)
	a.arcs(net, n)
	a.found = grow(a.found, n)
	a.tree.find(a.sums, n, a.heads.stride, a.found)
	a.label(net, n)
	stride := net.labels.stride
	begin, root := first+int32(from), int32(0)
	for i, h := range a.found {
		t := &stretch[i]
		if int(h) == n {
			root = begin + int32(i)
			t.Head, t.Relation = root, stages.RelRoot
			continue
		}
		t.Head, t.Relation = begin+h, net.relations[greatest(a.scores[i*stride:i*stride+len(net.relations)])]
	}
	return root
}
