package figures

import (
	"strings"

	"annals/stages"
)

// claimer makes figures of the quantities of one sentence after another. It is
// the memory of one document's run.
type claimer struct {
	x *lexicon
	t *taxonomy
	w *stages.Work
	s *scanner

	quantities bool
	n          int // sentence
	stop       int32
	first      int32
	marks      []bool
	theme      int32 // the noun a verb of level says something of, -1 where none
	measure    int32 // index in the taxonomy, -1 where the measure is made of verb and noun
	place      bool  // the measure is one of a place
	anaphora   bool  // the measure counts what was named before
	// ranges put together from their ends, before and after a figure
	joined, joinedAfter stages.Timex
	saidCurrency        map[int16]int16 // by unit of a bare name, the currency last called so
	timex               *stages.Timex   // of the figure in hand, nil where its sentence has none
	marked              bool
	heads               []int32
	otherHeads          []int32
	words               []string
	governs             []string
	subject             bool
	one                 bool // the number is one
	plural              bool // the number is more than one
	// of the sentence said-1: tokens of quantities and of dates
	quantity []bool
	dated    []bool
	nouns    []bool // what other quantities count
	said     int
	previous *quantity // the quantity whose figure was written last
	ended    int32     // token after it and what it counts
	verb     int32     // token of the governing verb, -1
	// blocks of the table asked for last: its head, a row
	table struct{ first, last int32 }
}

// claims writes the figures of sentence n.
func (c *claimer) claims(n int, found []quantity) {
	w := c.w
	c.n, c.marked = n, false
	c.first, c.stop = w.Sentences[n].First, w.Sentences[n].Last
	begin := len(w.Figures)
	for i := range found {
		q := &found[i]
		if q.minor != notMinor && !c.quantities {
			continue
		}
		w.Tag(n)
		if c.quantities && i >= 0 && c.said < n+1 {
			c.markQuantities(n, found)
		}
		if r, ok := c.figure(q, w.Figures[begin:]); ok {
			if n := len(w.Figures); n > begin && c.previous != nil && c.previous.sharesUnit && c.s.listed(c.previous, q, true) {
				w.Figures[n-1].Concept = r.Concept // "a 7- or 8-inch screen"
			}
			w.Figures = append(w.Figures, r)
			c.previous = q
		}
	}
	if n := len(w.Figures) - begin; n > 1 && !c.quantities {
		c.respectively(w.Figures[begin:])
	}
}

// markQuantities notes which tokens of the sentence belong to quantities or
// dates, for the concept.
func (c *claimer) markQuantities(n int, found []quantity) {
	c.said = n + 1
	size := int(c.stop - c.first)
	if cap(c.quantity) < size {
		c.quantity = make([]bool, size)
	}
	if cap(c.dated) < size {
		c.dated = make([]bool, size)
	}
	if cap(c.nouns) < size {
		c.nouns = make([]bool, size)
	}
	c.quantity, c.dated, c.nouns = c.quantity[:size], c.dated[:size], c.nouns[:size]
	clear(c.nouns)
	clear(c.quantity)
	clear(c.dated)
	c.previous = nil
	for i := range found {
		if c.nameNumber(&found[i]) {
			continue
		}
		for k := found[i].left; k < max(found[i].next, found[i].last) && k < c.stop; k++ {
			c.quantity[k-c.first] = true
		}
	}
	sentence := c.w.Sentences[n].Span
	for i := range c.w.Timexes {
		t := &c.w.Timexes[i]
		if t.Start >= sentence.End {
			break
		}
		if t.Type == stages.TimexDuration {
			continue // a quantity itself, or no noun phrase's business
		}
		for k := max(t.First, c.first); t.Start >= sentence.Start && k < t.Last && k < c.stop; k++ {
			c.dated[k-c.first] = true
		}
	}
}

// nameNumber reports whether a bare number is part of the name before it: "Index
// 500".
func (c *claimer) nameNumber(q *quantity) bool {
	if q.unit >= 0 || q.form != formDigits || q.grouped || q.ranged || q.left <= c.first {
		return false
	}
	t := &c.w.Tokens[q.left-1]
	if !c.s.space(q.left) {
		return t.Class == stages.ClassWord || t.Class == stages.ClassPunctuation && q.left-1 > c.first && !c.s.space(q.left-1) && c.w.Tokens[q.left-2].Class == stages.ClassWord
	}
	return t.UPOS == stages.PROPN && t.Class == stages.ClassWord || c.x.indexNames.Word(c.s.text, t) >= 0
}

