package pipeline

import (
	"context"
	"errors"
	"log/slog"

	"annals/schemas"
	"annals/stages"
	"annals/stages/parse"
	"annals/stages/validate"

	"github.com/klauspost/compress/zstd"
)

// job is one document on its way to a worker.
type job struct {
	in      parse.Input
	problem error // the input could not be read
	key     stateKey
	found   record // where the state has its rows already
	reused  bool   // found is set
	before  int64  // bytes of the files before this one
}

// outcome is what a worker made of a job: a packed record for the state, and
// what the runner wants to know of it without unpacking.
type outcome struct {
	job
	packed []byte
	id     documentID
	reject schemas.Reject // of a rejected document
	err    error          // the run cannot go on
}

// worker takes documents through all per-document stages, one at a time. It
// owns the memory that they use.
type worker struct {
	parser    *parse.Parser
	stages    []stages.Stage
	validator *validate.Validator
	work      stages.Work
	rows      schemas.Rows
	encoder   encoder
	packer    *zstd.Encoder
	log       *slog.Logger
}

// do makes the rows of a document, sound ones or the reject that stands for it.
// copyNumber is how many documents of the same text came before it.
func (k *worker) do(ctx context.Context, j job, copyNumber int) outcome {
	out := outcome{job: j}
	k.rows.Reset()
	k.work.Reset(nil)
	doc, err := k.document(ctx, &j, copyNumber)
	switch {
	case ctx.Err() != nil:
		out.err = ctx.Err()
		return out
	case err != nil:
		k.rows.Reset()
		k.work.Sketch = k.work.Sketch[:0]
		k.rows.Rejects = append(k.rows.Rejects, k.reject(&j, doc, err))
	case len(k.rows.Documents) > 0:
		copy(out.id[:], doc.ID)
	}
	if out.id == (documentID{}) && len(k.rows.Rejects) > 0 {
		out.reject = k.rows.Rejects[0]
	}
	k.encoder.b = k.encoder.b[:0]
	k.encoder.encode(&k.rows, k.work.Sketch)
	out.packed = k.packer.EncodeAll(k.encoder.b, nil)
	return out
}

func (k *worker) document(ctx context.Context, j *job, copyNumber int) (doc *stages.Document, err error) {
	if j.problem != nil {
		return nil, j.problem
	}
	if doc, err = k.parse(&j.in); err != nil {
		return doc, err
	}
	doc.ID = validate.DocumentID(doc.Text)
	if copyNumber > 0 {
		doc.ID = validate.CopyID(doc.ID, copyNumber)
	}
	k.work.Reset(doc)
	if err := runStages(ctx, k.stages, &k.work); err != nil {
		return doc, err
	}
	return doc, guard(validate.Stage, func() error {
		k.validator.Rows(&k.work, &k.rows)
		return nil
	})
}

func (k *worker) parse(in *parse.Input) (doc *stages.Document, err error) {
	err = guard("parse", func() error {
		doc, err = k.parser.Parse(in)
		return err
	})
	return doc, err
}

// reject is the row that stands for a document given up.
func (k *worker) reject(j *job, doc *stages.Document, err error) schemas.Reject {
	r := schemas.Reject{Stage: "parse", URI: j.in.URI, TableName: "documents", Rule: "error", Message: err.Error()}
	var failed *stageError
	if errors.As(err, &failed) {
		r.Stage, r.Message = failed.stage, failed.err.Error()
		if failed.stack != "" {
			r.Rule = "panic"
			k.log.Error("internal error", "uri", j.in.URI, "stage", failed.stage, "error", failed.err, "stack", failed.stack)
		}
	}
	if e, ok := parse.IsError(err); ok {
		r.Rule, r.Message = e.Rule, e.Message
	}
	if doc != nil {
		r.DocID = doc.ID
	}
	return r
}
