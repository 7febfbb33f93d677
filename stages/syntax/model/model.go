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

	features []Feature
	slots    []int32
	base     []int32
	sums     []uint16
	hidden   []int16
	scores   []int32
	encoding encoding
	title    bool
	cache    lemmaCache
}

// Prepare works out the words of a sentence.
func (a *Analysis) Prepare(m *Model, text string, tokens []stages.Token) {
	a.Words = grow(a.Words, len(tokens))
	shouting := IsShouting(tokens)
	a.title = !shouting && IsTitleCase(tokens)
	for i := range tokens {
		w := &a.Words[i]
		w.Describe(text, &tokens[i], shouting)
		w.Lexical = m.Lexicon.Find(w.Form)
		w.know(m.Words.Find(w.Form))
	}
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

func (a *Analysis) tagEncoderFeatures(i int) []Feature {
	a.features = EncodeTagFeatures(a.Words, i, a.features[:0])
	return a.features
}

func (a *Analysis) encoderFeatures(i int) []Feature {
	a.features = EncodeFeatures(a.Words, i, a.features[:0])
	return a.features
}

// Title reports whether the sentence is in title case.
func (a *Analysis) Title() bool { return a.title }

// Tag writes UPOS and Tag of the tokens of a sentence.
func (a *Analysis) Tag(m *Model, text string, tokens []stages.Token) {
	a.Prepare(m, text, tokens)
	net := &m.Tagger
	a.size(net)
	encoder := m.TagEncoder.Units > 0
	if encoder {
		a.slots = m.TagEncoder.encode(len(tokens), a.tagEncoderFeatures, a.slots, &a.encoding)
	}
	for i := range tokens {
		a.features = TagFeatures(a.Words, i, a.title, a.features[:0])
		a.slots = lookup(net.Table, net.Bits, a.features, a.slots)
		copy(a.base, net.Bias)
		if encoder {
			addTo(m.TagEncoder.brings(&a.encoding, 0, int32(i), net.Units), a.base)
		}
		net.Hidden(a.slots, a.base, a.sums, a.hidden)
		c := m.Classes[net.Heads[0].Best(a.hidden, a.scores)]
		t := &tokens[i]
		t.UPOS, t.Tag = c.UPOS, c.Tag
		a.Words[i].Tag = TagValue(c.UPOS, c.Tag)
	}
}

// Parse writes Head and Relation of the tokens of a tagged sentence; first is
// the number of the first token in its document.
func (a *Analysis) Parse(m *Model, text string, tokens []stages.Token, first int32) {
	a.Prepare(m, text, tokens)
	for i := range tokens {
		a.Words[i].Tag = TagValue(tokens[i].UPOS, tokens[i].Tag)
	}
	net := &m.Parser
	a.size(net)
	a.slots = m.ParseEncoder.encode(len(tokens), a.encoderFeatures, a.slots, &a.encoding)
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
		a.features = ParseFeatures(a.Words, c, a.features[:0])
		a.slots = lookup(net.Table, net.Bits, a.features, a.slots)
		copy(a.base, net.Bias)
		for p, i := range c.Places() {
			if i >= 0 {
				addTo(m.ParseEncoder.brings(&a.encoding, p, i, net.Units), a.base)
			}
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
}
