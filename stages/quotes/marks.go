package quotes

// The quotation-mark automaton. It reads the bytes of one paragraph after the
// other, once. A table of 256 bytes skips everything that cannot be part of a
// mark; a mark is given a role (opens, closes, either) from its glyph and the
// characters beside it, and a stack pairs them. Nothing looks further than the
// next mark, the stack is bounded, and whatever is left open at the end of a
// paragraph waits two paragraphs at most, so that the cost is linear in the
// text and a lost mark harms no more than its neighbourhood.
//
// What it must survive: straight and curly marks, guillemets in both
// directions, CJK brackets, doubled apostrophes and backquotes, low marks,
// mixed pairs, nested pairs, marks curled the wrong way, apostrophes, feet and
// inches, quotes of several paragraphs that open again without closing, quotes
// that run over a paragraph's end, marks never opened or never closed.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/stages"
)

// Pair is a stretch of text between two quotation marks.
type Pair struct {
	Open  stages.Span // the opening mark
	Close stages.Span // the closing mark; empty, at the end of the content, where there is none
	// Parent is the pair around this one, -1 at the top.
	Parent int32
	// Next is the pair that goes on with the same words in the next paragraph,
	// which opens a mark again; Previous is its inverse. -1 where none.
	Next, Previous int32
	Family         Family
	// Unclosed: no closing mark was found and no paragraph goes on with it.
	// Its content ends at the paragraph or at the next pair inside it.
	Unclosed bool
	// Crossed: the closing mark stands in a later paragraph that did not open
	// the mark again.
	Crossed bool
}

// Content is the text between the marks.
func (p *Pair) Content() stages.Span { return stages.Span{Start: p.Open.End, End: p.Close.Start} }

// Outer is the text with its marks.
func (p *Pair) Outer() stages.Span { return stages.Span{Start: p.Open.Start, End: p.Close.End} }

// Family is the kind of mark that opened a pair.
type Family uint8

// Families of marks. The first three close one another where nothing fits
// better: real text mixes them.
const (
	Straight     Family = iota // "
	Curly                      // “ ” „ ‟
	Doubled                    // ” written as two apostrophes, “ as two backquotes or apostrophes
	Single                     // ‘ ’ ‚ ' `
	Guillemet                  // « »
	SingleGuille               // ‹ ›
	Corner                     // 「 」 ｢ ｣ ﹁ ﹂
	WhiteCorner                // 『 』 ﹃ ﹄
	FullWidth                  // ＂
)

func (f Family) double() bool { return f <= Doubled }

type role uint8

const (
	opens role = 1 << iota
	closes
	afterDigit // may be a sign for inches, feet, minutes, seconds
	possessive // a single mark that may be the apostrophe of a possessive
)

type mark struct {
	at     int32
	size   uint8
	family Family
	role   role
}

// maxDepth bounds the stack: deeper nesting than this is damage, not language.
const maxDepth = 16

// patience is the number of further paragraphs in which the closing mark of a
// quote that ran over the end of its paragraph is looked for.
const patience = 2

// maxSingle is the greatest length, in bytes, of a pair of single marks: the
// apostrophe makes longer ones too uncertain.
const maxSingle = 1500

type pairing struct {
	text    string
	pairs   []Pair
	marks   []mark
	stack   []int32 // indices in pairs, outermost first
	pending int32   // pair left open by an earlier paragraph, -1
	waited  int
}

// Pairs appends to out the pairs of quotation marks of text, in the order of
// their opening marks. paragraphs are the stretches that text is read in, in
// order and without overlap.
func Pairs(text string, paragraphs []stages.Span, out []Pair) []Pair {
	p := pairing{text: text, pairs: out, pending: -1}
	for _, s := range paragraphs {
		p.paragraph(s)
	}
	p.giveUp()
	return p.pairs
}

// Paragraphs appends the stretches of text between blank lines to out, for
// callers that have no blocks.
func Paragraphs(text string, out []stages.Span) []stages.Span {
	start, end := -1, 0 // of the paragraph under way
	for i := 0; i < len(text); {
		stop := len(text)
		if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
			stop = i + n
		}
		switch line := strings.TrimRight(text[i:stop], " \t\r"); {
		case len(line) > 0:
			if start < 0 {
				start = i
			}
			end = i + len(line)
		case start >= 0:
			out = append(out, stages.Span{Start: int32(start), End: int32(end)})
			start = -1
		}
		i = stop + 1
	}
	if start >= 0 {
		out = append(out, stages.Span{Start: int32(start), End: int32(end)})
	}
	return out
}

// interesting is non-zero for bytes that begin a mark.
var interesting = [256]uint8{'"': 1, '\'': 2, '`': 3, 0xE2: 4, 0xC2: 5, 0xE3: 6, 0xEF: 7}

