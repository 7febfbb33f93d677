package figures

import (
	"slices"
	"strings"

	"annals/stages"
)

// Who acts, on whom, and when.

// mentions of the sentence.
func (c *claimer) mentions() []stages.Mention {
	list := c.w.Mentions
	lo, hi := 0, len(list)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if list[m].First < c.first {
			lo = m + 1
		} else {
			hi = m
		}
	}
	end := lo
	for end < len(list) && list[end].First < c.stop {
		end++
	}
	return list[lo:end]
}

// name is the canonical name of what a mention means.
func (c *claimer) name(m *stages.Mention) string {
	if m.Entity >= 0 && int(m.Entity) < len(c.w.Entities) {
		return c.w.Entities[m.Entity].Name
	}
	return c.w.Text(m.Span)
}

// acts reports whether a mention can be an actor.
func acts(m *stages.Mention) bool {
	switch m.Kind {
	case stages.Person, stages.Organisation, stages.Place, stages.Role, stages.Pronoun:
		return true
	}
	return false
}

// preposition reports whether the mention stands in a prepositional phrase.
func (c *claimer) preposition(m *stages.Mention) bool {
	k := m.First - 1
	if m.Full.Len() > m.Len() {
		k = c.s.tokenIndex(m.Full.Start) - 1
	}
	for k >= c.first && c.w.Tokens[k].UPOS == stages.DET || k >= c.first && c.s.roleOf(k)&roleArticle != 0 || k >= c.first && c.x.skip.Word(c.s.text, &c.w.Tokens[k]) >= 0 {
		k--
	}
	if k < c.first {
		return false
	}
	return c.w.Tokens[k].UPOS == stages.ADP || c.x.prepositions.Word(c.s.text, &c.w.Tokens[k]) >= 0
}

func (c *claimer) setActor(r *stages.Figure, m *stages.Mention, basis string) {
	r.Actor, r.ActorSpan, r.ActorBasis = c.name(m), m.Span, basis
}

// actor finds who provides, sends, does.
func (c *claimer) actor(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool) {
	if c.anaphora {
		return
	}
	list := c.mentions()
	// "300 Chinese doctors": the adjective names the actor
	if hasPhrase {
		for i := range list {
			if m := &list[i]; m.First >= p.first && m.Last <= p.core && m.Kind == stages.Nationality && m.First < p.core-1 {
				if c.place {
					r.Scope, r.ScopeSpan, r.ScopeBasis = c.name(m), m.Span, "sentence"
					return
				}
				c.setActor(r, m, "sentence")
				return
			}
		}
	}
	if c.verb >= 0 {
		// the passive's "by"
		if m := c.byAgent(list); m != nil {
			c.setActor(r, m, "sentence")
			return
		}
		if m := c.subjectOf(list, c.verb); m != nil && !(q.left > m.First && q.left < m.Last) && !c.hangsOn(q, p, hasPhrase, m) && (m.Kind != stages.Pronoun || m.Entity >= 0) {
			c.setActor(r, m, "sentence")
			return
		}
	}
	// "the new dam displaced 300 families": a doer that is no name
	if c.phraseActor(r, q, p, hasPhrase) {
		return
	}
	// "China's 300 troops"
	for i := range list {
		m := &list[i]
		if acts(m) && m.Last < q.left && m.Last+1 >= q.hedgeFirst-1 && m.Last < c.stop && c.w.Tokens[m.Last].Shape&stages.ShapeClitic != 0 {
			c.setActor(r, m, "sentence")
			return
		}
	}
	// A pronoun nobody resolved, or no subject at all, goes on with the actor of
	// the figure before in the paragraph.
	if n := len(c.w.Figures); n > 0 && c.verb >= 0 && !c.place {
		last := &c.w.Figures[n-1]
		if s := c.w.SentenceAt(last.Start); s >= 0 && last.Actor != "" && c.n-s <= 1 && c.w.Sentences[s].Block == c.w.Sentences[c.n].Block && c.takesUp(s == c.n) {
			r.Actor, r.ActorSpan, r.ActorBasis = last.Actor, last.ActorSpan, "context"
			return
		}
	}
	// a pronoun as subject: what the sentence before is about
	if c.verb >= 0 && c.n > 0 && !c.place && c.takesUp(false) && c.w.Sentences[c.n-1].Block == c.w.Sentences[c.n].Block {
		first, stop := c.first, c.stop
		before := &c.w.Sentences[c.n-1]
		c.first, c.stop = before.First, before.Last
		for _, m := range c.mentions() {
			if acts(&m) && m.Kind != stages.Pronoun && !c.preposition(&m) {
				c.setActor(r, &m, "context")
				break
			}
		}
		c.first, c.stop = first, stop
	}
}

