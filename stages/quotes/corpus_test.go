package quotes

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals/internal/corpus"
	"annals/stages"
	"annals/stages/lang"
	"annals/stages/names"
	"annals/stages/segment"
)

// reader prepares a Work as the pipeline does: segment, syntax, names, quotes.
type reader struct {
	before []stages.Stage
	stage  *Stage
	work   stages.Work
}

func newReader(t testing.TB) *reader {
	t.Helper()
	pack, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		t.Fatal(err)
	}
	chinese, err := lang.Open("zh", segment.Tokenize)
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{}
	add := func(s stages.Stage, err error) {
		if err != nil {
			t.Fatal(err)
		}
		r.before = append(r.before, s)
	}
	add(segment.New(pack))
	addGrammar(add)
	add(names.New(pack))
	if r.stage, err = New(pack, chinese); err != nil {
		t.Fatal(err)
	}
	return r
}

// read finds the quotes of text, whose paragraphs are parted by blank lines.
func (r *reader) read(t testing.TB, text string) *stages.Work {
	t.Helper()
	doc := &stages.Document{Text: text, Language: "en"}
	for _, s := range Paragraphs(text, nil) {
		doc.Blocks = append(doc.Blocks, stages.Block{Span: s, Section: -1})
	}
	r.work.Reset(doc)
	for _, s := range append(r.before, r.stage) {
		if err := s.Run(context.Background(), &r.work); err != nil {
			t.Fatal(err)
		}
	}
	return &r.work
}

// check compares what was found with one case; "" where all is as expected.
func check(w *stages.Work, c *corpus.Case) string {
	var problems []string
	complain := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	used := make([]bool, len(w.Quotes))
	for i := 0; i < len(c.Want); i++ {
		m := c.Want[i]
		want := []string{c.Text[m.Start:m.End]}
		spans := []stages.Span{{Start: int32(m.Start), End: int32(m.End)}}
		for i+1 < len(c.Want) && c.Want[i+1].Kind == "part" {
			i++
			spans = append(spans, stages.Span{Start: int32(c.Want[i].Start), End: int32(c.Want[i].End)})
			want = append(want, c.Text[c.Want[i].Start:c.Want[i].End])
		}
		found := -1
		for k := range w.Quotes {
			if !used[k] && w.Quotes[k].Outer < 0 && equalSpans(partsOf(&w.Quotes[k]), spans) {
				found = k
				break
			}
		}
		if found < 0 {
			complain("missing %q", want)
			continue
		}
		used[found] = true
		q := &w.Quotes[found]
		if m.Kind != "" && m.Kind != string(q.Kind) {
			complain("%q: kind %s", want, q.Kind)
		}
		for k, v := range m.Values {
			got := ""
			switch k {
			case "speaker":
				got = w.Text(q.SpeakerSpan)
			case "name":
				got = q.SpeakerName
			case "role":
				got = q.SpeakerRole
			case "cue":
				got = w.Text(q.Cue)
			case "lemma":
				got = q.CueLemma
			case "class":
				got = q.CueClass
			case "geometry":
				got = q.Geometry
			case "basis":
				got = q.SpeakerBasis
			case "inner":
				continue
			default:
				complain("no key %q", k)
				continue
			}
			if got != v {
				complain("%q: %s is %q, not %q", want, k, got, v)
			}
		}
		if got := inner(w, int32(found)); got != m.Values["inner"] {
			complain("%q: inner is %q, not %q", want, got, m.Values["inner"])
		}
		if m.Values["speaker"] == "" && q.SpeakerName != "" {
			complain("%q: speaker %q, none expected", want, q.SpeakerName)
		}
	}
	for k := range w.Quotes {
		if !used[k] && w.Quotes[k].Outer < 0 {
			q := &w.Quotes[k]
			complain("unexpected %s %q of %q by %q (%s, %s)", q.Kind, w.Text(q.Span), q.SpeakerName, w.Text(q.Cue), q.Rule, q.Geometry)
		}
	}
	return strings.Join(problems, "; ")
}

// inner are the reports told inside the quote at index outer, each as "speaker:
// content", joined by " / ", those inside them in brackets.
func inner(w *stages.Work, outer int32) string {
	var list []string
	for i := range w.Quotes {
		if q := &w.Quotes[i]; q.Outer == outer {
			s := q.SpeakerName + ": " + w.Text(q.Span)
			if deeper := inner(w, int32(i)); deeper != "" {
				s += " (" + deeper + ")"
			}
			list = append(list, s)
		}
	}
	return strings.Join(list, " / ")
}

