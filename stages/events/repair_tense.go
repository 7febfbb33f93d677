package events

import (
	"strings"

	"annals/stages"
)

// Repairs of the tense: past tenses and passives that a parser took for participles
// and adjectives.

// repairPassive makes "was dispatched" with "dispatched" as adjective a passive
// where the word is a participle of a listed verb and something with a place or
// a time follows it.
func (f *finder) repairPassive() bool {
	g := &f.g
	changed := false
	for i := g.first; i < g.last; i++ {
		if g.upos(i) != stages.ADJ {
			continue
		}
		cop := g.childWith(i, stages.RelCop)
		if cop < 0 {
			cop = g.childWith(i, stages.RelAuxPass) // a tree of a passive over an adjective
		} else if g.childWith(i, stages.RelObl, stages.RelOblUnmarked) < 0 {
			continue
		}
		if cop < 0 {
			continue
		}
		word := g.word(i)
		for _, e := range f.t.words.participles {
			l := strings.TrimSuffix(word, e)
			if len(l) == len(word) || f.t.verbs[l] == nil || f.t.verbs[l].class < 0 {
				continue
			}
			n := &g.nodes[i-g.first]
			n.upos, n.tag, n.lemma = stages.VERB, stages.TagVBN, l
			g.nodes[cop-g.first].rel = stages.RelAuxPass
			if s := g.childWith(i, stages.RelNsubj); s >= 0 {
				g.nodes[s-g.first].rel = stages.RelNsubjPass
			}
			changed = true
			break
		}
	}
	return changed
}

// repairTense makes a participle the past tense where it stands as one: with a
// subject and no auxiliary, with an object after it, or as the only verb of
// the sentence between two noun phrases.
func (f *finder) repairTense() bool {
	g := &f.g
	changed := false
	finite := false
	for i := g.first; i < g.last; i++ {
		finite = finite || finiteTag(g.tag(i)) && !g.subordinate(i)
	}
	for i := g.first; i < g.last; i++ {
		n := &g.nodes[i-g.first]
		// "reform and opening up in 1978": a noun
		if n.tag == stages.TagVBG && n.rel == stages.RelConj && n.upos == stages.VERB {
			if h := g.head(i); h >= 0 && g.upos(h) == stages.NOUN && g.childWith(i, stages.RelObj, stages.RelNsubj, stages.RelAux) < 0 {
				n.upos, n.tag = stages.NOUN, stages.TagNN
				changed = true
				continue
			}
		}
		// "and wounded six others": nothing but a verb stands before a number or
		// an article
		if (n.rel == stages.RelAmod || n.rel == stages.RelConj) && (n.tag == stages.TagVBN || n.tag == stages.TagJJ) && i+1 < g.last &&
			(g.upos(i+1) == stages.NUM || g.upos(i+1) == stages.DET) && f.listedParticiple(i) && f.repairListed(i) {
			changed = true
			continue
		}
		// "has trained judges" with "trained" before the noun: an auxiliary makes it
		// a verb
		if n.rel == stages.RelAmod && n.tag == stages.TagVBN && g.childWith(i, stages.RelAux) >= 0 && g.head(i) > i && g.head(g.head(i)) < 0 {
			object := g.head(i)
			f.promote(i)
			f.hang(object, i, stages.RelObj)
			finite, changed = true, true
			continue
		}
		// "The attacks on 7 August killed": no past tense is a reduced clause
		if n.tag == stages.TagVBD && n.rel == stages.RelACL && g.childWith(i, stages.RelNsubj, stages.RelNsubjPass, stages.RelAux, stages.RelAuxPass, stages.RelMark) < 0 {
			if subject := g.head(i); subject >= 0 && subject < i && g.head(subject) < 0 && !f.inTimex(subject) {
				f.promote(i)
				f.hang(subject, i, stages.RelNsubj)
				finite, changed = true, true
				continue
			}
		}
		// "was arrested in March and charged in May": both are passive
		if n.tag == stages.TagVBD && n.rel == stages.RelConj && has(f.t.words.transitive, f.lemmaOf(i)) && i > g.first && f.conjunctOfPassive(i) {
			n.tag, changed = stages.TagVBN, true
			continue
		}
		if n.tag != stages.TagVBN || g.childWith(i, stages.RelAux, stages.RelAuxPass, stages.RelCop) >= 0 {
			continue
		}
		if f.repairReducedList(i) {
			changed = true
			continue
		}
		subject := g.childWith(i, stages.RelNsubj)
		switch n.rel {
		case stages.RelRoot, stages.RelParataxis, stages.RelCcomp, stages.RelACLRelcl:
			if subject >= 0 || n.rel == stages.RelRoot && g.childWith(i, stages.RelObj) >= 0 {
				n.tag = stages.TagVBD
				finite, changed = true, true
			}
		case stages.RelConj:
			if h := g.head(i); h >= 0 && subject >= 0 && subject < i && g.childWith(i, stages.RelObj) < 0 && g.childWith(h, stages.RelAuxPass) >= 0 {
				g.nodes[subject-g.first].rel = stages.RelNsubjPass // "ten were killed and many injured"
				changed = true
				continue
			}
			if h := g.head(i); h >= 0 && (subject >= 0 || g.tag(h) == stages.TagVBD && g.childWith(h, stages.RelAux, stages.RelAuxPass) < 0) {
				n.tag = stages.TagVBD
				changed = true
			}
		case stages.RelACL:
			// "Kenya ... made a statement": what has an object is no passive
			// nor is the only verb of a sentence ("the ghetto rebelled")
			if o := g.childWith(i, stages.RelObj); !finite && (o < 0 || o > i && !f.inTimex(o)) {
				subject := g.head(i)
				if subject < 0 {
					continue // a circle that was opened here
				}
				for h := g.head(subject); h >= f.body && h < subject && g.isNoun(h) && g.rel(subject) == stages.RelNmod && g.childWith(subject, stages.RelCase) >= 0; h = g.head(subject) {
					subject = h // "ministers from six countries signed"
				}
				n.tag, n.upos = stages.TagVBD, stages.VERB
				f.promote(i)
				if subject >= 0 && subject < i && !f.inTimex(subject) {
					f.hang(subject, i, stages.RelNsubj)
				}
				finite, changed = true, true
			}
		case stages.RelAmod, stages.RelNmod, stages.RelCompound:
			changed = f.repairModifier(i, &finite) || changed
		}
	}
	return changed
}

