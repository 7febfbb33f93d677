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
	if f.class == "belief" && a.flagged(a.head(f.source), isListener) {
		q.SpeakerBasis = "" // "a court heard": others spoke
		return
	}
	q.SpeakerSpan = a.w.TokensSpan(f.source.first, f.source.last)
	defer a.remember(q, f)
	q.SpeakerName = a.w.Text(q.SpeakerSpan)
	source := f.source
	if t, _ := a.letter(source.first); f.capitals && t != 0 && source.last-source.first == 1 {
		q.SpeakerName = "" // a letter names nobody
		return
	}
	if a.pronominal(source) {
		before := a.antecedent(source)
		if before.empty() {
			q.SpeakerName = "" // "which promised": what for is not known
			return
		}
		source = before
		q.SpeakerName = a.w.Text(a.w.TokensSpan(before.first, before.last))
	}
	if maker := a.maker(source); !maker.empty() {
		source = maker
		q.SpeakerName = a.w.Text(a.w.TokensSpan(maker.first, maker.last))
	}
	m := a.mention(source)
	if (m < 0 || a.w.Mentions[m].Entity < 0) && a.resume(q, source) {
		return
	}
	if m < 0 || a.w.Mentions[m].Entity < 0 {
		if name := a.apposedName(source); !name.empty() {
			q.SpeakerName = a.w.Text(a.w.TokensSpan(name.first, name.last))
			if name.last-name.first > 1 || a.describesPerson(source) {
				q.SpeakerRole = a.role(source, name)
			}
		} else if last := source.last - 1; last > source.first && a.flagged(last, isReflexive) {
			q.SpeakerName = a.w.Text(a.w.TokensSpan(source.first, last)) // "Bright himself"
		}
		return
	}
	mention := &a.w.Mentions[m]
	e := &a.w.Entities[mention.Entity]
	q.Speaker = mention.Entity
	if e.Name != "" {
		q.SpeakerName = e.Name
	}
	switch {
	case !mention.RoleSpan.Empty():
		q.SpeakerRole = a.w.Text(mention.RoleSpan)
		// "a spokeswoman for the mayor, Anna Vik" is no mayor.
		if t := (tokens{source.first, a.w.TokenAt(mention.RoleSpan.Start)}); mention.RoleSpan.End < mention.Start && t.first < t.last && a.holdsNoun(t) {
			if r := a.role(source, tokens{mention.First, mention.Last}); r != "" {
				q.SpeakerRole = r
			}
		}
	case e.Role != "":
		q.SpeakerRole = e.Role
	case mention.Kind == stages.Person:
		q.SpeakerRole = a.role(source, tokens{mention.First, mention.Last})
	}
}

// resume gives the speaker of the report before to a personal pronoun that stage
// names left open ("A former aide told the court ... She testified that ..."):
// the two reports must touch, in one paragraph, and nothing may tell that the
// pronoun means somebody of the other sex.
func (a *analysis) resume(q *stages.Quote, source tokens) bool {
	v := &a.voice
	if source.last-source.first != 1 || a.pos[source.first] != stages.PRON || v.source.empty() || v.last > source.first || !a.near(max(v.last-1, 0), source.first, 1) {
		return false
	}
	head := a.head(v.source)
	plural := a.tag[head] == stages.TagNNS
	if bare := !v.person && !a.describesPerson(v.source) && !a.flagged(head, isMan|isWoman); a.flagged(source.first, isThing) && bare && !plural || a.flagged(source.first, isGroup) && plural {
		q.Speaker, q.SpeakerName, q.SpeakerRole, q.SpeakerBasis = v.entity, v.name, v.role, "context"
		return true
	}
	he, she := a.flagged(source.first, isMan), a.flagged(source.first, isWoman)
	if he == she || he && v.female || she && v.male || !v.person && !a.describesPerson(v.source) {
		return false
	}
	q.Speaker, q.SpeakerName, q.SpeakerRole, q.SpeakerBasis = v.entity, v.name, v.role, "context"
	v.male, v.female = he, she
	return true
}

// describesPerson reports whether a source without a name is one person by what
// it is called: a role stands at its head.
func (a *analysis) describesPerson(t tokens) bool {
	m := a.mention(t)
	return m >= 0 && a.w.Mentions[m].Kind == stages.Role && a.tag[a.head(t)] != stages.TagNNS
}

// near reports whether tokens i and k stand in one paragraph, at most n sentences
// apart.
func (a *analysis) near(i, k, n int32) bool {
	s, t := a.w.SentenceAt(a.w.Tokens[i].Start), a.w.SentenceAt(a.w.Tokens[k].Start)
	return s >= 0 && t >= s && int32(t-s) <= n && a.w.Sentences[s].Block == a.w.Sentences[t].Block
}

