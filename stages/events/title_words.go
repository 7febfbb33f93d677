package events

import (
	"strings"

	"annals/stages"
)

// The words of a title: which tokens of the clause are kept, and how they are
// written.

// meant is the name that an object pronoun stands for, "" where it is not known or
// is that of the doer: nobody awards "him" what he gives himself.
func (f *finder) meant(i int32) string {
	m := f.mentionAt(i)
	if m < 0 || f.w.Mentions[m].Entity < 0 {
		return ""
	}
	if s := f.grammaticalSubject(f.g.head(i)); s >= 0 {
		if n := f.mentionAt(s); n >= 0 && f.w.Mentions[n].Entity == f.w.Mentions[m].Entity {
			return ""
		}
	}
	name, _ := f.nameOf(m)
	return name
}

// keepBehind marks the places that a parse hung on a date that is left out: "on 4
// May in Lima".
func (f *finder) keepBehind(date int32, c *candidate, p prune) {
	g := &f.g
	if f.timexAt(date) < 0 {
		return
	}
	for k := g.firstChild(date); k >= 0; k = g.nextChild(k) {
		if r := g.rel(k); (r == stages.RelNmod || r == stages.RelObl) && k > date && !f.inTimex(k) && g.marker(k, f.t.words.places) >= 0 {
			f.keep(k, c, p, 1)
		}
	}
}

// keepName marks the whole of a name that a parse has cut at the subject: "The
// Ministry of Defence" with "Defence" as subject.
func (f *finder) keepName(i int32) {
	g := &f.g
	m := f.mentionAt(i)
	if m < 0 || f.w.Mentions[m].HeadToken == i {
		return
	}
	n := &f.w.Mentions[m]
	if n.Kind != stages.Organisation && n.Kind != stages.Title && n.Kind != stages.Person || i != n.Last-1 || n.First < g.first {
		return
	}
	for k := n.First; k < n.Last; k++ {
		f.include[k-g.first] = true
	}
	if k := n.First - 1; k >= g.first && g.upos(k) == stages.DET {
		f.include[k-g.first] = true
	}
}

// keepFront marks the words before a singular subject without an article, up to the
// article, which a parse has hung elsewhere: "A magnitude 6 earthquake" with
// "earthquake" alone as subject.
func (f *finder) keepFront(i int32) {
	g := &f.g
	if g.tag(i) != stages.TagNN || g.childWith(i, stages.RelDet, stages.RelNmodPoss) >= 0 || f.mentionAt(i) >= 0 {
		return
	}
	for j := i - 1; j >= max(g.first, f.body) && i-j < 7; j-- {
		switch g.upos(j) {
		case stages.NUM, stages.ADJ, stages.NOUN:
			continue
		case stages.DET:
			for k := j; k < i; k++ {
				f.include[k-g.first] = true
			}
		}
		return
	}
}

// owned writes the owner for a possessive pronoun that opens the title: "Its
// trains" of the railway are "The railway's trains".
func (f *finder) owned(s string) string {
	g := &f.g
	for i := range f.include {
		if !f.include[i] {
			continue
		}
		k := g.first + int32(i)
		if g.tag(k) != stages.TagPRPS {
			return s
		}
		name := ""
		if m := f.mentionAt(k); m >= 0 && f.w.Mentions[m].Entity >= 0 {
			name, _ = f.nameOf(m)
		} else if has(f.t.words.its, g.word(k)) && k <= max(g.first, f.body)+1 {
			name = f.antecedentOfIt(f.w.Sentences[f.number].Block)
		}
		word := f.w.TokenText(k)
		if name == "" || !strings.HasPrefix(s, word) || strings.EqualFold(name, word) {
			return s
		}
		return name + f.t.words.titles.Owner + s[len(word):]
	}
	return s
}

// closed ends an aside in the subject with the comma that it began with.
func (f *finder) closed(s string) string {
	if !strings.Contains(s, ", ") {
		return s
	}
	for i := len(f.include) - 1; i >= 0; i-- {
		if f.include[i] && f.w.TokenText(f.g.first+int32(i)) != "," {
			if k := f.g.first + int32(i) + 1; f.g.holds(k) && f.w.TokenText(k) == "," {
				return s + ","
			}
			break
		}
	}
	return s
}

// firstQuote reports whether a quotation mark opens the clause headed by i.
func (g *grammar) firstQuote(i int32) bool {
	for c := g.firstChild(i); c >= 0; c = g.nextChild(c) {
		if g.rel(c) == stages.RelPunct && g.w.Tokens[c].Class == stages.ClassQuote {
			return true
		}
	}
	return false
}

