package dates

import "annals/stages"

// How expressions are found.
//
// One pass over the tokens gives each two bits (scan.go): only runs of words that
// may be known and hold one that may be a trigger (a unit, month, year ...) are
// looked up in the lexicon. Runs of tokens that are all known ("by the end of the
// second quarter of 2004,") with a trigger are islands; everything else is skipped.
// An island is parsed bottom-up, by end position: an edge that is complete at j
// steps the tries of shapes that wait where it begins, so each shape is followed
// once, left to right, and no shape is tried that nothing has begun. A shape that
// the next word cannot go on is not kept, and an edge that no shape can use is not
// made. All numbers that bound the work (tokens
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
	next     int32 // in the chain of place.ending
}

// place is what there is between two tokens of the island, or at an end of it.
type place struct {
	firstMatch int32 // the matches that begin here go up to those of the next place
	ending     int32 // the first match that ends here, -1; the others follow by match.next
	firstEdge  int32 // the edges that end here go up to those of the next place
	firstBegun int32 // ... and the actives
	numeral    int32 // of the token after it: index in numerals.words, -1
	// ahead has the bits (aheadBit) of the classes that begin here, wants those
	// (classBit) that go on shapes which end here.
	ahead [2]uint64
	wants uint64
}

// edge is a category over tokens [start, end) of the island.
type edge struct {
	start, end int32
	class      class
	rule       int16 // -1: lexical
	meaning    int32 // index in language.items where lexical and not negative, else ^index in parser.arena
	weight     int32
}

// hit is a phrase of the lexicon: tokens [at, at+n) of the document.
type hit struct {
	at, n, value int32
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

	matches []match
	places  [maxIsland + 1]place
	edges   []edge
	actives []active
	arena   []meaning
	found   []candidate
	best    []choice
	ends    []meaning // ends of ranges that are one expression
	buf     []byte

	known    []uint64 // bits by token: it may be a word of the lexicon, see scan
	triggers []uint64 // ... and one that an expression needs
	hits     []hit    // phrases of the run of known tokens at hand
	values   []byte   // values of the rows, one behind the other
	valueEnd []int32  // by row: where its value ends in values
	effort   int      // edges and shapes begun in the document, for tests
	dayFirst int      // evidence for day before month, minus evidence against
}

// candidate is an expression found, before it is placed in the calendar.
type candidate struct {
	first, last int32 // tokens of the document
	rule        int16
	meaning     meaning
	a, b        int32      // in parser.ends: the ends of a range that is one expression, -1
	next        *candidate // the one after it, set while it is placed
	arranged    bool       // its sentence arranges something
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
	p.matches = append(p.matches, match{start: int32(i), n: int32(n), class: c, item: ^k})
	return &p.arena[k]
}

func (p *parser) meaningOf(ref int32) *meaning {
	if ref >= 0 {
		return &p.l.items[ref].meaning
	}
	return &p.arena[^ref]
}

// lexical collects the lexical readings of the island. hits begin with its first
// token.
func (p *parser) lexical(hits []hit) {
	p.matches, p.arena = p.matches[:0], p.arena[:0]
	for i := range p.places[:p.n+1] {
		p.places[i] = place{ending: -1, numeral: -1}
	}
	for k := range hits {
		h := &hits[k]
		if int(h.at) >= p.first+p.n {
			break
		}
		if h.n == 1 {
			p.places[int(h.at)-p.first].numeral = p.l.lists[h.value].numeral
		}
	}
	k := 0
	for i := 0; i < p.n; i++ {
		p.places[i].firstMatch = int32(len(p.matches))
		t := &p.tokens[p.first+i]
		for ; k < len(hits) && int(hits[k].at) == p.first+i; k++ {
			h := &hits[k]
			if i+int(h.n) > p.n {
				continue
			}
			e := &p.l.lists[h.value]
			for item := e.first; item < e.last; item++ {
				c := p.l.itemClass[item]
				if c < 0 {
					if t.Shape&stages.ShapeCapital == 0 {
						continue
					}
					c = ^c
				}
				p.matches = append(p.matches, match{start: int32(i), n: h.n, class: c, item: item})
			}
		}
		if t.Class == stages.ClassNumber {
			if isTick(p.text[t.Start:t.End]) {
				p.tickEdges(i, t)
			} else {
				p.digitEdges(i, t)
				p.numericEdges(i)
			}
			p.numeralEdges(i)
		} else if p.places[i].numeral >= 0 {
			p.numeralEdges(i)
		}
	}
	p.places[p.n].firstMatch = int32(len(p.matches))
}

