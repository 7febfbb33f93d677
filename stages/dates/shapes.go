package dates

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
)

// rule is a shape compiled: what happens when one of its sequences is complete.
// What every completion reads stands first.
type rule struct {
	is      class
	plain   bool // the meaning of a lone element is left as it is
	checked bool // there are conditions, see parser.allowed
	timex   bool
	outside bool // the first element is no part of the span
	weight  int32
	op      op // of set, 0 where it sets none
	moves   []move
	set     []setting
	drop    uint64
	max     int32 // of a moved number, 0: none
	min     int32 // of a moved number

	before    []class
	after     []class
	notBefore []class
	notAfter  []class
	capital   bool
	inside    bool
	joined    bool
	spaced    bool
	arranged  bool // only in a sentence that arranges something
	again     bool // some words after a clock time
	unchained bool // no link of a chain of numbers
	uncounted bool // no plural noun may follow
	closed    bool // what follows ends the phrase

	story  bool // only in narratives
	rest   bool // what is left of the period
	period bool // a length that results are reported of
	future bool // only where the verb does not speak of the past
	id     string
}

// setting is a field that a rule sets.
type setting struct {
	field field
	value int16
}

type move struct{ from, to field }

// role of an element of a sequence.
const (
	roleMerge = iota
	roleA
	roleB
)

// ruleTrie holds all sequences of all rules: nodes stepped by class. The root,
// where every edge asks, is a dense row, and so are the few nodes with many ways
// on ("the"); the others list theirs side by side, which keeps them in the cache.
type ruleTrie struct {
	nodes []trieNode
	root  []int16 // by class: node reached, 0 is none
	steps []step  // ways on, by node
	dense []int16 // rows by class, of the nodes with many ways
	ends  []final // rules that are complete, by node
	used  []bool  // by class: some sequence holds it
	timex []bool  // by class: some rule makes expressions of it
}

// trieNode is a node: half a cache line.
type trieNode struct {
	// wants has the bits of the classes that lead on (classBit): most classes that
	// a node is asked for lead nowhere, and this says so.
	wants uint64
	// ahead has the bits of the lexical classes with which what leads on may begin:
	// where none of them stands in the text the node need not be kept.
	ahead      [2]uint64
	first      uint16 // its ways on in ruleTrie.steps
	firstFinal uint16 // its rules in ruleTrie.ends
	ways       uint8
	finals     uint8
	row        int8 // which row of ruleTrie.dense it has, -1 where its ways are few
}

// maxWays is how many ways on a node lists side by side; one with more has a row.
const maxWays = 10

type step struct {
	class class
	next  int16
}

// final is a rule that is complete at a node.
type final struct {
	rule  int16
	roles uint32 // of its elements, two bits each, from the first on
}

// maxElements is how many elements a sequence may have.
const maxElements = 16

// classBit is the bit of a class in trieNode.wants; several share one.
func classBit(c class) uint64 { return 1 << (uint(c) & 63) }

// aheadBit is the word and the bit of a class in trieNode.ahead.
func aheadBit(c class) (int, uint64) { return int(c) >> 6 & 1, 1 << (uint(c) & 63) }

// step is the node reached from a node (not the root) by a class, or 0.
func (t *ruleTrie) step(n *trieNode, c class) int16 {
	if n.row >= 0 {
		return t.dense[int(n.row)*len(t.root)+int(c)]
	}
	for _, s := range t.steps[n.first : int(n.first)+int(n.ways)] {
		if s.class == c {
			return s.next
		}
	}
	return 0
}

// sequence is one way to write a rule.
type sequence struct {
	classes []class
	roles   uint32 // as in final
	rule    int16
}

