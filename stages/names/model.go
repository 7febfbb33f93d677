package names

import (
	"encoding/binary"
	"fmt"
	"math"

	"annals/stages"
)

// The model. Rules know how names are made and miss what only the context tells:
// whether "Jordan" is a man or a country, whether a capital begins a name or a
// sentence. So a linear model has the last word on people, organisations and
// places: a conditional random field that tags capitalised words with begin, inside and outside, the best sequence of each
// run of them (Viterbi, in a beam), from hashed features of words, shapes, word lists, gazetteer, the
// lists of knowledge.go and the rules' own answer. Other words are outside without being looked at, so its cost
// follows the number of capitals: some sixty table reads a capitalised word, in two megabytes.

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
	modelBits = 18
	modelRows = 1 << modelBits
	modelMask = modelRows - 1
	rowWidth  = 8 // tagCount rounded up
)

// model holds one row of weights a feature. A row is a word of eight bytes, one a tag, each
// the weight plus 128: a row is then added to the scores of all tags by two
// additions, in lanes of 16 bits (43 features of at most 255 do not overflow them).
type model struct {
	rows      []uint64 // modelRows
	common    []string
	knowledge *knowledge
	bias      int32   // added to the score of "out": precision for recall
	scale     float32 // of the weights: a score divided by it is a logarithm of odds
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

const modelMagic = "annals names 3\n"

// encode writes the model: magic, number of common words, each with its length, weights.
func (m *model) encode() []byte {
	b := []byte(modelMagic)
	b = binary.LittleEndian.AppendUint32(b, uint32(m.bias))
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.scale))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.common)))
	for _, s := range m.common {
		b = append(b, byte(len(s)))
		b = append(b, s...)
	}
	b = m.knowledge.words.encode(b)
	b = m.knowledge.phrases.encode(b)
	for _, row := range m.rows {
		b = binary.LittleEndian.AppendUint64(b, row)
	}
	return b
}

