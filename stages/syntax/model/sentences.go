package model

// Most sentences are tagged by one stage and parsed by another, which comes when
// all sentences have been tagged. So what the tags were read off is kept for a
// while, and a Parse begins above it. Nothing depends on what is kept.
//
// A shelf is a ring of states, the latest sentences over the oldest, and a table
// of where a sentence stands, which knows one sentence a slot.
type shelf struct {
	of     *Network
	ring   []uint8
	end    uint64 // of what was put, counted from the beginning of time
	places []place
}

// place is where a sentence begins in the ring; key is a hash of its words.
type place struct{ key, begin uint64 }

const (
	shelfBits  = 12
	shelfWords = 1 << 15 // 6 MB: all of most documents
)

// sentenceKey is a hash of the keys of a sentence's words.
func sentenceKey(keys []uint64) uint64 {
	h := uint64(len(keys))
	for _, k := range keys {
		h = (h ^ k) * mixA
		h ^= h >> 29
	}
	return h*mixB | 1
}

// put keeps the states of a sentence.
func (s *shelf) put(n *Network, key uint64, states []uint8) {
	if s.of != n {
		*s = shelf{of: n, ring: make([]uint8, 2*n.units*shelfWords), places: make([]place, 1<<shelfBits)}
	}
	size := uint64(len(s.ring))
	if s.end%size+uint64(len(states)) > size {
		s.end += size - s.end%size // a sentence stands in one piece
	}
	copy(s.ring[s.end%size:], states)
	s.places[key>>(64-shelfBits)] = place{key, s.end}
	s.end += uint64(len(states))
}

// get copies the states of a sentence, if they are still there.
func (s *shelf) get(n *Network, key uint64, states []uint8) bool {
	if s.of != n {
		return false
	}
	p, size := s.places[key>>(64-shelfBits)], uint64(len(s.ring))
	if p.key != key || s.end-p.begin > size {
		return false
	}
	copy(states, s.ring[p.begin%size:])
	return true
}
