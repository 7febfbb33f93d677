// Package quotes finds reported speech: direct quotes in marks, indirect speech
// by syntax, and mixtures of both, each with its cue and its speaker.
//
// In one document: the mark automaton (marks.go) pairs quotation marks; every
// sentence that holds a cue word or touches a pair is tagged, and light grammar
// (clause.go) finds for every cue its subject and its content by the frames of
// the cue (reported.go, content.go); what is left in marks is joined to the
// quote it goes on, inherits a speaker, or is no quote at all (floating.go);
// last, sources become speakers (speaker.go). Sentences without cue and marks
// cost one dictionary probe a token.
package quotes

import (
	"context"
	"sort"

	"annals/stages"
	"annals/stages/lang"
)

// Stage finds quotes. It is read-only.
type Stage struct {
	lex *lexicon
}

// New makes the stage from the word lists of English and, for direct quotes,
// of Chinese, which may be nil.
func New(pack, chinese *lang.Pack) (*Stage, error) {
	lex, err := newLexicon(pack, chinese)
	if err != nil {
		return nil, err
	}
	return &Stage{lex}, nil
}

// Name is "quotes".
func (s *Stage) Name() string { return "quotes" }

// Run writes Work.Quotes.
func (s *Stage) Run(_ context.Context, w *stages.Work) error {
	a, ok := w.QuotesScratch.(*analysis)
	if !ok {
		a = &analysis{}
		w.QuotesScratch = a
	}
	a.w, a.lex = w, s.lex
	a.document()
	a.w = nil
	return nil
}

// document does the work of one document.
func (a *analysis) document() {
	w := a.w
	a.found, a.turnEnd = a.found[:0], 0
	a.spans = a.spans[:0]
	for i := range w.Doc.Blocks {
		a.spans = append(a.spans, w.Doc.Blocks[i].Span)
	}
	a.pairs = Settle(Pairs(w.Doc.Text, a.spans, a.pairs[:0]))
	n := len(w.Tokens)
	a.cutTurns()
	a.inside = resize(a.inside, n+margin)
	a.info = resize(a.info, n+margin)
	a.pos = resize(a.pos, n+margin)
	a.tag = resize(a.tag, n+margin)
	// Nothing of the last document may show.
	clear(a.pos)
	clear(a.tag)
	for i := range a.info {
		a.info[i] = info{entry: -1}
	}
	a.mark()
	a.conversation()
	for s := range w.Sentences {
		if a.prepare(s) {
			a.at = s
			a.sentence()
		}
	}
	a.lo, a.hi = 0, int32(n)
	a.runOn()
	a.floating()
	a.write()
}

// margin is the number of empty entries behind the last token, so that a look at
// the next tokens needs no test.
const margin = 8

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// cutTurns cuts chains of paragraphs in marks where a paragraph begins with the
// name of a speaker: a transcript that was quoted as a whole.
func (a *analysis) cutTurns() {
	for p := range a.pairs {
		q := &a.pairs[p]
		if q.Previous >= 0 && a.turn(q) {
			a.pairs[q.Previous].Next = -1
			q.Previous = -1
		}
	}
}

// turn reports whether a pair begins with a name in capitals and a colon, or
// holds a remark in brackets.
func (a *analysis) turn(q *Pair) bool {
	t := a.w.Tokens
	i := a.w.TokenAt(q.Open.End)
	if int(i) < len(t) && a.is(i, '(') {
		return true
	}
	for k := i; int(k) < len(t) && k-i < 5; k++ {
		if a.is(k, ':') {
			return k > i
		}
		if t[k].Shape&stages.ShapeAllCaps == 0 && !a.is(k, '.') {
			return false
		}
	}
	return false
}

// mark fills inside: for each token the outermost sound pair around it. A pair
// never closed counts where it plainly is a quote cut short (see trusted).
func (a *analysis) mark() {
	for i := range a.inside {
		a.inside[i] = -1
	}
	for p := range a.pairs {
		q := &a.pairs[p]
		if q.Parent >= 0 || q.Unclosed && !a.trusted(q) || a.turn(q) {
			continue
		}
		end := q.Close.End
		for i := a.w.TokenAt(q.Open.Start); int(i) < len(a.w.Tokens) && a.w.Tokens[i].Start < end; i++ {
			if a.inside[i] < 0 {
				a.inside[i] = int32(p)
			}
		}
	}
}

