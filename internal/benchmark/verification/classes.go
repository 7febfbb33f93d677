package verification

import (
	"math"

	"annals/stages"
)

// class is a kind of case: its truth and how to make one.
type class struct {
	name, want string
	make       func(*generator) (Case, bool)
}

func counts(t *theme) bool     { return len(t.Units) == 0 && t.Decimals == 0 }
func dated(t *theme) bool      { return t.Kind != "flow" }
func notEvent(t *theme) bool   { return !t.Event && t.Kind != "flow" && t.Kind != "share" }
func cumulative(t *theme) bool { return t.Kind == "cumulative" && !t.Event }
func stock(t *theme) bool      { return t.Kind == "stock" || t.Kind == "share" }
func flow(t *theme) bool       { return t.Kind == "flow" }

// classes is the list of kinds of case.
func classes() []class {
	list := []class{
		{"agree: same number", "agree", func(g *generator) (Case, bool) {
			a, ok := g.base(nil)
			b := g.second(a, g.r.IntN(3))
			return g.pair(a, b, ok)
		}},
		{"agree: rounded", "agree", func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool { return t.High > 20000 })
			a.value = g.fine(a.theme)
			b := g.second(a, 0)
			b.value = significant(a.value, 2)
			return g.pair(a, b, ok)
		}},
		{"agree: number words", "agree", func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool { return counts(t) && (t.Low < 20 || t.High > 2e7) })
			if a.theme.Low < 20 {
				a.value = float64(4 + g.r.IntN(16))
			} else {
				a.value = float64(2+g.r.IntN(8)) * 1e6
			}
			b := g.second(a, 0)
			b.words = true
			return g.pair(a, b, ok)
		}},
		{"agree: same hedge", "agree", func(g *generator) (Case, bool) {
			a, ok := g.base(nil)
			a.value = roundDown(a.value)
			a.hedge = []stages.Qualifier{stages.QualifierOver, stages.QualifierNearly}[g.r.IntN(2)]
			return g.pair(a, g.second(a, 0), ok)
		}},
		{"agree: other name of the actor", "agree", func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool { return t.names("actor") })
			for len(g.data.Actors[a.actor].Aliases) < 2 {
				a.actor = g.r.IntN(len(g.data.Actors))
			}
			b := g.second(a, 0)
			b.alias = 1 + g.r.IntN(len(g.data.Actors[a.actor].Aliases)-1)
			return g.pair(a, b, ok)
		}},
		{"agree: other unit", "agree", func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool { return len(t.Units) > 1 })
			b := g.second(a, 0)
			b.convert(1)
			b.value = math.Round(b.value)
			return g.pair(a, b, ok)
		}},
		{"compatible: over", "compatible", g2(func(g *generator, a, b *said) {
			b.hedge, b.value = stages.QualifierOver, roundDown(a.value*0.97)
		})},
		{"compatible: at least", "compatible", g2(func(g *generator, a, b *said) {
			b.hedge, b.value = stages.QualifierAtLeast, g.tidy(a.theme, a.value*(0.6+0.3*g.r.Float64()))
		})},
		{"compatible: nearly", "compatible", g2(func(g *generator, a, b *said) {
			b.hedge, b.value = stages.QualifierNearly, roundUp(a.value*1.005)
		})},
		{"compatible: about", "compatible", g2(func(g *generator, a, b *said) {
			b.hedge, b.value = stages.QualifierAbout, significant(a.value*(0.97+0.06*g.r.Float64()), 2)
		})},
		{"compatible: up to", "compatible", g2(func(g *generator, a, b *said) {
			b.hedge, b.value = stages.QualifierUpTo, roundUp(a.value*1.1)
		})},
		{"compatible: range", "compatible", g2(func(g *generator, a, b *said) {
			b.value, b.high = roundDown(a.value*0.9), roundUp(a.value*1.1)
		})},
		{"compatible: two hedges", "compatible", func(g *generator) (Case, bool) {
			a, ok := g.base(dated)
			x := a.value
			a.hedge, a.value = stages.QualifierOver, roundDown(x)
			b := g.second(a, 0)
			b.hedge, b.value = stages.QualifierNearly, roundUp(x*1.1)
			return g.pair(a, b, ok)
		}},
		{"updated: running count", "updated", func(g *generator) (Case, bool) {
			a, ok := g.base(cumulative)
			b := g.second(a, 60+g.r.IntN(700))
			b.value = g.tidy(a.theme, a.value*(1.3+g.r.Float64()))
			return g.pair(a, b, ok)
		}},
		{"updated: hedged running count", "updated", func(g *generator) (Case, bool) {
			a, ok := g.base(cumulative)
			a.hedge, a.value = stages.QualifierOver, roundDown(a.value)
			b := g.second(a, 60+g.r.IntN(700))
			b.value = g.tidy(a.theme, a.value*(1.4+g.r.Float64()))
			if b.hedge = stages.QualifierExact; g.r.IntN(2) == 0 {
				b.hedge, b.value = stages.QualifierOver, roundDown(b.value)
			}
			return g.pair(a, b, ok)
		}},
		{"updated: stock of another date", "updated", func(g *generator) (Case, bool) {
			a, ok := g.base(stock)
			b := g.second(a, 90+g.r.IntN(700))
			b.value = g.tidy(a.theme, a.value*[]float64{0.6, 0.75, 1.3, 1.6}[g.r.IntN(4)])
			return g.pair(a, b, ok)
		}},
		{"updated: stated dates", "updated", func(g *generator) (Case, bool) {
			a, ok := g.base(cumulative)
			b := g.second(a, g.r.IntN(5))
			b.asOf = a.published.AddDays(-20)
			a.asOf = a.published.AddDays(-150 - g.r.IntN(300))
			b.value = g.tidy(a.theme, a.value*(1.3+g.r.Float64()))
			return g.pair(a, b, ok)
		}},
		{"updated: toll of the next day", "updated", func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool { return t.Event })
			b := g.second(a, 1+g.r.IntN(3))
			b.value = g.tidy(a.theme, a.value*(1.15+g.r.Float64()))
			return g.pair(a, b, ok)
		}},
		{"updated: correction", "updated", func(g *generator) (Case, bool) {
			a, ok := g.base(notEvent)
			b := g.second(a, 1+g.r.IntN(3))
			b.outlet, b.correct = a.outlet, true
			b.value = g.tidy(a.theme, a.value*(0.5+0.35*g.r.Float64()))
			return g.pair(a, b, ok)
		}},
		{"conflict: plain numbers", "conflict", func(g *generator) (Case, bool) {
			a, ok := g.base(dated)
			b := g.second(a, 0)
			b.value = g.other(a)
			return g.pair(a, b, ok)
		}},
		{"conflict: stated date", "conflict", func(g *generator) (Case, bool) {
			a, ok := g.base(notEvent)
			a.asOf = a.published.AddDays(-10 - g.r.IntN(200))
			b := g.second(a, g.r.IntN(60))
			b.value = g.other(a)
			return g.pair(a, b, ok)
		}},
		{"conflict: same week", "conflict", func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool { return t.Kind == "stock" })
			b := g.second(a, 1+g.r.IntN(2))
			b.value = g.other(a)
			return g.pair(a, b, ok)
		}},
		{"conflict: at least", "conflict", func(g *generator) (Case, bool) {
			a, ok := g.base(dated)
			b := g.second(a, 0)
			b.hedge, b.value = stages.QualifierAtLeast, roundUp(a.value*(1.12+0.6*g.r.Float64()))
			return g.pair(a, b, ok)
		}},
		{"conflict: fewer than", "conflict", func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool { return dated(t) && counts(t) })
			b := g.second(a, 0)
			b.hedge, b.value = stages.QualifierUnder, roundDown(a.value*(0.5+0.35*g.r.Float64()))
			return g.pair(a, b, ok)
		}},
		{"conflict: same period", "conflict", func(g *generator) (Case, bool) {
			a, ok := g.base(flow)
			b := g.second(a, g.r.IntN(200))
			b.year = a.year
			b.value = g.other(a)
			return g.pair(a, b, ok)
		}},
		{"conflict: other unit", "conflict", func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool { return len(t.Units) > 1 })
			b := g.second(a, 0)
			b.value = g.other(a)
			b.convert(1)
			b.value = math.Round(b.value)
			return g.pair(a, b, ok)
		}},
		{"conflict: in one document", "conflict", func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool { return notEvent(t) && counts(t) })
			a.asOf = a.published.AddDays(-5 - g.r.IntN(60))
			b := g.second(a, 0)
			b.value = g.other(a)
			if !ok {
				return Case{}, false
			}
			return g.together(a, b), true
		}},
		{"trap: part of the place", NotComparable, func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool { return t.names("actor") })
			b := g.second(a, 0)
			for _, p := range g.data.Places {
				if p.Name == a.place {
					b.place = p.Region
				}
			}
			b.value = g.tidy(a.theme, a.value*(1.5+3*g.r.Float64()))
			return g.pair(a, b, ok)
		}},
		{"trap: other place", NotComparable, func(g *generator) (Case, bool) {
			a, ok := g.base(nil)
			b := g.second(a, 0)
			for b.place == a.place {
				b.place = g.data.Places[g.r.IntN(len(g.data.Places))].Name
			}
			b.value = g.other(a)
			return g.pair(a, b, ok)
		}},
		{"trap: other actor", NotComparable, func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool { return t.names("actor") })
			b := g.second(a, 0)
			for b.actor == a.actor {
				b.actor = g.r.IntN(len(g.data.Actors))
			}
			b.value = g.other(a)
			return g.pair(a, b, ok)
		}},
		{"trap: other period", NotComparable, func(g *generator) (Case, bool) {
			a, ok := g.base(flow)
			b := g.second(a, g.r.IntN(30))
			b.year = a.year - 1 - g.r.IntN(3)
			b.value = g.other(a)
			return g.pair(a, b, ok)
		}},
		{"trap: other currency", NotComparable, func(g *generator) (Case, bool) {
			a, ok := g.base(func(t *theme) bool { return len(t.Units) > 0 && t.Units[0] == "usd" })
			b := g.second(a, 0)
			b.unit = "eur"
			b.value = g.other(a)
			return g.pair(a, b, ok)
		}},
		{"witness: reprint", "single_source", func(g *generator) (Case, bool) {
			a, ok := g.base(nil)
			if !ok {
				return Case{}, false
			}
			b := a
			b.outlet, b.published = g.outlet(a.outlet), a.published.AddDays(1)
			c := g.writeWith(a, b, 1)
			body := g.fill(10)
			tail := g.fill(2)
			for i := range c.Documents {
				text := c.Documents[0].Text
				if i == 1 {
					c.Targets[1].Start, c.Targets[1].End = c.Targets[0].Start, c.Targets[0].End
				}
				c.Documents[i].Text = text + " " + body
			}
			c.Documents[1].Text += " " + tail
			c.Independent = 1
			return c, true
		}},
		{"witness: one origin", "agree", func(g *generator) (Case, bool) {
			a, ok := g.base(nil)
			a.origin = g.data.Bodies[g.r.IntN(len(g.data.Bodies))]
			c, _ := g.pair(a, g.second(a, 0), ok)
			for t := range c.Targets {
				if c.Targets[t].Row != nil {
					c.Targets[t].Row.Speaker = a.origin
				}
			}
			c.Independent = 1
			return c, ok
		}},
		{"witness: two origins", "agree", func(g *generator) (Case, bool) {
			a, ok := g.base(nil)
			c, _ := g.pair(a, g.second(a, 0), ok)
			c.Independent = 2
			return c, ok
		}},
		{"witness: one outlet", "agree", func(g *generator) (Case, bool) {
			a, ok := g.base(nil)
			b := g.second(a, 0)
			b.outlet = a.outlet
			c, _ := g.pair(a, b, ok)
			c.Independent = 1
			return c, ok
		}},
	}
	list = append(list, sumClasses()...)
	for _, name := range []string{"planned", "negated", "measure_other", "noun_other", "modifier", "part", "change", "share", "rate", "aggregation"} {
		list = append(list, class{"trap: " + name, NotComparable, func(g *generator) (Case, bool) { return g.trap(name) }})
	}
	return list
}

