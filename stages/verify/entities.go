package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/stages"
)

// The extractor finds actor and scope by grammar. Where it leaves one out, the
// sentence often names only one body or place that it can be ("Norway has given
// Yemen 54 million"). The names of a sentence are found here by the gazetteer,
// and fill a gap only where there is no choice. The basis of such a field is
// only_name.

// maxEntities is how many names of a sentence are kept; a sentence with more
// gives no help.
const maxEntities = 4

// readEntities fills the gazetteer of names that can be actor or scope.
func (v *vocabulary) readEntities(towns []string) {
	v.entities = make(map[string]string, 4*len(v.places))
	add := func(alias, name string) {
		if strings.Count(alias, " ") < 6 {
			v.entities[alias] = name
		}
	}
	for _, t := range towns {
		add(stages.Fold(t), stages.Fold(t))
	}
	for alias, name := range v.places {
		add(alias, v.scopeName(name))
	}
	for name := range v.regions {
		add(name, name)
	}
	for alias, name := range v.actors {
		add(alias, stages.Fold(name))
	}
}

// findEntities appends the distinct names in words, canonical and folded, in
// order.
func (v *vocabulary) findEntities(words []string, found []string) []string {
	var buf [128]byte
	for i := 0; i < len(words); {
		r, _ := utf8.DecodeRuneInString(words[i])
		if !unicode.IsUpper(r) {
			i++
			continue
		}
		best, length := "", 0
		b := buf[:0]
		for n := 0; n < 6 && i+n < len(words); n++ {
			if n > 0 {
				b = append(b, ' ')
			}
			w := words[i+n]
			for _, r := range w {
				b = utf8.AppendRune(b, unicode.ToLower(r))
			}
			if len(b) > 96 {
				break
			}
			if name, ok := v.entities[normalApostrophe(b)]; ok {
				best, length = name, n+1
			} else if m := len(b); m > 2 && b[m-1] == 's' && (b[m-2] == '\'') {
				if name, ok := v.entities[string(b[:m-2])]; ok {
					best, length = name, n+1
				}
			}
		}
		if length == 0 || v.insideName(words, i, i+length) {
			i += max(length, 1)
			continue
		}
		known := false
		for _, f := range found {
			known = known || f == best
		}
		if !known && len(found) < maxEntities {
			found = append(found, best)
		} else if !known {
			return found
		}
		i += length
	}
	return found
}

// insideName reports whether words[first:last] is a piece of a longer name: a word
// with a capital that names nothing known stands before or after it ("New York
// Stock Exchange", "Kenya Airways"). A possessive ends a name.
func (v *vocabulary) insideName(words []string, first, last int) bool {
	piece := func(i int) bool {
		r, _ := utf8.DecodeRuneInString(words[i])
		if !unicode.IsUpper(r) {
			return false
		}
		folded := possessive(stages.Fold(words[i]))
		_, known := v.entities[folded]
		return !known && !v.notName[folded] && !v.emptyWord[folded] && !v.stateWord[folded]
	}
	if first > 1 && piece(first-1) && possessive(words[first-1]) == words[first-1] {
		return true
	}
	return last < len(words) && possessive(words[last-1]) == words[last-1] && !strings.HasSuffix(words[last-1], "’s") && piece(last)
}

// normalApostrophe is b as a string, its curly apostrophes made straight.
func normalApostrophe(b []byte) string {
	for i := 0; i+2 < len(b); i++ {
		if b[i] == 0xe2 && b[i+1] == 0x80 && b[i+2] == 0x99 {
			return strings.ReplaceAll(string(b), "’", "'")
		}
	}
	return string(b)
}
