package dates

// field is a part of what a temporal expression says. Rule and word files name
// fields by fieldNames; a meaning holds any set of them.
type field uint8

// Fields. The first group holds calendar values, the second relative ones.
const (
	fNumber   field = iota // a plain number, before a shape gives it a part
	fOrdinal               // a plain ordinal
	fYear                  // astronomical where fEra is absent
	fYear2                 // last two digits of a year: "'99"
	fDecade                // years / 10: 199 is the 1990s
	fDecade2               // decade of a century to be found: 6 is "the sixties"
	fCentury               // 20 is the twentieth
	fMonth                 // 1-12
	fDay                   // 1-31
	fWeekday               // 1 Monday - 7 Sunday
	fWeek                  // ISO week
	fQuarter               // 1-4
	fHalf                  // 1-2
	fSeason                // 1 spring - 4 winter
	fHoliday               // index in language.holidays
	fPart                  // part of the day, see dayParts
	fHour                  // 0-24
	fMinute                // 0-59
	fSecond                // 0-60
	fMeridiem              // 1 before noon, 2 after noon
	fZone                  // minutes east of Greenwich
	fEra                   // -1 before the common era, 1 in it
	fFiscal                // 1: fiscal year or period
	fWeekend               // 1

	fUnit       // see grain
	fAmount     // how many units; amountVague for "a few"
	fUnit2      // second unit of "two years and a month"
	fAmount2    //
	fTenth      // tenths on top of fAmount: "two and a half"
	fSign       // -1 past, 0 this, 1 future
	fBase       // see base
	fRef        // 1 present, 2 past, 3 future
	fMod        // see mods
	fOp         // see op
	fEvery      // 1: recurs
	fFreq       // times per period of a set
	fSubOrd     // "the second week of": 2; -1 is the last
	fSubUnit    // "the second week of": week
	fCount      // "the first nine months of": 9
	fApprox     // 1
	fOpen       // -1 open at the start, 1 at the end
	fLunar      // 1: month and day of the Chinese calendar
	fOffset     // days added at the end: "the day after Easter": 1
	fFull       // 1: a clock time written in full
	fAge        // 1: an age, no time of the document
	fDigits     // number of digits as written
	fOrder      // 1: day and month of a numeric date may be the other way round
	fSubWeekday // "the first Monday of": 1
	fHolding    // the period of this unit that holds the date: "the week of May 3"
	fReign      // first year of a reign, from which its years are counted
	fTo         // 1: the minutes are before the hour: "ten to five"
	fUnit3      // third unit of "five years, a month and two days"
	fAmount3    //
	fSkip       // tokens at the start that belong to the meaning and not to the span
	nFields
)

var fieldNames = [nFields]string{
	"number", "ordinal", "year", "year2", "decade", "decade2", "century", "month", "day", "weekday", "week", "quarter", "half",
	"season", "holiday", "part", "hour", "minute", "second", "meridiem", "zone", "era", "fiscal", "weekend",
	"unit", "amount", "unit2", "amount2", "tenth", "sign", "base", "ref", "mod", "op", "every", "freq", "sub_ordinal", "sub_unit", "count", "approximate", "open", "lunar",
	"offset", "full", "age", "digits", "order", "sub_weekday", "holding", "reign", "to", "unit3", "amount3", "skip",
}

func bit(f field) uint64 { return 1 << f }

// meaning is what an edge of the chart says so far: a set of fields, and for
// ranges and lists the two ends.
type meaning struct {
	has  uint64
	f    [nFields]int16
	a, b int32 // edges: the ends of a range or list, else -1
}

func (m *meaning) is(f field) bool { return m.has&bit(f) != 0 }

func (m *meaning) set(f field, v int32) { m.has |= bit(f); m.f[f] = int16(v) }

func (m *meaning) drop(f field) { m.has &^= bit(f); m.f[f] = 0 }

// get is the value of f, or or where it is absent.
func (m *meaning) get(f field, or int32) int32 {
	if m.is(f) {
		return int32(m.f[f])
	}
	return or
}

// any reports whether one of the fields of the mask is there.
func (m *meaning) any(mask uint64) bool { return m.has&mask != 0 }

// merge adds the fields of n to m; false where both say different things.
func (m *meaning) merge(n *meaning) bool {
	for rest := n.has; rest != 0; rest &= rest - 1 {
		f := field(trailingZeros(rest))
		if m.is(f) {
			if m.f[f] != n.f[f] {
				return false
			}
			continue
		}
		m.set(f, int32(n.f[f]))
	}
	if n.a >= 0 {
		m.a, m.b = n.a, n.b
	}
	return true
}