// compileShapes expands missing elements and builds the trie. Words in shapes
// become classes of their own ("=word").
func (l *language) compileShapes(b *lexicon, shapes []shapeData) error {
	var all []sequence
	seen := map[string]bool{}
	for _, s := range shapes {
		if s.ID == "" || seen[s.ID] {
			return fmt.Errorf("shape %q: id missing or given twice", s.ID)
		}
		seen[s.ID] = true
		r := rule{id: s.ID, is: l.class(s.Is), capital: s.Case == "capital" || s.Case == "inside", inside: s.Case == "inside", joined: s.Joined, spaced: s.Spaced, weight: s.Weight, max: s.Max, timex: s.Timex, future: s.Tense == "future", outside: s.Outside, closed: s.Closed, uncounted: s.Uncounted, story: s.Story, period: s.Period, min: s.Min, unchained: s.Unchained, again: s.Again, rest: s.Rest, arranged: s.Arranged}
		set, err := newMeaning(s.Set)
		if err != nil {
			return fmt.Errorf("shape %s: %w", s.ID, err)
		}
		r.op = op(set.get(fOp, 0))
		for rest := set.has; rest != 0; rest &= rest - 1 {
			f := field(trailingZeros(rest))
			r.set = append(r.set, setting{f, set.f[f]})
		}
		for from, to := range s.Move {
			f, ok1 := fieldByName(from)
			t, ok2 := fieldByName(to)
			if !ok1 || !ok2 {
				return fmt.Errorf("shape %s: move %s: %s: no such field", s.ID, from, to)
			}
			r.moves = append(r.moves, move{f, t})
		}
		sort.Slice(r.moves, func(i, j int) bool { return r.moves[i].from < r.moves[j].from })
		for _, d := range s.Drop {
			f, ok := fieldByName(d)
			if !ok {
				return fmt.Errorf("shape %s: drop %s: no such field", s.ID, d)
			}
			r.drop |= bit(f)
		}
		for _, x := range []struct {
			names []string
			to    *[]class
		}{{s.Before, &r.before}, {s.After, &r.after}, {s.NotBefore, &r.notBefore}, {s.NotAfter, &r.notAfter}} {
			for _, n := range x.names {
				*x.to = append(*x.to, l.element(b, n))
			}
		}
		r.plain = len(r.moves) == 0 && len(r.set) == 0 && r.drop == 0 && !r.outside
		r.checked = len(r.before)+len(r.after)+len(r.notBefore)+len(r.notAfter) > 0 || r.capital || r.joined || r.arranged || r.again || r.unchained || r.uncounted || r.closed
		n := int16(len(l.rules))
		l.rules = append(l.rules, r)
		if len(s.Of) == 0 {
			return fmt.Errorf("shape %s: no sequence", s.ID)
		}
		for _, of := range s.Of {
			for _, words := range expand(strings.Fields(of)) {
				if len(words) == 0 {
					return fmt.Errorf("shape %s: %q may be empty", s.ID, of)
				}
				q := sequence{rule: n}
				for _, w := range words {
					role := uint32(roleMerge)
					if v, ok := strings.CutSuffix(w, ":a"); ok {
						w, role = v, roleA
					} else if v, ok := strings.CutSuffix(w, ":b"); ok {
						w, role = v, roleB
					}
					if len(q.classes) == maxElements {
						return fmt.Errorf("shape %s: %q has more than %d elements", s.ID, of, maxElements)
					}
					q.roles |= role << (2 * len(q.classes))
					q.classes = append(q.classes, l.element(b, w))
				}
				all = append(all, q)
			}
		}
	}
	return l.trie.compile(all, l)
}

