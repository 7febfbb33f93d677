package figures

import (
	"strings"

	"annals/stages"
)

// What is counted. A noun phrase is read by its parts of speech from the number
// to the right: modifiers, nouns, a coordinated noun, one "of" phrase. The head
// is the last noun before the coordination or "of". Sentences that were not
// tagged (no Grammar) are read by the function words of the language alone.

// phrase is a counted noun phrase.
type phrase struct {
	first, last int32   // tokens of the whole phrase
	core        int32   // end of the first noun group: [first, core), head last
	heads       []int32 // heads, the first one first
	ofFirst     int32   // first token of the noun group after "of", -1
}

func (p *phrase) head() int32 { return p.heads[0] }

// lemma is the lemma of a token, folded; a guess where it was not tagged.
func (c *claimer) lemma(i int32) string {
	if l := c.w.Lemma(i); l != "" {
		// a participle taken for an adjective keeps its form: "injured"
		return c.x.guess(stages.Fold(l))
	}
	return c.x.guess(stages.Fold(c.w.TokenText(i)))
}

// nounLemma is the singular of a noun.
func (c *claimer) nounLemma(i int32) string {
	text := stages.Fold(c.w.TokenText(i))
	if s, ok := c.x.irregular[text]; ok {
		return s
	}
	if l := stages.Fold(c.w.Lemma(i)); l != "" && !(i < c.first && c.w.Tokens[i].UPOS == stages.PROPN) { // in the head of a table capitals say nothing
		// A lemma that is not the word without its ending is a guess gone wrong.
		if !strings.HasSuffix(text, "s") || text == l || text == l+"s" || text == l+"es" || strings.HasSuffix(text, "ies") && strings.HasSuffix(l, "y") {
			return l
		}
	}
	return singular(text)
}

func (c *claimer) tagged(i int32) bool { return c.w.Tokens[i].UPOS != stages.NoUPOS }

// nominal says whether token i is a noun, can stand before one in a counted
// phrase, or ends it.
func (c *claimer) nominal(i int32, atStart bool) (noun, modifier bool) {
	t := &c.w.Tokens[i]
	if t.Class == stages.ClassPunctuation && t.Len() == 1 && c.s.text[t.Start] == '-' {
		return false, !atStart
	}
	if t.Class == stages.ClassQuote {
		return false, atStart
	}
	if !c.tagged(i) {
		if t.Class != stages.ClassWord || c.s.roleOf(i)&roleFunction != 0 {
			return false, false
		}
		return true, true
	}
	switch t.UPOS {
	case stages.NOUN, stages.PROPN:
		return true, true
	case stages.ADJ:
		return false, true
	case stages.VERB:
		if atStart && c.plural && t.Tag == stages.TagVBZ {
			return true, true // "1,000 to 2,000 hires": no verb agrees with more than one so
		}
		return false, t.Tag == stages.TagVBN || t.Tag == stages.TagVBG
	case stages.PART:
		return false, t.Tag == stages.TagPOS
	case stages.ADV:
		return false, atStart || i > c.first && c.s.text[t.Start-1] == '-' && !c.s.space(i)
	case stages.X, stages.SYM:
		return false, t.Class == stages.ClassWord
	}
	return false, false
}

// group reads modifiers and nouns from token i and returns the end of the last
// noun, i where there is none.
func (c *claimer) group(i, stop int32) int32 {
	end := i
	for k := i; k < stop && k < i+9; k++ {
		noun, modifier := c.nominal(k, k == i)
		if !noun && !modifier {
			// "political and economic rights": a coordinated modifier
			if k > i && end < k && c.s.roleOf(k)&roleAnd != 0 && k+1 < stop {
				if n, m := c.nominal(k+1, false); n || m {
					continue
				}
			}
			break
		}
		if !noun && end == k && k > i && c.w.Tokens[k-1].Tag == stages.TagNNS && c.w.Tokens[k].Class == stages.ClassWord && c.w.Tokens[k].UPOS != stages.PART {
			break // a plural ends the phrase before an adjective or participle
		}
		if noun {
			if end < k && end > i && c.w.Tokens[k].UPOS == stages.PROPN && c.w.Tokens[k-1].Tag == stages.TagVBN && c.w.Tokens[end-1].Tag == stages.TagNN && c.s.text[c.w.Tokens[k-1].Start-1] != '-' {
				break // "the document labelled Plan B"
			}
			if k > i && end == k && c.verbAfterPlural(k) {
				break // "birds nest there"
			}
			if c.tagged(k) && k > i && c.w.Tokens[k].UPOS == stages.PROPN && end == k && c.w.Tokens[k-1].Tag == stages.TagNNS && c.inTimex(k) {
				break // "30 people Sunday"
			}
			end = k + 1
		}
	}
	// "one proposal asks": the tagger took the verb for a noun
	if c.one && end-i >= 2 && c.w.Tokens[end-1].Tag == stages.TagNNS && c.w.Tokens[end-2].Tag == stages.TagNN {
		end--
	}
	// a participle that ends up between nouns belongs to the phrase, one after them does not
	return end
}