// holdsClock reports whether a time of day can be of the date m: "this week 8pm"
// are two expressions.
func (m *meaning) holdsClock() bool {
	if !m.any(clockFields) || m.any(bit(fDay)|bit(fWeekday)|bit(fHoliday)) {
		return true
	}
	return !m.any(calendarFields|bit(fHolding)) && grain(m.get(fUnit, 0)) <= gDay
}

// limits are the least and the greatest values of the fields of limited.
var limits = [nFields]struct{ least, most int16 }{
	fMonth: {1, 12}, fDay: {1, 31}, fWeekday: {1, 7}, fWeek: {1, 53}, fQuarter: {1, 4}, fHalf: {1, 2},
	fHour: {0, 24}, fMinute: {0, 59}, fSecond: {0, 60}, fCentury: {1, 99}, fYear: {0, 9999}, fDecade: {0, 999},
}

const limited = uint64(1)<<fMonth | 1<<fDay | 1<<fWeekday | 1<<fWeek | 1<<fQuarter | 1<<fHalf | 1<<fHour | 1<<fMinute | 1<<fSecond | 1<<fCentury | 1<<fYear | 1<<fDecade

// inRange checks the calendar fields of m against each other.
func (m *meaning) inRange() bool {
	for rest := m.has & limited; rest != 0; rest &= rest - 1 {
		f := trailingZeros(rest)
		if v := m.f[f]; v < limits[f].least || v > limits[f].most {
			return false
		}
	}
	if m.is(fMeridiem) && m.is(fHour) && (m.f[fHour] == 0 || m.f[fHour] > 12 && m.f[fMeridiem] == 1) {
		return false
	}
	if m.is(fMonth) && m.is(fDay) {
		switch d := m.f[fDay]; m.f[fMonth] {
		case 4, 6, 9, 11:
			return d <= 30
		case 2:
			return d <= 29
		}
	}
	return true
}

// grain is a unit of time, finest first.
type grain int32

// Grains.
const (
	gNone grain = iota
	gSecond
	gMinute
	gHour
	gPart // part of a day
	gDay
	gWeekend
	gWeek
	gFortnight
	gMonth
	gQuarter
	gSeason
	gHalf
	gYear
	gDecade
	gCentury
	gMillennium
	nGrains
)

var grainNames = [nGrains]string{"none", "second", "minute", "hour", "part", "day", "weekend", "week", "fortnight", "month", "quarter", "season", "half", "year", "decade", "century", "millennium"}

// op is what a meaning's fields do together; 0 is a calendar reading.
type op int32

const (
	opCalendar op = iota
	opShift       // a point so many units from the anchor: "two weeks ago"
	opSpan        // a duration placed by the anchor: "the past two weeks"
	opDuration
	opRange // a to b
	opList  // a and b, two expressions
	opBoth  // a and b, one expression: "the 1960s and 1970s"
	opPart  // a part of the period: "the second week of May"
	opSame  // the period last spoken of: "the quarter", "that day"
	opSpread
)

var opNames = []string{"calendar", "shift", "span", "duration", "range", "list", "both", "part", "same", "spread"}

// base says what relative readings count from.
type base int32

const (
	baseEither  base = iota // by the kind of document
	baseSpeech              // the time of speaking: the document date
	baseContext             // the date last established
)

var baseNames = []string{"either", "speech", "context"}

// amountVague stands for an amount that is not a number: "several".
const amountVague = 1<<15 - 1

// mods are the TIMEX3 modifiers by number.
var mods = []string{"", "APPROX", "START", "MID", "END", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"}

const (
	modNone = iota
	modApprox
	modStart
	modMid
	modEnd
	modMoreThan
	modLessThan
	modEqualOrMore
	modEqualOrLess
	modBefore
	modAfter
	modOnOrBefore
	modOnOrAfter
)

// dayParts are the parts of a day by number, as TIMEX3 writes them.
var dayParts = []string{"", "MO", "MI", "AF", "EV", "NI", "DT", "DM"}

// seasons by number, as TIMEX3 writes them.
var seasons = []string{"", "SP", "SU", "FA", "WI", "DR"}

// calendarFields are the fields that place a meaning in the calendar by themselves.
const calendarFields = uint64(1)<<fYear | 1<<fYear2 | 1<<fDecade | 1<<fDecade2 | 1<<fCentury | 1<<fMonth | 1<<fDay | 1<<fWeekday | 1<<fWeek | 1<<fQuarter | 1<<fHalf | 1<<fSeason | 1<<fHoliday | 1<<fWeekend

// clockFields are the fields finer than a day.
const clockFields = uint64(1)<<fPart | 1<<fHour | 1<<fMinute | 1<<fSecond
