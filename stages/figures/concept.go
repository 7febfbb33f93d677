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

// nominal phrase of a concept: tokens [first, last), of which head is the noun.
type nounPhrase struct {
	first, last, head int32
}

func (c *claimer) concept(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool) string {
	if !c.parsed() || q.minor == minorOne {
		return ""
	}
	// The same thing in other units or at another time: "(11 km)", "rose 7% to
	// $84", "5 percent or 200 jobs".
	if last := len(c.w.Figures) - 1; last >= 0 && !q.attributive && !c.ofAfter(q) && c.previous != nil && c.w.Figures[last].First >= c.first && c.continues(c.previous, q) {
		c.ended = max(q.next, q.last)
		if hasPhrase && q.unit < 0 {
			c.ended = p.core
		}
		return c.w.Figures[last].Concept
	}
	c.ended = max(q.next, q.last)
	measured := q.unit >= 0
	root := c.rootOf(q.left, max(q.next, q.last))
	end := max(q.next, q.last)
	if hasPhrase && !measured {
		root, end = p.head(), p.core
		c.ended = end
		for k := p.first; k < p.core; k++ {
			c.nouns[k-c.first] = true
		}
	}
	var local nounPhrase
	found, alone := false, false // alone: the topic is not asked for
	switch {
	case measured:
		if local, found = c.listedNoun(q); found {
			alone = true
		} else {
			local, found = c.measuredNoun(r, q, p, hasPhrase, root)
		}
	case c.s.text[c.w.Tokens[max(q.hedgeFirst-1, c.first)].Start] == '(':
		local, found = c.listedNoun(q)
		alone = found
	case hasPhrase && p.ofFirst >= 0:
		// "35 sections of the northern road"
		if h := p.last - 1; c.nounToken(h) && !c.occupied(h) {
			local, found = c.phraseAt(h), true
			local.first = max(local.first, p.ofFirst)
		}
	}
	if !found {
		if local, found, alone = c.rangedNoun(q); !found {
			local, found = c.holdingNoun(r, q, root)
		}
	}
	var out strings.Builder
	from, left := root, q.hedgeFirst
	if found {
		c.write(&out, local)
		if from = local.head; local.first < left {
			left = local.first
		} else {
			end = local.last
		}
	}
	s := int32(-1)
	if !c.subjectAt(q, root, end) && !c.setsOff(r, q) && !alone && !(found && c.compared(local.first)) {
		if s = c.topicByWords(q, left, found); s == -1 {
			if s = c.topic(from, root, found); s == -1 {
				s = c.opening(left)
			}
			if s == -1 && !found {
				return c.agedTopic()
			}
		}
	}
	if s >= 0 && !c.occupied(s) && !(found && s > q.left) {
		np := c.phraseAt(s)
		if !found || np.last <= local.first || np.first >= local.last {
			if out.Len() > 0 {
				out.WriteString(", ")
			}
			c.write(&out, np)
		}
	}
	return out.String()
}

