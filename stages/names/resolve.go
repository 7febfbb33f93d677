package names

import (
	"annals/stages"
)

// resolver holds what a document has told so far. Its memory is used again.
type resolver struct {
	firstChunk int      // of the sentence at hand, in found
	roleOf     []roleOf // by chunk
	lone       []loneRole

	byName      map[uint64]int32 // hash of kind and folded words -> entity
	byWord      map[uint64]int32 // key of a word of a person's name -> latest entity so named
	byCanonical map[int32]int32  // canonical -> entity
	people      []person         // by entity
}

// person is what is known of an entity beside its row.
type person struct {
	longest  int32 // mention with the fullest name
	count    int32 // mentions so far
	roleHead uint64
	role     stages.Span // the role said last
	male     bool
	female   bool
	same     int32 // the entity before that shares a word of the name, -1
	last     int32 // latest mention
}

func (r *scratch) reset(w *stages.Work) {
	r.w = w
	r.found = r.found[:0]
	r.roleOf = r.roleOf[:0]
	r.lone = r.lone[:0]
	r.people = r.people[:0]
	r.firstChunk = 0
	if r.byName == nil {
		r.byName = map[uint64]int32{}
		r.byWord = map[uint64]int32{}
		r.byCanonical = map[int32]int32{}
	}
	clear(r.byName)
	clear(r.byWord)
	clear(r.byCanonical)
}

// mentions writes Work.Mentions of one sentence from its chunks, lone roles and pronouns, in order.
func (r *scratch) mentions() {
	w := r.w
	k, l := r.firstChunk, 0
	for i := r.first; i < r.last; {
		switch {
		case k < len(r.found) && r.found[k].first <= i:
			c := &r.found[k]
			m := stages.Mention{
				Span: w.TokensSpan(c.first, c.last), First: c.first, Last: c.last,
				HeadToken: r.headToken(c), Kind: c.kind, Entity: c.canonical, Rule: c.rule,
			}
			m.Full = m.Span
			if o := r.roleOf[k]; o.last > 0 {
				m.RoleSpan = w.TokensSpan(o.first, o.last)
				full := w.TokensSpan(o.fullFirst, o.fullLast)
				m.Full = stages.Span{Start: min(full.Start, m.Start), End: max(full.End, m.End)}
				m.Rule += "+role"
			} else if r.is(c.first-1, wHonorific) {
				m.Full.Start = r.token(c.first - 1).Start
			}
			w.Mentions = append(w.Mentions, m)
			i = c.last
			k++
			for k < len(r.found) && r.found[k].first < i {
				k++
			}
		case l < len(r.lone) && r.lone[l].head <= i:
			p := &r.lone[l]
			l++
			// Bodies and places inside the phrase stay mentions of their own.
			if p.head < i {
				continue
			}
			m := stages.Mention{
				Span: r.token(p.head).Span, First: p.head, Last: p.head + 1, HeadToken: p.head,
				Kind: stages.Role, Entity: -1, Rule: "role",
			}
			m.Full = w.TokensSpan(p.full, p.last)
			m.RoleSpan = w.TokensSpan(p.first, p.last)
			w.Mentions = append(w.Mentions, m)
			i++
		default:
			if r.words[i]&wBodyNoun != 0 && r.definiteBody(i) {
				if e := r.body(w.Tokens[i].Key); e >= 0 {
					m := stages.Mention{Span: w.Tokens[i].Span, First: i, Last: i + 1, HeadToken: i, Kind: stages.Organisation, Entity: e, Rule: ruleDefinite}
					m.Full = w.TokensSpan(i-1, i+1)
					w.Mentions = append(w.Mentions, m)
				}
			}
			if r.words[i]&(wHe|wShe|wThey) != 0 && (!r.allCaps) {
				s := w.Tokens[i].Span
				w.Mentions = append(w.Mentions, stages.Mention{Span: s, First: i, Last: i + 1, HeadToken: i, Kind: stages.Pronoun, Entity: -1, Full: s, Rule: "pronoun"})
			}
			i++
		}
	}
	r.lone = r.lone[:0]
}

// ruleDefinite marks a body meant by its kind alone; it comes with its entity.
const ruleDefinite = "definite"

// definiteBody reports whether token i is the noun of "the ministry" and no more.
func (r *scratch) definiteBody(i int32) bool {
	if r.capital(i) || !r.is(i-1, wThe) {
		return false
	}
	n := i + 1
	return n >= r.last || r.token(n).Class != stages.ClassWord || r.token(n).Shape&stages.ShapeClitic != 0 ||
		r.is(n, wSpeech) || r.pastTense(n) || r.is(n, wFunction) && !r.is(n, wOf)
}

