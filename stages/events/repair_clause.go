package events

import "annals/stages"

// Repairs of the clause: which verb of a sentence is its own, and what its subject
// is.

// repairReduced frees the main verb from a reduced clause that was taken for it:
// "The company, founded in 1928, cut its forecast".
func (f *finder) repairReduced() bool {
	g := &f.g
	for i := g.first + 2; i+2 < g.last; i++ {
		if g.upos(i) != stages.VERB || g.tag(i) != stages.TagVBD || g.word(i-1) != "," || !g.isNoun(i-2) {
			continue
		}
		subject := g.childWith(i, stages.RelNsubj)
		if subject < 0 || subject > i-2 {
			continue
		}
		end := i + 1
		for end < g.last && end < i+12 && g.word(end) != "," && !finiteTag(g.tag(end)) {
			end++
		}
		v := end + 1
		if v >= g.last || g.word(end) != "," || g.upos(v) != stages.VERB || g.tag(v) == stages.TagVBG || g.head(v) != i {
			continue
		}
		n, m := &g.nodes[i-g.first], &g.nodes[v-g.first]
		if m.tag == stages.TagVB || m.tag == stages.TagVBN || m.tag == stages.TagVBP {
			m.tag = stages.TagVBD
		}
		m.head, m.rel = n.head, n.rel
		if n.head == i {
			m.head = v
		}
		n.head, n.rel, n.tag = subject, stages.RelACL, stages.TagVBN
		g.nodes[subject-g.first].head = v
		for j := v + 1; j < g.last; j++ {
			if g.nodes[j-g.first].head == i {
				g.nodes[j-g.first].head = v
			}
		}
		return true
	}
	return false
}

// repairSubjects joins two subjects side by side into one noun phrase: "A
// magnitude 6.3 earthquake struck".
func (f *finder) repairSubjects() bool {
	g := &f.g
	changed := false
	for v := g.first; v < g.last; v++ {
		a := g.childWith(v, stages.RelNsubj, stages.RelNsubjPass)
		if a < 0 || a >= v || !g.isNoun(a) || f.inTimex(a) {
			continue
		}
		for b := g.nextChild(a); b >= 0 && b < v; b = g.nextChild(b) {
			if r := g.rel(b); r != stages.RelNsubj && r != stages.RelNsubjPass || !g.isNoun(b) || g.upos(b) == stages.PRON {
				continue
			}
			side := true
			for j := a + 1; j < b; j++ {
				switch g.upos(j) {
				case stages.NUM, stages.ADJ, stages.NOUN, stages.PROPN:
				default:
					side = false
				}
			}
			if side {
				f.hang(a, b, stages.RelCompound)
				for k := g.firstChild(a); k >= 0; k = g.nextChild(k) {
					if g.rel(k) == stages.RelDet {
						g.nodes[k-g.first].head = b
					}
				}
				changed = true
			}
			break
		}
	}
	return changed
}

// repairAbsent finds the subject of a past tense that the parse left without one:
// the name between commas before it ("its head, Ana Lopes, resigned"), or the noun
// that the parse ran into a bare day ("the council today adopted").
func (f *finder) repairAbsent() bool {
	g := &f.g
	changed := false
	for v := g.first + 2; v < g.last; v++ {
		if g.tag(v) != stages.TagVBD || g.rel(v) != stages.RelRoot || g.childWith(v, stages.RelNsubj, stages.RelNsubjPass, stages.RelCsubj, stages.RelExpl) >= 0 {
			continue
		}
		before := v - 1
		if g.upos(before) == stages.ADV {
			before--
		}
		if before > g.first+2 && g.word(before) == "," && g.upos(before-1) == stages.PROPN && !f.inTimex(before-1) {
			if m := f.mentionAt(before - 1); m >= 0 && f.w.Mentions[m].Kind == stages.Person && f.w.Mentions[m].Last == before && f.w.Mentions[m].First > g.first+1 &&
				g.word(f.w.Mentions[m].First-1) == "," {
				name := f.w.Mentions[m].First
				f.hang(name, v, stages.RelNsubj)
				for k := name + 1; k < before; k++ {
					f.hang(k, name, stages.RelFlat)
				}
				changed = true
			}
			continue
		}
		if n := f.swallowed(before, v); n >= 0 {
			f.hang(n, v, stages.RelNsubj)
			changed = true
			continue
		}
		day := f.timexAt(before)
		if day < 0 || g.head(before) != v || f.w.Timexes[day].Precision != stages.PrecisionDay || f.w.Timexes[day].First != before {
			continue
		}
		if n := before - 1; n >= f.body && g.isNoun(n) && g.head(n) == before && g.rel(n) == stages.RelCompound {
			f.hang(n, v, stages.RelNsubj)
			for k := g.firstChild(before); k >= 0; k = g.nextChild(k) {
				if k < n && (g.rel(k) == stages.RelDet || g.rel(k) == stages.RelAmod || g.rel(k) == stages.RelCompound) {
					f.hang(k, n, g.rel(k))
				}
			}
			changed = true
		}
	}
	if changed {
		g.link()
	}
	return changed
}

