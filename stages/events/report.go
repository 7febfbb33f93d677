package events

import (
	"strings"

	"annals/stages"
)

// Reports of a known day: which texts are, what day it is, and whose words are of
// that day.

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
