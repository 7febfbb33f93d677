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
	spoken := int32(-1)
	at := 0
	for p := range a.pairs {
		q := &a.pairs[p]
		if q.Parent >= 0 || q.Unclosed && !a.trusted(q) || a.turn(q) {
			continue
		}
		for at < len(order) && a.endOf(&a.found[order[at]]) <= q.Open.Start {
			last = order[at]
			if a.isDirect(&a.found[last]) {
				spoken = last
			}
			at++
		}
		if claimed[p] {
			continue
		}
		if f, ok := a.chinese(q, int32(p)); ok {
			a.found = append(a.found, f)
			last = int32(len(a.found) - 1)
			a.claim(claimed, int32(p))
			continue
		}
		if a.named(q) {
			continue
		}
		if src, dash := a.signature(q); !src.empty() {
			f := found{cue: tokens{dash, dash + 1}, source: src, lemma: a.text(dash), class: "speech", geometry: "C-signature", rule: "signature", basis: "sentence", pair: int32(p)}
			f.add(a.pairTokens(q))
			a.found = append(a.found, f)
			last = int32(len(a.found) - 1)
			a.claim(claimed, int32(p))
			continue
		}
		if src, cue := a.introduced(q); !src.empty() {
			f := found{cue: cue, source: src, class: "speech", geometry: "S-V:C", rule: "introduced", basis: "sentence", pair: int32(p), lemma: a.text(cue.last - 1)}
			f.add(a.pairTokens(q))
			a.found = append(a.found, f)
			last = int32(len(a.found) - 1)
			a.claim(claimed, int32(p))
			continue
		}
		if f, ok := a.attributed(q, int32(p)); ok {
			a.found = append(a.found, f)
			last = int32(len(a.found) - 1)
			spoken = last
			a.claim(claimed, int32(p))
			continue
		}
		if !a.standsAlone(q) {
			continue
		}
		if last < 0 {
			a.nobody(q, int32(p), claimed)
			continue
		}
		if spoken >= 0 && a.w.SentenceAt(a.endOf(&a.found[spoken])-1) == a.w.SentenceAt(a.endOf(&a.found[last])-1) {
			last = spoken
		}
		f := &a.found[last]
		end := a.endOf(f)
		same := a.blockAt(end-1) == a.blockAt(q.Open.Start)
		near := a.onlySpace(end, q.Open.Start) || a.sentenceEnds(end, q.Open.Start)
		switch {
		case same && near && f.class != "belief" && f.class != "intent":
			if a.isDirect(f) || q.Open.Start > a.w.Tokens[f.cue.first].Start && f.frame&(frameInf|frameObjInf) == 0 {
				a.goesOn(f, int32(p), claimed)
			} else {
				g := *f
				g.parts, g.n, g.more = [3]tokens{}, 0, nil
				g.add(a.pairTokens(q))
				g.geometry, g.rule, g.basis = "C", "floating", "context"
				a.found = append(a.found, g)
				last = int32(len(a.found) - 1)
			}
			a.claim(claimed, int32(p))
		case same && spoken == last && f.class == "speech" && len(f.more) == 0 && f.pair >= 0 && a.commaInside(&a.pairs[f.pair]) && a.narration(end, q.Open.Start):
			// "C," S said. S looked at the field. "C."
			a.goesOn(f, int32(p), claimed)
		case !same && a.paragraphAlone(q) && a.blockAt(q.Open.Start)-a.blockAt(end-1) == 1 && near && (a.isDirect(f) || f.class == "speech" && f.geometry == "S-V-C" && f.frame&(frameClause|frameThat|frameHearer) != 0):
			a.goesOn(f, int32(p), claimed)
		default:
			a.nobody(q, int32(p), claimed)
		}
	}
}

// nobody keeps a sentence in marks for which no speaker is named.
func (a *analysis) nobody(q *Pair, p int32, claimed []bool) {
	if !a.sentenceLike(q) && !a.endsWithComma(q) && q.Next < 0 {
		return
	}
	f := found{cueless: true, class: "speech", geometry: "C", rule: "alone", pair: p}
	f.add(a.pairTokens(q))
	a.found = append(a.found, f)
	a.claim(claimed, p)
}

