package figures

import "annals/stages"

// What stands around a quantity: hedges, direction of change, and what makes a
// number no figure.

// findHedge looks for hedging words that end where the quantity begins, and for
// those after it.
func (s *scanner) findHedge(q *quantity, first, stop int32) {
	q.hedgeFirst = q.left
	at := q.left
	for range 3 {
		k, h := s.hedgeEnding(at, first)
		if h < 0 {
			break
		}
		hd := &s.x.hedges[h]
		if hd.qualifier != stages.QualifierExact && (q.hedge == "" || q.hedge == stages.QualifierExact) {
			q.hedge = hd.qualifier
			q.hedgeSpan = stages.Span{Start: s.tokens[k].Start, End: s.tokens[at-1].End}
		}
		at = k
		q.hedgeFirst = k
	}
	if q.hedge == "" || q.hedge == stages.QualifierExact || q.hedge == stages.QualifierAbout {
		s.hedgeAfter(q, stop)
	}
}

// hedgeEnding is the longest hedge that ends before token at, and its first token.
func (s *scanner) hedgeEnding(at, first int32) (int32, int32) {
	best, value := at, int32(-1)
	for k := at - 1; k >= first && k >= at-5; k-- {
		v, n := s.x.before.Longest(s.text, s.tokens[:at], int(k))
		if v >= 0 && k+int32(n) == at {
			best, value = k, v
		}
	}
	return best, value
}

// hedgeAfter reads "or more", "plus", "or so", "-strong" after the number or
// after its unit.
func (s *scanner) hedgeAfter(q *quantity, stop int32) {
	for _, at := range [2]int32{q.last, q.next} {
		j := at
		if j < stop && s.tokens[j].Len() == 1 && s.text[s.tokens[j].Start] == '-' {
			j++
		}
		if j >= stop {
			return
		}
		v, n := s.x.after.Longest(s.text, s.tokens[:stop], int(j))
		if v < 0 {
			if q.last == q.next {
				return
			}
			continue
		}
		h := &s.x.hedges[v]
		end := j + int32(n)
		if _, ok := s.numeralAt(end, stop); ok {
			return // "200 or less than 190": the words hedge the next number
		}
		if s.byteAt(s.tokens[j].Start) == '+' && s.tokens[j].Start != q.end {
			continue
		}
		if h.qualifier == stages.QualifierExact {
			if j > at || s.byteAt(q.end) == '-' {
				q.strong = true
				q.next, q.attributive = max(q.next, end), true
			}
			return
		}
		if h.qualifier == stages.QualifierAbout && q.hedge == h.qualifier {
			return
		}
		q.hedge = h.qualifier
		q.hedgeSpan = stages.Span{Start: s.tokens[j].Start, End: s.tokens[end-1].End}
		if at == q.next || q.unit < 0 {
			q.next = max(q.next, end)
			if q.unit < 0 {
				if u, k := s.unitWord(q.next, stop); u >= 0 {
					q.unit, q.unitSpan, q.next = u, s.span(q.next, q.next+k), q.next+k
				}
			}
		}
		return
	}
}

// numeralAt reports whether a numeral begins at token i.
func (s *scanner) numeralAt(i, stop int32) (numeral, bool) {
	if i >= stop {
		return numeral{}, false
	}
	return s.at(i, stop)
}

func (s *scanner) span(first, last int32) stages.Span {
	return stages.Span{Start: s.tokens[first].Start, End: s.tokens[last-1].End}
}

// findDirection looks for a verb, adverb or noun of change that governs the
// quantity. "rose by 5" and "rose 5" change by it; "rose to 5" ends at it and
// is no change.
func (s *scanner) findDirection(q *quantity, first, stop int32) {
	if q.direction != "" {
		return
	}
	if q.negative && q.unit == s.x.percent {
		q.direction, q.changed, q.changeVerb = "down", true, true
		return
	}
	at := q.hedgeFirst
	if k := at - 1; k >= first && s.x.changeBy.Word(s.text, &s.tokens[k]) >= 0 {
		at = k
	}
	if q.ranged && s.roleOf(at-1)&roleFrom != 0 {
		at--
	}
	if k := at; k > first && k < stop && s.x.by.Word(s.text, &s.tokens[at]) >= 0 || k-1 > first && s.x.by.Word(s.text, &s.tokens[at-1]) >= 0 {
		// "cut its rate by 25 points": the verb stands further off
		for k = at - 1; k >= first && k > at-7; k-- {
			if s.x.up.Word(s.text, &s.tokens[k]) >= 0 {
				q.direction, q.changed, q.changeVerb, q.changeAt = "up", true, true, k
				return
			}
			if s.x.down.Word(s.text, &s.tokens[k]) >= 0 {
				q.direction, q.changed, q.changeVerb, q.changeAt = "down", true, true, k
				return
			}
		}
	}
	for k := at - 1; k >= first && k >= at-3; k-- {
		if k > first && s.x.particles.Word(s.text, &s.tokens[k]) >= 0 && s.x.particleVerbs.Word(s.text, &s.tokens[k-1]) >= 0 {
			continue // "make up 47 percent", "shot down 12 drones"
		}
		if v, n := s.x.up.Longest(s.text, s.tokens[:at], int(k)); v >= 0 && k+int32(n) == at {
			q.direction, q.changed, q.changeVerb, q.changeAt = "up", true, true, k
			return
		}
		if v, n := s.x.down.Longest(s.text, s.tokens[:at], int(k)); v >= 0 && k+int32(n) == at {
			q.direction, q.changed, q.changeVerb, q.changeAt = "down", true, true, k
			return
		}
	}
	// "an increase of 60", "a cut of 5 percent"
	if k := at - 1; k > first && s.roleOf(k)&roleOf != 0 {
		if v := s.x.changeNoun.Word(s.text, &s.tokens[k-1]); v >= 0 {
			q.direction, q.changed = [2]string{"up", "down"}[v], true
			return
		}
	}
	if q.next < stop {
		if v := s.x.changeEnd.Word(s.text, &s.tokens[q.next]); v >= 0 && q.unit >= 0 {
			q.direction, q.changed = [2]string{"up", "down"}[v], true
			return
		}
		if v := s.x.changeNoun.Word(s.text, &s.tokens[q.next]); v >= 0 && q.unit >= 0 {
			q.direction, q.changed = [2]string{"up", "down"}[v], true
		}
	}
}

