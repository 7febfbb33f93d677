package figures

import (
	"strings"

	"annals/stages"
)

// topicByWords reads the topic of the clause off the tags alone: the noun phrase
// before the nearest verb to the left of token at that has a subject of its own.
// -1 where there is none, -2 where it is a pronoun. It holds where the parse of a long or unpunctuated sentence does not.
func (c *claimer) topicByWords(q *quantity, at int32, local bool) int32 {
	v := int32(-1)
	for k := at - 1; k >= c.first; k-- {
		if q.changeVerb && k == q.changeAt {
			v = k
			break
		}
		t := &c.w.Tokens[k]
		if ch := c.s.text[t.Start]; ch == ':' || ch == ';' && !c.verbless(k+1, q) {
			return -1
		}
		if c.predicate(k) {
			v = k
			break
		}
		// "the index advancing 1.7 percent": a participle right behind its noun
		if t.UPOS == stages.VERB && (t.Tag == stages.TagVBG || t.Tag == stages.TagVBN) && k > c.first && !c.occupied(k) {
			if j := k - 1; !local && t.Relation != stages.RelAdvcl && c.nounToken(j) && c.w.Tokens[j].UPOS != stages.PRON && !c.occupied(j) {
				return c.outermost(j, true)
			}
		}
	}
	if v < 0 {
		return -1
	}
	for k := v - 1; k >= c.first; k-- {
		t := &c.w.Tokens[k]
		switch {
		case c.predicate(k), t.UPOS == stages.ADV, t.UPOS == stages.PART && t.Tag != stages.TagPOS, t.UPOS == stages.AUX:
			continue
		case t.UPOS == stages.PRON:
			if k > c.first && c.w.Tokens[k-1].UPOS == stages.ADP { // "the voltage across it was"
				k--
				continue
			}
			if c.x.relatives.Word(c.s.text, t) < 0 {
				return -2
			}
			k--
			if k >= c.first && c.s.text[c.w.Tokens[k].Start] == ',' {
				k--
			}
			if k >= c.first && c.s.text[c.w.Tokens[k].Start] == ')' { // "Ford (F) which has"
				for k > c.first && c.s.text[c.w.Tokens[k].Start] != '(' {
					k--
				}
				k--
			}
			if k >= c.first && (c.nounToken(k) && c.w.Tokens[k].UPOS != stages.PRON || k == c.first && c.contentful(k)) && !c.occupied(k) {
				return c.outermost(k, false)
			}
			return -1
		case c.occupied(k), t.UPOS == stages.NUM, t.Len() == 1 && c.s.text[t.Start] == '-' && !c.s.space(k), t.UPOS == stages.ADP && c.occupied(k+1), t.UPOS == stages.CCONJ && k > c.first && c.occupied(k-1) && c.occupied(k+1):
			continue
		case c.nounToken(k):
			return c.outermost(k, true)
		case t.UPOS == stages.PUNCT && c.s.text[t.Start] == ',':
			// "BioView, a maker of scanners, rose": the noun before the inserted phrase
			for j := k - 1; j >= c.first; j-- {
				if c.s.text[c.w.Tokens[j].Start] == ',' && j > c.first && c.nounToken(j-1) {
					return c.outermost(j-1, true)
				}
				if c.predicate(j) {
					break
				}
			}
			return -1
		default:
			return -1
		}
	}
	return -1
}

// verbless reports whether the part of a list from token k to the next semicolon
// has neither verb nor noun of its own beside q and what stands after prepositions:
// it goes on with the topic before: "rents rose 3 percent; in the north, 4 percent".
func (c *claimer) verbless(k int32, q *quantity) bool {
	after := false // of a preposition
	for ; k < c.stop && c.s.text[c.w.Tokens[k].Start] != ';'; k++ {
		switch t := &c.w.Tokens[k]; {
		case t.UPOS == stages.ADP:
			after = true
		case t.UPOS == stages.PUNCT:
			after = after && c.s.text[t.Start] == '-'
		case t.UPOS == stages.VERB, t.UPOS == stages.AUX:
			return false
		case k < q.hedgeFirst && c.nounToken(k) && !after && !c.occupied(k):
			return false
		}
	}
	return true
}

// opening is the noun phrase that opens the sentence, where the tagger saw no
// finite verb between it and token at: "Northgate, an owner of mills, acquired".
func (c *claimer) opening(at int32) int32 {
	k := c.first
	for k < at && (c.w.Tokens[k].UPOS == stages.DET || c.w.Tokens[k].Tag == stages.TagPRPS) {
		k++
	}
	if k >= at || c.occupied(k) {
		return -1
	}
	e := c.group(k, at)
	if e == k || e >= at || c.occupied(e-1) || c.s.text[c.w.Tokens[e].Start] != ',' && c.w.Tokens[e].UPOS != stages.VERB {
		return -1
	}
	for j := e; j < at; j++ {
		if c.predicate(j) {
			return -1
		}
	}
	return e - 1
}

// finite reports whether token k is a verb that has a subject of its own.
func (c *claimer) finite(k int32) bool {
	t := &c.w.Tokens[k]
	if t.UPOS != stages.VERB && t.UPOS != stages.AUX {
		return false
	}
	switch t.Tag {
	case stages.TagVBD, stages.TagVBZ, stages.TagVBP, stages.TagMD:
		return true
	}
	return false
}

