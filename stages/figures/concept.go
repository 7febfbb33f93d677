package figures

import (
	"strings"

	"annals/stages"
)

// What a quantity is a property of, read off the parse: the noun that a measure
// stands before ("a 5 kW motor": motor), the whole of a share ("a third of the
// harvest": harvest), the noun that names the quantity ("a fine of $40": fine),
// else the subject of the verb that governs it ("inflation rose 3%": inflation).
// It is asked for with bare quantities only.

func (c *claimer) concept(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool) string {
	if !c.parsed() || q.minor == minorOne {
		return ""
	}
	c.local = false
	s := c.property(r, q, p, hasPhrase)
	if !c.local || s == "" {
		return s
	}
	// a fine of $40, the crime: the noun, and what the clause is about
	root := c.rootOf(q.left, max(q.next, q.last))
	if sub := c.clauseSubject(root); sub >= 0 {
		if of := c.content(sub); of != "" && !strings.Contains(s, of) && !strings.Contains(of, s) {
			return s + ", " + of
		}
	}
	return s
}

// clauseSubject is the subject of the nearest clause around token i that is a
// noun and no quantity, -1 where there is none.
func (c *claimer) clauseSubject(i int32) int32 {
	for range 10 {
		if s := c.subjectToken(i); s >= 0 {
			if c.w.Tokens[s].UPOS == stages.PRON || c.quantity[s-c.first] || c.inPhrase(i, s) {
				return -1
			}
			return s
		}
		if r := c.w.Tokens[i].Relation; r == stages.RelNsubj || r == stages.RelNsubjPass {
			return -1
		}
		h := c.w.Tokens[i].Head
		if h == i || h < c.first || h >= c.stop {
			return -1
		}
		i = h
	}
	return -1
}

// inPhrase reports whether token i hangs, at any depth, on token s.
func (c *claimer) inPhrase(i, s int32) bool {
	for range 12 {
		if i == s {
			return true
		}
		h := c.w.Tokens[i].Head
		if h == i || h < c.first || h >= c.stop {
			return false
		}
		i = h
	}
	return false
}

// property is the nearest noun that the quantity is a property of.
func (c *claimer) property(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool) string {
	measured := q.unit >= 0
	// "78 per cent of the deal", "1.2 million tonnes of coal"
	if measured && hasPhrase && !q.attributive && q.next < c.stop && c.s.roleOf(q.next)&roleOf != 0 {
		c.local = true
		return c.content(p.head())
	}
	root := c.rootOf(q.left, max(q.next, q.last))
	if hasPhrase && !measured {
		root = p.head()
		for k := p.first; k < p.core; k++ {
			c.quantity[k-c.first] = true
		}
	}
	if measured {
		if h := c.w.Tokens[root].Head; h != root && h >= q.next && h < c.stop && c.nounToken(h) && !c.quantity[h-c.first] {
			switch c.w.Tokens[root].Relation {
			case stages.RelNummod, stages.RelCompound, stages.RelAmod, stages.RelNmod, stages.RelNmodUnmarked, stages.RelDep, stages.RelDet, stages.RelNmodDesc:
				c.local = true
				s := c.content(h)
				if at := q.next; at < h && !c.quantity[at-c.first] {
					if e := c.group(at, c.stop); e > at {
						if g := c.text(at, e); len(g) > len(s) {
							return g
						}
					}
				}
				return s
			}
		}
		// the parse does not say so, but a noun follows at once
		if q.next < c.stop && !c.quantity[q.next-c.first] && (q.attributive || c.w.Tokens[q.next].UPOS == stages.NOUN) {
			at := q.next
			if c.s.text[c.w.Tokens[at].Start] == '-' && at+1 < c.stop {
				at++
			}
			if e := c.group(at, c.stop); e > at {
				c.local = true
				s := c.content(e - 1)
				if g := c.text(at, e); len(g) > len(s) {
					return g
				}
				return s
			}
		}
	}
	// The same thing in other units or at another time: "(11 km)", "rose 7% to
	// $84", "5 percent or 200 jobs".
	if last := len(c.w.Figures) - 1; last >= 0 && c.previous != nil && c.w.Figures[last].First >= c.first && c.continues(c.previous, q) {
		return c.w.Figures[last].Concept
	}
	// "a fine of $40"
	if k := q.hedgeFirst - 1; k > c.first && c.s.roleOf(k)&roleOf != 0 && measured && (q.changeAt == 0 || q.changeAt < k-3) {
		if noun := k - 1; c.x.generic.Word(c.s.text, &c.w.Tokens[noun]) < 0 && (c.nounToken(noun) || c.w.Tokens[noun].UPOS == stages.ADJ) && !c.quantity[noun-c.first] {
			if s := c.before(k); s != "" {
				c.local = true
				return s
			}
		}
	}
	if q.changeVerb && q.changeAt > c.first {
		if s := c.before(q.changeAt); s != "" {
			return s
		}
	}
	c.oblique = false
	c.timed = measured && r.Dimension == "time"
	s := c.climb(root)
	if s == "" && measured && !c.timed {
		// by the words alone: what stands before the verb before the quantity
		for k := q.hedgeFirst - 1; k > c.first && k >= q.hedgeFirst-5; k-- {
			if u := c.w.Tokens[k].UPOS; u == stages.VERB || u == stages.AUX {
				return c.before(k)
			}
		}
	}
	return s
}

