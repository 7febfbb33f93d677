package names

import (
	"encoding/binary"
	"fmt"

	"annals/stages"
)

// What the model knows of the world beside the language's own lists: which of some two hundred thousand words are
// given names, family names, cities, names in WordNet, shops and so on, and fifty thousand names of several
// words. Where the lists come from is told in internal/train/names/words.py. They are
// evidence for the model, never an answer. They are read for capitalised words and their neighbours
// only: one probe into a table of a megabyte each.

// fact is the set of lists that hold a word or name.
type fact uint16

// Lists, in the order of words.py.
const (
	listGivenCommon fact = 1 << iota
	listGiven
	listSurnameCommon
	listSurname
	listCityBig
	listCity
	listRegion
	listPerson
	listPlace
	listGroup
	listOther
	listCommon
	listShop
	listBrand
	listOpens // first word of a name of several words

	factKnown // looked up

	firmNames = listGivenCommon | listCityBig | listRegion | listPerson | listPlace | listGroup
)

func (f fact) lists() uint64 { return uint64(f &^ (listOpens | factKnown)) }

// Word is what the training of the model is told of a word or a name of several.
type Word struct {
	Text  string
	Lists uint16
}

// factTable maps keys to facts: open addressing, 32 bits of the key kept. Two words of
// 200,000 that share slot and check are rarer than one in a thousand tables.
type factTable struct {
	checks []uint32 // 0 is free
	facts  []fact
	mask   uint64
	bits   uint
	n      int
}

func newFactTable(n int) factTable {
	bits := uint(4)
	for 1<<bits < n*4/3 {
		bits++
	}
	return factTable{make([]uint32, 1<<bits), make([]fact, 1<<bits), 1<<bits - 1, bits, 0}
}

func (t *factTable) slot(key uint64) (uint64, uint32) {
	h := key * 0x9e3779b97f4a7c15
	return h >> (64 - t.bits), uint32(h) | 1
}

// find is the slot of key, free or its own.
func (t *factTable) find(key uint64) (uint64, uint32) {
	i, check := t.slot(key)
	for t.checks[i] != 0 && t.checks[i] != check {
		i = (i + 1) & t.mask
	}
	return i, check
}

func (t *factTable) add(key uint64, f fact) {
	i, check := t.find(key)
	if t.checks[i] == 0 {
		t.n++
	}
	t.checks[i] = check
	t.facts[i] |= f
}

func (t *factTable) get(key uint64) fact {
	i, _ := t.find(key)
	return t.facts[i]
}

// knowledge is both tables.
type knowledge struct {
	words, phrases factTable
}

func phraseKey(h, key uint64) uint64 {
	h = (h ^ key) * 0xff51afd7ed558ccd
	return h ^ h>>31
}

const longestPhrase = 6 // words

// newKnowledge makes the tables from words and from phrases as cut by tokenize.
func newKnowledge(words, phrases []Word, tokenize func(string, []stages.Token) []stages.Token) *knowledge {
	k := &knowledge{newFactTable(len(words) + len(phrases)/2), newFactTable(len(phrases))}
	for _, w := range words {
		k.words.add(stages.FoldKey(w.Text), fact(w.Lists))
	}
	var tokens []stages.Token
	for _, w := range phrases {
		tokens = tokenize(w.Text, tokens[:0])
		if len(tokens) < 2 || len(tokens) > longestPhrase {
			continue
		}
		h := uint64(0)
		for i := range tokens {
			h = phraseKey(h, tokens[i].Key)
		}
		k.phrases.add(h, fact(w.Lists))
		k.words.add(tokens[0].Key, listOpens)
	}
	return k
}

func (t *factTable) encode(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(t.bits))
	for _, c := range t.checks {
		b = binary.LittleEndian.AppendUint32(b, c)
	}
	for _, f := range t.facts {
		b = binary.LittleEndian.AppendUint16(b, uint16(f))
	}
	return b
}

func (t *factTable) decode(b []byte) ([]byte, error) {
	if len(b) < 4 {
		return nil, fmt.Errorf("names.model: cut short")
	}
	bits := uint(binary.LittleEndian.Uint32(b))
	b = b[4:]
	if bits > 24 || len(b) < 6<<bits {
		return nil, fmt.Errorf("names.model: cut short")
	}
	*t = factTable{make([]uint32, 1<<bits), make([]fact, 1<<bits), 1<<bits - 1, bits, 0}
	for i := range t.checks {
		t.checks[i] = binary.LittleEndian.Uint32(b[4*i:])
		if t.checks[i] != 0 {
			t.n++
		}
	}
	if t.n == len(t.checks) {
		return nil, fmt.Errorf("names.model: full table")
	}
	b = b[4<<bits:]
	for i := range t.facts {
		t.facts[i] = fact(binary.LittleEndian.Uint16(b[2*i:]))
	}
	return b[2<<bits:], nil
}

// know is what is known of token i; tokens that are no words are known by nothing.
func (r *scratch) know(i int32) fact {
	if i < r.first || i >= r.last {
		return 0
	}
	if f := r.facts[i]; f != 0 {
		return f
	}
	f := fact(factKnown)
	if t := r.token(i); t.Class == stages.ClassWord {
		f |= r.knowledge.words.get(t.Key)
	}
	r.facts[i] = f
	return f
}

// Marks of a token in a known name of several words, above its lists.
const (
	phraseBegin = 1 << 16 << iota
	phraseEnd
	phraseIn
)

// markPhrases notes the longest known names of several words in the sentence at hand.
// small: the sentence has no capitals, so none are asked for.
func (r *scratch) markPhrases(small bool) {
	for i := r.first; i < r.last; i++ {
		t := r.token(i)
		if t.Class != stages.ClassWord || t.Shape&stages.ShapeCapital == 0 && (!small || r.words[i]&wFunction != 0) {
			continue
		}
		if r.know(i)&listOpens == 0 {
			continue
		}
		h := phraseKey(0, t.Key)
		best, found := i, fact(0)
		for j := i + 1; j < r.last && j < i+longestPhrase; j++ {
			n := r.token(j)
			h = phraseKey(h, n.Key)
			if n.Class == stages.ClassWord && n.Shape&(stages.ShapeCapital|stages.ShapeClitic) == 0 && !small {
				continue
			}
			if f := r.knowledge.phrases.get(h); f != 0 {
				best, found = j, f
			}
		}
		if found == 0 {
			continue
		}
		for j := i; j <= best; j++ {
			m := uint32(found) | phraseIn
			if j == i {
				m |= phraseBegin
			}
			if j == best {
				m |= phraseEnd
			}
			r.phraseMarks[j] = m
		}
		i = best
	}
}

func (r *scratch) phraseOf(i int32) uint64 {
	if i < r.first || i >= r.last {
		return 0
	}
	return uint64(r.phraseMarks[i])
}
