package events

import "annals/stages"

// A parse costs about five times what tags cost, and most sentences of a report
// that have no date of their own take none from elsewhere either. What discourse
// asks for shows in tags, lemmas and quotes; this file asks for that first. It
// is lenient: where it says no, discourse would date nothing, but for verbs
// that only repair would have made of another part of speech.

// worthParsing reports whether discourse may date a verb of the sentence, which
// has no usable date of its own and is tagged and read into f.g.
func (f *finder) worthParsing() bool {
	g, standing := &f.g, &f.standing
	if standing.known && !standing.alive && f.mayReferBack() {
		return true
	}
	carried := !f.untimely() && (standing.alive || f.news && f.lead())
	statement := f.news && f.statementNoun()
	for i := g.first; i < g.last; i++ {
		if g.upos(i) != stages.VERB {
			continue
		}
		tag := g.tag(i)
		past := tag == stages.TagVBD || tag == stages.TagVBN
		if !past && tag != stages.TagVBZ && tag != stages.TagVBP {
			continue
		}
		span := g.w.Tokens[i].Span
		if f.w.QuoteCuedBy(span) < 0 && f.spoken(span) {
			continue
		}
		lemma, v := f.verbOf(i)
		if f.news && standing.alive && v != nil && !past && f.tells(v) {
			return true
		}
		if past && f.toldBefore(lemma) {
			return true
		}
		if v == nil {
			continue
		}
		if past && carried && (!f.news || f.tells(v)) {
			return true
		}
		if f.news && (f.states(v) || statement && (v.flags&(flagSupport|flagAspect|flagTakingPart) != 0 || len(v.frames) > 0)) {
			return true
		}
	}
	return false
}

// untimely reports whether the sentence has a temporal expression that is no
// calendar date ("over the years").
func (f *finder) untimely() bool {
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		if t := &f.w.Timexes[k]; !t.InName && (!usable(t) || f.adrift(t)) && t.Type != stages.TimexDuration {
			return true
		}
	}
	return false
}

// mayReferBack is refersBack as far as it shows without a parse.
func (f *finder) mayReferBack() bool {
	g := &f.g
	definite := false
	for i := g.first; i < min(g.last, g.first+25); i++ {
		definite = definite || has(f.t.words.definite, g.word(i))
		if u := g.upos(i); !definite || u != stages.NOUN && u != stages.PROPN {
			continue
		}
		if i < g.first+4 && f.nounClass(i) >= 0 {
			return true
		}
		l := g.lemma(i)
		for _, n := range f.standing.nouns {
			if n != "" && n == l {
				return true
			}
		}
	}
	return false
}

// tells reports whether a verb may be of a class other than "other".
func (f *finder) tells(v *verb) bool {
	return v.class >= 0 && v.class != f.t.other || len(v.phrases) > 0 || len(v.frames) > 0 ||
		v.flags&(flagSupport|flagAspect|flagTakingPart) != 0
}

// states reports whether a verb by itself, or with words after it, may be a
// statement.
func (f *finder) states(v *verb) bool {
	if v.class == f.t.statement {
		return true
	}
	for k := range v.phrases {
		if v.phrases[k].class == f.t.statement {
			return true
		}
	}
	return false
}

// statementNoun reports whether the sentence has a noun of speech, which with
// a support verb or in a frame makes a statement ("sent a letter").
func (f *finder) statementNoun() bool {
	g := &f.g
	for i := g.first; i < g.last; i++ {
		if u := g.upos(i); u == stages.NOUN || u == stages.PROPN {
			l := g.lemma(i)
			if f.t.nouns[l] == f.t.statement || has(f.t.spoken, l) {
				return true
			}
		}
	}
	return false
}

// toldBefore reports whether an event with a date of its own, among the last,
// was told with the lemma; see retold.
func (f *finder) toldBefore(lemma string) bool {
	for i := len(f.w.Events) - 1; i >= 0 && i >= len(f.w.Events)-retoldReach; i-- {
		e := &f.w.Events[i]
		if e.DateBasis == basisSentence && len(e.Lemma) >= len(lemma) && e.Lemma[:len(lemma)] == lemma {
			return true
		}
	}
	return false
}
