package model

import (
	"unicode/utf8"

	"annals/stages"
)

// Word is what the features of a token are made of.
type Word struct {
	Form   uint64    // hash of the folded text, digits made alike
	suffix [4]uint64 // of the last one to four letters, folded
	prefix [3]uint64 // of the first one to three
	shape  uint64    // capitals, digits, marks; see shapeOf
}

// Describe works out the word of a token. shouting is set where the whole
// sentence is in capitals, so that capitals say nothing.
func (w *Word) Describe(text string, t *stages.Token, shouting bool) {
	s := text[t.Start:t.End]
	*w = Word{Form: t.Key, shape: shapeOf(s, t, shouting)}
	if t.Shape&stages.ShapeDigit != 0 {
		w.Form = numberForm(s)
	}
	var buf [12]byte
	folded := foldEnds(s, &buf)
	h := uint64(0)
	n := min(4, len(folded.tail))
	for i := range n {
		h = Join(h+3, uint64(folded.tail[len(folded.tail)-1-i]))
		w.suffix[i] = h
	}
	for i := n; i < 4; i++ {
		w.suffix[i] = h + uint64(i) // a short word is its own suffix
	}
	h = 7
	n = min(3, len(folded.front))
	for i := range n {
		h = Join(h, uint64(folded.front[i]))
		w.prefix[i] = h
	}
	for i := n; i < 3; i++ {
		w.prefix[i] = h + uint64(i)
	}
}

// ends is the first and the last bytes of a word in lower case.
type ends struct{ front, tail []byte }

// foldEnds lowers ASCII letters only; bytes of longer characters count as they
// are, apostrophes beyond ASCII as "'". Digits are all '0'.
func foldEnds(s string, buf *[12]byte) ends {
	nf := 0
	for i := 0; i < len(s) && nf < 4; i++ {
		buf[nf] = lower(s[i])
		nf++
	}
	nt := 0
	for i := max(0, len(s)-4); i < len(s); i++ {
		c := s[i]
		if c == 0xe2 && i+3 <= len(s) && s[i:i+3] == "\u2019" {
			buf[4+nt] = '\''
			nt++
			i += 2
			continue
		}
		buf[4+nt] = lower(c)
		nt++
	}
	return ends{buf[:nf], buf[4 : 4+nt]}
}

func lower(c byte) byte {
	switch {
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	case '0' <= c && c <= '9':
		return '0'
	}
	return c
}

// numberForm is a hash of s with digits made alike, and runs of more than four
// of them too, so that "1999" is like "2007" and "30,000" like "12,500".
func numberForm(s string) uint64 {
	h := uint64(11)
	for i := range len(s) {
		h = Join(h, uint64(lower(s[i])))
	}
	return h
}

// shapeOf sums up how a word is written.
func shapeOf(s string, t *stages.Token, shouting bool) uint64 {
	const (
		capital = 1 << iota
		caps
		digit
		hyphen
		single
		start
		inner // a capital inside
		stop  // a full stop inside or at the end
		apostrophe
		loud
		foreign
	)
	v := uint64(t.Class) << 32
	if t.Shape&stages.ShapeDigit != 0 {
		v |= digit
	}
	if t.Shape&stages.ShapeHyphen != 0 {
		v |= hyphen
	}
	if t.Shape&stages.ShapeSentenceStart != 0 {
		v |= start
	}
	if shouting {
		return v | loud
	}
	if t.Shape&stages.ShapeCapital != 0 {
		v |= capital
	}
	if t.Shape&stages.ShapeAllCaps != 0 {
		v |= caps
	}
	if len(s) == 1 {
		v |= single
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z' && i > 0:
			v |= inner
		case c == '.':
			v |= stop
		case c == '\'':
			v |= apostrophe
		case c >= utf8.RuneSelf:
			v |= foreign
		}
	}
	return v
}

// isShouting reports whether a sentence of more than three words is written in
// capitals.
func isShouting(tokens []stages.Token) bool {
	words, capitals := 0, 0
	for i := range tokens {
		if t := &tokens[i]; t.Class == stages.ClassWord {
			words++
			if t.Shape&stages.ShapeAllCaps != 0 || t.Len() == 1 && t.Shape&stages.ShapeCapital != 0 {
				capitals++
			}
		}
	}
	return words > 3 && capitals*10 > words*8
}

// isTitleCase reports whether every longer word of a sentence, and there are more
// than two, begins with a capital.
func isTitleCase(tokens []stages.Token) bool {
	words, capitals := 0, 0
	for i := range tokens {
		if t := &tokens[i]; t.Class == stages.ClassWord && t.Len() > 3 {
			words++
			if t.Shape&stages.ShapeCapital != 0 {
				capitals++
			}
		}
	}
	return words > 2 && capitals == words
}
