// Package report writes a published folder as one HTML page: summary, checks
// with their evidence, timeline, quotes, rejects. The page stands alone: no
// network, no scripts, no files beside it. The same folder gives the same bytes.
//
// Every quoted stretch is cut out of documents.text at the span of its row, and
// carries document and span as attributes, so that anybody can check the page.
package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode"

	"annals/output"
	"annals/schemas"
)

//go:embed report.html
var page string

// Limits say how many items of a kind the page shows at most; what is left out is
// counted. The tables have them all.
type Limits struct{ Checks, Timeline, Speakers, Rejects int }

// DefaultLimits keep the page of a large run in a browser's reach.
var DefaultLimits = Limits{Checks: 400, Timeline: 600, Speakers: 200, Rejects: 200}

// mentionsShown is how many passages one item shows.
const mentionsShown = 25

// shownAround is how many code points of text are shown around a quoted stretch.
const shownAround = 140

// Write writes the page of a folder.
func Write(w io.Writer, folder *output.Folder, l Limits) error {
	var rows schemas.Rows
	if err := folder.Read(&rows, schemas.TableDocuments, schemas.TableFigures, schemas.TableChecks, schemas.TableCheckFigures,
		schemas.TableEvents, schemas.TableTimeline, schemas.TableQuotes, schemas.TablePeople, schemas.TableRejects); err != nil {
		return err
	}
	t, err := template.New("report").Parse(page)
	if err != nil {
		return fmt.Errorf("report.html: %w", err)
	}
	return t.Execute(w, build(&rows, l))
}

// Page is what the template shows.
type Page struct {
	Summary  []Count
	Verdicts []Count
	Checks   []Check
	Timeline []Entry
	Speakers []Speaker
	Rejects  []Reject
	// Of each list, how many more there are.
	MoreChecks, MoreTimeline, MoreSpeakers, MoreRejects int
	Single                                              int // checks of a single source, not shown
}

// Count is a number with its name.
type Count struct {
	Name string
	N    int
}

// Passage is a quoted stretch in its surroundings.
type Passage struct {
	Before, Exact, After string
	DocID                string
	Start, End           int32
	Source, When         string
	Note, Relation       string
}

// Check is one comparison.
type Check struct {
	ID, Verdict, Explanation, What, Witnesses string
	Flags                                     []string
	Evidence                                  []Passage
}

// Entry is one event of the timeline.
type Entry struct {
	ID, When, Title, Class, Who, Where, Witnesses string
	Mentions                                      []Passage
	More                                          int
}

// Speaker is a person or body with what is quoted of it.
type Speaker struct {
	Name, Roles string
	Quotes      []Passage
	More        int
}

// Reject is a document or row that was refused.
type Reject struct{ URI, Stage, Rule, Message string }

// builder cuts passages out of the texts.
type builder struct {
	documents map[string]*schemas.Document
	texts     map[string][]rune
}

var gravity = []string{"conflict", "updated", "compatible", "agree", "single_source"}

func build(rows *schemas.Rows, l Limits) *Page {
	b := &builder{documents: map[string]*schemas.Document{}, texts: map[string][]rune{}}
	for i := range rows.Documents {
		b.documents[rows.Documents[i].DocID] = &rows.Documents[i]
	}
	p := &Page{Summary: []Count{
		{"documents", len(rows.Documents)},
		{"figures", len(rows.Figures)},
		{"checks", len(rows.Checks)},
		{"events", len(rows.Events)},
		{"timeline entries", len(rows.Timeline)},
		{"quotes", len(rows.Quotes)},
		{"rejects", len(rows.Rejects)},
	}}
	copies := 0
	for i := range rows.Documents {
		if rows.Documents[i].CopyOfDocID != "" {
			copies++
		}
	}
	p.Summary = append(p.Summary, Count{"copies among the documents", copies})
	b.checks(p, rows, l.Checks)
	b.timeline(p, rows, l.Timeline)
	b.speakers(p, rows, l.Speakers)
	for i := range rows.Rejects {
		r := &rows.Rejects[i]
		if i == l.Rejects {
			p.MoreRejects = len(rows.Rejects) - i
			break
		}
		p.Rejects = append(p.Rejects, Reject{r.URI, r.Stage, r.Rule, r.Message})
	}
	return p
}

