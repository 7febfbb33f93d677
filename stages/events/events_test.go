package events

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"annals/internal/corpus"
	"annals/stages"
	"annals/stages/dates"
	"annals/stages/lang"
	"annals/stages/names"
	"annals/stages/quotes"
	"annals/stages/segment"
	"annals/stages/syntax"
)

// bench is the stages that events stands on, and events itself.
type bench struct{ before, events []stages.Stage }

func newBench(tb testing.TB, options Options) *bench {
	tb.Helper()
	pack, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		tb.Fatal(err)
	}
	b := &bench{}
	add := func(s stages.Stage, err error) {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
		b.before = append(b.before, s)
	}
	add(segment.New(pack))
	add(syntax.New())
	add(names.New(pack))
	add(dates.New(pack))
	add(quotes.New(pack, nil))
	e, err := New(pack, options)
	if err != nil {
		tb.Fatal(err)
	}
	b.events = []stages.Stage{e}
	return b
}

func (b *bench) prepare(tb testing.TB, w *stages.Work, doc *stages.Document) {
	tb.Helper()
	w.Reset(doc)
	for _, s := range b.before {
		if err := s.Run(context.Background(), w); err != nil {
			tb.Fatalf("%s: %v", s.Name(), err)
		}
	}
}

func (b *bench) run(tb testing.TB, w *stages.Work, doc *stages.Document) {
	tb.Helper()
	b.prepare(tb, w, doc)
	for _, s := range b.events {
		if err := s.Run(context.Background(), w); err != nil {
			tb.Fatalf("%s: %v", s.Name(), err)
		}
	}
}

// document is a text with a block a paragraph (a line break ends one).
func document(text string, keys map[string]string) *stages.Document {
	doc := &stages.Document{Text: text, Language: "en"}
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		end := at + len(strings.TrimRight(line, "\n"))
		if end > at {
			doc.Blocks = append(doc.Blocks, stages.Block{Span: stages.Span{Start: int32(at), End: int32(end)}, Section: -1})
		}
		at += len(line)
	}
	if d, ok := stages.ParseDate(keys["dct"]); ok {
		doc.Published = stages.DocumentDate{Interval: stages.Interval{Start: d, End: d}, Precision: stages.PrecisionDay, Basis: "input"}
	}
	switch keys["kind"] {
	case "news":
		doc.Kind = stages.KindNews
	case "speech":
		doc.Kind = stages.KindSpeech
	case "narrative":
		doc.Kind = stages.KindNarrative
	}
	return doc
}

// shown is an event as the corpus writes it, with the keys that the mark has.
func shown(w *stages.Work, e *stages.Event, want map[string]string) string {
	s := fmt.Sprintf("[%s]{%s", w.Text(e.Span), e.Class)
	if e.Modality != asserted {
		s += "; modality=" + e.Modality
	}
	if e.Negated {
		s += "; neg=yes"
	}
	s += "; date=" + dateShown(e.Interval)
	for _, k := range []struct{ key, value string }{
		{"basis", e.DateBasis},
		{"agent", e.Agent},
		{"place", e.Place},
		{"title", e.Title},
		{"participants", strings.Join(e.Participants, ", ")},
		{"lemma", e.Lemma},
	} {
		if v, ok := want[k.key]; ok && v != "" {
			s += "; " + k.key + "=" + k.value
		}
	}
	return s + "}"
}

func wantShown(c *corpus.Case, m *corpus.Mark) string {
	s := fmt.Sprintf("[%s]{%s", c.Text[m.Start:m.End], m.Kind)
	if v := m.Values["modality"]; v != "" {
		s += "; modality=" + v
	}
	if v := m.Values["neg"]; v != "" {
		s += "; neg=yes"
	}
	s += "; date=" + m.Values["date"]
	for _, k := range []string{"basis", "agent", "place", "title", "participants", "lemma"} {
		if v := m.Values[k]; v != "" {
			s += "; " + k + "=" + v
		}
	}
	return s + "}"
}

