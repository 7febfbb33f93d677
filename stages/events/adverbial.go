package events

import "annals/stages"

// Dates whose place in the sentence leaves no doubt, whatever the parse makes of
// them: in front, beside a verb of speech, bare before or after the verb.

// fronted ties a date at the very front of a sentence ("In 1990, ...") to the
// first finite verb of the main line: the place leaves no doubt, whatever the
// parse makes of it.
func (f *finder) fronted(k int32, t *stages.Timex, a int32, b bond) bool {
	g := &f.g
	first := g.first
	if t.First >= f.body {
		first = f.body
	}
	if t.First-first > 4 {
		return false
	}
	for i := first; i < t.First; i++ {
		switch g.upos(i) {
		case stages.ADP, stages.SCONJ, stages.ADV, stages.DET, stages.CCONJ, stages.PUNCT:
		case stages.ADJ:
		default:
			return false
		}
	}
	if t.Last >= g.last {
		return false
	}
	// a date before a noun that it modifies
	comma := f.w.Tokens[t.Last].Class == stages.ClassPunctuation
	// "Yesterday Governor Lund left": a bare day before a name or an article
	bare := t.First == first && t.Precision == stages.PrecisionDay && (g.upos(t.Last) == stages.PROPN || g.upos(t.Last) == stages.DET || g.upos(t.Last) == stages.PRON)
	if !comma && !bare {
		switch g.rel(a) {
		case stages.RelCompound, stages.RelNmodPoss, stages.RelAmod, stages.RelNsubj, stages.RelNsubjPass, stages.RelDet:
			return false
		case stages.RelNummod:
			if h := g.head(a); h >= 0 && h-t.Last < 3 && (t.First == first || g.rel(h) != stages.RelNsubj && g.rel(h) != stages.RelNsubjPass) {
				return false
			}
		}
		if u := g.upos(t.Last); u == stages.ADP || u == stages.PART || u == stages.VERB || u == stages.AUX {
			return false
		}
	}
	for i := range f.cands {
		c := &f.cands[i]
		if c.isNoun || !c.finite() || c.token < t.Last || !f.mainClause(c) {
			continue
		}
		f.date(c, k, t, b, true)
		return true
	}
	return false
}

// opening ties a date that opens a coordinated clause ("..., and two years later
// the boat reached the lake", "...; on 5 May they left") to the verb of that
// clause: no date stands between a conjunction and a subject for another reason.
func (f *finder) opening(k int32, t *stages.Timex, a int32, b bond) bool {
	g := &f.g
	i := t.First - 1
	for i > g.first && (g.upos(i) == stages.ADP || g.upos(i) == stages.ADV || g.upos(i) == stages.DET) {
		i--
	}
	if i <= g.first || g.upos(i) != stages.CCONJ && g.word(i) != ";" {
		return false
	}
	j := t.Last
	if j < g.last && g.word(j) == "," {
		j++
	}
	for v := j; v < min(g.last, j+20); v++ {
		u := g.upos(v)
		if u == stages.SCONJ || g.relative(v) || f.inTimex(v) {
			return false
		}
		if u != stages.VERB {
			continue
		}
		c := f.candidateAt(v)
		s := g.childWith(v, stages.RelNsubj, stages.RelNsubjPass)
		if c == nil || c.token != v || !c.finite() || s >= 0 && s < j || s < 0 && v != j && g.upos(j) != stages.AUX {
			return false
		}
		f.date(c, k, t, b, true)
		return true
	}
	return false
}

