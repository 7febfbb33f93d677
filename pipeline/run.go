package pipeline

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"os"
	"strconv"
	"time"

	"annals/schemas"
	"annals/stages"
	"annals/stages/parse"
	"annals/stages/validate"
	"annals/stages/verify"

	"github.com/klauspost/compress/zstd"
)

// Progress is how far a run has come.
type Progress struct {
	Documents, Rejected, Reused int
	Bytes, TotalBytes           int64 // of input files, compressed as they are
	Phase                       string
}

// Summary is what a run did.
type Summary struct {
	Output    string
	Unchanged bool // nothing to do: the published folder is that of this very run
	Documents int
	Reused    int // of Documents and rejects, taken over from an earlier run
	Rejected  int // documents
	Bytes     int64
	Rows      map[string]int // by table
	Verdicts  map[string]int
	Rejects   []schemas.Reject // the first of the rejected documents
	Took      time.Duration
}

// maxShownRejects bounds Summary.Rejects.
const maxShownRejects = 20

// Runner is one run of the whole job: documents in, a published folder out.
type Runner struct {
	Options Options
	Version string
	Log     *slog.Logger
	Stdin   io.Reader
	// Progress is called after each document; nil for none.
	Progress func(Progress)
}

// run is the state of a Runner at work.
type run struct {
	*Runner
	settings *settings
	stages   []stages.Stage
	gathers  []stages.Gather
	verifier *verify.Verifier
	tables   []schemas.Table
	sources  []source
	state    *state
	records  []record           // of all documents, in order
	seen     map[documentID]int // how often each text has come
	again    *worker            // for further documents of one text
	progress Progress
	summary  Summary
}

// Run does the job over the inputs (files, folders, globs, "-"). The same inputs
// give the same bytes in the same folder, whatever their order and the number
// of workers. When ctx ends, what is finished is kept for the next run.
func (r *Runner) Run(ctx context.Context, inputs []string) (Summary, error) {
	began := time.Now()
	x := &run{Runner: r, seen: map[documentID]int{}}
	err := x.do(ctx, inputs)
	x.summary.Took = time.Since(began)
	if err == nil && !x.summary.Unchanged {
		err = writeRunFile(r.Options.Output, began, &x.summary)
	}
	return x.summary, err
}

func (x *run) do(ctx context.Context, inputs []string) (err error) {
	x.summary = Summary{Output: x.Options.Output, Rows: map[string]int{}, Verdicts: map[string]int{}}
	if x.sources, err = expand(inputs, x.Options.Output); err != nil {
		return err
	}
	folder := stateFolder(x.Options.Output)
	program, err := programDigest(x.Options)
	if err != nil {
		return err
	}
	last := lastRun{Digest: inputDigest(program, x.sources)}
	if x.Options.Run.Reuse && last.stands(folder, x.Options.Output) {
		last.fill(&x.summary)
		return nil
	}
	if err := x.prepare(); err != nil {
		return err
	}
	if !x.Options.Run.Reuse {
		if err := os.RemoveAll(folder); err != nil {
			return fmt.Errorf("remove the state of the last run: %w", err)
		}
	}
	if x.state, err = openState(folder, program); err != nil {
		return fmt.Errorf("open the state of the run beside the output folder: %w", err)
	}
	err = x.documents(ctx)
	if err == nil {
		err = x.publish(ctx)
	}
	if err != nil {
		// Whatever is in the state helps the next run; nothing is dropped.
		return errors.Join(err, x.state.flush(), x.state.file.Close())
	}
	return errors.Join(x.state.close(x.records), last.save(folder, x.Options.Output, &x.summary))
}

// prepare builds the stages.
func (x *run) prepare() (err error) {
	for _, s := range x.sources {
		x.progress.TotalBytes += s.size
	}
	if x.tables, err = schemas.Load(); err != nil {
		return err
	}
	if x.settings, err = newSettings(x.Options); err != nil {
		return err
	}
	if x.stages, err = build(x.settings, map[string]bool{"dates": true, "figures": true, "quotes": true, "events": true, "tables": true}); err != nil {
		return err
	}
	x.gathers, x.verifier, err = buildGathers(x.settings)
	return err
}

