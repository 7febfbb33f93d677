package names

import "annals/stages"

// Names of people, places and titles by the words of which they are made; bodies are in organisations.go.

// titled reads "President", "Chinese Foreign Minister", "Mr." and the person
// after it, and returns where to go on.
func (r *scratch) titled(i, q int32) (int32, bool) {
	j, found := i, false
	for j < q {
		switch {
		case r.is(j, wHonorific):
			found = true
		case r.is(j, wRole):
			if r.is(j, wGiven|wSurname) && j > i && found && j+1 >= q {
				goto done // "Prince" or "Dean" as a name
			}
			found = true
		case r.is(j, wRoleModifier|wCompass) && j+1 < q:
		case r.byte1(j) == '-':
		default:
			goto done
		}
		j++
	}
done:
	if !found || j >= q || r.is(j-1, wRoleModifier) && !r.is(j-1, wRole|wHonorific) {
		return 0, false
	}
	if c, ok := r.listed(j); ok && c.certain && c.kind != stages.Person && !r.is(j, wGiven|wSurname) {
		// "President of", "Vice President China": the name that follows is its own.
		r.extendListed(c)
		return c.last, true
	}
	if r.is(j, wNotName|wFunction) && !r.is(j, wGiven|wSurname) {
		return 0, false
	}
	end := r.personEnd(j, q)
	if end == j {
		return 0, false
	}
	r.emit(chunk{first: j, last: end, kind: stages.Person, canonical: -1, certain: true, rule: "title-person"})
	return end, true
}

// personEnd is the end of a person's name that begins at j within [j, q).
func (r *scratch) personEnd(j, q int32) int32 {
	k := j
	for n := 0; k < q && n < 7; n++ {
		if k > j && r.capital(k) && !r.is(k, wGiven|wSurname|wParticle|wNameSuffix) {
			if r.is(k, wDemonym|wNotName|wRole|wTitleEnd) {
				break
			}
			if r.is(k, wListed) {
				c, ok := r.listed(k)
				town := ok && c.kind == stages.Place && !r.lex.canonical[c.canonical].state
				if ok && c.certain && !(town && k == j+1 && r.is(j, wGiven) && k+1 == q) {
					break
				}
			}
		}
		if r.byte1(k) == '&' {
			break
		}
		k++
	}
	for k > j && !r.capital(k-1) {
		k--
	}
	if k > j+1 && r.is(j, wFamilyFirst) && r.byte1(k) == '-' && r.touching(k) && r.touching(k+1) && r.token(k+1).Class == stages.ClassWord {
		k += 2 // "Park Ji-woo"
	}
	if k < r.last-1 && r.byte1(k) == ',' && r.is(k+1, wNameSuffix) && r.capital(k+1) {
		k += 2
	}
	return k
}

// person reads a person's name at i by its words.
func (r *scratch) person(i, q int32) (chunk, bool) {
	n := q - i
	given, family := r.is(i, wGiven), r.is(i, wFamilyFirst)
	ambiguous := r.is(i, wAmbiguous)
	start := r.token(i).Shape&stages.ShapeSentenceStart != 0
	if c, ok := r.listed(i); ok && c.certain && !(given && n > 1 && c.last == i+1) {
		return chunk{}, false
	}
	if r.is(i-1, wRolePreposition) && r.is(i-2, wRole) && !given {
		// "Commissioner for Refugees Luis Ferrer": the portfolio is no part of the name.
		for g := i + 1; g < q-1; g++ {
			if r.is(g, wGiven) {
				i, given, ambiguous, family = g, true, r.is(g, wAmbiguous), false
				break
			}
		}
	}
	c := chunk{first: i, kind: stages.Person, canonical: -1, rule: "person"}
	end := r.personEnd(i, q)
	switch {
	case end-i >= 2 && given && (!ambiguous || r.is(end-1, wSurname|wGiven) || !start && !r.titleCase):
		if r.titleCase && !r.is(i+1, wSurname|wGiven) && !r.initial(i+1) {
			return chunk{}, false
		}
		c.certain = true
	case end-i >= 2 && r.initial(i) && r.capital(i+1) && (r.is(end-1, wSurname) || !r.titleCase && r.text(i)[len(r.text(i))-1] == '.'):
		c.certain = true
	case end-i >= 2 && end-i <= 3 && family && !r.titleCase && (!ambiguous || !start):
		c.certain = true
	case end-i >= 2 && end-i <= 4 && r.is(end-1, wSurname) && !r.is(end-1, wAmbiguous) && !r.titleCase && !r.is(i, wAmbiguous|wFunction):
		c.certain = !start
	case end-i == 1 && (given || r.is(i, wSurname)) && !ambiguous && !r.titleCase:
		c.rule = "person-single"
	case r.is(i-1, wHonorific) || r.is(i-1, wKin) && !start:
		c.certain = true
	default:
		return chunk{}, false
	}
	c.last = end
	return c, true
}

// place reads "X River", "Mount X" at [i, q).
func (r *scratch) place(i, q int32) (chunk, bool) {
	h := int32(-1)
	for j := q - 1; j > i && !(r.is(q-1, wTitleEnd) && !r.is(q-1, wPlaceEnd)); j-- {
		if r.is(j, wPlaceEnd) {
			h = j
			break
		}
	}
	if h > i && !(r.titleCase && h-i > 3) && !r.is(i, wFunction) {
		return chunk{first: i, last: h + 1, kind: stages.Place, canonical: -1, certain: true, rule: "place-end"}, true
	}
	if r.is(i, wPlaceStart) && q-i >= 2 && !r.titleCase {
		last := q
		if c, ok := r.listed(i + 1); ok && c.kind == stages.Place && r.is(i, wCompass) {
			last = c.last
			return chunk{first: i, last: last, kind: stages.Place, canonical: -1, certain: true, rule: "place-compass"}, true
		}
		if !r.is(i, wCompass) && !r.is(i, wGiven) && !r.is(i, wTownEpithet) {
			return chunk{first: i, last: last, kind: stages.Place, canonical: -1, rule: "place-start"}, true
		}
	}
	return chunk{}, false
}

// title reads the name of a treaty, meeting, programme or work at [i, q).
func (r *scratch) title(i, q int32) (chunk, bool) {
	if r.titleCase {
		return chunk{}, false
	}
	for h := q - 1; h >= i; h-- {
		if !r.is(h, wTitleEnd) || r.is(h, wGiven) {
			continue
		}
		last := r.ofPart(h+1, true)
		if last < q && r.is(last, wNameSuffix) && r.token(last).Shape&stages.ShapeAllCaps != 0 {
			last++ // "World War II"
		}
		// "Declaration and Programme of Action"
		if r.is(last, wAnd) && r.capital(last+1) {
			if e := r.groupEnd(last + 1); r.is(e-1, wTitleEnd) {
				last = r.ofPart(e, true)
			}
		}
		if h == i && last == h+1 {
			return chunk{}, false
		}
		return chunk{first: i, last: last, kind: stages.Title, canonical: -1, certain: true, rule: "title"}, true
	}
	return chunk{}, false
}
