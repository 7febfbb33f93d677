package names

import "annals/stages"

// style finds out whether capitals mean anything in the sentence.
func (r *scratch) style() {
	caps, lower, full, words := 0, 0, 0, 0
	for i := r.first; i < r.last; i++ {
		t := r.token(i)
		if t.Class != stages.ClassWord || t.Shape&stages.ShapeClitic != 0 {
			continue
		}
		words++
		if t.Shape&stages.ShapeAllCaps != 0 {
			full++
		}
		if t.Shape&stages.ShapeCapital != 0 {
			caps++
		} else if r.words[i]&(wFunction|wParticle) == 0 || r.words[i]&wSpeech != 0 || t.Len() > 5 {
			lower++
		}
	}
	stop := r.byte1(r.last-1) == '.'
	r.allCaps = words >= 3 && full*10 >= words*7
	// Headlines end without a stop; a sentence full of names does not.
	r.titleCase = r.allCaps || caps >= 4 && lower*4 <= caps && (!stop || lower == 0)
}

// sentence finds the names of one sentence and appends them to found.
func (r *scratch) sentence(s *stages.Sentence) {
	r.first, r.last = s.First, s.Last
	r.titleCase, r.allCaps = false, false
	capitals := false
	for i := s.First; i < s.Last; i++ {
		if r.w.Tokens[i].Shape&stages.ShapeCapital != 0 {
			capitals = true
			break
		}
	}
	if !capitals {
		return
	}
	r.style()
	for i := s.First; i < s.Last; {
		if !r.capital(i) {
			if r.words[i]&wListed != 0 {
				if c, ok := r.listed(i); ok && c.last-c.first > 1 {
					r.emit(c)
					i = c.last
					continue
				}
			}
			i++
			continue
		}
		i = r.group(i)
	}
}

func (r *scratch) emit(c chunk) {
	r.found = append(r.found, c)
}

// groupEnd is the end of the run of capitalised words that begins at i:
// hyphens, initials, particles and "&" between capitals do not end it.
func (r *scratch) groupEnd(i int32) int32 {
	for j := i + 1; j < r.last; j++ {
		switch {
		case r.capital(j):
			if r.is(j, wFunction) && !r.is(j, wGiven|wSurname|wParticle) || r.is(j, wNotName) {
				return j
			}
		case r.byte1(j) == '-' && r.touching(j) && r.touching(j+1) && (r.capital(j+1) || r.is(j+1, wParticle)):
		case r.byte1(j) == '&' && r.capital(j+1):
		case r.is(j-1, wPossessive) && r.touching(j) && r.capital(j-1) && r.capital(j+1) && (r.token(j).Shape&stages.ShapeClitic != 0 || r.text(j) == "'" || r.text(j) == "’"):
		case r.is(j, wParticle) && r.capital(j+1) && !r.is(j, wFunction):
		case r.is(j, wParticle) && r.is(j+1, wParticle) && r.capital(j+2):
		case r.is(j, wParticle) && r.byte1(j+1) == '-' && r.capital(j+2):
		default:
			return j
		}
	}
	return r.last
}

// listed is the longest name of the gazetteer that begins at token i and is
// written as the list demands.
func (r *scratch) listed(i int32) (chunk, bool) {
	text := r.w.Doc.Text
	var best chunk
	ok := false
	node := int32(0)
	for j := i; j < r.last; j++ {
		if node = r.lex.phrases.Step(node, text, r.token(j)); node < 0 {
			break
		}
		v := r.lex.phrases.Value(node)
		if v < 0 {
			continue
		}
		e := &r.lex.entries[v]
		if !r.writtenSo(e, i, j+1) {
			continue
		}
		best = chunk{first: i, last: j + 1, kind: e.kind, canonical: e.canonical, certain: !e.ambiguous, rule: "gazetteer"}
		ok = true
	}
	return best, ok
}

