package verify

import (
	"strconv"
	"strings"

	"annals/schemas"
	"annals/stages"
)

// A key is what a figure is said of. Only figures of equal keys are compared.
// Its fields are numbers of interned texts, 0 for "not said".
type key struct {
	measure, counted, unit, actor, scope, modality int32
	kind                                           kind
	direction                                      byte // '+', '-' for a change
	rate                                           byte // FigureContext.Rate
	event                                          bool // counts what one event did
	place                                          bool // a measure of a place as such
}

// A kind is an aggregation as far as keys are concerned.
type kind uint8

const (
	kindUnknown kind = iota
	kindStock
	kindFlow
	kindCumulative
	kindChange
	kindShare
)

func parseKind(s string) kind {
	switch stages.Aggregation(s) {
	case stages.Stock:
		return kindStock
	case stages.Flow:
		return kindFlow
	case stages.Cumulative:
		return kindCumulative
	case stages.Change:
		return kindChange
	case stages.Share:
		return kindShare
	}
	return kindUnknown
}

func (k kind) aggregation() stages.Aggregation {
	return [...]stages.Aggregation{"", stages.Stock, stages.Flow, stages.Cumulative, stages.Change, stages.Share}[k]
}

// A keyer makes keys. It belongs to one Gather: it interns texts and remembers
// what it made of each actor, scope and noun phrase.
type keyer struct {
	words   *vocabulary
	ids     map[string]int32
	names   []string // by id
	actors  map[string]int32
	scopes  map[string]scopeEntry
	counted map[countedPhrase]countedEntry
	measure map[countedPhrase]measureEntry
	titles  map[key]int32 // key with the last word of its actor in the actor's place, to the actor; -1 for several
}

type (
	countedPhrase struct{ phrase, head string }
	// countedEntry is a noun phrase taken apart.
	countedEntry struct {
		head  string   // canonical
		extra []string // the words that narrow it, sorted, canonical
		party bool     // counts parties of something unsaid
		place string   // a country named by it, as scope or actor; "" where none
	}
	scopeEntry   struct{ id int32 }
	measureEntry struct {
		name    string
		generic bool // made of verb and noun, not an entry of the taxonomy
		event   bool
		place   bool
		sum     bool // a generic one whose plain count is a running total
	}
)

func newKeyer(v *vocabulary) *keyer {
	return &keyer{
		words: v, ids: map[string]int32{"": 0}, names: []string{""}, actors: map[string]int32{}, scopes: map[string]scopeEntry{},
		counted: map[countedPhrase]countedEntry{}, measure: map[countedPhrase]measureEntry{}, titles: map[key]int32{},
	}
}

func (k *keyer) id(s string) int32 {
	if n, ok := k.ids[s]; ok {
		return n
	}
	n := int32(len(k.names))
	k.ids[s] = n
	k.names = append(k.names, s)
	return n
}

// trust tells what a key leaves open, and where its parties come from.
type trust struct {
	weak      bool // the key says too little for a contradiction
	anonymous bool // whose doing is counted is not known
	actor     basisOfParty
	scope     basisOfParty
}