// documents takes every document through the per-document stages into the state.
func (x *run) documents(ctx context.Context) error {
	x.tell("reading")
	pull, stop := iter.Pull2(x.jobs)
	defer stop()
	next := func() (job, bool, error) {
		j, err, ok := pull()
		return j, ok && err == nil, err
	}
	newWorker := func() func(context.Context, job) outcome {
		w := x.newWorker()
		return func(ctx context.Context, j job) outcome {
			if j.reused {
				return outcome{job: j, id: j.found.id}
			}
			return w.do(ctx, j, 0)
		}
	}
	collect := func(o outcome) error { return x.collect(ctx, o) }
	return ordered(ctx, x.Options.Run.Workers, next, newWorker, collect)
}

func (x *run) newWorker() *worker {
	packer, _ := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1)) // fails on bad options only
	return &worker{parser: x.settings.parser, stages: x.stages, validator: validate.New(x.tables), packer: packer, log: x.Log}
}

// jobs yields the documents of all sources in order.
func (x *run) jobs(yield func(job, error) bool) {
	before := int64(0)
	stopped := errors.New("stopped")
	for i := range x.sources {
		s := &x.sources[i]
		err := s.each(x.Stdin, x.Options.Run.MaxDocumentBytes, func(in parse.Input, problem error) error {
			if _, ok := parse.IsError(problem); problem != nil && !ok {
				return problem
			}
			j := job{in: in, problem: problem, before: before}
			j.key = jobKey(&j, 0)
			j.found, j.reused = x.state.index[j.key]
			if !yield(j, nil) {
				return stopped
			}
			return nil
		})
		if errors.Is(err, stopped) {
			return
		}
		if err != nil {
			yield(job{}, err)
			return
		}
		before += s.size
	}
}

// jobKey identifies all that the rows of a document depend on, besides program
// and options.
func jobKey(j *job, copyNumber int) stateKey {
	h := sha256.New()
	m := &j.in.Metadata
	parts := []string{j.in.URI, j.in.Format, m.URL, m.Title, m.Author, m.Publisher, m.PublishedOn, m.Language, strconv.Itoa(copyNumber)}
	if j.problem != nil {
		parts = append(parts, j.problem.Error())
	}
	fmt.Fprintf(h, "%q", parts)
	h.Write(j.in.Data)
	return stateKey(h.Sum(nil)[:16])
}

// collect takes the outcome of the next document in order. A further document
// of a text that came before is done again, to have identifiers of its own.
func (x *run) collect(ctx context.Context, o outcome) error {
	if o.err != nil {
		return o.err
	}
	if n := x.seen[o.id]; o.id != (documentID{}) {
		x.seen[o.id] = n + 1
		if n > 0 {
			o.key = jobKey(&o.job, n)
			if o.found, o.reused = x.state.index[o.key]; !o.reused {
				if x.again == nil {
					x.again = x.newWorker()
				}
				if o = x.again.do(ctx, o.job, n); o.err != nil {
					return o.err
				}
			}
		}
	}
	r := o.found
	if !o.reused {
		var err error
		if r, err = x.state.add(o.key, o.id, o.packed); err != nil {
			return err
		}
	}
	x.records = append(x.records, r)
	if o.reused {
		x.progress.Reused++
	}
	if o.id == (documentID{}) {
		x.progress.Rejected++
		x.Log.Debug("document rejected", "uri", o.in.URI, "rule", o.reject.Rule, "reason", o.reject.Message)
	} else {
		x.progress.Documents++
	}
	x.progress.Bytes = o.before
	x.tell("reading")
	return nil
}

func (x *run) tell(phase string) {
	x.progress.Phase = phase
	if x.Progress != nil {
		x.Progress(x.progress)
	}
}
