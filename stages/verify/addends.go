package verify

import (
	"math"
	"slices"
	"strings"

	"annals/schemas"
	"annals/stages"
)

// partList is how parts are listed.
type partList struct {
	words   *summands
	ofWhich bool // the list may leave a rest unsaid
	whole   bool // a word says that the total is that of the list
	paren   bool
}

// judge adds the parts up and says whether that is worth telling.
func (v *Verifier) judge(w *sumWords, index int32, total *schemas.Figure, list *partList, parts []int) (stages.Sum, bool) {
	if len(parts) < 2 {
		return stages.Sum{}, false
	}
	s := list.words
	whole, ok := v.valueOf(total)
	if !ok {
		return stages.Sum{}, false
	}
	sum := interval{}
	plain := whole.plain
	nominal := 0.0
	out := stages.Sum{Total: index}
	for n, p := range parts {
		x, ok := v.valueOf(&s.figures[p])
		if !ok {
			return stages.Sum{}, false
		}
		sum.low += x.hard.low
		sum.high += x.hard.high
		nominal += x.nominal
		plain = plain && x.plain
		out.Parts = append(out.Parts, s.first+int32(p))
		if n > 0 && plain && meetsClosely(sum, nominal, whole) {
			out.Low, out.High = sum.low, sum.high
			return out, true // further numbers are details of the last part
		}
	}
	out.Low, out.High = sum.low, sum.high
	one := v.oneDivision(w, total, list, parts)
	if sum.meets(whole.hard) {
		return out, one && !math.IsInf(sum.high, 1) && !math.IsInf(whole.hard.high, 1) && !math.IsInf(whole.hard.low, -1)
	}
	out.Differs = true
	last := parts[len(parts)-1]
	joined := list.paren || holds(s.between(s.end[parts[len(parts)-2]], s.at[last]), w.joins) || strings.Contains(s.gap(s.end[parts[len(parts)-2]], s.at[last]), ";")
	if !one || !joined {
		return stages.Sum{}, false
	}
	if nominal > whole.nominal {
		return out, true
	}
	rest := slices.ContainsFunc(s.between(s.at[last]-2, s.at[last]), func(x wordAt) bool { return w.rest[x.word] })
	for _, x := range s.between(s.end[last], len(s.words)) {
		if w.rest[x.word] {
			return stages.Sum{}, false // "and the others at two posts"
		}
	}
	return out, !list.ofWhich || rest
}

// meetsClosely reports whether a sum is the whole but for rounding.
func meetsClosely(sum interval, nominal float64, whole value) bool {
	return sum.meets(whole.hard) && math.Abs(nominal-whole.nominal) <= 0.02*whole.nominal
}

// valueOf is the value of a figure in its base unit.
func (v *Verifier) valueOf(f *schemas.Figure) (value, bool) {
	conv := convert(f.Unit)
	s := statement{
		min: orNaN(f.ValueMin), max: orNaN(f.ValueMax), qualifier: stages.Qualifier(f.Qualifier), exact: f.Exact,
		convertedFactor: conv.factor, convertedTolerance: conv.tolerance, precise: v.words.isPrecise(f.QualifierText),
	}
	return s.read()
}

// partOf reports whether part can be a part of total by what both count.
func (v *Verifier) partOf(total, part *schemas.Figure) bool {
	if !v.alike(total, part) {
		return false
	}
	a, ok := v.valueOf(total)
	b, ok2 := v.valueOf(part)
	return ok && ok2 && b.nominal > 0 && b.nominal < a.nominal
}

// elliptic reports whether a number after "of which" can be one of the whole's
// things although the grammar gave it another noun, of no known measure: "of which
// 25 stand empty".
func (v *Verifier) elliptic(total, part *schemas.Figure) bool {
	bare := *part
	bare.CountedHead, bare.Counted, bare.Dimension, bare.Unit = "", "", total.Dimension, total.Unit
	return v.words.measures[part.Measure] == "" && (part.Dimension == "" || part.Dimension == "count") && v.partOf(total, &bare)
}

