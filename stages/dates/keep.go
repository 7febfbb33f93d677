package dates

// keep records the expression of an edge: one candidate, or one for each end
// of a list or range. Called from the last expression of an island to the
// first, so ends are recorded last end first.
func (p *parser) keep(k int32) {
	p.keepMeaning(k, *p.meaningOf(p.edges[k].meaning), candidate{})
}

func (p *parser) keepMeaning(k int32, m meaning, c candidate) {
	e := p.edges[k]
	c.first, c.last = int32(p.first)+e.start, int32(p.first)+e.end
	if e.rule >= 0 {
		c.rule = e.rule
	}
	if m.is(fSkip) {
		c.first += int32(m.f[fSkip])
	}
	c.meaning, c.arranged = m, p.arranged
	c.a, c.b = -1, -1
	o := op(m.get(fOp, 0))
	if (o == opShift || o == opSpan) && m.a < 0 && m.b >= 0 {
		// counted from a date that is named: "two weeks from tomorrow"; or a part
		// of a period: "the first two months of 1939"
		c.b = int32(len(p.ends))
		p.ends = append(p.ends, *p.meaningOf(p.edges[m.b].meaning))
		c.meaning.a, c.meaning.b = -1, -1
		p.found = append(p.found, c)
		return
	}
	if m.a < 0 || m.b < 0 {
		p.found = append(p.found, c)
		return
	}
	a, b := *p.meaningOf(p.edges[m.a].meaning), *p.meaningOf(p.edges[m.b].meaning)
	// what is said of both: "the summer and autumn of 1918"
	common := m
	common.drop(fOp)
	common.drop(fOpen)
	common.a, common.b = -1, -1
	if common.has != 0 && o != opBoth {
		if x := b; x.merge(&common) {
			b = x
		}
		if x := a; x.merge(&common) {
			a = x
		}
	}
	ownA := a.any(calendarFields|bit(fUnit)|bit(fRef)) && !(a.is(fDay) && !a.is(fMonth))
	if last := p.lastOf(b); o == opList && last != nil {
		c := *last // only the last of a longer list says the year
		share(&a, &c)
	} else {
		share(&a, &b)
	}
	switch o {
	case opList:
		p.keepMeaning(m.b, b, candidate{part: 3, rule: e.rule})
		p.keepMeaning(m.a, a, candidate{part: 3, rule: e.rule})
	case opRange:
		if m.is(fOpen) && !standsAlone(p.meaningOf(p.edges[m.a].meaning)) && ownA && standsAlone(p.meaningOf(p.edges[m.b].meaning)) {
			p.both(k, m, a, b)
			return
		}
		p.keepMeaning(m.b, b, candidate{part: 2, rule: e.rule})
		p.keepMeaning(m.a, a, candidate{part: 1, rule: e.rule})
	default:
		p.both(k, m, a, b)
	}
}

// lastOf is the last element of a list, nil for what is no list.
func (p *parser) lastOf(m meaning) *meaning {
	if op(m.get(fOp, 0)) != opList || m.b < 0 {
		return nil
	}
	last := p.meaningOf(p.edges[m.b].meaning)
	if deeper := p.lastOf(*last); deeper != nil {
		return deeper
	}
	return last
}

// both records a and b as one expression.
func (p *parser) both(k int32, m, a, b meaning) {
	e := p.edges[k]
	c := candidate{first: int32(p.first) + e.start, last: int32(p.first) + e.end, rule: e.rule, meaning: m, arranged: p.arranged}
	c.meaning.a, c.meaning.b = -1, -1
	c.a = int32(len(p.ends))
	p.ends = append(p.ends, a, b)
	c.b = c.a + 1
	p.found = append(p.found, c)
}

// standsAlone reports whether an end of a range is a full date by itself.
func standsAlone(m *meaning) bool {
	return m.any(bit(fYear)|bit(fYear2)|bit(fDecade)|bit(fRef)|bit(fSign)|bit(fCentury)) || m.is(fWeekday) || m.any(clockFields)
}

