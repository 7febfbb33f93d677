package events

import "annals/stages"

// repair mends what a parser of news and history gets wrong most: a date in
// front that swallows the clause, a past tense taken for a participle, a passive
// taken for an adjective. It changes the finder's copy of the parse only. Every
// repair asks for evidence in the tags and the order of the words, and changes
// nothing where the parse is sound.
func (f *finder) repair() {
	changed := f.repairDateline()
	changed = f.repairMoreThan() || changed
	changed = f.repairUpTo() || changed
	changed = f.repairBrought() || changed
	changed = f.repairCounted() || changed
	changed = f.repairEither() || changed
	changed = f.repairCue() || changed
	changed = f.repairPassive() || changed
	if f.repairReduced() {
		f.g.link()
		changed = true
	}
	changed = f.repairSubjects() || changed
	changed = f.repairAbsent() || changed
	changed = f.repairSpliced() || changed
	changed = f.repairReported() || changed
	changed = f.repairHidden() || changed
	changed = f.repairPremodifier() || changed
	changed = f.repairTense() || changed
	changed = f.repairRoot() || changed
	changed = f.repairFront() || changed
	changed = f.repairSubject() || changed
	changed = f.repairMerged() || changed
	changed = f.repairSubordinate() || changed
	if changed {
		f.g.link()
	}
}

// repairDateline frees the sentence from a dateline before it ("OSLO, May 3 --
// The minister left"): the subject of the first verb stands behind the dash.
func (f *finder) repairDateline() bool {
	g := &f.g
	f.body = g.first
	dash := int32(-1)
	for i := g.first; i < min(g.last, g.first+20); i++ {
		if has(f.t.words.dashes, g.word(i)) && g.w.Tokens[i].Shape&stages.ShapeSpaceBefore != 0 && i+1 < g.last &&
			g.w.Tokens[i+1].Shape&stages.ShapeSpaceBefore != 0 {
			dash = i
			break
		}
		switch g.upos(i) {
		case stages.PROPN, stages.NUM, stages.PUNCT, stages.SYM, stages.X, stages.ADP, stages.NOUN, stages.CCONJ:
		default:
			if g.w.Tokens[i].Shape&(stages.ShapeCapital|stages.ShapeDigit) == 0 {
				return false
			}
		}
	}
	if dash < 0 || dash == g.first || g.w.Tokens[g.first].Shape&stages.ShapeCapital == 0 {
		return false
	}
	f.body = dash + 1
	changed := false
	for i := g.first; i < f.body; i++ {
		if h := g.head(i); h >= f.body && g.rel(i) != stages.RelDep {
			g.nodes[i-g.first].rel = stages.RelDep
			changed = true
		}
	}
	for v := f.body; v < g.last; v++ {
		if g.upos(v) != stages.VERB || !finiteTag(g.tag(v)) && g.childWith(v, stages.RelAux, stages.RelAuxPass) < 0 {
			continue
		}
		s := g.childWith(v, stages.RelNsubj, stages.RelNsubjPass)
		if s >= f.body || s < 0 && g.rel(v) != stages.RelRoot {
			break
		}
		for i := v - 1; i >= f.body; i-- {
			if h := g.head(i); g.isNoun(i) && h >= 0 && h < f.body && !f.inTimex(i) {
				r := stages.RelNsubj
				if s >= 0 {
					r = g.rel(s)
					f.hang(s, v, stages.RelDep)
				}
				f.hang(i, v, r)
				changed = true
				break
			}
		}
		break
	}
	return changed
}

// repairCue frees a verb of speech from words of what is said: its subject and its
// conjunction stand outside the speech.
func (f *finder) repairCue() bool {
	g := &f.g
	changed := false
	for i := g.first; i < g.last; i++ {
		if g.upos(i) != stages.VERB {
			continue
		}
		q := f.w.QuoteCuedBy(g.w.Tokens[i].Span)
		if q < 0 || f.w.Quotes[q].Contains(g.w.Tokens[i].Span) {
			continue
		}
		for k := g.firstChild(i); k >= 0; k = g.nextChild(k) {
			switch g.rel(k) {
			case stages.RelNsubj, stages.RelNsubjPass, stages.RelMark, stages.RelAux:
				if f.w.Quotes[q].Contains(g.w.Tokens[k].Span) {
					g.nodes[k-g.first].rel, changed = stages.RelDep, true
				}
			}
		}
	}
	return changed
}

// repairUpTo hangs the particle before the preposition of a date on the date: "the
// rolls up to May 31" have no verb "examine up".
func (f *finder) repairUpTo() bool {
	g := &f.g
	changed := false
	for i := g.first + 1; i+1 < g.last; i++ {
		if g.rel(i) != stages.RelCompoundPrt || g.head(i) == i-1 || g.rel(i+1) != stages.RelCase || !has(f.t.words.to, g.word(i+1)) {
			continue
		}
		if date := g.head(i + 1); date > i+1 && f.inTimex(date) {
			f.hang(i, date, stages.RelCase)
			changed = true
		}
	}
	return changed
}

