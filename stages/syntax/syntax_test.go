package syntax

import (
	"context"
	"strings"
	"testing"

	"annals/stages"
	"annals/stages/lang"
	"annals/stages/segment"
)

func work(t testing.TB, text string) *stages.Work {
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
	w := &stages.Work{}
	w.Reset(&stages.Document{Text: text})
	for _, s := range []stages.Stage{seg, syn} {
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
	checkTrees(t, work(t, news))
	checkTrees(t, work(t, strings.Repeat("a ", 5000)))
	checkTrees(t, work(t, "!"))
}

func FuzzSyntax(f *testing.F) {
	f.Add(news)
	f.Add("\xff ’s — 中文 (a) 1960s")
	f.Fuzz(func(t *testing.T, s string) { checkTrees(t, work(t, s)) })
}

func BenchmarkSyntax(b *testing.B) {
	w := work(b, strings.Repeat(news, 40))
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

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
