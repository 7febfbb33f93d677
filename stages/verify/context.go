package verify

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/schemas"
	"annals/stages"
)

// Context reads from a figure's sentence what the comparison needs of it. It is
// called once a figure, by any worker: the runner does so before it drops the
// sentence from the row.
func (v *Verifier) Context(f *schemas.Figure) stages.FigureContext {
	var c stages.FigureContext
	if f.Sentence == "" {
		return c
	}
	var words [256]string
	n := 0
	dateline, body := cutDateline(f.Sentence)
	c.Stray = dateline != "" && f.Actor != "" && !strings.Contains(body, f.Actor) && containsWord(strings.Join(fieldsOf(dateline), " "), stages.Fold(f.Actor))
	eachWord(body, func(w string) {
		if n < len(words) {
			words[n] = w
			n++
		}
	})
	c.Words = uint16(n)
	var h1, h2 uint64
	counted := stages.Fold(f.Counted)
	for i, w := range words[:n] {
		folded := possessive(stages.Fold(w))
		if v.words.isName(words[:n], i, folded) && (!strings.Contains(f.Speaker, w) || strings.Contains(f.Actor, w) || strings.Contains(f.Scope, w)) {
			name := v.words.scopeName(folded)
			c.Names |= 1 << (stages.FoldKey(name) * 0x9e3779b97f4a7c15 >> 58)
		}
		h := stages.FoldKey(folded)
		if i >= 2 {
			t := (bits.RotateLeft64(h2, 17)^h1)*0x9e3779b97f4a7c15 ^ h
			t *= 0xff51afd7ed558ccd
			t ^= t >> 33
			bin, least := t>>61, uint32(t)|1
			if c.Passage[bin] == 0 || least < c.Passage[bin] {
				c.Passage[bin] = least
			}
		}
		h2, h1 = h1, h
		if len(folded) >= 3 && !isNumber(folded) && !v.words.stop[folded] {
			b := stages.FoldKey(v.words.topic(folded)) * 0x9e3779b97f4a7c15 >> 57
			c.Topic[b>>6] |= 1 << (b & 63)
		}
		if bit, ok := v.words.groups[v.words.singular(folded)]; ok && !strings.Contains(counted, folded) {
			c.Groups |= 1 << bit // what the noun phrase says is in the key already
		}
	}
	v.words.aroundNumber(&c, words[:n], f)
	var found [maxEntities + 1]string
	if e := v.words.findEntities(words[:n], found[:0]); len(e) > 0 {
		c.Entities = slices.Clone(e)
	}
	v.words.senses(&c, words[:n])
	c.Subject = v.words.subject(words[:n])
	c.Passing = v.words.hasAny(words[:n], v.words.passings) >= 0
	c.Corrects = v.words.hasAny(words[:n], v.words.corrections) >= 0
	c.Denied = c.Denied || v.words.hasAny(words[:n], v.words.denials) >= 0
	if f.Speaker == "" {
		if at := v.words.hasAny(words[:n], v.words.origins); at >= 0 {
			c.Origin = originName(words[at:n])
		}
	}
	return c
}

// topic is the word by which a content word is compared: a country for its
// adjective, the singular of a noun.
func (v *vocabulary) topic(folded string) string {
	if p, ok := v.places[folded]; ok {
		return stages.Fold(p)
	}
	return v.singular(folded)
}

// cutDateline cuts "MOMBASA, June 1, 2022 (Harbour Times) —" off a sentence: a
// beginning in capitals, up to a dash among the first words.
func cutDateline(s string) (dateline, body string) {
	const longest = 90
	head := s[:min(len(s), longest)]
	first, _, _ := strings.Cut(head, " ")
	first = strings.TrimRight(first, ",")
	if len(first) < 3 || strings.ToUpper(first) != first || isNumber(first) {
		return "", s
	}
	for _, dash := range [...]string{" — ", " – ", " - ", " -- "} {
		if i := strings.Index(head, dash); i >= 0 {
			return s[:i], s[i+len(dash):]
		}
	}
	return "", s
}