// figure is the row of a quantity; before are the figures of the sentence so far.
func (c *claimer) figure(q *quantity, before []stages.Figure) (stages.Figure, bool) {
	r := stages.Figure{
		Span: stages.Span{Start: q.start, End: q.end}, First: q.first, Last: q.last,
		Hedge: q.hedgeSpan, Direction: q.direction, Quote: -1, Confidence: 0.8,
		ChangeNoun: q.direction != "" && !q.changeVerb,
		Rule:       joinRule(ruleOf[q.form], q.rule),
	}
	p, hasPhrase := c.unitAndNoun(&r, q, before)
	if hasPhrase && (q.hedge == "" || q.hedge == stages.QualifierExact) {
		// "two hundred people or more"
		if v, n := c.x.after.Longest(c.s.text, c.w.Tokens[:c.stop], int(p.last)); v >= 0 && n > 1 && c.x.hedges[v].qualifier != stages.QualifierExact {
			q.hedge = c.x.hedges[v].qualifier
			q.hedgeSpan = c.s.span(p.last, p.last+int32(n))
			r.Hedge = q.hedgeSpan
		}
	}
	c.interval(&r, q)
	if !c.plausible(&r, q, &p, hasPhrase) {
		return r, false
	}
	c.claim(&r, q, &p, hasPhrase)
	r.Quote = c.w.QuoteAround(r.Span)
	return r, true
}

// unitAndNoun sets unit, dimension, counted phrase and its head.
func (c *claimer) unitAndNoun(r *stages.Figure, q *quantity, before []stages.Figure) (p phrase, ok bool) {
	if q.unit >= 0 {
		c.chooseSense(q)
		c.chooseCurrency(q)
		u := &c.x.units[q.unit]
		r.Unit, r.UnitName, r.Dimension, r.UnitSpan = u.id, u.name, u.dimension, q.unitSpan
		if c.quantities && u.dimension == "multiple" {
			r.UnitName = "count" // "three times the number": no unit at all
		}
		if q.rule == "age" || strings.HasSuffix(q.rule, "+age") {
			r.Dimension = "age"
			r.UnitName = u.name + " of age"
		}
		if q.per != "" {
			r.Unit += " per " + q.per
			r.UnitName += " per " + q.per
			r.Dimension = "rate"
		}
		if u.dimension == "currency" {
			r.Counted = q.unitSpan
		}
	}
	if noun, slip := c.repair(q.next, c.stop); slip && q.unit < 0 {
		word := c.w.TokenText(q.next)
		r.Repair = word + " -> " + noun
		r.Unit, r.UnitName, r.CountedHead, r.Dimension, r.UnitSpan = noun, noun, noun, "count", c.w.Tokens[q.next].Span
		p = phrase{first: q.next, core: q.next + 1, last: q.next + 1, heads: []int32{q.next}, ofFirst: -1}
		if e := c.group(q.next+2, c.stop); e > q.next+2 {
			p.ofFirst, p.last = q.next+2, e
		}
		r.Counted = c.s.span(p.first, p.last)
		r.Rule = joinRule(r.Rule, "noun.repaired")
		return p, true
	}
	if q.unit < 0 && c.agedBefore(q) {
		r.Unit, r.UnitName, r.Dimension = "year", "year of age", "age"
		r.Rule = joinRule(r.Rule, "age")
		return p, false
	}
	if q.unit < 0 && q.form == formFraction && q.next+1 < c.stop && c.s.roleOf(q.next)&roleOf != 0 && c.s.roleOf(q.next+1)&roleArticle != 0 {
		// "a quarter of a mile"
		if u, k := c.s.unitWord(q.next+2, c.stop); u >= 0 && c.x.units[u].class == unitMeasure {
			r.Unit, r.UnitName, r.Dimension = c.x.units[u].id, c.x.units[u].name, c.x.units[u].dimension
			r.UnitSpan = c.s.span(q.next+2, q.next+2+k)
			return p, false
		}
	}
	column := false
	if p, ok = c.phraseOf(q, c.stop); !ok {
		if p, column = c.columnHead(q); column {
			r.Rule = joinRule(r.Rule, "noun.column")
			c.rowLabel(r)
			ok = true
		}
	}
	if !ok {
		c.bareNumber(r, q, before)
		return p, false
	}
	head := p.head()
	r.Counted = c.s.span(p.first, p.last)
	r.CountedHead = c.canonicalNoun(head)
	if q.unit >= 0 {
		return p, true
	}
	r.Unit, r.UnitSpan, r.Dimension = r.CountedHead, c.w.Tokens[head].Span, "count"
	r.UnitName = c.unitName(&p)
	switch {
	case q.form == formFraction:
		if q.value.less(fromInt(1)) {
			r.Unit, r.UnitName, r.Dimension = "fraction", "fraction", "ratio"
		}
	case column && c.tagged(head) && c.w.Tokens[head].UPOS != stages.NOUN && c.w.Tokens[head].UPOS != stages.PROPN:
		r.Unit, r.UnitName, r.CountedHead = "", "", c.headVerb(head)
		if r.Dimension = ""; c.peopleHead(head) { // "Dead", "Missing"; not "Pledged"
			r.Unit, r.UnitName, r.CountedHead, r.Dimension = c.x.personUnit, c.x.personUnit, c.x.personUnit, "count"
		}
	case q.strong:
		r.Unit = c.x.personUnit
		for k := p.first; k < p.core; k++ {
			if v := c.x.strong.Word(c.s.text, &c.w.Tokens[k]); v >= 0 {
				r.Unit = c.x.strongUnit[v]
			}
		}
		r.UnitName, r.CountedHead = r.Unit, r.Unit
	}
	return p, true
}

