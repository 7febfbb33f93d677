// Package specimen makes sound rows of every table for tests of writers and
// readers: all columns filled somewhere and NULL somewhere, texts of several
// scripts, references whole. The same seed gives the same rows.
package specimen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"annals/schemas"
	"annals/stages/validate"
)

// words are cut into texts; some lie outside ASCII and outside the basic plane.
var words = strings.Fields("In 2021 the café’s crew sent about 30,000 doses — “over half”, said Ms Álvarez — to 中国 医疗队 and 🎈 👩🏽‍⚕️ q̃ʼs Juba since 1979，China; näive façade 12.5 % up")

type maker struct {
	rnd  *rand.Rand
	rows *schemas.Rows
	text []rune
	doc  *schemas.Document
	used map[string]bool
	n    int
}

// Rows makes the rows of n documents and the tables over all of them.
func Rows(seed uint64, n int) *schemas.Rows {
	m := &maker{rnd: rand.New(rand.NewPCG(seed, 7)), rows: &schemas.Rows{}, used: map[string]bool{}}
	m.batch()
	for range n {
		m.document()
	}
	m.links()
	return m.rows
}

func (m *maker) id(table string) string {
	m.n++
	return schemas.ID(table, fmt.Sprint(m.n))
}

// finding is the identifier of a finding of the document at hand.
func (m *maker) finding(t schemas.TableID, start, end int32, exact string) string {
	for n := 0; ; n++ {
		id := validate.FindingID(t, m.doc.DocID, start, end, exact, n)
		if !m.used[id] {
			m.used[id] = true
			return id
		}
	}
}

func (m *maker) chance() bool { return m.rnd.IntN(2) == 0 }

func (m *maker) word() string { return words[m.rnd.IntN(len(words))] }

func (m *maker) maybe(s string) string {
	if m.chance() {
		return s
	}
	return ""
}

func (m *maker) known(v int32) schemas.Null[int32] { return schemas.Some(v) }

// days is an interval; either side may be open.
func (m *maker) days() (start, end schemas.Null[schemas.Day]) {
	a := schemas.Day(m.rnd.IntN(40000) - 20000)
	start = schemas.Null[schemas.Day]{Value: a, Known: m.chance()}
	end = schemas.Null[schemas.Day]{Value: a + schemas.Day(m.rnd.IntN(400)), Known: m.chance()}
	if !start.Known {
		start.Value = 0
	}
	if !end.Known {
		end.Value = 0
	}
	return start, end
}

// span is a stretch of the document's text that is not white space only.
func (m *maker) span() (start, end int32, exact string) {
	a := m.rnd.IntN(len(m.text) - 1)
	b := a + 1 + m.rnd.IntN(min(40, len(m.text)-a-1)+1)
	b = min(b, len(m.text))
	return int32(a), int32(b), string(m.text[a:b])
}

func (m *maker) optional() (start, end schemas.Null[int32], exact string) {
	if m.chance() {
		return start, end, ""
	}
	a, b, s := m.span()
	return m.known(a), m.known(b), s
}

func (m *maker) list() []string {
	var l []string
	for range m.rnd.IntN(4) {
		l = append(l, m.word())
	}
	return l
}

func pick[T any](m *maker, list ...T) T { return list[m.rnd.IntN(len(list))] }

func (m *maker) batch() {
	for i, verdict := range []string{"agree", "compatible", "updated", "conflict", "single_source"} {
		start, end := m.days()
		m.rows.Checks = append(m.rows.Checks, schemas.Check{
			CheckID: m.id("checks"), Measure: "doses_sent", Counted: "dose", Unit: "dose", Dimension: "count", Aggregation: "cumulative",
			Actor: m.maybe("中国"), Scope: m.maybe("Juba"), PeriodStart: start, PeriodEnd: end, Verdict: verdict,
			NFigures: int32(i + 1), NDocuments: 1, NIndependent: 1, ValueLow: schemas.Some(1.5), LatestAsOf: end,
			Explanation: "Made for a test: " + verdict + ".",
		})
	}
	for range 3 {
		start, end := m.days()
		m.rows.Timeline = append(m.rows.Timeline, schemas.TimelineEntry{
			TimelineID: m.id("timeline"), DateStart: start, DateEnd: end, DatePrecision: m.maybe("day"), Title: "The crew sends " + m.word(),
			EventClass: "aid", Participants: m.list(), Place: m.maybe("Juba"), NMentions: 2, NDocuments: 1, NIndependent: 1,
			DatesAgree: m.chance(), FirstPublishedOn: start,
		})
	}
	for i, name := range []string{"Ana Álvarez", "王伟"} {
		m.rows.People = append(m.rows.People, schemas.Person{
			PersonID: m.id("people"), Name: name, PersonKind: m.maybe("person"), Aliases: m.list(), Roles: m.list(), NQuotes: int32(i), NDocuments: 1,
		})
	}
	m.rows.Rejects = append(m.rows.Rejects,
		schemas.Reject{Stage: "parse", URI: "empty.txt", Rule: "empty", Message: "the file is empty"},
		schemas.Reject{
			Stage: "validate", DocID: m.id("documents"), TableName: "dates", Rule: "dates.span", Message: "made for a test",
			SpanStart: m.known(3), SpanEnd: m.known(9), RowJSON: `{"exact":"中国"}`,
		})
}

