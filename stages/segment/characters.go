package segment

import (
	"unicode"
	"unicode/utf8"
)

// kind is what a character does to the scanner.
type kind uint8

const (
	kindOther kind = iota // symbols, emoji, anything not named below
	kindSpace
	kindLine // a line break
	kindLetter
	kindDigit
	kindQuote
	kindPunctuation
	kindIdeograph
	kindMark // combining marks, joiners, soft hyphen: belongs to the word before
	kindWide // ASCII table only: first byte of a longer character
)

// kinds is the kind of every byte; control characters count as white space.
var kinds = func() (t [256]kind) {
	for c := range t {
		switch {
		case c == '\n' || c == '\r' || c == '\v' || c == '\f':
			t[c] = kindLine
		case c <= ' ' || c == 0x7f:
			t[c] = kindSpace
		case c >= utf8.RuneSelf:
			t[c] = kindWide
		case 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_':
			t[c] = kindLetter
		case '0' <= c && c <= '9':
			t[c] = kindDigit
		case c == '"' || c == '\'' || c == '`':
			t[c] = kindQuote
		case c == '$' || c == '%' || c == '+' || c == '<' || c == '>' || c == '=' || c == '^' || c == '|' || c == '~' || c == '#' || c == '&' || c == '@' || c == '*':
			t[c] = kindOther
		default:
			t[c] = kindPunctuation
		}
	}
	return t
}()

// kindOf is the kind of a character beyond ASCII.
func kindOf(r rune) kind {
	switch {
	case r >= 0xc0 && r < 0x250: // Latin-1, Latin Extended A and B
		if r == 0xd7 || r == 0xf7 {
			return kindOther
		}
		return kindLetter
	case r >= 0x4e00 && r <= 0x9fff:
		return kindIdeograph
	case r >= 0x2010 && r <= 0x2015 || r == 0x2026 || r == 0x2022 || r == 0x2027:
		return kindPunctuation
	case r >= 0x2018 && r <= 0x201f || r == 0xab || r == 0xbb || r == 0x2039 || r == 0x203a ||
		r >= 0x300c && r <= 0x300f || r == 0xff02 || r == 0xff07 || r == 0x301d || r == 0x301e || r == 0x301f:
		return kindQuote
	case r == 0x2028 || r == 0x2029 || r == 0x85:
		return kindLine
	case r == 0x200b || r == 0xfeff || r == 0x2060 || unicode.IsSpace(r) || unicode.IsControl(r):
		return kindSpace
	case r == 0xad || r == 0x200c || r == 0x200d || r == 0xfe0f || unicode.IsMark(r):
		return kindMark
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) && unicode.IsLetter(r):
		return kindIdeograph
	case unicode.IsLetter(r):
		return kindLetter
	case unicode.IsNumber(r):
		return kindDigit
	case unicode.IsPunct(r):
		return kindPunctuation
	}
	return kindOther
}

// at is the character at s[i] and its kind and length in bytes.
func at(s string, i int) (r rune, k kind, n int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), kinds[c], 1
	}
	r, n = utf8.DecodeRuneInString(s[i:])
	return r, kindOf(r), n
}

func isApostrophe(r rune) bool { return r == '\'' || r == '\u2019' || r == '\u02bc' }

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

// high has the highest bit of each of eight bytes.
const high = 0x8080808080808080

// each is a byte eight times over.
const each = 0x0101010101010101

// word64 is the eight bytes at s[i:], the first one lowest.
func word64(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// letters64 has the highest bits of those of eight bytes that are small and
// capital ASCII letters. With the highest bit set a byte minus one below it leaves
// that bit set where it was not less: no byte borrows from the next.
func letters64(x uint64) (small, large uint64) {
	y := x | high
	small = (y - 'a'*each) &^ (y - ('z'+1)*each) &^ x & high
	large = (y - 'A'*each) &^ (y - ('Z'+1)*each) &^ x & high
	return small, large
}

// hash64 makes h[1] to h[8] the FNV-1a hashes of h[0] and 1 to 8 of the bytes of
// x. All of them cost less than a loop that ends where the processor does not
// expect it.
func hash64(h *[9]uint64, x uint64) {
	h[1] = (h[0] ^ x&0xff) * fnvPrime
	h[2] = (h[1] ^ x>>8&0xff) * fnvPrime
	h[3] = (h[2] ^ x>>16&0xff) * fnvPrime
	h[4] = (h[3] ^ x>>24&0xff) * fnvPrime
	h[5] = (h[4] ^ x>>32&0xff) * fnvPrime
	h[6] = (h[5] ^ x>>40&0xff) * fnvPrime
	h[7] = (h[6] ^ x>>48&0xff) * fnvPrime
	h[8] = (h[7] ^ x>>56) * fnvPrime
}
