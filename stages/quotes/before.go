package quotes

import "annals/stages"

// Content that stands before its cue: "C," S V; "C," V S; C, S V, C; as S V.

// contentBefore tries the orders in which the content comes first.
func (a *analysis) contentBefore(f *found, g *group, v *verb, start int) bool {
	// C, V S: the verb follows a comma or a closing mark at once.
	try := func(boundary int32, source tokens, end int32, geometry string) bool {
		// boundary: the token before the reporting clause.
		k := boundary
		if k < a.lo {
			// The sentence begins with the reporting clause: the words before
			// it must be a pair that ends the sentence before.
			if k < 0 || a.inside[k] < 0 {
				return false
			}
			q := &a.pairs[a.inside[k]]
			if a.w.Tokens[k].Start < q.Close.Start || !a.reportsBack(q, end, geometry) {
				return false
			}
		}
		comma := a.is(k, ',') || a.isDash(k)
		if comma {
			k--
		}
		if k < 0 || !comma && !a.closesPair(k) && !(k >= a.lo && (a.is(k, '?') || a.is(k, '!'))) {
			return false
		}
		var content tokens
		if a.closesPair(k) {
			p := a.inside[k]
			q := &a.pairs[p]
			open := a.w.TokenAt(q.Open.Start)
			content = tokens{open, k + 1}
			f.pair = p
			if from := a.before(open); from < open && open > a.lo && q.Open.Start > a.w.Tokens[a.lo].Start {
				if a.pos[from] == stages.ADP && !a.hasClause(from, k+1) {
					return false // "In pursuit of \"a clean lake,\" the town can find allies."
				}
				content.first = from
				f.pair = -1
			}
		} else {
			if k < a.lo {
				return false
			}
			from := a.clauseStart(k + 1)
			if !a.hasClause(from, k+1) {
				if _, ok := a.resumes(end); !ok || a.pos[from] == stages.SCONJ && a.has(from, isAs) {
					return false
				}
			}
			content = tokens{from, k + 1}
		}
		f.add(content)
		f.source = source
		f.geometry = geometry
		f.frame = frameQuote
		if v.frames&frameClause != 0 {
			f.frame = frameClause
		}
		f.class = v.class(f.frame)
		if f.pair < 0 && v.frames&(frameClause|frameThat) == 0 && !a.anyPair(content) {
			f.n = 0
			return false
		}
		// The content may go on after the reporting clause.
		if m, ok := a.resumes(end); ok && (f.pair < 0 || a.opensSoon(m.first)) && (a.opensSoon(m.first) || !a.complete(content)) {
			f.add(m)
			f.geometry += "-C"
			f.pair = -1
		}
		f.rule = "before"
		a.keep(*f, start)
		return true
	}
	sure := !g.passive && (g.finite || g.participle)
	// C, S V directly behind a closing mark.
	s, e := a.subjectBefore(g.first)
	if s < e && (a.tag[s] == stages.TagWP || a.tag[s] == stages.TagWDT || a.pos[s] == stages.PRON && !a.has(s, isPerson) && e-s == 1 && a.has(s, isDeterminer)) {
		s = e
	}
	behind := g.tag != stages.TagVBG && s < e && s > 0 && a.closesPair(s-1) && a.endsWithComma(&a.pairs[a.inside[s-1]])
	if behind && (a.opens(g.last) || a.comma(g.last) && a.opens(g.last+1)) {
		behind = s-1 >= a.lo && a.commaInside(&a.pairs[a.inside[s-1]])
	}
	if behind {
		after := a.skipAdjuncts(g.last)
		if e2 := a.hearerEnd(g.last); e2 > after {
			after = a.skipAdjuncts(e2)
		}
		if try(s-1, tokens{s, a.trimComma(e)}, after, "C-S-V") {
			if a.has(g.last, isThat) && a.opens(g.last+1) {
				// "...," she said that "...": the cue serves two quotes.
				f := found{
					cue: tokens{g.first, g.last}, source: tokens{s, a.trimComma(e)}, lemma: v.lemma, class: v.class(frameClause), frame: frameClause,
					geometry: "S-V-C", rule: "verb:clause", pair: -1, basis: "sentence",
				}
				f.add(a.clauseContent(g.last+1, g, frameClause).tokens)
				a.keep(f, len(a.found))
			}
			return true
		}
	}
	left := g.first - 1
	// "The money has come, said Ana Lopes": tagged as a participle at times.
	inverted := g.tag == stages.TagVBN && g.first == g.at && a.comma(left) && v.frames&frameClause != 0 && a.in(g.last) && a.pos[g.last] == stages.PROPN
	if a.boundary(left) && g.tag != stages.TagVBG && (g.finite || inverted || a.closesPair(left) && !g.infinitive) {
		j := g.last
		for a.in(j) && a.pos[j] == stages.ADV {
			j++
		}
		if end := a.speakerRight(j); end > j && !(v.frames&frameHearer != 0 && a.boundary(s-1) && s < e) && (a.pos[j] != stages.NUM || end > j+1) && (a.pos[j] != stages.PRON || a.has(j, isPerson|isDeterminer) || a.closesPair(left)) {
			after := a.skipAdjuncts(end)
			if a.closesPair(left) || a.closesPair(left-1) || !a.in(after) || a.punct(after) && !a.opens(after) {
				if !a.closesPair(left) && !a.closesPair(left-1) && (a.has(j, isThat) || v.frames&frameNP != 0 && !a.somebody(tokens{j, end})) {
					return false // "The guard, who saw it, questioned the figures."
				}
				if try(left, tokens{j, end}, after, "C-V-S") {
					return true
				}
			}
		}
	}
	if !sure {
		return false
	}
	// C, S V
	if s < e && a.has(s-1, isAs) && a.inside[s-1] < 0 {
		if a.asClause(f, g, v, tokens{s, a.trimComma(e)}, start) {
			return true
		}
	}
	if s < e && a.boundary(s-1) && (g.finite || a.closesPair(s-1) || a.closesPair(s-2)) {
		after := a.skipAdjuncts(g.last)
		if e2 := a.hearerEnd(g.last); e2 > after {
			after = a.skipAdjuncts(e2)
		}
		if !a.in(after) || a.punct(after) && !a.opens(after) && !(a.comma(after) && a.opens(after+1) && !a.closesPair(s-1) && !a.closesPair(s-2) && !a.predicateInMarks(s-1, after+1)) && !a.is(after, ':') {
			return try(s-1, tokens{s, a.trimComma(e)}, after, "C-S-V")
		}
	}
	return false
}

