package quotes

import "annals/stages"

// content is what a cue reports, to its right.
type content struct {
	tokens
	frame  frame
	cueEnd int32 // the cue takes in a preposition or particle up to here
}

// contentAfter finds the content that follows the verb group by the frames of
// the verb.
func (a *analysis) contentAfter(g *group, v *verb) (content, bool) {
	j := g.last
	if g.passive {
		return a.passiveContent(g, v)
	}
	k := a.skipAdjuncts(j)
	sure := k > j && (a.has(j, isTime) || a.has(k, isThat) && a.pos[k] != stages.DET || a.opens(k) || (a.comma(k) || a.is(k, ':')) && a.opens(k+1))
	if !sure && k > j && a.comma(k) {
		for m := k + 1; m < a.hi && m-k < 10 && !a.quoteMark(m); m++ {
			if a.comma(m) {
				sure = a.has(m+1, isThat) || a.opens(m+1)
				break
			}
		}
	}
	if !sure {
		if c, ok := a.contentAt(j, g, v, false); ok {
			return c, true
		}
	}
	if k > j {
		if c, ok := a.contentAt(k, g, v, true); ok {
			return c, true
		}
		j = k
	}
	// ", in a letter to the court, that ..."
	if a.comma(j) {
		for k := j + 1; k < a.hi && k-j < 14; k++ {
			if a.quoteMark(k) {
				break
			}
			if a.comma(k) {
				if c, ok := a.contentAt(k+1, g, v, true); ok && (a.has(k+1, isThat) || a.opens(k+1)) {
					return c, true
				}
				break
			}
		}
	}
	return content{}, false
}

// contentAt tries the frames at token j. skipped says that adjuncts stand
// between verb and content.
func (a *analysis) contentAt(j int32, g *group, v *verb, skipped bool) (content, bool) {
	if !a.in(j) {
		return content{}, false
	}
	if (a.comma(j) || a.is(j, ':')) && a.in(j+1) {
		if a.opens(j + 1) {
			return a.clauseContent(j+1, g, frameQuote), true
		}
		if a.is(j, ':') && v.frames&(frameClause|frameQuote) != 0 {
			return a.clauseContent(j+1, g, frameClause), true
		}
		return content{}, false
	}
	if a.opens(j) {
		if a.has(j-1, isNamed) && a.titleLike(&a.pairs[a.inside[j]]) {
			return content{}, false
		}
		if v.frames&(frameClause|frameThat|frameQuote) != 0 || v.frames&(frameNP|frameAs) != 0 {
			return a.clauseContent(j, g, frameQuote), true
		}
		return content{}, false
	}
	clausal := v.frames&(frameClause|frameThat) != 0
	switch {
	case clausal && a.has(j, isThat) && a.pos[j] != stages.DET && a.pos[j] != stages.PRON:
		return a.clauseContent(j, g, frameClause), true
	case clausal && a.has(j, isThat) && a.in(j+1) && a.nominal(j+1) && a.begins(j+1):
		return a.clauseContent(j, g, frameClause), true
	case clausal && a.has(j, isWh) && a.pos[j] != stages.NOUN:
		return a.clauseContent(j, g, frameClause), true
	case v.frames&(frameInf) != 0 && a.toVerb(j):
		return a.clauseContent(j, g, frameInf), true
	}
	if v.frames&prepositions != 0 {
		if p := a.entryAt(j).prep; p&v.frames != 0 && !skipped {
			c := a.objectContent(j+1, g)
			c.frame, c.cueEnd = p&v.frames, j+1
			if !c.empty() {
				return c, true
			}
		}
	}
	if v.frames&(frameHearer|frameObjInf) != 0 && a.nominal(j) {
		if k := a.phraseRight(j); k > j && a.in(k) {
			m := a.skipAdjuncts(k)
			switch {
			case a.toVerb(k) && v.frames&frameObjInf != 0:
				return a.clauseContent(k, g, frameObjInf), true
			case v.frames&frameHearer != 0 && (a.has(m, isThat) || a.has(m, isWh) && a.pos[m] != stages.NOUN || a.opens(m)):
				return a.clauseContent(m, g, frameHearer), true
			case v.frames&frameHearer != 0 && (a.comma(m) || a.is(m, ':')) && a.opens(m+1):
				return a.clauseContent(m+1, g, frameHearer), true
			case v.frames&frameHearer != 0 && a.bareClause(m) && !a.verbal(m):
				return a.clauseContent(m, g, frameHearer), true
			}
			if p := a.entryAt(k).prep; p&v.frames != 0 {
				c := a.objectContent(k+1, g)
				c.frame, c.cueEnd = p&v.frames, g.last
				if !c.empty() {
					return c, true
				}
			}
		}
	}
	if v.frames&frameQuote != 0 && a.nominal(j) {
		// "scolded him: ..."
		if k := a.phraseRight(j); k > j && (a.comma(k) || a.in(k) && a.is(k, ':')) && a.opens(k+1) {
			return a.clauseContent(k+1, g, frameQuote), true
		}
	}
	if v.frames&(frameOf|frameFor|frameAbout|frameAgainst|frameWith) != 0 && !skipped && a.nominal(j) {
		if k := a.baseRight(j); k > j && a.in(k) {
			if p := a.entryAt(k).prep; p&v.frames != 0 {
				c := a.objectContent(k+1, g)
				c.frame = p & v.frames
				if !c.empty() {
					c.first = j // who is accused, praised, blamed is part of what is said
					return c, true
				}
			}
		}
	}
	if v.frames&frameClause != 0 && a.bareClause(j) && (v.classes[0] == "speech" || v.classes[0] == "writing" || a.plainClause(j)) {
		return a.clauseContent(j, g, frameClause), true
	}
	if v.frames&frameGer != 0 && a.tag[j] == stages.TagVBG {
		return a.clauseContent(j, g, frameGer), true
	}
	if v.frames&(frameNP|frameAs) != 0 && a.nominal(j) && (!skipped || v.frames&frameClause != 0) {
		c := a.objectContent(j, g)
		c.frame = v.frames & (frameNP | frameAs)
		return c, !c.empty()
	}
	return content{}, false
}

