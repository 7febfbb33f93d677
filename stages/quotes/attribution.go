package quotes

import "annals/stages"

// Attribution by position, for words in marks that no cue of the lexicon
// claimed: a comma before the closing mark and a colon before the opening one
// say that somebody is named beside them, whatever verb the author chose.

// within runs f with the tokens from first to last as the sentence under work.
func (a *analysis) within(first, last int32, f func()) {
	lo, hi := a.lo, a.hi
	a.lo, a.hi = first, last
	f()
	a.lo, a.hi = lo, hi
}

// attributed reads the reporting clause behind words in marks that end with a
// comma: "C," S V and "C," V S with a verb or a speaker that grammar or
// lexicon do not know.
func (a *analysis) attributed(q *Pair, p int32) (found, bool) {
	f := found{class: "speech", rule: "attributed", basis: "sentence", pair: p}
	if q.Close.Empty() || !a.endsWithComma(q) || a.titleLike(q) {
		return f, false
	}
	k := a.w.TokenAt(q.Close.End)
	if int(k) >= len(a.w.Tokens) || a.inside[k] >= 0 || a.w.Tokens[k].Shape&stages.ShapeLineBefore != 0 {
		return f, false
	}
	s := a.w.SentenceAt(a.w.Tokens[k].Start)
	if s < 0 {
		return f, false
	}
	a.tagged(s)
	end := k
	for end < a.w.Sentences[s].Last && a.inside[end] < 0 && a.w.Tokens[end].Shape&stages.ShapeLineBefore == 0 {
		end++
	}
	sure := a.commaInside(q)
	final := false // nothing but adjuncts behind the cue
	a.within(k, end, func() {
		if a.verbFirst(&f, k, end, sure) {
			f.geometry = "C-V-S"
		} else if a.verbLast(&f, k, end, sure) {
			f.geometry = "C-S-V"
			final = a.punct(a.skipAdjuncts(f.cue.last))
		}
	})
	if f.source.empty() {
		return f, false
	}
	e := a.entryAtAny(f.cue.last - 1)
	if e.verb >= 0 {
		v := &a.lex.verbs[e.verb]
		f.lemma, f.class = v.lemma, v.class(frameQuote)
	} else if f.lemma = a.w.Lemma(f.cue.last - 1); f.lemma == "" {
		f.lemma = a.text(f.cue.last - 1)
	}
	t := a.pairTokens(q)
	if first := a.w.Sentences[a.w.SentenceAt(q.Open.Start)].First; first < t.first && !(t.first-first == 1 && a.pos[first] == stages.CCONJ) {
		// A clause that is only in part in marks: "The plan was "a wreck," S said."
		if !sure || e.verb < 0 || !final || !a.clauseBefore(first, t.first) {
			return f, false
		}
		t.first = first
	}
	f.add(t)
	return f, true
}

// clauseBefore reports whether the author's own words in tokens [first, open)
// before an opening mark are the beginning of a reported clause.
func (a *analysis) clauseBefore(first, open int32) bool {
	for i := first; i < open; i++ {
		if a.inside[i] >= 0 || a.is(i, ':') || a.entryAtAny(i).verb >= 0 && a.pos[i] == stages.VERB {
			return false
		}
	}
	return a.pos[first] != stages.ADP && a.pos[first] != stages.SCONJ && a.pos[first] != stages.ADV && a.tag[first] != stages.TagVBG && a.tag[first] != stages.TagVBN && a.hasClause(first, open)
}

// entryAtAny is entryAt for tokens of any sentence.
func (a *analysis) entryAtAny(i int32) *entry {
	if a.info[i].entry < 0 {
		return &none
	}
	return &a.lex.entries[a.info[i].entry]
}

