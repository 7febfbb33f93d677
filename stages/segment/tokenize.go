package segment

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"annals/stages"
)

// The tokenizer walks the text once. A run of ASCII letters, by far the
// commonest token, is found eight bytes at a time, hashed on the way, and ends at
// a space without any look-up. Only where a word meets one of . ' - @ & / : or a letter beyond
// ASCII does it leave that path and look ahead, at most to the end of the run
// it is in; an e-mail address is found at its "@" and takes back the tokens
// that touch it. So the cost is linear, one look-up for a full stop, apostrophe
// or hyphen.

const (
	fnvOffset uint64 = 14695981039346656037
	fnvPrime  uint64 = 1099511628211
)

// folded is the ASCII lower case of every byte.
var folded = func() (t [256]byte) {
	for c := range t {
		t[c] = byte(c)
		if 'A' <= c && c <= 'Z' {
			t[c] += 'a' - 'A'
		}
	}
	return t
}()

// endsWord is the characters after which a run of letters is a word for sure.
var endsWord = func() (t [256]bool) {
	for c := range utf8.RuneSelf {
		switch byte(c) {
		case '\'', '`', '-', '.', '@', ':', '&', '/':
		default:
			t[c] = kinds[c] != kindLetter && kinds[c] != kindDigit
		}
	}
	return t
}()

