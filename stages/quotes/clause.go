package quotes

// Light grammar over tags: noun phrases to the left and right of a place, verb
// groups, what begins a clause. It reads tokens and parts of speech of one
// sentence and never looks beyond it; each function walks in one direction and
// stops at the first thing it cannot cross, so that a sentence costs a few
// passes over its tokens.

import "annals/stages"

// info is what the lexicon says of the words that begin at a token.
type info struct {
	entry int32 // index in lexicon.entries, -1
	n     int32 // tokens of the phrase
}

// analysis is the scratch space of one document.
type analysis struct {
	w      *stages.Work
	lex    *lexicon
	pairs  []Pair
	inside []int32 // by token: the outermost pair that holds it, marks included; -1
	info   []info  // by token
	pos    []stages.UPOS
	tag    []stages.Tag
	spans  []stages.Span
	found  []found
	// The sentence under work: tokens [lo, hi).
	lo, hi   int32
	limit    int32   // content found so far in this sentence ends here
	at       int     // its index
	order    []int32 // indices in found of what is written, by cue
	places   []int32 // where each quote is after sorting
	sorted   []stages.Quote
	voice    voice // who spoke last
	turns    int   // paragraphs that begin with the name of a person and a colon
	lettered bool  // questions and answers are marked by letters
	turnEnd  int32 // the turn of a transcript goes on up to this token
}

// text is the text of token i, "" where there is no such token.
func (a *analysis) text(i int32) string {
	if i < 0 || int(i) >= len(a.w.Tokens) {
		return ""
	}
	return a.w.TokenText(i)
}

// is reports whether token i is the one character c.
func (a *analysis) is(i int32, c byte) bool {
	if i < 0 || int(i) >= len(a.w.Tokens) {
		return false
	}
	t := &a.w.Tokens[i]
	return t.End-t.Start == 1 && a.w.Doc.Text[t.Start] == c
}

func (a *analysis) entryAt(i int32) *entry {
	if i < a.lo || i >= a.hi || a.info[i].entry < 0 {
		return &none
	}
	return &a.lex.entries[a.info[i].entry]
}

var none = entry{verb: -1}

func (a *analysis) has(i int32, f flag) bool { return a.entryAt(i).flags&f != 0 }

func (a *analysis) in(i int32) bool { return i >= a.lo && i < a.hi }

func (a *analysis) punct(i int32) bool {
	if !a.in(i) {
		return true
	}
	c := a.w.Tokens[i].Class
	return c == stages.ClassPunctuation || c == stages.ClassQuote
}

func (a *analysis) comma(i int32) bool { return a.in(i) && a.is(i, ',') }

func (a *analysis) quoteMark(i int32) bool {
	if !a.in(i) {
		return false
	}
	p := a.inside[i]
	if p < 0 {
		return false
	}
	t := &a.w.Tokens[i]
	q := &a.pairs[p]
	return t.Start >= q.Open.Start && t.End <= q.Open.End || t.Start >= q.Close.Start && t.End <= q.Close.End && q.Close.End > q.Close.Start
}

func (a *analysis) opens(i int32) bool {
	if !a.in(i) || a.inside[i] < 0 {
		return false
	}
	q := &a.pairs[a.inside[i]]
	return a.w.Tokens[i].Start < q.Open.End
}

// nominal reports whether token i may stand in a noun phrase.
func (a *analysis) nominal(i int32) bool {
	switch a.pos[i] {
	case stages.NOUN, stages.PROPN, stages.PRON, stages.NUM, stages.DET, stages.ADJ, stages.SYM, stages.X:
		return true
	case stages.PART: // 's
		return a.tag[i] == stages.TagPOS
	}
	return false
}

func (a *analysis) noun(i int32) bool {
	switch a.pos[i] {
	case stages.NOUN, stages.PROPN, stages.NUM, stages.X:
		return true
	}
	return false
}

// begins reports whether a noun phrase cannot go on to the left of token i: a
// determiner or a personal pronoun that is no possessive stands first.
func (a *analysis) begins(i int32) bool {
	switch a.pos[i] {
	case stages.DET:
		return !(a.in(i-1) && a.pos[i-1] == stages.DET)
	case stages.PRON:
		return true
	}
	return false
}

