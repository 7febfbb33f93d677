package quotes

import "annals/stages"

// speaker resolves the source of a quote: the mention whose head is the head of
// the source phrase, its entity, name and role. Without names the source is
// kept as written.
func (a *analysis) speaker(q *stages.Quote, f *found) {
	if f.source.empty() {
		q.SpeakerBasis = ""
		return
	}
	q.SpeakerSpan = a.w.TokensSpan(f.source.first, f.source.last)
	q.SpeakerName = a.w.Text(q.SpeakerSpan)
	m := a.mention(f.source)
	if m < 0 {
		return
	}
	mention := &a.w.Mentions[m]
	if mention.Entity < 0 {
		return
	}
	e := &a.w.Entities[mention.Entity]
	q.Speaker = mention.Entity
	if e.Name != "" {
		q.SpeakerName = e.Name
	}
	if !mention.RoleSpan.Empty() {
		q.SpeakerRole = a.w.Text(mention.RoleSpan)
	} else {
		q.SpeakerRole = e.Role
	}
}

// mention is the mention that names the source in tokens t, -1 where none: a
// person in it if there is one at its head or in apposition, else what stands
// at its head.
func (a *analysis) mention(t tokens) int32 {
	head := a.head(t)
	best := int32(-1)
	lo, hi := 0, len(a.w.Mentions)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if a.w.Mentions[m].Last <= t.first {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for m := lo; m < len(a.w.Mentions) && a.w.Mentions[m].First < t.last; m++ {
		x := &a.w.Mentions[m]
		switch {
		case x.First <= head && head < x.Last:
			if x.Kind == stages.Person {
				return int32(m)
			}
			best = int32(m)
		case x.Kind == stages.Person && best < 0 && x.First > head && a.apposed(head, x.First):
			return int32(m)
		}
	}
	return best
}

// apposed reports whether only a noun phrase's prepositions and a comma stand
// between a head and a name: "the minister of health, Jane Roe".
func (a *analysis) apposed(head, name int32) bool {
	for i := head + 1; i < name; i++ {
		if a.is(i, ',') {
			return name-i <= 1
		}
	}
	return false
}

// head is the token that stands for a noun phrase: the last noun before the
// first comma, bracket, preposition or relative.
func (a *analysis) head(t tokens) int32 {
	head := t.first
	for i := t.first; i < t.last; i++ {
		if i > t.first && (a.w.Tokens[i].Class == stages.ClassPunctuation && !a.is(i, '.') && !a.is(i, '-') || a.pos[i] == stages.ADP || a.tag[i] == stages.TagWP || a.tag[i] == stages.TagWDT) {
			break
		}
		if a.w.Tokens[i].Class != stages.ClassPunctuation && a.tag[i] != stages.TagPOS {
			head = i
		}
	}
	return head
}
