package figures

import (
	"strings"

	"annals/stages"
)

// Noun phrases of a concept, around a head: what belongs to them before it, the
// parts of a name behind it, the prepositional phrases that follow.

// nounPhrase is tokens [first, last), of which head is the noun.
type nounPhrase struct {
	first, last, head int32
}

// phraseFrom is the noun phrase that begins at token k, determiners skipped.
func (c *claimer) phraseFrom(k int32) (nounPhrase, bool) {
	for k < c.stop && (c.w.Tokens[k].UPOS == stages.DET || c.w.Tokens[k].Tag == stages.TagPRPS) {
		k++
	}
	if k >= c.stop {
		return nounPhrase{}, false
	}
	first := k
	for k < c.stop && c.quantity[k-c.first] { // "for an 8 kW heater"
		k++
	}
	if k < c.stop && k > first && c.s.text[c.w.Tokens[k].Start] == '-' {
		k++
	}
	e := c.group(k, c.stop)
	for j := k; j < e; j++ {
		if c.occupied(j) {
			e = j
		}
	}
	if e == k || !c.nounToken(e-1) || c.w.Tokens[e-1].UPOS == stages.PRON {
		return nounPhrase{}, false
	}
	return c.extend(nounPhrase{first: k, last: e, head: e - 1}), true
}

// phraseAt is the noun phrase around token h: what stands before it that belongs
// to it, parts of a name after it, and the prepositional phrases that follow.
func (c *claimer) phraseAt(h int32) nounPhrase {
	return c.extend(c.leftOf(c.rightOf(nounPhrase{first: h, last: h + 1, head: h})))
}

// leftOf adds what stands before the head of np and belongs to it.
func (c *claimer) leftOf(np nounPhrase) nounPhrase {
	for k := np.first - 1; k >= c.first; k-- {
		if !c.inside(k, &np) {
			break
		}
		if c.w.Tokens[k].UPOS == stages.CCONJ {
			k--
		}
		np.first = k
	}
	return np
}

// rightOf adds the parts of a name after its head: "Index 500", "V-6".
func (c *claimer) rightOf(np nounPhrase) nounPhrase {
	for np.last < c.stop {
		k := np.last
		t := &c.w.Tokens[k]
		if c.quantity[k-c.first] {
			break
		}
		if c.s.text[t.Start] == '-' && t.Len() == 1 && k+1 < c.stop && !c.s.space(k) && !c.s.space(k+1) && !c.occupied(k+1) {
			np.last += 2
			continue
		}
		if t.UPOS == stages.NUM && !c.occupied(k) && t.Class == stages.ClassNumber {
			np.last++
			continue
		}
		if t.Head < np.first || t.Head >= np.last || c.dated[k-c.first] {
			break
		}
		switch t.Relation {
		case stages.RelFlat, stages.RelCompound, stages.RelNummod, stages.RelNmodUnmarked, stages.RelNmodDesc, stages.RelGoeswith:
			np.last++
			continue
		}
		break
	}
	return np
}

// inside reports whether token k, which stands right before np, belongs to it.
func (c *claimer) inside(k int32, np *nounPhrase) bool {
	t := &c.w.Tokens[k]
	own := t.Head > k && t.Head < np.last
	next := &c.w.Tokens[k+1]
	if c.quantity[k+1-c.first] && c.s.isHedge(k) {
		return false
	}
	if c.occupied(k) {
		hyphen := t.Len() == 1 && c.s.text[t.Start] == '-' || next.Len() == 1 && c.s.text[next.Start] == '-'
		return own && t.UPOS != stages.DET && t.UPOS != stages.ADP || hyphen && !c.s.space(k+1)
	}
	if c.s.text[next.Start] == '-' && next.Len() == 1 && !c.s.space(k+1) && t.Class != stages.ClassPunctuation {
		return true // the first half of a hyphenated word
	}
	switch t.UPOS {
	case stages.NOUN, stages.PROPN, stages.X, stages.SYM:
		if t.UPOS == stages.SYM && c.s.text[t.Start] == '-' {
			return false
		}
		if t.UPOS == stages.NOUN && next.UPOS == stages.PROPN {
			return own || next.Head == k || k > c.first && c.w.Tokens[k-1].UPOS == stages.DET
		}
		return own || t.Tag != stages.TagNNS || next.Head == k || next.Tag == stages.TagNN
	case stages.ADJ:
		return k == c.first || c.w.Tokens[k-1].Tag != stages.TagMD // "will cool gas": a verb
	case stages.NUM:
		return own || t.Head < k && t.Head >= k-2 || !c.s.space(k) && k-1 > c.first && !c.s.space(k-1)
	case stages.VERB, stages.ADV:
		return own
	case stages.PART:
		return t.Tag == stages.TagPOS
	case stages.PUNCT:
		ch := c.s.text[t.Start]
		return (ch == '-' || ch == '/') && !c.s.space(k) && !c.s.space(k+1) || ch == '&' || own && t.Class == stages.ClassQuote
	case stages.CCONJ:
		return k > c.first && c.joins(k, np)
	}
	return false
}

