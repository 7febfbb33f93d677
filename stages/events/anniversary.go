package events

import (
	"strconv"
	"strings"

	"annals/stages"
)

// anniversaries dates what an anniversary is of: "the 60th anniversary of the
// founding of the bank" in a sentence of 2024, or a text of 2024, tells of 1964.
func (f *finder) anniversaries() {
	g := &f.g
	for i := g.first; i < g.last; i++ {
		if g.upos(i) != stages.NOUN || !has(f.t.words.anniversary, g.lemma(i)) {
			continue
		}
		n := f.ordinalBefore(i)
		if n < 1 || n > 3000 {
			continue
		}
		year := f.anniversaryYear(i)
		if year == 0 {
			continue
		}
		first, ok1 := stages.NewDate(year-n, 1, 1)
		last, ok2 := stages.NewDate(year-n, 12, 31)
		if !ok1 || !ok2 {
			continue
		}
		c := f.anniversaryOf(i)
		if c == nil {
			continue
		}
		c.dropped = false
		c.timex, c.interval, c.precision, c.basis = -1, stages.Interval{Start: first, End: last}, stages.PrecisionYear, basisAnniversary
		c.modality, c.rule, c.direct = asserted, "anniversary", true
		c.confidence *= 0.8
	}
}

// anniversaryOf is the event that the anniversary at token i is of: the gerund or
// event noun behind "of".
func (f *finder) anniversaryOf(i int32) *candidate {
	g := &f.g
	for j := i + 1; j < g.last && j < i+12; j++ {
		if c := f.candidateAt(j); c != nil && c.token == j && (c.isNoun || g.tag(j) == stages.TagVBG) {
			if j > i+1 && has(f.t.words.of, g.word(i+1)) {
				return c
			}
			return nil
		}
		if g.upos(j) == stages.VERB || g.upos(j) == stages.PUNCT {
			return nil
		}
	}
	return nil
}

// ordinalBefore reads the number of "60th" among the words before token i, 0
// where there is none.
func (f *finder) ordinalBefore(i int32) int {
	g := &f.g
	for j := i - 1; j >= g.first && i-j <= 3; j-- {
		w := g.word(j)
		k := 0
		for k < len(w) && w[k] >= '0' && w[k] <= '9' {
			k++
		}
		if k > 0 && k <= 4 && k < len(w) {
			n, _ := strconv.Atoi(w[:k])
			return n
		}
		switch g.upos(j) {
		case stages.ADJ, stages.NUM, stages.NOUN, stages.PUNCT:
		default:
			return 0
		}
	}
	return 0
}

// anniversaryYear is the year in which the anniversary at token i falls: that of a
// date in the sentence, else of the standing time; 0 where none is known. The year
// of publication is no guide: an anniversary is told of long after.
func (f *finder) anniversaryYear(i int32) int {
	in := func(iv stages.Interval) int {
		if !iv.Start.IsZero() && !iv.End.IsZero() && iv.Start.Year == iv.End.Year {
			return int(iv.Start.Year)
		}
		return 0
	}
	for k := f.timexes[0]; k < f.timexes[1]; k++ {
		if t := &f.w.Timexes[k]; f.usable(t) && in(t.Interval) != 0 {
			return in(t.Interval)
		}
	}
	if f.standing.alive {
		if y := in(f.standing.interval); y != 0 {
			return y
		}
	}
	return 0
}

// marked is the title of what an anniversary is of, told by a gerund without a
// doer: "adopting the charter" is "The charter is adopted".
func (f *finder) marked(c *candidate) string {
	g := &f.g
	o := g.childWith(c.token, stages.RelObj)
	if o < 0 {
		return ""
	}
	clear(f.include)
	f.keep(o, c, prune{clauses: true}, 0)
	s := f.render()
	if s == "" {
		return ""
	}
	be := f.t.words.titles.Is
	if f.plural(o) {
		be = f.t.words.titles.Are
	}
	return capital(s) + " " + be + " " + f.participle(c.token)
}

// participle is the past participle of the verb at token i.
func (f *finder) participle(i int32) string {
	if f.g.tag(i) == stages.TagVBN {
		return f.g.word(i)
	}
	t := &f.t.words.titles.Participle
	lemma := f.lemmaOf(i)
	if p, ok := f.t.passives[lemma]; ok {
		return p
	}
	stem, gerund := strings.CutSuffix(f.g.word(i), t.Gerund)
	if !gerund {
		stem = lemma
	}
	if strings.HasSuffix(stem, t.Y) && len(stem) > 1 && !strings.ContainsRune(f.t.words.titles.Vowels, rune(stem[len(stem)-2])) {
		return stem[:len(stem)-len(t.Y)] + t.Ied
	}
	return stem + t.Ed
}
