package quotes

import "annals/stages"

// Words in marks inside a noun phrase: praise, names, titles.

// praised cuts praise down to the words in marks, where there are any: in
// "praised the event as \"a relevant gathering\"" the object is the author's.
func (a *analysis) praised(f *found) {
	if f.class != "judgement" || f.n != 1 || f.cueless || !a.flagged(f.cue.last-1, isPraise) && !a.flagged(f.cue.first, isPraise) {
		return
	}
	t := f.parts[0]
	p := int32(-1)
	for i := t.first; i < t.last; i++ {
		if o := a.inside[i]; o >= 0 && o != p {
			if p >= 0 {
				return
			}
			p = o
		}
	}
	if p >= 0 {
		f.parts[0] = a.pairTokens(&a.pairs[p])
	}
}

// named reports whether a word that announces a name stands shortly before the
// opening mark: "with the theme \"...\"", "a film titled".
func (a *analysis) named(q *Pair) bool {
	open := a.w.TokenAt(q.Open.Start)
	for i := open - 1; i >= 0 && open-i < 4; i-- {
		if a.info[i].entry >= 0 && a.lex.entries[a.info[i].entry].flags&isNamed != 0 {
			return true
		}
		if a.w.Tokens[i].Class == stages.ClassPunctuation && !a.is(i, ':') && !a.is(i, ',') {
			return false
		}
	}
	return false
}

// naming reports whether the words in marks inside a noun phrase are a name and
// no judgement: "called the process \"Silvo\"".
func (a *analysis) naming(f *found) bool {
	t := f.parts[0]
	if f.n != 1 || a.pos[t.first] == stages.PRON || a.pos[t.first] == stages.PROPN {
		return false
	}
	for i := t.first; i < t.last; i++ {
		if p := a.inside[i]; p >= 0 {
			return a.titleLike(&a.pairs[p])
		}
	}
	return false
}

// titleLike reports whether every long word between the marks has a capital: a
// title, a theme, a name.
func (a *analysis) titleLike(q *Pair) bool {
	c := q.Content()
	n, low := 0, 0
	for i := a.w.TokenAt(c.Start); int(i) < len(a.w.Tokens) && a.w.Tokens[i].Start < c.End; i++ {
		t := &a.w.Tokens[i]
		if t.Class != stages.ClassWord || t.Len() < 5 {
			if t.Len() == 4 && t.Shape&stages.ShapeCapital == 0 {
				low++
			}
			continue
		}
		if t.Shape&stages.ShapeCapital == 0 {
			return false
		}
		n++
	}
	return n > 1 || n == 1 && low == 0
}
