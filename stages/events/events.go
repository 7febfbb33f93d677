// Package events finds dated events: what is said to have happened, to happen
// or to be planned, when, by whom and where.
//
// The parse is asked for sentences that can hold a dated event only: those with
// a usable date of their own, and those that can take their time from the
// discourse (a time last named in the paragraph, or the publication date of a
// news text), of which tags and words say first whether they can (worth.go). In such a sentence every verb is looked at once: its form and
// tense (clause.go), its class by frames, support verbs and word lists
// (trigger.go, frame.go), modality and negation (modality.go). What a parser gets
// wrong most is mended first (repair.go and its neighbours). Dates that can date
// an event (datable.go) climb the parse to the verb or event noun they govern
// (climb.go, adverbial.go) and spread from there to coordinated and complement
// clauses (spread.go) and to nouns beside the verb (companion.go); tense and habit
// have their say (check.go). What has no date of its own is dated from the
// discourse where that is defensible (discourse.go, standing.go, report.go), and
// else left out. Who and where come from the names around the verb (roles.go),
// the title from its clause (title.go).
//
// Cost: linear in the tokens of the sentences parsed; scratch space is a few
// arrays a document.
package events

import (
	"context"
	"fmt"

	"annals/stages"
	"annals/stages/lang"
)

// Options are the settings of the stage.
type Options struct {
	// Classes are the contents of further event files (YAML) of the form of
	// events.yaml, of which classes and frames are read: words for classes of the
	// taxonomy, or new classes. They win over the words built in.
	Classes [][]byte
	// Undated reports the events without a defensible time too; the timeline
	// leaves them out.
	Undated bool
	// NoDiscourse dates events by a date in their own sentence only.
	NoDiscourse bool
}

type stage struct {
	t       *taxonomy
	options Options
}

// New builds the stage from a language's events.yaml.
func New(pack *lang.Pack, options Options) (stages.Stage, error) {
	var extra data
	for i, file := range options.Classes {
		d, err := parseData(file)
		if err != nil {
			return nil, fmt.Errorf("events: class file %d: %w", i+1, err)
		}
		extra.Classes = append(extra.Classes, d.Classes...)
		extra.Frames = append(extra.Frames, d.Frames...)
	}
	t, err := load(pack, &extra)
	if err != nil {
		return nil, err
	}
	return &stage{t, options}, nil
}

// Name is "events".
func (s *stage) Name() string { return "events" }

// Run writes w.Events in text order.
func (s *stage) Run(ctx context.Context, w *stages.Work) error {
	w.Events = w.Events[:0]
	if len(w.Sentences) == 0 {
		return nil
	}
	f := finder{t: s.t, w: w, options: s.options}
	f.standing.reset()
	f.topic.block = -1
	if f.news = f.isNews(); f.news {
		f.day = f.reportDay()
	}
	timex := 0
	for i := range w.Sentences {
		if i&63 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		sentence := &w.Sentences[i]
		for timex < len(w.Timexes) && w.Timexes[timex].Start < sentence.Start {
			timex++
		}
		end := timex
		for end < len(w.Timexes) && w.Timexes[end].Start < sentence.End {
			end++
		}
		f.sentence(i, timex, end)
		timex = end
	}
	return nil
}

// finder is the work on one document.
type finder struct {
	t       *taxonomy
	w       *stages.Work
	options Options

	g        grammar
	number   int // of the sentence
	timexes  [2]int
	cands    []candidate
	byToken  []int32 // candidate of a token of the sentence, -1
	standing standing
	topic    topic
	news     bool
	day      stages.Interval // of a report: the day that its undated statements are of
	body     int32           // first token behind a dateline
	order    []int32
	include  []bool // title: tokens taken
	empty    bool   // title: nothing follows the verb
	trigger  int32  // title: the verb or noun that it is of
	particle int32  // title: the particle of the verb, which looks like a preposition; -1
	without  int32  // title: the timex left out, -1
	words    []byte
}

// maxSentence is the number of tokens beyond which a "sentence" is a table or
// a list that no parser reads.
const maxSentence = 250

// sentence finds the events of one sentence. Its timexes are
// w.Timexes[from:to].
func (f *finder) sentence(number, from, to int) {
	w := f.w
	s := &w.Sentences[number]
	f.number, f.timexes = number, [2]int{from, to}
	block := &w.Doc.Blocks[s.Block]
	f.standing.enter(s.Block, block.Kind)
	if n := s.Last - s.First; n < 3 || n > maxSentence || block.Kind == stages.Preformatted || block.Kind == stages.TableRow {
		return
	}
	dated, ranged := false, false
	for i := from; i < to; i++ {
		if f.adrift(&w.Timexes[i]) {
			f.standing.known, f.standing.alive = false, false // the text goes on in a time that is not known
		}
		dated = dated || f.usable(&w.Timexes[i])
		ranged = ranged || w.Timexes[i].RangePart
	}
	if !dated && !f.options.Undated && (f.options.NoDiscourse || !f.discoursePossible(block)) {
		return
	}
	if !dated && !ranged && !f.options.Undated {
		w.Tag(number)
		if f.g.read(w, number); !f.worthParsing() {
			return
		}
	}
	w.Parse(number)
	f.g.read(w, number)
	f.repair()
	f.candidates()
	if len(f.cands) == 0 {
		return
	}
	f.govern()
	f.anniversaries()
	if !f.options.NoDiscourse && block.Kind != stages.Heading {
		f.discourse(f.datedOutside(from, to))
	}
	f.companions()
	f.emit()
	f.remember()
}

// datedOutside reports whether the sentence has a usable date outside the words
// of somebody else.
func (f *finder) datedOutside(from, to int) bool {
	for i := from; i < to; i++ {
		if t := &f.w.Timexes[i]; f.usable(t) && f.quotedBy(t.Span) < 0 {
			return true
		}
	}
	return false
}

// emit writes the candidates that have a time as events, in text order, and
// remembers what the next sentences may stand on.
func (f *finder) emit() {
	w := f.w
	f.order = f.order[:0]
	for i := range f.cands {
		f.order = append(f.order, int32(i))
		for j := len(f.order) - 1; j > 0 && f.cands[f.order[j]].span.Start < f.cands[f.order[j-1]].span.Start; j-- {
			f.order[j], f.order[j-1] = f.order[j-1], f.order[j]
		}
	}
	for _, i := range f.order {
		c := &f.cands[i]
		if c.dropped || (c.basis == "" && !(f.options.Undated && c.alone())) {
			continue
		}
		e := stages.Event{
			Span: c.span, Token: c.token, Sentence: int32(f.number), Class: f.t.classes[c.class], Lemma: c.lemma,
			Modality: c.modality, Negated: c.negated, Interval: c.interval, Precision: c.precision, DateBasis: c.basis,
			Timex: c.timex, Approximate: c.approximate, Quote: f.w.QuoteAround(c.span), Rule: c.rule, Confidence: c.confidence,
		}
		if c.basis == "" {
			e.Precision, e.Timex = stages.PrecisionNone, -1
		}
		f.roles(c, &e)
		if !c.companion {
			f.title(c, &e)
		}
		w.Events = append(w.Events, e)
		if c.basis == basisSentence && c.finite() {
			f.standing.set(f, c, int32(len(w.Events)-1))
		}
	}
}
