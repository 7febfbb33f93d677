package figures

import (
	"unicode/utf8"

	"annals/stages"
)

// How numbers are read. The scanner goes over the tokens once. A token that
// begins with a digit, or a word of the number language, starts a numeral;
// digits are read from the bytes of the text and not from the token, so that
// it does not matter how a tokenizer cuts "2.5m", "1,000-2,000" or "300kg/m2".
// Words follow the usual grammar of English numerals: a group below a thousand
// (hundreds and "and"), times a magnitude, plus the next group.

// numeral is a number as written.
type numeral struct {
	first, last int32 // tokens [first, last)
	start, end  int32 // bytes
	value       decimal
	// high is the upper end of a vague number ("tens of thousands"), and value
	// the lower one; zero else.
	high  decimal
	form  form
	vague bool
	// one is the value of the magnitude that a vague number multiplies.
	one decimal
	// percent: a percent sign is part of the span.
	percent bool
	article bool // begins with "a": "a dozen"
	grouped bool // digits with group separators or a decimal point
	// rest is the stretch of letters and signs glued to the digits that is no
	// part of the number: a unit symbol, empty most of the time.
	rest stages.Span
	// joined is set when the digits are glued to something before them that is
	// no sign or currency: "G20", "COVID-19".
	joined bool
}

type form uint8

const (
	formDigits form = iota
	formWords
	formMixed // digits and magnitude word: "1.8 billion"
	formFraction
	formOrdinal
	formTwice
)

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// scanner reads the numerals of one document. text and tokens are the
// document's; everything else is in the lexicon.
type scanner struct {
	x      *lexicon
	text   string
	tokens []stages.Token
}

func (s *scanner) byteAt(i int32) byte {
	if i < 0 || int(i) >= len(s.text) {
		return 0
	}
	return s.text[i]
}

func (s *scanner) space(i int32) bool {
	return int(i) < len(s.tokens) && s.tokens[i].Shape&stages.ShapeSpaceBefore != 0
}

func (s *scanner) roleOf(i int32) role {
	if i < 0 || int(i) >= len(s.tokens) {
		return 0
	}
	if v := s.x.roles.Word(s.text, &s.tokens[i]); v > 0 {
		return role(v)
	}
	return 0
}

// tokenFrom is the first token at or after token i that begins at or after
// byte end.
func (s *scanner) tokenFrom(i, end int32) int32 {
	for int(i) < len(s.tokens) && s.tokens[i].Start < end {
		i++
	}
	return i
}

// at reads the numeral that begins at token i, within tokens [i, stop).
func (s *scanner) at(i, stop int32) (numeral, bool) {
	t := &s.tokens[i]
	c := s.text[t.Start]
	if isDigit(c) || (c == '.' && isDigit(s.byteAt(t.Start+1)) && !isDigit(s.byteAt(t.Start-1))) || (c >= 0x80 && vulgar(s.text[t.Start:t.End]) != 0) {
		return s.digits(i, stop, t.Start)
	}
	if t.Class != stages.ClassWord && t.Class != stages.ClassNumber {
		return numeral{}, false
	}
	if t.Shape&stages.ShapeDigit != 0 {
		// Letters first: a currency code glued to its number, else an identifier.
		for p := t.Start + 1; p < t.End && p-t.Start <= int32(s.x.maxSymbol); p++ {
			if isDigit(s.text[p]) {
				if s.currencyBefore(p) >= 0 {
					return s.digits(i, stop, p)
				}
				break
			}
		}
		return numeral{}, false
	}
	return s.words(i, stop)
}

// vulgarFractions are the fractions of Unicode, as numerator and denominator.
var vulgarFractions = [...]struct {
	r    rune
	n, d uint64
}{{'½', 1, 2}, {'¼', 1, 4}, {'¾', 3, 4}, {'⅓', 1, 3}, {'⅔', 2, 3}, {'⅕', 1, 5}, {'⅖', 2, 5}, {'⅗', 3, 5}, {'⅘', 4, 5}, {'⅙', 1, 6}, {'⅚', 5, 6}, {'⅛', 1, 8}, {'⅜', 3, 8}, {'⅝', 5, 8}, {'⅞', 7, 8}, {'⅐', 1, 7}, {'⅑', 1, 9}, {'⅒', 1, 10}}

// vulgar is one more than the index in vulgarFractions of the fraction sign
// that text begins with, 0 where there is none.
func vulgar(text string) int {
	r, _ := utf8.DecodeRuneInString(text)
	for i := range vulgarFractions {
		if vulgarFractions[i].r == r {
			return i + 1
		}
	}
	return 0
}

