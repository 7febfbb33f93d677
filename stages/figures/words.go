package figures

import "annals/stages"

// Numbers in words.

// entry is the longest entry of the number language at token i within stop.
func (s *scanner) entry(i, stop int32) (*word, int32) {
	if i >= stop {
		return nil, 0
	}
	v, n := s.x.number.Longest(s.text, s.tokens[:stop], int(i))
	if v < 0 {
		return nil, 0
	}
	return &s.x.words[v], int32(n)
}

// cardinal reads a whole number in words at token i: "two hundred and three
// thousand four hundred". joinAnd allows "and" inside. It returns the first
// token after it, i where there is none.
func (s *scanner) cardinal(i, stop int32, joinAnd bool) (value decimal, next int32, ok bool) {
	var total, current decimal
	const unbounded = maxExponent + 1
	lastMagnitude := int16(unbounded) // exponent of the last magnitude added to total
	room := 1000                      // a small word must be below this: 10 after tens, 100 after hundred
	j := i
	for j < stop {
		k := j
		r := s.roleOf(k)
		if j > i && joinAnd && r&roleAnd != 0 && (room <= 100 || total.coef != 0) {
			k++
			w, _ := s.entry(k, stop)
			if w == nil || (w.kind != wordSmall && w.kind != wordTens) || room == 10 {
				break
			}
			// "two thousand and thirty", but "a hundred and two hundred" is two numbers
			if v, after, ok := s.cardinal(k, stop, false); ok {
				// "six million and two thirds": a proper fraction is added, not counted
				if d, _ := s.entry(s.skipHyphen(after, stop), stop); d != nil && d.plural && v.less(d.value) {
					break
				}
				limit := fromInt(uint64(room))
				if room > 100 && lastMagnitude < unbounded {
					limit = power10(int(lastMagnitude))
				}
				if !v.less(limit) {
					// "two hundred and two thousand": the group goes on
					if room == 100 {
						w2, _ := s.entry(after-1, stop)
						if w2 == nil || w2.kind != wordMagnitude || w2.value.exp >= lastMagnitude {
							break
						}
					} else {
						break
					}
				}
			}
		} else if j > i && k+1 < stop && s.byteAt(s.tokens[k].Start) == '-' && s.tokens[k].Len() == 1 && s.tokens[k].Start == s.tokens[k-1].End && s.tokens[k+1].Start == s.tokens[k].End {
			k++ // "one-hundred"
		}
		w, n := s.entry(k, stop)
		if w == nil {
			break
		}
		switch w.kind {
		case wordSmall, wordTens:
			v := w.value
			if !v.less(fromInt(uint64(room))) || (room < 1000 && v.isZero()) {
				goto done
			}
			current = current.add(v)
			switch {
			case w.kind == wordTens:
				room = 10
			default:
				room = 0
			}
		case wordHundred:
			if current.isZero() {
				if j > i {
					goto done
				}
				current = fromInt(1)
			}
			if !current.less(fromInt(100)) {
				goto done
			}
			current = current.mul(w.value)
			room = 100
		case wordMagnitude:
			if current.isZero() && total.coef == 0 {
				if j > i {
					goto done
				}
				current = fromInt(1)
			}
			if current.isZero() {
				total = total.mul(w.value) // "two million million"
			} else if w.value.exp < lastMagnitude {
				total = total.add(current.mul(w.value))
			} else {
				total = total.add(current).mul(w.value)
			}
			current = decimal{}
			lastMagnitude = w.value.exp
			room = 1000
		case wordDozen:
			if current.isZero() {
				current = fromInt(1)
			}
			return total.add(current.mul(w.value)), k + n, true
		default:
			goto done
		}
		j = k + n
	}
done:
	if j == i {
		return decimal{}, i, false
	}
	return total.add(current), j, true
}

