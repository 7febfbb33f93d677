package dates

import (
	"annals/stages"
)

// point is a period of the calendar: a day, a month, a decade ...
type point struct {
	grain grain // gNone: not known
	year  int   // astronomical; first year of a decade, century; ISO year of a week
	n     int   // month, ISO week, quarter, half or season
	day   int   // of the month; 1 for a winter that is named by the year it ends in
}

func (p point) known() bool { return p.grain != gNone }

// dayPoint is a day as a point.
func dayPoint(d stages.Date) point {
	return point{gDay, int(d.Year), int(d.Month), int(d.Day)}
}

// date is the day of a point of day grain.
func (p point) date() stages.Date {
	return stages.Date{Year: int32(p.year), Month: uint8(p.n), Day: uint8(p.day)}
}

// seasonStart is the first month of a season of the north by number.
var seasonStart = [...]int{0, 3, 6, 9, 12, 12}

// interval is the days of p; the zero interval where p is not known.
func (p point) interval() stages.Interval {
	months := func(y, m, n int) stages.Interval {
		start := stages.Date{Year: int32(y), Month: uint8(m), Day: 1}
		y, m = addMonths(y, m, n-1)
		return stages.Interval{Start: start, End: stages.Date{Year: int32(y), Month: uint8(m), Day: uint8(stages.DaysInMonth(y, m))}}
	}
	switch p.grain {
	case gDay:
		return stages.Interval{Start: p.date(), End: p.date()}
	case gWeek:
		s := isoWeekStart(p.year, p.n)
		return stages.Interval{Start: s, End: s.AddDays(6)}
	case gWeekend:
		s := isoWeekStart(p.year, p.n)
		return stages.Interval{Start: s.AddDays(5), End: s.AddDays(6)}
	case gMonth:
		return months(p.year, p.n, 1)
	case gQuarter:
		return months(p.year, 3*p.n-2, 3)
	case gHalf:
		return months(p.year, 6*p.n-5, 6)
	case gSeason:
		if p.n < 1 || p.n > 4 {
			return stages.Interval{}
		}
		if p.n == 4 && p.day == 1 {
			return months(p.year-1, 12, 3)
		}
		return months(p.year, seasonStart[p.n], 3)
	case gYear:
		return months(p.year, 1, 12)
	case gDecade:
		return months(p.year, 1, 120)
	case gCentury:
		return months(p.year, 1, 1200)
	case gMillennium:
		return months(p.year, 1, 12000)
	}
	return stages.Interval{}
}

// precisions by grain.
var precisions = [nGrains]stages.Precision{
	gNone: stages.PrecisionNone, gSecond: stages.PrecisionTime, gMinute: stages.PrecisionTime, gHour: stages.PrecisionTime,
	gPart: stages.PrecisionTime, gDay: stages.PrecisionDay, gWeekend: stages.PrecisionRange, gWeek: stages.PrecisionWeek, gFortnight: stages.PrecisionRange, gMonth: stages.PrecisionMonth,
	gQuarter: stages.PrecisionQuarter, gSeason: stages.PrecisionSeason, gHalf: stages.PrecisionHalf, gYear: stages.PrecisionYear, gDecade: stages.PrecisionDecade,
	gCentury: stages.PrecisionCentury, gMillennium: stages.PrecisionRange,
}

// appendValue appends the TIMEX3 value of p.
func (p point) appendValue(b []byte) []byte {
	year := p.year
	if year <= 0 && p.grain != gNone {
		b = append(b, "BC"...)
		year = 1 - year
		if p.grain == gCentury {
			year-- // the fourth century BC is 400 to 301: 03
		}
	}
	switch p.grain {
	case gNone:
		return b
	case gDecade:
		return appendPadded(b, year/10, 3)
	case gCentury:
		return appendPadded(b, year/100, 2)
	case gMillennium:
		return appendPadded(b, year/1000, 1)
	}
	b = appendPadded(b, year, 4)
	switch p.grain {
	case gDay:
		b = appendPadded(append(b, '-'), p.n, 2)
		b = appendPadded(append(b, '-'), p.day, 2)
	case gMonth:
		b = appendPadded(append(b, '-'), p.n, 2)
	case gWeek:
		b = appendPadded(append(b, "-W"...), p.n, 2)
	case gWeekend:
		b = append(appendPadded(append(b, "-W"...), p.n, 2), "-WE"...)
	case gQuarter:
		b = appendPadded(append(b, "-Q"...), p.n, 1)
	case gHalf:
		b = appendPadded(append(b, "-H"...), p.n, 1)
	case gSeason:
		b = append(append(b, '-'), seasons[p.n]...)
	}
	return b
}

func appendPadded(b []byte, n, width int) []byte {
	var digits [12]byte
	i := len(digits)
	for n > 0 || i == len(digits) {
		i--
		digits[i] = byte('0' + n%10)
		n /= 10
	}
	for len(digits)-i < width {
		i--
		digits[i] = '0'
	}
	return append(b, digits[i:]...)
}