// Append appends the tokens of bytes [start, end) of text, with offsets of
// text. Both bounds must be boundaries of characters.
func (z *Tokenizer) Append(text string, start, end int, tokens []stages.Token) []stages.Token {
	s := text[:end]
	first := len(tokens)
	before := stages.ShapeSpaceBefore | stages.ShapeLineBefore
	if start > 0 {
		if _, size := utf8.DecodeLastRuneInString(s[:start]); size > 0 {
			switch _, k, _ := at(s, start-size); k {
			case kindLine:
			case kindSpace:
				before = stages.ShapeSpaceBefore
			default:
				before = 0
			}
		}
	}
	var hashes [9]uint64
	for i := start; i < len(s); {
		c := s[i]
		switch kinds[c] {
		case kindSpace:
			before |= stages.ShapeSpaceBefore
			i++
			continue
		case kindLine:
			before |= stages.ShapeSpaceBefore | stages.ShapeLineBefore
			i++
			continue
		case kindLetter:
			h, j, capitals := fnvOffset, i, 0
			for {
				if j+8 > len(s) || s[j] == '_' {
					for j < len(s) && kinds[s[j]] == kindLetter {
						f := folded[s[j]]
						if f != s[j] {
							capitals++
						}
						h = (h ^ uint64(f)) * fnvPrime
						j++
					}
					break
				}
				x := word64(s, j)
				small, large := letters64(x)
				n := bits.TrailingZeros64(^(small|large)&high) >> 3 // 8 where all are letters
				hashes[0] = h
				hash64(&hashes, x|large>>2)
				h = hashes[n]
				j += n
				if large != 0 {
					capitals += bits.OnesCount64(large << (64 - 8*n))
				}
				if n < 8 && s[j] != '_' {
					break
				}
			}
			plain := j == len(s) || endsWord[s[j]]
			if !plain && s[j] == '.' {
				if z.lex.seldom(h) && j-i > 1 && stopsHere(s, j) {
					plain = true
				} else if end, class := z.dotted(s, i, j, i, h); end == j {
					plain = true
				} else if class == stages.ClassOther {
					tokens = add(s, i, end, class, before, tokens)
					i = end
					break
				} else if s[end-1] == '.' {
					tokens = z.simple(s, i, end, before, tokens)
					i = end
					break
				}
			} else if !plain && s[j] == '-' {
				plain = !z.hyphenates(s, i, j, j+1, h)
			}
			if !plain {
				i, tokens = z.word(s, i, j, first, before, tokens)
				break
			}
			shape := before
			if capitals > 0 {
				if folded[c] != c {
					shape |= stages.ShapeCapital
				}
				if capitals == j-i && capitals > 1 {
					shape |= stages.ShapeAllCaps
				}
			}
			if z.lex.mayContract(h) {
				tokens = z.contract(s, i, j, h, shape, tokens)
			} else {
				tokens = append(tokens, stages.Token{Span: stages.Span{Start: int32(i), End: int32(j)}, Key: h, Shape: shape})
			}
			if i = j; i < len(s) && s[i] == ' ' {
				i++
				before = stages.ShapeSpaceBefore
				continue
			}
		case kindDigit:
			i, tokens = z.number(s, i, first, before, tokens)
		case kindQuote, kindPunctuation, kindOther:
			if c == ',' || c == ')' || c == '(' || c == '.' && (i+1 == len(s) || kinds[s[i+1]] == kindSpace || kinds[s[i+1]] == kindLine) {
				tokens = append(tokens, stages.Token{Span: stages.Span{Start: int32(i), End: int32(i + 1)}, Key: (fnvOffset ^ uint64(c)) * fnvPrime, Class: stages.ClassPunctuation, Shape: before})
				i++
			} else {
				i, tokens = z.mark(s, i, first, before, tokens)
			}
		default:
			r, k, n := at(s, i)
			switch k {
			case kindSpace:
				before |= stages.ShapeSpaceBefore
				i += n
				continue
			case kindLine:
				before |= stages.ShapeSpaceBefore | stages.ShapeLineBefore
				i += n
				continue
			case kindLetter:
				i, tokens = z.word(s, i, i, first, before, tokens)
			case kindDigit:
				i, tokens = z.number(s, i, first, before, tokens)
			case kindIdeograph:
				tokens = add(s, i, i+n, stages.ClassIdeograph, before, tokens)
				i += n
			case kindQuote:
				if isApostrophe(r) {
					i, tokens = z.mark(s, i, first, before, tokens)
				} else {
					// no letter, so the key is that of the bytes
					h := fnvOffset
					for k := i; k < i+n; k++ {
						h = (h ^ uint64(s[k])) * fnvPrime
					}
					tokens = append(tokens, stages.Token{Span: stages.Span{Start: int32(i), End: int32(i + n)}, Key: h, Class: stages.ClassQuote, Shape: before})
					i += n
				}
			case kindPunctuation:
				j := i + n
				for j+n <= len(s) && s[j:j+n] == s[i:i+n] && (r >= 0x2010 && r <= 0x2015 || r == 0x2026) {
					j += n
				}
				tokens = add(s, i, j, stages.ClassPunctuation, before, tokens)
				i = j
			default:
				class := stages.ClassSymbol
				if unicode.Is(unicode.So, r) || k == kindMark || r == utf8.RuneError {
					class = stages.ClassOther
				}
				j := i + n
				for j < len(s) && s[j] >= utf8.RuneSelf {
					_, k, n := at(s, j)
					if k != kindMark {
						break
					}
					j += n
				}
				tokens = add(s, i, j, class, before, tokens)
				i = j
			}
		}
		before = 0
	}
	return tokens
}

// add appends the token s[i:j], working out its key and the facts of its
// letters.
func add(s string, i, j int, class stages.Class, shape stages.Shape, tokens []stages.Token) []stages.Token {
	letters, upper, h := 0, 0, fnvOffset
	for k := i; k < j; k++ {
		c := s[k]
		if c >= utf8.RuneSelf {
			return addWide(s, i, j, class, shape, tokens)
		}
		switch kinds[c] {
		case kindLetter:
			if c == '_' {
				break
			}
			if letters++; folded[c] != c {
				if letters == 1 {
					shape |= stages.ShapeCapital
				}
				upper++
			}
		case kindDigit:
			shape |= stages.ShapeDigit
		case kindPunctuation:
			if c == '-' && j-i > 1 {
				shape |= stages.ShapeHyphen
			}
		}
		h = (h ^ uint64(folded[c])) * fnvPrime
	}
	if upper > 1 && upper == letters {
		shape |= stages.ShapeAllCaps
	}
	return append(tokens, stages.Token{Span: stages.Span{Start: int32(i), End: int32(j)}, Key: h, Class: class, Shape: shape})
}