// predicateInMarks reports whether the words before a reporting clause, up to the
// comma at token end, are the subject of the words in marks that open at token
// open behind it: "The crack, she said, \"had been there for years.\""
func (a *analysis) predicateInMarks(end, open int32) bool {
	first := a.clauseStart(end)
	if first >= end || !a.in(open+1) || !a.finite(open+1) || a.w.Tokens[open+1].Shape&stages.ShapeCapital != 0 || a.hasClause(first, end) {
		return false
	}
	return a.phraseLeft(end) == first
}

// reportsBack reports whether a reporting clause that is a sentence by itself,
// up to token end, belongs to pair q that ended the sentence before.
func (a *analysis) reportsBack(q *Pair, end int32, geometry string) bool {
	t := &a.w.Tokens[a.lo]
	switch {
	case a.commaInside(q):
		return t.Shape&(stages.ShapeCapital|stages.ShapeLineBefore) == 0 || geometry == "C-S-V"
	case a.blockAt(q.Close.Start) != a.w.Sentences[a.at].Block || t.Shape&stages.ShapeLineBefore != 0:
		return false
	case t.Shape&stages.ShapeCapital == 0:
		return true
	}
	// A capital may begin a name, or a sentence of its own.
	return geometry == "C-S-V" && a.endsWithComma(q) && a.pos[a.lo] != stages.PRON && a.pos[a.lo] != stages.DET && (!a.in(end) || a.punct(end))
}

// opensSoon reports whether words in marks begin at token i, or right behind a
// conjunction there.
func (a *analysis) opensSoon(i int32) bool {
	return a.opens(i) || a.in(i) && a.pos[i] == stages.CCONJ && (a.opens(i+1) || a.comma(i+1) && a.opens(i+2))
}