// verbAfterPlural reports whether token k, tagged a singular noun, stands between a
// plural and an adverb in a sentence without a verb: it is the verb that is missing,
// "hundreds of birds nest there".
func (c *claimer) verbAfterPlural(k int32) bool {
	t := &c.w.Tokens[k]
	if t.Tag != stages.TagNN && t.Tag != stages.TagNNP || c.w.Tokens[k-1].Tag != stages.TagNNS || t.Shape&stages.ShapeCapital != 0 || t.Class != stages.ClassWord {
		return false
	}
	if k+1 >= c.stop || c.w.Tokens[k+1].UPOS != stages.ADV {
		return false
	}
	for i := c.first; i < c.stop; i++ {
		if u := c.w.Tokens[i].UPOS; u == stages.VERB || u == stages.AUX {
			return false
		}
	}
	return true
}

// inTimex reports whether token i belongs to a temporal expression.
func (c *claimer) inTimex(i int32) bool {
	at := c.w.Tokens[i].Start
	for k := range c.w.Timexes {
		t := &c.w.Timexes[k]
		if t.Start > at {
			return false
		}
		if at < t.End {
			return true
		}
	}
	return false
}

// inDate reports whether token i opens a temporal expression that is a date.
func (c *claimer) inDate(i int32) bool {
	at := c.w.Tokens[i].Start
	for k := range c.w.Timexes {
		t := &c.w.Timexes[k]
		if t.Start >= at {
			return t.Start == at && t.Type == stages.TimexDate && t.Last-t.First >= 2
		}
	}
	return false
}

// counted finds the noun phrase that q counts, starting at token j.
func (c *claimer) counted(j, stop int32) (phrase, bool) {
	p := phrase{ofFirst: -1}
	end := c.group(j, stop)
	if end == j {
		return p, false
	}
	p.first, p.core, p.last = j, end, end
	for p.first < end-1 && (c.w.Tokens[p.first].Class == stages.ClassQuote || c.w.Tokens[p.first].Class == stages.ClassPunctuation) {
		p.first++
	}
	p.heads = append(c.heads[:0], end-1)
	// "officers and soldiers", "doctors, nurses and technicians"
	for k := end; k+1 < stop; k = p.last {
		next := k + 1
		if c.s.text[c.w.Tokens[k].Start] == ',' && c.w.Tokens[k].Len() == 1 {
			e := c.group(next, stop)
			if e == next || e >= stop || !c.pluralNoun(e-1) || c.s.roleOf(e)&(roleAnd|roleOr) == 0 && c.s.text[c.w.Tokens[e].Start] != ',' {
				break
			}
			if !c.pluralNoun(p.heads[len(p.heads)-1]) || !c.listEnds(e, stop) {
				break
			}
			p.heads = append(p.heads, e-1)
			p.last = e
			continue
		}
		if c.s.roleOf(k)&(roleAnd|roleOr) == 0 {
			break
		}
		if c.s.text[c.w.Tokens[next].Start] == ',' {
			next++
		}
		e := c.group(next, stop)
		// "science and technology projects": singular nouns joined before the head
		if e > next && len(p.heads) == 1 && !c.pluralNoun(p.heads[0]) && c.pluralNoun(e-1) && c.w.Tokens[p.heads[0]].Tag == stages.TagNN && c.s.roleOf(k)&roleAnd != 0 && e-next >= 2 {
			p.core, p.last, p.heads[0] = e, e, e-1
			continue
		}
		if e == next || !c.sameKind(p.heads[0], e-1) || c.startsClause(e, stop) || e == next+1 && e+1 < stop && c.s.roleOf(e)&roleTo != 0 && c.x.promise[c.nounLemma(e-1)] {
			break
		}
		p.heads = append(p.heads, e-1)
		p.last = e
		break
	}
	c.heads = p.heads
	// one "of" phrase: "rounds of talks", "doses of vaccine"
	if k := p.last; k+1 < stop && c.s.roleOf(k)&roleOf != 0 {
		at := k + 1
		for at < stop && c.tagged(at) && c.w.Tokens[at].UPOS == stages.DET && at < k+3 {
			at++
		}
		if e := c.group(at, stop); e > at {
			p.ofFirst, p.last = at, e
		}
	}
	return p, true
}

