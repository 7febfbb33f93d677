package events

import "annals/stages"

// What tense, habit and the verb above say against a date that was found.

// check drops dates that the tense contradicts, settles modality by the
// publication date, and keeps of nouns, participles and infinitives those only
// that a date hangs on.
func (f *finder) check() {
	g := &f.g
	published := f.w.Doc.Published.Interval
	for i := range f.cands {
		c := &f.cands[i]
		if c.basis == "" {
			c.dropped = !c.alone()
			continue
		}
		if !published.End.IsZero() && !c.interval.Start.IsZero() && published.End.Before(c.interval.Start) {
			switch {
			case c.tense == tensePast || c.tense == tensePerfect:
				if c.form == formFinite {
					c.basis, c.timex = "", -2-c.timex // tied to a time that cannot be
					continue
				}
			case c.modality == asserted:
				c.modality = planned
			}
		}
		if c.class == f.t.statement && c.tense == tensePresent && !c.isNoun && !published.Start.IsZero() && !c.interval.End.IsZero() &&
			c.interval.End.Before(published.Start) {
			c.basis, c.timex = "", -1 // who "says" now does not say it then: the date is of what is said
			continue
		}
		if c.isNoun {
			f.checkNoun(c)
			continue
		}
		if c.tense == tensePresent && c.class == f.t.other && f.nowadays(c) {
			c.dropped = true // "today the union has 40 members": no day is meant
			continue
		}
		if c.finite() && f.habit(c) {
			c.dropped = true // "they usually met in spring"
			continue
		}
		if !c.direct && !c.finite() {
			switch g.rel(c.token) {
			case stages.RelXcomp, stages.RelCcomp, stages.RelConj:
			default:
				c.dropped = true
			}
		}
	}
}

// nowadays reports whether the date of a clause in the present is "today" or the
// like, which means these times.
func (f *finder) nowadays(c *candidate) bool {
	if c.timex < 0 || f.g.tag(c.token) == stages.TagVBG {
		return false
	}
	t := &f.w.Timexes[c.timex]
	return t.Last-t.First == 1 && has(f.t.words.nowadays, f.g.wordAt(f.w, t.First))
}

// habit reports an adverb of habit on the verb.
func (f *finder) habit(c *candidate) bool {
	g := &f.g
	for k := g.firstChild(c.token); k >= 0; k = g.nextChild(k) {
		if g.rel(k) == stages.RelAdvmod && has(f.t.words.habits, g.word(k)) {
			return true
		}
	}
	return false
}

// checkNoun drops an event noun whose date serves the verb above it.
func (f *finder) checkNoun(c *candidate) {
	g := &f.g
	t := &f.w.Timexes[c.timex]
	if t.First < c.token {
		return // "the June raid", "Friday's attack"
	}
	r := g.rel(c.token)
	for i := range f.cands {
		v := &f.cands[i]
		if v.isNoun || v.timex != c.timex || v.dropped || v.interval != c.interval {
			continue
		}
		// The date hangs on the noun, and serves the verb too. Two events where
		// the noun stands apart ("killed in a bombing in 1995"); one where it is
		// the verb's subject or object and the classes tell the same.
		switch {
		case r == stages.RelObl || r == stages.RelNmod || r == stages.RelCompound:
		case r == stages.RelNsubj && v.class != c.class && v.class != f.t.other:
		default:
			c.dropped = true
			return
		}
	}
}
