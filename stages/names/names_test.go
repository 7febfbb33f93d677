package names

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"annals/internal/corpus"
	"annals/stages"
	"annals/stages/lang"
	"annals/stages/segment"
)

// bench is what a test runs: segment and names, one Work.
type bench struct {
	segment, names stages.Stage
	work           stages.Work
}

func newBench(t testing.TB) *bench {
	pack, err := lang.Open("en", segment.Tokenize)
	must(t, err)
	b := &bench{}
	b.segment, err = segment.New(pack)
	must(t, err)
	b.names, err = New(pack)
	must(t, err)
	return b
}

// run finds the names of a text; each line is a block.
func (b *bench) run(t testing.TB, text string) *stages.Work {
	doc := &stages.Document{Text: text, Language: "en"}
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		body := strings.TrimSpace(line)
		if start := strings.Index(line, body); body != "" {
			doc.Blocks = append(doc.Blocks, stages.Block{Span: stages.Span{Start: int32(at + start), End: int32(at + start + len(body))}, Section: -1})
		}
		at += len(line)
	}
	b.work.Reset(doc)
	must(t, b.segment.Run(context.Background(), &b.work))
	must(t, b.names.Run(context.Background(), &b.work))
	return &b.work
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var kindNames = map[stages.NameKind]string{
	stages.Person: "person", stages.Organisation: "organisation", stages.Place: "place",
	stages.Nationality: "nationality", stages.Role: "role", stages.Title: "title", stages.Pronoun: "pronoun",
}

// TestCorpus holds the stage to names.corpus. A case names the kinds it is about by its
// marks: mentions of those kinds, and no others, are expected; a case without
// marks expects no person, organisation, place or title. Keys: is (entity), role,
// full, country.
func TestCorpus(t *testing.T) {
	cases, err := corpus.Read("../lang/en/names.corpus")
	must(t, err)
	b := newBench(t)
	for _, c := range cases {
		problems := check(b.run(t, c.Text), &c)
		if c.Gap && len(problems) == 0 {
			t.Errorf("%s: known gap is closed: take the mark off", c.Name())
		}
		if !c.Gap {
			for _, p := range problems {
				t.Errorf("%s: %s", c.Name(), p)
			}
		}
	}
}

func check(w *stages.Work, c *corpus.Case) (problems []string) {
	about := map[string]bool{"person": true, "organisation": true, "place": true, "title": true}
	if len(c.Want) > 0 {
		about = map[string]bool{}
		for _, m := range c.Want {
			about[m.Kind] = true
		}
	}
	seen := map[int]bool{}
	for _, want := range c.Want {
		found := false
		for i := range w.Mentions {
			m := &w.Mentions[i]
			if int(m.Start) != want.Start || int(m.End) != want.End || kindNames[m.Kind] != want.Kind {
				continue
			}
			found, seen[i] = true, true
			name, role, country := "", "", ""
			if e := w.EntityOf(int32(i)); e != nil {
				name, country = e.Name, e.Country
			}
			if !m.RoleSpan.Empty() {
				role = w.Text(m.RoleSpan)
			}
			for k, v := range want.Values {
				got := map[string]string{"is": name, "role": role, "full": w.Text(m.Full), "country": country}[k]
				if got != v {
					problems = append(problems, strings.Join([]string{w.Text(m.Span), k, "is", got, "want", v}, " "))
				}
			}
		}
		if !found {
			problems = append(problems, "missed "+want.Kind+" "+c.Text[want.Start:want.End])
		}
	}
	for i := range w.Mentions {
		if k := kindNames[w.Mentions[i].Kind]; about[k] && !seen[i] {
			problems = append(problems, "wrong "+k+" "+w.Text(w.Mentions[i].Span)+" ["+w.Mentions[i].Rule+"]")
		}
	}
	return problems
}

func sound(t testing.TB, w *stages.Work) {
	end := int32(0)
	for i := range w.Mentions {
		m := &w.Mentions[i]
		if m.Empty() || m.Start < end || m.First >= m.Last || m.HeadToken < m.First || m.HeadToken >= m.Last ||
			!m.Full.Contains(m.Span) || int(m.Full.End) > len(w.Doc.Text) || int(m.Entity) >= len(w.Entities) || m.Kind == stages.NoName ||
			m.Span != w.TokensSpan(m.First, m.Last) {
			t.Fatalf("mention %d is not sound: %+v in %q", i, *m, w.Doc.Text)
		}
		end = m.End
	}
	for i := range w.Entities {
		if e := &w.Entities[i]; e.Name == "" || int(e.First) >= len(w.Mentions) {
			t.Fatalf("entity %d is not sound: %+v", i, *e)
		}
	}
}

// TestPromises: the answer is sound on any text and does not depend on what the Work held before.
func TestPromises(t *testing.T) {
	words := strings.Fields("The Ministry of Foreign Affairs and Bank President Mr. Okafor , ( WHO ) said he she China 's Jordan - Xi \u00c9va U.N. of of the & Jr. New Lake minister officials \" 41 D.C. \xff\n \u4e2d")
	random := rand.New(rand.NewPCG(1, 2))
	used, fresh := newBench(t), newBench(t)
	for n := 0; n < 300; n++ {
		var b strings.Builder
		for k := random.IntN(60); k >= 0; k-- {
			b.WriteString(words[random.IntN(len(words))])
			if random.IntN(5) > 0 {
				b.WriteByte(' ')
			}
		}
		text := strings.ToValidUTF8(b.String(), "?")
		fresh.work = stages.Work{}
		w, v := used.run(t, text), fresh.run(t, text)
		sound(t, w)
		if fmt.Sprint(w.Mentions, w.Entities) != fmt.Sprint(v.Mentions, v.Entities) {
			t.Fatalf("a used Work gives another answer for %q", text)
		}
	}
}

func FuzzNames(f *testing.F) {
	for _, s := range []string{
		"President Ann Lee of Ruritania met U.N. officials, who said she was right.",
		"The World Health Organization (WHO) and the WHO's Dr. K. O'Neil-Ruiz, Jr.\n(ABC) ministry of", "Éva Đặng, of the \xff Bank of", "MINISTER OF THE AND OF", "Mr. Mr. Mr. of of",
	} {
		f.Add(s)
	}
	b := newBench(f)
	f.Fuzz(func(t *testing.T, s string) {
		sound(t, b.run(t, strings.ToValidUTF8(s, "\uFFFD")))
	})
}