// conjunctOfPassive reports whether the verb at token i, without subject, auxiliary
// and object, goes on from a passive.
func (f *finder) conjunctOfPassive(i int32) bool {
	g := &f.g
	h := g.head(i)
	if h < 0 || h > i || !f.passive(h) || g.tag(h) != stages.TagVBN || g.childWith(h, stages.RelAuxPass) < 0 && g.rel(h) != stages.RelConj {
		return false
	}
	if g.childWith(i, stages.RelNsubj, stages.RelNsubjPass, stages.RelAux, stages.RelAuxPass, stages.RelObj, stages.RelCcomp) >= 0 {
		return false
	}
	return i+1 >= g.last || g.upos(i+1) == stages.ADP || g.upos(i+1) == stages.PUNCT || g.upos(i+1) == stages.ADV || g.upos(i+1) == stages.CCONJ || f.inTimex(i+1) || g.upos(i+1) == stages.PART || g.upos(i+1) == stages.ADJ
}

// subordinate reports whether the finite verb or auxiliary at token i stands in a
// relative clause: it cannot be the main verb of a sentence.
func (g *grammar) subordinate(i int32) bool {
	if r := g.rel(i); r == stages.RelAux || r == stages.RelAuxPass || r == stages.RelCop {
		if i = g.head(i); i < 0 {
			return false
		}
	}
	return g.rel(g.coordinated(i)) == stages.RelACLRelcl
}

// repairModifier takes a participle before a noun for the verb that it is:
// "the two states established relations", or a further verb in a list: "built
// schools, provided loans and sent doctors".
func (f *finder) repairModifier(i int32, finite *bool) bool {
	g := &f.g
	object := g.head(i)
	if object <= i || i == g.first || !g.isNoun(object) {
		return false
	}
	before := g.upos(i - 1)
	if !*finite || g.head(object) < 0 && g.childWith(object, stages.RelCop) < 0 {
		if before != stages.NOUN && before != stages.PROPN && before != stages.PRON {
			return false
		}
		n := &g.nodes[i-g.first]
		n.tag, n.upos = stages.TagVBD, stages.VERB
		if g.head(object) == i {
			return false
		}
		f.promote(i)
		f.hang(object, i, stages.RelObj)
		f.hang(f.nounBefore(i), i, stages.RelNsubj)
		*finite = true
		return true
	}
	// in a list after a verb: ", provided loans", "and sent doctors"
	if before != stages.CCONJ && g.word(i-1) != "," && g.word(i-1) != ";" {
		return false
	}
	verb, tag := int32(-1), stages.TagVBD
	for j := i - 2; j >= g.first && verb < 0; j-- {
		switch {
		case g.upos(j) != stages.VERB:
		case g.tag(j) == stages.TagVBD:
			verb = j
		case g.tag(j) == stages.TagVBN && (g.word(i-1) == ";" || g.word(i-2) == ";") && (f.perfect(j) || g.rel(j) == stages.RelConj && f.perfect(g.head(j))):
			verb, tag = j, stages.TagVBN // "has set up courses; trained nurses; and sent doctors"
		}
	}
	if verb < 0 || g.rel(object) != stages.RelConj && g.rel(object) != stages.RelObj && g.rel(object) != stages.RelAppos {
		return false
	}
	if _, v := f.verbOf(i); tag == stages.TagVBD && (v == nil || v.class < 0) {
		return false
	}
	n := &g.nodes[i-g.first]
	n.tag, n.upos = tag, stages.VERB
	if tag == stages.TagVBN && g.rel(verb) == stages.RelConj {
		verb = g.head(verb) // which has the auxiliary
	}
	n.head, n.rel = i, stages.RelRoot // off the noun, so that the noun can hang on it
	f.hang(object, i, stages.RelObj)
	f.hang(i, verb, stages.RelConj)
	return true
}

