package events

import (
	"strings"

	"annals/stages"
)

// standing is the time that the text last established: the date of the last
// asserted event of the past with a date in its own sentence.
type standing struct {
	known     bool
	alive     bool // usable in the block at hand
	block     int32
	sentence  int32
	interval  stages.Interval
	precision stages.Precision
	timex     int32
	event     int32 // index in Work.Events
	class     classID
	nouns     [4]string // what it was about: "forum", "letter"
}

func (s *standing) reset() { *s = standing{block: -1, event: -1, timex: -1} }

// enter begins a sentence of block b. A time established in one paragraph does
// not simply hold in the next; a heading ends it.
func (s *standing) enter(b int32, kind stages.BlockKind) {
	if kind == stages.Heading {
		s.known, s.alive = false, false
		s.block = b
		return
	}
	if b != s.block {
		s.alive = false
		if s.known && b > s.block+1 && s.block >= 0 {
			// kept known for "at the forum" in the very next paragraphs only
			if b-s.block > 3 {
				s.known = false
			}
		}
	}
}

// set makes c, reported as event e, the standing time.
func (s *standing) set(f *finder, c *candidate, e int32) {
	if c.modality != asserted || c.negated || c.tense != tensePast || c.interval.Start.IsZero() || c.interval.End.IsZero() {
		return
	}
	if f.news && f.pluperfect(c.token) {
		return // "had fallen in December": the report does not go on from there
	}
	if s.known && s.sentence == int32(f.number) && s.alive && c.class == f.t.other {
		return
	}
	same := s.known && s.sentence == int32(f.number)
	block := f.w.Sentences[f.number].Block
	if same && s.interval == c.interval {
		return // the first event of the sentence leads
	}
	*s = standing{
		known: true, alive: true, block: block, sentence: int32(f.number), interval: c.interval, precision: c.precision,
		timex: c.timex, event: e, class: c.class,
	}
	g := &f.g
	n := 0
	add := func(i int32) {
		if i >= 0 && n < len(s.nouns) && g.isNoun(i) && g.upos(i) != stages.PRON {
			s.nouns[n] = g.lemma(i)
			n++
		}
	}
	if c.noun >= 0 {
		add(c.noun)
	}
	if o := f.object(c.token); o >= 0 {
		add(o)
		if to := g.childWith(o, stages.RelNmod); to >= 0 && !f.inTimex(to) {
			add(to) // "sent a letter to the forum"
		}
	}
	add(f.grammaticalSubject(c.token))
	if o := g.childWith(c.token, stages.RelObl); o >= 0 && !f.inTimex(o) {
		add(o)
	}
}

// discoursePossible reports whether a sentence of the block may take its time
// from elsewhere, so that it is worth a parse.
func (f *finder) discoursePossible(block *stages.Block) bool {
	if block.Kind == stages.Heading {
		return false
	}
	return f.standing.known || f.newsDay()
}

// newsDay reports whether the document is a report of a known day.
func (f *finder) newsDay() bool { return f.news }

// isNews reports whether the document is a report of the day it was published:
// known as news, or of no known kind and dated by days seen from that day
// ("on Friday", "yesterday").
func (f *finder) isNews() bool {
	d := f.w.Doc
	if d.Published.Precision != stages.PrecisionDay || d.Published.Interval.Start.IsZero() {
		return false
	}
	switch d.Kind {
	case stages.KindNews:
		return true
	case stages.KindUnknown:
		if len(d.Text) <= shortReport {
			return true
		}
		days := 0
		for i := range f.w.Timexes {
			t := &f.w.Timexes[i]
			if t.Basis == "publication" && t.Precision == stages.PrecisionDay && t.Type == stages.TimexDate && f.usable(t) {
				days++
			}
		}
		return days*shortReport >= len(d.Text)
	}
	return false
}

