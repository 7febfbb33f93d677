package dates

import (
	"context"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"

	"annals/internal/corpus"
	"annals/stages"
	"annals/stages/lang"
	"annals/stages/segment"
)

// tools are what a test needs to run the stage over a text.
type tools struct {
	segment, dates stages.Stage
	work           stages.Work
}

func newTools(t testing.TB, code string) *tools {
	t.Helper()
	pack, err := lang.Open(code, segment.Tokenize)
	if err != nil {
		t.Fatal(err)
	}
	x := &tools{}
	if x.segment, err = segment.New(pack); err != nil {
		t.Fatal(err)
	}
	if x.dates, err = New(pack); err != nil {
		t.Fatal(err)
	}
	return x
}

// prepare is everything before the stage itself.
func (x *tools) prepare(t testing.TB, doc *stages.Document) {
	x.work.Reset(doc)
	if err := x.segment.Run(context.Background(), &x.work); err != nil {
		t.Fatal(err)
	}
}

func (x *tools) run(t testing.TB, doc *stages.Document) []stages.Timex {
	x.prepare(t, doc)
	if err := x.dates.Run(context.Background(), &x.work); err != nil {
		t.Fatal(err)
	}
	return x.work.Timexes
}

// document makes the document of a corpus case: keys dct, kind and lang.
func document(text string, keys map[string]string) *stages.Document {
	d := &stages.Document{Text: text, Language: keys["lang"]}
	if day, ok := stages.ParseDate(keys["dct"]); ok {
		d.Published.Interval = stages.Interval{Start: day, End: day}
	}
	switch keys["kind"] {
	case "news":
		d.Kind = stages.KindNews
	case "narrative":
		d.Kind = stages.KindNarrative
	case "speech":
		d.Kind = stages.KindSpeech
	}
	return d
}

// property is a key of a corpus mark.
func property(t *stages.Timex, key string) string {
	switch key {
	case "v":
		return t.Value
	case "mod":
		return t.Mod
	case "from":
		return t.Interval.Start.String()
	case "to":
		return t.Interval.End.String()
	case "precision":
		return string(t.Precision)
	case "basis":
		return t.Basis
	case "open":
		return fmt.Sprint(t.Open)
	case "approximate":
		return fmt.Sprint(t.Approximate)
	case "rule":
		return t.Rule
	}
	return "no such key"
}

// problems compares findings with a case. Marks name the type (nothing: DATE)
// and any of the keys of property; "name" marks a date inside a name.
func problems(c *corpus.Case, found []stages.Timex) []string {
	var out []string
	used := make([]bool, len(found))
	sort.Slice(c.Want, func(i, j int) bool { return c.Want[i].Start < c.Want[j].Start })
	for _, m := range c.Want {
		var hit *stages.Timex
		for i := range found {
			if int(found[i].Start) == m.Start && int(found[i].End) == m.End {
				hit, used[i] = &found[i], true
			}
		}
		if hit == nil {
			out = append(out, fmt.Sprintf("missed [%s]", c.Text[m.Start:m.End]))
			continue
		}
		kind := m.Kind
		if kind == "" {
			kind = "DATE"
		}
		if kind == "name" {
			if !hit.InName {
				out = append(out, fmt.Sprintf("[%s] is no part of a name", c.Text[m.Start:m.End]))
			}
		} else if hit.Type.String() != kind || hit.InName {
			out = append(out, fmt.Sprintf("[%s] is %s", c.Text[m.Start:m.End], hit.Type))
		}
		for k, v := range m.Values {
			if got := property(hit, k); got != v {
				out = append(out, fmt.Sprintf("[%s] %s=%s, not %s (rule %s)", c.Text[m.Start:m.End], k, got, v, hit.Rule))
			}
		}
	}
	for i := range found {
		if !used[i] {
			out = append(out, fmt.Sprintf("found [%s]{%s; v=%s} (rule %s)", c.Text[found[i].Start:found[i].End], found[i].Type, found[i].Value, found[i].Rule))
		}
	}
	return out
}

