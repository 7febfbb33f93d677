package dates

import "annals/stages"

// How expressions are found.
//
// One pass over the tokens looks each up in the lexicon: a probe of one hash
// table, a miss for most words. Runs of tokens that are all known ("by the end
// of the second quarter of 2004,") and that hold a trigger (a unit, month, year
// ...) are islands; everything else is skipped. An island is parsed bottom-up,
// by end position: an edge that is complete at j steps the tries of shapes that
// wait where it begins, so each shape is followed once, left to right, and no
// shape is tried that nothing has begun. All numbers that bound the work (tokens
// of an island, edges of an island, readings of a stretch) are constants, so a
// text costs time in proportion to its length whatever stands in it.
const (
	maxIsland   = 40   // tokens parsed together
	maxEdges    = 3000 // of an island
	maxReadings = 4    // of one category over one stretch
	maxPhrase   = 8    // tokens of a lexicon phrase
	maxActives  = 12000
)

// match is a lexical reading: tokens [start, start+n) of the island.
type match struct {
	start, n int32
	class    class
	item     int32 // index in language.items, or ^index in parser.arena
}

// edge is a category over tokens [start, end) of the island.
type edge struct {
	start, end int32
	class      class
	rule       int16 // -1: lexical
	meaning    int32 // index in language.items where lexical and not negative, else ^index in parser.arena
	weight     int32
}

// active is a shape begun: node of the trie reached at end.
type active struct {
	start int32
	node  int16
	depth uint8
	prev  int32 // active before, -1
	edge  int32 // edge that took it here
}

// parser holds the scratch of one document's parse. It is kept in the Work and
// used again.
type parser struct {
	l      *language
	w      *stages.Work
	text   string
	tokens []stages.Token

	first, n int  // island: tokens [first, first+n)
	arranged bool // ... of a sentence that arranges something

	numeral []int32 // by token of the island: index in numerals.words, -1
	matches []match
	matchAt []int32 // by start in the island; one more at the end
	endsAt  []int32 // by end in the island: the first match that ends there, -1
	// matchNext is the next match of the chain of endsAt, -1.
	matchNext []int32
	edges     []edge
	edgeAt    []int32 // by end: first edge; one more
	actives   []active
	actAt     []int32
	arena     []meaning
	found     []candidate
	best      []choice
	ends      []meaning // ends of ranges that are one expression
	buf       []byte

	first0   []int32 // by token of the document: node of the lexicon its text leads to, -1
	effort   int     // edges and shapes begun in the document, for tests
	dayFirst int     // evidence for day before month, minus evidence against
}

// candidate is an expression found, before it is placed in the calendar.
type candidate struct {
	first, last int32 // tokens of the document
	rule        int16
	meaning     meaning
	a, b        int32      // in parser.ends: the ends of a range that is one expression, -1
	next        *candidate // the one after it, set while it is placed
	part        uint8      // 1: first end of a range, 2: second end; part of a list: 3
}

type choice struct {
	score int32
	edge  int32 // -1: token skipped
}

func (p *parser) tokenText(i int) string {
	t := &p.tokens[p.first+i]
	return p.text[t.Start:t.End]
}

// newMatch adds a lexical reading whose meaning the caller fills.
func (p *parser) newMatch(i, n int, c class) *meaning {
	p.arena = append(p.arena, meaning{a: -1, b: -1})
	k := int32(len(p.arena) - 1)
	p.matches = append(p.matches, match{int32(i), int32(n), c, ^k})
	return &p.arena[k]
}

func (p *parser) meaningOf(ref int32) *meaning {
	if ref >= 0 {
		return &p.l.items[ref].meaning
	}
	return &p.arena[^ref]
}

