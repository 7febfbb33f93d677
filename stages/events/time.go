package events

import "annals/stages"

// Bases of an event's date, as reported.
const (
	basisSentence    = "sentence"    // a date in the sentence governs it
	basisDiscourse   = "discourse"   // the date the text last established
	basisSequence    = "sequence"    // soon after the event that the text last dated
	basisPublication = "publication" // the publication date
	basisAnniversary = "anniversary" // counted back from an anniversary
)

// bond is how a date is tied to what it governs.
type bond uint8

const (
	bondIn bond = iota
	bondSince
	bondUntil
	bondBefore
	bondAfter
)

// usable reports whether a temporal expression can date an event: it lies on
// the calendar, no coarser than a decade, and is neither part of a name nor a
// plain "now".
func usable(t *stages.Timex) bool {
	if t.InName || t.RangePart || t.Interval.IsZero() || t.Type == stages.TimexSet {
		return false
	}
	switch t.Value {
	case "PRESENT_REF", "PAST_REF", "FUTURE_REF":
		return false
	}
	switch t.Precision {
	case stages.PrecisionNone, stages.PrecisionCentury:
		return false
	}
	return true
}

// usable also leaves out a date that is a part of a longer name: "the 2021
// Lake Forum", "the 18th National Congress".
func (f *finder) usable(t *stages.Timex) bool {
	if !usable(t) || t.Span.Overlaps(f.w.Doc.Published.Span) || t.Span.Overlaps(f.w.Doc.Modified.Span) {
		return false // the date of the document is no date of its events
	}
	if f.beforeItsAnchor(t) {
		return false
	}
	for i := t.First; i < t.Last; i++ {
		if m := f.mentionAt(i); m >= 0 {
			if n := &f.w.Mentions[m]; n.First <= t.First && t.Last <= n.Last && n.Last-n.First > t.Last-t.First && n.Kind != stages.Role {
				return false
			}
		}
	}
	// "the United Nations 2021 Lake Forum"
	if k := f.w.SentenceAt(t.Start); t.Precision == stages.PrecisionYear && t.Last-t.First == 1 && k >= 0 && t.First > f.w.Sentences[k].First+1 && t.Last < f.w.Sentences[k].Last {
		before, after := f.mentionAt(t.First-1), f.mentionAt(t.Last)
		if before >= 0 && f.w.Mentions[before].Kind == stages.Organisation && f.w.Tokens[t.Last].Shape&stages.ShapeCapital != 0 &&
			(after < 0 || f.w.Mentions[after].Kind == stages.Title || f.w.Mentions[after].Kind == stages.Organisation) {
			return false
		}
	}
	// "the 2021 Lake Forum" where the name begins after the year
	if t.Precision == stages.PrecisionYear && t.Last-t.First == 1 && int(t.Last) < len(f.w.Tokens) && t.First > 0 {
		if m := f.mentionAt(t.Last); m >= 0 {
			n := &f.w.Mentions[m]
			if n.First == t.Last && (n.Kind == stages.Organisation || n.Kind == stages.Title) && has(f.t.words.articles, f.g.wordAt(f.w, t.First-1)) {
				return false
			}
		}
	}
	return true
}

// beforeItsAnchor reports whether a date told as later than another one of the
// sentence ("thirty years later") came out earlier: it was counted from elsewhere.
func (f *finder) beforeItsAnchor(t *stages.Timex) bool {
	if t.Interval.Start.IsZero() || t.First == t.Last || !has(f.t.words.later, f.g.wordAt(f.w, t.Last-1)) {
		return false
	}
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		if o := &f.w.Timexes[k]; o.First < t.First && !o.Interval.Start.IsZero() && o.Type == stages.TimexDate && t.Interval.Start.Before(o.Interval.Start) {
			return true
		}
	}
	return false
}

// attachment is the token by which a timex hangs in the parse: the one whose
// head lies outside it, -1 where all of it is the root.
func (f *finder) attachment(t *stages.Timex) int32 {
	g := &f.g
	best := int32(-1)
	for i := t.First; i < t.Last; i++ {
		if !g.holds(i) {
			continue
		}
		h := g.head(i)
		if h >= 0 && t.First <= h && h < t.Last {
			continue
		}
		if r := g.rel(i); r == stages.RelPunct || r == stages.RelCase || r == stages.RelDet || r == stages.RelMark || r == stages.RelCC {
			if best < 0 {
				best = i
			}
			continue
		}
		return i
	}
	return best
}

