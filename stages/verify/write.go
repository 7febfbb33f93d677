package verify

import (
	"math"
	"slices"

	"annals/schemas"
)

// write makes the check of one component: its verdict, its row, and the rows
// of its figures.
func (g *gathering) write(k key, group []claim, members []int32, edges []edge) {
	active := members[:0:0]
	for _, m := range members {
		if group[m].copyOf < 0 {
			active = append(active, m)
		}
	}
	verdict := verdictOf(edges)
	newest := newestOf(group, active)
	figures := make([]string, len(members))
	for i, m := range members {
		figures[i] = g.b.Figures[group[m].figure].FigureID
	}
	slices.Sort(figures)
	id := schemas.ID(append([]string{"checks"}, figures...)...)

	lead := &g.b.Figures[group[newest].figure]
	conv := convert(lead.Unit)
	row := schemas.Check{
		CheckID: id, Measure: lead.Measure, Counted: lead.CountedHead, Unit: lead.Unit, Dimension: lead.Dimension, Aggregation: lead.Aggregation,
		Actor: lead.Actor, Scope: lead.Scope, Verdict: verdict, NFigures: int32(len(members)),
		NIndependent: int32(independent(group, members)),
	}
	if g.v.words.measures[row.Measure] == "" {
		// The taxonomy's name, where any of the figures has one.
		for _, m := range members {
			if f := &g.b.Figures[group[m].figure]; g.v.words.measures[f.Measure] != "" {
				row.Measure, row.Aggregation = f.Measure, f.Aggregation
				break
			}
		}
	}
	documents := map[int32]bool{}
	low, high := math.Inf(1), math.Inf(-1)
	for _, m := range members {
		documents[group[m].document] = true
		if group[m].copyOf < 0 {
			low, high = math.Min(low, group[m].value.hard.low), math.Max(high, group[m].value.hard.high)
		}
	}
	row.NDocuments = int32(len(documents))
	row.ValueLow, row.ValueHigh = bound(low/conv.factor), bound(high/conv.factor)
	row.LatestValue = bound(group[newest].value.nominal / conv.factor)
	if w := group[newest].when; w.known() {
		row.LatestAsOf = schemas.Some(schemas.Day(w.at()))
	}
	if k.kind == kindFlow || k.kind == kindChange {
		if w := group[newest].when; w.stated && w.hasStart && w.hasEnd {
			row.PeriodStart, row.PeriodEnd = schemas.Some(schemas.Day(w.start)), schemas.Some(schemas.Day(w.end))
		}
	}
	e := explainer{g, group}
	relations := relationsOf(group, members, edges, verdict, newest)
	row.Explanation = e.check(verdict, members, active, edges, newest)
	row.Flags = flagsOf(group, edges)
	if g.context(&group[newest]).StrayScope {
		row.Scope = ""
	}
	at := int32(len(g.b.Checks))
	g.b.Checks = append(g.b.Checks, row)
	for i, m := range members {
		c := &group[m]
		f := &g.b.Figures[c.figure]
		f.CheckID = id
		g.check[c.figure] = at
		r := schemas.CheckFigure{
			CheckID: id, FigureID: f.FigureID, Relation: relations[i],
			Low: bound(c.value.hard.low / conv.factor), High: bound(c.value.hard.high / conv.factor),
		}
		g.parties(&r, k, c)
		if c.when.hasStart {
			r.AsOfStart = schemas.Some(schemas.Day(c.when.start))
		}
		if c.when.hasEnd {
			r.AsOfEnd = schemas.Some(schemas.Day(c.when.end))
		}
		if r.AsOfStart.Known && r.AsOfEnd.Known && r.AsOfStart.Value > r.AsOfEnd.Value {
			r.AsOfStart = r.AsOfEnd
		}
		if len(members) > 1 {
			r.Explanation = e.figure(relations[i], m, edges, newest)
		}
		g.b.CheckFigures = append(g.b.CheckFigures, r)
	}
}

// parties fills the actor and the scope that a figure was compared by.
func (g *gathering) parties(r *schemas.CheckFigure, k key, c *claim) {
	f := &g.b.Figures[c.figure]
	name := func(id int32, from basisOfParty) string {
		if s := g.around(f).speaker; from == partySpeaker && g.keys.actorOf(s) == id {
			return s
		}
		return g.keys.usualName(id, f)
	}
	if c.actor != partyUnsaid && k.actor != 0 {
		r.Actor, r.ActorBasis = name(k.actor, c.trust.actor), c.trust.actor.String()
	}
	if c.scope != partyUnsaid && k.scope != 0 {
		r.Scope, r.ScopeBasis = name(k.scope, c.trust.scope), c.trust.scope.String()
	}
}

