package events

import "annals/stages"

// Repairs around dates: clauses, subjects and nouns that a date in front or between
// has swallowed.

// repairRoot finds the main verb where a date, or a phrase with a preposition,
// stands as the root of the sentence.
func (f *finder) repairRoot() bool {
	g := &f.g
	root := int32(-1)
	for i := g.first; i < g.last; i++ {
		if g.head(i) < 0 {
			root = i
			break
		}
	}
	adverb := root >= 0 && g.upos(root) == stages.ADV
	if root < 0 || !g.isNoun(root) && !adverb || g.childWith(root, stages.RelCop, stages.RelNsubj, stages.RelNsubjPass) >= 0 {
		return false
	}
	if !adverb && !f.inTimex(root) && (g.childWith(root, stages.RelCase) < 0 || g.childWith(root, stages.RelCase) > root) {
		return false
	}
	for i := root + 1; i < g.last; i++ {
		if g.upos(i) != stages.VERB {
			continue
		}
		aux := g.childWith(i, stages.RelAux, stages.RelAuxPass)
		if g.tag(i) != stages.TagVBD && g.tag(i) != stages.TagVBZ && g.tag(i) != stages.TagVBP && aux < 0 {
			continue
		}
		if s := g.childWith(i, stages.RelNsubj, stages.RelNsubjPass); s >= 0 && g.relative(s) {
			continue
		}
		if g.childWith(i, stages.RelMark) >= 0 {
			continue
		}
		// its noun was coordinated with the date, or it modifies the noun
		old := g.head(i)
		f.promote(i)
		if g.childWith(i, stages.RelNsubj, stages.RelNsubjPass) < 0 && old >= 0 && old < i && g.isNoun(old) && !f.inTimex(old) && old != root {
			f.hang(old, i, stages.RelNsubj)
		}
		for j := i + 1; j < g.last; j++ {
			if g.nodes[j-g.first].head == root && g.rel(j) == stages.RelConj && g.upos(j) == stages.VERB {
				f.hang(j, i, stages.RelConj)
			}
		}
		return true
	}
	return false
}

// repairSubject takes a day or month before the subject for what it is: "On 4 May
// Peru and Chile signed" with "May" as subject.
func (f *finder) repairSubject() bool {
	g := &f.g
	for i := g.first; i < g.last; i++ {
		r := g.rel(i)
		k := f.timexAt(i)
		if r != stages.RelNsubj && r != stages.RelNsubjPass || k < 0 {
			continue
		}
		t := &f.w.Timexes[k]
		v := g.head(i)
		if v > t.Last {
			if s := g.childWith(v, stages.RelNsubj, stages.RelNsubjPass); s == i {
				for s = g.nextChild(s); s >= 0 && g.rel(s) != r; s = g.nextChild(s) {
				}
				if s >= t.Last && s < v {
					g.nodes[i-g.first].rel = stages.RelObl // "Since 1990 Fiji has taken part": two subjects
					return true
				}
			}
		}
		if v < t.Last+1 || t.Precision != stages.PrecisionDay && t.Precision != stages.PrecisionMonth && t.Precision != stages.PrecisionTime {
			continue
		}
		for j := v - 1; j >= t.Last; j-- {
			if !g.isNoun(j) || g.rel(j) == stages.RelConj || g.rel(j) == stages.RelCompound {
				continue
			}
			if h := g.head(j); h >= t.First && h < t.Last || h == v {
				g.nodes[i-g.first].rel = stages.RelObl
				f.hang(j, v, r)
				return true
			}
		}
	}
	return false
}

// repairPremodifier hangs a date between an article and an event noun on the
// noun: "the January 1998 bombing", "in the Dec. 21, 1988, crash". Between the
// two nothing else can stand.
func (f *finder) repairPremodifier() bool {
	g := &f.g
	changed := false
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		t := &f.w.Timexes[k]
		if t.First <= g.first || t.Last >= g.last || g.upos(t.First-1) != stages.DET || t.Type != stages.TimexDate {
			continue
		}
		i := t.Last
		if g.word(i) == "," {
			i++
		}
		noun := int32(-1)
		for ; i < g.last && i < t.Last+5; i++ {
			if u := g.upos(i); u != stages.NOUN && u != stages.ADJ && u != stages.PROPN {
				break
			}
			if g.upos(i) == stages.NOUN {
				noun = i
			}
		}
		if noun < 0 || f.nounClass(noun) < 0 || g.childWith(noun, stages.RelCop) >= 0 {
			continue
		}
		a := f.attachment(t)
		if a < 0 || g.head(a) == noun || g.below(a, noun) {
			continue
		}
		head, rel := g.head(a), g.rel(a)
		if head >= 0 && head != noun && (g.rel(noun) == stages.RelParataxis || g.rel(noun) == stages.RelAppos || g.head(noun) >= t.First && g.head(noun) < t.Last || g.below(noun, a)) {
			f.hang(noun, head, rel)
		}
		f.hang(a, noun, stages.RelNmodUnmarked)
		for j := t.First - 1; j >= g.first && j >= t.First-2; j-- {
			if r := g.rel(j); r == stages.RelDet || r == stages.RelCase {
				f.hang(j, noun, r)
			}
		}
		g.link()
		changed = true
	}
	return changed
}

