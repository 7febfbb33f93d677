package dates

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
)

// rule is a shape compiled: what happens when one of its sequences is complete.
type rule struct {
	id        string
	is        class
	moves     []move
	set       meaning
	drop      uint64
	before    []class
	after     []class
	notBefore []class
	notAfter  []class
	capital   bool
	inside    bool
	joined    bool
	spaced    bool
	weight    int32
	max       int32 // of a moved number, 0: none
	min       int32 // of a moved number
	arranged  bool  // only in a sentence that arranges something
	timex     bool
	story     bool // only in narratives
	again     bool // some words after a clock time
	rest      bool // what is left of the period
	unchained bool // no link of a chain of numbers
	uncounted bool // no plural noun may follow
	closed    bool // what follows ends the phrase
	outside   bool // the first element is no part of the span
	period    bool // a length that results are reported of
	future    bool // only where the verb does not speak of the past
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
	root  []int16   // by class: node reached, 0 is none
	first []int32   // by node: its ways on in steps; one more at the end
	steps []step    // ways on, by node
	rows  []int16   // by node: where its dense row begins in dense, -1 where its ways are few
	dense []int16   // rows by class, of the nodes with many ways
	ends  [][]final // by node: the rules that are complete
	used  []bool    // by class: some sequence holds it
}

// maxWays is how many ways on a node lists side by side; one with more has a row.
const maxWays = 10

type step struct {
	class class
	next  int16
}

type final struct {
	rule  int16
	roles []uint8 // by element
}

// step is the node reached from a node (0 is the root) by a class, or 0.
func (t *ruleTrie) step(node int16, c class) int16 {
	if node == 0 {
		return t.root[c]
	}
	if row := t.rows[node]; row >= 0 {
		return t.dense[int(row)*len(t.root)+int(c)]
	}
	for _, s := range t.steps[t.first[node]:t.first[node+1]] {
		if s.class == c {
			return s.next
		}
	}
	return 0
}

// leaf reports whether nothing goes on from a node.
func (t *ruleTrie) leaf(node int16) bool { return t.first[node] == t.first[node+1] }

// compileShapes expands missing elements and builds the trie. Words in shapes
// become classes of their own ("=word").
func (l *language) compileShapes(b *lexicon, shapes []shapeData) error {
	type sequence struct {
		classes []class
		roles   []uint8
		rule    int16
	}
	var all []sequence
	seen := map[string]bool{}
	for _, s := range shapes {
		if s.ID == "" || seen[s.ID] {
			return fmt.Errorf("shape %q: id missing or given twice", s.ID)
		}
		seen[s.ID] = true
		r := rule{id: s.ID, is: l.class(s.Is), capital: s.Case == "capital" || s.Case == "inside", inside: s.Case == "inside", joined: s.Joined, spaced: s.Spaced, weight: s.Weight, max: s.Max, timex: s.Timex, future: s.Tense == "future", outside: s.Outside, closed: s.Closed, uncounted: s.Uncounted, story: s.Story, period: s.Period, min: s.Min, unchained: s.Unchained, again: s.Again, rest: s.Rest, arranged: s.Arranged}
		var err error
		if r.set, err = newMeaning(s.Set); err != nil {
			return fmt.Errorf("shape %s: %w", s.ID, err)
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
					role := uint8(roleMerge)
					if v, ok := strings.CutSuffix(w, ":a"); ok {
						w, role = v, roleA
					} else if v, ok := strings.CutSuffix(w, ":b"); ok {
						w, role = v, roleB
					}
					q.classes = append(q.classes, l.element(b, w))
					q.roles = append(q.roles, role)
				}
				all = append(all, q)
			}
		}
	}
	t := &l.trie
	t.used = make([]bool, len(l.classes))
	nodes := []map[class]int16{{}}
	t.ends = make([][]final, 1)
	for _, q := range all {
		node := int16(0)
		for _, c := range q.classes {
			t.used[c] = true
			next, ok := nodes[node][c]
			if !ok {
				if len(nodes) > 32000 {
					return fmt.Errorf("too many shapes")
				}
				next = int16(len(nodes))
				nodes[node][c] = next
				nodes = append(nodes, map[class]int16{})
				t.ends = append(t.ends, nil)
			}
			node = next
		}
		t.ends[node] = append(t.ends[node], final{q.rule, q.roles})
	}
	t.root = make([]int16, len(l.classes))
	for c, next := range nodes[0] {
		t.root[c] = next
	}
	for _, ways := range nodes {
		t.first = append(t.first, int32(len(t.steps)))
		for c, next := range ways {
			t.steps = append(t.steps, step{c, next})
		}
		t.rows = append(t.rows, -1)
		if len(ways) > maxWays {
			t.rows[len(t.rows)-1] = int16(len(t.dense) / len(l.classes))
			row := make([]int16, len(l.classes))
			for c, next := range ways {
				row[c] = next
			}
			t.dense = append(t.dense, row...)
		}
		here := t.steps[t.first[len(t.first)-1]:]
		sort.Slice(here, func(i, j int) bool { return here[i].class < here[j].class })
	}
	t.first = append(t.first, int32(len(t.steps)))
	return nil
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