// phraseActor takes the noun phrase before the governing verb as actor, where
// what is counted is the verb's object and the verb one of doing.
func (c *claimer) phraseActor(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool) bool {
	if c.quantities || c.place || c.verb < 0 || c.verb >= q.left || !c.parsed() || r.Dimension != "count" && r.Dimension != "currency" || c.x.stative[c.lemma(c.verb)] || c.passiveVoice() {
		return false
	}
	at := q.first
	if hasPhrase {
		at = p.head()
	}
	if t := &c.w.Tokens[at]; hasPhrase && t.Relation != stages.RelObj && (t.Head == c.verb || c.verb < q.left-4) {
		return false
	}
	s := c.subjectToken(c.verb)
	if s < 0 || s >= c.verb || c.w.Tokens[s].UPOS != stages.NOUN || c.w.MentionAt(s) >= 0 {
		return false
	}
	first := s
	for first > c.first && (c.w.Tokens[first-1].UPOS == stages.NOUN || c.w.Tokens[first-1].UPOS == stages.ADJ || c.w.Tokens[first-1].UPOS == stages.PROPN) && c.w.Tokens[first-1].Head == s {
		first--
	}
	last := s + 1
	if last+1 < c.stop && c.s.roleOf(last)&roleOf != 0 { // "a group of farmers"
		if e := c.group(c.skipDeterminers(last+1), c.verb); e > last+1 && c.w.Tokens[e-1].UPOS == stages.NOUN {
			last = e
		}
	}
	for k := first; k < last; k++ {
		if c.w.Tokens[k].Class == stages.ClassNumber || c.s.number(k) != nil {
			return false // what is counted elsewhere is no actor by name
		}
	}
	r.ActorSpan = c.s.span(first, last)
	r.Actor, r.ActorBasis = c.w.Text(r.ActorSpan), "sentence"
	r.Rule = joinRule(r.Rule, "actor.phrase")
	return true
}

func (c *claimer) skipDeterminers(k int32) int32 {
	for k < c.stop && (c.w.Tokens[k].UPOS == stages.DET || c.w.Tokens[k].Tag == stages.TagPRPS) {
		k++
	}
	return k
}

// takesUp reports whether the subject of the governing verb is a pronoun, or,
// in a sentence that holds the figure before, missing.
func (c *claimer) takesUp(same bool) bool {
	if !c.parsed() {
		return false
	}
	v := c.verb
	for range 3 {
		if s := c.subjectToken(v); s >= 0 {
			return c.w.Tokens[s].UPOS == stages.PRON
		}
		h := c.w.Tokens[v].Head
		if h == v || h < c.first || h >= c.stop {
			break
		}
		v = h
	}
	return same
}

// hangsOn reports whether the figure is part of the phrase of mention m:
// "representatives of 60 countries".
func (c *claimer) hangsOn(q *quantity, p *phrase, hasPhrase bool, m *stages.Mention) bool {
	if !c.parsed() {
		return false
	}
	at := q.first
	if hasPhrase {
		at = p.head()
	}
	for range 6 {
		if at == m.HeadToken || at >= m.First && at < m.Last {
			return true
		}
		h := c.w.Tokens[at].Head
		if h == at || h < c.first || h >= c.stop {
			return false
		}
		at = h
	}
	return false
}

