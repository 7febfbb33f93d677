package verify

import (
	"strings"

	"annals/schemas"
	"annals/stages"
)

// Where no figure has the key of a typed claim, or none that bears on it, the
// words decide: the claim and a sentence of the batch are held side by side,
// together with what the document said before. The claim's content words must
// be found there, its names above all; a name found only elsewhere in the document
// counts where the sentence has no other. Confirming asks for four fifths of the
// words. Contradicting asks for all of them, for the same measure and the same
// narrowing words, for no name in the sentence that the claim has not, and for a
// sentence with one such number only: a wrong "contradicted" is worse than ten
// "unknown".

const (
	// confirming is the share of a claim's content words that a figure must share
	// with it to confirm it; its own sentence must have half of that.
	confirming = 0.8
	ownShare   = 0.5
	// contradicting is how many words it must share at least to contradict it.
	contradicting = 3
	// stemLength is how much of a word is compared: "planted", "planting".
	stemLength = 5
)

// wording is what the words of a sentence come to.
type wording struct {
	stems map[string]bool
	names map[string]string // stems of names, with the usual name of each
	first bool              // somebody speaks of himself: "we", "our"
	leans bool              // it begins with a pronoun, so that the sentence before tells of whom
}

// stem is a word in the form that its other forms share.
func (v *vocabulary) stem(folded string) string {
	if p, ok := v.places[folded]; ok {
		return stages.Fold(p)
	}
	w := v.singular(folded)
	if c, ok := v.nouns[w]; ok && !strings.Contains(c, " ") {
		w = c
	}
	if len(w) > stemLength {
		r := []rune(w)
		return string(r[:min(len(r), stemLength)])
	}
	return w
}

// add takes the content words of text in; own tells that its names count as the
// sentence's.
func (w *wording) add(v *vocabulary, text string, own bool) {
	var words []string
	eachWord(text, func(word string) { words = append(words, word) })
	for i, word := range words {
		folded := possessive(stages.Fold(word))
		w.first = w.first || own && v.firstPerson[folded]
		w.leans = w.leans || own && i < 2 && v.pronoun[folded]
		if isNumber(folded) || len(folded) < 3 || v.stop[folded] || v.notName[folded] || v.emptyWord[folded] || v.numberWord[folded] {
			continue
		}
		s := v.stem(folded)
		w.stems[s] = true
		if own && v.isName(words, i, folded) {
			w.names[s] = v.scopeName(folded)
		}
	}
}

func newWording() wording { return wording{stems: map[string]bool{}, names: map[string]string{}} }

// besides is the wording of a document before and around a figure.
type besides struct {
	document int32
	wording
}

