package segment

import (
	"unicode"
	"unicode/utf8"

	"annals/stages"
)

// Sentence boundaries are decided token by token, left to right, from the token
// and its neighbours only. A line break inside a block ends the sentence if it
// was set on purpose: if the first word of the next line would have fitted on
// the line before (lines of a paragraph that was wrapped are as long as they
// can be), if the next line begins like a list item, or if the block is one
// whose lines stand for themselves.

// boundaries finds the sentences of one block.
type boundaries struct {
	lex    *lexicon
	text   string
	tokens []stages.Token
	lines  bool // every line is a sentence
	first  int  // first token of the block
	width  int  // of the longest line of the block, in bytes; 0 before it is asked for
}

// measure finds the longest line of the block.
func (b *boundaries) measure() {
	first := b.first
	start := b.tokens[first].Start
	for i := first + 1; i <= len(b.tokens); i++ {
		if i == len(b.tokens) || b.tokens[i].Shape&stages.ShapeLineBefore != 0 {
			b.width = max(b.width, int(b.tokens[i-1].End-start))
			if i < len(b.tokens) {
				start = b.tokens[i].Start
			}
		}
	}
}

// next is the end of the sentence that begins at token from.
func (b *boundaries) next(from int) int {
	line := b.tokens[from].Start // where the current line begins
	quotes := 0                  // straight double quotes seen
	for i := from; i < len(b.tokens); i++ {
		t := &b.tokens[i]
		if t.Class == stages.ClassWord && t.Shape&stages.ShapeLineBefore == 0 && b.text[t.End-1] != '.' && b.text[t.Start] != '_' {
			continue // a word inside a line: by far the commonest case
		}
		if i > from && t.Shape&stages.ShapeLineBefore != 0 {
			if b.lines || b.setBreak(i, int(b.tokens[i-1].End-line)) {
				return i
			}
			line = t.Start
		}
		if t.Len() >= ruleLength && b.drawn(t) {
			if i > from {
				return i
			}
			return i + 1
		}
		if t.Class == stages.ClassQuote && b.text[t.Start] == '"' {
			quotes++
		}
		if !b.stop(i) {
			continue
		}
		end := b.closing(i+1, quotes)
		if end == len(b.tokens) {
			return end
		}
		if b.ends(from, i, end) {
			return end
		}
		for i++; i < end; i++ { // closing marks decide nothing of their own
			if t := &b.tokens[i]; t.Class == stages.ClassQuote && b.text[t.Start] == '"' {
				quotes++
			}
		}
		i--
	}
	return len(b.tokens)
}

// ruleLength is from how many marks on a row of them is a drawn line.
const ruleLength = 5

// drawn reports whether a token is a line drawn with marks ("-----", "*****"),
// which stands between sentences and in none.
func (b *boundaries) drawn(t *stages.Token) bool {
	switch c := b.text[t.Start]; c {
	case '-', '*', '=', '_', '~', '#':
		return b.text[t.End-1] == c && b.text[t.Start+int32(t.Len()/2)] == c
	}
	return false
}

// stop reports whether token i may end a sentence: a stop, or an abbreviation
// with one.
func (b *boundaries) stop(i int) bool {
	t := &b.tokens[i]
	switch t.Class {
	case stages.ClassPunctuation:
		switch b.text[t.Start] {
		case '.', '!', '?':
			return true
		}
		if b.text[t.Start] >= utf8.RuneSelf {
			r, _ := utf8.DecodeRuneInString(b.text[t.Start:])
			return isStop(r)
		}
	case stages.ClassWord:
		return b.text[t.End-1] == '.'
	}
	return false
}

func isStop(r rune) bool {
	switch r {
	case '\u3002', '\uff01', '\uff1f', '\uff0e', '\uff61', '\u2026', '\u203c', '\u2049', '\u0964', '\u06d4', '\u061f':
		return true
	}
	return false
}

// closing is the index after the closing quotation marks and brackets (and
// further stops) that begin at token i. quotes is the number of straight double
// quotation marks before it in the sentence.
func (b *boundaries) closing(i, quotes int) int {
	for ; i < len(b.tokens); i++ {
		t := &b.tokens[i]
		if t.Shape&stages.ShapeLineBefore != 0 {
			break
		}
		r, _ := utf8.DecodeRuneInString(b.text[t.Start:])
		spaced := t.Shape&stages.ShapeSpaceBefore != 0
		switch r {
		case ')', ']', '}', '\u201d', '\u2019', '\u00bb', '\uff09', '\u300d', '\u300f', '\u203a':
			if spaced && r == '\u2019' || t.Class == stages.ClassWord {
				return i
			}
		case '"', '\'':
			if t.Class != stages.ClassQuote {
				return i
			}
			open := i+1 < len(b.tokens) && b.tokens[i+1].Shape&stages.ShapeSpaceBefore == 0
			if spaced && (open || r == '\'' || quotes%2 == 0) {
				return i
			}
			quotes++
		case '.', '!', '?', '\u2026':
			if t.Class != stages.ClassPunctuation {
				return i
			}
		case ':', ';':
			if t.Class != stages.ClassOther { // a smiley
				return i
			}
		default:
			if !isStop(r) {
				return i
			}
		}
	}
	return i
}

