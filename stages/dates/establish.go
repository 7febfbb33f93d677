package dates

import "annals/stages"

// establish makes a resolved date the one that later ones count from.
func (r *resolver) establish(pt point, row int32, c *candidate) {
	if !pt.valid() || pt.grain > gYear {
		return
	}
	if r.narrative && r.last.p.known() {
		// what opens a paragraph sets its time, however it is said: "the June 1916 offensive"
		opens := pt.grain == gYear || pt.grain == gMonth && c.meaning.is(fYear)
		if r.aside(c) && !(opens && r.startsParagraph(c)) || r.besides(c, pt) {
			return
		}
	}
	// "the following year" goes on with the story wherever it stands
	r.opens = pt.grain == gYear && (c.meaning.is(fYear) && r.opening(c) || c.meaning.is(fUnit) && (c.meaning.get(fSign, 0) > 0 || c.meaning.get(fSign, 0) < 0 && r.opening(c)))
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
	if c.meaning.is(fYear) && c.meaning.is(fFull) && c.meaning.f[fFull] == 2 {
		return // "the same quarter of 2022" is what the period is compared with
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

// maxBesides is how many tokens before a date are looked at for a word that makes
// it a glance ahead or back.
const maxBesides = 7

// besides reports whether a date is only glanced at: a later one after "until"
// ("which lasted until the fall of the city in May 1945"), an earlier one after
// "after" or "followed" ("it followed the election of May 1944").
func (r *resolver) besides(c *candidate, pt point) bool {
	p := r.p
	told, at := r.last.p.interval(), pt.interval()
	later, earlier := told.End.Before(at.Start), at.Start.Before(told.Start)
	if !later && !earlier {
		return false
	}
	for i := c.first - 1; i >= 0 && i >= c.first-maxBesides && p.tokens[i+1].Shape&stages.ShapeSentenceStart == 0; i-- {
		t := &p.tokens[i]
		switch p.l.tenses.glance.Word(p.text, t) {
		case 0:
			if later {
				return true
			}
		case 1:
			if earlier {
				return true
			}
		}
		if p.text[t.Start] == ',' {
			return false
		}
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
