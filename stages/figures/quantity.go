package figures

import (
	"strings"

	"annals/stages"
)

// quantity is a number, or a range of two, with its unit and hedge: the layer
// that needs no syntax.
type quantity struct {
	numeral
	ranged    bool
	to        decimal // upper end of a range
	toNumeral numeral // the second numeral of a range
	left      int32   // first token that belongs to it: sign, currency sign
	leftByte  int32   // its first byte
	unit      int16   // index in lexicon.units, -1 where none
	unitSpan  stages.Span
	per       string // "gram" in "$10 per gram"; "" where none
	next      int32  // first token after number and unit
	// attributive: the number is glued to what follows by a hyphen: "16-inch".
	attributive bool
	negative    bool
	hedge       stages.Qualifier
	hedgeSpan   stages.Span
	hedgeFirst  int32 // first token of the hedge; left where none
	strong      bool  // "-strong"
	direction   string
	changeAt    int32 // first token of the verb or adverb of change; 0 where none
	changeVerb  bool  // direction is that of a verb or adverb; else of a noun
	changed     bool  // direction governs the quantity itself ("rose by 5"), not its result ("rose to 5")
	minor       minorKind
	rule        string
	sharesUnit  bool // unit taken over from a neighbour
}

// minorKind marks quantities that are no rows of figures.
type minorKind uint8

const (
	notMinor      minorKind = iota
	minorDuration           // a length of time: a row of dates
	minorOne                // "one" before a noun or "of"
	minorPronoun            // "this one", "once": nothing at all
)

// currencyBefore is the index of the currency whose sign or code ends where
// the number begins (byte p), at most one space between, -1 where there is none.
func (s *scanner) currencyBefore(p int32) int16 {
	i, _ := s.currencyAt(p)
	return i
}

func (s *scanner) currencyAt(p int32) (unit int16, start int32) {
	end := p
	if s.byteAt(end-1) == ' ' {
		end--
	}
	if end <= 0 {
		return -1, p
	}
	c := s.byteAt(end - 1)
	if !isLetter(c) && c != '$' && c < 0x80 && c != '.' && c != '=' && c != '/' {
		return -1, p
	}
	best, at := int16(-1), p
	for k := int32(1); k <= int32(s.x.maxSymbol) && k <= end; k++ {
		b := end - k
		if s.text[b]&0xC0 == 0x80 {
			continue
		}
		u, ok := s.x.currencies[s.text[b:end]]
		if !ok {
			continue
		}
		if prev := s.byteAt(b - 1); isLetter(s.text[b]) && (isLetter(prev) || isDigit(prev) || prev >= 0x80) {
			continue
		}
		best, at = u, b
	}
	return best, at
}

// read reads the quantity that begins at token i.
func (s *scanner) read(i, stop int32) (quantity, bool) {
	n, ok := s.at(i, stop)
	if !ok {
		return quantity{}, false
	}
	q := quantity{numeral: n, left: i, leftByte: n.start, unit: -1, next: n.last}
	if n.form == formOrdinal || n.joined || n.value.bad {
		q.form = formOrdinal
		return q, true
	}
	s.leftSide(&q)
	if s.outOf(&q, stop) {
		return q, true
	}
	s.unitAfter(&q, stop)
	if !s.marginAfter(&q, stop) {
		s.rangeAfter(&q, stop)
	}
	s.minorUnit(&q, stop)
	s.perAfter(&q, stop)
	return q, true
}

