package figures

import "annals/stages"

// Who acts: provides, sends, kills.

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
				if c.x.placeNouns.Word(c.s.text, &c.w.Tokens[p.head()]) >= 0 {
					break // "six East African countries" are themselves the actors
				}
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
		if m := c.subjectOf(list, c.verb); m != nil && !(q.left > m.First && q.left < m.Last) && !(hasPhrase && m.First >= p.first && m.Last <= p.last) && !c.hangsOn(q, p, hasPhrase, m) && (m.Kind != stages.Pronoun || m.Entity >= 0) && !c.labels(m) {
			if c.verb < q.left && c.x.receiving[c.lemma(c.verb)] {
				c.received(r, q, list, m)
				return
			}
			c.setActor(r, m, "sentence")
			c.wholePhrase(r, m)
			return
		}
	}
	if c.receivedFrom(r, q, list) {
		return
	}
	// "the new dam displaced 300 families": a doer that is no name
	if c.phraseActor(r, q, p, hasPhrase) {
		return
	}
	if c.originOf(r, p, hasPhrase, list) {
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
			if acts(&m) && m.Kind != stages.Pronoun && !c.preposition(&m) && !(m.Kind == stages.Role && c.pluralNoun(m.Last-1)) {
				c.setActor(r, &m, "context")
				break
			}
		}
		c.first, c.stop = first, stop
	}
}

// labels reports whether a mention only heads the sentence: "Correction: ...".
func (c *claimer) labels(m *stages.Mention) bool {
	return m.First == c.first && m.Last < c.stop && c.s.text[c.w.Tokens[m.Last].Start] == ':'
}

// received sets the parties of what was received: who got it is where it went to,
// and whom it came from is the actor.
func (c *claimer) received(r *stages.Figure, q *quantity, list []stages.Mention, subject *stages.Mention) {
	r.Scope, r.ScopeSpan, r.ScopeBasis = c.name(subject), subject.Span, "sentence"
	c.receivedFrom(r, q, list)
}

// receivedFrom sets the actor of what was received: the name after "from".
func (c *claimer) receivedFrom(r *stages.Figure, q *quantity, list []stages.Mention) bool {
	if c.verb < 0 || c.verb >= q.left || !c.x.receiving[c.lemma(c.verb)] {
		return false
	}
	for i := range list {
		m := &list[i]
		k := m.First - 1
		for k > q.last && c.determiner(k) {
			k--
		}
		if m.First >= q.last && acts(m) && k >= q.last && c.x.giver.Word(c.s.text, &c.w.Tokens[k]) >= 0 {
			c.setActor(r, m, "sentence")
			return true
		}
	}
	return false
}

// wholePhrase gives an actor named by an adjective before "countries" its noun:
// "East African countries".
func (c *claimer) wholePhrase(r *stages.Figure, m *stages.Mention) {
	if m.Kind != stages.Nationality {
		return
	}
	k := m.Last
	for k < c.stop && c.w.Tokens[k].UPOS == stages.ADJ {
		k++
	}
	if k < c.stop && c.x.placeNouns.Word(c.s.text, &c.w.Tokens[k]) >= 0 {
		r.ActorSpan = c.s.span(m.First, k+1)
		r.Actor = c.w.Text(r.ActorSpan)
	}
}

// originOf takes whom people come from as their actor: "260 peacekeepers from Togo".
// After a verb of taking away "from" is a place.
func (c *claimer) originOf(r *stages.Figure, p *phrase, hasPhrase bool, list []stages.Mention) bool {
	if m := c.origin(p, hasPhrase, list); m != nil {
		c.setActor(r, m, "sentence")
		return true
	}
	return false
}

