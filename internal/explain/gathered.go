package explain

import (
	"fmt"
	"sort"
	"strings"

	"annals/schemas"
)

// check writes a check with all its figures; this is the identifier of the
// figure that the page is about, "" where it is about the check.
func (e *explainer) check(id, this string) error {
	c, ok, err := first(e.folder, schemas.TableChecks, func(c *schemas.Check) bool { return c.CheckID == id })
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("check %s: %w", id, ErrNotFound)
	}
	parts, err := where(e.folder, schemas.TableCheckFigures, func(p *schemas.CheckFigure) bool { return p.CheckID == id })
	if err != nil {
		return err
	}
	byID := map[string]*schemas.CheckFigure{}
	for i := range parts {
		byID[parts[i].FigureID] = &parts[i]
	}
	figures, err := where(e.folder, schemas.TableFigures, func(f *schemas.Figure) bool { return byID[f.FigureID] != nil })
	if err != nil {
		return err
	}
	if this == "" {
		e.title("check", id, c.Explanation)
	}
	e.section("Check")
	e.line("check_id", id)
	e.line("verdict", c.Verdict)
	e.line("because", c.Explanation)
	e.line("compares", oneLine(strings.Join([]string{c.Measure, prefixed("counting ", c.Counted), prefixed("in ", c.Unit), prefixed("by ", c.Actor), prefixed("for ", c.Scope), prefixed("over ", interval(c.PeriodStart, c.PeriodEnd))}, " ")))
	e.line("witnesses", fmt.Sprintf("%s in %s, %d independent", plural(c.NFigures, "figure"), plural(c.NDocuments, "document"), c.NIndependent))
	if len(c.Flags) > 0 {
		e.line("flags", strings.Join(c.Flags, ", "))
	}
	if c.LatestValue.Known {
		e.fact("latest", number(c.LatestValue.Value), "", prefixed("as of ", interval(c.LatestAsOf, c.LatestAsOf)))
	}
	sort.SliceStable(figures, func(i, j int) bool {
		a, b := byID[figures[i].FigureID], byID[figures[j].FigureID]
		if a.AsOfEnd != b.AsOfEnd {
			return !a.AsOfEnd.Known || b.AsOfEnd.Known && a.AsOfEnd.Value < b.AsOfEnd.Value
		}
		return a.FigureID < b.FigureID
	})
	uris, err := e.uris()
	if err != nil {
		return err
	}
	e.section("Its figures, oldest first")
	for i := range figures {
		f := &figures[i]
		p := byID[f.FigureID]
		mark := ""
		if f.FigureID == this {
			mark = " (this one)"
		}
		asOf := interval(p.AsOfStart, p.AsOfEnd)
		if asOf == "" {
			asOf = "no date"
		}
		who := f.Source
		if who == "" {
			who = uris[f.DocID]
		}
		e.paragraph("  ", fmt.Sprintf("%s  %s  %s  %s  %s%s", p.Relation, between(p.Low, p.High), asOf, who, f.FigureID, mark))
		e.paragraph("      ", "“"+oneLine(strings.Replace(f.Sentence, f.Exact, "[["+f.Exact+"]]", 1))+"”")
		e.paragraph("      ", uris[f.DocID])
		if p.Explanation != "" && f.FigureID != this {
			e.paragraph("      ", p.Explanation)
		}
		if p.Actor != "" && p.ActorBasis != "sentence" {
			e.paragraph("      ", "compared as by "+p.Actor+": "+basis(p.ActorBasis))
		}
		if p.Scope != "" && p.ScopeBasis != "sentence" {
			e.paragraph("      ", "compared as for "+p.Scope+": "+basis(p.ScopeBasis))
		}
	}
	return nil
}

// uris is where each document came from.
func (e *explainer) uris() (map[string]string, error) {
	ids, uris := []string{}, map[string]string{}
	if err := e.folder.Texts(schemas.TableDocuments, "doc_id", func(s string, _ bool) { ids = append(ids, s) }); err != nil {
		return nil, err
	}
	n := 0
	err := e.folder.Texts(schemas.TableDocuments, "uri", func(s string, _ bool) {
		if n < len(ids) {
			uris[ids[n]] = s
		}
		n++
	})
	return uris, err
}