// byWords gives the figures of the batch that the words of a claim lead to, each
// with what it says to the claim.
func (g *gathering) byWords(f *schemas.Figure, k key, typed *claim) []claimed {
	v := g.v.words
	said := newWording()
	said.add(v, f.Sentence, true)
	if len(said.stems) < 2 {
		return nil
	}
	head, context := v.canonical(f.CountedHead), g.v.Context(f)
	m := g.keys.measureOf(f.Measure, f.CountedHead)
	var found []claimed
	around := besides{document: -1, wording: newWording()}
	for i := range g.b.Figures {
		x := &g.b.Figures[i]
		doc, ok := g.docs[x.DocID]
		if !ok || g.copy[doc].of >= 0 {
			continue
		}
		if around.document != doc {
			around = besides{document: doc, wording: newWording()}
			around.add(v, g.b.Documents[doc].Title, false)
		}
		if i == 0 || g.b.Figures[i-1].Sentence != x.Sentence {
			around.add(v, x.Sentence, false)
		}
		if x.Sentence == "" || x.Dimension != f.Dimension || convert(x.Unit).base != convert(f.Unit).base && x.Dimension != "count" && x.Dimension != "" ||
			v.canonical(x.CountedHead) != head || x.IsNegated != f.IsNegated || x.Modality != f.Modality || x.Change != f.Change ||
			(x.Aggregation == string(stages.Share)) != (f.Aggregation == string(stages.Share)) {
			continue
		}
		c := g.contextOf(int32(i))
		if c.Denied || c.Part || c.Rate != context.Rate || c.Planned != context.Planned || opposed(c, &context) {
			continue
		}
		own := newWording()
		own.add(v, x.Sentence, true)
		for _, party := range [...]string{x.Actor, x.Scope} {
			own.add(v, party, false)
		}
		cited := newWording()
		cited.add(v, x.Speaker+" "+c.Origin+" "+x.Source, false)
		foreign := false // the sentence has a name that the claim has not
		speaker, origin := v.actorName(x.Speaker), v.actorName(c.Origin)
		for n, name := range own.names {
			foreign = foreign || !said.stems[n] && !cited.stems[n] && name != speaker && name != origin
		}
		shared, inOwn, named := 0, 0, true
		for s := range said.stems {
			switch {
			case own.stems[s]:
				shared++
				inOwn++
			case around.stems[s] && !(said.names[s] != "" && (foreign || own.first)):
				shared++
			case said.names[s] != "":
				named = false
			}
		}
		n := float64(len(said.stems))
		if !named || float64(shared) < confirming*n || float64(inOwn) < ownShare*n && !(own.leans && inOwn > 0) {
			continue
		}
		claim, ok := g.claim(int32(i), trust{})
		if !ok {
			continue
		}
		if context.Groups != 0 && !v.groupsIn(clauseOf(x), f.Sentence) {
			continue // "jobs for women" against "jobs, half of them for women"
		}
		stand := g.stand(k, typed, &claim)
		same := g.keys.measureOf(x.Measure, x.CountedHead).name == m.name
		switch stand {
		case Supported:
			if !same && shared < len(said.stems) {
				continue
			}
		case Contradicted:
			if !same || foreign || shared < len(said.stems) || shared < contradicting || !g.sameExtras(f, x) || c.Groups != context.Groups || g.siblings(int32(i)) {
				continue
			}
		default:
			continue
		}
		found = append(found, claimed{claim: claim, stand: stand})
	}
	return found
}

// sameExtras reports whether two counted phrases are narrowed by the same words.
func (g *gathering) sameExtras(a, b *schemas.Figure) bool {
	x, y := g.keys.countedOf(a), g.keys.countedOf(b)
	return strings.Join(x.extra, " ") == strings.Join(y.extra, " ")
}

// siblings reports whether the sentence of a figure has another of the same
// noun and unit; of shares, another share.
func (g *gathering) siblings(i int32) bool {
	f := &g.b.Figures[i]
	return g.hasNeighbour(i, func(x *schemas.Figure) bool {
		return x.Unit == f.Unit && (f.Dimension == "ratio" || g.v.words.canonical(x.CountedHead) == g.v.words.canonical(f.CountedHead))
	})
}

// hasNeighbour reports whether test holds for another figure of a figure's
// sentence.
func (g *gathering) hasNeighbour(i int32, test func(*schemas.Figure) bool) bool {
	f := &g.b.Figures[i]
	for _, step := range [...]int32{-1, 1} {
		for n := i + step; n >= 0 && int(n) < len(g.b.Figures); n += step {
			x := &g.b.Figures[n]
			if x.DocID != f.DocID || x.SentenceNo != f.SentenceNo {
				break
			}
			if test(x) {
				return true
			}
		}
	}
	return false
}

// clauseOf is the stretch of a figure's sentence between the marks around its
// number.
func clauseOf(f *schemas.Figure) string {
	at := indexNumber(f.Sentence, f.Exact, 0)
	if at < 0 {
		return f.Sentence
	}
	const marks = ";:()—–"
	from, to := strings.LastIndexAny(f.Sentence[:at], marks)+1, at+len(f.Exact)
	for to < len(f.Sentence) && !strings.ContainsRune(marks+",.", rune(f.Sentence[to])) {
		to++
	}
	return f.Sentence[from:to]
}

// groupsIn reports whether all words of claim that name a part of a population
// are in clause.
func (v *vocabulary) groupsIn(clause, claim string) bool {
	has := map[string]bool{}
	eachWord(clause, func(w string) { has[v.singular(stages.Fold(w))] = true })
	all := true
	eachWord(claim, func(w string) {
		w = v.singular(stages.Fold(w))
		if _, group := v.groups[w]; group && !has[w] {
			all = false
		}
	})
	return all
}
