package quotes

// Reported speech in one sentence: for every cue word in turn, its verb group,
// its subject to the left or right, and the content by the frames of the verb.
// Content that was found hides the cues inside it: the outer report is the one
// that counts.

import "annals/stages"

// tokens is a half-open range of tokens.
type tokens struct{ first, last int32 }

func (t tokens) empty() bool { return t.last <= t.first }

// found is a quote before it gets spans, a speaker and a row.
type found struct {
	parts    [3]tokens
	n        int
	cue      tokens
	source   tokens // empty where nobody is named
	after    bool   // the source stands after the cue
	lemma    string
	class    string
	frame    frame
	geometry string
	rule     string
	basis    string
	pair     int32 // the content is exactly this pair and what continues it; -1
	dead     bool
	cueless  bool    // the cue is not written
	more     []int32 // further pairs that go on with the same words
}

func (f *found) add(t tokens) {
	if !t.empty() && f.n < len(f.parts) {
		f.parts[f.n] = t
		f.n++
	}
}

// group is a verb group.
type group struct {
	first, last int32 // with auxiliaries, adverbs, the verb that governs an infinitive
	at          int32 // the cue verb itself
	tag         stages.Tag
	passive     bool
	copula      bool
	participle  bool // -ing without auxiliary
	infinitive  bool
	finite      bool
	negated     bool
}

// verbGroup reads the group around the cue verb of n tokens at i.
func (a *analysis) verbGroup(i, n int32) group {
	g := group{first: i, last: i + n, at: i, tag: a.tag[i]}
	aux, copula := false, false
	j := i - 1
scan:
	for j >= a.lo {
		switch {
		case a.has(j, isNegation):
			g.negated = true
			j--
		case a.pos[j] == stages.ADV && !a.has(j, isWh):
			j--
		case a.pos[j] == stages.AUX || a.has(j, isAuxiliary) && a.pos[j] != stages.PART:
			if !aux && a.has(j, isCopula) {
				copula = true
			}
			aux = true
			if a.finite(j) {
				g.finite = true
			}
			g.first = j
			j--
			if a.finite(j + 1) {
				break scan
			}
		case a.has(j, isTo) && a.tag[i] != stages.TagVBG && a.tag[i] != stages.TagVBD:
			g.infinitive = true
			g.first = j
			if j-1 >= a.lo && a.verbal(j-1) {
				j--
				g.first = j
				if a.finite(j) {
					g.finite = true
					break scan
				}
				j--
				continue
			}
			break scan
		default:
			break scan
		}
	}
	if j+1 < g.first {
		g.first = j + 1 // adverbs before the verb
		for g.first < g.at && a.has(g.first, isTime) && !a.in(g.first-1) {
			g.first++
		}
	}
	g.copula = copula
	switch g.tag {
	case stages.TagVBN, stages.TagVBD:
		if copula {
			g.passive = true
		} else if g.tag == stages.TagVBD && !aux {
			g.finite = true
		} else if g.tag == stages.TagVBN && !aux {
			// "asked about it, she said" is reduced; a past form right behind
			// its subject is a past tense that was tagged wrongly.
			e := a.entryAt(i)
			if e.form&formPast != 0 && a.in(g.first-1) && (a.noun(g.first-1) || a.pos[g.first-1] == stages.PRON) && !a.has(g.last, isBy|isTime) && (!a.in(g.last) || a.pos[g.last] != stages.ADP && (!a.punct(g.last) || a.is(g.last, ':') || a.opens(g.last) || a.opens(g.last+1))) {
				g.finite = true
				g.tag = stages.TagVBD
			} else {
				g.passive = true
			}
		}
	case stages.TagVBZ, stages.TagVBP:
		g.finite = true
	case stages.TagVBG:
		g.participle = !aux
	}
	return g
}

// sentence looks for reported speech in sentence s.
func (a *analysis) sentence() {
	if a.hi <= a.turnEnd {
		return
	}
	a.limit = a.lo
	start := len(a.found)
	a.colon()
	for i := a.lo; i < a.hi; i++ {
		if i < a.limit || a.inside[i] >= 0 {
			continue
		}
		e := a.entryAt(i)
		switch {
		case e.flags&isAccording != 0:
			a.according(i, a.info[i].n, start)
		case e.verb >= 0 && (a.pos[i] == stages.VERB || a.verbal(i) && a.info[i].n > 1):
			a.verb(i, a.info[i].n, start)
		case e.verb >= 0 && e.form&(formPast|formThird) != 0 && a.attributes(i):
			a.verb(i, a.info[i].n, start)
		case e.noun != "" && a.pos[i] == stages.NOUN:
			a.nounCue(i, start)
		case e.adjective != "" && a.pos[i] == stages.ADJ:
			a.adjectiveCue(i)
		}
	}
}

