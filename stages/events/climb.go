package events

import "annals/stages"

// The way from a date up the parse to the verb or event noun that it governs.

// attachment is the token by which a timex hangs in the parse: the one whose
// head lies outside it, -1 where all of it is the root.
func (f *finder) attachment(t *stages.Timex) int32 {
	g := &f.g
	best := int32(-1)
	for i := t.First; i < t.Last; i++ {
		if !g.holds(i) {
			continue
		}
		h := g.head(i)
		if h >= 0 && t.First <= h && h < t.Last {
			continue
		}
		if r := g.rel(i); r == stages.RelPunct || r == stages.RelCase || r == stages.RelDet || r == stages.RelMark || r == stages.RelCC {
			if best < 0 {
				best = i
			}
			continue
		}
		return i
	}
	return best
}

// bondAt reads how token i is tied from its preposition; the word before the
// timex counts too, since a parser may hang "since" elsewhere.
func (f *finder) bondAt(i, before int32) bond {
	g, w := &f.g, &f.t.words
	for _, l := range [...]struct {
		words wordSet
		bond  bond
	}{{w.since, bondSince}, {w.until, bondUntil}, {w.before, bondBefore}, {w.after, bondAfter}} {
		if g.marker(i, l.words) >= 0 {
			return l.bond
		}
		if before >= g.first && (g.upos(before) == stages.ADP || g.upos(before) == stages.SCONJ) && has(l.words, g.word(before)) {
			return l.bond
		}
	}
	return bondIn
}

// climb follows timex k up the parse to the verb it dates, noting the event
// nouns on its way.
func (f *finder) climb(k int32, t *stages.Timex) {
	g := &f.g
	a := f.attachment(t)
	if a < 0 {
		return
	}
	b := f.bondAt(a, t.First-1)
	if b == bondIn && t.Open < 0 {
		b = bondUntil
	} else if b == bondIn && t.Open > 0 {
		b = bondSince
	}
	if t.Precision == stages.PrecisionTime && (b == bondBefore || b == bondAfter) {
		b = bondIn // "shortly after midnight on 3 May": the day holds
	}
	if f.timed(k, t) || f.reporting(k, t, a, b) || f.fronted(k, t, a, b) || f.opening(k, t, a, b) || f.bare(k, t, a, b) {
		return
	}
	if r := g.rel(a); (r == stages.RelObj || r == stages.RelOblUnmarked) && b == bondIn && g.childWith(a, stages.RelCase) < 0 && t.Precision == stages.PrecisionYear && t.Last-t.First > 1 {
		if h := g.head(a); h >= 0 && g.childWith(a, stages.RelNmod) >= 0 && a > h {
			return // "ends the year of the drought"
		}
	}
	prev, cur := a, g.head(a)
	for n := 0; n < 20 && cur >= 0; n++ {
		c := f.candidateAt(cur)
		switch {
		case c != nil && c.isNoun:
			premodifier := prev < cur
			if prev == a || f.inTimex(prev) || premodifier && g.rel(prev) == stages.RelCompound {
				f.dateNoun(c, k, t, b, premodifier)
			}
			if g.marker(prev, f.t.words.of) >= 0 {
				return
			}
			if premodifier {
				if r := g.rel(cur); r == stages.RelObl || r == stages.RelNmod {
					f.dateAtVenue(c, k, t, b)
					return
				}
				if t.Precision != stages.PrecisionDay && t.Precision != stages.PrecisionTime {
					return
				}
			}
		case c != nil && (c.form == formInfinitive && c.token == c.line && (f.purpose(c) || f.resolvedOn(c, t)) || f.shadowed(c) || f.standingClause(c, t)):
			// "was sent to help Algeria in 1963": the sending has the date
		case c != nil:
			if c.token != cur && c.noun == cur && (b == bondSince || b == bondAfter || b == bondBefore) && prev == a {
				return
			}
			f.date(c, k, t, b, true)
			return
		case g.upos(cur) == stages.VERB || g.upos(cur) == stages.AUX:
			// a state or a thought: the date stays with it and may serve what it governs
			if r := g.rel(cur); r == stages.RelAdvcl && g.tag(cur) == stages.TagVBG || r == stages.RelXcomp {
				break
			}
			if r := g.rel(cur); (r == stages.RelACLRelcl || r == stages.RelACL) && (g.tag(cur) == stages.TagVBZ || g.tag(cur) == stages.TagVBP) {
				break // "discovered the salts that bear her name in 1908"
			}
			if g.rel(cur) == stages.RelACL && g.tag(cur) == stages.TagVBN {
				// "a service planned for Saturday": the date is the service's
				if m := f.candidateAt(g.head(cur)); m != nil && m.isNoun {
					if v := f.t.verbs[g.lemma(cur)]; v != nil && v.flags&flagPlan != 0 {
						f.date(m, k, t, b, true)
						f.weaken(m, planned)
						return
					}
				}
			}
			if !f.below(cur, k, t, b) && t.First > cur {
				f.before(cur, k, t, b)
			}
			return
		case g.isNoun(cur):
			if g.childWith(cur, stages.RelCop) >= 0 {
				f.below(cur, k, t, b)
				return
			}
			if prev < cur && (prev == a || f.inTimex(prev)) {
				if r := g.rel(cur); (r == stages.RelCompound || r == stages.RelNmodUnmarked) && g.head(cur) > cur {
					break // "the 1998 clinic bombing": up to the head of the phrase
				}
				if c := f.subjectOf(cur); c != nil && c.class == f.t.other && t.Precision != stages.PrecisionYear {
					f.date(c, k, t, b, true) // "third-quarter income rose"
				}
				return // "the 2008 games", "Friday's papers"
			}
			if g.marker(prev, f.t.words.of) >= 0 && !has(f.t.words.dayparts, g.lemma(cur)) || g.rel(prev) == stages.RelAppos || g.rel(prev) == stages.RelParataxis || f.bracketed(t) {
				return
			}
		case g.upos(cur) == stages.ADJ && g.childWith(cur, stages.RelCop, stages.RelNsubj) >= 0:
			f.below(cur, k, t, b)
			return
		}
		if g.isNoun(cur) && b == bondIn && !has(f.t.words.timeNouns, g.lemma(cur)) {
			b = f.bondAt(cur, f.beforePhrase(cur)) // but "shortly before dawn on Wednesday" is on Wednesday
		}
		prev, cur = cur, g.head(cur)
	}
	if cur < 0 && prev != a {
		return
	}
	if cur < 0 {
		f.nearest(k, t, b)
	}
}

