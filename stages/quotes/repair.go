package quotes

import "annals/stages"

// Taggers slip most where a verb of speech looks like a noun, and where a past
// tense looks like a participle. The places where only one of the two can stand
// are put right here, by what is around them and by the forms of the lexicon.

// repair corrects the parts of speech of cue words of the sentence under work.
func (a *analysis) repair() {
	verbs := 0 // finite verbs so far
	for i := a.lo; i < a.hi; i++ {
		if a.inside[i] >= 0 && a.inside[i] == a.insideAt(i-1) && a.inside[i] == a.insideAt(i+1) {
			continue
		}
		e := a.entryAt(i)
		switch {
		case a.finite(i) && i > a.lo && e.noun != "" && a.tag[i] != stages.TagMD && a.lexical(i-1) && a.finite(i-1):
			// "denied reports that": the verb stands before.
			a.pos[i], a.tag[i] = stages.NOUN, stages.TagNNS
		case i > a.lo && a.tag[i] == stages.TagVBN && a.pastTense(i, e):
			a.tag[i] = stages.TagVBD
		case e.verb >= 0 && e.form&formThird != 0 && a.tag[i] == stages.TagNNS && verbs == 0 && a.has(i+1, isThat) && a.clauseSubject(i) && a.subjectFollows(i+2):
			// "The World Bank estimates that each euro saves seven"
			a.pos[i], a.tag[i], a.pos[i+1], a.tag[i+1] = stages.VERB, stages.TagVBZ, stages.SCONJ, stages.TagIN
		case verbs == 0 && e.verb >= 0 && (a.tag[i] == stages.TagNNS && e.form&formThird != 0 || a.tag[i] == stages.TagNN && e.form&formBase != 0) && a.onlyVerb(i, e):
			// "The firm plans to build a plant", "Many doubt that it will work"
			a.pos[i] = stages.VERB
			if a.tag[i] == stages.TagNN {
				a.tag[i] = stages.TagVBP
			} else {
				a.tag[i] = stages.TagVBZ
			}
		case a.tag[i] == stages.TagNN && e.verb >= 0 && e.form&formPresent != 0 && a.gerund(i, e):
			a.pos[i], a.tag[i] = stages.VERB, stages.TagVBG
		case e.verb >= 0 && e.form&formThird != 0 && a.tag[i] == stages.TagNNS && verbs > 0 && a.endsReport(i):
			// "Strikes will go on, union leader vows"
			a.pos[i], a.tag[i] = stages.VERB, stages.TagVBZ
		}
		if a.finite(i) {
			verbs++
		}
	}
}

func (a *analysis) insideAt(i int32) int32 {
	if !a.in(i) {
		return -1
	}
	return a.inside[i]
}

// lexical reports whether token i is a verb that is no auxiliary.
func (a *analysis) lexical(i int32) bool { return a.pos[i] == stages.VERB && !a.has(i, isAuxiliary) }

// pastTense reports whether the participle at token i is a past tense: "my
// grandmother used to say", or a reporting verb without auxiliary between a
// comma and what it reports.
func (a *analysis) pastTense(i int32, e *entry) bool {
	if a.has(i, isHabit) {
		return a.has(i+1, isTo) && a.in(i-1) && (a.noun(i-1) || a.pos[i-1] == stages.PRON)
	}
	if a.pos[i-1] == stages.PRON && a.has(i-1, isPerson) && !a.has(i-1, isWh) && (i-2 < a.lo || a.entryAt(i-2).verb >= 0 && a.lex.verbs[a.entryAt(i-2).verb].frames&frameClause != 0) {
		return true // "said it smelled of iron"
	}
	if e.verb < 0 || e.form&formPast == 0 || a.lex.verbs[e.verb].frames&frameClause == 0 || !a.comma(i-1) {
		return false
	}
	return a.is(i+1, ':') || a.opens(i+1) || a.comma(i+1) && a.opens(i+2) || a.has(i+1, isThat)
}

// clauseSubject reports whether a noun phrase stands before token i that begins
// the sentence or a clause in it and can be the subject of a singular verb.
func (a *analysis) clauseSubject(i int32) bool {
	s := a.phraseLeft(i)
	if s == i || a.tag[i-1] == stages.TagPOS || a.tag[i-1] == stages.TagNNS || a.pos[i-1] != stages.NOUN && a.pos[i-1] != stages.PROPN {
		return false
	}
	return s == a.lo || a.comma(s-1) || a.pos[s-1] == stages.CCONJ || a.pos[s-1] == stages.SCONJ
}

// subjectFollows reports whether a noun phrase begins at token i with a finite
// verb somewhere behind it.
func (a *analysis) subjectFollows(i int32) bool {
	if !a.in(i) || !a.nominal(i) && a.tag[i] != stages.TagVBN && a.tag[i] != stages.TagVBG {
		return false
	}
	for k := i + 1; k < a.hi && k-i < 25; k++ {
		if a.finite(k) {
			return true
		}
	}
	return false
}

// endsReport reports whether token i ends its sentence behind a comma and a noun
// phrase without a verb.
func (a *analysis) endsReport(i int32) bool {
	if a.in(i+1) && !a.is(i+1, '.') {
		return false
	}
	s := a.phraseLeft(i)
	return s < i && a.comma(s-1) && a.lex.verbs[a.entryAt(i).verb].frames&frameClause != 0
}

// onlyVerb reports whether token i, tagged as a noun, is the verb that a whole
// sentence would lack without it: behind a noun phrase that opens the sentence and
// can be its subject, before what the verb reports, with no finite verb outside
// of that.
func (a *analysis) onlyVerb(i int32, e *entry) bool {
	frames := a.lex.verbs[e.verb].frames
	if !a.is(a.hi-1, '.') && !a.is(a.hi-1, '?') || !a.in(i-1) {
		return false
	}
	if a.tag[i] == stages.TagNN {
		// Only a plural goes with the bare form: "Many doubt", no "Great doubt".
		if i != a.lo+1 || !a.has(a.lo, isMany) {
			return false
		}
	} else if !a.clauseSubject(i) || a.phraseLeft(i) != a.lo {
		return false
	}
	switch {
	case frames&(frameClause|frameThat) != 0 && a.has(i+1, isThat):
		return a.subjectFollows(i + 2)
	case frames&frameInf != 0 && a.tag[i] == stages.TagNNS && a.toVerb(i+1):
		for k := i + 1; k < a.hi; k++ {
			if a.finite(k) {
				return false
			}
		}
		return a.begins(a.lo) || a.pos[a.lo] == stages.PROPN
	}
	return false
}

// gerund reports whether token i, tagged as a noun, is a verb of speech behind a
// preposition with a reported clause: "after writing on a blog that rain was near".
func (a *analysis) gerund(i int32, e *entry) bool {
	if !a.in(i-1) || a.pos[i-1] != stages.SCONJ && a.pos[i-1] != stages.ADP || a.lex.verbs[e.verb].frames&(frameClause|frameThat) == 0 {
		return false
	}
	for k := i + 1; k < a.hi && k < i+8; k++ {
		switch {
		case a.has(k, isThat):
			if a.in(k+2) && a.pos[k+1] == stages.VERB && a.noun(k+2) {
				k++ // "that flooded families should": a participle first
			}
			return a.subjectFollows(k + 1)
		case a.verbal(k) || a.punct(k):
			return false
		}
	}
	return false
}
