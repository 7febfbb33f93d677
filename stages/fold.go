package stages

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// foldRune is the folding that FoldKey and EqualFold agree on.
func foldRune(r rune) rune {
	switch r {
	case '\u2019', '\u02bc':
		return '\''
	case '\u2010', '\u2011':
		return '-'
	}
	return unicode.ToLower(r)
}

func foldKeySlow(h uint64, s string) uint64 {
	const prime = 1099511628211
	var buf [utf8.UTFMax]byte
	for _, r := range s {
		n := utf8.EncodeRune(buf[:], foldRune(r))
		for _, c := range buf[:n] {
			h = (h ^ uint64(c)) * prime
		}
	}
	return h
}

// Fold is s as FoldKey sees it.
func Fold(s string) string { return strings.Map(foldRune, s) }

// EqualFold reports whether a and b are the same word after folding.
func EqualFold(a, b string) bool {
	if a == b { // by far the commonest case: a word of a list as it is written there
		return true
	}
	for len(a) > 0 && len(b) > 0 && a[0] < utf8.RuneSelf && b[0] < utf8.RuneSelf {
		c, d := a[0], b[0]
		if c != d {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			if 'A' <= d && d <= 'Z' {
				d += 'a' - 'A'
			}
			if c != d {
				return false
			}
		}
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 {
		r, n := utf8.DecodeRuneInString(a)
		q, m := utf8.DecodeRuneInString(b)
		if r != q && foldRune(r) != foldRune(q) {
			return false
		}
		a, b = a[n:], b[m:]
	}
	return len(a) == len(b)
}