// timeline writes an entry of the timeline with all its mentions; this is the
// identifier of the event that the page is about, "" where it is about the entry.
func (e *explainer) timeline(id, this string) error {
	t, ok, err := first(e.folder, schemas.TableTimeline, func(t *schemas.TimelineEntry) bool { return t.TimelineID == id })
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("timeline entry %s: %w", id, ErrNotFound)
	}
	events, err := where(e.folder, schemas.TableEvents, func(v *schemas.Event) bool { return v.TimelineID == id })
	if err != nil {
		return err
	}
	uris, err := e.uris()
	if err != nil {
		return err
	}
	if this == "" {
		e.title("timeline entry", id, t.Title)
	}
	e.section("Timeline entry")
	e.line("timeline_id", id)
	e.line("what", t.Title)
	e.fact("when", interval(t.DateStart, t.DateEnd), "", t.DatePrecision)
	if !t.DatesAgree {
		e.line("dates", "the mentions do not agree on the date; all are listed")
	}
	e.line("class", t.EventClass)
	e.line("who", strings.Join(t.Participants, ", "))
	e.line("where", t.Place)
	e.line("witnesses", fmt.Sprintf("%s in %s, %d independent", plural(t.NMentions, "mention"), plural(t.NDocuments, "document"), t.NIndependent))
	e.section("Its mentions")
	for i := range events {
		v := &events[i]
		mark := ""
		if v.EventID == this {
			mark = " (this one)"
		}
		when := interval(v.DateStart, v.DateEnd)
		if v.DateText != "" {
			when += " (" + quoted(v.DateText) + ")"
		}
		who := v.Source
		if who == "" {
			who = uris[v.DocID]
		}
		e.paragraph("  ", fmt.Sprintf("%s  %s  %s%s", when, who, v.EventID, mark))
		e.paragraph("      ", "“"+oneLine(strings.Replace(v.Sentence, v.Exact, "[["+v.Exact+"]]", 1))+"”")
		e.paragraph("      ", uris[v.DocID])
	}
	return nil
}

func (e *explainer) person(p *schemas.Person) error {
	e.title("person", p.PersonID, p.Name)
	e.personLines(p)
	return e.quotesOf(func(q *schemas.Quote) bool { return q.PersonID == p.PersonID })
}

func (e *explainer) personLines(p *schemas.Person) {
	e.section("Speaker across documents")
	e.line("name", p.Name)
	e.line("kind", p.PersonKind)
	e.line("also", strings.Join(p.Aliases, ", "))
	e.line("roles", strings.Join(p.Roles, "; "))
	e.line("quoted", plural(p.NQuotes, "time")+" in "+plural(p.NDocuments, "document"))
	e.line("person_id", p.PersonID)
}

// quotesOf lists quotes.
func (e *explainer) quotesOf(chosen func(*schemas.Quote) bool) error {
	quotes, err := where(e.folder, schemas.TableQuotes, chosen)
	if err != nil || len(quotes) == 0 {
		return err
	}
	e.section("Quotes")
	for i := range quotes {
		q := &quotes[i]
		day := interval(q.SaidOnStart, q.SaidOnEnd)
		if day == "" && q.PublishedOn.Known {
			day = "published " + q.PublishedOn.Value.String()
		}
		e.paragraph("  "+q.QuoteID+"  ", oneLine(strings.Join([]string{q.QuoteKind, day, q.Source}, " ")))
		e.paragraph("      ", quoted(q.Exact))
	}
	return nil
}

func (e *explainer) documentRow(d *schemas.Document) error {
	e.document = *d
	e.text.Reset(d.Text)
	what := d.Title
	if what == "" {
		what = d.URI
	}
	e.title("document", d.DocID, what)
	e.about()
	e.line("kind", d.DocKind)
	e.line("language", d.Language)
	e.line("speaker", d.Speaker)
	e.line("length", fmt.Sprintf("%d characters", d.NChars))
	e.line("media type", d.MediaType)
	e.line("input", "SHA-256 "+d.ContentSHA256)
	e.section("What was found in it")
	for _, t := range []schemas.TableID{
		schemas.TableSentences, schemas.TableDates, schemas.TableNames, schemas.TableEvents, schemas.TableFigures, schemas.TableQuotes,
	} {
		n := 0
		err := e.folder.Texts(t, "doc_id", func(s string, _ bool) {
			if s == d.DocID {
				n++
			}
		})
		if err != nil {
			return err
		}
		e.line(t.String(), fmt.Sprint(n))
	}
	copies, err := where(e.folder, schemas.TableDocuments, func(o *schemas.Document) bool { return o.CopyOfDocID == d.DocID })
	if err != nil {
		return err
	}
	for i := range copies {
		e.line("copied by", copies[i].DocID+" "+copies[i].URI)
	}
	e.section("How it begins")
	begin, _ := e.text.Slice(0, min(e.text.Len(), 400))
	e.paragraph("  ", begin)
	return nil
}