// headToken is the token that stands for the name in a UD parse: the first of a
// person's name (flat), the word before "of" of an organisation, else the last.
func (r *scratch) headToken(c *chunk) int32 {
	if c.kind == stages.Person {
		return c.first
	}
	for i := c.first + 1; i < c.last; i++ {
		if r.words[i]&(wOf|wScope) != 0 {
			return i - 1
		}
	}
	return c.last - 1
}

// resolve gives the mentions from index from on their entities, in document order.
func (r *scratch) resolve(from int) {
	w := r.w
	for i := from; i < len(w.Mentions); i++ {
		m := &w.Mentions[i]
		canonical := m.Entity
		if m.Rule == ruleDefinite {
			r.people[m.Entity].last = int32(i)
			continue
		}
		switch m.Kind {
		case stages.Person:
			m.Entity = r.resolvePerson(int32(i))
		case stages.Organisation, stages.Place, stages.Nationality, stages.Title:
			m.Entity = r.named(int32(i), canonical)
		case stages.Role:
			m.Entity = r.office(int32(i))
		case stages.Pronoun:
			m.Entity = r.pronoun(int32(i))
		}
		if m.Entity >= 0 {
			r.people[m.Entity].last = int32(i)
			r.people[m.Entity].count++
			r.addRole(m)
		}
	}
}

func (r *scratch) addRole(m *stages.Mention) {
	if m.RoleSpan.Empty() || m.Kind != stages.Person {
		return
	}
	e := &r.w.Entities[m.Entity]
	role := r.w.Text(m.RoleSpan)
	if len(role) > len(e.Role) {
		e.Role = role
	}
}

func (r *scratch) newEntity(kind stages.NameKind, name, country string, mention int32) int32 {
	r.w.Entities = append(r.w.Entities, stages.Entity{Kind: kind, Name: name, Country: country, First: mention})
	r.people = append(r.people, person{longest: mention, same: -1, last: mention})
	return int32(len(r.w.Entities) - 1)
}

// hash is the key of a name: its kind and folded words.
func (r *scratch) hash(kind stages.NameKind, first, last int32) uint64 {
	h := uint64(kind) + 0x9e3779b97f4a7c15
	for i := first; i < last; i++ {
		h = (h ^ r.w.Tokens[i].Key) * 1099511628211
		h ^= h >> 29
	}
	return h
}

// alias adds a written form to an entity.
func (r *scratch) alias(e int32, name string) {
	entity := &r.w.Entities[e]
	if entity.Name == name || len(entity.Aliases) >= 16 {
		return
	}
	for _, a := range entity.Aliases {
		if a == name {
			return
		}
	}
	entity.Aliases = append(entity.Aliases, name)
}

// named resolves an organisation, place, nationality or title.
func (r *scratch) named(i, canonical int32) int32 {
	w := r.w
	m := &w.Mentions[i]
	written := w.Text(m.Span)
	if canonical >= 0 {
		e, ok := r.byCanonical[canonical]
		c := &r.lex.canonical[canonical]
		if !ok {
			e = r.newEntity(c.kind, c.name, c.country, i)
			r.byCanonical[canonical] = e
			r.byName[r.hash(c.kind, m.First, m.Last)] = e
		}
		if m.Kind == c.kind {
			r.alias(e, written)
		}
		return e
	}
	h := r.hash(m.Kind, m.First, m.Last)
	e, ok := r.byName[h]
	if !ok {
		if e, ok = r.definedAs(i); !ok {
			e = r.newEntity(m.Kind, written, "", i)
		}
		r.byName[h] = e
	}
	r.alias(e, written)
	return e
}

// definedAs finds the organisation that an acronym in brackets stands for: "World
// Health Organization (WHO)", or the acronym whose long form is in brackets.
func (r *scratch) definedAs(i int32) (int32, bool) {
	if i == 0 {
		return 0, false
	}
	w := r.w
	m, before := &w.Mentions[i], &w.Mentions[i-1]
	if before.Entity < 0 || before.Kind == stages.Person || before.Kind == stages.Nationality {
		return 0, false
	}
	if before.Last+1 != m.First || w.TokenText(before.Last) != "(" {
		return 0, false
	}
	short, long := w.Text(m.Span), w.Text(before.Span)
	if len(short) > len(long) {
		short, long = long, short
	}
	if !initialsOf(short, long) {
		return 0, false
	}
	m.Rule = "acronym-defined"
	m.Kind = before.Kind
	return before.Entity, true
}

// initialsOf reports whether the capitals of short begin words of long in order.
func initialsOf(short, long string) bool {
	at, n := 0, 0
	for k := 0; k < len(short); k++ {
		c := short[k]
		if c < 'A' || c > 'Z' {
			continue
		}
		found := false
		for ; at < len(long); at++ {
			b := long[at]
			if (at == 0 || long[at-1] == ' ' || long[at-1] == '-') && (b == c || b == c+'a'-'A') {
				at++
				found = true
				break
			}
		}
		if !found {
			return false
		}
		n++
	}
	return n >= 2
}

