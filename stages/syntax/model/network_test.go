package model

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"annals/stages"
)

// networkFile is the file of a small network learnt from nothing.
func networkFile(r *rand.Rand, width, units, layers int) []byte {
	const arcs, labelled, relations, upos, tags, pairs, rows = 16, 32, 9, 5, 7, 12, 40
	b := []byte(networkMagic)
	add := func(name string, body []byte) {
		b = append(b, name...)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(body)))
		b = append(b, make([]byte, roundUp(len(b), 64)-len(b))...)
		b = append(b, body...)
	}
	u4 := func(v ...int) (out []byte) {
		for _, x := range v {
			out = binary.LittleEndian.AppendUint32(out, uint32(x))
		}
		return out
	}
	f4 := func(n int, spread float64) (out []byte) {
		for range n {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(float32(r.NormFloat64()*spread)))
		}
		return out
	}
	i1 := func(n int) []byte {
		out := make([]byte, n)
		for i := range out {
			out[i] = byte(r.IntN(255) - 127)
		}
		return out
	}
	features := testFeatures(rows)
	add("head", u4(width, layers, units, arcs, labelled, relations, upos, tags, pairs, bucketCount, rows, len(features), layers/2, 1))
	add("rows", i1(rows*width))
	add("rsca", f4(width, 0.01))
	var keys, whole []byte
	for i, f := range features {
		keys = append(keys, u4(int(f.Key()), 1+i%(rows-1))...)
		whole = binary.LittleEndian.AppendUint64(whole, uint64(f))
	}
	add("keys", keys)
	add("keyh", whole)
	for l := range layers {
		in := 2 * units
		if l == 0 {
			in = width
		}
		add(fmt.Sprintf("w%d  ", l), i1(6*units*in))
		add(fmt.Sprintf("s%d  ", l), f4(6*units, 1e-4))
		add(fmt.Sprintf("b%d  ", l), f4(6*units, 0.3))
		add(fmt.Sprintf("v%d  ", l), f4(4*units, 0.5))
	}
	product := func(w, s, bias string, rows, width int) {
		add(w, i1(rows*width))
		add(s, f4(rows, 1e-4))
		add(bias, f4(rows, 0.3))
	}
	product("tagw", "tags", "tagb", upos+tags, 2*units)
	var pair []byte
	for i := range pairs {
		for _, x := range []int{i % upos, i % tags, 1 + i%upos, 1 + i%tags} {
			pair = binary.LittleEndian.AppendUint16(pair, uint16(x))
		}
	}
	add("pair", pair)
	product("prow", "psca", "pbia", 2*arcs+2*labelled, 2*units)
	add("root", i1(arcs))
	product("offw", "offs", "offb", bucketCount, arcs)
	add("lbuc", f4(bucketCount*labelled, 0.5))
	product("labw", "labs", "labb", relations, labelled)
	var names []int
	for i := range relations {
		names = append(names, int(stages.RelRoot)+1+i)
	}
	add("rels", u4(names...))
	add("end ", nil)
	return b
}

// testFeatures is features of some words.
func testFeatures(n int) []Feature {
	var out []Feature
	tokens := testTokens("the ship sank near the shore and 12 people were saved by a boat of fishermen")
	for i := range tokens {
		var w Word
		w.Describe(testText, &tokens[i], false)
		var f [FeatureCount]Feature
		w.Features(StyleOf(tokens).At(tokens, i), &f)
		out = append(out, f[:]...)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(n, len(out))]
}

// testText is the text of the tokens made last.
var testText string

// testTokens is tokens of words between single spaces.
func testTokens(text string) []stages.Token {
	testText = text
	var tokens []stages.Token
	at := int32(0)
	for word := range strings.SplitSeq(text, " ") {
		t := stages.Token{Span: stages.Span{Start: at, End: at + int32(len(word))}, Key: stages.FoldKey(word), Shape: stages.ShapeSpaceBefore}
		if word != "" && word[0] >= '0' && word[0] <= '9' {
			t.Class, t.Shape = stages.ClassNumber, t.Shape|stages.ShapeDigit
		}
		tokens = append(tokens, t)
		at = t.End + 1
	}
	return tokens
}

func testModel(t testing.TB, width, units, layers int) *Model {
	t.Helper()
	m := &Model{Lemmas: Lemmas{Bits: 1, Keys: make([]byte, 8), Values: make([]byte, 4)}}
	if err := m.Network.read(networkFile(rand.New(rand.NewPCG(12, uint64(width))), width, units, layers)); err != nil {
		t.Fatal(err)
	}
	return m
}