// repairMerged frees a date in front that the parse took into the subject: "In
// the 1860s settlers built", "Last year Egypt hosted". No subject has a
// preposition, nor "last" before its name.
func (f *finder) repairMerged() bool {
	g := &f.g
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		t := &f.w.Timexes[k]
		bare := t.First == f.body && t.Last-t.First >= 2 && t.Type == stages.TimexDate && (g.upos(t.First) == stages.ADJ || g.upos(t.First) == stages.DET)
		if t.Last >= g.last || !bare && (t.First-1 < f.body || t.First-1 > f.body+1 || g.upos(t.First-1) != stages.ADP) {
			continue
		}
		a := f.attachment(t)
		if a < 0 {
			continue
		}
		subject := g.head(a)
		if subject < t.Last || g.rel(subject) != stages.RelNsubj && g.rel(subject) != stages.RelNsubjPass || g.head(subject) < 0 {
			continue
		}
		f.hang(a, g.head(subject), stages.RelObl)
		if !bare {
			f.hang(t.First-1, a, stages.RelCase)
		}
		return true
	}
	return false
}

// repairSubordinate hangs a date inside the clause that begins the sentence on
// the verb of that clause: "Since fighting broke out on 15 April, thousands have
// fled". It cannot date the main verb behind the comma.
func (f *finder) repairSubordinate() bool {
	g := &f.g
	if f.body+3 >= g.last || g.rel(f.body) != stages.RelMark {
		return false
	}
	comma := f.body
	for comma < g.last && g.word(comma) != "," || f.inTimex(comma) {
		comma++
	}
	verb := int32(-1)
	for i := f.body; i < comma && verb < 0; i++ {
		if g.upos(i) == stages.VERB && finiteTag(g.tag(i)) {
			verb = i
		}
	}
	if comma >= g.last || verb < 0 {
		return false
	}
	changed := false
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		t := &f.w.Timexes[k]
		if t.First <= verb || t.Last > comma {
			continue
		}
		if a := f.attachment(t); a >= 0 && g.head(a) > comma {
			f.hang(a, verb, stages.RelObl)
			changed = true
		}
	}
	return changed
}

// repairFront frees what was coordinated with a date in front: "In March 2017,
// Kenya ... made".
func (f *finder) repairFront() bool {
	g := &f.g
	changed := false
	for i := g.first + 1; i < g.last; i++ {
		h := g.head(i)
		if h < 0 || h >= i || !f.inTimex(h) || f.inTimex(i) || g.rel(i) != stages.RelConj && g.rel(i) != stages.RelAppos {
			continue
		}
		if g.childWith(i, stages.RelCC) >= 0 || !g.isNoun(i) {
			if g.tag(i) == stages.TagVBG {
				if v := g.head(h); v >= 0 {
					f.hang(i, v, stages.RelAdvcl)
					changed = true
				}
			}
			continue
		}
		// the next verb of the line without a subject
		for v := i + 1; v < g.last; v++ {
			if g.upos(v) == stages.VERB && g.rel(v) != stages.RelAmod && g.tag(v) != stages.TagVBG && g.childWith(v, stages.RelNsubj, stages.RelNsubjPass) < 0 &&
				g.rel(v) != stages.RelACL && g.rel(v) != stages.RelACLRelcl && g.rel(v) != stages.RelConj {
				r := stages.RelNsubj
				if g.childWith(v, stages.RelAuxPass) >= 0 {
					r = stages.RelNsubjPass
				}
				f.hang(i, v, r)
				changed = true
				break
			}
			if g.upos(v) == stages.VERB && finiteTag(g.tag(v)) {
				break
			}
		}
	}
	return changed
}
