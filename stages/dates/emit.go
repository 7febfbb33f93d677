package dates

import (
	"annals/stages"
)

// tensedFields are those whose year or week the tense of the verb may decide.
const tensedFields = uint64(1)<<fMonth | 1<<fDay | 1<<fWeekday | 1<<fQuarter | 1<<fHalf | 1<<fSeason | 1<<fHoliday | 1<<fWeekend | 1<<fWeek

// emit places candidate c in the calendar and appends its row.
func (r *resolver) emit(c *candidate) {
	w := r.p.w
	row := int32(len(w.Timexes))
	m := &c.meaning
	r.at, r.rule = w.Tokens[c.first].Start, c.rule
	t := stages.Timex{Span: w.TokensSpan(c.first, c.last), First: c.first, Last: c.last, Rule: r.p.l.rules[c.rule].id, Anchor: -1, Precision: stages.PrecisionNone}
	t.Mod = mods[m.get(fMod, 0)]
	t.Open = int8(m.get(fOpen, 0))
	if t.Open == 0 {
		t.Open = r.p.openSide(c.first)
	}
	t.InName = r.p.l.rules[c.rule].is == r.p.l.name
	t.Approximate = m.is(fApprox) || t.Mod != "" && t.Mod != "BEFORE" && t.Mod != "AFTER"
	t.RangePart = c.part == 1 || c.part == 2
	tense := 0
	if c.a >= 0 || c.b >= 0 || r.p.l.rules[c.rule].future || !m.any(bit(fYear)|bit(fUnit)|bit(fEvery)) && m.any(tensedFields) {
		tense = r.p.tense(c)
		if tense == 0 && c.arranged {
			tense = tenseFuture // what is being arranged is to come
		}
	}
	if r.p.l.rules[c.rule].story && !r.narrative || m.is(fAge) || r.p.l.rules[c.rule].future && tense < 0 {
		return
	}
	b := r.buf[:0]
	o := op(m.get(fOp, 0))
	switch {
	case c.a >= 0:
		t.Open = 0
		b = r.ends(c, &t, tense, b)
	case m.is(fEvery):
		t.Type = stages.TimexSet
		b = r.setValue(m, b)
	case m.is(fRef) && !m.any(calendarFields|bit(fUnit)):
		t.Basis = basisPublication
		b = append(b, [...]string{"", "PRESENT_REF", "PAST_REF", "FUTURE_REF"}[m.f[fRef]]...)
	case o == opSpan || o == opDuration:
		t.Type = stages.TimexDuration
		b = r.durationValue(m, b)
		t.Basis = basisStated
		if o == opSpan && c.b >= 0 {
			r.within(m, c, &t, tense)
		} else if o == opSpan {
			r.span(m, &t)
		} else {
			r.stretch(m, &t)
		}
		if !t.Interval.IsZero() && o == opSpan {
			r.lastStretch = row
		}
		if r.period.grain == gQuarter && !r.narrative && r.p.l.rules[c.rule].period && grain(m.get(fUnit, 0)) == gMonth && m.get(fAmount, 0) >= 6 && !r.dct.IsZero() {
			// from here on the results are those of so many months, not of the quarter
			r.period, r.periodRow = around(r.dct, gYear), row
		}
	case o == opShift:
		pt, basis, anchor, ok := r.shift(m, c)
		t.Basis, t.Anchor = basis, anchor
		unit := grain(m.get(fUnit, 0))
		switch {
		case !ok && m.get(fSign, 0) < 0:
			b = append(b, "PAST_REF"...)
		case !ok && m.is(fAmount) && m.f[fAmount] == amountVague:
			b = append(b, "FUTURE_REF"...)
		case !ok:
			b = unknownValue(unit, b)
		case unit >= gYear && m.get(fBase, 0) == int32(baseContext) && m.get(fSign, 0) > 0 && c.b < 0 && !r.narrative && !r.dct.IsZero() && pt.year > int(r.dct.Year):
			// "ten years later" in news is later than something untold
			b = unknownValue(unit, b)
			t.Basis, t.Anchor = basisContext, -1
		case unit < gDay:
			t.Type = stages.TimexTime
			b = append(unknownValue(gDay, b), "TXX:XX"...)
			t.Interval, t.Precision = stages.Interval{}, stages.PrecisionNone
			r.establish(pt, row, c)
		case r.coarse.known() && c.b < 0 && unit <= gWeek:
			b = r.somewhereIn(m, &t, b)
		default:
			b = r.place(m, pt, &t, b)
			if years := int(m.f[fAmount]) * unitLetters[unit].times; pt.grain == gYear && years >= 5 && (unit > gYear || m.is(fFull) && unit == gYear && m.get(fBase, 0) != int32(baseContext)) {
				// "half a century ago" is said of any year about that one
				about := max(years/10, 1)
				t.Interval = stages.Interval{Start: shiftDay(t.Interval.Start, gYear, -about), End: shiftDay(t.Interval.End, gYear, about)}
				t.Precision, t.Approximate = stages.PrecisionRange, true
			}
			if !(unit == gYear && !r.narrative) {
				r.establish(pt, row, c)
			}
		}
	case o == opSame:
		b = r.same(m, &t, b, row, c)
	default:
		r.coarse = point{}
		pt, basis, anchor := r.calendar(m, tense)
		if r.coarse.known() && m.is(fUnit) && grain(m.f[fUnit]) == gDay && m.get(fSign, 0) != 0 && !m.any(calendarFields) {
			t.Basis, t.Anchor = basis, anchor
			b = r.somewhereIn(m, &t, b)
			break
		}
		if m.is(fSubUnit) || o == opPart {
			if pt.known() {
				pt = r.part(m, pt)
			}
		}
		if m.is(fHolding) && pt.known() {
			pt = around(pt.interval().Start, grain(m.f[fHolding]))
		}
		t.Basis, t.Anchor = basis, anchor
		switch c.part {
		case 1:
			pt = r.before(c, pt, tense)
			r.rangeStart = pt
		case 2:
			pt = r.after(m, pt)
		}
		if !pt.known() && m.any(clockFields) {
			// a time of the day last spoken of
			d, basis, anchor := r.clockDay(c)
			t.Basis, t.Anchor = basis, anchor
			if !d.IsZero() {
				pt = dayPoint(d)
			}
		}
		if c.part == 3 {
			pt = r.inList(c, m, pt)
		}
		b = r.place(m, pt, &t, b)
		if m.is(fYear) && m.is(fYear2) && pt.grain == gYear {
			b = appendPadded(append(b, '/'), pt.year+1, 4)
			t.Interval.End, t.Precision = pt.shift(1).interval().End, stages.PrecisionRange
		}
		if t.InName {
			t.Basis, t.Interval, t.Precision = basisName, stages.Interval{}, stages.PrecisionNone
		} else if pt.known() && pt.valid() {
			r.establish(pt, row, c)
		}
	}
	r.buf = b
	if len(b) == 0 {
		return
	}
	r.p.values = append(r.p.values, b...)
	r.p.valueEnd = append(r.p.valueEnd, int32(len(r.p.values)))
	if t.Interval.IsZero() && t.Basis == "" {
		t.Basis = basisContext
	}
	w.Timexes = append(w.Timexes, t)
}

