package dates

import (
	"strings"

	"annals/stages"
)

// allowed checks the conditions of a rule for tokens [start, end) of the island.
func (p *parser) allowed(r *rule, start, end int32) bool {
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
	return !(len(r.after) > 0 && !p.classAfter(end, r.after) || len(r.notAfter) > 0 && p.classAfter(end, r.notAfter))
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
		for k := p.matchAt[s]; k < p.matchAt[s+1]; k++ {
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
	for k := p.matchAt[i]; k < p.matchAt[i+1]; k++ {
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
