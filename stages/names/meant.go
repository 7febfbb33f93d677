package names

import (
	"strings"

	"annals/stages"
)

// Who is meant by an office, a kind of body or a pronoun.

// office resolves "the president" to the person of whom that office was said last.
func (r *scratch) office(i int32) int32 {
	w := r.w
	m := &w.Mentions[i]
	definite := m.Full.Start < m.RoleSpan.Start && r.words[w.TokenAt(m.Full.Start)]&wThe != 0
	if !definite || r.words[m.First]&wRolePlural != 0 {
		return -1
	}
	key := r.roleKey(m.HeadToken)
	found := int32(-1)
	for e := len(w.Entities) - 1; e >= 0 && e > len(w.Entities)-64; e-- {
		if w.Entities[e].Kind == stages.Person && r.people[e].roleHead == key && r.sameOffice(m.RoleSpan, r.people[e].role) {
			if found >= 0 {
				if r.people[found].last-r.people[e].last < 6 {
					return -1 // two of that office, both near
				}
				if r.people[e].last < r.people[found].last {
					continue
				}
			}
			found = int32(e)
		}
	}
	return found
}

// sameOffice reports whether the role said now can be the one said before: what
// limits it ("foreign", "deputy") stood there too, and so did its country, if
// one was told. "The foreign minister" is not the prime minister.
func (r *scratch) sameOffice(now, before stages.Span) bool {
	for t := r.w.TokenAt(now.Start); r.within(t, now); t++ {
		limit := r.words[t] & (wRoleModifier | wRole)
		place := r.words[t] & (wListed | wDemonym)
		if limit|place == 0 || r.words[t]&wFunction != 0 || r.roleKey(t) == r.roleHead(now) {
			continue
		}
		found, places := false, false
		for b := r.w.TokenAt(before.Start); r.within(b, before); b++ {
			found = found || r.w.Tokens[b].Key == r.w.Tokens[t].Key
			places = places || r.words[b]&(wListed|wDemonym) != 0
		}
		if !found && (limit != 0 || places) {
			return false
		}
	}
	return true
}

// within reports whether token t begins within s.
func (r *scratch) within(t int32, s stages.Span) bool {
	return int(t) < len(r.w.Tokens) && r.w.Tokens[t].Start < s.End
}

// roleKey is the key of a role word, abbreviations written out: "Sen." is a senator.
func (r *scratch) roleKey(t int32) uint64 {
	key := r.w.Tokens[t].Key
	if full, ok := r.lex.roleWords[key]; ok {
		return full
	}
	return key
}

// body is the organisation of the document that "the ministry", "the bank" means: the last one in
// whose name the word stands; -1 where none has it.
func (r *scratch) body(key uint64) int32 {
	w := r.w
	best := int32(-1)
	for e := len(w.Entities) - 1; e >= 0 && e > len(w.Entities)-48; e-- {
		if w.Entities[e].Kind != stages.Organisation {
			continue
		}
		m := &w.Mentions[r.people[e].longest]
		for t := m.First; t < m.Last; t++ {
			if w.Tokens[t].Key == key && (best < 0 || r.people[e].last > r.people[best].last) {
				best = int32(e)
			}
		}
	}
	return best
}

// pronoun resolves he and she to the one person they can mean.
func (r *scratch) pronoun(i int32) int32 {
	w := r.w
	m := &w.Mentions[i]
	f := r.words[m.First]
	if f&wThey != 0 {
		return -1
	}
	he := f&wHe != 0
	sentence := w.SentenceAt(m.Start)
	const nobody, unnamed = -1, -2
	found := int32(nobody)
	here := sentence
	for k := i - 1; k >= 0; k-- {
		c := &w.Mentions[k]
		s := here
		for s > 0 && c.Start < w.Sentences[s].Start {
			s--
		}
		if s != here {
			if found != nobody {
				break
			}
			here = s
			if sentence-here > 3 {
				break
			}
		}
		if c.Kind == stages.Role && c.Entity < 0 && r.words[c.HeadToken]&wRolePlural == 0 {
			if k+1 < i && w.Mentions[k+1].Kind == stages.Person && strings.Trim(w.Doc.Text[c.End:w.Mentions[k+1].Start], " ") == "," {
				continue // "its manager, Rita Banda" is her
			}
			f := r.words[c.HeadToken]
			if !(he && f&wFemaleWord != 0 || !he && f&wMaleWord != 0) {
				found = unnamed
			}
			continue
		}
		if c.Entity < 0 || w.Entities[c.Entity].Kind != stages.Person {
			continue
		}
		p := &r.people[c.Entity]
		if he && p.female || !he && p.male {
			continue
		}
		if here == sentence && c.Kind == stages.Person && r.objectOf(c, m) {
			continue // "Lagos awarded him": somebody else
		}
		// Nearest sentence: whom it already speaks of by a pronoun, else its first
		// person, which mostly is its subject.
		found = c.Entity
		if c.Kind == stages.Pronoun && here != sentence {
			break
		}
	}
	if found >= 0 {
		p := &r.people[found]
		if he {
			p.male = true
		} else {
			p.female = true
		}
		return found
	}
	return -1
}

// objectOf reports whether the pronoun m stands as an object close behind the
// person c of the same clause, whom it then cannot mean.
func (r *scratch) objectOf(c, m *stages.Mention) bool {
	w := r.w
	if r.words[m.First]&wObject == 0 || m.First-c.Last > 3 || m.First <= c.Last {
		return false
	}
	for t := c.Last; t < m.First; t++ {
		if w.Tokens[t].Class != stages.ClassWord || r.words[t]&wFunction != 0 {
			return false
		}
	}
	return true
}