// byAgent is the agent of a passive: the first mention after "by" after the verb.
func (c *claimer) byAgent(list []stages.Mention) *stages.Mention {
	for i := range list {
		m := &list[i]
		if m.First <= c.verb || !acts(m) {
			continue
		}
		k := m.First - 1
		for k > c.verb && (c.s.roleOf(k)&roleArticle != 0 || c.x.skip.Word(c.s.text, &c.w.Tokens[k]) >= 0) {
			k--
		}
		if k > c.verb && k <= c.verb+12 && c.x.agentBy.Word(c.s.text, &c.w.Tokens[k]) >= 0 && c.passive() {
			return m
		}
	}
	return nil
}

// passive reports whether the governing verb is a passive participle: after a
// form of "be", or on its own after a noun.
func (c *claimer) passive() bool {
	t := &c.w.Tokens[c.verb]
	if t.Tag == stages.NoTag {
		return true
	}
	return t.Tag == stages.TagVBN && (c.passiveVoice() || t.Relation == stages.RelACL)
}

// subjectOf is the mention that is, or leads, the subject of verb v.
func (c *claimer) subjectOf(list []stages.Mention, v int32) *stages.Mention {
	if c.parsed() {
		for range 4 {
			for i := range list {
				m := &list[i]
				if !acts(m) && m.Kind != stages.Nationality || m.HeadToken < c.first || m.HeadToken >= c.stop {
					continue
				}
				h := m.HeadToken
				t := &c.w.Tokens[h]
				if t.Head == v && (t.Relation == stages.RelNsubj || t.Relation == stages.RelNsubjOuter) {
					return m
				}
				// "the Chinese government has sent": the name modifies the subject
				if s := &c.w.Tokens[t.Head]; t.Head != h && s.Head == v && s.Relation == stages.RelNsubj && (t.Relation == stages.RelAmod || t.Relation == stages.RelCompound || t.Relation == stages.RelNmodPoss || t.Relation == stages.RelAppos) {
					return m
				}
			}
			h := c.w.Tokens[v].Head
			if h == v || h < c.first || h >= c.stop {
				break
			}
			switch c.w.Tokens[v].Relation {
			case stages.RelConj, stages.RelXcomp, stages.RelAdvcl, stages.RelParataxis, stages.RelCcomp:
				v = h
			case stages.RelACL:
				for i := range list { // "Norway, representing nine states"
					if m := &list[i]; acts(m) && h >= m.First && h < m.Last {
						return m
					}
				}
				if c.w.Tokens[v].Tag != stages.TagVBG && c.w.Tokens[v].Tag != stages.TagVB {
					return nil
				}
				v = h
			default:
				return nil
			}
		}
		return nil
	}
	var best *stages.Mention
	for i := range list {
		m := &list[i]
		if m.Last > v {
			break
		}
		if !acts(m) && m.Kind != stages.Nationality {
			continue
		}
		if c.preposition(m) {
			continue
		}
		best = m
	}
	return best
}