func (a *analysis) finite(i int32) bool {
	switch a.tag[i] {
	case stages.TagVBD, stages.TagVBP, stages.TagVBZ, stages.TagMD:
		return true
	}
	return false
}

func (a *analysis) verbal(i int32) bool {
	return a.pos[i] == stages.VERB || a.pos[i] == stages.AUX
}

// baseLeft is the start of the simple noun phrase (no prepositions) that ends
// before token end; end where there is none.
func (a *analysis) baseLeft(end int32) int32 {
	i := end
	for i-1 >= a.lo {
		j := i - 1
		if a.quoteMark(j) && i < end {
			// A nickname or a title in marks inside the phrase.
			if a.inside[j] >= 0 && !a.opens(j) {
				k := j - 1
				for k > a.lo && a.inside[k] == a.inside[j] && !a.opens(k) && j-k < 6 {
					k--
				}
				if a.opens(k) && k > a.lo && a.nominal(k-1) {
					i = k
					continue
				}
			}
			break
		}
		switch {
		case a.nominal(j):
			// "the senator": the article begins it, unless a possessive leads on.
			if i < end && a.has(i, isTime) && a.noun(i) && a.pos[j] != stages.DET && a.pos[j] != stages.ADJ {
				return i
			}
			if i < end && a.has(i, isTitle) && a.pos[j] == stages.PROPN && a.pos[i] == stages.PROPN && !a.has(j, isTitle) && !a.is2(j, "vice", "prime") && a.w.Tokens[i].Shape&stages.ShapeCapital != 0 && a.text(i) == "Mr." {
				return i
			}
			if a.has(j, isTime) && i < end && a.w.Tokens[j].Shape&stages.ShapeCapital != 0 {
				return i // "On Tuesday Clinton said"
			}
			if a.pos[j] == stages.PRON && i < end && !a.possessivePronoun(j) {
				return i
			}
			i = j
			if a.begins(j) {
				if a.in(j-1) && a.pos[j-1] == stages.DET {
					i = j - 1
				}
				return i
			}
		case a.pos[j] == stages.CCONJ && i < end && j-1 >= a.lo && a.noun(j-1) && a.noun(i) && (a.pos[i] == a.pos[j-1] || a.w.Tokens[i].Shape&stages.ShapeCapital == 0):
			i = j
		case a.is(j, '-') || a.is(j, '/') || a.is(j, '&') || a.is(j, '.'):
			if i == end || j-1 < a.lo || !a.nominal(j-1) && !a.verbal(j-1) {
				return i
			}
			i = j
			if a.verbal(j - 1) {
				i = j - 1
			}
		case i < end && (a.tag[j] == stages.TagVBN || a.tag[j] == stages.TagVBG) && j-1 >= a.lo && a.nominal(j-1) && a.noun(i) && a.pos[j-1] == stages.DET:
			i = j // "the elected officials"
		case i < end && a.pos[j] == stages.ADV && (a.pos[i] == stages.ADJ || a.pos[i] == stages.NUM):
			i = j
		default:
			return i
		}
	}
	return i
}

func (a *analysis) is2(i int32, words ...string) bool {
	for _, w := range words {
		if stages.EqualFold(w, a.text(i)) {
			return true
		}
	}
	return false
}

func (a *analysis) possessivePronoun(i int32) bool {
	return a.tag[i] == stages.TagPRPS || a.tag[i] == stages.TagWPS
}

// phraseLeft is the start of the noun phrase that ends before token end, with
// the prepositional phrases that hang on it.
func (a *analysis) phraseLeft(end int32) int32 {
	start := a.baseLeft(end)
	if start == end {
		return end
	}
	for n := 0; n < 6; n++ {
		j := start - 1
		if j <= a.lo || a.pos[j] != stages.ADP || a.quoteMark(j) {
			break
		}
		next := a.baseLeft(j)
		if next == j || !a.noun(j-1) && a.pos[j-1] != stages.PRON && a.pos[j-1] != stages.DET && a.pos[j-1] != stages.ADJ {
			break
		}
		if a.has(j-1, isTime) && a.w.Tokens[j-1].Shape&stages.ShapeCapital != 0 {
			break
		}
		start = next
	}
	return start
}

