package figures

import (
	"slices"
	"strings"

	"annals/stages"
)

// To whom, where and in what a figure holds.

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
	if c.givenTo(r, q, list) {
		return
	}
	for k := max(p.first-3, c.first); hasPhrase && k < p.core; k++ { // "the world's countries"
		if k > q.next-1 && c.x.worldNoun.Word(c.s.text, &c.w.Tokens[k]) >= 0 {
			r.Scope, r.ScopeSpan, r.ScopeBasis = c.x.worldName, c.w.Tokens[k].Span, "sentence"
			return
		}
	}
	// in the subject of a verb of level: "the population of Perth grew to 2 million"
	if c.theme >= 0 && c.theme < q.left && (!hasPhrase || r.Dimension != "count") && c.scopeOfTheme(r, q, list) {
		r.ScopeBasis = "sentence"
		return
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
		if c.x.prepositions.Word(c.s.text, &c.w.Tokens[k]) < 0 || k == p.last && hasPhrase && c.origin(p, hasPhrase, list) != nil {
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
	// "took root in 40 countries, creating 900 jobs there"
	if n := len(c.w.Figures); n > 0 && end < c.stop && c.x.there.Word(c.s.text, &c.w.Tokens[end]) >= 0 {
		if b := &c.w.Figures[n-1]; b.First >= c.first && b.Counted.Len() > 0 {
			if h := c.s.tokenIndex(b.Counted.Start); c.x.placeNouns.Word(c.s.text, &c.w.Tokens[h]) >= 0 {
				r.ScopeSpan, r.ScopeBasis = stages.Span{Start: min(b.Start, max(b.Hedge.Start, c.w.Tokens[c.first].Start)), End: b.Counted.End}, "sentence"
				if b.Hedge.Len() == 0 || b.Hedge.Start > b.Start {
					r.ScopeSpan.Start = b.Start
				}
				r.Scope = c.w.Text(r.ScopeSpan)
				return
			}
		}
	}
	if c.struck(r, q, list) {
		return
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

// givenTo takes the one to whom something is given right after the verb: "gave
// Pakistan $38 million", "will lend Chad up to 50 million".
func (c *claimer) givenTo(r *stages.Figure, q *quantity, list []stages.Mention) bool {
	if c.verb < 0 || c.verb >= q.left {
		return false
	}
	k := c.skipDeterminers(c.verb + 1)
	for i := range list {
		m := &list[i]
		if m.First != k || m.Last > q.hedgeFirst || q.hedgeFirst-m.Last > 1 || m.Kind != stages.Place && m.Kind != stages.Organisation || m.Span == r.ActorSpan {
			continue
		}
		r.Scope, r.ScopeSpan, r.ScopeBasis = c.name(m), m.Span, "sentence"
		return true
	}
	return false
}

// struck takes the place that a disaster or an attack struck, for what it did: "98
// were killed when the typhoon hit Samar".
func (c *claimer) struck(r *stages.Figure, q *quantity, list []stages.Mention) bool {
	if c.verb < 0 || !c.x.harms[c.lemma(c.verb)] && !c.x.personObjects[c.lemma(c.verb)] && !c.x.personalVerbs[c.lemma(c.verb)] {
		return false
	}
	for i := range list {
		m := &list[i]
		if m.Kind != stages.Place || m.First >= q.left && m.First < q.next {
			continue
		}
		k := m.First - 1
		for k > c.first && (c.determiner(k) || c.w.Tokens[k].UPOS == stages.ADJ) {
			k--
		}
		if k >= c.first && k != c.verb && c.w.Tokens[k].UPOS == stages.VERB && c.x.harms[c.lemma(k)] {
			r.Scope, r.ScopeSpan, r.ScopeBasis = c.name(m), m.Span, "sentence"
			return true
		}
	}
	return false
}

// scopeOfTheme reads the place or body that the subject of a verb of level belongs to.
func (c *claimer) scopeOfTheme(r *stages.Figure, q *quantity, list []stages.Mention) bool {
	for i := range list { // "Kenya's exports", "German exports"
		m := &list[i]
		if m.Last <= c.theme && m.Last >= c.theme-2 && (m.Kind == stages.Place || m.Kind == stages.Organisation || m.Kind == stages.Nationality) && !c.preposition(m) {
			r.Scope, r.ScopeSpan = c.name(m), m.Span
			return true
		}
	}
	for k := c.theme + 1; k < q.left && k != c.verb && k < c.theme+12; k++ {
		if c.finite(k) {
			return false
		}
		if (c.x.prepositions.Word(c.s.text, &c.w.Tokens[k]) >= 0 || c.s.roleOf(k)&(roleOf|roleBetween) != 0) && c.scopeAt(r, list, k+1) {
			return true
		}
	}
	return false
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
		if p, ok := c.otherCounted(n.last, c.stop); ok && c.x.placeNouns.Word(c.s.text, &c.w.Tokens[p.head()]) >= 0 {
			r.ScopeSpan = c.s.span(k, p.last)
			r.Scope = c.w.Text(r.ScopeSpan)
			return true
		}
	}
	return false
}

// otherCounted is counted for another figure than the one in hand, whose heads
// must stay.
func (c *claimer) otherCounted(i, stop int32) (phrase, bool) {
	c.heads, c.otherHeads = c.otherHeads, c.heads
	p, ok := c.counted(i, stop)
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
