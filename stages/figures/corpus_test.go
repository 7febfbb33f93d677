package figures

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"annals/internal/corpus"
	"annals/stages"
	"annals/stages/dates"
	"annals/stages/lang"
	"annals/stages/names"
	"annals/stages/segment"
	"annals/stages/syntax"
)

// pipelineStages are the stages before figures and figures itself, as the
// pipeline runs them.
func pipelineStages(t testing.TB, options Options) []stages.Stage {
	t.Helper()
	pack, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		t.Fatal(err)
	}
	var list []stages.Stage
	add := func(s stages.Stage, err error) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	add(segment.New(pack))
	add(syntax.New())
	add(names.New(pack))
	add(dates.New(pack))
	add(New(pack, options))
	return list
}

// TestCorpus holds the stage to its specification: in every text exactly the
// marked figures are found, and each value written in a mark is as written.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("../lang/en/figures*.corpus")
	if err != nil || len(files) == 0 {
		t.Fatal("no corpus", err)
	}
	list := pipelineStages(t, Options{})
	var w stages.Work
	examples := 0
	for _, file := range files {
		cases, err := corpus.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := range cases {
			c := &cases[i]
			examples += max(1, len(c.Want))
			problems := checkCase(t, list, &w, c)
			switch {
			case c.Gap && problems == "":
				t.Errorf("%s: a known gap is closed: remove its mark: %s", c.Name(), c.Text)
			case !c.Gap && problems != "":
				t.Errorf("%s: %s\n%s", c.Name(), c.Text, problems)
			}
		}
	}
	if examples < 500 {
		t.Errorf("%d examples: the specification must hold at least 500", examples)
	}
}

// TestQuantities holds the bare quantities to their corpus.
func TestQuantities(t *testing.T) {
	cases, err := corpus.Read("../lang/en/quantities.corpus")
	if err != nil {
		t.Fatal(err)
	}
	list := pipelineStages(t, Options{Quantities: true})
	var w stages.Work
	for i := range cases {
		switch problems := checkCase(t, list, &w, &cases[i]); {
		case cases[i].Gap && problems == "":
			t.Errorf("%s: a known gap is closed: remove its mark: %s", cases[i].Name(), cases[i].Text)
		case !cases[i].Gap && problems != "":
			t.Errorf("%s: %s\n%s", cases[i].Name(), cases[i].Text, problems)
		}
	}
}

func checkCase(t *testing.T, list []stages.Stage, w *stages.Work, c *corpus.Case) string {
	doc := &stages.Document{Text: c.Text, Language: "en", Kind: stages.KindNews, Blocks: []stages.Block{{Span: stages.Span{End: int32(len(c.Text))}, Section: -1}}}
	if d, ok := stages.ParseDate(c.Keys["dct"]); ok {
		doc.Published = stages.DocumentDate{Interval: stages.Interval{Start: d, End: d}, Precision: stages.PrecisionDay, Basis: "input"}
	}
	w.Reset(doc)
	for _, s := range list {
		if err := s.Run(context.Background(), w); err != nil {
			t.Fatal(err)
		}
	}
	checkSound(t, w)
	var out strings.Builder
	used := make([]bool, len(w.Figures))
	for _, m := range c.Want {
		f := -1
		for i := range w.Figures {
			if int(w.Figures[i].Start) == m.Start && int(w.Figures[i].End) == m.End {
				f = i
			}
		}
		if f < 0 {
			out.WriteString("  missing: " + c.Text[m.Start:m.End] + "\n")
			continue
		}
		used[f] = true
		got := &w.Figures[f]
		for _, k := range sortedKeys(m.Values) {
			if v := fieldOf(w, got, k); v != m.Values[k] {
				out.WriteString("  " + c.Text[m.Start:m.End] + ": " + k + " is " + v + ", want " + m.Values[k] + "\n")
			}
		}
		if _, asked := m.Values["qualifier"]; !asked && got.Qualifier != stages.QualifierExact {
			out.WriteString("  " + c.Text[m.Start:m.End] + ": qualifier is " + string(got.Qualifier) + ", want exact\n")
		}
	}
	for i := range w.Figures {
		if !used[i] {
			out.WriteString("  unwanted: " + w.Text(w.Figures[i].Span) + "\n")
		}
	}
	return out.String()
}

func fieldOf(w *stages.Work, f *stages.Figure, key string) string {
	switch key {
	case "value":
		return f.Number
	case "qualifier":
		return string(f.Qualifier)
	case "unit":
		return f.Unit
	case "concept":
		return f.Concept
	case "dimension":
		return f.Dimension
	case "counted":
		return w.Text(f.Counted)
	case "head":
		return f.CountedHead
	case "measure":
		return f.Measure
	case "aggregation":
		return string(f.Aggregation)
	case "change":
		return f.Direction
	case "actor":
		return f.Actor
	case "scope":
		return f.Scope
	case "asof":
		if f.AsOf.IsZero() {
			return ""
		}
		return f.AsOf.Start.String() + "/" + f.AsOf.End.String()
	case "basis":
		return f.AsOfBasis
	case "modality":
		return f.Modality
	case "negated":
		if f.Negated {
			return "true"
		}
		return "false"
	case "repair":
		return f.Repair
	}
	return "(no such key)"
}