// words reads a numeral in words that begins at token i.
func (s *scanner) words(i, stop int32) (numeral, bool) {
	r := s.roleOf(i)
	j := i
	article := false
	w, width := s.entry(i, stop)
	if w == nil {
		if r&roleArticle == 0 || i+1 >= stop {
			return numeral{}, false
		}
		// "a hundred", "a third", "a few" is no number
		if w, width = s.entry(i+1, stop); w == nil || w.kind == wordSmall || w.kind == wordTens || w.kind == wordPlural || w.kind == wordTwice {
			return numeral{}, false
		}
		article, j = true, i+1
	}
	n := numeral{first: i, start: s.tokens[i].Start, form: formWords, article: article}
	finish := func(next int32) (numeral, bool) {
		n.last, n.end = next, s.tokens[next-1].End
		return n, true
	}
	switch w.kind {
	case wordTwice:
		n.value, n.form = w.value, formTwice
		return finish(j + width)
	case wordFull:
		n.value, n.form = w.value, formFraction
		j += width
		return s.multiplied(n, j, stop)
	case wordHalf:
		// "half a million", "half a dozen", "half of", "half the"
		n.value, n.form = fromInt(1).div(fromInt(2)), formFraction
		j += width
		if !article {
			if s.roleOf(j)&roleArticle != 0 {
				if m, k := s.entry(j+1, stop); m != nil && (m.kind == wordMagnitude || m.kind == wordDozen || m.kind == wordHundred) {
					n.value, n.form = n.value.mul(m.value), formWords
					return finish(j + 1 + k)
				}
			}
			if m, k := s.entry(j, stop); m != nil && m.kind == wordMagnitude { // "half million"
				n.value, n.form = n.value.mul(m.value), formWords
				return finish(j + k)
			}
			if s.byteAt(s.tokens[j-1].End) == '-' || !s.halfOf(i, j, stop) {
				n.form = formOrdinal // "half-hour", "second half"
			}
		}
		return finish(j)
	case wordOrdinal, wordFraction:
		j += width
		if m, k := s.entry(j, stop); m != nil && m.kind == wordMagnitude && w.kind == wordFraction && !w.plural { // "quarter million"
			n.value, n.form = fromInt(1).div(w.value).mul(m.value), formWords
			return finish(j + k)
		}
		if article && !w.plural {
			n.value, n.form = fromInt(1).div(w.value), formFraction
			if w.ord && !s.fractionFollows(j, stop) {
				n.form = formOrdinal
			}
			return s.multiplied(n, j, stop)
		}
		n.form = formOrdinal
		return finish(j)
	case wordPlural:
		return s.plural(n, w, j+width, stop)
	}
	v, next, ok := s.cardinal(j, stop, !s.betweenBefore(i))
	if !ok {
		return numeral{}, false
	}
	n.value = v
	// "a hundred thirty fifths", "twenty twenty-fifths": tens and ordinal are the denominator
	if value, after, ok := s.compoundDenominator(j, next, stop, v); ok {
		n.value, n.form = value, formFraction
		return finish(after)
	}
	// A denominator ends it: "three quarters", "twenty-three fifths".
	if d, k := s.entry(s.skipHyphen(next, stop), stop); d != nil && (d.kind == wordOrdinal || d.kind == wordFraction) {
		at := s.skipHyphen(next, stop)
		one := v.equal(fromInt(1))
		if d.plural && !one || !d.plural && one && (d.kind == wordFraction || s.fractionFollows(at+k, stop)) {
			n.value, n.form = v.div(d.value), formFraction
			if m, w := s.entry(at+k, stop); m != nil && m.kind == wordMagnitude { // "three quarters billion"
				n.value, n.form = n.value.mul(m.value), formWords
				return finish(at + k + w)
			}
			return s.multiplied(n, at+k, stop)
		}
		if d.ord {
			n.form = formOrdinal // "one hundred and fifth"
			return finish(at + k)
		}
	}
	if d, _ := s.entry(next, stop); d != nil && d.kind == wordPlural { // "three dozens"
		if d.value.equal(fromInt(12)) || d.value.equal(fromInt(20)) || !article {
			n.value = n.value.mul(d.value)
			return finish(next + 1)
		}
	}
	// "five point five"
	if s.roleOf(next)&rolePoint != 0 {
		if frac, after, ok := s.pointDigits(next+1, stop); ok {
			n.value = n.value.add(frac)
			next = after
			if m, k := s.entry(next, stop); m != nil && m.kind == wordMagnitude {
				n.value = n.value.mul(m.value)
				next += k
			}
			return finish(next)
		}
	}
	// "one over three"
	if next+1 < stop && s.roleOf(next)&roleOver != 0 {
		if d, after, ok := s.cardinal(next+1, stop, true); ok && !d.isZero() && s.barren(after, stop) {
			n.value, n.form = v.div(d), formFraction
			return finish(after)
		}
		if t := &s.tokens[next+1]; isDigit(s.text[t.Start]) {
			if d, end, _, ok := s.readDigits(t.Start); ok && end == t.End && !d.isZero() && s.barren(next+2, stop) {
				n.value, n.form = v.div(d), formFraction
				return finish(next + 2)
			}
		}
	}
	// "one and a half", "two and a half million", "two and two thirds"
	if s.roleOf(next)&roleAnd != 0 && !s.betweenBefore(i) {
		if value, after, ok := s.plusFraction(n.value, next, stop); ok {
			n.value, n.form = value, formFraction
			return finish(after)
		}
	}
	return finish(next)
}