// asClause handles "as S V" between or before the words reported: "the lake, as
// the warden put it, is dying".
func (a *analysis) asClause(f *found, g *group, v *verb, source tokens, start int) bool {
	if v.frames&(frameClause|frameQuote) == 0 {
		return false
	}
	as := source.first - 1
	after := a.skipAdjuncts(g.last)
	if a.in(after) && !a.comma(after) {
		return false
	}
	if as > a.lo && !a.comma(as-1) && !(a.pos[as-1] == stages.CCONJ && as-1 == a.lo) {
		return false
	}
	if as-2 > a.lo && a.comma(as-1) && !a.opens(after+1) {
		f.add(tokens{a.clauseStart(as - 1), as - 1})
	}
	if a.in(after) {
		f.add(tokens{after + 1, a.contentEnd(after+1, stages.NoTag)})
	}
	if f.n == 0 {
		return false
	}
	f.source, f.geometry, f.rule, f.frame = source, "as-S-V-C", "as", frameClause
	f.class = v.class(frameClause)
	a.keep(*f, start)
	return true
}

// endsWithComma reports whether the words in marks may go on into a reporting
// clause: they end with a comma, or with the mark of a question or a call.
func (a *analysis) endsWithComma(q *Pair) bool {
	switch a.lastMark(q) {
	case ',', '?', '!':
		return true
	}
	return false
}

// comma inside the marks: a reporting clause follows for certain.
func (a *analysis) commaInside(q *Pair) bool { return a.lastMark(q) == ',' }

func (a *analysis) isDash(k int32) bool {
	if k < 0 {
		return false
	}
	t := a.text(k)
	return t == "-" || t == "--" || t == "—" || t == "–" || t == "―"
}

// closesPair reports whether token k is the closing mark of a pair.
func (a *analysis) closesPair(k int32) bool {
	if k < 0 || int(k) >= len(a.inside) || a.inside[k] < 0 {
		return false
	}
	q := &a.pairs[a.inside[k]]
	return q.Close.End > q.Close.Start && a.w.Tokens[k].Start >= q.Close.Start
}

// boundary reports whether token k can stand between content and reporting
// clause.
func (a *analysis) boundary(k int32) bool {
	if k < 0 {
		return false
	}
	if k < a.lo {
		return a.closesPair(k)
	}
	return a.is(k, ',') || a.closesPair(k) || a.isDash(k) && a.closesPair(k-1) || a.is(k, '?') || a.is(k, '!')
}

func (a *analysis) anyPair(t tokens) bool {
	for k := t.first; k < t.last; k++ {
		if a.inside[k] >= 0 {
			return true
		}
	}
	return false
}

func (a *analysis) trimComma(i int32) int32 {
	for i > a.lo && a.is(i-1, ',') {
		i--
	}
	return i
}

// before decides how much of the sentence before an opening mark belongs to the
// content of a quote with its reporting clause behind it: its first token, or
// open itself.
func (a *analysis) before(open int32) int32 {
	if open <= a.lo {
		return open
	}
	k := open - 1
	capital := a.in(open+1) && a.w.Tokens[open+1].Shape&stages.ShapeCapital != 0
	if a.is(k, ':') || a.comma(k) && capital {
		return open
	}
	// Anything reported before ends there.
	return max(a.lo, min(a.limit, open))
}

// clauseStart is the first token of the clause that ends before token end: the
// sentence's, or the one after a semicolon or an earlier report.
func (a *analysis) clauseStart(end int32) int32 {
	for k := end - 1; k > a.lo; k-- {
		if a.inside[k] < 0 && a.is(k, ';') {
			return k + 1
		}
	}
	// "OSLO, May 3 (Agency) - ": a dateline.
	if t := &a.w.Tokens[a.lo]; t.Shape&stages.ShapeAllCaps != 0 && t.Shape&stages.ShapeLineBefore != 0 {
		for k := a.lo + 1; k < end && k-a.lo < 16; k++ {
			if a.isDash(k) && a.w.Tokens[k].Shape&stages.ShapeSpaceBefore != 0 {
				return k + 1
			}
		}
	}
	return a.lo
}