// predicate is finite with the slips of a tagger mended by the words around and
// the tree.
func (c *claimer) predicate(k int32) bool {
	t := &c.w.Tokens[k]
	switch t.Tag {
	case stages.TagVB: // "houses up to $1 million stay 70 days": the plural tells it from an infinitive
		return k > c.first && t.UPOS == stages.VERB && (c.w.Tokens[k-1].Tag == stages.TagNNS || c.quantity[k-1-c.first])
	case stages.TagVBN: // "the index gained 2%"
		return t.Relation == stages.RelRoot && t.UPOS == stages.VERB && !c.auxiliaryBefore(k)
	}
	return c.finite(k) && !c.nounByTree(k)
}

// auxiliaryBefore reports whether an auxiliary stands before token k, adverbs between.
func (c *claimer) auxiliaryBefore(k int32) bool {
	for k--; k > c.first && (c.w.Tokens[k].UPOS == stages.ADV || c.w.Tokens[k].UPOS == stages.PART); k-- {
	}
	return k >= c.first && c.w.Tokens[k].UPOS == stages.AUX
}

// nounByTree reports whether token k, tagged a verb in -s, is the subject or hangs on a
// preposition in the tree: a plural noun then, "exports to Chile dropped".
func (c *claimer) nounByTree(k int32) bool {
	switch c.w.Tokens[k].Relation {
	case stages.RelNsubj, stages.RelNsubjPass, stages.RelNmod, stages.RelCompound:
		return c.w.Tokens[k].Tag == stages.TagVBZ && c.w.Tokens[k].UPOS == stages.VERB
	}
	return false
}

// contentful reports whether token k is a word with a content of its own.
func (c *claimer) contentful(k int32) bool {
	return c.w.Tokens[k].Class == stages.ClassWord && c.s.roleOf(k)&roleFunction == 0
}

// outermost goes from the last noun of a phrase over its prepositions to the
// noun the phrase is about: "shares of the retailer"; any says whether over all of
// them or over "of" alone.
func (c *claimer) outermost(h int32, any bool) int32 {
	for range 4 {
		k := c.leftOf(nounPhrase{first: h, last: h + 1, head: h}).first
		for k > c.first && (c.w.Tokens[k-1].UPOS == stages.DET || c.w.Tokens[k-1].Tag == stages.TagPRPS) {
			k--
		}
		// "the charge stored in the cell": over the participle too
		if k-3 >= c.first && c.w.Tokens[k-1].UPOS == stages.ADP && c.w.Tokens[k-2].Tag == stages.TagVBN && c.nounToken(k-3) && !c.occupied(k-3) && c.w.Tokens[k-3].UPOS != stages.PRON {
			h = k - 3
			continue
		}
		if k-2 < c.first || c.w.Tokens[k-1].UPOS != stages.ADP || c.x.attach.Word(c.s.text, &c.w.Tokens[k-1]) < 0 || !any && c.s.roleOf(k-1)&(roleOf|rolePer) == 0 {
			return h
		}
		if n := k - 2; !c.nounToken(n) || c.occupied(n) || c.w.Tokens[n].UPOS == stages.PRON {
			return h
		}
		h = k - 2
	}
	return h
}

// phraseWord reports whether token k can stand inside a noun phrase before its noun.
func (c *claimer) phraseWord(k int32) bool {
	t := &c.w.Tokens[k]
	if c.dated[k-c.first] {
		return false
	}
	switch t.UPOS {
	case stages.NOUN, stages.PROPN, stages.ADJ, stages.NUM, stages.X, stages.SYM, stages.DET:
		return true
	case stages.PRON:
		return t.Tag == stages.TagPRPS
	case stages.PART:
		return t.Tag == stages.TagPOS
	case stages.VERB:
		return t.Tag == stages.TagVBG || t.Tag == stages.TagVBN
	case stages.PUNCT:
		ch := c.s.text[t.Start]
		return ch == '-' || ch == '/' || ch == '&'
	}
	return false
}

// agedTopic is the age by which the subject is named: "a 60-year-old might draw 3%".
func (c *claimer) agedTopic() string {
	a := c.previous
	if a == nil || !strings.HasSuffix(a.rule, "age") || a.unit < 0 {
		return ""
	}
	k := a.next
	for k < c.stop && (c.x.age.Word(c.s.text, &c.w.Tokens[k]) >= 0 || c.s.text[c.w.Tokens[k].Start] == '-') {
		k++
	}
	if k >= c.stop || !c.predicate(k) {
		return ""
	}
	return c.w.Text(c.s.span(a.left, k))
}

// topic is the noun that the clause around token i is about: the subject of the
// nearest verb up the tree that has one, -1 where that is a pronoun, or holds
// the quantity with token root.
func (c *claimer) topic(i, root int32, local bool) int32 {
	for range 12 {
		t := &c.w.Tokens[i]
		switch t.Relation {
		case stages.RelNsubj, stages.RelNsubjPass, stages.RelNsubjOuter:
			return -1
		}
		h := t.Head
		if s := c.subjectToken(i); s >= 0 {
			switch {
			case c.w.Tokens[s].UPOS != stages.PRON && !c.inPhrase(root, s):
				return s
			case c.w.Tokens[s].UPOS != stages.PRON:
				return -1
			case t.Relation != stages.RelACLRelcl || h < c.first || h >= c.stop || local:
				return -1
			}
			return h
		}
		if h == i || h < c.first || h >= c.stop {
			return -1
		}
		switch t.Relation {
		case stages.RelACLRelcl:
			if local {
				return -1
			}
			if c.nounToken(h) {
				return h
			}
		case stages.RelACL:
			if c.nounToken(h) && t.Tag != stages.TagVB && !local {
				return h
			}
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
