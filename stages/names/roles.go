package names

import (
	"strings"

	"annals/stages"
)

// rolePhrase is a phrase that tells an office: tokens [first, last), head among them.
type rolePhrase struct {
	first, last, head int32
	plural            bool
}

// chunkAt is the index in found of the chunk that holds token i, -1.
func (r *scratch) chunkAt(i int32) int {
	for k := r.firstChunk; k < len(r.found); k++ {
		if c := &r.found[k]; c.last > i {
			if c.first <= i {
				return k
			}
			return -1
		}
	}
	return -1
}

// roles finds the role phrases of the sentence, gives them to the persons they
// stand with, and makes mentions of the rest.
func (r *scratch) roles() {
	for i := r.first; i < r.last; i++ {
		if r.words[i]&(wRole|wRolePlural) == 0 {
			continue
		}
		if r.chunkAt(i) >= 0 {
			continue
		}
		p := r.rolePhrase(i)
		if !r.attach(p) {
			r.alone(p)
		}
		if p.last > i+1 {
			i = p.last - 1
		}
	}
}

// rolePhrase grows the phrase around a head token.
func (r *scratch) rolePhrase(i int32) rolePhrase {
	p := rolePhrase{first: i, last: i + 1, head: i}
	// The head is the last of several role words: "prime minister", "Secretary-General".
	for {
		j := p.last
		if r.byte1(j) == '-' && r.touching(j) && r.touching(j+1) && r.is(j+1, wRole|wRoleModifier) {
			p.last = j + 2
			if r.is(j+1, wRole) {
				p.head = j + 1
			}
			continue
		}
		if r.is(j, wRole|wRolePlural) && r.chunkAt(j) < 0 && (r.capital(j) == r.capital(p.head) || !r.capital(j)) {
			p.last, p.head = j+1, j
			continue
		}
		if r.is(j, wRoleModifier) && r.is(p.head, wRole) && (r.is(j+1, wRole|wRolePlural) && r.chunkAt(j+1) < 0) {
			p.last, p.head = j+2, j+1
			continue
		}
		break
	}
	p.plural = r.words[p.head]&wRolePlural != 0
	p.first = r.roleStart(i)
	p.last = r.roleEnd(p.last)
	// "vice chairman and rapporteur of X"
	if j := p.last; r.is(j, wAnd) {
		k := j + 1
		for k < r.last && r.is(k, wRoleModifier) && !r.is(k, wRole) {
			k++
		}
		if r.is(k, wRole) && r.chunkAt(k) < 0 && !r.is(j+1, wDeterminer) {
			p.last = r.roleEnd(k + 1)
		}
	}
	return p
}

// roleStart walks back over what belongs to the role before its head: "former
// Chinese deputy foreign", "Washington bureau", "the ministry's".
func (r *scratch) roleStart(i int32) int32 {
	for i > r.first {
		j := i - 1
		if k := r.chunkAt(j); k >= 0 {
			c := &r.found[k]
			if c.kind == stages.Person || c.first < r.first {
				return i
			}
			i = c.first
			continue
		}
		switch {
		case r.is(j, wRoleModifier|wBodyNoun|wPortfolio) && !(r.is(j, wFunction) && r.capital(j) && j > r.first):
			i = j
		case r.byte1(j) == '-' && r.touching(j) && r.touching(i) && r.is(j-1, wRoleModifier|wRole|wBodyNoun):
			i = j - 1
		case r.token(j).Shape&stages.ShapeClitic != 0 && r.chunkAt(j-1) >= 0 && r.found[r.chunkAt(j-1)].kind != stages.Person && r.text(j)[0] != 'n':
			i = r.found[r.chunkAt(j-1)].first
		case r.token(j).Shape&stages.ShapeClitic != 0 && r.is(j-1, wBodyNoun) && r.text(j)[0] != 'n':
			i = j - 1 // "the group's leader"
		case r.is(j, wRole) && r.is(j, wRoleModifier):
			i = j
		default:
			return i
		}
	}
	return i
}

