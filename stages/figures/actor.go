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