// share gives each end of a range or list what only the other one says: the
// year in "March to April 2023", the month in "June 14 to 15".
func share(a, b *meaning) {
	if a.is(fNumber) && !a.any(calendarFields|bit(fAmount)) {
		v := int32(a.f[fNumber])
		switch {
		case b.is(fAmount):
			a.drop(fNumber)
			a.set(fAmount, v)
			a.set(fUnit, int32(b.f[fUnit]))
			for _, f := range []field{fSign, fBase, fOp, fMod, fApprox, fSubUnit} {
				if b.is(f) && !a.is(f) {
					a.set(f, int32(b.f[f]))
				}
			}
			return
		case b.is(fEra) || b.is(fYear):
			a.drop(fNumber)
			a.set(fYear, v)
		}
	}
	if a.is(fOrdinal) && !a.any(calendarFields) {
		for _, f := range []field{fQuarter, fHalf, fCentury} {
			if b.is(f) {
				a.set(f, int32(a.f[fOrdinal]))
				a.drop(fOrdinal)
				break
			}
		}
	}
	if b.is(fYear2) && a.is(fYear) && !b.is(fYear) {
		y := int32(a.f[fYear]/100*100 + b.f[fYear2])
		if y < int32(a.f[fYear]) {
			y += 100
		}
		b.drop(fYear2)
		b.set(fYear, y)
	}
	give := func(from, to *meaning, f field) {
		if from.is(f) && !to.is(f) {
			to.set(f, int32(from.f[f]))
		}
	}
	give(b, a, fEra)
	if b.is(fMeridiem) && a.is(fHour) && !a.is(fMeridiem) {
		a.set(fMeridiem, int32(b.f[fMeridiem]))
		if b.f[fMeridiem] == 2 && a.f[fHour] > b.f[fHour]%12 {
			a.f[fMeridiem] = 1
		}
	}
	if b.is(fPart) && a.is(fWeekday) && !a.any(clockFields) {
		give(b, a, fPart)
	}
	if b.is(fDay) && !b.is(fMonth) && a.is(fMonth) {
		give(a, b, fMonth)
		if a.is(fDay) && b.f[fDay] < a.f[fDay] && !b.is(fYear) && !a.is(fYear) {
			b.f[fMonth] = b.f[fMonth]%12 + 1 // "from April 27 to the third"
		}
	}
	if a.is(fDay) && !a.is(fMonth) && b.is(fMonth) {
		give(b, a, fMonth)
	}
	if a.is(fDay) && !a.is(fMonth) && b.is(fDay) && b.is(fUnit) && grain(b.f[fUnit]) == gMonth {
		for _, f := range []field{fUnit, fSign, fBase, fAmount} {
			give(b, a, f)
		}
		return
	}
	below := bit(fMonth) | bit(fSeason) | bit(fQuarter) | bit(fHalf) | bit(fHoliday)
	if (b.is(fYear) || b.is(fYear2)) && a.any(below) && !a.any(bit(fYear)|bit(fYear2)|bit(fUnit)|bit(fSign)) {
		give(b, a, fYear)
		give(b, a, fYear2)
		if a.is(fYear) && a.is(fMonth) && b.is(fMonth) && a.f[fMonth] > b.f[fMonth] {
			a.f[fYear]--
		}
	} else if a.is(fYear) && b.any(below) && !b.any(bit(fYear)|bit(fYear2)|bit(fUnit)) {
		give(a, b, fYear)
		if a.is(fMonth) && b.is(fMonth) && (a.f[fMonth] > b.f[fMonth]) {
			b.f[fYear]++
		}
	} else if a.is(fYear) && b.any(below) && b.is(fUnit) {
		return
	}
	if b.any(bit(fUnit)) && b.is(fSign) && a.any(below) && !a.any(bit(fYear)|bit(fYear2)|bit(fUnit)) && b.any(below) {
		give(b, a, fUnit)
		give(b, a, fSign)
		give(b, a, fBase)
	}
}