func (r *scratch) writtenSo(e *entry, first, last int32) bool {
	written := r.w.Text(r.w.TokensSpan(first, last))
	if e.exact && (written != e.written || r.allCaps) {
		return false
	}
	if e.needsThe && !r.is(first-1, wThe) || e.capitalThe && !(r.is(first-1, wThe) && r.capital(first-1)) {
		return false
	}
	// Each word of the list that has a capital has one in the text.
	c := e.written[0]
	if 'A' <= c && c <= 'Z' || c >= 0x80 {
		if !r.capital(first) {
			return false
		}
		c = lastWordByte(e.written)
		if ('A' <= c && c <= 'Z') && last-first > 1 && !r.capital(last-1) && r.token(last-1).Class == stages.ClassWord {
			return false
		}
	}
	return true
}

func lastWordByte(s string) byte {
	for i := len(s) - 1; i > 0; i-- {
		if s[i-1] == ' ' || s[i-1] == '-' {
			return s[i]
		}
	}
	return s[0]
}

// group reads the capitalised run that begins at i and returns where to go on.
func (r *scratch) group(i int32) int32 {
	if c, ok := r.listed(i); ok && c.certain && c.last-c.first > 1 {
		return r.extendListed(c)
	}
	if r.is(i, wNotName) {
		// "May" and "June" may be given names; a following surname shows it.
		if !(r.is(i, wGiven) && r.capital(i+1) && r.is(i+1, wSurname)) {
			return i + 1
		}
	}
	if r.is(i, wFunction) {
		if r.token(i).Shape&stages.ShapeAllCaps != 0 && !r.titleCase {
			if c, ok := r.listed(i); ok && c.certain {
				r.emit(c) // "WHO"
				return c.last
			}
		}
		named := r.is(i, wGiven|wSurname|wFamilyFirst) && r.capital(i+1) && !r.is(i+1, wFunction)
		if !named {
			return i + 1
		}
	}
	q := r.joined(i, r.groupEnd(i))

	if (r.is(i, wTitleStart) || r.is(i+1, wTitleStart) && r.is(i, wCommon)) && q-i > 1 && !r.is(q-1, wTitleStart) && !r.titleCase {
		// "Operation Open Door", "Tropical Storm Ana"
		r.emit(chunk{first: i, last: q, kind: stages.Title, canonical: -1, certain: true, rule: "title-start"})
		return q
	}
	if r.is(i, wVessel) && r.token(i).Shape&stages.ShapeAllCaps != 0 && q-i > 1 && !r.titleCase {
		r.emit(chunk{first: i, last: q, kind: stages.Title, canonical: -1, certain: true, rule: "vessel"})
		return q
	}
	if r.is(i, wDemonym) {
		if c, ok := r.listed(i + 1); ok && c.certain && c.kind == stages.Organisation && c.last-c.first > 1 && c.last <= q {
			// "Turkish Red Crescent", "Egyptian Foreign Ministry": not any
			c.first, c.canonical, c.rule = i, -1, "organisation"
			r.emit(c)
			return c.last
		}
	}
	// A sentence begins with a capital anyway: a title or an ordinary word
	// there is stepped over by the rules below.
	// Organisation: a head or ending closes the run, or opens "Ministry of ...".
	if c, ok := r.organisation(i, q); ok {
		r.emit(c)
		return c.last
	}
	if next, ok := r.titled(i, q); ok {
		return next
	}
	if c, ok := r.place(i, q); ok {
		r.emit(c)
		return c.last
	}
	if c, ok := r.title(i, q); ok {
		r.emit(c)
		return c.last
	}
	if c, ok := r.person(i, q); ok {
		r.emit(c)
		return c.last
	}
	if c, ok := r.listed(i); ok && (c.certain || r.placeLike(c)) {
		return r.extendListed(c)
	}
	return r.unknown(i, q)
}

// joined is the end of the run after "and" where [i, q) is the first half of a name such
// as "the Peace and Justice Party", else q.
func (r *scratch) joined(i, q int32) int32 {
	if q-i > 2 || !r.is(q, wAnd) || !r.capital(q+1) || r.is(i, wGiven|wSurname|wRole|wOrgHead) ||
		!r.is(i-1, wThe) {
		return q
	}
	if c, ok := r.listed(i); ok && c.certain {
		return q
	}
	e := r.groupEnd(q + 1)
	if e > q+2 && r.is(e-1, wOrgHead|wTitleEnd) || e == q+2 && r.is(e-1, wFirmTitle) {
		return e
	}
	return q
}

