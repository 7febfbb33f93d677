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
	rising    int8    // of "A to B": 1 where B is the greater, -1 where A is
	lowEnd    int32   // byte and token after the first number of a range
	lowLast   int32
	nounAt    int32 // token of the noun, where it stands inside: "one child in five"; 0 else
	left      int32 // first token that belongs to it: sign, currency sign
	leftByte  int32 // its first byte
	unit      int16 // index in lexicon.units, -1 where none
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

// outOf reads a share said with two numbers: "two out of five", "one in three".
func (s *scanner) outOf(q *quantity, stop int32) bool {
	at := q.next
	if at+1 < stop && q.form == formWords && q.value.equal(fromInt(1)) && s.tokens[at].Class == stages.ClassWord && s.roleOf(at)&roleFunction == 0 && s.space(at) {
		at++ // "one child in five"
	}
	v, k := s.x.outOf.Longest(s.text, s.tokens[:stop], int(at))
	if v < 0 || q.unit >= 0 || q.rest.Len() > 0 || q.grouped || q.form > formWords || !q.value.isInt() || q.vague {
		return false
	}
	n, ok := s.numeralAt(at+int32(k), stop)
	if !ok || n.form > formWords || n.grouped || n.rest.Len() > 0 || !q.value.less(n.value) || n.value.isZero() || n.vague || s.yearLike(&n) {
		return false
	}
	if k == 1 && !s.oneIn(q, &n, stop) {
		return false
	}
	if at > q.next {
		if s.nounFollows(&quantity{next: n.last}, stop) && !strings.HasSuffix(s.text[:s.tokens[n.last].End], "ed") {
			return false // "one hospital in two cities"
		}
		q.nounAt = q.next
	}
	q.value, q.form, q.rule = q.value.div(n.value), formFraction, "number.out_of"
	q.end, q.last, q.next = n.end, n.last, n.last
	return true
}

// oneIn decides whether "3 in 4" is a share: one in so many is; more are where
// the denominator is one that shares are told with, no verb takes the number as
// its object and no length of time follows ("two in ten days").
func (s *scanner) oneIn(q *quantity, n *numeral, stop int32) bool {
	if n.value.less(fromInt(2)) {
		return false
	}
	if q.value.equal(fromInt(1)) {
		return true
	}
	if !q.value.less(fromInt(10)) || !(n.value.less(fromInt(11)) || n.value.equal(fromInt(100)) || n.value.equal(fromInt(1000))) {
		return false
	}
	if u, _ := s.unitWord(n.last, stop); u >= 0 {
		return false
	}
	k := q.left - 1
	for k >= 0 && s.isHedge(k) {
		k--
	}
	return k < 0 || s.tokens[k+1].Shape&stages.ShapeSentenceStart != 0 || s.tokens[k].Class != stages.ClassWord || s.roleOf(k)&roleFunction != 0
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
