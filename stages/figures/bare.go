package figures

import "annals/stages"

// Numbers that stand without a noun or unit of their own: what they count is said
// by the noun before "of", by the subject ("the number of visitors rose to 40"), by
// a figure before ("another 63 are missing"), or by the verb, which takes people
// only ("22 were killed"). And numbers that are ages, though no word says so.

// bareNumber finds the unit of a number that stands without noun or unit: by
// the noun before "of" ("a population of 1.4 billion"), by the subject, by the
// figure before it.
func (c *claimer) bareNumber(r *stages.Figure, q *quantity, before []stages.Figure) {
	if q.form == formFraction && q.unit < 0 && q.value.less(fromInt(1)) {
		r.Unit, r.UnitName, r.Dimension = "fraction", "fraction", "ratio"
		return
	}
	if q.unit >= 0 {
		return
	}
	at := q.hedgeFirst
	for k := at - 1; k >= c.first && k >= at-6; k-- {
		if v, n := c.x.implied.Longest(c.s.text, c.w.Tokens[:at], int(k)); v >= 0 && n > 0 {
			r.Unit, r.UnitName, r.Dimension = c.x.impliedTo[v], c.x.impliedTo[v], "count"
			r.CountedHead = r.Unit
			r.Counted = c.w.Tokens[k].Span
			r.Rule = joinRule(r.Rule, "noun.implied")
			return
		}
	}
	// "a goal or two"
	if k := q.first - 2; k > c.first && q.value.equal(fromInt(2)) && c.s.roleOf(k+1)&roleOr != 0 && c.w.Tokens[k].Tag == stages.TagNN {
		r.CountedHead = c.canonicalNoun(k)
		r.Unit, r.UnitName, r.Dimension = r.CountedHead, r.CountedHead, "count"
		r.Counted, r.UnitSpan = c.w.Tokens[k].Span, c.w.Tokens[k].Span
		r.Rule = joinRule(r.Rule, "noun.before")
		return
	}
	// ", 65," after a name, "a teacher of 52", "voters under 30"
	if c.isAge(q) || c.ageOf(q) {
		r.Unit, r.UnitName, r.Dimension = "year", "year of age", "age"
		r.Rule = joinRule(r.Rule, "age")
		return
	}
	if c.partOf(r, q) || c.subjectCounted(r, q, false) {
		return
	}
	if q.next < c.stop && c.w.Tokens[q.next].Len() == 1 && c.s.text[c.w.Tokens[q.next].Start] == '-' || q.minor == minorOne {
		return
	}
	converted := c.conversion(q)
	for k := len(before) - 1; k >= 0; k-- {
		b := &before[k]
		if b.Unit == "" || b.Dimension == "ratio" || b.Dimension == "time" || b.Dimension == "age" || converted != "" && (b.Dimension != "currency" || b.Unit == converted) {
			continue
		}
		r.Unit, r.UnitName, r.Dimension, r.Counted, r.CountedHead = b.Unit, b.UnitName, b.Dimension, b.Counted, b.CountedHead
		if q.per != "" && q.unit < 0 && b.Dimension == "count" {
			r.Unit, r.UnitName, r.Dimension = r.Unit+" per "+q.per, r.UnitName+" per "+q.per, "rate"
		}
		r.Rule = joinRule(r.Rule, "noun.ellipsis")
		return
	}
	if u := c.unitOfChange(q); u != "" {
		r.Unit, r.UnitName, r.Dimension, r.CountedHead = u, u, "count", u
		r.Rule = joinRule(r.Rule, "noun.ellipsis")
		return
	}
	if c.quantities || c.moreOfBefore(r, q) || c.subjectCounted(r, q, true) {
		return
	}
	if c.countsPeople(q) {
		r.Unit, r.UnitName, r.Dimension, r.CountedHead = c.x.personUnit, c.x.personUnit, "count", c.x.personUnit
		r.Rule = joinRule(r.Rule, "noun.people")
	}
}

