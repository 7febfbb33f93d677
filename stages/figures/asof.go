package figures

import "annals/stages"

// The time for which a figure holds.

// asOf finds the time for which the figure holds: a date of its sentence, else
// one of the sentences before it in the paragraph that clearly governs it.
func (c *claimer) asOf(r *stages.Figure, q *quantity) {
	sentence := c.w.Sentences[c.n]
	t, present := c.timexFor(sentence.Span, r.Start)
	if t != nil {
		c.setAsOf(r, t, "stated")
		return
	}
	if present {
		return
	}
	// The date that governs the sentences before, as long as this one goes on
	// with the same thing and names no time of its own.
	for back := c.n - 1; back >= 0 && back >= c.n-2; back-- {
		before := c.w.Sentences[back]
		if before.Block != sentence.Block {
			return
		}
		if t, present := c.timexFor(before.Span, before.End); t != nil {
			if c.goesOn(sentence) {
				c.setAsOf(r, t, "context")
			}
			return
		} else if present {
			return
		}
	}
}

// goesOn reports whether a sentence takes up the one before: it begins with a
// pronoun, a demonstrative or "more than", not with a name or a new connective.
func (c *claimer) goesOn(sentence stages.Sentence) bool {
	return c.x.goesOn.Word(c.s.text, &c.w.Tokens[sentence.First]) >= 0
}

func (c *claimer) setAsOf(r *stages.Figure, t *stages.Timex, basis string) {
	r.AsOf = t.Interval
	if r.AsOf.IsZero() {
		return
	}
	r.AsOfBasis = basis
	if basis == "stated" && (t.Type == stages.TimexDuration || t.Precision == stages.PrecisionRange || t.Open != 0) {
		r.AsOfBasis = "period"
	}
	if t.Open > 0 || c.sinceClause(t) {
		r.AsOf.End = stages.Date{}
		if basis == "stated" {
			r.AsOfBasis = "period"
		}
	}
}

// sinceClause reports whether the date stands in a clause or phrase that begins
// with "since": "since the first team left in 1963".
func (c *claimer) sinceClause(t *stages.Timex) bool {
	for k := t.First - 1; k >= 0 && k > t.First-14 && c.w.Tokens[k].Shape&stages.ShapeLineBefore == 0 || k == t.First-1 && k >= 0; k-- {
		if c.x.since.Word(c.s.text, &c.w.Tokens[k]) >= 0 {
			return true
		}
		if ch := c.s.text[c.w.Tokens[k].Start]; ch == ',' || ch == ';' || ch == '.' {
			return false
		}
	}
	return false
}

// timexFor is the date in the sentence that is nearest to byte at, one before
// it first. present is set when the sentence speaks of the present or of "so
// far" without a calendar date.
func (c *claimer) timexFor(sentence stages.Span, at int32) (t *stages.Timex, present bool) {
	list := c.w.Timexes
	lo, hi := 0, len(list)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if list[m].Start < sentence.Start {
			lo = m + 1
		} else {
			hi = m
		}
	}
	var before, after *stages.Timex
	for i := lo; i < len(list) && list[i].Start < sentence.End; i++ {
		t := &list[i]
		if t.RangePart && i+1 < len(list) && list[i+1].RangePart && list[i+1].Start < sentence.End && list[i+1].First-t.Last <= 2 {
			// the two ends of a range that has no row of its own
			c.joined = *t
			c.joined.Interval.End, c.joined.End, c.joined.Precision = list[i+1].Interval.End, list[i+1].End, stages.PrecisionRange
			c.joined.Open = 0 // "from 2006 to 2015" is not "from 2006"
			t = &c.joined
			i++
		} else if t.InName || t.RangePart || t.Type == stages.TimexSet {
			continue
		}
		if t.Interval.IsZero() {
			if t.Type == stages.TimexDate && t.Value == "PRESENT_REF" {
				present = true
			}
			continue
		}
		if t.End <= at {
			before = t
		} else if after == nil && t.Start >= at {
			after = t
		}
	}
	if before != nil && (after == nil || at-before.End <= after.Start-at+40) {
		return before, present
	}
	return after, present
}
