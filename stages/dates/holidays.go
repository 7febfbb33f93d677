package dates

import (
	"fmt"

	"annals/stages"
)

// holidaysData is dates-holidays.yaml.
type holidaysData struct {
	Holidays []holidayData `yaml:"holidays"`
}

// holidayData is a holiday and how its day is found in a year: a fixed day; the
// nth weekday of a month (negative: from its end), plus days; days from Easter;
// a day of the Chinese calendar.
type holidayData struct {
	Is      []string `yaml:"is"`
	Month   int      `yaml:"month"`
	Day     int      `yaml:"day"`
	Weekday int      `yaml:"weekday"`
	Nth     int      `yaml:"nth"`
	Plus    int      `yaml:"plus"`
	Easter  *int     `yaml:"easter"`
	// Orthodox: days from Easter of the Julian calendar.
	Orthodox *int `yaml:"orthodox"`
	Lunar    bool `yaml:"lunar"`
	// Islamic: month and day are of the tabular Islamic calendar.
	Islamic bool `yaml:"islamic"`
	// Weak names need a capital letter and a word of time before them.
	Weak bool `yaml:"weak"`
}

type holiday struct{ holidayData }

func (l *language) addHolidays(b *lexicon, d holidaysData) error {
	id, weak := l.class("HOLIDAY"), l.class("WEAKHOLIDAY")
	l.trigger[id], l.trigger[weak] = true, true
	l.capital[weak] = true
	for _, h := range d.Holidays {
		if len(h.Is) == 0 {
			return fmt.Errorf("a holiday without a name")
		}
		m := meaning{a: -1, b: -1}
		m.set(fHoliday, int32(len(l.holidays)))
		l.holidays = append(l.holidays, holiday{h})
		if _, ok := l.holidays[len(l.holidays)-1].date(2024); !ok {
			return fmt.Errorf("%s: no such day", h.Is[0])
		}
		for _, s := range h.Is {
			c := id
			if h.Weak {
				c = weak
			}
			b.add(s, c, m)
		}
	}
	return nil
}

// date is the day of the holiday in a year.
func (h *holiday) date(year int) (stages.Date, bool) {
	switch {
	case h.Easter != nil:
		return easter(year).AddDays(*h.Easter), true
	case h.Orthodox != nil:
		return orthodoxEaster(year).AddDays(*h.Orthodox), true
	case h.Islamic:
		return islamicDate(year, h.Month, h.Day)
	case h.Lunar:
		d, ok := chineseDate(year, h.Month, h.Day)
		if !ok {
			return d, false
		}
		return d.AddDays(h.Plus), true
	case h.Nth != 0:
		d, ok := nthWeekday(year, h.Month, h.Weekday, h.Nth)
		if !ok {
			return d, false
		}
		return d.AddDays(h.Plus), true
	}
	return stages.NewDate(year, h.Month, h.Day)
}

// nthWeekday is the nth weekday of a month, from its end where n is negative.
func nthWeekday(year, month, weekday, n int) (stages.Date, bool) {
	first, ok := stages.NewDate(year, month, 1)
	if !ok || weekday < 1 {
		return stages.Date{}, false
	}
	last := stages.DaysInMonth(year, month)
	day := 1 + (weekday-first.Weekday()+7)%7
	if n > 0 {
		day += 7 * (n - 1)
	} else {
		for day+7 <= last {
			day += 7
		}
		day += 7 * (n + 1)
	}
	if day < 1 || day > last {
		return stages.Date{}, false
	}
	return stages.Date{Year: int32(year), Month: uint8(month), Day: uint8(day)}, true
}

// easter is Easter Sunday of the Gregorian calendar. Method: the anonymous
// algorithm printed in Nature, 1876 (Meeus, Astronomical Algorithms, chapter 8).
func easter(y int) stages.Date {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return stages.Date{Year: int32(y), Month: uint8(n / 31), Day: uint8(n%31 + 1)}
}

// orthodoxEaster is Easter of the Julian calendar as a Gregorian date (Meeus).
func orthodoxEaster(y int) stages.Date {
	a, b, c := y%4, y%7, y%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	n := d + e + 114
	day := stages.Date{Year: int32(y), Month: uint8(n / 31), Day: uint8(n%31 + 1)}
	return day.AddDays(y/100 - y/400 - 2)
}