// bondAt reads how token i is tied from its preposition; the word before the
// timex counts too, since a parser may hang "since" elsewhere.
func (f *finder) bondAt(i, before int32) bond {
	g, w := &f.g, &f.t.words
	for _, l := range [...]struct {
		words wordSet
		bond  bond
	}{{w.since, bondSince}, {w.until, bondUntil}, {w.before, bondBefore}, {w.after, bondAfter}} {
		if g.marker(i, l.words) >= 0 {
			return l.bond
		}
		if before >= g.first && (g.upos(before) == stages.ADP || g.upos(before) == stages.SCONJ) && has(l.words, g.word(before)) {
			return l.bond
		}
	}
	return bondIn
}

// govern gives each candidate the date that governs it in the parse.
func (f *finder) govern() {
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		t := &f.w.Timexes[k]
		if t.RangePart {
			if r, ok := f.rangeOf(k); ok {
				f.climb(int32(k), &r)
			}
			continue
		}
		if f.usable(t) && !f.compared(t) {
			f.climb(int32(k), t)
		}
	}
	f.spread()
	f.nounsBefore()
	f.check()
}

// compared reports whether the date belongs to a figure that another one is
// compared with: "sales rose to 9 million from 7 million a year earlier",
// "versus a loss of 2 million in 1988"; or to an outlook: "cut its forecast for
// 2030". It dates that figure and nothing else.
func (f *finder) compared(t *stages.Timex) bool {
	g := &f.g
	if i := t.First - 2; i >= g.first && has(f.t.words.forWords, g.word(i+1)) && g.upos(i) == stages.NOUN && (has(f.t.words.outlooks, g.lemma(i)) || has(f.t.words.outlooks, g.word(i))) {
		return true
	}
	if t.Precision == stages.PrecisionYear || t.Precision == stages.PrecisionQuarter {
		// "raised its forecast for demand in 2030"
		for i := t.First - 2; i >= g.first && t.First-i < 7; i-- {
			if u := g.upos(i); u != stages.NOUN && u != stages.ADP && u != stages.ADJ && u != stages.DET {
				break
			}
			if has(f.t.words.outlooks, g.lemma(i)) && has(f.t.words.forWords, g.word(i+1)) {
				return true
			}
		}
	}
	number := false
	for i := t.First - 1; i >= g.first && t.First-i < 20; i-- {
		word := g.word(i)
		if f.inTimex(i) {
			return false
		}
		if has(f.t.words.versus, word) {
			return number
		}
		if number && has(f.t.words.sources, word) {
			for j := i - 1; j >= g.first; j-- {
				if c := f.candidateAt(j); c != nil && c.token == j && !c.isNoun {
					return c.class == f.t.other
				}
			}
			return false
		}
		switch g.upos(i) {
		case stages.NUM, stages.SYM:
			number = number || !f.inTimex(i)
		case stages.NOUN, stages.PROPN, stages.DET, stages.ADP, stages.CCONJ, stages.ADJ, stages.PUNCT, stages.ADV:
		default:
			return false
		}
	}
	return false
}

// rangeOf joins timex k and the next, two ends of one range ("from 4 to 6 May"),
// into the range; ok is false where k is no first end.
func (f *finder) rangeOf(k int) (stages.Timex, bool) {
	t := f.w.Timexes[k]
	if k+1 >= f.timexes[1] {
		return t, false
	}
	n := &f.w.Timexes[k+1]
	if !n.RangePart || n.First-t.Last > 2 || t.InName || n.InName || t.Interval.Start.IsZero() || n.Interval.End.IsZero() || n.Interval.End.Before(t.Interval.Start) {
		return t, false
	}
	t.Interval.End = n.Interval.End
	t.Precision, t.RangePart, t.Open = stages.PrecisionRange, false, 0
	t.Span.End, t.Last = n.Span.End, n.Last
	return t, f.usable(&t)
}

