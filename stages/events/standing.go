package events

import "annals/stages"

// The time that the text last established, and what takes it up again.

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
	if f.aside(c.token) && f.relativeClause(c.token) {
		return // "the race, which was first run in 1981": nor from there
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

// relativeClause reports whether the verb at token i stands in a relative clause.
func (f *finder) relativeClause(i int32) bool {
	r := f.g.rel(f.g.coordinated(i))
	return r == stages.RelACLRelcl || r == stages.RelACL
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