// repairBrought makes the infinitive behind a verb of causing and its object the
// complement of the verb: "got the conference to adopt", no purpose.
func (f *finder) repairBrought() bool {
	g := &f.g
	changed := false
	for i := g.first + 2; i < g.last; i++ {
		if h := g.head(i); g.rel(i) == stages.RelAdvcl && g.tag(i) == stages.TagVB && h >= 0 && h < i && has(f.t.words.get, g.lemma(h)) && g.marker(i, f.t.words.to) == i-1 {
			if o := g.childWith(h, stages.RelObj); o > h && o == i-2 {
				g.nodes[i-g.first].rel, changed = stages.RelXcomp, true
			}
		}
	}
	return changed
}

// repairCounted hangs a preposition that the parse has on a number on the noun
// that is counted: "to 3 million dollars".
func (f *finder) repairCounted() bool {
	g := &f.g
	changed := false
	for i := g.first; i < g.last; i++ {
		number := g.head(i)
		if g.rel(i) != stages.RelCase || number < i || g.upos(number) != stages.NUM || g.rel(number) != stages.RelNummod && g.rel(number) != stages.RelCompound {
			continue
		}
		noun := g.head(number)
		for noun > number && g.upos(noun) == stages.NUM && (g.rel(noun) == stages.RelNummod || g.rel(noun) == stages.RelCompound) {
			noun = g.head(noun)
		}
		if noun < number || !g.isNoun(noun) || g.childWith(noun, stages.RelCase) >= 0 || g.rel(noun) != stages.RelObl && g.rel(noun) != stages.RelNmod {
			continue
		}
		f.hang(i, noun, stages.RelCase)
		changed = true
	}
	return changed
}

// repairEither gives the first of two verbs that are one ("ratified or acceded to
// the convention") what stands behind the second.
func (f *finder) repairEither() bool {
	g := &f.g
	changed := false
	for i := g.first + 2; i < g.last; i++ {
		h := i - 2
		if g.rel(i) != stages.RelConj || g.head(i) != h || g.upos(i) != stages.VERB || g.upos(h) != stages.VERB || !has(f.t.words.or, g.word(i-1)) {
			continue
		}
		for k := g.firstChild(i); k >= 0; k = g.nextChild(k) {
			if r := g.rel(k); k > i && (r == stages.RelObj || r == stages.RelObl) {
				f.hang(k, h, r)
				changed = true
			}
		}
	}
	return changed
}

// repairMoreThan hangs "more than" on the number behind it.
func (f *finder) repairMoreThan() bool {
	g := &f.g
	changed := false
	for i := g.first; i+2 < g.last; i++ {
		if g.upos(i+2) != stages.NUM || !has(f.t.words.more, g.word(i)) || !has(f.t.words.than, g.word(i+1)) || f.inTimex(i+2) {
			continue
		}
		number := i + 2
		for h := g.head(number); h > number && h < g.last && g.rel(number) != stages.RelConj && g.upos(number) == stages.NUM; h = g.head(number) {
			number = h // the counted noun
		}
		if g.head(i) == number && g.head(i+1) == i || number == i+2 && g.head(number) < 0 {
			continue
		}
		f.hang(i, number, stages.RelAdvmod)
		f.hang(i+1, i, stages.RelFixed)
		changed = true
	}
	return changed
}

// finiteTag reports a tag that only a finite verb has.
func finiteTag(t stages.Tag) bool {
	return t == stages.TagVBD || t == stages.TagVBZ || t == stages.TagVBP || t == stages.TagMD
}

// nounBefore is the head of the noun phrase that ends before token i.
func (f *finder) nounBefore(i int32) int32 {
	g := &f.g
	j := i - 1
	for j >= g.first && !g.isNoun(j) {
		j--
	}
	for n := 0; j >= g.first && n < 10; n++ {
		h := g.head(j)
		if h < 0 || h >= i || !g.isNoun(h) || f.inTimex(h) || g.rel(j) == stages.RelConj && g.word(j-1) == "," {
			break
		}
		j = h
	}
	return max(j, g.first-1)
}

// hang makes token i depend on head.
func (f *finder) hang(i, head int32, r stages.Relation) {
	g := &f.g
	if !g.holds(i) || i == head {
		return
	}
	// no cycles: what head hangs on must not be i
	for j, n := head, 0; j >= 0 && n < 200; j, n = g.head(j), n+1 {
		if j == i {
			return
		}
	}
	g.nodes[i-g.first].head, g.nodes[i-g.first].rel = head, r
}

// promote makes token i the root of the sentence and hangs the old root on it.
func (f *finder) promote(i int32) {
	g := &f.g
	root := int32(-1)
	for j := g.first; j < g.last; j++ {
		if g.head(j) < 0 {
			root = j
			break
		}
	}
	g.nodes[i-g.first].head, g.nodes[i-g.first].rel = i, stages.RelRoot
	if root >= 0 && root != i {
		r := stages.RelDep
		if f.inTimex(root) || g.childWith(root, stages.RelCase) >= 0 {
			r = stages.RelObl
		}
		f.hang(root, i, r)
	}
}