func (b *builder) checks(p *Page, rows *schemas.Rows, limit int) {
	figures := make(map[string]*schemas.Figure, len(rows.Figures))
	for i := range rows.Figures {
		figures[rows.Figures[i].FigureID] = &rows.Figures[i]
	}
	members := map[string][]*schemas.CheckFigure{}
	for i := range rows.CheckFigures {
		m := &rows.CheckFigures[i]
		members[m.CheckID] = append(members[m.CheckID], m)
	}
	var shown []*schemas.Check
	counts := map[string]int{}
	for i := range rows.Checks {
		c := &rows.Checks[i]
		counts[c.Verdict]++
		if c.Verdict == "single_source" && len(c.Flags) == 0 {
			p.Single++
			continue
		}
		shown = append(shown, c)
	}
	for _, v := range gravity {
		p.Verdicts = append(p.Verdicts, Count{strings.ReplaceAll(v, "_", " "), counts[v]})
	}
	slices.SortStableFunc(shown, func(x, y *schemas.Check) int {
		if c := slices.Index(gravity, x.Verdict) - slices.Index(gravity, y.Verdict); c != 0 {
			return c
		}
		if c := int(y.NIndependent) - int(x.NIndependent); c != 0 {
			return c
		}
		return strings.Compare(x.CheckID, y.CheckID)
	})
	if limit >= 0 && len(shown) > limit {
		p.MoreChecks, shown = len(shown)-limit, shown[:limit]
	}
	for _, c := range shown {
		out := Check{
			ID: c.CheckID, Verdict: strings.ReplaceAll(c.Verdict, "_", " "), Explanation: c.Explanation, Flags: c.Flags,
			What:      strings.Join(nonempty(strings.ReplaceAll(c.Measure, "_", " "), prefixed("by ", c.Actor), prefixed("for ", c.Scope)), " "),
			Witnesses: fmt.Sprintf("%s in %s, %d independent", plural(int(c.NFigures), "figure"), plural(int(c.NDocuments), "document"), c.NIndependent),
		}
		list := members[c.CheckID]
		slices.SortStableFunc(list, func(x, y *schemas.CheckFigure) int { return int(x.AsOfEnd.Value) - int(y.AsOfEnd.Value) })
		for _, m := range list[:min(len(list), mentionsShown)] {
			f := figures[m.FigureID]
			if f == nil {
				continue
			}
			e, ok := b.passage(f.DocID, f.SpanStart, f.SpanEnd)
			if !ok {
				continue
			}
			e.Relation, e.Note, e.When = m.Relation, m.Explanation, days(m.AsOfStart, m.AsOfEnd)
			if f.Speaker != "" && !strings.Contains(e.Source, f.Speaker) {
				e.Source = f.Speaker + " in " + e.Source
			}
			out.Evidence = append(out.Evidence, e)
		}
		p.Checks = append(p.Checks, out)
	}
}

func (b *builder) timeline(p *Page, rows *schemas.Rows, limit int) {
	mentions := map[string][]*schemas.Event{}
	for i := range rows.Events {
		if e := &rows.Events[i]; e.TimelineID != "" {
			mentions[e.TimelineID] = append(mentions[e.TimelineID], e)
		}
	}
	entries := make([]*schemas.TimelineEntry, len(rows.Timeline))
	for i := range rows.Timeline {
		entries[i] = &rows.Timeline[i]
	}
	if limit >= 0 && len(entries) > limit {
		p.MoreTimeline = len(entries) - limit
		// The most independent witnesses first, where not all can be shown.
		slices.SortStableFunc(entries, func(x, y *schemas.TimelineEntry) int { return int(y.NIndependent) - int(x.NIndependent) })
		entries = entries[:limit]
	}
	first := func(t *schemas.TimelineEntry) schemas.Day {
		if t.DateStart.Known {
			return t.DateStart.Value
		}
		return t.DateEnd.Value
	}
	slices.SortStableFunc(entries, func(x, y *schemas.TimelineEntry) int {
		if c := int(first(x)) - int(first(y)); c != 0 {
			return c
		}
		return strings.Compare(x.TimelineID, y.TimelineID)
	})
	for _, t := range entries {
		out := Entry{
			ID: t.TimelineID, When: days(t.DateStart, t.DateEnd), Title: t.Title, Class: strings.ReplaceAll(t.EventClass, "_", " "),
			Who: strings.Join(t.Participants, ", "), Where: t.Place, Witnesses: plural(int(t.NDocuments), "document") + fmt.Sprintf(", %d independent", t.NIndependent),
		}
		for i, e := range mentions[t.TimelineID] {
			if i == mentionsShown {
				out.More = len(mentions[t.TimelineID]) - i
				break
			}
			if m, ok := b.passage(e.DocID, e.SpanStart, e.SpanEnd); ok {
				out.Mentions = append(out.Mentions, m)
			}
		}
		p.Timeline = append(p.Timeline, out)
	}
}

