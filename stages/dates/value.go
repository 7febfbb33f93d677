package dates

// TIMEX3 values of what is no point of the calendar: clock times, durations,
// sets, periods that cannot be placed.

// appendClock appends "T17:00", "TMO".
func appendClock(m *meaning, b []byte) []byte {
	b = append(b, 'T')
	if !m.is(fHour) {
		return append(b, dayParts[m.get(fPart, 0)]...)
	}
	h := int(m.f[fHour])
	switch m.get(fMeridiem, 0) {
	case 1:
		if h == 12 {
			h = 0
		}
	case 2:
		if h < 12 {
			h += 12
		}
	default:
		if h <= 12 && m.is(fPart) {
			switch p := dayParts[m.f[fPart]]; p {
			case "AF", "EV", "NI":
				if p == "NI" && h == 12 {
					h = 0
				}
				if h < 12 && h > 0 && !(p == "NI" && h < 5) && !(p == "AF" && h == 11) {
					h += 12
				}
			case "MI":
				if h < 10 {
					h += 12
				}
			case "MO":
				if h == 12 {
					h = 0
				}
			}
		}
	}
	minute := int(m.get(fMinute, 0))
	if m.is(fTo) && minute > 0 {
		minute = 60 - minute
		if h--; h < 0 {
			h = 23
		}
	}
	b = appendPadded(b, h, 2)
	b = appendPadded(append(b, ':'), minute, 2)
	if m.is(fSecond) {
		b = appendPadded(append(b, ':'), int(m.f[fSecond]), 2)
	}
	if m.is(fZone) {
		z := int(m.f[fZone])
		if z == 0 {
			return append(b, 'Z')
		}
		if z < 0 {
			b = append(b, '-')
			z = -z
		} else {
			b = append(b, '+')
		}
		b = appendPadded(b, z/60, 2)
		if z%60 != 0 {
			b = appendPadded(append(b, ':'), z%60, 2)
		}
	}
	return b
}

// unknownValue is the value of a period of a grain that cannot be placed.
func unknownValue(g grain, b []byte) []byte {
	switch g {
	case gWeek, gFortnight:
		return append(b, "XXXX-WXX"...)
	case gWeekend:
		return append(b, "XXXX-WXX-WE"...)
	case gMonth:
		return append(b, "XXXX-XX"...)
	case gQuarter:
		return append(b, "XXXX-QX"...)
	case gHalf:
		return append(b, "XXXX-HX"...)
	case gYear:
		return append(b, "XXXX"...)
	case gDecade:
		return append(b, "XXX"...)
	case gCentury:
		return append(b, "XX"...)
	}
	return append(b, "XXXX-XX-XX"...)
}

// unknownFields is the value of a calendar reading without an anchor.
func unknownFields(m *meaning, b []byte) []byte {
	switch {
	case m.is(fMonth):
		b = appendPadded(append(b, "XXXX-"...), int(m.f[fMonth]), 2)
		if m.is(fDay) {
			b = appendPadded(append(b, '-'), int(m.f[fDay]), 2)
		}
	case m.is(fDay):
		b = appendPadded(append(b, "XXXX-XX-"...), int(m.f[fDay]), 2)
	case m.is(fWeekday):
		b = appendPadded(append(b, "XXXX-WXX-"...), int(m.f[fWeekday]), 1)
	case m.is(fSeason):
		b = append(append(b, "XXXX-"...), seasons[m.f[fSeason]]...)
	case m.is(fQuarter):
		b = appendPadded(append(b, "XXXX-Q"...), int(m.f[fQuarter]), 1)
	case m.is(fHalf):
		b = appendPadded(append(b, "XXXX-H"...), int(m.f[fHalf]), 1)
	case m.is(fWeekend):
		b = append(b, "XXXX-WXX-WE"...)
	case m.is(fUnit):
		b = unknownValue(grain(m.f[fUnit]), b)
	default:
		b = append(b, "XXXX-XX-XX"...)
	}
	return b
}