// dateShown is an interval in the corpus's short form.
func dateShown(i stages.Interval) string {
	a, b := i.Start, i.End
	switch {
	case a.IsZero() || b.IsZero():
		return a.String() + ".." + b.String()
	case a == b:
		return a.String()
	case a.Year == b.Year && a.Month == b.Month && a.Day == 1 && int(b.Day) == stages.DaysInMonth(int(b.Year), int(b.Month)):
		return a.String()[:7]
	case a.Year == b.Year && a.Month == 1 && a.Day == 1 && b.Month == 12 && b.Day == 31:
		return a.String()[:4]
	case a.Year%10 == 0 && b.Year == a.Year+9 && a.Month == 1 && a.Day == 1 && b.Month == 12 && b.Day == 31:
		return a.String()[:4] + "s"
	}
	return a.String() + ".." + b.String()
}

// TestCorpus demands of every text in the corpora the marked events and no
// others.
func TestCorpus(t *testing.T) {
	b := newBench(t, Options{})
	files, _ := filepath.Glob("../lang/en/events*.corpus")
	n := 0
	for _, file := range files {
		cases, err := corpus.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		var w stages.Work
		for i := range cases {
			c := &cases[i]
			n += max(1, len(c.Want))
			b.run(t, &w, document(c.Text, c.Keys))
			var got, want []string
			for k := range c.Want {
				want = append(want, wantShown(c, &c.Want[k]))
			}
			for k := range w.Events {
				e := &w.Events[k]
				keys := map[string]string{}
				for j := range c.Want {
					if int(e.Start) == c.Want[j].Start {
						keys = c.Want[j].Values
					}
				}
				got = append(got, shown(&w, e, keys))
			}
			same := strings.Join(got, " ") == strings.Join(want, " ")
			switch {
			case c.Gap && same:
				t.Errorf("%s: a known gap is closed: take the \"!\" away", c.Name())
			case !c.Gap && !same:
				t.Errorf("%s: %s\n got  %s\n want %s", c.Name(), c.Text, strings.Join(got, " "), strings.Join(want, " "))
			}
		}
	}
	if n < 250 {
		t.Errorf("%d examples, want 250", n)
	}
}