// timed ties a date to the clause that "when" adds to it, whatever the date means
// for the verb before it: "held out until 30 June, when they surrendered".
func (f *finder) timed(k int32, t *stages.Timex) bool {
	g := &f.g
	i := t.Last
	if i < g.last && g.word(i) == "," {
		i++
	}
	if i >= g.last || !has(f.t.words.when, g.word(i)) || t.Precision == stages.PrecisionNone {
		return false
	}
	for v := i + 1; v < g.last && v < i+20; v++ {
		c := f.candidateAt(v)
		if c == nil || c.token != v || !c.finite() {
			continue
		}
		if s := g.childWith(v, stages.RelNsubj, stages.RelNsubjPass); s >= 0 && s < i {
			return false
		}
		f.date(c, k, t, bondIn, true)
		break
	}
	return false // it dates the verb before it too
}

// reporting catches "said Friday", "on Tuesday told": a day that touches a
// reporting verb belongs to that verb, whatever the parser makes of it.
func (f *finder) reporting(k int32, t *stages.Timex, a int32, b bond) bool {
	if b != bondIn || t.Precision != stages.PrecisionDay && t.Precision != stages.PrecisionTime {
		return false
	}
	g := &f.g
	before := t.First - 1
	if before >= g.first && g.upos(before) == stages.ADP {
		before--
	}
	for _, i := range [2]int32{before, t.Last} {
		if !g.holds(i) {
			continue
		}
		if c := f.candidateAt(i); c != nil && c.token == i && c.finite() && c.class == f.t.statement && g.childWith(i, stages.RelCcomp, stages.RelParataxis) >= 0 {
			f.date(c, k, t, b, true)
			return true
		}
	}
	return false
}

// bare ties a day without a preposition ("met the envoys Wednesday", "the envoys
// Friday left") to the verb before it, or after it where it stands between
// subject and verb: such a day is an adverb, and seldom parsed as one.
func (f *finder) bare(k int32, t *stages.Timex, a int32, b bond) bool {
	if b != bondIn || t.Precision != stages.PrecisionDay && t.Precision != stages.PrecisionTime || f.bracketed(t) {
		return false
	}
	g := &f.g
	before, after := t.First-1, t.Last
	if before < g.first || g.upos(before) == stages.ADP || g.upos(before) == stages.DET || g.w.Tokens[before].Class == stages.ClassPunctuation {
		return false
	}
	if g.holds(after) {
		switch g.upos(after) {
		case stages.NOUN, stages.PROPN, stages.PART, stages.ADJ, stages.NUM:
			return false
		}
		// between subject and verb
		v := after
		for v < g.last && g.upos(v) == stages.ADV {
			v++
		}
		if g.holds(v) && g.isNoun(before) {
			if c := f.candidateAt(v); c != nil && c.token == v && c.finite() && (g.tag(v) == stages.TagVBD || g.tag(v) == stages.TagVBZ) {
				f.date(c, k, t, b, true)
				return true
			}
		}
	}
	for v := before; v >= g.first && before-v < 12; v-- {
		if g.w.Tokens[v].Class == stages.ClassPunctuation && g.word(v) == "," || g.upos(v) == stages.SCONJ || g.relative(v) {
			return false
		}
		if u := g.upos(v); u != stages.VERB {
			continue
		}
		c := f.candidateAt(v)
		if c == nil || c.isNoun {
			return false
		}
		if f.shadowed(c) || c.form == formInfinitive && c.token == c.line && f.resolvedOn(c, t) {
			continue
		}
		f.date(c, k, t, b, true)
		// an event noun right before the day is meant too: "the sale yesterday"
		if n := f.candidateAt(before); n != nil && n.isNoun {
			f.dateNoun(n, k, t, b, false)
		}
		return true
	}
	return false
}

// nearest serves where the parse leads nowhere: the nearest finite verb before
// the date, else after it.
func (f *finder) nearest(k int32, t *stages.Timex, b bond) {
	if f.bracketed(t) {
		return
	}
	var best *candidate
	for i := range f.cands {
		c := &f.cands[i]
		if !c.finite() {
			continue
		}
		if c.token < t.First || best == nil {
			best = c
		}
	}
	if best != nil && best.timex < 0 {
		f.date(best, k, t, b, true)
		best.confidence *= 0.7
	}
}
