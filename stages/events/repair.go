package events

import (
	"strings"

	"annals/stages"
)

// repair mends what a parser of news and history gets wrong most: a date in
// front that swallows the clause, a past tense taken for a participle, a passive
// taken for an adjective. It changes the finder's copy of the parse only. Every
// repair asks for evidence in the tags and the order of the words, and changes
// nothing where the parse is sound.
func (f *finder) repair() {
	changed := f.repairDateline()
	changed = f.repairMoreThan() || changed
	changed = f.repairCue() || changed
	changed = f.repairPassive() || changed
	if f.repairReduced() {
		f.g.link()
		changed = true
	}
	changed = f.repairSubjects() || changed
	changed = f.repairReported() || changed
	changed = f.repairHidden() || changed
	changed = f.repairPremodifier() || changed
	changed = f.repairTense() || changed
	changed = f.repairRoot() || changed
	changed = f.repairFront() || changed
	changed = f.repairSubject() || changed
	changed = f.repairMerged() || changed
	if changed {
		f.g.link()
	}
}

// repairDateline frees the sentence from a dateline before it ("OSLO, May 3 --
// The minister left"): the subject of the first verb stands behind the dash.
func (f *finder) repairDateline() bool {
	g := &f.g
	f.body = g.first
	dash := int32(-1)
	for i := g.first; i < min(g.last, g.first+20); i++ {
		if has(f.t.words.dashes, g.word(i)) && g.w.Tokens[i].Shape&stages.ShapeSpaceBefore != 0 && i+1 < g.last &&
			g.w.Tokens[i+1].Shape&stages.ShapeSpaceBefore != 0 {
			dash = i
			break
		}
		switch g.upos(i) {
		case stages.PROPN, stages.NUM, stages.PUNCT, stages.SYM, stages.X, stages.ADP, stages.NOUN, stages.CCONJ:
		default:
			if g.w.Tokens[i].Shape&(stages.ShapeCapital|stages.ShapeDigit) == 0 {
				return false
			}
		}
	}
	if dash < 0 || dash == g.first || g.w.Tokens[g.first].Shape&stages.ShapeCapital == 0 {
		return false
	}
	f.body = dash + 1
	changed := false
	for i := g.first; i < f.body; i++ {
		if h := g.head(i); h >= f.body && g.rel(i) != stages.RelDep {
			g.nodes[i-g.first].rel = stages.RelDep
			changed = true
		}
	}
	for v := f.body; v < g.last; v++ {
		if g.upos(v) != stages.VERB || !finiteTag(g.tag(v)) && g.childWith(v, stages.RelAux, stages.RelAuxPass) < 0 {
			continue
		}
		s := g.childWith(v, stages.RelNsubj, stages.RelNsubjPass)
		if s >= f.body || s < 0 && g.rel(v) != stages.RelRoot {
			break
		}
		for i := v - 1; i >= f.body; i-- {
			if h := g.head(i); g.isNoun(i) && h >= 0 && h < f.body && !f.inTimex(i) {
				r := stages.RelNsubj
				if s >= 0 {
					r = g.rel(s)
					f.hang(s, v, stages.RelDep)
				}
				f.hang(i, v, r)
				changed = true
				break
			}
		}
		break
	}
	return changed
}

// repairCue frees a verb of speech from words of what is said: its subject and its
// conjunction stand outside the speech.
func (f *finder) repairCue() bool {
	g := &f.g
	changed := false
	for i := g.first; i < g.last; i++ {
		if g.upos(i) != stages.VERB {
			continue
		}
		q := f.w.QuoteCuedBy(g.w.Tokens[i].Span)
		if q < 0 || f.w.Quotes[q].Contains(g.w.Tokens[i].Span) {
			continue
		}
		for k := g.firstChild(i); k >= 0; k = g.nextChild(k) {
			switch g.rel(k) {
			case stages.RelNsubj, stages.RelNsubjPass, stages.RelMark, stages.RelAux:
				if f.w.Quotes[q].Contains(g.w.Tokens[k].Span) {
					g.nodes[k-g.first].rel, changed = stages.RelDep, true
				}
			}
		}
	}
	return changed
}

