package explain

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"annals/schemas"
)

const (
	labelWidth = 14
	pageWidth  = 110
)

// title begins the page.
func (e *explainer) title(what, id, words string) {
	fmt.Fprintf(&e.b, "%s %s: %s\n", what, id, short(oneLine(words), 80))
}

// section begins a part of the page.
func (e *explainer) section(name string) { fmt.Fprintf(&e.b, "\n%s\n", strings.ToUpper(name)) }

// plural counts a noun.
func plural[T int | int32](n T, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// line writes a fact; nothing where it is not known.
func (e *explainer) line(label, value string) {
	if value != "" {
		e.paragraph("  "+label+strings.Repeat(" ", max(1, labelWidth-utf8.RuneCountInString(label))), value)
	}
}

// fact writes a value with the words that say it and how it was found.
func (e *explainer) fact(label, value, words, basis string) {
	if value == "" {
		return
	}
	if words != "" && words != value {
		value += fmt.Sprintf(" (%s)", quoted(words))
	}
	if basis != "" {
		value += ", " + basis
	}
	e.line(label, value)
}

// paragraph writes text after a head, broken into lines that begin below it.
func (e *explainer) paragraph(head, text string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(head))
	column := 0
	e.b.WriteString(head)
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case len(indent)+column+1+n > pageWidth:
			e.b.WriteString("\n" + indent)
			column = 0
		default:
			e.b.WriteByte(' ')
			column++
		}
		e.b.WriteString(word)
		column += n
	}
	e.b.WriteByte('\n')
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func quoted(s string) string { return "“" + short(oneLine(s), 160) + "”" }

// short cuts a text to n code points.
func short(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// interval writes two days as people say them.
func interval(start, end schemas.Null[schemas.Day]) string {
	switch {
	case start.Known && end.Known && start.Value == end.Value:
		return start.Value.String()
	case start.Known && end.Known:
		return start.Value.String() + " to " + end.Value.String()
	case start.Known:
		return "since " + start.Value.String()
	case end.Known:
		return "until " + end.Value.String()
	}
	return ""
}

// between writes the bounds of a value.
func between(low, high schemas.Null[float64]) string {
	switch {
	case low.Known && high.Known && low.Value == high.Value:
		return number(low.Value)
	case low.Known && high.Known:
		return number(low.Value) + " to " + number(high.Value)
	case low.Known:
		return number(low.Value) + " or more"
	case high.Known:
		return number(high.Value) + " or less"
	}
	return ""
}

// number groups the digits before the point.
func number(n float64) string {
	s := schemas.FormatNumber(n)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, fraction, point := strings.Cut(s, ".")
	if strings.ContainsAny(s, "e") {
		return sign + s
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + fraction
	}
	return sign + whole
}

// bases says how something was found. An unknown basis stands for itself.
var bases = map[string]string{
	"sentence":    "said in the sentence",
	"context":     "from the sentences around",
	"paragraph":   "from the paragraph",
	"document":    "from the document as a whole",
	"speaker":     "the speaker of the quote",
	"stated":      "stated in full",
	"period":      "a period phrase",
	"publication": "counted from the publication date",
	"holiday":     "a holiday of the calendar",
	"name":        "part of a name",
	"discourse":   "the date that stands in the story at this point",
	"metadata":    "from the metadata of the file",
	"dateline":    "from the dateline",
	"line":        "from a line of the text",
	"input":       "given with the input",
	"url":         "from the URL",
	"counted":     "named by the counted words",
	"only_name":   "the only name in the sentence that it can be",
	"subject":     "the subject of the sentence",
	"title":       "the subject is a short form of the name",
}

// Basis is a basis column's value in words.
func Basis(b string) string { return basis(b) }

func basis(b string) string {
	if s, ok := bases[b]; ok {
		return s
	}
	return b
}

// about writes the document at hand.
func (e *explainer) about() {
	d := &e.document
	e.section("Document")
	e.line("title", d.Title)
	e.line("source", d.Source)
	if d.Author != "" && d.Author != d.Source {
		e.line("author", d.Author)
	}
	if d.PublishedOn.Known {
		published := d.PublishedOn.Value.String()
		if d.PublishedPrecision != "" && d.PublishedPrecision != "day" {
			published += " (" + d.PublishedPrecision + ")"
		}
		e.fact("published", published, e.words(d.PublishedStart, d.PublishedEnd), basis(d.PublishedBasis))
	} else {
		e.line("published", "not known")
	}
	e.line("from", d.URI)
	e.line("doc_id", d.DocID)
	if d.CopyOfDocID != "" {
		e.line("copy of", fmt.Sprintf("%s, %.0f %% of the text in common: it is no independent witness", d.CopyOfDocID, 100*d.CopySimilarity.Value))
	}
}

// sentence writes the sentence that holds a span, with the words in double
// brackets; the text around them where no sentence is known.
func (e *explainer) sentence(no schemas.Null[int32], start, end int32) error {
	from, to, heading := max(0, start-160), min(e.text.Len(), end+160), ""
	if no.Known {
		s, ok, err := first(e.folder, schemas.TableSentences, func(s *schemas.Sentence) bool {
			return s.DocID == e.document.DocID && s.SentenceNo == no.Value
		})
		if err != nil {
			return err
		}
		if ok {
			from, to = min(s.SpanStart, start), max(s.SpanEnd, end)
			heading = fmt.Sprintf(" %d", no.Value)
			if s.Section != "" {
				heading += " under " + quoted(s.Section)
			}
		}
	}
	// A quote of many sentences: both ends are enough.
	from, to = max(from, start-600), min(to, end+600)
	fmt.Fprintf(&e.b, "\nSENTENCE%s, characters %d to %d of the text\n", heading, start, end)
	before, _ := e.text.Slice(from, start)
	words, _ := e.text.Slice(start, end)
	after, _ := e.text.Slice(end, to)
	if utf8.RuneCountInString(words) > 1200 {
		r := []rune(words)
		words = string(r[:600]) + " … " + string(r[len(r)-600:])
	}
	e.paragraph("  ", before+"[["+words+"]]"+after)
	return nil
}
