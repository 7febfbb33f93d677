package validate

import (
	"math/rand/v2"
	"strings"
	"testing"

	"annals/schemas"
	"annals/stages"
)

func newValidator(t testing.TB) *Validator {
	t.Helper()
	tables, err := schemas.Load()
	if err != nil {
		t.Fatal(err)
	}
	return New(tables)
}

// find is the span of words in text.
func find(text, words string) stages.Span {
	i := strings.Index(text, words)
	return stages.Span{Start: int32(i), End: int32(i + len(words))}
}

func sampleWork() *stages.Work {
	const text = "Café relief, 中国 said.\n\n“On May 3, 2021 we sent about 1.2 million doses to Juba,” said Ms Álvarez."
	day, _ := stages.ParseDate("2021-05-03")
	doc := &stages.Document{
		ID: DocumentID(text), URI: "sample.txt", ContentSHA256: "00", MediaType: "text/plain", Text: text, Source: "The Example",
		Published: stages.DocumentDate{Interval: stages.Interval{Start: day, End: day}, Precision: stages.PrecisionDay, Basis: "input"},
		Blocks: []stages.Block{
			{Span: find(text, "Café relief, 中国 said."), Kind: stages.Heading, Section: -1},
			{Span: find(text, text[strings.Index(text, "“"):]), Section: 0},
		},
	}
	w := &stages.Work{Doc: doc}
	w.Sentences = []stages.Sentence{{Span: doc.Blocks[0].Span}, {Span: doc.Blocks[1].Span, Block: 1}}
	w.Mentions = []stages.Mention{{Span: find(text, "Álvarez"), Kind: stages.Person}}
	w.Entities = []stages.Entity{{Kind: stages.Person, Name: "Álvarez"}}
	w.Timexes = []stages.Timex{{
		Span: find(text, "May 3, 2021"), Value: "2021-05-03", Interval: stages.Interval{Start: day, End: day},
		Precision: stages.PrecisionDay, Basis: "stated", Anchor: -1, Rule: "month-day-year",
	}}
	w.Quotes = []stages.Quote{{
		Span: find(text, "On May 3, 2021 we sent about 1.2 million doses to Juba,"), Kind: stages.Direct, Speaker: 0, SpeakerSpan: find(text, "Ms Álvarez"),
		SpeakerName: "Álvarez", Cue: find(text, "said Ms"), CueLemma: "say", Continues: -1, Geometry: "C-V-S",
	}}
	w.Quotes[0].Cue.End -= 3
	w.Figures = []stages.Figure{{
		Span: find(text, "1.2 million"), Number: "1200000", Min: stages.Bound{Known: true, Value: 1.2e6, Exact: "1200000"},
		Max: stages.Bound{Known: true, Value: 1.2e6, Exact: "1200000"}, Qualifier: stages.QualifierAbout, Hedge: find(text, "about"), Quote: 0,
		Confidence: 0.9,
	}}
	w.Events = []stages.Event{{
		Span: find(text, "sent"), Sentence: 1, Class: "aid", Timex: 0, Quote: 0, Precision: stages.PrecisionDay,
		Interval: stages.Interval{Start: day, End: day}, Participants: []string{"中国"},
	}}
	w.Notes = []stages.Note{{Stage: "segment", Rule: "long-sentence", Message: "cut", Span: find(text, "中国")}}
	return w
}

func TestRows(t *testing.T) {
	v := newValidator(t)
	w := sampleWork()
	var rows schemas.Rows
	if !v.Rows(w, &rows) {
		t.Fatal(rows.Rejects)
	}
	for id, n := range map[schemas.TableID]int{
		schemas.TableDocuments: 1, schemas.TableSentences: 2, schemas.TableNames: 1, schemas.TableDates: 1, schemas.TableQuotes: 1,
		schemas.TableQuoteParts: 1, schemas.TableFigures: 1, schemas.TableEvents: 1, schemas.TableRejects: 1,
	} {
		if rows.Len(id) != n {
			t.Errorf("%s: %d rows, want %d; rejects %+v", id, rows.Len(id), n, rows.Rejects)
		}
	}
	f, q, e, d := rows.Figures[0], rows.Quotes[0], rows.Events[0], rows.Dates[0]
	if f.QuoteID != q.QuoteID || f.Speaker != "Álvarez" || q.SpeakerNameID != rows.Names[0].NameID || e.DateID != d.DateID || e.DateText != "May 3, 2021" || e.QuoteID != q.QuoteID {
		t.Errorf("links are not whole: %+v", rows)
	}
	if f.SpanStart != 53 || f.Exact != "1.2 million" || f.QualifierText != "about" || f.Confidence.Value != 0.9 || rows.Sentences[1].Section != "Café relief, 中国 said." {
		t.Errorf("figure %+v", f)
	}
	if r := rows.Rejects[0]; r.SpanStart.Value != 13 || r.SpanEnd.Value != 15 {
		t.Errorf("note %+v", r)
	}
}

