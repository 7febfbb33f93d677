package verify

import (
	"strconv"
	"testing"

	"annals/schemas"
)

// FuzzSums: any sentences with any numbers in them give sums of their own figures,
// or none.
func FuzzSums(f *testing.F) {
	f.Add("412 soldiers, 300 from Ghana and 112 from India", "Of these, 300 were men and 112 were women")
	f.Add("300 and 112, 412 in all", "Together 412")
	f.Add("1\xff (2, 3)", "’s 4")
	v := newVerifier(f)
	f.Fuzz(func(t *testing.T, a, b string) {
		var figures []schemas.Figure
		for n, s := range []string{a, b} {
			at := 0
			eachWord(s, func(w string) {
				x, err := strconv.ParseFloat(w, 64)
				if err != nil || len(figures) > 12 {
					return
				}
				at += 10
				figures = append(figures, schemas.Figure{
					SentenceNo: schemas.Some(int32(n)), Sentence: s, Exact: w, SpanStart: int32(1000*n + at), SpanEnd: int32(1000*n + at + 1),
					ValueMin: schemas.Some(x), ValueMax: schemas.Some(x), Qualifier: "exact", Dimension: "count", Measure: "soldiers",
				})
			})
		}
		for _, s := range v.Sums(figures, 100, nil) {
			if len(s.Parts) < 2 {
				t.Errorf("%d parts", len(s.Parts))
			}
			for _, p := range append(s.Parts, s.Total) {
				if p < 100 || int(p) >= 100+len(figures) {
					t.Errorf("figure %d of %d", p-100, len(figures))
				}
			}
		}
	})
}