// remember keeps who spoke in quote q for the reports behind it.
func (a *analysis) remember(q *stages.Quote, f *found) {
	v := &a.voice
	v.last = f.cue.last
	for n := 0; n < f.n; n++ {
		v.last = max(v.last, f.parts[n].last)
	}
	v.last = max(v.last, f.source.last)
	if n := len(q.Parts); n > 0 {
		v.last = max(v.last, a.w.TokenAt(q.Parts[n-1].End-1)+1)
	}
	v.last = min(v.last, int32(len(a.w.Tokens)))
	if a.pos[f.source.first] == stages.PRON && f.source.last-f.source.first == 1 && !a.pronominal(f.source) {
		if q.Speaker < 0 && q.SpeakerBasis != "context" || q.Speaker >= 0 && q.Speaker != v.entity {
			v.source = tokens{} // somebody else
		}
		return
	}
	m := a.mention(f.source)
	*v = voice{source: f.source, entity: q.Speaker, name: q.SpeakerName, role: q.SpeakerRole, last: v.last}
	v.person = m >= 0 && a.w.Mentions[m].Kind == stages.Person
	for i := f.source.first; i < f.source.last; i++ {
		v.male = v.male || a.flagged(i, isMan) && a.pos[i] != stages.PRON
		v.female = v.female || a.flagged(i, isWoman) && a.pos[i] != stages.PRON
	}
	if v.male && v.female {
		v.male, v.female = false, false
	}
}

// role is what the source says of the name in it, as written and without an
// article: the noun phrase before the comma at the name ("the ministry's
// secretary, Nadia Hussain") or the one behind it ("Tomas Lund, 44, a retired
// fisherman from Bergen"); "" where there is none.
func (a *analysis) role(source, name tokens) string {
	a.sentenceOf(name.first)
	t := tokens{source.first, name.first}
	switch {
	case t.last-t.first > 1 && a.is(t.last-1, ','):
		t.last--
		for k := t.first; k < t.last; k++ {
			if a.is(k, ',') || a.finite(k) {
				return ""
			}
		}
	case a.is(name.last, ',') && name.last+1 < source.last:
		t = tokens{name.last + 1, source.last}
		if a.pos[t.first] == stages.NUM && a.is(t.first+1, ',') {
			t.first += 2
		}
		if !a.flagged(t.first, isDeterminer) && a.pos[t.first] != stages.NOUN && a.pos[t.first] != stages.ADJ {
			return ""
		}
		for k := t.first; k < t.last; k++ {
			if a.is(k, ',') || a.relative(k) || a.finite(k) {
				t.last = k
			}
		}
	default:
		return ""
	}
	if t.last-t.first > 1 && (a.pos[t.first] == stages.DET || a.possessivePronoun(t.first)) {
		t.first++
	}
	if t.empty() || !a.holdsNoun(t) || t.last-t.first > 16 {
		return ""
	}
	return a.w.Text(a.w.TokensSpan(t.first, t.last))
}

// holdsNoun reports whether a common noun or a title stands in t.
func (a *analysis) holdsNoun(t tokens) bool {
	for k := t.first; k < t.last; k++ {
		if a.pos[k] == stages.NOUN && a.w.Tokens[k].Class == stages.ClassWord || a.flagged(k, isTitle) {
			return true
		}
	}
	return false
}

// sentenceOf makes the sentence of token i the one under work.
func (a *analysis) sentenceOf(i int32) {
	if s := a.w.SentenceAt(a.w.Tokens[i].Start); s >= 0 {
		a.lo, a.hi = a.w.Sentences[s].First, a.w.Sentences[s].Last
	}
}

// apposedName is a name that no stage before has recognised: up to four words
// with capitals, alone behind the comma of an office ("the vice chairman of the
// assembly, Sommad Keo, who").
func (a *analysis) apposedName(source tokens) tokens {
	for k := source.first + 1; k < source.last; k++ {
		if !a.is(k, ',') {
			continue
		}
		e := k + 1
		for e < source.last && a.w.Tokens[e].Class == stages.ClassWord && a.w.Tokens[e].Shape&stages.ShapeCapital != 0 && a.pos[e] == stages.PROPN {
			e++
		}
		if n := e - k - 1; n < 1 || n > 4 || e < source.last && !a.is(e, ',') || a.placed(tokens{k + 1, e}) {
			return tokens{}
		}
		if a.pos[source.first] != stages.DET && !a.possessivePronoun(source.first) && !a.flagged(a.head(source), isTitle) {
			return tokens{}
		}
		return tokens{k + 1, e}
	}
	return tokens{}
}

