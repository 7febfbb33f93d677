package segment

import (
	"unicode"
	"unicode/utf8"

	"annals/stages"
)

// longest is how far, in bytes, the scanner looks into a word with stops or
// apostrophes inside; it keeps the cost linear on hostile text.
const longest = 128

// dotted decides what a full stop at s[j] is to the word s[i:j]: it returns the
// end of the token (j where the stop is no part of it) and its class. part is
// where the word's last part begins, key the FoldKey of that part, 0 where it is
// not known.
func (z *Tokenizer) dotted(s string, i, j, part int, key uint64) (int, stages.Class) {
	if j-i > longest {
		return j, stages.ClassWord
	}
	if j+1 < len(s) {
		if _, k, _ := at(s, j+1); k == kindLetter || k == kindDigit {
			return z.innerDots(s, i, j)
		}
	}
	if j+1 < len(s) && s[j+1] == '.' {
		return j, stages.ClassWord
	}
	word := s[part:j]
	first, size := utf8.DecodeRuneInString(word)
	capital := unicode.IsUpper(first)
	next := z.nextVisible(s, j+1)
	nextCapital := unicode.IsUpper(next)
	nextDigit := '0' <= next && next <= '9'
	if key == 0 {
		key = stages.FoldKey(word)
	}
	f := z.lex.of(key, word)
	switch {
	case size == len(word) && capital:
		if !nextCapital || f&isAlsoWord != 0 && (j+2 >= len(s) || s[j+1] != ' ' || !initialAfter(s, j+2)) {
			return j, stages.ClassWord
		}
	case f&isAbbreviation == 0:
		return j, stages.ClassWord
	case f&isNumbered != 0 && nextDigit:
	case f&isCalendar != 0:
		if !capital || f&isAlsoWord != 0 && !nextDigit && next != ',' && !nextCapital {
			return j, stages.ClassWord
		}
	case f&(isTitle|isOther) == 0:
		return j, stages.ClassWord
	case f&isAlsoWord != 0 && (!capital || !nextCapital && next != ',' && !nextDigit):
		return j, stages.ClassWord
	}
	return j + 1, stages.ClassWord
}

// stopsHere reports whether white space or the end of the text follows the full
// stop at s[j].
func stopsHere(s string, j int) bool {
	return j+1 == len(s) || kinds[s[j+1]] == kindSpace || kinds[s[j+1]] == kindLine
}

// initialAfter reports whether another initial ("M.") begins at s[i].
func initialAfter(s string, i int) bool {
	return i+1 < len(s) && 'A' <= s[i] && s[i] <= 'Z' && s[i+1] == '.'
}

// nextVisible is the next character after white space and closing marks within
// a few bytes, 0 where there is none.
func (z *Tokenizer) nextVisible(s string, i int) rune {
	for n := 0; i < len(s) && n < 8; n++ {
		r, k, size := at(s, i)
		if k != kindSpace && k != kindLine {
			return r
		}
		i += size
	}
	return 0
}

// innerDots is dotted for a stop with a letter or digit right after it: an
// acronym ("U.S."), an abbreviation ("Ph.D."), the name of a host or a file.
func (z *Tokenizer) innerDots(s string, i, j int) (int, stages.Class) {
	end, last, single := j, j, j-i == 1
	for end < len(s) && s[end] == '.' && end-i < longest {
		n := alphanumerics(s, end+1)
		for n < len(s) && (s[n] == '-' || s[n] == '_') && n+1 < len(s) && kinds[s[n+1]] == kindLetter {
			n = alphanumerics(s, n+1)
		}
		if n == end+1 {
			break
		}
		single = single && n-end == 2
		last, end = end, n
	}
	word := s[i:end]
	f := z.lex.of(stages.FoldKey(word), word)
	switch {
	case single && kinds[s[i]] == kindLetter || f&isAbbreviation != 0:
		if end < len(s) && s[end] == '.' && (end+1 == len(s) || s[end+1] != '.') {
			end++
		}
		return end, stages.ClassWord
	case j-i == 3 && s[i]|0x20 == 'w' && s[i+1]|0x20 == 'w' && s[i+2]|0x20 == 'w':
		return linkEnd(s, i), stages.ClassOther
	case end > last+1 && z.lex.of(stages.FoldKey(s[last+1:end]), s[last+1:end])&isEnding != 0 && lowerOrSame(s[last+1:end]):
		if end < len(s) && s[end] == '/' {
			end = linkEnd(s, i)
		}
		return end, stages.ClassOther
	case end > last && last > j && lowerLetters(s[i:end]):
		return end, stages.ClassOther // "comp.lang.go"
	case j-i == 1 && 'A' <= s[i] && s[i] <= 'Z' && 'A' <= s[j+1] && s[j+1] <= 'Z':
		return j + 1, stages.ClassWord // "J.Smith"
	case f == 0:
		if g := z.lex.of(stages.FoldKey(s[i:j]), s[i:j]); g&isTitle != 0 && g&isAlsoWord == 0 {
			return j + 1, stages.ClassWord // "Mr.Smith"
		}
	}
	return j, stages.ClassWord
}

