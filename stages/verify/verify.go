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
	v.findCopies(b)
	return ctx.Err()
}