// repairMoreThan hangs "more than" on the number behind it.
func (f *finder) repairMoreThan() bool {
	g := &f.g
	changed := false
	for i := g.first; i+2 < g.last; i++ {
		if !has(f.t.words.more, g.word(i)) || !has(f.t.words.than, g.word(i+1)) || g.upos(i+2) != stages.NUM || f.inTimex(i+2) {
			continue
		}
		number := i + 2
		for h := g.head(number); h > number && h < g.last && g.rel(number) != stages.RelConj && g.upos(number) == stages.NUM; h = g.head(number) {
			number = h // the counted noun
		}
		if g.head(i) == number && g.head(i+1) == i || number == i+2 && g.head(number) < 0 {
			continue
		}
		f.hang(i, number, stages.RelAdvmod)
		f.hang(i+1, i, stages.RelFixed)
		changed = true
	}
	return changed
}

// finiteTag reports a tag that only a finite verb has.
func finiteTag(t stages.Tag) bool {
	return t == stages.TagVBD || t == stages.TagVBZ || t == stages.TagVBP || t == stages.TagMD
}

// repairPassive makes "was dispatched" with "dispatched" as adjective a passive
// where the word is a participle of a listed verb and something with a place or
// a time follows it.
func (f *finder) repairPassive() bool {
	g := &f.g
	changed := false
	for i := g.first; i < g.last; i++ {
		if g.upos(i) != stages.ADJ {
			continue
		}
		cop := g.childWith(i, stages.RelCop)
		if cop < 0 || g.childWith(i, stages.RelObl, stages.RelOblUnmarked) < 0 {
			continue
		}
		word := g.word(i)
		for _, e := range f.t.words.participles {
			l := strings.TrimSuffix(word, e)
			if len(l) == len(word) || f.t.verbs[l] == nil || f.t.verbs[l].class < 0 {
				continue
			}
			n := &g.nodes[i-g.first]
			n.upos, n.tag, n.lemma = stages.VERB, stages.TagVBN, l
			g.nodes[cop-g.first].rel = stages.RelAuxPass
			if s := g.childWith(i, stages.RelNsubj); s >= 0 {
				g.nodes[s-g.first].rel = stages.RelNsubjPass
			}
			changed = true
			break
		}
	}
	return changed
}