// chooseSense settles what an ambiguous unit means by the words of the sentence:
// "2 F" is a capacitance beside a capacitor.
func (c *claimer) chooseSense(q *quantity) {
	for _, s := range c.x.senses[c.s.text[q.unitSpan.Start:q.unitSpan.End]] {
		for k := c.first; k < c.stop; k++ {
			if s.context.Word(c.s.text, &c.w.Tokens[k]) >= 0 {
				q.unit = s.unit
				return
			}
		}
	}
}

// chooseCurrency gives "francs" the country that the document last gave them.
func (c *claimer) chooseCurrency(q *quantity) {
	if c.quantities {
		return
	}
	if kind := c.x.units[q.unit].kind; kind > 0 {
		if c.saidCurrency == nil {
			c.saidCurrency = map[int16]int16{}
		}
		c.saidCurrency[kind] = q.unit
	}
	if u, ok := c.saidCurrency[q.unit]; ok {
		q.unit = u
	}
}

// unitName is the counted noun with its modifiers, the head in the singular.
func (c *claimer) unitName(p *phrase) string {
	head := p.core - 1
	if p.first == head {
		return c.canonicalNoun(head)
	}
	var out strings.Builder
	for k := p.first; k < head; k++ {
		t := &c.w.Tokens[k]
		hyphen := k > p.first && c.s.text[t.Start-1] == '-' && !c.s.space(k) || k+1 < head && c.s.text[t.End] == '-' && !c.s.space(k+1)
		if (t.UPOS == stages.VERB || t.UPOS == stages.ADV) && !hyphen || t.UPOS == stages.PART || t.UPOS == stages.CCONJ {
			continue
		}
		if out.Len() > 0 && c.s.space(k) {
			out.WriteByte(' ')
		}
		out.WriteString(stages.Fold(c.w.TokenText(k)))
	}
	if out.Len() > 0 && c.s.space(head) {
		out.WriteByte(' ')
	}
	out.WriteString(c.nounLemma(head))
	return out.String()
}