// shortReport is the length in bytes up to which a text of no known kind, with a
// day of publication, is taken for a report of that day; a longer one must
// name one such day ("on Friday") a stretch of this length.
const shortReport = 12000

// cueOf is the quote that the verb introduces, -1 where it is no cue.
func (f *finder) cueOf(c *candidate) int32 {
	return f.w.QuoteCuedBy(c.span)
}

// discourse dates the finite verbs that no date of the sentence governs.
func (f *finder) discourse(dated bool) {
	g := &f.g
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
	_ = g
}

// heldNow reports whether a report tells in the present of the gathering that it
// spoke of with its date before: "The forum is hosted by the ministry".
func (f *finder) heldNow(c *candidate) bool {
	if !f.news || c.class != f.t.meeting {
		return false
	}
	g := &f.g
	s := f.grammaticalSubject(c.token)
	if s < 0 || f.nounClass(s) != f.t.meeting || !f.known(s) {
		return false
	}
	l := g.lemma(s)
	for _, n := range f.standing.nouns {
		if n == l {
			return true
		}
	}
	return false
}

// spokeOn dates a statement by an earlier one of the same source, whose day the
// report names: who "said on Wednesday" said the rest on Wednesday.
func (f *finder) spokeOn(c *candidate) bool {
	if c.tense != tensePast {
		return false
	}
	name := ""
	if q := f.cueOf(c); q >= 0 && f.w.Quotes[q].SpeakerName != "" && !f.pronoun(&f.w.Quotes[q]) {
		name = f.speaker(&f.w.Quotes[q])
	} else if s := f.grammaticalSubject(c.token); s >= 0 {
		name, _ = f.named(s)
	}
	if name == "" {
		return false
	}
	for i := len(f.w.Events) - 1; i >= 0 && i >= len(f.w.Events)-retoldReach; i-- {
		e := &f.w.Events[i]
		if e.Class != f.t.classes[f.t.statement] || !strings.EqualFold(e.Agent, name) || e.Modality != asserted {
			continue
		}
		if e.DateBasis == basisPublication {
			return false
		}
		if e.DateBasis != basisSentence && e.DateBasis != basisDiscourse || e.Precision != stages.PrecisionDay || f.longAgo(e.Interval) || f.day.Start.Before(e.Interval.Start) {
			continue
		}
		c.timex, c.interval, c.precision, c.basis = e.Timex, e.Interval, e.Precision, basisDiscourse
		c.confidence *= 0.7
		return true
	}
	return false
}

// reportDay is the day that a report is of: that of its dateline, where it has
// one of the days before publication, else the day of publication.
func (f *finder) reportDay() stages.Interval {
	published := f.w.Doc.Published.Interval
	for k := range f.w.Timexes {
		t := &f.w.Timexes[k]
		if t.Start > datelineReach {
			break
		}
		if t.Precision != stages.PrecisionDay || t.Interval.Start.IsZero() || t.Interval.Start != t.Interval.End {
			continue
		}
		if d := t.Interval.Start; d.Before(published.Start) && !d.AddDays(datelineAge).Before(published.Start) && f.inDateline(t) {
			return t.Interval
		}
	}
	return published
}

const (
	datelineReach = 300 // bytes from the start of a text in which its dateline stands
	datelineAge   = 3   // days that a dateline may lie before the publication
)

// inDateline reports whether the timex stands in words like "OSLO, May 3 (Wire) --":
// a place in capitals before it, a dash after it, and nothing but names between.
func (f *finder) inDateline(t *stages.Timex) bool {
	tokens := f.w.Tokens
	k := f.w.SentenceAt(t.Start)
	if k < 0 {
		return false
	}
	first := f.w.Sentences[k].First
	place := f.w.TokenText(first)
	if tokens[first].Shape&stages.ShapeAllCaps == 0 || len(place) < 3 || first == t.First {
		return false
	}
	for i := t.Last; int(i) < len(tokens) && i < t.Last+12; i++ {
		if has(f.t.words.dashes, f.w.TokenText(i)) {
			return true
		}
		if tokens[i].Class != stages.ClassPunctuation && tokens[i].Shape&(stages.ShapeCapital|stages.ShapeDigit) == 0 {
			return false
		}
	}
	return false
}

