package events

import (
	"strings"

	"annals/stages"
)

// form is the shape of a verb in its clause.
type form uint8

const (
	formNone       form = iota // no verb of a clause: adjective, preposition
	formFinite                 // with tense: "signed", "was signed", "has signed"
	formInfinitive             // "to sign"
	formParticiple             // "signing ...", "signed in 1990"
)

// tense of a finite verb.
type tense uint8

const (
	tenseNone tense = iota
	tensePast
	tensePresent
	tensePerfect // has signed
	tenseFuture
	tenseModal
)

// grammar is one sentence with its parse: the children of every token.
// The slices belong to the finder and are used again for the next sentence.
type grammar struct {
	w           *stages.Work
	first, last int32   // tokens of the sentence
	child, next []int32 // first child and next sibling, by token - first; -1
	nodes       []node  // by token - first: the parse as repaired
}

// node is what the parse says of a token, after repair.
type node struct {
	head  int32
	rel   stages.Relation
	tag   stages.Tag
	upos  stages.UPOS
	lemma string
}

// read prepares g for a sentence that is parsed.
func (g *grammar) read(w *stages.Work, sentence int) {
	s := &w.Sentences[sentence]
	g.w, g.first, g.last = w, s.First, s.Last
	n := int(s.Last - s.First)
	if cap(g.child) < n {
		g.child, g.next, g.nodes = make([]int32, n+n/2), make([]int32, n+n/2), make([]node, n+n/2)
	}
	g.child, g.next, g.nodes = g.child[:n], g.next[:n], g.nodes[:n]
	for i := range g.nodes {
		t := &w.Tokens[s.First+int32(i)]
		g.nodes[i] = node{t.Head, t.Relation, t.Tag, t.UPOS, w.Lemma(s.First + int32(i))}
	}
	g.link()
}

// link builds the lists of children from the heads. A circle, which repairs may
// close, is opened at its first token: walks up the tree come to an end.
func (g *grammar) link() {
	for i := g.first; i < g.last; i++ {
		for h, steps := g.head(i), g.last-g.first; h >= 0 && steps > 0; h, steps = g.head(h), steps-1 {
			if h == i {
				n := &g.nodes[i-g.first]
				n.head, n.rel = i, stages.RelRoot
				break
			}
		}
	}
	for i := range g.child {
		g.child[i], g.next[i] = -1, -1
	}
	for i := g.last - 1; i >= g.first; i-- {
		h := g.nodes[i-g.first].head
		if h == i || !g.holds(h) {
			continue
		}
		g.next[i-g.first] = g.child[h-g.first]
		g.child[h-g.first] = i
	}
}

// holds reports whether token i is of the sentence.
func (g *grammar) holds(i int32) bool { return i >= g.first && i < g.last }

func (g *grammar) rel(i int32) stages.Relation { return g.nodes[i-g.first].rel }
func (g *grammar) upos(i int32) stages.UPOS    { return g.nodes[i-g.first].upos }
func (g *grammar) tag(i int32) stages.Tag      { return g.nodes[i-g.first].tag }

// head is the head of token i, -1 for a root.
func (g *grammar) head(i int32) int32 {
	if h := g.nodes[i-g.first].head; h != i && g.holds(h) {
		return h
	}
	return -1
}

// lemma is the lower-case lemma of token i.
func (g *grammar) lemma(i int32) string {
	l := g.nodes[i-g.first].lemma
	if l == "" {
		l = g.w.TokenText(i)
	}
	for j := 0; j < len(l); j++ {
		if c := l[j]; 'A' <= c && c <= 'Z' || c >= 0x80 {
			return strings.ToLower(l)
		}
	}
	return l
}

// firstChild and nextChild walk the children of a token in text order; -1 ends.
func (g *grammar) firstChild(i int32) int32 { return g.child[i-g.first] }
func (g *grammar) nextChild(c int32) int32  { return g.next[c-g.first] }

// childWith is the first child of i with one of the relations, -1 else.
func (g *grammar) childWith(i int32, relations ...stages.Relation) int32 {
	for c := g.firstChild(i); c >= 0; c = g.nextChild(c) {
		r := g.rel(c)
		for _, want := range relations {
			if r == want {
				return c
			}
		}
	}
	return -1
}

// marker is the first case or mark child of i whose word is in the set, -1 else.
func (g *grammar) marker(i int32, words wordSet) int32 {
	for c := g.firstChild(i); c >= 0; c = g.nextChild(c) {
		if r := g.rel(c); (r == stages.RelCase || r == stages.RelMark || r == stages.RelAdvmod) && has(words, g.word(c)) {
			return c
		}
	}
	return -1
}

// word is the text of token i in lower case.
func (g *grammar) word(i int32) string { return g.wordAt(g.w, i) }

// wordAt is word before the sentence is read.
func (g *grammar) wordAt(w *stages.Work, i int32) string {
	s := w.TokenText(i)
	for j := 0; j < len(s); j++ {
		if c := s[j]; 'A' <= c && c <= 'Z' || c >= 0x80 {
			return stages.Fold(strings.ToLower(s))
		}
	}
	return s
}

