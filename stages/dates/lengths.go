package dates

import (
	"bytes"

	"annals/stages"
)

// How lengths of time are placed in the calendar.

// span places a duration that ends or begins at its anchor: "the past ten
// years". The first and the last unit count whole.
func (r *resolver) span(m *meaning, t *stages.Timex) {
	unit := grain(m.get(fUnit, 0))
	d, basis, anchor := r.from(m, unit)
	t.Basis, t.Anchor = basis, anchor
	if d.IsZero() || !m.is(fAmount) || m.f[fAmount] == amountVague || m.f[fAmount] > 9000 || unit < gDay {
		return
	}
	n := int(m.f[fAmount])
	g := unit
	switch unit {
	case gDecade, gCentury, gMillennium:
		n, g = n*unitLetters[unit].times, gYear
	case gFortnight:
		n, g = 2*n, gWeek
	}
	here := around(d, g)
	switch sign := m.get(fSign, 0); {
	case sign < 0:
		if p := here.shift(-n); p.valid() {
			t.Interval = stages.Interval{Start: p.interval().Start, End: here.interval().End}
		}
	case sign > 0:
		if p := here.shift(n); p.valid() {
			t.Interval = stages.Interval{Start: here.interval().Start, End: p.interval().End}
		}
	}
	if !t.Interval.IsZero() {
		t.Precision = stages.PrecisionRange
		t.Approximate = true
	}
}

// within places the first or last units of a named period: "the last two weeks
// of May".
func (r *resolver) within(m *meaning, c *candidate, t *stages.Timex, tense int) {
	whole, basis, anchor := r.calendar(&r.p.ends[c.b], tense)
	t.Basis, t.Anchor = basis, anchor
	unit := grain(m.get(fUnit, 0))
	if !whole.valid() || !m.is(fAmount) || m.f[fAmount] == amountVague || m.f[fAmount] > 9000 || unit < gDay {
		return
	}
	n := int(m.f[fAmount])
	in := whole.interval()
	if m.get(fSubOrd, 1) < 0 {
		in.Start = shiftDay(in.End.AddDays(1), unit, -n)
	} else {
		in.End = shiftDay(in.Start, unit, n).AddDays(-1)
	}
	if in.End.Before(in.Start) || whole.interval().Start.Days() > in.Start.Days() || in.End.Days() > whole.interval().End.Days() {
		return
	}
	t.Interval, t.Precision = in, stages.PrecisionRange
	if whole.grain >= gMonth {
		r.establish(whole, anchor, c)
	}
}

// stretch places a plain duration where the words before say from when it runs:
// "since 1979 for three years", or where it says again what was just placed:
// "over the past decade ... for ten years".
func (r *resolver) stretch(m *meaning, t *stages.Timex) {
	w := r.p.w
	n := len(w.Timexes)
	unit := grain(m.get(fUnit, 0))
	if n == 0 || unit < gDay || !m.is(fAmount) || m.f[fAmount] > 9000 || m.is(fUnit2) || m.is(fTenth) {
		return
	}
	amount := int(m.f[fAmount])
	here := w.SentenceAt(t.Start)
	if e := &w.Timexes[n-1]; e.Open > 0 && !e.Interval.IsZero() && w.SentenceAt(e.Start) == here && unit >= gMonth && unit <= gYear {
		p := around(e.Interval.Start, unit)
		if q := p.shift(amount - 1); q.valid() {
			t.Interval = stages.Interval{Start: p.interval().Start, End: q.interval().End}
			t.Precision, t.Basis, t.Anchor = stages.PrecisionRange, basisContext, int32(n-1)
		}
		return
	}
	if k := r.lastStretch; k >= 0 && int(k) < n {
		if e := &w.Timexes[k]; bytes.Equal(r.p.value(k), r.durationValue(m, r.buf[:0])) && here-w.SentenceAt(e.Start) <= 2 {
			t.Interval, t.Precision, t.Basis, t.Anchor, t.Approximate = e.Interval, e.Precision, basisContext, k, true
		}
	}
}
