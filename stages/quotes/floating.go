package quotes

import "annals/stages"

// floating deals with pairs that no cue claimed: the second half of a broken
// quote, a quote that stands alone in its paragraph after another quote, or
// words that are marked for other reasons and are no quotes.
func (a *analysis) floating() {
	claimed := make([]bool, len(a.pairs))
	// owner of the last quote that ended before a place, in text order.
	var order []int32
	for i := range a.found {
		f := &a.found[i]
		if f.dead {
			continue
		}
		order = append(order, int32(i))
		for n := 0; n < f.n; n++ {
			for k := f.parts[n].first; k < f.parts[n].last; k++ {
				if p := a.inside[k]; p >= 0 {
					a.claim(claimed, p)
				}
			}
		}
		for k := f.cue.first; k < f.cue.last; k++ {
			if p := a.inside[k]; p >= 0 {
				claimed[p] = true
			}
		}
	}
	last := int32(-1) // index in found of the quote before
	at := 0
	for p := range a.pairs {
		q := &a.pairs[p]
		if q.Parent >= 0 || q.Unclosed && !a.trusted(q) {
			continue
		}
		for at < len(order) && a.endOf(&a.found[order[at]]) <= q.Open.Start {
			last = order[at]
			at++
		}
		if claimed[p] {
			continue
		}
		if !a.standsAlone(q) {
			continue
		}
		if last < 0 {
			continue
		}
		f := &a.found[last]
		end := a.endOf(f)
		same := a.blockAt(end-1) == a.blockAt(q.Open.Start)
		near := a.onlySpace(end, q.Open.Start)
		switch {
		case same && near && f.class != "belief" && f.class != "intent":
			if a.isDirect(f) {
				f.more = append(f.more, int32(p))
			} else {
				g := *f
				g.parts, g.n, g.more = [3]tokens{}, 0, nil
				g.add(a.pairTokens(q))
				g.geometry, g.rule, g.basis = "C", "floating", "context"
				a.found = append(a.found, g)
				last = int32(len(a.found) - 1)
			}
			a.claim(claimed, int32(p))
		case !same && a.paragraphAlone(q) && a.blockAt(q.Open.Start)-a.blockAt(end-1) == 1 && near && a.isDirect(f):
			f.more = append(f.more, int32(p))
			a.claim(claimed, int32(p))
		}
	}
}

func (a *analysis) claim(claimed []bool, p int32) {
	for p >= 0 && !claimed[p] {
		claimed[p] = true
		p = a.pairs[p].Next
	}
}

func (a *analysis) pairTokens(q *Pair) tokens {
	return tokens{a.w.TokenAt(q.Open.Start), a.w.TokenAt(max(q.Close.End-1, q.Close.Start-1)) + 1}
}

// isDirect reports whether a quote holds words in marks.
func (a *analysis) isDirect(f *found) bool {
	for n := 0; n < f.n; n++ {
		if a.anyPair(f.parts[n]) {
			return true
		}
	}
	return len(f.more) > 0
}

// endOf is where a report with its cue and source ends in the text.
func (a *analysis) endOf(f *found) int32 {
	end := a.w.Tokens[max(f.cue.last-1, 0)].End
	if !f.source.empty() {
		end = max(end, a.w.Tokens[f.source.last-1].End)
	}
	for n := 0; n < f.n; n++ {
		t := f.parts[n]
		end = max(end, a.w.Tokens[t.last-1].End)
		if p := a.inside[t.last-1]; p >= 0 {
			for a.pairs[p].Next >= 0 {
				p = a.pairs[p].Next
			}
			end = max(end, a.pairs[p].Close.End)
		}
	}
	for _, p := range f.more {
		for a.pairs[p].Next >= 0 {
			p = a.pairs[p].Next
		}
		end = max(end, a.pairs[p].Close.End)
	}
	return end
}

func (a *analysis) blockAt(at int32) int32 {
	if s := a.w.SentenceAt(at); s >= 0 {
		return a.w.Sentences[s].Block
	}
	return -1
}

// onlySpace reports whether nothing but white space, stops and short adverbials
// stands between two places.
func (a *analysis) onlySpace(from, to int32) bool {
	words := 0
	for i := a.w.TokenAt(from); int(i) < len(a.w.Tokens) && a.w.Tokens[i].Start < to; i++ {
		if c := a.w.Tokens[i].Class; c != stages.ClassPunctuation && c != stages.ClassQuote {
			words++
		}
	}
	return words <= 6
}

// standsAlone reports whether a pair is a sentence or several of its own.
func (a *analysis) standsAlone(q *Pair) bool {
	i := a.w.TokenAt(q.Open.End)
	if int(i) >= len(a.w.Tokens) || a.w.Tokens[i].Shape&stages.ShapeCapital == 0 && q.Content().Len() < 40 {
		return false
	}
	// It begins a sentence: a stop or the start of a paragraph stands before.
	j := a.w.TokenAt(q.Open.Start) - 1
	if j >= 0 && a.w.Tokens[j+1].Shape&stages.ShapeLineBefore == 0 {
		switch t := a.text(j); t {
		case ".", "!", "?", ":", "…":
		default:
			if !a.closesPair(j) {
				return false
			}
		}
	}
	c := q.Content()
	if c.Len() < 8 {
		return false
	}
	return a.sentenceLike(q) || q.Next >= 0 || a.endsWithComma(q) || q.Unclosed
}

// paragraphAlone reports whether the pair is all there is in its paragraph,
// but for a few words.
func (a *analysis) paragraphAlone(q *Pair) bool {
	b := a.blockAt(q.Open.Start)
	if b < 0 || int(b) >= len(a.w.Doc.Blocks) {
		return false
	}
	s := a.w.Doc.Blocks[b].Span
	return q.Open.Start-s.Start < 3 && (q.Next >= 0 || s.End-q.Close.End < 4)
}