func (a *analysis) passiveContent(g *group, v *verb) (content, bool) {
	j := a.skipAdverbs(g.last)
	if a.in(j) && a.has(j, isBy) {
		j = a.phraseRight(j + 1)
	}
	if !a.in(j) {
		return content{}, false
	}
	switch {
	case v.frames&(frameClause|frameThat) != 0 && a.has(j, isThat) && a.pos[j] != stages.DET:
		return a.clauseContent(j, g, frameThat), true
	case v.frames&prepositions != 0 && a.entryAt(j).prep&v.frames != 0:
		c := a.objectContent(j+1, g)
		c.frame, c.cueEnd = a.entryAt(j).prep&v.frames, j+1
		return c, !c.empty()
	}
	return content{}, false
}

func (a *analysis) skipAdverbs(j int32) int32 {
	for a.in(j) && a.pos[j] == stages.ADV {
		j++
	}
	return j
}

// toVerb reports whether "to" and a verb stand at token j.
func (a *analysis) toVerb(j int32) bool {
	if !a.in(j + 1) {
		return false
	}
	if a.has(j, isNegation) {
		j++
	}
	if !a.has(j, isTo) || !a.in(j+1) {
		return false
	}
	k := j + 1
	for a.in(k) && (a.pos[k] == stages.ADV || a.opens(k)) {
		k++
	}
	return a.in(k) && (a.tag[k] == stages.TagVB || a.tag[k] == stages.TagVBP || a.pos[k] == stages.AUX || a.pos[k] == stages.VERB && a.tag[k] != stages.TagVBG)
}

// bareClause reports whether a finite clause without "that" begins at token j:
// a noun phrase and then a finite verb, perhaps after an adverbial.
func (a *analysis) bareClause(j int32) bool {
	if !a.in(j) {
		return false
	}
	k := j
	// An adverbial first: "said in 2014 he had ...", "said if elected he would".
	for k < a.hi && k-j < 30 {
		switch {
		case a.finite(k):
			if e := a.entryAt(k); a.pos[j] == stages.ADP && e.verb >= 0 && a.lex.verbs[e.verb].frames&frameClause != 0 && a.pos[k] == stages.VERB {
				return false
			}
			return k > j
		case a.inside[k] >= 0:
			if a.opens(k) && k > j {
				return true
			}
		case a.is(k, ';') || a.is(k, ':') || (a.comma(k) || a.pos[k] == stages.CCONJ) && a.in(k+1) && a.finite(k+1) || k == j && a.punct(k):
			return false
		case a.tag[k] == stages.TagWDT || a.tag[k] == stages.TagWP:
			// The verb of a relative clause is not the one wanted: look for two.
			n := 0
			for m := k; m < a.hi; m++ {
				if a.finite(m) {
					n++
				}
			}
			return n > 1
		}
		k++
	}
	return false
}

