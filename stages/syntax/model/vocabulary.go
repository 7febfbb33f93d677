package model

import (
	"encoding/binary"
	"errors"
)

// Vocabulary says what is known of words from outside the treebank, for some
// eighty thousand of them; how it was found out is told in
// internal/train/clusters. A value is three numbers in one: the fine cluster
// (10 bits, words that occur in like places), above it the kind (7 bits, words
// that take like tags), above it what WordNet has the word as (10 bits).
type Vocabulary struct{ Lexicon }

// Parts of a value.
const (
	FineBits = 10
	KindBits = 7
)

// know takes a value of a Vocabulary apart.
func (w *Word) know(v uint64) {
	w.fine = v & (1<<FineBits - 1)
	w.kind = v >> FineBits & (1<<KindBits - 1)
	w.wordNet = v >> (FineBits + KindBits)
}

// Forget makes a word one that neither the treebank nor the world knows.
func (w *Word) Forget() { w.know(0) }

// read takes a table from the front of a model file.
func (l *Lexicon) read(r *reader) {
	l.Bits = uint8(r.uint32())
	if l.Bits > 22 || l.Bits == 0 {
		l.Bits, r.err = 1, errors.New("model file: bad dictionary")
	}
	l.Mask = 1<<l.Bits - 1
	l.Keys, l.Values = r.bytes(4<<l.Bits), r.bytes(4<<l.Bits)
	for i := 0; i < len(l.Keys); i += 4 {
		if binary.LittleEndian.Uint32(l.Keys[i:]) == 0 {
			return
		}
	}
	r.err = errors.New("model file: full dictionary") // a search would not end
}
