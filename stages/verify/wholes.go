package verify

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"annals/schemas"
	"annals/stages"
)

// Two things are found here that are no verdicts, since they compare figures of
// unequal keys: whether the parts that a text gives add up to its whole (sums.go),
// and whether the figure of a place is larger than that of the region that holds
// it. Both become flags of the checks concerned, a sentence more in their explanations,
// and rows of check_figures with the relation part.

// relationPart is the relation of a part to the check of its whole.
const relationPart = "part"

// sums is the wholes with parts of the batch; it marks the figures whose scope
// is that of a part.
func (g *gathering) sums() []stages.Sum {
	b := g.b
	sums := b.Sums
	if len(b.Contexts) != len(b.Figures) {
		sums = nil
		for i := 0; i < len(b.Figures); {
			j := i + 1
			for j < len(b.Figures) && b.Figures[j].DocID == b.Figures[i].DocID {
				j++
			}
			sums = g.v.Sums(b.Figures[i:j], int32(i), sums)
			i = j
		}
	}
	for i := range sums {
		total, first := &b.Figures[sums[i].Total], &b.Figures[sums[i].Parts[0]]
		if total.ScopeStart.Known && total.SpanStart < first.SpanStart && total.ScopeStart.Value > first.SpanStart && total.SentenceNo == first.SentenceNo {
			g.contextOf(sums[i].Total).StrayScope = true
		}
	}
	return sums
}

// addSums tells the checks of the wholes what their parts add up to. A whole
// that could not be compared with anything gets a check of its own.
func (g *gathering) addSums(sums []stages.Sum) {
	for i := range sums {
		s := &sums[i]
		total := &g.b.Figures[s.Total]
		doc, ok := g.docs[total.DocID]
		if !ok || g.copy[doc].of >= 0 || total.IsNegated {
			continue
		}
		if g.check[s.Total] < 0 {
			c, ok := g.claim(s.Total, trust{weak: true})
			if !ok {
				continue
			}
			g.write(key{}, []claim{c}, []int32{0}, nil)
		}
		at := g.check[s.Total]
		row := &g.b.Checks[at]
		conv := convert(total.Unit)
		flag := flagSumAgrees
		if s.Differs {
			flag = flagSumDiffers
		}
		row.Flags = withFlag(row.Flags, flag)
		e := explainer{g, nil}
		var words []string
		sum := 0.0
		for _, p := range s.Parts {
			f := &g.b.Figures[p]
			words = append(words, amount(f))
			if v, ok := g.v.valueOf(f); ok {
				sum += v.nominal
			}
		}
		of := ""
		if row.NFigures > 1 {
			of = " of " + amount(total) + " in " + e.outletOf(doc)
		}
		text := " The parts" + of + ", " + list(words) + ", add up to "
		if s.Differs {
			text += numberText(sum/conv.factor) + ", not to " + amount(total) + "."
		} else {
			text += "it."
			if of != "" {
				text = " The parts" + of + ", " + list(words) + ", add up."
			}
		}
		row.Explanation += text
		for _, p := range s.Parts {
			if g.check[p] != at {
				g.addPart(row.CheckID, p, "One of the parts of "+amount(total)+".")
			}
		}
	}
}

// withFlag adds a flag to a sorted list.
func withFlag(flags []string, flag string) []string {
	if at, found := slices.BinarySearch(flags, flag); !found {
		return slices.Insert(slices.Clone(flags), at, flag)
	}
	return flags
}

// addPart lists a figure as a part in the check of its whole.
func (g *gathering) addPart(check string, figure int32, explanation string) {
	f := &g.b.Figures[figure]
	v, ok := g.v.valueOf(f)
	if !ok {
		return
	}
	conv := convert(f.Unit)
	r := schemas.CheckFigure{
		CheckID: check, FigureID: f.FigureID, Relation: relationPart, Low: bound(v.hard.low / conv.factor), High: bound(v.hard.high / conv.factor),
		AsOfStart: f.AsOfStart, AsOfEnd: f.AsOfEnd, Explanation: explanation,
	}
	if f.Actor != "" {
		r.Actor, r.ActorBasis = f.Actor, parsePartyBasis(f.ActorBasis).String()
	}
	if f.Scope != "" {
		r.Scope, r.ScopeBasis = f.Scope, parsePartyBasis(f.ScopeBasis).String()
	}
	g.b.CheckFigures = append(g.b.CheckFigures, r)
}

// extremes is how many figures of each side of a part and its whole are
// compared: the largest of the part with the smallest of the whole.
const extremes = 24

// partsAboveWholes compares each place with the regions that hold it. items are
// sorted by key.
func (g *gathering) partsAboveWholes(ctx context.Context, ids map[key]int32, keys []key, items []item) error {
	first := make([]int32, len(keys)+1)
	for i := range items {
		first[items[i].key+1] = int32(i) + 1
	}
	for n, k := range keys {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if k.modality != 0 || k.kind != kindStock && k.kind != kindCumulative && k.kind != kindFlow || k.scope == 0 {
			continue
		}
		for _, whole := range g.wholesOf(k, ids) {
			if int(whole) != n {
				g.comparePart(k, items[first[n]:first[n+1]], items[first[whole]:first[whole+1]])
			}
		}
	}
	return nil
}

