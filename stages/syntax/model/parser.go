package model

import "annals/stages"

// The parser is transition-based (arc-hybrid: Kuhlmann, Gomez-Rodriguez and
// Satta 2011): a stack of words begun and the queue of words to come; SHIFT
// moves the next word to the stack, LEFT makes the next word the head of the
// top of the stack and pops it, RIGHT makes the word below the top its head and
// pops it. Two transitions a word, one network a transition, hence linear time.
// The tree has one root and no cycle by construction: each word is popped once,
// with a head that is still there, and the root is what remains at the end.

// Transitions.
const (
	Shift = iota
	Left
	Right
	Transitions
)

// none stands for a place where there is no word.
const none = int32(-1)

// configuration is the state of a parse. Words are numbered from 0 in their
// sentence; the artificial root stands after the last.
type Configuration struct {
	N      int32
	Next   int32 // front of the queue; n is the root
	Stack  []int32
	Heads  []int32
	Labels []uint8 // stages.Relation
	// The outermost and last but outermost dependents on each side, and how
	// many there are.
	left1, left2, right1, right2 []int32
	lefts, rights                []uint8
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// reset makes c ready for a sentence of n words.
func (c *Configuration) Reset(n int) {
	c.N, c.Next = int32(n), 0
	c.Stack = grow(c.Stack, n+1)[:0]
	c.Heads = grow(c.Heads, n)
	c.Labels = grow(c.Labels, n)
	c.left1, c.left2 = grow(c.left1, n), grow(c.left2, n)
	c.right1, c.right2 = grow(c.right1, n), grow(c.right2, n)
	c.lefts, c.rights = grow(c.lefts, n), grow(c.rights, n)
	for i := range n {
		c.Heads[i], c.Labels[i] = none, 0
		c.left1[i], c.left2[i], c.right1[i], c.right2[i] = none, none, none, none
		c.lefts[i], c.rights[i] = 0, 0
	}
}

// done reports whether every word has its head.
func (c *Configuration) Done() bool { return c.Next == c.N && len(c.Stack) == 0 }

// allowed reports whether a transition may be made.
func (c *Configuration) Allowed(transition int) bool {
	switch transition {
	case Shift:
		return c.Next < c.N
	case Left:
		return len(c.Stack) > 0 && (c.Next < c.N || len(c.Stack) == 1)
	}
	return len(c.Stack) > 1
}

// apply makes a transition; label is of the arc it adds.
func (c *Configuration) Apply(transition int, label stages.Relation) {
	switch transition {
	case Shift:
		c.Stack = append(c.Stack, c.Next)
		c.Next++
	case Left:
		d := c.Stack[len(c.Stack)-1]
		c.Stack = c.Stack[:len(c.Stack)-1]
		c.Heads[d], c.Labels[d] = c.Next, uint8(label)
		if h := c.Next; h < c.N {
			c.left2[h], c.left1[h] = c.left1[h], d
			c.lefts[h]++
		}
	case Right:
		d := c.Stack[len(c.Stack)-1]
		c.Stack = c.Stack[:len(c.Stack)-1]
		h := c.Stack[len(c.Stack)-1]
		c.Heads[d], c.Labels[d] = h, uint8(label)
		c.right2[h], c.right1[h] = c.right1[h], d
		c.rights[h]++
	}
}

// top is the k-th word of the stack from the top, none where there is none.
func (c *Configuration) Top(k int) int32 {
	if k < len(c.Stack) {
		return c.Stack[len(c.Stack)-1-k]
	}
	return none
}

// queue is the k-th word of the queue, none beyond its end.
func (c *Configuration) Queue(k int32) int32 {
	if c.Next+k < c.N {
		return c.Next + k
	}
	return none
}

// Places of words of a configuration that bring their encoding.
const (
	top  = iota // of the stack
	top1        // below it
	top2
	next // of the queue
	next1
	Places
)

// Places is those words: the top three of the stack and the first two of the queue.
func (c *Configuration) Places() [Places]int32 {
	return [Places]int32{c.Top(0), c.Top(1), c.Top(2), c.Queue(0), c.Queue(1)}
}

// ParseFeatures appends the features of a configuration.
func ParseFeatures(words []Word, c *Configuration, f []Feature) []Feature {
	to := collector{which: all}
	parseFeatures(&to, words, c)
	return append(f, to.features[:to.n]...)
}

// parseFeatures collects the features of a configuration. The places of single
// words are those of Configuration.Places.
func parseFeatures(to *collector, words []Word, c *Configuration) {
	at := func(i int32) *Word {
		if i < 0 {
			return &boundary
		}
		return &words[i]
	}
	dep := func(side []int32, i int32) int32 {
		if i < 0 {
			return none
		}
		return side[i]
	}
	label := func(i int32) uint64 {
		if i < 0 {
			return 0
		}
		return uint64(c.Labels[i]) + 1
	}
	s0, s1, s2 := c.Top(0), c.Top(1), c.Top(2)
	b0, b1, b2 := c.Queue(0), c.Queue(1), c.Queue(2)
	s0l, s0l2, s0r, s0r2 := dep(c.left1, s0), dep(c.left2, s0), dep(c.right1, s0), dep(c.right2, s0)
	s1l, s1r, s1r2 := dep(c.left1, s1), dep(c.right1, s1), dep(c.right2, s1)
	b0l := dep(c.left1, b0)
	ws0, ws1, ws2, wb0, wb1, wb2 := at(s0), at(s1), at(s2), at(b0), at(b1), at(b2)

	to.template = 100
	to.add(0)
	// Words, their endings and tags one by one.
	to.own(top, ws0.Form)
	to.own(top1, ws1.Form)
	to.own(top2, ws2.Form)
	to.own(next, wb0.Form)
	to.own(next1, wb1.Form)
	to.own(top, ws0.Tag)
	to.own(top1, ws1.Tag)
	to.own(top2, ws2.Tag)
	to.own(next, wb0.Tag)
	to.own(next1, wb1.Tag)
	to.add(wb2.Tag)
	to.own(top, ws0.suffix[2])
	to.own(top1, ws1.suffix[2])
	to.own(next, wb0.suffix[2])
	// Dependents.
	to.add(Join(at(s0l).Tag, label(s0l)))
	to.add(Join(at(s0l2).Tag, label(s0l2)))
	to.add(Join(at(s0r).Tag, label(s0r)))
	to.add(Join(at(s0r2).Tag, label(s0r2)))
	to.add(Join(at(s1l).Tag, label(s1l)))
	to.add(Join(at(s1r).Tag, label(s1r)))
	to.add(Join(at(s1r2).Tag, label(s1r2)))
	to.add(Join(at(b0l).Tag, label(b0l)))
	to.add(at(s0l).Form)
	to.add(at(s0r).Form)
	to.add(at(s1r).Form)
	to.add(at(b0l).Form)
	to.add(at(dep(c.left1, s0r)).Form) // of "in the end", with "end" on the right: "in"
	to.add(at(dep(c.left1, s1r)).Form)
	// Counts and distances.
	near := func(a, b int32) uint64 {
		if a < 0 || b < 0 {
			return 0
		}
		return uint64(min(b-a, 10))
	}
	count := func(side []uint8, i int32) uint64 {
		if i < 0 {
			return 9
		}
		return uint64(min(side[i], 4))
	}
	to.add(near(s0, c.Next))
	to.add(near(s1, s0))
	to.add(Join(Join(near(s0, c.Next), ws0.Tag), wb0.Tag))
	to.add(Join(Join(near(s1, s0), ws1.Tag), ws0.Tag))
	to.add(Join(ws0.Tag, count(c.lefts, s0)<<8|count(c.rights, s0)))
	to.add(Join(ws1.Tag, count(c.lefts, s1)<<8|count(c.rights, s1)))
	to.add(Join(wb0.Tag, count(c.lefts, b0)))
	// Together.
	to.add(Join(ws0.Tag, wb0.Tag))
	to.add(Join(ws1.Tag, ws0.Tag))
	to.add(Join(ws0.Form, wb0.Tag))
	to.add(Join(ws0.Tag, wb0.Form))
	to.add(Join(ws0.Form, wb0.Form))
	to.add(Join(ws1.Form, ws0.Tag))
	to.add(Join(ws1.Tag, ws0.Form))
	to.add(Join(ws1.Form, ws0.Form))
	to.add(Join(Join(ws0.Tag, wb0.Tag), wb1.Tag))
	to.add(Join(Join(ws1.Tag, ws0.Tag), wb0.Tag))
	to.add(Join(Join(ws2.Tag, ws1.Tag), ws0.Tag))
	to.add(Join(Join(ws0.Tag, at(s0l).Tag), wb0.Tag))
	to.add(Join(Join(ws0.Tag, at(s0r).Tag), wb0.Tag))
	to.add(Join(Join(ws1.Tag, at(s0l).Tag), ws0.Tag))
	to.add(Join(Join(ws1.Tag, at(s1r).Tag), ws0.Tag))
	to.add(Join(ws1.Form, wb0.Form))
	to.add(Join(ws1.Tag, wb0.Tag))
	// Clusters, which stand in for rare words.
	to.own(top, Join(ws0.fine, ws0.Tag))
	to.own(top1, Join(ws1.fine, ws1.Tag))
	to.own(next, Join(wb0.fine, wb0.Tag))
	to.add(Join(ws0.fine, wb0.kind))
	to.add(Join(ws1.fine, ws0.kind))
}
