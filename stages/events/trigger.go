package events

import (
	"strings"

	"annals/stages"
)

// candidate is a verb or noun that may tell an event.
type candidate struct {
	token int32       // head token
	line  int32       // the token that stands for it in the line of clauses: itself, or "got" of "got to sign"
	span  stages.Span // the words shown as trigger
	noun  int32       // event noun that a support verb stands for, -1
	below int32       // verb that an aspect verb stands for, -1
	class classID
	lemma string
	rule  string

	form    form
	tense   tense
	isNoun  bool
	support bool // the class came from a support verb's noun

	modality string
	negated  bool

	// written by govern and discourse
	timex       int32
	interval    stages.Interval
	precision   stages.Precision
	basis       string
	approximate bool
	direct      bool // the date hangs on it, and was not spread to it
	confidence  float32
	dropped     bool
	companion   bool // shares the time of the event it goes with: companion.go
}

// finite reports whether the candidate is a verb with tense.
func (c *candidate) finite() bool { return c.form == formFinite && !c.isNoun }

// alone reports whether the candidate is an event without a date hanging on it:
// infinitives, participles and nouns are events only with one.
func (c *candidate) alone() bool { return c.finite() }

// candidates fills f.cands with the verbs and event nouns of the sentence.
func (f *finder) candidates() {
	g := &f.g
	n := int(g.last - g.first)
	if cap(f.byToken) < n {
		f.byToken = make([]int32, n+n/2)
	}
	f.byToken = f.byToken[:n]
	for i := range f.byToken {
		f.byToken[i] = -1
	}
	f.cands = f.cands[:0]
	for i := g.first; i < g.last; i++ {
		if f.byToken[i-g.first] >= 0 {
			continue // part of an aspect verb's event
		}
		switch g.upos(i) {
		case stages.VERB:
			f.verbCandidate(i)
		case stages.AUX:
			// a parser's slip: "have" and "do" as main verbs tagged AUX
			if r := g.rel(i); r != stages.RelAux && r != stages.RelAuxPass && r != stages.RelCop {
				f.verbCandidate(i)
			}
		}
	}
	for i := g.first; i < g.last; i++ {
		if u := g.upos(i); (u == stages.NOUN || u == stages.PROPN) && f.byToken[i-g.first] < 0 {
			f.nounCandidate(i)
		}
	}
}

func (f *finder) verbCandidate(i int32) {
	g := &f.g
	switch g.rel(i) {
	case stages.RelAmod, stages.RelCompound, stages.RelCase, stages.RelMark, stages.RelFixed, stages.RelFlat, stages.RelDet, stages.RelCC,
		stages.RelAux, stages.RelAuxPass, stages.RelCop, stages.RelPunct, stages.RelDiscourse:
		return
	}
	if f.inTimex(i) {
		return
	}
	fm, tn := f.shape(i)
	if fm == formNone {
		return
	}
	c := candidate{token: i, line: i, noun: -1, below: -1, timex: -1, form: fm, tense: tn, span: g.w.Tokens[i].Span, confidence: 0.8}
	if !f.classify(&c) {
		return
	}
	if fm == formInfinitive && c.rule == "verb-unlisted" && g.rel(i) == stages.RelACL {
		return // "to clean water": hardly a verb
	}
	if c.support && f.cueOf(&c) >= 0 {
		// "called the mission a success" says something of it
		c.class, c.rule, c.noun, c.support, c.lemma = f.t.statement, "cue", -1, false, g.lemma(i)
	}
	// "got the council to adopt": the fact is the adopting
	if fm == formInfinitive && g.rel(i) == stages.RelXcomp {
		if h := g.head(i); h >= 0 && has(f.t.words.get, g.lemma(h)) {
			if hf, ht := f.shape(h); hf == formFinite {
				c.form, c.tense, c.line = hf, ht, h
			}
		}
	}
	if has(f.t.words.beats, c.lemma) && f.match(i) {
		c.class, c.rule = f.t.award, "match"
	}
	f.modal(&c)
	if i > g.first && has(f.t.words.almost, g.word(i-1)) {
		c.negated = true // "nearly fell apart"
	}
	// "ratified or acceded to" is one event of two verbs
	if g.rel(i) == stages.RelConj && len(f.cands) > 0 {
		if m := f.candidateAt(g.head(i)); m != nil && !m.isNoun && i-m.token == 2 && has(f.t.words.or, g.word(i-1)) {
			m.span.End = c.span.End
			f.byToken[i-g.first] = f.byToken[m.token-g.first]
			return
		}
	}
	f.add(c)
}

