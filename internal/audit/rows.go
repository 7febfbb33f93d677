package audit

import (
	"encoding/hex"
	"fmt"
	"iter"
	"strings"

	"annals/internal/audit/second"
	"annals/schemas"
	"annals/schemas/describe"
	"annals/stages/validate"
)

// id is an identifier as bytes, to hold millions of them.
type id [10]byte

func parseID(s string) (id, bool) {
	var b id
	if len(s) != 2*len(b) {
		return b, false
	}
	_, err := hex.Decode(b[:], []byte(s))
	return b, err == nil
}

// columnDigests is a Sink that digests the values of a table column by column.
type columnDigests struct {
	columns []*second.Digest
	next    int
	rows    int64
}

func newColumnDigests(n int) *columnDigests {
	d := &columnDigests{}
	for range n {
		d.columns = append(d.columns, second.NewDigest())
	}
	return d
}

func (d *columnDigests) add(r schemas.Row) {
	d.next = 0
	d.rows++
	r.Put(d)
}

func (d *columnDigests) column(known bool) *second.Digest {
	c := d.columns[d.next]
	d.next++
	if !known {
		c.Null()
	}
	return c
}

func (d *columnDigests) Text(s string, known bool) {
	if c := d.column(known); known {
		c.Text(s)
	}
}

func (d *columnDigests) Int(v int32, known bool) {
	if c := d.column(known); known {
		c.Int(int64(v))
	}
}

func (d *columnDigests) Double(v float64, known bool) {
	if c := d.column(known); known {
		c.Double(v)
	}
}

func (d *columnDigests) Bool(v bool) {
	n := int64(0)
	if v {
		n = 1
	}
	d.column(true).Int(n)
}

func (d *columnDigests) Date(v schemas.Day, known bool) { d.Int(int32(v), known) }

func (d *columnDigests) List(l []string) {
	c := d.column(true)
	c.Row()
	for _, s := range l {
		c.Text(s)
	}
}

// loadKeys reads the identifiers of every table whose key is one column, and
// finds those that come twice. It reports whether all tables could be read.
func (a *auditor) loadKeys() bool {
	ok := true
	for t := range schemas.NumTables {
		if len(a.tables[t].Key) != 1 {
			continue
		}
		keys := map[id]struct{}{}
		err := a.folder.Texts(t, a.tables[t].Key[0], func(s string, _ bool) {
			k, _ := parseID(s) // another form is told by the row's check
			if _, twice := keys[k]; twice {
				a.problem(t.String()+" "+s, "key", "the identifier comes twice")
			}
			keys[k] = struct{}{}
		})
		if err != nil {
			a.problem(t.String(), "read", "%v", err)
			ok = false
		}
		a.keys[t] = keys
	}
	return ok
}

// table is one table being read beside the others.
type table struct {
	id         schemas.TableID
	next       func() (schemas.Row, bool)
	stop       func()
	row        schemas.Row
	more       bool
	n          int64
	doc        int // index of doc_id; -1 where the table has none
	identifier int // index of the row's own identifier; -1
	references []reference
	values     schemas.Values
	keys       map[string]struct{} // composite keys of the document at hand
	err        error
}

type reference struct {
	column int
	table  schemas.TableID
}

func (a *auditor) open(t schemas.TableID) *table {
	s := &a.tables[t]
	r := &table{id: t, doc: s.Index("doc_id"), identifier: -1, keys: map[string]struct{}{}}
	if t == schemas.TableRejects || t == schemas.TableDocuments {
		r.doc = -1 // rejects are in document order, but their documents need not exist
	}
	for i, c := range s.Columns {
		if name, _, ok := strings.Cut(c.Reference, "."); ok {
			to, _ := schemas.ParseTableID(name)
			r.references = append(r.references, reference{i, to})
		}
	}
	if len(s.Key) == 1 {
		r.identifier = s.Index(s.Key[0])
	}
	a.digests[t] = newColumnDigests(len(s.Columns))
	rows := func(yield func(schemas.Row) bool) {
		r.err = a.folder.Each(t, func(row schemas.Row) error {
			if !yield(row) {
				return errStopped
			}
			return nil
		})
	}
	r.next, r.stop = iter.Pull(iter.Seq[schemas.Row](rows))
	return r
}

var errStopped = fmt.Errorf("stopped")

// advance goes to the next row.
func (r *table) advance() {
	r.row, r.more = r.next()
	r.n++
	r.values.Reset()
	if r.more {
		r.row.Put(&r.values)
	}
}

// where names the row at hand.
func (r *table) where() string {
	if r.identifier >= 0 {
		return r.id.String() + " " + r.values[r.identifier].Text
	}
	return fmt.Sprintf("%s row %d", r.id, r.n)
}