// continues reports whether only words that tie two quantities of one thing
// stand between a and b.
func (c *claimer) continues(a, b *quantity) bool {
	n := 0
	for k := max(a.next, a.last); k < b.left; k++ {
		t := &c.w.Tokens[k]
		ch := c.s.text[t.Start]
		r := c.s.roleOf(k)
		switch {
		case ch == '(' || ch == ')' || ch == '[':
		case ch == ',' && a.unit >= 0:
		case r&(roleTo|roleFrom|roleOr|roleBetween) != 0:
		case c.s.isHedge(k), c.x.tie.Word(c.s.text, t) >= 0:
		case c.x.up.Word(c.s.text, t) >= 0 && t.UPOS != stages.VERB, c.x.down.Word(c.s.text, t) >= 0 && t.UPOS != stages.VERB:
		default:
			return false
		}
		if n++; n > 5 {
			return false
		}
	}
	return n > 0
}

// before is the content of the noun phrase that ends before token v, the verb of
// a change: read from the text, as taggers like to take "rose" and "shares" for
// each other.
func (c *claimer) before(v int32) string {
	k := v - 1
	for k > c.first && (c.w.Tokens[k].UPOS == stages.AUX || c.w.Tokens[k].UPOS == stages.ADV || c.w.Tokens[k].UPOS == stages.PART || c.x.be.Word(c.s.text, &c.w.Tokens[k]) >= 0) {
		k--
	}
	end := k + 1
	for ; k >= c.first; k-- {
		t := &c.w.Tokens[k]
		switch t.UPOS {
		case stages.NOUN, stages.PROPN, stages.ADJ, stages.NUM, stages.DET, stages.X, stages.SYM:
			if c.quantity[k-c.first] && t.UPOS != stages.PROPN {
				goto done
			}
			continue
		case stages.VERB:
			if (t.Tag == stages.TagVBN || t.Tag == stages.TagVBG) && k > c.first && k+1 < end && (c.w.Tokens[k-1].UPOS == stages.ADJ || c.w.Tokens[k-1].UPOS == stages.DET) {
				continue
			}
		case stages.PART:
			if t.Tag == stages.TagPOS {
				continue
			}
		case stages.ADP:
			if k > c.first && (c.w.Tokens[k-1].UPOS == stages.NOUN || c.w.Tokens[k-1].UPOS == stages.PROPN) && c.s.roleOf(k)&roleOf != 0 {
				continue
			}
		case stages.PUNCT:
			if ch := c.s.text[t.Start]; ch == '-' || ch == '/' || ch == '&' {
				continue
			}
		case stages.CCONJ:
			if c.s.text[t.Start] == '&' {
				continue
			}
		}
		break
	}
done:
	return c.text(k+1, end)
}

// text joins the content words of tokens [first, last).
func (c *claimer) text(first, last int32) string {
	var out strings.Builder
	for k := first; k < last; k++ {
		if c.contentWord(k) && c.x.age.Word(c.s.text, &c.w.Tokens[k]) < 0 || c.w.Tokens[k].Tag == stages.TagVBN && k+1 < last {
			c.add(&out, k)
		}
	}
	return out.String()
}

func (c *claimer) contentWord(k int32) bool {
	switch c.w.Tokens[k].UPOS {
	case stages.NOUN, stages.PROPN, stages.ADJ, stages.X, stages.NUM, stages.SYM:
		return true
	}
	return false
}

// add appends token k, glued to the word before where the text glues them.
func (c *claimer) add(out *strings.Builder, k int32) {
	if out.Len() > 0 {
		switch {
		case c.s.space(k):
			out.WriteByte(' ')
		case k > c.first && c.w.Tokens[k-1].Len() == 1 && c.w.Tokens[k-1].Class != stages.ClassWord && !c.s.space(k-1):
			out.WriteString(c.w.TokenText(k - 1))
		}
	}
	out.WriteString(c.w.TokenText(k))
}