func (m *maker) document() {
	var b strings.Builder
	for range 20 + m.rnd.IntN(120) {
		b.WriteString(m.word())
		b.WriteString(pick(m, " ", " ", " ", ". ", "\n\n"))
	}
	text := b.String() + "end"
	m.text = []rune(text)
	published := schemas.Null[schemas.Day]{Known: m.chance()}
	if published.Known {
		published.Value = schemas.Day(18000 + m.rnd.IntN(2000))
	}
	doc := schemas.Document{
		DocID: validate.DocumentID(text), URI: fmt.Sprintf("specimen/%06d.txt", len(m.rows.Documents)), ContentSHA256: strings.Repeat("0a", 32),
		MediaType: "text/plain", Title: m.maybe("A title, “quoted”"), Author: m.maybe("A. Writer"), Publisher: m.maybe("The Example"),
		Source: m.maybe("The Example"), PublishedOn: published, ModifiedOn: published, Language: m.maybe("en"),
		DocKind: m.maybe("news"), Speaker: m.maybe("Ana Álvarez"), NChars: int32(len(m.text)), Text: text,
	}
	doc.PublishedStart, doc.PublishedEnd, _ = m.optional()
	if published.Known {
		doc.PublishedPrecision, doc.PublishedBasis = "day", pick(m, "metadata", "dateline", "line", "input", "url")
	}
	if n := len(m.rows.Documents); n > 0 && m.chance() {
		doc.CopyOfDocID, doc.CopySimilarity = m.rows.Documents[n-1].DocID, schemas.Some(0.875)
	}
	m.rows.Documents = append(m.rows.Documents, doc)
	m.doc = &m.rows.Documents[len(m.rows.Documents)-1]
	m.sentences()
	for range 1 + m.rnd.IntN(4) {
		m.findings()
	}
}

func (m *maker) sentences() {
	at, no := 0, int32(0)
	for at < len(m.text) {
		end := min(at+20+m.rnd.IntN(60), len(m.text))
		m.rows.Sentences = append(m.rows.Sentences, schemas.Sentence{
			DocID: m.doc.DocID, SentenceNo: no, ParagraphNo: no / 3, SpanStart: int32(at), SpanEnd: int32(end),
			BlockKind: pick(m, "paragraph", "heading", "list_item"), Section: m.maybe("中国"),
		})
		at, no = end, no+1
	}
}