// marginAfter reads a margin of error: "30 ± 10 years" is 20 to 40.
func (s *scanner) marginAfter(q *quantity, stop int32) bool {
	p := q.end
	if q.unit >= 0 {
		p = max(p, q.unitSpan.End)
	}
	for s.byteAt(p) == ' ' {
		p++
	}
	width := int32(0)
	switch {
	case s.byteAt(p) == 0xC2 && s.byteAt(p+1) == 0xB1: // ±
		width = 2
	case s.byteAt(p) == '+' && s.byteAt(p+1) == '/' && s.byteAt(p+2) == '-':
		width = 3
	default:
		return false
	}
	k := s.tokenFrom(q.first, p+width)
	if k >= stop || !isDigit(s.text[s.tokens[k].Start]) && s.byteAt(p+width) != '.' {
		// the sign and the digits may be one token: "±10"
		if k--; k < 0 || !isDigit(s.byteAt(p+width)) {
			return false
		}
	}
	at := p + width
	for s.byteAt(at) == ' ' {
		at++
	}
	n, ok := s.digits(k, stop, at)
	if !ok || n.form > formMixed || n.value.bad {
		return false
	}
	b := quantity{numeral: n, left: k, leftByte: n.start, unit: -1, next: n.last}
	s.unitAfter(&b, stop)
	margin := n.value
	low := margin
	low.neg = low.coef != 0
	mid := q.value
	q.value, q.to, q.ranged, q.rule = mid.add(low), mid.add(margin), true, "range.margin"
	if q.unit < 0 {
		q.unit, q.unitSpan = b.unit, b.unitSpan
	}
	q.toNumeral = n
	q.end, q.last, q.next, q.percent = b.end, b.last, b.next, b.percent
	return true
}

// minorUnit adds the smaller unit of a pair: "5 feet 2 inches", "three dollars
// and fifty cents".
func (s *scanner) minorUnit(q *quantity, stop int32) {
	if q.unit < 0 || q.ranged || q.next >= stop || q.negative {
		return
	}
	m, ok := s.x.minor[q.unit]
	if !ok {
		return
	}
	j := q.next
	if s.roleOf(j)&roleAnd != 0 {
		j++
	}
	if j >= stop {
		return
	}
	n, ok := s.at(j, stop)
	if !ok || n.form > formMixed || n.value.bad || n.vague || n.article {
		return
	}
	u, _, next, _ := s.unitAt(&n, stop)
	if u < 0 && n.last < stop { // "2 in": a symbol that is a word too
		if v, ok := s.x.symbols[s.text[s.tokens[n.last].Start:s.tokens[n.last].End]]; ok {
			u, next = v, n.last+1
		}
	}
	if u != m.unit || !n.value.less(m.per) {
		return
	}
	q.value = q.value.add(n.value.div(m.per))
	q.rule = joinRule(q.rule, "unit.minor")
	q.end, q.last, q.next = n.end, n.last, next
}

// outOf reads a share said with two numbers: "two out of five", "one in three".
func (s *scanner) outOf(q *quantity, stop int32) bool {
	v, k := s.x.outOf.Longest(s.text, s.tokens[:stop], int(q.next))
	if v < 0 || q.unit >= 0 || q.rest.Len() > 0 || q.grouped || q.form > formWords || !q.value.isInt() || q.vague {
		return false
	}
	n, ok := s.numeralAt(q.next+int32(k), stop)
	if !ok || n.form > formWords || n.grouped || n.rest.Len() > 0 || !q.value.less(n.value) || n.value.isZero() || n.vague || s.yearLike(&n) {
		return false
	}
	if k == 1 && (!q.value.equal(fromInt(1)) || n.value.less(fromInt(2))) {
		return false
	}
	q.value, q.form, q.rule = q.value.div(n.value), formFraction, "number.out_of"
	q.end, q.last, q.next = n.end, n.last, n.last
	return true
}

