package dates

import "annals/stages"

// islamicEpoch is the day before 1 Muharram of the year 1 as a Julian day number,
// in the civil tabular calendar (16 July 622 of the Julian calendar).
const islamicEpoch = 1948439

// julianDay2000 is the Julian day number of 1 January 2000 at noon.
const julianDay2000 = 2451545

// islamicDate is the first Gregorian date in a year that is the day of the month
// in the tabular Islamic calendar: months of 30 and 29 days in turn, 11 leap years
// in 30 (Reingold and Dershowitz, Calendrical Calculations). The calendar that is
// lived by goes by the sight of the moon and may be a day off. False where the day
// does not occur in that year.
func islamicDate(year, month, day int) (stages.Date, bool) {
	first := stages.Date{Year: 2000, Month: 1, Day: 1}
	about := (year - 622) * 33 / 32
	for y := about - 1; y <= about+2; y++ {
		if y < 1 {
			continue
		}
		number := islamicEpoch + day + 29*(month-1) + month/2 + 354*(y-1) + (3+11*y)/30
		if d := first.AddDays(number - julianDay2000); int(d.Year) == year {
			return d, true
		}
	}
	return stages.Date{}, false
}