// subject is what a sentence begins with after its article: the noun of "The
// railway has", the name of "The Standard Gauge Railway has", folded.
func (v *vocabulary) subject(words []string) string {
	if len(words) < 3 || !v.definite[stages.Fold(words[0])] {
		return ""
	}
	if strings.ToLower(words[1]) == words[1] {
		if v.emptyWord[words[1]] {
			return ""
		}
		return words[1]
	}
	end := 1
	for end < len(words) && end < 7 {
		r, _ := utf8.DecodeRuneInString(words[end])
		if !unicode.IsUpper(r) {
			break
		}
		end++
	}
	if end < 3 {
		return ""
	}
	return stages.Fold(strings.Join(words[1:end], " "))
}

// isName reports whether words[i] is a name: it has a capital and does not owe
// it to the start of the sentence, or names a country.
func (v *vocabulary) isName(words []string, i int, folded string) bool {
	r, _ := utf8.DecodeRuneInString(words[i])
	if !unicode.IsUpper(r) || v.notName[folded] {
		return false
	}
	if i > 0 || strings.ToUpper(words[i]) == words[i] && len(words[i]) > 1 {
		return true
	}
	if _, ok := v.places[folded]; ok {
		return true
	}
	if len(words) > 1 {
		r, _ = utf8.DecodeRuneInString(words[1])
	}
	return unicode.IsUpper(r) && !v.emptyWord[folded]
}

// aroundNumber looks at the words next to the figure's number: is it a rate, or
// a part?
func (v *vocabulary) aroundNumber(c *stages.FigureContext, words []string, f *schemas.Figure) {
	var number [4]string
	m := 0
	eachWord(f.Exact, func(w string) {
		if m < len(number) {
			number[m] = w
			m++
		}
	})
	at := -1
	for i := 0; m > 0 && i+m <= len(words); i++ {
		if strings.EqualFold(words[i], number[0]) && sameNumberWord(words[i+m-1], number[m-1]) {
			at = i
			break
		}
	}
	if at < 0 {
		return
	}
	after := words[at+m : min(len(words), at+m+9)]
	for _, letter := range [...]byte{'h', 'd', 'w', 'm', 'y'} {
		if v.hasAny(after, v.rates[letter]) >= 0 {
			c.Rate = letter
		}
	}
	for _, p := range v.partAfter {
		if startsWith(after, p) {
			c.Part = true
		}
	}
	hedge := 0
	eachWord(f.QualifierText, func(string) { hedge++ })
	for i := at - 1; i >= 0 && i >= at-1-hedge; i-- {
		if v.definite[stages.Fold(words[i])] {
			c.Definite = true
		}
	}
	before := words[max(0, at-8):at]
	if i := v.hasAny(before, v.negations); i >= 0 && v.hasAny(words[max(0, at-9):min(len(words), at+1)], v.hedged) < 0 {
		c.Denied = true
	}
	c.Planned = hasExact(before, v.plans)
	for _, p := range v.partBefore {
		if at >= len(p) && startsWith(words[at-len(p):], p) {
			c.Part = true
		}
	}
}

// hasExact is hasAny with the case minded: "may" is no month.
func hasExact(words []string, phrases [][]string) bool {
	for i := range words {
		for _, p := range phrases {
			if i+len(p) <= len(words) && slices.Equal(words[i:i+len(p)], p) {
				return true
			}
		}
	}
	return false
}

// sameNumberWord reports whether a word is the number's last one, which may be
// glued to what follows: "1.4 billion-plus".
func sameNumberWord(word, number string) bool {
	if before, _, glued := strings.Cut(word, "-"); glued && strings.EqualFold(before, number) {
		return true
	}
	return strings.EqualFold(word, number)
}

func startsWith(words, phrase []string) bool {
	if len(phrase) > len(words) {
		return false
	}
	for i := range phrase {
		if !stages.EqualFold(words[i], phrase[i]) {
			return false
		}
	}
	return true
}