// plausible drops what turns out to be no quantity once words are known: years,
// index names, model numbers.
func (c *claimer) plausible(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool) bool {
	if q.minor == minorOne && q.next < c.stop && (c.w.Tokens[q.next].UPOS == stages.VERB || c.w.Tokens[q.next].UPOS == stages.AUX) {
		return false // "one must"
	}
	if c.quantities && (q.attributive && q.unit < 0 && !q.strong && !q.ranged && q.value.less(fromInt(20)) || r.Dimension == "age" && q.unit < 0 && (q.ranged || !c.agedBefore(q))) {
		return false // "six-speed", "Jones, 65,", "aged 25 to 54": no quantities by the bare reading
	}
	if q.unit >= 0 || q.grouped || q.ranged || q.form != formDigits || q.hedge != "" && q.hedge != stages.QualifierExact || q.negative {
		return true
	}
	prev := q.left - 1
	if prev >= c.first {
		t := &c.w.Tokens[prev]
		if c.x.indexNames.Word(c.s.text, t) >= 0 || t.Len() == 1 && t.Shape&stages.ShapeCapital != 0 && c.s.roleOf(prev)&(roleArticle|roleFunction) == 0 {
			return false
		}
	}
	if prev >= c.first && !hasPhrase && q.value.less(fromInt(1000)) && q.value.isInt() && c.s.space(q.left) {
		t := &c.w.Tokens[prev]
		// "the mixing chamber 20", "r 0": a label
		if t.UPOS == stages.NOUN && t.Tag == stages.TagNN || t.Class == stages.ClassWord && t.Len() == 1 && c.s.roleOf(prev)&(roleArticle|roleFunction) == 0 {
			return false
		}
	}
	if c.s.yearLike(&q.numeral) && (!hasPhrase || !c.pluralNoun(p.head())) {
		return false
	}
	if hasPhrase && c.inHead(p) {
		return true
	}
	if prev >= c.first && c.tagged(prev) && c.w.Tokens[prev].UPOS == stages.PROPN && c.s.space(q.left) {
		// a name and its number, unless a plain plural noun is counted
		if !hasPhrase || !c.pluralNoun(p.head()) || c.w.Tokens[p.first].Shape&stages.ShapeCapital != 0 {
			return false
		}
	}
	if hasPhrase && c.tagged(p.first) && c.w.Tokens[p.first].Shape&stages.ShapeCapital != 0 && !q.vague {
		switch head := &c.w.Tokens[p.head()]; head.Tag {
		case stages.TagNNP: // "787 Dreamliner"
			return head.UPOS != stages.PROPN
		case stages.TagNN: // the same, not known for a name
			return p.core-p.first > 1 || q.left == c.first || q.value.less(fromInt(100))
		}
	}
	return true
}

var ruleOf = [...]string{formDigits: "number.digits", formWords: "number.words", formMixed: "number.mixed", formFraction: "number.fraction", formOrdinal: "", formTwice: "number.multiple"}

func bound(d decimal) stages.Bound {
	return stages.Bound{Known: true, Value: d.float(), Exact: d.String()}
}

// interval sets the value interval and the qualifier.
func (c *claimer) interval(r *stages.Figure, q *quantity) {
	r.Number = q.value.String()
	low, high := bound(q.value), bound(q.value)
	r.Qualifier = q.hedge
	if r.Qualifier == "" {
		r.Qualifier = stages.QualifierExact
	}
	if q.ranged {
		r.Number += ".." + q.to.String()
		high = bound(q.to)
		if r.Qualifier == stages.QualifierExact || r.Qualifier == stages.QualifierAbout {
			r.Qualifier = stages.QualifierRange
		}
	}
	if q.vague && c.quantities && !q.one.isZero() {
		// the bare reading: any multiple below the next power of ten
		low = bound(q.one)
		r.Number, high = q.one.String()+".."+q.one.mul(fromInt(10)).String(), bound(q.one.mul(fromInt(10)))
		if r.Qualifier == stages.QualifierExact || r.Qualifier == stages.QualifierAbout {
			r.Qualifier = stages.QualifierVague
		}
	} else if q.vague {
		r.Number += ".." + q.high.String()
		high = bound(q.high)
		if r.Qualifier == stages.QualifierExact || r.Qualifier == stages.QualifierAbout {
			r.Qualifier = stages.QualifierVague
		} else {
			// a hedged magnitude is hedged at the magnitude itself: "nearly trillions"
			low, high = bound(q.one), bound(q.one)
		}
	}
	switch r.Qualifier {
	case stages.QualifierOver, stages.QualifierAtLeast:
		high = stages.Bound{}
	case stages.QualifierUnder, stages.QualifierNearly, stages.QualifierUpTo:
		low = stages.Bound{}
	}
	r.Min, r.Max = low, high
}
