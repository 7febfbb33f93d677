package quotes

import "annals/stages"

// Subjects by the parse. The light grammar of clause.go finds the subject of a
// cue right where it touches the noun phrase before it. Where something else may
// stand between the two (a relative clause without commas, a participle, a
// second noun phrase after a conjunction), the sentence is parsed and the
// subject read off the tree; few sentences need it.

// plainSubject reports whether the noun phrase [s, e) found before a verb is its
// subject for certain: a personal pronoun, or a phrase that begins where a
// clause does.
func (a *analysis) plainSubject(s, e int32) bool {
	if s >= e {
		return false
	}
	for i := s; i < e; i++ {
		if a.comma(i) || a.pos[i] == stages.CCONJ || a.pos[i] == stages.ADV && i > s {
			return false
		}
	}
	if e-s == 1 && a.has(s, isPerson) && !a.has(s, isWh) {
		return true
	}
	if a.has(s, isWh) || a.tag[s] == stages.TagWP || a.tag[s] == stages.TagWDT || a.tag[s] == stages.TagWPS {
		return false
	}
	return s == a.lo || a.has(s-1, isThat) || a.quoteMark(s-1) || s-1 == a.lo && (a.pos[s-1] == stages.CCONJ || a.pos[s-1] == stages.ADV)
}

// wholeSubject is all that stands between the start of a clause and its verb
// group, where that can only be the subject: it begins with a noun phrase, has no
// comma, and each finite verb in it belongs to a relative pronoun ("those who
// back the plan |say", "people briefed on it |said", "experts and some members
// |say").
func (a *analysis) wholeSubject(g *group) tokens {
	verbs, reduced, pronouns := 0, 0, 0
	i := g.first
	for i > a.lo {
		k := i - 1
		if a.inside[k] >= 0 || a.has(k, isThat) && a.tag[k] == stages.TagIN || a.pos[k] == stages.SCONJ || a.has(k, isSubordinator) && !a.has(k, isThat|isWh) {
			break
		}
		if a.punct(k) && !a.is(k, '-') && !a.is(k, '.') && !a.is(k, '/') && !a.is(k, '&') {
			break
		}
		switch {
		case a.tag[k] == stages.TagVBD && a.pos[k] == stages.VERB && a.in(k+1) && k+1 < g.first && (a.pos[k+1] == stages.ADP || a.has(k+1, isTime)):
			reduced++ // a participle, most likely, if the clause has its verb already
		case a.finite(k):
			verbs++
		case a.relative(k):
			pronouns++
		}
		i = k
	}
	if i < g.first && (a.pos[i] == stages.CCONJ || a.pos[i] == stages.ADV && a.pos[i+1] != stages.ADJ && a.pos[i+1] != stages.NUM) {
		i++
	}
	if i != a.lo && !a.has(i-1, isThat) && !(i-1 == a.lo) {
		return tokens{}
	}
	if a.relative(g.first-1) || a.has(g.first-1, isThat) {
		return tokens{} // the cue is the verb of the relative clause
	}
	if i >= g.first || verbs > pronouns || verbs+reduced < pronouns || reduced > 1 || pronouns > 1 || !a.nominal(i) || a.has(i, isTime) || a.relative(i) {
		return tokens{}
	}
	last := g.first
	if last-i > 2 && a.has(last-1, isTime) && a.pos[last-2] == stages.ADP { // "the mayor on Friday"
		last -= 2
	}
	return tokens{i, last}
}

// parsed makes sure that the sentence under work is parsed; false without a
// grammar.
func (a *analysis) parsed() bool {
	if a.w.Grammar == nil {
		return false
	}
	a.w.Parse(a.at)
	return true
}