// compoundDenominator reads "thirty fifths" as thirty-fifths where a numerator
// remains before it: either the tens follow the number [i, next), or they are
// its last word, not joined by "and".
func (s *scanner) compoundDenominator(i, next, stop int32, v decimal) (decimal, int32, bool) {
	if w, k := s.entry(next, stop); w != nil && w.kind == wordTens {
		if d, m := s.entry(next+k, stop); d != nil && d.plural && d.value.less(fromInt(10)) {
			return v.div(w.value.add(d.value)), next + k + m, true
		}
		return v, next, false
	}
	w := s.number(next - 1)
	if w == nil || w.kind != wordTens || next-1 <= i || s.roleOf(next-2)&roleAnd != 0 {
		return v, next, false
	}
	d, m := s.entry(next, stop)
	if d == nil || !d.plural || !d.value.less(fromInt(10)) {
		return v, next, false
	}
	tens := w.value
	tens.neg = true
	return v.add(tens).div(w.value.add(d.value)), next + m, true
}

// plusFraction adds the fraction after the "and" at token i to v: "two and a
// half million", "one million and a half", "a billion and a quarter million".
func (s *scanner) plusFraction(v decimal, i, stop int32) (value decimal, next int32, ok bool) {
	f, next, ok := s.andFraction(i+1, stop)
	if !ok {
		return v, i, false
	}
	last := s.number(i - 1)
	m, k := s.entry(next, stop)
	magnitude := m != nil && (m.kind == wordMagnitude || m.kind == wordHundred || m.kind == wordDozen)
	switch {
	case last != nil && last.kind == wordMagnitude && magnitude && m.value.less(last.value):
		return v.add(f.mul(m.value)), next + k, true
	case last != nil && last.kind == wordMagnitude:
		return v.add(f.mul(last.value)), next, true
	case magnitude:
		return v.add(f).mul(m.value), next + k, true
	}
	return v.add(f), next, true
}

// andFraction reads "a half", "two thirds", "1/2" after "and".
func (s *scanner) andFraction(i, stop int32) (decimal, int32, bool) {
	if i >= stop {
		return decimal{}, i, false
	}
	if w, k := s.entry(i, stop); w != nil && w.kind == wordFull {
		return w.value, i + k, true
	}
	if s.roleOf(i)&roleArticle != 0 {
		if w, k := s.entry(i+1, stop); w != nil && (w.kind == wordHalf || w.kind == wordFraction || w.kind == wordOrdinal && s.fractionFollows(i+1+k, stop)) {
			return fromInt(1).div(w.value), i + 1 + k, true
		}
		return decimal{}, i, false
	}
	v, next, ok := s.cardinal(i, stop, true)
	if !ok {
		return decimal{}, i, false
	}
	next = s.skipHyphen(next, stop)
	if d, k := s.entry(next, stop); d != nil && (d.kind == wordFraction || d.kind == wordOrdinal && d.plural || d.kind == wordHalf) {
		if v.less(d.value) {
			return v.div(d.value), next + k, true
		}
	}
	return decimal{}, i, false
}