// leftSide takes in a currency sign and a sign of the number.
func (s *scanner) leftSide(q *quantity) {
	p := q.start
	p = s.sign(q, p)
	if u, at := s.currencyAt(p); u >= 0 {
		q.unit, q.unitSpan = u, stages.Span{Start: at, End: p}
		p = s.sign(q, at)
	}
	if p < q.start {
		q.leftByte = p
		for q.left > 0 && s.tokens[q.left-1].Start >= p {
			q.left--
		}
	}
	if q.left > 0 && s.roleOf(q.left-1)&roleMinus != 0 && !(q.form == formFraction && q.value.less(fromInt(1))) || q.left > 1 && s.byteAt(q.leftByte-1) == '-' && s.roleOf(q.left-2)&roleMinus != 0 {
		q.left--
		if s.roleOf(q.left)&roleMinus == 0 {
			q.left--
		}
		q.leftByte = s.tokens[q.left].Start
		q.negative = true
		q.value.neg = !q.value.neg && q.value.coef != 0
		if q.unit < 0 {
			q.start = q.leftByte
			q.first = q.left
		}
	}
}

// sign takes a minus or plus that stands directly before byte p.
func (s *scanner) sign(q *quantity, p int32) int32 {
	b := p - 1
	width := int32(1)
	neg := false
	switch c := s.byteAt(b); {
	case c == '-':
		neg = true
	case c == '+':
	case c == 0x92 && s.byteAt(b-1) == 0x88 && s.byteAt(b-2) == 0xE2: // U+2212
		neg, width = true, 3
	default:
		return p
	}
	before := s.byteAt(p - width - 1)
	if before != 0 && before != ' ' && before != '(' && before != '\n' && before != '<' && before != '>' && before != '[' && before != '~' && before != '=' && before != '$' {
		return p
	}
	if neg {
		q.value.neg = q.value.coef != 0
		q.negative = true
	} else {
		q.direction, q.changed, q.changeVerb = "up", true, true
	}
	if q.start == p {
		q.start = p - width
		if q.first > 0 && s.tokens[q.first-1].Start >= q.start {
			q.first--
		}
	}
	return p - width
}

// unitAfter finds the unit after the number.
func (s *scanner) unitAfter(q *quantity, stop int32) {
	if q.unit >= 0 {
		// "$5.4 US", "$75 U.S. per barrel", "$20 Canadian"
		if q.unit == s.x.dollar && q.next < stop && s.tokens[q.next].Shape&stages.ShapeCapital != 0 && s.space(q.next) {
			if u, ok := s.x.afterCurrency[s.text[s.tokens[q.next].Start:s.tokens[q.next].End]]; ok {
				q.unit, q.next = u, q.next+1
			}
		}
		return
	}
	u, span, next, attributive := s.unitAt(&q.numeral, stop)
	if u < 0 && q.vague && q.last+1 < stop && s.roleOf(q.last)&roleOf != 0 { // "millions of dollars"
		if w, k := s.unitWord(q.last+1, stop); w >= 0 && s.x.units[w].dimension != "time" {
			u, span, next = w, s.span(q.last+1, q.last+1+k), q.last+1+k
		}
	}
	q.attributive = attributive
	if u < 0 {
		return
	}
	if u == s.x.poundMass && s.x.pound >= 0 && (q.form == formMixed || !q.value.less(fromInt(100000))) && isLetter(s.text[span.Start]) && span.Len() >= 5 {
		u = s.x.pound // "361 million pounds" are money
	}
	q.unit, q.unitSpan, q.next = u, span, next
	if w := s.number(next); w != nil && w.kind == wordMagnitude && s.x.units[u].class == unitCurrency && next < stop { // "75 USD million"
		q.value, q.form, q.next = q.value.mul(w.value), formMixed, next+1
	}
	if u == s.x.percent && q.form != formWords && span.Start == q.end && span.Len() == 1 {
		q.end, q.percent = span.End, true
		q.last = next
	} else if u == s.x.percent && span.Len() == 1 {
		q.end, q.last, q.percent = span.End, next, true
	}
}

