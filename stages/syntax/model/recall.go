package model

import "annals/stages"

// A token's vector depends on the token and its Style alone, and a text uses few
// words often; so vectors are remembered word by word, and most tokens cost one look
// at a table in place of ten at the features' and ten rows of the network, which
// wait for memory. Nothing depends on what is remembered.
//
// A recall has two slots a key, of which a new word takes the one that has been
// idle longer.
type recall struct {
	of      *Network
	keys    []uint64
	used    []uint32 // number of the sentence that used a slot last
	vectors []uint8  // by slot
	now     uint32
}

// recallBits says how many words are remembered: those that make nine tenths of a
// text, in 1 MB.
const recallBits = 13

// begin is called before the tokens of a sentence.
func (r *recall) begin(n *Network) {
	if r.of != n {
		*r = recall{of: n, keys: make([]uint64, 1<<recallBits), used: make([]uint32, 1<<recallBits), vectors: make([]uint8, n.width<<recallBits)}
	}
	if r.now++; r.now == 0 {
		clear(r.used)
		r.now = 1
	}
}

// find is the vector of a word, and whether it is filled in.
func (r *recall) find(key uint64) (vector []uint8, filled bool) {
	key |= 1
	slot := key >> (64 - recallBits)
	if r.keys[slot] != key {
		if other := slot ^ 1; r.keys[other] == key {
			slot = other
		} else {
			// Differences, as the count of sentences may have begun anew.
			if r.now-r.used[other] > r.now-r.used[slot] {
				slot = other
			}
			r.keys[slot], r.used[slot] = key, r.now
			return r.at(slot), false
		}
	}
	r.used[slot] = r.now
	return r.at(slot), true
}

func (r *recall) at(slot uint64) []uint8 {
	from := int(slot) * r.of.width
	return r.vectors[from : from+r.of.width]
}

// wordKey is a hash of all that the features of a token are made of.
func wordKey(text string, t *stages.Token, style Style) uint64 {
	const shapes = stages.ShapeCapital | stages.ShapeAllCaps | stages.ShapeDigit | stages.ShapeHyphen | stages.ShapeSentenceStart
	h := (t.Key ^ uint64(t.Class)<<8 ^ uint64(t.Shape&shapes)<<16 ^ uint64(style)<<40) * mixA
	for _, c := range []byte(text[t.Start:t.End]) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h ^= h >> 32
	return h * mixB
}