// rows checks every row of every table.
func (a *auditor) rows() error {
	checker := schemas.NewChecker(a.tables)
	var open, perDocument []*table
	for t := range schemas.NumTables {
		r := a.open(t)
		defer r.stop()
		r.advance()
		open = append(open, r)
		if r.doc >= 0 {
			perDocument = append(perDocument, r)
		}
	}
	documents := open[schemas.TableDocuments]
	texts := map[string]int{} // identifiers by text so far, for copies
	for documents.more {
		if err := a.ctx.Err(); err != nil {
			return err
		}
		d := documents.row.(*schemas.Document)
		text := newRunes(d.Text)
		a.document(d, texts)
		if int(d.NChars) != text.n {
			a.problem("documents "+d.DocID, "n_chars", "n_chars is %d, the text has %d code points", d.NChars, text.n)
		}
		for _, r := range perDocument {
			clear(r.keys)
			for r.more && r.values[r.doc].Text == d.DocID {
				a.row(r, checker)
				a.spans(r, text)
				a.identity(r, d.DocID)
				r.advance()
			}
		}
		a.row(documents, checker)
		a.spans(documents, text)
		documents.advance()
	}
	for _, r := range open {
		clear(r.keys)
		for r.more {
			if r.doc >= 0 {
				a.problem(r.where(), "order", "its document %s is not in documents, or its rows are not in document order", r.values[r.doc].Text)
			}
			a.row(r, checker)
			r.advance()
		}
		if r.err != nil {
			a.problem(r.id.String(), "read", "%v", r.err)
		}
	}
	return nil
}

// row checks what a row tells by itself, and where it points.
func (a *auditor) row(r *table, checker *schemas.Checker) {
	a.report.Rows++
	a.digests[r.id].add(r.row)
	if fault, bad := checker.Check(r.row, nil); bad {
		a.problem(r.where(), fault.Rule, "%s", fault.Message)
	}
	for _, ref := range r.references {
		v := r.values[ref.column]
		if !v.Known {
			continue
		}
		a.report.Links++
		k, _ := parseID(v.Text)
		if _, there := a.keys[ref.table][k]; !there {
			a.problem(r.where(), "reference", "%s %s is not in %s", a.tables[r.id].Columns[ref.column].Name, v.Text, ref.table)
		}
	}
	if key := a.tables[r.id].Key; len(key) > 1 {
		k := ""
		for _, c := range key {
			i := a.tables[r.id].Index(c)
			k += r.values[i].String(&a.tables[r.id].Columns[i]) + "\x00"
		}
		if _, twice := r.keys[k]; twice {
			a.problem(r.where(), "key", "the key (%s) comes twice", strings.Join(key, ", "))
		}
		r.keys[k] = struct{}{}
	}
}

// document checks that the identifier of a document follows from its text.
func (a *auditor) document(d *schemas.Document, seen map[string]int) {
	a.report.IDs++
	want := validate.DocumentID(d.Text)
	n := seen[want]
	seen[want] = n + 1
	for i := 0; i <= n+1; i++ {
		if i == 0 && d.DocID == want || i > 0 && d.DocID == validate.CopyID(want, i) {
			return
		}
	}
	a.problem("documents "+d.DocID, "identifier", "is not the identifier of its text, %s", want)
}

// identity checks that the identifier of a finding follows from its document,
// span and words.
func (a *auditor) identity(r *table, docID string) {
	t := &a.tables[r.id]
	exact, start, end := t.Index("exact"), t.Index("span_start"), t.Index("span_end")
	if r.identifier < 0 || exact < 0 {
		return
	}
	a.report.IDs++
	const mostOnOneSpan = 64
	for n := range mostOnOneSpan {
		if r.values[r.identifier].Text == validate.FindingID(r.id, docID, int32(r.values[start].Number), int32(r.values[end].Number), r.values[exact].Text, n) {
			return
		}
	}
	a.problem(r.where(), "identifier", "does not follow from document, span and words")
}

// spans compares the words of a row with the text.
func (a *auditor) spans(r *table, text *runes) {
	for _, c := range a.tables[r.id].Checks {
		if c.Kind != describe.CheckSpan && c.Kind != describe.CheckTextSpan {
			continue
		}
		t := &a.tables[r.id]
		start, end := r.values[t.Index(c.Columns[0])], r.values[t.Index(c.Columns[1])]
		if !start.Known || !end.Known {
			continue
		}
		a.report.Spans++
		words, ok := text.slice(int(start.Number), int(end.Number))
		if !ok {
			a.problem(r.where(), c.ID, "span [%d, %d) lies outside the text of %d code points", int(start.Number), int(end.Number), text.n)
			continue
		}
		if c.Kind == describe.CheckSpan {
			if exact := r.values[t.Index(c.Columns[2])].Text; exact != words {
				a.problem(r.where(), c.ID, "%s is %q, the text at its span is %q", c.Columns[2], exact, words)
			}
		}
	}
}

// runes finds code points in a text the plain way: it notes where each one
// begins. ASCII needs no notes.
type runes struct {
	text  string
	at    []int32 // nil for ASCII
	n     int
	plain bool
}

func newRunes(text string) *runes {
	r := &runes{text: text, n: len(text), plain: true}
	for i := range len(text) {
		if text[i] >= 0x80 {
			r.plain = false
			break
		}
	}
	if !r.plain {
		r.at = make([]int32, 0, len(text)+1)
		for i := range text {
			r.at = append(r.at, int32(i))
		}
		r.n = len(r.at)
		r.at = append(r.at, int32(len(text)))
	}
	return r
}

func (r *runes) slice(start, end int) (string, bool) {
	if start < 0 || end < start || end > r.n {
		return "", false
	}
	if r.plain {
		return r.text[start:end], true
	}
	return r.text[r.at[start]:r.at[end]], true
}
