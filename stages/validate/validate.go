// Package validate turns the findings of a document into rows and lets only
// sound rows through.
//
// It is the one gate between stages and tables. Byte spans become code points
// (schemas.Offsets, one forward pass), findings get identifiers, and links
// between findings become references. Each row is then checked against its
// schema, with the words found again from the row's own code points: a row whose words are not the text at its span does not
// get into a table. A row that fails becomes a row of rejects with the reason
// and itself as JSON; whatever pointed at it points at nothing.
//
// Cost: a SHA-256 and one pass over the columns for each row, one pass over the
// text.
package validate

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"annals/schemas"
	"annals/stages"
)

// Stage is the name under which rejects of this package are listed.
const Stage = "validate"

// DocumentID is the identifier of a document: it depends on the text only, so
// that the same text is the same document on every machine.
func DocumentID(text string) string {
	sum := sha256.Sum256([]byte(text))
	return schemas.ID("documents", hex.EncodeToString(sum[:]))
}

// CopyID is the identifier of a further document with the same text as the
// document id: another outlet's reprint is a document of its own. n counts from 1
// in order of URI.
func CopyID(id string, n int) string {
	return schemas.ID("documents", id, "copy", strconv.Itoa(n))
}

// Validator makes rows. It keeps scratch memory and belongs to one worker.
type Validator struct {
	checker *schemas.Checker
	points  schemas.Offsets
	work    *stages.Work
	docID   string

	ids      map[key]int // rows with this kind and span so far
	bad      string      // the first span of the row at hand that is no span of the text
	dateIDs  []string    // by index in Work.Timexes; "" where the row was refused
	quoteIDs []string
	nameIDs  []string
	mentions []int32
}

type key struct {
	table      schemas.TableID
	start, end int32
}

// New returns a validator for the tables of schemas.Load.
func New(tables []schemas.Table) *Validator {
	return &Validator{checker: schemas.NewChecker(tables), ids: map[key]int{}}
}

// Rows appends the rows of a document to rows, sorted by span within each table.
// Where the document's own row is not sound the only rows are rejects. It
// reports whether the document was kept. Strings of the rows are parts of the
// document's text.
func (v *Validator) Rows(w *stages.Work, rows *schemas.Rows) bool {
	v.work = w
	v.docID = w.Doc.ID
	clear(v.ids)
	if !utf8.ValidString(w.Doc.Text) {
		rows.Rejects = append(rows.Rejects, schemas.Reject{
			Stage: Stage, URI: w.Doc.URI, DocID: v.docID, TableName: "documents", Rule: "documents.text",
			Message: "the text is not valid UTF-8",
		})
		return false
	}
	v.points.Reset(w.Doc.Text)
	if !v.document(rows) {
		return false
	}
	v.sentences(rows)
	v.names(rows)
	v.dates(rows)
	v.quotes(rows)
	v.figures(rows)
	v.events(rows)
	v.notes(rows)
	return true
}

// Recheck checks again the rows of one table after a whole-batch stage has
// filled its columns, and moves the unsound ones to rejects. The documents' texts
// are not at hand here: spans were checked by Rows.
func (v *Validator) Recheck(rows *schemas.Rows, table schemas.TableID) {
	kept := 0
	for i := range rows.Len(table) {
		r := rows.Row(table, i)
		if fault, bad := v.checker.Check(r, nil); bad {
			rows.Rejects = append(rows.Rejects, schemas.Reject{
				Stage: Stage, TableName: table.String(), Rule: fault.Rule, Message: fault.Message, RowJSON: v.checker.JSON(r),
			})
			continue
		}
		if kept != i {
			schemas.CopyRow(rows.Row(table, kept), r)
		}
		kept++
	}
	rows.Truncate(table, kept)
}

// keep checks the last row of a table and takes it away again where it is not
// sound. n is the number of rows before it.
func (v *Validator) keep(rows *schemas.Rows, table schemas.TableID) bool {
	n := rows.Len(table) - 1
	r := rows.Row(table, n)
	fault, bad := v.checker.Check(r, &v.points)
	if v.bad != "" {
		fault, bad = schemas.Fault{Rule: table.String() + ".span", Message: v.bad}, true
		v.bad = ""
	}
	if !bad {
		return true
	}
	reject := schemas.Reject{
		Stage: Stage, URI: v.work.Doc.URI, DocID: v.docID, TableName: table.String(),
		Rule: fault.Rule, Message: fault.Message, RowJSON: strings.ToValidUTF8(v.checker.JSON(r), "\uFFFD"),
	}
	if !schemas.IsID(reject.DocID) {
		reject.DocID = ""
	}
	rows.Truncate(table, n)
	rows.Rejects = append(rows.Rejects, reject)
	return false
}

