package stages

import (
	"context"

	"annals/schemas"
)

// Batch is the rows of all documents of a run, for the whole-batch stages:
// without texts and without the sentence column, so that a batch of a million
// documents fits in memory. Documents are in order of their URI, findings in
// order of document and span. Each written field names its writer.
type Batch struct {
	// Documents has Text empty. CopyOfDocID and CopySimilarity: verify.
	Documents []schemas.Document
	// Sketches holds, for each of Documents, its Work.Sketch.
	Sketches [][]uint64

	Figures []schemas.Figure // CheckID: verify
	Events  []schemas.Event  // TimelineID: timeline
	Quotes  []schemas.Quote  // PersonID: people

	Checks       []schemas.Check         // verify
	CheckFigures []schemas.CheckFigure   // verify
	Timeline     []schemas.TimelineEntry // timeline
	People       []schemas.Person        // people
}

// Gather is a stage over the whole batch. It runs alone, after all documents,
// and is deterministic: the same batch gives the same rows.
type Gather interface {
	Name() string
	Gather(ctx context.Context, b *Batch) error
}