// analysed is a text with tags and tree.
func analysed(m *Model, a *Analysis, text string) []stages.Token {
	tokens := testTokens(text)
	a.Tag(m, text, tokens)
	a.Parse(m, text, tokens, 0)
	return tokens
}

// Every form of the loops gives the same tags and trees, whatever the sizes.
func TestForms(t *testing.T) {
	for _, s := range []struct{ width, units, layers int }{{32, 16, 1}, {32, 32, 2}, {64, 32, 3}, {160, 48, 4}} {
		m := testModel(t, s.width, s.units, s.layers)
		for _, text := range []string{"the", "the ship sank", "a boat of fishermen saved 12 people who were near the shore", strings.Repeat("ship shore boat people ", 30)} {
			want := map[string][]stages.Token{}
			eachForm(t, func(t *testing.T) {
				var a Analysis
				got := analysed(m, &a, text)
				if want[text] == nil {
					want[text] = got
				}
				if !slices.Equal(got, want[text]) {
					t.Errorf("%v, %s: other tags or trees", s, text)
				}
			})
		}
	}
}

// A sentence of any length has one root and no circle.
func TestStretches(t *testing.T) {
	m := testModel(t, 32, 16, 2)
	var a Analysis
	for _, n := range []int{longest - 1, longest, longest + 1, 3*longest + 7} {
		tokens := analysed(m, &a, strings.TrimSpace(strings.Repeat("ship ", n)))
		heads, roots := make([]int32, len(tokens)), 0
		for i, tok := range tokens {
			if heads[i] = tok.Head; int(tok.Head) == i {
				heads[i] = int32(len(tokens))
				roots++
			}
		}
		var f treeFinder
		if roots != 1 || !f.isTree(heads) {
			t.Errorf("%d words: %d roots", n, roots)
		}
	}
}

// What was tagged long ago, or is no longer known, is parsed like what was tagged
// just now.
func TestShelf(t *testing.T) {
	m := testModel(t, 32, 16, 2)
	sentence := func(i int) string {
		return fmt.Sprintf("%d people and %d boats near the shore of the ship %d", i, i*i, i*7)
	}
	const n = 2 * shelfWords / 12
	var used Analysis
	for i := range n {
		text := sentence(i)
		used.Tag(m, text, testTokens(text))
	}
	for i := 0; i < n; i += 97 {
		text := sentence(i)
		want := analysed(m, &Analysis{}, text)
		got := testTokens(text)
		used.Parse(m, text, got, 0)
		for k := range got {
			if got[k].Head != want[k].Head || got[k].Relation != want[k].Relation {
				t.Fatalf("sentence %d: another tree", i)
			}
		}
	}
}

// The best pair is the one that trying all finds.
func TestBestPair(t *testing.T) {
	m := testModel(t, 32, 16, 1)
	n := &m.Network
	r := rand.New(rand.NewPCG(13, 13))
	for range 2000 {
		scores := make([]float32, n.tags.stride)
		for i := range scores {
			scores[i] = float32(r.IntN(7) - 3)
		}
		rank, top := -1, float32(0)
		for tag, c := range n.choices {
			for _, p := range n.pairs[c.first:c.last] {
				if s := scores[p.uposAt] + scores[n.upos+tag]; rank < 0 || s > top || s == top && int(p.rank) < rank {
					rank, top = int(p.rank), s
				}
			}
		}
		if got := n.bestPair(scores); int(got.rank) != rank {
			t.Fatalf("%v: pair %d, want %d", scores, got.rank, rank)
		}
	}
}

// A file that is damaged is refused, or gives trees all the same.
func FuzzNetwork(f *testing.F) {
	whole := networkFile(rand.New(rand.NewPCG(1, 1)), 32, 16, 2)
	f.Add(0, []byte{1})
	f.Add(16, []byte("tail"))
	f.Add(64, []byte{255, 255, 255, 255})
	f.Add(len(whole)-1, []byte{})
	f.Fuzz(func(t *testing.T, at int, b []byte) {
		file := slices.Clone(whole)
		if at < 0 || at > len(file) {
			return
		}
		if len(b) == 0 {
			file = file[:at]
		}
		copy(file[at:], b)
		m := &Model{}
		if err := m.Network.read(file); err != nil {
			return
		}
		analysed(m, &Analysis{}, "a boat saved 12 people near the shore")
	})
}