// scope finds to whom, where, in what the figure holds.
func (c *claimer) scope(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool) {
	if r.Scope != "" {
		return
	}
	if c.anaphora && hasPhrase {
		if q.value.less(fromInt(6)) && c.x.placeNouns.Word(c.s.text, &c.w.Tokens[p.head()]) >= 0 {
			c.taken(r, int(q.value.float()))
		}
		return
	}
	list := c.mentions()
	end := q.next
	if hasPhrase {
		end = p.last
	}
	// what is supported, joined, attended: the object of a verb whose subject is counted
	if c.verb >= 0 && c.parsed() && c.role(q, p, hasPhrase) == "subject" {
		if o := c.child(c.verb, stages.RelObj); o >= 0 {
			for i := range list {
				if m := &list[i]; o >= m.First && o < m.Last && (m.Kind == stages.Organisation || m.Kind == stages.Title || m.Kind == stages.Place) {
					r.Scope, r.ScopeSpan, r.ScopeBasis = c.name(m), m.Span, "sentence"
					return
				}
			}
		}
	}
	for k := max(p.first-3, c.first); hasPhrase && k < p.core; k++ { // "the world's countries"
		if k > q.next-1 && c.x.worldNoun.Word(c.s.text, &c.w.Tokens[k]) >= 0 {
			r.Scope, r.ScopeSpan, r.ScopeBasis = c.x.worldName, c.w.Tokens[k].Span, "sentence"
			return
		}
	}
	// after the figure: the first phrase of place or recipient
	verb := false
	for k := end; k < c.stop; k++ {
		if k > end+40 || c.s.text[c.w.Tokens[k].Start] == ';' {
			break
		}
		if verb = verb || c.w.Tokens[k].UPOS == stages.VERB && c.w.Tokens[k].Tag != stages.TagVBG; verb {
			if _, number := c.s.numeralAt(k, c.stop); number && c.s.roleOf(k)&roleArticle == 0 {
				break // another verb with a figure of its own
			}
		}
		if c.x.prepositions.Word(c.s.text, &c.w.Tokens[k]) < 0 {
			continue
		}
		if c.scopeAt(r, list, k+1) {
			r.ScopeBasis = "sentence"
			return
		}
	}
	for k := end; k < c.stop && k < end+6; k++ {
		if _, n := c.x.world.Longest(c.s.text, c.w.Tokens[:c.stop], int(k)); n > 0 {
			r.ScopeSpan, r.ScopeBasis = c.s.span(k, k+int32(n)), "sentence"
			r.Scope = c.x.worldName
			return
		}
	}
	// "At the 52nd session of the council, ..."
	for k := c.first; k < q.left && k < c.first+12; k++ {
		if c.x.prepositions.Word(c.s.text, &c.w.Tokens[k]) >= 0 && c.occasion(r, list, k+1) {
			r.ScopeBasis = "sentence"
			return
		}
	}
	// a place before it: "In Mali, 12 soldiers ..."
	for i := len(list) - 1; i >= 0; i-- {
		m := &list[i]
		if m.Last <= q.left && m.First <= c.first+3 && m.Kind == stages.Place && c.preposition(m) && m.Span != r.ActorSpan {
			r.Scope, r.ScopeSpan, r.ScopeBasis = c.name(m), m.Span, "sentence"
			return
		}
	}
	c.inheritScope(r, p, hasPhrase)
	if r.Scope != "" {
		return
	}
	// the body whose resolutions, sessions, members are counted
	if hasPhrase {
		for i := range list {
			if m := &list[i]; m.First >= p.first && m.Last == p.core-1 && m.Kind == stages.Organisation && m.Span != r.ActorSpan {
				r.Scope, r.ScopeSpan, r.ScopeBasis = c.name(m), m.Span, "sentence"
				return
			}
		}
	}
	// money in a fund: the name nearest before the figure
	if r.Dimension == "currency" || c.goesOn(c.w.Sentences[c.n]) {
		c.scopeBefore(r, q, list)
	}
}