// climb follows timex k up the parse to the verb it dates, noting the event
// nouns on its way.
func (f *finder) climb(k int32, t *stages.Timex) {
	g := &f.g
	a := f.attachment(t)
	if a < 0 {
		return
	}
	b := f.bondAt(a, t.First-1)
	if b == bondIn && t.Open < 0 {
		b = bondUntil
	} else if b == bondIn && t.Open > 0 {
		b = bondSince
	}
	if f.reporting(k, t, a, b) || f.fronted(k, t, a, b) || f.bare(k, t, a, b) {
		return
	}
	if r := g.rel(a); (r == stages.RelObj || r == stages.RelOblUnmarked) && b == bondIn && g.childWith(a, stages.RelCase) < 0 && t.Precision == stages.PrecisionYear && t.Last-t.First > 1 {
		if h := g.head(a); h >= 0 && g.childWith(a, stages.RelNmod) >= 0 && a > h {
			return // "ends the year of the drought"
		}
	}
	prev, cur := a, g.head(a)
	for n := 0; n < 20 && cur >= 0; n++ {
		c := f.candidateAt(cur)
		switch {
		case c != nil && c.isNoun:
			premodifier := prev < cur
			if prev == a || f.inTimex(prev) || premodifier && g.rel(prev) == stages.RelCompound {
				f.dateNoun(c, k, t, b, premodifier)
			}
			if g.marker(prev, f.t.words.of) >= 0 {
				return
			}
			if premodifier {
				if r := g.rel(cur); r == stages.RelObl || r == stages.RelNmod {
					f.dateAtVenue(c, k, t, b)
					return
				}
				if t.Precision != stages.PrecisionDay && t.Precision != stages.PrecisionTime {
					return
				}
			}
		case c != nil && (c.form == formInfinitive && c.token == c.line && (f.purpose(c) || f.resolvedOn(c, t)) || f.shadowed(c) || f.standingClause(c, t)):
			// "was sent to help Algeria in 1963": the sending has the date
		case c != nil:
			if c.token != cur && c.noun == cur && (b == bondSince || b == bondAfter || b == bondBefore) && prev == a {
				return
			}
			f.date(c, k, t, b, true)
			return
		case g.upos(cur) == stages.VERB || g.upos(cur) == stages.AUX:
			// a state or a thought: the date stays with it and may serve what it governs
			if r := g.rel(cur); r == stages.RelAdvcl && g.tag(cur) == stages.TagVBG || r == stages.RelXcomp {
				break
			}
			if r := g.rel(cur); (r == stages.RelACLRelcl || r == stages.RelACL) && (g.tag(cur) == stages.TagVBZ || g.tag(cur) == stages.TagVBP) {
				break // "discovered the salts that bear her name in 1908"
			}
			if g.rel(cur) == stages.RelACL && g.tag(cur) == stages.TagVBN {
				// "a service planned for Saturday": the date is the service's
				if m := f.candidateAt(g.head(cur)); m != nil && m.isNoun {
					if v := f.t.verbs[g.lemma(cur)]; v != nil && v.flags&flagPlan != 0 {
						f.date(m, k, t, b, true)
						f.weaken(m, planned)
						return
					}
				}
			}
			if !f.below(cur, k, t, b) && t.First > cur {
				f.before(cur, k, t, b)
			}
			return
		case g.isNoun(cur):
			if g.childWith(cur, stages.RelCop) >= 0 {
				f.below(cur, k, t, b)
				return
			}
			if prev < cur && (prev == a || f.inTimex(prev)) {
				if r := g.rel(cur); (r == stages.RelCompound || r == stages.RelNmodUnmarked) && g.head(cur) > cur {
					break // "the 1998 clinic bombing": up to the head of the phrase
				}
				if c := f.subjectOf(cur); c != nil && c.class == f.t.other && t.Precision != stages.PrecisionYear {
					f.date(c, k, t, b, true) // "third-quarter income rose"
				}
				return // "the 2008 games", "Friday's papers"
			}
			if g.marker(prev, f.t.words.of) >= 0 && !has(f.t.words.timeNouns, g.lemma(cur)) || g.rel(prev) == stages.RelAppos || g.rel(prev) == stages.RelParataxis || f.bracketed(t) {
				return
			}
		case g.upos(cur) == stages.ADJ && g.childWith(cur, stages.RelCop, stages.RelNsubj) >= 0:
			f.below(cur, k, t, b)
			return
		}
		if g.isNoun(cur) && b == bondIn {
			b = f.bondAt(cur, f.beforePhrase(cur))
		}
		prev, cur = cur, g.head(cur)
	}
	if cur < 0 && prev != a {
		return
	}
	if cur < 0 {
		f.nearest(k, t, b)
	}
}