func (b *builder) speakers(p *Page, rows *schemas.Rows, limit int) {
	people := map[string]*schemas.Person{}
	for i := range rows.People {
		people[rows.People[i].PersonID] = &rows.People[i]
	}
	quotes := map[string][]*schemas.Quote{}
	roles := map[string]string{}
	var names []string
	for i := range rows.Quotes {
		q := &rows.Quotes[i]
		name := q.Speaker
		if person := people[q.PersonID]; person != nil {
			name = person.Name
			roles[name] = strings.Join(person.Roles, "; ")
		}
		if name == "" {
			continue
		}
		if quotes[name] == nil {
			names = append(names, name)
		}
		quotes[name] = append(quotes[name], q)
	}
	slices.SortFunc(names, func(x, y string) int {
		if c := len(quotes[y]) - len(quotes[x]); c != 0 {
			return c
		}
		return strings.Compare(x, y)
	})
	if limit >= 0 && len(names) > limit {
		p.MoreSpeakers, names = len(names)-limit, names[:limit]
	}
	for _, n := range names {
		s := Speaker{Name: n, Roles: roles[n]}
		for i, q := range quotes[n] {
			if i == mentionsShown {
				s.More = len(quotes[n]) - i
				break
			}
			if m, ok := b.passage(q.DocID, q.SpanStart, q.SpanEnd); ok {
				m.When, m.Relation = days(q.SaidOnStart, q.SaidOnEnd), q.QuoteKind
				s.Quotes = append(s.Quotes, m)
			}
		}
		p.Speakers = append(p.Speakers, s)
	}
}

// passage cuts code points [start, end) of a document with what stands around.
func (b *builder) passage(doc string, start, end int32) (Passage, bool) {
	d := b.documents[doc]
	if d == nil {
		return Passage{}, false
	}
	text, ok := b.texts[doc]
	if !ok {
		text = []rune(d.Text)
		b.texts[doc] = text
	}
	if start < 0 || end > int32(len(text)) || start >= end {
		return Passage{}, false
	}
	p := Passage{Exact: string(text[start:end]), DocID: doc, Start: start, End: end, Source: d.Source}
	if p.Source == "" {
		p.Source = d.URI
	}
	if d.PublishedOn.Known {
		p.Source += ", " + d.PublishedOn.Value.String()
	}
	from, to := int(start), int(end)
	for from > 0 && int(start)-from < shownAround && text[from-1] != '\n' {
		from--
	}
	for to < len(text) && to-int(end) < shownAround && text[to] != '\n' {
		to++
	}
	// Whole words only.
	if from > 0 && text[from-1] != '\n' {
		for from < int(start) && !unicode.IsSpace(text[from]) {
			from++
		}
		p.Before = "… "
	}
	p.Before += strings.TrimLeftFunc(string(text[from:start]), unicode.IsSpace)
	cut := to < len(text) && text[to] != '\n'
	if cut {
		for to > int(end) && !unicode.IsSpace(text[to-1]) {
			to--
		}
	}
	p.After = strings.TrimRightFunc(string(text[end:to]), unicode.IsSpace)
	if cut {
		p.After += " …"
	}
	return p, true
}

func days(start, end schemas.Null[schemas.Day]) string {
	switch {
	case start.Known && end.Known && start.Value != end.Value:
		return start.Value.String() + " to " + end.Value.String()
	case end.Known && !start.Known:
		return "until " + end.Value.String()
	case start.Known && !end.Known:
		return "since " + start.Value.String()
	case start.Known:
		return start.Value.String()
	}
	return ""
}

func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

func prefixed(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

func nonempty(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}