// placeLike reports whether the context of an ambiguous place shows a place.
func (r *scratch) placeLike(c chunk) bool {
	if c.kind != stages.Place {
		return c.kind == stages.Organisation && r.is(c.last, wSpeech) || c.kind == stages.Nationality && r.capital(c.last)
	}
	return r.is(c.first-1, wPlaceCue) || r.byte1(c.last) == ',' && r.capital(c.last+1) || r.byte1(c.first-1) == ',' && c.first-2 >= r.first && r.capital(c.first-2) || !r.is(c.first, wAmbiguous|wGiven|wSurname)
}

// extendListed emits a name of the gazetteer, or the longer name it begins.
func (r *scratch) extendListed(c chunk) int32 {
	q := r.groupEnd(c.last - 1)
	if q > c.last && !r.is(c.last, wHonorific) && !(r.is(c.last, wRole) && r.is(c.last+1, wGiven)) {
		if o, ok := r.organisation(c.first, q); ok && o.last > c.last {
			r.emit(o)
			return o.last
		}
		if o, ok := r.place(c.first, q); ok && o.last > c.last {
			r.emit(o)
			return o.last
		}
		if o, ok := r.title(c.first, q); ok && o.last > c.last {
			r.emit(o)
			return o.last
		}
	}
	if c.kind == stages.Organisation && c.last-c.first > 1 && r.is(c.last-1, wOrgHead) {
		if end := r.ofPart(c.last, false); end > c.last {
			c.last, c.canonical = end, -1 // "Supreme Court of Ruritania" is another
		}
	}
	r.emit(c)
	return c.last
}

// unknown judges a run of capitalised words that no list knows.
func (r *scratch) unknown(i, q int32) int32 {
	if r.titleCase {
		return i + 1
	}
	t := r.token(i)
	start := t.Shape&stages.ShapeSentenceStart != 0
	n := q - i
	c := chunk{first: i, last: q, canonical: -1, rule: "unknown"}
	switch {
	case n == 1 && t.Shape&stages.ShapeAllCaps != 0 && t.Len() <= 7 && !r.is(i, wFunction|wNotName|wRole):
		c.kind, c.rule = stages.Organisation, "acronym"
		if n := len(r.found); n > 0 && r.byte1(i-1) == '(' && r.found[n-1].last == i-1 && r.found[n-1].kind != stages.Person &&
			r.found[n-1].kind != stages.Nationality && initialsOf(r.text(i), r.w.Text(r.w.TokensSpan(r.found[n-1].first, i-1))) {
			c.kind, c.rule, c.certain = r.found[n-1].kind, "acronym-defined", true
		}
	case n <= 2 && r.is(i-1, wOf) && r.is(i-2, wPlaceEnd) && !r.capital(i-2):
		c.kind, c.rule, c.certain = stages.Place, "place-noun", true // "the village of Tarobe"
	case start && n == 1:
		return q
	case r.is(i, wRole|wRoleModifier|wRolePlural):
		return i + 1
	case r.is(i-1, wPlaceCue) && n <= 2:
		c.kind, c.rule = stages.Place, "place-cue"
	case r.is(q, wSpeech):
		c.kind, c.rule = stages.Person, "speaker"
	case n >= 2 && n <= 4 && start && r.words[i]&(wCommon|wFunction|wNotName|wListed) == 0 && r.words[i+1]&(wCommon|wFunction|wOrgHead|wDemonym) == 0:
		c.kind, c.rule = stages.Person, "unknown-person"
	case n >= 2 && n <= 4 && !start && !r.is(i-1, wThe):
		c.kind, c.rule = stages.Person, "unknown-person"
	default:
		return q
	}
	if c.kind == stages.Person {
		c.last = r.personEnd(i, q)
	}
	r.emit(c)
	return c.last
}