// unitAt finds a unit right after numeral n.
func (s *scanner) unitAt(n *numeral, stop int32) (u int16, span stages.Span, next int32, attributive bool) {
	next = n.last
	if n.rest.Len() > 0 {
		// glued: "5km", "300kg/m2", "32m2", "~40min"
		if u, end := s.symbolAt(n.rest.Start, true); u >= 0 {
			after := s.tokenFrom(n.first, end)
			if s.x.units[u].dimension == "angle" && after < stop {
				if w, k := s.unitWord(after, stop); w >= 0 && s.x.units[w].dimension == "temperature" { // "100° Celsius"
					return w, stages.Span{Start: n.rest.Start, End: s.tokens[after+k-1].End}, after + k, false
				}
			}
			if s.x.units[u].dimension == "temperature" && end-n.rest.Start == 1 && !s.scaleFits(n, end, true) {
				return -1, span, next, false
			}
			return u, stages.Span{Start: n.rest.Start, End: end}, s.tokenFrom(n.first, end), false
		}
		return -1, span, next, false
	}
	p := n.end
	// hyphen: "16-inch", "five-year", "1.8 billion-mile"
	if c := s.byteAt(p); c == '-' && next < stop && next+1 < stop && s.tokens[next].Start == p && s.tokens[next].Len() == 1 && s.tokens[next+1].Start == p+1 {
		if u, k := s.unitWord(next+1, stop); u >= 0 {
			return u, stages.Span{Start: s.tokens[next+1].Start, End: s.tokens[next+k].End}, next + 1 + k, true
		}
		if u, end := s.symbolAt(p+1, true); u >= 0 {
			return u, stages.Span{Start: p + 1, End: end}, s.tokenFrom(next, end), true
		}
		if isLetter(s.byteAt(p + 1)) {
			return -1, span, next, true
		}
		return -1, span, next, false
	}
	if next >= stop {
		return -1, span, next, false
	}
	gap := s.tokens[next].Start - p
	if t := &s.tokens[next]; t.Len() == 4 && s.text[t.Start] == 'M' && gap <= 2 { // "30 MUSD"
		if u, ok := s.x.currencies[s.text[t.Start+1:t.End]]; ok && n.form != formFraction {
			n.value, n.form = n.value.mul(power10(6)), formMixed
			return u, t.Span, next + 1, false
		}
	}
	if gap > 2 {
		return -1, span, next, false
	}
	if gap == 0 || n.form == formDigits || n.form == formMixed {
		if su, end := s.symbolAt(s.tokens[next].Start, gap == 0); su >= 0 {
			after := s.tokenFrom(next, end)
			if s.x.units[su].dimension == "temperature" && end-s.tokens[next].Start == 1 && !s.scaleFits(n, end, false) {
				return -1, span, next, false
			}
			if wu, k := s.unitWord(next, stop); wu >= 0 && s.tokens[next+k-1].End > end {
				return wu, stages.Span{Start: s.tokens[next].Start, End: s.tokens[next+k-1].End}, next + k, false
			}
			return su, stages.Span{Start: s.tokens[next].Start, End: end}, after, false
		}
	}
	if wu, k := s.unitWord(next, stop); wu >= 0 {
		return wu, stages.Span{Start: s.tokens[next].Start, End: s.tokens[next+k-1].End}, next + k, false
	}
	return -1, span, next, false
}

// scaleFits decides whether a bare "C" or "F" after a number is a scale of
// temperature: not in "800,000 F-Series", "777F" after a name, "13F filing".
func (s *scanner) scaleFits(n *numeral, end int32, glued bool) bool {
	if c := s.byteAt(end); c == '-' || c == '/' || !n.value.less(fromInt(10000)) {
		return false
	}
	j := s.tokenFrom(n.first, end)
	if int(j) < len(s.tokens) && s.tokens[j].Class == stages.ClassWord {
		t := &s.tokens[j]
		if t.Shape&stages.ShapeCapital != 0 && t.Shape&stages.ShapeSentenceStart == 0 || glued && s.roleOf(j)&roleFunction == 0 {
			return false
		}
	}
	if k := n.first - 1; glued && k >= 0 && s.tokens[k].Shape&stages.ShapeCapital != 0 && s.tokens[k].Shape&stages.ShapeSentenceStart == 0 {
		return false
	}
	return true
}

