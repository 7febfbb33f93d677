package events

import "annals/stages"

// Bases of an event's date, as reported.
const (
	basisSentence    = "sentence"    // a date in the sentence governs it
	basisDiscourse   = "discourse"   // the date the text last established
	basisSequence    = "sequence"    // soon after the event that the text last dated
	basisPublication = "publication" // the publication date
	basisAnniversary = "anniversary" // counted back from an anniversary
)

// bond is how a date is tied to what it governs.
type bond uint8

const (
	bondIn bond = iota
	bondSince
	bondUntil
	bondBefore
	bondAfter
)

// govern gives each candidate the date that governs it in the parse.
func (f *finder) govern() {
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		t := &f.w.Timexes[k]
		if t.RangePart {
			if r, ok := f.rangeOf(k); ok {
				f.climb(int32(k), &r)
			}
			continue
		}
		if f.usable(t) && !f.compared(t) {
			if s, ok := f.stretch(k); ok {
				t = &s
			}
			f.climb(int32(k), t)
		}
	}
	f.spread()
	f.nounsBefore()
	f.check()
}

// rangeOf joins timex k and the next, two ends of one range ("from 4 to 6 May"),
// into the range; ok is false where k is no first end.
func (f *finder) rangeOf(k int) (stages.Timex, bool) {
	t := f.w.Timexes[k]
	if k+1 >= f.timexes[1] {
		return t, false
	}
	n := &f.w.Timexes[k+1]
	if !n.RangePart || n.First-t.Last > 2 || t.InName || n.InName || t.Interval.Start.IsZero() || n.Interval.End.IsZero() || n.Interval.End.Before(t.Interval.Start) {
		return t, false
	}
	t.Interval.End = n.Interval.End
	t.Precision, t.RangePart, t.Open = stages.PrecisionRange, false, 0
	t.Span.End, t.Last = n.Span.End, n.Last
	return t, f.usable(&t)
}

// stretch joins a length of time with the day on which it ends ("the three months
// to June 30", "the year ended May 31") into the stretch; ok is false where timex k
// ends none.
func (f *finder) stretch(k int) (stages.Timex, bool) {
	t := f.w.Timexes[k]
	if k <= f.timexes[0] || t.Precision != stages.PrecisionDay || t.Interval.End.IsZero() {
		return t, false
	}
	d := &f.w.Timexes[k-1]
	if d.Type != stages.TimexDuration || t.First-d.Last != 1 || !has(f.t.words.ends, f.g.word(d.Last)) || len(d.Value) < 3 || d.Value[0] != 'P' {
		return t, false
	}
	n := 0
	for _, c := range []byte(d.Value[1 : len(d.Value)-1]) {
		if c < '0' || c > '9' || n > 99 {
			return t, false
		}
		n = 10*n + int(c-'0')
	}
	last := t.Interval.End
	first, ok := last, true
	switch d.Value[len(d.Value)-1] {
	case 'D':
		first = last.AddDays(1 - n)
	case 'W':
		first = last.AddDays(1 - 7*n)
	case 'Y':
		n *= 12
		fallthrough
	case 'M':
		if int(last.Day) < stages.DaysInMonth(int(last.Year), int(last.Month)) {
			return t, false
		}
		months := int(last.Year)*12 + int(last.Month) - n // of the month after the first day, less one
		first, ok = stages.NewDate(months/12, months%12+1, 1)
	default:
		return t, false
	}
	if !ok || n == 0 {
		return t, false
	}
	if c := f.candidateAt(d.Last); c != nil && c.token == d.Last {
		c.dropped, c.timex = true, -2-int32(k) // "ended" tells the stretch, and no event
	}
	t.Interval.Start, t.First, t.Span.Start = first, d.First, d.Start
	t.Precision = stages.PrecisionRange
	return t, true
}

