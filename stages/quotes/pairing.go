package quotes

// The second half of the mark automaton: a stack pairs the marks of a paragraph,
// and what is left open waits for the next paragraphs.

import (
	"unicode/utf8"

	"annals/stages"
)

// compatible reports whether a closing mark of family c may close a pair opened
// by family o.
func compatible(o, c Family) bool { return o == c || o.double() && c.double() }

// find is the place in the stack of the pair that a mark of family f closes, -1
// where there is none: the innermost of its own family, else of a family mixed
// with it.
func (p *pairing) find(f Family) int {
	second := -1
	for k := len(p.stack) - 1; k >= 0; k-- {
		switch o := p.pairs[p.stack[k]].Family; {
		case o == f:
			return k
		case f == Single && o != Single && o != Doubled:
			return -1 // an apostrophe inside another quote
		case compatible(o, f) && second < 0:
			second = k
		}
	}
	return second
}

// pair pairs the marks of one paragraph.
func (p *pairing) pair(s stages.Span) {
	p.stack = p.stack[:0]
	first := len(p.pairs)
	// A quote that was left open before: it goes on if this paragraph opens
	// with a mark, it ends here if the first double mark closes.
	carried := int32(-1)
	if p.pending >= 0 {
		switch m := p.firstDouble(); {
		case m == nil:
			if p.waited++; p.waited > patience {
				p.giveUp()
			}
		case m.role&opens != 0 && p.blank(s.Start, m.at) && m.role&3 != closes && p.pairs[p.pending].Family.double() == m.family.double():
			carried = p.pending
			p.pending = -1
		case m.role&opens == 0 && m.role&afterDigit == 0 && compatible(p.pairs[p.pending].Family, m.family):
			p.stack = append(p.stack, p.pending)
			p.pairs[p.pending].Crossed = true
			p.pending = -1
		default:
			p.giveUp()
		}
	}
	for i := 0; i < len(p.marks); i++ {
		m := &p.marks[i]
		k := -1
		if m.role&closes != 0 {
			k = p.find(m.family)
		}
		if k >= 0 && m.role&afterDigit != 0 && m.role&opens == 0 && m.family != Single && p.closerFollows(i) {
			continue // inches: the quote around it closes later
		}
		if k >= 0 && m.family == Single && m.role&possessive != 0 && p.singleCloserFollows(i) {
			continue // the boys' bikes, inside single marks
		}
		// Two apostrophes may be two single marks that close.
		if m.family == Doubled && m.role&closes != 0 && p.text[m.at] == '\'' && len(p.stack) > 0 && p.pairs[p.stack[len(p.stack)-1]].Family == Single {
			own := false
			for _, x := range p.stack {
				own = own || p.pairs[x].Family == Doubled
			}
			if !own {
				p.close(len(p.stack)-1, m.at, 1)
				if n := len(p.stack); n > 0 && p.pairs[p.stack[n-1]].Family == Single {
					p.close(n-1, m.at+1, 1)
				}
				continue
			}
		}
		switch {
		case k >= 0:
			p.close(k, m.at, m.size)
		case m.role&opens != 0 && (m.role&closes == 0 || !p.wrongWay(m)):
			if len(p.pairs) == first && carried >= 0 {
				n := int32(len(p.pairs))
				p.pairs[carried].Next = n
				p.open(m)
				p.pairs[n].Previous = carried
				continue
			}
			p.open(m)
		}
	}
	p.leave(s, first)
}

// wrongWay reports whether a mark that could be both is a closing glyph that
// closes nothing: it is then dropped rather than taken to open.
func (p *pairing) wrongWay(m *mark) bool {
	if m.family == Single || m.family == Straight || m.family == Doubled || m.family == FullWidth {
		// After a word and before a word ("5"x7"): opens only after white space.
		return m.role&afterDigit != 0
	}
	// A curly mark that contradicts its neighbours and has nothing to close:
	// an opening glyph before a space stays closed, a closing glyph before a
	// word opens.
	n, _ := utf8.DecodeRuneInString(p.text[m.at:])
	return n == '\u201c' || n == '\u201e' || n == '\u201f'
}

// firstDouble is the first mark of the paragraph that is not single; nil where
// there is none.
func (p *pairing) firstDouble() *mark {
	for i := range p.marks {
		if p.marks[i].family != Single {
			return &p.marks[i]
		}
	}
	return nil
}

// blank reports whether only white space stands in [from, to).
func (p *pairing) blank(from, to int32) bool {
	if to-from > 64 {
		return false
	}
	for _, c := range []byte(p.text[from:to]) {
		if c > ' ' {
			return false
		}
	}
	return true
}

// closerFollows reports whether the next double mark after i closes.
func (p *pairing) closerFollows(i int) bool {
	for j := i + 1; j < len(p.marks) && j < i+8; j++ {
		if m := &p.marks[j]; m.family != Single {
			return m.role&opens == 0
		}
	}
	return false
}

func (p *pairing) singleCloserFollows(i int) bool {
	for j := i + 1; j < len(p.marks) && j < i+4; j++ {
		if m := &p.marks[j]; m.family == Single {
			return m.role&opens == 0 && m.role&possessive == 0 && m.at-p.marks[i].at < 200
		} else if m.role&opens == 0 {
			return false
		}
	}
	return false
}

func (p *pairing) open(m *mark) {
	parent := int32(-1)
	if len(p.stack) >= maxDepth {
		p.stack = append(p.stack[:0], p.stack[1:]...)
	}
	if n := len(p.stack); n > 0 {
		parent = p.stack[n-1]
	}
	p.stack = append(p.stack, int32(len(p.pairs)))
	p.pairs = append(p.pairs, Pair{
		Open:   stages.Span{Start: m.at, End: m.at + int32(m.size)},
		Close:  stages.Span{Start: -1, End: -1},
		Parent: parent, Next: -1, Previous: -1, Family: m.family, Unclosed: true,
	})
}

// close closes pair k of the stack and drops what was opened inside it and never
// closed.
func (p *pairing) close(k int, at int32, size uint8) {
	q := &p.pairs[p.stack[k]]
	p.stack = p.stack[:k]
	q.Close = stages.Span{Start: at, End: at + int32(size)}
	q.Unclosed = false
}

// leave ends a paragraph: the outermost double quote still open waits for the
// next one; everything else that is open ends here, unclosed.
func (p *pairing) leave(s stages.Span, first int) {
	for _, k := range p.stack {
		if q := &p.pairs[k]; q.Family != Single && p.pending < 0 {
			p.pending, p.waited = k, 0
			q.Close = stages.Span{Start: s.End, End: s.End}
		}
	}
	for k := first; k < len(p.pairs); k++ {
		if q := &p.pairs[k]; q.Close.Start < 0 {
			q.Close = stages.Span{Start: s.End, End: s.End}
		}
	}
}

// giveUp ends the quote that waited for its closing mark.
func (p *pairing) giveUp() { p.pending = -1 }