// ends reports whether the sentence that begins at from ends after the stop at
// token i; next is the first token after it and its closing marks.
func (b *boundaries) ends(from, i, next int) bool {
	t, n := &b.tokens[i], &b.tokens[next]
	stop, _ := utf8.DecodeRuneInString(b.text[t.Start:])
	if n.Shape&stages.ShapeSpaceBefore == 0 {
		// No space: only full-width stops end, and a stop that was forgotten
		// its space ("the end.It").
		if isStop(stop) && stop != '\u2026' {
			return true
		}
		return stop == '.' && next == i+1 && t.Len() == 1 && i > from && n.Class == stages.ClassWord &&
			n.Shape&stages.ShapeCapital != 0 && b.tokens[i-1].Class == stages.ClassWord && b.lower(i-1) && b.tokens[i-1].Len() > 1
	}
	// The first word of what follows, past opening marks.
	word := next
	for word < len(b.tokens)-1 && word < next+3 && (b.tokens[word].Class == stages.ClassQuote || b.opening(word)) {
		word++
	}
	w := &b.tokens[word]
	capital := w.Shape&stages.ShapeCapital != 0
	if t.Class == stages.ClassWord {
		return b.abbreviationEnds(from, i, word, capital)
	}
	if b.lower(word) {
		// Careless writing, unless something else explains the stop: a quote
		// that ends, an abbreviation not in the lists, a name ("Yahoo! is").
		if word != next || next != i+1 {
			return isStop(stop) && stop != '\u2026'
		}
		switch {
		case stop == '?', stop == '!' && t.Len() > 1 && b.text[t.End-1] == '!':
			return true
		case stop == '.' || stop == '!':
			return t.Len() == 1 && i > from && b.plain(i-1)
		}
		return isStop(stop) && stop != '\u2026'
	}
	if t.Len() == 1 && stop == '.' && i == from+1 && b.enumerator(from) {
		return false // "1. Introduction"
	}
	if n.Class == stages.ClassPunctuation {
		switch c := b.text[n.Start]; c {
		case ',', ';', ':', ')':
			return false
		case '-':
			return word == next && n.Shape&stages.ShapeLineBefore != 0
		}
		if r, _ := utf8.DecodeRuneInString(b.text[n.Start:]); r == '\u2014' || r == '\u2013' {
			return false
		}
	}
	return true
}

// plain reports whether token i is a word in lower case that is hardly an
// abbreviation: two letters at least, one of them a vowel.
func (b *boundaries) plain(i int) bool {
	if !b.lower(i) {
		return false
	}
	t := &b.tokens[i]
	vowel := false
	for _, c := range []byte(b.text[t.Start:t.End]) {
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			vowel = true
		}
	}
	return vowel && t.Len() >= 2
}

// lower reports whether token i is a word in lower case.
func (b *boundaries) lower(i int) bool {
	t := &b.tokens[i]
	if t.Class != stages.ClassWord || t.Shape&stages.ShapeCapital != 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(b.text[t.Start:])
	return unicode.IsLower(r)
}

// opening reports whether token i opens a bracket.
func (b *boundaries) opening(i int) bool {
	switch b.text[b.tokens[i].Start] {
	case '(', '[', '{':
		return true
	}
	return false
}

// enumerator reports whether token i is the number or letter of a list item.
func (b *boundaries) enumerator(i int) bool {
	t := &b.tokens[i]
	if t.Class == stages.ClassNumber {
		return t.Len() <= 3
	}
	if t.Class != stages.ClassWord {
		return false
	}
	if t.Len() == 1 {
		return b.text[t.Start] != 'I' || t.Shape&stages.ShapeLineBefore != 0
	}
	if t.Len() > 5 {
		return false
	}
	for _, c := range []byte(b.text[t.Start:t.End]) {
		switch c {
		case 'i', 'v', 'x', 'I', 'V', 'X':
		default:
			return false
		}
	}
	return true
}

// abbreviationEnds reports whether the sentence ends after the abbreviation or
// initial at token i, where the next word stands at word.
func (b *boundaries) abbreviationEnds(from, i, word int, capital bool) bool {
	if !capital {
		return false
	}
	t := &b.tokens[i]
	bare := b.text[t.Start : t.End-1]
	f := b.lex.of(stages.FoldKey(bare), bare)
	if f&(isTitle|isNumbered) != 0 && f&(isOther|isCalendar) == 0 {
		return false
	}
	if i == from && b.enumerator(i) && len(bare) == 1 {
		return false
	}
	w := &b.tokens[word]
	return b.lex.of(w.Key, b.text[w.Start:w.End])&isStarter != 0
}

// setBreak reports whether the line break before token i was set on purpose;
// length is that of the line it ends, in bytes.
func (b *boundaries) setBreak(i, length int) bool {
	t := &b.tokens[i]
	r, _ := utf8.DecodeRuneInString(b.text[t.Start:])
	if t.Class == stages.ClassPunctuation && (r == '\u2022' || r == '\u25cf') || t.Class == stages.ClassSymbol && r == '*' {
		return true
	}
	if b.enumerator(i) && i+1 < len(b.tokens) && t.Class == stages.ClassNumber {
		if n := &b.tokens[i+1]; n.Shape&stages.ShapeSpaceBefore == 0 && (b.text[n.Start] == '.' || b.text[n.Start] == ')') &&
			i+2 < len(b.tokens) && b.tokens[i+2].Shape&stages.ShapeSpaceBefore != 0 && !b.lower(i+2) {
			return true
		}
	}
	end := i
	for end < len(b.tokens) && (end == i || b.tokens[end].Shape&stages.ShapeSpaceBefore == 0) {
		end++
	}
	if b.width == 0 {
		b.measure()
	}
	if length+1+int(b.tokens[end-1].End-t.Start) > b.width {
		return false
	}
	// It would have fitted. Text that goes on in lower case after a comma or a
	// short word was broken by an editor, not by its author.
	return !b.lower(i)
}
