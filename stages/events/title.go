package events

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/stages"
)

// A title is made of the words of the clause: subject, verb in the present,
// what follows the verb. The date that governs it, asides, relative and
// adverbial clauses are left out; where the rest is still long, more of the
// modifiers go, whole phrases at a time, so that no phrase is ever cut.

const (
	titleLimit = 150 // bytes that a title should not exceed
	titleMax   = 320 // bytes that it must not
)

// prune says how much of a clause is left out of the title.
type prune struct {
	clauses  bool // coordinated clauses and adnominal clauses
	obliques bool // prepositional phrases after the first
	content  bool // what was said
	lists    bool // conjuncts of noun phrases
	said     bool // within what is said or wanted: its dates stay
}

var prunings = [...]prune{
	{},
	{clauses: true},
	{clauses: true, obliques: true},
	{clauses: true, obliques: true, lists: true},
	{clauses: true, obliques: true, lists: true, content: true},
}

// title fills e.Title. It stays empty where no whole sentence can be made: such
// an event is reported, but does not enter the timeline.
func (f *finder) title(c *candidate, e *stages.Event) {
	if !f.tellable(c, e) {
		return
	}
	if c.class == f.t.statement && !c.isNoun {
		if s := f.spokenTitle(c, e, titleLimit); s != "" {
			e.Title = s
			return
		}
	}
	for _, p := range prunings {
		s := f.titleWith(c, e, p)
		if s == "" {
			continue
		}
		if len(s) <= titleLimit {
			e.Title = s
			break
		}
		if e.Title == "" || len(s) < len(e.Title) {
			e.Title = s
		}
	}
	if len(e.Title) > titleMax {
		e.Title = f.shortest(c, e)
	}
	if c.basis != basisAnniversary && f.doubtful(c) {
		e.Title = f.asWritten(c, e)
	}
	// "The envoy says" tells nothing: the first sentence of what was said does
	if c.class == f.t.statement && f.empty {
		if e.Title = f.spokenTitle(c, e, titleMax); e.Title == "" {
			e.Title = f.asWritten(c, e)
		}
	}
}

// shortest is a title for a clause that no pruning makes short: the doer and
// the verb, with the head of the object.
func (f *finder) shortest(c *candidate, e *stages.Event) string {
	if e.Agent == "" || c.isNoun {
		return ""
	}
	s := e.Agent + " " + f.present(c, false)
	if o := f.object(c.token); o >= 0 && !f.passive(c.token) {
		s += " " + strings.Join(strings.Fields(f.w.Text(f.phrase(o))), " ")
	}
	return capital(s)
}

// spokenTitle is the title of a statement by the words that it reports: the
// source, the verb, and the words, or the first sentence of them, where they are
// no longer than limit bytes; "" else.
func (f *finder) spokenTitle(c *candidate, e *stages.Event, limit int) string {
	q := f.cueOf(c)
	if q < 0 || e.Agent == "" || c.modality != asserted || c.negated {
		return ""
	}
	quote := &f.w.Quotes[q]
	span := quote.Span
	if len(quote.Parts) > 0 {
		span = quote.Parts[0]
	}
	if k := f.w.SentenceAt(span.Start); k >= 0 && f.w.Sentences[k].End < span.End {
		span.End = f.w.Sentences[k].End
	}
	content := f.w.Text(span)
	if !f.whole(span, quote.Kind == stages.Direct) {
		return ""
	}
	content = strings.TrimRight(strings.Join(strings.Fields(content), " "), ",;.: ")
	if len(content) > limit || len(content) < 4 || strings.ContainsAny(content, "\"“”") && (quote.Kind != stages.Mixed || !balanced(content)) {
		return ""
	}
	if len(e.Agent) > 80 {
		return ""
	}
	verb := f.present(c, f.pluralAgent(c))
	if plain := f.t.words.titles.Plain[f.lemmaOf(c.token)]; plain != "" && !f.passive(c.token) {
		// "tells" wants to be told whom
		if verb = plain; !f.pluralAgent(c) {
			verb = f.third(plain)
		}
	}
	said := capital(f.called(e)) + " " + verb
	if quote.Kind == stages.Direct {
		return said + ": \"" + content + "\""
	}
	return said + " " + lowerFirst(content, f.w, quote.Start)
}

