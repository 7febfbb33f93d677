// Package explain tells one row of a published folder from document to verdict:
// the document and what is known of it, the sentence with the words marked, every
// fact read there with its words and the way it was found, the rule with its
// definition, and what the row became part of (a check with all its figures, an
// entry of the timeline with all its mentions, a person with their quotes).
package explain

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"annals/output"
	"annals/schemas"
)

// ErrNotFound is wrapped by the error for an identifier that no table has.
var ErrNotFound = errors.New("no row has this identifier")

// minPrefix is the shortest beginning of an identifier that is looked for.
const minPrefix = 6

// Write explains the row with an identifier, or the only one whose identifier
// begins so, to w.
func Write(w io.Writer, folder *output.Folder, id string) error {
	row, err := Find(folder, id)
	if err != nil {
		return err
	}
	e := &explainer{folder: folder}
	if err := e.row(row); err != nil {
		return err
	}
	_, err = io.WriteString(w, e.b.String())
	return err
}

// Find returns the row with an identifier, or the only one whose identifier
// begins so.
func Find(folder *output.Folder, id string) (schemas.Row, error) {
	id = strings.ToLower(strings.TrimSpace(id))
	if len(id) < minPrefix {
		return nil, fmt.Errorf("%q: give at least %d digits of an identifier", id, minPrefix)
	}
	tables, err := schemas.Load()
	if err != nil {
		return nil, err
	}
	type place struct {
		table schemas.TableID
		n     int
		id    string
	}
	var found []place
	for t := range schemas.NumTables {
		if len(tables[t].Key) != 1 {
			continue
		}
		n := 0
		err := folder.Texts(t, tables[t].Key[0], func(s string, _ bool) {
			if strings.HasPrefix(s, id) {
				found = append(found, place{t, n, s})
			}
			n++
		})
		if err != nil {
			return nil, err
		}
	}
	switch {
	case len(found) == 0:
		return nil, fmt.Errorf("%q in %s: %w", id, folder.Dir, ErrNotFound)
	case len(found) > 1:
		var list []string
		for _, f := range found {
			list = append(list, fmt.Sprintf("%s (%s)", f.id, f.table))
		}
		return nil, fmt.Errorf("%q begins several identifiers: %s", id, strings.Join(list[:min(len(list), 10)], ", "))
	}
	n := 0
	var row schemas.Row
	err = folder.Each(found[0].table, func(r schemas.Row) error {
		if n++; n <= found[0].n {
			return nil
		}
		row = clone(r)
		return errStop
	})
	if err != nil && !errors.Is(err, errStop) {
		return nil, err
	}
	return row, nil
}

// errStop ends a pass over a table early.
var errStop = errors.New("stop")

// clone is a copy of a row that outlives the pass.
func clone(r schemas.Row) schemas.Row {
	var rows schemas.Rows
	c := rows.Grow(r.Table())
	schemas.CopyRow(c, r)
	return c
}

// each calls fn with every row of a table.
func each[T any, P interface {
	*T
	schemas.Row
}](folder *output.Folder, t schemas.TableID, fn func(P) bool) error {
	err := folder.Each(t, func(r schemas.Row) error {
		if !fn(r.(P)) {
			return errStop
		}
		return nil
	})
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

// where returns the rows of a table that fn chooses.
func where[T any, P interface {
	*T
	schemas.Row
}](folder *output.Folder, t schemas.TableID, fn func(P) bool) ([]T, error) {
	var list []T
	err := each(folder, t, func(r P) bool {
		if fn(r) {
			list = append(list, *clone(r).(P))
		}
		return true
	})
	return list, err
}

// first returns the first row of a table that fn chooses; the zero row if none.
func first[T any, P interface {
	*T
	schemas.Row
}](folder *output.Folder, t schemas.TableID, fn func(P) bool) (T, bool, error) {
	var found T
	ok := false
	err := each(folder, t, func(r P) bool {
		if fn(r) {
			found, ok = *clone(r).(P), true
		}
		return !ok
	})
	return found, ok, err
}

// explainer writes the explanation of one row.
type explainer struct {
	folder   *output.Folder
	b        strings.Builder
	document schemas.Document
	text     schemas.Offsets
}

func (e *explainer) row(r schemas.Row) error {
	switch r := r.(type) {
	case *schemas.Document:
		return e.documentRow(r)
	case *schemas.Date:
		return e.date(r)
	case *schemas.Name:
		return e.name(r)
	case *schemas.Event:
		return e.event(r)
	case *schemas.Figure:
		return e.figure(r)
	case *schemas.Quote:
		return e.quote(r)
	case *schemas.Person:
		return e.person(r)
	case *schemas.Check:
		return e.check(r.CheckID, "")
	case *schemas.TimelineEntry:
		return e.timeline(r.TimelineID, "")
	}
	return fmt.Errorf("rows of %s are not explained", r.Table())
}

// load makes a document the one at hand.
func (e *explainer) load(docID string) error {
	d, ok, err := first(e.folder, schemas.TableDocuments, func(d *schemas.Document) bool { return d.DocID == docID })
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("document %s: %w", docID, ErrNotFound)
	}
	e.document = d
	e.text.Reset(d.Text)
	return nil
}

// words is the text at a span of the document at hand; "" where it has none.
func (e *explainer) words(start, end schemas.Null[int32]) string {
	if !start.Known || !end.Known {
		return ""
	}
	s, _ := e.text.Slice(start.Value, end.Value)
	return s
}
