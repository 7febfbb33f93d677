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

// TagFeatures appends the features of token i; words before it have their tags.
func TagFeatures(words []Word, i int, title bool, f []Feature) []Feature {
	at := func(k int) *Word {
		if k < 0 || k >= len(words) {
			return &boundary
		}
		return &words[k]
	}
	w, p1, p2, n1, n2 := &words[i], at(i-1), at(i-2), at(i+1), at(i+2)
	t := uint64(0)
	add := func(v uint64) {
		t++
		f = append(f, Feat(t, v))
	}
	style := uint64(0)
	if title {
		style = 1
	}
	add(0)
	add(w.Form)
	add(p1.Form)
	add(p2.Form)
	add(n1.Form)
	add(n2.Form)
	add(at(i + 3).Form)
	add(w.suffix[0])
	add(w.suffix[1])
	add(w.suffix[2])
	add(w.suffix[3])
	add(w.prefix[0])
	add(w.prefix[1])
	add(w.prefix[2])
	add(w.shape)
	add(Join(w.shape, w.suffix[2]))
	add(Join(w.shape, p1.shape))
	add(Join(w.shape, n1.shape))
	add(Join(w.shape, style+2))
	add(p1.suffix[2])
	add(n1.suffix[1])
	add(n1.suffix[2])
	add(n2.suffix[2])
	add(n1.shape)
	add(n2.shape)
	add(p1.shape)
	add(w.Lexical)
	add(n1.Lexical)
	add(n2.Lexical)
	add(at(i + 3).Lexical)
	add(Join(w.Lexical, n1.Lexical))
	add(p1.Tag)
	add(p2.Tag)
	add(at(i - 3).Tag)
	add(Join(p1.Tag, p2.Tag))
	add(Join(p1.Tag, w.Lexical))
	add(Join(p1.Tag, w.Form))
	add(Join(p1.Form, w.Form))
	add(Join(w.Form, n1.Form))
	add(Join(w.Form, n1.Lexical))
	add(Join(w.suffix[2], p1.Tag))
	add(Join(w.suffix[2], n1.Lexical))
	add(Join(Join(p1.Tag, w.Lexical), n1.Lexical))
	add(Join(w.shape, w.Lexical))
	add(Join(Join(p1.shape, w.shape), n1.shape))
	add(Join(w.shape, p1.Form))
	add(Join(w.shape, n1.Form))
	add(p2.shape)
	add(w.fine)
	add(w.kind)
	add(w.wordNet)
	add(p1.fine)
	add(p1.kind)
	add(n1.fine)
	add(n1.kind)
	add(n1.wordNet)
	add(n2.kind)
	add(Join(w.shape, w.kind))
	add(Join(w.shape, w.wordNet))
	add(Join(w.shape, w.fine))
	add(Join(p1.Tag, w.kind))
	add(Join(p1.Tag, w.wordNet))
	add(Join(w.kind, n1.kind))
	add(Join(w.kind, w.suffix[2]))
	add(Join(w.kind, w.wordNet))
	add(Join(w.wordNet, n1.wordNet))
	add(Join(Join(p1.kind, w.kind), w.shape))
	return f
}