// trusted reports whether a pair that was never closed is taken as a quote to
// the end of its paragraph: it must begin a sentence.
func (a *analysis) trusted(q *Pair) bool {
	i := a.w.TokenAt(q.Open.End)
	return int(i) < len(a.w.Tokens) && q.Content().Len() > 20 && a.w.Tokens[i].Shape&stages.ShapeCapital != 0 &&
		(q.Open.Start == 0 || a.opensLast(q, i) || i >= 2 && (a.is(i-2, ',') || a.is(i-2, ':')) || a.w.Tokens[max(i-1, 0)].Shape&stages.ShapeLineBefore != 0)
}

// opensLast reports whether a pair never closed, whose first word is token i, is
// the last of its paragraph and begins a sentence there.
func (a *analysis) opensLast(q *Pair, i int32) bool {
	if i < 2 || !a.is(i-2, '.') && !a.is(i-2, '!') && !a.is(i-2, '?') {
		return false
	}
	b := a.blockAt(q.Open.Start)
	return b >= 0 && int(b) < len(a.w.Doc.Blocks) && a.w.Doc.Blocks[b].Span.End-q.Close.Start < 3 && a.w.Doc.Blocks[b].Span.Start < q.Open.Start
}

// prepare looks up the words of sentence s, tags it where it holds a cue or a
// mark, and reports whether it does.
func (a *analysis) prepare(s int) bool {
	w := a.w
	sen := &w.Sentences[s]
	a.lo, a.hi = sen.First, sen.Last
	text := w.Doc.Text
	wanted := false
	for i := a.lo; i < a.hi; {
		v, n := a.lex.words.Longest(text, w.Tokens[:a.hi], int(i))
		a.info[i] = info{entry: v, n: int32(max(n, 1))}
		if v >= 0 {
			e := &a.lex.entries[v]
			if e.verb >= 0 || e.noun != "" || e.adjective != "" || e.flags&isAccording != 0 {
				wanted = true
			}
			for k := i + 1; k < i+int32(n); k++ {
				v, _ := a.lex.words.Longest(text, w.Tokens[:k+1], int(k))
				a.info[k] = info{entry: v, n: 1}
			}
			i += int32(n)
			continue
		}
		i++
	}
	for i := a.lo; i < a.hi && !wanted; i++ {
		if w.Tokens[i].Class == stages.ClassPunctuation && text[w.Tokens[i].Start] == ':' {
			wanted = true
		}
	}
	if f, _ := a.letter(a.lo); !wanted && !(a.lettered && f != 0) {
		return false
	}
	if w.Grammar != nil {
		w.Tag(s)
		for i := a.lo; i < a.hi; i++ {
			a.pos[i], a.tag[i] = w.Tokens[i].UPOS, w.Tokens[i].Tag
		}
		a.repair()
		return true
	}
	a.guess()
	return true
}

// guess gives parts of speech from word lists and shapes, for a Work without
// grammar.
func (a *analysis) guess() {
	for i := a.lo; i < a.hi; i++ {
		t := &a.w.Tokens[i]
		e := a.entryAt(i)
		p, g := stages.NOUN, stages.TagNN
		switch {
		case t.Class == stages.ClassPunctuation || t.Class == stages.ClassQuote:
			p, g = stages.PUNCT, stages.TagComma
		case t.Class == stages.ClassNumber:
			p, g = stages.NUM, stages.TagCD
		case a.is2(i, "'s") && i > a.lo && a.in(i+1) && !a.has(i+1, isDeterminer):
			p, g = stages.PART, stages.TagPOS
		case e.flags&isAuxiliary != 0:
			p, g = stages.AUX, stages.TagVBD
		case e.flags&isThat != 0:
			p, g = stages.SCONJ, stages.TagIN
		case e.flags&isTo != 0:
			p, g = stages.PART, stages.TagTO
			if a.in(i+1) && (a.w.Tokens[i+1].Shape&stages.ShapeCapital != 0 || a.has(i+1, isDeterminer)) {
				p, g = stages.ADP, stages.TagIN
			}
		case e.flags&isPerson != 0:
			p, g = stages.PRON, stages.TagPRP
		case e.flags&isDeterminer != 0:
			p, g = stages.DET, stages.TagDT
		case e.flags&isWh != 0:
			p, g = stages.PRON, stages.TagWP
		case e.flags&isConjunction != 0:
			p, g = stages.CCONJ, stages.TagCC
		case e.flags&isPreposition != 0:
			p, g = stages.ADP, stages.TagIN
		case e.flags&isSubordinator != 0:
			p, g = stages.SCONJ, stages.TagIN
		case e.verb >= 0 && (t.Shape&stages.ShapeCapital == 0 || i == a.lo) && e.form != formBase:
			p, g = stages.VERB, stages.TagVBD
			if e.form&formPresent != 0 {
				g = stages.TagVBG
			} else if e.form&formPast == 0 {
				g = stages.TagVBZ
			}
		case t.Shape&stages.ShapeCapital != 0 && i > a.lo:
			p, g = stages.PROPN, stages.TagNNP
		}
		a.pos[i], a.tag[i] = p, g
	}
}

