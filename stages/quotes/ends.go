package quotes

import "annals/stages"

// Where reported content ends and the author speaks again.

// contentEnd is where reported content that begins at token from ends: at the
// end of the sentence, or where the author speaks again. tag is that of the cue
// verb, for a second verb of the same subject.
func (a *analysis) contentEnd(from int32, tag stages.Tag) int32 {
	if k := a.nextReport(from); k > from {
		return a.stopAt(k)
	}
	for k := from + 1; k < a.hi; k++ {
		if p := a.inside[k]; p >= 0 {
			// Jump to the end of the pair.
			q := &a.pairs[p]
			e := a.w.TokenAt(max(q.Close.End-1, q.Close.Start-1)) + 1
			if e > k+1 {
				k = e - 1
				if k >= a.hi-1 {
					return a.stopAt(max(a.hi, e))
				}
			}
			if a.comma(k+1) || a.closesPair(k) && a.endsWithComma(q) {
				if a.authorAgain(k+1, tag) {
					return k + 1
				}
			}
			continue
		}
		switch {
		case a.is(k, ';'):
			return a.stopAt(k)
		case a.comma(k) && a.authorAgain(k+1, tag):
			return k
		case a.pos[k] == stages.CCONJ && (a.secondVerb(k+1, tag) || a.reportAt(k+1)):
			return a.stopAt(k)
		case a.has(k, isAccording):
			return a.stopAt(k)
		}
	}
	return a.stopAt(a.hi)
}

// authorAgain reports whether the words after a comma, from token k, are the
// author's again: a participle that reports, "according to", another report
// with its own subject, a second verb of the reporting subject.
func (a *analysis) authorAgain(k int32, tag stages.Tag) bool {
	if a.comma(k) {
		k++
	}
	if !a.in(k) || a.inside[k] >= 0 {
		return false
	}
	if a.has(k, isAccording) {
		return true
	}
	if a.pos[k] == stages.CCONJ && (a.secondVerb(k+1, tag) || tag == stages.TagVBD && (a.closesPair(k-1) || a.comma(k-1) && a.closesPair(k-2)) && a.tag[a.skipAdverbs(k+1)] == stages.TagVBD) {
		return true
	}
	if a.tag[k] == stages.TagVBG && a.entryAt(k).verb >= 0 && a.lex.verbs[a.entryAt(k).verb].frames&(frameClause|frameQuote) != 0 {
		return true
	}
	// ", said S." and ", S said." at the end.
	if e := a.entryAt(k); e.verb >= 0 && a.finite(k) && a.pos[k] == stages.VERB && a.lex.verbs[e.verb].frames&frameClause != 0 {
		if end := a.speakerRight(k + a.info[k].n); end > k+1 && (!a.in(end) || a.punct(end)) {
			return true
		}
	}
	if end := a.phraseRight(k); end > k && a.in(end) && a.pos[end] == stages.VERB && a.finite(end) {
		if e := a.entryAt(end); e.verb >= 0 && a.lex.verbs[e.verb].frames&frameClause != 0 && a.punct(end+a.info[end].n) && !a.opens(end+1) {
			return true
		}
	}
	// ", but/while S V(cue) ..."
	m := k
	if a.pos[m] == stages.CCONJ || a.pos[m] == stages.SCONJ && !a.has(m, isThat) {
		m++
		return a.reportAt(m)
	}
	return false
}

// reportAt reports whether a reporting clause with its own subject begins at
// token m: a noun phrase and a finite reporting verb.
func (a *analysis) reportAt(m int32) bool {
	e := a.phraseRight(m)
	if e == m {
		return false
	}
	finite := false
	for a.in(e) && (a.pos[e] == stages.ADV || a.pos[e] == stages.AUX) {
		finite = finite || a.finite(e)
		e++
	}
	if !a.in(e) || a.pos[e] != stages.VERB || !finite && !a.finite(e) || a.entryAt(e).verb < 0 {
		return false
	}
	f := a.lex.verbs[a.entryAt(e).verb].frames
	return f&frameClause != 0
}

