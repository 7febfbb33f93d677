package dates

// How days of the week, points at a distance and parts of periods are resolved.

// weekday resolves a day of the week.
func (r *resolver) weekday(m *meaning, tense int) (point, string, int32) {
	if m.is(fFull) && m.f[fFull] == 2 {
		return point{}, "", -1 // "on a Sunday"
	}
	d, b, a := r.from(m, gDay)
	if d.IsZero() {
		return point{}, b, a
	}
	delta := int(m.f[fWeekday]) - d.Weekday() // in the week of d
	if w := r.last.p; !m.is(fSign) && !r.narrative && w.grain == gWeek && r.inNamedWeek(tense) {
		return dayPoint(isoWeekStart(w.year, w.n).AddDays(int(m.f[fWeekday]) - 1)), basisContext, r.last.row
	}
	switch sign := m.get(fSign, 0); {
	case m.is(fSign) && sign < 0:
		if delta >= 0 {
			delta -= 7
		}
	case m.is(fSign) && sign > 0:
		if delta <= 0 {
			delta += 7
		}
	case m.is(fSign):
	case r.narrative && b == basisContext:
		if delta < 0 {
			delta += 7
		}
	case tense > 0 || tense == 0 && m.any(clockFields&^bit(fPart)):
		if delta < 0 {
			delta += 7
		}
	default:
		if delta > 0 {
			delta -= 7
		}
	}
	return dayPoint(d.AddDays(delta)), b, a
}

// inNamedWeek reports whether the candidate at hand, a day of the week, is of the
// week that was named just before in its sentence: "next week, say on Wednesday".
// Of a past week only where it stands beside it: who says on Monday what happened
// last week says it this Monday.
func (r *resolver) inNamedWeek(tense int) bool {
	w := r.p.w
	if r.last.row < 0 || int(r.last.row) >= len(w.Timexes) || r.dct.IsZero() {
		return false
	}
	e := &w.Timexes[r.last.row]
	s := w.SentenceAt(r.at)
	if s < 0 || e.Start < w.Sentences[s].Start {
		return false
	}
	in := r.last.p.interval()
	switch {
	case r.dct.Before(in.Start):
		return tense >= 0
	case in.End.Before(r.dct):
		return r.at-e.End <= maxBeside
	}
	return false
}

// maxBeside is how many bytes may stand between two expressions beside each other.
const maxBeside = 10

// shift resolves "two weeks ago", "a year earlier", "three days later".
func (r *resolver) shift(m *meaning, c *candidate) (point, string, int32, bool) {
	unit := grain(m.f[fUnit])
	if c.b >= 0 {
		// what is counted on from a day of the week is the next one
		from, b, a := r.calendar(&r.p.ends[c.b], int(m.get(fSign, 0)))
		if !from.known() || !m.is(fAmount) || m.f[fAmount] == amountVague || m.f[fAmount] > 9000 || unit < gDay {
			return point{}, b, a, false
		}
		g := from.grain
		if g > unit {
			g = unit
		}
		in := from.interval()
		day := shiftDay(in.Start, unit, int(m.f[fAmount])*int(m.get(fSign, 0)))
		return around(day, g), b, a, day.Year > -9000 && day.Year < 9900
	}
	if unit == gYear && m.get(fAmount, 0) == 1 && m.get(fSign, 0) < 0 && !r.narrative {
		if r.period.grain == gQuarter {
			// "a year earlier" in a report on a quarter is that quarter
			return r.period.shift(-4), basisContext, r.periodRow, true
		}
		if m.get(fBase, 0) == int32(baseContext) && !r.dct.IsZero() {
			return around(r.dct, gYear).shift(-1), basisPublication, -1, true
		}
	}
	d, b, a := r.from(m, unit)
	if d.IsZero() || !m.is(fAmount) || m.f[fAmount] == amountVague {
		return point{}, b, a, false
	}
	n := int(m.f[fAmount])
	if n > 9000 {
		return point{}, b, a, false
	}
	n *= int(m.get(fSign, 0))
	day := shiftDay(d, unit, n)
	if m.is(fUnit2) && m.is(fAmount2) {
		day = shiftDay(day, grain(m.f[fUnit2]), int(m.f[fAmount2])*int(m.get(fSign, 0)))
		unit = min(unit, grain(m.f[fUnit2]))
	}
	if m.is(fUnit3) && m.is(fAmount3) {
		day = shiftDay(day, grain(m.f[fUnit3]), int(m.f[fAmount3])*int(m.get(fSign, 0)))
		unit = min(unit, grain(m.f[fUnit3]))
	}
	g := unit
	if m.is(fTenth) && g == gYear {
		day = shiftDay(day, gMonth, 12*int(m.f[fTenth])/10*int(m.get(fSign, 0)))
		g = gMonth
	}
	if g < gDay {
		g = gDay
	}
	if day.Year < -9000 || day.Year > 9900 {
		return point{}, b, a, false
	}
	pt := around(day, g)
	if g == gDecade || g == gCentury || g == gMillennium {
		pt = around(day, gYear) // "a decade ago" is a year
	}
	return pt, b, a, true
}

// part resolves "the second week of May", "the last day of the month".
func (r *resolver) part(m *meaning, whole point) point {
	in := whole.interval()
	if in.IsZero() {
		return point{}
	}
	n := int(m.get(fSubOrd, 1))
	unit := grain(m.get(fSubUnit, int32(gDay)))
	if m.is(fSubWeekday) {
		day := in.Start.AddDays((int(m.f[fSubWeekday]) - in.Start.Weekday() + 7) % 7)
		if n < 0 {
			day = in.End.AddDays(-((in.End.Weekday() - int(m.f[fSubWeekday]) + 7) % 7))
		} else {
			day = day.AddDays(7 * (n - 1))
		}
		return dayPoint(day)
	}
	if unit == gWeekend {
		day := in.Start.AddDays((6 - in.Start.Weekday() + 7) % 7)
		if n < 0 {
			day = in.End.AddDays(-((in.End.Weekday() - 6 + 7) % 7))
		} else {
			day = day.AddDays(7 * (n - 1))
		}
		return around(day, gWeekend)
	}
	if unit >= whole.grain && unit != gWeek {
		return point{}
	}
	if unit == gWeek {
		// a week is of the period that its Thursday is in (ISO 8601)
		if n < 0 && in.End.Weekday() < 4 {
			n--
		} else if n > 0 && in.Start.Weekday() > 4 {
			n++
		}
	}
	if n < 0 {
		return around(in.End, unit).shift(n + 1)
	}
	if n < 1 {
		return point{}
	}
	return around(in.Start, unit).shift(n - 1)
}