// isFigure decides whether a bare number is a quantity at all.
func (s *scanner) isFigure(q *quantity, first, stop int32) bool {
	if q.form == formOrdinal {
		return false
	}
	t := &s.tokens[q.left]
	if c := s.byteAt(q.end); q.unit < 0 && !q.ranged {
		// clock times, scores, ratios written with a colon
		if c == ':' && isDigit(s.byteAt(q.end+1)) || s.byteAt(q.start-1) == ':' && isDigit(s.byteAt(q.start-2)) {
			return false
		}
		if q.rest.Len() > 0 { // letters that are no unit: "49ers", "3D"
			return false
		}
		if (c == '-' || s.dash(q.end) > 0) && isDigit(s.byteAt(q.end+s.dash(q.end))) {
			return false
		}
	}
	if q.attributive && q.unit < 0 && q.form == formWords && q.value.isZero() {
		return false // "zero-sum", "zero-tolerance"
	}
	prev := q.left - 1
	hedged := q.hedge != "" && q.hedge != stages.QualifierExact
	// The words before, the words after: times, dates, identifiers, numbering.
	if q.next < stop && q.unit < 0 {
		if v, n := s.x.notAfter.Longest(s.text, s.tokens[:stop], int(q.next)); v >= 0 && n > 0 && q.form == formDigits {
			return false
		}
		if s.roleOf(q.next)&roleMonth != 0 && s.tokens[q.next].Shape&stages.ShapeCapital != 0 && !q.grouped && q.value.less(fromInt(32)) {
			return false
		}
	}
	if q.unit >= 0 && s.x.units[q.unit].class == unitCurrency {
		return true
	}
	if prev >= first {
		p := &s.tokens[prev]
		if q.form == formDigits && !q.grouped && s.roleOf(prev)&roleMonth != 0 && p.Shape&stages.ShapeCapital != 0 {
			return false
		}
		if !hedged && q.unit < 0 && !q.grouped && (q.form == formDigits || q.form == formFraction && isDigit(s.byteAt(q.start)) || p.Shape&stages.ShapeCapital != 0 && p.Shape&stages.ShapeSentenceStart == 0) {
			for k := prev; k >= first && k >= prev-1; k-- {
				if v, n := s.x.notBefore.Longest(s.text, s.tokens[:q.left], int(k)); v >= 0 && k+int32(n) == q.left {
					return false
				}
			}
		}
		if p.Class == stages.ClassSymbol && s.byteAt(p.Start) == '#' {
			return false
		}
		// "iPhone 11", "Group 77", "Act 1974": a name and its number
		if !hedged && q.unit < 0 && q.form == formDigits && !q.grouped && p.Class == stages.ClassWord && s.space(q.left) &&
			p.Shape&stages.ShapeCapital != 0 && p.Shape&stages.ShapeSentenceStart == 0 && s.roleOf(prev)&roleFunction == 0 && !s.nounFollows(q, stop) {
			return false
		}
	}
	if q.unit < 0 && s.yearLike(&q.numeral) && !hedged && !q.ranged && !q.negative && !s.nounFollows(q, stop) {
		return false
	}
	// "begins at six", "woke at five": a clock time
	if q.unit < 0 && !hedged && !q.ranged && prev > first && q.form == formWords && q.value.less(fromInt(13)) && s.x.clockAt.Word(s.text, &s.tokens[prev]) >= 0 &&
		!s.nounFollows(q, stop) && s.x.clockVerbs.Word(s.text, &s.tokens[prev-1]) >= 0 {
		return false
	}
	// list numbering: "1." and "(4)" and "2)" at the head
	if q.unit < 0 && q.form == formDigits && !q.grouped && !hedged {
		open := s.byteAt(q.start-1) == '('
		closing := s.byteAt(q.end)
		if open && closing == ')' || closing == ')' && !s.bracketOpen(q.start) {
			return false
		}
		if t.Shape&(stages.ShapeSentenceStart|stages.ShapeLineBefore) != 0 && (closing == ')' || closing == '.' && q.last+1 < stop || closing == ':') {
			return false
		}
	}
	return true
}

// bracketOpen reports whether a round bracket stands open before byte p.
func (s *scanner) bracketOpen(p int32) bool {
	for k := p - 1; k >= 0 && k > p-200; k-- {
		switch s.text[k] {
		case '(':
			return true
		case ')':
			return false
		}
	}
	return false
}

// nounFollows reports whether the quantity is followed by a word that can be
// counted, as far as can be told without tags.
func (s *scanner) nounFollows(q *quantity, stop int32) bool {
	j := q.next
	if j >= stop || s.tokens[j].Class != stages.ClassWord {
		return false
	}
	t := &s.tokens[j]
	return s.roleOf(j)&roleFunction == 0 && (t.Shape&stages.ShapeCapital == 0 || t.Shape&stages.ShapeAllCaps != 0)
}
