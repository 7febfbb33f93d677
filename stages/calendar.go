package stages

import "fmt"

// Date is a day of the proleptic Gregorian calendar with astronomical years
// (year 0 is 1 BC). The zero Date is "no date".
type Date struct {
	Year  int32
	Month uint8 // 1-12; 0 in the zero Date
	Day   uint8 // 1-31
}

// IsZero reports whether d is "no date".
func (d Date) IsZero() bool { return d.Month == 0 }

// NewDate returns the date of a valid year, month and day, and whether it is one.
func NewDate(year, month, day int) (Date, bool) {
	if month < 1 || month > 12 || day < 1 || day > DaysInMonth(year, month) || year < -9998 || year > 9999 {
		return Date{}, false
	}
	return Date{int32(year), uint8(month), uint8(day)}, true
}

// ParseDate reads an ISO 8601 calendar date, YYYY-MM-DD.
func ParseDate(s string) (Date, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, false
	}
	n := [3]int{}
	for i, r := range [3][2]int{{0, 4}, {5, 7}, {8, 10}} {
		for _, c := range []byte(s[r[0]:r[1]]) {
			if c < '0' || c > '9' {
				return Date{}, false
			}
			n[i] = n[i]*10 + int(c-'0')
		}
	}
	return NewDate(n[0], n[1], n[2])
}

// String is the ISO 8601 form; years before 0 carry a minus sign; "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	if d.Year < 0 {
		return fmt.Sprintf("-%04d-%02d-%02d", -d.Year, d.Month, d.Day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// DaysInMonth is the length of a month of a proleptic Gregorian year.
func DaysInMonth(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// Days is the number of days since 1970-01-01, negative before. The zero Date
// must not be asked. Method: Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms", days_from_civil.
func (d Date) Days() int32 {
	y, m := int(d.Year), int(d.Month)
	if m <= 2 {
		y--
	}
	era := y / 400
	if y < 0 {
		era = (y - 399) / 400
	}
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + int(d.Day) - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return int32(era*146097 + doe - 719468)
}

// FromDays is the inverse of Date.Days (civil_from_days).
func FromDays(n int32) Date {
	z := int(n) + 719468
	era := z / 146097
	if z < 0 {
		era = (z - 146096) / 146097
	}
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	m := mp + 3
	y := yoe + era*400
	if m > 12 {
		m -= 12
		y++
	}
	return Date{int32(y), uint8(m), uint8(doy - (153*mp+2)/5 + 1)}
}

// AddDays is the date n days later.
func (d Date) AddDays(n int) Date { return FromDays(d.Days() + int32(n)) }

// Weekday is the ISO day of the week, 1 Monday to 7 Sunday.
func (d Date) Weekday() int { return int(((d.Days()+3)%7+7)%7) + 1 }

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool {
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	return d.Day < e.Day
}

// Interval is an inclusive range of days. A zero Start or End is an open or
// unknown side; the zero Interval is "not known".
type Interval struct {
	Start, End Date
}

// IsZero reports whether nothing is known of the interval.
func (i Interval) IsZero() bool { return i.Start.IsZero() && i.End.IsZero() }

// Meets reports whether the intervals share a day; open sides reach for ever.
func (i Interval) Meets(j Interval) bool {
	if !i.End.IsZero() && !j.Start.IsZero() && i.End.Before(j.Start) {
		return false
	}
	return j.End.IsZero() || i.Start.IsZero() || !j.End.Before(i.Start)
}

// Precision is the grain of a date as stated: "day", "month", ...
type Precision string

// Precisions, finest first; "range" is an interval of no calendar grain.
const (
	PrecisionNone    Precision = "none"
	PrecisionTime    Precision = "time" // finer than a day; the interval is that day
	PrecisionDay     Precision = "day"
	PrecisionWeek    Precision = "week"
	PrecisionMonth   Precision = "month"
	PrecisionQuarter Precision = "quarter"
	PrecisionHalf    Precision = "half"
	PrecisionSeason  Precision = "season"
	PrecisionYear    Precision = "year"
	PrecisionDecade  Precision = "decade"
	PrecisionCentury Precision = "century"
	PrecisionRange   Precision = "range"
)