// readDigits reads digits with grouping and decimals at byte p.
func (s *scanner) readDigits(p int32) (d decimal, end int32, grouped bool, ok bool) {
	start := p
	n := 0
	add := func(c byte) {
		if d.coef > (1<<63)/10 {
			d.bad = true
			return
		}
		d.coef = d.coef*10 + uint64(c-'0')
	}
	for isDigit(s.byteAt(p)) {
		add(s.byteAt(p))
		p++
		n++
	}
	// groups: "," or a thin, narrow or no-break space (and "'" or "’") between
	// groups of three; an ordinary space where two groups or more follow, or
	// the one group is "000".
	if n >= 1 && n <= 3 {
		for {
			sep := s.separator(p)
			if sep == 0 || !s.group(p+sep) {
				break
			}
			if s.byteAt(p) == ' ' && p-start == int32(n) && !(s.separator(p+sep+3) == 1 && s.byteAt(p+sep+3) == ' ' && s.group(p+sep+4)) && s.text[p+1:p+4] != "000" {
				break
			}
			for k := range int32(3) {
				add(s.byteAt(p + sep + k))
			}
			p += sep + 3
			grouped = true
		}
		// Indian grouping: "1,80,000"
		if !grouped && n <= 2 && s.byteAt(p) == ',' {
			q := p
			for s.byteAt(q) == ',' && isDigit(s.byteAt(q+1)) && isDigit(s.byteAt(q+2)) && s.byteAt(q+3) == ',' {
				q += 3
			}
			if q > p && s.byteAt(q) == ',' && s.group(q+1) {
				for ; p < q+4; p++ {
					if c := s.byteAt(p); isDigit(c) {
						add(c)
					}
				}
				grouped = true
			}
		}
	}
	if s.byteAt(p) == '.' && isDigit(s.byteAt(p+1)) || (p == start && s.byteAt(p) == '.') {
		q := p + 1
		for isDigit(s.byteAt(q)) {
			q++
		}
		// "1.2.3" is an address, a section or a version
		if s.byteAt(q) == '.' && isDigit(s.byteAt(q+1)) {
			return d, q, grouped, false
		}
		for p++; p < q; p++ {
			if d.coef > (1<<63)/10 { // digits beyond the nineteenth are dropped
				continue
			}
			add(s.byteAt(p))
			d.exp--
		}
		grouped = true
	}
	// 1e10, 12.32e+14
	if c := s.byteAt(p); (c == 'e' || c == 'E') && p > start {
		q := p + 1
		neg := false
		if c := s.byteAt(q); c == '-' || c == '+' {
			neg = c == '-'
			q++
		}
		e, digits := int16(0), 0
		for isDigit(s.byteAt(q)) && digits < 4 {
			e = e*10 + int16(s.byteAt(q)-'0')
			q++
			digits++
		}
		if digits > 0 && !isLetter(s.byteAt(q)) && !isDigit(s.byteAt(q)) {
			if neg {
				e = -e
			}
			d.exp += e
			p = q
			grouped = true
		}
	}
	return d.checked(), p, grouped, p > start
}

// separator is the length in bytes of the group separator at p, 0 for none.
func (s *scanner) separator(p int32) int32 {
	switch s.byteAt(p) {
	case ',', ' ', '\'':
		return 1
	case 0xC2:
		if s.byteAt(p+1) == 0xA0 { // no-break space
			return 2
		}
	case 0xE2:
		if s.byteAt(p+1) == 0x80 && (s.byteAt(p+2) == 0xAF || s.byteAt(p+2) == 0x89 || s.byteAt(p+2) == 0x99) { // narrow no-break, thin space, ’
			return 3
		}
	}
	return 0
}

// group reports whether exactly three digits stand at p.
func (s *scanner) group(p int32) bool {
	return isDigit(s.byteAt(p)) && isDigit(s.byteAt(p+1)) && isDigit(s.byteAt(p+2)) && !isDigit(s.byteAt(p+3))
}

