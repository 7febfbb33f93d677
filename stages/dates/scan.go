package dates

import (
	"math/bits"

	"annals/stages"
)

// scan finds the islands of the document and parses each.
//
// A first pass gives every token two bits: whether it may be a word of the
// lexicon, and whether it may be the word of a trigger. It has no branch, one
// load beside the token, and errs to the side of yes. Only runs of the first kind
// that hold one of the second are looked at word by word.
func (p *parser) scan() {
	p.mark()
	n := len(p.tokens)
	arranged := false // a word before says that the sentence arranges something
	for at := 0; at < n; {
		// the next run that may hold a trigger; where something is arranged every
		// number is one
		marks := p.triggers
		if arranged {
			marks = p.known
		}
		i := nextSet(marks, at, n)
		if i == n {
			break
		}
		start := i
		for start > at && p.known[(start-1)>>6]>>((start-1)&63)&1 != 0 {
			start--
		}
		end := nextUnset(p.known, i, n)
		for j := at; j < start && arranged; j++ {
			arranged = p.tokens[j].Shape&stages.ShapeSentenceStart == 0
		}
		arranged = p.scanRun(start, end, arranged)
		at = end
	}
}

// mark fills p.known and p.triggers, a bit a token.
func (p *parser) mark() {
	blocks := (len(p.tokens) + 63) / 64
	if cap(p.known) < blocks {
		p.known, p.triggers = make([]uint64, blocks+blocks/4), make([]uint64, blocks+blocks/4)
	}
	p.known, p.triggers = p.known[:blocks], p.triggers[:blocks]
	marks := &p.l.marks
	for block := range p.known {
		known, triggers := uint64(0), uint64(0)
		tokens := p.tokens[64*block : min(64*block+64, len(p.tokens))]
		for i := range tokens {
			t := &tokens[i]
			m := &marks[t.Key>>6&(marksWords-1)]
			// a number is a trigger from two characters on
			number, long := uint64(0), uint64(uint32(1-(t.End-t.Start))>>31)
			if t.Class == stages.ClassNumber {
				number = 1
			}
			known |= (m.known>>(t.Key&63)&1 | number) << (i & 63)
			triggers |= (m.trigger>>(t.Key&63)&1 | number&long) << (i & 63)
		}
		p.known[block], p.triggers[block] = known, triggers
	}
}

// nextSet is the first index from at on whose bit is set, n where there is none.
func nextSet(set []uint64, at, n int) int {
	if at >= n {
		return n
	}
	block := at >> 6
	for w := set[block] >> (at & 63) << (at & 63); ; w = set[block] {
		if w != 0 {
			return block<<6 + bits.TrailingZeros64(w)
		}
		if block++; block == len(set) {
			return n
		}
	}
}

// nextUnset is the first index from at on whose bit is not set, n where there is none.
func nextUnset(set []uint64, at, n int) int {
	block := at >> 6
	for w := ^set[block] >> (at & 63) << (at & 63); ; w = ^set[block] {
		if w != 0 {
			return min(n, block<<6+bits.TrailingZeros64(w))
		}
		if block++; block == len(set) {
			return n
		}
	}
}

// scanRun finds the islands of tokens [from, to), which no phrase reaches into or
// out of. arranged says that the sentence arranges something at the first token;
// what is returned says it of the last.
func (p *parser) scanRun(from, to int, arranged bool) bool {
	l, tokens := p.l, p.tokens
	start, trigger, covered := -1, false, 0
	p.hits = p.hits[:0]
	for i := from; i < to; i++ {
		t := &tokens[i]
		begins := t.Shape&stages.ShapeSentenceStart != 0
		arranged = arranged && !begins
		number := t.Class == stages.ClassNumber
		if number {
			trigger = trigger || arranged || t.Len() >= 3 || t.Len() == 2 && !isDigit(p.text[t.End-1])
		}
		if root := l.root(t.Key); root != nil {
			for v, node, j := root.value, root.node, i; ; v = l.words.Value(node) {
				j++
				if v >= 0 {
					e := &l.lists[v]
					arranged = arranged || e.arrange
					trigger = trigger || e.trigger || arranged && e.numeral >= 0 || e.numeral >= 0 && i > 0 && p.spokenYear(i, e.numeral)
					covered = max(covered, j)
					p.hits = append(p.hits, hit{int32(i), int32(j - i), v})
				}
				if j >= to || j-i >= maxPhrase || !l.mayFollow(tokens[j].Key) {
					break
				}
				if node = l.words.Step(node, p.text, &tokens[j]); node < 0 {
					break
				}
			}
		}
		known := number || i < covered
		if start >= 0 && (!known || begins && i >= covered) {
			// no phrase begins here, or it would be covered: hits are those of the run
			if trigger {
				p.islands(start, i)
			}
			start, trigger, p.hits = -1, number && t.Len() >= 3, p.hits[:0]
		}
		if !known {
			trigger = false
			continue
		}
		if start < 0 {
			start = i
		}
		p.arranged = arranged
	}
	if start >= 0 && trigger {
		p.islands(start, to)
	}
	return arranged
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// spokenYear reports whether token i and the number word before it may be a
// year: "nineteen ninety", "two thousand".
func (p *parser) spokenYear(i int, numeral int32) bool {
	w := &p.l.numeral.words[numeral]
	if i > 1 && w.kind == nkCardinal && w.value > 0 && w.value < 10 {
		// "nineteen zero four"
		zero, century := p.l.words.Word(p.text, &p.tokens[i-1]), p.l.words.Word(p.text, &p.tokens[i-2])
		return zero >= 0 && century >= 0 && p.l.lists[zero].numeral >= 0 && p.l.lists[century].numeral >= 0 &&
			p.l.numeral.words[p.l.lists[zero].numeral] == (numeralWord{nkCardinal, 0}) && p.l.numeral.words[p.l.lists[century].numeral].value >= 10
	}
	if w.kind == nkMultiplier && w.value < p.l.numeral.group || w.kind > nkMultiplier || w.value < 10 {
		return false
	}
	v := p.l.words.Word(p.text, &p.tokens[i-1])
	if v < 0 || p.l.lists[v].numeral < 0 {
		return false
	}
	before := &p.l.numeral.words[p.l.lists[v].numeral]
	return before.kind == nkCardinal && (before.value >= 10 && before.value <= 20 && w.kind == nkCardinal || w.kind == nkMultiplier)
}

// islands parses tokens [start, end), whose phrases are p.hits, in pieces where
// there are too many.
func (p *parser) islands(start, end int) {
	hits := p.hits
	for start < end {
		n := min(end-start, maxIsland)
		start += p.parse(start, n, hits, n < end-start)
		for len(hits) > 0 && int(hits[0].at) < start {
			hits = hits[1:]
		}
	}
}

// parse parses one island and keeps what it finds; it returns how many tokens
// it is done with. hits are the phrases from its first token on, cut says that the
// run goes on after it.
func (p *parser) parse(first, n int, hits []hit, cut bool) int {
	p.first, p.n = first, n
	p.lexical(hits)
	p.chart()
	p.effort += len(p.edges) + len(p.actives)
	return p.choose(cut)
}
