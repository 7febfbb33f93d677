// Package figures finds quantities: what is counted or measured, how much of it,
// said how surely, by whom, for whom, as of when.
//
// It works in three layers. The first goes over the tokens once and reads
// numbers, units and hedges (numeral.go, words.go, quantity.go, unit.go, range.go,
// context.go); it needs no syntax, allocates nothing per token and drops most
// numbers that are no quantities. Only sentences in which it found one are tagged;
// the second layer finds what is counted (claim.go, noun.go). The third says what
// kind of statement it is: measure, modality (meaning.go, measures.go), actor.go,
// scope.go, asof.go. With bare quantities it says what each is a property of
// (concept.go).
package figures

import (
	"context"

	"annals/stages"
	"annals/stages/lang"
)

// Options of the stage.
type Options struct {
	// Measures are the contents of further measure files (YAML), read after
	// those of the language: a measure in them with the id of an older one
	// replaces it.
	Measures [][]byte
	// Quantities gives the bare quantities: lengths of time and the numeral
	// "one" are found too. Rows never want this: a length of time is a row of
	// dates.
	Quantities bool
}

type stage struct {
	lexicon  *lexicon
	taxonomy *taxonomy
	options  Options
}

// New compiles the language data.
func New(pack *lang.Pack, options Options) (stages.Stage, error) {
	x, err := loadLexicon(pack)
	if err != nil {
		return nil, err
	}
	t, err := loadTaxonomy(pack, options.Measures)
	if err != nil {
		return nil, err
	}
	return &stage{lexicon: x, taxonomy: t, options: options}, nil
}

func (f *stage) Name() string { return "figures" }

// Run writes w.Figures, in text order.
func (f *stage) Run(ctx context.Context, w *stages.Work) error {
	s := scanner{x: f.lexicon, text: w.Doc.Text, tokens: w.Tokens}
	c := claimer{x: f.lexicon, t: f.taxonomy, w: w, s: &s, quantities: f.options.Quantities}
	var found []quantity
	timex := 0
	for n := range w.Sentences {
		sentence := &w.Sentences[n]
		found = s.sentence(found[:0], sentence.First, sentence.Last)
		if len(found) == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for timex < len(w.Timexes) && w.Timexes[timex].End <= sentence.Start {
			timex++
		}
		found = s.dropDates(found, w.Timexes[timex:])
		if f.options.Quantities {
			found = s.joinTransitions(found)
		} else {
			found = s.splitTransitions(found, sentence.First)
		}
		c.claims(n, found)
	}
	return nil
}

// sentence appends the quantities of tokens [first, stop).
func (s *scanner) sentence(found []quantity, first, stop int32) []quantity {
	for i := first; i < stop; {
		t := &s.tokens[i]
		c := s.text[t.Start]
		if c < 0x80 && !isDigit(c) && !(c == '.' && t.Len() > 1) {
			if t.Class != stages.ClassWord {
				i++
				continue
			}
			if t.Shape&stages.ShapeDigit == 0 && s.x.starts.Step(0, s.text, t) < 0 {
				i++
				continue
			}
		}
		q, ok := s.read(i, stop)
		if !ok {
			i++
			continue
		}
		if q.left < first { // a sign or currency of the sentence before
			begin := s.tokens[first].Start
			q.left, q.leftByte, q.first, q.start = first, begin, max(q.first, first), max(q.start, begin)
			if q.unit >= 0 && q.unitSpan.Start < begin {
				q.unit, q.unitSpan = -1, stages.Span{}
			}
		}
		next := max(q.next, q.last, i+1)
		if q.form != formOrdinal {
			s.findHedge(&q, first, stop)
			if s.isFigure(&q, first, stop) {
				s.findDirection(&q, first, stop)
				s.classify(&q, first, stop)
				if q.minor != minorPronoun {
					found = append(found, q)
				}
				next = max(next, q.next)
			} else if q.form == formDigits && s.byteAt(q.end) == '-' && isDigit(s.byteAt(q.end+1)) {
				next = s.skipChain(next, stop)
			}
		} else {
			next = s.skipChain(next, stop)
		}
		i = next
	}
	s.shareUnits(found)
	return s.joinBounds(found)
}

// skipChain steps over the rest of an identifier: "A/RES/41/128", "978-0-306-40615-7".
func (s *scanner) skipChain(i, stop int32) int32 {
	for i < stop && !s.space(i) {
		t := &s.tokens[i]
		c := s.text[t.Start]
		if !isDigit(c) && !(t.Len() == 1 && (c == '-' || c == '/' || c == '.') && i+1 < stop && !s.space(i+1)) {
			break
		}
		i++
	}
	return i
}