// scopeBefore takes the body or event last named before the figure: in its
// sentence for money, else in the sentence before, which this one goes on with.
func (c *claimer) scopeBefore(r *stages.Figure, q *quantity, list []stages.Mention) {
	if r.Dimension == "currency" && c.x.generic.Word(c.s.text, &c.w.Tokens[max(q.hedgeFirst-1, c.first)]) >= 0 || r.Measure == "fund_size" {
		for i := len(list) - 1; i >= 0; i-- {
			if m := &list[i]; m.Last <= q.left && m.Span != r.ActorSpan && (m.Kind == stages.Organisation || m.Kind == stages.Title) {
				r.Scope, r.ScopeSpan, r.ScopeBasis = c.name(m), m.Span, "sentence"
				return
			}
		}
		return
	}
	if c.n == 0 || r.Dimension != "count" || c.w.Sentences[c.n-1].Block != c.w.Sentences[c.n].Block {
		return
	}
	first, stop := c.first, c.stop
	before := &c.w.Sentences[c.n-1]
	c.first, c.stop = before.First, before.Last
	for _, m := range c.mentions() {
		if m.Kind == stages.Title && m.First <= before.First+2 {
			r.Scope, r.ScopeSpan, r.ScopeBasis = c.name(&m), m.Span, "context"
			break
		}
	}
	c.first, c.stop = first, stop
}

// inheritScope takes over the scope of the figure before in the sentence where that
// is a number of places: "doctors to 76 countries, who treated 2,000 patients".
func (c *claimer) inheritScope(r *stages.Figure, p *phrase, hasPhrase bool) {
	n := len(c.w.Figures)
	if n > 0 {
		// the same measure by the same actor in the sentence before
		if b := &c.w.Figures[n-1]; b.Scope != "" && b.Measure == r.Measure && b.Actor == r.Actor && r.Actor != "" {
			if s := c.w.SentenceAt(b.Start); s == c.n-1 && c.w.Sentences[s].Block == c.w.Sentences[c.n].Block {
				r.Scope, r.ScopeSpan, r.ScopeBasis = b.Scope, b.ScopeSpan, "context"
				return
			}
		}
	}
	if n == 0 || hasPhrase && c.x.placeNouns.Word(c.s.text, &c.w.Tokens[p.head()]) >= 0 {
		return
	}
	for k := n - 1; k >= 0 && c.w.Figures[k].First >= c.first; k-- {
		if b := &c.w.Figures[k]; b.Scope != "" && b.Scope != c.x.worldName && b.Actor == r.Actor && r.Actor != "" {
			r.Scope, r.ScopeSpan, r.ScopeBasis = b.Scope, b.ScopeSpan, "context"
			return
		}
	}
}

// taken finds the places that "the two countries" takes up: the last so many
// named before in the paragraph.
func (c *claimer) taken(r *stages.Figure, count int) {
	block := c.w.Sentences[c.n].Block
	var names []string
	var span stages.Span
	for i := len(c.w.Mentions) - 1; i >= 0 && len(names) < count; i-- {
		m := &c.w.Mentions[i]
		if m.Start >= r.Start || m.Kind != stages.Place {
			continue
		}
		if s := c.w.SentenceAt(m.Start); s < c.n-2 || s < 0 || c.w.Sentences[s].Block != block {
			break
		}
		name := c.name(m)
		if !slices.Contains(names, name) {
			names = append(names, name)
			span = stages.Span{Start: m.Start, End: max(m.End, span.End)}
		}
	}
	if len(names) != count {
		return
	}
	slices.Reverse(names)
	r.Scope, r.ScopeSpan, r.ScopeBasis = strings.Join(names, ", "), span, "context"
}

