package model

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"annals/stages"
)

// Lemmas are found by edit scripts: cut so many bytes from the end of the word
// (in lower case, names as they are written) and add some. Which script, the
// longest of these says that is in the table: the whole word with its tags, the
// whole word with its UPOS, its last six bytes with its tags, its last five ...
// The table holds what the treebank teaches and the irregular forms of the
// language's word list; entries that a shorter one makes needless are left out.
type Lemmas struct {
	Scripts []Script
	Bits    uint8
	Keys    []byte // uint32 a slot; 0 is free
	Values  []byte // uint16 a slot: index in Scripts
}

// Script makes a lemma of a word.
type Script struct {
	Cut int
	Add string
}

// Kinds of entry.
const (
	lemmaWord   = 200
	lemmaUPOS   = 201
	lemmaSuffix = 202
	// LongestSuffix is the length in bytes of the longest suffix in the table.
	LongestSuffix = 6
)

// tagValue is the value of UPOS and tag in a key.
func tagValue(u stages.UPOS, t stages.Tag) uint64 { return uint64(u)<<8 | uint64(t) | 1<<16 }

// WordEntry is the key of a whole word with its tags; with NoTag, of the word
// with its UPOS.
func WordEntry(word string, u stages.UPOS, t stages.Tag) Feature {
	h := uint64(len(word))
	for i := range len(word) {
		h = Join(h, uint64(word[i]))
	}
	if t == stages.NoTag {
		return Feat(lemmaUPOS, Join(h, uint64(u)))
	}
	return Feat(lemmaWord, Join(h, tagValue(u, t)))
}

// SuffixEntry is the key of a suffix with its tags.
func SuffixEntry(suffix string, u stages.UPOS, t stages.Tag) Feature {
	h := tagValue(u, t)
	for i := range len(suffix) {
		h = Join(h, uint64(suffix[i]))
	}
	return Feat(lemmaSuffix, h)
}

// Find is the index of the script of an entry, -1 where the table has none.
func (l *Lemmas) Find(f Feature) int {
	key := f.Key()
	mask := uint32(1)<<l.Bits - 1
	for i := uint32(f >> (64 - l.Bits)); ; i = (i + 1) & mask {
		switch binary.LittleEndian.Uint32(l.Keys[4*i:]) {
		case key:
			return int(binary.LittleEndian.Uint16(l.Values[2*i:]))
		case 0:
			return -1
		}
	}
}

// LemmaBase is what scripts work on: names as written, other words in lower
// case, apostrophes and hyphens plain.
func LemmaBase(word string, u stages.UPOS) string {
	if u != stages.PROPN {
		word = strings.ToLower(word)
	}
	if strings.IndexByte(word, 0xe2) >= 0 {
		word = strings.NewReplacer("\u2019", "'", "\u2010", "-", "\u2011", "-").Replace(word)
	}
	return word
}

// Lemma is the lemma of a word. It allocates; see Analysis.Lemma.
func (l *Lemmas) Lemma(word string, u stages.UPOS, t stages.Tag) string {
	base := LemmaBase(word, u)
	if !utf8.ValidString(base) {
		return base
	}
	n := l.Find(WordEntry(base, u, t))
	if n < 0 {
		n = l.Find(WordEntry(base, u, stages.NoTag))
	}
	for k := min(LongestSuffix, len(base)); n < 0 && k >= 0; k-- {
		n = l.Find(SuffixEntry(base[len(base)-k:], u, t))
	}
	if n < 0 || n >= len(l.Scripts) {
		return base
	}
	s := &l.Scripts[n]
	if s.Cut > len(base) || s.Cut == len(base) && s.Add == "" || s.Cut < len(base) && !utf8.RuneStart(append([]byte(base), 0)[len(base)-s.Cut]) {
		return base
	}
	return base[:len(base)-s.Cut] + s.Add
}

// lemmaCache remembers lemmas, so that a text allocates for a word once.
type lemmaCache struct {
	keys   []uint64
	lemmas []string
}

const cacheSize = 1 << 14

// Lemma is the lemma of a word, which does not point into the word's text.
func (a *Analysis) Lemma(m *Model, word string, u stages.UPOS, t stages.Tag) string {
	if a.cache.keys == nil {
		a.cache.keys, a.cache.lemmas = make([]uint64, cacheSize), make([]string, cacheSize)
	}
	h := tagValue(u, t) * mixA
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	h = (h ^ h>>32) * mixA
	slot := h >> (64 - 14)
	if a.cache.keys[slot] != h || a.cache.lemmas[slot] == "" {
		a.cache.keys[slot], a.cache.lemmas[slot] = h, strings.Clone(m.Lemmas.Lemma(word, u, t))
	}
	return a.cache.lemmas[slot]
}

func (l *Lemmas) read(r *reader) {
	n := int(r.uint32())
	for i := 0; i < n && r.err == nil; i++ {
		l.Scripts = append(l.Scripts, Script{Cut: int(r.uint32()), Add: r.string()})
	}
	l.Bits = uint8(r.uint32())
	if l.Bits == 0 || l.Bits > 22 {
		r.err = errBad
		return
	}
	l.Keys, l.Values = r.bytes(4<<l.Bits), r.bytes(2<<l.Bits)
}
