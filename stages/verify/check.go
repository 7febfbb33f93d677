package verify

import (
	"cmp"
	"context"
	"math"
	"slices"

	"annals/schemas"
	"annals/stages"
)

const (
	// pairLimit is how many claims of one key are compared each with each.
	pairLimit = 64
	// pairWindow is with how many neighbours in time a claim of a larger key is
	// compared, after equal claims have been made one.
	pairWindow = 48
	// passageLimit is the largest group whose sentences are compared for copied
	// passages.
	passageLimit = 256
)

// gathering is the state of one Gather.
type gathering struct {
	v     *Verifier
	b     *stages.Batch
	keys  *keyer
	docs  map[string]int32 // DocID to index
	copy  []copyLink
	days  []int32 // by document: published, else its floor, else noDay
	floor []bool  // by document: days is a floor
	texts texts
	// titled is the document, plus one, of which about is the one name in the title.
	titled int32
	about  string
	check  []int32 // by figure: index of its check in Batch.Checks, -1 where it has none
}

// edge is a pair of claims of one group that have a bearing on each other.
type edge struct {
	a, b    int32
	pairing pairing
	newer   uint8 // 0: a
}

// item is a figure with the number of its key.
type item struct {
	key, figure int32
	trust       trust
}

// gather compares all figures of the batch.
func (g *gathering) gather(ctx context.Context) error {
	b := g.b
	ids := make(map[key]int32, len(b.Figures)/2)
	var keys []key
	items := make([]item, 0, len(b.Figures))
	g.check = make([]int32, len(b.Figures))
	for i := range g.check {
		g.check[i] = -1
	}
	sums := g.sums()
	g.keys.learn(g)
	themes := g.themes()
	for i := range b.Figures {
		f := &b.Figures[i]
		f.CheckID = ""
		k, t, ok := g.keys.make(f, g.contextOf(int32(i)), g.around(f))
		if ok {
			k, t = g.keys.resolve(k, t, g.contextOf(int32(i)))
		}
		if themed, same := themes[int32(i)]; same {
			k, t, ok = themed, trust{}, true
		}
		if !ok {
			continue
		}
		n, seen := ids[k]
		if !seen {
			n = int32(len(keys))
			ids[k] = n
			keys = append(keys, k)
		}
		items = append(items, item{n, int32(i), t})
	}
	slices.SortFunc(items, func(x, y item) int {
		if c := cmp.Compare(x.key, y.key); c != 0 {
			return c
		}
		return cmp.Compare(x.figure, y.figure)
	})
	// Room for all at once: growing would copy, and pages never written cost nothing.
	b.Checks = slices.Grow(b.Checks[:0], len(items))
	b.CheckFigures = slices.Grow(b.CheckFigures[:0], len(items))
	var group []claim
	for i := 0; i < len(items); {
		group = group[:0]
		j := i
		for ; j < len(items) && items[j].key == items[i].key; j++ {
			if c, ok := g.claim(items[j].figure, items[j].trust); ok {
				group = append(group, c)
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		g.compareGroup(keys[items[i].key], group)
		i = j
	}
	g.addSums(sums)
	if err := g.partsAboveWholes(ctx, ids, keys, items); err != nil {
		return err
	}
	slices.SortFunc(b.Checks, func(x, y schemas.Check) int { return cmp.Compare(x.CheckID, y.CheckID) })
	slices.SortFunc(b.CheckFigures, func(x, y schemas.CheckFigure) int {
		if c := cmp.Compare(x.CheckID, y.CheckID); c != 0 {
			return c
		}
		return cmp.Compare(x.FigureID, y.FigureID)
	})
	return nil
}

// claim makes a figure ready for comparing.
func (g *gathering) claim(i int32, t trust) (claim, bool) {
	f := &g.b.Figures[i]
	doc, ok := g.docs[f.DocID]
	if !ok {
		return claim{}, false
	}
	conv := convert(f.Unit)
	s := statement{
		min: orNaN(f.ValueMin), max: orNaN(f.ValueMax), qualifier: stages.Qualifier(f.Qualifier), exact: f.Exact,
		convertedFactor: conv.factor, convertedTolerance: conv.tolerance, precise: g.v.words.isPrecise(f.QualifierText),
	}
	v, ok := s.read()
	if !ok {
		return claim{}, false
	}
	c := claim{figure: i, document: doc, value: v, qualifier: s.qualifier, trust: t, published: noDay, copyOf: -1, witness: -1}
	if g.days[doc] != noDay && !g.floor[doc] {
		c.published = g.days[doc]
	}
	if f.Source != "" {
		c.outlet = g.keys.id("outlet " + stages.Fold(f.Source))
	}
	c.when = g.moment(f, doc)
	c.corrects = g.context(&c).Corrects
	return c, true
}

func orNaN(x schemas.Null[float64]) float64 {
	if !x.Known {
		return math.NaN()
	}
	return x.Value
}

func (v *vocabulary) isPrecise(qualifier string) bool {
	return qualifier != "" && v.precise[stages.Fold(qualifier)]
}

// moment is the time of a figure: what the row says, an open end closed by the
// document's date, and that date where the row says nothing.
func (g *gathering) moment(f *schemas.Figure, doc int32) moment {
	m := moment{basis: parseBasis(f.AsOfBasis)}
	if f.AsOfStart.Known {
		m.start, m.hasStart = int32(f.AsOfStart.Value), true
	}
	if f.AsOfEnd.Known {
		m.end, m.hasEnd = int32(f.AsOfEnd.Value), true
	}
	if m.known() && m.basis == basisUnknown {
		m.basis = basisContext
	}
	m.stated = m.known() && m.basis > basisPublication
	if m.hasEnd || g.days[doc] == noDay {
		return m
	}
	m.end, m.hasEnd = g.days[doc], true
	m.basis = basisPublication
	if g.floor[doc] {
		m.basis = basisFloor
	}
	if m.hasStart && m.start > m.end {
		m.end = m.start
	}
	if !m.hasStart {
		m.start, m.hasStart = m.end, true
	}
	return m
}

// context is what is kept of the claim's sentence.
func (g *gathering) context(c *claim) *stages.FigureContext { return g.contextOf(c.figure) }

func (g *gathering) contextOf(figure int32) *stages.FigureContext {
	if len(g.b.Contexts) == len(g.b.Figures) {
		return &g.b.Contexts[figure]
	}
	if x, ok := g.texts[figure]; ok {
		return x
	}
	x := g.v.Context(&g.b.Figures[figure])
	g.texts[figure] = &x
	return &x
}

type texts map[int32]*stages.FigureContext

// compareGroup compares the claims of one key and writes the checks that come of it.
func (g *gathering) compareGroup(k key, group []claim) {
	if len(group) == 0 {
		return
	}
	if len(group) > 1 {
		group = g.dropParts(group)
		slices.SortStableFunc(group, func(x, y claim) int {
			if c := cmp.Compare(x.order(), y.order()); c != 0 {
				return c
			}
			return cmp.Compare(x.figure, y.figure)
		})
		g.witnesses(group)
		g.markCopies(group)
	}
	edges := g.pairs(k, group)
	parts := newSets(len(group))
	for _, e := range edges {
		parts.join(e.a, e.b)
	}
	for i := range group {
		if c := group[i].copyOf; c >= 0 {
			parts.join(int32(i), c)
		}
	}
	// Members by component, in order of their first member.
	members := map[int32][]int32{}
	var roots []int32
	for i := range group {
		r := parts.find(int32(i))
		if members[r] == nil {
			roots = append(roots, r)
		}
		members[r] = append(members[r], int32(i))
	}
	byRoot := map[int32][]edge{}
	for _, e := range edges {
		r := parts.find(e.a)
		byRoot[r] = append(byRoot[r], e)
	}
	for _, r := range roots {
		g.write(k, group, members[r], byRoot[r])
	}
}

// dropParts leaves out the smaller of several figures of one sentence: they are
// its parts or its past ("412 peacekeepers: 260 at the base, the others ...",
// "from 380 to 412").
func (g *gathering) dropParts(group []claim) []claim {
	type place struct{ document, sentence int32 }
	most := make(map[place]float64, len(group))
	at := func(c *claim) (place, bool) {
		n := g.b.Figures[c.figure].SentenceNo
		return place{c.document, n.Value}, n.Known
	}
	for i := range group {
		if p, ok := at(&group[i]); ok {
			most[p] = math.Max(most[p], group[i].value.nominal)
		}
	}
	kept := group[:0]
	for i := range group {
		if p, ok := at(&group[i]); ok && group[i].value.nominal < most[p] {
			continue
		}
		kept = append(kept, group[i])
	}
	return kept
}

// pairs compares the claims of a group that are no copies. A group beyond
// pairLimit is thinned: claims that say the same of the same time stand for
// each other, and each is compared with its neighbours in time.
func (g *gathering) pairs(k key, group []claim) []edge {
	if len(group) < 2 {
		return nil
	}
	var active []int32
	var edges []edge
	if len(group) <= pairLimit {
		for i := range group {
			if group[i].copyOf < 0 {
				active = append(active, int32(i))
			}
		}
	} else {
		type saying struct {
			nominal   float64
			qualifier stages.Qualifier
			at, end   int32
		}
		first := map[saying]int32{}
		for i := range group {
			c := &group[i]
			if c.copyOf >= 0 {
				continue
			}
			s := saying{c.value.nominal, c.qualifier, c.when.at(), c.when.end}
			if !c.weak {
				if f, ok := first[s]; ok {
					edges = append(edges, edge{f, int32(i), agrees, 1})
					continue
				}
				first[s] = int32(i)
			}
			active = append(active, int32(i))
		}
	}
	window := len(active)
	if window > pairLimit {
		window = pairWindow
	}
	for x := range active {
		for y := x + 1; y < len(active) && y-x <= window; y++ {
			a, b := &group[active[x]], &group[active[y]]
			p, newer := g.pair(k, a, b)
			if p != apart {
				edges = append(edges, edge{active[x], active[y], p, uint8(newer)})
			}
		}
	}
	return edges
}

// pair is compare with what the rows know beyond the claims.
func (g *gathering) pair(k key, a, b *claim) (pairing, int) {
	p, newer := compare(a, b, k.kind.aggregation())
	if p == apart {
		return p, newer
	}
	f, h := &g.b.Figures[a.figure], &g.b.Figures[b.figure]
	if a.document == b.document {
		if f.SentenceNo.Known && f.SentenceNo == h.SentenceNo {
			return apart, newer // parts, steps or a contrast inside one sentence
		}
		if p == conflicts && (!said(f) || !said(h) || a.when.inherited() != b.when.inherited()) {
			return apart, newer
		}
	}
	x, y := g.context(a), g.context(b)
	if a.weak || b.weak || k.event && p >= updates || k.kind == kindUnknown && p >= updates {
		if !topicsMeet(x, y) {
			return apart, newer
		}
	}
	if opposed(x, y) {
		return apart, newer // trees planted against trees felled
	}
	if p == conflicts && x.Groups != y.Groups {
		return apart, newer // "youth unemployment" against "unemployment"
	}
	if p == conflicts && (x.Names != y.Names || x.Leans || y.Leans) && (g.v.words.measures[f.Measure] == "" || g.v.words.measures[h.Measure] == "") {
		return apart, newer // "Seahawk closed at 11 dollars", "Its shares closed at 15": no measure that we know of
	}
	if p == conflicts && k.event && (g.severalPlaces(k, a) || g.severalPlaces(k, b)) {
		return apart, newer // "in Kenya and Tanzania": the number may be that of both
	}
	if p == conflicts && (a.weak || b.weak || a.document == b.document) && (g.siblings(a.figure) || g.siblings(b.figure)) {
		return apart, newer // a list or a contrast: which of its numbers is meant?
	}
	if p == conflicts && (a.weak || b.weak) && (x.Names != y.Names || !topicsEqual(x, y)) {
		return apart, newer
	}
	if (p == conflicts || p == updates || p == revises) && a.anonymous && b.anonymous && x.Names != y.Names {
		return apart, newer // nobody is known to be the actor: the names must be the same
	}
	if k.event && (p == updates || p == revises) && !sameEvent(a, b, p) {
		return apart, newer
	}
	return p, newer
}

// severalPlaces reports whether the sentence of a claim names places beside its
// scope, neither in it nor around it, and no further number that could be theirs.
func (g *gathering) severalPlaces(k key, c *claim) bool {
	scope := g.keys.names[k.scope]
	for _, e := range g.context(c).Entities {
		if e == scope || !g.v.words.isPlaceName(e) || slices.Contains(g.v.words.within[e], scope) || slices.Contains(g.v.words.within[scope], e) {
			continue
		}
		measure := g.b.Figures[c.figure].Measure
		return !g.hasNeighbour(c.figure, func(x *schemas.Figure) bool { return x.Measure == measure })
	}
	return false
}

// sameEvent reports whether two different counts of what an event did can be
// two states of one count: days that the texts state must lie within a
// fortnight of each other, and only a correction makes a count smaller.
func sameEvent(a, b *claim, p pairing) bool {
	gap := distance(a.when.at(), b.when.at(), true)
	if p == revises && !(a.corrects || b.corrects || sameVoice(a, b)) {
		return false
	}
	return gap <= 14 || p == updates && (a.when.inherited() || b.when.inherited())
}

// said reports whether the sentence itself names actor or scope.
func said(f *schemas.Figure) bool {
	return f.Actor != "" && f.ActorBasis == "sentence" || f.Scope != "" && f.ScopeBasis == "sentence" || f.ActorBasis == "" && f.ScopeBasis == ""
}

// markCopies marks claims that repeat an earlier one of the group word for
// word: from a copied document, or in a copied passage.
func (g *gathering) markCopies(group []claim) {
	type saying struct {
		origin    int32
		nominal   float64
		qualifier stages.Qualifier
	}
	first := make(map[saying]int32, len(group))
	for i := range group {
		c := &group[i]
		s := saying{g.origin(c.document), c.value.nominal, c.qualifier}
		if f, ok := first[s]; !ok || g.before(c, &group[f]) {
			first[s] = int32(i)
		}
	}
	for i := range group {
		c := &group[i]
		f := first[saying{g.origin(c.document), c.value.nominal, c.qualifier}]
		if group[f].document != c.document {
			c.copyOf = f
		}
	}
	if len(group) > passageLimit {
		return
	}
	for i := range group {
		for j := range group {
			c, o := &group[i], &group[j]
			if i == j || c.copyOf >= 0 || o.copyOf >= 0 || o.document == c.document ||
				o.value.nominal != c.value.nominal || o.qualifier != c.qualifier || !g.before(o, c) {
				continue
			}
			if samePassage(g.context(o), g.context(c)) {
				c.copyOf = int32(j)
			}
		}
	}
	// A copy of a copy is a copy of the first.
	for i := range group {
		for c := &group[i]; c.copyOf >= 0 && group[c.copyOf].copyOf >= 0; {
			c.copyOf = group[c.copyOf].copyOf
		}
	}
}

// before reports whether a's document is the earlier one.
func (g *gathering) before(a, b *claim) bool {
	if g.copy[b.document].of == a.document {
		return true
	}
	if g.copy[a.document].of == b.document {
		return false
	}
	if a.published != b.published && a.published != noDay && b.published != noDay {
		return a.published < b.published
	}
	return a.figure < b.figure
}

// origin is the document that doc is a copy of, itself where it is none.
func (g *gathering) origin(doc int32) int32 {
	if g.copy[doc].of >= 0 {
		return g.copy[doc].of
	}
	return doc
}
