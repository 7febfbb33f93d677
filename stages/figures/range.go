package figures

import "annals/stages"

// Ranges: a second number after a dash, "to" or, after "between", "and"; margins
// of error; two bounds of one thing; lists that share a unit.

// Ranges: a second number after a dash, "to" or, after "between", "and"; margins
// of error.

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
	rising := int8(1)
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
		lower, upper, rising = upper, lower, -1
		if rule == "range.to" && !s.fromBefore(q) && !q.attributive {
			return // "dropped 7% to 2.3": two quantities
		}
	}
	if rule == "range.to" && !s.toIsRange(q, &b) {
		return
	}
	q.value, q.to, q.ranged, q.toNumeral = lower, upper, true, b.numeral
	q.rule, q.rising, q.lowEnd, q.lowLast = rule, rising, q.end, q.last
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
	// "fell by 2 million tonnes to 46 million tonnes", "rose $2 to $95": a change
	// and what it came to, as both have their unit
	if q.unit >= 0 && b.unit >= 0 && q.unit != s.x.percent && k >= 0 &&
		(s.x.by.Word(s.text, &s.tokens[k]) >= 0 || s.x.up.Word(s.text, &s.tokens[k]) >= 0 || s.x.down.Word(s.text, &s.tokens[k]) >= 0) {
		return false
	}
	return true
}

// splitTransitions makes two quantities of a range that is the way from one value
// to another: "rose from 3 to 5", "went from 40 to 34". Each holds at its own time.
// Bare quantities keep the range, as the sets that count them do.
func (s *scanner) splitTransitions(found []quantity, first int32) []quantity {
	for i := 0; i < len(found); i++ {
		q := &found[i]
		if !q.ranged || q.rule != "range.to" || q.rising == 0 || !s.fromBefore(q) || !s.isTransition(q, first) {
			continue
		}
		b := *q
		b.numeral, b.ranged, b.left, b.leftByte = q.toNumeral, false, q.toNumeral.first, q.toNumeral.start
		b.hedge, b.hedgeSpan, b.hedgeFirst = "", stages.Span{}, q.toNumeral.first
		b.direction, b.changed, b.rule = "", false, "range.after"
		a := *q
		a.ranged, a.rule, a.end, a.last = false, "range.before", q.lowEnd, q.lowLast
		a.direction, a.changed = "", false
		if b.value = q.to; q.rising < 0 {
			a.value, b.value = q.to, q.value
		}
		found = append(found, quantity{})
		copy(found[i+2:], found[i+1:])
		found[i], found[i+1] = a, b
		i++
	}
	return found
}

// isTransition reports whether "from A to B" is a change: B is the smaller, or a
// verb of change or movement stands before.
func (s *scanner) isTransition(q *quantity, first int32) bool {
	if q.rising < 0 || q.direction != "" {
		return true
	}
	for k := q.hedgeFirst - 1; k >= first && k > q.hedgeFirst-9; k-- {
		if t := &s.tokens[k]; s.x.up.Word(s.text, t) >= 0 || s.x.down.Word(s.text, t) >= 0 || s.x.transition.Word(s.text, t) >= 0 || s.x.changeNoun.Word(s.text, t) >= 0 {
			return true
		}
		if c := s.text[s.tokens[k].Start]; c == ';' || c == ':' {
			break
		}
	}
	return false
}

// yearLike reports whether a numeral looks like a year: four bare digits.
func (s *scanner) yearLike(n *numeral) bool {
	if n.form != formDigits || n.grouped || n.end-n.start != 4 {
		return false
	}
	return !n.value.less(fromInt(1000)) && n.value.less(fromInt(2200))
}

// shareUnits gives a number without unit the unit of its neighbour: "12, 15 and
// 20 percent", "7- or 8-inch", "63 cents, up from 61".
func (s *scanner) shareUnits(found []quantity) {
	for i := len(found) - 2; i >= 0; i-- {
		a, b := &found[i], &found[i+1]
		if a.unit >= 0 || b.unit < 0 || !s.listed(a, b, b.sharesUnit) {
			continue
		}
		a.unit, a.unitSpan, a.sharesUnit = b.unit, b.unitSpan, true
		a.minor = b.minor
	}
}

// joinBounds makes one range of a lower and an upper bound: "more than five but
// fewer than ten".
func (s *scanner) joinBounds(found []quantity) []quantity {
	for i := 0; i+1 < len(found); i++ {
		a, b := &found[i], &found[i+1]
		if a.ranged || b.ranged || a.unit >= 0 && b.unit >= 0 && a.unit != b.unit || b.hedgeFirst-a.next > 3 || b.hedgeFirst < a.next || a.vague || b.vague {
			continue
		}
		joined := b.hedgeFirst > a.next
		for k := a.next; k < b.hedgeFirst; k++ {
			if c := s.text[s.tokens[k].Start]; c != ',' && s.roleOf(k)&roleAnd == 0 && s.x.but.Word(s.text, &s.tokens[k]) < 0 {
				joined = false
			}
		}
		low, high := a, b
		if upper(a.hedge) {
			low, high = b, a
		}
		if !joined || !lower(low.hedge) || !upper(high.hedge) || !low.value.less(high.value) {
			continue
		}
		a.value, a.to, a.ranged, a.hedge, a.rule = low.value, high.value, true, "", "range.bounds"
		a.end, a.last, a.next = b.end, b.last, b.next
		a.toNumeral = b.numeral
		if a.unit < 0 {
			a.unit, a.unitSpan, a.per = b.unit, b.unitSpan, b.per
		}
		found = append(found[:i+1], found[i+2:]...)
	}
	return found
}

// joinTransitions makes one range of a change with its dates between: "from 20
// litres in 2008 to 29 litres". Rows keep the two apart, as each holds at its
// own time.
func (s *scanner) joinTransitions(found []quantity) []quantity {
	for i := 0; i+1 < len(found); i++ {
		a, b := &found[i], &found[i+1]
		if a.ranged || b.ranged || a.vague || b.vague || a.unit < 0 || a.unit != b.unit || a.left == 0 || b.left-a.next > 8 || b.left <= a.next {
			continue
		}
		if s.roleOf(a.hedgeFirst-1)&roleFrom == 0 || s.roleOf(b.left-1)&roleTo == 0 {
			continue
		}
		plain := true
		for k := a.next; k < b.left-1; k++ {
			c := s.text[s.tokens[k].Start]
			plain = plain && c != ',' && c != ';'
		}
		if !plain {
			continue
		}
		a.to, a.ranged, a.rule = b.value, true, "range.transition"
		if b.value.less(a.value) {
			a.value, a.to = b.value, a.value
		}
		a.end, a.last, a.next = b.end, b.last, b.next
		found = append(found[:i+1], found[i+2:]...)
	}
	return found
}

func lower(q stages.Qualifier) bool {
	return q == stages.QualifierOver || q == stages.QualifierAtLeast
}

func upper(q stages.Qualifier) bool {
	return q == stages.QualifierUnder || q == stages.QualifierUpTo || q == stages.QualifierNearly
}

// listed reports whether only list punctuation and conjunctions stand between
// two quantities; a comma alone does not do where the list does not go on after b.
func (s *scanner) listed(a, b *quantity, comma bool) bool {
	if b.left-a.next > 3 {
		return false
	}
	for k := a.next; k < b.left; k++ {
		r := s.roleOf(k)
		c := s.text[s.tokens[k].Start]
		if r&(roleAnd|roleOr|roleTo) == 0 && c != ',' && c != '-' && c != '/' {
			return false
		}
		comma = comma || c != ','
	}
	return comma && b.left > a.next
}