// listEnds reports whether a comma list goes on to "and" with a noun.
func (c *claimer) listEnds(i, stop int32) bool {
	for k := i; k < stop && k < i+12; k++ {
		if c.s.roleOf(k)&(roleAnd|roleOr) != 0 {
			e := c.group(k+1, stop)
			return e > k+1 && c.pluralNoun(e-1)
		}
		n, m := c.nominal(k, false)
		if !n && !m && c.s.text[c.w.Tokens[k].Start] != ',' {
			return false
		}
	}
	return false
}

func (c *claimer) pluralNoun(i int32) bool {
	t := &c.w.Tokens[i]
	if t.Tag != stages.NoTag {
		return t.Tag == stages.TagNNS || t.Tag == stages.TagNNPS
	}
	text := stages.Fold(c.w.TokenText(i))
	return strings.HasSuffix(text, "s") || c.x.irregular[text] != ""
}

func (c *claimer) sameKind(a, b int32) bool {
	return c.pluralNoun(a) == c.pluralNoun(b) && c.pluralNoun(b)
}

// startsClause reports whether the word at i is a finite verb, so that the noun
// before it is a subject of its own.
func (c *claimer) startsClause(i, stop int32) bool {
	if i >= stop || !c.tagged(i) {
		return false
	}
	switch c.w.Tokens[i].Tag {
	case stages.TagVBD, stages.TagVBZ, stages.TagVBP, stages.TagMD:
		return !c.subject
	}
	return false
}

// phraseOf finds what q counts, and where the search began.
func (c *claimer) phraseOf(q *quantity, stop int32) (p phrase, ok bool) {
	j := q.next
	if q.nounAt > 0 { // "one child in five"
		p = phrase{first: q.nounAt, core: q.nounAt + 1, last: q.nounAt + 1, heads: append(c.heads[:0], q.nounAt), ofFirst: -1}
		c.heads = p.heads
		return p, true
	}
	partitive := q.vague || q.form == formFraction || q.unit >= 0
	if q.attributive && j < stop && c.s.text[c.w.Tokens[j].Start] == '-' {
		j++
	}
	ofAt := j
	if j < stop && c.s.roleOf(j)&roleOf != 0 {
		j++
		for j < stop && c.determiner(j) {
			j++
		}
		if !partitive { // "twelve of the fifteen members"
			if _, isNumber := c.s.numeralAt(j, stop); isNumber {
				if n, _ := c.s.at(j, stop); n.last > j {
					j = n.last
				}
			}
		}
	} else if q.unit >= 0 && !q.attributive && q.form != formFraction {
		return p, false
	} else {
		for j < stop && c.determiner(j) && j < ofAt+3 {
			if c.s.roleOf(j)&roleArticle != 0 && q.form != formFraction {
				return p, false // "90 million a year earlier", "by five votes to two a petition"
			}
			j++
		}
	}
	if j >= stop || c.isVerbAfter(q, j, stop) {
		return p, false
	}
	c.subject = false
	if q.attributive && !q.strong && q.unit < 0 && j < stop {
		// "a ten-session course": sessions are counted
		p = phrase{first: j, core: j + 1, last: j + 1, heads: append(c.heads[:0], j), ofFirst: -1}
		c.heads = p.heads
		return p, c.w.Tokens[j].Class == stages.ClassWord
	}
	if !partitive && j > ofAt && c.x.pronouns.Word(c.s.text, &c.w.Tokens[j]) >= 0 {
		return p, false // "12 of them"
	}
	c.plural = j == q.next && (q.ranged || fromInt(1).less(q.value))
	c.one = q.value.equal(fromInt(1)) && !q.ranged && q.form != formFraction && !partitive && j == ofAt
	p, ok = c.counted(j, stop)
	c.one, c.plural = false, false
	if ok && j == q.next && c.inDate(p.first) {
		return p, false // "3 percent in May and 2.1 last year"
	}
	// "12 page document": one noun is counted, the other has them
	if ok && !partitive && !q.value.equal(fromInt(1)) && q.value.isInt() && p.core-p.first >= 2 && len(p.heads) == 1 && j == ofAt && c.w.Tokens[p.head()].Tag == stages.TagNN && c.w.Tokens[p.first].Tag == stages.TagNN &&
		c.x.irregular[stages.Fold(c.w.TokenText(p.head()))] == "" {
		p = phrase{first: p.first, core: p.first + 1, last: p.first + 1, heads: append(c.heads[:0], p.first), ofFirst: -1}
		c.heads = p.heads
	}
	return p, ok
}