// attributes reports whether a word that was not tagged as a verb stands where
// only a reporting verb can: behind a closing mark, or at the end of the short
// clause behind it.
func (a *analysis) attributes(i int32) bool {
	if a.closesPair(i-1) && a.in(i+1) && a.nominal(i+1) {
		return true
	}
	if a.in(i+1) && !a.punct(i+1) && a.pos[i+1] != stages.ADP {
		return false
	}
	for k := i - 1; k >= 0 && i-k < 10; k-- {
		if a.closesPair(k) {
			return a.endsWithComma(&a.pairs[a.inside[k]])
		}
		if k < a.lo || a.punct(k) {
			return false
		}
	}
	return false
}

// keep adds a quote and hides what it covers.
func (a *analysis) keep(f found, start int) {
	for k := start; k < len(a.found); k++ {
		o := &a.found[k]
		for n := 0; n < f.n && !o.dead; n++ {
			if o.n > 0 && f.parts[n].first <= o.cue.first && o.cue.last <= f.parts[n].last && o.lemma != "" {
				o.dead = true
			}
		}
	}
	a.found = append(a.found, f)
	for n := 0; n < f.n; n++ {
		if f.parts[n].first >= f.cue.last {
			a.limit = max(a.limit, f.parts[n].last)
		}
	}
}

// colon reads "Name: what she says" at the start of a paragraph, as headlines
// and transcripts have it.
func (a *analysis) colon() {
	if a.lo > 0 && a.w.Tokens[a.lo].Shape&stages.ShapeLineBefore == 0 {
		return
	}
	i := a.lo
	if a.w.Tokens[i].Class == stages.ClassQuote {
		i++
	}
	if i >= a.hi || !a.noun(i) && a.pos[i] != stages.DET && a.pos[i] != stages.ADJ {
		return
	}
	k := i
	for k < a.hi && k-i < 9 && !a.is(k, ':') {
		if a.verbal(k) && a.w.Tokens[k].Shape&stages.ShapeAllCaps == 0 || a.is(k, '.') || a.comma(k) && k-i > 4 || a.pos[k] == stages.SCONJ {
			return
		}
		k++
	}
	if !a.in(k) || !a.is(k, ':') || k+2 >= a.hi || k == i {
		return
	}
	caps := a.w.Tokens[i].Shape&stages.ShapeAllCaps != 0
	person := false
	for m := i; m < k; m++ {
		if a.pos[m] == stages.PROPN {
			person = true
		}
		if a.w.Tokens[m].Class == stages.ClassNumber {
			return
		}
	}
	if !person && !caps {
		return
	}
	f := found{cue: tokens{k, k + 1}, source: tokens{i, k}, lemma: ":", class: "speech", geometry: "S:C", rule: "colon", pair: -1, basis: "sentence"}
	end := a.hi
	if caps {
		// A turn of a transcript: to the end of its paragraph.
		b := a.w.Sentences[a.at].Block
		for n := a.at; n < len(a.w.Sentences) && a.w.Sentences[n].Block == b; n++ {
			end = a.w.Sentences[n].Last
		}
		a.turnEnd = end
	}
	f.add(tokens{k + 1, a.stopAt(end)})
	a.keep(f, len(a.found))
}

// stopAt is the end of content that runs to token end: without the final stop,
// and with the whole of a pair that runs on past it.
func (a *analysis) stopAt(end int32) int32 {
	last := end - 1
	if last >= 0 && a.inside[last] >= 0 {
		q := &a.pairs[a.inside[last]]
		if q.Close.Start > a.w.Tokens[last].Start {
			return max(end, a.w.TokenAt(q.Close.End-1)+1)
		}
		return end
	}
	for end > a.lo && a.w.Tokens[end-1].Class == stages.ClassPunctuation && !a.is(end-1, ')') && !a.is(end-1, ']') {
		end--
	}
	if end > a.lo && a.w.Tokens[end-1].Class == stages.ClassQuote && a.inside[end-1] < 0 {
		end--
	}
	return end
}

