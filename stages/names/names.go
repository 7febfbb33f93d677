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
	if s.model != nil {
		r.knowledge = s.model.knowledge
	}
	r.reset(w)
	w.Mentions, w.Entities = w.Mentions[:0], w.Entities[:0]
	if err := r.rules(ctx); err != nil {
		return err
	}
	if s.model != nil {
		r.decodeAll(s.model)
	}
	from := int32(0)
	for i := range w.Sentences {
		sentence := &w.Sentences[i]
		r.first, r.last = sentence.First, sentence.Last
		r.firstChunk = len(r.found)
		chunks := r.ruleChunks[from:r.ruleEnds[i]]
		from = r.ruleEnds[i]
		r.setStyle(i)
		if s.model == nil {
			r.found = append(r.found, chunks...)
		} else {
			r.modelChunks(chunks)
		}
		for len(r.roleOf) < len(r.found) {
			r.roleOf = append(r.roleOf, roleOf{})
		}
		r.roles()
		told := len(w.Mentions)
		r.mentions()
		r.resolve(told)
	}
	return ctx.Err()
}

// rules finds names by rule in all sentences: ruleChunks, and by token ruleTags and gazTags.
func (r *scratch) rules(ctx context.Context) error {
	r.lookup()
	r.ruleEnds, r.styles = r.ruleEnds[:0], r.styles[:0]
	for i := range r.w.Sentences {
		r.sentence(&r.w.Sentences[i])
		small := r.small()
		r.markGazetteer(small)
		if r.knowledge != nil {
			r.markPhrases(small)
		}
		style := uint8(0)
		if r.titleCase {
			style |= 1
		}
		if r.allCaps {
			style |= 2
		}
		if small {
			style |= 4
		}
		r.styles = append(r.styles, style)
		r.ruleEnds = append(r.ruleEnds, int32(len(r.found)))
	}
	r.ruleChunks = append(r.ruleChunks[:0], r.found...)
	r.found = r.found[:0]
	sentence := 0
	for k := range r.ruleChunks {
		c := &r.ruleChunks[k]
		for int32(k) >= r.ruleEnds[sentence] {
			sentence++
		}
		r.titleCase = r.styles[sentence]&1 != 0
		mark := uint8(c.kind)<<2 | 1
		if c.certain {
			mark |= 2
		}
		lock := r.surer(c) || k > 0 && r.definedBy(c, &r.ruleChunks[k-1])
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

// setStyle recalls how sentence i is written.
func (r *scratch) setStyle(i int) {
	s := r.styles[i]
	r.titleCase, r.allCaps, r.smallCase = s&1 != 0, s&2 != 0, s&4 != 0
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
	case "title-person":
		return true
	case "organisation":
		return r.telling(c)
	case "person":
		if c.last-c.first >= 3 && !r.titleCase && r.initial(c.first) && r.initial(c.first+1) {
			return true // "J. R. Hartley"
		}
		return !r.titleCase && c.last-c.first <= 5 && r.words[c.first]&wGiven != 0 &&
			(r.words[c.last-1]&wSurname != 0 || r.words[c.first]&wAmbiguous == 0 && r.words[c.first+1]&(wGiven|wSurname|wParticle) != 0)
	case "acronym-defined":
		return true
	case "gazetteer":
		return c.last-c.first > 1
	case "title-start", "vessel", "place-noun":
		return true
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

// telling reports whether an organisation's name has a word that is no ordinary one, or an
// "of": "Great Service" at the head of a line has neither.
func (r *scratch) telling(c *chunk) bool {
	if r.w.Tokens[c.first].Shape&stages.ShapeSentenceStart == 0 && !r.titleCase {
		return true
	}
	for i := c.first; i < c.last; i++ {
		if r.words[i]&(wCommon|wOrgHead|wOrgEnd) == 0 || r.words[i]&wFunction != 0 {
			return true
		}
	}
	return false
}

// definedBy reports whether c is the short form in brackets of the name before it:
// "World Health Organization (WHO)".
func (r *scratch) definedBy(c, before *chunk) bool {
	if c.last-c.first != 1 || before.last+1 != c.first || r.w.TokenText(before.last) != "(" || before.kind == stages.Person {
		return false
	}
	return c.canonical >= 0 && c.canonical == before.canonical || initialsOf(r.w.TokenText(c.first), r.w.Text(r.w.TokensSpan(before.first, before.last)))
}