// somewhereIn writes a day or week that was counted from a month or a longer period
// (resolver.coarse): it is somewhere in or soon after it.
func (r *resolver) somewhereIn(m *meaning, t *stages.Timex, b []byte) []byte {
	whole := r.coarse
	t.Interval, t.Precision, t.Approximate = whole.interval(), precisions[whole.grain], true
	b = point{grain: gYear, year: whole.year}.appendValue(b)
	switch {
	case grain(m.get(fUnit, 0)) >= gWeek:
		return append(b, "-WXX"...)
	case whole.grain == gMonth:
		b = appendPadded(append(b, '-'), whole.n, 2)
	default:
		b = append(b, "-XX"...)
	}
	b = append(b, "-XX"...)
	if m.any(clockFields) {
		t.Type = stages.TimexTime
		b = appendClock(m, b)
	}
	return b
}

// inList moves an element of a list that has no year behind the element before it
// where both lie ahead or both behind: "10 November, 12 January and 9 March".
func (r *resolver) inList(c *candidate, m *meaning, pt point) point {
	row := len(r.p.w.Timexes)
	before := r.listed
	if r.listedRow == row-1 && row > 0 && c.first-r.p.w.Timexes[row-1].Last <= maxListGap && m.is(fMonth) && !m.any(yearless|bit(fSign)) &&
		pt.valid() && before.valid() && !r.dct.IsZero() && pt.interval().Start.Before(before.interval().Start) {
		q := pt
		q.year++
		start := q.interval().Start
		if ahead := r.dct.Before(before.interval().Start); start.Days()-before.interval().Start.Days() < 300 && (ahead || !r.dct.Before(start)) {
			pt = q
		}
	}
	r.listed, r.listedRow = pt, row
	return pt
}

// maxListGap is how many tokens may stand between two elements of a list.
const maxListGap = 2

// yearless are the fields with which a month, season or day says its year.
const yearless = uint64(1)<<fYear | 1<<fYear2 | 1<<fUnit | 1<<fFull