// paragraph collects the marks of one paragraph and pairs them.
func (p *pairing) paragraph(s stages.Span) {
	text, start, end := p.text, int(s.Start), int(s.End)
	p.marks = p.marks[:0]
	for i := start; i < end; {
		c := text[i]
		if interesting[c] == 0 {
			i++
			continue
		}
		switch interesting[c] {
		case 1:
			p.add(start, end, i, 1, Straight, both)
			i++
		case 2:
			if i+2 < end && text[i+1] == '\'' && text[i+2] == '\'' && (i+3 >= end || text[i+3] != '\'') && p.left(start, i) != edge {
				// Three that close: the inner quote first.
				p.single(start, end, i, 1, both)
				p.add(start, end, i+1, 2, Doubled, both)
				i += 3
				continue
			}
			if i+1 < end && text[i+1] == '\'' {
				p.add(start, end, i, 2, Doubled, both)
				i += 2
				continue
			}
			if i > start && i+1 < end && letterOrDigit(text[i-1]) && letterOrDigit(text[i+1]) {
				i++ // an apostrophe, by far the commonest
				continue
			}
			p.single(start, end, i, 1, both)
			i++
		case 3:
			if i+1 < end && text[i+1] == '`' {
				p.add(start, end, i, 2, Doubled, opening)
				i += 2
				continue
			}
			p.single(start, end, i, 1, opening)
			i++
		default:
			i += p.wide(start, end, i)
		}
	}
	p.pair(s)
}

// direction is what a glyph claims of itself.
type direction uint8

const (
	both direction = iota
	opening
	closing
)

// wide looks at a character of several bytes and returns its length, or 1 where
// it is no mark.
func (p *pairing) wide(start, end, i int) int {
	t := p.text
	if t[i] == 0xC2 {
		if i+1 >= end {
			return 1
		}
		switch t[i+1] {
		case 0xAB:
			p.add(start, end, i, 2, Guillemet, opening)
		case 0xBB:
			p.add(start, end, i, 2, Guillemet, closing)
		}
		return 2
	}
	if i+2 >= end {
		return 1
	}
	b, c := t[i+1], t[i+2]
	switch {
	case t[i] == 0xE2 && b == 0x80:
		switch c {
		case 0x98: // ‘
			p.single(start, end, i, 3, opening)
		case 0x99: // ’
			p.single(start, end, i, 3, closing)
		case 0x9A: // ‚
			p.single(start, end, i, 3, opening)
		case 0x9C, 0x9F: // “ ‟
			p.add(start, end, i, 3, Curly, opening)
		case 0x9D: // ”
			p.add(start, end, i, 3, Curly, closing)
		case 0x9E: // „
			p.add(start, end, i, 3, Curly, opening)
		case 0xB9: // ‹
			p.add(start, end, i, 3, SingleGuille, opening)
		case 0xBA: // ›
			p.add(start, end, i, 3, SingleGuille, closing)
		}
	case t[i] == 0xE3 && b == 0x80:
		switch c {
		case 0x8C:
			p.put(i, 3, Corner, opens)
		case 0x8D:
			p.put(i, 3, Corner, closes)
		case 0x8E:
			p.put(i, 3, WhiteCorner, opens)
		case 0x8F:
			p.put(i, 3, WhiteCorner, closes)
		case 0x9D: // 〝
			p.put(i, 3, Curly, opens)
		case 0x9E, 0x9F: // 〞 〟
			p.put(i, 3, Curly, closes)
		}
	case t[i] == 0xEF && b == 0xBC && c == 0x82:
		p.put(i, 3, FullWidth, opens|closes)
	case t[i] == 0xEF && b == 0xBD && c == 0xA2:
		p.put(i, 3, Corner, opens)
	case t[i] == 0xEF && b == 0xBD && c == 0xA3:
		p.put(i, 3, Corner, closes)
	case t[i] == 0xEF && b == 0xB9:
		switch c {
		case 0x81:
			p.put(i, 3, Corner, opens)
		case 0x82:
			p.put(i, 3, Corner, closes)
		case 0x83:
			p.put(i, 3, WhiteCorner, opens)
		case 0x84:
			p.put(i, 3, WhiteCorner, closes)
		}
	}
	return 3
}

func (p *pairing) put(at int, size uint8, f Family, r role) {
	p.marks = append(p.marks, mark{int32(at), size, f, r})
}

// neighbour is what stands beside a mark.
type neighbour uint8

const (
	edge     neighbour = iota // white space or the paragraph's edge
	bracket                   // an opening bracket
	dash                      // a dash, hyphen, slash
	word                      // a letter, digit, symbol
	digit                     // a digit
	stop                      // closing punctuation, closing bracket
	quoteGly                  // another mark
)

