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
	"errors"
	"fmt"
	"io/fs"

	"annals/stages"
	"annals/stages/lang"
)

type stage struct {
	lex   *lexicon
	model *model // nil: rules alone
}

// New reads the lists and the model of a language. The stage writes Work.Mentions (by span, not overlapping)
// and Work.Entities.
func New(pack *lang.Pack) (stages.Stage, error) {
	b, err := fs.ReadFile(pack.FS, "names.model")
	if errors.Is(err, fs.ErrNotExist) {
		return NewWithModel(pack, nil)
	}
	if err != nil {
		return nil, fmt.Errorf("language %s: %w", pack.Code, err)
	}
	return NewWithModel(pack, b)
}

// NewWithModel is New with a model file other than the language's own; nil is
// for rules alone. For training and measuring.
func NewWithModel(pack *lang.Pack, file []byte) (stages.Stage, error) {
	lex, err := readLexicon(pack)
	if err != nil {
		return nil, err
	}
	s := &stage{lex: lex}
	if file != nil {
		if s.model, err = decodeModel(file); err != nil {
			return nil, err
		}
		for _, w := range s.model.common {
			lex.words.add(w, wCommon)
		}
	}
	return s, nil
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
	if err := r.rules(ctx); err != nil {
		return err
	}
	from := int32(0)
	for i := range w.Sentences {
		sentence := &w.Sentences[i]
		r.first, r.last = sentence.First, sentence.Last
		r.firstChunk = len(r.found)
		chunks := r.ruleChunks[from:r.ruleEnds[i]]
		from = r.ruleEnds[i]
		r.style()
		if s.model == nil {
			r.found = append(r.found, chunks...)
		} else {
			r.decode(s.model)
			r.modelChunks(chunks)
		}
		for len(r.roleOf) < len(r.found) {
			r.roleOf = append(r.roleOf, roleOf{})
		}
		r.roles()
		r.mentions()
	}
	r.resolve()
	return ctx.Err()
}

// rules finds names by rule in all sentences: ruleChunks, and by token ruleTags and gazTags.
func (r *scratch) rules(ctx context.Context) error {
	r.lookup()
	r.ruleEnds = r.ruleEnds[:0]
	for i := range r.w.Sentences {
		r.sentence(&r.w.Sentences[i])
		r.markGazetteer()
		r.ruleEnds = append(r.ruleEnds, int32(len(r.found)))
	}
	r.ruleChunks = append(r.ruleChunks[:0], r.found...)
	r.found = r.found[:0]
	for k := range r.ruleChunks {
		c := &r.ruleChunks[k]
		mark := uint8(c.kind)<<2 | 1
		if c.certain {
			mark |= 2
		}
		lock := r.surer(c)
		for j := c.first; j < c.last; j++ {
			r.ruleMarks[j] = mark
			if lock {
				r.ruleMarks[j] |= markLocked
			}
			mark &^= 1
		}
		if t := beginTag(c.kind); t != tagOut {
			for j := c.first; j < c.last; j++ {
				r.ruleTags[j] = t
				if j == c.first {
					t++
				}
			}
		}
	}
	r.gatherDocument()
	return ctx.Err()
}

// markLocked is set in ruleMarks where the model has no say.
const markLocked = 128

// surer reports whether a rule's answer is taken before the model's: names whose own words leave
// no doubt. Measured: neutral on web text, where the model is at home, and
// it keeps the names of treaties and bodies in news whole.
func (r *scratch) surer(c *chunk) bool {
	if !c.certain {
		return false
	}
	switch c.rule {
	case "title-person", "organisation":
		return true
	case "gazetteer":
		return c.last-c.first > 1
	case "title":
		return r.firmTitle(c)
	}
	return false
}

// firmTitle reports whether a title holds a word that names little else ("Treaty").
func (r *scratch) firmTitle(c *chunk) bool {
	for i := c.first; i < c.last; i++ {
		if r.words[i]&wFirmTitle != 0 {
			return c.last-c.first > 1
		}
	}
	return false
}
