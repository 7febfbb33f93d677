package pipeline

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"

	"annals/stages"
)

// ordered hands the items that next yields to workers and their results to
// done, one at a time and in input order: the only place where annals starts
// goroutines for documents. newWorker is called once for each worker, so that a
// worker can keep memory of its own. At most four items a worker are under way,
// which bounds memory whatever the length of the input. next and done run on
// one goroutine each. The first error of next or done, or the end of ctx, stops
// everything; results that were ready in order before it have been handed on.
func ordered[In, Out any](ctx context.Context, workers int, next func() (In, bool, error),
	newWorker func() func(context.Context, In) Out, done func(Out) error,
) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	type task struct {
		in  In
		out chan Out
	}
	tasks := make(chan task)
	queue := make(chan chan Out, 4*workers)
	var group sync.WaitGroup
	group.Go(func() {
		defer close(queue)
		defer close(tasks)
		for ctx.Err() == nil {
			in, ok, err := next()
			if err != nil {
				cancel(err)
				return
			}
			if !ok {
				return
			}
			t := task{in, make(chan Out, 1)}
			select {
			case queue <- t.out:
			case <-ctx.Done():
				return
			}
			select {
			case tasks <- t:
			case <-ctx.Done():
				return
			}
		}
	})
	for range workers {
		group.Go(func() {
			work := newWorker()
			for t := range tasks {
				t.out <- work(ctx, t.in)
			}
		})
	}
	for out := range queue {
		select {
		case o := <-out:
			if ctx.Err() == nil {
				if err := done(o); err != nil {
					cancel(err)
				}
			}
		case <-ctx.Done():
			// The item may never have reached a worker; its result is not waited for.
		}
	}
	group.Wait()
	return context.Cause(ctx)
}

// stageError is what went wrong in a stage, with the stage's name.
type stageError struct {
	stage string
	err   error
	stack string // of a panic, for the log
}

func (e *stageError) Error() string { return fmt.Sprintf("stage %s: %v", e.stage, e.err) }
func (e *stageError) Unwrap() error { return e.err }

// runStages takes one document through the stages. A panic becomes an error:
// one document must never end the run.
func runStages(ctx context.Context, list []stages.Stage, w *stages.Work) error {
	for _, s := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := runStage(ctx, s, w); err != nil {
			return err
		}
	}
	return nil
}

func runStage(ctx context.Context, s stages.Stage, w *stages.Work) error {
	return guard(s.Name(), func() error { return s.Run(ctx, w) })
}

// guard calls f and names the stage in its error; a panic is an error too.
func guard(stage string, f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &stageError{stage, fmt.Errorf("internal error: %v", p), string(debug.Stack())}
		}
	}()
	if err := f(); err != nil {
		return &stageError{stage: stage, err: err}
	}
	return nil
}