// scan finds the islands of the document and parses each.
func (p *parser) scan() {
	tokens := p.tokens
	words := p.l.words
	start, trigger, covered := -1, false, 0
	arranged := false // a word before says that the sentence arranges something
	if cap(p.first0) < len(tokens) {
		p.first0 = make([]int32, len(tokens)+len(tokens)/4)
	}
	p.first0 = p.first0[:len(tokens)]
	flush := func(end int) {
		if trigger {
			p.islands(start, end)
		}
		start, trigger = -1, false
	}
	for i := range tokens {
		t := &tokens[i]
		known := i < covered
		begins := t.Shape&stages.ShapeSentenceStart != 0
		arranged = arranged && !begins
		if t.Class == stages.ClassNumber {
			known = true
			trigger = trigger || arranged || t.Len() >= 3 || t.Len() == 2 && !isDigit(p.text[t.End-1])
		} else if c := p.text[t.Start]; (c == '\'' || c == 0xe2) && isTick(p.text[t.Start:t.End]) {
			known, trigger = true, true
		}
		node := int32(-1)
		if p.l.mayBegin(t.Key) {
			node = p.l.root(p.text, t)
		}
		p.first0[i] = node
		for j := i; node >= 0; {
			if v := words.Value(node); v >= 0 {
				known = true
				e := &p.l.lists[v]
				arranged = arranged || e.arrange
				trigger = trigger || e.trigger || arranged && e.numeral >= 0 || e.numeral >= 0 && i > 0 && p.spokenYear(i, e.numeral)
				covered = max(covered, j+1)
			}
			if j++; j >= len(tokens) || j-i >= maxPhrase || !p.l.mayFollow(tokens[j].Key) {
				break
			}
			node = words.Step(node, p.text, &tokens[j])
		}
		if !known || begins && start >= 0 && i >= covered {
			if start >= 0 {
				flush(i)
			}
			if !known {
				continue
			}
			trigger = t.Class == stages.ClassNumber && t.Len() >= 3
			if node := p.first0[i]; node >= 0 {
				if v := words.Value(node); v >= 0 {
					trigger = trigger || p.l.lists[v].trigger
				}
			}
		}
		if start < 0 {
			start = i
		}
		p.arranged = arranged
	}
	if start >= 0 {
		flush(len(tokens))
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

// islands parses tokens [start, end), in pieces where there are too many.
func (p *parser) islands(start, end int) {
	for start < end {
		n := min(end-start, maxIsland)
		used := p.parse(start, n, n < end-start)
		start += used
	}
}

// parse parses one island and keeps what it finds; it returns how many tokens
// it is done with. cut says that the run goes on after it.
func (p *parser) parse(first, n int, cut bool) int {
	p.first, p.n = first, n
	p.lexical()
	p.chart()
	p.effort += len(p.edges) + len(p.actives)
	return p.choose(cut)
}

// lexical collects the lexical readings of the island.
func (p *parser) lexical() {
	words := p.l.words
	p.matches, p.matchAt, p.numeral = p.matches[:0], p.matchAt[:0], p.numeral[:0]
	p.arena = p.arena[:0]
	for i := 0; i < p.n; i++ {
		p.numeral = append(p.numeral, -1)
		if node := p.first0[p.first+i]; node >= 0 {
			if v := words.Value(node); v >= 0 {
				p.numeral[i] = p.l.lists[v].numeral
			}
		}
	}
	for i := 0; i < p.n; i++ {
		p.matchAt = append(p.matchAt, int32(len(p.matches)))
		t := &p.tokens[p.first+i]
		node := p.first0[p.first+i]
		for j := i; node >= 0; {
			if v := words.Value(node); v >= 0 {
				for k := p.l.lists[v].first; k < p.l.lists[v].last; k++ {
					c := p.l.items[k].class
					if p.l.capital[c] && t.Shape&stages.ShapeCapital == 0 {
						continue
					}
					p.matches = append(p.matches, match{int32(i), int32(j - i + 1), c, k})
				}
			}
			if j++; j >= p.n || !p.l.mayFollow(p.tokens[p.first+j].Key) {
				break
			}
			node = words.Step(node, p.text, &p.tokens[p.first+j])
		}
		digit := t.Class == stages.ClassNumber
		if isTick(p.text[t.Start:t.End]) {
			p.tickEdges(i, t)
		} else if digit {
			p.digitEdges(i, t)
			p.numericEdges(i)
		}
		if digit || p.numeral[i] >= 0 {
			p.numeralEdges(i)
		}
	}
	p.matchAt = append(p.matchAt, int32(len(p.matches)))
}

// sortMatches chains the lexical readings that shapes ask for by where they end,
// each chain in the order of the matches.
func (p *parser) sortMatches() {
	p.endsAt, p.matchNext = p.endsAt[:0], p.matchNext[:0]
	for i := 0; i <= p.n; i++ {
		p.endsAt = append(p.endsAt, -1)
	}
	for range p.matches {
		p.matchNext = append(p.matchNext, -1)
	}
	for k := len(p.matches) - 1; k >= 0; k-- {
		if m := &p.matches[k]; p.l.trie.used[m.class] {
			p.matchNext[k], p.endsAt[m.start+m.n] = p.endsAt[m.start+m.n], int32(k)
		}
	}
}

// chart fills the edges of the island.
func (p *parser) chart() {
	p.sortMatches()
	p.edges, p.edgeAt, p.actives, p.actAt = p.edges[:0], p.edgeAt[:0], p.actives[:0], p.actAt[:0]
	p.edgeAt = append(p.edgeAt, 0)
	p.actAt = append(p.actAt, 0)
	for j := int32(1); j <= int32(p.n); j++ {
		// p.edgeAt[j] is the first edge that ends at j
		p.edgeAt = append(p.edgeAt, int32(len(p.edges)))
		p.actAt = append(p.actAt, int32(len(p.actives)))
		for k := p.endsAt[j]; k >= 0; k = p.matchNext[k] {
			m := &p.matches[k]
			p.edges = append(p.edges, edge{start: m.start, end: j, class: m.class, rule: -1, meaning: m.item})
		}
		for k := p.edgeAt[j]; k < int32(len(p.edges)); k++ {
			if len(p.edges) > maxEdges || len(p.actives) > maxActives {
				break
			}
			e := p.edges[k]
			p.advance(active{start: e.start, node: 0, prev: -1}, -1, k, e.class)
			if e.start > 0 {
				for a := p.actAt[e.start]; a < p.actEnd(e.start, j); a++ {
					p.advance(p.actives[a], a, k, e.class)
				}
			}
		}
	}
}

// actEnd is one past the last active that ends at i.
func (p *parser) actEnd(i, j int32) int32 {
	if i+1 <= j && int(i+1) < len(p.actAt) {
		return p.actAt[i+1]
	}
	return int32(len(p.actives))
}

// advance takes an active (or a new one) over an edge.
func (p *parser) advance(a active, index, k int32, c class) {
	node := p.l.trie.step(a.node, c)
	if node == 0 {
		return
	}
	b := active{start: a.start, node: node, depth: a.depth + 1, prev: index, edge: k}
	if !p.l.trie.leaf(node) {
		p.actives = append(p.actives, b)
	}
	for i := range p.l.trie.ends[node] {
		p.complete(b, &p.l.trie.ends[node][i])
	}
}

// complete makes the edge of a finished shape, where its conditions hold.
func (p *parser) complete(a active, f *final) {
	r := &p.l.rules[f.rule]
	last := p.edges[a.edge]
	if !p.allowed(r, a.start, last.end) {
		return
	}
	m := meaning{a: -1, b: -1}
	weight := r.weight
	// from the last element to the first
	x := a
	for d := int(a.depth) - 1; d >= 0; d-- {
		e := &p.edges[x.edge]
		weight += e.weight
		if d == 0 && r.outside {
			m.set(fSkip, e.end-e.start)
		}
		switch f.roles[d] {
		case roleA:
			m.a = x.edge
		case roleB:
			m.b = x.edge
		default:
			n := p.meaningOf(e.meaning)
			if !m.merge(n) {
				return
			}
		}
		if x.prev >= 0 {
			x = p.actives[x.prev]
		}
	}
	if m.a >= 0 && m.b >= 0 {
		// "1914-18" is a range, "2015-12" a month
		a, b := p.meaningOf(p.edges[m.a].meaning), p.meaningOf(p.edges[m.b].meaning)
		if b.is(fYear2) && !b.is(fMonth) && a.is(fYear) && !a.is(fMonth) && b.f[fYear2] <= a.f[fYear]%100 {
			return
		}
		if op(r.set.get(fOp, 0)) == opList && a.is(fNumber) && b.is(fAmount) && a.f[fNumber] >= b.f[fAmount] {
			return // "sentenced in 2005 to 15 years"
		}
		if op(r.set.get(fOp, 0)) == opRange && op(a.get(fOp, 0)) == opSame && grain(a.get(fUnit, 0)) == gYear && b.is(fMonth) {
			return // "in the year to February" is no range
		}
		if op(r.set.get(fOp, 0)) == opRange && a.is(fWeekday) && !a.is(fMonth) && b.is(fMonth) && !b.is(fDay) {
			return // no day of the week runs to a month: "revised on Friday to December's level"
		}
	}
	for _, mv := range r.moves {
		if !m.is(mv.from) {
			return
		}
		v := int32(m.f[mv.from])
		m.drop(mv.from)
		if m.is(mv.to) && int32(m.f[mv.to]) != v || r.max > 0 && v > r.max || v < r.min {
			return
		}
		m.set(mv.to, v)
	}
	for rest := r.drop; rest != 0; rest &= rest - 1 {
		m.drop(field(trailingZeros(rest)))
	}
	for rest := r.set.has; rest != 0; rest &= rest - 1 {
		g := field(trailingZeros(rest))
		m.set(g, int32(r.set.f[g]))
	}
	if op(r.set.get(fOp, 0)) == opSpan && m.b >= 0 && p.meaningOf(p.edges[m.b].meaning).is(fOp) {
		return // "the first six months of the year" are two expressions
	}
	if m.is(fUnit2) && m.is(fUnit) && m.f[fUnit] == m.f[fUnit2] {
		return // "a day, seven days" are two lengths
	}
	if r.is == p.l.dateTime && !m.holdsClock() {
		return
	}
	if m.is(fReign) && m.is(fYear) {
		m.f[fYear] += m.f[fReign] - 1
		m.drop(fReign)
	}
	if !m.inRange() {
		return
	}
	same := 0
	for k := p.edgeAt[last.end]; k < int32(len(p.edges)); k++ {
		e := &p.edges[k]
		if e.start != a.start || e.class != r.is {
			continue
		}
		if e.weight >= weight && *p.meaningOf(e.meaning) == m {
			return
		}
		if same++; same >= maxReadings {
			return
		}
	}
	p.arena = append(p.arena, m)
	p.edges = append(p.edges, edge{start: a.start, end: last.end, class: r.is, rule: f.rule, meaning: ^int32(len(p.arena) - 1), weight: weight})
}

// choose picks the expressions of the island: the set of edges that covers the
// most tokens with the fewest expressions and the greatest weight.
func (p *parser) choose(cut bool) int {
	n := int32(p.n)
	p.best = p.best[:0]
	p.best = append(p.best, choice{0, -1})
	for j := int32(1); j <= n; j++ {
		c := choice{p.best[j-1].score, -1}
		end := int32(len(p.edges))
		if j < n {
			end = p.edgeAt[j+1]
		}
		for k := p.edgeAt[j]; k < end; k++ {
			e := &p.edges[k]
			if e.rule < 0 || !p.l.rules[e.rule].timex {
				continue
			}
			if s := p.best[e.start].score + 10*(e.end-e.start) - 6 + e.weight; s > c.score {
				c = choice{s, k}
			}
		}
		p.best = append(p.best, c)
	}
	// where the run was cut, what touches the cut is parsed again in the next piece
	stop, used := n, p.n
	if cut {
		stop = n - 12
		used = int(stop)
	}
	from := len(p.found)
	for j := n; j > 0; {
		c := p.best[j]
		if c.edge < 0 {
			j--
			continue
		}
		e := p.edges[c.edge]
		if e.start < stop {
			if e.end > stop {
				used = int(e.end)
			}
			p.keep(c.edge)
		}
		j = e.start
	}
	// found backwards
	for a, b := from, len(p.found)-1; a < b; a, b = a+1, b-1 {
		p.found[a], p.found[b] = p.found[b], p.found[a]
	}
	return used
}
