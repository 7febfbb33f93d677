package quotes

import (
	"sort"

	"annals/stages"
)

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
	source := f.source
	if before := a.antecedent(source); !before.empty() {
		source = before
		q.SpeakerName = a.w.Text(a.w.TokensSpan(before.first, before.last))
	}
	m := a.mention(source)
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

// antecedent is the noun phrase that a relative pronoun stands for, "the
// minister" in "the minister, who said"; empty where t is no such pronoun.
func (a *analysis) antecedent(t tokens) tokens {
	if t.last-t.first != 1 || a.tag[t.first] != stages.TagWP && a.tag[t.first] != stages.TagWDT {
		return tokens{}
	}
	end := t.first
	if a.is(end-1, ',') {
		end--
	}
	s := &a.w.Sentences[a.w.SentenceAt(a.w.Tokens[t.first].Start)]
	a.lo, a.hi = s.First, s.Last
	return tokens{a.phraseLeft(end), end}
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
		case x.Kind == stages.Person && (best < 0 || a.w.Mentions[best].Entity < 0) && x.First > head && a.apposed(head, x.First):
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

// said is when the words were said: the calendar date nearest to the cue in its
// sentence, outside the content. Dates further off than a few words date
// something else.
func (a *analysis) said(q *stages.Quote) stages.Interval {
	const reach = 60 // bytes between cue and date
	w := a.w
	if q.Cue.Empty() {
		return stages.Interval{}
	}
	var best stages.Interval
	distance := int32(reach + 1)
	from := sort.Search(len(w.Timexes), func(i int) bool { return w.Timexes[i].End > q.Cue.Start-reach })
	sentence := w.SentenceAt(q.Cue.Start)
	for i := from; i < len(w.Timexes) && w.Timexes[i].Start < q.Cue.End+reach; i++ {
		t := &w.Timexes[i]
		if t.Type != stages.TimexDate && t.Type != stages.TimexTime || t.Interval.Start.IsZero() || t.Interval.End.IsZero() || t.InName || w.SentenceAt(t.Start) != sentence {
			continue
		}
		inside := len(q.Parts) == 0 && q.Span.Overlaps(t.Span)
		for _, p := range q.Parts {
			inside = inside || p.Overlaps(t.Span)
		}
		if d := max(t.Start-q.Cue.End, q.Cue.Start-t.End, 0); !inside && d < distance {
			best, distance = t.Interval, d
		}
	}
	return best
}
