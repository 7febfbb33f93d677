package dates

import "annals/stages"

// How expressions are placed in the calendar.
//
// Candidates are taken in text order. Each relative one counts from an anchor:
// the time of speaking (the document date) or the date last established. Which
// one follows from the expression ("ago" and "today" speak from now, "the next
// day" and "two weeks later" go on from the story) and, where the expression
// leaves it open, from the kind of document. What lacks a year or month gets the
// one that lies on the side of the anchor that the verb's tense points to.

// resolver is the state of one document.
type resolver struct {
	p         *parser
	dct       stages.Date // zero where unknown
	narrative bool

	last               established // date last established, at any grain up to a year
	lastDay            established // ... of day grain
	lastFine           established // ... of month grain or finer
	recent             [6]int      // years last named, a ring
	nRecent            int
	at, fineAt, yearAt int32 // offsets: of the candidate at hand, of lastFine, of the last year named
	opens              bool  // the last one is a year that opens its sentence
	lastYear           int   // year last spoken of
	haveYear           bool
	period             point // quarter, month, week, year last spoken of, for "the quarter"
	periodRow          int32
	rangeStart         point // first end of the range at hand
	// coarse is the month or longer period that a day or week was counted from last,
	// which therefore is not known by its number; else unknown.
	coarse      point
	listed      point // the last element of a list
	listedRow   int   // ... and its row
	lastStretch int32 // row of the last duration that was placed, -1
	dayFirst    bool
	rule        int16 // of the candidate at hand

	buf []byte
}

// established is a resolved date that later ones may count from.
type established struct {
	p   point
	row int32 // index in Work.Timexes, -1
}

const (
	basisStated      = "stated"
	basisPublication = "publication"
	basisContext     = "context"
	basisHoliday     = "holiday"
	basisName        = "name"
)

// speech is the day that "today" means and what it rests on.
func (r *resolver) speech() (stages.Date, string, int32) {
	if !r.dct.IsZero() {
		return r.dct, basisPublication, -1
	}
	if r.last.p.known() {
		return r.last.p.interval().Start, basisContext, r.last.row
	}
	return stages.Date{}, "", -1
}

// context is the day that "the next day" counts from.
func (r *resolver) context(g grain) (stages.Date, string, int32) {
	r.coarse = point{}
	if g <= gDay && r.lastDay.p.known() {
		return r.lastDay.p.date(), basisContext, r.lastDay.row
	}
	if r.last.p.known() && (r.narrative || r.dct.IsZero() || g >= gMonth || r.last.p.grain <= gMonth) {
		if r.last.p.grain > gWeek && g <= gWeek {
			r.coarse = r.last.p
		}
		return r.last.p.interval().Start, basisContext, r.last.row
	}
	// Weeks are not counted from a quarter or year: from the day of the text where that
	// is near, from nothing where a time long past was spoken of.
	if r.last.p.known() && r.dct.Days()-r.last.p.interval().End.Days() > maxNear {
		return stages.Date{}, basisContext, r.last.row
	}
	return r.speech()
}

// maxNear is how many days a quarter or year may lie behind the day of the text that
// is still near.
const maxNear = 366

// from is the anchor of a relative reading of grain g.
func (r *resolver) from(m *meaning, g grain) (stages.Date, string, int32) {
	r.coarse = point{}
	switch base(m.get(fBase, int32(baseEither))) {
	case baseSpeech:
		return r.speech()
	case baseContext:
		return r.context(g)
	}
	if r.narrative {
		return r.context(g)
	}
	return r.speech()
}

// year completes the year of m where it says one; false where it says none.
func (r *resolver) year(m *meaning) (int, bool) {
	switch {
	case m.is(fYear):
		y := int(m.f[fYear])
		if m.get(fEra, 1) < 0 {
			y = 1 - y
		}
		return y, true
	case m.is(fYear2):
		y := int(m.f[fYear2])
		if r.narrative && r.haveYear {
			c := floorTo(r.lastYear, 100) + y
			return c, true
		}
		pivot := int(r.p.l.policy.PivotYear)
		if !r.dct.IsZero() {
			pivot = int(r.dct.Year)%100 + 15
		}
		if y <= pivot {
			return 2000 + y, true
		}
		return 1900 + y, true
	}
	return 0, false
}

