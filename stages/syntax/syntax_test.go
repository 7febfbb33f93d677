package syntax

import (
	"context"
	"slices"
	"strings"
	"testing"

	"annals/stages"
	"annals/stages/lang"
	"annals/stages/segment"
)

// analysers are the stages up to this one.
func analysers(t testing.TB) []stages.Stage {
	t.Helper()
	pack, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		t.Fatal(err)
	}
	seg, err := segment.New(pack)
	if err != nil {
		t.Fatal(err)
	}
	syn, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return []stages.Stage{seg, syn}
}

func work(t testing.TB, before []stages.Stage, text string) *stages.Work {
	t.Helper()
	w := &stages.Work{}
	w.Reset(&stages.Document{Text: text})
	for _, s := range before {
		if err := s.Run(context.Background(), w); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

const news = "The minister, Dr. Amina Diallo, said on Dec. 8 that 30,000 people hadn't returned to Mali's north. Officials of the U.N. did not say why the well-known road, closed since 2019, would not open. \"We cannot wait,\" she added.\n\n"

// checkTrees proves that every sentence is a tree with one root.
func checkTrees(t *testing.T, w *stages.Work) {
	t.Helper()
	for n := range w.Sentences {
		w.Parse(n)
		s := w.Sentences[n]
		roots := 0
		for i := s.First; i < s.Last; i++ {
			tok := w.Tokens[i]
			if tok.UPOS == stages.NoUPOS || tok.Tag == stages.NoTag || tok.Relation == stages.NoRelation {
				t.Fatalf("token %d: %v %v %v", i, tok.UPOS, tok.Tag, tok.Relation)
			}
			if (tok.Head == i) != (tok.Relation == stages.RelRoot) {
				t.Fatalf("token %d: head %d, relation %v", i, tok.Head, tok.Relation)
			}
			if tok.Head == i {
				roots++
			}
			if tok.Head < s.First || tok.Head >= s.Last {
				t.Fatalf("token %d: head %d outside the sentence", i, tok.Head)
			}
			h, steps := i, int32(0)
			for w.Tokens[h].Head != h {
				h = w.Tokens[h].Head
				if steps++; steps > s.Last-s.First {
					t.Fatalf("token %d is in a cycle", i)
				}
			}
		}
		if roots != 1 {
			t.Fatalf("sentence %d has %d roots", n, roots)
		}
	}
}

func TestTrees(t *testing.T) {
	before := analysers(t)
	for _, text := range []string{news, "!", strings.Repeat("a ", 5000), strings.Repeat("(", 1<<16), "\xff\xfe ’s 中文"} {
		checkTrees(t, work(t, before, text))
	}
}

// Once a worker has seen its words, it allocates nothing.
func TestAllocations(t *testing.T) {
	w := work(t, analysers(t), strings.Repeat(news, 5))
	again := func() {
		for n := range w.Sentences {
			w.Sentences[n].State = stages.StateSegmented
			w.Parse(n)
		}
	}
	again()
	if n := testing.AllocsPerRun(3, again); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// manyWords is sentences of n different words, more than anybody remembers.
func manyWords(n int) string {
	var b strings.Builder
	for i := range n {
		for x := i + 1; x > 0; x /= 20 {
			b.WriteByte("bcdfghklmnprstvwzaei"[x%20])
		}
		if b.WriteByte(' '); i%37 == 36 {
			b.WriteString("said.\n\n")
		}
	}
	return b.String()
}

// One worker's earlier documents do not change its answers.
func TestNoMemory(t *testing.T) {
	before := analysers(t)
	fresh := work(t, before, news)
	for n := range fresh.Sentences {
		fresh.Parse(n)
	}
	used := &stages.Work{}
	for _, text := range []string{strings.Repeat("Who knows? ", 50), strings.ToUpper(news), manyWords(20_000), news, news} {
		used.Reset(&stages.Document{Text: text})
		for _, s := range before {
			if err := s.Run(context.Background(), used); err != nil {
				t.Fatal(err)
			}
		}
		for n := range used.Sentences {
			used.Parse(n)
		}
	}
	if !slices.Equal(fresh.Tokens, used.Tokens) {
		t.Error("the answers differ")
	}
	for i := range fresh.Tokens {
		if fresh.Lemma(int32(i)) != used.Lemma(int32(i)) {
			t.Errorf("token %d: lemma %q, then %q", i, fresh.Lemma(int32(i)), used.Lemma(int32(i)))
		}
	}
}

// What every reader of a news sentence builds on.
func TestNews(t *testing.T) {
	w := work(t, analysers(t), "The minister said on Monday that rebels had attacked two villages.")
	w.Parse(0)
	said := int32(2)
	for _, c := range []struct {
		token int32
		upos  stages.UPOS
		lemma string
		head  int32
		label stages.Relation
	}{
		{1, stages.NOUN, "minister", said, stages.RelNsubj},
		{2, stages.VERB, "say", said, stages.RelRoot},
		{4, stages.PROPN, "Monday", said, stages.RelObl},
		{6, stages.NOUN, "rebel", 8, stages.RelNsubj},
		{8, stages.VERB, "attack", said, stages.RelCcomp},
		{9, stages.NUM, "two", 10, stages.RelNummod},
		{10, stages.NOUN, "village", 8, stages.RelObj},
	} {
		tok := w.Tokens[c.token]
		if tok.UPOS != c.upos || w.Lemma(c.token) != c.lemma || tok.Head != c.head || tok.Relation != c.label {
			t.Errorf("%s: %v %q %d %v", w.TokenText(c.token), tok.UPOS, w.Lemma(c.token), tok.Head, tok.Relation)
		}
	}
}

func FuzzSyntax(f *testing.F) {
	f.Add(news)
	f.Add("\xff ’s — 中文 (a) 1960s")
	f.Add("((( [a] ” “b” \"c ( d) \" ‘e’ )))) “ “ f ' g ' )")
	before := analysers(f)
	f.Fuzz(func(t *testing.T, s string) { checkTrees(t, work(t, before, s)) })
}

func BenchmarkSyntax(b *testing.B) {
	w := work(b, analysers(b), strings.Repeat(news, 40))
	b.ReportAllocs()
	b.SetBytes(int64(len(w.Doc.Text)))
	for b.Loop() {
		for n := range w.Sentences {
			w.Sentences[n].State = stages.StateSegmented
			w.Parse(n)
		}
	}
	b.ReportMetric(float64(len(w.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkTag(b *testing.B) {
	w := work(b, analysers(b), strings.Repeat(news, 40))
	b.ReportAllocs()
	b.SetBytes(int64(len(w.Doc.Text)))
	for b.Loop() {
		for n := range w.Sentences {
			w.Sentences[n].State = stages.StateSegmented
			w.Tag(n)
		}
	}
	b.ReportMetric(float64(len(w.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}

// The marks of a pair hang on the head of what they enclose.
func TestPairs(t *testing.T) {
	for text, head := range map[string]string{
		"The ship (an old ferry from Norway) sank on Monday.":      "ferry",
		"She called the plan “a gift to the landlords” on Monday.": "gift",
		"The villagers [most of them] left the valley.":            "most",
		"He told them \"nobody leaves the hall\" twice.":           "leaves",
	} {
		w := work(t, analysers(t), text)
		w.Parse(0)
		marks := 0
		for i := range w.Tokens {
			if strings.Contains("()[]“”\"", w.TokenText(int32(i))) {
				marks++
				if got := w.TokenText(w.Tokens[i].Head); got != head {
					t.Errorf("%s: a mark hangs on %q, not %q", text, got, head)
				}
			}
		}
		if marks != 2 {
			t.Errorf("%s: %d marks", text, marks)
		}
	}
}

// A clause has one subject, and a date before it does not take it away.
func TestSubjects(t *testing.T) {
	for _, c := range []struct {
		text, word, head string
		relation         stages.Relation
	}{
		{"In 1912 voters re-elected the mayor.", "voters", "re-elected", stages.RelNsubj},
		{"In 1912 voters re-elected the mayor.", "1912", "re-elected", stages.RelObl},
		{"On 4 May 2021 Peru and Chile signed a treaty on fishing.", "Peru", "signed", stages.RelNsubj},
		{"In 1971 the navy, which was small, sank two boats.", "navy", "sank", stages.RelNsubj},
		{"Ana Lopes, the mayor, received the delegation on 9 July 2012.", "mayor", "Ana", stages.RelAppos},
		{"Ana Lopes was wounded by a splinter.", "Lopes", "Ana", stages.RelFlat},
		{"The June 1976 uprising changed the country.", "June", "uprising", stages.RelCompound},
		{"A quake struck the valley, killing at least 34 people.", "people", "killing", stages.RelObj},
	} {
		w := work(t, analysers(t), c.text)
		w.Parse(0)
		checkTrees(t, w)
		for i := range w.Tokens {
			if tok := w.Tokens[i]; w.TokenText(int32(i)) == c.word && (w.TokenText(tok.Head) != c.head || tok.Relation != c.relation) {
				t.Errorf("%s: %s is %v of %s, not %v of %s", c.text, c.word, tok.Relation, w.TokenText(tok.Head), c.relation, c.head)
			}
		}
	}
}