// compile builds the trie of the sequences of a language's rules.
func (t *ruleTrie) compile(all []sequence, l *language) error {
	classes := len(l.classes)
	t.used = make([]bool, classes)
	ways := []map[class]int16{{}}
	ends := make([][]final, 1)
	for _, q := range all {
		node := int16(0)
		for _, c := range q.classes {
			t.used[c] = true
			next, ok := ways[node][c]
			if !ok {
				if len(ways) > 32000 {
					return fmt.Errorf("too many shapes")
				}
				next = int16(len(ways))
				ways[node][c] = next
				ways = append(ways, map[class]int16{})
				ends = append(ends, nil)
			}
			node = next
		}
		ends[node] = append(ends[node], final{q.rule, q.roles})
	}
	t.timex = make([]bool, classes)
	for i := range l.rules {
		t.timex[l.rules[i].is] = t.timex[l.rules[i].is] || l.rules[i].timex
	}
	t.root = make([]int16, classes)
	for c, next := range ways[0] {
		t.root[c] = next
	}
	begin := leftCorners(all, l)
	t.nodes = make([]trieNode, len(ways))
	for k, from := range ways {
		n := &t.nodes[k]
		if len(from) > 255 && k > 0 || len(ends[k]) > 255 || len(t.ends) > 65000 {
			return fmt.Errorf("too many shapes of one beginning")
		}
		n.first, n.ways, n.row = uint16(len(t.steps)), uint8(min(len(from), 255)), -1
		n.firstFinal, n.finals = uint16(len(t.ends)), uint8(len(ends[k]))
		t.ends = append(t.ends, ends[k]...)
		if k == 0 {
			continue // the root stands for "nowhere" in root, and leads nowhere
		}
		for c := range from {
			n.wants |= classBit(c)
			n.ahead[0] |= begin[c][0]
			n.ahead[1] |= begin[c][1]
		}
		for c, next := range from {
			t.steps = append(t.steps, step{c, next})
		}
		here := t.steps[n.first:]
		sort.Slice(here, func(i, j int) bool { return here[i].class < here[j].class })
		if len(from) > maxWays {
			n.row = int8(len(t.dense) / classes)
			if len(t.dense)/classes > 120 {
				return fmt.Errorf("too many shapes with many ways on")
			}
			row := make([]int16, classes)
			for c, next := range from {
				row[c] = next
			}
			t.dense = append(t.dense, row...)
		}
	}
	return nil
}

// leftCorners are, by class, the bits (aheadBit) of the classes with which it may
// begin: its own, and those of the first elements of the rules that make it.
func leftCorners(all []sequence, l *language) [][2]uint64 {
	begin := make([][2]uint64, len(l.classes))
	for c := range begin {
		w, b := aheadBit(class(c))
		begin[c][w] = b
	}
	for changed := true; changed; {
		changed = false
		for _, q := range all {
			to, from := &begin[l.rules[q.rule].is], &begin[q.classes[0]]
			for w := range to {
				if from[w]&^to[w] != 0 {
					to[w] |= from[w]
					changed = true
				}
			}
		}
	}
	return begin
}

// element is the class an element of a sequence names; a word that is no class
// is put into the lexicon as a class of its own.
func (l *language) element(b *lexicon, name string) class {
	first, _ := firstRune(name)
	if unicode.IsUpper(first) && len(name) > 1 {
		return l.class(name)
	}
	text := strings.ReplaceAll(name, "_", " ")
	id := l.class("=" + text)
	b.add(text, id, meaning{a: -1, b: -1})
	return id
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

// expand writes out the sequences with and without their bracketed elements,
// and with each of the elements between bars.
func expand(words []string) [][]string {
	for i, w := range words {
		if strings.HasPrefix(w, "[") && strings.HasSuffix(w, "]") {
			with := append(append(append([]string{}, words[:i]...), w[1:len(w)-1]), words[i+1:]...)
			without := append(append([]string{}, words[:i]...), words[i+1:]...)
			return append(expand(with), expand(without)...)
		}
	}
	for i, w := range words {
		if strings.Contains(w, "|") {
			var out [][]string
			role := ""
			if n := len(w); n > 2 && w[n-2] == ':' {
				w, role = w[:n-2], w[n-2:]
			}
			for _, one := range strings.Split(w, "|") {
				out = append(out, expand(append(append(append([]string{}, words[:i]...), one+role), words[i+1:]...))...)
			}
			return out
		}
	}
	return [][]string{words}
}