// occupied reports whether token k belongs to a quantity, a date or what a
// quantity counts.
func (c *claimer) occupied(k int32) bool {
	return c.quantity[k-c.first] || c.dated[k-c.first] || c.nouns[k-c.first]
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
	if k >= c.stop || !c.finite(k) {
		return ""
	}
	return c.w.Text(c.s.span(a.left, k))
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
	if k > c.first && c.finite(k) {
		return false
	}
	switch c.w.Tokens[root].Relation {
	case stages.RelNsubj, stages.RelNsubjPass, stages.RelNsubjOuter:
		return true
	}
	return end < c.stop && c.finite(end)
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

// listedNoun is the noun right before a measure where no verb ties the two:
// "Share index (16,369 points)", "Index 50 -1.3% Index 30 +2%", "width at least 2 mm".
func (c *claimer) listedNoun(q *quantity) (nounPhrase, bool) {
	k := q.hedgeFirst - 1
	if q.negative && k > c.first && c.w.Tokens[k].Class != stages.ClassWord {
		k--
	}
	bracket := k > c.first && c.s.text[c.w.Tokens[k].Start] == '('
	if bracket {
		k--
	}
	if k < c.first || !c.nounToken(k) && c.w.Tokens[k].UPOS != stages.NUM || c.occupied(k) || c.w.Tokens[k].UPOS == stages.PRON {
		return nounPhrase{}, false
	}
	if !bracket && (c.verbBefore(k) || q.attributive || q.next < c.stop && c.w.Tokens[q.next].UPOS == stages.NOUN && !q.negative) {
		return nounPhrase{}, false
	}
	return c.phraseAt(k), true
}

// measuredNoun is the noun that a measure stands before: "78 per cent of the
// deal", "a 5 kW motor", "a 3 percent drop".
func (c *claimer) measuredNoun(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool, root int32) (nounPhrase, bool) {
	if hasPhrase && !q.attributive && q.next < c.stop && c.s.roleOf(q.next)&roleOf != 0 {
		np := c.phraseAt(p.head())
		np.first = max(np.first, q.next)
		return np, true
	}
	at := q.next
	// "8 miles (13 km) of tunnels", "a 2-mile (3 km) walk"
	if at < c.stop && c.s.text[c.w.Tokens[at].Start] == '(' {
		for k := at + 1; k < c.stop && k < at+8; k++ {
			if c.s.text[c.w.Tokens[k].Start] == ')' {
				at = k + 1
				break
			}
			if !c.quantity[k-c.first] && !c.s.isHedge(k) {
				break
			}
		}
	}
	if at > q.next && at+1 < c.stop && c.s.roleOf(at)&roleOf != 0 {
		if np, ok := c.phraseFrom(at + 1); ok {
			return np, true
		}
	}
	if at < c.stop && c.s.text[c.w.Tokens[at].Start] == '-' && at+1 < c.stop {
		at++
	}
	// "$500 US": the currency goes on
	if t := r.Dimension; t == "currency" && at < c.stop && c.w.Tokens[at].UPOS == stages.PROPN && c.w.Tokens[at].Shape&stages.ShapeAllCaps != 0 && c.w.Tokens[at].Len() <= 4 {
		at++
	}
	if at < c.stop && c.occupied(at) || at+1 < c.stop && c.dated[at+1-c.first] {
		return c.tiedNoun(r, q, at)
	}
	if at >= c.stop {
		return nounPhrase{}, false
	}
	e := c.group(at, c.stop)
	for k := at; k < e; k++ {
		if c.occupied(k) {
			e = k
		}
	}
	if e == at || !c.nounToken(e-1) {
		if np, ok := c.nounOf(q); ok {
			return np, true
		}
		return c.tiedNoun(r, q, at)
	}
	h := c.w.Tokens[root].Head
	before := q.hedgeFirst - 1
	for before > c.first && c.w.Tokens[before].UPOS == stages.ADJ {
		before--
	}
	determined := before >= c.first && (c.w.Tokens[before].UPOS == stages.DET || c.w.Tokens[before].Tag == stages.TagPRPS)
	if !q.attributive && c.w.Tokens[at].Tag == stages.TagVBG {
		return nounPhrase{}, false // "15 grams requiring care"
	}
	if !q.attributive && !determined && c.w.Tokens[at].UPOS != stages.NOUN && (h < at || h >= e) && !c.dependsOn(at, e, q) {
		return nounPhrase{}, false
	}
	// the head in the sense of the parse, where it lies further on
	if h >= e && h < c.stop && c.nounToken(h) && !c.occupied(h) {
		if end := c.group(at, h+1); end == h+1 {
			e = end
		}
	}
	np := c.rightOf(nounPhrase{first: at, last: e, head: e - 1})
	// modifiers before the number: "a standard 3.5-litre engine"
	first := q.hedgeFirst
	for first > c.first && c.phraseWord(first-1) && c.contentWord(first-1) && !c.occupied(first-1) && !c.s.isHedge(first-1) {
		first--
	}
	if first > c.first && first < q.hedgeFirst && c.w.Tokens[first-1].UPOS == stages.DET {
		np.first = first
	}
	for k := q.hedgeFirst - 1; k >= c.first && np.first == at; k-- {
		t := &c.w.Tokens[k]
		if t.Head < at || t.Head >= np.last || !c.contentWord(k) || c.occupied(k) {
			break
		}
		np.first = k
	}
	return c.extend(np), true
}

// dependsOn reports whether a token of [first, last) hangs on the quantity.
func (c *claimer) dependsOn(first, last int32, q *quantity) bool {
	for k := first; k < last; k++ {
		if h := c.w.Tokens[k].Head; h >= q.left && h < q.next {
			return true
		}
	}
	return false
}

// tiedNoun is the noun that a preposition after the measure ties to it: "50
// dollars off a ticket", "12 million in gains", "40 pounds for a lamp".
func (c *claimer) tiedNoun(r *stages.Figure, q *quantity, at int32) (nounPhrase, bool) {
	// "29 miles per gallon in 2020 for small cars"
	for k := at; k+1 < c.stop && k < at+6; k++ {
		if c.dated[k-c.first] {
			at = k + 1
		} else if c.w.Tokens[k].UPOS != stages.ADP || !c.dated[k+1-c.first] {
			break
		}
	}
	if r.Dimension == "time" || at+1 >= c.stop || c.x.tied.Word(c.s.text, &c.w.Tokens[at]) < 0 {
		return nounPhrase{}, false
	}
	np, ok := c.phraseFrom(at + 1)
	if !ok || c.w.Tokens[np.head].UPOS != stages.NOUN && r.Dimension != "length" && r.Dimension != "area" || np.last < c.stop && c.finite(np.last) {
		return nounPhrase{}, false
	}
	if c.x.prepositionIn.Word(c.s.text, &c.w.Tokens[at]) >= 0 && (r.Dimension != "currency" || c.w.Tokens[np.head].Tag != stages.TagNNS) {
		return nounPhrase{}, false
	}
	return np, true
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

// holdingNoun is the noun in whose phrase the quantity stands, or the object of
// the verb whose circumstance it is: "a fine of $40", "sells the engine for $40".
func (c *claimer) holdingNoun(r *stages.Figure, q *quantity, root int32) (nounPhrase, bool) {
	if np, ok := c.nounOf(q); ok {
		return np, true
	}
	k := q.hedgeFirst - 1
	if k > c.first && c.s.roleOf(k)&roleOf != 0 && c.nounToken(k-1) && !c.occupied(k-1) {
		root = k - 1 // "under the age of 5"
	}
	// "with its shares down 3%", "Retailer up 4 per cent"
	if q.changeAt > c.first && k == q.changeAt && c.w.Tokens[k].UPOS != stages.VERB && c.nounToken(k-1) && !c.occupied(k-1) && c.w.Tokens[k-1].UPOS != stages.PRON {
		return c.phraseAt(k - 1), true
	}
	t := &c.w.Tokens[root]
	h := t.Head
	if h == root || h < c.first || h >= c.stop {
		return nounPhrase{}, false
	}
	if root == k-1 && c.nouns[h-c.first] && t.Relation == stages.RelNmod {
		return c.phraseAt(h), true // "12 children under the age of 5"
	}
	switch t.Relation {
	case stages.RelNmod, stages.RelNmodUnmarked, stages.RelNmodDesc, stages.RelAppos, stages.RelACL, stages.RelDep, stages.RelNummod, stages.RelCompound:
		if n := k - 1; t.Relation == stages.RelNmod && n > c.first && c.w.Tokens[k].UPOS == stages.ADP && c.w.Tokens[n].UPOS == stages.NOUN && !c.occupied(n) {
			// the noun beside the preposition is surer than the parse
			if n = c.outermost(n, false); h < n {
				h = n
			}
		}
		if c.nounToken(h) && c.w.Tokens[h].UPOS != stages.PRON && !c.occupied(h) && h != q.hedgeFirst-1 && c.x.generic.Word(c.s.text, &c.w.Tokens[h]) < 0 {
			return c.phraseAt(h), true
		}
	case stages.RelObl, stages.RelOblUnmarked:
		if r.Dimension != "time" && c.w.Tokens[h].UPOS == stages.VERB {
			if o := c.child(h, stages.RelObj); o >= 0 && o < root && !c.occupied(o) && c.w.Tokens[o].UPOS != stages.PRON {
				return c.phraseAt(o), true
			}
		}
	}
	return nounPhrase{}, false
}

// rangedNoun is the noun before "from" or "ranging from" and a range.
func (c *claimer) rangedNoun(q *quantity) (np nounPhrase, found, alone bool) {
	k := q.hedgeFirst - 1
	if !q.ranged || k <= c.first || c.s.roleOf(k)&(roleFrom|roleBetween) == 0 {
		return np, false, false
	}
	k--
	if c.w.Tokens[k].Tag == stages.TagVBG && k > c.first {
		alone = true
		if k--; k > c.first && c.s.text[c.w.Tokens[k].Start] == ',' {
			k--
		}
	}
	if !c.nounToken(k) || c.occupied(k) || c.w.Tokens[k].UPOS == stages.PRON || !c.verbBefore(k) {
		return np, false, false
	}
	return c.phraseAt(c.outermost(k, false)), true, alone
}

// nounOf is the noun before "of" and the quantity: "a fine of $40".
func (c *claimer) nounOf(q *quantity) (nounPhrase, bool) {
	k := q.hedgeFirst - 1
	if k <= c.first || c.s.roleOf(k)&roleOf == 0 {
		return nounPhrase{}, false
	}
	h := k - 1
	if !c.nounToken(h) && c.w.Tokens[h].UPOS != stages.ADJ || c.occupied(h) || c.x.generic.Word(c.s.text, &c.w.Tokens[h]) >= 0 {
		return nounPhrase{}, false
	}
	return c.phraseAt(h), true
}

// verbBefore reports whether a verb stands in the sentence before token k.
func (c *claimer) verbBefore(k int32) bool {
	for k--; k >= c.first; k-- {
		if u := c.w.Tokens[k].UPOS; u == stages.VERB || u == stages.AUX {
			return true
		}
	}
	return false
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
		return true
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

// continues reports whether only words that tie two quantities of one thing
// stand between a and b.
func (c *claimer) continues(a, b *quantity) bool {
	n := 0
	for k := c.ended; k < b.left; k++ {
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

func (c *claimer) contentWord(k int32) bool {
	t := &c.w.Tokens[k]
	switch t.UPOS {
	case stages.NOUN, stages.PROPN, stages.ADJ, stages.X, stages.NUM:
		return true
	case stages.SYM:
		return c.s.text[t.Start] != '/' || t.Len() > 1
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
