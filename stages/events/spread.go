package events

import "annals/stages"

// Dates carried from the verb they hang on to the clauses and nouns that share
// them.

// spread carries dates to clauses that share them: coordinated verbs, clauses
// of the same time, the main clause of "since ...".
func (f *finder) spread() {
	g := &f.g
	for i := range f.cands {
		c := &f.cands[i]
		if c.isNoun || c.basis == "" || !c.direct {
			continue
		}
		t := &f.w.Timexes[c.timex]
		root := g.coordinated(c.line)
		for j := range f.cands {
			d := &f.cands[j]
			if d.isNoun || d.timex != -1 || d.form != c.form || g.coordinated(d.line) != root || f.ownTime(d) {
				continue
			}
			fronted := t.First < root && t.First < c.token
			own := g.childWith(d.token, stages.RelNsubj, stages.RelNsubjPass) >= 0
			switch {
			case fronted && d.token > c.token:
			case c.interval.Start.IsZero(): // "will map it until July and then land"
				continue
			case d.token > c.token && d.tense == c.tense:
			case d.token < c.token && d.tense == c.tense && t.First > c.token && !f.counted(t) &&
				(g.childWith(c.token, stages.RelNsubj, stages.RelNsubjPass) < 0 || f.elliptic(c.token)):
				own = true
			default:
				continue
			}
			f.share(c, d)
			if own {
				d.confidence *= 0.8
			}
		}
		// the clause that c stands in, and the clauses in c
		if g.rel(root) == stages.RelAdvcl && c.form == formFinite {
			if m := f.candidateAt(g.head(root)); m != nil && !m.isNoun && m.timex == -1 {
				switch {
				case g.marker(root, f.t.words.since) >= 0:
					if iv, p, ok := interval(t, bondSince); ok {
						f.share(c, m)
						m.interval, m.precision = iv, p
					}
				case g.marker(root, f.t.words.while) >= 0:
					f.share(c, m)
				}
			}
		}
	}
	// "the 1998 bombing that killed ten": what the event did, it did then
	for i := range f.cands {
		d := &f.cands[i]
		if d.isNoun || d.timex != -1 || !d.finite() || d.tense != tensePast {
			continue
		}
		root := g.coordinated(d.token)
		if g.rel(root) != stages.RelACLRelcl {
			continue
		}
		if m := f.candidateAt(g.head(root)); m != nil && m.isNoun && m.basis != "" && m.direct {
			if s := g.childWith(root, stages.RelNsubj); s >= 0 && g.relative(s) {
				f.share(m, d)
			}
		}
	}
	f.outcomes()
	// from a dated main clause down to "when ..." clauses without a date
	for i := range f.cands {
		d := &f.cands[i]
		if d.isNoun || d.timex != -1 || !d.finite() || g.rel(d.token) != stages.RelAdvcl || g.marker(d.token, f.t.words.while) < 0 {
			continue
		}
		if m := f.candidateAt(g.head(d.token)); m != nil && m.basis != "" && m.direct && m.tense == d.tense && d.tense == tensePast {
			f.share(m, d)
		}
	}
}

// outcomes dates what a participle behind a comma adds to a dated verb of the
// past: "struck the coast on Monday, killing ten". Speech and what has no class of
// its own are left out: they go on, or only say how.
func (f *finder) outcomes() {
	g := &f.g
	for i := range f.cands {
		d := &f.cands[i]
		if d.isNoun || d.timex != -1 || d.form != formParticiple || g.tag(d.token) != stages.TagVBG || d.class == f.t.other || d.class == f.t.statement {
			continue
		}
		line := g.coordinated(d.line)
		if g.rel(line) != stages.RelAdvcl || g.childWith(line, stages.RelMark) >= 0 || !f.aside(line) || f.ownTime(d) {
			continue
		}
		m := f.candidateAt(g.head(line))
		if m == nil || m.isNoun || m.basis == "" || !m.finite() || m.tense != tensePast || m.token > d.token || m.class == f.t.statement || m.negated {
			continue
		}
		f.share(m, d)
		d.direct = true
	}
}

// ownTime reports whether the verb has a time of its own, a date or none: "was
// released after the king's death", "missed last year's race", "fell by half
// within ten years".
func (f *finder) ownTime(c *candidate) bool {
	g := &f.g
	for k := g.firstChild(c.token); k >= 0; k = g.nextChild(k) {
		if r := g.rel(k); (r == stages.RelObl || r == stages.RelAdvcl) &&
			(g.marker(k, f.t.words.after) >= 0 || g.marker(k, f.t.words.before) >= 0 || g.marker(k, f.t.words.within) >= 0) {
			return true
		}
	}
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		t := &f.w.Timexes[k]
		if t.Type != stages.TimexDate && t.Type != stages.TimexTime || t.InName || t.Interval.IsZero() {
			continue
		}
		n := 0
		for i := f.attachment(t); i >= 0 && n < 12; i, n = g.head(i), n+1 {
			if d := f.candidateAt(i); d != nil && !d.isNoun {
				if d == c {
					return true
				}
				break
			}
		}
	}
	return false
}

// counted reports whether a date is counted from what was told before it: "two
// days later", "the next day". It is not the time of what was told.
func (f *finder) counted(t *stages.Timex) bool {
	for i := t.First; i < t.Last; i++ {
		if w := f.g.wordAt(f.w, i); has(f.t.words.later, w) || has(f.t.words.next, w) {
			return true
		}
	}
	return false
}

// elliptic reports whether the passive at token i leaves its auxiliary to the
// verb that it is coordinated with: "ten were killed and many injured".
func (f *finder) elliptic(i int32) bool {
	g := &f.g
	return g.tag(i) == stages.TagVBN && g.rel(i) == stages.RelConj && g.childWith(i, stages.RelAux, stages.RelAuxPass) < 0 && f.passive(i)
}

// share gives d the time of c.
func (f *finder) share(c, d *candidate) {
	if c.timex >= 0 && f.inContent(d, &f.w.Timexes[c.timex]) {
		return
	}
	d.timex, d.interval, d.precision, d.approximate, d.basis = c.timex, c.interval, c.precision, c.approximate, c.basis
	d.direct = false
	d.confidence = min(d.confidence, c.confidence) * 0.9
}

// nounsBefore dates the event nouns that stand right before a date which the
// parse gives to the verb: "killed in a bombing in 1995", "after a coup last
// year". Both happened then.
func (f *finder) nounsBefore() {
	g := &f.g
	for i := range f.cands {
		v := &f.cands[i]
		if v.isNoun || v.basis == "" || !v.direct || v.timex < 0 || !v.finite() {
			continue
		}
		t := &f.w.Timexes[v.timex]
		j := t.First - 1
		for j > v.token && (g.upos(j) == stages.ADP || g.upos(j) == stages.DET) {
			j--
		}
		if j <= v.token {
			continue
		}
		n := f.candidateAt(j)
		if n == nil || !n.isNoun || n.timex != -1 || n.negated || n.class == v.class || n.class == f.t.statement {
			continue
		}
		// a noun with a preposition, or one that the parse ran into the date
		if r := g.rel(j); r == stages.RelObl || r == stages.RelNmod || r == stages.RelCompound && g.head(j) >= 0 && f.inTimex(g.head(j)) {
			if r != stages.RelCompound && g.marker(j, f.t.words.places) < 0 && g.marker(j, f.t.words.after) < 0 {
				continue
			}
			f.share(v, n)
			n.direct = true
		}
	}
}
