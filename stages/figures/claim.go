package figures

import "annals/stages"

// claims writes the figures of sentence n.
func (f *stage) claims(w *stages.Work, s *scanner, n int, found []quantity) {
	for i := range found {
		q := &found[i]
		if q.minor != notMinor && !f.options.Quantities {
			continue
		}
		w.Figures = append(w.Figures, f.figure(w, s, n, q))
	}
}

// figure is the row of a quantity.
func (f *stage) figure(w *stages.Work, s *scanner, n int, q *quantity) stages.Figure {
	r := stages.Figure{
		Span: stages.Span{Start: q.start, End: q.end}, First: q.first, Last: q.last,
		Hedge: q.hedgeSpan, Direction: q.direction, Quote: -1, ChangeNoun: q.direction != "" && !q.changeVerb, Modality: "asserted", Confidence: 0.8,
		Rule: joinRule(ruleOf[q.form], q.rule),
	}
	f.interval(&r, q)
	if q.unit >= 0 {
		u := &f.lexicon.units[q.unit]
		r.Unit, r.UnitName, r.Dimension, r.UnitSpan = u.id, u.name, u.dimension, q.unitSpan
		if q.per != "" {
			r.Unit += " per " + q.per
			r.UnitName += " per " + q.per
			r.Dimension = "rate"
		}
		if u.dimension == "currency" {
			r.Counted = q.unitSpan
		}
	}
	f.noun(w, s, n, q, &r)
	for k := range w.Quotes {
		if w.Quotes[k].Contains(r.Span) && (r.Quote < 0 || w.Quotes[k].Len() <= w.Quotes[r.Quote].Len()) {
			r.Quote = int32(k)
		}
	}
	return r
}

var ruleOf = [...]string{formDigits: "number.digits", formWords: "number.words", formMixed: "number.mixed", formFraction: "number.fraction", formTwice: "number.multiple"}

func bound(d decimal) stages.Bound {
	return stages.Bound{Known: true, Value: d.float(), Exact: d.String()}
}

// interval sets the value interval and the qualifier.
func (f *stage) interval(r *stages.Figure, q *quantity) {
	r.Number = q.value.String()
	low, high := bound(q.value), bound(q.value)
	r.Qualifier = q.hedge
	if r.Qualifier == "" {
		r.Qualifier = stages.QualifierExact
	}
	if q.ranged {
		r.Number += ".." + q.to.String()
		high = bound(q.to)
		if r.Qualifier == stages.QualifierExact || r.Qualifier == stages.QualifierAbout {
			r.Qualifier = stages.QualifierRange
		}
	}
	if q.vague {
		r.Number += ".." + q.high.String()
		high = bound(q.high)
		if r.Qualifier == stages.QualifierExact || r.Qualifier == stages.QualifierAbout {
			r.Qualifier = stages.QualifierVague
		} else {
			// a hedged magnitude is hedged at the magnitude itself: "nearly trillions"
			low, high = bound(q.one), bound(q.one)
		}
	}
	switch r.Qualifier {
	case stages.QualifierOver, stages.QualifierAtLeast:
		high = stages.Bound{}
	case stages.QualifierUnder, stages.QualifierNearly, stages.QualifierUpTo:
		low = stages.Bound{}
	}
	r.Min, r.Max = low, high
}
