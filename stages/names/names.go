// Package names finds the people, organisations, places, nationalities, titles
// and offices that a document names, and says which mentions mean the same.
//
// One probe into a word table a token; then each run of capitalised words is
// read by rules: the longest name of the gazetteer (a trie over tokens), words
// that end or begin the names of bodies and places, titles and given names
// before family names. Role phrases are read forward from their head noun and
// given to the person they stand with. A second pass over the mentions, in
// document order, joins them to entities. Sentences without a capital cost the
// probe alone; no sentence is tagged or parsed.
package names

import (
	"context"

	"annals/stages"
	"annals/stages/lang"
)

type stage struct {
	lex *lexicon
}

// New reads the lists of a language. The stage writes Work.Mentions (by span, not overlapping)
// and Work.Entities.
func New(pack *lang.Pack) (stages.Stage, error) {
	lex, err := readLexicon(pack)
	if err != nil {
		return nil, err
	}
	return &stage{lex}, nil
}

func (*stage) Name() string { return "names" }

func (s *stage) Run(ctx context.Context, w *stages.Work) error {
	r, ok := w.NamesScratch.(*scratch)
	if !ok {
		r = &scratch{}
		w.NamesScratch = r
	}
	r.lex = s.lex
	r.reset(w)
	w.Mentions, w.Entities = w.Mentions[:0], w.Entities[:0]
	r.lookup()
	for i := range w.Sentences {
		sentence := &w.Sentences[i]
		r.firstChunk = len(r.found)
		r.sentence(sentence)
		for len(r.roleOf) < len(r.found) {
			r.roleOf = append(r.roleOf, roleOf{})
		}
		r.roles()
		r.mentions()
	}
	r.resolve()
	return ctx.Err()
}
