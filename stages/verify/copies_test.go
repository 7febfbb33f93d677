package verify

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"annals/stages"
)

// words makes a document of n random words as token keys.
func words(r *rand.Rand, n int) []stages.Token {
	t := make([]stages.Token, n)
	for i := range t {
		// A skewed vocabulary, as in prose: common words come often.
		w := int(20000 * r.Float64() * r.Float64() * r.Float64())
		t[i] = stages.Token{Key: stages.FoldKey(fmt.Sprint("w", w))}
	}
	return t
}

// edit returns a near copy: some words replaced, perhaps a new opening, perhaps
// a part cut away.
func edit(r *rand.Rand, t []stages.Token) []stages.Token {
	c := append([]stages.Token(nil), t...)
	switch r.IntN(4) {
	case 0:
		c = append(words(r, len(t)/12), c...)
	case 1:
		c = c[:len(c)*(60+r.IntN(40))/100]
	case 2:
		at := r.IntN(len(c) * 3 / 4)
		c = append(c[:at:at], c[at+len(c)/5:]...)
	}
	for i := range c {
		if r.IntN(60) == 0 {
			c[i] = words(r, 1)[0]
		}
	}
	return c
}

type planted struct {
	sketches [][]uint64
	original []int32 // of each document, itself where none
}

// plant makes n documents, a tenth of them near copies. Every third original
// shares two paragraphs of background with others, as news on one subject does.
func plant(seed uint64, n int) planted {
	r := rand.New(rand.NewPCG(seed, 1))
	var p planted
	var originals []int32
	texts := map[int32][]stages.Token{}
	background := make([][]stages.Token, 50)
	for i := range background {
		background[i] = words(r, 60)
	}
	for i := 0; i < n; i++ {
		if len(originals) > 10 && r.IntN(10) == 0 {
			o := originals[len(originals)-1-r.IntN(min(len(originals), 2000))]
			if t, ok := texts[o]; ok {
				p.sketches = append(p.sketches, Sketch(edit(r, t), nil))
				p.original = append(p.original, o)
				continue
			}
		}
		t := words(r, 120+r.IntN(400))
		if r.IntN(3) == 0 {
			t = append(t, background[r.IntN(len(background))]...)
		}
		texts[int32(i)] = t
		if len(originals) > 2000 {
			delete(texts, originals[len(originals)-2001])
		}
		originals = append(originals, int32(i))
		p.sketches = append(p.sketches, Sketch(t, nil))
		p.original = append(p.original, int32(i))
	}
	return p
}

// score returns precision and recall over the planted copies.
func (p planted) score(links []copyLink) (precision, recall float64, found int) {
	right, wrong, want := 0, 0, 0
	for i, o := range p.original {
		isCopy := o != int32(i)
		if isCopy {
			want++
		}
		switch got := links[i].of; {
		case got < 0:
		case isCopy && p.original[got] == o:
			right++
		default:
			wrong++
		}
	}
	return float64(right) / float64(max(1, right+wrong)), float64(right) / float64(max(1, want)), right
}

func TestCopiesFound(t *testing.T) {
	p := plant(7, 4000)
	links := copies(p.sketches, func(a, b int32) bool { return a < b })
	precision, recall, found := p.score(links)
	t.Logf("precision %.4f recall %.4f (%d found)", precision, recall, found)
	if precision < 0.99 || recall < 0.97 {
		t.Errorf("precision %.4f (want 0.99), recall %.4f (want 0.97)", precision, recall)
	}
}

func TestSimilarityOfEqualAndOther(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	a := words(r, 30)
	if j, c := similarity(Sketch(a, nil), Sketch(a, nil)); j != 1 || c != 1 {
		t.Errorf("a document is %v, %v like itself", j, c)
	}
	if j, _ := similarity(Sketch(a, nil), Sketch(words(r, 30), nil)); j > 0.1 {
		t.Errorf("two random documents are %v alike", j)
	}
	if s := Sketch(a[:4], nil); len(s) != 0 {
		t.Errorf("four words have a sketch of %d words", len(s))
	}
}

func BenchmarkCopies(b *testing.B) {
	p := plant(11, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		links := copies(p.sketches, func(a, b int32) bool { return a < b })
		precision, recall, _ := p.score(links)
		b.ReportMetric(precision, "precision")
		b.ReportMetric(recall, "recall")
	}
}

func BenchmarkSketch(b *testing.B) {
	t := words(rand.New(rand.NewPCG(3, 4)), 100_000)
	var s []uint64
	b.SetBytes(600_000) // at six bytes a token
	b.ReportAllocs()
	for b.Loop() {
		s = Sketch(t, s[:0])
	}
}