// secondVerb reports whether a verb of the same subject as the cue stands at
// token k, after a conjunction: a cue verb in the same form.
func (a *analysis) secondVerb(k int32, tag stages.Tag) bool {
	for a.in(k) && a.pos[k] == stages.ADV {
		k++
	}
	if !a.in(k) || a.pos[k] != stages.VERB || tag == stages.NoTag {
		return false
	}
	e := a.entryAt(k)
	if a.inside[k] >= 0 || e.verb < 0 {
		return false
	}
	v := &a.lex.verbs[e.verb]
	m := k + a.info[k].n
	if a.finite(k) && v.frames&frameClause != 0 && a.has(m, isThat) {
		return true
	}
	if a.tag[k] != tag && !(a.tag[k] == stages.TagVBD && tag == stages.TagVBN) {
		return false
	}
	if v.frames&(frameHearer|frameObjInf|frameInf) != 0 {
		return true
	}
	return v.frames&frameClause != 0 && (a.opens(m) || (a.comma(m) || a.is(m, ':')) && a.opens(m+1) || a.has(m, isWh) || a.bareClause(m) || a.in(m) && a.nominal(m) && v.classes[0] == "speech")
}

// nextReport finds a second report in words that follow content from token
// from: a cue verb with words in marks right behind it, "and when asked she
// said, \"...\"". It returns the token at which its clause begins, -1 where
// there is none.
func (a *analysis) nextReport(from int32) int32 {
	for k := from + 1; k+1 < a.hi; k++ {
		if a.inside[k] >= 0 || !a.opens(k+1) && !((a.comma(k+1) || a.is(k+1, ':')) && a.opens(k+2)) {
			continue
		}
		e := a.entryAt(k)
		if e.verb < 0 || a.pos[k] != stages.VERB || !a.finite(k) || a.lex.verbs[e.verb].frames&(frameClause|frameQuote) == 0 {
			continue
		}
		if !(a.comma(k+1) || a.is(k+1, ':')) {
			continue
		}
		// Its clause begins after the last conjunction or comma before.
		for m := k - 1; m > from; m-- {
			if a.inside[m] >= 0 {
				return -1
			}
			if a.pos[m] == stages.CCONJ && (a.comma(m-1) || k-m < 12) {
				if a.comma(m - 1) {
					m--
				}
				return m
			}
			if a.is(m, ';') {
				return m
			}
		}
		return -1
	}
	return -1
}

// leavesPredicate cuts content whose cue stands in a relative clause without a
// comma, on the subject that begins its sentence, before the verb of that
// subject: "Anyone who says they know how I'll vote |is making it up".
func (a *analysis) leavesPredicate(f *found, cue int32) tokens {
	t, s := f.parts[0], f.source
	if s.last-s.first != 1 || !a.relative(s.first) || a.comma(s.first-1) || t.first < cue || a.phraseLeft(s.first) != a.lo || s.first == a.lo {
		return t
	}
	for k := t.first + 2; k < t.last && k < a.hi; k++ {
		if a.inside[k] >= 0 || !a.finite(k) || a.tag[k] == stages.TagVBP {
			continue
		}
		switch a.tag[k-1] {
		case stages.TagVB, stages.TagVBN, stages.TagVBD, stages.TagVBZ, stages.TagVBP, stages.TagVBG:
			if a.lexical(k - 1) {
				t.last = k
				return t
			}
		}
	}
	return t
}

// leavesSubordinate cuts content whose cue stands in a subordinate clause at the
// start of the sentence at the comma where the main clause begins: "Although he
// denied the charge, the court ...".
func (a *analysis) leavesSubordinate(t tokens, cue int32) tokens {
	first := a.lo
	if a.pos[first] == stages.CCONJ && a.in(first+1) {
		first++
	}
	if a.inside[first] >= 0 || a.pos[first] != stages.SCONJ && !a.has(first, isSubordinator) || a.has(first, isThat) {
		return t
	}
	for k := first; k < cue; k++ {
		if a.comma(k) {
			return t
		}
	}
	for k := t.first; k+2 < t.last && k < a.hi; k++ {
		if a.inside[k] >= 0 || !a.comma(k) {
			continue
		}
		e := a.phraseRight(k + 1)
		if e == k+1 {
			continue
		}
		for a.in(e) && a.pos[e] == stages.ADV {
			e++
		}
		if a.in(e) && a.finite(e) {
			t.last = k
			return t
		}
	}
	return t
}