// unitOfChange is the noun that the change right behind a level counts, which is the
// level's own: "2,140, up 12 points"; "" where there is none.
func (c *claimer) unitOfChange(q *quantity) string {
	k := q.next
	if k < c.stop && c.s.text[c.w.Tokens[k].Start] == ',' {
		k++
	}
	if k+2 >= c.stop || c.x.up.Word(c.s.text, &c.w.Tokens[k]) < 0 && c.x.down.Word(c.s.text, &c.w.Tokens[k]) < 0 || c.w.Tokens[k].UPOS == stages.VERB {
		return ""
	}
	b, ok := c.s.read(k+1, c.stop)
	if !ok || b.unit >= 0 || b.form != formDigits || b.next >= c.stop || c.w.Tokens[b.next].UPOS != stages.NOUN || !c.pluralNoun(b.next) {
		return ""
	}
	return c.canonicalNoun(b.next)
}

// conversion is the currency of an amount in brackets right after the number, which
// says the same in other money: "2,380,000 ($21,972)"; "" where there is none.
func (c *claimer) conversion(q *quantity) string {
	k := q.next
	if k+1 >= c.stop || c.s.text[c.w.Tokens[k].Start] != '(' {
		return ""
	}
	for j := k + 1; j < c.stop && j < k+5; j++ {
		if b, ok := c.s.read(j, c.stop); ok && b.form != formOrdinal {
			if b.unit >= 0 && c.x.units[b.unit].class == unitCurrency {
				return c.x.units[b.unit].id
			}
			return ""
		}
	}
	return ""
}

// subjectCounted takes the subject of a verb of level as what is counted: "the
// number of visitors rose to 40", "the death toll has reached 165", "deaths fell to
// 12". plural asks for the last of these only, which holds where no figure before
// gives a unit: "exports rose to $5 billion from 4 billion".
func (c *claimer) subjectCounted(r *stages.Figure, q *quantity, plural bool) bool {
	c.w.Parse(c.n)
	if !c.parsed() || c.quantities {
		return false
	}
	if q.next < c.stop && c.w.Tokens[q.next].UPOS == stages.NOUN {
		return false
	}
	v, s := c.verbAbove(q.first), int32(-1)
	if v >= 0 && v < q.left && c.x.levelVerbs[c.lemma(v)] {
		s = c.subjectToken(v)
	}
	if s < 0 || s >= v || c.w.Tokens[s].UPOS != stages.NOUN {
		if v, s = c.subjectByWords(q); s < 0 {
			return false
		}
	}
	unit := ""
	first := s
	for first > c.first && c.w.Tokens[first-1].UPOS == stages.NOUN {
		first--
	}
	switch k, n := c.x.implied.Longest(c.s.text, c.w.Tokens[:s+1], int(first)); {
	case k >= 0 && first+int32(n) == s+1:
		unit = c.x.impliedTo[k]
	default:
		if k, _ := c.x.implied.Longest(c.s.text, c.w.Tokens[:s+1], int(s)); k >= 0 {
			unit = c.x.impliedTo[k]
		}
	}
	switch {
	case plural != (unit == "" && c.pluralNoun(s)):
		return false
	case unit != "":
		r.CountedHead, r.Counted = unit, c.s.span(first, s+1)
	case c.x.countingNouns.Word(c.s.text, &c.w.Tokens[s]) >= 0 && s+1 < v && c.s.roleOf(s+1)&roleOf != 0:
		p, ok := c.otherCounted(c.skipDeterminers(s+2), v)
		if !ok {
			return false
		}
		unit = c.canonicalNoun(p.head())
		r.CountedHead, r.Counted = unit, c.s.span(p.first, p.last)
	case plural:
		unit = c.canonicalNoun(s)
		r.CountedHead, r.Counted = unit, c.s.span(first, s+1)
	default:
		return false
	}
	r.Unit, r.UnitName, r.Dimension = unit, unit, "count"
	r.Rule = joinRule(r.Rule, "noun.subject")
	return true
}