// treeSubject is the subject of the verb at token v by the tree: its own, else
// that of the verb it is joined to or hangs on. relative tells that the subject
// is a relative pronoun; noun is then what the clause is about.
func (a *analysis) treeSubject(v int32) (subject tokens, noun int32) {
	noun = -1
	if !a.parsed() {
		return tokens{}, noun
	}
	t := a.w.Tokens
	for hops := 0; hops < 5; hops++ {
		if s := a.nominalSubject(v); s >= 0 {
			if (t[v].Relation == stages.RelACLRelcl) && (a.tag[s] == stages.TagWP || a.tag[s] == stages.TagWDT || a.has(s, isThat)) {
				noun = t[v].Head
				return tokens{s, s + 1}, noun
			}
			return a.subtree(s, v), noun
		}
		switch t[v].Relation {
		case stages.RelConj, stages.RelXcomp, stages.RelAdvcl, stages.RelParataxis:
			v = t[v].Head
		case stages.RelACL:
			// "a statement saying": the noun speaks; behind a comma it is the
			// verb's subject that does.
			h := t[v].Head
			if h < v && !a.commaBetween(h, v) {
				return a.subtree(h, v), noun
			}
			for up := 0; up < 4 && !a.verbal(h) && t[h].Head != h; up++ {
				if t[h].Relation == stages.RelNsubj || t[h].Relation == stages.RelNsubjPass {
					return a.subtree(h, v), noun
				}
				h = t[h].Head
			}
			if !a.verbal(h) {
				return tokens{}, noun
			}
			v = h
		case stages.RelACLRelcl:
			return tokens{}, noun
		default:
			return tokens{}, noun
		}
		if !a.in(v) {
			return tokens{}, noun
		}
	}
	return tokens{}, noun
}

func (a *analysis) commaBetween(from, to int32) bool {
	for i := from; i < to; i++ {
		if a.comma(i) {
			return true
		}
	}
	return false
}

// nominalSubject is the dependent of verb v that is its subject, -1.
func (a *analysis) nominalSubject(v int32) int32 {
	for i := a.lo; i < a.hi; i++ {
		if x := &a.w.Tokens[i]; x.Head == v && i != v && (x.Relation == stages.RelNsubj || x.Relation == stages.RelNsubjPass) && i < v {
			return i
		}
	}
	return -1
}

// subtree is the stretch of tokens around s that hang on s, up to verb v,
// without marks at its edges.
func (a *analysis) subtree(s, v int32) tokens {
	t := tokens{s, s + 1}
	for t.first > a.lo && a.hangsOn(t.first-1, s) {
		t.first--
	}
	for t.last < v && a.hangsOn(t.last, s) {
		t.last++
	}
	// A fronted adverbial that the parser hung on the noun.
	if f := t.first; f < s && (a.pos[f] == stages.CCONJ || a.pos[f] == stages.ADP || a.pos[f] == stages.SCONJ || a.pos[f] == stages.ADV && a.comma(f+1) || a.tag[f] == stages.TagVBG || a.has(f, isTime)) {
		if a.pos[f] == stages.CCONJ && !a.comma(f+1) && a.pos[f+1] != stages.ADP {
			t.first++
		} else {
			for k := s - 1; k > f; k-- {
				if a.comma(k) || a.is(k, ':') || a.isDash(k) {
					t.first = k + 1
				}
			}
		}
	}
	for t.first < s && (a.punct(t.first) || a.pos[t.first] == stages.SCONJ || a.pos[t.first] == stages.CCONJ) {
		t.first++
	}
	for t.last > s+1 && a.punct(t.last-1) && !a.is(t.last-1, ')') {
		t.last--
	}
	return t
}

// hangsOn reports whether token i is below head in the tree; the tree is at most
// as deep as the sentence is long, and usually below 10.
func (a *analysis) hangsOn(i, head int32) bool {
	for depth := 0; depth < 40; depth++ {
		h := a.w.Tokens[i].Head
		if h == head {
			return true
		}
		if h == i || !a.in(h) {
			return false
		}
		i = h
	}
	return false
}

// reaches reports whether nothing but adverbs, marks and short insertions stands
// between tokens from and to.
func (a *analysis) reaches(from, to int32) bool {
	for i := from; i < to; i++ {
		if !a.punct(i) && a.pos[i] != stages.ADV && a.pos[i] != stages.AUX && a.pos[i] != stages.PART {
			return false
		}
	}
	return from <= to
}