// TestCorpus holds the stage to dates*.corpus of every language.
func TestCorpus(t *testing.T) {
	for code, least := range map[string]int{"en": 600, "zh": 100} {
		files, err := filepath.Glob("../lang/" + code + "/dates*.corpus")
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no corpus", code)
		}
		x := newTools(t, code)
		cases, marks := 0, 0
		for _, file := range files {
			list, err := corpus.Read(file)
			if err != nil {
				t.Fatal(err)
			}
			for i := range list {
				c := &list[i]
				cases++
				marks += len(c.Want)
				bad := problems(c, x.run(t, document(c.Text, c.Keys)))
				switch {
				case c.Gap && len(bad) == 0:
					t.Errorf("%s: a known gap that is none any more: %s", c.Name(), c.Text)
				case !c.Gap && len(bad) > 0:
					t.Errorf("%s: %s\n\t%s", c.Name(), strings.Join(bad, "; "), c.Text)
				}
			}
		}
		if cases < least {
			t.Errorf("%s: %d cases, want %d", code, cases, least)
		}
		t.Logf("%s: %d cases, %d marks", code, cases, marks)
	}
}

// sound checks what must hold of every row of any text.
func sound(t testing.TB, w *stages.Work) {
	last := int32(-1)
	for i := range w.Timexes {
		x := &w.Timexes[i]
		if x.Start < 0 || x.End <= x.Start || int(x.End) > len(w.Doc.Text) || x.Start < last {
			t.Fatalf("span %d-%d after %d of %q", x.Start, x.End, last, w.Doc.Text)
		}
		last = x.End
		if !utf8.ValidString(w.Doc.Text[x.Start:x.End]) && utf8.ValidString(w.Doc.Text) {
			t.Fatalf("span %d-%d cuts a character of %q", x.Start, x.End, w.Doc.Text)
		}
		if w.TokensSpan(x.First, x.Last) != x.Span {
			t.Fatalf("span and tokens differ: %q", w.Doc.Text)
		}
		if x.Value == "" || x.Rule == "" {
			t.Fatalf("no value or rule for %q", w.Text(x.Span))
		}
		if in := x.Interval; !in.Start.IsZero() && !in.End.IsZero() && in.End.Before(in.Start) {
			t.Fatalf("interval %v of %q", in, w.Text(x.Span))
		}
		for _, d := range []stages.Date{x.Interval.Start, x.Interval.End} {
			if !d.IsZero() {
				if _, ok := stages.NewDate(int(d.Year), int(d.Month), int(d.Day)); !ok {
					t.Fatalf("day %v of %q", d, w.Text(x.Span))
				}
			}
		}
		if int(x.Anchor) >= len(w.Timexes) {
			t.Fatalf("anchor %d of %q", x.Anchor, w.Text(x.Span))
		}
	}
}

func FuzzDates(f *testing.F) {
	for _, s := range []string{"On 3 May 2004 and 5/6/07, from June 14 to 15, 2023.", "241 BC - 30 February '99 99999999 2001-13-45T25:61", "the last day of the second week of the first month of the year two thousand", "\u2019\u201999 \xff\xfe", "二〇一七年三月五日下午三点到五点", "10000 years ago 9999 centuries later"} {
		f.Add(s, "2020-02-29", uint8(0))
	}
	x := newTools(f, "en")
	zh := newTools(f, "zh")
	f.Fuzz(func(t *testing.T, text, dct string, kind uint8) {
		for _, y := range []*tools{x, zh} {
			doc := document(text, map[string]string{"dct": dct})
			doc.Kind = stages.DocumentKind(kind % 4)
			y.run(t, doc)
			sound(t, &y.work)
		}
	})
}