// write turns what was found into Work.Quotes, in text order. Speakers are
// resolved in the order of the cues, so that each knows who spoke before.
func (a *analysis) write() {
	w := a.w
	w.Quotes = w.Quotes[:0]
	a.order = a.order[:0]
	for i := range a.found {
		if f := &a.found[i]; !f.dead && (f.n > 0 || f.pair >= 0) {
			a.order = append(a.order, int32(i))
		}
	}
	sort.SliceStable(a.order, func(i, j int) bool { return a.found[a.order[i]].cue.first < a.found[a.order[j]].cue.first })
	a.voice = voice{}
	for _, i := range a.order {
		a.lo, a.hi = 0, int32(len(w.Tokens))
		f := &a.found[i]
		if q, ok := a.quote(f); ok {
			w.Quotes = append(w.Quotes, q)
			a.nested(f, int32(len(w.Quotes)-1), 1)
		}
	}
	a.inOrder()
}

// inOrder sorts the quotes by their place in the text, an outer one before an
// inner one, and keeps their references.
func (a *analysis) inOrder() {
	w := a.w
	a.order = a.order[:0]
	for i := range w.Quotes {
		a.order = append(a.order, int32(i))
	}
	sort.SliceStable(a.order, func(i, j int) bool {
		p, q := &w.Quotes[a.order[i]], &w.Quotes[a.order[j]]
		if p.Start != q.Start {
			return p.Start < q.Start
		}
		return p.End > q.End
	})
	a.places = resize(a.places, len(w.Quotes))
	a.sorted = a.sorted[:0]
	for place, i := range a.order {
		a.places[i] = int32(place)
		a.sorted = append(a.sorted, w.Quotes[i])
	}
	copy(w.Quotes, a.sorted)
	for i := range w.Quotes {
		if o := w.Quotes[i].Outer; o >= 0 {
			w.Quotes[i].Outer = a.places[o]
		}
	}
}

// quote makes the finding.
func (a *analysis) quote(f *found) (stages.Quote, bool) {
	w := a.w
	q := stages.Quote{
		Speaker: -1, Continues: -1, Outer: -1, CueLemma: f.lemma, CueClass: f.class, Geometry: f.geometry, Rule: "quotes." + f.rule,
		SpeakerBasis: f.basis, Confidence: 0.8,
	}
	for n := 0; n < f.n; n++ { // a mark may stand behind the last word
		f.parts[n].last = min(f.parts[n].last, int32(len(w.Tokens)))
	}
	a.praised(f)
	var parts []stages.Span
	words, marked := 0, 0
	for n := 0; n < f.n; n++ {
		t := f.parts[n]
		parts = a.appendSpans(parts, t, &q)
		for i := t.first; i < t.last; i++ {
			if c := w.Tokens[i].Class; c == stages.ClassPunctuation || c == stages.ClassQuote {
				continue
			}
			words++
			if a.inside[i] >= 0 {
				marked++
			}
		}
	}
	for _, p := range f.more {
		parts = append(parts, trimSpan(w.Doc.Text, a.pairs[p].Content()))
		words++
		marked++
		q.Damaged = q.Damaged || a.pairs[p].Unclosed
	}
	kept := parts[:0]
	for _, s := range parts {
		if !s.Empty() {
			kept = append(kept, s)
		}
	}
	parts = kept
	if len(parts) == 0 || words == 0 {
		return q, false
	}
	// A bare noun phrase ("praised the crew") is what somebody spoke of and not
	// what was said; with words in marks it is kept, unless they are a name.
	if f.frame&(frameNP|frameAs) != 0 && a.naming(f) {
		return q, false
	}
	if marked == 0 && (f.frame&(frameNP|frameAs) != 0 || !a.plausible(f)) || marked < words && (a.ownAct(f) || a.othersWords(f)) {
		return q, false
	}
	q.Span = parts[0]
	for _, s := range parts {
		q.Start, q.End = min(q.Start, s.Start), max(q.End, s.End)
	}
	if len(parts) > 1 {
		q.Parts = parts
	}
	switch {
	case f.capitals:
		q.Kind = stages.Direct // a turn of a transcript has no marks and is the speaker's own words
	case marked == 0:
		q.Kind = stages.Indirect
	case marked == words:
		q.Kind = stages.Direct
	default:
		q.Kind = stages.Mixed
	}
	if len(f.more) > 0 && (q.Geometry == "C-S-V" || q.Geometry == "C-V-S") {
		q.Geometry += "-C"
	}
	if !f.cueless {
		q.Cue = w.TokensSpan(f.cue.first, f.cue.last)
	}
	a.speaker(&q, f)
	q.Said = a.said(&q)
	return q, true
}