// TestRefused breaks one finding at a time: its row goes to rejects, and what
// pointed at it points at nothing.
func TestRefused(t *testing.T) {
	for rule, breakIt := range map[string]func(*stages.Work){
		"quotes.span":       func(w *stages.Work) { w.Quotes[0].End = 10000 },
		"dates.span":        func(w *stages.Work) { w.Timexes[0].Span = find(w.Doc.Text, "é"); w.Timexes[0].Start++ },
		"figures.qualifier": func(w *stages.Work) { w.Figures[0].Qualifier = "roughly" },
		"figures.bounds":    func(w *stages.Work) { w.Figures[0].Min.Value = 2e9 },
		"figures.value_text": func(w *stages.Work) {
			w.Figures[0].Number = "1.2 million"
		},
		"events.interval": func(w *stages.Work) {
			w.Events[0].Interval.Start = w.Events[0].Interval.Start.AddDays(1)
		},
		"events.event_class": func(w *stages.Work) { w.Events[0].Class = "" },
		"documents.uri":      func(w *stages.Work) { w.Doc.URI = "" },
		"documents.text":     func(w *stages.Work) { w.Doc.Text = strings.Replace(w.Doc.Text, "é", "\xff ", 1) },
	} {
		w := sampleWork()
		w.Notes = nil
		breakIt(w)
		var rows schemas.Rows
		kept := newValidator(t).Rows(w, &rows)
		if len(rows.Rejects) != 1 || rows.Rejects[0].Rule != rule || rows.Rejects[0].Message == "" {
			t.Errorf("%s: rejects %+v", rule, rows.Rejects)
		}
		if kept != !strings.HasPrefix(rule, "documents") || !kept && len(rows.Sentences) > 0 {
			t.Errorf("%s: kept %v", rule, kept)
		}
		if rule == "quotes.span" && (rows.Figures[0].QuoteID != "" || rows.Events[0].QuoteID != "" || len(rows.QuoteParts) > 0) {
			t.Errorf("a row points at a refused quote: %+v", rows)
		}
	}
}

// TestAnyFinding throws random spans and links at the gate: it never panics, and
// whatever passes has its words in the text.
func TestAnyFinding(t *testing.T) {
	v := newValidator(t)
	rnd := rand.New(rand.NewPCG(1, 2))

	for range 300 {
		w := sampleWork()
		n := len(w.Doc.Text)
		span := func() stages.Span {
			a, b := int32(rnd.IntN(n+8)-4), int32(rnd.IntN(n+8)-4)
			return stages.Span{Start: min(a, b), End: max(a, b)}
		}
		index := func() int32 { return int32(rnd.IntN(8) - 2) }
		for range 5 {
			w.Timexes = append(w.Timexes, stages.Timex{Span: span(), Anchor: index()})
			w.Quotes = append(w.Quotes, stages.Quote{
				Span: span(), Kind: stages.Indirect, Speaker: index(), SpeakerSpan: span(), Cue: span(),
				Continues: index(), Parts: []stages.Span{span(), span()},
			})
			w.Figures = append(w.Figures, stages.Figure{Span: span(), Qualifier: "exact", Min: stages.Bound{Known: true}, Quote: index(), ActorSpan: span()})
			w.Events = append(w.Events, stages.Event{Span: span(), Class: "other", Timex: index(), Quote: index(), Sentence: index(), AgentSpan: span()})
			w.Mentions = append(w.Mentions, stages.Mention{Span: span(), Entity: index()})
			w.Entities = append(w.Entities, stages.Entity{Kind: stages.Place, Name: "x", First: index()})
			w.Sentences = append(w.Sentences, stages.Sentence{Span: span(), Block: index()})
		}
		var rows schemas.Rows
		if !v.Rows(w, &rows) {
			t.Fatal(rows.Rejects)
		}
		text := []rune(w.Doc.Text)
		ids := map[string]bool{}
		for _, f := range rows.Figures {
			if string(text[f.SpanStart:f.SpanEnd]) != f.Exact || ids[f.FigureID] {
				t.Fatalf("unsound figure %+v", f)
			}
			ids[f.FigureID] = true
		}
		for _, q := range rows.Quotes {
			if string(text[q.SpanStart:q.SpanEnd]) != q.Exact || q.CueStart.Known && string(text[q.CueStart.Value:q.CueEnd.Value]) != q.Cue || ids[q.QuoteID] {
				t.Fatalf("unsound quote %+v", q)
			}
			ids[q.QuoteID] = true
		}
		for _, q := range rows.Quotes {
			if q.ContinuesQuoteID != "" && !ids[q.ContinuesQuoteID] {
				t.Fatalf("quote continues a refused one: %+v", q)
			}
		}
	}
}

func TestRecheck(t *testing.T) {
	v := newValidator(t)
	id := schemas.ID("x")
	rows := schemas.Rows{Checks: []schemas.Check{
		{CheckID: id, Verdict: "agree", Explanation: "good"},
		{CheckID: id, Verdict: "maybe", Explanation: "bad"},
		{CheckID: id, Verdict: "conflict", Explanation: "good too"},
	}}
	v.Recheck(&rows, schemas.TableChecks)
	if len(rows.Checks) != 2 || rows.Checks[1].Verdict != "conflict" || len(rows.Rejects) != 1 || rows.Rejects[0].Rule != "checks.verdict" {
		t.Errorf("%+v", rows)
	}
}

func BenchmarkRows(b *testing.B) {
	v := newValidator(b)
	w := sampleWork()
	var rows schemas.Rows
	b.SetBytes(int64(len(w.Doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		rows.Reset()
		v.Rows(w, &rows)
	}
}
