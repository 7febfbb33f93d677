package figures

import "annals/stages"

// Steps in the parse of a sentence.

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
	return u == stages.NOUN || u == stages.PROPN || u == stages.PRON || u == stages.X || u == stages.VERB && c.nounByTree(i)
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

// objectBefore is the object of verb v nearest to the left of token k, -1 where
// there is none.
func (c *claimer) objectBefore(v, k int32) int32 {
	for k--; k >= c.first; k-- {
		if t := &c.w.Tokens[k]; t.Head == v && k != v && t.Relation == stages.RelObj {
			return k
		}
	}
	return -1
}

// subjectToken is the subject of token v, -1 where it has none. Of two, which is a
// slip of the parse, the one nearer before the verb is taken.
func (c *claimer) subjectToken(v int32) int32 {
	s := int32(-1)
	for k := c.first; k < c.stop; k++ {
		t := &c.w.Tokens[k]
		if t.Head == v && k != v && (t.Relation == stages.RelNsubj || t.Relation == stages.RelNsubjPass || t.Relation == stages.RelNsubjOuter) && (s < 0 || k < v) {
			s = k
		}
	}
	return s
}
