package verify

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"annals/schemas"
	"annals/stages"
	"annals/stages/lang"
	"annals/stages/segment"
)

func newVerifier(t testing.TB) *Verifier {
	t.Helper()
	pack, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		t.Fatal(err)
	}
	v, err := New(pack)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// population makes a batch of documents with ten figures each: some keys are
// told of by hundreds of documents, most by a few, a third by one only.
func population(documents int) *stages.Batch {
	r := rand.New(rand.NewPCG(5, 6))
	b := &stages.Batch{}
	heads := []string{"peacekeeper", "dose", "job", "school", "refugee", "patient", "tree", "clinic", "student", "case", "house", "road", "teacher", "nurse", "farmer"}
	kinds := []string{"stock", "cumulative", "flow", "cumulative"}
	qualifiers := []string{"exact", "exact", "exact", "over", "about", "nearly", "at_least"}
	for d := range documents {
		doc := schemas.Document{
			DocID: schemas.ID("documents", fmt.Sprint(d)), URI: fmt.Sprint(d), Source: fmt.Sprint("outlet ", r.IntN(400)),
			PublishedOn: schemas.Some(schemas.Day(15000 + r.IntN(4000))),
		}
		b.Documents = append(b.Documents, doc)
		b.Sketches = append(b.Sketches, nil)
		for n := range 10 {
			actor, place := int(200*r.Float64()*r.Float64()), int(3000*r.Float64()*r.Float64())
			if n%3 == 0 {
				place = d*10 + n
			}
			head := heads[r.IntN(len(heads))]
			v := float64(10 + r.IntN(100000))
			q := qualifiers[r.IntN(len(qualifiers))]
			f := schemas.Figure{
				FigureID: schemas.ID("figures", fmt.Sprint(d, n)), DocID: doc.DocID, Source: doc.Source, PublishedOn: doc.PublishedOn,
				SentenceNo: schemas.Some(int32(n)), SpanStart: int32(n * 100), SpanEnd: int32(n*100 + 5), Exact: fmt.Sprint(v), ValueText: fmt.Sprint(v),
				Qualifier: q, Unit: head, Dimension: "count", Counted: head + "s", CountedHead: head, Measure: head + "_count", Aggregation: kinds[len(head)%4],
				Actor: fmt.Sprint("Actor ", actor), ActorBasis: "sentence", Scope: fmt.Sprint("Place ", place), ScopeBasis: "sentence",
				AsOfStart: doc.PublishedOn, AsOfEnd: doc.PublishedOn, AsOfBasis: "publication", Modality: "asserted", Rule: "number.digits", Confidence: schemas.Some(0.9),
			}
			f.ValueMin, f.ValueMax = schemas.Some(v), schemas.Some(v)
			switch q {
			case "over", "at_least":
				f.ValueMax = schemas.Null[float64]{}
			case "nearly":
				f.ValueMin = schemas.Null[float64]{}
			}
			b.Figures = append(b.Figures, f)
			b.Contexts = append(b.Contexts, stages.FigureContext{Words: 12, Passage: [8]uint32{uint32(d)*8 + 1, uint32(n) + 1, uint32(d) + 3}, Topic: [4]uint64{r.Uint64() & r.Uint64() & r.Uint64()}})
		}
	}
	return b
}

// BenchmarkGather verifies a million figures of a hundred thousand documents:
// budget 90 CPU-seconds and 3 GB (issue 8).
func BenchmarkGather(b *testing.B) {
	v := newVerifier(b)
	batch := population(100_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := v.Gather(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(batch.Checks)), "checks")
}