// addMonths is month m of year y moved by n months.
func addMonths(y, m, n int) (int, int) {
	t := y*12 + m - 1 + n
	y = t / 12
	if m = t % 12; m < 0 {
		m += 12
		y--
	}
	return y, m + 1
}

func floorTo(n, unit int) int {
	r := n % unit
	if r < 0 {
		r += unit
	}
	return n - r
}

// isoWeekStart is the Monday of an ISO week.
func isoWeekStart(year, week int) stages.Date {
	d := stages.Date{Year: int32(year), Month: 1, Day: 4}
	return d.AddDays(1 - d.Weekday() + 7*(week-1))
}

// isoWeek is the ISO year and week of a day.
func isoWeek(d stages.Date) (int, int) {
	thursday := d.AddDays(4 - d.Weekday())
	return int(thursday.Year), int(thursday.Days()-stages.Date{Year: thursday.Year, Month: 1, Day: 1}.Days())/7 + 1
}

// around is the period of a grain that holds day d.
func around(d stages.Date, g grain) point {
	y, m := int(d.Year), int(d.Month)
	switch g {
	case gDay, gPart, gHour, gMinute, gSecond:
		return dayPoint(d)
	case gWeek, gWeekend, gFortnight:
		wy, w := isoWeek(d)
		if g == gFortnight {
			g = gWeek
		}
		return point{grain: g, year: wy, n: w}
	case gMonth:
		return point{grain: g, year: y, n: m}
	case gQuarter:
		return point{grain: g, year: y, n: (m + 2) / 3}
	case gHalf:
		return point{grain: g, year: y, n: (m + 5) / 6}
	case gSeason:
		switch {
		case m == 12:
			return point{grain: g, year: y, n: 4}
		case m < 3:
			return point{grain: g, year: y - 1, n: 4}
		}
		return point{grain: g, year: y, n: m / 3}
	case gYear:
		return point{grain: g, year: y}
	case gDecade:
		if y <= 0 { // the 460s BC are 469 to 460
			return point{grain: g, year: 1 - ((1-y)/10*10 + 9)}
		}
		return point{grain: g, year: floorTo(y, 10)}
	case gCentury:
		if y <= 0 { // the fourth century BC is 400 to 301
			return point{grain: g, year: 1 - ((-y)/100+1)*100}
		}
		return point{grain: g, year: floorTo(y, 100)}
	case gMillennium:
		return point{grain: g, year: floorTo(y, 1000)}
	}
	return point{}
}

// shift is p moved by n periods of its own grain.
func (p point) shift(n int) point {
	switch p.grain {
	case gDay:
		return dayPoint(p.date().AddDays(n))
	case gWeek, gWeekend:
		y, w := isoWeek(isoWeekStart(p.year, p.n).AddDays(7 * n))
		return point{grain: p.grain, year: y, n: w}
	case gMonth:
		y, m := addMonths(p.year, p.n, n)
		return point{grain: gMonth, year: y, n: m}
	case gQuarter, gSeason:
		t := p.year*4 + p.n - 1 + n
		return point{grain: p.grain, year: floorTo(t, 4) / 4, n: t - floorTo(t, 4) + 1}
	case gHalf:
		t := p.year*2 + p.n - 1 + n
		return point{grain: p.grain, year: floorTo(t, 2) / 2, n: t - floorTo(t, 2) + 1}
	case gYear:
		p.year += n
	case gDecade:
		p.year += 10 * n
	case gCentury:
		p.year += 100 * n
	case gMillennium:
		p.year += 1000 * n
	}
	return p
}

// valid reports whether p lies in years that dates can hold.
func (p point) valid() bool { return p.grain != gNone && p.year > -9900 && p.year < 9900 }

// shiftDay is day d moved by n units, the day of the month kept where it exists.
func shiftDay(d stages.Date, unit grain, n int) stages.Date {
	y, m := int(d.Year), int(d.Month)
	switch unit {
	case gDay, gPart, gHour, gMinute, gSecond:
		return d.AddDays(n)
	case gWeek, gWeekend:
		return d.AddDays(7 * n)
	case gFortnight:
		return d.AddDays(14 * n)
	case gMonth:
		y, m = addMonths(y, m, n)
	case gQuarter, gSeason:
		y, m = addMonths(y, m, 3*n)
	case gHalf:
		y, m = addMonths(y, m, 6*n)
	case gYear:
		y += n
	case gDecade:
		y += 10 * n
	case gCentury:
		y += 100 * n
	case gMillennium:
		y += 1000 * n
	}
	return stages.Date{Year: int32(y), Month: uint8(m), Day: uint8(min(int(d.Day), stages.DaysInMonth(y, m)))}
}