func (a *analysis) according(i, n int32, start int) {
	s := i + n
	end := a.phraseRight(s)
	if end == s {
		return
	}
	// "according to the poll, which ..." keeps the apposition out.
	f := found{cue: tokens{i, s}, source: tokens{s, end}, after: true, lemma: a.text(i), class: "speech", rule: "according", pair: -1, basis: "sentence"}
	first := i
	for first > a.lo && a.pos[first-1] == stages.ADV {
		first--
	}
	if first == a.lo || a.pos[first-1] == stages.CCONJ && first-1 == a.lo {
		// According to S, C.
		k := end
		for k < a.hi && !a.comma(k) && k-end < 25 {
			k++
		}
		if !a.in(k) || !a.comma(k) {
			return
		}
		if e := a.speakerRight(s); e > end && a.in(e) && a.comma(e) {
			f.source.last, k = e, e
		}
		f.geometry = "according-S-C"
		f.add(tokens{k + 1, a.contentEnd(k+1, stages.NoTag)})
	} else {
		f.source.last = a.speakerRight(s)
		from := a.lo
		// The clause before: from a semicolon or from the sentence's start.
		for k := first - 1; k > a.lo; k-- {
			if a.inside[k] < 0 && a.is(k, ';') {
				from = k + 1
				break
			}
		}
		f.geometry = "C-according-S"
		f.add(tokens{from, a.trimStop2(first)})
		if k := f.source.last; a.in(k) && a.comma(k) && k+3 < a.hi && a.clauseFollows(k+1) {
			f.add(tokens{k + 1, a.contentEnd(k+1, stages.NoTag)})
			f.geometry = "C-according-S-C"
		}
	}
	a.keep(f, start)
}

// trimStop2 is end without the comma and white space before it, but with a
// closing mark.
func (a *analysis) trimStop2(end int32) int32 {
	for end > a.lo && a.w.Tokens[end-1].Class == stages.ClassPunctuation && !a.is(end-1, ')') {
		end--
	}
	return end
}

// clauseFollows reports whether the text from token i to the end of the
// sentence looks like the rest of a clause and not like a participle or an
// adverbial hung on.
func (a *analysis) clauseFollows(i int32) bool {
	if a.quoteMark(i) {
		return true
	}
	if a.tag[i] == stages.TagVBG || a.has(i, isAccording) || a.tag[i] == stages.TagWDT || a.tag[i] == stages.TagWP {
		return false
	}
	for k := i; k < a.hi; k++ {
		if a.finite(k) || a.quoteMark(k) {
			return true
		}
	}
	return false
}