// add gives a double mark its role from the glyph and its neighbours.
func (p *pairing) add(start, end, at int, size uint8, f Family, d direction) {
	l, r := p.left(start, at), p.right(end, at+int(size))
	var ro role
	switch {
	case (l == edge) && r == edge:
		ro = opens | closes
	case l == edge || l == bracket:
		ro = opens
	case l == dash:
		ro = closes
		if r == word || r == digit || r == bracket {
			ro = opens
		}
	case r == word || r == digit:
		ro = opens | closes
		if l == quoteGly {
			ro = opens
		}
	case r == bracket:
		ro = opens | closes
	case l == quoteGly && r == quoteGly:
		ro = opens | closes
	default:
		ro = closes
	}
	switch d {
	case opening:
		if ro&opens != 0 {
			ro = opens
		} else if f == Doubled {
			ro = opens // two backquotes never close
		} else {
			ro = opens | closes // curled the wrong way: decided by what is open
		}
	case closing:
		if ro&closes != 0 {
			ro = closes
		} else {
			ro = opens | closes
		}
	}
	if l == digit {
		ro |= afterDigit
	}
	p.put(at, size, f, ro)
}

// single gives a single mark its role; most are apostrophes and get none.
func (p *pairing) single(start, end, at int, size uint8, d direction) {
	l, r := p.left(start, at), p.right(end, at+int(size))
	if (l == word || l == digit) && (r == word || r == digit) {
		return
	}
	openable := (l == edge || l == bracket || l == dash || l == quoteGly) && (r == word || r == digit || r == quoteGly)
	closable := (l == word || l == digit || l == stop || l == quoteGly || l == dash) && r != word && r != digit
	var ro role
	switch {
	case d == closing && !closable, !openable && !closable:
		return // ’tis, ’90s, a mark alone
	case d == opening && openable:
		ro = opens
	case d == closing:
		ro = closes
	default:
		if openable {
			ro |= opens
		}
		if closable {
			ro |= closes
		}
	}
	// '90s
	if ro&opens != 0 && r == digit && size == 1 && at+3 < end && p.text[at+2] >= '0' && p.text[at+2] <= '9' && !('0' <= p.text[at+3] && p.text[at+3] <= '9') {
		return
	}
	if ro&closes != 0 && l == word && r == edge && at > start && (p.text[at-1]|0x20 == 's' || p.text[at-1]|0x20 == 'n') {
		ro |= possessive
	}
	p.put(at, size, Single, ro)
}

func letterOrDigit(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func (p *pairing) left(start, at int) neighbour {
	if at <= start {
		return edge
	}
	c := p.text[at-1]
	if c < utf8.RuneSelf {
		return asciiNeighbour[c]
	}
	r, _ := utf8.DecodeLastRuneInString(p.text[start:at])
	return runeNeighbour(r)
}

func (p *pairing) right(end, at int) neighbour {
	if at >= end {
		return edge
	}
	c := p.text[at]
	if c < utf8.RuneSelf {
		n := asciiNeighbour[c]
		if c == '.' && at+1 < end && '0' <= p.text[at+1] && p.text[at+1] <= '9' {
			return digit
		}
		return n
	}
	r, _ := utf8.DecodeRuneInString(p.text[at:end])
	return runeNeighbour(r)
}

var asciiNeighbour = func() (t [utf8.RuneSelf]neighbour) {
	for c := range t {
		switch {
		case c <= ' ' || c == 0x7f:
			t[c] = edge
		case '0' <= c && c <= '9':
			t[c] = digit
		case c == '(' || c == '[' || c == '{' || c == '<':
			t[c] = bracket
		case c == '-' || c == '/' || c == '=':
			t[c] = dash
		case c == ',' || c == '.' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' || c == ']' || c == '}' || c == '>':
			t[c] = stop
		case c == '"' || c == '\'' || c == '`':
			t[c] = quoteGly
		default:
			t[c] = word
		}
	}
	return t
}()

func runeNeighbour(r rune) neighbour {
	switch {
	case r >= 0x4e00 && r <= 0x9fff:
		return word
	case r == '\u2018' || r == '\u2019' || r == '\u201a' || r == '\u201c' || r == '\u201d' || r == '\u201e' || r == '\u00ab' || r == '\u00bb' || r == '\u2039' || r == '\u203a':
		return quoteGly
	case r >= '\u2010' && r <= '\u2015':
		return dash
	case r == '\u2026' || r == '\u3002' || r == '\uff0c' || r == '\uff1a' || r == '\uff01' || r == '\uff1f' || r == '\u3001' || r == '\uff1b':
		return stop
	case unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b':
		return edge
	case r == '\uff08' || r == '\u3010':
		return bracket
	case unicode.IsPunct(r):
		return stop
	}
	return word
}
