package events

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/stages"
)

// The verb of a title: the present tense, in the number of its subject.

// plural reports whether the noun phrase headed by i takes a plural verb.
func (f *finder) plural(i int32) bool {
	g := &f.g
	conjunct := g.childWith(i, stages.RelConj)
	if m := f.mentionAt(i); m >= 0 {
		switch mention := &f.w.Mentions[m]; {
		case mention.Kind == stages.Person && conjunct < 0:
			return false // "Aldo II"
		case conjunct >= mention.First && conjunct < mention.Last:
			return false // "the Flood Warning and Relief Centre"
		}
	}
	if conjunct >= 0 {
		return true
	}
	switch g.tag(i) {
	case stages.TagNNS:
		return true
	case stages.TagNNPS:
		m := f.mentionAt(i)
		return m < 0 || f.w.Mentions[m].Kind == stages.Nationality
	case stages.TagCD:
		return f.timexAt(i) < 0 && (i == g.first || g.upos(i-1) != stages.PROPN) // not "2023", "Meridian 3"
	}
	return false
}

// pluralPronoun reports whether the pronoun takes the verb without an "s".
func (f *finder) pluralPronoun(i int32) bool { return has(f.t.words.pluralPronouns, f.g.word(i)) }

// present is the verb group in the present tense, for a third person.
func (f *finder) present(c *candidate, plural bool) string {
	g := &f.g
	i := c.token
	t := &f.t.words.titles
	be := t.Is
	if plural {
		be = t.Are
	}
	particle := ""
	if c.span.End > f.w.Tokens[i].End {
		particle = f.w.Doc.Text[f.w.Tokens[i].End:c.span.End]
		// words that the rest of the title brings along anyway
		for k := g.firstChild(i); k >= 0; k = g.nextChild(k) {
			if k > i && f.w.Tokens[k].End <= c.span.End && g.rel(k) != stages.RelAdvmod && g.rel(k) != stages.RelPunct {
				particle = ""
			}
		}
		if g.lastIn(c.span.End, i) > i && particle != "" && g.head(g.lastIn(c.span.End, i)) != i {
			particle = ""
		}
	}
	word := strings.ToLower(f.w.TokenText(i))
	if c.tense == tenseFuture || c.tense == tenseModal || c.negated && c.form == formFinite {
		// the auxiliaries and negation as they stand
		b := make([]byte, 0, 40)
		for k := g.firstChild(i); k >= 0 && k < i; k = g.nextChild(k) {
			switch g.rel(k) {
			case stages.RelAux, stages.RelAuxPass:
			case stages.RelAdvmod:
				if !has(f.t.negation, g.word(k)) {
					continue
				}
			case stages.RelMark:
				if !has(f.t.words.to, g.word(k)) {
					continue
				}
			default:
				continue
			}
			if len(b) > 0 && f.w.Tokens[k-1].End != f.w.Tokens[k].Start {
				b = append(b, ' ')
			}
			b = append(b, strings.ToLower(f.w.TokenText(k))...)
		}
		if first, _, _ := strings.Cut(string(b), " "); has(f.t.words.to, first) {
			return be + " " + string(b) + " " + word + particle // "the office is to open"
		}
		if len(b) > 0 {
			return string(b) + " " + word + particle
		}
		if c.negated && g.tag(i) == stages.TagVBD {
			return word + particle
		}
	}
	if c.form == formInfinitive && c.modality != asserted {
		return be + " " + f.to() + " " + f.lemmaOf(i) + particle
	}
	if f.cumulative(c) {
		have := t.Has
		if plural {
			have = t.Have
		}
		if f.passive(i) {
			have += " " + t.Been
		}
		return have + " " + f.participle(i) + particle
	}
	if f.passive(i) {
		return be + " " + word + particle
	}
	if g.tag(i) == stages.TagVBG && g.childWith(i, stages.RelAux) >= 0 {
		return be + " " + word + particle
	}
	l := f.lemmaOf(i)
	if plural {
		return l + particle
	}
	return f.third(l) + particle
}

// cumulative reports whether the verb sums up what happened since or until its
// date ("has sent 300 doctors since 1985", "had settled 12 disputes by May"): its
// title keeps the perfect, for it is no event of one day.
func (f *finder) cumulative(c *candidate) bool {
	if c.form != formFinite || c.basis != basisSentence {
		return false
	}
	open := c.interval.Start.IsZero() || c.interval.End.IsZero()
	return c.tense == tensePerfect || open && f.pluperfect(c.token)
}

func (f *finder) to() string {
	for w := range f.t.words.to {
		return w
	}
	return ""
}

// lemmaOf is the lemma of a verb in small letters.
func (f *finder) lemmaOf(i int32) string {
	l, _ := f.verbOf(i)
	return l
}

// lastIn is the last token that ends at or before the byte offset, from i on.
func (g *grammar) lastIn(end, i int32) int32 {
	for i+1 < g.last && g.w.Tokens[i+1].End <= end {
		i++
	}
	return i
}

// third is the third person singular of a verb: "signs", "reaches", "carries".
func (f *finder) third(l string) string {
	t := &f.t.words.titles
	if s, ok := t.Third[l]; ok {
		return s
	}
	if strings.HasSuffix(l, "y") && len(l) > 1 && !strings.ContainsRune(t.Vowels, rune(l[len(l)-2])) {
		return l[:len(l)-1] + t.Endings.Y
	}
	for _, s := range t.Sibilants {
		if strings.HasSuffix(l, s) {
			return l + t.Endings.Sibilant
		}
	}
	return l + t.Endings.Other
}

// capital is s with its first letter upper case.
func capital(s string) string {
	s = strings.TrimSpace(s)
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || !unicode.IsLower(r) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
