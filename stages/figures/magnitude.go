package figures

import (
	"unicode/utf8"

	"annals/stages"
)

// What may follow the digits of a number: a fraction, a word of magnitude, "over"
// with a denominator.

// fraction reads "/4" after "3", a vulgar fraction after "2", and " 4/5" after "1".
func (s *scanner) fraction(n *numeral) {
	p := n.end
	if v := vulgar(s.text[p:]); v != 0 {
		_, w := utf8.DecodeRuneInString(s.text[p:])
		f := vulgarFractions[v-1]
		n.value, n.end, n.form = n.value.add(fromInt(f.n).div(fromInt(f.d))), p+int32(w), formFraction
		return
	}
	slash := int32(0)
	if s.byteAt(p) == '/' {
		slash = 1
	} else if s.byteAt(p) == 0xE2 && s.byteAt(p+1) == 0x81 && s.byteAt(p+2) == 0x84 { // fraction slash
		slash = 3
	}
	if slash > 0 && isDigit(s.byteAt(p+slash)) {
		d, end, grouped, ok := s.readDigits(p + slash)
		c := s.byteAt(end)
		if ok && !grouped && !d.isZero() && !d.bad && c != '/' && !(c == '-' && isDigit(s.byteAt(end+1))) && !isLetter(c) {
			n.value, n.end, n.form = n.value.div(d), end, formFraction
		} else {
			n.joined = true // a date, a document number
		}
		return
	}
	// "1 4/5": a space, digits, slash, digits
	if s.byteAt(p) == ' ' && n.value.isInt() && !n.grouped {
		for s.byteAt(p) == ' ' {
			p++
		}
		if !isDigit(s.byteAt(p)) {
			if v := vulgar(s.text[p:]); v != 0 {
				_, w := utf8.DecodeRuneInString(s.text[p:])
				f := vulgarFractions[v-1]
				n.value, n.end, n.form = n.value.add(fromInt(f.n).div(fromInt(f.d))), p+int32(w), formFraction
			}
			return
		}
		a, end, grouped, ok := s.readDigits(p)
		if ok && !grouped && s.byteAt(end) == '/' && isDigit(s.byteAt(end+1)) {
			b, end2, grouped2, ok2 := s.readDigits(end + 1)
			if ok2 && !grouped2 && a.less(b) && s.byteAt(end2) != '/' {
				n.value, n.end, n.form = n.value.add(a.div(b)), end2, formFraction
			}
		}
	}
}

// magnitude reads magnitude words after digits: "1.8 billion", "4 hundred
// million", "3 dozen", "4 thousand 3 hundred and 21".
func (s *scanner) magnitude(n numeral, stop int32) numeral {
	i := n.last
	if i >= stop {
		return n
	}
	if s.byteAt(n.end) == '-' && i+1 < stop && s.tokens[i].Start == n.end { // "10-million"
		if w := s.number(i + 1); w != nil && w.kind == wordMagnitude && s.tokens[i+1].Start == n.end+1 {
			i++
		}
	}
	if s.roleOf(i)&roleOver != 0 && i+1 < stop && isDigit(s.text[s.tokens[i+1].Start]) && n.value.isInt() && s.barren(i+2, stop) || s.roleOf(i)&roleOver != 0 && i+1 < stop && s.number(i+1) != nil {
		t := &s.tokens[i+1]
		if d, end, _, ok := s.readDigits(t.Start); ok && end == t.End && !d.isZero() {
			n.value, n.last, n.end, n.form = n.value.div(d), i+2, t.End, formFraction
			return n
		}
		if d, after, ok := s.cardinal(i+1, stop, true); ok && !d.isZero() && s.barren(after, stop) {
			n.value, n.last, n.end, n.form = n.value.div(d), after, s.tokens[after-1].End, formFraction
			return n
		}
	}
	w := s.number(i)
	// a suffix apart from its digits: "10 bn", "2.33 k"
	if w == nil && s.tokens[i].Class == stages.ClassWord && s.tokens[i].Len() <= 3 {
		if e, ok := s.x.suffixes[s.text[s.tokens[i].Start:s.tokens[i].End]]; ok && (s.tokens[i].Len() > 1 && !s.symbolWins(s.text[s.tokens[i].Start:s.tokens[i].End], n, s.tokens[i].End) || n.grouped && (s.text[s.tokens[i].Start] == 'k' || s.text[s.tokens[i].Start] == 'M')) {
			n.value, n.form = n.value.mul(power10(int(e))), formMixed
			n.last, n.end = i+1, s.tokens[i].End
			return n
		}
	}
	if w == nil || (w.kind != wordHundred && w.kind != wordMagnitude && w.kind != wordDozen && w.kind != wordPlural) {
		return n
	}
	v := n.value
	for w != nil && (w.kind == wordHundred || w.kind == wordMagnitude || w.kind == wordDozen || w.kind == wordPlural) {
		v = v.mul(w.value)
		i++
		if i >= stop {
			break
		}
		w = s.number(i)
	}
	// "4 thousand 3 hundred and 21"
	for i < stop && v.isInt() && !s.betweenBefore(n.first) {
		k := i
		if s.roleOf(k)&roleAnd != 0 {
			k++
		}
		if k >= stop {
			break
		}
		last := s.number(i - 1)
		if last == nil || last.kind != wordHundred && last.kind != wordMagnitude {
			break
		}
		if s.roleOf(i)&roleAnd != 0 {
			if value, after, ok := s.plusFraction(v, i, stop); ok {
				v, i = value, after
				break
			}
		}
		var part decimal
		after := k + 1
		if t := &s.tokens[k]; isDigit(s.text[t.Start]) {
			d, end, grouped, ok := s.readDigits(t.Start)
			if !ok || grouped || end != t.End {
				break
			}
			part = d
			if w := s.number(after); w != nil && (w.kind == wordHundred || w.kind == wordMagnitude) {
				part = part.mul(w.value)
				after++
			} else if last.kind != wordHundred {
				break
			}
		} else if d, next, ok := s.cardinal(k, stop, true); ok && last.kind == wordHundred && k > i {
			part, after = d, next
		} else {
			break
		}
		if !part.less(last.value) || part.isZero() {
			break
		}
		v, i = v.add(part), after
	}
	n.value, n.last, n.end, n.form = v, i, s.tokens[i-1].End, formMixed
	return n
}