// origin is the place right after "from" right after the people counted, nil
// where there is none.
func (c *claimer) origin(p *phrase, hasPhrase bool, list []stages.Mention) *stages.Mention {
	if !hasPhrase || p.last >= c.stop || c.x.giver.Word(c.s.text, &c.w.Tokens[p.last]) < 0 || !c.isAgent(p.head()) {
		return nil
	}
	if c.verb >= 0 && (c.verb < p.first && !c.x.copula[c.lemma(c.verb)] || c.passiveVoice()) {
		return nil
	}
	k := c.skipDeterminers(p.last + 1)
	for i := range list {
		if m := &list[i]; m.First == k && (m.Kind == stages.Place || m.Kind == stages.Organisation) {
			return m
		}
	}
	return nil
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
	if c.ownedBy(r, s) {
		return true
	}
	if verb := c.lemma(c.verb); !c.x.harms[verb] && !c.isAgent(s) || c.x.receiving[verb] {
		return false
	}
	if k := q.hedgeFirst - 1; !hasPhrase && k > c.verb && c.w.Tokens[k].UPOS == stages.ADP {
		return false // "a sack came down to 40 dollars"
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

// ownedBy takes the owner for an actor said by what is his: "its trains carried 40
// people", once it is known whose they are.
func (c *claimer) ownedBy(r *stages.Figure, s int32) bool {
	for k := s - 1; k >= c.first && k >= s-3; k-- {
		if c.w.Tokens[k].Tag != stages.TagPRPS {
			continue
		}
		if m := c.w.MentionAt(k); m >= 0 && c.w.Mentions[m].Entity >= 0 {
			c.setActor(r, &c.w.Mentions[m], "context")
			return true
		}
		return false
	}
	return false
}

// isAgent reports whether the noun at token i means people or a body that acts.
func (c *claimer) isAgent(i int32) bool {
	noun := c.nounLemma(i)
	if c.x.agents[noun] {
		return true
	}
	if i > c.first && c.x.agents[stages.Fold(c.w.TokenText(i-1))+" "+noun] {
		return true
	}
	return c.isPersonal(i)
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

// besideVerb is the name right before verb v, with adverbs or an inserted phrase
// between at most, or, before a participle, the one set off by a comma: "Norway,
// representing nine states". It holds where the parse made something else of it.
func (c *claimer) besideVerb(list []stages.Mention, v int32) *stages.Mention {
	k := v - 1
	for k > c.first && (c.w.Tokens[k].UPOS == stages.AUX || c.w.Tokens[k].UPOS == stages.ADV) {
		k--
	}
	comma := k > c.first && c.s.text[c.w.Tokens[k].Start] == ','
	switch {
	case c.w.Tokens[v].Tag == stages.TagVBG && k == v-1:
		if !comma {
			return nil
		}
		k--
	case !c.finite(v) && k == v-1:
		return nil
	case comma: // "Norway, representing nine states, made"
		for k--; k > c.first && k > v-14 && c.s.text[c.w.Tokens[k].Start] != ','; k-- {
			if c.finite(k) {
				return nil
			}
		}
		if c.s.text[c.w.Tokens[k].Start] != ',' {
			return nil
		}
		k--
	}
	for i := range list {
		m := &list[i]
		if m.Last != k+1 || !acts(m) || c.preposition(m) {
			continue
		}
		// set off from what stands before it
		if m.First == c.first || c.s.text[c.w.Tokens[m.First-1].Start] == ',' {
			return m
		}
	}
	return nil
}

// subjectOf is the mention that is, or leads, the subject of verb v.
func (c *claimer) subjectOf(list []stages.Mention, v int32) *stages.Mention {
	if m := c.besideVerb(list, v); m != nil {
		return m
	}
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
			case stages.RelCcomp:
				// "The ministry said it would send 300": but who says that 300
				// people died has not killed them.
				if s := c.subjectToken(v); s >= 0 && c.w.Tokens[s].UPOS != stages.PRON {
					return nil
				}
				v = h
			case stages.RelConj, stages.RelXcomp, stages.RelAdvcl, stages.RelParataxis:
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
				infinitive := c.w.Tokens[v].Tag == stages.TagVB
				v = h
				// "set up a fund to train 90 nurses": on to the verb of the noun
				for range 3 {
					if r := c.w.Tokens[v].Relation; !infinitive || r != stages.RelObj && r != stages.RelObl && r != stages.RelNmod {
						break
					}
					if h := c.w.Tokens[v].Head; h >= c.first && h < c.stop {
						v = h
					}
				}
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

// respectively gives each figure of a list its own actor from a list of as many
// names: "Norway and Kenya gave 3 million and 5 million dollars respectively".
func (c *claimer) respectively(figures []stages.Figure) {
	found := false
	for k := c.first; k < c.stop && !found; k++ {
		v, n := c.x.respectively.Longest(c.s.text, c.w.Tokens[:c.stop], int(k))
		found = v >= 0 && n > 0
	}
	first := &figures[0]
	if !found || first.Actor == "" || first.ActorBasis != "sentence" {
		return
	}
	for i := range figures {
		if figures[i].Measure != first.Measure && figures[i].Dimension != first.Dimension || figures[i].Actor != first.Actor && figures[i].Actor != "" {
			return
		}
	}
	list := c.mentions()
	for i := range list {
		if list[i].Span != first.ActorSpan || i+len(figures) > len(list) {
			continue
		}
		for k := 1; k < len(figures); k++ {
			if a, b := &list[i+k-1], &list[i+k]; !acts(b) || !c.listWords(a.End, b.Start) {
				return
			}
		}
		for k := range figures {
			c.setActor(&figures[k], &list[i+k], "sentence")
		}
		return
	}
}
