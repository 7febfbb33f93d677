package verification

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"annals/internal/corpus"
	"annals/pipeline"
	"annals/schemas"
	"annals/stages"
)

// extracted is the batch of one corpus case.
func extracted(t *testing.T, e *pipeline.Extractor, c *corpus.Case) *stages.Batch {
	t.Helper()
	d := &stages.Document{ID: schemas.ID("documents", c.Name()), URI: "case", MediaType: "text/plain", Language: "en", Kind: stages.KindNews, Text: c.Text, ContentSHA256: emptyHash}
	if day, ok := stages.ParseDate(c.Keys["dct"]); ok {
		d.Published = stages.DocumentDate{Interval: stages.Interval{Start: day, End: day}, Precision: stages.PrecisionDay, Basis: "metadata"}
	}
	b := &stages.Batch{}
	if err := e.Extract(context.Background(), d, b); err != nil {
		t.Fatal(err)
	}
	return b
}

// marked lists the marks of a case, and found what was found, in one form.
func marked(c *corpus.Case) []string {
	var want []string
	for _, m := range c.Want {
		if m.Kind != "" {
			want = append(want, fmt.Sprintf("%d %s %s", points(c.Text[:m.Start]), c.Text[m.Start:m.End], m.Kind))
		}
	}
	return want
}

func each(t *testing.T, file string, found func(*pipeline.Extractor, *corpus.Case) []string) {
	t.Helper()
	e, err := pipeline.NewExtractor(pipeline.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	cases, err := corpus.Read("../../../stages/lang/en/" + file)
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	for i := range cases {
		c := &cases[i]
		want, got := marked(c), found(e, c)
		slices.Sort(want)
		slices.Sort(got)
		switch same := slices.Equal(want, got); {
		case same && c.Gap:
			t.Errorf("%s: passes now: take its ! away", c.Name())
		case !same && !c.Gap:
			t.Errorf("%s: %s\n  want %s\n  got  %s", c.Name(), c.Text, strings.Join(want, ", "), strings.Join(got, ", "))
		}
	}
}

// TestSums holds the reading of parts and wholes to its corpus.
func TestSums(t *testing.T) {
	each(t, "verify-sums.corpus", func(e *pipeline.Extractor, c *corpus.Case) []string {
		b := extracted(t, e, c)
		var got []string
		add := func(f *schemas.Figure, kind string) {
			got = append(got, fmt.Sprintf("%d %s %s", f.SpanStart, f.Exact, kind))
		}
		for _, s := range e.Verifier().Sums(b.Figures, 0, nil) {
			kind := "agrees"
			if s.Differs {
				kind = "differs"
			}
			add(&b.Figures[s.Total], kind)
			for _, p := range s.Parts {
				add(&b.Figures[p], "part")
			}
		}
		return got
	})
}

// TestFlags holds the flags of checks to their corpus.
func TestFlags(t *testing.T) {
	each(t, "verify-wholes.corpus", func(e *pipeline.Extractor, c *corpus.Case) []string {
		b := extracted(t, e, c)
		if err := e.Verifier().Gather(context.Background(), b); err != nil {
			t.Fatal(err)
		}
		flags := map[string][]string{}
		for i := range b.Checks {
			flags[b.Checks[i].CheckID] = b.Checks[i].Flags
		}
		var got []string
		for i := range b.Figures {
			f := &b.Figures[i]
			for _, flag := range flags[f.CheckID] {
				got = append(got, fmt.Sprintf("%d %s %s", f.SpanStart, f.Exact, flag))
			}
		}
		return got
	})
}

// TestSame holds what is compared with what inside a document to its corpus: the
// figures of one letter are in one check, those of two letters in two.
func TestSame(t *testing.T) {
	e, err := pipeline.NewExtractor(pipeline.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	cases, err := corpus.Read("../../../stages/lang/en/verify-same.corpus")
	if err != nil {
		t.Fatal(err)
	}
	for i := range cases {
		c := &cases[i]
		b := extracted(t, e, c)
		if err := e.Verifier().Gather(context.Background(), b); err != nil {
			t.Fatal(err)
		}
		checks := map[string]string{} // letter to check
		var wrong []string
		for n, m := range c.Want {
			start, id := int32(points(c.Text[:m.Start])), ""
			for k := range b.Figures {
				if f := &b.Figures[k]; f.SpanStart <= start && start < f.SpanEnd {
					id = f.CheckID
				}
			}
			if id == "" {
				id = fmt.Sprint("none ", n)
			}
			if other, seen := checks[m.Kind]; seen && other != id {
				wrong = append(wrong, m.Kind+" is in two checks")
			}
			for letter, other := range checks {
				if letter != m.Kind && other == id {
					wrong = append(wrong, letter+" and "+m.Kind+" are in one check")
				}
			}
			checks[m.Kind] = id
		}
		switch {
		case len(wrong) == 0 && c.Gap:
			t.Errorf("%s: passes now: take its ! away", c.Name())
		case len(wrong) > 0 && !c.Gap:
			t.Errorf("%s: %s\n  %s", c.Name(), c.Text, strings.Join(wrong, ", "))
		}
	}
}