// unitWord is the unit whose words stand at token i, and their number.
func (s *scanner) unitWord(i, stop int32) (int16, int32) {
	v, k := s.x.unitWords.Longest(s.text, s.tokens[:stop], int(i))
	if v < 0 {
		return -1, 0
	}
	return int16(v), int32(k)
}

// symbolAt is the unit whose symbol stands at byte p, longest first, and where
// it ends. glued symbols may be short; apart from the digits, one-letter
// symbols and words of the language need care.
func (s *scanner) symbolAt(p int32, glued bool) (int16, int32) {
	// the stretch a symbol can reach over: letters, digits 2 and 3, signs
	limit := min(p+int32(s.x.maxSymbol), int32(len(s.text)))
	for e := limit; e > p; e-- {
		if int(e) < len(s.text) && s.text[e]&0xC0 == 0x80 {
			continue
		}
		u, ok := s.x.symbols[s.text[p:e]]
		if !ok {
			continue
		}
		last := s.text[e-1]
		if c := s.byteAt(e); (isLetter(last) || last >= 0x80 && last != 0xB0) && (isLetter(c) || isDigit(c)) || isDigit(last) && isDigit(s.byteAt(e)) {
			continue // in the middle of a word
		}
		if !glued && e-p == 1 && isLetter(last) && !strings.ContainsRune("mgshKCFVWAJNLTt", rune(last)) {
			continue
		}
		if !glued && isLetter(last) {
			if v := s.roleOf(s.tokenIndex(p)); v&roleFunction != 0 {
				continue
			}
			if e-p == 1 && s.byteAt(e) == '\'' {
				continue
			}
		}
		// products and quotients: "kg/m2", "mm/s", "ml · kg −1" keep their first unit
		return u, s.powers(s.compound(e))
	}
	return -1, p
}

// compound extends a symbol over "/m2", "/s", "·m^2".
func (s *scanner) compound(e int32) int32 {
	for {
		c := s.byteAt(e)
		if (c == '/' || c == '^') && (isLetter(s.byteAt(e+1)) || c == '^' && isDigit(s.byteAt(e+1))) {
			q := e + 1
			for isLetter(s.byteAt(q)) || isDigit(s.byteAt(q)) || s.byteAt(q) == 0xC2 && (s.byteAt(q+1) == 0xB2 || s.byteAt(q+1) == 0xB3) || s.byteAt(q) >= 0xB2 && s.byteAt(q) <= 0xB3 && s.byteAt(q-1) == 0xC2 {
				q++
			}
			if q-e > 5 {
				return e
			}
			e = q
			continue
		}
		return e
	}
}

// powers extends a symbol over factors with exponents apart: "ml · kg −1 · min −1",
// "mm/s 2" where a superscript was lost.
func (s *scanner) powers(e int32) int32 {
	for range 4 {
		p := e
		for s.byteAt(p) == ' ' || s.byteAt(p) == 0xC2 && s.byteAt(p+1) == 0xB7 || s.byteAt(p) == 0xB7 {
			p++
		}
		q := p
		for isLetter(s.byteAt(q)) && q-p < 5 {
			q++
		}
		if q > p {
			if _, ok := s.x.symbols[s.text[p:q]]; !ok {
				return e
			}
		}
		r := q
		if s.byteAt(r) == ' ' {
			r++
		}
		switch {
		case s.byteAt(r) == 0xE2 && s.byteAt(r+1) == 0x88 && s.byteAt(r+2) == 0x92:
			r += 3
		case s.byteAt(r) == '-' && q > p:
			r++
		default:
			return e
		}
		if c := s.byteAt(r); c < '1' || c > '4' || isDigit(s.byteAt(r+1)) || isLetter(s.byteAt(r+1)) {
			return e
		}
		e = r + 1
	}
	return e
}

