package events

import "annals/stages"

// Companions are event nouns that share the time of the verb they go with: "was
// killed in an attack on Friday", "said in a speech", "read at a rally and a
// vigil". They are rows with the time of that verb; they have no title of their
// own and so no entry in the timeline, which tells the occasion once.
//
// Objects, subjects and clauses are no companions: what is condemned, planned or
// followed has another time as often as not.

// companions dates the undated event nouns that share the time of a dated verb.
func (f *finder) companions() {
	g := &f.g
	for i := range f.cands {
		c := &f.cands[i]
		if !c.isNoun || c.basis != "" || c.timex != -1 || c.negated || f.inTimex(c.token) {
			continue
		}
		m := f.candidateAt(g.head(c.token))
		if m == nil || m.basis == "" || m.dropped || m.negated || m.modality != asserted {
			continue
		}
		switch r := g.rel(c.token); {
		case m.isNoun:
			if r == stages.RelConj && (m.companion || m.direct) {
				f.accompany(m, c)
			}
		case r == stages.RelObl && m.finite() && g.marker(c.token, f.t.words.venues) >= 0 && !f.known(c.token):
			f.accompany(m, c)
		}
	}
}

// known reports whether the noun speaks of something told before: "the meeting".
func (f *finder) known(i int32) bool {
	d := f.g.childWith(i, stages.RelDet)
	return d >= 0 && has(f.t.words.definite, f.g.word(d))
}

// accompany gives c the time of m.
func (f *finder) accompany(m, c *candidate) {
	c.timex, c.interval, c.precision, c.approximate, c.basis = m.timex, m.interval, m.precision, m.approximate, m.basis
	c.companion, c.dropped, c.direct = true, false, false
	c.rule = "companion"
	c.confidence = min(c.confidence, m.confidence) * 0.7
}
