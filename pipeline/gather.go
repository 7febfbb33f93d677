package pipeline

import (
	"context"
	"fmt"

	"annals/schemas"
	"annals/stages"
	"annals/stages/verify"
)

// gathered tells which tables the whole-batch stages read.
func gathered(t schemas.TableID) bool {
	switch t {
	case schemas.TableDocuments, schemas.TableFigures, schemas.TableEvents, schemas.TableQuotes, schemas.TableNames:
		return true
	}
	return false
}

// gather reads the rows of all documents, without what the whole-batch stages
// do not need, and runs these stages.
func (r *run) gather(ctx context.Context) (*stages.Batch, error) {
	b := &stages.Batch{}
	var rows schemas.Rows
	for _, l := range r.records {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		record, err := r.state.read(l)
		if err != nil {
			return nil, err
		}
		rows.Reset()
		sketch, err := decode(record, &rows, gathered)
		if err != nil {
			return nil, err
		}
		if len(rows.Documents) > 0 {
			b.Sketches = append(b.Sketches, sketch)
		}
		slim(&rows, b, r.verifier)
	}
	for _, g := range r.gathers {
		if err := guard(g.Name(), func() error { return g.Gather(ctx, b) }); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// slim moves rows into the batch without their long texts. Strings are cloned,
// since they are parts of one large record.
func slim(rows *schemas.Rows, b *stages.Batch, verifier *verify.Verifier) {
	for i := range rows.Documents {
		d := rows.Documents[i]
		d.Text = ""
		own(&d)
		b.Documents = append(b.Documents, d)
	}
	b.Contexts = verifier.Contexts(rows.Figures, b.Contexts)
	b.Sums = verifier.Sums(rows.Figures, int32(len(b.Figures)), b.Sums)
	for i := range rows.Figures {
		f := rows.Figures[i]
		f.Sentence = ""
		own(&f)
		b.Figures = append(b.Figures, f)
	}
	for i := range rows.Events {
		e := rows.Events[i]
		e.Sentence = ""
		own(&e)
		b.Events = append(b.Events, e)
	}
	for i := range rows.Quotes {
		q := rows.Quotes[i]
		q.Exact = ""
		own(&q)
		b.Quotes = append(b.Quotes, q)
	}
	speaks := make(map[string]bool)
	for i := range rows.Quotes {
		speaks[rows.Quotes[i].SpeakerNameID] = true
	}
	for i := range rows.Names {
		if n := rows.Names[i]; speaks[n.NameID] {
			n.Exact = ""
			own(&n)
			b.Speakers = append(b.Speakers, n)
		}
	}
}

// own gives a row strings of its own, all in one piece of memory.
func own(r schemas.Row) {
	var e encoder
	r.Put(&e)
	d := decoder{s: string(e.b)}
	r.Take(&d)
}

// assign puts what the whole-batch stages found into the rows of one document.
// next holds how many rows of each table have been seen.
func assign(rows *schemas.Rows, b *stages.Batch, next *[schemas.NumTables]int) error {
	take := func(t schemas.TableID, n, have int) (int, error) {
		at := next[t]
		next[t] += n
		if next[t] > have {
			return 0, fmt.Errorf("internal error: more rows of %s than were gathered", t)
		}
		return at, nil
	}
	at, err := take(schemas.TableDocuments, len(rows.Documents), len(b.Documents))
	if err != nil {
		return err
	}
	for i := range rows.Documents {
		d, from := &rows.Documents[i], &b.Documents[at+i]
		d.CopyOfDocID, d.CopySimilarity = from.CopyOfDocID, from.CopySimilarity
	}
	if at, err = take(schemas.TableFigures, len(rows.Figures), len(b.Figures)); err != nil {
		return err
	}
	for i := range rows.Figures {
		rows.Figures[i].CheckID = b.Figures[at+i].CheckID
	}
	if at, err = take(schemas.TableEvents, len(rows.Events), len(b.Events)); err != nil {
		return err
	}
	for i := range rows.Events {
		rows.Events[i].TimelineID = b.Events[at+i].TimelineID
	}
	if at, err = take(schemas.TableQuotes, len(rows.Quotes), len(b.Quotes)); err != nil {
		return err
	}
	for i := range rows.Quotes {
		rows.Quotes[i].PersonID = b.Quotes[at+i].PersonID
	}
	return nil
}
