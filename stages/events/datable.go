package events

import "annals/stages"

// Which temporal expressions date events, and which belong to a name, to a figure
// that another one is compared with, or to an outlook.

// usable reports whether a temporal expression can date an event: it lies on
// the calendar, no coarser than a decade, and is neither part of a name nor a
// plain "now".
func usable(t *stages.Timex) bool {
	if t.InName || t.RangePart || t.Interval.IsZero() || t.Type == stages.TimexSet {
		return false
	}
	switch t.Value {
	case "PRESENT_REF", "PAST_REF", "FUTURE_REF":
		return false
	}
	switch t.Precision {
	case stages.PrecisionNone, stages.PrecisionCentury:
		return false
	}
	return true
}

// usable also leaves out a date that is a part of a longer name: "the 2021
// Lake Forum", "the 18th National Congress".
func (f *finder) usable(t *stages.Timex) bool {
	if !usable(t) || t.Span.Overlaps(f.w.Doc.Published.Span) || t.Span.Overlaps(f.w.Doc.Modified.Span) {
		return false // the date of the document is no date of its events
	}
	if f.beforeItsAnchor(t) || f.adrift(t) || f.numberOfName(t) {
		return false
	}
	for i := t.First; i < t.Last; i++ {
		if m := f.mentionAt(i); m >= 0 {
			if n := &f.w.Mentions[m]; n.First <= t.First && t.Last <= n.Last && n.Last-n.First > t.Last-t.First && n.Kind != stages.Role {
				return false
			}
		}
	}
	// "the United Nations 2021 Lake Forum"
	if k := f.w.SentenceAt(t.Start); t.Precision == stages.PrecisionYear && t.Last-t.First == 1 && k >= 0 && t.First > f.w.Sentences[k].First+1 && t.Last < f.w.Sentences[k].Last {
		before, after := f.mentionAt(t.First-1), f.mentionAt(t.Last)
		if before >= 0 && f.w.Mentions[before].Kind == stages.Organisation && f.w.Tokens[t.Last].Shape&stages.ShapeCapital != 0 &&
			(after < 0 || f.w.Mentions[after].Kind == stages.Title || f.w.Mentions[after].Kind == stages.Organisation) {
			return false
		}
	}
	// "the 2021 Lake Forum" where the name begins after the year
	if t.Precision == stages.PrecisionYear && t.Last-t.First == 1 && int(t.Last) < len(f.w.Tokens) && t.First > 0 {
		if m := f.mentionAt(t.Last); m >= 0 {
			n := &f.w.Mentions[m]
			if n.First == t.Last && (n.Kind == stages.Organisation || n.Kind == stages.Title) && has(f.t.words.articles, f.g.wordAt(f.w, t.First-1)) {
				return false
			}
		}
	}
	return true
}

// adrift reports whether a date is counted from the day of writing, which is not
// known ("this year", "over the past decade"), or says no more than that two
// things go together ("at the same time").
func (f *finder) adrift(t *stages.Timex) bool {
	if t.Basis != basisContext || t.First >= t.Last {
		return false
	}
	words := &f.t.words
	for i := t.First; i < t.Last; i++ {
		if w := f.g.wordAt(f.w, i); has(words.deictic, w) || has(words.same, w) && has(words.moments, f.g.wordAt(f.w, t.Last-1)) {
			return true
		}
	}
	return false
}

// basisContext is how the dates stage names a date counted from one told before.
const basisContext = "context"

// numberOfName reports whether a bare year is the number of a thing by a name: "the
// asteroid 1124 Stroma".
func (f *finder) numberOfName(t *stages.Timex) bool {
	tokens := f.w.Tokens
	return t.Last-t.First == 1 && t.Precision == stages.PrecisionYear && t.First > 0 && int(t.Last) < len(tokens) &&
		tokens[t.First-1].UPOS == stages.NOUN && tokens[t.Last].UPOS == stages.PROPN && tokens[t.Last].Shape&stages.ShapeCapital != 0
}

// beforeItsAnchor reports whether a date told as later than another one of the
// sentence ("thirty years later") came out earlier: it was counted from elsewhere.
func (f *finder) beforeItsAnchor(t *stages.Timex) bool {
	if t.Interval.Start.IsZero() || t.First == t.Last || !has(f.t.words.later, f.g.wordAt(f.w, t.Last-1)) {
		return false
	}
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		if o := &f.w.Timexes[k]; o.First < t.First && !o.Interval.Start.IsZero() && o.Type == stages.TimexDate && t.Interval.Start.Before(o.Interval.Start) {
			return true
		}
	}
	return false
}

// compared reports whether the date belongs to a figure that another one is
// compared with: "sales rose to 9 million from 7 million a year earlier",
// "versus a loss of 2 million in 1988"; or to an outlook: "cut its forecast for
// 2030". It dates that figure and nothing else.
func (f *finder) compared(t *stages.Timex) bool {
	g := &f.g
	if i := t.First - 2; i >= g.first && has(f.t.words.forWords, g.word(i+1)) && g.upos(i) == stages.NOUN && (has(f.t.words.outlooks, g.lemma(i)) || has(f.t.words.outlooks, g.word(i))) {
		return true
	}
	if t.Precision == stages.PrecisionYear || t.Precision == stages.PrecisionQuarter {
		// "raised its forecast for demand in 2030"
		for i := t.First - 2; i >= g.first && t.First-i < 7; i-- {
			if u := g.upos(i); u != stages.NOUN && u != stages.ADP && u != stages.ADJ && u != stages.DET {
				break
			}
			if has(f.t.words.outlooks, g.lemma(i)) && has(f.t.words.forWords, g.word(i+1)) {
				return true
			}
		}
	}
	number := false
	for i := t.First - 1; i >= g.first && t.First-i < 20; i-- {
		word := g.word(i)
		if f.inTimex(i) {
			return false
		}
		if has(f.t.words.versus, word) {
			return number
		}
		if number && has(f.t.words.sources, word) {
			for j := i - 1; j >= g.first; j-- {
				if c := f.candidateAt(j); c != nil && c.token == j && !c.isNoun {
					return c.class == f.t.other
				}
			}
			return false
		}
		switch g.upos(i) {
		case stages.NUM, stages.SYM:
			number = number || !f.inTimex(i)
		case stages.NOUN, stages.PROPN, stages.DET, stages.ADP, stages.CCONJ, stages.ADJ, stages.PUNCT, stages.ADV:
		default:
			return false
		}
	}
	return false
}

// bracketed reports whether the timex stands in round brackets: "(1934-2001)".
func (f *finder) bracketed(t *stages.Timex) bool {
	text := f.w.Doc.Text
	for i := int(t.Start) - 1; i >= 0 && int(t.Start)-i < 24; i-- {
		switch text[i] {
		case '(':
			return true
		case ')', '.', ',', ';', '\n':
			return false
		}
	}
	return false
}

// vagueYears is how far off the year may be that is told in centuries or decades.
const vagueYears = 5

// vague reports whether a year is counted in centuries or decades: "half a century
// ago".
func (f *finder) vague(t *stages.Timex) bool {
	if len(t.Value) != 4 {
		return false
	}
	for i := t.First; i < t.Last; i++ {
		if has(f.t.words.ages, f.g.wordAt(f.w, i)) {
			return true
		}
	}
	return false
}