// sortMatches chains the lexical readings that shapes ask for by where they end,
// each chain in the order of the matches, and notes what begins where.
func (p *parser) sortMatches() {
	for k := len(p.matches) - 1; k >= 0; k-- {
		if m := &p.matches[k]; p.l.trie.used[m.class] {
			end := &p.places[m.start+m.n]
			m.next, end.ending = end.ending, int32(k)
			w, b := aheadBit(m.class)
			p.places[m.start].ahead[w] |= b
		}
	}
}

// chart fills the edges of the island.
func (p *parser) chart() {
	p.sortMatches()
	p.edges, p.actives = p.edges[:0], p.actives[:0]
	trie := &p.l.trie
	for j := int32(1); j <= int32(p.n); j++ {
		here := &p.places[j]
		here.firstEdge, here.firstBegun = int32(len(p.edges)), int32(len(p.actives))
		for k := here.ending; k >= 0; k = p.matches[k].next {
			m := &p.matches[k]
			if !p.useful(m.start, j, m.class) {
				continue
			}
			p.edges = append(p.edges, edge{start: m.start, end: j, class: m.class, rule: -1, meaning: m.item})
		}
		for k := here.firstEdge; k < int32(len(p.edges)); k++ {
			if len(p.edges) > maxEdges || len(p.actives) > maxActives {
				break
			}
			start, c := p.edges[k].start, p.edges[k].class
			if node := trie.root[c]; node != 0 {
				p.advance(active{start: start, node: node, depth: 1, prev: -1, edge: k}, j)
			}
			bit := classBit(c)
			if p.places[start].wants&bit == 0 {
				continue
			}
			for a := p.places[start].firstBegun; a < p.places[start+1].firstBegun; a++ {
				from := &p.actives[a]
				n := &trie.nodes[from.node]
				if n.wants&bit == 0 {
					continue
				}
				if node := trie.step(n, c); node != 0 {
					p.advance(active{start: from.start, node: node, depth: from.depth + 1, prev: a, edge: k}, j)
				}
			}
		}
	}
}

// advance keeps a shape that has been taken as far as token end, where it may go
// on, and completes the rules that end with it.
func (p *parser) advance(a active, end int32) {
	n := &p.l.trie.nodes[a.node]
	if here := &p.places[end]; n.ahead[0]&here.ahead[0]|n.ahead[1]&here.ahead[1] != 0 {
		p.actives = append(p.actives, a)
		here.wants |= n.wants
	}
	for k := n.firstFinal; k < n.firstFinal+uint16(n.finals); k++ {
		p.complete(&a, end, p.l.trie.ends[k])
	}
}

// useful reports whether an edge can be an expression, or a part of one: some
// shape begins with it that goes on with what follows or ends with it, or has
// been begun before it.
func (p *parser) useful(start, end int32, c class) bool {
	if p.places[start].wants&classBit(c) != 0 || p.l.trie.timex[c] {
		return true
	}
	n := &p.l.trie.nodes[p.l.trie.root[c]]
	here := &p.places[end].ahead
	return n.finals > 0 || n.ahead[0]&here[0]|n.ahead[1]&here[1] != 0
}

// complete makes the edge of a finished shape, where its conditions hold.
func (p *parser) complete(a *active, end int32, f final) {
	r := &p.l.rules[f.rule]
	if !p.useful(a.start, end, r.is) {
		return
	}
	if r.checked && !p.allowed(r, a.start, end) {
		return
	}
	if r.plain && a.depth == 1 && f.roles == roleMerge {
		e := &p.edges[a.edge]
		if m := p.meaningOf(e.meaning); m.a >= 0 || m.b < 0 {
			if p.possible(r, m) {
				p.add(a.start, end, f.rule, e.meaning, r.weight+e.weight)
			}
			return
		}
	}
	// the meaning is built where it will stay
	at := len(p.arena)
	p.arena = append(p.arena, meaning{})
	m := &p.arena[at]
	m.a, m.b = -1, -1
	if weight, ok := p.merge(a, f.roles, r, m); !ok || !p.apply(r, m) || !p.add(a.start, end, f.rule, ^int32(at), weight) {
		p.arena = p.arena[:at]
	}
}