// match reports whether the one who beats another does so in a game or race: the
// clause gives a score ("3-1") or a margin ("by four seconds").
func (f *finder) match(i int32) bool {
	g := &f.g
	for k := i + 1; k < g.last && k < i+12 && g.upos(k) != stages.VERB; k++ {
		if has(f.t.words.margins, g.lemma(k)) && g.upos(k-1) == stages.NUM {
			return true
		}
		word := g.word(k)
		a, b, ok := strings.Cut(strings.ReplaceAll(word, "–", "-"), "-")
		if a == "" && b == "" && k+1 < g.last {
			a, b, ok = g.word(k-1), g.word(k+1), true
		}
		if ok && digits(a) && digits(b) {
			return true
		}
	}
	return false
}

// digits reports whether s is a number of one or two digits.
func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) == 1 || len(s) == 2
}

func (f *finder) add(c candidate) {
	at := int32(len(f.cands))
	f.cands = append(f.cands, c)
	g := &f.g
	f.byToken[c.token-g.first] = at
	if c.noun >= 0 && g.holds(c.noun) {
		f.byToken[c.noun-g.first] = at
	}
	if c.below >= 0 && g.holds(c.below) {
		f.byToken[c.below-g.first] = at
	}
	for k := c.token + 1; g.holds(k) && g.w.Tokens[k].End <= c.span.End; k++ {
		if f.byToken[k-g.first] < 0 {
			f.byToken[k-g.first] = at // "declared war" is one event
		}
	}
}

// candidateAt is the candidate that token i belongs to, nil else.
func (f *finder) candidateAt(i int32) *candidate {
	if !f.g.holds(i) || f.byToken[i-f.g.first] < 0 {
		return nil
	}
	return &f.cands[f.byToken[i-f.g.first]]
}

// nounClass is the class of the event noun at token i, classUnknown else.
func (f *finder) nounClass(i int32) classID {
	g := &f.g
	l := g.lemma(i)
	if i > g.first && len(f.t.compounds) > 0 {
		// the map is asked with a byte key built in place: no allocation
		f.words = append(append(append(f.words[:0], g.lemma(i-1)...), ' '), l...)
		if c, ok := f.t.compounds[string(f.words)]; ok {
			return c
		}
	}
	if c, ok := f.t.nouns[l]; ok {
		return c
	}
	return classUnknown
}

// countedNoun is the noun that a number standing as a noun counts: of "tens of
// thousands of engineers" the engineers; any other noun itself.
func (f *finder) countedNoun(noun int32) int32 {
	g := &f.g
	for steps := 0; noun >= 0 && steps < 3 && has(f.t.words.scores, g.word(noun)); steps++ {
		of := g.childWith(noun, stages.RelNmod)
		if of < noun || !g.isNoun(of) || g.marker(of, f.t.words.of) < 0 {
			break
		}
		noun = of
	}
	return noun
}

// classify gives c its class, or reports that the verb tells no event.
func (f *finder) classify(c *candidate) bool {
	g, i := &f.g, c.token
	var v *verb
	c.lemma, v = f.verbOf(i)
	if v == nil {
		c.class, c.rule = f.t.other, "verb-unlisted"
		c.confidence = 0.6
		// an unlisted word with a capital is a mistagged name
		return g.w.Tokens[i].Shape&stages.ShapeCapital == 0 || i == g.first
	}
	object := f.countedNoun(f.object(i))
	objectLemma, objectClass := "", classUnknown
	if object >= 0 {
		objectLemma = g.lemma(object)
		objectClass = f.nounClass(object)
		if g.rel(object) == stages.RelObj && c.tokenIsInTimex(f, object) {
			objectLemma, objectClass, object = "", classUnknown, -1
		}
	}
	if v.flags&flagConfigured != 0 && v.class >= 0 {
		c.class, c.rule = v.class, "verb"
		return true
	}
	// words after the verb: "come into force"
	for k := range v.phrases {
		p := &v.phrases[k]
		last, ok := f.phraseAt(i, p.rest)
		if !ok {
			continue
		}
		if p.class == classUnknown && p.flags&flagState != 0 {
			return false
		}
		if p.flags&flagTakingPart != 0 {
			f.takingPart(c, object, objectClass)
			f.widen(c, last)
			return true
		}
		if p.flags&flagSupport != 0 && objectClass >= 0 {
			c.class, c.rule, c.noun, c.support = objectClass, "support", object, true
			c.lemma = g.lemma(object)
			f.widen(c, last)
			return true
		}
		if p.flags&flagAspect != 0 {
			if f.aspect(c, object, objectClass) {
				return true
			}
		}
		if p.class == classUnknown {
			continue
		}
		if len(v.frames) > 0 {
			// "the seminar took place", "the fire broke out": the company of the
			// verb tells more
			if ok, event := f.framed(c, v, object, objectLemma, objectClass, p.class != f.t.other); ok {
				f.widen(c, last)
				return event
			}
		}
		c.class, c.rule = p.class, "phrase"
		f.lemmaPhrase(c, last)
		f.widen(c, last)
		return true
	}
	if ok, event := f.framed(c, v, object, objectLemma, objectClass, false); ok {
		for k := g.firstChild(i); k >= 0; k = g.nextChild(k) {
			if k == i+1 && g.rel(k) == stages.RelCompoundPrt {
				f.widen(c, k)
			}
		}
		return event
	}
	switch {
	case v.flags&flagTakingPart != 0:
		f.takingPart(c, object, objectClass)
		return true
	case v.flags&flagAspect != 0 && f.aspect(c, object, objectClass):
		return true
	case v.flags&flagSupport != 0 && objectClass >= 0:
		c.class, c.rule, c.noun, c.support = objectClass, "support", object, true
		if v.flags&flagKeep != 0 && v.class >= 0 {
			c.class = v.class
		}
		c.lemma = objectLemma
		return true
	case v.flags&flagState != 0:
		return false
	case v.class >= 0:
		c.class, c.rule = v.class, "verb"
		return true
	case v.flags&(flagPlan|flagWish) != 0:
		return false
	}
	if v.flags&flagSupport != 0 && v.class < 0 {
		if objectLemma == "" {
			return false // "make", "give", "take" with nothing: not told
		}
		c.confidence = 0.5
	}
	c.class, c.rule = f.t.other, "verb-other"
	return true
}