// alike reports whether two figures count things that can be added up.
func (v *Verifier) alike(total, part *schemas.Figure) bool {
	for _, f := range [...]*schemas.Figure{total, part} {
		if f.IsNegated || f.Change != "" || f.Aggregation == string(stages.Change) || f.Aggregation == string(stages.Share) || f.Dimension == "ratio" {
			return false
		}
	}
	if total.Modality != part.Modality {
		return false
	}
	count := func(f *schemas.Figure) bool { return f.Dimension == "" || f.Dimension == "count" }
	if count(total) != count(part) {
		return false
	}
	if !count(total) {
		return total.Dimension == part.Dimension && convert(total.Unit).base == convert(part.Unit).base
	}
	k := v.words
	a, b := k.canonical(total.CountedHead), k.canonical(part.CountedHead)
	switch {
	case a == b, b == "", k.emptyHead[b] && k.sum.complements[a] == 0:
	case k.sum.complements[b] != 0: // "57 people, 31 of them men and 26 women"
	default:
		named := false
		eachWord(total.Counted, func(w string) { named = named || k.canonical(k.singular(stages.Fold(w))) == b })
		if !named {
			return false
		}
	}
	if part.Counted == total.Counted && part.CountedStart == total.CountedStart {
		return true // the number leaves its noun to the whole's
	}
	known := func(m string) bool { return k.measures[m] != "" }
	return total.Measure == part.Measure || !known(total.Measure) || !known(part.Measure)
}

// canonical is the name that keys use for a noun.
func (v *vocabulary) canonical(noun string) string {
	noun = v.singular(stages.Fold(noun))
	if c, ok := v.nouns[noun]; ok {
		return c
	}
	return noun
}

// oneDivision reports whether the parts are divided by one thing, so that
// nothing is in two of them: the same preposition after each number, words of
// one group such as men and women, different nouns of the whole's phrase.
func (v *Verifier) oneDivision(w *sumWords, total *schemas.Figure, list *partList, parts []int) bool {
	s := list.words
	preposition, group := "", 0
	samePreposition, sameGroup, otherNouns := true, true, true
	seen := map[string]bool{}
	heads := map[string]bool{}
	for n, p := range parts {
		stop := len(s.words)
		if n+1 < len(parts) {
			stop = s.at[parts[n+1]]
		}
		pre, grp, word := "", 0, ""
		own := s.between(s.end[p], min(stop, s.end[p]+7))
		for i, x := range own {
			if i > 0 && strings.ContainsAny(s.text[own[i-1].end:x.start], ",;:()") {
				break
			}
			if g := w.complements[v.words.singular(x.word)]; g != 0 && grp == 0 {
				grp, word = g, v.words.singular(x.word)
			}
			if w.prepositions[x.word] && pre == "" {
				pre = x.word
			}
		}
		head := v.words.canonical(s.figures[p].CountedHead)
		if n == 0 {
			preposition, group = pre, grp
		}
		samePreposition = samePreposition && pre != "" && pre == preposition
		sameGroup = sameGroup && grp != 0 && grp == group && !seen[word]
		otherNouns = otherNouns && head != "" && !heads[head] && head != v.words.canonical(total.CountedHead)
		seen[word], heads[head] = true, true
	}
	if samePreposition || sameGroup || list.whole {
		return true
	}
	count := total.Dimension == "" || total.Dimension == "count"
	return otherNouns && !count || v.nounsOfPhrase(total, s, parts)
}

// nounsOfPhrase reports whether the parts count the different nouns of the
// whole's phrase: "190 doctors and nurses: 120 doctors and 70 nurses".
func (v *Verifier) nounsOfPhrase(total *schemas.Figure, s *summands, parts []int) bool {
	named := map[string]bool{}
	eachWord(total.Counted, func(w string) { named[v.words.canonical(w)] = true })
	seen := map[string]bool{}
	for _, p := range parts {
		h := v.words.canonical(s.figures[p].CountedHead)
		if h == "" || !named[h] || seen[h] {
			return false
		}
		seen[h] = true
	}
	return true
}

// eachWordAt is eachWord with the bytes of each word.
func eachWordAt(s string, f func(word string, start, end int)) {
	at := 0
	eachWord(s, func(w string) {
		k := strings.Index(s[at:], w) + at
		f(w, k, k+len(w))
		at = k + len(w)
	})
}