// unitLetters are the units as durations write them, and what one counts.
var unitLetters = [nGrains]struct {
	time   bool
	letter string
	times  int
}{
	gSecond: {true, "S", 1}, gMinute: {true, "M", 1}, gHour: {true, "H", 1}, gPart: {false, "D", 1}, gDay: {false, "D", 1}, gWeekend: {false, "WE", 1}, gWeek: {false, "W", 1},
	gFortnight: {false, "W", 2}, gMonth: {false, "M", 1}, gQuarter: {false, "M", 3}, gSeason: {false, "M", 3}, gHalf: {false, "M", 6}, gYear: {false, "Y", 1},
	gDecade: {false, "Y", 10}, gCentury: {false, "Y", 100}, gMillennium: {false, "Y", 1000},
}

// lengthPart is one of the units of a length of time: "a month" in "a month and
// two days".
type lengthPart struct {
	unit          grain
	amount, tenth int32
	haveTenth     bool
}

// durationValue appends the value of a duration: "P3Y", "PT2H30M", "PXD".
func (r *resolver) durationValue(m *meaning, b []byte) []byte {
	b = append(b, 'P')
	one := func(b []byte, unit grain, amount int32, tenth int32, haveTenth bool, time *bool) []byte {
		u := unitLetters[unit]
		if u.time && !*time {
			b = append(b, 'T')
			*time = true
		}
		switch {
		case amount == amountVague:
			switch unit {
			case gNone: // "a long time"
				return append(b, "XX"...)
			case gDecade:
				return append(b, "XDE"...)
			case gCentury:
				return append(b, "XCE"...)
			}
			b = append(b, 'X')
		case haveTenth && tenth != 0:
			n := int(amount)*10*u.times + int(tenth)*u.times
			if n%10 == 0 {
				b = appendPadded(b, n/10, 1)
			} else {
				b = appendPadded(b, n/10, 1)
				b = appendPadded(append(b, '.'), n%10, 1)
			}
		default:
			b = appendPadded(b, int(amount)*u.times, 1)
		}
		return append(b, u.letter...)
	}
	// the larger unit first, however it was said: "two days and a month"
	parts := [3]lengthPart{{grain(m.get(fUnit, int32(gYear))), m.get(fAmount, amountVague), m.get(fTenth, 0), m.is(fTenth)}}
	n := 1
	if m.is(fUnit2) && m.is(fAmount2) {
		parts[n] = lengthPart{unit: grain(m.f[fUnit2]), amount: int32(m.f[fAmount2])}
		n++
	}
	if m.is(fUnit3) && m.is(fAmount3) {
		parts[n] = lengthPart{unit: grain(m.f[fUnit3]), amount: int32(m.f[fAmount3])}
		n++
	}
	for i := 1; i < n; i++ {
		for j := i; j > 0 && parts[j-1].unit < parts[j].unit; j-- {
			parts[j-1], parts[j] = parts[j], parts[j-1]
		}
	}
	time := false
	for _, x := range parts[:n] {
		b = one(b, x.unit, x.amount, x.tenth, x.haveTenth, &time)
	}
	return b
}

// setValue appends the value of a recurring time.
func (r *resolver) setValue(m *meaning, b []byte) []byte {
	switch {
	case m.is(fMonth):
		b = unknownFields(m, b)
	case m.is(fWeekday):
		b = unknownFields(m, b)
		if m.any(clockFields) {
			b = appendClock(m, b)
		}
	case m.is(fSeason) || m.is(fQuarter) || m.is(fHalf) || m.is(fWeekend):
		b = unknownFields(m, b)
	case m.any(clockFields) && !m.is(fUnit):
		b = appendClock(m, append(b, "XXXX-XX-XX"...))
	default:
		n := *m
		if !n.is(fAmount) {
			n.set(fAmount, 1)
		}
		if grain(n.get(fUnit, 0)) == gQuarter && n.f[fAmount] == 1 {
			return append(b, "P1Q"...)
		}
		return r.durationValue(&n, b)
	}
	return b
}
