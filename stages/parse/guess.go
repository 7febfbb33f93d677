package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Which language a text is in: by script and, for Latin letters, by the
// commonest short words. One pass over a sample, no allocation for ASCII.

// sampleBytes is how much of a text is looked at.
const sampleBytes = 4000

// scripts that tell a language by themselves; a letter of a syllabary weighs more,
// as Japanese has Han letters too.
var scripts = []struct {
	language string
	table    *unicode.RangeTable
	weight   int
}{
	{"zh", unicode.Han, 1},
	{"ja", unicode.Hiragana, 3},
	{"ja", unicode.Katakana, 3},
	{"ko", unicode.Hangul, 1},
	{"ru", unicode.Cyrillic, 1},
	{"ar", unicode.Arabic, 1},
	{"hi", unicode.Devanagari, 1},
	{"el", unicode.Greek, 1},
}

// language judges a sample of text; "" where nothing is plain.
func (w *words) language(text string) string {
	sample := text[:min(len(text), sampleBytes)]
	byScript := map[string]int{}
	counts := make([]int, len(w.languages))
	letters, words := 0, 0
	var word []byte
	var buffer [64]byte
	for i := 0; i < len(sample); {
		word = buffer[:0]
		for i < len(sample) {
			c := sample[i]
			if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
				word = append(word, c|0x20)
				letters++
				i++
				continue
			}
			if c < utf8.RuneSelf {
				break
			}
			r, size := utf8.DecodeRuneInString(sample[i:])
			if !unicode.IsLetter(r) {
				break
			}
			letters++
			i += size
			for k := range scripts {
				if s := &scripts[k]; r >= 0x370 && unicode.Is(s.table, r) {
					byScript[s.language] += s.weight
					break
				}
			}
			word = utf8.AppendRune(word, unicode.ToLower(r))
		}
		if len(word) == 0 {
			_, size := utf8.DecodeRuneInString(sample[i:])
			i += size
			continue
		}
		words++
		for _, l := range w.common[string(word)] {
			counts[l]++
		}
	}
	best, n := "", 0
	for l, v := range byScript {
		if v > n || v == n && l < best {
			best, n = l, v
		}
	}
	if n*3 > letters && n > 0 {
		return best
	}
	best, n = "", 0
	for l, v := range counts {
		if v > n {
			best, n = w.languages[l], v
		}
	}
	if n == 0 || words >= 40 && n*20 < words {
		return ""
	}
	return best
}

// indexFold is strings.Index whatever the case of letters; sub is lower case and
// begins with an ASCII letter.
func indexFold(s, sub string) int {
	low, high := sub[0], strings.ToUpper(sub[:1])[0]
	for i := 0; i+len(sub) <= len(s); i++ {
		if c := s[i]; (c == low || c == high) && strings.EqualFold(s[i:i+len(sub)], sub) {
			return i
		}
	}
	return -1
}