// interval is the time of an event tied to t by b; ok is false where the bond
// leaves it open on both sides for our purpose ("after 1990").
func interval(t *stages.Timex, b bond) (iv stages.Interval, p stages.Precision, ok bool) {
	iv, p = t.Interval, t.Precision
	if t.Mod != "" && len(t.Value) == 7 && !iv.Start.IsZero() && iv.Start.Year == iv.End.Year && iv.Start.Month == iv.End.Month && p != stages.PrecisionDay {
		// "early March" is no ten days: the event is told to the month
		first, ok1 := stages.NewDate(int(iv.Start.Year), int(iv.Start.Month), 1)
		last, ok2 := stages.NewDate(int(iv.Start.Year), int(iv.Start.Month), stages.DaysInMonth(int(iv.Start.Year), int(iv.Start.Month)))
		if ok1 && ok2 {
			iv, p = stages.Interval{Start: first, End: last}, stages.PrecisionMonth
		}
	}
	if t.Mod != "" && len(t.Value) == 4 && !iv.Start.IsZero() && iv.Start.Year == iv.End.Year && p != stages.PrecisionDay && p != stages.PrecisionMonth {
		// nor is "early 1990" four months
		first, ok1 := stages.NewDate(int(iv.Start.Year), 1, 1)
		last, ok2 := stages.NewDate(int(iv.Start.Year), 12, 31)
		if ok1 && ok2 {
			iv, p = stages.Interval{Start: first, End: last}, stages.PrecisionYear
		}
	}
	switch b {
	case bondSince:
		if iv.Start.IsZero() {
			return iv, p, false
		}
		iv.End = stages.Date{}
	case bondUntil:
		if iv.End.IsZero() {
			return iv, p, false
		}
		iv.Start = stages.Date{}
	case bondBefore, bondAfter:
		return iv, p, false
	}
	return iv, p, true
}

// date ties candidate c to timex k. Of several dates the finest of those that
// lie in each other wins, else the one nearest to the verb.
func (f *finder) date(c *candidate, k int32, t *stages.Timex, b bond, direct bool) {
	if f.quotedBy(t.Span) != f.quotedBy(c.span) || f.inContent(c, t) {
		return // a date in somebody's words dates nothing outside them
	}
	iv, p, ok := interval(t, b)
	if t.Type == stages.TimexDuration && t.Basis == basisContext && c.tense == tensePerfect {
		ok = false // "has grown for ten years": up to a day of writing that is not known
	}
	if ok && b == bondIn && p == stages.PrecisionYear && f.vague(t) {
		iv, p = stages.Interval{Start: iv.Start.AddDays(-vagueYears * 365), End: iv.End.AddDays(vagueYears * 365)}, stages.PrecisionRange
		iv.Start.Month, iv.Start.Day, iv.End.Month, iv.End.Day = 1, 1, 12, 31
	}
	if !ok {
		if c.timex < 0 {
			c.timex = -2 - k // tied, but to no time: nothing else may date it
		}
		return
	}
	if c.timex >= 0 {
		old := &f.w.Timexes[c.timex]
		switch {
		case direct && !c.direct: // the verb's own date, not one passed on to it
		case inside(iv, c.interval) && iv != c.interval:
		case inside(c.interval, iv):
			return
		case f.distance(c.token, old) <= f.distance(c.token, t):
			return
		}
	}
	c.timex, c.interval, c.precision, c.approximate = k, iv, p, t.Approximate || iv != t.Interval && b == bondIn
	c.basis, c.direct = basisSentence, direct
}

// inContent reports whether the date lies in the words that verb c reports, where
// they come before it: it tells when that happened, not when it was said.
func (f *finder) inContent(c *candidate, t *stages.Timex) bool {
	q := f.cueOf(c)
	if g := &f.g; q < 0 && c.class == f.t.statement && c.finite() && t.Last < c.token && t.First > max(g.first, f.body)+3 {
		// "..., the fund said."
		return c.token+1 >= g.last || g.w.Tokens[c.token+1].Class == stages.ClassPunctuation
	}
	return q >= 0 && f.w.Quotes[q].Start < c.span.Start && f.w.Quotes[q].Contains(t.Span)
}

// inside reports whether a lies within b, both closed.
func inside(a, b stages.Interval) bool {
	if a.Start.IsZero() || a.End.IsZero() || b.Start.IsZero() || b.End.IsZero() {
		return false
	}
	return !a.Start.Before(b.Start) && !b.End.Before(a.End)
}

func (f *finder) distance(i int32, t *stages.Timex) int32 {
	if i < t.First {
		return t.First - i
	}
	return i - t.Last + 1
}

// dateNoun dates an event noun that t hangs on.
func (f *finder) dateNoun(c *candidate, k int32, t *stages.Timex, b bond, premodifier bool) {
	if b != bondIn || f.bracketed(t) {
		return
	}
	if !premodifier {
		// "a law of 1848", "the treaty of 1990" name the thing by its year
		if a := f.attachment(t); a >= 0 && f.g.marker(a, f.t.words.of) >= 0 && !f.t.ofYear[c.class] {
			return
		}
	} else if f.g.upos(c.token) == stages.PROPN {
		return // "the 2021 Lake Forum"
	}
	f.date(c, k, t, bondIn, true)
}
