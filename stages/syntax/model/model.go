// Package model is the grammar of English as learnt: how words and states of a
// parse become features, how features become decisions, and the file that holds
// what was learnt. Package syntax runs it on documents, the program
// internal/train makes the file.
package model

import (
	"errors"

	"annals/stages"
)

// Model is a model file opened. It is read-only and shared.
type Model struct {
	Lexicon Lexicon
	Words   Vocabulary
	Classes []TagClass
	Lemmas  Lemmas
	Tagger  Network // one head: Classes
	Parser  Network // three heads: transitions, labels of LEFT, labels of RIGHT
	// The encoders of the two.
	TagEncoder, ParseEncoder Encoder
}

const magic = "annals syntax 3\n"

var errBad = errors.New("model file: damaged")

// Open reads a model file. It keeps b, which must not change.
func Open(b []byte) (*Model, error) {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return nil, errors.New("model file: not one of this version")
	}
	r := reader{b: b[len(magic):]}
	m := &Model{}
	m.Lexicon.read(&r)
	m.Words.read(&r)
	if r.err != nil {
		return nil, r.err
	}
	n := int(r.uint32())
	if n > 1<<12 {
		return nil, errors.New("model file: bad classes")
	}
	for range n {
		c := r.uint32()
		m.Classes = append(m.Classes, TagClass{stages.UPOS(c >> 8), stages.Tag(c)})
	}
	m.Lemmas.read(&r)
	if r.err != nil {
		return nil, r.err
	}
	m.TagEncoder.read(&r)
	m.ParseEncoder.read(&r)
	if r.err != nil {
		return nil, r.err
	}
	rest, err := m.Tagger.Read(r.b)
	if err != nil {
		return nil, err
	}
	if _, err = m.Parser.Read(rest); err != nil {
		return nil, err
	}
	if len(m.Tagger.Heads) != 1 || m.Tagger.Heads[0].Classes != n || len(m.Parser.Heads) != 3 {
		return nil, errors.New("model file: heads do not fit")
	}
	if e := &m.TagEncoder; e.Units > 0 && (len(e.Bridge) != m.Tagger.Units*2*e.Units || e.Places != 1) {
		return nil, errors.New("model file: encoder of the tagger does not fit")
	}
	if e := &m.ParseEncoder; len(e.Bridge) != Places*m.Parser.Units*2*e.Units || e.Places != Places {
		return nil, errors.New("model file: encoder of the parser does not fit")
	}
	return m, nil
}

// Analysis is the scratch space of one worker.
type Analysis struct {
	Words  []Word
	config Configuration

	collector collector
	known     remembered
	slots     []int32
	base      []int32
	sums      []uint16
	hidden    []int16
	scores    []int32
	encoding  encoding
	title     bool
	cache     lemmaCache
	open      []int32 // marks that wait for their other
	bearing   []bool  // by word: something hangs on it
}

// Prepare works out the words of a sentence.
func (a *Analysis) Prepare(m *Model, text string, tokens []stages.Token) {
	a.Words = grow(a.Words, len(tokens))
	shouting := IsShouting(tokens)
	a.title = !shouting && IsTitleCase(tokens)
	for i := range tokens {
		a.describe(m, i, text, &tokens[i], shouting)
	}
}

// describe works out word i.
func (a *Analysis) describe(m *Model, i int, text string, t *stages.Token, shouting bool) {
	w := &a.Words[i]
	w.Describe(text, t, shouting)
	w.Lexical = m.Lexicon.Find(w.Form)
	w.know(m.Words.Find(w.Form))
}

// size makes the scratch space fit a network.
func (a *Analysis) size(n *Network) {
	a.base, a.sums, a.hidden = grow(a.base, n.Units), grow(a.sums, n.Units), grow(a.hidden, n.Units)
	for i := range n.Heads {
		if p := n.Heads[i].Padded(); len(a.scores) < p {
			a.scores = make([]int32, p)
		}
	}
}

// Title reports whether the sentence is in title case.
func (a *Analysis) Title() bool { return a.title }

