package main

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"annals/stages"
	"annals/stages/syntax/model"
)

// oracle says which transitions lose no arc of the gold tree (Goldberg and
// Nivre 2013, for arc-hybrid), whatever errors were made before.
type oracle struct {
	gold     []answer
	children [][]int32
}

func (o *oracle) reset(gold []answer) {
	o.gold = gold
	for len(o.children) <= len(gold) {
		o.children = append(o.children, nil)
	}
	for i := range len(gold) + 1 {
		o.children[i] = o.children[i][:0]
	}
	for i, g := range gold {
		o.children[g.head] = append(o.children[g.head], int32(i))
	}
}

// costs writes how many gold arcs each allowed transition loses; -1 where it is
// not allowed.
func (o *oracle) costs(c *model.Configuration, out *[model.Transitions]int) {
	for t := range model.Transitions {
		out[t] = -1
		if c.Allowed(t) {
			out[t] = 0
		}
	}
	s0, s1 := c.Top(0), c.Top(1)
	if s0 >= 0 {
		head := o.gold[s0].head
		waiting := 0 // dependents of s0 still in the queue
		for _, d := range o.children[s0] {
			if d >= c.Next {
				waiting++
			}
		}
		if out[model.Left] == 0 {
			out[model.Left] = waiting
			if head != c.Next && (head > c.Next || head == s1) {
				out[model.Left]++
			}
		}
		if out[model.Right] == 0 {
			out[model.Right] = waiting
			if head >= c.Next {
				out[model.Right]++
			}
		}
	}
	if out[model.Shift] == 0 {
		b := c.Next
		for k, s := range c.Stack {
			if o.gold[s].head == b || k < len(c.Stack)-1 && o.gold[b].head == s {
				out[model.Shift]++
			}
		}
	}
}