// below reports whether token i lies in the subtree of top.
func (g *grammar) below(i, top int32) bool {
	for n := 0; n < 200 && i >= 0; n++ {
		if i == top {
			return true
		}
		i = g.head(i)
	}
	return false
}

// isNoun reports whether token i can head a noun phrase.
func (g *grammar) isNoun(i int32) bool {
	switch g.upos(i) {
	case stages.NOUN, stages.PROPN, stages.PRON, stages.NUM, stages.SYM, stages.X:
		return true
	}
	return false
}

// relative reports whether token i is a relative pronoun.
func (g *grammar) relative(i int32) bool {
	switch g.tag(i) {
	case stages.TagWDT, stages.TagWP:
		return true
	}
	return false
}

// coordinated is the first of the conjuncts that token i belongs to: i itself
// where it is none.
func (g *grammar) coordinated(i int32) int32 {
	for n := 0; n < 50 && (g.rel(i) == stages.RelConj || g.rel(i) == stages.RelParataxis && g.joined(i)); n++ {
		h := g.head(i)
		if h < 0 {
			break
		}
		i = h
	}
	return i
}

// joined reports whether the clause of verb i, set beside another one, is joined
// to it by a conjunction.
func (g *grammar) joined(i int32) bool {
	h := g.head(i)
	if h < 0 || h > i {
		return false
	}
	for j := i - 1; j > h && i-j < 12; j-- {
		if g.upos(j) == stages.CCONJ {
			return true
		}
		if g.upos(j) == stages.VERB {
			return false
		}
	}
	return false
}

// shape tells the form and tense of a verb. A conjunct with no auxiliary of its
// own and no tense of its own takes both from the first conjunct.
func (f *finder) shape(i int32) (form, tense) {
	return f.shapeDepth(i, 0)
}

func (f *finder) shapeDepth(i int32, depth int) (form, tense) {
	g := &f.g
	t := &f.t.words
	modal, will, have, be, to := false, false, false, false, false
	var past bool
	aux := false
	for c := g.firstChild(i); c >= 0; c = g.nextChild(c) {
		switch g.rel(c) {
		case stages.RelAux, stages.RelAuxPass, stages.RelCop:
			aux = true
			l := g.lemma(c)
			word := g.word(c)
			switch {
			case has(f.t.will, word) || has(f.t.will, l):
				will = true
			case has(f.t.may, word) || has(f.t.may, l):
				modal = true
			case has(t.have, l):
				have = true
				past = past || g.tag(c) == stages.TagVBD
			case has(t.be, l):
				be = true
				past = past || g.tag(c) == stages.TagVBD
				if g.tag(c) == stages.TagVB || g.tag(c) == stages.TagVBN || g.tag(c) == stages.TagVBG {
					be = false
				}
			default:
				past = past || g.tag(c) == stages.TagVBD // did
			}
		case stages.RelMark:
			if has(t.to, g.word(c)) && c < i {
				to = true
			}
		}
	}
	switch {
	case will:
		return formFinite, tenseFuture
	case modal:
		return formFinite, tenseModal
	case to && be:
		return formFinite, tenseFuture // "is to open"
	case to:
		return formInfinitive, tenseNone
	case have && past:
		return formFinite, tensePast
	case have:
		return formFinite, tensePerfect
	case past:
		return formFinite, tensePast
	case be:
		return formFinite, tensePresent
	}
	if g.rel(i) == stages.RelConj && !aux && depth < 8 && g.childWith(i, stages.RelNsubj, stages.RelNsubjPass) < 0 {
		// "has fulfilled ... and submitted": the auxiliary serves both
		if h := g.head(i); h >= 0 && (g.tag(i) == stages.TagVBD || g.tag(i) == stages.TagVBN) && g.tag(h) == stages.TagVBN {
			if hf, ht := f.shapeDepth(h, depth+1); ht == tensePerfect {
				return hf, ht
			}
		}
	}
	switch g.tag(i) {
	case stages.TagVBD:
		return formFinite, tensePast
	case stages.TagVBZ, stages.TagVBP:
		if aux {
			return formFinite, tensePresent
		}
		return formFinite, tensePresent
	}
	if g.rel(i) == stages.RelConj && depth < 8 {
		// "was attacked and killed", "will meet and discuss", "to see and hear"
		if h := g.head(i); h >= 0 && g.upos(h) == stages.VERB && g.tag(h) == g.tag(i) && g.childWith(i, stages.RelNsubj, stages.RelNsubjPass) < 0 {
			return f.shapeDepth(h, depth+1)
		}
	}
	switch g.tag(i) {
	case stages.TagVBN:
		if g.childWith(i, stages.RelNsubj, stages.RelNsubjPass) >= 0 && !isClauseModifier(g.rel(i)) {
			return formFinite, tensePast // headlines, "it taken"
		}
		return formParticiple, tensePast
	case stages.TagVBG:
		return formParticiple, tensePresent
	case stages.TagVB:
		if g.rel(i) == stages.RelXcomp || g.rel(i) == stages.RelAdvcl || g.rel(i) == stages.RelACL || g.rel(i) == stages.RelConj {
			return formInfinitive, tenseNone
		}
		if g.rel(i) == stages.RelCcomp {
			return formInfinitive, tenseNone
		}
		if g.childWith(i, stages.RelNsubj) >= 0 {
			return formFinite, tensePresent
		}
		return formNone, tenseNone // imperative
	}
	return formFinite, tensePast
}