// rootOf is the token of [first, last) whose head lies outside.
func (c *claimer) rootOf(first, last int32) int32 {
	for k := first; k < last && k < c.stop; k++ {
		if t := &c.w.Tokens[k]; t.Head < first || t.Head >= last || t.Head == k {
			if t.UPOS != stages.PUNCT && t.UPOS != stages.ADP && t.UPOS != stages.ADV {
				return k
			}
		}
	}
	return first
}

func (c *claimer) nounToken(i int32) bool {
	u := c.w.Tokens[i].UPOS
	return u == stages.NOUN || u == stages.PROPN || u == stages.PRON || u == stages.X
}

// climb goes from token i to what it is said of.
func (c *claimer) climb(i int32) string {
	for range 10 {
		t := &c.w.Tokens[i]
		h := t.Head
		if t.UPOS == stages.VERB && t.Relation != stages.RelACLRelcl && !c.timed {
			// what the verb acts on, where the quantity is not that
			if o := c.child(i, stages.RelObj); o >= 0 && !c.quantity[o-c.first] && c.w.Tokens[o].UPOS != stages.PRON && c.oblique {
				return c.content(o)
			}
		}
		if s := c.subjectToken(i); s >= 0 && !c.quantity[s-c.first] { // a predicate with its subject
			if c.w.Tokens[s].UPOS != stages.PRON {
				return c.content(s)
			}
			if t.Relation == stages.RelACLRelcl && h != i && c.nounToken(h) && !c.quantity[h-c.first] {
				return c.content(h)
			}
			if t.Relation != stages.RelXcomp && t.Relation != stages.RelConj && t.Relation != stages.RelACLRelcl {
				return ""
			}
		}
		if h == i || h < c.first || h >= c.stop {
			return ""
		}
		noun := c.nounToken(h) && !c.quantity[h-c.first]
		switch t.Relation {
		case stages.RelNsubj, stages.RelNsubjPass:
			return ""
		case stages.RelACL:
			if noun && t.Tag != stages.TagVB {
				return c.content(h)
			}
		case stages.RelObl, stages.RelOblUnmarked:
			c.oblique = true
		case stages.RelConj, stages.RelList, stages.RelParataxis:
		default:
			if noun {
				return c.content(h)
			}
		}
		if t.Relation != stages.RelObl && t.Relation != stages.RelOblUnmarked {
			c.oblique = false
		}
		i = h
	}
	return ""
}

// child is the first token that hangs on v by relation r, -1 where none does.
func (c *claimer) child(v int32, r stages.Relation) int32 {
	for k := c.first; k < c.stop; k++ {
		if t := &c.w.Tokens[k]; t.Head == v && k != v && t.Relation == r {
			return k
		}
	}
	return -1
}

// subjectToken is the subject of token v, -1 where it has none.
func (c *claimer) subjectToken(v int32) int32 {
	for k := c.first; k < c.stop; k++ {
		t := &c.w.Tokens[k]
		if t.Head == v && k != v && (t.Relation == stages.RelNsubj || t.Relation == stages.RelNsubjPass || t.Relation == stages.RelNsubjOuter) {
			return k
		}
	}
	return -1
}

// content is the content words of the phrase that token h heads, in text order,
// without clauses, quantities and dates.
func (c *claimer) content(h int32) string {
	if c.w.Tokens[h].UPOS == stages.PRON {
		return ""
	}
	var out strings.Builder
	for k := c.first; k < c.stop; k++ {
		t := &c.w.Tokens[k]
		if c.quantity[k-c.first] || !c.under(k, h) || k != h && c.x.age.Word(c.s.text, t) >= 0 {
			continue
		}
		if !c.contentWord(k) && !(t.UPOS == stages.VERB && (k == h || t.Relation == stages.RelAmod || t.Relation == stages.RelCompound)) {
			continue
		}
		c.add(&out, k)
	}
	return out.String()
}

// under reports whether token k belongs to the phrase of h: all relations up to
// h are those inside a noun phrase.
func (c *claimer) under(k, h int32) bool {
	for range 8 {
		if k == h {
			return true
		}
		t := &c.w.Tokens[k]
		switch t.Relation {
		case stages.RelAmod, stages.RelCompound, stages.RelNmod, stages.RelNmodPoss, stages.RelFlat, stages.RelNummod, stages.RelNmodDesc, stages.RelNmodUnmarked, stages.RelGoeswith:
		case stages.RelConj:
			if t.Head != h || !c.nounToken(k) {
				return false
			}
		default:
			return false
		}
		if t.Head == k || t.Head < c.first || t.Head >= c.stop {
			return false
		}
		k = t.Head
	}
	return false
}