// hasClause reports whether a finite verb stands in tokens [from, to), or a past
// participle right behind the noun phrase that begins them: there the tagger has
// taken a past tense for a participle ("Prices rose in May, the office said").
func (a *analysis) hasClause(from, to int32) bool {
	if from < to && a.pos[from] == stages.SCONJ && !a.has(from, isThat) {
		// "When asked about it, she said": needs a main clause too.
		for k := from; k < to; k++ {
			if a.comma(k) {
				return a.hasClause(k+1, to)
			}
		}
		return false
	}
	for k := from; k < to; k++ {
		if a.finite(k) || k > from && a.tag[k] == stages.TagVBN && a.noun(k-1) && a.phraseLeft(k) == from && (!a.has(k+1, isBy) || a.in(k+2) && a.pos[k+2] == stages.NUM) {
			return true
		}
	}
	return false
}

// complete reports whether content is a main clause by itself, so that what
// follows the reporting clause is the author's.
func (a *analysis) complete(t tokens) bool {
	if a.closesPair(t.last-1) || a.pos[t.first] == stages.SCONJ || a.has(t.first, isSubordinator) {
		return false
	}
	first := t.first
	if a.pos[first] == stages.CCONJ && first+1 < t.last {
		first++
	}
	return a.pos[first] != stages.SCONJ && a.hasClause(first, t.last)
}

// resumes reports where content goes on after a reporting clause that ended at
// token i: ", but not today" or a pair.
func (a *analysis) resumes(i int32) (tokens, bool) {
	if !a.in(i) {
		return tokens{}, false
	}
	k := i
	if a.comma(k) || a.isDash(k) {
		k++
	}
	// "in Dover, Del., "but ..."
	if k > i && a.in(k) && a.pos[k] == stages.PROPN {
		m := k
		for a.in(m) && a.pos[m] == stages.PROPN && m-k < 3 {
			m++
		}
		if a.comma(m) && a.opens(m+1) {
			k = m + 1
		}
	}
	if !a.in(k) || k == i && !a.opens(k) {
		return tokens{}, false
	}
	if e := a.entryAt(k); e.verb >= 0 && a.tag[k] == stages.TagVBG && a.lex.verbs[e.verb].frames&(frameClause|frameThat|frameQuote) != 0 {
		return tokens{}, false // ", adding, \"...": a report of its own
	}
	if !a.clauseFollows(k) || a.tag[k] == stages.TagVBG {
		// ", pointing at the roof, \"and ..."
		for m := k; m < a.hi && m-k < 20 && !a.opens(m); m++ {
			if a.comma(m) && a.opens(m+1) {
				return tokens{m + 1, a.contentEnd(m+1, stages.NoTag)}, true
			}
		}
		return tokens{}, false
	}
	if a.pos[k] == stages.VERB && a.entryAt(k).verb >= 0 {
		return tokens{}, false
	}
	end := a.contentEnd(k, stages.NoTag)
	if end <= k {
		return tokens{}, false
	}
	return tokens{k, end}, true
}

// skipAdjuncts passes over adverbs, times, and phrases of place that may follow
// a reporting verb or its subject.
func (a *analysis) skipAdjuncts(i int32) int32 {
	for n := 0; n < 6 && a.in(i); n++ {
		switch {
		case a.quoteMark(i):
			return i
		case a.pos[i] == stages.ADV && !a.has(i, isWh|isThat):
			i++
		case a.has(i, isTime) && a.noun(i):
			i += max(1, a.info[i].n)
		case a.has(i, isTime) && a.info[i].n > 1:
			i += a.info[i].n
		case a.pos[i] == stages.ADP && !a.has(i, isThat) || a.tag[i] == stages.TagTO && a.in(i+1) && a.nominal(i+1):
			e := a.adjunctEnd(i + 1)
			if e == i+1 {
				return i
			}
			i = e
		default:
			return i
		}
	}
	return i
}

func (a *analysis) adjunctEnd(i int32) int32 {
	e := a.baseRight(i)
	for n := 0; n < 4 && a.in(e) && a.pos[e] == stages.ADP && e > i; n++ {
		next := a.baseRight(e + 1)
		if next == e+1 {
			break
		}
		e = next
	}
	return e
}

// hearerEnd is the end of a noun phrase of those who are told, i where none.
func (a *analysis) hearerEnd(i int32) int32 {
	if !a.in(i) || a.quoteMark(i) {
		return i
	}
	return a.phraseRight(i)
}
