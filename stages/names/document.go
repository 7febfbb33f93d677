package names

import "annals/stages"

// What a document tells of its own words: counted before the model decides, and made to agree afterwards. The last
// corrections of the model's tags, one after the other: whole, agree, doubt.

// docWord is what a document tells of one capitalised word.
type docWord struct {
	key   uint64
	count [3]uint16 // times a rule made it part of a person, organisation, place
	lower bool      // also written small
	used  bool
}

// gatherDocument fills the table of the document's capitalised words from the rules' chunks.
func (r *scratch) gatherDocument() {
	w := r.w
	n := 0
	for i := range w.Tokens {
		if w.Tokens[i].Shape&stages.ShapeCapital != 0 {
			n++
		}
	}
	size := 64
	for size < 2*n {
		size *= 2
	}
	if cap(r.docWords) < size {
		r.docWords = make([]docWord, size)
	} else {
		r.docWords = r.docWords[:size]
		clear(r.docWords)
	}
	for i := range w.Tokens {
		t := &w.Tokens[i]
		if t.Shape&stages.ShapeCapital == 0 {
			continue
		}
		d := r.docWord(t.Key, true)
		if k := r.ruleTags[i].kind(); k != stages.NoName {
			if c := &d.count[k-stages.Person]; *c < 1000 {
				*c++
			}
		}
	}
	for i := range w.Tokens {
		t := &w.Tokens[i]
		if t.Shape&stages.ShapeCapital == 0 && t.Class == stages.ClassWord {
			if d := r.docWord(t.Key, false); d != nil {
				d.lower = true
			}
		}
	}
}

func (r *scratch) docWord(key uint64, add bool) *docWord {
	mask := uint64(len(r.docWords) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		d := &r.docWords[i]
		if !d.used {
			if !add {
				return nil
			}
			d.used, d.key = true, key
			return d
		}
		if d.key == key {
			return d
		}
	}
}

// documentSays is the kind that the rules gave a word most often in the document, and whether it
// is also written small.
func (d *docWord) says() uint64 {
	if d == nil {
		return 0
	}
	best, n := uint64(0), uint16(0)
	for k, c := range d.count {
		if c > n {
			best, n = uint64(k+1), c
		}
	}
	if n > 1 {
		best += 3
	}
	if d.lower {
		best += 8
	}
	return best
}

// doubt asks the tagger about ordinary words at the start of a sentence that the model takes
// for a name by themselves ("Mark the date", "Bush fires"): the one place where a
// part of speech is decisive, and rare enough to cost little.
func (r *scratch) doubt() {
	w := r.w
	if w.Grammar == nil {
		return
	}
	for k := range w.Sentences {
		s := &w.Sentences[k]
		i := s.First
		for i < s.Last && w.Tokens[i].Class != stages.ClassWord {
			i++
		}
		if i >= s.Last || r.words[i]&(wCommon|wAmbiguous) == 0 || !r.tags[i].begins() || r.ruleMarks[i]&markLocked != 0 ||
			i+1 < s.Last && (r.tags[i+1] != tagOut && !r.tags[i+1].begins()) || s.Last-s.First < 3 || r.styles[k] != 0 {
			continue
		}
		w.Tag(k)
		if u := w.Tokens[i].UPOS; u != stages.PROPN && u != stages.NoUPOS && u != stages.X {
			r.tags[i] = tagOut
		}
	}
}

// whole gives a person all words of the name that the rules saw where the model took part
// of it: it learns from first names it knows, and the world has more.
func (r *scratch) whole() {
	for k := range r.ruleChunks {
		c := &r.ruleChunks[k]
		if c.rule == "place-cue" && r.tags[c.first] == tagBeginOrganisation && r.unlisted(c) &&
			(int(c.last) >= len(r.tags) || r.tags[c.last] == tagOut || r.tags[c.last].begins()) {
			// "in Quang Tri": a place rather than a body, where no list knows better.
			for i := c.first; i < c.last; i++ {
				r.tags[i] = tagInPlace
			}
			r.tags[c.first] = tagBeginPlace
			continue
		}
		if c.kind != stages.Person || c.last-c.first < 2 {
			continue
		}
		part, sound := false, !(r.tags[c.first] != tagOut && !r.tags[c.first].begins())
		for i := c.first; i < c.last; i++ {
			part = part || r.tags[i].kind() == stages.Person
			sound = sound && r.ruleMarks[i]&markLocked == 0
		}
		if int(c.last) < len(r.tags) && r.tags[c.last] != tagOut && !r.tags[c.last].begins() {
			sound = false
		}
		if !part && sound && r.speaks(c) {
			// The model knows the names of bodies in American texts best; who speaks under a name of two words that
			// no list knows is a person.
			part = true
		}
		if part && sound {
			for i := c.first; i < c.last; i++ {
				r.tags[i] = tagInPerson
			}
			r.tags[c.first] = tagBeginPerson
		}
	}
}