// calendar resolves a calendar reading.
func (r *resolver) calendar(m *meaning, tense int) (point, string, int32) {
	basis, row := basisStated, int32(-1)
	year, haveYear := r.year(m)
	sign, haveSign := int(m.get(fSign, 0)), m.is(fSign)
	unit := grain(m.get(fUnit, 0))

	// "last year in May", "the third quarter of next year": the unit gives the frame
	if unit != gNone && !haveYear {
		d, b, a := r.from(m, unit)
		if d.IsZero() {
			return point{}, b, a
		}
		n := sign
		if m.is(fAmount) && m.f[fAmount] != amountVague {
			n *= int(m.f[fAmount])
		}
		basis, row = b, a
		frame := around(d, unit).shift(n)
		if unit == gDay && m.is(fAmount) {
			frame = dayPoint(d.AddDays(n))
		}
		if !m.any(calendarFields) {
			return frame, basis, row
		}
		switch {
		case unit >= gYear || unit == gSeason:
			year, haveYear = frame.year, true
		case unit == gMonth && m.is(fDay) && !m.is(fMonth):
			return point{gDay, frame.year, frame.n, int(m.f[fDay])}, basis, row
		case unit == gMonth:
			year, haveYear = frame.year, true
		case (unit == gWeek || unit == gFortnight) && m.is(fWeekday):
			return dayPoint(isoWeekStart(frame.year, frame.n).AddDays(int(m.f[fWeekday]) - 1)), basis, row
		case (unit == gWeek) && m.is(fWeekend):
			frame.grain = gWeekend
			return frame, basis, row
		case unit == gDay && !m.is(fMonth):
			return frame, basis, row
		default:
			year, haveYear = frame.year, true
		}
		haveSign = false
	}

	if m.is(fDecade2) && (m.is(fCentury) || unit == gCentury) {
		c := (int(m.get(fCentury, 1)) - 1) * 100
		if unit == gCentury {
			c = floorTo(year, 100)
		}
		d := int(m.f[fDecade2])
		if d < 10 {
			d *= 10
		}
		return point{grain: gDecade, year: c + d}, basis, row
	}
	nearest := func(at func(year int) (stages.Date, bool), make func(year int) point) (point, string, int32) {
		if haveYear {
			return make(year), basis, row
		}
		d, b, a := r.frame(m)
		if d.IsZero() {
			return point{}, b, a
		}
		y := r.guessYear(d, at, sign, haveSign, tense, m.any(bit(fDay)|bit(fHoliday)))
		if haveSign && m.is(fAmount) && m.f[fAmount] != amountVague {
			y += sign * (int(m.f[fAmount]) - 1) // "the winter before last"
		}
		return make(y), b, a
	}
	switch {
	case m.is(fHoliday):
		h := &r.p.l.holidays[m.f[fHoliday]]
		offset := int(m.get(fOffset, 0))
		pt, b, a := nearest(h.date, func(y int) point {
			d, ok := h.date(y)
			if !ok {
				return point{}
			}
			return dayPoint(d.AddDays(offset))
		})
		if b == basisStated {
			b = basisHoliday
		}
		return pt, b, a
	case m.is(fMonth) && m.is(fDay) && m.is(fLunar):
		at := func(y int) (stages.Date, bool) { return chineseDate(y, int(m.f[fMonth]), int(m.f[fDay])) }
		return nearest(at, func(y int) point {
			if d, ok := at(y); ok {
				return dayPoint(d)
			}
			return point{}
		})
	case m.is(fMonth) && m.is(fDay):
		month, day := int(m.f[fMonth]), int(m.f[fDay])
		if m.is(fOrder) && r.dayFirst {
			month, day = day, month
		}
		at := func(y int) (stages.Date, bool) {
			return stages.Date{Year: int32(y), Month: uint8(month), Day: uint8(min(day, stages.DaysInMonth(y, month)))}, true
		}
		if m.is(fWeekday) && !haveYear {
			// "Sunday 6 March": the nearest year in which that is so, one away at most
			if d, b, a := r.frame(m); !d.IsZero() {
				for k := 0; k < 3; k++ {
					y := int(d.Year) + (k+1)/2*(1-2*(k%2))
					if day <= stages.DaysInMonth(y, month) {
						if pt := (point{gDay, y, month, day}); pt.date().Weekday() == int(m.f[fWeekday]) {
							return pt, b, a
						}
					}
				}
			}
		}
		return nearest(at, func(y int) point {
			if day > stages.DaysInMonth(y, month) {
				return point{}
			}
			return point{gDay, y, month, day}
		})
	case m.is(fMonth):
		month := int(m.f[fMonth])
		return nearest(func(y int) (stages.Date, bool) { return stages.Date{Year: int32(y), Month: uint8(month), Day: 1}, true },
			func(y int) point { return point{gMonth, y, month, 0} })
	case m.is(fSeason) && int(m.f[fSeason]) <= 4:
		n := int(m.f[fSeason])
		if n == 4 && r.narrative && !haveYear && !haveSign && r.lastFine.p.known() {
			// "the winter" of a story is told by the year it ends in
			d := r.lastFine.p.interval().Start
			y := int(d.Year)
			if d.Month >= 8 {
				y++
			}
			return point{gSeason, y, n, 1}, basisContext, r.lastFine.row
		}
		return nearest(func(y int) (stages.Date, bool) {
			return stages.Date{Year: int32(y), Month: uint8(seasonStart[n]), Day: 1}, true
		},
			func(y int) point { return point{gSeason, y, n, 0} })
	case m.is(fQuarter):
		n := int(m.f[fQuarter])
		if !haveYear && !haveSign && !r.narrative {
			// results are reported when a quarter is over, expected while it runs
			if d, b, a := r.frame(m); !d.IsZero() {
				here := around(d, gQuarter)
				year, haveYear, basis, row = here.year, true, b, a
				switch {
				case tense < 0 && n > here.n || tense == 0 && n > here.n+1:
					year--
				case tense > 0 && n < here.n-1:
					year++
				}
			}
		}
		return nearest(func(y int) (stages.Date, bool) {
			return stages.Date{Year: int32(y), Month: uint8(3*n - 2), Day: 1}, true
		},
			func(y int) point { return point{gQuarter, y, n, 0} })
	case m.is(fHalf):
		n := int(m.f[fHalf])
		return nearest(func(y int) (stages.Date, bool) {
			return stages.Date{Year: int32(y), Month: uint8(6*n - 5), Day: 1}, true
		},
			func(y int) point { return point{gHalf, y, n, 0} })
	case m.is(fWeek):
		n := int(m.f[fWeek])
		return nearest(func(y int) (stages.Date, bool) { return isoWeekStart(y, n), true }, func(y int) point { return point{gWeek, y, n, 0} })
	case haveYear:
		if m.is(fFull) && r.period.grain == gQuarter && !r.narrative && !m.is(fFiscal) {
			// "the 1988 period" in a report on a quarter
			return point{grain: gQuarter, year: year, n: r.period.n}, basisContext, r.periodRow
		}
		if m.is(fFull) && m.f[fFull] == 2 && !r.period.known() && !r.dct.IsZero() {
			// "the 1988 quarter" where no quarter was named: the one last reported
			return point{grain: gQuarter, year: year, n: around(r.dct, gQuarter).shift(-1).n}, basisPublication, -1
		}
		return point{grain: gYear, year: year}, basis, row
	case m.is(fDecade):
		d := int(m.f[fDecade]) * 10
		if m.get(fEra, 1) < 0 {
			d = 1 - (d + 9)
		}
		return point{grain: gDecade, year: d}, basis, row
	case m.is(fDecade2):
		decade := int(m.f[fDecade2])
		if decade >= 10 {
			decade /= 10
		}
		c := 1900
		if r.haveYear && r.narrative {
			c = floorTo(r.lastYear, 100)
		} else if d, _, _ := r.speech(); !d.IsZero() {
			c = floorTo(int(d.Year), 100)
			if c+decade*10 > int(d.Year) {
				c -= 100
			}
		}
		return point{grain: gDecade, year: c + decade*10}, basis, row
	case m.is(fCentury):
		c := (int(m.f[fCentury]) - 1) * 100
		if m.get(fEra, 1) < 0 {
			c = 1 - int(m.f[fCentury])*100
		}
		return point{grain: gCentury, year: c}, basis, row
	case m.is(fWeekday) && m.is(fDay):
		// "Friday the 13th": the nearest month where that is so
		d, b, a := r.frame(m)
		if d.IsZero() {
			return point{}, b, a
		}
		for k := 0; k < 14; k++ {
			step := (k + 1) / 2
			if k%2 == 1 {
				step = -step
			}
			if tense > 0 {
				step = -step
			}
			y, mo := addMonths(int(d.Year), int(d.Month), step)
			if day := int(m.f[fDay]); day <= stages.DaysInMonth(y, mo) {
				if pt := (point{gDay, y, mo, day}); pt.date().Weekday() == int(m.f[fWeekday]) {
					return pt, b, a
				}
			}
		}
		return point{}, b, a
	case m.is(fWeekday):
		return r.weekday(m, tense)
	case m.is(fWeekend):
		d, b, a := r.from(m, gWeekend)
		if d.IsZero() {
			return point{}, b, a
		}
		pt := around(d, gWeekend)
		switch {
		case haveSign && sign != 0:
			pt = pt.shift(sign)
			if sign > 0 && d.Weekday() < 6 && m.get(fBase, 0) != int32(baseContext) {
				pt = pt.shift(0)
			}
		case !haveSign && tense <= 0 && d.Weekday() < 6:
			pt = pt.shift(-1)
		}
		return pt, b, a
	case m.is(fDay):
		// a bare day of the month
		d, b, a := r.frame(m)
		if d.IsZero() {
			return point{}, b, a
		}
		day := int(m.f[fDay])
		y, mo := int(d.Year), int(d.Month)
		if !r.narrative {
			if tense < 0 && day > int(d.Day) {
				y, mo = addMonths(y, mo, -1)
			} else if tense > 0 && day < int(d.Day) {
				y, mo = addMonths(y, mo, 1)
			}
		}
		if day > stages.DaysInMonth(y, mo) {
			return point{}, b, a
		}
		return point{gDay, y, mo, day}, b, a
	}
	return point{}, "", -1
}