func isClauseModifier(r stages.Relation) bool {
	switch r {
	case stages.RelACL, stages.RelAdvcl, stages.RelAmod:
		return true
	}
	return false
}

// passive reports whether the verb is in the passive: its subject is what the
// thing is done to.
func (f *finder) passive(i int32) bool {
	g := &f.g
	if g.childWith(i, stages.RelAuxPass, stages.RelNsubjPass) >= 0 {
		return true
	}
	if g.tag(i) != stages.TagVBN {
		return false
	}
	if r := g.rel(i); r == stages.RelACL || r == stages.RelAdvcl {
		// not "after they signed the pact", read as a participle
		return g.childWith(i, stages.RelAux) < 0 && (g.childWith(i, stages.RelNsubj) < 0 && r == stages.RelAdvcl || g.childWith(i, stages.RelObj) < 0)
	}
	if g.rel(i) == stages.RelConj && g.childWith(i, stages.RelNsubj, stages.RelAux) < 0 {
		if h := g.head(i); h >= 0 && g.tag(h) == stages.TagVBN {
			return f.passive(h)
		}
	}
	return false
}

// grammaticalSubject is the token that heads the subject of the verb as it
// stands or is understood, -1 where there is none.
func (f *finder) grammaticalSubject(i int32) int32 {
	g := &f.g
	for n := 0; n < 12; n++ {
		if s := g.childWith(i, stages.RelNsubj, stages.RelNsubjPass, stages.RelNsubjOuter); s >= 0 {
			if g.relative(s) {
				// "the forum, which opened": the noun that the clause modifies
				for v := i; v >= 0; v = g.head(v) {
					if r := g.rel(v); r == stages.RelACLRelcl || r == stages.RelACL {
						return f.antecedent(v, s, g.head(v))
					}
					if g.rel(v) != stages.RelConj {
						break
					}
				}
				// a clause hung elsewhere: the noun before the pronoun
				if n := f.nounBefore(s); n >= g.first {
					return f.antecedent(i, s, n)
				}
				return -1
			}
			return s
		}
		h := g.head(i)
		if h < 0 {
			return -1
		}
		switch g.rel(i) {
		case stages.RelConj:
			if g.upos(h) != stages.VERB && g.upos(h) != stages.AUX {
				return -1
			}
			i = h
		case stages.RelXcomp, stages.RelCcomp:
			if o := g.childWith(h, stages.RelObj, stages.RelIobj); o >= 0 && g.rel(i) == stages.RelXcomp {
				return o
			}
			i = h
		case stages.RelAdvcl, stages.RelParataxis:
			i = h
		case stages.RelACL:
			if g.childWith(i, stages.RelMark) >= 0 {
				return -1 // "the anniversary of adopting", "an agreement to acquire"
			}
			if g.isNoun(h) {
				return h
			}
			i = h
		default:
			return -1
		}
	}
	return -1
}

// object is the token that heads what the thing is done to: the object, the
// subject of a passive, the noun of a relative clause; -1 where there is none.
func (f *finder) object(i int32) int32 {
	g := &f.g
	if f.passive(i) {
		if g.rel(i) == stages.RelACL {
			return g.head(i)
		}
		return f.grammaticalSubject(i)
	}
	if o := g.childWith(i, stages.RelObj); o >= 0 {
		if g.relative(o) {
			if g.rel(i) == stages.RelACLRelcl || g.rel(i) == stages.RelACL {
				return g.head(i)
			}
			return -1
		}
		for k := g.nextChild(o); k >= 0; k = g.nextChild(k) {
			if g.rel(k) == stages.RelObj && g.isNoun(k) && !f.inTimex(k) && !f.aside(k) && !g.relative(k) {
				return k // "gave the academy a chair", both read as objects
			}
		}
		return o
	}
	if g.rel(i) == stages.RelACLRelcl {
		// "the support they received": the object is the noun, unless the
		// subject is the relative pronoun
		if s := g.childWith(i, stages.RelNsubj); s >= 0 && !g.relative(s) && g.childWith(i, stages.RelCcomp, stages.RelXcomp) < 0 {
			return g.head(i)
		}
	}
	return -1
}

// agentToken is the doer: the subject, or the by-phrase of a passive.
func (f *finder) agentToken(i int32) int32 {
	g := &f.g
	if f.passive(i) {
		if a := g.childWith(i, stages.RelOblAgent); a >= 0 {
			return a
		}
		for c := g.firstChild(i); c >= 0; c = g.nextChild(c) {
			if g.rel(c) == stages.RelObl && g.marker(c, f.t.words.by) >= 0 && f.timexAt(c) < 0 {
				return c
			}
		}
		return -1
	}
	return f.grammaticalSubject(i)
}
