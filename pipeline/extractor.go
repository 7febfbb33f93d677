package pipeline

import (
	"context"
	"fmt"

	"annals/schemas"
	"annals/stages"
	"annals/stages/parse"
	"annals/stages/validate"
	"annals/stages/verify"
)

// Extractor is the pipeline in one hand: documents already parsed go through
// the per-document stages into a batch, and the batch through verify. The
// verification benchmark and the reading of a typed claim use it. It belongs
// to one goroutine.
type Extractor struct {
	list      []stages.Stage
	validator *validate.Validator
	verifier  *verify.Verifier
	work      stages.Work
}

// NewExtractor builds the stages for figures and what figures need.
func NewExtractor(o Options) (*Extractor, error) {
	s, err := newSettings(o)
	if err != nil {
		return nil, err
	}
	e := &Extractor{}
	if e.list, err = build(s, map[string]bool{"dates": true, "figures": true, "quotes": true, "events": true}); err != nil {
		return nil, err
	}
	tables, err := schemas.Load()
	if err != nil {
		return nil, err
	}
	e.validator = validate.New(tables)
	if e.verifier, err = verify.New(s.english); err != nil {
		return nil, fmt.Errorf("stage verify: %w", err)
	}
	return e, nil
}

// Verifier is the whole-batch stage of the same settings.
func (e *Extractor) Verifier() *verify.Verifier { return e.verifier }

// Extract appends the rows of one document and its fingerprint to b. Figures
// keep their sentences. d.ID must be set.
func (e *Extractor) Extract(ctx context.Context, d *stages.Document, b *stages.Batch) error {
	if len(d.Blocks) == 0 {
		d.Blocks = parse.TextBlocks(d.Text, nil)
	}
	e.work.Reset(d)
	if err := runStages(ctx, e.list, &e.work); err != nil {
		return err
	}
	var rows schemas.Rows
	e.validator.Rows(&e.work, &rows)
	b.Documents = append(b.Documents, rows.Documents...)
	for range rows.Documents {
		b.Sketches = append(b.Sketches, verify.Sketch(e.work.Tokens, nil))
	}
	b.Figures = append(b.Figures, rows.Figures...)
	b.Events = append(b.Events, rows.Events...)
	b.Quotes = append(b.Quotes, rows.Quotes...)
	return nil
}