// subjectByWords is the verb of level nearest before the number, and the noun of
// counting or of an implied unit that opens its clause, where no other verb stands
// between: for sentences of which the parse went wrong.
func (c *claimer) subjectByWords(q *quantity) (verb, subject int32) {
	verb, subject = -1, -1
	for k := q.hedgeFirst - 1; k >= c.first && k > q.hedgeFirst-24; k-- {
		if ch := c.s.text[c.w.Tokens[k].Start]; ch == ';' || ch == ':' {
			break
		}
		// "rose to 40", though the tagger took it for the flower
		moves := verb < 0 && c.s.roleOf(k+1)&(roleTo|roleFrom) != 0 && (c.x.up.Word(c.s.text, &c.w.Tokens[k]) >= 0 || c.x.down.Word(c.s.text, &c.w.Tokens[k]) >= 0)
		if moves {
			verb = k
			continue
		}
		if c.finite(k) || c.w.Tokens[k].UPOS == stages.VERB && c.x.levelVerbs[c.lemma(k)] {
			if verb >= 0 && c.w.Tokens[k].UPOS == stages.VERB {
				break
			}
			if verb < 0 && !c.x.levelVerbs[c.lemma(k)] {
				return -1, -1
			}
			if verb < 0 {
				verb = k
			}
			continue
		}
		if verb >= 0 && (c.x.countingNouns.Word(c.s.text, &c.w.Tokens[k]) >= 0 && k+1 < verb && c.s.roleOf(k+1)&roleOf != 0 || c.x.implied.Word(c.s.text, &c.w.Tokens[k]) >= 0) {
			subject = k
		}
	}
	return verb, subject
}

// verbAbove is the nearest verb above token i in the parse, -1 where there is none.
func (c *claimer) verbAbove(i int32) int32 {
	for range 5 {
		if u := c.w.Tokens[i].UPOS; u == stages.VERB || u == stages.AUX {
			return i
		}
		h := c.w.Tokens[i].Head
		if h == i || h < c.first || h >= c.stop {
			return -1
		}
		i = h
	}
	return -1
}

// moreOfBefore gives "another 63 are missing" the noun of the figure before, in the
// paragraph.
func (c *claimer) moreOfBefore(r *stages.Figure, q *quantity) bool {
	n := len(c.w.Figures)
	if n == 0 {
		return false
	}
	more := false
	for k := max(c.first, q.left-2); k < q.left; k++ {
		if v, l := c.x.moreOfIt.Longest(c.s.text, c.w.Tokens[:q.left], int(k)); v >= 0 && k+int32(l) == q.left {
			more = true
		}
	}
	b := &c.w.Figures[n-1]
	if s := c.w.SentenceAt(b.Start); !more || b.Dimension != "count" || s < c.n-1 || c.w.Sentences[s].Block != c.w.Sentences[c.n].Block {
		return false
	}
	r.Unit, r.UnitName, r.Dimension, r.CountedHead = b.Unit, b.UnitName, b.Dimension, b.CountedHead
	r.Rule = joinRule(r.Rule, "noun.more")
	return true
}

// countsPeople reports whether the verb of a bare number takes people only: as its
// subject ("5 million speak it", "22 were killed") or as its object ("killing 17").
func (c *claimer) countsPeople(q *quantity) bool {
	c.w.Parse(c.n)
	if q.ranged && q.unit >= 0 || q.form == formFraction || q.form == formTwice || q.negative || !q.value.isInt() {
		return false
	}
	if k := q.hedgeFirst - 1; k >= c.first && c.w.Tokens[k].UPOS == stages.VERB && c.x.personObjects[c.lemma(k)] {
		return true
	}
	k := q.next
	passive := false
	for k < c.stop && k < q.next+4 && (c.w.Tokens[k].UPOS == stages.AUX || c.w.Tokens[k].UPOS == stages.ADV) {
		passive = passive || c.x.be.Word(c.s.text, &c.w.Tokens[k]) >= 0
		k++
	}
	if k >= c.stop || !c.verbal(k) && c.x.irregular[stages.Fold(c.w.TokenText(k))] == "" {
		return false
	}
	lemma := c.lemma(k)
	if c.w.Tokens[k].Tag == stages.TagVBN || passive {
		return c.x.personObjects[lemma] || c.x.personalVerbs[lemma]
	}
	return c.x.personalVerbs[lemma] && c.w.Tokens[k].Tag != stages.TagVBG
}

