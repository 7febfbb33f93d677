package figures

import (
	"strings"

	"annals/stages"
)

// What a quantity is a property of. Two noun phrases can be: the local one, which
// the quantity measures or stands in ("a 5 kW motor": motor; "a third of the
// harvest": harvest; "a fine of $40": fine), and the topic, which the clause is
// about ("the court set a fine of $40": court). Both are given where there are
// both, the local one first, and nothing where the subject is a pronoun or is
// what is counted. The local phrase is read by tags next to the number and
// by the parse elsewhere, the topic by the parse. Asked for with bare quantities
// only; costs time in proportion to the sentence for each quantity.

// concept joins local noun and topic of a quantity.
func (c *claimer) concept(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool) string {
	if !c.parsed() || q.minor == minorOne {
		return ""
	}
	ended := c.ended
	c.ended = max(q.next, q.last)
	if hasPhrase && q.unit < 0 {
		c.ended = p.core
	}
	// The same thing in other units or at another time: "(11 km)", "rose 7% to
	// $84", "5 percent or 200 jobs".
	if last := len(c.w.Figures) - 1; last >= 0 && !q.attributive && !c.ofAfter(q) && c.previous != nil && c.w.Figures[last].First >= c.first && c.continues(c.previous, q, ended) {
		return c.w.Figures[last].Concept
	}
	root := c.rootOf(q.left, max(q.next, q.last))
	if hasPhrase && q.unit < 0 {
		root = p.head()
		for k := p.first; k < p.core; k++ {
			c.nouns[k-c.first] = true
		}
	}
	local, found, alone := c.localNoun(r, q, p, hasPhrase, root)
	var out strings.Builder
	from, left, end := root, q.hedgeFirst, c.ended
	if found {
		c.write(&out, local)
		if from = local.head; local.first < left {
			left = local.first
		} else {
			end = local.last
		}
	}
	if alone || found && c.compared(local.first) || c.subjectAt(q, root, end) || c.setsOff(r, q) {
		return out.String()
	}
	s := c.topicByWords(q, left, found)
	if s == -1 {
		s = c.topic(from, root, found)
	}
	if s == -1 {
		s = c.opening(left)
	}
	if !found && (s == -1 || s >= 0 && (c.occupied(s) || c.x.age.Word(c.s.text, &c.w.Tokens[s]) >= 0)) {
		return c.agedTopic()
	}
	if s < 0 || c.occupied(s) || found && s > q.left {
		return out.String()
	}
	if np := c.phraseAt(s); !found || np.last <= local.first || np.first >= local.last {
		if out.Len() > 0 {
			out.WriteString(", ")
		}
		c.write(&out, np)
	}
	return out.String()
}

// occupied reports whether token k belongs to a quantity, a date or what a
// quantity counts.
func (c *claimer) occupied(k int32) bool {
	return c.quantity[k-c.first] || c.dated[k-c.first] || c.nouns[k-c.first]
}

// ofAfter reports whether "of" follows the quantity.
func (c *claimer) ofAfter(q *quantity) bool {
	return q.next < c.stop && c.s.roleOf(q.next)&roleOf != 0
}

// subjectAt reports whether the phrase that ends before token end is the subject
// of the verb there: what is counted is then itself what the clause is about.
func (c *claimer) subjectAt(q *quantity, root, end int32) bool {
	k := q.hedgeFirst - 1
	for k > c.first && (c.w.Tokens[k].UPOS == stages.ADV || k == q.changeAt) {
		k--
	}
	if k > c.first && c.predicate(k) {
		return false
	}
	switch c.w.Tokens[root].Relation {
	case stages.RelNsubj, stages.RelNsubjPass, stages.RelNsubjOuter:
		return true
	}
	return end < c.stop && c.predicate(end)
}

// compared reports whether the phrase at token k is what something is compared
// with: "below the limit of 15 grams".
func (c *claimer) compared(k int32) bool {
	for k--; k >= c.first && (c.w.Tokens[k].UPOS == stages.DET || c.w.Tokens[k].Tag == stages.TagPRPS); k-- {
	}
	if k > c.first && c.s.roleOf(k)&roleOf != 0 {
		k-- // "short of the estimate"
	}
	return k >= c.first && c.x.comparison.Word(c.s.text, &c.w.Tokens[k]) >= 0
}

// setsOff reports whether a length of time opens its sentence: "Two years later
// the mill closed".
func (c *claimer) setsOff(r *stages.Figure, q *quantity) bool {
	if r.Dimension != "time" {
		return false
	}
	for k := c.first; k < q.hedgeFirst; k++ {
		switch c.w.Tokens[k].UPOS {
		case stages.ADP, stages.DET, stages.ADJ, stages.ADV, stages.CCONJ:
		default:
			return false
		}
	}
	return true
}

// continues reports whether only words that tie two quantities of one thing
// stand between a, which ended before token ended with what it counts, and b.
func (c *claimer) continues(a, b *quantity, ended int32) bool {
	n := 0
	for k := ended; k < b.left; k++ {
		t := &c.w.Tokens[k]
		ch := c.s.text[t.Start]
		r := c.s.roleOf(k)
		switch {
		case ch == '(' || ch == ')' || ch == '[':
		case ch == ',' && (a.unit >= 0 || k+1 < b.left && c.s.roleOf(k+1)&roleOr != 0):
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
