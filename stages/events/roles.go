package events

import (
	"strings"

	"annals/stages"
)

// mentionAt is the innermost mention that holds token i, preferring the one
// headed by it; -1 where there is none.
func (f *finder) mentionAt(i int32) int32 {
	ms := f.w.Mentions
	lo, hi := 0, len(ms)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if ms[m].First <= i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	best := int32(-1)
	for k := lo - 1; k >= 0 && lo-k < 12; k-- {
		m := &ms[k]
		if i >= m.Last {
			continue
		}
		if m.HeadToken == i && (best < 0 || ms[best].HeadToken != i) {
			best = int32(k)
		} else if best < 0 {
			best = int32(k)
		}
	}
	return best
}

// nameOf is the canonical name of what a mention means, and its kind.
func (f *finder) nameOf(m int32) (string, stages.NameKind) {
	mention := &f.w.Mentions[m]
	kind := mention.Kind
	if e := mention.Entity; e >= 0 && int(e) < len(f.w.Entities) {
		entity := &f.w.Entities[e]
		if entity.Name != "" {
			if kind == stages.Pronoun || kind == stages.NoName {
				kind = entity.Kind
			}
			return entity.Name, kind
		}
	}
	if kind == stages.Pronoun {
		return "", kind
	}
	return f.w.Text(mention.Span), kind
}

// roles fills agent, participants and place of e.
func (f *finder) roles(c *candidate, e *stages.Event) {
	g := &f.g
	top := c.token
	agent := int32(-1)
	if c.isNoun {
		agent = g.childWith(top, stages.RelNmodPoss)
		if agent >= 0 && f.inTimex(agent) {
			agent = -1
		}
		if agent < 0 {
			for k := g.firstChild(top); k >= 0; k = g.nextChild(k) {
				if g.rel(k) == stages.RelNmod && g.marker(k, f.t.words.by) >= 0 && !f.inTimex(k) {
					agent = k
					break
				}
			}
		}
	} else {
		agent = f.agentToken(top)
	}
	if agent >= 0 {
		e.Agent, e.AgentSpan = f.named(agent)
	}
	if q := f.cueOf(c); q >= 0 && !c.isNoun {
		// the quotes stage knows its speaker best
		if quote := &f.w.Quotes[q]; quote.SpeakerName != "" && !f.pronoun(quote) {
			e.Agent = f.speaker(quote)
			if !quote.SpeakerSpan.Empty() {
				e.AgentSpan = quote.SpeakerSpan
			}
		}
	}
	// names in the arguments of the verb
	f.participants(top, c, e, agent, 0)
	if !c.isNoun {
		if s := f.grammaticalSubject(top); s >= 0 && !g.below(s, top) {
			f.take(s, e, stages.RelNsubj, 0)
		}
		if o := f.object(top); o >= 0 && !g.below(o, top) {
			f.take(o, e, stages.RelObj, 0)
		}
		if c.below >= 0 {
			f.participants(c.below, c, e, agent, 0)
		}
	}
	if e.Place == "" && !c.isNoun {
		// "the congress opened and adopted ... in Lima": a place of the clause
		if root := g.coordinated(top); root != top {
			f.placeOf(root, e)
		}
	}
}

// named is the name of token i's phrase: the canonical name of a mention, else
// the words of the noun phrase.
func (f *finder) named(i int32) (string, stages.Span) {
	g := &f.g
	if m := f.mentionAt(i); m >= 0 {
		mention := &f.w.Mentions[m]
		if mention.HeadToken == i || mention.First <= i && i < mention.Last && mention.Kind != stages.Nationality {
			name, kind := f.nameOf(m)
			if kind == stages.Role && f.w.Mentions[m].Kind == stages.Role {
				name = "" // an office without a name: the phrase tells it
			}
			if name != "" {
				return name, mention.Span
			}
		}
	}
	if c := f.w.Tokens[i].Class; g.upos(i) == stages.PRON || g.upos(i) == stages.DET || c == stages.ClassPunctuation || c == stages.ClassQuote {
		return "", stages.Span{}
	}
	if g.upos(i) == stages.NUM && i > g.first && g.upos(i-1) == stages.PROPN {
		return strings.Join(strings.Fields(f.w.Text(f.w.TokensSpan(i-1, i+1))), " "), f.w.TokensSpan(i-1, i+1) // "Meridian 3"
	}
	span := f.phrase(i)
	if span.Len() > 100 || span.Empty() {
		return "", stages.Span{}
	}
	return strings.Join(strings.Fields(f.w.Text(span)), " "), span
}

// phrase is the unbroken stretch of the noun phrase headed by i: its
// determiner and modifiers before, "of" phrases and flat names after.
func (f *finder) phrase(i int32) stages.Span {
	g := &f.g
	first, last := i, i
	var grow func(j int32, depth int)
	grow = func(j int32, depth int) {
		if depth > 8 {
			return
		}
		for k := g.firstChild(j); k >= 0; k = g.nextChild(k) {
			switch g.rel(k) {
			case stages.RelDet, stages.RelAmod, stages.RelCompound, stages.RelNummod, stages.RelNmodPoss, stages.RelFlat, stages.RelAdvmod, stages.RelCase, stages.RelNmodDesc:
				if depth == 0 && g.rel(k) == stages.RelCase && k < i {
					continue // the preposition of the phrase itself
				}
				if depth == 0 && k > i && (g.rel(k) == stages.RelAdvmod || g.rel(k) == stages.RelAmod && f.verbBetween(i, k)) {
					continue
				}
				first, last = min(first, k), max(last, k)
				grow(k, depth+1)
			case stages.RelNmod:
				if g.marker(k, f.t.words.of) >= 0 && !f.inTimex(k) {
					first, last = min(first, k), max(last, k)
					grow(k, depth+1)
				}
			case stages.RelConj:
				if depth > 0 && depth < 4 {
					last = max(last, k)
					grow(k, depth+1)
				}
			}
		}
	}
	grow(i, 0)
	return f.w.TokensSpan(first, last+1)
}