func (m *maker) findings() {
	doc := m.doc
	n := schemas.Name{DocID: doc.DocID, NameKind: pick(m, "person", "place"), Name: m.word(), Aliases: m.list(), Role: m.maybe("Minister"), Country: m.maybe("CN"), NMentions: 1}
	n.SpanStart, n.SpanEnd, n.Exact = m.span()
	n.NameID = m.finding(schemas.TableNames, n.SpanStart, n.SpanEnd, n.Exact)
	m.rows.Names = append(m.rows.Names, n)

	d := schemas.Date{
		DocID: doc.DocID, SentenceNo: schemas.Some(int32(0)), TimexType: pick(m, "DATE", "TIME", "DURATION", "SET"),
		TimexValue: m.maybe("2021-12-08"), TimexMod: m.maybe("APPROX"), DatePrecision: pick(m, "day", "month", "none"), DateBasis: m.maybe("stated"),
		IsApproximate: m.chance(), IsInName: m.chance(), OpenSide: m.maybe("end"), Rule: m.maybe("month-day-year"),
	}
	d.DateStart, d.DateEnd = m.days()
	d.SpanStart, d.SpanEnd, d.Exact = m.span()
	d.DateID = m.finding(schemas.TableDates, d.SpanStart, d.SpanEnd, d.Exact)
	m.rows.Dates = append(m.rows.Dates, d)

	q := schemas.Quote{
		DocID: doc.DocID, Source: doc.Source, PublishedOn: doc.PublishedOn, SentenceNo: schemas.Some(int32(0)),
		QuoteKind: pick(m, "direct", "indirect", "mixed"), Speaker: m.maybe("Ana Álvarez"), SpeakerRole: m.maybe("Minister"), SpeakerBasis: m.maybe("sentence"),
		SpeakerNameID: n.NameID, PersonID: m.maybe(m.rows.People[0].PersonID), CueLemma: m.maybe("say"), CueClass: m.maybe("speech"),
		QuoteLevel: 1, Geometry: m.maybe("C-V-S"), IsDamaged: m.chance(), Rule: m.maybe("frame"), Confidence: schemas.Some(0.9),
	}
	q.SaidOnStart, q.SaidOnEnd = m.days()
	q.SpanStart, q.SpanEnd, q.Exact = m.span()
	q.QuoteID = m.finding(schemas.TableQuotes, q.SpanStart, q.SpanEnd, q.Exact)
	q.SpeakerStart, q.SpeakerEnd, q.SpeakerText = m.optional()
	q.CueStart, q.CueEnd, q.Cue = m.optional()
	m.rows.Quotes = append(m.rows.Quotes, q)
	m.rows.QuoteParts = append(m.rows.QuoteParts, schemas.QuotePart{QuoteID: q.QuoteID, DocID: doc.DocID, SpanStart: q.SpanStart, SpanEnd: q.SpanEnd, Exact: q.Exact})

	f := schemas.Figure{
		DocID: doc.DocID, Source: doc.Source, PublishedOn: doc.PublishedOn, SentenceNo: schemas.Some(int32(0)),
		Sentence: "中国 sent 30,000 doses.", ValueText: m.maybe("30000"), ValueMin: schemas.Some(30000.0), Qualifier: pick(m, "exact", "about", "over"),
		Change: m.maybe("up"), Unit: m.maybe("dose"), Dimension: m.maybe("count"), CountedHead: m.maybe("dose"), Repaired: m.maybe("does -> dose"),
		Measure: m.maybe("doses_sent"), Aggregation: m.maybe("cumulative"), Actor: m.maybe("中国"), ActorBasis: m.maybe("sentence"),
		Scope: m.maybe("Juba"), ScopeBasis: m.maybe("sentence"), AsOfBasis: m.maybe("stated"), IsNegated: m.chance(),
		Modality: pick(m, "asserted", "planned", "hypothetical"), QuoteID: m.maybe(q.QuoteID), Speaker: m.maybe("Ana Álvarez"),
		CheckID: m.maybe(m.rows.Checks[m.rnd.IntN(len(m.rows.Checks))].CheckID), Rule: m.maybe("digits"), Confidence: schemas.Some(0.5),
	}
	if m.chance() {
		f.ValueMax, f.Confidence = schemas.Some(30000+float64(m.rnd.IntN(1e6))/8), schemas.Null[float64]{}
	}
	f.AsOfStart, f.AsOfEnd = m.days()
	f.SpanStart, f.SpanEnd, f.Exact = m.span()
	f.FigureID = m.finding(schemas.TableFigures, f.SpanStart, f.SpanEnd, f.Exact)
	f.QualifierStart, f.QualifierEnd, f.QualifierText = m.optional()
	f.CountedStart, f.CountedEnd, f.Counted = m.optional()
	f.UnitStart, f.UnitEnd, _ = m.optional()
	f.ActorStart, f.ActorEnd, _ = m.optional()
	f.ScopeStart, f.ScopeEnd, _ = m.optional()
	m.rows.Figures = append(m.rows.Figures, f)

	e := schemas.Event{
		DocID: doc.DocID, Source: doc.Source, PublishedOn: doc.PublishedOn, Sentence: "中国 sent doses.",
		EventClass: "aid", Lemma: m.maybe("send"), Title: m.maybe("China sends doses"), Modality: "asserted", IsNegated: m.chance(),
		DatePrecision: m.maybe("day"), DateBasis: m.maybe("sentence"), DateText: d.Exact, DateID: d.DateID, IsApproximate: m.chance(),
		Agent: m.maybe("中国"), Participants: m.list(), Place: m.maybe("Juba"), QuoteID: m.maybe(q.QuoteID),
		TimelineID: m.maybe(m.rows.Timeline[m.rnd.IntN(len(m.rows.Timeline))].TimelineID), Rule: m.maybe("verb"), Confidence: schemas.Some(0.75),
	}
	e.DateStart, e.DateEnd = m.days()
	e.SpanStart, e.SpanEnd, e.Exact = m.span()
	e.EventID = m.finding(schemas.TableEvents, e.SpanStart, e.SpanEnd, e.Exact)
	e.AgentStart, e.AgentEnd, _ = m.optional()
	e.PlaceStart, e.PlaceEnd, _ = m.optional()
	m.rows.Events = append(m.rows.Events, e)
}

// links fills what needs all rows.
func (m *maker) links() {
	r := m.rows
	for i := range r.Figures {
		if f := &r.Figures[i]; f.CheckID != "" {
			c := schemas.CheckFigure{CheckID: f.CheckID, FigureID: f.FigureID, Relation: pick(m, "agrees", "conflicts", "copy"), Low: f.ValueMin, AsOfStart: f.AsOfStart, Explanation: m.maybe("made for a test")}
			r.CheckFigures = append(r.CheckFigures, c)
		}
	}
	for i := 1; i < len(r.Dates); i++ {
		if r.Dates[i-1].DocID == r.Dates[i].DocID && m.chance() {
			r.Dates[i].AnchorDateID = r.Dates[i-1].DateID
		}
	}
	for i := 1; i < len(r.Quotes); i++ {
		if r.Quotes[i-1].DocID == r.Quotes[i].DocID && m.chance() {
			r.Quotes[i].ContinuesQuoteID = r.Quotes[i-1].QuoteID
		}
	}
	slices.SortFunc(r.CheckFigures, func(a, b schemas.CheckFigure) int { return strings.Compare(a.CheckID+a.FigureID, b.CheckID+b.FigureID) })
}