// repairTense makes a participle the past tense where it stands as one: with a
// subject and no auxiliary, with an object after it, or as the only verb of
// the sentence between two noun phrases.
func (f *finder) repairTense() bool {
	g := &f.g
	changed := false
	finite := false
	for i := g.first; i < g.last; i++ {
		finite = finite || finiteTag(g.tag(i))
	}
	for i := g.first; i < g.last; i++ {
		n := &g.nodes[i-g.first]
		// "reform and opening up in 1978": a noun
		if n.tag == stages.TagVBG && n.rel == stages.RelConj && n.upos == stages.VERB {
			if h := g.head(i); h >= 0 && g.upos(h) == stages.NOUN && g.childWith(i, stages.RelObj, stages.RelNsubj, stages.RelAux) < 0 {
				n.upos, n.tag = stages.NOUN, stages.TagNN
				changed = true
				continue
			}
		}
		// "and wounded six others": nothing but a verb stands before a number or
		// an article
		if (n.rel == stages.RelAmod || n.rel == stages.RelConj) && (n.tag == stages.TagVBN || n.tag == stages.TagJJ) && i+1 < g.last &&
			(g.upos(i+1) == stages.NUM || g.upos(i+1) == stages.DET) && f.listedParticiple(i) && f.repairListed(i) {
			changed = true
			continue
		}
		// "has trained judges" with "trained" before the noun: an auxiliary makes it
		// a verb
		if n.rel == stages.RelAmod && n.tag == stages.TagVBN && g.childWith(i, stages.RelAux) >= 0 && g.head(i) > i && g.head(g.head(i)) < 0 {
			object := g.head(i)
			f.promote(i)
			f.hang(object, i, stages.RelObj)
			finite, changed = true, true
			continue
		}
		// "The attacks on 7 August killed": no past tense is a reduced clause
		if n.tag == stages.TagVBD && n.rel == stages.RelACL && g.childWith(i, stages.RelNsubj, stages.RelNsubjPass, stages.RelAux, stages.RelAuxPass, stages.RelMark) < 0 {
			if subject := g.head(i); subject >= 0 && subject < i && g.head(subject) < 0 && !f.inTimex(subject) {
				f.promote(i)
				f.hang(subject, i, stages.RelNsubj)
				finite, changed = true, true
				continue
			}
		}
		if n.tag != stages.TagVBN || g.childWith(i, stages.RelAux, stages.RelAuxPass, stages.RelCop) >= 0 {
			continue
		}
		subject := g.childWith(i, stages.RelNsubj)
		switch n.rel {
		case stages.RelRoot, stages.RelParataxis, stages.RelCcomp, stages.RelACLRelcl:
			if subject >= 0 || n.rel == stages.RelRoot && g.childWith(i, stages.RelObj) >= 0 {
				n.tag = stages.TagVBD
				finite, changed = true, true
			}
		case stages.RelConj:
			if h := g.head(i); h >= 0 && subject >= 0 && subject < i && g.childWith(i, stages.RelObj) < 0 && g.childWith(h, stages.RelAuxPass) >= 0 {
				g.nodes[subject-g.first].rel = stages.RelNsubjPass // "ten were killed and many injured"
				changed = true
				continue
			}
			if h := g.head(i); h >= 0 && (subject >= 0 || g.tag(h) == stages.TagVBD && g.childWith(h, stages.RelAux, stages.RelAuxPass) < 0) {
				n.tag = stages.TagVBD
				changed = true
			}
		case stages.RelACL:
			// "Kenya ... made a statement": what has an object is no passive
			// nor is the only verb of a sentence ("the ghetto rebelled")
			if o := g.childWith(i, stages.RelObj); !finite && (o < 0 || o > i && !f.inTimex(o)) {
				subject := g.head(i)
				for h := g.head(subject); h >= f.body && h < subject && g.isNoun(h) && g.rel(subject) == stages.RelNmod && g.childWith(subject, stages.RelCase) >= 0; h = g.head(subject) {
					subject = h // "ministers from six countries signed"
				}
				n.tag, n.upos = stages.TagVBD, stages.VERB
				f.promote(i)
				if subject >= 0 && subject < i && !f.inTimex(subject) {
					f.hang(subject, i, stages.RelNsubj)
				}
				finite, changed = true, true
			}
		case stages.RelAmod, stages.RelNmod, stages.RelCompound:
			changed = f.repairModifier(i, &finite) || changed
		}
	}
	return changed
}

// repairModifier takes a participle before a noun for the verb that it is:
// "the two states established relations", or a further verb in a list: "built
// schools, provided loans and sent doctors".
func (f *finder) repairModifier(i int32, finite *bool) bool {
	g := &f.g
	object := g.head(i)
	if object <= i || i == g.first || !g.isNoun(object) {
		return false
	}
	before := g.upos(i - 1)
	if !*finite || g.head(object) < 0 && g.childWith(object, stages.RelCop) < 0 {
		if before != stages.NOUN && before != stages.PROPN && before != stages.PRON {
			return false
		}
		n := &g.nodes[i-g.first]
		n.tag, n.upos = stages.TagVBD, stages.VERB
		if g.head(object) == i {
			return false
		}
		f.promote(i)
		f.hang(object, i, stages.RelObj)
		f.hang(f.nounBefore(i), i, stages.RelNsubj)
		*finite = true
		return true
	}
	// in a list after a verb: ", provided loans", "and sent doctors"
	if before != stages.CCONJ && g.word(i-1) != "," {
		return false
	}
	verb := int32(-1)
	for j := i - 2; j >= g.first; j-- {
		if g.tag(j) == stages.TagVBD && g.upos(j) == stages.VERB {
			verb = j
			break
		}
	}
	if verb < 0 || g.rel(object) != stages.RelConj && g.rel(object) != stages.RelObj && g.rel(object) != stages.RelAppos {
		return false
	}
	_, v := f.verbOf(i)
	if v == nil || v.class < 0 {
		return false
	}
	n := &g.nodes[i-g.first]
	n.tag, n.upos = stages.TagVBD, stages.VERB
	f.hang(i, verb, stages.RelConj)
	f.hang(object, i, stages.RelObj)
	return true
}