// plainClause is the stricter test for verbs that mostly report nothing
// ("established", "learned"): a noun phrase and right behind it, or behind a
// relative clause, the finite verb.
func (a *analysis) plainClause(j int32) bool {
	k := a.phraseRight(j)
	if k == j {
		return false
	}
	for a.in(k) && (a.pos[k] == stages.ADV || a.has(k, isNegation)) {
		k++
	}
	return a.in(k) && (a.finite(k) || a.tag[k] == stages.TagWDT || a.tag[k] == stages.TagWP)
}

// clauseContent is the content from token j to the end of the reported clause.
func (a *analysis) clauseContent(j int32, g *group, f frame) content {
	if a.opens(j) {
		q := &a.pairs[a.inside[j]]
		end := a.w.TokenAt(max(q.Close.End-1, q.Close.Start-1)) + 1
		// A whole sentence in marks is content by itself.
		if a.sentenceLike(q) || end >= a.hi {
			return content{tokens: tokens{j, end}, frame: frameQuote}
		}
		// "said \"yes\" and left": a fragment and what hangs on it.
		if end < a.hi && (a.punct(end) && !a.comma(end)) {
			return content{tokens: tokens{j, end}, frame: frameQuote}
		}
	}
	return content{tokens: tokens{j, a.contentEnd(j, g.tag)}, frame: f}
}

// sentenceLike reports whether a pair holds a whole sentence: it begins with a
// capital and ends with a stop.
func (a *analysis) sentenceLike(q *Pair) bool {
	t := a.w.Doc.Text
	s := q.Content()
	if s.Len() < 2 {
		return false
	}
	first := a.w.TokenAt(s.Start)
	if a.w.Tokens[first].Shape&stages.ShapeCapital == 0 {
		return false
	}
	switch t[s.End-1] {
	case '.', '!', '?':
		return true
	}
	return false
}

