package stages

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestQuoteIndex compares the index with a walk over all quotes.
func TestQuoteIndex(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		w := &Work{}
		var nest func(start, end int32, depth int)
		nest = func(start, end int32, depth int) {
			for at := start + int32(r.IntN(3)); at+4 < end; {
				stop := min(end, at+4+int32(r.IntN(20)))
				cue := Span{stop, stop + 2}
				w.Quotes = append(w.Quotes, Quote{Span: Span{at, stop}, Cue: cue})
				if depth < 3 {
					nest(at+1, stop-1, depth+1)
				}
				at = stop + int32(r.IntN(6))
			}
		}
		nest(0, 100, 0)
		slices.SortStableFunc(w.Quotes, func(a, b Quote) int {
			if a.Start != b.Start {
				return int(a.Start - b.Start)
			}
			return int(b.End - a.End)
		})
		for range 50 {
			at := int32(r.IntN(100))
			s := Span{at, at + 1 + int32(r.IntN(4))}
			around, cued := int32(-1), int32(-1)
			for i := range w.Quotes {
				q := &w.Quotes[i]
				if q.Contains(s) && (around < 0 || q.Len() <= w.Quotes[around].Len()) {
					around = int32(i)
				}
				if cued < 0 && q.Cue.Overlaps(s) {
					cued = int32(i)
				}
			}
			if got := w.QuoteAround(s); got != around {
				t.Fatalf("QuoteAround(%v) = %d, want %d", s, got, around)
			}
			if got := w.QuoteCuedBy(s); got != cued {
				t.Fatalf("QuoteCuedBy(%v) = %d, want %d: %+v", s, got, cued, w.Quotes)
			}
			if around >= 0 {
				if got := w.QuoteOutside(around, s); got >= 0 && !w.Quotes[got].Contains(s) {
					t.Fatalf("QuoteOutside(%d) = %d does not hold %v", around, got, s)
				}
			}
		}
	}
}