// scopeAt reads the phrase after a preposition at token k: names of places and
// bodies, or a number of countries.
func (c *claimer) scopeAt(r *stages.Figure, list []stages.Mention, k int32) bool {
	for k < c.stop && c.determiner(k) {
		k++
	}
	for i := range list {
		m := &list[i]
		if m.First < k || m.First > k+2 || m.Kind != stages.Place && m.Kind != stages.Organisation && m.Kind != stages.Title || m.Span == r.ActorSpan {
			continue
		}
		span := m.Span
		// "Egypt, Pakistan, Myanmar and India"
		for j := i + 1; j < len(list); j++ {
			n := &list[j]
			if n.Kind != m.Kind {
				break
			}
			between := c.s.text[span.End:n.Start]
			if !c.listWords(span.End, n.Start) || len(between) > 12 {
				break
			}
			span.End = n.End
		}
		r.ScopeSpan = span
		if r.Scope = c.name(m); span != m.Span {
			r.Scope = c.w.Text(span)
		}
		return true
	}
	if c.occasion(r, list, k) {
		return true
	}
	// "for countries along the route"
	if k < c.stop && c.x.placeNouns.Word(c.s.text, &c.w.Tokens[k]) >= 0 && c.pluralNoun(k) {
		e := k + 1
		for e < c.stop && e < k+6 && (c.w.Tokens[e].UPOS == stages.ADP || c.w.Tokens[e].UPOS == stages.DET || c.w.Tokens[e].UPOS == stages.NOUN || c.w.Tokens[e].UPOS == stages.PROPN || c.w.Tokens[e].UPOS == stages.ADJ) {
			e++
		}
		for e > k+1 && c.w.Tokens[e-1].UPOS != stages.NOUN && c.w.Tokens[e-1].UPOS != stages.PROPN {
			e--
		}
		r.ScopeSpan = c.s.span(k, e)
		r.Scope = c.w.Text(r.ScopeSpan)
		return true
	}
	// "76 countries and regions", "more than 100 countries"
	at := k
	for at < c.stop && at < k+3 && c.s.isHedge(at) {
		at++
	}
	if n, ok := c.s.numeralAt(at, c.stop); ok && n.form != formOrdinal {
		if p, ok := c.otherCounted(n.last); ok && c.x.placeNouns.Word(c.s.text, &c.w.Tokens[p.head()]) >= 0 {
			r.ScopeSpan = c.s.span(k, p.last)
			r.Scope = c.w.Text(r.ScopeSpan)
			return true
		}
	}
	return false
}

// otherCounted is counted for another figure than the one in hand, whose heads
// must stay.
func (c *claimer) otherCounted(i int32) (phrase, bool) {
	c.heads, c.otherHeads = c.otherHeads, c.heads
	p, ok := c.counted(i, c.stop)
	c.heads, c.otherHeads = c.otherHeads, c.heads
	return p, ok
}

// occasion reads "the 52nd session of the council" at token k: a common noun and
// "of" with a name.
func (c *claimer) occasion(r *stages.Figure, list []stages.Mention, k int32) bool {
	for k < c.stop && c.determiner(k) {
		k++
	}
	noun := k
	for noun < c.stop && noun < k+5 && (c.w.Tokens[noun].UPOS == stages.ADJ || c.w.Tokens[noun].UPOS == stages.NOUN || c.w.Tokens[noun].Class == stages.ClassNumber) {
		noun++
	}
	if noun == k || noun >= c.stop || c.s.roleOf(noun)&roleOf == 0 || c.x.occasions.Word(c.s.text, &c.w.Tokens[noun-1]) < 0 {
		return false
	}
	at := noun + 1
	for at < c.stop && c.determiner(at) {
		at++
	}
	for i := range list {
		if m := &list[i]; m.First == at && (m.Kind == stages.Organisation || m.Kind == stages.Title) {
			r.ScopeSpan = stages.Span{Start: c.w.Tokens[k].Start, End: m.End}
			r.Scope = c.w.Text(r.ScopeSpan)
			return true
		}
	}
	return false
}

// listWords reports whether only commas and conjunctions stand in bytes [from, to).
func (c *claimer) listWords(from, to int32) bool {
	for k := c.s.tokenIndex(from); k < c.stop && c.w.Tokens[k].Start < to; k++ {
		if c.s.text[c.w.Tokens[k].Start] != ',' && c.s.roleOf(k)&(roleAnd|roleOr) == 0 && c.s.roleOf(k)&roleArticle == 0 && c.x.skip.Word(c.s.text, &c.w.Tokens[k]) < 0 {
			return false
		}
	}
	return true
}