// hasAny returns the index after the first of the phrases that occurs in words,
// -1 where none does.
func (v *vocabulary) hasAny(words []string, phrases [][]string) int {
	for i := range words {
		for _, p := range phrases {
			if i+len(p) > len(words) {
				continue
			}
			same := true
			for k := range p {
				if same = stages.EqualFold(words[i+k], p[k]); !same {
					break
				}
			}
			if same {
				return i + len(p)
			}
		}
	}
	return -1
}

// originName is the name at the start of words: at most eight words up to the
// first one in lower case that is no joining word, and holding a capital.
func originName(words []string) string {
	var name []string
	capital := false
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && (i > 0 && len(w) > 3 || i > 7) {
			break
		}
		if i == 8 {
			break
		}
		capital = capital || unicode.IsUpper(r)
		name = append(name, w)
	}
	for len(name) > 0 {
		r, _ := utf8.DecodeRuneInString(name[len(name)-1])
		if unicode.IsUpper(r) {
			break
		}
		name = name[:len(name)-1]
	}
	for len(name) > 0 {
		r, _ := utf8.DecodeRuneInString(name[0])
		if unicode.IsUpper(r) {
			break
		}
		name = name[1:]
	}
	if !capital {
		return ""
	}
	return strings.Join(name, " ")
}

// samePassage reports whether two sentences are one and the same text but for
// a word or a mark. Short sentences are alike too easily to prove anything.
func samePassage(a, b *stages.FigureContext) bool {
	if a.Words < 10 || b.Words < 10 || int(a.Words)-int(b.Words) > 1 || int(b.Words)-int(a.Words) > 1 {
		return false
	}
	same := 0
	for i := range a.Passage {
		if a.Passage[i] == b.Passage[i] {
			same++
		}
	}
	return same >= len(a.Passage)-1
}

// topicsMeet reports whether two sentences speak of the same things: they share
// at least two content words and half of the shorter one's.
func topicsMeet(a, b *stages.FigureContext) bool {
	na := bits.OnesCount64(a.Topic[0]) + bits.OnesCount64(a.Topic[1])
	nb := bits.OnesCount64(b.Topic[0]) + bits.OnesCount64(b.Topic[1])
	both := bits.OnesCount64(a.Topic[0]&b.Topic[0]) + bits.OnesCount64(a.Topic[1]&b.Topic[1])
	return both >= 2 && 2*both >= min(na, nb)
}

// topicsEqual reports whether two sentences share nearly all their content
// words: three quarters of the shorter one's.
func topicsEqual(a, b *stages.FigureContext) bool {
	na := bits.OnesCount64(a.Topic[0]) + bits.OnesCount64(a.Topic[1])
	nb := bits.OnesCount64(b.Topic[0]) + bits.OnesCount64(b.Topic[1])
	both := bits.OnesCount64(a.Topic[0]&b.Topic[0]) + bits.OnesCount64(a.Topic[1]&b.Topic[1])
	return both >= 2 && 4*both >= 3*min(na, nb)
}

// senses notes which of the verbs that exclude each other are in the sentence,
// and the one measure that its words tell of.
func (v *vocabulary) senses(c *stages.FigureContext, words []string) {
	for g, lines := range v.opposites {
		for l, list := range lines {
			if v.hasAny(words, list) >= 0 {
				c.Senses |= 1 << (4*g + l)
			}
		}
	}
	for i := range v.hints {
		if v.hasAny(words, v.hints[i].cues) < 0 {
			continue
		}
		if c.Measure != "" {
			c.Measure = "several"
			return
		}
		c.Measure = v.hints[i].measure
	}
}

// opposed reports whether two sentences tell of things that exclude each other.
func opposed(a, b *stages.FigureContext) bool {
	for x, y := a.Senses, b.Senses; x != 0 && y != 0; x, y = x>>4, y>>4 {
		if p, q := x&15, y&15; p != 0 && q != 0 && p&q == 0 {
			return true
		}
	}
	return false
}