// resolvePerson resolves a person's name: the same name, or a part of a name told before.
func (r *scratch) resolvePerson(i int32) int32 {
	w := r.w
	m := &w.Mentions[i]
	male, female := r.gender(m)
	h := r.hash(stages.Person, m.First, m.Last)
	e, ok := r.byName[h]
	if !ok {
		e, ok = r.partOf(m, male, female)
	}
	written := w.Text(m.Span)
	if !ok {
		e = r.newEntity(stages.Person, written, "", i)
	} else if p := &r.people[e]; m.Last-m.First > w.Mentions[p.longest].Last-w.Mentions[p.longest].First {
		old := w.Entities[e].Name
		w.Entities[e].Name = written
		r.alias(e, old)
		p.longest = i
	}
	r.byName[h] = e
	p := &r.people[e]
	p.male, p.female = p.male || male && !p.female, p.female || female && !p.male
	r.alias(e, written)
	for t := m.First; t < m.Last; t++ {
		tok := &w.Tokens[t]
		if tok.Class == stages.ClassWord && tok.Len() > 2 && r.words[t]&(wParticle|wNameSuffix) == 0 || tok.Len() == 2 && m.Last-m.First <= 3 {
			old, shared := r.byWord[tok.Key]
			shared = shared && old != e
			switch {
			case !shared:
				if m.Last-m.First > 1 || !ok {
					r.byWord[tok.Key] = e
				}
			case m.Last-m.First > 1 && (r.people[old].count <= 2 || p.count >= r.people[old].count):
				// Of two with the same family name the bare name means the one told of more.
				if p.same < 0 {
					p.same = old
				}
				r.byWord[tok.Key] = e
			case r.people[old].same < 0:
				r.people[old].same = e
			}
		}
	}
	if !m.RoleSpan.Empty() {
		p.roleHead, p.role = r.roleHead(m.RoleSpan), m.RoleSpan
	}
	return e
}

// roleHead is the key of the head noun of a role.
func (r *scratch) roleHead(s stages.Span) uint64 {
	key := uint64(0)
	for t := r.w.TokenAt(s.Start); r.within(t, s); t++ {
		if r.words[t]&wRole != 0 {
			key = r.roleKey(t)
		} else if key != 0 && r.words[t]&wRolePreposition != 0 {
			break
		}
	}
	return key
}

// partOf finds the person told before of whose name m is a part (or the reverse).
func (r *scratch) partOf(m *stages.Mention, male, female bool) (int32, bool) {
	w := r.w
	for _, t := range [2]int32{m.Last - 1, m.First} {
		e, ok := r.byWord[w.Tokens[t].Key]
		for n := 0; ok && n < 4; n++ {
			p := &r.people[e]
			if !(male && p.female || female && p.male) && r.compatible(&w.Mentions[p.longest], m) {
				return e, true
			}
			e = p.same
			ok = e >= 0
		}
	}
	return 0, false
}

// compatible reports whether one of two names can be a part of the other: the
// words of the shorter stand in the longer in the same order, initials
// counting for the words they begin.
func (r *scratch) compatible(a, b *stages.Mention) bool {
	w := r.w
	if b.Last-b.First > a.Last-a.First {
		a, b = b, a
	}
	j := a.First
	for t := b.First; t < b.Last; t++ {
		tok := &w.Tokens[t]
		if tok.Class != stages.ClassWord {
			continue
		}
		found := false
		for ; j < a.Last; j++ {
			if w.Tokens[j].Key == tok.Key || isInitialOf(w.TokenText(t), w.TokenText(j)) || isInitialOf(w.TokenText(j), w.TokenText(t)) {
				found = true
				j++
				break
			}
		}
		if !found {
			return r.words[t]&wNameSuffix != 0
		}
	}
	return true
}

func isInitialOf(a, b string) bool {
	return len(a) <= 2 && len(a) > 0 && len(b) > 0 && a[0] == b[0] && (len(a) == 1 || a[1] == '.')
}

// gender is what the words of a mention say of a person.
func (r *scratch) gender(m *stages.Mention) (male, female bool) {
	s, e := r.w.TokenAt(m.Full.Start), m.First
	for t := s; t < e; t++ {
		male = male || r.words[t]&wMaleWord != 0
		female = female || r.words[t]&wFemaleWord != 0
	}
	if male != female {
		return male, female
	}
	if m.Last-m.First > 1 && r.words[m.First]&wGiven != 0 {
		f := r.words[m.First]
		return f&wMale != 0 && f&wFemale == 0, f&wFemale != 0 && f&wMale == 0
	}
	return false, false
}