// before moves the first end of a range, where neither end says a year and the
// second one would come before it, to the year before: "from October to March"
// told in spring or said of the past.
func (r *resolver) before(c *candidate, pt point, tense int) point {
	if c.next == nil || c.next.part != 2 || !pt.valid() || c.meaning.any(yearless) || c.next.meaning.any(yearless) || !c.meaning.is(fMonth) || !c.next.meaning.is(fMonth) {
		return pt
	}
	b, _, _ := r.calendar(&c.next.meaning, tense)
	if !b.valid() || !b.interval().Start.Before(pt.interval().Start) {
		return pt
	}
	if r.narrative && r.lastFine.p.known() {
		if gap := b.interval().Start.Days() - r.lastFine.p.interval().Start.Days(); gap > 120 || gap < -120 {
			return pt
		}
	} else if tense >= 0 && (r.dct.IsZero() || r.dct.Days()-b.interval().End.Days() > 0) {
		return pt
	}
	q := pt
	if q.year--; q.grain == gDay && q.day > stages.DaysInMonth(q.year, q.n) {
		return pt
	}
	return q
}

// after moves the second end of a range that has no year of its own behind the
// first one: "from October to March".
func (r *resolver) after(m *meaning, pt point) point {
	a := r.rangeStart
	if !a.valid() || !pt.valid() || m.any(bit(fYear)|bit(fYear2)|bit(fUnit)|bit(fFull)) {
		return pt
	}
	if !pt.interval().Start.Before(a.interval().Start) {
		q := pt
		if q.year = a.year; m.is(fMonth) && pt.year > a.year && (q.grain != gDay || q.day <= stages.DaysInMonth(q.year, q.n)) && !q.interval().Start.Before(a.interval().Start) {
			return q // "from April until the end of June" is of one year
		}
		return pt
	}
	switch {
	case m.is(fWeekday) && !m.is(fMonth):
		for pt.interval().Start.Before(a.interval().Start) && pt.date().Days()+370 > a.date().Days() && a.grain == gDay {
			pt = pt.shift(7)
		}
	case m.is(fMonth) || m.is(fSeason) || m.is(fQuarter):
		q := pt
		if q.year = a.year; q.interval().Start.Before(a.interval().Start) {
			q.year++
		}
		if q.grain != gDay || q.day <= stages.DaysInMonth(q.year, q.n) {
			pt = q
		}
	}
	return pt
}

// clockDay is the day that "at five o'clock" is of.
func (r *resolver) clockDay(c *candidate) (stages.Date, string, int32) {
	if i := c.first - 1; i >= 0 && r.lastDay.p.known() && int(r.lastDay.row) == len(r.p.w.Timexes)-1 && r.p.text[r.p.tokens[i].Start] == '(' {
		// "9pm on Tuesday (1300 GMT)"
		return r.lastDay.p.date(), basisContext, r.lastDay.row
	}
	if r.narrative {
		if r.lastDay.p.known() {
			return r.lastDay.p.date(), basisContext, r.lastDay.row
		}
		return stages.Date{}, "", -1
	}
	if w := r.p.w; r.lastDay.p.known() {
		// "on Tuesday he imposed a curfew from 9 p.m."
		if s := w.SentenceAt(w.Tokens[c.first].Start); s >= 0 && w.Timexes[r.lastDay.row].Start >= w.Sentences[s].Start {
			return r.lastDay.p.date(), basisContext, r.lastDay.row
		}
	}
	return r.speech()
}

// place writes a point with what is finer than a day and what narrows it.
func (r *resolver) place(m *meaning, pt point, t *stages.Timex, b []byte) []byte {
	if pt.known() && !pt.valid() {
		pt = point{}
	}
	clock := m.any(clockFields)
	if !pt.known() {
		if clock {
			b = append(b, "XXXX-XX-XX"...)
		} else {
			return unknownFields(m, b)
		}
	} else {
		b = pt.appendValue(b)
		t.Interval = pt.interval()
		t.Precision = precisions[pt.grain]
		if m.is(fPart) && m.f[fPart] == 0 {
			clock = false
		}
	}
	if clock && (!pt.known() || pt.grain == gDay) {
		t.Type = stages.TimexTime
		b = appendClock(m, b)
		if pt.known() {
			t.Precision = stages.PrecisionTime
		}
	}
	r.narrow(m, pt, t)
	if rest := r.p.l.rules[r.rule].rest; rest && pt.known() {
		if d, _, _ := r.speech(); !d.IsZero() && !d.Before(pt.interval().Start) && !pt.interval().End.Before(d) {
			t.Interval, t.Precision = stages.Interval{Start: d, End: pt.interval().End}, stages.PrecisionRange
		}
	}
	return b
}