// digits reads a numeral in digits at byte p of token i.
func (s *scanner) digits(i, stop, p int32) (numeral, bool) {
	n := numeral{first: i, start: p, form: formDigits}
	if v := vulgar(s.text[p:]); v != 0 {
		f := vulgarFractions[v-1]
		_, w := utf8.DecodeRuneInString(s.text[p:])
		n.value, n.end, n.form = fromInt(f.n).div(fromInt(f.d)), p+int32(w), formFraction
		n.last = s.tokenFrom(i, n.end)
		return s.magnitude(n, stop), true
	}
	d, end, grouped, ok := s.readDigits(p)
	n.value, n.end, n.grouped = d, end, grouped
	n.last = s.tokenFrom(i, end)
	if !ok || d.bad {
		n.form = formOrdinal
		return n, end > p
	}
	n.joined = s.joinedBefore(p) || s.byteAt(p) == '0' && isDigit(s.byteAt(p+1)) && !grouped
	s.fraction(&n)
	n.last = s.tokenFrom(i, n.end)
	// letters glued to the digits
	q := n.end
	for q < int32(len(s.text)) && (isLetter(s.text[q]) || s.text[q] >= 0x80 && unitRune(s.text[q:]) > 0) {
		if s.text[q] >= 0x80 {
			q += int32(unitRune(s.text[q:]))
		} else {
			q++
		}
	}
	if q > n.end {
		glued := s.text[n.end:q]
		if e, ok := s.x.suffixes[glued]; ok && !s.symbolWins(glued, n, q) && !(s.yearLike(&n) && len(glued) == 1 && s.currencyBefore(n.start) < 0) {
			n.value = n.value.mul(power10(int(e)))
			n.end, n.form = q, formMixed
			n.last = s.tokenFrom(i, q)
			return n, true
		}
		if s.x.ordinalEnd[glued] {
			if glued != "s" || n.value.isInt() {
				n.form = formOrdinal
				n.end = q
				n.last = s.tokenFrom(i, q)
				return n, true
			}
		}
		n.rest = stages.Span{Start: n.end, End: q}
		n.last = s.tokenFrom(i, q)
		return n, true
	}
	return s.magnitude(n, stop), true
}

// symbolWins decides "m" glued to digits: metre or million. After a currency,
// or before a noun, it is million; before a word of extent or nothing, metre.
func (s *scanner) symbolWins(glued string, n numeral, end int32) bool {
	if _, ok := s.x.symbols[glued]; !ok {
		return false
	}
	switch glued {
	case "mm":
		return s.currencyBefore(n.start) < 0
	case "bn", "tn", "mn", "k", "K", "M", "B", "b", "mil", "T":
		return false
	}
	if s.currencyBefore(n.start) >= 0 {
		return false
	}
	j := s.tokenFrom(n.first, end)
	if int(j) >= len(s.tokens) || !s.space(j) || s.tokens[j].Class != stages.ClassWord {
		return true
	}
	if n.first > 0 && s.roleOf(n.first-1)&roleArticle != 0 {
		return true // "a 20m pool"
	}
	return s.roleOf(j)&roleFunction != 0 || s.x.extent.Word(s.text, &s.tokens[j]) >= 0
}

// joinedBefore reports whether the digits at p hang on a word before them:
// "B-52", "COVID-19", "A350".
func (s *scanner) joinedBefore(p int32) bool {
	c := s.byteAt(p - 1)
	if isLetter(c) {
		return s.currencyBefore(p) < 0
	}
	if c == '-' || c == '/' || c == '_' || c == '#' || c == '.' || c == ':' || c == '@' {
		b := s.byteAt(p - 2)
		if c == '-' && isLetter(b) {
			// "minus-260", "now-18", "to-260,000": a word that may stand before a number
			i := s.wordBefore(p - 1)
			return s.roleOf(i)&(roleMinus|roleTo|roleFunction) == 0
		}
		if c == '-' && isDigit(b) { // "X2-173"
			for k := p - 2; k >= 0 && (isDigit(s.text[k]) || isLetter(s.text[k])); k-- {
				if isLetter(s.text[k]) {
					return true
				}
			}
		}
		return isLetter(b) || isDigit(b) && c != '-' && c != '/' || c == '#' || c == '@'
	}
	return false
}

// wordBefore is the token that ends at byte p, -1 where none does.
func (s *scanner) wordBefore(p int32) int32 {
	lo, hi := 0, len(s.tokens)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if s.tokens[m].End < p {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(s.tokens) && s.tokens[lo].End == p {
		return int32(lo)
	}
	return -1
}

// unitRune is the length of a non-ASCII letter or sign that unit symbols are
// made of, 0 for any other.
func unitRune(text string) int {
	r, n := utf8.DecodeRuneInString(text)
	switch r {
	case 'µ', 'μ', '°', 'º', '˚', '²', '³', '\u03a9', '\u2126', 'Å', '℃', '℉', 'ł':
		return n
	}
	return 0
}

// number is the word of the number language at token i, nil where it is none.
// A phrase of several tokens is not seen here (see words).
func (s *scanner) number(i int32) *word {
	if i < 0 || int(i) >= len(s.tokens) {
		return nil
	}
	if v := s.x.number.Word(s.text, &s.tokens[i]); v >= 0 {
		return &s.x.words[v]
	}
	return nil
}