func decodeModel(b []byte) (*model, error) {
	if len(b) < len(modelMagic)+12 || string(b[:len(modelMagic)]) != modelMagic {
		return nil, fmt.Errorf("names.model: not a model of this version")
	}
	b = b[len(modelMagic):]
	bias, scale := int32(binary.LittleEndian.Uint32(b)), math.Float32frombits(binary.LittleEndian.Uint32(b[4:]))
	b = b[8:]
	n := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	m := &model{rows: make([]uint64, modelRows), knowledge: &knowledge{}, bias: bias, scale: scale}
	for i := 0; i < n; i++ {
		if len(b) < 1 || len(b) < 1+int(b[0]) {
			return nil, fmt.Errorf("names.model: cut short")
		}
		m.common = append(m.common, string(b[1:1+b[0]]))
		b = b[1+b[0]:]
	}
	var err error
	if b, err = m.knowledge.words.decode(b); err != nil {
		return nil, err
	}
	if b, err = m.knowledge.phrases.decode(b); err != nil {
		return nil, err
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

// opens reports whether a name may begin at token i: it is looked at.
func (r *scratch) opens(i int32) bool {
	t := &r.w.Tokens[i]
	if t.Shape&stages.ShapeCapital != 0 {
		if r.words[i]&(wFunction|wNotName) != 0 && r.words[i]&(wGiven|wSurname) == 0 && r.gazTags[i] == 0 && r.ruleTags[i] == tagOut &&
			t.Shape&stages.ShapeAllCaps == 0 && !r.capital(i+1) && !r.capital(i-1) {
			return false // "The", "On", "Tuesday" by themselves: a third of all capitals
		}
		return t.Class == stages.ClassWord || t.Class == stages.ClassOther
	}
	return r.gazTags[i] != 0 || r.ruleTags[i] != tagOut || r.smallName(i)
}

// smallName reports whether token i, in a sentence without capitals, is a word that names something and is no
// ordinary word, or begins a known name of several words.
func (r *scratch) smallName(i int32) bool {
	if !r.smallCase || r.words[i]&wFunction != 0 {
		return false
	}
	f := r.know(i)
	return f&listCommon == 0 && f&(firmNames|listCity|listShop|listBrand) != 0 || r.phraseMarks[i]&phraseBegin != 0
}

// goesOn reports whether a name may go on at token i after one that was looked at: words with
// capitals, and "of", "the", "-", "&", "'s", "de", figures and small words near them.
func (r *scratch) goesOn(i int32) bool {
	if r.opens(i) || r.ruleMarks[i]&markLocked != 0 {
		return true
	}
	if r.w.Tokens[i-1].Shape&stages.ShapeCapital != 0 {
		return true
	}
	return i+1 < r.last && r.opens(i+1) || i+2 < r.last && r.opens(i+2) && r.words[i+1]&wFunction != 0
}

// closed reports whether a name may go on but not begin at token i.
func (r *scratch) closed(i int32) bool {
	return r.token(i).Shape&(stages.ShapeCapital|stages.ShapeDigit) == 0 && r.words[i]&wListed == 0 && !r.smallName(i)
}

const (
	impossible = -1 << 40
	// Tags so far behind the best are not followed.
	beam = 400
)

// lanes sums the rows of features: score reads one tag's sum.
func (m *model) lanes(feats []uint32) (even, odd uint64) {
	for _, f := range feats {
		row := m.rows[f&modelMask]
		even += row & evenLanes
		odd += row >> 8 & evenLanes
	}
	return even, odd
}

// decode tags the tokens [first, last) of the sentence at hand into tags: the best sequence (Viterbi)
// of each run of tokens that are looked at.
func (r *scratch) decode(m *model) {
	for i := r.first; i < r.last; i++ {
		r.tags[i] = tagOut
		if !r.opens(i) && r.ruleMarks[i]&markLocked == 0 {
			continue
		}
		best := [tagCount]int64{}
		for t := range best {
			best[t] = impossible
		}
		best[tagOut] = 0
		j := i
		for ; j < r.last && (j == i || r.goesOn(j)); j++ {
			top := best[tagOut]
			for _, v := range best {
				top = max(top, v)
			}
			var next [tagCount]int64
			for t := range next {
				next[t] = impossible
			}
			back := &r.back[j]
			if r.ruleMarks[j]&markLocked != 0 {
				t := r.ruleTags[j]
				for p, v := range best {
					if v > next[t] && r.follows(tag(p), t) {
						next[t], back[t] = v, tag(p)
					}
				}
				best = next
				continue
			}
			closed := r.closed(j)
			if closed && r.onlyOut(&best) {
				best = [tagCount]int64{}
				for t := tagBeginPerson; t < tagCount; t++ {
					best[t] = impossible
				}
				back[tagOut] = tagOut
				continue
			}
			r.features(j)
			even, odd := m.lanes(r.feats)
			for p := tagOut; p < tagCount; p++ {
				if best[p] < top-beam {
					continue
				}
				e, o := even, odd
				for _, f := range r.joint {
					row := m.rows[jointRow(f, p)]
					e += row & evenLanes
					o += row >> 8 & evenLanes
				}
				for t := tagOut; t < tagCount; t++ {
					if t != tagOut && (t.begins() && closed || !r.follows(p, t)) {
						continue
					}
					v := best[p] + int64(score(e, o, t))
					if t == tagOut {
						v += int64(m.bias)
					}
					if v > next[t] {
						next[t], back[t] = v, p
					}
				}
			}
			best = next
		}
		end := tagOut
		for t := range best {
			if best[t] > best[end] {
				end = tag(t)
			}
		}
		for k := j - 1; k >= i; k-- {
			r.tags[k] = end
			end = r.back[k][end]
		}
		i = j - 1
	}
}

// onlyOut reports whether no tag but "out" is worth following.
func (r *scratch) onlyOut(best *[tagCount]int64) bool {
	for t := tagBeginPerson; t < tagCount; t++ {
		if best[t] > best[tagOut]-beam {
			return false
		}
	}
	return true
}

// follows reports whether tag t may follow p.
func (r *scratch) follows(p, t tag) bool {
	return t == tagOut || t.begins() || p.kind() == t.kind()
}

// decodeAll tags all sentences and then makes the document agree with itself.
func (r *scratch) decodeAll(m *model) {
	for i := range r.w.Sentences {
		s := &r.w.Sentences[i]
		r.first, r.last = s.First, s.Last
		r.setStyle(i)
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
			i = r.particleBefore(i)
			if n := len(r.found); i > r.first && j-i >= 1 && r.is(i-1, wGiven) && r.capital(i-1) && r.tags[i-1] == tagOut &&
				r.words[i-1]&(wRole|wHonorific|wFunction|wNotName) == 0 && (n == 0 || r.found[n-1].last < i) {
				i-- // the model left a given name outside
			}
		}
		if t.kind() == stages.Organisation && r.byte1(j) == ',' && r.is(j+1, wOrgEnd) && r.capital(j+1) && r.token(j+1).Len() <= 5 {
			j += 2 // "Carr, Inc."
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

// Lean changes how the model of a stage leans: bias is added to the logarithm of the odds of "no name". For
// measuring.
func Lean(s stages.Stage, bias float64) {
	m := s.(*stage).model
	m.bias = int32(bias * float64(m.scale))
}

// particleBefore is where a person's name begins that the model lets begin at token i: "bin Amar", "al-Nasri"
// are whole.
func (r *scratch) particleBefore(i int32) int32 {
	from := i
	switch {
	case r.byte1(i-1) == '-' && r.touching(i) && r.touching(i-1) && r.is(i-2, wParticle):
		from = i - 2
	case r.is(i-1, wParticle) && !r.capital(i-1) && !r.is(i-1, wFunction):
		from = i - 1
	}
	if n := len(r.found); n > 0 && r.found[n-1].last > from || from < i && r.tags[from] != tagOut {
		return i
	}
	return from
}
