package verify

import (
	"cmp"
	"slices"

	"annals/schemas"
	"annals/stages"
)

// What a typed claim comes to against the figures of a batch.
const (
	Supported    = "supported"    // the newest figures say so
	Contradicted = "contradicted" // the newest figures say otherwise
	Outdated     = "outdated"     // it was so; newer figures say otherwise
	Unknown      = "unknown"      // nothing comparable, or the figures contradict each other
)

// An Answer is what a batch says to one figure of a claim.
type Answer struct {
	Claim       schemas.Figure
	Verdict     string
	Explanation string
	Evidence    []Evidence // oldest first
}

// Evidence is a figure of the batch that bears on a claim.
type Evidence struct {
	Figure   *schemas.Figure
	Document *schemas.Document
	Check    *schemas.Check // nil where it is in no check
	Stand    string         // Supported, Contradicted, Outdated or Unknown: what it says by itself
}

// Answers holds each figure of a claim against a published batch: documents,
// figures with their sentences, checks. Copies bear no witness. The figures of
// the claim have no document; a claim without a date is meant for now, so that
// the newest figures decide.
func (v *Verifier) Answers(claim []schemas.Figure, b *stages.Batch) []Answer {
	g := &gathering{v: v, b: b, keys: newKeyer(v.words), docs: make(map[string]int32, len(b.Documents)), texts: texts{}}
	g.dateDocuments()
	g.copy = make([]copyLink, len(b.Documents))
	for i := range b.Documents {
		g.copy[i].of = -1
		if of, ok := g.docs[b.Documents[i].CopyOfDocID]; ok && int(of) != i {
			g.copy[i].of = of
		}
	}
	checks := make(map[string]*schemas.Check, len(b.Checks))
	for i := range b.Checks {
		checks[b.Checks[i].CheckID] = &b.Checks[i]
	}
	answers := make([]Answer, len(claim))
	keys := make([]key, len(claim))
	known := make([]bool, len(claim))
	weak := make([]trust, len(claim))
	for i := range claim {
		answers[i] = Answer{Claim: claim[i], Verdict: Unknown}
		context := v.Context(&claim[i])
		keys[i], weak[i], known[i] = g.keys.make(&claim[i], &context, surroundings{})
	}
	groups := make([][]claimed, len(claim))
	for i := range b.Figures {
		k, w, ok := g.keys.make(&b.Figures[i], g.contextOf(int32(i)), g.around(&b.Figures[i]))
		if !ok {
			continue
		}
		for n := range claim {
			if !known[n] || keys[n] != k {
				continue
			}
			if c, ok := g.claim(int32(i), trust{weak: w.weak || weak[n].weak, anonymous: w.anonymous, actor: w.actor, scope: w.scope}); ok && g.copy[c.document].of < 0 {
				groups[n] = append(groups[n], claimed{claim: c})
			}
		}
	}
	for n := range claim {
		g.answer(&answers[n], keys[n], groups[n], checks)
	}
	return answers
}

// claimed is a claim of the batch and what it says to the typed one.
type claimed struct {
	claim
	stand string
}

func (g *gathering) answer(a *Answer, k key, group []claimed, checks map[string]*schemas.Check) {
	typed, ok := g.typed(&a.Claim)
	if !ok {
		a.Explanation = "Unknown: the claim's number cannot be read."
		return
	}
	group = g.stands(a, k, &typed, group)
	if !slices.ContainsFunc(group, func(c claimed) bool { return c.stand != Unknown }) {
		if found := g.byWords(&a.Claim, k, &typed); len(found) > 0 {
			group = found
		}
	}
	if len(group) == 0 {
		a.Explanation = "Unknown: no figure in the batch can be compared with this one."
		return
	}
	slices.SortStableFunc(group, func(x, y claimed) int { return cmp.Compare(x.order(), y.order()) })
	latest := noDay
	for i := range group {
		if c := &group[i]; c.when.known() {
			latest = max(latest, c.when.at())
		}
	}
	votes := map[string]int{}
	best := map[string]*claimed{} // the newest that takes each stand
	for i := range group {
		c := &group[i]
		current := typed.when.known() || !c.when.known() || c.when.at() >= latest-sameWeek || c.stand == Contradicted && k.kind != kindStock && k.kind != kindCumulative && k.kind != kindShare
		if !current {
			if c.stand == Supported {
				c.stand = Outdated
				votes[Outdated]++
			}
			continue
		}
		votes[c.stand]++
		best[c.stand] = c
	}
	switch {
	case votes[Supported] > 0 && votes[Contradicted] > 0:
		a.Explanation = "Unknown: the sources contradict each other."
	case votes[Supported] > 0:
		a.Verdict = Supported
	case votes[Contradicted] > 0 && votes[Outdated] > 0:
		a.Verdict = Outdated
	case votes[Contradicted] > 0:
		a.Verdict = Contradicted
	default:
		a.Explanation = "Unknown: the figures in the batch neither confirm nor exclude it."
	}
	if a.Verdict == Contradicted && k.kind == kindCumulative && !typed.when.known() && g.between(&typed, group) {
		a.Verdict = Outdated
	}
	for i := range group {
		c := &group[i]
		f := &g.b.Figures[c.figure]
		if ch := checks[f.CheckID]; ch != nil && ch.Verdict == "conflict" && c.stand != Unknown && a.Verdict != Unknown && g.disputed(c, group, k) {
			a.Verdict, a.Explanation = Unknown, "Unknown: the sources contradict each other."
		}
		a.Evidence = append(a.Evidence, Evidence{Figure: f, Document: &g.b.Documents[c.document], Check: checks[f.CheckID], Stand: c.stand})
	}
	if a.Explanation != "" {
		return
	}
	word := map[string]string{Supported: "Supported: ", Contradicted: "Contradicted: ", Outdated: "Outdated: "}[a.Verdict]
	c := best[Supported]
	if a.Verdict != Supported {
		c = best[Contradicted]
	}
	e := explainer{g, []claim{c.claim}}
	a.Explanation = word + e.who(0) + " gives " + e.what(0) + e.where(0) + "."
}