// placed reports whether a mention that is no person overlaps t.
func (a *analysis) placed(t tokens) bool {
	for m := a.firstMention(t.first); m < len(a.w.Mentions) && a.w.Mentions[m].First < t.last; m++ {
		if x := &a.w.Mentions[m]; x.Kind != stages.Person && x.Kind != stages.Role {
			return true
		}
	}
	return false
}

// maker is who made the figures that a source names: the possessor ("the
// ministry's own data") or the one they come from ("data from the ministry").
// Numbers speak for those who counted. Of a possessive pronoun it is the speaker
// of the report right before in the same paragraph, if that is no person. Empty
// where the source is something else or tells nobody.
func (a *analysis) maker(t tokens) tokens {
	a.sentenceOf(t.first)
	head := a.head(t)
	if !a.has(head, isFigures) {
		return tokens{}
	}
	if a.possessivePronoun(t.first) {
		return a.speakerBefore(t.first)
	}
	for k := head - 1; k > t.first; k-- {
		if a.tag[k] == stages.TagPOS {
			return tokens{t.first, k}
		}
	}
	for k := head + 1; k+1 < t.last; k++ {
		if a.pos[k] != stages.ADP || !a.has(k, isBy) && !a.has(k, isFrom) {
			continue
		}
		if e := a.baseRight(k + 1); e > k+1 && !a.time(tokens{k + 1, e}) {
			return tokens{k + 1, min(a.phraseRight(k+1), t.last)}
		}
	}
	return tokens{}
}

// voice is who spoke in the report written last.
type voice struct {
	source       tokens // where it is named, no pronoun; empty where nobody spoke yet
	entity       int32
	name, role   string
	last         int32 // the last token of the report
	person       bool
	female, male bool
}

// speakerBefore is whom a possessive pronoun at token i means that says whose
// figures these are: the source of the last report before it in the same
// paragraph, not more than two sentences back, where it is no person and no
// pronoun; else the only organisation of its own and the last sentence.
func (a *analysis) speakerBefore(i int32) tokens {
	now := a.w.SentenceAt(a.w.Tokens[i].Start)
	if v := &a.voice; !v.source.empty() && !v.person && v.last <= i && a.near(v.last, i, 2) {
		return v.source
	}
	from := now
	if from > 0 && a.w.Sentences[from-1].Block == a.w.Sentences[now].Block {
		from--
	}
	only := int32(-1)
	for m := a.firstMention(a.w.Sentences[from].First); m < len(a.w.Mentions) && a.w.Mentions[m].First < i; m++ {
		if x := &a.w.Mentions[m]; x.Kind == stages.Organisation && x.Entity >= 0 {
			if only >= 0 && a.w.Mentions[only].Entity != x.Entity {
				return tokens{}
			}
			only = int32(m)
		}
	}
	if only < 0 {
		return tokens{}
	}
	return tokens{a.w.Mentions[only].First, a.w.Mentions[only].Last}
}

// firstMention is the index of the first mention that ends behind token i.
func (a *analysis) firstMention(i int32) int {
	return sort.Search(len(a.w.Mentions), func(m int) bool { return a.w.Mentions[m].Last > i })
}

// pronominal reports whether a source is a relative pronoun.
func (a *analysis) pronominal(t tokens) bool {
	return t.last-t.first == 1 && (a.tag[t.first] == stages.TagWP || a.tag[t.first] == stages.TagWDT)
}

// antecedent is the noun phrase that a relative pronoun stands for, "the
// minister" in "the minister, who said"; empty where none stands before it.
func (a *analysis) antecedent(t tokens) tokens {
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
	for m := a.firstMention(t.first); m < len(a.w.Mentions) && a.w.Mentions[m].First < t.last; m++ {
		x := &a.w.Mentions[m]
		switch {
		case x.First <= head && head < x.Last:
			if x.Kind == stages.Person {
				return int32(m)
			}
			best = int32(m)
		case x.Kind == stages.Person && (best < 0 || a.w.Mentions[best].Entity < 0) && x.First > head && (a.w.TokenAt(x.Full.Start) <= head || a.apposed(head, a.w.TokenAt(x.Full.Start))):
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
		if a.w.Tokens[i].Class != stages.ClassPunctuation && a.tag[i] != stages.TagPOS && !(i > t.first && a.flagged(i, isReflexive)) {
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
		inside := len(q.Parts) == 0 && q.Span.Overlaps(t.Span) || q.SpeakerSpan.Overlaps(t.Span)
		for _, p := range q.Parts {
			inside = inside || p.Overlaps(t.Span)
		}
		if d := max(t.Start-q.Cue.End, q.Cue.Start-t.End, 0); !inside && d < distance {
			best, distance = t.Interval, d
		}
	}
	return best
}