func (c *candidate) tokenIsInTimex(f *finder, i int32) bool { return f.inTimex(i) }

// takingPart classes a verb of taking part by what is taken part in.
func (f *finder) takingPart(c *candidate, object int32, objectClass classID) {
	g := &f.g
	c.class, c.rule = f.t.meeting, "taking-part"
	noun, class := object, objectClass
	if f.passive(c.token) {
		noun = -1
	}
	if noun < 0 || class < 0 {
		for k := g.firstChild(c.token); k >= 0; k = g.nextChild(k) {
			if r := g.rel(k); (r == stages.RelObl || r == stages.RelNmod) && k > c.token && !f.inTimex(k) {
				if cl := f.nounClass(k); cl >= 0 {
					noun, class = k, cl
					break
				}
			}
		}
	}
	if noun >= 0 && class >= 0 {
		switch f.t.classes[class] {
		case "agreement", "election", "conflict", "meeting", "deployment":
			c.class = class
		}
		c.noun = noun
		c.lemma = g.lemma(noun)
	}
}

// aspect joins an aspect verb with the verb or event noun below it.
func (f *finder) aspect(c *candidate, object int32, objectClass classID) bool {
	g := &f.g
	if x := g.childWith(c.token, stages.RelXcomp); x >= 0 && g.upos(x) == stages.VERB && !finiteTag(g.tag(x)) {
		inner := candidate{token: x, line: x, noun: -1, below: -1, timex: -1, form: c.form, tense: c.tense, span: g.w.Tokens[x].Span, confidence: 0.8}
		if f.classify(&inner) {
			c.class, c.lemma, c.rule, c.below, c.noun = inner.class, inner.lemma, "aspect", x, inner.noun
			return true
		}
		return false
	}
	if object >= 0 && objectClass >= 0 {
		c.class, c.lemma, c.rule, c.noun = objectClass, g.lemma(object), "aspect", object
		return true
	}
	return false
}

// nounCandidate takes an event noun that no verb stands for. It is an event
// only where a date hangs on it (govern).
func (f *finder) nounCandidate(i int32) {
	g := &f.g
	switch g.rel(i) {
	case stages.RelCompound:
		if h := g.head(i); h < 0 || !f.inTimex(h) {
			return // but "a news conference Friday" run together
		}
	case stages.RelFlat, stages.RelAmod, stages.RelFixed, stages.RelGoeswith, stages.RelCase:
		return
	}
	if f.inTimex(i) {
		return
	}
	class := f.nounClass(i)
	if class < 0 {
		return
	}
	c := candidate{
		token: i, line: i, noun: -1, below: -1, timex: -1, isNoun: true, span: g.w.Tokens[i].Span, class: class,
		lemma: g.lemma(i), rule: "noun", confidence: 0.7,
	}
	f.modal(&c)
	f.add(c)
}

// inTimex reports whether token i is part of a temporal expression.
func (f *finder) inTimex(i int32) bool { return f.timexAt(i) >= 0 }

// timexAt is the timex of the sentence that holds token i, -1.
func (f *finder) timexAt(i int32) int32 {
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		if t := &f.w.Timexes[k]; t.First <= i && i < t.Last {
			return int32(k)
		}
	}
	return -1
}
