// Package verify compares the figures of all documents of a run: which claims
// meet, agree, have been overtaken or contradict each other, and how many
// independent witnesses stand behind each.
//
// It has two halves. The stage [Sketcher] fingerprints a document while its
// words are at hand. The [Verifier] runs once over the rows of the whole batch:
//
//  1. copies: near-duplicate documents are clustered by their fingerprints
//     (copies.go);
//  2. keys: every figure is given a key of measure, counted noun, unit,
//     aggregation, actor, scope and modality; figures of unequal keys are never
//     compared (key.go), nor are those whose key is not known;
//  3. values: the words become intervals, in one unit a dimension (interval.go,
//     units.go), times become days (time.go);
//  4. pairs: within a key, figures are compared in order of time (compare.go),
//     copies left aside, and those that have a bearing on each other form a
//     check (check.go);
//  5. witnesses are counted (witness.go) and the verdict put in words
//     (explain.go).
//
// The rules and their reasons are in docs/decisions/verdict-rules.md. The cost
// is linear in figures but for one sort; a key with very many figures compares
// each with its neighbours in time only.
package verify

import (
	"context"

	"annals/stages"
	"annals/stages/lang"
)

// Verifier is the whole-batch half of verify. Read-only after New.
type Verifier struct {
	words *vocabulary
}

// New reads verify's data of a language.
func New(pack *lang.Pack) (*Verifier, error) {
	words, err := newVocabulary(pack)
	if err != nil {
		return nil, err
	}
	return &Verifier{words: words}, nil
}

// Name is "verify".
func (v *Verifier) Name() string { return "verify" }

// Gather writes b's checks, the figures' check ids and the documents' copies.
func (v *Verifier) Gather(ctx context.Context, b *stages.Batch) error {
	g := &gathering{v: v, b: b, keys: newKeyer(v.words), docs: make(map[string]int32, len(b.Documents)), texts: texts{}}
	g.copy = v.findCopies(b)
	g.dateDocuments()
	b.Checks, b.CheckFigures = b.Checks[:0], b.CheckFigures[:0]
	return g.gather(ctx)
}

// dateDocuments fills the day of each document. A document without a date of its own
// cannot be older than the latest thing that it tells of as having happened:
// that day is its floor.
func (g *gathering) dateDocuments() {
	b := g.b
	g.days, g.floor = make([]int32, len(b.Documents)), make([]bool, len(b.Documents))
	undated := 0
	for i := range b.Documents {
		d := &b.Documents[i]
		g.docs[d.DocID] = int32(i)
		g.days[i] = noDay
		if d.PublishedOn.Known {
			g.days[i] = int32(d.PublishedOn.Value)
		} else {
			g.floor[i] = true
			undated++
		}
	}
	if undated == 0 {
		return
	}
	// What lies after every dated document of the batch is a plan or the year in
	// a name, whatever the grammar says.
	latest := noDay
	for i := range g.days {
		latest = max(latest, g.days[i])
	}
	raise := func(id string, day int32) {
		if latest != noDay && day > latest+366 {
			return
		}
		if i, ok := g.docs[id]; ok && g.floor[i] && day > g.days[i] {
			g.days[i] = day
		}
	}
	for i := range b.Events {
		e := &b.Events[i]
		if e.DateEnd.Known && !e.IsNegated && e.Modality == "asserted" && e.DateStart.Known && e.DateEnd.Value-e.DateStart.Value < 32 {
			raise(e.DocID, int32(e.DateEnd.Value))
		}
	}
	for i := range b.Figures {
		f := &b.Figures[i]
		if f.AsOfEnd.Known && f.AsOfStart.Known && f.AsOfEnd.Value-f.AsOfStart.Value < 32 && f.AsOfBasis == "stated" && f.Modality == "asserted" && !f.IsNegated {
			raise(f.DocID, int32(f.AsOfEnd.Value))
		}
	}
}