// stands says what each claim of the group is to the typed one; parts of another
// number of its sentence are left out.
func (g *gathering) stands(a *Answer, k key, typed *claim, group []claimed) []claimed {
	claims := make([]claim, len(group))
	for i := range group {
		claims[i] = group[i].claim
	}
	context := g.v.Context(&a.Claim)
	out := group[:0]
	for _, c := range g.dropParts(claims) {
		stand := g.stand(k, typed, &c)
		if c.weak && (stand == Contradicted || !topicsMeet(&context, g.context(&c))) {
			stand = Unknown
		}
		out = append(out, claimed{c, stand})
	}
	return out
}

// typed reads the figure of a claim.
func (g *gathering) typed(f *schemas.Figure) (claim, bool) {
	conv := convert(f.Unit)
	s := statement{
		min: orNaN(f.ValueMin), max: orNaN(f.ValueMax), qualifier: stages.Qualifier(f.Qualifier), exact: f.Exact,
		convertedFactor: conv.factor, convertedTolerance: conv.tolerance, precise: g.v.words.isPrecise(f.QualifierText),
	}
	v, ok := s.read()
	c := claim{value: v, qualifier: s.qualifier, published: noDay, since: noDay, copyOf: -1, document: -1}
	c.when.basis = parseBasis(f.AsOfBasis)
	if f.AsOfBasis != "publication" {
		c.when.start, c.when.hasStart = int32(f.AsOfStart.Value), f.AsOfStart.Known
		c.when.end, c.when.hasEnd = int32(f.AsOfEnd.Value), f.AsOfEnd.Known
		c.when.stated = c.when.known()
	}
	if !c.when.hasEnd && c.when.hasStart { // "since 2014": up to now
		c.since = c.when.start
		c.when.hasStart, c.when.stated = false, false
	}
	return c, ok
}

// stand is what one figure says to a claim.
func (g *gathering) stand(k key, typed, c *claim) string {
	if typed.when.known() {
		same := false
		switch k.kind {
		case kindStock, kindShare, kindCumulative:
			same = relate(typed.when, c.when, k.kind == kindCumulative) == timeSame
			if !same && c.when.known() && wide(typed.when) && c.when.at() >= typed.when.start && c.when.at() <= typed.when.end {
				same = true
			}
		default:
			same = samePeriod(typed.when, c.when)
		}
		if k.kind != kindStock && k.kind != kindShare && typed.when.days() > month && c.when.stated && c.when.days() > month {
			same = samePeriod(typed.when, c.when) // two stated periods
		}
		if !same {
			return Unknown
		}
	}
	if f := &g.b.Figures[c.figure]; typed.since != noDay && f.AsOfStart.Known && !f.AsOfEnd.Known && f.AsOfBasis != "publication" &&
		distance(typed.since, int32(f.AsOfStart.Value), true) > 366 {
		return Unknown // counted from another year on
	}
	said := typed.value.hard
	if typed.qualifier == stages.QualifierNearly {
		said = typed.value.near
	}
	switch {
	case said.meets(c.value.near):
		return Supported
	case k.kind == kindCumulative && typed.when.days() > month && c.when.days() <= month:
		return Unknown // what was done in a year against all that was done up to a day
	case !said.meets(c.value.hard):
		return Contradicted
	}
	return Unknown
}

// month is the longest time, in days, that is taken for a date and not for a
// period in which something was done.
const month = 31

// between reports whether a running count without a date lies between an older
// and the newest figure: true once, overtaken now.
func (g *gathering) between(typed *claim, group []claimed) bool {
	below, above := false, false
	for i := range group {
		n := group[i].value.nominal
		below = below || n <= typed.value.nominal
		above = above || n > typed.value.nominal
	}
	return below && above
}

// disputed reports whether a current figure of the group contradicts c.
func (g *gathering) disputed(c *claimed, group []claimed, k key) bool {
	for i := range group {
		if p, _ := compare(&c.claim, &group[i].claim, k.kind.aggregation()); p == conflicts {
			return true
		}
	}
	return false
}