// perfect reports whether the participle at token i stands with "have".
func (f *finder) perfect(i int32) bool {
	g := &f.g
	if i < 0 || g.tag(i) != stages.TagVBN || g.childWith(i, stages.RelAuxPass) >= 0 {
		return false
	}
	a := g.childWith(i, stages.RelAux)
	return a >= 0 && a < i && has(f.t.words.have, g.lemma(a))
}

// repairReducedList takes a participle behind a comma, with a noun phrase behind
// it and a past tense coordinated with it, for the past tense that it is: "met
// the costs, provided free loans, and sent engineers".
func (f *finder) repairReducedList(i int32) bool {
	g := &f.g
	n := &g.nodes[i-g.first]
	if n.rel != stages.RelACL && n.rel != stages.RelCcomp || n.tag != stages.TagVBN || i <= g.first || i+1 >= g.last || g.word(i-1) != "," {
		return false
	}
	switch g.upos(i + 1) {
	case stages.NOUN, stages.PROPN, stages.DET, stages.NUM, stages.ADJ:
	default:
		return false
	}
	if f.inTimex(i+1) || g.childWith(i, stages.RelAux, stages.RelAuxPass, stages.RelOblAgent) >= 0 {
		return false
	}
	last := g.childWith(i, stages.RelConj)
	verb := g.head(i)
	if n.rel == stages.RelCcomp && verb >= 0 {
		verb = g.childWith(verb, stages.RelCcomp) // "recalled that it met the costs, provided loans"
	}
	for steps := 0; verb >= 0 && g.upos(verb) != stages.VERB && steps < 20; steps++ {
		verb = g.head(verb)
	}
	if last < i || g.tag(last) != stages.TagVBD || verb < 0 || verb > i || g.tag(verb) != stages.TagVBD || f.passive(verb) {
		return false
	}
	noun := g.head(i)
	n.tag = stages.TagVBD
	f.hang(i, verb, stages.RelConj)
	f.hang(last, verb, stages.RelConj)
	for j := i + 1; j < last; j++ {
		if h := g.head(j); g.isNoun(j) && (h == noun && g.rel(j) == stages.RelConj || h == i && g.rel(j) == stages.RelOblUnmarked) {
			f.hang(j, i, stages.RelObj)
		}
	}
	return true
}

// listedParticiple reports whether token i is the participle of a listed verb,
// and makes the verb its lemma.
func (f *finder) listedParticiple(i int32) bool {
	g := &f.g
	if g.tag(i) == stages.TagVBN {
		_, v := f.verbOf(i)
		return v != nil && v.class >= 0
	}
	word := g.word(i)
	for _, e := range f.t.words.participles {
		if l := strings.TrimSuffix(word, e); len(l) < len(word) && f.t.verbs[l] != nil && f.t.verbs[l].class >= 0 {
			g.nodes[i-g.first].lemma = l
			return true
		}
	}
	return false
}

// repairListed makes token i a verb coordinated with the last past tense before
// it.
func (f *finder) repairListed(i int32) bool {
	g := &f.g
	j := i - 1
	for j >= g.first && g.upos(j) == stages.ADV {
		j--
	}
	if j < g.first || g.upos(j) != stages.CCONJ && g.word(j) != "," {
		return false
	}
	for v := j - 1; v >= g.first; v-- {
		if g.upos(v) != stages.VERB || g.tag(v) != stages.TagVBD && g.tag(v) != stages.TagVBN {
			continue
		}
		n := &g.nodes[i-g.first]
		object := g.head(i)
		n.upos, n.tag = stages.VERB, stages.TagVBD
		f.hang(i, v, stages.RelConj)
		if object > i && g.isNoun(object) {
			f.hang(object, i, stages.RelObj)
		}
		return true
	}
	return false
}
