package events

import (
	"strings"

	"annals/stages"
)

// The class of a verb by the company it keeps: frames, and words after it.

// framed classes c by the first frame that fits; bySubject asks those only that
// name subjects. event is false where the frame
// says that there is none.
func (f *finder) framed(c *candidate, v *verb, object int32, objectLemma string, objectClass classID, bySubject bool) (ok, event bool) {
	i := c.token
	subject := int32(-1)
	subjectKnown := false
	for _, k := range v.frames {
		fr := &f.t.frames[k]
		if bySubject && fr.subjects == nil {
			continue
		}
		if fr.persons && f.person(object) {
			c.class, c.rule = fr.class, fr.id
			return true, fr.class != classNone
		}
		if fr.objects != nil && (object < 0 || !has(fr.objects, objectLemma)) {
			continue
		}
		if fr.subjects != nil {
			if !subjectKnown {
				subject, subjectKnown = f.grammaticalSubject(i), true
			}
			if subject < 0 || !f.ofKind(subject, i, fr.subjects) {
				continue
			}
		}
		if fr.modifiers != nil && !f.modified(object, fr.modifiers) || fr.obliques != nil && !f.oblique(i, fr.obliques) {
			continue
		}
		if fr.class == classNone {
			return true, false
		}
		c.class, c.rule = fr.class, fr.id
		if v.flags&flagSupport != 0 && objectClass >= 0 && fr.objects != nil {
			c.noun = object
			c.lemma = objectLemma
		}
		return true, true
	}
	return false, false
}

// person reports whether token i is a person by name, or "him", "her".
func (f *finder) person(i int32) bool {
	if i < 0 {
		return false
	}
	m := f.mentionAt(i)
	if m < 0 {
		return false
	}
	_, kind := f.nameOf(m)
	return kind == stages.Person
}

// ofKind reports whether a noun is one of the words, or a name to which one of
// them stands as title or description: "Mayor Ana Lopes", "Ana Lopes, the mayor".
func (f *finder) ofKind(i, verb int32, words wordSet) bool {
	g := &f.g
	if has(words, g.lemma(i)) {
		return true
	}
	for j := i + 1; j < verb && (g.upos(j) == stages.NOUN || g.upos(j) == stages.NUM || g.upos(j) == stages.ADJ); j++ {
		if g.upos(j) == stages.NOUN && has(words, g.lemma(j)) {
			return true // "a magnitude 6 earthquake"
		}
	}
	if g.upos(i) != stages.PROPN {
		return false
	}
	for c := g.firstChild(i); c >= 0; c = g.nextChild(c) {
		switch g.rel(c) {
		case stages.RelNmodDesc, stages.RelAppos, stages.RelCompound, stages.RelFlat, stages.RelNmodUnmarked:
			if has(words, g.lemma(c)) {
				return true
			}
		}
	}
	return false
}

// verbOf is the lemma of token i and what is known of it. A lemma that no list
// knows is tried with and without the endings that a lemmatizer loses or adds
// ("conven" for "convene", "retreate" for "retreat").
func (f *finder) verbOf(i int32) (string, *verb) {
	l := f.g.lemma(i)
	v := f.t.verbs[l]
	if v != nil {
		return l, v
	}
	for _, e := range f.t.words.endings {
		f.words = append(append(f.words[:0], l...), e...)
		if v := f.t.verbs[string(f.words)]; v != nil {
			return string(f.words), v
		}
		if short := strings.TrimSuffix(l, e); len(short) < len(l) && f.t.verbs[short] != nil {
			return short, f.t.verbs[short]
		}
	}
	// a lemma that the lemmatizer made up, of a regular form of a listed verb
	if t := f.g.tag(i); t == stages.TagVBD || t == stages.TagVBN {
		word := f.g.word(i)
		for _, e := range f.t.words.participles {
			if short := strings.TrimSuffix(word, e); len(short) < len(word) && f.t.verbs[short] != nil {
				return short, f.t.verbs[short]
			}
		}
	}
	// a doubled letter left by the ending: "rebell" for "rebel"
	if n := len(l); n > 3 && l[n-1] == l[n-2] && f.t.verbs[l[:n-1]] != nil {
		return l[:n-1], f.t.verbs[l[:n-1]]
	}
	return l, nil
}

// lemmaPhrase makes the phrase the lemma: "put forward".
func (f *finder) lemmaPhrase(c *candidate, last int32) {
	s := c.lemma
	for i := c.token + 1; i <= last; i++ {
		s += " " + f.g.word(i)
	}
	if last == c.token+1 || len(s) < 40 {
		c.lemma = s
	}
}

// widen stretches the trigger to token last where nothing but a few words
// stands between.
func (f *finder) widen(c *candidate, last int32) {
	if last > c.token && last-c.token <= 3 {
		c.span.End = f.g.w.Tokens[last].End
	}
}

// phraseAt reports whether the words stand after the verb at token i, in
// order: at once, or (one word, a particle) among its children. last is the
// last token of an unbroken phrase, i for a broken one.
func (f *finder) phraseAt(i int32, rest []string) (last int32, ok bool) {
	g := &f.g
	j := i + 1
	for _, word := range rest {
		if j < g.last && g.upos(j) == stages.ADV && g.word(j) != word && word != rest[0] {
			j++ // "go officially into operation"
		}
		if j >= g.last || g.word(j) != word && g.lemma(j) != word {
			j = -1
			break
		}
		j++
	}
	if j > 0 {
		return j - 1, true
	}
	if len(rest) == 1 {
		for c := g.firstChild(i); c >= 0; c = g.nextChild(c) {
			if (g.rel(c) == stages.RelCompoundPrt || g.rel(c) == stages.RelObj) && c > i && g.word(c) == rest[0] {
				return i, true
			}
		}
	} else if o := g.childWith(i, stages.RelObj); o >= 0 && g.word(o) == rest[len(rest)-1] && len(rest) == 1 {
		return i, true
	}
	return i, false
}

// oblique reports whether one of the words stands behind a preposition of the verb.
func (f *finder) oblique(i int32, words wordSet) bool {
	g := &f.g
	for k := g.firstChild(i); k >= 0; k = g.nextChild(k) {
		if r := g.rel(k); k > i && (r == stages.RelObl || r == stages.RelNmod) && has(words, g.lemma(k)) {
			return true
		}
	}
	return false
}

// modified reports whether noun i has a modifier in the set.
func (f *finder) modified(i int32, words wordSet) bool {
	g := &f.g
	if i < 0 {
		return false
	}
	for c := g.firstChild(i); c >= 0; c = g.nextChild(c) {
		switch g.rel(c) {
		case stages.RelAmod, stages.RelCompound:
			if has(words, g.lemma(c)) {
				return true
			}
		}
	}
	return false
}