// lowerOrSame reports whether s is all lower or all upper case: "doc", "DOC",
// not the first word of a sentence, "It".
func lowerOrSame(s string) bool {
	lower, upper := false, false
	for _, c := range []byte(s) {
		lower = lower || 'a' <= c && c <= 'z'
		upper = upper || 'A' <= c && c <= 'Z'
	}
	return !(lower && upper)
}

// lowerLetters reports whether s is letters in lower case and full stops.
func lowerLetters(s string) bool {
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && c != '.' {
			return false
		}
	}
	return true
}

// link is the end of the URL whose scheme is s[i:j] and whose colon stands at
// s[j], 0 where there is none.
func link(s string, i, j int) int {
	if j+3 < len(s) && s[j+1] == '/' && s[j+2] == '/' && kinds[s[j+3]] != kindSpace {
		return linkEnd(s, i)
	}
	if s[i:j] == "mailto" && j+1 < len(s) && kinds[s[j+1]] == kindLetter {
		return linkEnd(s, i)
	}
	return 0
}

// linkEnd is the end of the URL at s[i]: the next white space, bracket or
// quotation mark, without punctuation at its end.
func linkEnd(s string, i int) int {
	j, open := i, 0
loop:
	for j < len(s) {
		c := s[j]
		switch {
		case kinds[c] == kindSpace || kinds[c] == kindLine || c == '"' || c == '<' || c == '>' || c == '|':
			break loop
		case c == '(':
			open++
		case c == ')':
			if open--; open < 0 {
				break loop
			}
		case c >= utf8.RuneSelf:
			_, k, n := at(s, j)
			if k != kindLetter && k != kindMark && k != kindDigit {
				break loop
			}
			j += n
			continue
		}
		j++
	}
	for j > i {
		switch s[j-1] {
		case '.', ',', ';', ':', '!', '?', '\'', ']', '}', '*':
			j--
			continue
		}
		break
	}
	return j
}

// address finds an e-mail address or handle at the "@" at s[j], after the word
// s[i:j]: its end (0 where there is none), its start and the tokens without
// those it takes back.
func address(s string, i, j, first int, before *stages.Shape, tokens []stages.Token) (end, start int, rest []stages.Token) {
	end = j + 1
	for end < len(s) && (kinds[s[end]] == kindLetter || kinds[s[end]] == kindDigit || s[end] == '.' || s[end] == '-') {
		end++
	}
	for end > j+1 && (s[end-1] == '.' || s[end-1] == '-') {
		end--
	}
	if end == j+1 {
		return 0, 0, tokens
	}
	for n := len(tokens); n > first && *before == 0; n = len(tokens) {
		t := &tokens[n-1]
		c := s[t.Start]
		if t.Class != stages.ClassWord && t.Class != stages.ClassNumber && c != '.' && c != '-' && c != '+' && c != '%' && c != '\'' {
			break
		}
		i = int(t.Start)
		*before = t.Shape & (stages.ShapeSpaceBefore | stages.ShapeLineBefore)
		tokens = tokens[:n-1]
	}
	return end, i, tokens
}

