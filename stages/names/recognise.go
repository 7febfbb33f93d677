package names

import (
	"annals/stages"
)

// chunk is a name found in one sentence: tokens [first, last).
type chunk struct {
	first, last int32
	kind        stages.NameKind
	canonical   int32 // index in lexicon.canonical, -1
	certain     bool  // the evidence is in the words themselves
	rule        string
}

// scratch is what the stage works in; it belongs to one Work.
type scratch struct {
	w     *stages.Work
	lex   *lexicon
	words []word // by token
	found []chunk

	// of the sentence at hand
	first, last int32
	titleCase   bool // nearly every word is capitalised: capitals say nothing
	allCaps     bool
	smallCase   bool // no capitals but the first word's

	// by token: what the rules say, the gazetteer's match, what the model says
	ruleTags, tags       []tag
	gazTags              []uint8
	ruleMarks            []uint8 // kind, certain, begin
	docWords             []docWord
	feats, joint         []uint32
	listFeats, listJoint int             // where those of the lists of names begin in feats and joint
	back                 [][tagCount]tag // by token: the best tag before, of each tag
	ruleChunks           []chunk
	facts                []fact   // by token, 0 before it is asked for
	phraseMarks          []uint32 // by token: lists of the known name of several words it is in, and its place there
	knowledge            *knowledge
	styles               []uint8 // by sentence: 1 title case, 2 all capitals, 4 none
	ruleEnds             []int32 // by sentence: end of its chunks in ruleChunks

	resolver
}

func (r *scratch) text(i int32) string { return r.w.TokenText(i) }

func (r *scratch) token(i int32) *stages.Token { return &r.w.Tokens[i] }

// is reports whether token i is one of the listed words.
func (r *scratch) is(i int32, w word) bool {
	return i >= r.first && i < r.last && r.words[i]&w != 0
}

// capital reports whether token i is a word written with a capital.
func (r *scratch) capital(i int32) bool {
	if i < r.first || i >= r.last {
		return false
	}
	t := r.token(i)
	return t.Shape&stages.ShapeCapital != 0 && t.Class == stages.ClassWord && t.Shape&stages.ShapeClitic == 0
}

func (r *scratch) byte1(i int32) byte {
	if i < r.first || i >= r.last {
		return 0
	}
	t := r.token(i)
	if t.End-t.Start != 1 {
		return 0
	}
	return r.w.Doc.Text[t.Start]
}

// touching reports whether no space stands before token i.
func (r *scratch) touching(i int32) bool {
	return i > r.first && i < r.last && r.token(i).Shape&stages.ShapeSpaceBefore == 0
}

// initial reports whether token i is a capital letter, with or without a stop, or several ("J.R.").
func (r *scratch) initial(i int32) bool {
	if !r.capital(i) {
		return false
	}
	s := r.text(i)
	if len(s) == 1 {
		return !r.is(i, wFunction|wNotName)
	}
	if len(s) > 6 || len(s)%2 != 0 {
		return false
	}
	for k := 0; k < len(s); k += 2 {
		if s[k] < 'A' || s[k] > 'Z' || s[k+1] != '.' {
			return false
		}
	}
	return true
}

// lookup fills words for all tokens: one probe each.
func (r *scratch) lookup() {
	w := r.w
	n := len(w.Tokens)
	if cap(r.words) < n {
		r.words = make([]word, n, n+n/4)
	}
	r.words = r.words[:n]
	r.ruleTags, r.tags, r.gazTags = sized(r.ruleTags, n), sized(r.tags, n), sized(r.gazTags, n)
	r.ruleMarks, r.facts, r.phraseMarks = sized(r.ruleMarks, n), sized(r.facts, n), sized(r.phraseMarks, n)
	if cap(r.back) < n {
		r.back = make([][tagCount]tag, n+n/4)
	}
	r.back = r.back[:cap(r.back)]
	for i := range w.Tokens {
		t := &w.Tokens[i]
		if t.Class != stages.ClassWord {
			r.words[i] = 0
			continue
		}
		r.words[i] = r.lex.words.get(t.Key, w.Doc.Text[t.Start:t.End])
	}
}

// sized is s with n zero elements.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}

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
		r.emitListed(c)
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

func (r *scratch) emitListed(c chunk) { r.extendListed(c) }

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
