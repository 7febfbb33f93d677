package model

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// What is collected of single words and of several together is all there is.
func TestCollector(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	words := make([]Word, Places)
	for i := range words {
		w := &words[i]
		w.Form, w.shape, w.Lexical, w.Tag = r.Uint64(), r.Uint64(), r.Uint64(), r.Uint64()
		w.know(r.Uint64())
		for k := range w.suffix {
			w.suffix[k] = r.Uint64()
		}
		for k := range w.prefix {
			w.prefix[k] = r.Uint64()
		}
	}
	var stack Configuration
	stack.Reset(Places)
	stack.Stack, stack.Next = append(stack.Stack[:0], 0, 1, 2), 3
	same := []*Word{&words[0], &words[0], &words[0]}
	lists := []struct {
		name   string
		places []*Word // the word at each place
		of     func(c *collector, w []*Word)
	}{
		{"tagger", []*Word{&words[0], &words[1], &words[2], &words[3], &words[4], &words[0]}, func(c *collector, w []*Word) {
			tagFeatures(c, w[here], w[before], w[before2], &words[2], w[after], w[after2], w[after3], true)
		}},
		{"tagger's encoder", same, func(c *collector, w []*Word) { encodeTagFeatures(c, w[here], w[before], w[after]) }},
		{"parser's encoder", same, func(c *collector, w []*Word) { encodeFeatures(c, w[here], w[before], w[after]) }},
		{"parser", []*Word{&words[2], &words[1], &words[0], &words[3], &words[4]}, func(c *collector, w []*Word) {
			parseFeatures(c, []Word{*w[top2], *w[top1], *w[top], *w[next], *w[next1]}, &stack)
		}},
	}
	for _, list := range lists {
		var c, single collector
		c.start(all)
		list.of(&c, list.places)
		want := slices.Clone(c.list())
		c.start(together)
		list.of(&c, list.places)
		got := slices.Clone(c.list())
		for p, w := range list.places {
			single.start(apart)
			list.of(&single, slices.Repeat([]*Word{w}, len(list.places)))
			got = append(got, single.at(p)...)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%s: %d features apart and together, %d in all, or other ones", list.name, len(got), len(want))
		}
	}
}
