package quotes

// Reported speech in one sentence: for every cue word in turn, its verb group,
// its subject to the left or right, and the content by the frames of the verb.
// Content that was found hides the cues inside it: the outer report is the one
// that counts.

import (
	"strings"

	"annals/stages"
)

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
	capitals bool    // a turn of a transcript: the name is in capitals
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
			if e.form&formPast != 0 && a.in(g.first-1) && (a.noun(g.first-1) || a.pos[g.first-1] == stages.PRON) && !a.has(g.last, isBy|isTime) && (!a.in(g.last) || (a.pos[g.last] != stages.ADP || e.verb >= 0 && a.entryAt(g.last).prep&a.lex.verbs[e.verb].frames != 0) && (!a.punct(g.last) || a.is(g.last, ':') || a.opens(g.last) || a.opens(g.last+1))) {
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
	a.cues(start)
}

// cues looks for reports at the cue words of the tokens under work. What was
// found from index start on belongs to them.
func (a *analysis) cues(start int) {
	for i := a.lo; i < a.hi; i++ {
		if i < a.limit || a.inside[i] >= 0 {
			continue
		}
		e := a.entryAt(i)
		switch {
		case e.flags&isAccording != 0:
			a.according(i, a.info[i].n, start)
		case e.verb >= 0 && a.attributive(i):
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

// stopAt is the end of content that runs to token end: without the final stop,
// and with the whole of a pair that runs on past it.
func (a *analysis) stopAt(end int32) int32 {
	last := end - 1
	if last >= 0 && a.inside[last] >= 0 {
		q := &a.pairs[a.inside[last]]
		if q.Close.Start > a.w.Tokens[last].Start {
			return max(end, min(a.w.TokenAt(q.Close.End-1)+1, int32(len(a.w.Tokens))))
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
	if end == s+1 && a.pos[s] == stages.DET {
		// "the recently released report": all up to the next mark.
		for a.in(end) && !a.punct(end) && end-s < 15 {
			end++
		}
	}
	if h := a.head(tokens{s, end}); a.has(h, isMeasure) || a.has(end-1, isMeasure) && a.pos[end-1] == stages.NOUN {
		return // "according to their needs": nobody speaks
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
		f.source.last = a.modifiersEnd(a.speakerRight(s))
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

// modifiersEnd is the end of what hangs on a noun phrase that ends before token
// i: a participle ("data released on Friday by the council"), an adjective, a
// relative clause, up to the next mark of punctuation.
func (a *analysis) modifiersEnd(i int32) int32 {
	if !a.in(i) || !(a.tag[i] == stages.TagVBN || a.tag[i] == stages.TagVBG || a.tag[i] == stages.TagVBD || a.pos[i] == stages.ADJ || a.relative(i) || a.has(i, isThat) || a.pos[i] == stages.PRON && a.has(i, isPerson|isDeterminer)) {
		return i
	}
	k := i
	for a.in(k) && !a.punct(k) && k-i < 20 && a.pos[k] != stages.CCONJ && a.pos[k] != stages.SCONJ {
		k++
	}
	return k
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
			if a.inside[k] < 0 && a.comma(k) && a.verbalAfter(k+1) {
				f.parts[0].last = k
				break
			}
		}
	}
	// "As a farmer in Podor told me, ...", "after the regulator said ..."
	for s := &f.source; s.last-s.first > 1 && (a.has(s.first, isAs) || a.pos[s.first] == stages.SCONJ || a.has(s.first, isSubordinator) && !a.has(s.first, isThat|isWh)); {
		s.first++
	}
	if f.n == 1 {
		f.parts[0] = a.leavesPredicate(&f, g.first)
	}
	if a.unnamed(&f) || a.absent(&f) || g.negated && c.frame&frameTo != 0 {
		return
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
		if t, _ := a.treeSubject(g.at); !t.empty() && t.last <= g.first && a.w.Tokens[g.at].Relation == stages.RelConj && !a.possessivePronoun(t.last-1) {
			return t, "S-V"
		}
		if t, _ := a.mainSubject(g, start); !t.empty() {
			return t, "S-V"
		}
	}
	s, e := a.subjectBefore(g.first)
	if s < e && a.time(tokens{s, e}) { // "The mayor this week said", "The mayor on Friday said"
		k := s
		for k-1 > a.lo && (a.pos[k-1] == stages.ADP || a.pos[k-1] == stages.ADV) {
			k--
		}
		s, e = a.subjectBefore(k)
	}
	if e-s > 2 && a.has(e-1, isTime) && a.pos[e-2] == stages.ADP && a.w.Tokens[e-1].Shape&stages.ShapeCapital != 0 {
		e -= 2 // "The mayor on Friday said"
	}
	if s < e {
		e = a.trimComma(e)
		if !a.plainSubject(s, e) {
			if t := a.wholeSubject(g); !t.empty() && t.first < s {
				return t, "S-V"
			}
			if t, _ := a.treeSubject(g.at); !t.empty() && a.reaches(t.last, g.first) {
				return t, "S-V"
			}
		}
		return tokens{s, e}, "S-V"
	}
	if t, _ := a.treeSubject(g.at); !t.empty() && t.last <= g.first {
		return t, "S-V"
	}
	if t, _ := a.mainSubject(g, start); !t.empty() {
		return t, "S-V"
	}
	return tokens{}, ""
}

// relative reports whether token i is a relative pronoun.
func (a *analysis) relative(i int32) bool {
	return a.tag[i] == stages.TagWP || a.tag[i] == stages.TagWDT || a.tag[i] == stages.TagWPS
}

// time reports whether a noun phrase says when: "this week", "Tuesday".
func (a *analysis) time(t tokens) bool {
	for k := t.first; k < t.last; k++ {
		if !a.has(k, isTime|isDeterminer) && a.pos[k] != stages.ADJ && !(k > t.first && a.has(t.first, isTime) && a.info[t.first].n > 1) {
			return false
		}
	}
	return a.has(t.first, isTime) || a.has(t.last-1, isTime)
}

// mainSubject is the subject of the clause that a participle, an infinitive or a
// second verb belongs to.
func (a *analysis) mainSubject(g *group, start int) (tokens, string) {
	// A noun right before the participle: "a statement saying".
	if g.participle && a.in(g.first-1) && a.noun(g.first-1) && !a.has(g.first-1, isTime) && !a.venueOrTime(g.first-1, g.first) {
		s := a.phraseLeft(g.first)
		return tokens{s, g.first}, "S-V"
	}
	// "quotes a farmer as saying"
	if as := g.first - 1; g.participle && a.in(as-1) && a.has(as, isAs) {
		if a.closesPair(as - 1) {
			if t := a.pairTokens(&a.pairs[a.inside[as-1]]); a.in(t.first) {
				return t, "S-V"
			}
		} else if s := a.phraseLeft(as); s < as {
			return tokens{s, as}, "S-V"
		}
	}
	for k := len(a.found) - 1; k >= start; k-- {
		f := &a.found[k]
		if f.source.empty() || f.source.first < a.lo || f.source.first >= g.first || a.possessivePronoun(f.source.first) || a.relative(f.source.first) || strings.HasPrefix(f.rule, "noun") {
			continue
		}
		return f.source, "S-V"
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
		if s < e && a.relative(s) {
			// The verb of a relative clause; the tree tells whether the
			// participle belongs to it.
			if t, _ := a.treeSubject(g.at); !t.empty() && t.last <= g.first {
				return t, "S-V"
			}
			continue
		}
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
