package model

import (
	"encoding/binary"

	"annals/stages"
)

// The tagger goes through a sentence from left to right and takes for each word
// the best pair of UPOS and Penn tag, given the words around it, their endings
// and shapes, what the dictionary of the training data says of them, and the
// tags already given on the left.

// TagClass is a class of the tagger.
type TagClass struct {
	UPOS stages.UPOS
	Tag  stages.Tag
}

// lexicon says for the words of the training data how they were tagged there.
type Lexicon struct {
	Mask   uint32
	Bits   uint8
	Keys   []byte // uint32 a slot
	Values []byte // uint32 a slot: hash of the tags
}

func (l *Lexicon) Find(form uint64) uint64 {
	h := Feat(99, form)
	key := h.Key()
	for i := uint32(h >> (64 - l.Bits)); ; i = (i + 1) & l.Mask {
		switch k := binary.LittleEndian.Uint32(l.Keys[4*i:]); k {
		case key:
			return uint64(binary.LittleEndian.Uint32(l.Values[4*i:]))
		case 0:
			return 0
		}
	}
}

// Places of words around the one that is tagged.
const (
	here = iota
	before
	after
	before2
	after2
	after3
	tagPlaces
)

// TagFeatures appends the features of token i; words before it have their tags.
func TagFeatures(words []Word, i int, title bool, f []Feature) []Feature {
	c := collector{which: all}
	at := func(k int) *Word { return wordAt(words, k) }
	tagFeatures(&c, at(i), at(i-1), at(i-2), at(i-3), at(i+1), at(i+2), at(i+3), title)
	return append(f, c.features[:c.n]...)
}

// tagFeatures collects the features of w between the words p1, p2, p3 before it
// and n1, n2, n3 after it.
func tagFeatures(c *collector, w, p1, p2, p3, n1, n2, n3 *Word, title bool) {
	c.template = 0
	style := uint64(0)
	if title {
		style = 1
	}
	c.add(0)
	c.own(here, w.Form)
	c.own(before, p1.Form)
	c.own(before2, p2.Form)
	c.own(after, n1.Form)
	c.own(after2, n2.Form)
	c.own(after3, n3.Form)
	c.own(here, w.suffix[0])
	c.own(here, w.suffix[1])
	c.own(here, w.suffix[2])
	c.own(here, w.suffix[3])
	c.own(here, w.prefix[0])
	c.own(here, w.prefix[1])
	c.own(here, w.prefix[2])
	c.own(here, w.shape)
	c.own(here, Join(w.shape, w.suffix[2]))
	c.add(Join(w.shape, p1.shape))
	c.add(Join(w.shape, n1.shape))
	c.add(Join(w.shape, style+2))
	c.own(before, p1.suffix[2])
	c.own(after, n1.suffix[1])
	c.own(after, n1.suffix[2])
	c.own(after2, n2.suffix[2])
	c.own(after, n1.shape)
	c.own(after2, n2.shape)
	c.own(before, p1.shape)
	c.own(here, w.Lexical)
	c.own(after, n1.Lexical)
	c.own(after2, n2.Lexical)
	c.own(after3, n3.Lexical)
	c.add(Join(w.Lexical, n1.Lexical))
	c.add(p1.Tag)
	c.add(p2.Tag)
	c.add(p3.Tag)
	c.add(Join(p1.Tag, p2.Tag))
	c.add(Join(p1.Tag, w.Lexical))
	c.add(Join(p1.Tag, w.Form))
	c.add(Join(p1.Form, w.Form))
	c.add(Join(w.Form, n1.Form))
	c.add(Join(w.Form, n1.Lexical))
	c.add(Join(w.suffix[2], p1.Tag))
	c.add(Join(w.suffix[2], n1.Lexical))
	c.add(Join(Join(p1.Tag, w.Lexical), n1.Lexical))
	c.own(here, Join(w.shape, w.Lexical))
	c.add(Join(Join(p1.shape, w.shape), n1.shape))
	c.add(Join(w.shape, p1.Form))
	c.add(Join(w.shape, n1.Form))
	c.own(before2, p2.shape)
	c.own(here, w.fine)
	c.own(here, w.kind)
	c.own(here, w.wordNet)
	c.own(before, p1.fine)
	c.own(before, p1.kind)
	c.own(after, n1.fine)
	c.own(after, n1.kind)
	c.own(after, n1.wordNet)
	c.own(after2, n2.kind)
	c.own(here, Join(w.shape, w.kind))
	c.own(here, Join(w.shape, w.wordNet))
	c.own(here, Join(w.shape, w.fine))
	c.add(Join(p1.Tag, w.kind))
	c.add(Join(p1.Tag, w.wordNet))
	c.add(Join(w.kind, n1.kind))
	c.own(here, Join(w.kind, w.suffix[2]))
	c.own(here, Join(w.kind, w.wordNet))
	c.add(Join(w.wordNet, n1.wordNet))
	c.add(Join(Join(p1.kind, w.kind), w.shape))
}
