package verify

import (
	"context"
	"testing"

	"annals/schemas"
	"annals/stages"
)

// TestPartiesInferred: a figure whose sentence names nobody belongs to the one
// body or place of its document's title, or to whoever says "we"; the basis says so.
func TestPartiesInferred(t *testing.T) {
	v := newVerifier(t)
	b := &stages.Batch{Documents: []schemas.Document{
		{DocID: "a", URI: "a", Title: "Kenya opens new clinics", Source: "Herald", PublishedOn: schemas.Some(schemas.Day(19000))},
		{DocID: "b", URI: "b", Title: "Remarks", Speaker: "Aminata Sow", Source: "Ministry", PublishedOn: schemas.Some(schemas.Day(19000))},
		{DocID: "c", URI: "c", Title: "Kenya and Uganda open new clinics", Source: "Wire", PublishedOn: schemas.Some(schemas.Day(19000))},
	}}
	add := func(doc, sentence string) {
		b.Figures = append(b.Figures, schemas.Figure{
			FigureID: schemas.ID("figures", doc), DocID: doc, SentenceNo: schemas.Some(int32(0)), Sentence: sentence, Exact: "40", ValueMin: schemas.Some(40.0), ValueMax: schemas.Some(40.0),
			Qualifier: "exact", Unit: "clinic", Dimension: "count", Counted: "clinics", CountedHead: "clinic", Measure: "clinics_built", Aggregation: "cumulative", Modality: "asserted",
		})
	}
	add("a", "In all, 40 clinics have been built.")
	add("b", "We have built 40 clinics.")
	add("c", "In all, 40 clinics have been built.")
	if err := v.Gather(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range b.CheckFigures {
		got[c.FigureID] = c.Actor + "|" + c.ActorBasis + "|" + c.Scope + "|" + c.ScopeBasis
	}
	for doc, want := range map[string]string{"a": "||Kenya|document", "b": "||Aminata Sow|speaker", "c": ""} {
		if g := got[schemas.ID("figures", doc)]; g != want {
			t.Errorf("document %s: %q, want %q", doc, g, want)
		}
	}
}