func (s *scanner) tokenIndex(p int32) int32 {
	lo, hi := 0, len(s.tokens)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if s.tokens[m].End > p {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return int32(lo)
}

// dash is the length of a dash or tilde at byte p that may join a range.
func (s *scanner) dash(p int32) int32 {
	switch c := s.byteAt(p); c {
	case '-', '~':
		return 1
	case 0xE2:
		if s.byteAt(p+1) == 0x80 && s.byteAt(p+2) >= 0x90 && s.byteAt(p+2) <= 0x95 {
			return 3
		}
		if s.byteAt(p+1) == 0x88 && (s.byteAt(p+2) == 0x92 || s.byteAt(p+2) == 0xBC) {
			return 3
		}
	case 0xEF:
		if s.byteAt(p+1) == 0xBD && s.byteAt(p+2) == 0x9E { // fullwidth tilde
			return 3
		}
	}
	return 0
}

// rangeAfter joins the number after "-", "to" or, after "between", "and".
func (s *scanner) rangeAfter(q *quantity, stop int32) {
	j := q.next
	if j >= stop || q.form == formTwice {
		return
	}
	at := s.tokens[j].Start
	rule := ""
	tight := false
	prevEnd := s.tokens[j-1].End
	// "± 10": the margin belongs to the number
	switch d := s.dash(prevEnd); {
	case d > 0 && at >= prevEnd: // glued dash, or the token itself is a dash
		if at != prevEnd && at != prevEnd+d {
			return
		}
		k := s.tokenFrom(j, prevEnd+d)
		if s.roleOf(k)&roleTo != 0 && s.dash(s.tokens[k].End) > 0 { // 0-to-60
			k = s.tokenFrom(k, s.tokens[k].End+1)
			tight, rule, j = true, "range.to", k
			break
		}
		if k < stop && !s.space(k) {
			tight, rule, j = true, "range.dash", k
		} else if k < stop && at == prevEnd && s.byteAt(prevEnd+d) == ' ' && (s.roleOf(k)&(roleTo|roleOr|roleAnd) != 0) {
			return // "7- or 8-inch"
		}
	case s.dash(at) > 0 && s.tokens[j].Len() <= 3:
		if j+1 < stop && !s.space(j+1) {
			return // "Index 50 -1.3%": a sign
		}
		rule, j = "range.dash", j+1
	case s.roleOf(j)&roleTo != 0:
		rule, j = "range.to", j+1
		if j < stop && s.byteAt(s.tokens[j].Start) == '-' && s.tokens[j].Len() == 1 {
			j++
		}
	case s.roleOf(j)&roleAnd != 0 && s.betweenOpen(q):
		rule, j = "range.between", j+1
	}
	if rule == "" || j >= stop {
		return
	}
	// signs and currency before the second number
	k := j
	for k < stop && k-j < 4 {
		t := &s.tokens[k]
		if t.Class == stages.ClassNumber || isDigit(s.text[t.Start]) || s.number(k) != nil {
			break
		}
		if t.Class == stages.ClassWord && t.Shape&stages.ShapeDigit != 0 {
			break
		}
		if t.Class == stages.ClassSymbol || t.Class == stages.ClassPunctuation && s.text[t.Start] == '-' || t.Class == stages.ClassWord && t.Shape&stages.ShapeAllCaps != 0 {
			k++
			continue
		}
		if v, w := s.x.before.Longest(s.text, s.tokens[:stop], int(k)); v >= 0 && rule != "range.dash" {
			k += int32(w)
			continue
		}
		break
	}
	if k >= stop {
		return
	}
	n, ok := s.at(k, stop)
	if !ok || n.form == formOrdinal || n.joined && !tight || n.value.bad || n.vague || n.form == formTwice {
		return
	}
	b := quantity{numeral: n, left: k, leftByte: n.start, unit: -1, next: n.last}
	if !tight {
		s.leftSide(&b)
	} else if u, at := s.currencyAt(n.start); u >= 0 {
		b.unit, b.unitSpan = u, stages.Span{Start: at, End: n.start}
	}
	if b.left < j {
		b.left = j
	}
	s.unitAfter(&b, stop)
	if tight && s.dash(b.end) > 0 && isDigit(s.byteAt(b.end+1)) { // 555-12-34, 33-35 after 24.2 is another case
		q.form = formOrdinal
		q.next = b.next
		return
	}
	if q.unit >= 0 && b.unit >= 0 && q.unit != b.unit && (s.x.units[q.unit].dimension != s.x.units[b.unit].dimension) {
		return
	}
	if b.unit >= 0 && q.unit < 0 && s.x.units[b.unit].class == unitCurrency && b.unitSpan.Start < b.start && rule != "range.dash" {
		// "from 20 to $40" is no range
		return
	}
	// "1 to 2 thousand", "$10 to $15 billion": the magnitude is of both
	lower := q.value
	if b.form == formMixed && q.form == formDigits && lower.less(fromInt(1000)) && !q.grouped || b.form == formMixed && q.form == formDigits && lower.less(fromInt(100)) {
		if m := s.tail(&b); !m.isZero() && s.sharesMagnitude(q, &b, m, lower) {
			lower = lower.mul(m)
		}
	} else if b.form == formWords && q.form == formWords || b.form == formWords && q.form == formDigits {
		if m := s.wordTail(&b); !m.isZero() && lower.less(fromInt(100)) && !m.less(fromInt(1000)) && s.sharesMagnitude(q, &b, m, lower) {
			lower = lower.mul(m)
		}
	}
	upper := b.value
	if rule == "range.dash" && tight {
		if q.unit < 0 && b.unit < 0 {
			if s.yearLike(&q.numeral) && (s.yearLike(&b.numeral) || b.value.less(fromInt(100))) { // 2014-15
				q.form, q.next = formOrdinal, b.next
				return
			}
		}
		if !lower.less(upper) && !b.negative {
			q.form, q.next = formOrdinal, b.next // score, telephone number
			return
		}
	}
	if upper.less(lower) {
		if rule == "range.between" {
			return
		}
		lower, upper = upper, lower
		if rule == "range.to" && !s.fromBefore(q) && !q.attributive {
			return // "dropped 7% to 2.3": two quantities
		}
	}
	if rule == "range.to" && !s.toIsRange(q, &b) {
		return
	}
	q.value, q.to, q.ranged, q.toNumeral = lower, upper, true, b.numeral
	q.rule = rule
	if b.unit >= 0 {
		q.unit, q.unitSpan = b.unit, b.unitSpan
	}
	q.end, q.last, q.next = b.end, b.last, b.next
	q.attributive = b.attributive
	q.percent = b.percent
}

// sharesMagnitude decides whether the magnitude written at the upper end is
// meant for the lower one too: it is when the lower end has no unit or
// magnitude of its own and would not be absurdly small beside the upper.
func (s *scanner) sharesMagnitude(q, b *quantity, m, lower decimal) bool {
	if q.unit >= 0 && s.x.units[q.unit].class != unitCurrency {
		return false
	}
	// "$200 to $4 million": 200 million is more than 4 million, so 200 is meant
	return lower.mul(m).less(b.value) || lower.mul(m).equal(b.value)
}

// tail is the power of ten written after the digits of a mixed numeral.
func (s *scanner) tail(b *quantity) decimal {
	d, _, _, ok := s.readDigits(b.numeral.start)
	if p := b.numeral.start; s.byteAt(p) == '-' || !ok {
		d, _, _, ok = s.readDigits(p + 1)
	}
	if !ok || d.isZero() {
		return decimal{}
	}
	return b.value.div(d)
}

// wordTail is the magnitude that ends a numeral in words ("two million").
func (s *scanner) wordTail(b *quantity) decimal {
	if w := s.number(b.last - 1); w != nil && w.kind == wordMagnitude {
		return w.value
	}
	return decimal{}
}

func (s *scanner) betweenOpen(q *quantity) bool {
	for k := q.left - 1; k >= 0 && k >= q.left-4; k-- {
		r := s.roleOf(k)
		if r&roleBetween != 0 {
			return true
		}
		if r&roleFunction != 0 && r&roleMinus == 0 && !s.isHedge(k) {
			return false
		}
	}
	return false
}

func (s *scanner) isHedge(k int32) bool {
	return s.x.before.Word(s.text, &s.tokens[k]) >= 0
}

func (s *scanner) fromBefore(q *quantity) bool {
	for k := q.left - 1; k >= 0 && k >= q.left-4; k-- {
		if s.roleOf(k)&roleFrom != 0 {
			return true
		}
		if !s.isHedge(k) && s.tokens[k].Class == stages.ClassWord && s.roleOf(k)&roleBetween == 0 {
			return false
		}
	}
	return false
}

// toIsRange tells "30 to 40 people" from "5 people to 3 places" and from "up
// 5% to 30": the ends must be of one kind, and no change word may govern the
// first.
func (s *scanner) toIsRange(q, b *quantity) bool {
	if s.fromBefore(q) {
		return true
	}
	k := q.left - 1
	for k >= 0 && s.isHedge(k) {
		k--
	}
	if k >= 0 {
		if s.x.up.Word(s.text, &s.tokens[k]) >= 0 || s.x.down.Word(s.text, &s.tokens[k]) >= 0 {
			if q.unit >= 0 && b.unit >= 0 && q.unit != b.unit || q.unit >= 0 && b.unit < 0 {
				return false
			}
		}
	}
	if q.unit >= 0 && b.unit < 0 && q.unit == s.x.percent {
		return false
	}
	return true
}

// yearLike reports whether a numeral looks like a year: four bare digits.
func (s *scanner) yearLike(n *numeral) bool {
	if n.form != formDigits || n.grouped || n.end-n.start != 4 {
		return false
	}
	return !n.value.less(fromInt(1000)) && n.value.less(fromInt(2200))
}

// perAfter reads the denominator of a rate: "per gram", "a year", "/kg".
func (s *scanner) perAfter(q *quantity, stop int32) {
	j := q.next
	if q.unit >= 0 && j < stop && s.text[s.tokens[j].Start] == '(' {
		// "6 dollars (5 euros) per share": the rate is of both
		for k := j + 1; k < stop && k < j+8; k++ {
			if s.text[s.tokens[k].Start] == ')' {
				next := q.next
				q.next = k + 1
				s.perAfter(q, stop)
				q.next = next
				return
			}
		}
		return
	}
	if j+1 >= stop || s.roleOf(j)&rolePer == 0 || s.tokens[j].Class == stages.ClassNumber {
		return
	}
	if s.roleOf(j)&roleArticle != 0 {
		if q.unit < 0 || q.unit == s.x.percent {
			// "5 a day" needs a unit of time; "20 percent a year" is a rate of change: kept plain
			return
		}
	}
	u, k := s.unitWord(j+1, stop)
	if u < 0 {
		if q.unit < 0 || s.x.units[q.unit].class != unitCurrency || s.tokens[j].Len() != 3 && s.roleOf(j)&roleArticle == 0 || s.tokens[j+1].Class != stages.ClassWord || s.roleOf(j+1)&roleFunction != 0 {
			return
		}
		if s.roleOf(j)&roleArticle != 0 {
			if s.x.perNouns.Word(s.text, &s.tokens[j+1]) < 0 {
				return
			}
		}
		q.per = singular(stages.Fold(s.text[s.tokens[j+1].Start:s.tokens[j+1].End]))
		q.next = j + 2
		return
	}
	if s.roleOf(j)&roleArticle != 0 && k == 1 && s.x.units[u].dimension == "currency" {
		return
	}
	if k == 1 && int(j+2) < len(s.tokens) && s.byteAt(s.tokens[j+1].End) == '-' {
		return // "a 30-year-old"
	}
	q.per = s.x.units[u].name
	q.next = j + 1 + k
}