func partsOf(q *stages.Quote) []stages.Span {
	if len(q.Parts) > 0 {
		return q.Parts
	}
	return []stages.Span{q.Span}
}

func equalSpans(a, b []stages.Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("../lang/*/quotes*.corpus")
	if err != nil || len(files) == 0 {
		t.Fatal("no corpus")
	}
	r := newReader(t)
	n, gaps := 0, 0
	for _, f := range files {
		cases, err := corpus.Read(f)
		if err != nil {
			t.Fatal(err)
		}
		for i := range cases {
			c := &cases[i]
			n++
			problem := check(r.read(t, c.Text), c)
			switch {
			case c.Gap:
				gaps++
				if problem == "" {
					t.Errorf("%s: marked as a gap, but passes", c.Name())
				}
			case problem != "":
				t.Errorf("%s: %s\n   %s", c.Name(), strings.ReplaceAll(c.Text, "\n", "\\n"), problem)
			}
		}
	}
	t.Logf("%d cases, %d of them known gaps", n, gaps)
	if n < 400 {
		t.Errorf("only %d cases", n)
	}
}

// sound checks what must hold of any quote of any text.
func sound(t testing.TB, w *stages.Work) {
	t.Helper()
	n := int32(len(w.Doc.Text))
	within := func(what string, s stages.Span) {
		if s.Start < 0 || s.End < s.Start || s.End > n || s.End < n && s.End > 0 && w.Doc.Text[s.End]&0xC0 == 0x80 || s.Start < n && w.Doc.Text[s.Start]&0xC0 == 0x80 {
			t.Fatalf("%s %v of %q", what, s, w.Doc.Text)
		}
	}
	for i := range w.Quotes {
		q := &w.Quotes[i]
		within("content", q.Span)
		within("speaker", q.SpeakerSpan)
		within("cue", q.Cue)
		if q.Span.Empty() {
			t.Fatalf("empty quote in %q", w.Doc.Text)
		}
		for k, p := range q.Parts {
			within("part", p)
			if p.Empty() || !q.Span.Contains(p) || k > 0 && p.Start < q.Parts[k-1].End {
				t.Fatalf("part %d of %+v in %q", k, *q, w.Doc.Text)
			}
		}
		if o := q.Outer; o >= 0 && (int(o) >= i || !w.Quotes[o].Contains(q.Span)) {
			t.Fatalf("quote %d inside %d in %q", i, o, w.Doc.Text)
		}
		if q.Speaker >= int32(len(w.Entities)) || q.Kind == "" || q.Rule == "" {
			t.Fatalf("quote %+v", *q)
		}
	}
}

func FuzzQuotes(f *testing.F) {
	for _, s := range []string{
		`"Rain," she said, "is coming." He said that it would. According to her, yes.`,
		"“A.\n\n“B,” said Ann, “C.” She told him to go; he refused to say why.",
		"VOSS: yes\n\nBERG: no", `said "said" said that said, said said.`, "told\xff", `"a" — B`, "他说：“好。”", "“走，”老李在会上说。", "he said: 'x", "Mr. A, who said b, c, said d, said e.",
	} {
		f.Add(s)
	}
	r := newReader(f)
	f.Fuzz(func(t *testing.T, s string) { sound(t, r.read(t, strings.ToValidUTF8(s, "?"))) })
}

func TestHostile(t *testing.T) {
	r := newReader(t)
	for _, unit := range []string{`" `, `“a `, `he said "a" `, `a, said `, `he said that `, `S, a b, `, `who, `, `according to `, `x of `, `and `, `“a.” ― b `, "\"a\n\n", `X: "a" `, `he told `, `"A," he said. `, `(`, `, `} {
		sound(t, r.read(t, strings.Repeat(unit, 60_000/len(unit))))
	}
}

func BenchmarkQuotes(b *testing.B) {
	text, err := os.ReadFile("testdata/news.txt")
	if err != nil {
		b.Fatal(err)
	}
	r := newReader(b)
	r.read(b, string(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		r.read(b, string(text))
	}
}