// narrow makes the interval of "early 2022" or "late March" the part it means:
// a third of the period, the whole of it for days and weeks.
func (r *resolver) narrow(m *meaning, pt point, t *stages.Timex) {
	mod := m.get(fMod, 0)
	if mod != modStart && mod != modMid && mod != modEnd || t.Interval.IsZero() {
		return
	}
	third := int(mod - modStart)
	in := t.Interval
	switch pt.grain {
	case gYear:
		t.Interval = stages.Interval{Start: shiftDay(in.Start, gMonth, 4*third), End: shiftDay(in.Start, gMonth, 4*third+4).AddDays(-1)}
	case gMonth:
		t.Interval.Start = in.Start.AddDays(10 * third)
		if third < 2 {
			t.Interval.End = in.Start.AddDays(10*third + 9)
		}
	case gQuarter, gSeason:
		t.Interval = around(shiftDay(in.Start, gMonth, third), gMonth).interval()
	case gDecade:
		t.Interval = stages.Interval{Start: shiftDay(in.Start, gYear, [...]int{0, 4, 7}[third]), End: shiftDay(in.Start, gYear, [...]int{4, 7, 10}[third]).AddDays(-1)}
	case gCentury:
		t.Interval = stages.Interval{Start: shiftDay(in.Start, gYear, [...]int{0, 34, 67}[third]), End: shiftDay(in.Start, gYear, [...]int{34, 67, 100}[third]).AddDays(-1)}
	default:
		return
	}
	t.Precision = stages.PrecisionRange
}

// ends writes a range or a pair as one expression.
func (r *resolver) ends(c *candidate, t *stages.Timex, tense int, b []byte) []byte {
	row := int32(len(r.p.w.Timexes))
	ma, mb := &r.p.ends[c.a], &r.p.ends[c.b]
	pb, basis, anchor := r.calendar(mb, tense)
	pa, basisA, anchorA := r.calendar(ma, tense)
	if anchor < 0 {
		anchor = anchorA
	}
	t.Basis, t.Anchor = basis, anchor
	if basis == basisStated {
		t.Basis = basisA
	}
	if pa.valid() {
		b = pa.appendValue(b)
	} else {
		b = unknownFields(ma, b)
	}
	b = append(b, '/')
	if pb.valid() {
		b = pb.appendValue(b)
	} else {
		b = unknownFields(mb, b)
	}
	if pa.valid() && pb.valid() {
		if in := (stages.Interval{Start: pa.interval().Start, End: pb.interval().End}); !in.End.Before(in.Start) {
			t.Interval, t.Precision = in, stages.PrecisionRange
		}
		r.establish(pb, row, c)
	}
	return b
}

// same resolves what points back: "that day", "the quarter", "the same year".
func (r *resolver) same(m *meaning, t *stages.Timex, b []byte, row int32, c *candidate) []byte {
	unit := grain(m.get(fUnit, 0))
	var pt point
	e := r.last
	switch {
	case m.is(fFull) && unit == gQuarter && c.next != nil && c.next.meaning.is(fMonth):
		// the quarter that most of the three months before its last day lie in
		if end, _, _ := r.calendar(&c.next.meaning, tensePast); end.valid() {
			pt = around(end.interval().End.AddDays(-45), gQuarter)
			e.row = row + 1
		}
	case unit <= gDay && unit != gNone:
		e = r.lastDay
		if e.p.known() {
			pt = e.p
		}
	case unit == gNone && m.is(fFull):
		// "at this time" is now, in a story the now of the story
		if !r.narrative {
			t.Basis = basisPublication
		} else if t.Basis, t.Anchor = basisContext, e.row; e.p.known() {
			t.Interval, t.Precision, t.Approximate = e.p.interval(), precisions[e.p.grain], true
		}
		return append(b, "PRESENT_REF"...)
	case unit == gNone:
		pt = e.p
	default:
		if r.period.known() && r.period.grain == unit {
			pt = r.period
			e.row = r.periodRow
		} else if e.p.known() && e.p.grain <= unit {
			pt = around(e.p.interval().Start, unit)
		}
	}
	t.Basis, t.Anchor = basisContext, e.row
	if !pt.known() && unit == gQuarter && !r.dct.IsZero() {
		pt, t.Basis, t.Anchor = around(r.dct, gQuarter).shift(-1), basisPublication, -1
	}
	if !pt.known() {
		d, basis, _ := r.speech()
		if d.IsZero() || r.narrative {
			if unit == gNone {
				return append(b, "PRESENT_REF"...)
			}
			if m.any(clockFields) {
				return r.place(m, point{}, t, b)
			}
			return unknownValue(unit, b)
		}
		pt, t.Basis, t.Anchor = around(d, max(unit, gDay)), basis, -1
	}
	if m.is(fSubUnit) {
		pt = r.part(m, pt)
	}
	b = r.place(m, pt, t, b)
	if pt.known() {
		r.establish(pt, row, c)
	}
	return b
}