// joins reports whether the conjunction at token k joins words of one phrase:
// "the food and drug office", "people and families".
func (c *claimer) joins(k int32, np *nounPhrase) bool {
	before := &c.w.Tokens[k-1]
	if c.occupied(k-1) || !c.contentWord(k-1) && before.UPOS != stages.VERB {
		return false
	}
	if before.Head > k && before.Head < np.last {
		return true
	}
	for j := k + 1; j < np.last; j++ {
		if t := &c.w.Tokens[j]; t.Relation == stages.RelConj && t.Head < k && t.Head >= c.first && !c.occupied(t.Head) {
			h := &c.w.Tokens[t.Head]
			if t.Head > k-4 && h.UPOS == t.UPOS || t.Head > k-8 && c.nounToken(j) && c.nounToken(t.Head) && h.Shape&t.Shape&before.Shape&stages.ShapeCapital != 0 {
				return true
			}
		}
	}
	return false
}

// extend adds the prepositional phrases that follow np. Whether each of them
// hangs on it is not asked: parses are least sure of just that.
func (c *claimer) extend(np nounPhrase) nounPhrase {
	for np.last+1 < c.stop {
		k := np.last
		if c.x.attach.Word(c.s.text, &c.w.Tokens[k]) < 0 || c.occupied(k) {
			break
		}
		k++
		for k < c.stop && (c.w.Tokens[k].UPOS == stages.DET || c.w.Tokens[k].UPOS == stages.PRON && c.w.Tokens[k].Tag == stages.TagPRPS) {
			k++
		}
		e := c.groupOver(k)
		if e == k || !c.nounToken(e-1) {
			break
		}
		np.last = e
		np = c.rightOf(np)
	}
	return np
}

// groupOver reads a noun group from token k, over a measure that stands inside
// it: "the key 30 year rate".
func (c *claimer) groupOver(k int32) int32 {
	e := c.group(k, c.stop)
	for j := k; j < e; j++ {
		if c.occupied(j) {
			e = j
		}
	}
	if e > k && c.nounToken(e-1) || k == c.first || c.w.Tokens[k-1].UPOS != stages.DET {
		return e
	}
	j := k
	for j < c.stop && c.w.Tokens[j].UPOS == stages.ADJ && !c.occupied(j) {
		j++
	}
	first := j
	for j < c.stop && c.quantity[j-c.first] {
		j++
	}
	if j == first || j >= c.stop || c.occupied(j) {
		return e
	}
	if end := c.group(j, c.stop); end > j && !c.occupied(end-1) {
		return end
	}
	return e
}

// write appends the content words of a phrase.
func (c *claimer) write(out *strings.Builder, np nounPhrase) {
	started := false
	for k := np.first; k < np.last; k++ {
		t := &c.w.Tokens[k]
		if c.quantity[k-c.first] || t.UPOS == stages.PRON || c.x.skip.Word(c.s.text, t) >= 0 || !started && c.x.age.Word(c.s.text, t) >= 0 && k > c.first && !c.s.space(k) {
			continue
		}
		switch {
		case c.contentWord(k), t.UPOS == stages.VERB:
		case t.UPOS == stages.ADV && k+1 < np.last && c.s.text[c.w.Tokens[k+1].Start] == '-':
		default:
			continue
		}
		if started {
			c.add(out, k)
		} else {
			out.WriteString(c.w.TokenText(k))
		}
		started = true
	}
}

func (c *claimer) contentWord(k int32) bool {
	t := &c.w.Tokens[k]
	switch t.UPOS {
	case stages.NOUN, stages.PROPN, stages.ADJ, stages.X, stages.NUM:
		return true
	case stages.SYM:
		return c.s.text[t.Start] != '/' || t.Len() > 1
	case stages.ADP:
		// capitals are no preposition: "the TA-35 index"
		return t.Len() > 1 && t.Shape&stages.ShapeAllCaps != 0 && c.s.roleOf(k)&roleFunction == 0
	}
	return false
}

// add appends token k, glued to the word before where the text glues them.
func (c *claimer) add(out *strings.Builder, k int32) {
	switch {
	case c.s.space(k):
		out.WriteByte(' ')
	case k > c.first && c.w.Tokens[k-1].Len() == 1 && c.w.Tokens[k-1].Class != stages.ClassWord && !c.s.space(k-1):
		out.WriteString(c.w.TokenText(k - 1))
	}
	out.WriteString(c.w.TokenText(k))
}