// trainParser learns the parser of m from the treebank with the given tags.
func trainParser(m *model.Model, train []sentence, tags [][]model.TagClass, dev []sentence, o options, random *rand.Rand) {
	labels := int(stages.RelXcomp) + 1
	var a model.Analysis
	var c model.Configuration
	var orc oracle
	var costs [model.Transitions]int
	var f []model.Feature
	prepare := func(k int) *sentence {
		s := &train[k]
		a.Prepare(m, s.text, s.tokens)
		for i, t := range tags[k] {
			a.Words[i].Tag = model.TagValue(t.UPOS, t.Tag)
		}
		c.Reset(len(s.tokens))
		orc.reset(s.gold)
		return s
	}
	// label is the relation that the arc of a transition would have.
	arc := func(s *sentence, t int) (label stages.Relation, right bool) {
		d := c.Top(0)
		h := c.Next
		if t == model.Right {
			h = c.Top(1)
		}
		return s.gold[d].label, s.gold[d].head == h
	}
	last := func() bool { return c.Next == c.N && len(c.Stack) == 1 }

	counts, encodeCounts := counter{}, counter{}
	for k := range train {
		s := prepare(k)
		for i := range s.tokens {
			f = model.EncodeFeatures(a.Words, i, f[:0])
			encodeCounts.add(f)
		}
		for !c.Done() {
			if last() {
				c.Apply(model.Left, stages.RelRoot)
				continue
			}
			f = model.ParseFeatures(a.Words, &c, f[:0])
			counts.add(f)
			orc.costs(&c, &costs)
			best := -1
			for t, cost := range costs {
				if cost >= 0 && (best < 0 || cost < costs[best] || cost == costs[best] && t != model.Shift && best == model.Shift) {
					best = t
				}
			}
			label := stages.NoRelation
			if best != model.Shift {
				label, _ = arc(s, best)
			}
			c.Apply(best, label)
		}
	}
	n := newNetwork(counts.list(int32(o.parseAtLeast), o.parseRows), o.parseUnits, []int{model.Transitions, labels, labels}, random)
	fmt.Printf("  %d features seen\n", len(counts))
	e := newEncoder(encodeCounts.list(int32(o.parseAtLeast), o.parseEncodeRows), o.parseEncode, o.layers, random)
	b := newBridge(model.Places, o.parseUnits, 2*o.parseEncode, random)
	order := make([]int, len(train))
	for i := range order {
		order[i] = i
	}
	p := make([]float32, model.Transitions)
	q := make([]float32, labels)
	allowed := make([]bool, model.Transitions)
	tops := []float32{}
	forget := newForgetter(train, float32(o.parseForget), random)
	// pass parses the sentence that is prepared, and learns from it unless epoch
	// is negative.
	pass := func(s *sentence, epoch int) {
		learn := epoch >= 0
		n.drop, n.skip, e.drop, e.skip = 0, 0, 0, 0
		if learn {
			n.drop, n.skip, e.drop, e.skip = float32(o.parseDrop), float32(o.fskip), float32(o.encodeDrop), float32(o.fskip)
		}
		if learn {
			forget.words(a.Words)
		}
		e.forward(len(s.tokens), func(i int) []model.Feature {
			f = model.EncodeFeatures(a.Words, i, f[:0])
			return f
		})
		b.reset(len(s.tokens))
		for !c.Done() {
			if last() {
				c.Apply(model.Left, stages.RelRoot)
				continue
			}
			f = model.ParseFeatures(a.Words, &c, f[:0])
			places := c.Places()
			n.forward(f, func(h []float32) {
				for p, i := range places {
					if i >= 0 {
						b.add(e, p, i, h)
					}
				}
			})
			orc.costs(&c, &costs)
			least := 1 << 30
			for t, cost := range costs {
				allowed[t] = cost >= 0
				if cost >= 0 {
					least = min(least, cost)
				}
			}
			softmax(n.score(0), p, allowed)
			sum, best, bestRight := float32(0), -1, -1
			for t, cost := range costs {
				if cost < 0 {
					continue
				}
				if best < 0 || p[t] > p[best] {
					best = t
				}
				if cost == least {
					sum += p[t]
					if bestRight < 0 || p[t] > p[bestRight] {
						bestRight = t
					}
				}
			}
			follow := bestRight
			if !learn || epoch > 0 && random.Float64() < 0.9 {
				follow = best
			}
			// Gradient of -log of the probability of a transition of least cost.
			for t, cost := range costs {
				if cost == least && cost >= 0 {
					p[t] -= p[t] / max(sum, 1e-9)
				}
			}
			if !learn {
				tops = append(tops, slices.Max(n.hidden))
			}
			label := stages.NoRelation
			if follow != model.Shift {
				want, right := arc(s, follow)
				softmax(n.score(follow), q, nil)
				top := 0
				for l := range q {
					if q[l] > q[top] {
						top = l
					}
				}
				label = stages.Relation(top)
				if right && learn {
					q[want]--
					n.learn(follow, q)
				}
			}
			if learn {
				n.learn(0, p)
				n.spread()
				for p, i := range places {
					if i >= 0 {
						b.note(p, i, n.gradient)
					}
				}
			}
			c.Apply(follow, label)
		}
		if learn {
			b.backward(e, n.rate)
			e.backward(n.rate)
		}
	}
	for epoch := range o.parseEpochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for done, k := range order {
			progress := (float64(epoch) + float64(done)/float64(len(order))) / float64(o.parseEpochs)
			n.rate = float32(o.parseRate * (1 - progress))
			pass(prepare(k), epoch)
		}
		tops = tops[:0]
		u, l, total := 0, 0, 0
		for k := range dev {
			s := &dev[k]
			tokens := slices.Clone(s.tokens)
			a.Tag(m, s.text, tokens)
			c.Reset(len(s.tokens))
			orc.reset(s.gold)
			pass(s, -1)
			for i, g := range s.gold {
				total++
				if c.Heads[i] == g.head {
					u++
					if universal(stages.Relation(c.Labels[i])) == universal(g.label) {
						l++
					}
				}
			}
		}
		fmt.Printf("  epoch %d: dev UAS %.2f LAS %.2f\n", epoch+1, 100*float64(u)/float64(total), 100*float64(l)/float64(total))
	}
	top := quantile(tops, 0.995)
	frozen, scale := n.freeze(top)
	m.Parser, m.ParseEncoder = *frozen, *e.freeze(b, scale)
	u, l := scoreTrees(m, dev)
	fmt.Printf("  frozen: dev UAS %.2f LAS %.2f, top %.2f, shift %d\n", u, l, top, m.Parser.Shift)
}

// scoreTrees tags and parses dev and counts right heads, and right heads with
// the right label (without subtypes).
func scoreTrees(m *model.Model, dev []sentence) (uas, las float64) {
	var a model.Analysis
	u, l, n := 0, 0, 0
	for _, s := range dev {
		tokens := slices.Clone(s.tokens)
		a.Tag(m, s.text, tokens)
		a.Parse(m, s.text, tokens, 0)
		for i, g := range s.gold {
			n++
			head := tokens[i].Head
			if head == int32(i) {
				head = int32(len(s.gold))
			}
			if head == g.head {
				u++
				if universal(tokens[i].Relation) == universal(g.label) {
					l++
				}
			}
		}
	}
	return 100 * float64(u) / float64(n), 100 * float64(l) / float64(n)
}

// universal is the relation without its subtype.
func universal(r stages.Relation) string {
	s := r.String()
	for i := range len(s) {
		if s[i] == ':' {
			return s[:i]
		}
	}
	return s
}