// verbBetween reports a verb between two tokens.
func (f *finder) verbBetween(i, j int32) bool {
	for i++; i < j; i++ {
		if f.g.upos(i) == stages.VERB {
			return true
		}
	}
	return false
}

// participants takes the names among the arguments of the verb or noun at top,
// not those of clauses within.
func (f *finder) participants(top int32, c *candidate, e *stages.Event, agent int32, depth int) {
	g := &f.g
	for k := g.firstChild(top); k >= 0; k = g.nextChild(k) {
		if f.inTimex(k) {
			continue
		}
		switch r := g.rel(k); r {
		case stages.RelNsubj, stages.RelNsubjPass, stages.RelObj, stages.RelIobj, stages.RelObl, stages.RelOblAgent, stages.RelOblUnmarked,
			stages.RelNmod, stages.RelNmodPoss, stages.RelNmodDesc:
			f.take(k, e, r, depth)
		case stages.RelCompound, stages.RelAmod:
			if c.isNoun || depth > 0 {
				f.take(k, e, r, depth)
			}
		case stages.RelXcomp:
			if depth < 2 && (c.below == k || g.upos(k) != stages.VERB) {
				f.participants(k, c, e, agent, depth+1)
			}
		}
	}
}

// take adds the names of the phrase headed by i to e, as participants or as the
// place.
func (f *finder) take(i int32, e *stages.Event, r stages.Relation, depth int) {
	g := &f.g
	if depth > 6 || len(e.Participants) >= 24 {
		return
	}
	m := f.mentionAt(i)
	if m >= 0 {
		name, kind := f.nameOf(m)
		mention := &f.w.Mentions[m]
		oblique := r == stages.RelObl || r == stages.RelNmod
		switch {
		case name == "":
		case kind == stages.Place && oblique && g.marker(i, f.t.words.places) >= 0:
			if e.Place == "" {
				e.Place, e.PlaceSpan = name, mention.Span
			} else {
				f.join(e, name)
			}
		case kind == stages.Place && oblique && g.marker(i, f.t.words.goals) >= 0 && e.Place == "" && f.moves(e.Class):
			e.Place, e.PlaceSpan = name, mention.Span
		case kind == stages.Place && r == stages.RelObj && e.Class == "visit" && e.Place == "":
			e.Place, e.PlaceSpan = name, mention.Span
		case kind == stages.Person || kind == stages.Organisation || kind == stages.Place || kind == stages.Title || kind == stages.Nationality:
			f.join(e, name)
		}
	}
	for k := g.firstChild(i); k >= 0; k = g.nextChild(k) {
		if f.inTimex(k) {
			continue
		}
		if m >= 0 && f.w.Mentions[m].First <= k && k < f.w.Mentions[m].Last {
			continue
		}
		switch r := g.rel(k); r {
		case stages.RelConj, stages.RelNmod, stages.RelNmodPoss, stages.RelAppos, stages.RelFlat, stages.RelCompound, stages.RelAmod:
			f.take(k, e, r, depth+1)
		}
	}
}

// moves reports whether "to Lima" is the place of an event of the class.
func (f *finder) moves(class string) bool {
	switch class {
	case "visit", "deployment", "aid":
		return true
	}
	return false
}

// join adds a participant once; the agent is not repeated.
func (f *finder) join(e *stages.Event, name string) {
	if name == e.Agent || name == e.Place {
		return
	}
	for _, p := range e.Participants {
		if p == name {
			return
		}
	}
	e.Participants = append(e.Participants, name)
}

// placeOf looks for the place among the obliques of a verb.
func (f *finder) placeOf(top int32, e *stages.Event) {
	g := &f.g
	for k := g.firstChild(top); k >= 0; k = g.nextChild(k) {
		if g.rel(k) != stages.RelObl || f.inTimex(k) || g.marker(k, f.t.words.places) < 0 {
			continue
		}
		if m := f.mentionAt(k); m >= 0 {
			if name, kind := f.nameOf(m); kind == stages.Place && name != "" {
				e.Place, e.PlaceSpan = name, f.w.Mentions[m].Span
				return
			}
		}
	}
}

// pronoun reports whether the speaker of q is known by a pronoun only.
func (f *finder) pronoun(q *stages.Quote) bool {
	if q.SpeakerSpan.Empty() || q.SpeakerName != f.w.Text(q.SpeakerSpan) {
		return false
	}
	i := f.w.TokenAt(q.SpeakerSpan.Start)
	return int(i) < len(f.w.Tokens) && f.w.Tokens[i].UPOS == stages.PRON && f.w.Tokens[i].End >= q.SpeakerSpan.End
}