// Flags of checks.
const (
	flagRevision       = "revision"
	flagRegression     = "regression"
	flagInDocument     = "in_document"
	flagSumAgrees      = "sum_agrees"
	flagSumDiffers     = "sum_differs"
	flagPartAboveWhole = "part_above_whole"
)

// flagsOf is what the pairs of a check show beside the verdict, sorted.
func flagsOf(group []claim, edges []edge) []string {
	var flags []string
	add := func(f string) {
		if !slices.Contains(flags, f) {
			flags = append(flags, f)
		}
	}
	for _, e := range edges {
		old, new := &group[e.a], &group[e.b]
		if e.newer == 0 {
			old, new = new, old
		}
		same := relate(old.when, new.when, false) == timeSame
		switch {
		case e.pairing == conflicts && old.document == new.document:
			add(flagInDocument)
		case e.pairing == revises && !new.corrects && !sameVoice(old, new):
			add(flagRegression)
		case e.pairing == revises, e.pairing == updates && (new.corrects || same && sameVoice(old, new) && new.value.nominal < old.value.nominal):
			add(flagRevision)
		}
	}
	slices.Sort(flags)
	return flags
}

func bound(x float64) schemas.Null[float64] {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return schemas.Null[float64]{}
	}
	return schemas.Some(tidy(x))
}

// tidy takes the noise of binary arithmetic out of a bound.
func tidy(x float64) float64 {
	if x == 0 {
		return 0
	}
	scale := math.Pow10(11 - int(math.Floor(math.Log10(math.Abs(x)))))
	if math.IsInf(scale, 0) || scale == 0 {
		return x
	}
	return math.Round(x*scale) / scale
}

// verdictOf is what the pairs come to: the gravest of them.
func verdictOf(edges []edge) string {
	worst := apart
	for _, e := range edges {
		p := e.pairing
		if p == revises {
			p = updates
		}
		worst = max(worst, p)
	}
	switch worst {
	case conflicts:
		return "conflict"
	case updates:
		return "updated"
	case compatible:
		return "compatible"
	case agrees:
		return "agree"
	}
	return "single_source"
}

// newestOf is the claim with the latest date; of equal ones the one published
// last, then the plainest.
func newestOf(group []claim, active []int32) int32 {
	best := active[0]
	for _, m := range active[1:] {
		a, b := &group[m], &group[best]
		switch {
		case a.when.known() != b.when.known():
			if a.when.known() {
				best = m
			}
		case a.when.known() && a.when.at() != b.when.at():
			if a.when.at() > b.when.at() {
				best = m
			}
		case a.published != b.published:
			if a.published > b.published {
				best = m
			}
		case a.value.plain && !b.value.plain:
			best = m
		}
	}
	return best
}

// relationsOf says how each member stands in its check.
func relationsOf(group []claim, members []int32, edges []edge, verdict string, newest int32) []string {
	disputed, old := map[int32]bool{}, map[int32]bool{}
	agreeing := map[int32]bool{}
	for _, e := range edges {
		switch e.pairing {
		case conflicts:
			disputed[e.a], disputed[e.b] = true, true
		case updates, revises:
			if e.newer == 0 {
				old[e.b] = true
			} else {
				old[e.a] = true
			}
		case agrees:
			agreeing[e.a], agreeing[e.b] = true, true
		}
	}
	out := make([]string, len(members))
	for i, m := range members {
		switch {
		case group[m].copyOf >= 0:
			out[i] = "copy"
		case disputed[m]:
			out[i] = "conflicts"
		case old[m]:
			out[i] = "superseded"
		case verdict == "updated" || verdict == "single_source" || m == newest && verdict == "conflict":
			out[i] = "newest"
			if m != newest && group[m].when.at() != group[newest].when.at() {
				out[i] = "compatible"
				if agreeing[m] {
					out[i] = "agrees"
				}
			}
		case agreeing[m]:
			out[i] = "agrees"
		default:
			out[i] = "compatible"
		}
	}
	return out
}