// roleEnd walks on over what the role is of, for, at: "of Foreign Affairs of Ruritania".
func (r *scratch) roleEnd(at int32) int32 {
	for n := 0; n < 4; n++ {
		if !r.is(at, wRolePreposition) {
			return at
		}
		j := at + 1
		if r.is(j, wDeterminer) {
			j++
		}
		end := r.roleObject(j, n)
		if end == j {
			return at
		}
		at = end
	}
	return at
}

// roleObject reads one object of a role's preposition from token j on.
func (r *scratch) roleObject(j int32, n int) int32 {
	start := j
	words := 0
	for j < r.last {
		if k := r.chunkAt(j); k >= 0 {
			c := &r.found[k]
			if c.kind == stages.Person && n >= 0 {
				return start
			}
			j = c.last
			words = 0
			// "the American magazine Executive Review", "China's Ministry of X"
			if c.kind == stages.Nationality || r.token(j-1).Shape&stages.ShapeClitic != 0 {
				continue
			}
			if j < r.last && r.token(j).Shape&stages.ShapeClitic != 0 && r.chunkAt(j+1) >= 0 {
				j++
				continue
			}
			if r.is(j, wBodyNoun) && !r.capital(j) {
				j++
			}
			return j
		}
		switch {
		case r.capital(j) && !r.is(j, wFunction|wNotName):
			e := r.list(j)
			if e <= j {
				e = j + 1
			}
			if k := r.chunkFrom(j); k >= 0 && r.found[k].first < e {
				e = r.found[k].first
			}
			if e <= j {
				return start
			}
			return e
		case r.token(j).Class == stages.ClassNumber && words == 0 && j+1 < r.last && !r.capital(j+1) && r.token(j).Len() <= 5 && r.token(j).Shape&stages.ShapeDigit != 0 && r.text(j)[r.token(j).Len()-1] >= 'a':
			// "the 73rd session of"
			if r.is(j+1, wTitleEnd) {
				return j + 2
			}
			return start
		case r.is(j, wPortfolio|wBodyNoun):
			j++
			for r.is(j, wPortfolio|wBodyNoun) && r.chunkAt(j) < 0 {
				j++
			}
			if r.is(j, wAnd) && r.is(j+1, wPortfolio) {
				j += 2
			}
			if k := r.chunkAt(j); k >= 0 && r.found[k].kind == stages.Organisation {
				continue // "at the magazine Foreign Affairs"
			}
			return j
		case r.is(j, wRoleModifier) && !r.is(j, wFunction) && words < 3:
			j++
			words++
		default:
			return start
		}
	}
	return start
}

// chunkFrom is the first chunk of the sentence that begins at token i or later, -1.
func (r *scratch) chunkFrom(i int32) int {
	for k := r.firstChunk; k < len(r.found); k++ {
		if r.found[k].first >= i {
			return k
		}
	}
	return -1
}

// attach gives a role phrase to the person it stands with.
func (r *scratch) attach(p rolePhrase) bool {
	first := p.first
	if r.is(first-1, wDeterminer) && !r.is(first-1, wRoleModifier) {
		first--
	}
	// Directly before the name: "Foreign Minister X".
	next := p.last
	if r.is(next, wNamed) {
		next++
	}
	for r.is(next, wHonorific) {
		next++
	}
	if k := r.chunkAt(next); k >= 0 && r.found[k].first == next && r.found[k].kind == stages.Person {
		r.say(k, p, first, p.last)
		return true
	}
	// Apposition before: "The foreign minister, X, said".
	if r.byte1(p.last) == ',' && !p.plural && (first < p.first || first == r.first || p.first < p.head) {
		next := p.last + 1
		for r.is(next, wHonorific) {
			next++
		}
		if k := r.chunkAt(next); k >= 0 && r.found[k].first == next && r.found[k].kind == stages.Person {
			after := r.found[k].last
			if after < r.last && r.token(after).Class != stages.ClassWord || r.is(after, wSpeech) || after >= r.last || r.is(after, wFunction) {
				r.say(k, p, first, p.last)
				return true
			}
		}
	}
	// After the name: ", the foreign minister", "is the foreign minister".
	if k, last := r.personBefore(p.first); k >= 0 && r.roleOf[k].last == 0 || k >= 0 && last {
		r.say(k, p, r.found[k].first, p.last)
		return true
	}
	return false
}