// addWide is add for tokens with characters beyond ASCII.
func addWide(s string, i, j int, class stages.Class, shape stages.Shape, tokens []stages.Token) []stages.Token {
	letters, upper := 0, 0
	for _, r := range s[i:j] {
		switch {
		case 'a' <= r && r <= 'z':
			letters++
		case 'A' <= r && r <= 'Z':
			if letters == 0 {
				shape |= stages.ShapeCapital
			}
			letters++
			upper++
		case '0' <= r && r <= '9':
			shape |= stages.ShapeDigit
		case isHyphen(r):
			if j-i > utf8.RuneLen(r) {
				shape |= stages.ShapeHyphen
			}
		case r < utf8.RuneSelf:
		case unicode.IsLetter(r):
			if unicode.IsUpper(r) {
				if letters == 0 {
					shape |= stages.ShapeCapital
				}
				upper++
			}
			letters++
		case unicode.IsNumber(r):
			shape |= stages.ShapeDigit
		}
	}
	if upper > 1 && upper == letters {
		shape |= stages.ShapeAllCaps
	}
	return append(tokens, stages.Token{Span: stages.Span{Start: int32(i), End: int32(j)}, Key: stages.FoldKey(s[i:j]), Class: class, Shape: shape})
}

// contract appends the word s[i:j], cut in two if it is a contraction.
func (z *Tokenizer) contract(s string, i, j int, key uint64, shape stages.Shape, tokens []stages.Token) []stages.Token {
	if e := z.lex.find(key, s[i:j]); e != nil && e.facts&isContraction != 0 {
		cut := i + int(e.split)
		tokens = add(s, i, cut, stages.ClassWord, shape&(stages.ShapeSpaceBefore|stages.ShapeLineBefore), tokens)
		return add(s, cut, j, stages.ClassWord, stages.ShapeClitic, tokens)
	}
	return append(tokens, stages.Token{Span: stages.Span{Start: int32(i), End: int32(j)}, Key: key, Shape: shape})
}

// letters is the end of the run of letters and marks that begins at s[i].
func letters(s string, i int) int {
	for i < len(s) {
		_, k, n := at(s, i)
		if k != kindLetter && k != kindMark {
			break
		}
		i += n
	}
	return i
}

// alphanumerics is the end of the run of letters, marks and digits at s[i].
func alphanumerics(s string, i int) int {
	for i < len(s) {
		_, k, n := at(s, i)
		if k != kindLetter && k != kindMark && k != kindDigit {
			break
		}
		i += n
	}
	return i
}

