package figures

import "annals/stages"

// The time for which a figure holds.

// asOf finds the time for which the figure holds: a date of its sentence, else
// one of the sentences before it in the paragraph that clearly governs it.
func (c *claimer) asOf(r *stages.Figure, q *quantity) {
	sentence := c.w.Sentences[c.n]
	c.timex = nil
	compared := c.comparedWith(q.hedgeFirst)
	t, present := c.timexFor(sentence.Span, r.Start, q, compared)
	if t != nil {
		c.setAsOf(r, t, "stated")
		c.timex = t
		return
	}
	if present || compared {
		return
	}
	// The date that governs the sentences before, as long as this one goes on
	// with the same thing and names no time of its own.
	for back := c.n - 1; back >= 0 && back >= c.n-2; back-- {
		before := c.w.Sentences[back]
		if before.Block != sentence.Block {
			return
		}
		if t, present := c.timexFor(before.Span, before.End, nil, false); t != nil {
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
// it first. A date that belongs to another number, or that something is compared
// with, is passed over; q, which may be nil, is the quantity, and compared says
// that it is itself what the statement is compared with and takes no date but its
// own. present is set when the sentence speaks of the present or of "so far"
// without a calendar date.
func (c *claimer) timexFor(sentence stages.Span, at int32, q *quantity, compared bool) (t *stages.Timex, present bool) {
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
	planned := q != nil && c.verb >= 0 && c.verb < q.next
	for i := lo; i < len(list) && list[i].Start < sentence.End; i++ {
		t := &list[i]
		if t.RangePart && i+1 < len(list) && list[i+1].RangePart && list[i+1].Start < sentence.End && list[i+1].First-t.Last <= 2 {
			// the two ends of a range that has no row of its own
			joined := &c.joined
			if before == joined {
				joined = &c.joinedAfter
			}
			*joined = *t
			joined.Interval.End, joined.End, joined.Last, joined.Precision = list[i+1].Interval.End, list[i+1].End, list[i+1].Last, stages.PrecisionRange
			joined.Open = 0 // "from 2006 to 2015" is not "from 2006"
			t = joined
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
		owner := c.ownerOf(t)
		if owner == ownerNone || owner != ownerFree && (q == nil || owner < q.left || owner >= max(q.next, q.last)) || owner == ownerFree && compared {
			continue
		}
		if owner != ownerFree {
			return t, present
		}
		if t.End <= at {
			before = t
		} else if after == nil && t.Start >= at && !(planned && c.modalBetween(q.next, t.First)) {
			after = t
		}
	}
	switch {
	case before == nil:
		return after, present
	case q == nil:
	case after != nil && c.numberBetween(c.first, before.First) && !c.numberBetween(q.next, after.First) && c.sameClause(q.next, after.First):
		return after, present // "28 wells in 2021 and 41 wells in 2022"
	case after == nil && c.numberBefore(before) && c.presentBetween(before.Last, q):
		return nil, true // "5,100 troops in 2020 and still has 2,400"
	}
	if after == nil || at-before.End <= after.Start-at+40 {
		return before, present
	}
	return after, present
}

// Whose a date is.
const (
	ownerFree = -1 // of the whole sentence
	ownerNone = -2 // something is compared with it, or it only sets the scene
)

// ownerOf tells whose date t is: ownerFree, ownerNone, or the token of the number
// that is compared with the statement: "against 90 percent a year ago". It looks
// at most two dozen tokens back.
func (c *claimer) ownerOf(t *stages.Timex) int32 {
	first := c.w.Sentences[max(c.w.SentenceAt(t.Start), 0)].First
	tokens := c.w.Tokens
	k := t.First - 1
	for k >= first && c.determiner(k) {
		k--
	}
	// "after the January floods": the date of the floods
	if k >= first && int(t.Last) < len(tokens) && tokens[t.Last].UPOS == stages.NOUN && tokens[t.Last].Shape&stages.ShapeSpaceBefore != 0 && c.x.aside.Word(c.s.text, &tokens[k]) >= 0 {
		return ownerNone
	}
	// "up 22 percent on the year before"
	if k >= first && c.x.versusOn.Word(c.s.text, &tokens[k]) >= 0 && (t.Precision == stages.PrecisionYear || t.Precision == stages.PrecisionMonth || t.Precision == stages.PrecisionQuarter) {
		return ownerNone
	}
	number := int32(ownerNone)
	for k := t.First - 1; k >= first && k > t.First-24; k-- {
		switch ch := c.s.text[tokens[k].Start]; {
		case ch == ';':
			return ownerFree
		case ch == ',' && number == ownerNone && k < t.First-1 && !c.relativeDate(t):
			return ownerFree
		}
		if tokens[k].Class == stages.ClassNumber || c.s.number(k) != nil && c.s.roleOf(k)&roleArticle == 0 {
			if number != ownerNone {
				if !c.s.space(k+1) || number-k == 1 || number-k == 2 && !c.s.space(number) {
					number = k // "2.61", "1.36 million"
					continue
				}
				return ownerFree // a comparison further off is not about this date
			}
			number = k
			continue
		}
		if c.comparesAt(k, first, t.First, number) {
			return number
		}
		if tokens[k].Tag == stages.TagVBD || tokens[k].Tag == stages.TagMD || tokens[k].Tag == stages.TagVBZ || tokens[k].Tag == stages.TagVBP {
			if number != ownerNone || tokens[k].UPOS != stages.AUX {
				return ownerFree // a clause of its own
			}
		}
	}
	return ownerFree
}

// relativeDate reports whether a date is told from another one: "a year earlier".
func (c *claimer) relativeDate(t *stages.Timex) bool { return t.Last-t.First >= 2 }

// comparesAt reports whether at token k words end that compare what follows with
// what stands before. number is the number that follows, ownerNone where only a date does.
func (c *claimer) comparesAt(k, first, stop, number int32) bool {
	if c.x.versusFrom.Word(c.s.text, &c.w.Tokens[k]) >= 0 {
		if number == ownerNone {
			return k > first && c.x.particles.Word(c.s.text, &c.w.Tokens[k-1]) >= 0 && stop-k <= 2
		}
		return c.afterChange(k, first)
	}
	for j := k; j >= first && j > k-5; j-- {
		if v, n := c.x.versus.Longest(c.s.text, c.w.Tokens[:k+1], int(j)); v >= 0 && j+int32(n) == k+1 {
			if number == ownerNone { // "than in 2016", "than a year ago"
				for b := k + 1; b < stop; b++ {
					if c.s.roleOf(b)&roleFunction == 0 && !c.determiner(b) {
						return false
					}
				}
				return stop-k <= 4
			}
			return !c.s.hedges(j, k+1, number) // "more than 300 died in 2020" hedges the number
		}
	}
	return false
}

// hedges reports whether a hedge among tokens [from, to) ends where the number begins.
func (s *scanner) hedges(from, to, number int32) bool {
	k, h := s.hedgeEnding(number, from)
	return h >= 0 && k < to
}

// afterChange reports whether a word of change stands before "from" at token k.
func (c *claimer) afterChange(k, first int32) bool {
	for j := k - 1; j >= first && j > k-24; j-- {
		t := &c.w.Tokens[j]
		if c.x.up.Word(c.s.text, t) >= 0 || c.x.down.Word(c.s.text, t) >= 0 || c.x.transition.Word(c.s.text, t) >= 0 || c.x.changeNoun.Word(c.s.text, t) >= 0 {
			return true
		}
		if c.s.text[t.Start] == ';' {
			break
		}
	}
	return false
}

// comparedWith reports whether the quantity whose hedge begins at token at is what
// the statement is compared with: "up from 154", "against 20", "compared with the 40
// of last year", "rose from 3 percent to 5".
func (c *claimer) comparedWith(at int32) bool {
	k := at - 1
	for k >= c.first && (c.determiner(k) || c.s.isHedge(k) && c.x.versus.Word(c.s.text, &c.w.Tokens[k]) < 0) {
		k--
	}
	if k < c.first {
		return false
	}
	if c.x.versusFrom.Word(c.s.text, &c.w.Tokens[k]) >= 0 {
		return c.afterChange(k, c.first)
	}
	for j := k; j >= c.first && j > k-5; j-- {
		if v, n := c.x.versus.Longest(c.s.text, c.w.Tokens[:k+1], int(j)); v >= 0 && j+int32(n) == k+1 {
			return true
		}
	}
	return false
}

// numberBefore reports whether a number stands right before the date, with what it
// counts between at most: the date is that of its clause.
func (c *claimer) numberBefore(t *stages.Timex) bool {
	return c.numberBetween(max(c.first, t.First-6), t.First)
}

// numberBetween reports whether a number stands among tokens [from, to).
func (c *claimer) numberBetween(from, to int32) bool {
	for k := from; k < to; k++ {
		if (c.w.Tokens[k].Class == stages.ClassNumber || c.s.number(k) != nil) && c.s.roleOf(k)&roleArticle == 0 {
			return true
		}
	}
	return false
}

// modalBetween reports whether "will" or its like stands among tokens [from, to):
// the date after it is that of a plan ("12,000 were trained ... will resume in May").
func (c *claimer) modalBetween(from, to int32) bool {
	for k := from; k < to; k++ {
		if c.w.Tokens[k].Tag == stages.TagMD {
			return true
		}
	}
	return false
}

// sameClause reports whether no finite verb but an auxiliary and no mark stands
// among tokens [from, to).
func (c *claimer) sameClause(from, to int32) bool {
	for k := from; k < to; k++ {
		if c.finite(k) && c.w.Tokens[k].UPOS != stages.AUX {
			return false
		}
		if ch := c.s.text[c.w.Tokens[k].Start]; ch == ';' || ch == ':' || ch == ',' {
			return false
		}
	}
	return true
}

// presentBetween reports whether a word of the present stands between a date and
// the quantity, or right after it.
func (c *claimer) presentBetween(from int32, q *quantity) bool {
	for k := from; k < c.stop && k < q.next+4; k++ {
		if v, n := c.x.present.Longest(c.s.text, c.w.Tokens[:c.stop], int(k)); v >= 0 && n > 0 {
			return true
		}
	}
	return false
}