// personBefore is the person that a role phrase from token i on is said of.
func (r *scratch) personBefore(i int32) (int, bool) {
	j := i - 1
	// Words of praise and kind between article and head are part of the phrase.
	for n := 0; n < 5 && j > r.first; n++ {
		if r.is(j, wDeterminer) || r.byte1(j) == ',' || r.byte1(j) == '(' {
			break
		}
		if r.token(j).Class != stages.ClassWord || r.is(j, wFunction|wSpeech) && !r.is(j, wRoleModifier) {
			break
		}
		if k := r.chunkAt(j); k >= 0 {
			break
		}
		j--
	}
	if r.is(j, wDeterminer) {
		j--
	}
	if j < r.first {
		return -1, false
	}
	switch {
	case r.byte1(j) == ',' || r.byte1(j) == '(':
		j--
	case j > r.first && r.is(j, wCopula):
		j--
		if j > r.first && r.is(j, wRelative) {
			j--
			if r.byte1(j) == ',' {
				j--
			}
		}
	default:
		return -1, false
	}
	if k := r.chunkAt(j); k >= 0 && r.found[k].kind == stages.Person && r.found[k].last == j+1 {
		return k, false
	}
	return -1, false
}

// say records a role of the person in chunk k, and the whole phrase.
func (r *scratch) say(k int, p rolePhrase, fullFirst, fullLast int32) {
	o := &r.roleOf[k]
	first := p.first
	// In an apposition the praise between article and head belongs to the role.
	if p.first > r.found[k].last {
		for first-1 > r.found[k].last && r.token(first-1).Class == stages.ClassWord && !r.is(first-1, wDeterminer|wFunction) {
			first--
		}
	}
	if o.last == 0 || p.last-first > o.last-o.first {
		o.first, o.last, o.head = first, p.last, p.head
	}
	if o.fullLast == 0 {
		o.fullFirst, o.fullLast = r.found[k].first, r.found[k].last
	}
	o.fullFirst, o.fullLast = min(o.fullFirst, fullFirst), max(o.fullLast, fullLast)
}

// alone makes a mention of a role phrase that no named person carries.
func (r *scratch) alone(p rolePhrase) {
	full := p.first
	det := r.is(full-1, wDeterminer)
	if det {
		full--
	}
	if r.is(p.head, wAmbiguousRole) && p.last == p.head+1 {
		// "general", "head", "patient": a noun only where the phrase ends.
		n := p.last
		if n < r.last && r.token(n).Class == stages.ClassWord && !r.is(n, wFunction|wSpeech) && r.token(n).Shape&stages.ShapeClitic == 0 && !r.pastTense(n) {
			return
		}
		if !det && p.first == p.head && !p.plural {
			return
		}
	}
	if r.titleCase && !det {
		return
	}
	if !det && !p.plural && p.first == p.head && !r.capital(p.head) {
		return
	}
	r.lone = append(r.lone, loneRole{rolePhrase: p, full: full})
}

// pastTense reports whether token i has the commonest ending of the past.
func (r *scratch) pastTense(i int32) bool {
	s := r.text(i)
	return len(s) > 4 && strings.HasSuffix(s, r.lex.pastEnding)
}

type roleOf struct {
	first, last, head   int32 // the role; last 0: none
	fullFirst, fullLast int32
}

type loneRole struct {
	rolePhrase
	full int32
}
