package figures

import (
	"context"
	"testing"
	"unicode/utf8"

	"annals/stages"
	"annals/stages/lang"
	"annals/stages/segment"
)

// newStages are the stages that prepare a Work in tests, and the one under test.
func newStages(t testing.TB, options Options) []stages.Stage {
	t.Helper()
	pack, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		t.Fatal(err)
	}
	seg, err := segment.New(pack)
	if err != nil {
		t.Fatal(err)
	}
	fig, err := New(pack, options)
	if err != nil {
		t.Fatal(err)
	}
	return []stages.Stage{seg, fig}
}

func run(t testing.TB, list []stages.Stage, w *stages.Work, text string) {
	t.Helper()
	w.Reset(&stages.Document{Text: text, Language: "en", Blocks: []stages.Block{{Span: stages.Span{End: int32(len(text))}, Section: -1}}})
	for _, s := range list {
		if err := s.Run(context.Background(), w); err != nil {
			t.Fatal(err)
		}
	}
}

// checkSound demands what is promised of every figure whatever the text.
func checkSound(t testing.TB, w *stages.Work) {
	t.Helper()
	text := w.Doc.Text
	boundary := func(s stages.Span) bool {
		return s.Start >= 0 && s.Start <= s.End && int(s.End) <= len(text) &&
			(int(s.Start) == len(text) || utf8.RuneStart(text[s.Start])) && (int(s.End) == len(text) || utf8.RuneStart(text[s.End]))
	}
	last := int32(-1)
	for i := range w.Figures {
		f := &w.Figures[i]
		if f.Empty() || !boundary(f.Span) || !boundary(f.Hedge) || !boundary(f.UnitSpan) || !boundary(f.Counted) || !boundary(f.ActorSpan) || !boundary(f.ScopeSpan) {
			t.Fatalf("unsound spans in %q: %+v", text, *f)
		}
		if f.Start < last {
			t.Fatalf("figures out of order in %q: %+v", text, *f)
		}
		last = f.Start
		if f.Min.Known && f.Max.Known && f.Min.Value > f.Max.Value {
			t.Fatalf("empty interval in %q: %+v", text, *f)
		}
		if !f.Min.Known && !f.Max.Known || f.Number == "" || f.Qualifier == "" || f.Rule == "" {
			t.Fatalf("incomplete figure in %q: %+v", text, *f)
		}
	}
}

func FuzzFigures(f *testing.F) {
	for _, s := range []string{
		"", "Nearly 2.5m tonnes, 3-4 km and -$50.8bn.", "between one hundred and two hundred and five men", "half a million of 3½ to 4⅓ cups",
		"1,2,3,456 7 000 000 1/0 1e99 9999999999999999999999", "A/RES/41/128 No. 7 5:25 2-0 555-12-34", "ten-session 700-strong 0-to-60-mph 24.2 to 33-35 billion euros", "€\u00a05 000\u202f000 ±3 °C",
	} {
		f.Add(s)
	}
	list := newStages(f, Options{Quantities: true})
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 1<<16 {
			t.Skip()
		}
		var w stages.Work
		run(t, list, &w, text)
		checkSound(t, &w)
	})
}

// FuzzConcepts goes through tags and parse too.
func FuzzConcepts(f *testing.F) {
	for _, s := range []string{
		"", "The court set a fine of $40 (30 euros) for late payers.", "(5 km)", "- 5 - 6 -old 7- or 8-inch", "who 5 which (F) has 12 men of", "up 5% to 3 from the 30 year rate of",
		"A 60-year-old might draw 3%", "Index 50 -1.3% Index 30 -0.6%", "the document labelled Plan 12 page document", "of 5 of the of 6", "ranging from 5 to 6", "a goal or two",
	} {
		f.Add(s)
	}
	bare, rows := pipelineStages(f, Options{Quantities: true}), pipelineStages(f, Options{})
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 1<<12 {
			t.Skip()
		}
		for _, list := range [][]stages.Stage{bare, rows} {
			var w stages.Work
			run(t, list, &w, text)
			checkSound(t, &w)
		}
	})
}
