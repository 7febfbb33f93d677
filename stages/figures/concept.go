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
	if !c.parsed() {
		return ""
	}
	skip := stages.Span{Start: c.w.Tokens[q.left].Start, End: c.w.Tokens[max(q.next, q.last)-1].End}
	if hasPhrase {
		skip.End = max(skip.End, c.w.Tokens[p.core-1].End)
	}
	measured := q.unit >= 0
	root := c.rootOf(q.left, max(q.next, q.last))
	if hasPhrase && !measured {
		root = p.head()
	}
	// "78 per cent of the deal", "1.2 million tonnes of coal"
	if measured && hasPhrase && p.first > q.next-1 && !q.attributive && c.s.roleOf(q.next)&roleOf != 0 {
		return c.content(p.head(), skipOf(q, c))
	}
	if measured {
		if h := c.w.Tokens[root].Head; h != root && h >= q.next && h < c.stop && c.nounToken(h) {
			switch c.w.Tokens[root].Relation {
			case stages.RelNummod, stages.RelCompound, stages.RelAmod, stages.RelNmod, stages.RelNmodUnmarked, stages.RelDep, stages.RelDet, stages.RelNmodDesc:
				return c.content(h, skip)
			}
		}
	}
	// in brackets after another quantity: the same thing in other units
	if k := q.left - 1; k >= c.first && c.s.text[c.w.Tokens[k].Start] == '(' && len(c.w.Figures) > 0 {
		if last := &c.w.Figures[len(c.w.Figures)-1]; last.Last >= k-4 && last.Last <= k && last.First >= c.first {
			return last.Concept
		}
	}
	return c.climb(root, skip)
}

// skipOf is the quantity without the phrase after "of".
func skipOf(q *quantity, c *claimer) stages.Span {
	return stages.Span{Start: c.w.Tokens[q.left].Start, End: c.w.Tokens[max(q.next, q.last)-1].End}
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
func (c *claimer) climb(i int32, skip stages.Span) string {
	for range 8 {
		t := &c.w.Tokens[i]
		h := t.Head
		if s := c.subjectToken(i); s >= 0 && !within(&c.w.Tokens[s], skip) { // a predicate with its subject
			return c.content(s, skip)
		}
		if h == i || h < c.first || h >= c.stop {
			return ""
		}
		ht := &c.w.Tokens[h]
		switch {
		case t.Relation == stages.RelNsubj || t.Relation == stages.RelNsubjPass:
			return ""
		case t.Relation == stages.RelACL || t.Relation == stages.RelACLRelcl:
			return c.content(h, skip)
		case c.nounToken(h) && !within(ht, skip) && t.Relation != stages.RelConj && t.Relation != stages.RelAppos && t.Relation != stages.RelList && t.Relation != stages.RelParataxis:
			return c.content(h, skip)
		case c.nounToken(h) && t.Relation == stages.RelAppos:
			return c.content(h, skip)
		}
		i = h
	}
	return ""
}

func within(t *stages.Token, s stages.Span) bool { return t.Start >= s.Start && t.End <= s.End }

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
// without clauses, without what lies in skip.
func (c *claimer) content(h int32, skip stages.Span) string {
	if c.w.Tokens[h].UPOS == stages.PRON {
		return ""
	}
	var out strings.Builder
	for k := c.first; k < c.stop; k++ {
		t := &c.w.Tokens[k]
		if within(t, skip) || !c.under(k, h) {
			continue
		}
		switch t.UPOS {
		case stages.NOUN, stages.PROPN, stages.ADJ, stages.X:
		case stages.NUM:
		case stages.VERB:
			if k != h && t.Relation != stages.RelAmod && t.Relation != stages.RelCompound {
				continue
			}
		default:
			continue
		}
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(c.w.TokenText(k))
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
