package stages

import (
	"cmp"
	"slices"
)

// quoteIndex answers which quote holds a place, and which one a verb
// introduces, without walking all quotes. Built when first asked for, after the
// quotes are complete.
type quoteIndex struct {
	built int     // len(Work.Quotes)+1 at the time of building; 0 for not built
	outer []int32 // for each quote the one around it, -1
	byCue []int32 // quotes with a cue, in order of the cue's start
}

func (w *Work) quoteIndex() *quoteIndex {
	x := &w.quoted
	if x.built == len(w.Quotes)+1 {
		return x
	}
	x.built = len(w.Quotes) + 1
	x.outer, x.byCue = x.outer[:0], x.byCue[:0]
	last := int32(-1)
	for i := range w.Quotes {
		q := &w.Quotes[i]
		for last >= 0 && w.Quotes[last].End <= q.Start {
			last = x.outer[last]
		}
		x.outer = append(x.outer, last)
		last = int32(i)
		if !q.Cue.Empty() {
			x.byCue = append(x.byCue, int32(i))
		}
	}
	slices.SortFunc(x.byCue, func(a, b int32) int {
		return cmp.Or(cmp.Compare(w.Quotes[a].Cue.Start, w.Quotes[b].Cue.Start), cmp.Compare(a, b))
	})
	return x
}

// QuoteAround is the innermost quote that holds s, -1 where none does. Quotes
// are in order of their start, an outer one before an inner one.
func (w *Work) QuoteAround(s Span) int32 {
	x := w.quoteIndex()
	after, _ := slices.BinarySearchFunc(w.Quotes, s.Start, func(q Quote, at int32) int {
		if q.Start <= at {
			return -1
		}
		return 1
	})
	i := int32(after) - 1
	for i >= 0 && !w.Quotes[i].Contains(s) {
		i = x.outer[i]
	}
	return i
}

// QuoteOutside is the innermost quote that holds s and stands around quote i, -1.
func (w *Work) QuoteOutside(i int32, s Span) int32 {
	x := w.quoteIndex()
	for i = x.outer[i]; i >= 0 && !w.Quotes[i].Contains(s); {
		i = x.outer[i]
	}
	return i
}

// QuoteCuedBy is the first quote whose cue overlaps s, -1 where none does.
func (w *Work) QuoteCuedBy(s Span) int32 {
	x := w.quoteIndex()
	at, _ := slices.BinarySearchFunc(x.byCue, s.Start, func(i, at int32) int {
		if w.Quotes[i].Cue.Start <= at {
			return -1
		}
		return 1
	})
	// Cues are a word or a few; the ones that begin before s and reach into it
	// stand right before the place.
	best := int32(-1)
	for k := at - 1; k >= max(0, at-4); k-- {
		if q := x.byCue[k]; w.Quotes[q].Cue.Overlaps(s) && (best < 0 || q < best) {
			best = q
		}
	}
	for k := at; k < len(x.byCue) && w.Quotes[x.byCue[k]].Cue.Start < s.End; k++ {
		if q := x.byCue[k]; best < 0 || q < best {
			best = q
		}
	}
	return best
}