// asOf finds the time for which the figure holds: a date of its sentence, else
// one of the sentences before it in the paragraph that clearly governs it.
func (c *claimer) asOf(r *stages.Figure, q *quantity) {
	sentence := c.w.Sentences[c.n]
	t, present := c.timexFor(sentence.Span, r.Start)
	if t != nil {
		c.setAsOf(r, t, "stated")
		return
	}
	if present {
		return
	}
	// The date that governs the sentences before, as long as this one goes on
	// with the same thing and names no time of its own.
	for back := c.n - 1; back >= 0 && back >= c.n-2; back-- {
		before := c.w.Sentences[back]
		if before.Block != sentence.Block {
			return
		}
		if t, present := c.timexFor(before.Span, before.End); t != nil {
			if c.goesOn(sentence) {
				c.setAsOf(r, t, "context")
			}
			return
		} else if present {
			return
		}
	}
}

// goesOn reports whether a sentence takes up the one before: it begins with a
// pronoun, a demonstrative or "more than", not with a name or a new connective.
func (c *claimer) goesOn(sentence stages.Sentence) bool {
	return c.x.goesOn.Word(c.s.text, &c.w.Tokens[sentence.First]) >= 0
}

func (c *claimer) setAsOf(r *stages.Figure, t *stages.Timex, basis string) {
	r.AsOf = t.Interval
	if r.AsOf.IsZero() {
		return
	}
	r.AsOfBasis = basis
	if basis == "stated" && (t.Type == stages.TimexDuration || t.Precision == stages.PrecisionRange || t.Open != 0) {
		r.AsOfBasis = "period"
	}
	if t.Open > 0 || c.sinceClause(t) {
		r.AsOf.End = stages.Date{}
		if basis == "stated" {
			r.AsOfBasis = "period"
		}
	}
}

// sinceClause reports whether the date stands in a clause or phrase that begins
// with "since": "since the first team left in 1963".
func (c *claimer) sinceClause(t *stages.Timex) bool {
	for k := t.First - 1; k >= 0 && k > t.First-14 && c.w.Tokens[k].Shape&stages.ShapeLineBefore == 0 || k == t.First-1 && k >= 0; k-- {
		if c.x.since.Word(c.s.text, &c.w.Tokens[k]) >= 0 {
			return true
		}
		if ch := c.s.text[c.w.Tokens[k].Start]; ch == ',' || ch == ';' || ch == '.' {
			return false
		}
	}
	return false
}

// timexFor is the date in the sentence that is nearest to byte at, one before
// it first. present is set when the sentence speaks of the present or of "so
// far" without a calendar date.
func (c *claimer) timexFor(sentence stages.Span, at int32) (t *stages.Timex, present bool) {
	list := c.w.Timexes
	lo, hi := 0, len(list)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if list[m].Start < sentence.Start {
			lo = m + 1
		} else {
			hi = m
		}
	}
	var before, after *stages.Timex
	for i := lo; i < len(list) && list[i].Start < sentence.End; i++ {
		t := &list[i]
		if t.RangePart && i+1 < len(list) && list[i+1].RangePart && list[i+1].Start < sentence.End && list[i+1].First-t.Last <= 2 {
			// the two ends of a range that has no row of its own
			c.joined = *t
			c.joined.Interval.End, c.joined.End, c.joined.Precision = list[i+1].Interval.End, list[i+1].End, stages.PrecisionRange
			c.joined.Open = 0 // "from 2006 to 2015" is not "from 2006"
			t = &c.joined
			i++
		} else if t.InName || t.RangePart || t.Type == stages.TimexSet {
			continue
		}
		if t.Interval.IsZero() {
			if t.Type == stages.TimexDate && t.Value == "PRESENT_REF" {
				present = true
			}
			continue
		}
		if t.End <= at {
			before = t
		} else if after == nil && t.Start >= at {
			after = t
		}
	}
	if before != nil && (after == nil || at-before.End <= after.Start-at+40) {
		return before, present
	}
	return after, present
}