// verb handles a cue verb of n tokens at i.
func (a *analysis) verb(i, n int32, start int) {
	v := &a.lex.verbs[a.entryAt(i).verb]
	g := a.verbGroup(i, n)
	f := found{cue: tokens{g.first, g.last}, lemma: v.lemma, pair: -1, rule: "verb", basis: "sentence"}

	// Content before the cue, subject between or after: C, S V / C, V S.
	if v.frames&(frameClause|frameQuote|frameThat) != 0 && !g.copula {
		if a.contentBefore(&f, &g, v, start) {
			return
		}
	}
	c, ok := a.contentAfter(&g, v)
	if !ok {
		return
	}
	if g.infinitive && !g.finite && c.frame&(frameClause|frameThat|frameQuote|frameHearer) == 0 {
		return // "to discuss it": nobody has said it
	}
	f.frame = c.frame
	f.class = v.class(c.frame)
	f.cue.last = max(f.cue.last, c.cueEnd)
	f.add(a.leavesSubordinate(c.tokens, g.first))
	f.rule = "verb:" + c.frame.String()
	f.source, f.geometry = a.subject(&g, start)
	if f.source.empty() && f.geometry == "" {
		return
	}
	if s := f.source; s.last-s.first == 1 && a.has(s.first, isWh) && a.comma(s.first-1) && f.n == 1 {
		for k := f.parts[0].first; k+1 < f.parts[0].last; k++ {
			if a.inside[k] < 0 && a.comma(k) && a.finite(k+1) {
				f.parts[0].last = k
				break
			}
		}
	}
	if f.geometry == "V-S" {
		f.geometry = "V-S-C"
		if !c.tokens.empty() && c.tokens.first < f.source.last {
			return
		}
	} else {
		f.geometry += "-C"
	}
	a.keep(f, start)
}

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
			if a.w.Tokens[k].Start < q.Close.Start || a.w.Tokens[a.lo].Shape&(stages.ShapeCapital|stages.ShapeLineBefore) != 0 && !(a.tagged(g.at) && geometry == "C-S-V" && a.endsWithComma(q)) {
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
		if m, ok := a.resumes(end); ok && (f.pair < 0 || a.opens(m.first)) && (a.opens(m.first) || !a.complete(content)) {
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
	behind := g.tag != stages.TagVBG && s < e && s > 0 && a.closesPair(s-1) && a.endsWithComma(&a.pairs[a.inside[s-1]]) && !a.opens(g.last) && !(a.comma(g.last) && a.opens(g.last+1))
	if behind {
		after := a.skipAdjuncts(g.last)
		if e2 := a.hearerEnd(g.last); e2 > after {
			after = a.skipAdjuncts(e2)
		}
		if try(s-1, tokens{s, a.trimComma(e)}, after, "C-S-V") {
			if a.has(g.last, isThat) && a.opens(g.last+1) {
				// "...," she said that "...": the cue serves two quotes.
				f := found{cue: tokens{g.first, g.last}, source: tokens{s, a.trimComma(e)}, lemma: v.lemma, class: v.class(frameClause), frame: frameClause,
					geometry: "S-V-C", rule: "verb:clause", pair: -1, basis: "sentence"}
				f.add(a.clauseContent(g.last+1, g, frameClause).tokens)
				a.keep(f, len(a.found))
			}
			return true
		}
	}
	left := g.first - 1
	if a.boundary(left) && g.tag != stages.TagVBG && (g.finite || a.closesPair(left)) {
		j := g.last
		for a.in(j) && a.pos[j] == stages.ADV {
			j++
		}
		if end := a.speakerRight(j); end > j && (a.pos[j] != stages.NUM || end > j+1) && (a.pos[j] != stages.PRON || a.has(j, isPerson|isDeterminer) || a.closesPair(left)) {
			after := a.skipAdjuncts(end)
			if a.closesPair(left) || a.closesPair(left-1) || !a.in(after) || a.punct(after) && !a.opens(after) {
				if !a.closesPair(left) && !a.closesPair(left-1) && a.has(j, isThat) {
					return false
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
	if s < e && a.boundary(s-1) {
		after := a.skipAdjuncts(g.last)
		if e2 := a.hearerEnd(g.last); e2 > after {
			after = a.skipAdjuncts(e2)
		}
		if !a.in(after) || a.punct(after) && !a.opens(after) && !(a.comma(after) && a.opens(after+1) && !a.closesPair(s-1) && !a.closesPair(s-2)) && !a.is(after, ':') {
			return try(s-1, tokens{s, a.trimComma(e)}, after, "C-S-V")
		}
	}
	return false
}

func (a *analysis) tagged(int32) bool { return true }

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
	if as-2 > a.lo && a.comma(as-1) {
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

func (a *analysis) endsWithComma(q *Pair) bool {
	t := a.w.Doc.Text
	return q.Close.Start > 0 && (t[q.Close.Start-1] == ',' || t[q.Close.Start-1] == '?' || t[q.Close.Start-1] == '!')
}

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

// hasClause reports whether a finite verb stands in tokens [from, to).
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
		if a.finite(k) {
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

// subject finds whose words they are, for content that follows its verb. An
// empty geometry says that the verb reports nothing here.
func (a *analysis) subject(g *group, start int) (tokens, string) {
	switch {
	case g.passive:
		j := g.last
		for k := j; k < a.hi && k-j < 4; k++ {
			if a.has(k, isBy) {
				if e := a.phraseRight(k + 1); e > k+1 {
					return tokens{k + 1, e}, "V-by-S"
				}
			}
		}
		return tokens{}, "V"
	case g.participle, g.infinitive && !g.finite:
		return a.mainSubject(g, start)
	}
	if a.in(g.first-1) && (a.pos[g.first-1] == stages.CCONJ || a.comma(g.first-1) && a.in(g.first-2) && a.pos[g.first-2] == stages.CCONJ) {
		if t, _ := a.mainSubject(g, start); !t.empty() {
			return t, "S-V"
		}
	}
	s, e := a.subjectBefore(g.first)
	if s < e {
		e = a.trimComma(e)
		return tokens{s, e}, "S-V"
	}
	if t, _ := a.mainSubject(g, start); !t.empty() {
		return t, "S-V"
	}
	return tokens{}, ""
}

// mainSubject is the subject of the clause that a participle, an infinitive or a
// second verb belongs to.
func (a *analysis) mainSubject(g *group, start int) (tokens, string) {
	// A noun right before the participle: "a statement saying".
	if g.participle && a.in(g.first-1) && a.noun(g.first-1) && !a.has(g.first-1, isTime) && !a.venueOrTime(g.first-1, g.first) {
		s := a.phraseLeft(g.first)
		return tokens{s, g.first}, "S-V"
	}
	for k := len(a.found) - 1; k >= start; k-- {
		if f := &a.found[k]; !f.source.empty() && f.source.first >= a.lo && f.source.first < g.first {
			return f.source, "S-V"
		}
	}
	// The first finite verb before, and its subject.
	for k := g.first - 1; k > a.lo; k-- {
		if a.inside[k] >= 0 || !a.finite(k) {
			continue
		}
		first := k
		for first-1 > a.lo && (a.pos[first-1] == stages.ADV || a.pos[first-1] == stages.AUX) {
			first--
		}
		s, e := a.subjectBefore(first)
		if s < e {
			return tokens{s, a.trimComma(e)}, "S-V"
		}
	}
	// "Citing the cost, the mayor said": the subject follows.
	if g.participle && g.first <= a.lo+1 {
		for k := g.last; k < a.hi; k++ {
			if a.inside[k] < 0 && a.comma(k) {
				if e := a.speakerRight(k + 1); e > k+1 {
					return tokens{k + 1, e}, "V-S"
				}
			}
		}
	}
	return tokens{}, ""
}
