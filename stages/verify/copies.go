package verify

import (
	"math"
	"slices"

	"annals/stages"
)

// Finding near copies among n documents without n² comparisons: the bins of
// each sketch are cut into bands of three; two documents that agree in a whole
// band become candidates, and a candidate pair is a copy only if the similarity
// of the whole sketches says so. With 42 bands a pair of similarity 0.5 meets
// with probability 0.996, one of 0.1 (two reports of one event) with 0.04. The
// bands are sorted one after the other in one array of n pairs, so the memory
// is 16 bytes a document beside the sketches.

const (
	bandBins = 3
	bands    = sketchBins / bandBins

	// copyJaccard is the least similarity of a copy: above it more than two
	// thirds of the running text are the same five-word stretches.
	copyJaccard = 0.5
	// A shortened reprint is contained in its original.
	copyContainment  = 0.8
	containedJaccard = 0.25
	// bandCrowd is how many documents may share a band before each is compared
	// with the first of the crowd and its neighbours only (boilerplate, empty
	// templates).
	bandCrowd = 64
)

// A copyLink says that a document repeats an earlier one.
type copyLink struct {
	of         int32   // index of the original, -1 where the document is no copy
	similarity float64 // Jaccard with the original
}

// copies clusters documents by their sketches. earlier orders documents: the
// original of a cluster is its earliest member. Documents without a sketch are
// no copies.
func copies(sketches [][]uint64, earlier func(a, b int32) bool) []copyLink {
	n := len(sketches)
	sets := newSets(n)
	type entry struct {
		key uint64
		doc int32
	}
	entries := make([]entry, 0, n)
	try := func(a, b int32) {
		if sets.find(a) == sets.find(b) {
			return
		}
		if isCopy(sketches[a], sketches[b]) {
			sets.join(a, b)
		}
	}
	for band := 0; band < bands; band++ {
		entries = entries[:0]
		for d, s := range sketches {
			if len(s) != sketchWords {
				continue
			}
			key := uint64(band) + 1
			for i := band * bandBins; i < (band+1)*bandBins; i++ {
				key = (key ^ uint64(bin(s, i))) * 0x9e3779b97f4a7c15
				key ^= key >> 31
			}
			entries = append(entries, entry{key, int32(d)})
		}
		slices.SortFunc(entries, func(a, b entry) int {
			switch {
			case a.key < b.key:
				return -1
			case a.key > b.key:
				return 1
			}
			return int(a.doc - b.doc)
		})
		for i := 0; i < len(entries); {
			j := i + 1
			for j < len(entries) && entries[j].key == entries[i].key {
				j++
			}
			for x := i + 1; x < j; x++ {
				from := i
				if x-i > bandCrowd {
					try(entries[i].doc, entries[x].doc)
					from = x - bandCrowd/4
				}
				for y := from; y < x; y++ {
					try(entries[y].doc, entries[x].doc)
				}
			}
			i = j
		}
	}
	return sets.links(sketches, earlier)
}

func bin(s []uint64, i int) uint32 { return uint32(s[1+i/2] >> (32 * uint(i%2))) }

// isCopy is the verdict on a pair, from the whole sketches.
func isCopy(a, b []uint64) bool {
	j, c := similarity(a, b)
	if small := math.Min(float64(a[0]), float64(b[0])); small < 12 {
		return j >= 0.98 // a dozen words in common prove little
	}
	return j >= copyJaccard || j >= containedJaccard && c >= copyContainment
}

// sets is a disjoint-set forest with path halving, joined by smaller index.
type sets []int32

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

func (s sets) find(i int32) int32 {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(a, b int32) {
	a, b = s.find(a), s.find(b)
	if a == b {
		return
	}
	if b < a {
		a, b = b, a
	}
	s[b] = a
}

func (s sets) links(sketches [][]uint64, earlier func(a, b int32) bool) []copyLink {
	first := make([]int32, len(s))
	for i := range first {
		first[i] = -1
	}
	for i := range s {
		r := s.find(int32(i))
		if first[r] < 0 || earlier(int32(i), first[r]) {
			first[r] = int32(i)
		}
	}
	out := make([]copyLink, len(s))
	for i := range s {
		f := first[s.find(int32(i))]
		out[i].of = -1
		if f != int32(i) {
			j, _ := similarity(sketches[i], sketches[f])
			out[i] = copyLink{f, j}
		}
	}
	return out
}

// findCopies writes copy_of_doc_id and copy_similarity of b's documents. The
// original of a cluster is the document published first, then the first one in
// order; exact equality of the text does not need a sketch.
func (v *Verifier) findCopies(b *stages.Batch) []copyLink {
	docs := b.Documents
	earlier := func(x, y int32) bool {
		p, q := docs[x].PublishedOn, docs[y].PublishedOn
		if p.Known && q.Known && p.Value != q.Value {
			return p.Value < q.Value
		}
		if p.Known != q.Known {
			return p.Known
		}
		return x < y
	}
	sketches := b.Sketches
	if len(sketches) != len(docs) {
		sketches = make([][]uint64, len(docs))
	}
	links := copies(sketches, earlier)
	for i, l := range links {
		if l.of < 0 {
			docs[i].CopyOfDocID, docs[i].CopySimilarity.Known, docs[i].CopySimilarity.Value = "", false, 0
			continue
		}
		docs[i].CopyOfDocID = docs[l.of].DocID
		docs[i].CopySimilarity.Known, docs[i].CopySimilarity.Value = true, l.similarity
	}
	return links
}
