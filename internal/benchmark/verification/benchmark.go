// Package verification is the benchmark of package verify, because no public
// one exists: sets of documents with known truth. One half is generated from
// sentence frames of our own writing (frames.yaml), seeded, with every verdict
// and every kind of trap; the other is written by hand in natural prose
// (pairs.yaml).
//
// A case is scored end to end: its documents go through the extraction of the
// pipeline, the rows through verify, and the verdict of the check that both
// target figures ended in is compared with the truth. Targets in no common
// check count as "not_comparable". A second score starts from perfect rows and
// so tells the faults of the comparison from those of the extraction.
package verification

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"annals/schemas"
	"annals/stages"
	"annals/stages/verify"
)

// NotComparable is the truth of a trap: the two figures must not be compared.
const NotComparable = "not_comparable"

// A Case is a set of documents with two target figures and the truth of them.
type Case struct {
	ID          string
	Class       string // kind of agreement, contradiction or trap
	Want        string // a verdict of checks, or NotComparable
	Independent int    // independent origins the check must count; 0: not asked
	Flag        string // what the check of the first target must say of sums and parts; "": nothing
	Documents   []Document
	Targets     [2]Target
}

// rowsKnown reports whether the case has perfect rows.
func (c *Case) rowsKnown() bool { return c.Targets[0].Row != nil && c.Targets[1].Row != nil }

// A Document is a text with what a run knows of it.
type Document struct {
	Text      string
	Source    string
	Published stages.Date // zero where unknown
}

// A Target is the number meant, bytes [Start, End) of its document's text.
type Target struct {
	Document   int
	Start, End int
	// Row is the figure as a perfect extraction would give it; nil for cases
	// written by hand.
	Row *schemas.Figure
}

// An Extractor is the per-document half of the pipeline.
type Extractor interface {
	// Extract appends the rows of one document and its fingerprint to b.
	Extract(ctx context.Context, d *stages.Document, b *stages.Batch) error
}

// A Result is what came of a case.
type Result struct {
	Case        *Case
	Got         string
	Independent int
	Missed      bool // a target was not extracted at all
	Explanation string
	Flags       []string           // of the first target's check that are about sums and parts
	Found       [2]*schemas.Figure // the rows that stand for the targets; nil where missed
}

// Right reports whether the verdict is the truth and the flags are.
func (r *Result) Right() bool { return r.Got == r.Case.Want && r.flagged() }

// flagged reports whether the flags of sums and parts are those of the truth.
func (r *Result) flagged() bool {
	if r.Case.Flag == "" {
		return len(r.Flags) == 0
	}
	return len(r.Flags) == 1 && r.Flags[0] == r.Case.Flag
}

// Run scores cases. extract nil takes the perfect rows.
func Run(ctx context.Context, v *verify.Verifier, extract Extractor, cases []Case) ([]Result, error) {
	results := make([]Result, 0, len(cases))
	for i := range cases {
		if extract == nil && !cases[i].rowsKnown() {
			continue
		}
		r, err := run(ctx, v, extract, &cases[i])
		if err != nil {
			return nil, fmt.Errorf("case %s: %w", cases[i].ID, err)
		}
		results = append(results, r)
	}
	return results, nil
}

func run(ctx context.Context, v *verify.Verifier, extract Extractor, c *Case) (Result, error) {
	b := &stages.Batch{}
	if extract == nil {
		rows(c, b)
	} else {
		for i := range c.Documents {
			d := &c.Documents[i]
			doc := &stages.Document{
				ID: docID(c, i), URI: fmt.Sprintf("%s/%d.txt", c.ID, i), MediaType: "text/plain", Language: "en", Kind: stages.KindNews,
				Text: d.Text, Publisher: d.Source, Source: d.Source, ContentSHA256: emptyHash,
			}
			if !d.Published.IsZero() {
				doc.Published = stages.DocumentDate{Interval: stages.Interval{Start: d.Published, End: d.Published}, Precision: stages.PrecisionDay, Basis: "metadata"}
			}
			if err := extract.Extract(ctx, doc, b); err != nil {
				return Result{}, err
			}
		}
	}
	if err := v.Gather(ctx, b); err != nil {
		return Result{}, err
	}
	r := Result{Case: c, Got: NotComparable}
	found := &r.Found
	for t := range c.Targets {
		found[t] = find(c, t, b)
		r.Missed = r.Missed || found[t] == nil
	}
	for i := range b.Checks {
		if found[0] == nil || b.Checks[i].CheckID != found[0].CheckID {
			continue
		}
		for _, f := range b.Checks[i].Flags {
			if strings.HasPrefix(f, "sum_") || f == "part_above_whole" {
				r.Flags = append(r.Flags, f)
			}
		}
	}
	if r.Missed || found[0].CheckID == "" || found[0].CheckID != found[1].CheckID {
		return r, nil
	}
	for i := range b.Checks {
		if b.Checks[i].CheckID == found[0].CheckID {
			r.Got, r.Independent, r.Explanation = b.Checks[i].Verdict, int(b.Checks[i].NIndependent), b.Checks[i].Explanation
		}
	}
	return r, nil
}

func docID(c *Case, i int) string { return schemas.ID("documents", c.ID, fmt.Sprint(i)) }

