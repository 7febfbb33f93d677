package dates

import (
	"strings"

	"annals/stages"
)

// allowed checks the conditions of a rule for tokens [start, end) of the island.
func (p *parser) allowed(r *rule, start, end int32) bool {
	if r.arranged && !p.arranged {
		return false
	}
	if r.capital {
		t := &p.tokens[p.first+int(start)]
		if t.Shape&stages.ShapeCapital == 0 || r.inside && t.Shape&stages.ShapeSentenceStart != 0 {
			return false
		}
	}
	if r.joined {
		for i := start + 1; i < end; i++ {
			if p.tokens[p.first+int(i)].Shape&stages.ShapeSpaceBefore != 0 {
				return false
			}
		}
	}
	if r.again && !p.afterClock(p.first+int(start)) {
		return false
	}
	if r.unchained && p.chained(p.first+int(start)) {
		return false
	}
	if r.uncounted && p.counts(start, end) {
		return false
	}
	if next := p.first + int(end); r.closed && next < len(p.tokens) && !p.classAfter(end, []class{p.l.stop}) {
		switch p.tokens[next].Class {
		case stages.ClassWord, stages.ClassNumber:
			if p.tokens[next].Shape&stages.ShapeSentenceStart == 0 {
				return false
			}
		}
	}
	if len(r.before) > 0 && !p.classBefore(start, r.before) || len(r.notBefore) > 0 && p.classBefore(start, r.notBefore) {
		return false
	}
	return !(len(r.after) > 0 && !p.classAfter(end, r.after) && !(p.endsSentence(end) && contains(r.after, p.l.stop)) || len(r.notAfter) > 0 && p.classAfter(end, r.notAfter))
}

// maxAgain is how many tokens may stand between two clock times of one matter:
// "the 3pm call with Ms. Ito to 4".
const maxAgain = 6

// afterClock reports whether a clock time stands just before token i in the same
// sentence: in the island at hand, or as the last expression found.
func (p *parser) afterClock(i int) bool {
	for s := max(0, i-p.first-maxAgain); s < i-p.first; s++ {
		for k := p.places[s].firstMatch; k < p.places[s+1].firstMatch; k++ {
			if m := p.meaningOf(p.matches[k].item); m.is(fMeridiem) || m.is(fHour) && m.is(fMinute) {
				return true
			}
		}
	}
	n := len(p.found)
	if n == 0 || !p.found[n-1].meaning.is(fHour) || i-int(p.found[n-1].last) > maxAgain {
		return false
	}
	for j := int(p.found[n-1].last); j <= i; j++ {
		if p.tokens[j].Shape&stages.ShapeSentenceStart != 0 {
			return false
		}
	}
	return true
}

// chained reports whether the number that is token i is joined by hyphens to two
// more, or follows one that is no year, month or day: a telephone or part number.
func (p *parser) chained(i int) bool {
	links := 0
	for j := i; p.hyphened(j); j -= 2 {
		if links++; links > 1 {
			return true
		}
		if t := &p.tokens[j-2]; t.Len() > 4 || t.Len() != 4 && readDigits(p.text[t.Start:t.End]).value > 31 {
			return true
		}
	}
	for j := i + 2; p.hyphened(j); j += 2 {
		if links++; links > 1 {
			return true
		}
	}
	return false
}

// hyphened reports whether token i is a number joined by a hyphen to the number
// before it.
func (p *parser) hyphened(i int) bool {
	if i < 2 || i >= len(p.tokens) {
		return false
	}
	a, hyphen, b := &p.tokens[i-2], &p.tokens[i-1], &p.tokens[i]
	return b.Class == stages.ClassNumber && a.Class == stages.ClassNumber && (b.Shape|hyphen.Shape)&stages.ShapeSpaceBefore == 0 && p.text[hyphen.Start:hyphen.End] == "-"
}

// endsSentence reports whether nothing of the sentence follows token i of the island.
func (p *parser) endsSentence(i int32) bool {
	next := p.first + int(i)
	return next >= len(p.tokens) || p.tokens[next].Shape&stages.ShapeSentenceStart != 0
}

// counts reports whether the number at tokens [start, end) of the island looks
// like a count: a plural noun follows, and no word of time stands before.
func (p *parser) counts(start, end int32) bool {
	next := p.first + int(end)
	if next >= len(p.tokens) {
		return false
	}
	t := &p.tokens[next]
	if t.Class != stages.ClassWord || t.Shape&(stages.ShapeCapital|stages.ShapeClitic|stages.ShapeSentenceStart) != 0 || t.Shape&stages.ShapeSpaceBefore == 0 {
		return false
	}
	plural := false
	for _, e := range p.l.policy.Plural {
		plural = plural || strings.HasSuffix(p.text[t.Start:t.End], e)
	}
	if !plural || p.l.notPlural.Word(p.text, t) >= 0 {
		return false
	}
	prev := p.first + int(start) - 1
	return prev >= 0 && p.tokens[prev+1].Shape&stages.ShapeSentenceStart == 0 && p.l.yearWords.Word(p.text, &p.tokens[prev]) < 0
}

// classBefore reports whether a word of one of the classes ends at i.
func (p *parser) classBefore(i int32, classes []class) bool {
	for s := max(0, i-4); s < i; s++ {
		for k := p.places[s].firstMatch; k < p.places[s+1].firstMatch; k++ {
			if m := &p.matches[k]; m.start+m.n == i && contains(classes, m.class) {
				return true
			}
		}
	}
	return false
}

// classAfter reports whether a word of one of the classes begins at i.
func (p *parser) classAfter(i int32, classes []class) bool {
	if int(i) >= p.n {
		return false
	}
	for k := p.places[i].firstMatch; k < p.places[i+1].firstMatch; k++ {
		if contains(classes, p.matches[k].class) {
			return true
		}
	}
	return false
}

func contains(classes []class, c class) bool {
	for _, x := range classes {
		if x == c {
			return true
		}
	}
	return false
}
