package figures

import (
	"strings"

	"annals/stages"
)

// Units after a number: words and symbols, glued, apart or after a hyphen, their
// smaller units ("5 feet 2 inches") and what they are counted per ("a gram").

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