// whole reports whether the reported words are a clause: with a finite verb of
// their own, and opening as a sentence where they are quoted.
func (f *finder) whole(s stages.Span, quoted bool) bool {
	first := f.w.TokenAt(s.Start)
	finite := false
	for i := first; int(i) < len(f.w.Tokens) && f.w.Tokens[i].End <= s.End; i++ {
		t := &f.w.Tokens[i]
		if i == first && (quoted && t.Shape&stages.ShapeCapital == 0 || has(f.t.words.to, f.g.word(i))) {
			return false
		}
		finite = finite || finiteTag(t.Tag)
	}
	return finite
}

// pluralAgent reports whether the subject of the verb is a plural.
func (f *finder) pluralAgent(c *candidate) bool {
	s := f.grammaticalSubject(c.token)
	return s >= 0 && f.g.upos(s) != stages.PRON && f.plural(s)
}

// lowerFirst makes the first letter small where it is large only because it
// opens a sentence.
func lowerFirst(s string, w *stages.Work, at int32) string {
	i := w.TokenAt(at)
	if int(i) >= len(w.Tokens) {
		return s
	}
	if t := &w.Tokens[i]; t.Shape&stages.ShapeSentenceStart == 0 || t.UPOS == stages.PROPN || len(w.TokenText(i)) < 2 && t.UPOS == stages.PRON {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// titleWith builds the title with one degree of pruning; "" where the clause
// gives none.
func (f *finder) titleWith(c *candidate, e *stages.Event, p prune) string {
	g := &f.g
	n := int(g.last - g.first)
	if cap(f.include) < n {
		f.include = make([]bool, n+n/2)
	}
	f.include = f.include[:n]
	clear(f.include)
	f.without, f.particle = -1, -1
	if c.basis == basisSentence && c.timex >= int32(f.timexes[0]) && c.timex < int32(f.timexes[1]) {
		f.without = c.timex
		if s := f.grammaticalSubject(c.token); s >= 0 && !c.isNoun && f.timexAt(s) == c.timex {
			f.without = -1 // "2023 marks the anniversary"
		}
	}
	if c.isNoun {
		f.keep(c.token, c, p, 0)
		s := f.render()
		if s == "" {
			return ""
		}
		if !has(f.t.words.happen, f.t.classes[c.class]) {
			return "" // "Sales take place"
		}
		if f.plural(c.token) {
			return capital(s) + " " + f.t.words.titles.TakePlace
		}
		return capital(s) + " " + f.t.words.titles.TakesPlace
	}
	if c.basis == basisAnniversary && g.childWith(c.token, stages.RelNsubj) < 0 {
		return f.marked(c)
	}
	// subject
	subject := f.grammaticalSubject(c.token)
	if f.passive(c.token) && g.rel(c.token) == stages.RelACL {
		subject = g.head(c.token)
	}
	var b strings.Builder
	plural := false
	f.empty = false
	if subject < 0 {
		return f.shortest(c, e)
	}
	if g.upos(subject) == stages.PRON {
		name, _ := f.named(subject)
		if name == "" {
			name = f.w.TokenText(subject)
			plural = f.pluralPronoun(subject)
		}
		b.WriteString(name)
	} else {
		f.keep(subject, c, p, 0)
		f.keepName(subject)
		for k := g.firstChild(subject); k >= 0 && k < subject; k = g.nextChild(k) {
			if g.rel(k) == stages.RelCase {
				f.include[k-g.first] = false // "by the city, which gave"
			}
		}
		if subject < c.token {
			clear(f.include[c.token-g.first:]) // what a parse hung on it from behind the verb
		}
		b.WriteString(f.closed(f.owned(f.render())))
		plural = f.plural(subject)
	}
	if n, ok := f.agreement(c.token); ok {
		plural = n
	}
	b.WriteByte(' ')
	verb := f.present(c, plural)
	b.WriteString(verb)
	// what follows the verb
	clear(f.include)
	passive := f.passive(c.token)
	object := f.object(c.token)
	gap := object >= 0 && !passive && !g.below(object, c.token)
	if gap {
		f.keep(object, c, p, 0)
		if s := f.render(); s != "" {
			b.WriteByte(' ')
			b.WriteString(s)
		}
		clear(f.include)
	}
	obliques, objects := 0, 0
	for k := g.firstChild(c.token); k >= 0; k = g.nextChild(k) {
		if k < c.token {
			continue
		}
		switch g.rel(k) {
		case stages.RelObj, stages.RelIobj, stages.RelXcomp, stages.RelCompoundPrt, stages.RelOblAgent:
			if g.relative(k) || g.rel(k) == stages.RelObj && objects > 0 && f.aside(k) {
				continue
			}
			if g.rel(k) == stages.RelObj {
				objects++
			}
			said := p
			said.said = g.rel(k) == stages.RelXcomp
			f.keep(k, c, said, 0)
		case stages.RelObl, stages.RelNmod, stages.RelOblUnmarked:
			if f.dates(k) || f.aside(k) {
				f.keepBehind(k, c, p)
				continue
			}
			if obliques++; p.obliques && obliques > 1 {
				continue
			}
			f.keep(k, c, p, 0)
		case stages.RelCcomp:
			if p.content {
				continue
			}
			if g.firstQuote(k) {
				continue
			}
			said := p
			said.said = true
			f.keep(k, c, said, 0)
		case stages.RelAdvmod:
			if has(f.t.negation, g.word(k)) || f.closeAdverb(k, c.token) && g.w.Tokens[k].End > c.span.End {
				f.keep(k, c, p, 0)
			}
		case stages.RelAdvcl:
			// "began on Friday to vaccinate", "urged both sides to publish"
			if !p.clauses && g.tag(k) == stages.TagVB && g.marker(k, f.t.words.to) >= 0 && f.wantsInfinitive(c) {
				f.keep(k, c, p, 0)
			}
		}
	}
	if k := c.token + 1; k+1 < g.last && g.rel(k) == stages.RelCase && g.upos(k) == stages.ADP && g.rel(k+1) == stages.RelCase && g.upos(k+1) == stages.ADP {
		f.include[k-g.first] = true // "go on until"
		f.particle = k
	}
	if last := g.lastIn(c.span.End, c.token); last > c.token && !strings.HasSuffix(verb, g.word(last)) {
		for k := c.token + 1; k <= last; k++ {
			f.include[k-g.first] = true // "declares war"
		}
	}
	rest := f.render()
	f.empty = rest == "" || f.pronounsOnly()
	if rest != "" {
		b.WriteByte(' ')
		b.WriteString(rest)
	}
	return capital(b.String())
}

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
		m := f.mentionAt(k)
		if m < 0 || f.w.Mentions[m].Entity < 0 {
			return s
		}
		name, _ := f.nameOf(m)
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

// render writes the marked tokens as text: with the document's own spacing where
// two neighbours are both marked, a single space else. Punctuation at the edges
// and marks without their partner are left out.
func (f *finder) render() string {
	g := &f.g
	w := f.w
	if f.without >= 0 {
		// the governing date and the preposition before it
		t := &w.Timexes[f.without]
		first := t.First
		for first > g.first && first-1 != f.particle && g.rel(first-1) != stages.RelCompoundPrt && (g.upos(first-1) == stages.ADP || g.upos(first-1) == stages.DET) {
			first--
		}
		for i := max(first, g.first); i < min(t.Last, g.last); i++ {
			f.include[i-g.first] = false
		}
	}
	quotes := 0
	for i := range f.include {
		if f.include[i] && w.Tokens[g.first+int32(i)].Class == stages.ClassQuote && w.TokenText(g.first+int32(i)) != "'" && w.TokenText(g.first+int32(i)) != "’" {
			quotes++
		}
	}
	b := f.words[:0]
	last := int32(-1)
	for i := range f.include {
		if !f.include[i] {
			continue
		}
		k := g.first + int32(i)
		t := &w.Tokens[k]
		text := w.TokenText(k)
		if t.Class == stages.ClassQuote && quotes%2 == 1 && text != "'" && text != "’" {
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
			case text == "," || text == ":":
			case (text == "-" || text == "/") && last != k-1:
				continue
			default:
				b = append(b, ' ')
			}
		}
		if g.tag(k) == stages.TagPRP && (g.rel(k) == stages.RelObj || g.rel(k) == stages.RelIobj) {
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

// plural reports whether the noun phrase headed by i takes a plural verb.
func (f *finder) plural(i int32) bool {
	g := &f.g
	if m := f.mentionAt(i); m >= 0 && f.w.Mentions[m].Kind == stages.Person && g.childWith(i, stages.RelConj) < 0 {
		return false // "Aldo II"
	}
	if g.childWith(i, stages.RelConj) >= 0 {
		return true
	}
	switch g.tag(i) {
	case stages.TagNNS:
		return true
	case stages.TagNNPS:
		m := f.mentionAt(i)
		return m < 0 || f.w.Mentions[m].Kind == stages.Nationality
	case stages.TagCD:
		return i == g.first || g.upos(i-1) != stages.PROPN // not "Meridian 3"
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
