package lang

import (
	"strings"

	"annals/stages"
)

// Phrases finds the longest phrase of a list that begins at a token. It is a
// trie over folded tokens in one open-addressing table: a step is one multiply
// and, mostly, one cache line; a miss on the first token (by far the commonest
// case) costs one probe at most. Read-only once built; no allocation on matching.
type Phrases struct {
	slots  []phraseSlot // power of two
	mask   uint64
	values []int32 // by node; -1 where no phrase ends
	words  string  // the folded words, one behind the other
	// first has a bit for a part of the key of every first token: most tokens begin
	// no phrase, and this small table stays in the nearest cache.
	first []uint64
}

// mayBegin reports whether a token with the key may begin a phrase.
func (p *Phrases) mayBegin(key uint64) bool {
	key ^= key >> 32
	return p.first[key>>6&uint64(len(p.first)-1)]>>(key&63)&1 != 0
}

type phraseSlot struct {
	hash uint64 // edge(node, key); 0 is free
	next int32  // node reached
	word uint32 // where in words the token's folded text begins, and its length in the low bits
}

// wordBits are for the length in bytes of a word in a phraseSlot; a list may have
// sixteen megabytes of words.
const wordBits = 8

func (p *Phrases) word(s *phraseSlot) string {
	at := s.word >> wordBits
	return p.words[at : at+s.word&(1<<wordBits-1)]
}

func edge(node int32, key uint64) uint64 {
	h := (key ^ uint64(node)*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd
	h ^= h >> 32
	if h == 0 {
		h = 1
	}
	return h
}

// PhraseList collects phrases for Compile.
type PhraseList struct {
	pack    *Pack
	phrases []phrase
}

type phrase struct {
	words []string
	value int32
}

// NewPhraseList begins a list whose phrases are cut by the pack's tokenizer.
func (p *Pack) NewPhraseList() *PhraseList { return &PhraseList{pack: p} }

// Add adds a phrase with a value of zero or more. Of two equal phrases the first one
// added wins.
func (l *PhraseList) Add(text string, value int32) {
	var words []string
	for _, t := range l.pack.Tokenize(text, nil) {
		words = append(words, stages.Fold(text[t.Start:t.End]))
	}
	if len(words) > 0 {
		l.phrases = append(l.phrases, phrase{words, value})
	}
}

// AddTokens adds a phrase whose tokens are given: for words that a tokenizer
// cuts otherwise at the end of a text ("sept.").
func (l *PhraseList) AddTokens(tokens []string, value int32) {
	words := make([]string, 0, len(tokens))
	for _, t := range tokens {
		words = append(words, stages.Fold(t))
	}
	if len(words) > 0 {
		l.phrases = append(l.phrases, phrase{words, value})
	}
}

// Compile makes the list searchable.
func (l *PhraseList) Compile() *Phrases {
	n := 1
	for _, p := range l.phrases {
		n += len(p.words)
	}
	size := 16
	for size < 2*n {
		size *= 2
	}
	p := &Phrases{slots: make([]phraseSlot, size), mask: uint64(size - 1), values: []int32{-1}, first: make([]uint64, min(size/4, 1024))}
	var words strings.Builder
	for _, ph := range l.phrases {
		node := int32(0)
		key := stages.FoldKey(ph.words[0])
		key ^= key >> 32
		p.first[key>>6&uint64(len(p.first)-1)] |= 1 << (key & 63)
		for _, w := range ph.words {
			node = p.insert(node, w, &words)
		}
		if p.values[node] < 0 {
			p.values[node] = ph.value
		}
	}
	return p
}

func (p *Phrases) insert(node int32, word string, words *strings.Builder) int32 {
	word = word[:min(len(word), 1<<wordBits-1)] // a longer one is never found
	h := edge(node, stages.FoldKey(word))
	for i := h & p.mask; ; i = (i + 1) & p.mask {
		s := &p.slots[i]
		if s.hash == 0 {
			next := int32(len(p.values))
			p.values = append(p.values, -1)
			*s = phraseSlot{h, next, uint32(words.Len()<<wordBits | len(word))}
			words.WriteString(word)
			p.words = words.String()
			return next
		}
		if s.hash == h && p.word(s) == word {
			return s.next
		}
	}
}

// Step follows one token from a node (0 is the root) and returns the node
// reached, or -1.
func (p *Phrases) Step(node int32, text string, t *stages.Token) int32 {
	if node == 0 && !p.mayBegin(t.Key) {
		return -1
	}
	return p.step(node, text, t)
}

func (p *Phrases) step(node int32, text string, t *stages.Token) int32 {
	h := edge(node, t.Key)
	for i := h & p.mask; ; i = (i + 1) & p.mask {
		s := &p.slots[i]
		if s.hash == 0 {
			return -1
		}
		if s.hash == h && stages.EqualFold(p.word(s), text[t.Start:t.End]) {
			return s.next
		}
	}
}

// Value is the value of the phrase that ends at a node, -1 where none does.
func (p *Phrases) Value(node int32) int32 { return p.values[node] }

// Longest returns the value and the length in tokens of the longest phrase that
// begins at tokens[i], or -1 and 0. text is the text the tokens point into.
func (p *Phrases) Longest(text string, tokens []stages.Token, i int) (value int32, n int) {
	value = -1
	node := int32(0)
	for j := i; j < len(tokens); j++ {
		if node = p.Step(node, text, &tokens[j]); node < 0 {
			break
		}
		if v := p.values[node]; v >= 0 {
			value, n = v, j-i+1
		}
	}
	return value, n
}

// Word returns the value of the one-word phrase that token t is, or -1.
func (p *Phrases) Word(text string, t *stages.Token) int32 {
	if node := p.Step(0, text, t); node >= 0 {
		return p.values[node]
	}
	return -1
}
