package model

import (
	"annals/internal/pages"
	"annals/stages"
)

// Most features look at one word at one place: its form before the word that is
// tagged, its ending on top of the stack. What the rows of such features add up to is
// the same wherever the word stands, and a text uses few words often; so it is
// remembered word by word, for every place, and a network adds one vector a
// place where it would look up and add up to a dozen rows. The sums are the
// very integers, so nothing depends on what is remembered.
//
// A known is a cache with entries of a fixed size, two slots a key, of which a
// new word takes the one that has been idle longer. An entry that
// the sentence at work uses stays until the next sentence; a word that would
// take its slot gets a spare entry, good for this sentence only.
type known struct {
	width  int // numbers an entry
	places int
	offset []int // by place, where its numbers begin in an entry; and the end of the last
	keys   []uint64
	used   []uint32 // number of the sentence that used a slot last
	sums   []uint16
	counts []uint8 // by entry and place, rows that were added up
	now    uint32
	spare  int32
}

const (
	// slotBits says how many words are remembered: those that make nine tenths
	// of a text, and what fits the second cache of a processor.
	slotBits = 12
	// spares is how many spare entries there are from the start.
	spares = 100
	// edge is the entry of the word beyond both ends of a sentence.
	edge = 1 << slotBits
)

// reset makes k empty, with places of the given widths.
func (k *known) reset(widths []int) {
	k.offset, k.width, k.places = k.offset[:0], 0, len(widths)
	for _, w := range widths {
		k.offset = append(k.offset, k.width)
		k.width += w
	}
	k.offset = append(k.offset, k.width)
	k.keys, k.used = make([]uint64, edge), make([]uint32, edge)
	k.sums, k.counts = pages.Make[uint16]((edge+1+spares)*k.width), make([]uint8, (edge+1+spares)*k.places)
	k.now = 0
	k.begin()
}

// begin is called before the words of a sentence.
func (k *known) begin() {
	k.spare = edge
	if k.now++; k.now == 0 {
		clear(k.used)
		k.now = 1
	}
}

// find is the entry of a word, and whether it is filled in.
func (k *known) find(key uint64) (entry int32, filled bool) {
	key |= 1
	slot := key >> (64 - slotBits)
	if k.keys[slot] == key {
		k.used[slot] = k.now
		return int32(slot), true
	}
	other := slot ^ 1
	if k.keys[other] == key {
		k.used[other] = k.now
		return int32(other), true
	}
	// Differences, as the count of sentences may have begun anew.
	if k.now-k.used[other] > k.now-k.used[slot] {
		slot = other
	}
	if k.used[slot] != k.now {
		k.keys[slot], k.used[slot] = key, k.now
		return int32(slot), false
	}
	k.spare++
	for int(k.spare) >= len(k.counts)/k.places {
		k.sums = append(k.sums, make([]uint16, 32*k.width)...)
		k.counts = append(k.counts, make([]uint8, 32*k.places)...)
	}
	return k.spare, false
}

// at is the sums of an entry at a place, and how many rows they are of.
func (k *known) at(entry int32, place int) (sums []uint16, rows int) {
	base := int(entry) * k.width
	return k.sums[base+k.offset[place] : base+k.offset[place+1]], int(k.counts[int(entry)*k.places+place])
}

// put fills in an entry at a place.
func (k *known) put(entry int32, place int, table []uint64, bits uint8, rows []byte, features []Feature, slots []int32) []int32 {
	slots = lookup(table, bits, features, slots)
	out, _ := k.at(entry, place)
	sum(rows, len(out), slots, out)
	k.counts[int(entry)*k.places+place] = uint8(len(slots))
	return slots
}

// wordKey is a hash of all that a Word is made of before it has a tag.
func wordKey(text string, t *stages.Token, shouting bool) uint64 {
	const shapes = stages.ShapeCapital | stages.ShapeAllCaps | stages.ShapeDigit | stages.ShapeHyphen | stages.ShapeSentenceStart
	h := t.Key ^ uint64(t.Class)<<8 ^ uint64(t.Shape&shapes)<<16
	if shouting {
		h ^= 1 << 40
	}
	h *= mixA
	for _, c := range []byte(text[t.Start:t.End]) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h ^= h >> 32
	return h * mixB
}

// remembered is what an Analysis keeps of words from one sentence to the next.
type remembered struct {
	of     *Model
	rows   [2]*byte // of the two networks, which training changes under a model
	plain  known    // places: those of the tagger's encoder, then of the tagger
	tagged known    // places: those of the parser's encoder, then of the parser
	words  []Word   // by slot of plain
	// entries of the words of the sentence at work
	keys    []uint64
	entries []int32
	trees   []int32
	five    [Places]Word
	stack   Configuration
}

