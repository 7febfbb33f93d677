package events

import (
	"strings"

	"annals/stages"
)

// A tagger takes a past tense for a noun where the form is also one: "the firm
// cut 300 jobs", "sales rose 5%", "the fire spread to the roof". Three signs
// together show the verb: a noun phrase before it that can be a subject, a word
// behind it that cannot follow the noun, and no other finite verb that the
// phrase is the subject of.

// repairHidden makes verbs of past tenses that are tagged as nouns or
// adjectives.
func (f *finder) repairHidden() bool {
	g := &f.g
	changed := false
	for i := g.first + 1; i < g.last; i++ {
		n := &g.nodes[i-g.first]
		if g.w.Tokens[i].Shape&stages.ShapeCapital != 0 || f.inTimex(i) {
			continue
		}
		switch n.upos {
		case stages.NOUN, stages.PROPN, stages.ADJ:
		case stages.VERB:
			// "the council set up a fund": a singular has no "set" in the present
			if (n.tag == stages.TagVBP || n.tag == stages.TagVB) && f.t.pasts[g.word(i)] == n.lemma {
				if s := g.childWith(i, stages.RelNsubj); s >= 0 && s < i && (g.tag(s) == stages.TagNN || g.tag(s) == stages.TagNNP) &&
					g.childWith(i, stages.RelAux, stages.RelMark) < 0 && g.childWith(s, stages.RelConj) < 0 {
					n.tag, changed = stages.TagVBD, true
				}
			}
			continue
		default:
			continue
		}
		lemma := f.pastOf(g.word(i), n.upos == stages.ADJ)
		if lemma == "" {
			continue
		}
		subject, first := f.subjectBefore(i)
		if subject < 0 {
			continue
		}
		// "the record that Ana Lopes set in 2009": a relative clause has a verb
		relative := first > g.first+1 && g.relative(first-1) && g.isNoun(first-2)
		if !relative && !f.afterVerb(i) || f.hasVerb(first, i) {
			continue
		}
		f.makeVerb(i, subject, lemma)
		if relative {
			f.hang(first-1, i, stages.RelObj)
			f.hang(i, f.nounBefore(first-1), stages.RelACLRelcl)
		}
		g.link()
		changed = true
	}
	return changed
}

// pastOf is the lemma of the listed verb that the word is a past tense of; "".
// Regular forms count only where the tagger saw no noun in them.
func (f *finder) pastOf(word string, regular bool) string {
	if l, ok := f.t.pasts[word]; ok && f.t.verbs[l] != nil {
		return l
	}
	if !regular {
		return ""
	}
	for _, e := range f.t.words.participles {
		if l := strings.TrimSuffix(word, e); len(l) < len(word) && f.t.verbs[l] != nil {
			return l
		}
	}
	return ""
}

// afterVerb reports whether the words behind token i follow a verb and hardly a
// noun: an article, a number, a pronoun, a name, an adverb of degree; or, for
// what changes, a preposition and a number ("rose to 5%").
func (f *finder) afterVerb(i int32) bool {
	g := &f.g
	k := i + 1
	if k >= g.last {
		return false
	}
	switch g.upos(k) {
	case stages.DET, stages.PRON, stages.NUM:
		return !f.inTimex(k) && !g.relative(k)
	case stages.SYM:
		return true
	case stages.ADV:
		return k+1 < g.last && (g.upos(k+1) == stages.NUM || g.upos(k+1) == stages.DET)
	case stages.ADP:
		return k+1 < g.last && (g.upos(k+1) == stages.NUM || g.upos(k+1) == stages.SYM) && !f.inTimex(k+1)
	}
	return false
}

