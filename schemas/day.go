package schemas

import (
	"fmt"
	"time"
)

// Day is a day of the proleptic Gregorian calendar, counted from 1970-01-01.
type Day int32

// String is the ISO 8601 form; years before 0 carry a minus sign.
func (d Day) String() string {
	t := time.Unix(int64(d)*86400, 0).UTC()
	if y := t.Year(); y < 0 {
		return fmt.Sprintf("-%04d-%02d-%02d", -y, t.Month(), t.Day())
	}
	return fmt.Sprintf("%04d-%02d-%02d", t.Year(), t.Month(), t.Day())
}

// ParseDay reads an ISO 8601 calendar date, YYYY-MM-DD.
func ParseDay(s string) (Day, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, false
	}
	return Day(t.Unix() / 86400), true
}
