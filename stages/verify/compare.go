package verify

import "annals/stages"

// A pairing is what two figures with the same key are to each other.
type pairing uint8

const (
	apart      pairing = iota // nothing follows: another time, another period, no date
	agrees                    // the same number at the coarser precision
	compatible                // both can be true
	updates                   // the later one carries the count on
	revises                   // the later one takes back part of a running count
	conflicts                 // both cannot be true
)

func (p pairing) String() string {
	return [...]string{"apart", "agrees", "compatible", "updates", "revises", "conflicts"}[p]
}

// A claim is one figure made ready for comparing.
type claim struct {
	figure    int32 // index in Batch.Figures
	document  int32 // index in Batch.Documents
	value     value
	qualifier stages.Qualifier
	when      moment
	published int32 // day; noDay where unknown
	since     int32 // of a typed claim: the day from which it counts up to now; noDay where it does not say
	outlet    int32 // interned source of the document, 0 where unknown
	witness   int32 // origin after witnesses(); equal means one witness
	copyOf    int32 // claim index in the group that this one repeats, -1
	corrects  bool  // the sentence says that it corrects an earlier number
	trust
}

const noDay = int32(-1 << 31)

// order is the day by which two claims are put in sequence: the as-of date,
// and the publication date where they say the same of it.
func (c *claim) order() int32 { return c.when.at() }

// compare judges two claims of one key. Where the result is updates or revises,
// newer tells which is the newer one (0: a, 1: b).
func compare(a, b *claim, kind stages.Aggregation) (p pairing, newer int) {
	newer = 1
	if laterThan(a, b) {
		newer = 0
	}
	switch kind {
	case stages.Stock, stages.Share, stages.Cumulative:
		return compareSeries(a, b, kind, newer)
	case "":
		// Not known to be a state or a sum: two times make a series only where
		// the texts state neither.
		if a.when.known() && b.when.known() && a.when.inherited() && b.when.inherited() {
			return compareSeries(a, b, stages.Stock, newer)
		}
	}
	if !samePeriod(a.when, b.when) {
		return apart, newer
	}
	if p := meet(a, b, true); p != apart {
		return p, newer
	}
	return disjoint(a, b, kind, newer)
}

func compareSeries(a, b *claim, kind stages.Aggregation, newer int) (pairing, int) {
	r := relate(a.when, b.when, kind == stages.Cumulative)
	if kind == stages.Cumulative && startsDiffer(a.when, b.when) {
		return apart, newer
	}
	switch r {
	case timeSame:
		p := meet(a, b, true)
		if p == apart {
			return disjoint(a, b, kind, newer)
		}
		return p, newer
	case timeUnknown, timeOther:
		// Without a common time a difference proves nothing.
		if p := meet(a, b, false); p != apart {
			return p, newer
		}
		if r == timeUnknown && kind == stages.Cumulative && a.value.hard.meets(b.value.hard) {
			// A running count only grows: the larger is the later one.
			newer = 1
			if a.value.nominal > b.value.nominal {
				newer = 0
			}
			return updates, newer
		}
		return apart, newer
	}
	if p := meet(a, b, false); p != apart {
		return p, newer
	}
	old, new := a, b
	if r == timeLater {
		old, new, newer = b, a, 0
	} else {
		newer = 1
	}
	if kind == stages.Cumulative && new.value.nominal < old.value.nominal {
		if new.value.hard.meets(old.value.hard) || new.value.hard.high >= old.value.hard.low {
			return compatible, newer
		}
		return revises, newer
	}
	return updates, newer
}

// meet judges two values whose readings meet: within the hard readings for one
// and the same time, within the near ones between two times.
func meet(a, b *claim, sameTime bool) pairing {
	x, y := a.value.near, b.value.near
	if sameTime {
		x, y = a.value.hard, b.value.hard
	}
	if !x.meets(y) {
		return apart
	}
	if a.value.plain && b.value.plain {
		return agrees
	}
	if a.qualifier == b.qualifier && a.value.nominal == b.value.nominal {
		return agrees
	}
	return compatible
}

// disjoint judges two values of one time that exclude each other.
func disjoint(a, b *claim, kind stages.Aggregation, newer int) (pairing, int) {
	old, new := a, b
	if newer == 0 {
		old, new = b, a
	}
	grown := new.value.nominal > old.value.nominal
	dated := laterThan(new, old)
	if a.when.known() && b.when.known() && a.when.at() == b.when.at() && !a.when.inherited() && !b.when.inherited() {
		grown = false // one stated day: that one report is younger explains nothing
	}
	switch {
	case dated && (new.corrects || sameVoice(a, b)):
		// One voice at two times: the later word counts.
		if kind == stages.Cumulative && new.value.nominal < old.value.nominal {
			return revises, newer
		}
		return updates, newer
	case dated && grown && (kind == stages.Cumulative || kind == stages.Flow && a.when.inherited() && b.when.inherited()):
		// A running count goes up from day to day.
		return updates, newer
	}
	return conflicts, newer
}

// sameVoice reports whether one outlet, or one origin, stands behind both.
func sameVoice(a, b *claim) bool {
	return a.document != b.document && (a.witness == b.witness || a.outlet != 0 && a.outlet == b.outlet)
}

// laterThan reports whether a is known to be the later of the two.
func laterThan(a, b *claim) bool {
	published := a.published != noDay && b.published != noDay && a.published != b.published
	if published && a.when.loose() && b.when.loose() && distance(a.when.at(), b.when.at(), a.when.known() && b.when.known()) <= sameWeek {
		return a.published > b.published // of one week's reports the younger one knows more
	}
	if a.when.known() && b.when.known() && a.when.at() != b.when.at() {
		return a.when.at() > b.when.at()
	}
	return a.published != noDay && b.published != noDay && a.published > b.published
}

// startsDiffer reports whether two running counts begin at different stated times:
// "since 1963" and "since 2000" are two counts.
func startsDiffer(a, b moment) bool {
	if !a.stated || !b.stated || !a.hasStart || !b.hasStart {
		return false
	}
	if a.days() < 32 || b.days() < 32 {
		return false // a date by which, not a period
	}
	d := distance(a.start, b.start, true)
	return d > 366 && d > max(span(a), span(b))/20
}

// span is the length of m in days, 0 where a side is open.
func span(m moment) int32 { return m.days() }
