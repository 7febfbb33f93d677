package events

import (
	"strings"

	"annals/stages"
)

// How the marked words of a title are written: names and quoted names whole,
// nothing in brackets, no mark without its partner.

// quotedName is the number of words between quotation marks up to which they are
// taken for a name, which is written whole or not at all.
const quotedName = 24

// complete marks the rest of names and of short stretches in quotation marks of
// which a part is marked, and what an owner at the end owns: "the National
// People's" wants "Congress".
func (f *finder) complete() {
	g := &f.g
	w := f.w
	lo, hi := 0, len(w.Mentions)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); w.Mentions[m].First < g.first {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for ; lo < len(w.Mentions) && w.Mentions[lo].First < g.last; lo++ {
		switch m := &w.Mentions[lo]; m.Kind {
		case stages.Organisation, stages.Title, stages.Place, stages.Person:
			f.whole(m.First, m.Last)
		}
	}
	open := int32(-1)
	for i := g.first; i < g.last; i++ {
		if w.Tokens[i].Class != stages.ClassQuote || len(w.TokenText(i)) == 1 && w.TokenText(i) == "'" {
			continue
		}
		if open < 0 {
			open = i
			continue
		}
		if i-open <= quotedName && i-open > 1 {
			f.whole(open, i+1)
		}
		open = -1
	}
	for i := g.first; i+1 < g.last; i++ {
		if !f.include[i-g.first] || g.tag(i) != stages.TagPOS || f.include[i+1-g.first] || i+1 == f.trigger {
			continue
		}
		for k := i + 1; k < g.last && k != f.trigger; k++ {
			if u := g.upos(k); u != stages.PROPN && u != stages.NOUN && u != stages.ADJ || f.inTimex(k) {
				break
			}
			f.include[k-g.first] = true
		}
	}
}

// whole marks the tokens from first to last where some word of them is marked and
// the verb of the title is not among them.
func (f *finder) whole(first, last int32) {
	g := &f.g
	last = min(last, g.last)
	if first <= f.trigger && f.trigger < last {
		return
	}
	marked := false
	for k := first; k < last; k++ {
		marked = marked || f.include[k-g.first] && f.w.Tokens[k].Class != stages.ClassQuote && f.w.Tokens[k].Class != stages.ClassPunctuation
	}
	for k := first; marked && k < last; k++ {
		f.include[k-g.first] = true
	}
}

// strip unmarks what stands in brackets ("the Water Board (WB)") and the governing
// date with its preposition.
func (f *finder) strip() {
	g := &f.g
	w := f.w
	if f.without >= 0 {
		t := &w.Timexes[f.without]
		first := t.First
		if s, ok := f.stretch(int(f.without)); ok {
			first = s.First
		}
		for first > g.first && first-1 != f.particle && g.rel(first-1) != stages.RelCompoundPrt && (g.upos(first-1) == stages.ADP || g.upos(first-1) == stages.DET) {
			first--
		}
		for i := max(first, g.first); i < min(t.Last, g.last); i++ {
			f.include[i-g.first] = false
		}
	}
	open := int32(-1)
	for i := g.first; i < g.last; i++ {
		switch w.TokenText(i) {
		case "(", "[":
			open = i
		case ")", "]":
			if open >= 0 && (f.trigger < open || f.trigger > i) {
				for k := open; k <= i; k++ {
					f.include[k-g.first] = false
				}
			}
			open = -1
		}
	}
}

// render writes the marked tokens as text: with the document's own spacing where
// two neighbours are both marked, a single space else. Punctuation at the edges
// and marks without their partner are left out.
func (f *finder) render() string {
	g := &f.g
	w := f.w
	f.complete()
	f.strip()
	quotes := 0
	for i := range f.include {
		if f.include[i] && f.doubleQuote(g.first+int32(i)) {
			quotes++
		}
	}
	b := f.words[:0]
	last := int32(-1)
	inside, opened := false, false // within quotation marks; the last token opened them
	for i := range f.include {
		if !f.include[i] {
			continue
		}
		k := g.first + int32(i)
		t := &w.Tokens[k]
		text := w.TokenText(k)
		quote := f.doubleQuote(k)
		if quote && quotes%2 == 1 {
			continue
		}
		if text == "," || text == ":" || text == "–" {
			// only between two words that are both kept
			if last < 0 || i+1 >= len(f.include) || !f.include[i+1] || last != k-1 {
				continue
			}
		}
		if last >= 0 {
			switch {
			case last == k-1 && w.Tokens[last].End == t.Start:
			case text == "," || text == ":" || quote && inside || opened:
			case (text == "-" || text == "/") && last != k-1:
				continue
			default:
				b = append(b, ' ')
			}
		}
		opened = quote && !inside
		inside = inside != quote
		if g.tag(k) == stages.TagPRP && (g.rel(k) == stages.RelObj || g.rel(k) == stages.RelIobj || g.rel(k) == stages.RelObl) {
			if name := f.meant(k); name != "" {
				text = name // "awards him the medal"
			}
		}
		b = append(b, text...)
		last = k
	}
	f.words = b
	return strings.Trim(string(b), " ,;:–—-/_")
}

// doubleQuote reports whether token k is a quotation mark, and no apostrophe.
func (f *finder) doubleQuote(k int32) bool {
	if f.w.Tokens[k].Class != stages.ClassQuote {
		return false
	}
	text := f.w.TokenText(k)
	return text != "'" && text != "’"
}
