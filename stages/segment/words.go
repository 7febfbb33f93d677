package segment

import (
	"errors"
	"io/fs"
	"strings"

	"annals/stages"
	"annals/stages/lang"
)

// words is the file segment.yaml of a language; the comments there say what
// each list is for.
type words struct {
	Clitics       []string
	Contractions  []string
	Whole         []string
	Prefixes      []string
	Suffixes      []string
	NumberEndings []string `yaml:"number_endings"`
	Units         []string
	Endings       []string
	Titles        []string
	Numbered      []string
	Calendar      []string
	CalendarWords []string `yaml:"calendar_words"`
	Others        []string
	Words         []string
	Starters      []string
}

// facts is what the lists say of a word.
type facts uint16

const (
	isClitic facts = 1 << iota
	isContraction
	isWhole
	isPrefix
	isSuffix
	isNumberEnding
	isUnit
	isEnding
	isTitle
	isNumbered
	isCalendar
	isOther
	isAlsoWord
	isStarter

	isAbbreviation = isTitle | isNumbered | isCalendar | isOther
)

// lexicon maps folded words to facts: open addressing, keyed by FoldKey, the
// word itself compared on a hit.
type lexicon struct {
	slots []lexiconSlot
	mask  uint64
	// contraction is a filter: bit key&1023 is set for every contraction, so
	// that most words cost one load and no probe.
	contraction [16]uint64
	// abbreviation is the same for abbreviations.
	abbreviation [64]uint64
}

type lexiconSlot struct {
	key   uint64
	word  string
	facts facts
	split uint8 // of a contraction: bytes of its first token
}

func (l *lexicon) find(key uint64, word string) *lexiconSlot {
	for i := key & l.mask; ; i = (i + 1) & l.mask {
		s := &l.slots[i]
		if s.word == "" {
			return nil
		}
		if s.key == key && stages.EqualFold(s.word, word) {
			return s
		}
	}
}

// of is the facts of a word, 0 for a word in no list.
func (l *lexicon) of(key uint64, word string) facts {
	if s := l.find(key, word); s != nil {
		return s.facts
	}
	return 0
}

func (l *lexicon) mayContract(key uint64) bool {
	return l.contraction[key>>6&15]>>(key&63)&1 != 0
}

// seldom reports whether a word is certainly no abbreviation.
func (l *lexicon) seldom(key uint64) bool {
	return l.abbreviation[key>>6&63]>>(key&63)&1 == 0
}

func newLexicon(w *words) *lexicon {
	lists := []struct {
		list []string
		fact facts
	}{
		{w.Clitics, isClitic},
		{w.Contractions, isContraction},
		{w.Whole, isWhole},
		{w.Prefixes, isPrefix},
		{w.Suffixes, isSuffix},
		{w.NumberEndings, isNumberEnding},
		{w.Units, isUnit},
		{w.Endings, isEnding},
		{w.Titles, isTitle},
		{w.Numbered, isNumbered},
		{w.Calendar, isCalendar},
		{w.CalendarWords, isAlsoWord},
		{w.Others, isOther},
		{w.Words, isAlsoWord},
		{w.Starters, isStarter},
	}
	n := 0
	for _, l := range lists {
		n += len(l.list)
	}
	size := 64
	for size < 4*n {
		size *= 2
	}
	l := &lexicon{slots: make([]lexiconSlot, size), mask: uint64(size - 1)}
	for _, li := range lists {
		for _, word := range li.list {
			word = stages.Fold(word)
			before, after, cut := strings.Cut(word, "|")
			word = before + after
			key := stages.FoldKey(word)
			s := l.find(key, word)
			if s == nil {
				i := key & l.mask
				for l.slots[i].word != "" {
					i = (i + 1) & l.mask
				}
				s = &l.slots[i]
				s.key, s.word = key, word
			}
			s.facts |= li.fact
			if li.fact&isAbbreviation != 0 {
				l.abbreviation[key>>6&63] |= 1 << (key & 63)
			}
			if cut {
				s.split = uint8(len(before))
				l.contraction[key>>6&15] |= 1 << (key & 63)
			}
		}
	}
	return l
}

// readLexicon reads segment.yaml of a language; a language without one has
// empty lists.
func readLexicon(pack *lang.Pack) (*lexicon, error) {
	var w words
	if err := pack.Read("segment.yaml", &w); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return newLexicon(&w), nil
}