// subjectBefore finds the noun phrase that ends before token end, where an
// apposition, a relative clause or a bracket may stand between: "Smith, a
// lawyer for the city, |". It returns an empty range where there is none.
func (a *analysis) subjectBefore(end int32) (int32, int32) {
	j := end - 1
	if j < a.lo {
		return end, end
	}
	switch {
	case a.comma(j):
		// Back to the comma that opened the insertion.
		depth := int32(0)
		for k := j - 1; k > a.lo && j-k < 45; k-- {
			if a.quoteMark(k) {
				return end, end
			}
			if !a.comma(k) {
				continue
			}
			s := a.phraseLeft(k)
			if s == k {
				continue
			}
			// "Smith, 52, of Ohio,": the first phrase before a comma whose
			// insertion does not itself begin a clause.
			if a.insertion(k+1, j) {
				// A further comma may stand before: "Smith, a lawyer, who".
				if s-1 > a.lo && a.comma(s-1) && a.pos[s] != stages.PRON && depth < 2 {
					if p := a.phraseLeft(s - 1); p < s-1 && a.properEnd(s-1) && a.insertion(s, j) && !(a.in(p-1) && (a.pos[p-1] == stages.ADP || a.verbal(p-1) || a.noun(p-1))) {
						depth++
						k = s - 1 + 1
						continue
					}
				}
				return s, j
			}
		}
		return end, end
	case a.is(j, ')') || a.is(j, ']'):
		for k := j - 1; k > a.lo && j-k < 20; k-- {
			if a.is(k, '(') || a.is(k, '[') {
				s := a.phraseLeft(k)
				if s < k {
					return s, end
				}
				return end, end
			}
		}
		return end, end
	}
	s := a.phraseLeft(end)
	return s, end
}

func (a *analysis) properEnd(end int32) bool {
	return end-1 >= a.lo && (a.pos[end-1] == stages.PROPN || a.pos[end-1] == stages.NOUN)
}

// insertion reports whether tokens [from, to) can stand between commas after a
// subject: an apposition, a relative clause, a place, an age, a participle.
func (a *analysis) insertion(from, to int32) bool {
	if from >= to || to-from > 40 {
		return false
	}
	e := a.entryAt(from)
	if e.flags&isWh != 0 || a.pos[from] == stages.NUM || a.tag[from] == stages.TagWP || a.tag[from] == stages.TagWDT {
		return true
	}
	if a.pos[from] == stages.SCONJ && !a.has(from, isWh) {
		return false
	}
	if a.tag[from] == stages.TagVBN || a.tag[from] == stages.TagVBG || a.pos[from] == stages.ADP || a.pos[from] == stages.ADV {
		return true
	}
	// An apposition holds no finite verb outside a relative clause.
	for k := from; k < to; k++ {
		if a.tag[k] == stages.TagWP || a.tag[k] == stages.TagWDT || a.pos[k] == stages.SCONJ {
			break
		}
		if a.finite(k) {
			return false
		}
	}
	return a.nominal(from) || a.quoteMark(from)
}

// baseRight is the end of the simple noun phrase that begins at token i.
func (a *analysis) baseRight(i int32) int32 {
	start := i
	for i < a.hi {
		switch {
		case a.quoteMark(i) && i > start:
			// "the group \"Friends\"": taken along when the pair is short.
			if a.opens(i) {
				k := i + 1
				for k < a.hi && a.inside[k] == a.inside[i] && k-i < 7 {
					k++
				}
				if k-i < 7 && k < a.hi && a.nominal(k) && !a.begins(k) {
					i = k
					continue
				}
			}
			return i
		case a.quoteMark(i):
			return i
		case a.nominal(i):
			if i > start && a.begins(i) && !(a.pos[i-1] == stages.DET || a.pos[i-1] == stages.PRON && a.has(i-1, isDeterminer)) {
				return i
			}
			if i > start && a.has(i, isTime) && a.w.Tokens[i].Shape&stages.ShapeCapital != 0 {
				return i
			}
			if i > start && a.pos[i-1] == stages.PRON && !a.possessivePronoun(i-1) && !a.has(i-1, isDeterminer) {
				return i
			}
			i++
		case (a.tag[i] == stages.TagVBN || a.tag[i] == stages.TagVBG) && i > start && a.pos[i-1] != stages.NOUN && a.pos[i-1] != stages.PROPN && a.in(i+1) && a.nominal(i+1):
			i++
		case a.pos[i] == stages.ADV && a.in(i+1) && (a.pos[i+1] == stages.ADJ || a.pos[i+1] == stages.NUM):
			i++
		case a.pos[i] == stages.CCONJ && i > start && a.in(i+1) && a.noun(i-1) && a.noun(i+1) && a.pos[i-1] == a.pos[i+1]:
			i++
		case (a.is(i, '-') || a.is(i, '/') || a.is(i, '&')) && i > start && a.in(i+1) && (a.nominal(i+1) || a.verbal(i+1)):
			i++
			if !a.nominal(i) {
				i++
			}
		default:
			return i
		}
	}
	return i
}

