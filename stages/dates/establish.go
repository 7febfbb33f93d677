package dates

import "annals/stages"

// establish makes a resolved date the one that later ones count from.
func (r *resolver) establish(pt point, row int32, c *candidate) {
	if !pt.valid() || pt.grain > gYear {
		return
	}
	if r.narrative && r.last.p.known() && r.aside(c) && !(pt.grain == gYear && r.startsParagraph(c)) {
		return
	}
	r.opens = pt.grain == gYear && c.meaning.is(fYear) && r.opening(c)
	r.last = established{pt, row}
	r.lastYear, r.haveYear = pt.year, true
	year := pt.year
	if pt.grain == gSeason && pt.day == 1 {
		year--
	}
	if r.nRecent == 0 || r.recent[(r.nRecent-1)%len(r.recent)] != year {
		r.recent[r.nRecent%len(r.recent)] = year
		r.nRecent++
	}
	if pt.grain <= gMonth {
		r.lastFine = established{pt, row}
		r.fineAt = r.at
	} else if pt.grain == gYear && c.meaning.is(fYear) {
		r.yearAt = r.at
	}
	if pt.grain == gDay {
		r.lastDay = established{pt, row}
	} else if r.lastDay.p.known() && !pt.interval().Meets(r.lastDay.p.interval()) {
		// a day of another month is no day to go on from
		r.lastDay = established{}
	}
	if pt.grain > gDay && (r.narrative || r.dct.IsZero() || !r.dct.Before(pt.interval().Start)) {
		// what is still to come is no period that is reported on
		r.period, r.periodRow = pt, row
	}
}

// aside reports whether a date only describes something else and does not move
// the story on: "the August 1792 uprising", "(1790)", "1965's".
func (r *resolver) aside(c *candidate) bool {
	p := r.p
	if i := c.first - 1; i >= 0 {
		switch p.l.tenses.words.Word(p.text, &p.tokens[i]) {
		case twDeterminer:
			return true
		case twBracket:
			return c.last < int32(len(p.tokens)) && p.l.tenses.words.Word(p.text, &p.tokens[c.last]) == twBracket
		}
	}
	if i := c.last; int(i) < len(p.tokens) && p.tokens[i].Shape&stages.ShapeClitic != 0 {
		return true
	}
	return false
}

// startsParagraph reports whether c stands in the first sentence of a paragraph.
func (r *resolver) startsParagraph(c *candidate) bool {
	w := r.p.w
	s := w.SentenceAt(w.Tokens[c.first].Start)
	return s <= 0 || r.newParagraph(w.Sentences[s-1].End, w.Sentences[s].Start)
}

// opening reports whether a date stands at the beginning of its sentence.
func (r *resolver) opening(c *candidate) bool {
	w := r.p.w
	s := w.SentenceAt(w.Tokens[c.first].Start)
	return s >= 0 && c.first-w.Sentences[s].First <= 2
}
