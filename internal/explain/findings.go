package explain

import (
	"fmt"
	"strings"

	"annals/schemas"
)

func (e *explainer) figure(f *schemas.Figure) error {
	if err := e.load(f.DocID); err != nil {
		return err
	}
	e.title("figure", f.FigureID, f.Exact)
	e.about()
	if err := e.sentence(f.SentenceNo, f.SpanStart, f.SpanEnd); err != nil {
		return err
	}
	e.section("What was read there")
	value := between(f.ValueMin, f.ValueMax)
	if f.ValueText != "" {
		value += ", stated as " + f.ValueText
	}
	e.fact("value", value, f.Exact, "")
	e.fact("hedge", hedges[f.Qualifier], f.QualifierText, "")
	e.fact("unit", f.Unit, e.words(f.UnitStart, f.UnitEnd), prefixed("dimension ", f.Dimension))
	e.fact("counts", f.CountedHead, f.Counted, "")
	e.line("repaired", f.Repaired)
	e.fact("measure", f.Measure, "", aggregations[f.Aggregation])
	e.fact("actor", f.Actor, e.words(f.ActorStart, f.ActorEnd), basis(f.ActorBasis))
	e.fact("scope", f.Scope, e.words(f.ScopeStart, f.ScopeEnd), basis(f.ScopeBasis))
	asOf := basis(f.AsOfBasis)
	if f.AsOfBasis == "publication" {
		asOf = "inherited from the publication date"
	}
	e.fact("as of", interval(f.AsOfStart, f.AsOfEnd), "", asOf)
	if f.Change != "" {
		e.line("change", "it goes "+f.Change)
	}
	e.line("told as", told(f.Modality, f.IsNegated))
	if f.QuoteID != "" {
		speaker := f.Speaker
		if speaker == "" {
			speaker = "nobody named"
		}
		e.line("in a quote", speaker+"; quote "+f.QuoteID)
	}
	e.confidence(f.Confidence)
	if missing := notFound(f); missing != "" {
		e.line("not found", missing)
	}
	e.rules(f.Rule, e.document.Language)
	if f.CheckID == "" {
		e.section("Check")
		e.line("none", "no figure of another place could be compared with it; a figure without measure, or one that is denied or planned, is not compared")
		return nil
	}
	return e.check(f.CheckID, f.FigureID)
}

var hedges = map[string]string{
	"exact": "none", "about": "about", "over": "more than", "at_least": "at least", "under": "less than", "nearly": "nearly",
	"up_to": "up to", "range": "a range", "vague": "vague: an order of magnitude",
}

