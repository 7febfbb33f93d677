package verify

import "annals/stages"

// Basis says where an as-of date comes from, best first.
type basis uint8

const (
	basisUnknown     basis = iota
	basisFloor             // not before the last dated thing that the document tells of
	basisPublication       // inherited from the document
	basisContext           // a neighbouring sentence
	basisPeriod            // "over the past 30 years"
	basisStated
)

func parseBasis(s string) basis {
	switch s {
	case "stated":
		return basisStated
	case "period":
		return basisPeriod
	case "context":
		return basisContext
	case "publication":
		return basisPublication
	}
	return basisUnknown
}

// A moment is the time a figure holds for, in days since 1970-01-01.
type moment struct {
	start, end       int32
	hasStart, hasEnd bool
	stated           bool // the text says when; an open end may still be inherited
	basis            basis
}

func (m moment) known() bool { return m.hasStart || m.hasEnd }

// at is the day by which the figure had been reached: the end, else the start.
func (m moment) at() int32 {
	if m.hasEnd {
		return m.end
	}
	return m.start
}

// days is the length of a closed period, 1 for a day, 0 where a side is open.
func (m moment) days() int32 {
	if m.hasStart && m.hasEnd {
		return m.end - m.start + 1
	}
	return 0
}

func (m moment) inherited() bool { return m.basis <= basisPublication }

// loose reports whether the text does not tie the figure to its time: inherited
// from the document, or a day or weekend that a sentence before it spoke of.
func (m moment) loose() bool {
	return m.inherited() || m.basis == basisContext && m.days() <= sameWeek+1
}

// sameWeek is how many days apart two inherited dates still speak of the same
// state of affairs: a report of Tuesday and one of the Sunday after.
const sameWeek = 6

// relationInTime says how two moments stand to each other.
type relationInTime uint8

const (
	timeUnknown relationInTime = iota // at least one has no date
	timeSame                          // the same day, period or week
	timeEarlier                       // a is earlier than b
	timeLater                         // a is later than b
	timeOther                         // overlapping periods of unequal length: nothing follows
)

// relate compares the times of two figures that hold at a time (stock, share)
// or up to a time (cumulative: running).
func relate(a, b moment, running bool) relationInTime {
	if !a.known() || !b.known() {
		return timeUnknown
	}
	gap := a.at() - b.at()
	if gap == 0 {
		return timeSame
	}
	slack := int32(0)
	if a.loose() || b.loose() {
		slack = sameWeek
	}
	if a.basis == basisFloor || b.basis == basisFloor {
		slack = 0
	}
	if gap >= -slack && gap <= slack {
		return timeSame
	}
	// A date inside a stated month or year may be that month's or year's state.
	if !running && wide(a) != wide(b) && (inside(a, b) || inside(b, a)) {
		return timeOther
	}
	if gap < 0 {
		return timeEarlier
	}
	return timeLater
}

func wide(m moment) bool { return m.days() > 1 }

func inside(a, b moment) bool {
	return b.hasStart && b.hasEnd && a.at() >= b.start && a.at() <= b.end && a.days() < b.days()
}

// samePeriod reports whether two flows are over the same time: stated periods
// must be equal (a tenth of their length may differ), inherited dates within a
// week of each other or of the stated one.
func samePeriod(a, b moment) bool {
	if !a.known() || !b.known() {
		return false
	}
	if a.inherited() || b.inherited() {
		d := a.at() - b.at()
		if a.inherited() != b.inherited() {
			// A report comes after what it reports: within the week after.
			late, early := a, b
			if b.inherited() {
				late, early = b, a
			}
			d = late.at() - early.at()
			return early.days() <= sameWeek+1 && d >= 0 && d <= sameWeek
		}
		return d >= -sameWeek && d <= sameWeek
	}
	if a.hasStart != b.hasStart || a.hasEnd != b.hasEnd {
		return false
	}
	slack := max(a.days(), b.days()) / 10
	return distance(a.start, b.start, a.hasStart) <= slack && distance(a.end, b.end, a.hasEnd) <= slack
}

func distance(a, b int32, known bool) int32 {
	if !known {
		return 0
	}
	if a > b {
		return a - b
	}
	return b - a
}

func dateText(day int32) string { return monthText(stages.FromDays(day)) }

// monthText is a date as a person would write it: "3 May 2022".
func monthText(d stages.Date) string {
	months := [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	return itoa(int(d.Day)) + " " + months[d.Month-1] + " " + itoa(int(d.Year))
}
