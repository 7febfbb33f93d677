package events

import (
	"strings"

	"annals/stages"
)

// What may stand in a timeline by itself. A title built from a wrong parse is a
// fragment; the signs of one are looked for here (doubtful), and the sentence
// as it was written takes its place where it is short enough. An event told of
// "that" has no title; titles that begin with "he" or "they" the timeline leaves
// to a better telling.

const writtenLimit = 200 // bytes of a sentence that is a title as it stands

// tellable reports whether the event can be told without the text around it.
func (f *finder) tellable(c *candidate, e *stages.Event) bool {
	if c.isNoun {
		return f.clause()
	}
	g := &f.g
	if s := f.grammaticalSubject(c.token); s >= 0 && (g.upos(s) == stages.ADJ || has(f.t.words.bare, g.lemma(s))) && g.childWith(s, stages.RelNmod) < 0 && f.mentionAt(s) < 0 {
		return false // "The fiftieth was celebrated"
	}
	for k := g.firstChild(max(f.grammaticalSubject(c.token), g.first)); k >= 0; k = g.nextChild(k) {
		if g.tag(k) == stages.TagWPS {
			return false // "whose fleet blockaded the port"
		}
	}
	for k := g.firstChild(c.token); k >= 0; k = g.nextChild(k) {
		if r := g.rel(k); (r == stages.RelObj || r == stages.RelIobj || r == stages.RelObl) && (g.tag(k) == stages.TagPRP || g.tag(k) == stages.TagPRPS) && k > c.token && f.meant(k) == "" {
			return false // "ratifies it", "is named after her", "celebrates itself"
		}
	}
	if f.stranded(c) {
		return false
	}
	if c.class == f.t.other && c.below >= 0 && has(f.t.words.ongoing, f.lemmaOf(c.token)) {
		return false // "continues to grow"
	}
	if c.class == f.t.statement && c.basis != basisSentence {
		// "said the official, who spoke on condition of anonymity"
		for v := c.token; v >= 0; v = g.head(v) {
			if g.rel(v) == stages.RelACLRelcl {
				return false
			}
			if g.rel(v) != stages.RelConj {
				break
			}
		}
	}
	if c.basis == basisPublication {
		if f.pluperfect(c.token) {
			return false // "had called" was before the day of publication
		}
	}
	if s := f.grammaticalSubject(c.token); s >= 0 && f.unnamed(s) && g.tag(s) != stages.TagPRP {
		if name, _ := f.named(s); name == "" {
			return c.class == f.t.statement && f.cueOf(c) >= 0 && e.Agent != "" && !f.barePhrase(e.Agent)
		}
	}
	return true
}

// stranded reports whether a verb that hardly stands without an object has none:
// "The trust, founded in Lima, lost" read as "The trust founded".
func (f *finder) stranded(c *candidate) bool {
	i := c.token
	return has(f.t.words.transitive, f.lemmaOf(i)) && !f.passive(i) && f.object(i) < 0 && f.sharedObject(i) < 0 && c.below < 0 &&
		c.finite() && f.g.childWith(i, stages.RelCcomp, stages.RelXcomp) < 0 && c.span.End == f.w.Tokens[i].End
}

// pluperfect reports whether the verb at token i stands with "had".
func (f *finder) pluperfect(i int32) bool {
	g := &f.g
	for k := g.firstChild(i); k >= 0 && k < i; k = g.nextChild(k) {
		if g.rel(k) == stages.RelAux && g.tag(k) == stages.TagVBD && has(f.t.words.have, g.lemma(k)) {
			return true
		}
	}
	return false
}

// clause reports whether the sentence has a finite verb, or is a heading: a noun in
// a line of an address or a list ("At the 2021 Lake Conference") tells nothing.
func (f *finder) clause() bool {
	if f.w.Doc.Blocks[f.w.Sentences[f.number].Block].Kind == stages.Heading {
		return true
	}
	for i := f.g.first; i < f.g.last; i++ {
		if finiteTag(f.g.tag(i)) {
			return true
		}
	}
	return false
}

// unnamed reports whether token i is a pronoun that stands for somebody named
// elsewhere: personal, demonstrative, relative.
func (f *finder) unnamed(i int32) bool {
	g := &f.g
	switch g.tag(i) {
	case stages.TagPRP:
		return true
	case stages.TagDT, stages.TagWDT, stages.TagWP:
		return g.upos(i) == stages.PRON || g.upos(i) == stages.DET && g.childWith(i, stages.RelNmod) < 0
	}
	return false
}