// dateAtVenue gives the date before an event noun to the verb of what happened
// there: "decided at last year's summit", "was wounded in the 1995 shooting". Who
// is charged in the 1988 bombing is not charged then.
func (f *finder) dateAtVenue(noun *candidate, k int32, t *stages.Timex, b bond) {
	g := &f.g
	h := g.head(noun.token)
	m := f.candidateAt(h)
	if m == nil || m.isNoun || m.token != h || !m.finite() || m.tense != tensePast || g.marker(noun.token, f.t.words.venues) < 0 {
		return
	}
	if noun.class == f.t.meeting || has(f.t.words.harms, m.lemma) {
		f.date(m, k, t, b, true)
	}
}

// purpose reports whether the infinitive tells what the verb above it was done
// for, and is not what somebody plans, wishes or begins.
func (f *finder) purpose(c *candidate) bool {
	g := &f.g
	h := g.head(c.token)
	if r := g.rel(c.token); h < 0 || r != stages.RelAdvcl && r != stages.RelXcomp {
		return false
	}
	m := f.candidateAt(h)
	if m == nil || m.isNoun || !m.finite() || m.modality != asserted {
		return false
	}
	v := f.t.verbs[g.lemma(h)]
	return v != nil && v.flags&(flagPlan|flagWish) == 0
}

// standingClause reports whether a relative clause in the present, which tells
// what always holds, stands before a date of the past: "discovered the salts that
// bear her name in 1908".
func (f *finder) standingClause(c *candidate, t *stages.Timex) bool {
	if c.isNoun || c.tense != tensePresent || f.g.rel(c.token) != stages.RelACLRelcl || t.Interval.End.IsZero() || f.w.Doc.Published.Interval.Start.IsZero() {
		return false
	}
	return t.Interval.End.Before(f.w.Doc.Published.Interval.Start)
}

// resolvedOn reports whether a day of the past behind an infinitive is the day of
// the verb above it: "voted to support the motion on Friday". What was resolved
// for a day to come has a day to come.
func (f *finder) resolvedOn(c *candidate, t *stages.Timex) bool {
	g := &f.g
	if !f.news || t.Precision != stages.PrecisionDay || t.Interval.Start.IsZero() || f.day.End.Before(t.Interval.End) {
		return false
	}
	if r := g.rel(c.token); r != stages.RelXcomp && r != stages.RelAdvcl {
		return false
	}
	m := f.candidateAt(g.head(c.token))
	return m != nil && !m.isNoun && m.token < c.token && m.finite() && m.tense == tensePast
}

// shadowed reports whether the clause of c only says how the event of the verb
// above it was: "was found clinging to a tube", "declined to comment".
func (f *finder) shadowed(c *candidate) bool {
	g := &f.g
	if c.isNoun || c.token != c.line || g.rel(c.token) != stages.RelXcomp {
		return false
	}
	m := f.candidateAt(g.head(c.token))
	if m == nil || m.isNoun || !m.finite() || m.modality != asserted {
		return false
	}
	if g.tag(c.token) == stages.TagVBG {
		return true
	}
	if finiteTag(g.tag(c.token)) {
		return false
	}
	v := f.t.verbs[g.lemma(m.token)]
	return v != nil && v.flags&flagNegative != 0
}

// beforePhrase is the token before the noun phrase that i heads.
func (f *finder) beforePhrase(i int32) int32 {
	g := &f.g
	for j := i - 1; j >= g.first; j-- {
		switch g.upos(j) {
		case stages.DET, stages.ADJ, stages.NOUN, stages.PROPN, stages.NUM, stages.PART:
			continue
		}
		return j
	}
	return -1
}

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

