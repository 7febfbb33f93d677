package quotes

import "annals/stages"

// Reports inside reports: "She testified that the minister had told her to wait",
// or in marks, "The minister told me, 'Wait,'". The content of each quote is read
// once more, by the same grammar, as if it were all there is; what is found in
// it is a quote of its own that knows the quote around it, and is read in turn.
// Every level reads only what the one above it found, so the cost is that of a
// few readings of the reported words.

// maxLevel bounds how deep reports are followed.
const maxLevel = 4

// nested finds the reports inside the quote at index outer of Work.Quotes, which
// was made from f and stands at the given level.
func (a *analysis) nested(f *found, outer int32, level int) {
	if level >= maxLevel || a.chineseQuote(f) {
		return
	}
	kept, text, limit, at, turn := a.found, a.voice, a.limit, a.at, a.turnEnd
	a.turnEnd = 0
	for n := 0; n < f.n; n++ {
		a.reportsIn(f.parts[n], outer, level)
	}
	for _, p := range f.more {
		a.reportsIn(a.pairTokens(&a.pairs[p]), outer, level)
	}
	// Further paragraphs of the same pair.
	if n := f.n; n > 0 && len(f.more) == 0 {
		if p := a.inside[f.parts[n-1].last-1]; p >= 0 {
			for p = a.pairs[p].Next; p >= 0; p = a.pairs[p].Next {
				a.reportsIn(a.pairTokens(&a.pairs[p]), outer, level)
			}
		}
	}
	a.found, a.voice, a.limit, a.at, a.turnEnd = kept, text, limit, at, turn
}

// chineseQuote reports whether f was found by the rules of Chinese, which has no
// reports inside reports here.
func (a *analysis) chineseQuote(f *found) bool { return f.rule == "chinese" }

// reportsIn finds the reports in tokens t, the content of a quote or a part of
// it.
func (a *analysis) reportsIn(t tokens, outer int32, level int) {
	if t.last-t.first < 4 { // somebody, a verb, two words
		return
	}
	around := int32(-1)
	if p := a.inside[t.first]; p >= 0 && p == a.inside[t.last-1] {
		around = p
		for t.first < t.last && a.w.Tokens[t.first].End <= a.pairs[p].Open.End {
			t.first++
		}
		for t.last > t.first && a.w.Tokens[t.last-1].Start >= a.pairs[p].Close.Start {
			t.last--
		}
		a.enter(p, t)
	}
	for s := a.w.SentenceAt(a.w.Tokens[t.first].Start); s >= 0 && s < len(a.w.Sentences) && a.w.Sentences[s].First < t.last; s++ {
		sen := &a.w.Sentences[s]
		lo, hi := max(sen.First, t.first), min(sen.Last, t.last)
		if hi-lo < 4 || a.pos[sen.First] == stages.NoUPOS {
			continue // untagged: no word in it reports
		}
		a.reportsBetween(lo, hi, s, outer, level)
	}
	if around >= 0 {
		for i := t.first; i < t.last; i++ {
			a.inside[i] = around
		}
	}
}

// enter sets inside for the tokens t of pair p as seen from within: the pairs
// nested in p are the outermost now.
func (a *analysis) enter(p int32, t tokens) {
	for i := t.first; i < t.last; i++ {
		a.inside[i] = -1
	}
	end := a.pairs[p].Close.Start
	for k := p + 1; int(k) < len(a.pairs) && a.pairs[k].Open.Start < end; k++ {
		q := &a.pairs[k]
		if q.Parent != p || q.Unclosed {
			continue
		}
		for i := a.w.TokenAt(q.Open.Start); i < t.last && a.w.Tokens[i].Start < q.Close.End; i++ {
			a.inside[i] = k
		}
	}
}

// reportsBetween finds and writes the reports in tokens [lo, hi) of sentence s.
func (a *analysis) reportsBetween(lo, hi int32, s int, outer int32, level int) {
	start := len(a.found)
	a.lo, a.hi, a.at, a.limit = lo, hi, s, lo
	a.cues(start)
	n := len(a.found)
	for k := start; k < n; k++ {
		f := a.found[k]
		a.lo, a.hi = lo, hi
		if f.dead || !a.reportsInside(&f, lo, hi) {
			continue
		}
		speaker := a.voice
		if a.w.Quotes[outer].Kind == stages.Direct {
			a.voice = voice{}
		} else {
			a.voice.last = lo
		}
		q, ok := a.quote(&f)
		a.voice = speaker
		if ok && q.Kind == stages.Direct && a.w.Quotes[outer].Kind != stages.Direct && !a.introducesMarks(&f) {
			ok = false // the marks are those of the one who speaks outside
		}
		if !ok || !a.w.Quotes[outer].Contains(q.Span) || q.Span == a.w.Quotes[outer].Span {
			continue
		}
		q.Outer = outer
		q.Confidence = 0.7
		a.firstPerson(&q, &f, outer)
		a.w.Quotes = append(a.w.Quotes, q)
		a.nested(&f, int32(len(a.w.Quotes)-1), level+1)
	}
	a.found = a.found[:start]
}

// reportsInside reports whether f is a report fit to stand inside another: words
// that somebody named said, asked or promised, with all its parts between tokens
// lo and hi.
func (a *analysis) reportsInside(f *found, lo, hi int32) bool {
	switch f.class {
	case "speech", "writing", "question", "order", "promise", "manner":
	default:
		return false
	}
	if f.source.empty() || f.cue.first < lo || f.cue.last > hi || f.source.first < lo || f.source.last > hi || f.frame&(frameNP|frameAs|frameGer|prepositions) != 0 {
		return false
	}
	for n := 0; n < f.n; n++ {
		if f.parts[n].first < lo || f.parts[n].last > hi {
			return false
		}
	}
	return !a.has(f.source.first, isHearer) || f.source.last-f.source.first > 1
}

// introducesMarks reports whether the words in marks of f stand behind a comma or
// a colon or are a whole sentence.
func (a *analysis) introducesMarks(f *found) bool {
	t := f.parts[0]
	p := a.inside[t.first]
	return a.is(t.first-1, ',') || a.is(t.first-1, ':') || p >= 0 && a.sentenceLike(&a.pairs[p])
}

// firstPerson gives "I" inside somebody's words to that speaker.
func (a *analysis) firstPerson(q *stages.Quote, f *found, outer int32) {
	o := &a.w.Quotes[outer]
	if o.Kind != stages.Direct || f.source.last-f.source.first != 1 || !a.flagged(f.source.first, isSelf) || o.SpeakerName == "" {
		return
	}
	q.Speaker, q.SpeakerName, q.SpeakerRole, q.SpeakerBasis = o.Speaker, o.SpeakerName, o.SpeakerRole, "context"
}
