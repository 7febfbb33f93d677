package verify

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/stages"
)

func itoa(n int) string { return strconv.Itoa(n) }

// eachWord calls f with every word of s: letters and digits with the apostrophes, full
// stops and hyphens inside them. The word is not folded.
func eachWord(s string, f func(word string)) {
	start := -1
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		inWord := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if !inWord && start >= 0 && joins(r) && i+n < len(s) {
			next, _ := utf8.DecodeRuneInString(s[i+n:])
			inWord = unicode.IsLetter(next) || unicode.IsDigit(next)
		}
		switch {
		case inWord && start < 0:
			start = i
		case !inWord && start >= 0:
			f(s[start:i])
			start = -1
		}
		i += n
	}
	if start >= 0 {
		f(s[start:])
	}
}

func joins(r rune) bool {
	switch r {
	case '\'', '’', '-', '‐', '‑', '.', ',':
		return true
	}
	return false
}

// fieldsOf is the folded words of s.
func fieldsOf(s string) []string {
	var out []string
	eachWord(s, func(w string) { out = append(out, stages.Fold(w)) })
	return out
}

// possessive cuts 's and a bare apostrophe off a folded word.
func possessive(w string) string {
	w = strings.TrimSuffix(w, "'s")
	return strings.TrimSuffix(w, "'")
}

// isNumber reports whether the word begins with a digit.
func isNumber(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// decimal is x with at most n decimals, its thousands grouped by commas.
func decimal(x float64, n int) string {
	s := strconv.FormatFloat(x, 'f', n, 64)
	whole, rest, _ := strings.Cut(s, ".")
	rest = strings.TrimRight(rest, "0")
	start := 0
	if strings.HasPrefix(whole, "-") {
		start = 1
	}
	for i := len(whole) - 3; i > start; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest == "" {
		return whole
	}
	return whole + "." + rest
}