// subjectBefore is the head of the noun phrase that ends before token i, where
// it opens a clause; first is the first token of the phrase, subject -1 where
// there is none.
func (f *finder) subjectBefore(i int32) (subject, first int32) {
	g := &f.g
	subject = i - 1
	for subject >= g.first && g.upos(subject) == stages.ADV {
		subject--
	}
	if subject < g.first || f.inTimex(subject) {
		return -1, -1
	}
	switch g.upos(subject) {
	case stages.NOUN, stages.PROPN:
	case stages.PRON:
		if g.tag(subject) != stages.TagPRP {
			return -1, -1
		}
	default:
		return -1, -1
	}
	first = subject
	for j := subject - 1; j >= g.first; j-- {
		switch g.upos(j) {
		case stages.DET, stages.ADJ, stages.NOUN, stages.PROPN, stages.NUM, stages.PART, stages.CCONJ:
			if f.inTimex(j) {
				return subject, first
			}
			first = j
			continue
		case stages.ADP:
			if !has(f.t.words.of, g.word(j)) || j == g.first {
				return -1, -1
			}
			first = j
			subject = j - 1 // "shares of the bank rose"
			continue
		case stages.PUNCT, stages.SCONJ:
			return subject, first
		case stages.PRON:
			if g.tag(j) == stages.TagPRPS {
				first = j
				continue
			}
			if g.relative(j) {
				return subject, first
			}
		}
		return -1, -1
	}
	return subject, first
}

// hasVerb reports whether a finite verb stands between token first and the next
// clause boundary behind token i, or has a word of the phrase for its subject.
func (f *finder) hasVerb(first, i int32) bool {
	g := &f.g
	boundary := false
	for j := first; j < g.last; j++ {
		if j == i {
			continue
		}
		if j > i && (g.w.Tokens[j].Class == stages.ClassPunctuation || g.upos(j) == stages.SCONJ || g.upos(j) == stages.CCONJ || g.relative(j)) {
			boundary = true
		}
		if !finiteTag(g.tag(j)) {
			continue
		}
		if !boundary {
			return true
		}
		if s := g.childWith(j, stages.RelNsubj, stages.RelNsubjPass); s >= first && s <= i {
			return true
		}
	}
	return false
}

// makeVerb makes token i a past tense with the subject before it.
func (f *finder) makeVerb(i, subject int32, lemma string) {
	g := &f.g
	// what the phrase hung on, the verb hangs on
	top := i
	// The steps are counted, since earlier repairs may have left a circle.
	for h, steps := g.head(top), g.last-g.first; h >= 0 && h <= i && h >= subject && steps > 0; h, steps = g.head(top), steps-1 {
		top = h
	}
	head, rel := g.head(top), g.rel(top)
	n := &g.nodes[i-g.first]
	n.upos, n.tag, n.lemma = stages.VERB, stages.TagVBD, lemma
	if head < 0 {
		f.promote(i)
	} else {
		switch rel {
		case stages.RelConj, stages.RelCcomp, stages.RelAdvcl, stages.RelParataxis, stages.RelACLRelcl:
		case stages.RelObj, stages.RelNsubj:
			rel = stages.RelCcomp
		default:
			rel = stages.RelParataxis
		}
		n.head, n.rel = i, stages.RelRoot
		if head != i {
			f.hang(i, head, rel)
		}
	}
	f.hang(subject, i, stages.RelNsubj)
	for j := g.first; j < g.last; j++ {
		if h := g.nodes[j-g.first].head; j == subject || h < subject || h > i || g.rel(j) == stages.RelPunct || j > subject && j < i {
			continue
		}
		if j > i {
			// what stood behind the noun belongs to the verb
			r := g.rel(j)
			switch {
			case r == stages.RelObj || r == stages.RelObl || r == stages.RelConj || r == stages.RelAdvcl || r == stages.RelCcomp:
			case r == stages.RelNmod, g.childWith(j, stages.RelCase) >= 0:
				r = stages.RelObl
			case g.isNoun(j):
				r = stages.RelObj
			default:
				r = stages.RelDep
			}
			f.hang(j, i, r)
		}
	}
	for j := g.first; j < i; j++ {
		if g.nodes[j-g.first].head != i || j == subject {
			continue
		}
		switch r := g.rel(j); r {
		case stages.RelDet, stages.RelAmod, stages.RelNummod, stages.RelNmodPoss, stages.RelCase:
			f.hang(j, subject, r)
		case stages.RelCompound, stages.RelFlat:
			f.hang(j, subject, stages.RelCompound)
		}
	}
}
