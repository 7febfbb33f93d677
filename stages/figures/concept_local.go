package figures

import "annals/stages"

// The local noun of a quantity: what it measures or stands in. Read by tags right
// next to the number, by the parse where it hangs on a word further off.

// localNoun is the local noun; alone says that the topic is not to be asked for.
func (c *claimer) localNoun(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool, root int32) (np nounPhrase, found, alone bool) {
	measured := q.unit >= 0
	if measured || c.s.text[c.w.Tokens[max(q.hedgeFirst-1, c.first)].Start] == '(' {
		if np, found = c.listedNoun(q); found {
			return np, true, true
		}
	}
	switch {
	case measured:
		if np, found = c.measuredNoun(r, q, p, hasPhrase, root); found {
			return np, true, false
		}
	case hasPhrase && p.ofFirst >= 0:
		// "35 sections of the northern road"
		if h := p.last - 1; c.nounToken(h) && !c.occupied(h) {
			np = c.phraseAt(h)
			np.first = max(np.first, p.ofFirst)
			return np, true, false
		}
	}
	if np, found, alone = c.rangedNoun(q); found {
		return np, true, alone
	}
	np, found = c.holdingNoun(r, q, root)
	return np, found, false
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
	return c.phraseAt(c.beforeVerb(k)), true
}

// beforeVerb steps back over a word at the end of a phrase that is a verb of
// measure though it looks like a noun: "the ticket costs 40 euros". There is no
// other verb before it.
func (c *claimer) beforeVerb(k int32) int32 {
	if k > c.first && c.x.measuring.Word(c.s.text, &c.w.Tokens[k]) >= 0 && c.nounToken(k-1) && !c.occupied(k-1) {
		return k - 1
	}
	return k
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
	if !ok || c.w.Tokens[np.head].UPOS != stages.NOUN && r.Dimension != "length" && r.Dimension != "area" || np.last < c.stop && c.predicate(np.last) {
		return nounPhrase{}, false
	}
	if c.x.prepositionIn.Word(c.s.text, &c.w.Tokens[at]) >= 0 && (r.Dimension != "currency" || c.w.Tokens[np.head].Tag != stages.TagNNS) {
		return nounPhrase{}, false
	}
	return np, true
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
	// "12 children under the age of 5"
	if root == k-1 {
		n := root - 1
		for n > c.first && c.w.Tokens[n].UPOS == stages.DET {
			n--
		}
		if n > c.first && c.w.Tokens[n].UPOS == stages.ADP && c.nouns[n-1-c.first] && c.nounToken(n-1) {
			return c.phraseAt(n - 1), true
		}
	}
	t := &c.w.Tokens[root]
	h := t.Head
	if h == root || h < c.first || h >= c.stop {
		return nounPhrase{}, false
	}
	switch t.Relation {
	case stages.RelNmod, stages.RelNmodUnmarked, stages.RelNmodDesc, stages.RelAppos, stages.RelACL, stages.RelDep, stages.RelNummod, stages.RelCompound:
		if n := k - 1; t.Relation == stages.RelNmod && n > c.first && c.w.Tokens[k].UPOS == stages.ADP && c.w.Tokens[n].UPOS == stages.NOUN && !c.occupied(n) {
			// the noun beside the preposition is surer than the parse
			if n = c.outermost(n, false); h < n {
				h = n
			}
		}
		if t.Relation == stages.RelNmod && c.w.Tokens[h].UPOS == stages.NOUN && c.compared(c.leftOf(nounPhrase{first: h, last: h + 1, head: h}).first) {
			break // "flat against the euro at 1.14": what is compared with has no such value
		}
		if c.nounToken(h) && c.w.Tokens[h].UPOS != stages.PRON && !c.occupied(h) && h != q.hedgeFirst-1 && c.x.generic.Word(c.s.text, &c.w.Tokens[h]) < 0 {
			return c.phraseAt(h), true
		}
	case stages.RelObl, stages.RelOblUnmarked:
		if r.Dimension != "time" && c.w.Tokens[h].UPOS == stages.VERB {
			if o := c.objectBefore(h, root); o >= 0 && !c.occupied(o) && c.w.Tokens[o].UPOS != stages.PRON {
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
	if !c.nounToken(k) || c.occupied(k) || c.w.Tokens[k].UPOS == stages.PRON {
		return np, false, false
	}
	if !c.verbBefore(k) { // "fares range from 3 to 9 dollars"
		k = c.beforeVerb(k)
		return c.phraseAt(c.outermost(k, true)), true, true
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
