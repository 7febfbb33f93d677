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

// Contexts appends what the comparison needs of the sentences of figures, which
// are those of one document in order. The runner calls it before it drops the
// sentences from the rows.
func (v *Verifier) Contexts(figures []schemas.Figure, contexts []stages.FigureContext) []stages.FigureContext {
	var r reading
	for i := range figures {
		f := &figures[i]
		if i == 0 || f.Sentence != figures[i-1].Sentence || f.Speaker != figures[i-1].Speaker {
			r.read(v.words, f)
		}
		contexts = append(contexts, r.of(v.words, f))
	}
	return contexts
}

// Context is Contexts for one figure.
func (v *Verifier) Context(f *schemas.Figure) stages.FigureContext {
	var r reading
	r.read(v.words, f)
	return r.of(v.words, f)
}

// A reading is a sentence cut into words, with what is the same for all its
// figures of one speaker.
type reading struct {
	dateline, body string
	buf            [256]string
	words          []string // at most 256; later ones are left out
	shared         stages.FigureContext
}

// read reads the sentence of a figure.
func (r *reading) read(v *vocabulary, f *schemas.Figure) {
	r.shared, r.words = stages.FigureContext{}, nil
	if f.Sentence == "" {
		return
	}
	r.dateline, r.body = cutDateline(f.Sentence)
	n := 0
	eachWord(r.body, func(w string) {
		if n < len(r.buf) {
			r.buf[n] = w
			n++
		}
	})
	r.words = r.buf[:n]
	c := &r.shared
	c.Words = uint16(n)
	var h1, h2 uint64
	for i, w := range r.words {
		folded := possessive(stages.Fold(w))
		c.First = c.First || v.firstPerson[folded]
		c.Leans = c.Leans || i == 0 && v.pronoun[folded]
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
		if len(folded) >= 3 && !isNumber(folded) && !v.stop[folded] {
			b := stages.FoldKey(v.topic(folded)) * 0x9e3779b97f4a7c15 >> 56
			c.Topic[b>>6] |= 1 << (b & 63)
		}
	}
	var found [maxEntities + 1]string
	if e := v.findEntities(r.words, found[:0]); len(e) > 0 {
		c.Entities = slices.Clone(e)
	}
	v.senses(c, r.words)
	c.Subject = strings.Clone(v.subject(r.words)) // of the sentence, which is let go
	c.Passing = v.hasAny(r.words, v.passings) >= 0
	c.Corrects = v.hasAny(r.words, v.corrections) >= 0
	c.Denied = v.hasAny(r.words, v.denials) >= 0
	if f.Speaker == "" {
		if at := v.hasAny(r.words, v.origins); at >= 0 {
			c.Origin = strings.Clone(originName(r.words[at:]))
		}
	}
}

// of adds what depends on the figure: its number's neighbours, the names that
// are not its speaker's, the groups that its noun phrase does not name.
func (r *reading) of(v *vocabulary, f *schemas.Figure) stages.FigureContext {
	c := r.shared
	if f.Sentence == "" {
		return c
	}
	c.Stray = r.dateline != "" && f.Actor != "" && !strings.Contains(r.body, f.Actor) && containsWord(strings.Join(fieldsOf(r.dateline), " "), stages.Fold(f.Actor))
	counted := stages.Fold(f.Counted)
	for i, w := range r.words {
		folded := possessive(stages.Fold(w))
		if v.isName(r.words, i, folded) && (!strings.Contains(f.Speaker, w) || strings.Contains(f.Actor, w) || strings.Contains(f.Scope, w)) {
			name := v.scopeName(folded)
			c.Names |= 1 << (stages.FoldKey(name) * 0x9e3779b97f4a7c15 >> 58)
		}
		if bit, ok := v.groups[v.singular(folded)]; ok && !strings.Contains(counted, folded) {
			c.Groups |= 1 << bit // what the noun phrase says is in the key already
		}
	}
	v.aroundNumber(&c, r.words, f)
	if v.partyHead[v.singular(stages.Fold(f.CountedHead))] {
		c.Theme, c.ThemeSure = v.theme(r.words)
	}
	return c
}

// theme is the first word of a sentence's subject, where that can be a name
// unknown to the gazetteer: "Aeolus", also in "Denmark's Aeolus turbines".
func (v *vocabulary) theme(words []string) (name string, sure bool) {
	const longest = 4 // words before it
	for i, w := range words[:min(len(words), longest)] {
		folded := possessive(stages.Fold(w))
		r, _ := utf8.DecodeRuneInString(w)
		if _, known := v.entities[folded]; known || v.emptyWord[folded] || v.notName[folded] || v.numberWord[folded] {
			continue
		}
		if !unicode.IsUpper(r) || len(folded) < 4 {
			return "", false
		}
		return strings.Clone(folded), i > 0
	}
	return "", false
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
	if f.AsOfBasis != "stated" && f.AsOfBasis != "period" {
		c.Part = c.Part || v.isPast(words[:at], after)
	}
}

// isPast reports whether a number without a date of its own is the past that the
// sentence compares with: "up from 154", "against 20", "from 40 to 52".
func (v *vocabulary) isPast(before, after []string) bool {
	for _, p := range v.past {
		if len(before) >= len(p) && startsWith(before[len(before)-len(p):], p) {
			return true
		}
	}
	if len(before) == 0 || !v.pastFrom[stages.Fold(before[len(before)-1])] {
		return false
	}
	for i := range after[:max(len(after)-1, 0)] {
		if v.pastTo[stages.Fold(after[i])] && (isNumber(after[i+1]) || v.numberWord[stages.Fold(after[i+1])]) {
			return true
		}
	}
	return false
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
	both, least := sharedTopics(a, b)
	return both >= 2 && 2*both >= least
}

// topicsEqual reports whether two sentences share nearly all their content
// words: three quarters of the shorter one's.
func topicsEqual(a, b *stages.FigureContext) bool {
	both, least := sharedTopics(a, b)
	return both >= 2 && 4*both >= 3*least
}

// sharedTopics counts the content words of both sentences, and those of the one
// that has fewer.
func sharedTopics(a, b *stages.FigureContext) (both, least int) {
	na, nb := 0, 0
	for i := range a.Topic {
		na += bits.OnesCount64(a.Topic[i])
		nb += bits.OnesCount64(b.Topic[i])
		both += bits.OnesCount64(a.Topic[i] & b.Topic[i])
	}
	return both, min(na, nb)
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