// dateAtVenue gives the date before an event noun to the verb of what happened
// there: "decided at last year's summit", "was wounded in the 1995 shooting". Who
// is charged in the 1988 bombing is not charged then.
func (f *finder) dateAtVenue(noun *candidate, k int32, t *stages.Timex, b bond) {
	g := &f.g
	h := g.head(noun.token)
	m := f.candidateAt(h)
	if m == nil || m.isNoun || m.token != h || !m.finite() || m.tense != tensePast || g.marker(noun.token, f.t.words.venues) < 0 {
		return
	}
	if noun.class == f.t.meeting || has(f.t.words.harms, m.lemma) {
		f.date(m, k, t, b, true)
	}
}

// purpose reports whether the infinitive tells what the verb above it was done
// for, and is not what somebody plans, wishes or begins.
func (f *finder) purpose(c *candidate) bool {
	g := &f.g
	h := g.head(c.token)
	if r := g.rel(c.token); h < 0 || r != stages.RelAdvcl && r != stages.RelXcomp {
		return false
	}
	m := f.candidateAt(h)
	if m == nil || m.isNoun || !m.finite() || m.modality != asserted {
		return false
	}
	v := f.t.verbs[g.lemma(h)]
	return v != nil && v.flags&(flagPlan|flagWish) == 0
}