// appendSpans appends the spans of content tokens: the text between the marks
// where the content is just what stands in marks, with the marks where they are
// a part of it.
func (a *analysis) appendSpans(parts []stages.Span, t tokens, q *stages.Quote) []stages.Span {
	w := a.w
	if t.last-t.first > 1 && a.inside[t.first] < 0 && a.complementizer(t.first, t.last) {
		t.first++ // "that" is the cue's, not the speaker's
		if a.comma(t.first) && t.last-t.first > 1 {
			t.first++
		}
	}
	if t.empty() {
		return parts
	}
	s := w.TokensSpan(t.first, t.last)
	first, last := a.inside[t.first], a.inside[t.last-1]
	if first >= 0 && first == last {
		p := &a.pairs[first]
		if c := p.Content(); s.Start <= p.Open.End && s.End >= p.Close.Start {
			parts = append(parts, trimSpan(w.Doc.Text, c))
			q.Damaged = q.Damaged || p.Unclosed || p.Crossed
			for p.Next >= 0 {
				p = &a.pairs[p.Next]
				parts = append(parts, trimSpan(w.Doc.Text, p.Content()))
				q.Damaged = q.Damaged || p.Unclosed
			}
			return parts
		}
	}
	if last >= 0 {
		p := &a.pairs[last]
		if p.Close.Empty() {
			s.End = max(s.Start, min(s.End, p.Close.End))
			q.Damaged = q.Damaged || p.Unclosed
		}
		s = trimSpan(w.Doc.Text, s)
		parts = append(parts, s)
		for p.Next >= 0 {
			p = &a.pairs[p.Next]
			parts = append(parts, trimSpan(w.Doc.Text, p.Content()))
		}
		return parts
	}
	return append(parts, trimSpan(w.Doc.Text, s))
}

// complementizer reports whether the first token of content up to token last is
// the conjunction "that", which is the cue's and not the speaker's. Before a
// finite verb it is a pronoun ("said that was wrong"), unless the verb is a noun
// that was taken for one: then another verb follows in the clause ("said that
// talks would resume").
func (a *analysis) complementizer(i, last int32) bool {
	if a.info[i].entry < 0 || a.lex.entries[a.info[i].entry].flags&isThat == 0 {
		return false
	}
	if !a.finite(i + 1) {
		return true
	}
	if a.pos[i+1] == stages.AUX || a.entryAtAny(i+1).flags&isAuxiliary != 0 {
		return false
	}
	for k := i + 2; k < last && !a.is(k, ','); k++ {
		if c := a.pos[k]; c == stages.CCONJ || c == stages.SCONJ || a.relative(k) {
			return false
		}
		if a.finite(k) {
			return true
		}
	}
	return false
}

func trimSpan(text string, s stages.Span) stages.Span {
	for s.Start < s.End && text[s.Start] <= ' ' {
		s.Start++
	}
	for s.Start < s.End && text[s.End-1] <= ' ' {
		s.End--
	}
	return s
}