// objectContent is the content that is a noun phrase or gerund clause at token j.
func (a *analysis) objectContent(j int32, g *group) content {
	if !a.in(j) {
		return content{}
	}
	if a.tag[j] == stages.TagVBG || a.has(j, isWh) && !a.noun(j) || a.opens(j) {
		return content{tokens: tokens{j, a.contentEnd(j, g.tag)}}
	}
	e := a.phraseRight(j)
	if e == j {
		return content{}
	}
	// What hangs on the phrase: "as a disgrace", a relative clause, an
	// infinitive, a participle.
	for a.in(e) {
		switch {
		case a.opens(e):
			q := &a.pairs[a.inside[e]]
			e = a.w.TokenAt(max(q.Close.End-1, q.Close.Start-1)) + 1
		case a.pos[e] == stages.ADP && !a.has(e+1, isTime) && !a.venueOrTime(e+1, a.baseRight(e+1)):
			n := a.phraseRight(e + 1)
			if n == e+1 {
				if m := a.skipAdverbs(n); a.in(n) && (a.in(m) && a.tag[m] == stages.TagVBG || a.opens(n) || a.has(n, isWh)) {
					return content{tokens: tokens{j, a.contentEnd(e, g.tag)}}
				}
				return content{tokens: tokens{j, a.stopAt(e)}}
			}
			e = n
		case a.pos[e] == stages.CCONJ && a.in(e+1) && a.nominal(e+1):
			n := a.phraseRight(e + 1)
			if n == e+1 || a.in(n) && (a.verbal(n) || a.pos[n] == stages.ADV) {
				return content{tokens: tokens{j, a.stopAt(e)}}
			}
			e = n
		case a.has(e, isAs):
			return content{tokens: tokens{j, a.contentEnd(e, g.tag)}}
		case a.toVerb(e), a.tag[e] == stages.TagVBN, a.tag[e] == stages.TagWDT, a.tag[e] == stages.TagWP, a.has(e, isThat):
			return content{tokens: tokens{j, a.contentEnd(j, g.tag)}}
		case a.nominal(e) && !a.has(e, isTime): // "called it a shame", "asked him questions"
			n := a.phraseRight(e)
			if n == e {
				return content{tokens: tokens{j, e}}
			}
			e = n
		default:
			return content{tokens: tokens{j, a.stopAt(e)}}
		}
	}
	return content{tokens: tokens{j, a.stopAt(e)}}
}

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
	if a.pos[k] == stages.CCONJ && a.secondVerb(k+1, tag) {
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
	for a.in(e) && (a.pos[e] == stages.ADV || a.pos[e] == stages.AUX) {
		e++
	}
	if !a.in(e) || a.pos[e] != stages.VERB || a.entryAt(e).verb < 0 {
		return false
	}
	f := a.lex.verbs[a.entryAt(e).verb].frames
	return f&(frameClause) != 0
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

// nounCue handles "the claim that": a noun with its own clause.
func (a *analysis) nounCue(i int32, start int) {
	e := a.entryAt(i)
	j := i + 1
	f := found{cue: tokens{i, i + 1}, class: e.noun, lemma: a.text(i), pair: -1, basis: "sentence", frame: frameThat}
	// "claims by the company that"
	var agent tokens
	if a.in(j) && (a.has(j, isBy) || a.pos[j] == stages.ADP && a.is2(j, "from", "of")) {
		if k := a.baseRight(j + 1); k > j+1 && a.in(k) && (a.has(k, isThat) || a.tag[k] == stages.TagTO) {
			agent = tokens{j + 1, k}
			j = k
		}
	}
	switch {
	case a.has(j, isThat) && a.pos[j] != stages.DET && (a.pos[j] == stages.SCONJ || a.tag[j] == stages.TagIN):
	case (e.noun == "order" || e.noun == "promise" || e.noun == "intent") && a.toVerb(j):
		f.frame = frameInf
	case a.entryAt(j).prep&(frameOf|frameOn|frameFor|frameAbout|frameAgainst) != 0:
		f.frame = a.entryAt(j).prep
	default:
		return
	}
	s := a.baseLeft(i + 1)
	switch {
	case !agent.empty():
		f.source, f.geometry = agent, "N-by-S-C"
	default:
		// The possessor inside the phrase.
		for k := i - 1; k >= s; k-- {
			if a.tag[k] == stages.TagPOS {
				f.source, f.geometry = tokens{s, k + 1}, "S's-N-C"
				break
			}
			if a.tag[k] == stages.TagPRPS {
				f.source, f.geometry = tokens{k, k + 1}, "S's-N-C"
				break
			}
		}
	}
	if f.frame&prepositions != 0 {
		c := a.objectContent(j+1, &group{tag: stages.NoTag})
		if f.source.empty() || c.empty() {
			return
		}
		f.cue.last = j + 1
		f.add(c.tokens)
		f.rule = "noun:" + f.frame.String()
		a.keep(f, start)
		return
	}
	if f.source.empty() {
		// The subject of the verb that governs the noun: "made the claim that".
		k := s - 1
		if !a.in(k) || !(a.verbal(k) || a.pos[k] == stages.ADP && a.in(k-1) && a.verbal(k-1)) {
			return
		}
		if !a.verbal(k) {
			k--
		}
		g := a.verbGroup(k, 1)
		f.cue.first = g.first
		f.source, _ = a.subject(&g, start)
		f.geometry = "S-V-N-C"
		if f.source.empty() {
			return
		}
	}
	f.add(tokens{j, a.contentEnd(j, stages.NoTag)})
	f.rule = "noun:" + f.frame.String()
	a.keep(f, start)
}

// adjectiveCue handles "is confident that".
func (a *analysis) adjectiveCue(i int32) {
	j := i + 1
	f := found{class: a.entryAt(i).adjective, lemma: a.text(i), pair: -1, basis: "sentence", frame: frameThat, geometry: "S-V-C"}
	switch {
	case a.has(j, isThat) && a.pos[j] != stages.DET:
	case f.class == "intent" && a.toVerb(j):
		f.frame = frameInf
	default:
		return
	}
	k := i - 1
	for k > a.lo && a.pos[k] == stages.ADV {
		k--
	}
	if !a.in(k) || !a.has(k, isCopula) {
		return
	}
	g := a.verbGroup(k, 1)
	f.cue = tokens{g.first, i + 1}
	f.source, _ = a.subject(&g, len(a.found))
	if f.source.empty() {
		return
	}
	f.add(tokens{j, a.contentEnd(j, stages.NoTag)})
	f.rule = "adjective:" + f.frame.String()
	a.keep(f, len(a.found))
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