// word appends the word that begins at s[i], of which s[i:j] is known to be
// letters, and returns where it ends.
func (z *Tokenizer) word(s string, i, j, first int, before stages.Shape, tokens []stages.Token) (int, []stages.Token) {
	part := i // start of the part after the last hyphen
	class := stages.ClassWord
scan:
	for {
		j = alphanumerics(s, j)
		if j == len(s) {
			break
		}
		r, _, n := at(s, j)
		switch {
		case isApostrophe(r) || r == '`':
			end := letters(s, j+n)
			if end == j+n {
				break scan
			}
			if end-i <= longest && z.lex.of(stages.FoldKey(s[i:end]), s[i:end])&isWhole != 0 {
				j = end
				break scan
			}
			if cut := z.clitic(s, j, end); cut >= i {
				if cut > i { // "n't" takes a letter of the word
					tokens = z.simple(s, i, cut, before, tokens)
				}
				return end, add(s, cut, end, stages.ClassWord, stages.ShapeClitic|shapeIf(cut == i, before), tokens)
			}
			if r == '`' {
				break scan
			}
			j = end
		case isHyphen(r):
			if !z.hyphenates(s, part, j, j+n, stages.FoldKey(s[part:j])) {
				break scan
			}
			part = j + n
			j = alphanumerics(s, part)
		case r == '.':
			end, c := z.dotted(s, i, j, part, 0)
			if end == j {
				break scan
			}
			if j = end; c == stages.ClassOther || s[j-1] == '.' {
				class = c
				break scan
			}
		case r == '@':
			if end, from, t := address(s, i, j, first, &before, tokens); end > 0 {
				return end, add(s, from, end, stages.ClassOther, before, t)
			}
			break scan
		case r == ':':
			if end := link(s, i, j); end > 0 {
				return end, add(s, i, end, stages.ClassOther, before, tokens)
			}
			break scan
		case r == '&':
			end := j + 1
			for end < len(s) && 'A' <= s[end] && s[end] <= 'Z' {
				end++
			}
			if end == j+1 || end-j > 4 || j-i > 4 || !capitals(s[i:j]) || end < len(s) && kinds[s[end]] == kindLetter {
				break scan
			}
			j = end
		case r == '/':
			if j-i != 1 || j+2 > len(s) || kinds[s[j+1]] != kindLetter || j+2 < len(s) && (kinds[s[j+2]] == kindLetter || kinds[s[j+2]] == kindDigit || s[j+2] == '/') {
				break scan
			}
			j += 2
		default:
			break scan
		}
	}
	if class == stages.ClassWord {
		return j, z.simple(s, i, j, before, tokens)
	}
	return j, add(s, i, j, class, before, tokens)
}

// hyphenates reports whether the hyphen between the part of a word s[part:j], whose
// key is given, and s[next:] is inside a word.
func (z *Tokenizer) hyphenates(s string, part, j, next int, key uint64) bool {
	if next >= len(s) {
		return false
	}
	_, k, _ := at(s, next)
	if k != kindLetter && k != kindMark && k != kindDigit {
		return false
	}
	if k == kindLetter && z.lex.of(key, s[part:j])&isPrefix != 0 {
		return true
	}
	end := alphanumerics(s, next)
	return z.lex.of(stages.FoldKey(s[next:end]), s[next:end])&isSuffix != 0
}

// simple appends a word that may still be a contraction.
func (z *Tokenizer) simple(s string, i, j int, before stages.Shape, tokens []stages.Token) []stages.Token {
	tokens = add(s, i, j, stages.ClassWord, before, tokens)
	t := tokens[len(tokens)-1]
	if z.lex.mayContract(t.Key) {
		return z.contract(s, i, j, t.Key, t.Shape, tokens[:len(tokens)-1])
	}
	return tokens
}

func shapeIf(yes bool, s stages.Shape) stages.Shape {
	if yes {
		return s
	}
	return 0
}

func capitals(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

// clitic returns where the clitic that ends at end and has its apostrophe at
// apostrophe begins, or -1 where there is none.
func (z *Tokenizer) clitic(s string, apostrophe, end int) int {
	if s[apostrophe] == '`' {
		if end == apostrophe+2 && s[apostrophe+1]|0x20 == 's' {
			return apostrophe
		}
		return -1
	}
	if end-apostrophe <= 6 {
		if apostrophe > 0 && z.lex.of(stages.FoldKey(s[apostrophe-1:end]), s[apostrophe-1:end])&isClitic != 0 {
			return apostrophe - 1
		}
		if z.lex.of(stages.FoldKey(s[apostrophe:end]), s[apostrophe:end])&isClitic != 0 {
			return apostrophe
		}
	}
	return -1
}

// Describe is the token that bytes [start, end) of text make when its
// boundaries are given, as in a treebank; before says what stands before it.
func Describe(text string, start, end int, before stages.Shape) stages.Token {
	class := stages.ClassOther
	if t := english.Append(text[start:end], 0, end-start, nil); len(t) > 0 {
		class = t[0].Class
	}
	return add(text, start, end, class, before, nil)[0]
}