// wholesOf is the keys that differ from k in that a region stands for a place
// in it.
func (g *gathering) wholesOf(k key, ids map[key]int32) []int32 {
	var found []int32
	for _, slot := range [...]int32{k.scope, k.actor} {
		if slot == 0 {
			continue
		}
		for _, region := range g.v.words.within[g.keys.names[slot]] {
			r, known := g.keys.ids[region]
			if !known {
				continue
			}
			w := k
			if slot == k.scope {
				w.scope = r
			} else {
				w.actor = r
			}
			for range 2 {
				if n, ok := ids[w]; ok {
					found = append(found, n)
				}
				if w.actor == 0 || g.keys.twoWay(g.keys.names[k.measure]) {
					break
				}
				w.actor, w.scope = w.scope, w.actor // the key may hold the two in either order
			}
		}
	}
	return found
}

// comparePart flags the figures of a part that are larger than the whole's of
// the same time.
func (g *gathering) comparePart(k key, part, whole []item) {
	parts := g.extreme(k, part, func(a, b *claim) int { return cmp.Compare(b.value.hard.low, a.value.hard.low) })
	wholes := g.extreme(k, whole, func(a, b *claim) int { return cmp.Compare(a.value.hard.high, b.value.hard.high) })
	for i := range parts {
		for j := range wholes {
			p, w := &parts[i], &wholes[j]
			if p.value.hard.low <= w.value.hard.high*(1+1e-9) {
				break // the wholes only grow from here
			}
			if !g.exceeds(k, p, w) {
				continue
			}
			g.flagPart(p, w)
			return // one pair says it
		}
	}
}

// extreme is the claims of a key that may be compared with a part or whole, at
// most extremes of them, sorted.
func (g *gathering) extreme(k key, items []item, order func(a, b *claim) int) []claim {
	var claims []claim
	for _, x := range items {
		if x.trust.weak || x.trust.anonymous && !k.event && !k.place || !additive(&g.b.Figures[x.figure]) {
			continue
		}
		if c, ok := g.claim(x.figure, x.trust); ok && g.copy[c.document].of < 0 && g.check[x.figure] >= 0 {
			claims = append(claims, c)
		}
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return order(&a, &b) })
	return claims[:min(len(claims), extremes)]
}

// additive reports whether the figures of parts add up to that of the whole:
// people and money do, rates and speeds do not.
func additive(f *schemas.Figure) bool {
	switch f.Dimension {
	case "", "count", "currency", "mass", "area", "volume", "energy", "power":
		return true
	case "length":
		return f.Aggregation == string(stages.Cumulative)
	}
	return false
}

// exceeds reports whether the times of a part and a whole and their sentences
// allow them to be compared.
func (g *gathering) exceeds(k key, part, whole *claim) bool {
	switch k.kind {
	case kindStock:
		if relate(part.when, whole.when, false) != timeSame {
			return false
		}
	case kindCumulative:
		if startsDiffer(part.when, whole.when) {
			return false
		}
		if r := relate(part.when, whole.when, true); r != timeSame && r != timeEarlier {
			return false
		}
	default:
		if !samePeriod(part.when, whole.when) {
			return false
		}
	}
	x, y := g.context(part), g.context(whole)
	if x.Groups != y.Groups || opposed(x, y) {
		return false
	}
	if k.event {
		return topicsMeet(x, y) && distance(part.when.at(), whole.when.at(), part.when.known() && whole.when.known()) <= 14
	}
	return true
}

// flagPart flags both checks and lists the part in that of the whole.
func (g *gathering) flagPart(part, whole *claim) {
	p, w := g.check[part.figure], g.check[whole.figure]
	e := explainer{g, []claim{*part, *whole}}
	text := " A part larger than its whole: " + e.who(0) + " gives " + e.what(0) + e.where(0) + ", " + e.who(1) + " only " + e.value(1) + e.where(1) + "."
	for _, at := range [...]int32{p, w} {
		row := &g.b.Checks[at]
		if !slices.Contains(row.Flags, flagPartAboveWhole) {
			row.Flags = withFlag(row.Flags, flagPartAboveWhole)
			row.Explanation += text
		}
	}
	g.addPart(g.b.Checks[w].CheckID, part.figure, "A part of it, yet larger.")
}

// list joins words as a person would: "300, 100 and 12".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// numberText writes a number as news text does: "1,204", "42 million".
func numberText(x float64) string {
	for _, m := range [...]struct {
		size float64
		name string
	}{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}} {
		if y := x / m.size; y >= 1 && math.Abs(y*1000-math.Round(y*1000)) < 1e-6 {
			return decimal(y, 3) + m.name
		}
	}
	return decimal(x, 2)
}
