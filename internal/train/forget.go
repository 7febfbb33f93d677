package main

import (
	"math/rand/v2"

	"annals/stages/syntax/model"
)

// forgetter makes known words unknown now and then in learning, the rarer the
// more often (Kiperwasser and Goldberg 2016), so that what the dictionary says
// of a rare word, which in the treebank is always right, is not trusted too
// much, and the endings and neighbours learn to stand in for it.
type forgetter struct {
	counts map[uint64]float32
	alpha  float32
	random *rand.Rand
}

func newForgetter(train []sentence, alpha float32, random *rand.Rand) *forgetter {
	f := &forgetter{counts: map[uint64]float32{}, alpha: alpha, random: random}
	var a model.Analysis
	m := &model.Model{Lexicon: emptyLexicon(), Words: model.Vocabulary{Lexicon: emptyLexicon()}}
	for _, s := range train {
		a.Prepare(m, s.text, s.tokens)
		for i := range a.Words {
			f.counts[a.Words[i].Form]++
		}
	}
	return f
}

// words makes some words unknown.
func (f *forgetter) words(words []model.Word) {
	const unknown = 2
	for i := range words {
		if f.random.Float32() < f.alpha/(f.alpha+f.counts[words[i].Form]) {
			words[i].Form, words[i].Lexical = unknown, 0
			// Nor does the world know every word: some of those forgotten are
			// without clusters too.
			if f.random.Float32() < 0.15 {
				words[i].Forget()
			}
		}
	}
}
