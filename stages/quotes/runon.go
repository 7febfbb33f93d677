package quotes

import "annals/stages"

// Indirect speech that goes on over the end of its sentence. News returns to
// its own voice after a reported clause nearly always (3 of 718 in the PolNeAR
// development set), so the signs must be strong: a paragraph that opens with its
// speaker and a reporting verb in the past, reported words that keep the present
// all the same, and nothing but sentences in the present, without marks, times
// or a report of their own, to the paragraph's end. Letters and speeches
// retold by agencies are written so.

// runOn lets the content of such reports run to the end of their paragraphs.
func (a *analysis) runOn() {
	n := len(a.found)
	for i := 0; i < n; i++ {
		f := &a.found[i]
		if f.dead || f.n != 1 || f.class != "speech" || f.geometry != "S-V-C" || f.frame != frameClause || f.cueless || f.source.empty() {
			continue
		}
		t := f.parts[0]
		if end := a.argued(f); end > t.last {
			a.hide(t.last, end)
			f.parts[0].last, f.rule = end, "argued-on"
			continue
		}
		if a.tag[f.cue.last-1] != stages.TagVBD && a.tag[f.cue.first] != stages.TagVBD || !a.has(t.first, isThat) || a.anyPair(t) {
			continue
		}
		s := a.w.SentenceAt(a.w.Tokens[f.cue.first].Start)
		if s < 0 || f.source.first != a.w.Sentences[s].First || a.w.Tokens[f.source.first].Shape&stages.ShapeLineBefore == 0 && f.source.first > 0 {
			continue
		}
		if !a.present(t.first, t.last) {
			continue
		}
		if end := a.runOnEnd(s, t.last); end > t.last {
			a.hide(t.last, end)
			f.parts[0].last, f.rule = end, "run-on"
		}
	}
}

// hide drops what was found with a cue between tokens from and to.
func (a *analysis) hide(from, to int32) {
	for k := range a.found {
		if o := &a.found[k]; o.n > 0 && o.cue.first >= from && o.cue.first < to {
			o.dead = true
		}
	}
}

// argued is the end of the sentence behind a report that goes on with its
// argument: it begins with a word that weighs one reason beside another ("More
// importantly, ...") and has no speaker and no words in marks of its own. 0 where
// the author speaks again.
func (a *analysis) argued(f *found) int32 {
	w := a.w
	s := w.SentenceAt(w.Tokens[f.cue.first].Start)
	if s < 0 || s+1 >= len(w.Sentences) || w.Sentences[s+1].Block != w.Sentences[s].Block || w.Sentences[s].Last-f.parts[0].last > 1 || !a.flagged(f.parts[0].first, isThat) {
		return 0
	}
	next := &w.Sentences[s+1]
	v, n := a.lex.words.Longest(w.Doc.Text, w.Tokens[:next.Last], int(next.First))
	if v < 0 || a.lex.entries[v].flags&isReason == 0 || !a.is(next.First+int32(n), ',') {
		return 0
	}
	for i := next.First; i < next.Last; i++ {
		if a.inside[i] >= 0 {
			return 0
		}
	}
	for k := range a.found {
		if o := &a.found[k]; !o.dead && o.cue.first >= next.First && o.cue.first < next.Last && o.frame != frameInf {
			return 0
		}
	}
	return a.stopAt(next.Last)
}

// runOnEnd is the end of the paragraph of sentence s, without its last stop,
// where every sentence behind s goes on with its report; 0 where not.
func (a *analysis) runOnEnd(s int, last int32) int32 {
	w := a.w
	block, end := w.Sentences[s].Block, int32(0)
	if w.Sentences[s].Last-last > 1 {
		return 0 // the author has spoken in the sentence itself
	}
	for n := s + 1; n < len(w.Sentences) && w.Sentences[n].Block == block; n++ {
		sen := &w.Sentences[n]
		if w.Grammar != nil {
			w.Tag(n)
			for i := sen.First; i < sen.Last; i++ {
				a.pos[i], a.tag[i] = w.Tokens[i].UPOS, w.Tokens[i].Tag
			}
		}
		if !a.present(sen.First, sen.Last) {
			return 0
		}
		for i := sen.First; i < sen.Last; i++ {
			if a.inside[i] >= 0 {
				return 0
			}
		}
		for k := range a.found {
			o := &a.found[k]
			if !o.dead && o.cue.first >= sen.First && o.cue.first < sen.Last && o.class == "speech" {
				return 0
			}
		}
		for k := range w.Timexes {
			t := &w.Timexes[k]
			if t.Type == stages.TimexDate && !t.Interval.Start.IsZero() && t.Start >= sen.Start && t.Start < sen.End {
				return 0
			}
		}
		end = a.stopAt(sen.Last)
	}
	return end
}

// present reports whether the first finite verb of tokens [from, to) is in the
// present, and none is in the past.
func (a *analysis) present(from, to int32) bool {
	first := false
	for k := from; k < to; k++ {
		switch a.tag[k] {
		case stages.TagVBD:
			return false
		case stages.TagVBZ, stages.TagVBP:
			first = true
		}
	}
	return first
}