// number appends the number that begins at s[i] with a digit or with a decimal
// point and a digit, and returns where it ends.
func (z *Tokenizer) number(s string, i, first int, before stages.Shape, tokens []stages.Token) (int, []stages.Token) {
	j := i
	if s[j] == '.' {
		j++
	}
	j = digits(s, j)
	grouped := false
scan:
	for j+1 < len(s) {
		d := kinds[s[j+1]] == kindDigit
		switch s[j] {
		case ',':
			// Groups of three; of two where another group follows.
			if g := digits(s, j+1); g == j+4 || g == j+3 && g+1 < len(s) && s[g] == ',' && digits(s, g+1) == g+4 {
				j, grouped = g, true
				continue
			}
			break scan
		case '.', ':', '/':
			if !d {
				break scan
			}
			j = digits(s, j+1)
		case '-':
			end := hyphened(s, i, j)
			if grouped || end <= j { // an end before j: a date that stands before a ":" or "."
				break scan
			}
			j = end
		default:
			break scan
		}
	}
	class := stages.ClassNumber
	if j < len(s) {
		r, k, n := at(s, j)
		switch {
		case k == kindLetter:
			end := letters(s, j)
			f := facts(0)
			if end-j <= 8 {
				f = z.lex.of(stages.FoldKey(s[j:end]), s[j:end])
			}
			next := kindSpace
			if end < len(s) {
				_, next, _ = at(s, end)
			}
			switch {
			case next == kindDigit:
				j = alphanumerics(s, end)
			case f&isNumberEnding != 0:
				j = end
			case f&isUnit != 0 && s[j] != '_':
				tokens = add(s, i, j, class, before, tokens)
				if dots := z.unitDots(s, j, end); dots > end {
					return dots, add(s, j, dots, stages.ClassWord, 0, tokens)
				}
				return end, add(s, j, end, stages.ClassWord, 0, tokens)
			case end-j == 1 && end+3 <= len(s) && s[end] == '.' && kinds[s[end+1]] == kindLetter:
				// "5p.m."
				if dots := z.unitDots(s, j, end); dots > end {
					tokens = add(s, i, j, class, before, tokens)
					return dots, add(s, j, dots, stages.ClassWord, 0, tokens)
				}
				j = end
			default:
				j = end
			}
			if j < len(s) && s[j] == '@' {
				if end, from, t := address(s, i, j, first, &before, tokens); end > 0 {
					return end, add(s, from, end, stages.ClassOther, before, t)
				}
			}
			if j < len(s) && s[j] == '.' && class == stages.ClassNumber {
				if end, c := z.innerDotsIf(s, i, j); end > j && c == stages.ClassOther {
					return end, add(s, i, end, c, before, tokens)
				}
			}
		case isApostrophe(r) && s[j-1] == '0' && letters(s, j+n) == j+n+1 && z.lex.of(stages.FoldKey(s[j:j+n+1]), s[j:j+n+1])&isClitic != 0:
			j += n + 1 // "the 1960's"
		case r == '@':
			if end, from, t := address(s, i, j, first, &before, tokens); end > 0 {
				return end, add(s, from, end, stages.ClassOther, before, t)
			}
		case k == kindDigit && r >= utf8.RuneSelf:
			j = digits(s, j) // "2½"
		}
	}
	return j, add(s, i, j, class, before, tokens)
}

func (z *Tokenizer) innerDotsIf(s string, i, j int) (int, stages.Class) {
	if j+1 < len(s) && kinds[s[j+1]] == kindLetter {
		return z.innerDots(s, i, j)
	}
	return j, stages.ClassWord
}

// unitDots is the end of an abbreviated unit with stops ("p.m.") whose first
// letters are s[i:end]; end where it is none.
func (z *Tokenizer) unitDots(s string, i, end int) int {
	if end+1 < len(s) && s[end] == '.' {
		n := letters(s, end+1)
		if n > end+1 && z.lex.of(stages.FoldKey(s[i:n]), s[i:n])&isUnit != 0 {
			if n < len(s) && s[n] == '.' {
				n++
			}
			return n
		}
	}
	return end
}

func digits(s string, i int) int {
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			if kinds[c] != kindDigit {
				break
			}
			i++
			continue
		}
		_, k, n := at(s, i)
		if k != kindDigit {
			break
		}
		i += n
	}
	return i
}

// hyphened is the end of a telephone number, postal code or date in digits and
// hyphens that begins at s[i] and has its first hyphen at s[j]; j where it is
// none, as in the range "5-10" or "2004-2008".
func hyphened(s string, i, j int) int {
	var n [5]int
	parts := 0
	k := i
	for parts < len(n) {
		e := k
		for e < len(s) && kinds[s[e]] == kindDigit {
			e++
		}
		if e == k {
			return j
		}
		n[parts] = e - k
		parts++
		k = e
		if e+1 >= len(s) || s[e] != '-' || kinds[s[e+1]] != kindDigit {
			break
		}
		k++
	}
	ok := false
	switch parts {
	case 2:
		ok = n[0] == 3 && n[1] == 4 || n[0] == 5 && n[1] == 4
	case 3:
		ok = n[0] == 4 && n[1] <= 2 && n[2] <= 2 || n[0] <= 2 && n[1] <= 2 && (n[2] == 4 || n[2] == 2) || n[0] == 3 && n[1] == 3 && n[2] == 4
	case 4:
		ok = n[0] <= 3 && n[1] == 3 && n[2] == 3 && n[3] == 4
	}
	if ok && k < len(s) && kinds[s[k]] == kindLetter {
		ok = false
	}
	if ok {
		return k
	}
	return j
}