// make returns the key of a figure, whether the figure can be compared at all,
// and how far the key is to be trusted.
func (k *keyer) make(f *schemas.Figure, context *stages.FigureContext, around surroundings) (_ key, t trust, ok bool) {
	if f.IsNegated || f.Measure == "" || f.Qualifier == "" || context.Denied || context.Part {
		return key{}, t, false
	}
	m, hinted := k.measureOf(f.Measure, f.CountedHead), f.Measure
	c := k.countedOf(f)
	if h := context.Measure; h != "" && h != "several" && h != f.Measure && k.words.measures[h] != "" && k.words.emptyHead[c.head] &&
		(m.generic || k.words.hinted(f.Measure)) {
		m = k.measureOf(h, f.CountedHead) // the sentence has no word for the measure that was found
		hinted = h
	}
	if m.generic && context.Definite && c.place != "" && len(c.extra) == 0 && (k.words.inhabitant[c.head] || c.head == c.place || c.head == "") {
		m, hinted = k.measureOf(populationMeasure, f.CountedHead), populationMeasure
		c.head = ""
	}
	if m.generic && k.words.eventHead[c.head] {
		m.event = true
	}
	out := key{kind: k.kindOf(f, context, m, c, hinted), rate: context.Rate, event: m.event, place: m.place}
	if f.Modality != "" && f.Modality != "asserted" || context.Planned {
		out.modality = k.id("not asserted")
		t.weak = true
	}
	if out.kind == kindChange {
		out.direction = '+'
		if f.Change == "down" {
			out.direction = '-'
		}
	}
	out.unit = k.unitOf(f)
	actor, scope, anonymous := k.partiesOf(f, context, around, m, c)
	t.anonymous = anonymous
	named := c.party && hasName(f.Counted)
	if named {
		actor, scope = party{}, party{} // "the ten principles of the Bandung Declaration" are themselves
	}
	if actor.id == scope.id {
		actor = party{}
	}
	if actor.id > scope.id && scope.id != 0 && !k.twoWay(m.name) && k.words.entities[k.names[actor.id]] != "" && k.words.entities[k.names[scope.id]] != "" {
		actor, scope = scope, actor // which of the two is the giver is left to the measure
	}
	out.actor, out.scope = actor.id, scope.id
	t.actor, t.scope = actor.from, scope.from
	t.weak = t.weak || actor.from == partyDocument || scope.from == partyDocument
	extra := k.narrowing(c, out.actor, out.scope, f.Measure, hinted)
	if f.CountedHead == "" && f.Dimension != "count" {
		extra, c.head = nil, "" // the phrase is the unit
	}
	head := c.head
	if (!m.generic || m.event) && k.words.emptyHead[head] || !m.generic && containsPart(f.Measure, head) || m.place && out.unit == 0 && f.Dimension != "count" {
		head = ""
	}
	if c.place != "" && c.place != k.names[out.actor] && c.place != k.names[out.scope] {
		extra = append(extra, c.place) // "Somali refugees"
	}
	out.measure = k.id(m.name)
	out.counted = k.id(strings.Join(append([]string{head}, extra...), " "))
	if out.actor == 0 && out.scope == 0 && !hasName(f.Counted) {
		if context.Names == 0 {
			return out, t, false
		}
		// Neither is known, and the gazetteer knows none of the names: only
		// sentences with the very same names are compared.
		out.scope = k.id(namesPrefix + strconv.FormatUint(context.Names, 16))
		t.weak = true
	}
	if out.kind == kindShare && k.words.measures[f.Measure] == "" {
		t.weak = true // a share of what is hard to tell
	}
	if c.party && !named || m.generic && m.name == "()" && (out.actor == 0 || out.scope == 0 || k.words.emptyHead[c.head]) || f.Confidence.Known && f.Confidence.Value < 0.5 {
		t.weak = true
	}
	return out, t, true
}

// namesPrefix begins the scope of a key that is nothing but the names of a sentence.
const namesPrefix = "names "

// kindOf is the aggregation that a figure is compared as. hinted is the id of
// the measure that m was made of.
func (k *keyer) kindOf(f *schemas.Figure, context *stages.FigureContext, m measureEntry, c countedEntry, hinted string) kind {
	kind := parseKind(f.Aggregation)
	if !m.generic && kind == kindUnknown {
		kind = k.words.kinds[hinted]
	}
	if m.generic && kind != kindChange && kind != kindShare {
		// The extractor's guess, not the taxonomy's.
		switch {
		case m.sum && kind != kindFlow:
			kind = kindCumulative
		case m.name == "()" && kind != kindFlow:
			kind = kindStock // that there are so many
		default:
			kind = kindUnknown
		}
	}
	if kind == kindChange && k.words.totals[f.Measure] {
		kind = kindCumulative
	}
	if kind == kindStock && context.Passing {
		kind = kindFlow
	}
	if kind == kindStock && k.words.sums[f.Measure] {
		kind = kindCumulative // "as of May, 40 schools had been built" is still a sum
	}
	if m.generic && k.words.eventHead[c.head] {
		return kindCumulative
	}
	if m.event && kind == kindStock {
		return kindCumulative // the count of what one event did only grows
	}
	return kind
}
