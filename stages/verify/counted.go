package verify

import (
	"slices"
	"strings"

	"annals/schemas"
	"annals/stages"
)

// countedOf takes the counted phrase apart: its head and the words that narrow
// it, singular and by their first synonym.
func (k *keyer) countedOf(f *schemas.Figure) countedEntry {
	p := countedPhrase{f.Counted, f.CountedHead}
	if e, ok := k.counted[p]; ok {
		return e
	}
	v := k.words
	var w []string
	for _, word := range fieldsOf(f.Counted) {
		word = possessive(word)
		if isNumber(word) || word == "" {
			continue
		}
		w = append(w, word)
	}
	for i, word := range w {
		if p, ok := v.places[word]; ok {
			w[i] = stages.Fold(p)
			continue
		}
		w[i] = v.singular(word)
	}
	e := countedEntry{}
	head := v.singular(stages.Fold(f.CountedHead))
	if head == "" && len(w) > 0 {
		end := 1
		for end < len(w) && !v.ends[w[end]] {
			end++
		}
		head = w[end-1]
	}
	if p, ok := v.places[head]; ok { // "the 67 million French"
		e.place, head = stages.Fold(p), ""
	}
	w, e.head = k.replace(w, head)
	for _, word := range w {
		if word == e.head || v.emptyWord[word] {
			continue
		}
		if _, ok := v.regions[word]; ok || k.isPlace(word) {
			e.place = word
			continue
		}
		e.extra = append(e.extra, word)
	}
	slices.Sort(e.extra)
	e.extra = slices.Compact(e.extra)
	e.party = v.partyHead[e.head]
	k.counted[p] = e
	return e
}

// isPlace reports whether the folded word is a country's usual name.
func (k *keyer) isPlace(word string) bool {
	n, ok := k.words.places[word]
	return ok && stages.Fold(n) == word
}

// replace puts the first synonym for each phrase of w, longest first, and
// returns the words and what has become of the head.
func (k *keyer) replace(w []string, head string) ([]string, string) {
	v := k.words
	var out []string
	canonical := ""
	for i := 0; i < len(w); {
		n := min(v.longest, len(w)-i)
		for ; n > 0; n-- {
			phrase := strings.Join(w[i:i+n], " ")
			if c, ok := v.nouns[phrase]; ok {
				out = append(out, c)
				if slices.Contains(w[i:i+n], head) {
					canonical = c
				}
				break
			}
		}
		if n == 0 {
			out = append(out, w[i])
			n = 1
		}
		i += n
	}
	if canonical == "" {
		canonical = head
		if c, ok := v.nouns[head]; ok {
			canonical = c
		}
	}
	return out, canonical
}

// narrowing is the extra words of a phrase without those that repeat actor,
// scope or measure, be it the row's or the one that the sentence tells of.
func (k *keyer) narrowing(c countedEntry, actor, scope int32, measure, hinted string) []string {
	a, s := k.names[actor], k.names[scope]
	var out []string
	for _, w := range c.extra {
		if containsPart(measure, w) || containsPart(hinted, w) {
			continue
		}
		if a != "" && containsWord(a, w) || s != "" && containsWord(s, w) {
			continue
		}
		out = append(out, w)
	}
	return out
}

func containsWord(phrase, word string) bool {
	return phrase == word || strings.HasPrefix(phrase, word+" ") || strings.HasSuffix(phrase, " "+word) || strings.Contains(phrase, " "+word+" ")
}

func hasName(counted string) bool {
	named, first := false, true
	eachWord(counted, func(w string) {
		if !first && w[0] >= 'A' && w[0] <= 'Z' {
			named = true
		}
		first = false
	})
	return named
}