// g2 makes a pair of one day from a plain statement and one that change hedges.
func g2(change func(g *generator, a, b *said)) func(*generator) (Case, bool) {
	return func(g *generator) (Case, bool) {
		a, ok := g.base(func(t *theme) bool { return t.Decimals == 0 })
		b := g.second(a, 0)
		change(g, &a, &b)
		return g.pair(a, b, ok && a.value != b.value)
	}
}

func (g *generator) pair(a, b said, ok bool) (Case, bool) {
	if !ok {
		return Case{}, false
	}
	if g.r.IntN(2) == 0 && a.published == b.published {
		a, b = b, a
	}
	return g.write(a, b), true
}

// trap pairs a frame of a theme with a sentence that says another thing.
func (g *generator) trap(name string) (Case, bool) {
	var list []*trapFrame
	for i := range g.data.Traps {
		if g.data.Traps[i].Class == name {
			list = append(list, &g.data.Traps[i])
		}
	}
	t := list[g.r.IntN(len(list))]
	for i := range g.data.Themes {
		if g.data.Themes[i].ID != t.Theme {
			continue
		}
		a := g.of(&g.data.Themes[i])
		b := g.second(a, 0)
		b.trap = t
		switch {
		case t.Unit == "percent":
			b.value = float64(3 + g.r.IntN(90))
		case name == "part" || name == "modifier":
			b.value = g.tidy(a.theme, math.Max(2, a.value*(0.1+0.5*g.r.Float64())))
		default:
			b.value = g.other(a)
		}
		return g.pair(a, b, true)
	}
	return Case{}, false
}

// other is a value that cannot be rounding of a's.
func (g *generator) other(a said) float64 {
	for range 30 {
		f := 1.05 + 0.6*g.r.Float64()
		if a.theme.Round > 0 || a.theme.Decimals > 0 {
			f += 0.15
		}
		if g.r.IntN(2) == 0 {
			f = 1 / f
		}
		x := g.tidy(a.theme, a.value*f)
		if math.Abs(x-a.value) > 0.045*a.value && x > 1 && math.Abs(x-a.value) >= 2*math.Pow10(-a.theme.Decimals) {
			return x
		}
	}
	return a.value * 3
}

// fine is a number to more digits than the theme rounds to.
func (g *generator) fine(t *theme) float64 {
	x := t.Low * math.Pow(t.High/t.Low, 0.4+0.6*g.r.Float64())
	if t.Decimals > 0 {
		return g.tidy(t, x)
	}
	return significant(x, 4)
}

// convert restates the value in the theme's unit number i.
func (s *said) convert(i int) {
	factor := map[string]float64{"mile": 1 / 1.609344, "acre": 2.4710538}
	s.unit = s.theme.Units[i]
	s.value *= factor[s.unit]
}
