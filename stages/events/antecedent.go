package events

import "annals/stages"

// What a relative pronoun means, and an object that two verbs share.

// antecedent is the noun that the relative pronoun means, which opens the clause
// of the verb. A parser takes one noun of "a letter to the forum, which opened" as
// well as the other: the number of the verb speaks against one, and what opens is
// a forum.
func (f *finder) antecedent(verb, pronoun, parsed int32) int32 {
	g := &f.g
	near := pronoun - 1
	for near > g.first && !g.isNoun(near) && near > pronoun-4 {
		near--
	}
	if g.tag(pronoun) == stages.TagWP && !f.person(parsed) {
		for i := near; i >= 0 && i != parsed && i > parsed; i = g.head(i) {
			if f.person(i) {
				return i // "the release of the leader Ana Lopes, who was held"
			}
		}
	}
	plural, known := f.agreement(verb)
	for h := parsed; known && h >= 0 && f.plural(h) != plural && (g.rel(h) == stages.RelNmod || g.rel(h) == stages.RelObl); {
		if h = g.head(h); h >= 0 && g.upos(h) == stages.VERB {
			h = g.childWith(h, stages.RelObj)
		}
		if h >= 0 && g.isNoun(h) && f.plural(h) == plural {
			return h // "rules on waste water, which were revised"
		}
	}
	if parsed < 0 || near <= parsed || !g.isNoun(near) || f.inTimex(near) {
		return parsed
	}
	_, v := f.verbOf(verb)
	best := parsed
	if known && f.plural(parsed) != plural {
		best = -1
	}
	for i := near; i >= 0 && i != parsed; i = g.head(i) {
		if !g.isNoun(i) || g.rel(i) == stages.RelCompound || g.rel(i) == stages.RelFlat || known && f.plural(i) != plural {
			continue
		}
		if best < 0 || v != nil && f.suits(v, i, verb) && !f.suits(v, parsed, verb) {
			return i
		}
	}
	return parsed
}

// suits reports whether the noun at token i is of the kind that the frames of the
// verb know as its subject.
func (f *finder) suits(v *verb, i, verb int32) bool {
	for _, k := range v.frames {
		if fr := &f.t.frames[k]; fr.subjects != nil && f.ofKind(i, verb, fr.subjects) {
			return true
		}
	}
	return false
}

// sharedObject is the object of the verb that follows the bare verb at token i
// behind "and": of "signed and issued a statement" the statement; -1 where there
// is none.
func (f *finder) sharedObject(i int32) int32 {
	g := &f.g
	next := i + 2
	if next >= g.last || g.upos(i+1) != stages.CCONJ || g.upos(next) != stages.VERB || g.tag(next) != g.tag(i) || g.head(next) != i {
		return -1
	}
	return g.childWith(next, stages.RelObj)
}