// bracketed reports whether the timex stands in round brackets: "(1934-2001)".
func (f *finder) bracketed(t *stages.Timex) bool {
	text := f.w.Doc.Text
	for i := int(t.Start) - 1; i >= 0 && int(t.Start)-i < 24; i-- {
		switch text[i] {
		case '(':
			return true
		case ')', '.', ',', ';', '\n':
			return false
		}
	}
	return false
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

// interval is the time of an event tied to t by b; ok is false where the bond
// leaves it open on both sides for our purpose ("after 1990").
func interval(t *stages.Timex, b bond) (iv stages.Interval, p stages.Precision, ok bool) {
	iv, p = t.Interval, t.Precision
	if t.Mod != "" && len(t.Value) == 7 && !iv.Start.IsZero() && iv.Start.Year == iv.End.Year && iv.Start.Month == iv.End.Month && p != stages.PrecisionDay {
		// "early March" is no ten days: the event is told to the month
		first, ok1 := stages.NewDate(int(iv.Start.Year), int(iv.Start.Month), 1)
		last, ok2 := stages.NewDate(int(iv.Start.Year), int(iv.Start.Month), stages.DaysInMonth(int(iv.Start.Year), int(iv.Start.Month)))
		if ok1 && ok2 {
			iv, p = stages.Interval{Start: first, End: last}, stages.PrecisionMonth
		}
	}
	if t.Mod != "" && len(t.Value) == 4 && !iv.Start.IsZero() && iv.Start.Year == iv.End.Year && p != stages.PrecisionDay && p != stages.PrecisionMonth {
		// nor is "early 1990" four months
		first, ok1 := stages.NewDate(int(iv.Start.Year), 1, 1)
		last, ok2 := stages.NewDate(int(iv.Start.Year), 12, 31)
		if ok1 && ok2 {
			iv, p = stages.Interval{Start: first, End: last}, stages.PrecisionYear
		}
	}
	switch b {
	case bondSince:
		if iv.Start.IsZero() {
			return iv, p, false
		}
		iv.End = stages.Date{}
	case bondUntil:
		if iv.End.IsZero() {
			return iv, p, false
		}
		iv.Start = stages.Date{}
	case bondBefore, bondAfter:
		return iv, p, false
	}
	return iv, p, true
}

// date ties candidate c to timex k. Of several dates the finest of those that
// lie in each other wins, else the one nearest to the verb.
func (f *finder) date(c *candidate, k int32, t *stages.Timex, b bond, direct bool) {
	if f.quotedBy(t.Span) != f.quotedBy(c.span) || f.inContent(c, t) {
		return // a date in somebody's words dates nothing outside them
	}
	iv, p, ok := interval(t, b)
	if ok && b == bondIn && p == stages.PrecisionYear && f.vague(t) {
		iv, p = stages.Interval{Start: iv.Start.AddDays(-vagueYears * 365), End: iv.End.AddDays(vagueYears * 365)}, stages.PrecisionRange
		iv.Start.Month, iv.Start.Day, iv.End.Month, iv.End.Day = 1, 1, 12, 31
	}
	if !ok {
		if c.timex < 0 {
			c.timex = -2 - k // tied, but to no time: nothing else may date it
		}
		return
	}
	if c.timex >= 0 {
		old := &f.w.Timexes[c.timex]
		switch {
		case inside(iv, c.interval) && iv != c.interval:
		case inside(c.interval, iv):
			return
		case f.distance(c.token, old) <= f.distance(c.token, t):
			return
		}
	}
	c.timex, c.interval, c.precision, c.approximate = k, iv, p, t.Approximate || iv != t.Interval && b == bondIn
	c.basis, c.direct = basisSentence, direct
}

// vagueYears is how far off the year may be that is told in centuries or decades.
const vagueYears = 5

// vague reports whether a year is counted in centuries or decades: "half a century
// ago".
func (f *finder) vague(t *stages.Timex) bool {
	if len(t.Value) != 4 {
		return false
	}
	for i := t.First; i < t.Last; i++ {
		if has(f.t.words.ages, f.g.wordAt(f.w, i)) {
			return true
		}
	}
	return false
}

// inContent reports whether the date lies in the words that verb c reports, where
// they come before it: it tells when that happened, not when it was said.
func (f *finder) inContent(c *candidate, t *stages.Timex) bool {
	q := f.cueOf(c)
	if g := &f.g; q < 0 && c.class == f.t.statement && c.finite() && t.Last < c.token && t.First > max(g.first, f.body)+3 {
		// "..., the fund said."
		return c.token+1 >= g.last || g.w.Tokens[c.token+1].Class == stages.ClassPunctuation
	}
	return q >= 0 && f.w.Quotes[q].Start < c.span.Start && f.w.Quotes[q].Contains(t.Span)
}

// inside reports whether a lies within b, both closed.
func inside(a, b stages.Interval) bool {
	if a.Start.IsZero() || a.End.IsZero() || b.Start.IsZero() || b.End.IsZero() {
		return false
	}
	return !a.Start.Before(b.Start) && !b.End.Before(a.End)
}

func (f *finder) distance(i int32, t *stages.Timex) int32 {
	if i < t.First {
		return t.First - i
	}
	return i - t.Last + 1
}

// dateNoun dates an event noun that t hangs on.
func (f *finder) dateNoun(c *candidate, k int32, t *stages.Timex, b bond, premodifier bool) {
	if b != bondIn || f.bracketed(t) {
		return
	}
	if !premodifier {
		// "a law of 1848", "the treaty of 1990" name the thing by its year
		if a := f.attachment(t); a >= 0 && f.g.marker(a, f.t.words.of) >= 0 && !f.t.ofYear[c.class] {
			return
		}
	} else if f.g.upos(c.token) == stages.PROPN {
		return // "the 2021 Lake Forum"
	}
	f.date(c, k, t, bondIn, true)
}

// subjectOf is the finite verb that noun i is the subject of, nil else.
func (f *finder) subjectOf(i int32) *candidate {
	g := &f.g
	if r := g.rel(i); r != stages.RelNsubj && r != stages.RelNsubjPass {
		return nil
	}
	if h := g.head(i); h >= 0 {
		if c := f.candidateAt(h); c != nil && !c.isNoun && c.finite() {
			return c
		}
	}
	return nil
}

// below passes the date of a verb or predicate that is no event itself to the
// clause it governs: "In 1990 research showed that ...".
func (f *finder) below(head int32, k int32, t *stages.Timex, b bond) (found bool) {
	g := &f.g
	for i := range f.cands {
		c := &f.cands[i]
		if c.isNoun || c.timex >= 0 || c.token == head {
			continue
		}
		j := c.token
		for n := 0; n < 6; n++ {
			r := g.rel(j)
			h := g.head(j)
			if h < 0 {
				break
			}
			if r == stages.RelXcomp || r == stages.RelCcomp || r == stages.RelConj || r == stages.RelCsubj || r == stages.RelAdvcl && g.marker(j, f.t.words.while) >= 0 {
				if h == head {
					f.date(c, k, t, b, false)
					c.confidence *= 0.85
					found = true
					break
				}
				j = h
				continue
			}
			break
		}
	}
	return found
}

// before ties the date of a verb that is no event to the verb that governs it.
func (f *finder) before(i, k int32, t *stages.Timex, b bond) {
	g := &f.g
	for n := 0; n < 4; n++ {
		if r := g.rel(i); r != stages.RelCcomp && r != stages.RelXcomp {
			return
		}
		if i = g.head(i); i < 0 {
			return
		}
		if c := f.candidateAt(i); c != nil {
			if !c.isNoun && c.class != f.t.statement && c.timex == -1 {
				f.date(c, k, t, b, true)
				c.confidence *= 0.7
			}
			return
		}
	}
}

// spread carries dates to clauses that share them: coordinated verbs, clauses
// of the same time, the main clause of "since ...".
func (f *finder) spread() {
	g := &f.g
	for i := range f.cands {
		c := &f.cands[i]
		if c.isNoun || c.basis == "" || !c.direct {
			continue
		}
		t := &f.w.Timexes[c.timex]
		root := g.coordinated(c.line)
		for j := range f.cands {
			d := &f.cands[j]
			if d.isNoun || d.timex != -1 || d.form != c.form || g.coordinated(d.line) != root || f.ownTime(d.token) {
				continue
			}
			fronted := t.First < root
			own := g.childWith(d.token, stages.RelNsubj, stages.RelNsubjPass) >= 0
			switch {
			case fronted && d.token > c.token:
			case d.token > c.token && d.tense == c.tense:
			case d.token < c.token && d.tense == c.tense && t.First > c.token &&
				(g.childWith(c.token, stages.RelNsubj, stages.RelNsubjPass) < 0 || f.elliptic(c.token)):
				own = true
			default:
				continue
			}
			f.share(c, d)
			if own {
				d.confidence *= 0.8
			}
		}
		// the clause that c stands in, and the clauses in c
		if g.rel(root) == stages.RelAdvcl && c.form == formFinite {
			if m := f.candidateAt(g.head(root)); m != nil && !m.isNoun && m.timex == -1 {
				switch {
				case g.marker(root, f.t.words.since) >= 0:
					if iv, p, ok := interval(t, bondSince); ok {
						f.share(c, m)
						m.interval, m.precision = iv, p
					}
				case g.marker(root, f.t.words.while) >= 0:
					f.share(c, m)
				}
			}
		}
	}
	// "the 1998 bombing that killed ten": what the event did, it did then
	for i := range f.cands {
		d := &f.cands[i]
		if d.isNoun || d.timex != -1 || !d.finite() || d.tense != tensePast {
			continue
		}
		root := g.coordinated(d.token)
		if g.rel(root) != stages.RelACLRelcl {
			continue
		}
		if m := f.candidateAt(g.head(root)); m != nil && m.isNoun && m.basis != "" && m.direct {
			if s := g.childWith(root, stages.RelNsubj); s >= 0 && g.relative(s) {
				f.share(m, d)
			}
		}
	}
	// from a dated main clause down to "when ..." clauses without a date
	for i := range f.cands {
		d := &f.cands[i]
		if d.isNoun || d.timex != -1 || !d.finite() || g.rel(d.token) != stages.RelAdvcl || g.marker(d.token, f.t.words.while) < 0 {
			continue
		}
		if m := f.candidateAt(g.head(d.token)); m != nil && m.basis != "" && m.direct && m.tense == d.tense && d.tense == tensePast {
			f.share(m, d)
		}
	}
}

// ownTime reports whether the verb has a time of its own that is no date: "was
// released after the king's death".
func (f *finder) ownTime(i int32) bool {
	g := &f.g
	for k := g.firstChild(i); k >= 0; k = g.nextChild(k) {
		if r := g.rel(k); (r == stages.RelObl || r == stages.RelAdvcl) && (g.marker(k, f.t.words.after) >= 0 || g.marker(k, f.t.words.before) >= 0) {
			return true
		}
	}
	return false
}

// elliptic reports whether the passive at token i leaves its auxiliary to the
// verb that it is coordinated with: "ten were killed and many injured".
func (f *finder) elliptic(i int32) bool {
	g := &f.g
	return g.tag(i) == stages.TagVBN && g.rel(i) == stages.RelConj && g.childWith(i, stages.RelAux, stages.RelAuxPass) < 0 && f.passive(i)
}

// share gives d the time of c.
func (f *finder) share(c, d *candidate) {
	if c.timex >= 0 && f.inContent(d, &f.w.Timexes[c.timex]) {
		return
	}
	d.timex, d.interval, d.precision, d.approximate, d.basis = c.timex, c.interval, c.precision, c.approximate, c.basis
	d.direct = false
	d.confidence = min(d.confidence, c.confidence) * 0.9
}

// check drops dates that the tense contradicts, settles modality by the
// publication date, and keeps of nouns, participles and infinitives those only
// that a date hangs on.
func (f *finder) check() {
	g := &f.g
	published := f.w.Doc.Published.Interval
	for i := range f.cands {
		c := &f.cands[i]
		if c.basis == "" {
			c.dropped = !c.alone()
			continue
		}
		if !published.End.IsZero() && !c.interval.Start.IsZero() && published.End.Before(c.interval.Start) {
			switch {
			case c.tense == tensePast || c.tense == tensePerfect:
				if c.form == formFinite {
					c.basis, c.timex = "", -2-c.timex // tied to a time that cannot be
					continue
				}
			case c.modality == asserted:
				c.modality = planned
			}
		}
		if c.class == f.t.statement && c.tense == tensePresent && !c.isNoun && !published.Start.IsZero() && !c.interval.End.IsZero() &&
			c.interval.End.Before(published.Start) {
			c.basis, c.timex = "", -1 // who "says" now does not say it then: the date is of what is said
			continue
		}
		if c.isNoun {
			f.checkNoun(c)
			continue
		}
		if c.tense == tensePresent && c.class == f.t.other && f.nowadays(c) {
			c.dropped = true // "today the union has 40 members": no day is meant
			continue
		}
		if c.finite() && f.habit(c) {
			c.dropped = true // "they usually met in spring"
			continue
		}
		if !c.direct && !c.finite() {
			switch g.rel(c.token) {
			case stages.RelXcomp, stages.RelCcomp, stages.RelConj:
			default:
				c.dropped = true
			}
		}
	}
}

// nowadays reports whether the date of a clause in the present is "today" or the
// like, which means these times.
func (f *finder) nowadays(c *candidate) bool {
	if c.timex < 0 || f.g.tag(c.token) == stages.TagVBG {
		return false
	}
	t := &f.w.Timexes[c.timex]
	return t.Last-t.First == 1 && has(f.t.words.nowadays, f.g.wordAt(f.w, t.First))
}

// habit reports an adverb of habit on the verb.
func (f *finder) habit(c *candidate) bool {
	g := &f.g
	for k := g.firstChild(c.token); k >= 0; k = g.nextChild(k) {
		if g.rel(k) == stages.RelAdvmod && has(f.t.words.habits, g.word(k)) {
			return true
		}
	}
	return false
}

// nounsBefore dates the event nouns that stand right before a date which the
// parse gives to the verb: "killed in a bombing in 1995", "after a coup last
// year". Both happened then.
func (f *finder) nounsBefore() {
	g := &f.g
	for i := range f.cands {
		v := &f.cands[i]
		if v.isNoun || v.basis == "" || !v.direct || v.timex < 0 || !v.finite() {
			continue
		}
		t := &f.w.Timexes[v.timex]
		j := t.First - 1
		for j > v.token && (g.upos(j) == stages.ADP || g.upos(j) == stages.DET) {
			j--
		}
		if j <= v.token {
			continue
		}
		n := f.candidateAt(j)
		if n == nil || !n.isNoun || n.timex != -1 || n.negated || n.class == v.class || n.class == f.t.statement {
			continue
		}
		// a noun with a preposition, or one that the parse ran into the date
		if r := g.rel(j); r == stages.RelObl || r == stages.RelNmod || r == stages.RelCompound && g.head(j) >= 0 && f.inTimex(g.head(j)) {
			if r != stages.RelCompound && g.marker(j, f.t.words.places) < 0 && g.marker(j, f.t.words.after) < 0 {
				continue
			}
			f.share(v, n)
			n.direct = true
		}
	}
}

// checkNoun drops an event noun whose date serves the verb above it.
func (f *finder) checkNoun(c *candidate) {
	g := &f.g
	t := &f.w.Timexes[c.timex]
	if t.First < c.token {
		return // "the June raid", "Friday's attack"
	}
	r := g.rel(c.token)
	for i := range f.cands {
		v := &f.cands[i]
		if v.isNoun || v.timex != c.timex || v.dropped || v.interval != c.interval {
			continue
		}
		// The date hangs on the noun, and serves the verb too. Two events where
		// the noun stands apart ("killed in a bombing in 1995"); one where it is
		// the verb's subject or object and the classes tell the same.
		switch {
		case r == stages.RelObl || r == stages.RelNmod || r == stages.RelCompound:
		case r == stages.RelNsubj && v.class != c.class && v.class != f.t.other:
		default:
			c.dropped = true
			return
		}
	}
}