// skipHyphen steps over a hyphen glued on both sides.
func (s *scanner) skipHyphen(i, stop int32) int32 {
	if i > 0 && i+1 < stop && s.tokens[i].Len() == 1 && s.text[s.tokens[i].Start] == '-' {
		return i + 1
	}
	return i
}

// pointDigits reads the digits spelt after "point".
func (s *scanner) pointDigits(i, stop int32) (decimal, int32, bool) {
	var d decimal
	start := i
	for i < stop && d.coef < 1<<58 {
		w, k := s.entry(i, stop)
		if w == nil || (w.kind != wordSmall && w.kind != wordTens) {
			break
		}
		v := w.value
		width := int16(1)
		if !v.less(fromInt(10)) {
			width = 2
		}
		v.exp = d.exp - width
		d = decimal{coef: d.coef * pow10(width), exp: d.exp - width}
		d.coef += w.value.coef
		i += k
	}
	return d, i, i > start
}

func pow10(n int16) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}

// multiplied reads "of a million" after a fraction: "three quarters of a million".
func (s *scanner) multiplied(n numeral, next, stop int32) (numeral, bool) {
	if s.roleOf(next)&roleOf != 0 && s.roleOf(next+1)&roleArticle != 0 {
		if m, k := s.entry(next+2, stop); m != nil && (m.kind == wordMagnitude || m.kind == wordHundred) {
			n.value = n.value.mul(m.value)
			next += 2 + k
			n.form = formWords
		}
	}
	n.last, n.end = next, s.tokens[next-1].End
	return n, true
}

// fractionFollows decides whether a singular ordinal after "a" or "one" is a
// fraction: before "of", "the", punctuation, or the end.
func (s *scanner) fractionFollows(i, stop int32) bool {
	if i >= stop {
		return true
	}
	t := &s.tokens[i]
	if t.Class != stages.ClassWord && t.Class != stages.ClassNumber {
		return t.Class == stages.ClassPunctuation && s.text[t.Start] != '-'
	}
	return s.roleOf(i)&roleFunction != 0
}

// barren reports whether nothing that could be counted stands at token i.
func (s *scanner) barren(i, stop int32) bool {
	return i >= stop || s.tokens[i].Class != stages.ClassWord || s.roleOf(i)&roleFunction != 0
}

// halfOf decides whether "half" at token i counts: half of something, with the
// next word at j; not one of two halves.
func (s *scanner) halfOf(i, j, stop int32) bool {
	if i > 0 {
		if w := s.number(i - 1); w != nil && w.kind == wordOrdinal || s.x.halfPart.Word(s.text, &s.tokens[i-1]) >= 0 {
			return false
		}
	}
	if j >= stop {
		return true
	}
	if _, h := s.hedgeEnding(i, max(0, i-5)); h >= 0 {
		return true
	}
	return s.roleOf(j)&(roleOf|roleFunction) != 0 || s.tokens[j].Class == stages.ClassPunctuation
}

// betweenBefore reports whether "between" stands before token i, with at most a
// few words of hedge or currency between.
func (s *scanner) betweenBefore(i int32) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if s.roleOf(k)&roleBetween != 0 {
			return true
		}
	}
	return false
}

// plural reads a vague number: "tens of thousands", "hundreds of millions",
// "dozens", "thousands". The value lies between twice and ten times (less one)
// the unit named, by the convention of our annotation guidelines.
func (s *scanner) plural(n numeral, w *word, next, stop int32) (numeral, bool) {
	one := w.value
	for s.roleOf(next)&roleOf != 0 {
		m, k := s.entry(next+1, stop)
		if m == nil || (m.kind != wordPlural && m.kind != wordMagnitude) {
			break
		}
		one = one.mul(m.value)
		next += 1 + k
	}
	n.vague, n.one = true, one
	n.value = one.mul(fromInt(2))
	n.high = one.mul(fromInt(10)).add(decimal{coef: 1, neg: true})
	switch {
	case one.equal(fromInt(12)), one.equal(fromInt(20)): // dozens, scores: below a hundred
		n.high = fromInt(99)
	case one.equal(fromInt(10)):
		n.high = fromInt(99)
	}
	n.last, n.end = next, s.tokens[next-1].End
	return n, true
}