// barePhrase reports whether a speaker's name is a pronoun of this sentence.
func (f *finder) barePhrase(name string) bool {
	for i := f.g.first; i < f.g.last; i++ {
		if f.g.tag(i) == stages.TagPRP && strings.EqualFold(f.w.TokenText(i), name) {
			return true
		}
	}
	return false
}

// doubtful reports whether the title built for c shows a slip of the parse: no
// subject, a time for the subject, a noun hung on the verb without a
// preposition, quoted words that go on where the title ends.
func (f *finder) doubtful(c *candidate) bool {
	if c.isNoun {
		return false
	}
	g := &f.g
	s := f.grammaticalSubject(c.token)
	if f.passive(c.token) && g.rel(c.token) == stages.RelACL {
		s = g.head(c.token)
	}
	if s < 0 || f.inTimex(s) && (f.timexAt(s) != c.timex || g.rel(s) == stages.RelNsubjPass) || has(f.t.words.lengths, g.lemma(s)) && g.childWith(s, stages.RelNummod) >= 0 {
		return true
	}
	last := c.token
	for k := g.firstChild(c.token); k >= 0; k = g.nextChild(k) {
		if k < c.token {
			continue
		}
		switch g.rel(k) {
		case stages.RelObl:
			if g.isNoun(k) && !f.inTimex(k) && g.childWith(k, stages.RelCase) < 0 && !g.relative(k) && g.upos(k) != stages.PRON {
				return true
			}
		case stages.RelOblUnmarked:
			if g.isNoun(k) && !f.inTimex(k) && !f.dates(k) {
				return true
			}
		case stages.RelObj:
			last = k
			if f.inTimex(k) && f.timexAt(k) == c.timex {
				return true // "ends the year of the drought"
			}
		}
	}
	// "called the mission "the best job ..."", "warned that patience "is ...""
	for k := last + 1; k < g.last && k <= last+3; k++ {
		if g.w.Tokens[k].Class == stages.ClassQuote && k+3 < g.last && g.w.Tokens[k].Shape&stages.ShapeSpaceBefore != 0 && g.w.Tokens[k+1].Shape&stages.ShapeSpaceBefore == 0 {
			return !f.include[k+1-g.first]
		}
	}
	return false
}

// asWritten is the sentence as it stands, as the title of its main verb; "" for
// other verbs, a long sentence, or one that is no sentence.
func (f *finder) asWritten(c *candidate, e *stages.Event) string {
	g := &f.g
	if r := g.rel(c.token); g.head(c.token) >= 0 && r != stages.RelRoot && !(r == stages.RelParataxis && g.rel(g.head(c.token)) == stages.RelRoot) {
		return ""
	}
	if s := f.grammaticalSubject(c.token); s >= 0 && f.unnamed(s) || s < 0 && f.cueOf(c) < 0 {
		return ""
	}
	first := max(g.first, f.body)
	for i := first; i < min(g.last, first+4); i++ {
		if f.w.TokenText(i) == ":" {
			return "" // "HOST: ..."
		}
	}
	s := strings.Join(strings.Fields(f.w.Text(f.w.TokensSpan(first, g.last))), " ")
	if len(s) > writtenLimit || !balanced(s) || g.last-first < 4 || f.unnamed(first) {
		return ""
	}
	if f.empty && g.last-first < 8 && f.cueOf(c) < 0 {
		return "" // "The minister told us so"
	}
	end := strings.TrimRight(s, "\"”'’)")
	if !strings.HasSuffix(end, ".") && !strings.HasSuffix(end, "!") && !strings.HasSuffix(end, "?") && f.w.Doc.Blocks[f.w.Sentences[f.number].Block].Kind != stages.Heading {
		return ""
	}
	if t := &f.w.Tokens[first]; t.Shape&(stages.ShapeCapital|stages.ShapeDigit) == 0 && t.Class != stages.ClassQuote {
		return ""
	}
	if end == s {
		s = strings.TrimSuffix(s, ".")
	}
	return s
}