// listedParticiple reports whether token i is the participle of a listed verb,
// and makes the verb its lemma.
func (f *finder) listedParticiple(i int32) bool {
	g := &f.g
	if g.tag(i) == stages.TagVBN {
		_, v := f.verbOf(i)
		return v != nil && v.class >= 0
	}
	word := g.word(i)
	for _, e := range f.t.words.participles {
		if l := strings.TrimSuffix(word, e); len(l) < len(word) && f.t.verbs[l] != nil && f.t.verbs[l].class >= 0 {
			g.nodes[i-g.first].lemma = l
			return true
		}
	}
	return false
}

// repairListed makes token i a verb coordinated with the last past tense before
// it.
func (f *finder) repairListed(i int32) bool {
	g := &f.g
	j := i - 1
	for j >= g.first && g.upos(j) == stages.ADV {
		j--
	}
	if j < g.first || g.upos(j) != stages.CCONJ && g.word(j) != "," {
		return false
	}
	for v := j - 1; v >= g.first; v-- {
		if g.upos(v) != stages.VERB || g.tag(v) != stages.TagVBD && g.tag(v) != stages.TagVBN {
			continue
		}
		n := &g.nodes[i-g.first]
		object := g.head(i)
		n.upos, n.tag = stages.VERB, stages.TagVBD
		f.hang(i, v, stages.RelConj)
		if object > i && g.isNoun(object) {
			f.hang(object, i, stages.RelObj)
		}
		return true
	}
	return false
}

// nounBefore is the head of the noun phrase that ends before token i.
func (f *finder) nounBefore(i int32) int32 {
	g := &f.g
	j := i - 1
	for j >= g.first && !g.isNoun(j) {
		j--
	}
	for n := 0; j >= g.first && n < 10; n++ {
		h := g.head(j)
		if h < 0 || h >= i || !g.isNoun(h) || f.inTimex(h) || g.rel(j) == stages.RelConj && g.word(j-1) == "," {
			break
		}
		j = h
	}
	return max(j, g.first-1)
}

// hang makes token i depend on head.
func (f *finder) hang(i, head int32, r stages.Relation) {
	g := &f.g
	if !g.holds(i) || i == head {
		return
	}
	// no cycles: what head hangs on must not be i
	for j, n := head, 0; j >= 0 && n < 200; j, n = g.head(j), n+1 {
		if j == i {
			return
		}
	}
	g.nodes[i-g.first].head, g.nodes[i-g.first].rel = head, r
}

// promote makes token i the root of the sentence and hangs the old root on it.
func (f *finder) promote(i int32) {
	g := &f.g
	root := int32(-1)
	for j := g.first; j < g.last; j++ {
		if g.head(j) < 0 {
			root = j
			break
		}
	}
	g.nodes[i-g.first].head, g.nodes[i-g.first].rel = i, stages.RelRoot
	if root >= 0 && root != i {
		r := stages.RelDep
		if f.inTimex(root) || g.childWith(root, stages.RelCase) >= 0 {
			r = stages.RelObl
		}
		f.hang(root, i, r)
	}
}

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
// the 1860s settlers built". No subject has a preposition: it is the date's.
func (f *finder) repairMerged() bool {
	g := &f.g
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		t := &f.w.Timexes[k]
		if t.First-1 < f.body || t.First-1 > f.body+1 || t.Last >= g.last || g.upos(t.First-1) != stages.ADP {
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
		f.hang(t.First-1, a, stages.RelCase)
		return true
	}
	return false
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