// find is the extracted figure that overlaps a target most.
func find(c *Case, t int, b *stages.Batch) *schemas.Figure {
	target := &c.Targets[t]
	id := docID(c, target.Document)
	text := c.Documents[target.Document].Text
	start, end := int32(points(text[:target.Start])), int32(points(text[:target.End]))
	var best *schemas.Figure
	most := int32(0)
	for i := range b.Figures {
		f := &b.Figures[i]
		if f.DocID != id {
			continue
		}
		if n := min(end, f.SpanEnd) - max(start, f.SpanStart); n > most {
			best, most = f, n
		}
	}
	return best
}

func points(s string) int { return len([]rune(s)) }

// rows fills b with the documents and perfect figures of a case.
func rows(c *Case, b *stages.Batch) {
	for i := range c.Documents {
		d := &c.Documents[i]
		row := schemas.Document{DocID: docID(c, i), URI: fmt.Sprint(i), Source: d.Source}
		if !d.Published.IsZero() {
			row.PublishedOn = schemas.Some(schemas.Day(d.Published.Days()))
		}
		b.Documents = append(b.Documents, row)
		b.Sketches = append(b.Sketches, sketch(d.Text))
	}
	for t := range c.Targets {
		target := &c.Targets[t]
		f := *target.Row
		d := &c.Documents[target.Document]
		f.DocID = docID(c, target.Document)
		f.FigureID = schemas.ID("figures", f.DocID, fmt.Sprint(target.Start))
		f.Source = d.Source
		f.SpanStart, f.SpanEnd = int32(points(d.Text[:target.Start])), int32(points(d.Text[:target.End]))
		f.SentenceNo = schemas.Some(int32(strings.Count(d.Text[:target.Start], ". ")))
		f.Sentence = sentenceAround(d.Text, target.Start)
		b.Figures = append(b.Figures, f)
	}
}

func sentenceAround(text string, at int) string {
	from, to := strings.LastIndex(text[:at], ". ")+1, strings.Index(text[at:], ". ")
	if to < 0 {
		return strings.TrimSpace(text[from:])
	}
	return strings.TrimSpace(text[from : at+to+1])
}

// sketch fingerprints a text cut at white space.
func sketch(text string) []uint64 {
	var tokens []stages.Token
	for _, w := range strings.Fields(text) {
		tokens = append(tokens, stages.Token{Key: stages.FoldKey(strings.Trim(w, ".,;:"))})
	}
	return verify.Sketch(tokens, nil)
}

// A Score is what a set of results comes to.
type Score struct {
	Cases, Right                         int
	ConflictGot, ConflictTrue, Conflicts int // given, given rightly, there
	IndependentAsked, IndependentRight   int
	Missed                               int
	Classes                              []ClassScore
}

// A ClassScore is the line of one class in the confusion table.
type ClassScore struct {
	Class, Want string
	Cases       int
	Got         map[string]int
	FlagWrong   int // cases with a flag of sums and parts that is not the truth's, or without
}

// Accuracy is the share of right verdicts.
func (s *Score) Accuracy() float64 { return ratio(s.Right, s.Cases) }

// ConflictPrecision is the share of right ones among the conflicts given.
func (s *Score) ConflictPrecision() float64 { return ratio(s.ConflictTrue, s.ConflictGot) }

// ConflictRecall is the share found of the conflicts there are.
func (s *Score) ConflictRecall() float64 { return ratio(s.ConflictTrue, s.Conflicts) }

// IndependentAccuracy is the share of right counts of origins.
func (s *Score) IndependentAccuracy() float64 { return ratio(s.IndependentRight, s.IndependentAsked) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// Count adds results up.
func Count(results []Result) Score {
	var s Score
	at := map[string]int{}
	for i := range results {
		r := &results[i]
		s.Cases++
		if r.Right() {
			s.Right++
		}
		if r.Missed {
			s.Missed++
		}
		if r.Case.Want == "conflict" {
			s.Conflicts++
		}
		if r.Got == "conflict" {
			s.ConflictGot++
			if r.Right() {
				s.ConflictTrue++
			}
		}
		if r.Case.Independent > 0 {
			s.IndependentAsked++
			if r.Independent == r.Case.Independent {
				s.IndependentRight++
			}
		}
		n, ok := at[r.Case.Class]
		if !ok {
			n = len(s.Classes)
			at[r.Case.Class] = n
			s.Classes = append(s.Classes, ClassScore{Class: r.Case.Class, Want: r.Case.Want, Got: map[string]int{}})
		}
		s.Classes[n].Cases++
		s.Classes[n].Got[r.Got]++
		if !r.flagged() {
			s.Classes[n].FlagWrong++
		}
	}
	slices.SortFunc(s.Classes, func(a, b ClassScore) int { return strings.Compare(a.Want+a.Class, b.Want+b.Class) })
	return s
}

// Table is the confusion table by class, in Markdown.
func (s *Score) Table() string {
	columns := []string{"agree", "compatible", "updated", "conflict", "single_source", NotComparable}
	var b strings.Builder
	b.WriteString("| class | truth | cases | " + strings.Join(columns, " | ") + " | flag wrong |\n|" + strings.Repeat(" --- |", len(columns)+4) + "\n")
	for _, c := range s.Classes {
		fmt.Fprintf(&b, "| %s | %s | %d |", c.Class, c.Want, c.Cases)
		for _, col := range columns {
			if n := c.Got[col]; n > 0 {
				fmt.Fprintf(&b, " %d |", n)
			} else {
				b.WriteString(" |")
			}
		}
		if c.FlagWrong > 0 {
			fmt.Fprintf(&b, " %d |", c.FlagWrong)
		} else {
			b.WriteString(" |")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// emptyHash stands for the hash of input bytes that a generated text has not.
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