// Tag writes UPOS and Tag of the tokens of a sentence.
func (a *Analysis) Tag(m *Model, text string, tokens []stages.Token) {
	a.prepare(m, text, tokens)
	net, k, words, c := &m.Tagger, &a.known.plain, a.Words, &a.collector
	a.size(net)
	encoder := m.TagEncoder.Units > 0
	entry := func(i int) int32 { return entryAt(a.known.entries, i) }
	if encoder {
		m.TagEncoder.encode(a, k, a.known.entries, encodeTagFeatures)
	}
	at := func(i int) *Word { return wordAt(words, i) }
	for i := range tokens {
		c.start(together)
		tagFeatures(c, &words[i], at(i-1), at(i-2), at(i-3), at(i+1), at(i+2), at(i+3), a.title)
		a.slots = lookup(net.Table, net.Bits, c.list(), a.slots)
		sum(net.Rows, net.Units, a.slots, a.sums)
		rows := len(a.slots)
		for place, j := range [tagPlaces]int{here: i, before: i - 1, before2: i - 2, after: i + 1, after2: i + 2, after3: i + 3} {
			own, n := k.at(entry(j), encodePlaces+place)
			addSums(own, a.sums)
			rows += n
		}
		copy(a.base, net.Bias)
		if encoder {
			addTo(m.TagEncoder.brings(&a.encoding, 0, int32(i), net.Units), a.base)
		}
		activate(a.base, a.sums, int32(rows*128), net.Shift, a.hidden)
		class := m.Classes[net.Heads[0].Best(a.hidden, a.scores)]
		t := &tokens[i]
		t.UPOS, t.Tag = class.UPOS, class.Tag
		words[i].Tag = TagValue(class.UPOS, class.Tag)
	}
}

// entryAt is the entry of word i, that of the boundary beyond the ends.
func entryAt(entries []int32, i int) int32 {
	if i < 0 || i >= len(entries) {
		return edge
	}
	return entries[i]
}

// Parse writes Head and Relation of the tokens of a tagged sentence; first is
// the number of the first token in its document.
func (a *Analysis) Parse(m *Model, text string, tokens []stages.Token, first int32) {
	a.prepare(m, text, tokens)
	for i := range tokens {
		a.Words[i].Tag = TagValue(tokens[i].UPOS, tokens[i].Tag)
	}
	a.prepareTrees(m)
	net, k, trees := &m.Parser, &a.known.tagged, a.known.trees
	a.size(net)
	m.ParseEncoder.encode(a, k, trees, encodeFeatures)
	for i, entry := range trees {
		for p := range Places {
			own, rows := k.at(entry, encodePlaces+p)
			addWide(own, int32(128*rows), m.ParseEncoder.brings(&a.encoding, p, int32(i), net.Units))
		}
	}
	c := &a.config
	c.Reset(len(tokens))
	for !c.Done() {
		if c.Next == c.N && len(c.Stack) == 1 {
			c.Apply(Left, stages.RelRoot)
			continue
		}
		if len(c.Stack) == 0 {
			c.Apply(Shift, stages.NoRelation) // nothing else is allowed
			continue
		}
		a.collector.start(together)
		parseFeatures(&a.collector, a.Words, c)
		a.slots = lookup(net.Table, net.Bits, a.collector.list(), a.slots)
		copy(a.base, net.Bias)
		for p, i := range c.Places() {
			if i >= 0 {
				addTo(m.ParseEncoder.brings(&a.encoding, p, i, net.Units), a.base)
				continue
			}
			own, rows := k.at(edge, encodePlaces+p)
			addWide(own, int32(128*rows), a.base)
		}
		net.Hidden(a.slots, a.base, a.sums, a.hidden)
		scores := a.scores[:net.Heads[0].Padded()]
		net.Heads[0].Scores(a.hidden, scores)
		best, top := -1, int32(0)
		for t := range Transitions {
			if c.Allowed(t) {
				if s := scores[t]; best < 0 || s > top {
					best, top = t, s
				}
			}
		}
		label := stages.NoRelation
		if best != Shift {
			label = stages.Relation(net.Heads[best].Best(a.hidden, a.scores))
		}
		c.Apply(best, label)
	}
	for i := range tokens {
		t := &tokens[i]
		t.Relation = stages.Relation(c.Labels[i])
		if h := c.Heads[i]; h == c.N {
			t.Head = first + int32(i)
		} else {
			t.Head = first + h
		}
	}
	a.hangPairs(text, tokens, first)
}