// tagged makes sure that sentence s has parts of speech and entries.
func (a *analysis) tagged(s int) {
	sen := &a.w.Sentences[s]
	if a.pos[sen.First] != stages.NoUPOS || a.w.Grammar == nil {
		return
	}
	lo, hi := a.lo, a.hi
	a.prepare(s)
	a.w.Tag(s)
	for i := sen.First; i < sen.Last; i++ {
		a.pos[i], a.tag[i] = a.w.Tokens[i].UPOS, a.w.Tokens[i].Tag
	}
	a.lo, a.hi = lo, hi
}

// verbFirst reads V S between tokens k and end.
func (a *analysis) verbFirst(f *found, k, end int32, sure bool) bool {
	for k < end && a.pos[k] == stages.ADV {
		k++
	}
	if k+1 >= end || a.w.Tokens[k].Shape&stages.ShapeCapital != 0 {
		return false
	}
	e := a.entryAt(k)
	known := e.verb >= 0 && e.form&(formPast|formThird) != 0 && a.lex.verbs[e.verb].frames&(frameClause|frameQuote) != 0
	past := a.pos[k] == stages.VERB && (a.tag[k] == stages.TagVBD || a.tag[k] == stages.TagVBN)
	if !known && !(sure && past) {
		return false
	}
	j := k + max(1, a.info[k].n)
	last := a.speakerRight(j)
	if last <= j {
		// A name that was tagged as something else: all up to its last capital.
		last = j
		for i := j; i < end && i-j < 10 && !a.punct(i) && !a.finite(i) || i == j; i++ {
			if a.w.Tokens[i].Shape&stages.ShapeCapital != 0 {
				last = i + 1
			}
		}
	}
	if last <= j || !known && a.w.Tokens[j].Shape&stages.ShapeCapital == 0 && a.pos[j] != stages.DET {
		return false
	}
	f.cue, f.source = tokens{k, j}, tokens{j, a.trimComma(last)}
	return true
}

// verbLast reads S V between tokens k and end: all from the mark to the first
// reporting verb is the speaker with appositions and relative clauses. Where no
// word of the lexicon stands there, the first past tense will do.
func (a *analysis) verbLast(f *found, k, end int32, sure bool) bool {
	if a.pos[k] == stages.CCONJ || a.pos[k] == stages.SCONJ || a.pos[k] == stages.ADP || a.punct(k) || a.tag[k] == stages.TagWDT || a.tag[k] == stages.TagWP ||
		a.pos[k] == stages.VERB && a.w.Tokens[k].Shape&stages.ShapeCapital == 0 {
		return false
	}
	cue := int32(-1)
	for i := k + 1; i < end && i-k < 40; i++ {
		e := a.entryAt(i)
		if e.verb < 0 || e.form&(formPast|formThird|formBase) == 0 || a.lex.verbs[e.verb].frames&(frameClause|frameQuote) == 0 || a.w.Tokens[i].Shape&stages.ShapeCapital != 0 {
			continue
		}
		verbal := a.pos[i] == stages.VERB && (a.finite(i) || a.tag[i] == stages.TagVBN)
		if !verbal && !(a.pos[i] == stages.NOUN && e.form&(formPast|formThird) != 0 && (i+1 >= end || a.punct(i+1))) {
			continue
		}
		if v := &a.lex.verbs[e.verb]; v.classes[0] == "belief" || v.class(frameQuote) == "intent" {
			continue
		}
		cue = i
		break
	}
	if cue < 0 && sure {
		for i := k + 1; i < end && i-k < 12; i++ {
			if a.tag[i] == stages.TagWP || a.tag[i] == stages.TagWDT {
				break
			}
			if a.pos[i] == stages.VERB && a.tag[i] == stages.TagVBD {
				cue = i
				break
			}
		}
	}
	if cue < 0 {
		return false
	}
	if n := cue + max(1, a.info[cue].n); !sure && n < end && !a.punct(n) && a.pos[n] != stages.ADP && !a.punct(a.skipAdjuncts(n)) {
		return false // "\"Stop!\" The guard told them that ..."
	}
	last := cue
	for last > k && (a.pos[last-1] == stages.ADV || a.pos[last-1] == stages.AUX || a.punct(last-1) && !a.is(last-1, ')') && !a.is(last-1, ']')) {
		last--
	}
	if last <= k {
		return false
	}
	f.source = tokens{k, last}
	f.cue = tokens{cue, cue + max(1, a.info[cue].n)}
	return true
}

