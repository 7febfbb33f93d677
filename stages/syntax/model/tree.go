package model

import "math"

// A treeFinder finds the tree of a sentence with the greatest sum of arc scores
// among all trees with exactly one word on the root (Chu and Liu 1965, Edmonds
// 1967, in the dense form of Tarjan 1977): every word takes its best head; if that
// makes a tree with one root it is the best tree, since no tree can sum to more.
// Else, words are gone through as before with the root made so dear that a tree
// takes it once only (which every complete graph allows); where heads run in a
// circle, the circle becomes one node whose entering arcs cost what breaking it there
// costs, and at the end the circles are opened again from the outermost. Each
// circle leaves at least one node less, and one costs a line of the matrix for
// each of its nodes: the square of the number of words at most. Ties go to the
// head that stands first, the root last, but where a circle was opened.
type treeFinder struct {
	weights []int64 // by node and node: the best arc from the second into the first
	arcs    []arc   // which that is
	nodes   []node
	alive   []int32 // places in the matrix that are in use
	at      []int32 // by place in the matrix: node
	path    []int32
	mark    []int32 // by word: scratch space of isTree
}

// arc is an arc between words; the head may be the root, the number of words.
type arc struct{ head, word int32 }

// node is a word, the root (after the last word), or a circle contracted.
type node struct {
	place  int32 // in the matrix
	parent int32 // circle it has gone into, -1
	into   arc   // arc chosen
	weight int64 // of it
	state  nodeState
}

type nodeState uint8

const (
	fresh  nodeState = iota
	onPath           // begun
	done             // hangs together with the root
)

// dear is more than all arcs of a sentence together can differ by.
const dear = 1 << 44

// find writes the heads of n words, n for the root. scores[i*stride+j] is of the
// arc from j to i, where j may be n; that of a word to itself means nothing.
// Scores are below 2^31 in absolute value, n below 2^12.
func (t *treeFinder) find(scores []int32, n, stride int, heads []int32) {
	heads = heads[:n]
	roots := 0
	for i := range heads {
		row := scores[i*stride : i*stride+n+1]
		row[i] = math.MinInt32
		best, top := int32(0), int32(math.MinInt32)
		for j, s := range row {
			if s > top {
				best, top = int32(j), s
			}
		}
		if heads[i] = best; int(best) == n {
			roots++
		}
	}
	if roots == 1 && t.isTree(heads) {
		return
	}
	t.contract(scores, n, stride)
	t.open(n, heads)
}

// isTree reports whether all words hang together with the root.
func (t *treeFinder) isTree(heads []int32) bool {
	n := int32(len(heads))
	t.mark = grow(t.mark, len(heads))
	clear(t.mark)
	for i := range n {
		// Up to the root or to what an earlier word has reached.
		j := i
		for j < n && t.mark[j] == 0 {
			t.mark[j] = i + 1
			j = heads[j]
		}
		if j < n && t.mark[j] == i+1 {
			return false
		}
	}
	return true
}

// contract chooses an arc into every node, circles contracted.
func (t *treeFinder) contract(scores []int32, n, stride int) {
	size := n + 1
	t.weights, t.arcs = grow(t.weights, size*size), grow(t.arcs, size*size)
	t.nodes, t.alive, t.at, t.path = t.nodes[:0], t.alive[:0], t.at[:0], t.path[:0]
	for i := range int32(size) {
		t.nodes = append(t.nodes, node{place: i, parent: -1})
		t.alive, t.at = append(t.alive, i), append(t.at, i)
	}
	t.nodes[n].state = done
	for i := range n {
		for j, s := range scores[i*stride : i*stride+size] {
			t.weights[i*size+j], t.arcs[i*size+j] = int64(s), arc{int32(j), int32(i)}
		}
		t.weights[i*size+n] -= dear
	}
	for i := range int32(n) {
		if t.nodes[i].state != fresh || t.nodes[i].parent >= 0 {
			continue
		}
		t.push(i)
		for {
			top := t.path[len(t.path)-1]
			from := t.choose(top, size)
			switch t.nodes[from].state {
			case fresh:
				t.push(from)
				continue
			case onPath:
				t.merge(from, size)
				continue
			}
			break
		}
		for _, v := range t.path {
			t.nodes[v].state = done
		}
		t.path = t.path[:0]
	}
}

func (t *treeFinder) push(v int32) {
	t.nodes[v].state = onPath
	t.path = append(t.path, v)
}

// choose takes the best arc into a node and returns the node it comes from.
func (t *treeFinder) choose(v int32, size int) int32 {
	place := t.nodes[v].place
	row := t.weights[int(place)*size : (int(place)+1)*size]
	best, top := int32(-1), int64(math.MinInt64)
	for _, p := range t.alive {
		if w := row[p]; w > top && p != place {
			best, top = p, w
		}
	}
	t.nodes[v].into, t.nodes[v].weight = t.arcs[int(place)*size+int(best)], top
	return t.at[best]
}

// merge makes the end of the path, from node first on, one node.
func (t *treeFinder) merge(first int32, size int) {
	from := len(t.path) - 1
	for t.path[from] != first {
		from--
	}
	circle := t.path[from:]
	made := int32(len(t.nodes))
	place := t.nodes[first].place
	into := t.weights[int(place)*size : (int(place)+1)*size]
	intoArcs := t.arcs[int(place)*size : (int(place)+1)*size]
	for _, v := range circle {
		t.nodes[v].parent = made
		t.at[t.nodes[v].place] = made
	}
	for _, p := range t.alive {
		if t.at[p] != made {
			into[p] -= t.nodes[first].weight
		}
	}
	for _, v := range circle[1:] {
		q, less := int(t.nodes[v].place), t.nodes[v].weight
		row, arcs := t.weights[q*size:(q+1)*size], t.arcs[q*size:(q+1)*size]
		for _, p := range t.alive {
			if t.at[p] == made {
				continue
			}
			if w := row[p] - less; w > into[p] {
				into[p], intoArcs[p] = w, arcs[p]
			}
			if out := int(p) * size; t.weights[out+q] > t.weights[out+int(place)] {
				t.weights[out+int(place)], t.arcs[out+int(place)] = t.weights[out+q], t.arcs[out+q]
			}
		}
	}
	kept := t.alive[:0]
	for _, p := range t.alive {
		if t.at[p] != made || p == place {
			kept = append(kept, p)
		}
	}
	t.alive = kept
	t.nodes = append(t.nodes, node{place: place, parent: -1, state: onPath})
	t.path = append(t.path[:from], made)
}

// open breaks the circles, the last made first: the arc into a circle takes the
// place of that into the node which it enters.
func (t *treeFinder) open(n int, heads []int32) {
	for v := int32(len(t.nodes) - 1); int(v) > n; v-- {
		into := t.nodes[v].into
		at := into.word
		for t.nodes[at].parent != v {
			at = t.nodes[at].parent
		}
		t.nodes[at].into = into
	}
	for i := range heads {
		heads[i] = t.nodes[i].into.head
	}
}
