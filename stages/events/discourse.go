package events

import "annals/stages"

// discoursePossible reports whether a sentence of the block may take its time
// from elsewhere, so that it is worth a parse.
func (f *finder) discoursePossible(block *stages.Block) bool {
	if block.Kind == stages.Heading {
		return false
	}
	return f.standing.known || f.newsDay()
}

// cueOf is the quote that the verb introduces, -1 where it is no cue.
func (f *finder) cueOf(c *candidate) int32 {
	return f.w.QuoteCuedBy(c.span)
}

// discourse dates the finite verbs that no date of the sentence governs.
func (f *finder) discourse(dated bool) {
	s := &f.standing
	if s.known && !s.alive && f.refersBack() {
		s.alive = true
		s.block = f.w.Sentences[f.number].Block
	}
	quiet := f.timeless()
	for i := range f.cands {
		c := &f.cands[i]
		if c.dropped || c.basis != "" || c.timex != -1 || !c.finite() {
			continue
		}
		if c.negated || c.modality != asserted {
			continue
		}
		if f.cueOf(c) < 0 && (!f.mainClause(c) || f.spoken(c.span)) {
			continue
		}
		switch {
		case c.tense == tensePast && f.retold(c):
		case s.alive && !dated && !quiet && !(c.class == f.t.statement && (f.longAgo(s.interval) || f.othersWords(c))) && c.tense == tensePast && c.rule != "verb-unlisted" && c.rule != "verb-other" && (c.class != f.t.other || f.continues(c)):
			c.timex, c.interval, c.precision, c.basis = s.timex, s.interval, s.precision, basisDiscourse
			if f.sequel(c) {
				c.basis = basisSequence
			}
			c.confidence *= 0.7
		case c.tense == tensePresent && s.alive && !dated && !quiet && f.heldNow(c):
			c.timex, c.interval, c.precision, c.basis = s.timex, s.interval, s.precision, basisDiscourse
			c.confidence *= 0.7
		case f.newsDay() && c.class == f.t.statement && (c.tense == tensePast || c.tense == tensePresent) && f.told(c):
			if f.spokeOn(c) {
				break
			}
			c.timex, c.interval, c.precision, c.basis = -1, f.day, stages.PrecisionDay, basisPublication
			c.confidence *= 0.6
		case f.newsDay() && !dated && !quiet && f.lead() && (c.tense == tensePast || c.tense == tensePerfect) && c.class != f.t.other:
			c.timex, c.interval, c.precision, c.basis = -1, f.day, stages.PrecisionDay, basisPublication
			c.rule += "+lead"
			c.confidence *= 0.4
		}
	}
}

// continues reports whether the clause goes on telling of those who were told of
// before: its subject is a pronoun of the third person.
func (f *finder) continues(c *candidate) bool {
	g := &f.g
	s := f.grammaticalSubject(c.token)
	return !f.news && s >= 0 && g.upos(s) == stages.PRON && g.tag(s) == stages.TagPRP
}

// retoldReach is how many events back the first telling is looked for.
const retoldReach = 60

// retold dates the second telling of an event in a document by the first: the
// same verb of the same named subject, where the first has a date of its own.
// Speech is left out: who speaks may speak again.
func (f *finder) retold(c *candidate) bool {
	if c.class == f.t.statement || c.class == f.t.other || c.negated {
		return false
	}
	s := f.grammaticalSubject(c.token)
	if s < 0 {
		return false
	}
	m := f.mentionAt(s)
	if m < 0 {
		return false
	}
	name, kind := f.nameOf(m)
	if name == "" || kind != stages.Title && kind != stages.Organisation && kind != stages.Person {
		return false
	}
	for i := len(f.w.Events) - 1; i >= 0 && i >= len(f.w.Events)-retoldReach; i-- {
		e := &f.w.Events[i]
		if e.DateBasis != basisSentence || e.Lemma != c.lemma || e.Modality != asserted || e.Interval.Start.IsZero() || e.Interval.End.IsZero() {
			continue
		}
		if e.Agent == name || contains(e.Participants, name) {
			c.timex, c.interval, c.precision, c.basis = e.Timex, e.Interval, e.Precision, basisDiscourse
			c.confidence *= 0.7
			return true
		}
	}
	return false
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// resolved reports whether the pronoun at token i stands for an entity.
func (f *finder) resolved(i int32) bool {
	m := f.mentionAt(i)
	return m >= 0 && f.w.Mentions[m].Entity >= 0
}

// mainClause reports whether the verb stands in the main line of the sentence:
// not in a relative, adverbial or other subordinate clause.
func (f *finder) mainClause(c *candidate) bool {
	g := &f.g
	i := c.line
	for n := 0; n < 10; n++ {
		h := g.head(i)
		if h < 0 {
			return true
		}
		switch g.rel(i) {
		case stages.RelConj, stages.RelParataxis:
		case stages.RelCcomp:
			if hc := f.candidateAt(h); hc != nil && hc.class == f.t.statement {
				return g.childWith(h, stages.RelNsubj) > i // "..., he said" parsed with the cue as head
			}
			if f.candidateAt(h) != nil {
				return false
			}
		default:
			return false
		}
		i = h
	}
	return false
}

// spoken reports whether s lies in words that somebody else says in quotation
// marks.
func (f *finder) spoken(s stages.Span) bool { return f.quotedBy(s) >= 0 }

// quotedBy is the quote in whose quotation marks s lies, -1 where in none.
func (f *finder) quotedBy(s stages.Span) int32 {
	for i := f.w.QuoteAround(s); i >= 0; i = f.w.QuoteOutside(i, s) {
		q := &f.w.Quotes[i]
		if q.Kind == stages.Direct {
			return i
		}
		for _, p := range q.Parts {
			if q.Kind == stages.Mixed && p.Contains(s) {
				return i
			}
		}
	}
	return -1
}

// timeless reports whether the sentence has a word of habit or of the present,
// or a temporal expression that is no calendar date ("over the years").
func (f *finder) timeless() bool {
	g := &f.g
	if f.untimely() {
		return true
	}
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		// "a week after his arrest"
		if t := &f.w.Timexes[k]; t.Type == stages.TimexDuration && t.Last < g.last && (has(f.t.words.later, g.word(t.Last)) || has(f.t.words.before, g.word(t.Last))) {
			return true
		}
	}
	for i := g.first; i < g.last; i++ {
		if g.upos(i) != stages.ADV && g.upos(i) != stages.DET {
			continue
		}
		if w := g.word(i); has(f.t.words.habitual, w) || has(f.t.words.present, w) && g.upos(i) == stages.ADV && i == g.first {
			return true
		}
	}
	return false
}