// introduced reads a sentence that ends in a colon before the quote and whose
// verb is no cue: "the mayor had a simple message: ...", "From the report: ...",
// "Said Ellis: ...".
func (a *analysis) introduced(q *Pair) (source, cue tokens) {
	open := a.w.TokenAt(q.Open.Start)
	if open < 3 || int(open) >= len(a.w.Tokens) || !a.is(open-1, ':') {
		return
	}
	s := a.w.SentenceAt(a.w.Tokens[open-1].Start)
	if s < 0 {
		return
	}
	a.tagged(s)
	a.within(a.w.Sentences[s].First, open-1, func() { source, cue = a.introduction() })
	return
}

// introduction is the speaker and the verb of the tokens under work, which stand
// before a colon.
func (a *analysis) introduction() (source, cue tokens) {
	// A name or a body alone, perhaps after a dash or "from".
	if first := a.phraseLeft(a.hi); first < a.hi && a.hi-first < 12 {
		switch {
		case first == a.lo && a.somebody(tokens{first, a.hi}), first > a.lo && a.isDash(first-1) && a.pos[first] == stages.PROPN:
			return tokens{first, a.hi}, tokens{a.hi, a.hi + 1}
		case first > a.lo && a.is2(first-1, "from") && first-1-a.lo < 3:
			return tokens{first, a.hi}, tokens{first - 1, first}
		}
		// Said S:
		if e := a.entryAt(a.lo); e.verb >= 0 && e.form&(formPast|formThird) != 0 && first <= a.lo+max(1, a.info[a.lo].n) && a.lex.verbs[e.verb].frames&(frameClause|frameQuote) != 0 {
			j := a.lo + max(1, a.info[a.lo].n)
			if end := a.speakerRight(j); end > j {
				return tokens{j, a.hi}, tokens{a.lo, j}
			}
		}
	}
	// The clause nearest to the colon: a cue of the lexicon first, then any verb.
	best, known := tokens{}, tokens{}
	for k := a.hi - 1; k > a.lo; k-- {
		if a.inside[k] >= 0 || !a.finite(k) && !(best.empty() && a.tag[k] == stages.TagVBN && a.entryAt(k).form&formPast != 0 && k-a.lo < 6) {
			continue
		}
		first := k
		for first-1 > a.lo && (a.pos[first-1] == stages.ADV || a.pos[first-1] == stages.AUX) {
			first--
		}
		b, e := a.subjectBefore(first)
		if b >= e || a.has(b, isWh) || a.tag[b] == stages.TagWDT || a.tag[b] == stages.TagWP || a.tag[b] == stages.TagEX {
			continue
		}
		t := tokens{b, a.trimComma(e)}
		if best.empty() {
			best, cue = t, tokens{k, k + 1}
		}
		if e := a.entryAt(k); e.verb >= 0 && a.pos[k] == stages.VERB && a.lex.verbs[e.verb].frames&(frameClause|frameQuote) != 0 && a.lex.verbs[e.verb].classes[0] != "belief" {
			known = t
			cue = tokens{k, k + 1}
			break
		}
	}
	if !known.empty() {
		return known, cue
	}
	if !best.empty() {
		return best, cue
	}
	// "The paper reports:" where the verb was taken for a noun.
	if k := a.hi - 1; k > a.lo && a.entryAt(k).verb >= 0 && a.entryAt(k).form&(formPast|formThird) != 0 {
		if b := a.phraseLeft(k); b < k {
			return tokens{b, k}, tokens{k, k + 1}
		}
	}
	return tokens{}, tokens{}
}
