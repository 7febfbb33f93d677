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
	e.Title = strings.TrimLeft(f.compose(c, e), ",;:，；：。、 ") // marks that a parse left on the subject
	if len(e.Title) > titleMax+100 {
		e.Title = "" // a word without end
	}
}

// compose builds the title: of a statement from what was said, else from the
// clause with as little left out as its length allows, else from the sentence as
// it stands.
func (f *finder) compose(c *candidate, e *stages.Event) string {
	if c.class == f.t.statement && !c.isNoun {
		if s := f.spokenTitle(c, e, titleLimit); s != "" {
			return s
		}
	}
	title := ""
	for _, p := range prunings {
		s := f.titleWith(c, e, p)
		if !strings.Contains(s, " ") {
			continue // one word is no sentence
		}
		if title == "" || len(s) < len(title) {
			title = s
		}
		if len(s) <= titleLimit {
			break
		}
	}
	if len(title) > titleMax {
		title = f.shortest(c, e)
	}
	if c.basis != basisAnniversary && f.doubtful(c) {
		title = f.asWritten(c, e)
	}
	// "The envoy says" tells nothing: the first sentence of what was said does
	if c.class == f.t.statement && f.empty {
		if s := f.spokenTitle(c, e, titleMax); s != "" {
			return s
		}
		return f.asWritten(c, e)
	}
	return title
}

// begin clears the marks for a title of c.
func (f *finder) begin(c *candidate) {
	n := int(f.g.last - f.g.first)
	if cap(f.include) < n {
		f.include = make([]bool, n+n/2)
	}
	f.include = f.include[:n]
	clear(f.include)
	f.without, f.particle, f.trigger = -1, -1, c.token
}

// nounTitle is the title of an event noun: "The June raid takes place"; "" for
// nouns that do not happen ("Sales take place") and a single thing without an
// article, whose phrase the parse has cut.
func (f *finder) nounTitle(c *candidate, p prune) string {
	g := &f.g
	f.keep(c.token, c, p, 0)
	for k := c.token + 1; k < g.last; k++ {
		if g.word(k) == "," && f.nextConjunct(k) < 0 {
			clear(f.include[k-g.first:]) // what a parse hung on it from the next phrase
			break
		}
	}
	s := f.render()
	if s == "" || !has(f.t.words.happen, f.t.classes[c.class]) {
		return ""
	}
	t := &f.t.words.titles
	switch {
	case !f.plural(c.token):
		if g.tag(c.token) == stages.TagNN && g.childWith(c.token, stages.RelDet, stages.RelNmodPoss, stages.RelNummod) < 0 && f.mentionAt(c.token) < 0 &&
			f.w.Doc.Blocks[f.w.Sentences[f.number].Block].Kind != stages.Heading {
			return ""
		}
		return capital(s) + " " + t.TakesPlace
	case c.basis == basisAnniversary:
		return capital(s) + " " + t.Begin // the operations went on
	}
	return capital(s) + " " + t.TakePlace
}

// nextConjunct is the first "and" or "or" behind token k before the next verb, -1
// where there is none: a list goes on.
func (f *finder) nextConjunct(k int32) int32 {
	g := &f.g
	for ; k < g.last && g.upos(k) != stages.VERB; k++ {
		if g.upos(k) == stages.CCONJ {
			return k
		}
	}
	return -1
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
	g := &f.g
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
	if !f.saysWhole(span, quote.Kind == stages.Direct) {
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
	if last := f.g.lastIn(c.span.End, c.token); last > c.token && !strings.HasSuffix(verb, f.g.word(last)) {
		verb += f.w.Doc.Text[f.w.Tokens[c.token].End:c.span.End] // "points out"
	}
	who := f.called(e)
	if s := f.grammaticalSubject(c.token); s >= 0 && g.childWith(s, stages.RelConj) >= 0 && g.upos(s) != stages.PRON {
		f.begin(c)
		f.keep(s, c, prune{clauses: true}, 0)
		if all := f.render(); all != "" && len(all) < titleLimit {
			who = all // "The bank and the fund say"
		}
	}
	said := capital(who) + " " + verb
	if quote.Kind == stages.Direct {
		return said + ": \"" + content + "\""
	}
	if i := f.w.TokenAt(span.Start) - 1; i >= 0 && int(i) < len(f.w.Tokens) && f.t.words.titles.Say != f.lemmaOf(c.token) && f.w.TokenText(i) == f.t.words.titles.That {
		said += " " + f.t.words.titles.That // "warns that"; "says" does without
	}
	return said + " " + lowerFirst(content, f.w, quote.Start)
}

// saysWhole reports whether the reported words are a clause: with a finite verb of
// their own, and opening as a sentence where they are quoted.
func (f *finder) saysWhole(s stages.Span, quoted bool) bool {
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
	f.begin(c)
	if c.basis == basisSentence && c.timex >= int32(f.timexes[0]) && c.timex < int32(f.timexes[1]) {
		f.without = c.timex
		if s := f.grammaticalSubject(c.token); s >= 0 && !c.isNoun && f.timexAt(s) == c.timex {
			f.without = -1 // "2023 marks the anniversary"
		}
	}
	if c.isNoun {
		return f.nounTitle(c, p)
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
	if and := g.childWith(subject, stages.RelCC); and >= 0 && and < subject {
		return "" // the parse has lost the others who did it: "..., and Norland sign"
	}
	if g.upos(subject) == stages.PRON {
		name, _ := f.named(subject)
		if name == "" {
			name = f.meantByIt(c, subject)
		}
		if name == "" {
			name = f.w.TokenText(subject)
			plural = f.pluralPronoun(subject)
		}
		b.WriteString(name)
	} else {
		f.keep(subject, c, p, 0)
		f.keepName(subject)
		f.keepFront(subject)
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
		if k := g.childWith(subject, stages.RelConj); k > c.token && subject < c.token && g.tag(subject) != stages.TagNNS {
			plural = false // what is coordinated with it behind the verb is not its subject
		}
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
	if object < 0 && !passive {
		if o := f.sharedObject(c.token); o >= 0 {
			f.keep(o, c, p, 0) // "signed and issued a statement"
		}
	}
	obliques, objects, silent := 0, 0, false
	for k := g.firstChild(c.token); k >= 0; k = g.nextChild(k) {
		if k < c.token {
			continue
		}
		switch g.rel(k) {
		case stages.RelObj, stages.RelIobj, stages.RelXcomp, stages.RelCompoundPrt, stages.RelOblAgent:
			if g.relative(k) || g.rel(k) == stages.RelObj && (objects > 0 || g.upos(k) == stages.ADJ || g.upos(k) == stages.ADV) && f.aside(k) {
				continue
			}
			if g.rel(k) == stages.RelObj {
				objects++
			}
			said := p
			said.said = g.rel(k) == stages.RelXcomp
			f.keep(k, c, said, 0)
		case stages.RelObl, stages.RelNmod, stages.RelOblUnmarked:
			if f.dates(k) || f.aside(k) || g.upos(k) == stages.ADV {
				f.keepBehind(k, c, p)
				continue
			}
			if obliques++; p.obliques && obliques > 1 {
				continue
			}
			f.keep(k, c, p, 0)
		case stages.RelCcomp:
			if p.content {
				silent = true
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
	f.empty = rest == "" || f.pronounsOnly() || silent && c.class == f.t.statement
	if rest != "" {
		b.WriteByte(' ')
		b.WriteString(rest)
	}
	return capital(b.String())
}
