// Package stages is the contract between the runner and the stages, and between
// one stage and the next: the document, its tokens and sentences, and the
// findings that stages write. It holds data and small pure functions over that
// data, nothing else. A stage lives in a folder below this one and imports this
// package, package lang and package schemas, never another stage.
//
// One coordinate is used everywhere inside: half-open byte ranges of
// [Document.Text]. Code points, lines and pages are worked out where something
// is shown or written (package validate, internal/cli).
package stages

import "context"

// Stage is one step of the work on a single document. A stage value is
// read-only after construction and shared by all workers; everything that
// changes is in the Work, which belongs to one worker at a time.
type Stage interface {
	// Name is the stage's name in rejects, logs and config: "dates".
	Name() string
	// Run reads the fields of w written by earlier stages and writes its own.
	// An error gives up the document: the runner turns it into a reject.
	// Run starts no goroutine, reads no clock, file or environment.
	Run(ctx context.Context, w *Work) error
}