// phraseRight is the end of the noun phrase that begins at token i, with its
// prepositional phrases.
func (a *analysis) phraseRight(i int32) int32 {
	end := a.baseRight(i)
	if end == i {
		return i
	}
	for n := 0; n < 5 && end < a.hi; n++ {
		if a.is(end, '(') {
			k := end
			for k < a.hi && !a.is(k, ')') && k-end < 15 {
				k++
			}
			if k < a.hi && a.is(k, ')') {
				end = k + 1
				continue
			}
		}
		if a.pos[end] != stages.ADP || a.has(end+1, isTime) || a.has(end+1, isVenue) {
			break
		}
		next := a.baseRight(end + 1)
		if next == end+1 || a.venueOrTime(end+1, next) {
			break
		}
		end = next
	}
	return end
}

// venueOrTime reports whether the noun phrase [from, to) says where or when
// something was said.
func (a *analysis) venueOrTime(from, to int32) bool {
	for k := from; k < to; k++ {
		if a.has(k, isVenue|isTime) {
			return true
		}
	}
	return false
}

// speakerRight is the end of a speaker that begins at token i after the verb:
// "said the minister, a lawyer by training,": with its apposition.
func (a *analysis) speakerRight(i int32) int32 {
	end := a.phraseRight(i)
	if end == i || !a.comma(end) || !a.in(end+1) {
		return end
	}
	k := end + 1
	if a.pos[i] == stages.PRON && !a.possessivePronoun(i) {
		return end
	}
	switch {
	case a.pos[k] == stages.NUM && (!a.in(k+1) || a.punct(k+1)): // an age
		end = k + 1
		k = end + 1
		if !a.in(k) {
			return end
		}
	}
	switch {
	case a.has(k, isWh) && (a.tag[k] == stages.TagWP || a.tag[k] == stages.TagWDT || a.tag[k] == stages.TagWPS || a.is2(k, "whose")):
		return a.trimStop(a.relativeEnd(k))
	case a.nominal(k) && (a.pos[k] == stages.DET || a.pos[k] == stages.NOUN || a.pos[k] == stages.PROPN || a.pos[k] == stages.ADJ || a.possessivePronoun(k)) && !a.has(k, isTime):
		e := a.phraseRight(k)
		if e > k && (e >= a.hi || a.punct(e)) {
			return e
		}
		if e > k && a.has(e, isWh) {
			return a.trimStop(a.relativeEnd(e))
		}
	}
	return end
}

// relativeEnd is where a relative clause from token k on ends: at a comma, or at
// a mark that opens more than a word or two before a noun ("who has a \"sell\"
// rating on the stock").
func (a *analysis) relativeEnd(k int32) int32 {
	const short = 5 // tokens with both marks
	for k < a.hi && !a.comma(k) {
		if a.quoteMark(k) {
			e := k + 1
			for e < a.hi && a.inside[e] == a.inside[k] && e-k <= short {
				e++
			}
			if e-k > short || !a.in(e) || !a.noun(e) && a.pos[e] != stages.ADJ {
				return k
			}
			k = e
			continue
		}
		k++
	}
	return k
}

func (a *analysis) trimStop(i int32) int32 {
	for i > a.lo && a.punct(i-1) && !a.is(i-1, ')') {
		i--
	}
	return i
}
