package verify

import (
	"context"
	"math"
	"math/bits"

	"annals/stages"
)

// How copies are found. A document is read as its set of shingles, five words
// or numbers in a row, each a hash mixed from the folded token keys that
// segmentation has computed anyway; punctuation, case and line breaks do not
// count. The set is sketched by one-permutation MinHash: the hash picks one of
// 128 bins and the bin keeps the least of the remaining bits, so that the share of
// equal bins estimates the Jaccard similarity of two sets (standard error below
// 0.045). Empty bins borrow from a neighbour (rotation densification), which
// keeps short documents comparable. A sketch is 65 words, 520 bytes, whatever
// the length of the text, and costs some twenty instructions a token.
//
// Sources: Broder, "On the resemblance and containment of documents" (1997);
// Li, Owen, Zhang, "One permutation hashing" (2012); Shrivastava, Li,
// "Densifying one permutation hashing via rotation" (2014).

const (
	shingleWords = 5
	sketchBins   = 128 // two to a word of the sketch
	sketchWords  = 1 + sketchBins/2
	emptyBin     = math.MaxUint32
)

// Sketcher is the per-document half of verify: it writes Work.Sketch.
type Sketcher struct{}

// NewSketch returns the stage that fingerprints documents.
func NewSketch() *Sketcher { return &Sketcher{} }

// Name is "sketch".
func (*Sketcher) Name() string { return "sketch" }

// Run sketches w's tokens.
func (*Sketcher) Run(_ context.Context, w *stages.Work) error {
	w.Sketch = Sketch(w.Tokens, w.Sketch[:0])
	return nil
}

// Sketch appends the sketch of a document to dst: its number of distinct
// shingles (estimated), then 128 bins of 32 bits, two to a word. A document of
// fewer than shingleWords words has no sketch and is nobody's copy.
func Sketch(tokens []stages.Token, dst []uint64) []uint64 {
	var bins [sketchBins]uint32
	for i := range bins {
		bins[i] = emptyBin
	}
	var window [shingleWords]uint64
	n, shingles := 0, 0
	for i := range tokens {
		switch tokens[i].Class {
		case stages.ClassWord, stages.ClassNumber, stages.ClassIdeograph:
		default:
			continue
		}
		window[n%shingleWords] = tokens[i].Key
		n++
		if n < shingleWords {
			continue
		}
		h := uint64(0)
		for k := 0; k < shingleWords; k++ { // oldest word first
			h = (bits.RotateLeft64(h, 23) ^ window[(n+k)%shingleWords]) * 0x9e3779b97f4a7c15
		}
		h ^= h >> 29
		h *= 0xbf58476d1ce4e5b9
		h ^= h >> 32
		shingles++
		if b, v := h>>57, uint32(h); v < bins[b] {
			bins[b] = v
		}
	}
	if shingles == 0 {
		return dst
	}
	dst = append(dst, uint64(shingles))
	dense := densify(&bins)
	for i := 0; i < sketchBins; i += 2 {
		dst = append(dst, uint64(dense[i])|uint64(dense[i+1])<<32)
	}
	return dst
}

// densify fills an empty bin from the next full one to its right, offset by the
// distance, so that two equal sets stay equal and unequal ones do not agree by
// being empty.
func densify(bins *[sketchBins]uint32) (out [sketchBins]uint32) {
	for i := range bins {
		d := 0
		for d < sketchBins && bins[(i+d)%sketchBins] == emptyBin {
			d++
		}
		out[i] = bins[(i+d)%sketchBins] + uint32(d)*0x9e3779b1
	}
	return out
}

// similarity estimates the Jaccard similarity of two sketched documents and the
// containment of the smaller in the larger, both 0 to 1.
func similarity(a, b []uint64) (jaccard, containment float64) {
	if len(a) != sketchWords || len(b) != sketchWords {
		return 0, 0
	}
	same := 0
	for i := 1; i < sketchWords; i++ {
		x := a[i] ^ b[i]
		if uint32(x) == 0 {
			same++
		}
		if x>>32 == 0 {
			same++
		}
	}
	jaccard = float64(same) / sketchBins
	na, nb := float64(a[0]), float64(b[0])
	containment = math.Min(1, jaccard*(na+nb)/((1+jaccard)*math.Min(na, nb)))
	return jaccard, containment
}