// dates reports whether the phrase headed by i is a date that is left out.
func (f *finder) dates(i int32) bool {
	g := &f.g
	if k := f.timexAt(i); k >= 0 && !f.w.Timexes[k].InName {
		t := &f.w.Timexes[k]
		return t.Type != stages.TimexDuration || !t.Interval.IsZero() // not "148 kilometres an hour"
	}
	for c := g.firstChild(i); c >= 0; c = g.nextChild(c) {
		if k := f.timexAt(c); k >= 0 && !f.w.Timexes[k].InName && f.nounClass(i) < 0 && g.rel(c) != stages.RelNmod {
			return f.w.Timexes[k].First <= i // "on the night of 3 May"
		}
	}
	return false
}

// keep marks the phrase headed by i for the title.
func (f *finder) keep(i int32, c *candidate, p prune, depth int) {
	g := &f.g
	if depth > 40 {
		return
	}
	f.include[i-g.first] = true
	for k := g.firstChild(i); k >= 0; k = g.nextChild(k) {
		if depth == 0 && c.token == i && c.isNoun && (g.rel(k) == stages.RelCase || g.rel(k) == stages.RelCop || g.rel(k) == stages.RelNsubj) {
			continue
		}
		switch g.rel(k) {
		case stages.RelAdvcl, stages.RelParataxis, stages.RelDiscourse, stages.RelVocative, stages.RelReparandum, stages.RelACLRelcl,
			stages.RelAdvclRelcl, stages.RelDislocated, stages.RelList, stages.RelDep:
			continue
		case stages.RelAppos:
			if k < i || g.upos(k) != stages.PROPN || f.aside(k) || f.dates(k) {
				continue
			} // "its rival Nordair"
		case stages.RelACL:
			if g.tag(k) != stages.TagVB && (p.clauses || f.aside(k)) {
				continue
			}
			if k > i && f.aside(k) {
				continue
			}
			if g.childWith(k, stages.RelAdvcl, stages.RelParataxis, stages.RelDep, stages.RelCcomp) >= 0 {
				continue // what it hangs on would be left out: "titled", "saying"
			}
		case stages.RelConj:
			if g.upos(k) == stages.VERB && (p.clauses || depth == 0) {
				continue
			}
			if p.lists {
				continue
			}
		case stages.RelCC:
			if j := f.conjunctAfter(i, k); j >= 0 && (p.lists || g.upos(j) == stages.VERB && (p.clauses || depth == 0)) {
				continue
			}
		case stages.RelPunct:
			if t := g.w.Tokens[k]; t.Class == stages.ClassQuote {
				f.include[k-g.first] = true
			} else if f.joins(k) {
				f.include[k-g.first] = true
			}
			continue
		case stages.RelAmod, stages.RelNummod:
			if k > i && f.aside(k) {
				continue // "Rao, 61, was arrested"
			}
		case stages.RelObl, stages.RelNmod, stages.RelNmodUnmarked, stages.RelOblUnmarked, stages.RelNmodPoss:
			if g.rel(k) == stages.RelNmod && g.tag(k) == stages.TagPRP {
				continue // "doses of them"
			}
			if k > i && g.rel(k) != stages.RelNmodPoss && f.aside(k) {
				continue // "of the operations, the head of the mission"
			}
			if f.dates(k) && f.timexAt(k) == c.timex {
				continue
			}
			if f.dates(k) && g.rel(k) != stages.RelNmodPoss && !p.said {
				continue
			}
			if p.obliques && depth > 1 && g.rel(k) == stages.RelNmod && g.marker(k, f.t.words.of) < 0 {
				continue
			}
		}
		q := p
		switch g.rel(k) {
		case stages.RelCcomp, stages.RelXcomp:
			q.said = true
		}
		f.keep(k, c, q, depth+1)
	}
}

// conjunctAfter is the first conjunct of i after token k.
func (f *finder) conjunctAfter(i, k int32) int32 {
	g := &f.g
	for c := g.firstChild(i); c >= 0; c = g.nextChild(c) {
		if c > k && g.rel(c) == stages.RelConj {
			return c
		}
	}
	// in Universal Dependencies "and" hangs on the conjunct itself
	if g.rel(i) == stages.RelConj {
		return i
	}
	return -1
}

// joins reports whether punctuation token k belongs inside a phrase: a hyphen,
// a comma between conjuncts, an apostrophe.
func (f *finder) joins(k int32) bool {
	switch f.w.TokenText(k) {
	case ",", "-", "–", "/", "'", "’", "&", ":":
		return true
	}
	return false
}