// classify marks lengths of time and the pronoun "one".
func (s *scanner) classify(q *quantity, first, stop int32) {
	if q.unit >= 0 && s.x.units[q.unit].dimension == "time" && q.per == "" {
		q.minor = minorDuration
		if s.isAge(q, first, stop) {
			q.minor = notMinor
			q.rule = joinRule(q.rule, "age")
		}
		return
	}
	if q.form == formWords && !q.ranged && q.unit < 0 && q.last == q.first+1 && q.value.equal(fromInt(1)) && !q.article {
		q.minor = minorOne
		if q.first > first && s.roleOf(q.first-1)&rolePronoun != 0 {
			q.minor = minorPronoun
		}
	}
	if w := s.number(q.first); w != nil && w.kind == wordDozen && q.last == q.first+1 && q.hedge == "" {
		q.minor = minorPronoun // "a baker's dozen"
	}
	if q.form == formTwice {
		if _, n := s.x.multiplied.Longest(s.text, s.tokens[:stop], int(q.next)); n == 0 {
			q.minor = minorPronoun // "scored twice", "twice as loud"
		}
	}
	if q.form == formWords && q.unit < 0 && q.first > first {
		// "Channel Four", "the Big Six": a name
		a, b := &s.tokens[q.first-1], &s.tokens[q.first]
		if a.Shape&b.Shape&stages.ShapeCapital != 0 && a.Class == stages.ClassWord && b.Shape&stages.ShapeSentenceStart == 0 && a.Shape&stages.ShapeSentenceStart == 0 && s.roleOf(q.first-1)&roleFunction == 0 {
			q.minor = minorPronoun
		}
	}
}

func joinRule(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + "+" + b
}

// isAge reports whether a length of time is an age: "18-year-old", "five years
// old", "aged 65 years".
func (s *scanner) isAge(q *quantity, first, stop int32) bool {
	j := q.next
	if j < stop && s.tokens[j].Len() == 1 && s.text[s.tokens[j].Start] == '-' {
		j++
	}
	if j < stop && s.x.age.Word(s.text, &s.tokens[j]) >= 0 {
		return true
	}
	if q.unit >= 0 && q.unitSpan.Len() > 0 && s.x.ageUnits.Word(s.text, &s.tokens[s.tokenIndex(q.unitSpan.Start)]) >= 0 {
		return true
	}
	if v, n := s.x.age.Longest(s.text, s.tokens[:stop], int(j)); j < stop && v >= 0 && n > 0 {
		return true
	}
	for k := q.hedgeFirst - 1; k >= first && k >= q.hedgeFirst-2; k-- {
		if s.x.aged.Word(s.text, &s.tokens[k]) >= 0 {
			return true
		}
	}
	return false
}

// dropDates removes quantities that are dates or times, and keeps lengths of
// time apart. timexes begin with those of the sentence.
func (s *scanner) dropDates(found []quantity, timexes []stages.Timex) []quantity {
	kept := found[:0]
	t := 0
	for _, q := range found {
		span := stages.Span{Start: q.leftByte, End: max(q.end, q.unitSpan.End)}
		for t < len(timexes) && timexes[t].End <= span.Start {
			t++
		}
		drop := false
		for k := t; k < len(timexes) && timexes[k].Start < span.End; k++ {
			x := &timexes[k]
			if !x.Overlaps(stages.Span{Start: q.start, End: q.end}) {
				continue
			}
			strong := q.unit >= 0 && s.x.units[q.unit].dimension != "time"
			if q.rule == "age" || strong && x.Type != stages.TimexSet {
				continue
			}
			if x.Type == stages.TimexDuration || x.Type == stages.TimexSet {
				if q.minor == notMinor {
					q.minor = minorDuration
				}
				continue
			}
			if x.Len() < q.unitlessLen() && (q.form == formWords || q.form == formMixed) {
				continue // part of a number in words that looks like a year
			}
			if q.ranged && q.unit < 0 && q.to.less(fromInt(2200)) && q.value.less(fromInt(1500)) && s.nounFollows(&q, int32(len(s.tokens))) {
				continue // "from 1000 to 2000 posts"
			}
			if q.minor == minorDuration { // "two years later" is a date; as quantity it is still two years
				continue
			}
			drop = true
		}
		if !drop {
			kept = append(kept, q)
		}
	}
	return kept
}

// unitlessLen is the length in bytes of the number itself.
func (q *quantity) unitlessLen() int { return int(q.end - q.start) }