// isVerbAfter reports whether the word after a bare plural number is a verb that the
// tagger took for a noun: "another 1,200 face 25 percent".
func (c *claimer) isVerbAfter(q *quantity, j, stop int32) bool {
	if q.unit >= 0 || q.attributive || c.quantities || j+1 >= stop || q.value.less(fromInt(2)) || c.w.Tokens[j].Tag != stages.TagNN || c.x.irregular[stages.Fold(c.w.TokenText(j))] != "" {
		return false
	}
	next := &c.w.Tokens[j+1]
	if next.Class == stages.ClassPunctuation || c.x.person.Word(c.s.text, next) >= 0 {
		return false
	}
	_, number := c.s.numeralAt(j+1, stop)
	return number || next.UPOS == stages.DET || next.Tag == stages.TagPRPS
}

// determiner reports whether token i is a word that stands before a noun
// without being part of what is counted: "more", "other", "the", "their".
func (c *claimer) determiner(i int32) bool {
	if c.x.skip.Word(c.s.text, &c.w.Tokens[i]) >= 0 {
		return true
	}
	t := &c.w.Tokens[i]
	return t.UPOS == stages.DET || t.UPOS == stages.PRON && t.Tag == stages.TagPRPS
}

// lemmas are the lemmas of the core of a phrase, head last, for the measure.
func (c *claimer) lemmas(p *phrase) []string {
	c.words = c.words[:0]
	for k := p.first; k < p.core; k++ {
		if c.w.Tokens[k].Class == stages.ClassPunctuation {
			continue
		}
		if k == p.core-1 {
			c.words = append(c.words, c.canonicalNoun(k))
		} else {
			c.words = append(c.words, stages.Fold(c.w.TokenText(k)))
		}
	}
	return c.words
}

// canonicalNoun is the singular, with the words for people made one.
func (c *claimer) canonicalNoun(i int32) string {
	if c.x.person.Word(c.s.text, &c.w.Tokens[i]) >= 0 {
		return c.x.personUnit
	}
	return c.nounLemma(i)
}

// repair recognises a slip in the noun: a word that is no noun, after a number
// and before "of", one letter away from the plural of a noun of the taxonomy.
func (c *claimer) repair(i, stop int32) (string, bool) {
	if i+1 >= stop || c.s.roleOf(i+1)&roleOf == 0 {
		return "", false
	}
	word := stages.Fold(c.w.TokenText(i))
	if s, ok := c.x.slips[word]; ok {
		return s, true
	}
	if c.tagged(i) && (c.w.Tokens[i].UPOS == stages.NOUN || c.w.Tokens[i].UPOS == stages.PROPN) {
		return "", false
	}
	if c.s.roleOf(i)&roleFunction == 0 && !c.tagged(i) || len(word) < 4 {
		return "", false
	}
	for _, noun := range c.t.nouns {
		if plural := noun + "s"; near(word, plural) {
			return noun, true
		}
	}
	return "", false
}

// near reports whether a becomes b by one letter put in, left out, changed or
// two neighbours exchanged.
func near(a, b string) bool {
	if a == b || len(a) > len(b)+1 || len(b) > len(a)+1 || a[0] != b[0] {
		return false
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	j := 0
	for j < len(a)-i && j < len(b)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	ra, rb := a[i:len(a)-j], b[i:len(b)-j]
	return len(ra) <= 1 && len(rb) <= 1 || len(ra) == 2 && len(rb) == 2 && ra[0] == rb[1] && ra[1] == rb[0]
}
