package dates

import "annals/stages"

// scan finds the islands of the document and parses each.
func (p *parser) scan() {
	l, tokens := p.l, p.tokens
	start, trigger, covered := -1, false, 0
	arranged := false // a word before says that the sentence arranges something
	p.hits = p.hits[:0]
	for i := range tokens {
		t := &tokens[i]
		begins := t.Shape&stages.ShapeSentenceStart != 0
		arranged = arranged && !begins
		number := t.Class == stages.ClassNumber
		var root *rootSlot
		if l.mayBegin(t.Key) {
			root = l.root(t.Key)
		}
		if root == nil && !number && i >= covered { // most tokens
			if start >= 0 {
				if trigger {
					p.islands(start, i)
				}
				start, trigger, p.hits = -1, false, p.hits[:0]
			}
			continue
		}
		if number {
			trigger = trigger || arranged || t.Len() >= 3 || t.Len() == 2 && !isDigit(p.text[t.End-1])
		}
		if root != nil {
			for v, node, j := root.value, root.node, i; ; v = l.words.Value(node) {
				j++
				if v >= 0 {
					e := &l.lists[v]
					arranged = arranged || e.arrange
					trigger = trigger || e.trigger || arranged && e.numeral >= 0 || e.numeral >= 0 && i > 0 && p.spokenYear(i, e.numeral)
					covered = max(covered, j)
					p.hits = append(p.hits, hit{int32(i), int32(j - i), v})
				}
				if j >= len(tokens) || j-i >= maxPhrase || !l.mayFollow(tokens[j].Key) {
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
		p.islands(start, len(tokens))
	}
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