// unlisted reports whether a name is written in small and capital letters and no list of shops, brands and bodies has it.
func (r *scratch) unlisted(c *chunk) bool {
	for i := c.first; i < c.last; i++ {
		if r.w.Tokens[i].Shape&stages.ShapeAllCaps != 0 || r.knowledge.words.get(r.w.Tokens[i].Key)&(listShop|listBrand|listGroup) != 0 {
			return false
		}
	}
	return true
}

// speaks reports whether a verb of saying stands beside a name, or an office in apposition follows it.
func (r *scratch) speaks(c *chunk) bool {
	at := func(i int32) word {
		if i < 0 || int(i) >= len(r.words) {
			return 0
		}
		return r.words[i]
	}
	if (at(c.first-1)|at(c.last))&wSpeech != 0 {
		return true
	}
	if int(c.last) >= len(r.words) || r.w.TokenText(c.last) != "," {
		return false
	}
	next := at(c.last + 1)
	return next&wRole != 0 || next&wDeterminer != 0 && (at(c.last+2)|at(c.last+3))&wRole != 0
}

// agree makes the single words of a document agree: a word that is part of a person's
// longer name in the document is that person also where the model, seeing no
// first name, was silent or took it for something else.
func (r *scratch) agree() {
	w := r.w
	for k := range r.docWords {
		r.docWords[k].count = [3]uint16{}
	}
	for i := range w.Tokens {
		t := r.tags[i]
		if t == tagOut || w.Tokens[i].Shape&stages.ShapeCapital == 0 {
			continue
		}
		d := r.docWord(w.Tokens[i].Key, false)
		if d == nil {
			continue
		}
		long := !t.begins() || i+1 < len(r.tags) && r.tags[i+1] != tagOut && !r.tags[i+1].begins()
		if t.kind() == stages.Person && !long {
			continue
		}
		d.count[t.kind()-stages.Person]++
	}
	for i := range w.Tokens {
		tok := &w.Tokens[i]
		if tok.Shape&stages.ShapeCapital == 0 || tok.Class != stages.ClassWord || r.ruleMarks[i]&markLocked != 0 || tok.Len() < 3 && r.words[i]&wFamilyFirst == 0 {
			continue
		}
		t := r.tags[i]
		if t != tagOut && (!t.begins() || i+1 < len(r.tags) && r.tags[i+1] != tagOut && !r.tags[i+1].begins()) {
			continue // part of a longer name
		}
		d := r.docWord(tok.Key, false)
		if d == nil || d.lower || r.words[i]&(wFunction|wNotName|wRole|wOrgHead|wDemonym) != 0 {
			continue
		}
		people, others := d.count[0], d.count[1]+d.count[2]
		if t == tagOut {
			if d.count[1] > 0 && tok.Shape&stages.ShapeAllCaps != 0 && people+d.count[2] == 0 && !(i > 0 && r.tags[i-1] != tagOut) {
				r.tags[i] = tagBeginOrganisation // an acronym told before
				continue
			}
			if people > 0 && others == 0 && (i == 0 || r.tags[i-1] == tagOut) && r.words[i]&wCommon == 0 &&
				!(i+1 < len(r.tags) && w.Tokens[i+1].Shape&stages.ShapeCapital != 0) {
				r.tags[i] = tagBeginPerson
			}
			continue
		}
		if t.kind() != stages.Person && people > 0 && others <= 1 && (r.gazTags[i] == 0 || r.words[i]&(wGiven|wSurname) != 0) {
			r.tags[i] = tagBeginPerson
		}
	}
}