// TestLinear doubles the nastiest strings: the work must not grow faster than
// the text. Work is counted in edges and shapes begun, not in time.
func TestLinear(t *testing.T) {
	x := newTools(t, "en")
	for _, s := range []string{"the ", "second ", "of the ", "May ", "12 ", "1999 ", "1999-", "and ", "a few days ago ", "twenty ", "hundred ", "10:10:", "1/2/", "early late mid ", "to from until ", "the first of the last of ", "Monday, ", "'99 ", "one two three and ", "let's meet at 7 ", "the first two months of ", "2010-", "3 h 4 min "} {
		effort := func(n int) int {
			x.run(t, document(strings.Repeat(s, n), map[string]string{"dct": "2020-01-01"}))
			sound(t, &x.work)
			return x.work.DatesScratch.(*parser).effort
		}
		effort(50)
		small, large := effort(400), effort(800)
		if large > 3*small+1000 {
			t.Errorf("%q: effort %d for 400, %d for 800", s, small, large)
		}
		if per := large / (800 * len(s)); per > 600 {
			t.Errorf("%q: %d steps a byte", s, per)
		}
	}
}

// benchText is English of our own making at the density of dates in news: one
// expression in about 250 bytes, a bare "the" or number in every line.
func benchText(n int) string {
	const story = `The council of Harrowgate met again on Tuesday to settle a quarrel over the old harbour that has divided the town for three years. Members who had voted against the plan in March 2019 said they would now support it, provided that the new wall is finished before the end of next year and that the cost stays below the sum agreed in the second quarter. "We have waited long enough," said the mayor, a retired engineer who moved here in the early 1990s. The first stones were laid on 14 June 2017, but work stopped two weeks later when the builders found a wreck that may date from the 16th century. Divers will return to the site on Friday morning. Fishermen complained that the closed quay costs them a third of their income, and the market, which used to open at 5 a.m., now starts after noon. A second hearing is planned for September 30; until then nothing will be decided. The owner of the shipyard did not answer questions sent by this newspaper. People on the hill, whose houses look down on the basin and its cranes, hope that the noise will end and that the ferries come back with the summer guests. Others fear that the road along the shore will be too narrow for buses, that the chapel will lose its view of the sea, and that the town will pay for repairs whenever a storm breaks the outer mole. The engineers say that the stone is sound and the ground beneath it firm. The quarrel is older than most of those who take part in it. When the harbour was dug, the land behind it belonged to four families who grew flax and sold rope to the ships, and each of them kept a share of the quay. Their heirs never agreed on who should pay for the dredging, and so the basin filled with mud until only the smallest boats could enter. A lawyer from the county seat offered to buy all the shares and was laughed out of the tavern, but he left behind a map on which every post and ring was drawn to scale, and that map is now the only proof of where one berth ends and the other begins. It hangs in the reading room above the library, behind glass that is too dusty to see through, and the woman who keeps the key says that nobody asks for it except schoolchildren and men in dark suits. The engineers measured the wall with lasers and found that it leans by the width of a hand, which is less than the old people feared and more than the insurance company allows. They propose to drive steel sheets into the bed of the basin and to pour concrete behind them, a method that worked well in two neighbouring ports and failed in another because the clay was softer than the samples had shown. Whoever walks along the mole can see the marks that they sprayed on the stones, red for those to be moved, blue for those to stay, and a few in white whose meaning nobody in the office could explain. The fishermen have their own view of the matter. They say that the sea does what it likes, that the best wall is a wide beach, and that money spent on stone is money thrown into the water. Yet they too want a place where their boats are safe, and they too sent a delegate to the meeting, a quiet man with large hands who listened to everything and promised nothing. `
	return strings.Repeat(story, n/len(story)+1)
}

func BenchmarkDates(b *testing.B) {
	x := newTools(b, "en")
	doc := document(benchText(200_000), map[string]string{"dct": "2020-05-06", "kind": "news"})
	x.prepare(b, doc)
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := x.dates.Run(context.Background(), &x.work); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(x.work.Timexes)), "timexes")
}

// TestAllocations: one string for the values of a document, nothing for tokens or rows.
func TestAllocations(t *testing.T) {
	x := newTools(t, "en")
	doc := document(benchText(100_000), map[string]string{"dct": "2020-05-06", "kind": "news"})
	x.run(t, doc)
	n := testing.AllocsPerRun(3, func() {
		if err := x.dates.Run(context.Background(), &x.work); err != nil {
			t.Fatal(err)
		}
	})
	if n > 3 {
		t.Errorf("%v allocations for %d rows", n, len(x.work.Timexes))
	}
}
