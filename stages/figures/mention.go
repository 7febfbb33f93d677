package figures

import "annals/stages"

// The mentions of a sentence, as parties to its figures.

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