// wantsInfinitive reports whether the verb says little without the infinitive
// after it: "begin to", "urge them to", "plan to".
func (f *finder) wantsInfinitive(c *candidate) bool {
	_, v := f.verbOf(c.token)
	return c.class == f.t.statement || v != nil && v.flags&(flagAspect|flagPlan|flagWish) != 0
}

// aside reports whether a comma stands before the phrase headed by k: what
// follows it is said beside the clause.
func (f *finder) aside(k int32) bool {
	g := &f.g
	first := k
	var grow func(i int32, depth int)
	grow = func(i int32, depth int) {
		for c := g.firstChild(i); c >= 0 && depth < 8; c = g.nextChild(c) {
			if g.rel(c) != stages.RelPunct {
				first = min(first, c)
				grow(c, depth+1)
			}
		}
	}
	grow(k, 0)
	for first > g.first && (f.g.upos(first-1) == stages.ADP || f.g.upos(first-1) == stages.DET) {
		first--
	}
	return first > g.first && f.w.TokenText(first-1) == ","
}

// balanced reports whether every quotation mark of s has its partner.
func balanced(s string) bool {
	return strings.Count(s, "\"")%2 == 0 && strings.Count(s, "“") == strings.Count(s, "”")
}

// closeAdverb reports whether k is an adverb that belongs to the verb before it:
// "came home", "fell apart".
func (f *finder) closeAdverb(k, verb int32) bool {
	g := &f.g
	return k == verb+1 && g.firstChild(k) < 0 && g.upos(k) == stages.ADV && !f.inTimex(k)
}

// agreement is the number of the subject as the auxiliary of the verb shows it.
func (f *finder) agreement(verb int32) (plural, ok bool) {
	g := &f.g
	for k := g.firstChild(verb); k >= 0 && k < verb; k = g.nextChild(k) {
		if r := g.rel(k); r != stages.RelAux && r != stages.RelAuxPass {
			continue
		}
		if has(f.t.words.singular, g.word(k)) {
			return false, true
		}
		if has(f.t.words.severals, g.word(k)) {
			return true, true
		}
		return false, false
	}
	return false, false
}

// called is the doer's name as a title begins with it: a name that stands for
// "the ministry" takes its article.
func (f *finder) called(e *stages.Event) string {
	if e.AgentSpan.Empty() {
		return e.Agent
	}
	written := f.w.Text(e.AgentSpan)
	article, _, _ := strings.Cut(written, " ")
	if !has(f.t.words.definite, strings.ToLower(article)) || len(written) < len(article)+2 {
		return e.Agent
	}
	if first, _, _ := strings.Cut(e.Agent, " "); strings.EqualFold(first, article) {
		return e.Agent
	}
	if m := f.w.TokenAt(e.AgentSpan.Start) + 1; int(m) < len(f.w.Tokens) {
		k := f.mentionAt(m)
		if k < 0 || !f.organisation(k) {
			return e.Agent
		}
		if name, _ := f.nameOf(k); name != e.Agent {
			return e.Agent // "the office's head, Ann Reed": the article is not hers
		}
	}
	return article + " " + e.Agent
}

// organisation reports whether mention k means an organisation.
func (f *finder) organisation(k int32) bool {
	_, kind := f.nameOf(k)
	return kind == stages.Organisation
}

// speaker is the name of the source of q: of "the ministry's spokesman, Anna
// Berg" the person, of "the official, who asked not to be named" the official.
func (f *finder) speaker(q *stages.Quote) string {
	before, _, cut := strings.Cut(q.SpeakerName, ",")
	if !cut {
		return q.SpeakerName
	}
	for i := range f.w.Mentions {
		m := &f.w.Mentions[i]
		if m.Start >= q.SpeakerSpan.Start+int32(len(before)) && m.End <= q.SpeakerSpan.End && m.Kind == stages.Person {
			name, _ := f.nameOf(int32(i))
			return name
		}
		if m.Start >= q.SpeakerSpan.End {
			break
		}
	}
	return strings.TrimSpace(before)
}

// pronounsOnly reports whether nothing but pronouns is marked for the title:
// "the minister told us".
func (f *finder) pronounsOnly() bool {
	for i := range f.include {
		if f.include[i] && f.g.tag(f.g.first+int32(i)) != stages.TagPRP {
			return false
		}
	}
	return true
}