// mark appends the token that begins at s[i] with an ASCII mark or symbol or
// with an apostrophe, and returns where it ends.
func (z *Tokenizer) mark(s string, i, first int, before stages.Shape, tokens []stages.Token) (int, []stages.Token) {
	c := s[i]
	j := i + 1
	class := stages.ClassPunctuation
	switch {
	case c == '\'' || c >= utf8.RuneSelf:
		_, _, n := at(s, i)
		j = i + n
		class = stages.ClassQuote
		if j < len(s) {
			if end := letters(s, j); end > j && end-i <= 8 {
				f := z.lex.of(stages.FoldKey(s[i:end]), s[i:end])
				switch {
				case before == 0 && len(tokens) > first && f&isClitic != 0:
					return end, add(s, i, end, stages.ClassWord, stages.ShapeClitic, tokens)
				case f&isWhole != 0:
					return end, add(s, i, end, stages.ClassWord, before, tokens)
				case f&isContraction != 0:
					return end, z.contract(s, i, end, stages.FoldKey(s[i:end]), before, tokens)
				}
			} else if kinds[s[j]] == kindDigit && before != 0 {
				// "'98", "'60s"
				if end := digits(s, j); end == j+2 {
					if end < len(s) && s[end] == 's' && alphanumerics(s, end) == end+1 {
						end++
					}
					if end == len(s) || kinds[s[end]] != kindLetter && !(kinds[s[end]] == kindQuote) {
						return end, add(s, i, end, stages.ClassNumber, before, tokens)
					}
				}
			}
			if c == '\'' && s[j] == '\'' {
				j++
			}
		}
	case c == '"' || c == '`':
		class = stages.ClassQuote
		if c == '`' && j < len(s) && s[j] == '`' {
			j++
		}
	case c == '.':
		if j < len(s) && kinds[s[j]] == kindDigit && (before != 0 || i > 0 && kinds[s[i-1]] == kindOther) {
			return z.number(s, i, first, before, tokens)
		}
		j = run(s, i, ".!?")
	case c == '!' || c == '?':
		j = run(s, i, ".!?")
	case c == '#' && before != 0 && j < len(s) && kinds[s[j]] == kindLetter:
		j = alphanumerics(s, j)
		class = stages.ClassOther
	case c == '-' || c == '*' || c == '=' || c == '~' || c == '<' || c == '>' || c == '+' || c == '#':
		for j < len(s) && s[j] == c {
			j++
		}
		if j == i+1 && c == '-' && j < len(s) && s[j] == '>' {
			j++
		}
		if c != '-' {
			class = stages.ClassSymbol
		}
	case (c == ':' || c == ';') && before != 0 && j < len(s):
		e := j
		if s[e] == '-' {
			e++
		}
		if e < len(s) && (s[e] == ')' || s[e] == '(' || s[e] == 'D' || s[e] == 'P') && (e+1 == len(s) || kinds[s[e+1]] == kindSpace || kinds[s[e+1]] == kindLine) {
			j, class = e+1, stages.ClassOther
		}
	case c == '@' && before != 0 && j < len(s) && kinds[s[j]] == kindLetter:
		if end, from, t := address(s, i, i, first, &before, tokens); end > 0 {
			return end, add(s, from, end, stages.ClassOther, before, t)
		}
	case kinds[c] == kindOther:
		class = stages.ClassSymbol
		for c == '$' && j < len(s) && s[j] == c {
			j++
		}
	}
	return j, add(s, i, j, class, before, tokens)
}

// run is the end of the run of characters of set at s[i].
func run(s string, i int, set string) int {
	for i < len(s) {
		found := false
		for k := range len(set) {
			found = found || s[i] == set[k]
		}
		if !found {
			break
		}
		i++
	}
	return i
}
