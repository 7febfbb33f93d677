package events

import "annals/stages"

// Modalities of an event.
const (
	asserted     = "asserted"
	planned      = "planned"
	hypothetical = "hypothetical"
)

// modal fills modality and negation of c from its auxiliaries, the verb that
// governs it and the clause it stands in.
func (f *finder) modal(c *candidate) {
	g := &f.g
	c.modality = asserted
	if c.isNoun {
		c.negated = f.negatedNoun(c.token)
		// "a planned visit", "plans for a visit": the word on the noun decides
		for k := g.firstChild(c.token); k >= 0; k = g.nextChild(k) {
			if g.rel(k) == stages.RelAmod {
				f.raise(c, f.t.verbs[g.lemma(k)])
			}
		}
		return
	}
	switch c.tense {
	case tenseFuture:
		c.modality = planned
	case tenseModal:
		c.modality = hypothetical
	}
	c.negated = f.negatedVerb(c.token) || c.noun >= 0 && f.negatedNoun(c.noun) && !c.isNoun
	i := c.line
	// up the clauses: what an infinitive or a condition hangs on
	for n := 0; n < 12; n++ {
		r := g.rel(i)
		h := g.head(i)
		if h < 0 {
			break
		}
		switch r {
		case stages.RelConj:
			if own := g.childWith(i, stages.RelNsubj, stages.RelNsubjPass, stages.RelAux, stages.RelAuxPass); own >= 0 && c.form == formFinite {
				return
			}
			if g.upos(h) != stages.VERB {
				return
			}
			if f.negatedVerb(h) && g.childWith(i, stages.RelNsubj) < 0 && c.form != formFinite {
				c.negated = true
			}
		case stages.RelXcomp:
			if v := f.t.verbs[g.lemma(h)]; v != nil {
				if c.form == formInfinitive || g.tag(i) == stages.TagVBG || c.form == formFinite {
					f.raise(c, v)
				}
			} else if g.upos(h) == stages.ADJ {
				f.weaken(c, hypothetical)
			}
			if f.negatedVerb(h) {
				c.negated = true
			}
			f.auxiliaries(c, h)
		case stages.RelACL:
			if c.form == formInfinitive {
				if v := f.t.verbs[g.lemma(h)]; v != nil && v.flags&flagWish != 0 {
					f.weaken(c, hypothetical)
				} else {
					f.weaken(c, planned)
				}
			}
			return
		case stages.RelAdvcl:
			if g.marker(i, f.t.ifs) >= 0 {
				f.weaken(c, hypothetical)
			}
			if g.marker(i, f.t.negation) >= 0 {
				c.negated = true // "without signing"
			}
			if c.form == formInfinitive {
				f.weaken(c, planned)
			}
			return
		case stages.RelCcomp, stages.RelCsubj, stages.RelCsubjPass:
			if v := f.t.verbs[g.lemma(h)]; v != nil {
				switch {
				case c.form == formInfinitive || c.tense == tenseNone:
					f.raise(c, v)
				case v.flags&flagWish != 0 && v.class != f.t.statement:
					f.weaken(c, hypothetical) // "demanded that they leave", "believes it fell"
				case v.flags&flagNegative != 0:
					c.negated = true
				}
			}
			return
		default:
			return
		}
		i = h
	}
}

// auxiliaries applies will and may of a governing verb: "will begin building".
func (f *finder) auxiliaries(c *candidate, h int32) {
	switch _, t := f.shape(h); t {
	case tenseFuture:
		f.weaken(c, planned)
	case tenseModal:
		f.weaken(c, hypothetical)
	}
}

// raise applies the verb v that governs c.
func (f *finder) raise(c *candidate, v *verb) {
	if v == nil {
		return
	}
	if v.flags&flagPlan != 0 {
		f.weaken(c, planned)
	}
	if v.flags&flagWish != 0 {
		f.weaken(c, hypothetical)
	}
	if v.flags&flagNegative != 0 {
		c.negated = true
	}
}

// weaken moves the modality away from fact, never towards it.
func (f *finder) weaken(c *candidate, m string) {
	if c.modality == asserted || c.modality == planned && m == hypothetical {
		c.modality = m
	}
}

// negatedVerb reports a negation on the verb or on its subject.
func (f *finder) negatedVerb(i int32) bool {
	g := &f.g
	for c := g.firstChild(i); c >= 0; c = g.nextChild(c) {
		switch g.rel(c) {
		case stages.RelAdvmod, stages.RelAux, stages.RelMark, stages.RelDet, stages.RelCCPreconj:
			if has(f.t.negation, g.word(c)) {
				return true
			}
		case stages.RelNsubj, stages.RelNsubjPass:
			if has(f.t.negation, g.word(c)) || f.negatedNoun(c) {
				return true
			}
		case stages.RelObj:
			if f.negatedNoun(c) {
				return true
			}
		}
	}
	return false
}

// negatedNoun reports a "no" on the noun.
func (f *finder) negatedNoun(i int32) bool {
	g := &f.g
	for c := g.firstChild(i); c >= 0; c = g.nextChild(c) {
		if (g.rel(c) == stages.RelDet || g.rel(c) == stages.RelAdvmod) && has(f.t.negation, g.word(c)) {
			return true
		}
	}
	return false
}