// signature reads a name behind a dash after the closing mark: the form of press
// releases and of collections of readers' voices.
func (a *analysis) signature(q *Pair) (tokens, int32) {
	if q.Close.Empty() {
		return tokens{}, 0
	}
	k := a.w.TokenAt(q.Close.End)
	headline := a.opensHeadline(q)
	if int(k)+1 >= len(a.w.Tokens) || !a.isDash(k) || !a.sentenceLike(q) && !a.endsWithComma(q) && !headline {
		return tokens{}, 0
	}
	e := k + 1
	for int(e) < len(a.w.Tokens) && e-k < 14 && (e == k+1 || a.w.Tokens[e].Shape&stages.ShapeLineBefore == 0) && a.inside[e] < 0 {
		e++
	}
	end := e
	if int(e) < len(a.w.Tokens) && a.w.Tokens[e].Shape&stages.ShapeLineBefore == 0 && a.inside[e] < 0 {
		return tokens{}, 0 // a sentence goes on
	}
	if a.w.Tokens[k+1].Shape&stages.ShapeCapital == 0 || headline && !a.sentenceLike(q) && !a.endsWithComma(q) {
		// "'I was wrong' - former engineer": a headline names a role.
		if !headline || a.mention(tokens{k + 1, end}) < 0 {
			return tokens{}, 0
		}
	}
	for m := k + 2; m < end; m++ {
		if a.is(m, ',') || a.is(m, '.') && a.w.Tokens[m].Shape&stages.ShapeSpaceBefore == 0 {
			end = m
		}
	}
	return tokens{k + 1, end}, k
}

// goesOn adds pair p and the paragraphs that continue it to a quote, as far as
// no other quote has them.
func (a *analysis) goesOn(f *found, p int32, claimed []bool) {
	for ; p >= 0 && !claimed[p]; p = a.pairs[p].Next {
		f.more = append(f.more, p)
		claimed[p] = true
	}
}

// opensHeadline reports whether a pair begins a short paragraph without a stop at
// its end.
func (a *analysis) opensHeadline(q *Pair) bool {
	const long = 200 // bytes
	b := a.blockAt(q.Open.Start)
	if b < 0 || int(b) >= len(a.w.Doc.Blocks) {
		return false
	}
	s := a.w.Doc.Blocks[b].Span
	return q.Open.Start-s.Start < 2 && s.Len() < long && a.w.Doc.Text[s.End-1] != '.'
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

// narration reports whether only two sentences of the author's stand between two
// places, beside the rest of the sentence that holds the first.
func (a *analysis) narration(from, to int32) bool {
	s, t := a.w.SentenceAt(from-1), a.w.SentenceAt(to)
	return s >= 0 && t-s <= 3
}

func (a *analysis) blockAt(at int32) int32 {
	if s := a.w.SentenceAt(at); s >= 0 {
		return a.w.Sentences[s].Block
	}
	return -1
}

// sentenceEnds reports whether everything between two places belongs to the
// sentence that holds the first one.
func (a *analysis) sentenceEnds(from, to int32) bool {
	s := a.w.SentenceAt(from - 1)
	return s >= 0 && a.w.TokenAt(to) <= a.w.Sentences[s].Last
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
	if a.severalSentences(q) || a.sentenceLike(q) && a.paragraphAlone(q) {
		return true
	}
	if a.titleLike(q) && a.w.Tokens[min(int(i)+1, len(a.w.Tokens)-1)].Start < q.Close.Start {
		return false
	}
	// It begins a sentence: a stop or the start of a paragraph stands before, or
	// a conjunction that links it to the sentence before ("Then, \"...").
	j := a.w.TokenAt(q.Open.Start) - 1
	if j >= 1 && a.is(j, ',') {
		j--
	}
	if j >= 0 && a.sentenceStart(j) && (a.pos[j] == stages.CCONJ || a.pos[j] == stages.ADV) {
		j--
	} else {
		j = a.w.TokenAt(q.Open.Start) - 1
	}
	if j >= 0 && a.w.Tokens[j+1].Shape&stages.ShapeLineBefore == 0 {
		switch t := a.text(j); t {
		case ".", "!", "?", ":", "…":
		default:
			if !a.closesPair(j) {
				return false
			}
		}
	}
	if c := q.Content(); c.Len() < 8 && !a.sentenceLike(q) && !a.commaInside(q) {
		return false
	}
	return a.sentenceLike(q) || q.Next >= 0 || a.endsWithComma(q) || q.Unclosed
}

// severalSentences reports whether a pair holds more than one sentence, which no
// name or term does: it goes on in a further paragraph, or a stop stands before a
// capital inside it.
func (a *analysis) severalSentences(q *Pair) bool {
	if q.Next >= 0 {
		return true
	}
	s := a.w.SentenceAt(q.Open.End)
	return s >= 0 && a.sentenceLike(q) && s+1 < len(a.w.Sentences) && a.w.Sentences[s+1].Start < q.Close.Start
}

// sentenceStart reports whether token i is the first of its sentence.
func (a *analysis) sentenceStart(i int32) bool {
	s := a.w.SentenceAt(a.w.Tokens[i].Start)
	return s >= 0 && a.w.Sentences[s].First == i
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