// othersWords reports whether, in a report, a source speaks that the dated event
// before was not told of: the agency says at the time of the report what the
// ship did on Saturday.
func (f *finder) othersWords(c *candidate) bool {
	s := &f.standing
	if !f.news || f.cueOf(c) < 0 || s.event < 0 || int(s.event) >= len(f.w.Events) || s.class == f.t.meeting || s.class == f.t.statement {
		return false
	}
	q := &f.w.Quotes[f.cueOf(c)]
	e := &f.w.Events[s.event]
	return q.SpeakerName != "" && !strings.EqualFold(e.Agent, q.SpeakerName) && !contains(e.Participants, q.SpeakerName)
}

// longAgo reports whether, in a report of a known day, the standing time lies more
// than a fortnight back: whoever speaks in it speaks at the time of the report.
func (f *finder) longAgo(i stages.Interval) bool {
	p := f.w.Doc.Published.Interval.Start
	return f.news && !p.IsZero() && !i.End.IsZero() && i.End.AddDays(14).Before(p)
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

// lead reports whether the sentence opens a news report: the first of its body.
func (f *finder) lead() bool {
	for i := f.number - 1; i >= 0; i-- {
		s := &f.w.Sentences[i]
		if k := f.w.Doc.Blocks[s.Block].Kind; k != stages.Heading && s.Last-s.First > 8 {
			return false
		}
	}
	return true
}

// told reports whether a statement has a source and says something: a subject
// that is a name or a noun, or a pronoun of the third person, and a clause.
func (f *finder) told(c *candidate) bool {
	g := &f.g
	if q := f.cueOf(c); q >= 0 && f.w.Quotes[q].SpeakerName != "" {
		return true
	}
	s := f.grammaticalSubject(c.token)
	if s < 0 || f.passive(c.token) {
		return false
	}
	if g.upos(s) == stages.PRON && !f.resolved(s) {
		return false
	}
	return true
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
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		if t := &f.w.Timexes[k]; !t.InName && !usable(t) && t.Type != stages.TimexDuration {
			return true
		}
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

// sequel reports whether the sentence opens with a word that sets it after what
// was told before ("soon after, ...").
func (f *finder) sequel(c *candidate) bool {
	g := &f.g
	if c.class != f.t.statement || f.cueOf(c) < 0 {
		// "the ministry also presented a medal"
		for k := g.firstChild(c.token); k >= 0; k = g.nextChild(k) {
			if g.rel(k) == stages.RelAdvmod && has(f.t.words.also, g.word(k)) {
				return true
			}
		}
	}
	for i := g.first; i < min(g.last, g.first+3); i++ {
		if has(f.t.words.sequel, g.word(i)) {
			return true
		}
	}
	return false
}

// refersBack reports whether the sentence takes up the occasion of the standing
// event: "at the forum", "during their visit".
func (f *finder) refersBack() bool {
	g := &f.g
	s := &f.standing
	limit := min(g.last, g.first+25)
	for i := g.first; i < limit; i++ {
		if u := g.upos(i); u != stages.NOUN && u != stages.PROPN {
			continue
		}
		d := g.childWith(i, stages.RelDet, stages.RelNmodPoss)
		if d < 0 || !has(f.t.words.definite, g.word(d)) {
			continue
		}
		l := g.lemma(i)
		for _, n := range s.nouns {
			if n != "" && n == l {
				return true
			}
		}
		// "during their visit": a definite event noun at the head of the sentence
		if i < g.first+4 && f.nounClass(i) >= 0 && g.childWith(i, stages.RelCase) >= 0 {
			return true
		}
	}
	return false
}