// standingClause reports whether a relative clause in the present, which tells
// what always holds, stands before a date of the past: "discovered the salts that
// bear her name in 1908".
func (f *finder) standingClause(c *candidate, t *stages.Timex) bool {
	if c.isNoun || c.tense != tensePresent || f.g.rel(c.token) != stages.RelACLRelcl || t.Interval.End.IsZero() || f.w.Doc.Published.Interval.Start.IsZero() {
		return false
	}
	return t.Interval.End.Before(f.w.Doc.Published.Interval.Start)
}

// resolvedOn reports whether a day of the past behind an infinitive is the day of
// the verb above it: "voted to support the motion on Friday". What was resolved
// for a day to come has a day to come.
func (f *finder) resolvedOn(c *candidate, t *stages.Timex) bool {
	g := &f.g
	if !f.news || t.Precision != stages.PrecisionDay || t.Interval.Start.IsZero() || f.day.End.Before(t.Interval.End) {
		return false
	}
	if r := g.rel(c.token); r != stages.RelXcomp && r != stages.RelAdvcl {
		return false
	}
	m := f.candidateAt(g.head(c.token))
	return m != nil && !m.isNoun && m.token < c.token && m.finite() && m.tense == tensePast
}

// shadowed reports whether the clause of c only says how the event of the verb
// above it was: "was found clinging to a tube", "declined to comment".
func (f *finder) shadowed(c *candidate) bool {
	g := &f.g
	if c.isNoun || c.token != c.line || g.rel(c.token) != stages.RelXcomp {
		return false
	}
	m := f.candidateAt(g.head(c.token))
	if m == nil || m.isNoun || !m.finite() || m.modality != asserted {
		return false
	}
	if g.tag(c.token) == stages.TagVBG {
		return true
	}
	if finiteTag(g.tag(c.token)) {
		return false
	}
	v := f.t.verbs[g.lemma(m.token)]
	return v != nil && v.flags&flagNegative != 0
}

// beforePhrase is the token before the noun phrase that i heads.
func (f *finder) beforePhrase(i int32) int32 {
	g := &f.g
	for j := i - 1; j >= g.first; j-- {
		switch g.upos(j) {
		case stages.DET, stages.ADJ, stages.NOUN, stages.PROPN, stages.NUM, stages.PART:
			continue
		}
		return j
	}
	return -1
}

// subjectOf is the finite verb that noun i is the subject of, nil else.
func (f *finder) subjectOf(i int32) *candidate {
	g := &f.g
	if r := g.rel(i); r != stages.RelNsubj && r != stages.RelNsubjPass {
		return nil
	}
	if h := g.head(i); h >= 0 {
		if c := f.candidateAt(h); c != nil && !c.isNoun && c.finite() {
			return c
		}
	}
	return nil
}

// below passes the date of a verb or predicate that is no event itself to the
// clause it governs: "In 1990 research showed that ...".
func (f *finder) below(head int32, k int32, t *stages.Timex, b bond) (found bool) {
	g := &f.g
	for i := range f.cands {
		c := &f.cands[i]
		if c.isNoun || c.timex >= 0 || c.token == head {
			continue
		}
		j := c.token
		for n := 0; n < 6; n++ {
			r := g.rel(j)
			h := g.head(j)
			if h < 0 {
				break
			}
			if r == stages.RelXcomp || r == stages.RelCcomp || r == stages.RelConj || r == stages.RelCsubj || r == stages.RelAdvcl && g.marker(j, f.t.words.while) >= 0 {
				if h == head {
					f.date(c, k, t, b, false)
					c.confidence *= 0.85
					found = true
					break
				}
				j = h
				continue
			}
			break
		}
	}
	return found
}

// before ties the date of a verb that is no event to the verb that governs it.
func (f *finder) before(i, k int32, t *stages.Timex, b bond) {
	g := &f.g
	for n := 0; n < 4; n++ {
		if r := g.rel(i); r != stages.RelCcomp && r != stages.RelXcomp {
			return
		}
		if i = g.head(i); i < 0 {
			return
		}
		if c := f.candidateAt(i); c != nil {
			if !c.isNoun && c.class != f.t.statement && c.timex == -1 {
				f.date(c, k, t, b, true)
				c.confidence *= 0.7
			}
			return
		}
	}
}
