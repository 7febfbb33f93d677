package verification

import (
	"math"
	"strings"
)

// sumClasses are the cases of a whole with its parts: the two are never to be
// compared, and the check of the whole must say whether they add up.
func sumClasses() []class {
	return []class{
		{"sum: adds up", NotComparable, func(g *generator) (Case, bool) { return g.sum("adds", 0) }},
		{"sum: too little", NotComparable, func(g *generator) (Case, bool) { return g.sum("adds", -1) }},
		{"sum: too much", NotComparable, func(g *generator) (Case, bool) { return g.sum("adds", 1) }},
		{"sum: open list", NotComparable, func(g *generator) (Case, bool) { return g.sum("open", 0) }},
		{"whole: part above it", NotComparable, func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool {
				return t.names("actor") && dated(t) && !t.Event && t.Decimals == 0 && t.Kind != "share"
			})
			b := g.second(a, 0)
			for _, p := range g.data.Places {
				if p.Name == a.place {
					b.place = p.Region
				}
			}
			b.value = g.tidy(a.theme, a.value*(0.2+0.5*g.r.Float64()))
			c, ok := g.pair(a, b, ok && b.value < 0.8*a.value)
			c.Flag = "part_above_whole"
			return c, ok
		}},
	}
}

// sum makes a whole and two parts; off is -1 where the parts fall short of it, 1
// where they exceed it.
func (g *generator) sum(kind string, off int) (Case, bool) {
	var list []string
	for _, s := range g.data.Sums {
		if s.Kind == kind {
			list = append(list, s.Text)
		}
	}
	text := list[g.r.IntN(len(list))]
	whole := 57 + g.r.IntN(900)
	if g.r.IntN(3) == 0 {
		whole *= 10 // rounded
	}
	first := int(float64(whole) * (0.3 + 0.4*g.r.Float64()))
	if whole%10 == 0 {
		first -= first % 10
	}
	second := whole - first
	if kind == "open" {
		second = int(float64(second) * (0.3 + 0.4*g.r.Float64()))
	}
	switch off {
	case -1:
		second -= int(math.Ceil(float64(second) * (0.2 + 0.3*g.r.Float64())))
	case 1:
		second += int(math.Ceil(float64(second) * (0.3 + 0.5*g.r.Float64())))
	}
	if second < 3 || second >= whole {
		return Case{}, false
	}
	places, actors := g.r.Perm(len(g.data.Places)), g.r.Perm(len(g.data.Actors))
	place := func(i int) string { return g.data.Places[places[i]].Name }
	text = strings.NewReplacer(
		"{A}", g.data.Actors[actors[0]].Name, "{B}", g.data.Actors[actors[1]].Name, "{P}", place(0), "{Q}", place(1), "{R}", place(2),
		"{N}", "\x01"+group(int64(whole))+"\x02", "{1}", "\x03"+group(int64(first))+"\x04", "{2}", group(int64(second)),
	).Replace(text)
	before := g.fill(1 + g.r.IntN(3))
	text = before + " " + text + " " + g.fill(1)
	c := Case{Flag: map[int]string{-1: "sum_differs", 0: "sum_agrees", 1: "sum_differs"}[off]}
	if kind == "open" {
		c.Flag = ""
	}
	find := func(open, shut byte) Target {
		from, to := strings.IndexByte(text, open), strings.IndexByte(text, shut)
		marks := func(at int) int { // marks before a byte
			n := 0
			for i := range at {
				if text[i] < 5 {
					n++
				}
			}
			return n
		}
		return Target{Start: from - marks(from), End: to - marks(to)}
	}
	c.Targets = [2]Target{find(1, 2), find(3, 4)}
	clean := strings.Map(func(r rune) rune {
		if r < 5 {
			return -1
		}
		return r
	}, text)
	s := g.of(&g.data.Themes[0])
	c.Documents = []Document{{Text: clean, Source: s.outlet, Published: s.published}}
	return c, true
}