// fit makes what is remembered that of a model.
func (r *remembered) fit(m *Model, a *Analysis) {
	rows := [2]*byte{first(m.Tagger.Rows), first(m.Parser.Rows)}
	if r.of == m && r.rows == rows {
		return
	}
	r.of, r.rows = m, rows
	widths := make([]int, 0, 16)
	for range encodePlaces {
		widths = append(widths, 6*m.TagEncoder.Units)
	}
	for range tagPlaces {
		widths = append(widths, m.Tagger.Units)
	}
	r.plain.reset(widths)
	r.words = make([]Word, edge)
	a.fillPlain(m, edge, &boundary)
	widths = widths[:0]
	for range encodePlaces {
		widths = append(widths, 6*m.ParseEncoder.Units)
	}
	for range Places {
		widths = append(widths, m.Parser.Units)
	}
	r.tagged.reset(widths)
	r.stack.Reset(Places)
	r.stack.Stack = append(r.stack.Stack[:0], 0, 1, 2)
	r.stack.Next = 3
	if m.Parser.Units > 0 {
		a.fillTagged(m, edge, &boundary)
	}
}

// first is the address of the first byte, nil where there is none.
func first(b []byte) *byte {
	if len(b) == 0 {
		return nil
	}
	return &b[0]
}

// prepare is Prepare with what is remembered; it finds the entries too.
func (a *Analysis) prepare(m *Model, text string, tokens []stages.Token) {
	r := &a.known
	r.fit(m, a)
	r.plain.begin()
	n := len(tokens)
	a.Words = grow(a.Words, n)
	r.keys, r.entries = grow(r.keys, n), grow(r.entries, n)
	shouting := IsShouting(tokens)
	a.title = !shouting && IsTitleCase(tokens)
	for i := range tokens {
		key := wordKey(text, &tokens[i], shouting)
		e, filled := r.plain.find(key)
		r.keys[i], r.entries[i] = key, e
		if filled {
			a.Words[i] = r.words[e]
			continue
		}
		a.describe(m, i, text, &tokens[i], shouting)
		a.fillPlain(m, e, &a.Words[i])
		if e < edge {
			r.words[e] = a.Words[i]
		}
	}
}

// fillPlain fills in an entry of plain.
func (a *Analysis) fillPlain(m *Model, entry int32, w *Word) {
	k, c := &a.known.plain, &a.collector
	if e := &m.TagEncoder; e.Units > 0 {
		c.start(apart)
		encodeTagFeatures(c, w, w, w)
		for p := range encodePlaces {
			a.slots = k.put(entry, p, e.Table, e.Bits, e.Rows, c.at(p), a.slots)
		}
	}
	c.start(apart)
	tagFeatures(c, w, w, w, w, w, w, w, false)
	for p := range tagPlaces {
		a.slots = k.put(entry, encodePlaces+p, m.Tagger.Table, m.Tagger.Bits, m.Tagger.Rows, c.at(p), a.slots)
	}
}

// prepareTrees finds the entries of the words of a sentence that has its tags.
func (a *Analysis) prepareTrees(m *Model) {
	r := &a.known
	r.tagged.begin()
	r.trees = grow(r.trees, len(a.Words))
	for i := range a.Words {
		w := &a.Words[i]
		e, filled := r.tagged.find((r.keys[i] ^ w.Tag) * mixA)
		if r.trees[i] = e; !filled {
			a.fillTagged(m, e, w)
		}
	}
}

// fillTagged fills in an entry of tagged.
func (a *Analysis) fillTagged(m *Model, entry int32, w *Word) {
	r, c, e := &a.known, &a.collector, &m.ParseEncoder
	k := &r.tagged
	if e.Units > 0 {
		c.start(apart)
		encodeFeatures(c, w, w, w)
		for p := range encodePlaces {
			a.slots = k.put(entry, p, e.Table, e.Bits, e.Rows, c.at(p), a.slots)
		}
	}
	for i := range r.five {
		r.five[i] = *w
	}
	c.start(apart)
	parseFeatures(c, r.five[:], &r.stack)
	for p := range Places {
		a.slots = k.put(entry, encodePlaces+p, m.Parser.Table, m.Parser.Bits, m.Parser.Rows, c.at(p), a.slots)
	}
}