// merge puts together what the elements of a shape say, from the last to the
// first, and gives its weight; false where they contradict each other.
func (p *parser) merge(a *active, roles uint32, r *rule, m *meaning) (int32, bool) {
	weight := r.weight
	x := a
	for d := int(a.depth) - 1; d >= 0; d-- {
		e := &p.edges[x.edge]
		weight += e.weight
		if d == 0 && r.outside {
			m.set(fSkip, e.end-e.start)
		}
		switch roles >> (2 * d) & 3 {
		case roleA:
			m.a = x.edge
		case roleB:
			m.b = x.edge
		default:
			if !m.merge(p.meaningOf(e.meaning)) {
				return 0, false
			}
		}
		if x.prev >= 0 {
			x = &p.actives[x.prev]
		}
	}
	return weight, true
}

// apply changes a meaning as a rule says; false where the rule does not hold of it.
func (p *parser) apply(r *rule, m *meaning) bool {
	if m.a >= 0 && m.b >= 0 && !p.pairs(r.op, p.meaningOf(p.edges[m.a].meaning), p.meaningOf(p.edges[m.b].meaning)) {
		return false
	}
	for _, mv := range r.moves {
		if !m.is(mv.from) {
			return false
		}
		v := int32(m.f[mv.from])
		m.drop(mv.from)
		if m.is(mv.to) && int32(m.f[mv.to]) != v || r.max > 0 && v > r.max || v < r.min {
			return false
		}
		m.set(mv.to, v)
	}
	for rest := r.drop; rest != 0; rest &= rest - 1 {
		m.drop(field(trailingZeros(rest)))
	}
	for _, x := range r.set {
		m.set(x.field, int32(x.value))
	}
	if r.op == opSpan && m.b >= 0 && p.meaningOf(p.edges[m.b].meaning).is(fOp) {
		return false // "the first six months of the year" are two expressions
	}
	if m.is(fReign) && m.is(fYear) {
		m.f[fYear] += m.f[fReign] - 1
		m.drop(fReign)
	}
	return p.possible(r, m)
}

// pairs reports whether a and b may be the ends of a range or a list.
func (p *parser) pairs(o op, a, b *meaning) bool {
	switch {
	case b.is(fYear2) && !b.is(fMonth) && a.is(fYear) && !a.is(fMonth) && b.f[fYear2] <= a.f[fYear]%100:
		return false // "1914-18" is a range, "2015-12" a month
	case o == opList && a.is(fNumber) && b.is(fAmount) && a.f[fNumber] >= b.f[fAmount]:
		return false // "sentenced in 2005 to 15 years"
	case o != opRange:
		return true
	case op(a.get(fOp, 0)) == opSame && grain(a.get(fUnit, 0)) == gYear && b.is(fMonth):
		return false // "in the year to February" is no range
	case a.is(fDay) && !a.any(bit(fMonth)|bit(fWeekday)) && b.is(fWeekday) && !b.is(fDay):
		return false // "from tomorrow at 3 to Friday"
	case a.is(fWeekday) && !a.is(fMonth) && b.is(fMonth) && !b.is(fDay):
		return false // no day of the week runs to a month: "revised on Friday to December's level"
	}
	return true
}

// possible reports whether a rule may make a meaning.
func (p *parser) possible(r *rule, m *meaning) bool {
	if m.is(fUnit2) && m.is(fUnit) && m.f[fUnit] == m.f[fUnit2] {
		return false // "a day, seven days" are two lengths
	}
	return m.inRange() && (r.is != p.l.dateTime || m.holdsClock())
}

// add adds an edge that ends where the island is parsed; false where there is one
// like it, or there are too many.
func (p *parser) add(start, end int32, rule int16, ref, weight int32) bool {
	c, same := p.l.rules[rule].is, 0
	for k := p.places[end].firstEdge; k < int32(len(p.edges)); k++ {
		e := &p.edges[k]
		if e.start != start || e.class != c {
			continue
		}
		if e.weight >= weight && (e.meaning == ref || *p.meaningOf(e.meaning) == *p.meaningOf(ref)) {
			return false
		}
		if same++; same >= maxReadings {
			return false
		}
	}
	p.edges = append(p.edges, edge{start: start, end: end, class: c, rule: rule, meaning: ref, weight: weight})
	return true
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
			end = p.places[j+1].firstEdge
		}
		for k := p.places[j].firstEdge; k < end; k++ {
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
