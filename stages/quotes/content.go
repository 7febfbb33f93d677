package quotes

import (
	"strings"

	"annals/stages"
)

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
	if k := a.whenAdverbial(j); k > j {
		return a.contentAt(k, g, v, true)
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

// whenAdverbial is the token behind an adverbial without a finite verb that
// begins at token j and leads to words in marks or to "that": "when meeting
// farmers in May, \"...". -1 where there is none.
func (a *analysis) whenAdverbial(j int32) int32 {
	if !a.has(j, isWh) || !a.has(j, isSubordinator) {
		return -1
	}
	for k := j + 1; k < a.hi && k-j < 30 && !a.quoteMark(k) && !a.finite(k); k++ {
		if a.comma(k) && (a.opens(k+1) || a.has(k+1, isThat)) {
			return k + 1
		}
	}
	return -1
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
	case clausal && a.has(j, isThat) && a.in(j+1) && (a.nominal(j+1) && a.begins(j+1) || a.pos[j] != stages.DET && a.subjectFollows(j+1)):
		return a.clauseContent(j, g, frameClause), true
	case clausal && a.has(j, isWh) && a.pos[j] != stages.NOUN && a.whenAdverbial(j) < 0:
		return a.clauseContent(j, g, frameClause), true
	case v.frames&frameInf != 0 && a.toVerb(j) && (!skipped || a.has(j-1, isTime|isVenue) || a.pos[j-1] == stages.ADV):
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
			case a.toVerb(m) && v.frames&frameObjInf != 0 && v.frames&frameHearer != 0: // "told the crowd at a rally to go"
				return a.clauseContent(m, g, frameObjInf), true
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
			if p := a.entryAt(k).prep; p&v.frames != 0 && v.class(p&v.frames) != "order" {
				c := a.objectContent(k+1, g)
				c.frame = p & v.frames
				if !c.empty() {
					if v.frames&frameHearer == 0 {
						c.first = j // who is accused, praised, blamed is part of what is said
					}
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
	if !a.in(j) || a.toVerb(j) {
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
		case k > j && a.has(k, isAs) && a.in(k+1) && a.tag[k+1] == stages.TagVBG && a.entryAt(k+1).verb >= 0:
			return false // "quotes a farmer as saying": the clause is what he says
		case a.inside[k] >= 0:
			if a.opens(k) && k > j {
				return true
			}
		case a.is(k, ';') || a.is(k, ':') || (a.comma(k) || a.pos[k] == stages.CCONJ) && a.in(k+1) && a.finite(k+1) || a.comma(k) && k > j && a.in(k+1) && a.pos[k+1] == stages.CCONJ && !a.nominal(k-1) || k == j+1 && a.comma(k) && a.pos[j] == stages.ADJ || k == j && a.punct(k):
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
	switch a.lastMark(q) {
	case '.', '!', '?':
		return true
	}
	return strings.HasSuffix(t[s.Start:s.End], "…")
}

// lastMark is the last character inside a pair, the closing marks and brackets
// of what is nested in it left out; 0 where it is no ASCII character.
func (a *analysis) lastMark(q *Pair) byte {
	t := a.w.Doc.Text
	for end := q.Close.Start; end > q.Open.End; end-- {
		switch c := t[end-1]; {
		case c == '\'' || c == '"' || c == ')' || c == ']' || c == ' ':
		case end-3 >= q.Open.End && (t[end-3:end] == "’" || t[end-3:end] == "”"):
			end -= 2
		default:
			return c
		}
	}
	return 0
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
		case (a.pos[e] == stages.ADP || a.has(e, isTime)) && a.opens(a.skipAdjuncts(e)):
			e = a.skipAdjuncts(e) // "called his remarks on Saturday \"a shame\""
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