var aggregations = map[string]string{
	"stock": "a stock: how many at one time", "flow": "a flow: how many in a period", "cumulative": "cumulative: how many so far",
	"change": "a change", "share": "a share",
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func told(modality string, negated bool) string {
	s := map[string]string{"asserted": "a fact", "planned": "a plan or pledge", "hypothetical": "a possibility"}[modality]
	if negated {
		s += ", and denied"
	}
	return s
}

// notFound lists what a comparison would want to know of a figure.
func notFound(f *schemas.Figure) string {
	var list []string
	for _, v := range []struct{ name, value string }{
		{"unit", f.Unit},
		{"what is counted", f.Counted},
		{"measure", f.Measure},
		{"aggregation", f.Aggregation},
		{"actor", f.Actor},
		{"scope", f.Scope},
		{"as-of date", interval(f.AsOfStart, f.AsOfEnd)},
	} {
		if v.value == "" {
			list = append(list, v.name)
		}
	}
	return strings.Join(list, ", ")
}

func (e *explainer) confidence(c schemas.Null[float64]) {
	if c.Known {
		e.line("confidence", schemas.FormatNumber(c.Value))
	}
}

func (e *explainer) quote(q *schemas.Quote) error {
	if err := e.load(q.DocID); err != nil {
		return err
	}
	e.title("quote", q.QuoteID, q.Exact)
	e.about()
	if err := e.sentence(q.SentenceNo, q.SpanStart, q.SpanEnd); err != nil {
		return err
	}
	parts, err := where(e.folder, schemas.TableQuoteParts, func(p *schemas.QuotePart) bool { return p.QuoteID == q.QuoteID })
	if err != nil {
		return err
	}
	e.section("What was read there")
	kind := map[string]string{
		"direct": "direct: the words stand in quotation marks", "indirect": "indirect: reported without marks", "mixed": "mixed: reported, partly in marks",
	}[q.QuoteKind]
	if q.QuoteKind == "direct" && q.Rule == "quotes.colon" {
		kind = "direct: a turn of a conversation written down"
	}
	e.line("kind", kind)
	if q.OuterQuoteID != "" {
		e.line("level", fmt.Sprintf("%d: told inside quote %s", q.QuoteLevel, q.OuterQuoteID))
	}
	if len(parts) > 1 {
		for i, p := range parts {
			e.line(fmt.Sprintf("part %d", i+1), quoted(p.Exact))
		}
	}
	if q.Geometry != "" {
		e.line("geometry", q.Geometry+" (in the order of the text: C content, S speaker, V cue verb)")
	}
	e.fact("cue", q.CueLemma, q.Cue, prefixed("a word of ", q.CueClass))
	e.line("frame", frame(q.Rule))
	if q.Speaker == "" {
		e.line("speaker", "nobody is named")
	}
	e.fact("speaker", q.Speaker, q.SpeakerText, speakerBasis(q))
	e.line("role", q.SpeakerRole)
	if err := e.speakerName(q); err != nil {
		return err
	}
	e.line("said on", interval(q.SaidOnStart, q.SaidOnEnd))
	if q.ContinuesQuoteID != "" {
		e.line("goes on from", "quote "+q.ContinuesQuoteID)
	}
	if q.IsDamaged {
		e.line("marks", "the quotation marks here are not balanced; the quote was ended where the paragraph allows")
	}
	e.confidence(q.Confidence)
	e.rules(q.Rule, e.document.Language)
	if q.PersonID == "" {
		return nil
	}
	p, ok, err := first(e.folder, schemas.TablePeople, func(p *schemas.Person) bool { return p.PersonID == q.PersonID })
	if err != nil || !ok {
		return err
	}
	e.personLines(&p)
	return nil
}

// frame reads the frame of the cue from a rule such as "quotes.verb:clause".
func frame(rule string) string {
	_, f, ok := strings.Cut(rule, ":")
	if !ok {
		return places[strings.TrimPrefix(rule, "quotes.")]
	}
	if s, ok := frames[f]; ok {
		return s
	}
	return "the content follows the cue as " + f
}

var frames = map[string]string{
	"clause": "a finite clause is what is said",
	"that":   "a clause after the conjunction is what is said",
	"quote":  "words in marks are what is said",
	"inf":    "an infinitive is what is said, with the speaker as its subject",
	"objinf": "somebody is told to do something: the infinitive is what is said",
	"hearer": "a hearer stands between the cue and the clause",
	"np":     "a noun phrase is what is said",
	"as":     "a noun phrase with what it is called",
	"ger":    "a gerund is what is said",
}

// places tells what rules without a frame go by: where cue and content stand.
var places = map[string]string{
	"before":     "the reporting clause follows the words or stands between them",
	"attributed": "the words in marks end with a comma: the reporting clause stands behind them, whatever its verb",
	"introduced": "a sentence that ends in a colon names the speaker",
	"according":  "the expression names the source of the clause",
	"as":         "a clause with \"as\" names the source of what stands around it",
	"colon":      "a name and a colon open the paragraph",
	"signature":  "a name stands behind a dash after the words",
	"floating":   "words in marks without a cue go on with the report before",
	"alone":      "words in marks for which nobody is named",
	"argued-on":  "the sentence behind the report goes on with its argument",
	"run-on":     "the report goes on to the end of its paragraph in the present tense",
}

func speakerBasis(q *schemas.Quote) string {
	if q.SpeakerBasis == "sentence" && q.SpeakerText != "" && q.Speaker != q.SpeakerText {
		return "named in the sentence, resolved within the document"
	}
	return basis(q.SpeakerBasis)
}

// speakerName writes the entity that the speaker was resolved to.
func (e *explainer) speakerName(q *schemas.Quote) error {
	if q.SpeakerNameID == "" {
		return nil
	}
	n, ok, err := first(e.folder, schemas.TableNames, func(n *schemas.Name) bool { return n.NameID == q.SpeakerNameID })
	if err != nil || !ok {
		return err
	}
	text := fmt.Sprintf("%s %s, %s in the document, first as %s at character %d", n.NameKind, n.Name, plural(n.NMentions, "mention"), quoted(n.Exact), n.SpanStart)
	if len(n.Aliases) > 0 {
		text += "; also " + strings.Join(n.Aliases, ", ")
	}
	e.line("resolved to", text)
	return nil
}

func (e *explainer) event(v *schemas.Event) error {
	if err := e.load(v.DocID); err != nil {
		return err
	}
	what := v.Title
	if what == "" {
		what = v.Exact
	}
	e.title("event", v.EventID, what)
	e.about()
	if err := e.sentence(schemas.Some(v.SentenceNo), v.SpanStart, v.SpanEnd); err != nil {
		return err
	}
	e.section("What was read there")
	e.fact("trigger", v.Lemma, v.Exact, "")
	e.line("class", v.EventClass)
	e.line("told as", told(v.Modality, v.IsNegated))
	date := interval(v.DateStart, v.DateEnd)
	if date == "" {
		e.line("when", "no defensible date; it is not on the timeline")
	}
	if v.IsApproximate && date != "" {
		date += " or about then"
	}
	if date != "" && v.DatePrecision != "" {
		date += " (" + v.DatePrecision + ")"
	}
	e.fact("when", date, v.DateText, basis(v.DateBasis))
	if v.DateID != "" {
		e.line("by date", v.DateID)
	}
	e.fact("who", v.Agent, e.words(v.AgentStart, v.AgentEnd), "")
	e.line("with", strings.Join(v.Participants, ", "))
	e.fact("where", v.Place, e.words(v.PlaceStart, v.PlaceEnd), "")
	if v.QuoteID != "" {
		e.line("in a quote", v.QuoteID)
	}
	e.confidence(v.Confidence)
	e.rules(v.Rule, e.document.Language)
	if v.TimelineID == "" {
		return nil
	}
	return e.timeline(v.TimelineID, v.EventID)
}

func (e *explainer) date(d *schemas.Date) error {
	if err := e.load(d.DocID); err != nil {
		return err
	}
	e.title("date", d.DateID, d.Exact)
	e.about()
	if err := e.sentence(d.SentenceNo, d.SpanStart, d.SpanEnd); err != nil {
		return err
	}
	e.section("What was read there")
	value := d.TimexValue
	if d.TimexMod != "" {
		value += " mod " + d.TimexMod
	}
	e.line("TIMEX3", d.TimexType+" "+value)
	e.line("interval", interval(d.DateStart, d.DateEnd))
	e.line("precision", d.DatePrecision)
	e.line("basis", basis(d.DateBasis))
	if d.IsApproximate {
		e.line("approximate", "yes")
	}
	if d.IsInName {
		e.line("in a name", "yes: it dates nothing")
	}
	if d.OpenSide != "" {
		e.line("open", "at the "+d.OpenSide)
	}
	if d.AnchorDateID != "" {
		a, ok, err := first(e.folder, schemas.TableDates, func(a *schemas.Date) bool { return a.DateID == d.AnchorDateID })
		if err != nil {
			return err
		}
		if ok {
			e.line("counted from", fmt.Sprintf("%s = %s, date %s", quoted(a.Exact), interval(a.DateStart, a.DateEnd), a.DateID))
		}
	} else if d.DateBasis == "publication" && e.document.PublishedOn.Known {
		e.line("counted from", "the publication date, "+e.document.PublishedOn.Value.String())
	}
	e.rules(d.Rule, e.document.Language)
	events, err := where(e.folder, schemas.TableEvents, func(v *schemas.Event) bool { return v.DateID == d.DateID })
	if err != nil || len(events) == 0 {
		return err
	}
	e.section("Events that it dates")
	for i := range events {
		what := events[i].Title
		if what == "" {
			what = events[i].Exact
		}
		e.paragraph("  "+events[i].EventID+"  ", what)
	}
	return nil
}

func (e *explainer) name(n *schemas.Name) error {
	if err := e.load(n.DocID); err != nil {
		return err
	}
	e.title(n.NameKind, n.NameID, n.Name)
	e.about()
	if err := e.sentence(schemas.Null[int32]{}, n.SpanStart, n.SpanEnd); err != nil {
		return err
	}
	e.section("What was read there")
	e.line("name", n.Name)
	e.line("also", strings.Join(n.Aliases, ", "))
	e.line("role", n.Role)
	e.line("country", n.Country)
	e.line("mentions", fmt.Sprint(n.NMentions))
	return e.quotesOf(func(q *schemas.Quote) bool { return q.SpeakerNameID == n.NameID })
}