func TestConfiguredClasses(t *testing.T) {
	b := newBench(t, Options{Classes: [][]byte{[]byte("classes:\n  - {id: harvest, verbs: [reap, know], nouns: [vintage]}\n  - {id: award, verbs: [garland]}\n")}})
	var w stages.Work
	b.run(t, &w, document("They reaped the wheat in 1911. The city garlanded him in 1912.", nil))
	if len(w.Events) != 2 || w.Events[0].Class != "harvest" || w.Events[1].Class != "award" {
		t.Errorf("events: %+v", w.Events)
	}
	pack, _ := lang.Open("en", segment.Tokenize)
	for _, bad := range []string{"classes:\n  - {id: x, verb: [a]}\n", "classes:\n  - {id: none}\n", "frames:\n  - {id: f, verbs: [a], class: nowhere}\n"} {
		if _, err := New(pack, Options{Classes: [][]byte{[]byte(bad)}}); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}

// sound checks what must hold of any events of any text.
func sound(t testing.TB, w *stages.Work) {
	t.Helper()
	text := w.Doc.Text
	inText := func(s stages.Span) bool {
		return s.Start >= 0 && s.Start <= s.End && int(s.End) <= len(text) && (s.Empty() || utf8.RuneStart(text[s.Start]) && (int(s.End) == len(text) || utf8.RuneStart(text[s.End])))
	}
	last := int32(-1)
	for i := range w.Events {
		e := &w.Events[i]
		switch {
		case e.Empty() || !inText(e.Span) || !inText(e.AgentSpan) || !inText(e.PlaceSpan):
			t.Fatalf("unsound span: %+v", e)
		case !w.Sentences[e.Sentence].Contains(e.Span):
			t.Fatalf("trigger outside its sentence: %+v", e)
		case e.Start < last:
			t.Fatalf("events out of order: %+v", e)
		case e.Class == "" || e.Modality == "" || e.Rule == "" || e.Title != "" && (!strings.Contains(e.Title, " ") || len(e.Title) > titleMax+100):
			t.Fatalf("field missing: %+v", e)
		case e.Interval.IsZero():
			t.Fatalf("undated event: %+v", e)
		case !e.Interval.Start.IsZero() && !e.Interval.End.IsZero() && e.Interval.End.Before(e.Interval.Start):
			t.Fatalf("interval ends before it starts: %+v", e)
		case e.Timex >= int32(len(w.Timexes)) || e.Timex < -1 || e.Quote >= int32(len(w.Quotes)):
			t.Fatalf("index out of range: %+v", e)
		case !utf8.ValidString(e.Title):
			t.Fatalf("title is no UTF-8: %q", e.Title)
		}
		last = e.Start
	}
}

func FuzzEvents(f *testing.F) {
	for _, s := range []string{
		"", "In 1990 the two states signed a treaty.", "\"We\" said on Friday, 3 May 2021 Ana (1990-1999)", "He, who met 2001 \u00a0\u200b—\nIn May.",
		"since since 1990 until to after meet met meeting of the 2001 war's", "中国 2021年 said 1999 \u200bé́",
	} {
		f.Add(s)
	}
	b := newBench(f, Options{})
	var w stages.Work
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 4000 {
			t.Skip()
		}
		b.run(t, &w, document(text, map[string]string{"dct": "2021-05-06", "kind": "news"}))
		sound(t, &w)
	})
}

// Any parse, however wrong, gives sound events or none.
func FuzzParse(f *testing.F) {
	f.Add("In 1990 the two states signed a treaty and met in Oslo, he said on Friday.", uint64(1))
	f.Add("The forum, which opened in 1990, was attended by 30 guests who left two days later.", uint64(77))
	b := newBench(f, Options{})
	var w stages.Work
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		if !utf8.ValidString(text) || len(text) > 1000 {
			t.Skip()
		}
		b.prepare(t, &w, document(text, map[string]string{"dct": "2021-05-06", "kind": "news"}))
		r := seed
		next := func(n int) int {
			r = r*6364136223846793005 + 1442695040888963407
			return int(r>>33) % max(n, 1)
		}
		for s := range w.Sentences {
			w.Parse(s)
			for i := w.Sentences[s].First; i < w.Sentences[s].Last; i++ {
				if tok := &w.Tokens[i]; next(3) == 0 {
					tok.Head = w.Sentences[s].First + int32(next(int(w.Sentences[s].Last-w.Sentences[s].First)))
					tok.Relation = stages.Relation(next(int(stages.RelXcomp) + 1))
					tok.UPOS = stages.UPOS(next(int(stages.X) + 1))
				}
			}
		}
		for _, s := range b.events {
			if err := s.Run(context.Background(), &w); err != nil {
				t.Fatal(err)
			}
		}
		sound(t, &w)
	})
}

func BenchmarkEvents(b *testing.B) {
	bench := newBench(b, Options{})
	text := strings.Repeat("The two ministers met in Oslo on 4 May 2021 and signed a treaty on fishing. At the meeting, the Kenyan delegate proposed a fund.\n"+
		"Trade has grown for years, and the harbour is full. \"We will rebuild,\" Mayor Ana Lopes told reporters on Saturday.\n", 200)
	var w stages.Work
	doc := document(text, map[string]string{"dct": "2021-05-06", "kind": "news"})
	bench.prepare(b, &w, doc)
	for s := range w.Sentences {
		w.Parse(s)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range bench.events {
			if err := s.Run(context.Background(), &w); err != nil {
				b.Fatal(err)
			}
		}
	}
}