// swallowed is the noun at the end of a phrase before the verb at token v that the
// parse took into the clause in front: "Founded by the city and the league, the
// 2021 Lake Games opened". -1 where the phrase does not begin behind a comma, or
// is no apposition nor the end of a list without "and".
func (f *finder) swallowed(noun, v int32) int32 {
	g := &f.g
	if noun <= f.body || !g.isNoun(noun) || f.inTimex(noun) || g.rel(noun) != stages.RelAppos && g.rel(noun) != stages.RelConj || g.childWith(noun, stages.RelCC) >= 0 {
		return -1
	}
	first := noun
	for first > f.body && g.word(first-1) != "," {
		if r := g.upos(first - 1); r == stages.VERB || r == stages.AUX || r == stages.ADP || r == stages.CCONJ {
			return -1
		}
		first--
	}
	if first <= f.body || g.upos(first) != stages.DET && g.upos(first) != stages.PROPN {
		return -1
	}
	for h := g.head(noun); h >= 0 && h < first; h = g.head(h) {
		if g.upos(h) == stages.VERB && g.head(h) == v && g.rel(h) == stages.RelAdvcl && !finiteTag(g.tag(h)) {
			return noun
		}
	}
	return -1
}

// repairSpliced makes a clause behind a comma a clause of its own where the parse
// has it as what a verb says that says nothing: "Fighting broke out, the battalion
// lost two men".
func (f *finder) repairSpliced() bool {
	g := &f.g
	changed := false
	for i := g.first; i < g.last; i++ {
		h := g.head(i)
		if h < 0 || g.upos(i) != stages.VERB || g.upos(h) != stages.VERB {
			continue
		}
		if m := g.childWith(i, stages.RelMark); m >= 0 {
			if g.rel(i) == stages.RelParataxis && h < m && m < i && g.word(m) == f.t.words.titles.That && f.takesClause(h) {
				g.nodes[i-g.first].rel, changed = stages.RelCcomp, true // "said that" is never two clauses side by side
			}
			continue
		}
		s := g.childWith(i, stages.RelNsubj, stages.RelNsubjPass)
		if g.rel(i) == stages.RelAdvcl && h > i && g.head(h) < 0 && s >= 0 && g.tag(i) == stages.TagVBD && g.tag(h) == stages.TagVBD && f.t.verbs[g.lemma(i)] != nil && !f.spokenOf(i) {
			f.promote(i)
			g.nodes[h-g.first].rel, changed = stages.RelConj, true
			continue
		}
		// a clause beside the root shares its date as one coordinated with it does
		if g.rel(i) == stages.RelParataxis && h < i && g.head(h) < 0 && s > h && !g.relative(s) && g.tag(i) == stages.TagVBD && g.tag(h) == stages.TagVBD && f.comma(h, i) &&
			!f.spokenOf(i) && f.w.QuoteCuedBy(g.w.Tokens[i].Span) < 0 && f.w.QuoteCuedBy(g.w.Tokens[h].Span) < 0 {
			g.nodes[i-g.first].rel, changed = stages.RelConj, true
			continue
		}
		if g.rel(i) != stages.RelCcomp || h > i {
			continue
		}
		if s < h || g.relative(s) || !f.aside(i) || f.w.QuoteCuedBy(g.w.Tokens[h].Span) >= 0 || f.takesClause(h) {
			continue
		}
		g.nodes[i-g.first].rel, changed = stages.RelConj, true
	}
	return changed
}

// comma reports whether the clause of the verb at token i is parted from the verb
// at token h before it by commas, and by no other mark.
func (f *finder) comma(h, i int32) bool {
	g := &f.g
	found := false
	for j := h + 1; j < i; j++ {
		if g.upos(j) != stages.PUNCT {
			continue
		}
		if g.word(j) != "," {
			return false
		}
		found = true
	}
	return found
}

// spokenOf reports whether the verb at token i lies in words that somebody says.
func (f *finder) spokenOf(i int32) bool { return f.w.QuoteAround(f.g.w.Tokens[i].Span) >= 0 }

// takesClause reports whether a clause can be the object of the verb at token i: a
// verb of speech, thought or finding.
func (f *finder) takesClause(i int32) bool {
	l, v := f.verbOf(i)
	return has(f.t.words.finds, l) || v == nil || v.class == f.t.statement || v.flags&(flagWish|flagPlan|flagState) != 0
}

// repairReported hangs a verb without a subject on the clause that is reported,
// where its tense is not that of the report: "said that work began in May and
// will be finished in June".
func (f *finder) repairReported() bool {
	g := &f.g
	changed := false
	for i := g.first; i < g.last; i++ {
		// "a quake struck the town, killing ten, the agency said": the agency does not kill
		if h := g.head(i); g.rel(i) == stages.RelAdvcl && g.tag(i) == stages.TagVBG && h > i {
			if m := g.childWith(h, stages.RelCcomp); m >= 0 && m < i && g.upos(m) == stages.VERB && g.childWith(h, stages.RelNsubj) > i {
				f.hang(i, m, stages.RelAdvcl)
				changed = true
			}
		}
		if g.rel(i) != stages.RelConj || g.upos(i) != stages.VERB || g.childWith(i, stages.RelNsubj, stages.RelNsubjPass) >= 0 || g.childWith(i, stages.RelAux) < 0 {
			continue
		}
		h := g.head(i)
		if h < 0 || g.tag(h) != stages.TagVBD {
			continue
		}
		if _, t := f.shape(i); t != tenseFuture && t != tenseModal && t != tensePerfect {
			continue
		}
		if m := g.childWith(h, stages.RelCcomp); m > h && m < i && g.upos(m) == stages.VERB {
			f.hang(i, m, stages.RelConj)
			changed = true
		}
	}
	return changed
}