// ageOf reports whether a bare number is the age of somebody called by a common
// noun: "a teacher of 52", "voters under 30", "those over 60".
func (c *claimer) ageOf(q *quantity) bool {
	if q.grouped || q.ranged || c.quantities || !q.value.isInt() || !q.value.less(fromInt(111)) || q.value.less(fromInt(1)) {
		return false
	}
	k := q.left - 1
	if k > c.first && c.s.roleOf(k)&roleOf != 0 && !q.value.less(fromInt(10)) {
		n := k - 1
		if c.w.Tokens[n].Tag != stages.TagNN || !c.isAgent(n) {
			return false
		}
		for a := n - 1; a >= c.first && a >= n-4; a-- {
			if c.s.roleOf(a)&roleArticle != 0 {
				return true
			}
		}
		return false
	}
	// "over 60" after people
	n := q.hedgeFirst - 1
	if n < c.first || q.hedgeFirst == q.left {
		return false
	}
	if v, l := c.x.ageOver.Longest(c.s.text, c.w.Tokens[:q.left], int(q.hedgeFirst)); v < 0 || q.hedgeFirst+int32(l) != q.left {
		return false
	}
	return c.x.those.Word(c.s.text, &c.w.Tokens[n]) >= 0 || c.pluralNoun(n) && c.isPersonal(n)
}

// isPersonal reports whether the noun at token i means people.
func (c *claimer) isPersonal(i int32) bool {
	noun := c.nounLemma(i)
	if m := c.w.MentionAt(i); m >= 0 && c.w.Mentions[m].Kind == stages.Role {
		return true
	}
	return c.x.person.Word(c.s.text, &c.w.Tokens[i]) >= 0 || c.t.personal(noun, c.x.personUnit)
}

// partOf reads "60 of them", "12 of whom": the unit is that of the figure before.
func (c *claimer) partOf(r *stages.Figure, q *quantity) bool {
	j := q.next
	if j+1 >= c.stop || c.s.roleOf(j)&roleOf == 0 {
		return false
	}
	n := len(c.w.Figures)
	if n == 0 || c.w.Figures[n-1].Dimension != "count" {
		return false
	}
	b := &c.w.Figures[n-1]
	r.Unit, r.UnitName, r.Dimension, r.Counted, r.CountedHead = b.Unit, b.UnitName, b.Dimension, b.Counted, b.CountedHead
	r.Rule = joinRule(r.Rule, "noun.part")
	return true
}

// agedBefore reports whether "aged" or "age" stands before the number.
func (c *claimer) agedBefore(q *quantity) bool {
	k := q.hedgeFirst - 1
	for j := k; j >= c.first && j >= k-2; j-- {
		if c.x.aged.Word(c.s.text, &c.w.Tokens[j]) >= 0 {
			return q.value.less(fromInt(130)) && !q.grouped
		}
	}
	return false
}

// isAge reports whether a bare number is an age: between commas after a name.
func (c *claimer) isAge(q *quantity) bool {
	k := q.hedgeFirst - 1
	if k < c.first || q.grouped || !q.value.isInt() || !q.value.less(fromInt(120)) {
		return false
	}
	if c.s.text[c.w.Tokens[k].Start] != ',' || q.next >= c.stop || k == c.first || q.form != formDigits {
		return false
	}
	if after := c.s.text[c.w.Tokens[q.next].Start]; after != ',' && after != '.' && after != ')' {
		return false
	}
	m := c.w.MentionAt(k - 1)
	if m >= 0 && c.w.Mentions[m].Kind == stages.Person {
		return true
	}
	// "the farmer, 54, lost": whoever is not named
	if c.w.Tokens[k-1].Tag != stages.TagNN || c.s.text[c.w.Tokens[q.next].Start] != ',' || q.value.less(fromInt(10)) {
		return false
	}
	return m >= 0 && c.w.Mentions[m].Kind == stages.Role || c.t.personal(c.nounLemma(k-1), c.x.personUnit)
}
