package names

import (
	"encoding/binary"
	"fmt"

	"annals/stages"
)

// The model. Rules know how names are made and miss what only the context tells:
// whether "Jordan" is a man or a country, whether a capital begins a name or a
// sentence. So a linear model has the last word on people, organisations and
// places: an averaged perceptron (Collins 2002) that tags capitalised words with
// begin, inside and outside from left to right, greedily, from hashed features
// of words, shapes, word lists, gazetteer and the rules' own answer. Other words are
// outside without being looked at, so its cost follows the number of capitals: some forty table
// reads a capitalised word, in half a megabyte.

// tag is what the model gives a token.
type tag uint8

const (
	tagOut tag = iota
	tagBeginPerson
	tagInPerson
	tagBeginOrganisation
	tagInOrganisation
	tagBeginPlace
	tagInPlace
	tagCount
)

func (t tag) kind() stages.NameKind {
	return [tagCount]stages.NameKind{stages.NoName, stages.Person, stages.Person, stages.Organisation, stages.Organisation, stages.Place, stages.Place}[t]
}

func (t tag) begins() bool { return t&1 == 1 }

func beginTag(k stages.NameKind) tag {
	switch k {
	case stages.Person:
		return tagBeginPerson
	case stages.Organisation:
		return tagBeginOrganisation
	case stages.Place:
		return tagBeginPlace
	}
	return tagOut
}

const (
	modelBits = 16
	modelRows = 1 << modelBits
	modelMask = modelRows - 1
	rowWidth  = 8 // tagCount rounded up
)

// model holds one row of weights a feature. A row is a word of eight bytes, one a tag, each
// the weight plus 128: a row is then added to the scores of all tags by two
// additions, in lanes of 16 bits (43 features of at most 255 do not overflow them).
type model struct {
	rows   [modelRows]uint64
	common []string
}

const (
	evenLanes = 0x00ff00ff00ff00ff
	laneBits  = 16
)

// score is the sum of tag t in the lanes of the even and the odd bytes.
func score(even, odd uint64, t tag) uint64 {
	if t&1 == 1 {
		even = odd
	}
	return even >> (uint(t>>1) * laneBits) & 0xffff
}

const modelMagic = "annals names 2\n"

// encode writes the model: magic, number of common words, each with its length, weights.
func (m *model) encode() []byte {
	b := []byte(modelMagic)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.common)))
	for _, s := range m.common {
		b = append(b, byte(len(s)))
		b = append(b, s...)
	}
	for _, row := range m.rows {
		b = binary.LittleEndian.AppendUint64(b, row)
	}
	return b
}

func decodeModel(b []byte) (*model, error) {
	if len(b) < len(modelMagic)+4 || string(b[:len(modelMagic)]) != modelMagic {
		return nil, fmt.Errorf("names.model: not a model of this version")
	}
	b = b[len(modelMagic):]
	n := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	m := &model{}
	for i := 0; i < n; i++ {
		if len(b) < 1 || len(b) < 1+int(b[0]) {
			return nil, fmt.Errorf("names.model: cut short")
		}
		m.common = append(m.common, string(b[1:1+b[0]]))
		b = b[1+b[0]:]
	}
	if len(b) != modelRows*rowWidth {
		return nil, fmt.Errorf("names.model: %d bytes of weights, want %d", len(b), modelRows*rowWidth)
	}
	for i := range m.rows {
		m.rows[i] = binary.LittleEndian.Uint64(b[i*rowWidth:])
	}
	return m, nil
}

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

// active reports whether the model looks at token i.
func (r *scratch) active(i int32) bool {
	t := &r.w.Tokens[i]
	if t.Shape&stages.ShapeCapital != 0 {
		return t.Class == stages.ClassWord || t.Class == stages.ClassOther
	}
	if r.gazTags[i] != 0 {
		return true
	}
	if r.ruleTags[i] != tagOut {
		return true
	}
	// Inside a name: "of", "the", "-", "&", "'s", "de", digits after a capital.
	if i > r.first && i+1 < r.last && r.tags[i-1] != tagOut {
		return r.words[i]&(wParticle|wFunction) != 0 || t.Class != stages.ClassWord || t.Shape&stages.ShapeClitic != 0 || r.w.Tokens[i-1].Shape&stages.ShapeCapital != 0
	}
	return false
}