// id is the identifier of the row at hand, numbered among the rows of its span.
func (v *Validator) id(table schemas.TableID, start, end int32, exact string) string {
	k := key{table, start, end}
	n := v.ids[k]
	v.ids[k] = n + 1
	return FindingID(table, v.docID, start, end, exact, n)
}

// FindingID makes the identifier of a finding from the document, the table, the
// span in code points and the words there with white space folded. Findings that
// share a span (two events told by one verb) are numbered from 0 in the order in
// which they were found.
func FindingID(table schemas.TableID, docID string, start, end int32, exact string, n int) string {
	parts := [6]string{table.String(), docID, strconv.Itoa(int(start)), strconv.Itoa(int(end)), foldSpace(exact)}
	if n == 0 {
		return schemas.ID(parts[:5]...)
	}
	parts[5] = strconv.Itoa(n)
	return schemas.ID(parts[:]...)
}

// foldSpace is s with each run of white space as one blank.
func foldSpace(s string) string {
	if !strings.ContainsAny(s, "\n\r\t") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// sound reports whether s is a span of the text: inside, not negative, and not
// through a code point.
func (v *Validator) sound(s stages.Span) bool {
	t := v.work.Doc.Text
	if s.Start < 0 || s.Start >= s.End || int(s.End) > len(t) {
		return false
	}
	return utf8.RuneStart(t[s.Start]) && (int(s.End) == len(t) || utf8.RuneStart(t[s.End]))
}

// span turns the span of a finding into code points with its words. An unsound
// span is remembered, and keep refuses the row.
func (v *Validator) span(s stages.Span) (start, end int32, exact string) {
	if !v.sound(s) {
		v.refuse(s)
		return 0, 0, ""
	}
	return v.points.CodePoint(s.Start), v.points.CodePoint(s.End), v.work.Text(s)
}

// optional is span for evidence that may be missing: an empty span is NULL.
func (v *Validator) optional(s stages.Span) (start, end schemas.Null[int32], exact string) {
	if s == (stages.Span{}) || s.Start == s.End && s.Start >= 0 && int(s.End) <= len(v.work.Doc.Text) {
		return start, end, ""
	}
	if !v.sound(s) {
		v.refuse(s)
		return start, end, ""
	}
	return schemas.Some(v.points.CodePoint(s.Start)), schemas.Some(v.points.CodePoint(s.End)), v.work.Text(s)
}

func (v *Validator) refuse(s stages.Span) {
	if v.bad == "" {
		v.bad = "bytes [" + strconv.Itoa(int(s.Start)) + ", " + strconv.Itoa(int(s.End)) + ") are no span of the text"
	}
}

func day(d stages.Date) schemas.Null[schemas.Day] {
	if d.IsZero() {
		return schemas.Null[schemas.Day]{}
	}
	return schemas.ClampDay(schemas.Day(d.Days()))
}

// grain is the precision as written in tables; PrecisionNone is NULL.
func grain(p stages.Precision) string {
	if p == stages.PrecisionNone {
		return ""
	}
	return string(p)
}

// confidence rounds to three places, so that 0.9 is 0.9; 0 is "not said".
func confidence(c float32) schemas.Null[float64] {
	if c == 0 {
		return schemas.Null[float64]{}
	}
	return schemas.Some(math.Round(float64(c)*1000) / 1000)
}

// sentenceNo is the number of the sentence that holds a span.
func (v *Validator) sentenceNo(s stages.Span) schemas.Null[int32] {
	if i := v.work.SentenceAt(s.Start); i >= 0 {
		return schemas.Some(int32(i))
	}
	return schemas.Null[int32]{}
}

func (v *Validator) sentenceText(no schemas.Null[int32]) string {
	if !no.Known || int(no.Value) >= len(v.work.Sentences) {
		return ""
	}
	if s := v.work.Sentences[no.Value].Span; v.sound(s) {
		return v.work.Text(s)
	}
	return ""
}

func linked(ids []string, i int32) string {
	if i < 0 || int(i) >= len(ids) {
		return ""
	}
	return ids[i]
}

func sortSpans[T any](rows []T, span func(*T) (start, end int32, id string)) {
	slices.SortStableFunc(rows, func(a, b T) int {
		as, ae, ai := span(&a)
		bs, be, bi := span(&b)
		return cmp.Or(cmp.Compare(as, bs), cmp.Compare(ae, be), strings.Compare(ai, bi))
	})
}
