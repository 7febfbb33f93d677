package model

import "annals/stages"

// A clause has one subject, and one that says when it was mostly says who did it.
// Arcs are scored one by one, so a tree may break both; where it is plain from
// tags and order what must have been meant, it is mended. Only a word between its
// old head and the words below it moves, so the tree stays a tree.

// mendSubjects mends the subjects of a sentence; first is the number of the first
// token in its document.
func (a *Analysis) mendSubjects(text string, tokens []stages.Token, first int32) {
	a.subjects = grow(a.subjects, len(tokens))
	for i := range tokens {
		a.subjects[i] = -1
	}
	for i := range tokens {
		t := &tokens[i]
		h := t.Head - first
		switch t.Relation {
		case stages.RelNsubj, stages.RelNsubjPass:
			if a.subjects[h] >= 0 && int32(i) < h && mendSecond(tokens, first, a.subjects[h], int32(i)) {
				continue
			}
			a.subjects[h] = int32(i)
		case stages.RelCsubj, stages.RelExpl:
			a.subjects[h] = int32(i)
		}
	}
	a.mendPhrases(tokens, first)
	for i := range tokens {
		if t := &tokens[i]; a.subjects[i] < 0 && isFinite(t) && (t.Relation == stages.RelRoot || t.Relation == stages.RelCcomp || t.Relation == stages.RelParataxis) {
			subjectBehindDate(text, tokens, first, int32(i))
		}
	}
}

// mendPhrases keeps together what stands between a determiner and its noun ("the
// June uprising" is no time of the verb), makes a number on a participle its
// subject ("and 30 injured"), and what is called oblique behind a verb without
// having a preposition its object ("killing at least 34 people").
func (a *Analysis) mendPhrases(tokens []stages.Token, first int32) {
	for i := range int32(len(tokens)) {
		t := &tokens[i]
		h := t.Head - first
		switch {
		case t.Relation == stages.RelDet && h > i+1 && tokens[h].UPOS == stages.NOUN:
			for k := i + 1; k < h; k++ {
				w := &tokens[k]
				if at := w.Head - first; w.UPOS == stages.PROPN && (at < i || at > h) && !below(tokens, first, h, k) {
					w.Head, w.Relation = first+h, stages.RelCompound
				}
			}
		case t.Relation == stages.RelOblUnmarked && t.UPOS == stages.PROPN && i > 0 && i < h:
			// The determiner of the subject behind it was taken for its own.
			noun, det := a.subjects[h], &tokens[i-1]
			if det.Relation == stages.RelDet && det.Head == first+i && noun > i && tokens[noun].UPOS == stages.NOUN && allNumbers(tokens[i+1:noun]) {
				t.Head, t.Relation, det.Head = first+noun, stages.RelCompound, first+noun
			}
		case t.Relation == stages.RelNummod && i < h && tokens[h].Tag == stages.TagVBN && tokens[h].UPOS == stages.VERB:
			t.Relation = stages.RelNsubjPass
		case t.Relation == stages.RelObl && i > h && t.UPOS == stages.NOUN && tokens[h].UPOS == stages.VERB && tokens[h].Tag != stages.TagVBN && bare(tokens, first, h, i):
			t.Relation = stages.RelObj
		}
	}
}

func allNumbers(tokens []stages.Token) bool {
	for i := range tokens {
		if tokens[i].UPOS != stages.NUM {
			return false
		}
	}
	return true
}

// bare reports whether a noun behind a verb is counted and has no preposition, and
// the verb no object before it.
func bare(tokens []stages.Token, first, verb, noun int32) bool {
	if before := &tokens[noun-1]; before.UPOS != stages.NUM || before.Head != first+noun {
		return false
	}
	for i := verb + 1; i < noun; i++ {
		w := &tokens[i]
		if w.Head == first+noun && (w.Relation == stages.RelCase || w.Relation == stages.RelMark) || w.Head == first+verb && (w.Relation == stages.RelObj || w.Relation == stages.RelIobj) {
			return false
		}
	}
	return true
}

func isFinite(t *stages.Token) bool {
	return t.UPOS == stages.VERB && (t.Tag == stages.TagVBD || t.Tag == stages.TagVBZ || t.Tag == stages.TagVBP)
}

func isNominal(t *stages.Token) bool {
	return t.UPOS == stages.NOUN || t.UPOS == stages.PROPN || t.UPOS == stages.PRON
}

// mendSecond finds a place for a second subject before its verb: the second word
// of a name ("Ana Lopes was"), the number of the noun before it ("of magnitude 6
// struck"), what stands between commas beside the first ("Ana, the mayor, said").
func mendSecond(tokens []stages.Token, first, one, two int32) bool {
	t, before := &tokens[two], &tokens[two-1]
	switch {
	case two == one+1 && t.UPOS == stages.PROPN && tokens[one].UPOS == stages.PROPN:
		t.Head, t.Relation = first+one, stages.RelFlat
		return true
	case t.UPOS == stages.NUM && isNominal(before) && !below(tokens, first, two-1, two):
		t.Head, t.Relation = first+two-1, stages.RelNummod
		return true
	}
	for i := one + 1; i < two; i++ {
		if c := &tokens[i]; c.UPOS == stages.PUNCT && c.Len() == 1 && c.Class == stages.ClassPunctuation && c.Head == first+two && isNominal(t) {
			t.Head, t.Relation = first+one, stages.RelAppos
			return true
		}
	}
	return false
}

// below reports whether a word hangs on another, directly or not.
func below(tokens []stages.Token, first, word, on int32) bool {
	for range tokens {
		if word == on {
			return true
		}
		h := tokens[word].Head - first
		if h == word {
			return false
		}
		word = h
	}
	return true
}

// subjectBehindDate takes the subject out of a date before a verb that has none:
// "In 1912 voters elected", "On 4 May 2021 Peru signed", where the noun was taken
// for a part of the date, or the year for a part of the noun's phrase.
func subjectBehindDate(text string, tokens []stages.Token, first, verb int32) {
	for o := verb - 1; o >= 0; o-- {
		t := &tokens[o]
		if t.Head != first+verb || t.Relation != stages.RelObl && t.Relation != stages.RelOblUnmarked {
			continue
		}
		from := o
		for from > 0 && below(tokens, first, from-1, o) {
			from--
		}
		if tokens[from].UPOS != stages.ADP {
			continue
		}
		year := from + 1
		for year < verb && !isYear(text, &tokens[year]) && (tokens[year].UPOS == stages.NUM || tokens[year].UPOS == stages.PROPN) {
			year++
		}
		if year >= verb || !isYear(text, &tokens[year]) {
			continue
		}
		subject := int32(-1)
		for i := year + 1; i < verb && below(tokens, first, i, o); i++ {
			if tokens[i].UPOS == stages.ADP && subject < 0 {
				break
			}
			if h := tokens[i].Head - first; isNominal(&tokens[i]) && (i == o || h <= year) {
				subject = i
				break
			}
		}
		if subject < 0 {
			continue
		}
		if subject == o {
			t := &tokens[year]
			t.Head, t.Relation = first+verb, stages.RelObl
			for i := from; i < year; i++ {
				if tokens[i].Head == first+o {
					tokens[i].Head = first + year
				}
			}
		}
		s := &tokens[subject]
		s.Head, s.Relation = first+verb, stages.RelNsubj
		return
	}
}

// isYear reports whether a token is a number of four digits.
func isYear(text string, t *stages.Token) bool {
	if t.UPOS != stages.NUM || t.Len() != 4 {
		return false
	}
	for _, c := range []byte(text[t.Start:t.End]) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
