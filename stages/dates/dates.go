// Package dates finds temporal expressions and places them in the calendar:
// TIMEX3 types, values and modifiers (ISO-TimeML), and for each the interval of
// days, its precision and what it rests on.
//
// A language is data: words with what they say (dates.yaml), shapes of classes
// and words (dates-shapes.yaml), holidays (dates-holidays.yaml) and verb forms
// that show tense (dates-tense.yaml). The code knows the calendar, numbers and
// how relative dates are anchored, and no word.
//
// # Ranges and lists
//
// "July 1 to July 3, 1863" is two expressions in TIMEX3, and two rows here: each
// end with its own day, marked RangePart. A range under a preposition that
// governs both ends, with an end that is no date by itself ("from June 14 to 15,
// 2023", "from March to April 2023"), is one row with the interval, and so is a
// pair of decades under one article ("the 1960s and 1970s"). Lists ("in 2007 and
// 2009") are always one row an element.
package dates

import (
	"context"
	"errors"
	"fmt"

	"annals/stages"
	"annals/stages/lang"
)

type stage struct {
	languages []*language
}

// New compiles the languages of the packs. A document's language picks its
// pack; the first pack serves documents of unknown language.
func New(packs ...*lang.Pack) (stages.Stage, error) {
	if len(packs) == 0 {
		return nil, errors.New("dates: no language given")
	}
	s := &stage{}
	for _, pack := range packs {
		l, err := newLanguage(pack)
		if err != nil {
			return nil, fmt.Errorf("dates: %w", err)
		}
		s.languages = append(s.languages, l)
	}
	return s, nil
}

// NewDayFirst is New where numeric dates without evidence in their document put
// the day before the month (03/04/2023 is 3 April), or the month before the day,
// whatever the language's habit.
func NewDayFirst(dayFirst bool, packs ...*lang.Pack) (stages.Stage, error) {
	made, err := New(packs...)
	if err != nil {
		return nil, err
	}
	for _, l := range made.(*stage).languages {
		l.policy.DayFirst = dayFirst
	}
	return made, nil
}

func (s *stage) Name() string { return "dates" }

// Run writes w.Timexes.
func (s *stage) Run(_ context.Context, w *stages.Work) error {
	l := s.languages[0]
	if code := w.Doc.Language; code != "" {
		l = nil
		for _, x := range s.languages {
			if x.code == code || len(code) > len(x.code) && code[:len(x.code)] == x.code && code[len(x.code)] == '-' {
				l = x
			}
		}
		if l == nil {
			return nil
		}
	}
	p, ok := w.DatesScratch.(*parser)
	if !ok {
		p = &parser{}
		w.DatesScratch = p
	}
	find(p, l, w)
	return nil
}

// find is the stage as a function of one document; p is scratch space.
func find(p *parser, l *language, w *stages.Work) {
	p.l, p.w, p.text, p.tokens = l, w, w.Doc.Text, w.Tokens
	p.found, p.ends, p.dayFirst = p.found[:0], p.ends[:0], 0
	p.effort = 0
	p.values, p.valueEnd = p.values[:0], p.valueEnd[:0]
	p.scan()
	w.Timexes = w.Timexes[:0]
	r := resolver{p: p, dct: w.Doc.Published.Interval.Start, buf: p.buf, lastStretch: -1}
	r.narrative = p.narrative(r.dct)
	r.dayFirst = p.dayFirst > 0 || p.dayFirst == 0 && l.policy.DayFirst
	for i := range p.found {
		if i+1 < len(p.found) {
			p.found[i].next = &p.found[i+1]
		}
		r.emit(&p.found[i])
	}
	p.buf = r.buf
	// the values of all rows are one string
	all := string(p.values)
	for i, start := 0, int32(0); i < len(w.Timexes); i++ {
		w.Timexes[i].Value = all[start:p.valueEnd[i]]
		start = p.valueEnd[i]
	}
	p.w, p.text, p.tokens = nil, "", nil
}

// value is the value of a row of the document at hand.
func (p *parser) value(row int32) []byte {
	start := int32(0)
	if row > 0 {
		start = p.valueEnd[row-1]
	}
	return p.values[start:p.valueEnd[row]]
}