// decode tags the tokens [first, last) of the sentence at hand into tags.
func (r *scratch) decode(m *model) {
	for i := r.first; i < r.last; i++ {
		r.tags[i] = tagOut
		if r.ruleMarks[i]&markLocked != 0 {
			r.tags[i] = r.ruleTags[i]
			continue
		}
		if !r.active(i) {
			continue
		}
		r.features(i)
		var even, odd uint64
		for _, f := range r.feats {
			row := m.rows[f&modelMask]
			even += row & evenLanes
			odd += row >> 8 & evenLanes
		}
		r.tags[i] = r.best(i, even, odd)
	}
}

// best is the highest tag that may follow the one before.
func (r *scratch) best(i int32, even, odd uint64) tag {
	prev := tagOut
	if i > r.first {
		prev = r.tags[i-1]
	}
	best, top := tagOut, score(even, odd, tagOut)
	small := r.token(i).Shape&(stages.ShapeCapital|stages.ShapeDigit) == 0 && r.words[i]&wListed == 0
	for t := tagBeginPerson; t < tagCount; t++ {
		if !t.begins() && prev.kind() != t.kind() || t.begins() && small {
			continue
		}
		if v := score(even, odd, t); v > top {
			best, top = t, v
		}
	}
	return best
}

// decodeAll tags all sentences and then makes the document agree with itself.
func (r *scratch) decodeAll(m *model) {
	for i := range r.w.Sentences {
		s := &r.w.Sentences[i]
		r.first, r.last = s.First, s.Last
		r.titleCase, r.allCaps = r.styles[i]&1 != 0, r.styles[i]&2 != 0
		r.decode(m)
	}
	r.whole()
	r.agree()
	r.doubt()
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
		if part && sound {
			for i := c.first; i < c.last; i++ {
				r.tags[i] = tagInPerson
			}
			r.tags[c.first] = tagBeginPerson
		}
	}
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

// modelChunks turns the tags of the sentence at hand into chunks: people, organisations
// and places by the model; the canonical name from the gazetteer; titles and
// nationalities as the rules found them, where no name stands.
func (r *scratch) modelChunks(rules []chunk) {
	k := 0
	for i := r.first; i < r.last; {
		for k < len(rules) && rules[k].first < i {
			k++
		}
		t := r.tags[i]
		if t == tagOut {
			if k < len(rules) && rules[k].first == i && beginTag(rules[k].kind) == tagOut {
				c := rules[k]
				clear := true
				for j := c.first; j < c.last; j++ {
					clear = clear && r.tags[j] == tagOut
				}
				if clear {
					r.found = append(r.found, c)
					i = c.last
					continue
				}
			}
			i++
			continue
		}
		j := i + 1
		for j < r.last && r.tags[j] != tagOut && !r.tags[j].begins() {
			j++
		}
		if t.kind() == stages.Person {
			if r.is(j, wNameSuffix) && r.capital(j) {
				j++
			} else if r.byte1(j) == ',' && r.is(j+1, wNameSuffix) && r.capital(j+1) {
				j += 2 // "Brown, Jr."
			}
			if n := len(r.found); i > r.first && j-i >= 1 && r.is(i-1, wGiven) && r.capital(i-1) && r.tags[i-1] == tagOut &&
				r.words[i-1]&(wRole|wHonorific|wFunction|wNotName) == 0 && (n == 0 || r.found[n-1].last < i) {
				i-- // the model left a given name outside
			}
		}
		c := chunk{first: i, last: j, kind: t.kind(), canonical: -1, rule: "model"}
		if k < len(rules) && rules[k].first == i && rules[k].last == j && rules[k].kind == c.kind {
			c = rules[k]
		} else if r.words[i]&wListed != 0 {
			if g, ok := r.listed(i); ok && g.last == j && g.kind == c.kind {
				c.canonical = g.canonical
			}
		}
		r.found = append(r.found, c)
		i = j
	}
}
