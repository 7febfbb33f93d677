// Package syntax gives sentences parts of speech (UPOS and Penn tag), lemmas
// and dependencies by the conventions of Universal Dependencies, on demand: a
// stage that wants them calls Work.Tag or Work.Parse for the sentences it is
// about to read, so cost follows need.
//
// How it works and what it costs is told in package model below this one
// (network.go, tree.go, lemma.go); the model file english.model is made by
// internal/train/dense and internal/train from the treebank UD English EWT, see
// LICENSE.model.txt.
package syntax

import (
	"context"
	_ "embed"
	"fmt"

	"annals/stages"
	"annals/stages/syntax/model"
)

//go:embed english.model
var english []byte

type stage struct {
	model *model.Model
}

// New is the stage: it writes Work.Grammar and touches no sentence.
func New() (stages.Stage, error) {
	m, err := model.Open(english)
	if err != nil {
		return nil, fmt.Errorf("syntax: %w", err)
	}
	return &stage{m}, nil
}

func (*stage) Name() string { return "syntax" }

// Run gives the Work a grammar; one it has already, and its memory, is kept.
func (s *stage) Run(_ context.Context, w *stages.Work) error {
	if g, ok := w.Grammar.(*grammar); !ok || g.model != s.model {
		w.Grammar = &grammar{model: s.model}
	}
	return nil
}

// grammar is the Grammar of one Work.
type grammar struct {
	model    *model.Model
	analysis model.Analysis
}

func (g *grammar) Tag(w *stages.Work, sentence int) {
	s := &w.Sentences[sentence]
	g.analysis.Tag(g.model, w.Doc.Text, w.Tokens[s.First:s.Last])
	for i := s.First; i < s.Last; i++ {
		t := &w.Tokens[i]
		w.SetLemma(i, g.analysis.Lemma(g.model, w.TokenText(i), t.UPOS, t.Tag))
	}
}

func (g *grammar) Parse(w *stages.Work, sentence int) {
	s := &w.Sentences[sentence]
	g.analysis.Parse(g.model, w.Doc.Text, w.Tokens[s.First:s.Last], s.First)
}
