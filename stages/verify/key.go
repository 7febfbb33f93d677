package verify

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

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

// populationMeasure is the taxonomy's id for the people of a country.
const populationMeasure = "population"

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

// learn notes, for each key with an actor of several words, the last of them:
// the title by which a later sentence may call it ("the railway").
func (k *keyer) learn(g *gathering) {
	for i := range g.b.Figures {
		f := &g.b.Figures[i]
		full, _, ok := k.make(f, g.contextOf(int32(i)))
		if !ok || full.actor == 0 || full.scope == 0 {
			continue
		}
		_, last, several := cutLast(k.names[full.actor], ' ')
		if !several {
			continue
		}
		actor := full.actor
		full.actor = k.id("the " + last)
		if other, seen := k.titles[full]; seen && other != actor {
			actor = -1
		}
		k.titles[full] = actor
	}
}

// resolve gives a key without an actor the one actor that the subject of its
// sentence can be the title of.
func (k *keyer) resolve(key key, t trust, context *stages.FigureContext) key {
	if !t.anonymous || key.actor != 0 || context.Subject == "" {
		return key
	}
	titled := key
	id, known := k.ids["the "+context.Subject]
	if !known {
		return key
	}
	titled.actor = id
	if actor, ok := k.titles[titled]; ok && actor > 0 {
		key.actor = actor
	}
	return key
}

// trust tells what a key leaves open.
type trust struct {
	weak      bool // the key says too little for a contradiction
	anonymous bool // whose doing is counted is not known
}

// make returns the key of a figure, whether the figure can be compared at all,
// and how far the key is to be trusted.
func (k *keyer) make(f *schemas.Figure, context *stages.FigureContext) (_ key, t trust, ok bool) {
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
	out := key{kind: parseKind(f.Aggregation), rate: context.Rate, event: m.event, place: m.place}
	if !m.generic && out.kind == kindUnknown {
		out.kind = k.words.kinds[hinted]
	}
	if m.generic && out.kind != kindChange && out.kind != kindShare {
		// The extractor's guess, not the taxonomy's.
		switch {
		case m.sum && out.kind != kindFlow:
			out.kind = kindCumulative
		case m.name == "()" && out.kind != kindFlow:
			out.kind = kindStock // that there are so many
		default:
			out.kind = kindUnknown
		}
	}
	if out.kind == kindChange && k.words.totals[f.Measure] {
		out.kind = kindCumulative
	}
	if out.kind == kindStock && context.Passing {
		out.kind = kindFlow
	}
	if out.kind == kindStock && k.words.sums[f.Measure] {
		out.kind = kindCumulative // "as of May, 40 schools had been built" is still a sum
	}
	if m.generic && k.words.eventHead[c.head] {
		m.event, out.event, out.kind = true, true, kindCumulative
	}
	if m.event && out.kind == kindStock {
		out.kind = kindCumulative // the count of what one event did only grows
	}
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
	actor, scope := k.actorOf(f.Actor), k.scopeOf(f.Scope)
	if actor != 0 && (context.Stray || k.anybody(f.Actor)) {
		actor = 0
	}
	if scope != 0 && (f.Speaker != "" && f.Scope == f.Speaker || context.Origin != "" && strings.HasSuffix(context.Origin, f.Scope)) {
		scope = 0 // whoever is cited is not the place
	}
	if c.place != "" && actor == 0 && scope == 0 {
		scope = k.id(c.place)
	}
	if actor != 0 && f.ActorBasis == "context" && scope == 0 && len(context.Entities) == 1 && !k.directional(m.name) {
		actor = 0 // the one name of the sentence itself comes before one from another
	}
	actor, scope = k.fill(f, context, m, actor, scope)
	if actor == 0 && !m.event && !m.place && strings.Contains(context.Subject, " ") {
		actor = k.actorOf(context.Subject)
	}
	switch {
	case m.event:
		if scope == 0 {
			scope = actor
		}
		actor = 0 // whoever is named as the cause, the dead are the dead of that place
	case m.place:
		if scope == 0 {
			scope = actor
		}
		actor = 0
	}
	t.anonymous = actor == 0 && !m.event && !m.place && !(scope != 0 && !k.words.isPlaceName(k.names[scope]))
	if scope == 0 && actor != 0 && !k.directional(m.name) {
		actor, scope = 0, actor // "Ethiopia has planted", "planted in Ethiopia"
	}
	named := c.party && hasName(f.Counted)
	if named {
		actor, scope = 0, 0 // "the ten principles of the Bandung Declaration" are themselves
	}
	if actor == scope {
		actor = 0
	}
	if actor > scope && scope != 0 && !k.twoWay(m.name) && k.words.entities[k.names[actor]] != "" && k.words.entities[k.names[scope]] != "" {
		actor, scope = scope, actor // which of the two is the giver is left to the measure
	}
	out.actor, out.scope = actor, scope
	extra := k.narrowing(c, actor, scope, f.Measure)
	if f.CountedHead == "" && f.Dimension != "count" {
		extra, c.head = nil, "" // the phrase is the unit
	}
	head := c.head
	if (!m.generic || m.event) && k.words.emptyHead[head] || !m.generic && containsPart(f.Measure, head) || m.place && out.unit == 0 && f.Dimension != "count" {
		head = ""
	}
	if c.place != "" && c.place != k.names[actor] && c.place != k.names[scope] {
		extra = append(extra, c.place) // "Somali refugees"
	}
	out.measure = k.id(m.name)
	out.counted = k.id(strings.Join(append([]string{head}, extra...), " "))
	if actor == 0 && scope == 0 && !hasName(f.Counted) {
		if context.Names == 0 {
			return out, t, false
		}
		// Neither is known, and the gazetteer knows none of the names: only
		// sentences with the very same names are compared.
		out.scope = k.id("names " + strconv.FormatUint(context.Names, 16))
		t.weak = true
	}
	if c.party && !named || m.generic && m.name == "()" && (actor == 0 || scope == 0 || k.words.emptyHead[c.head]) || f.Confidence.Known && f.Confidence.Value < 0.5 {
		t.weak = true
	}
	return out, t, true
}

// fill gives an actor or a scope that the extractor left out, where the
// sentence names only one body or place that it can be.
func (k *keyer) fill(f *schemas.Figure, context *stages.FigureContext, m measureEntry, actor, scope int32) (int32, int32) {
	if actor != 0 && scope != 0 || len(context.Entities) == 0 || len(context.Entities) > maxEntities {
		return actor, scope
	}
	rest, n := int32(0), 0
	for _, e := range context.Entities {
		id := k.id(e)
		if id == actor || id == scope || k.words.everywhere[e] || cited(e, f, context) {
			continue
		}
		rest = id
		n++
	}
	if n != 1 {
		if n == 2 && actor == 0 && scope == 0 && !m.event && !m.place && !k.twoWay(m.name) {
			return k.both(f, context) // in no order: see make
		}
		return actor, scope
	}
	switch {
	case scope == 0:
		scope = rest
	case m.event || m.place:
	default:
		actor = rest
	}
	return actor, scope
}

// both is the two names of a sentence, neither of which the extractor could
// place.
func (k *keyer) both(f *schemas.Figure, context *stages.FigureContext) (a, b int32) {
	for _, e := range context.Entities {
		if k.words.everywhere[e] || cited(e, f, context) {
			continue
		}
		if a == 0 {
			a = k.id(e)
		} else {
			b = k.id(e)
		}
	}
	return a, b
}

// anybody reports whether an actor is a kind of people and no name: "farmers",
// "the police".
func (k *keyer) anybody(actor string) bool {
	name := true
	n := 0
	eachWord(actor, func(w string) {
		r, _ := utf8.DecodeRuneInString(w)
		n++
		if !unicode.IsUpper(r) && n == 1 {
			name = false
		}
	})
	if !name {
		return true
	}
	if n != 1 {
		return false
	}
	w := k.words.singular(stages.Fold(actor))
	_, noun := k.words.nouns[w]
	return noun || k.words.nobody[w] || k.words.nobody[stages.Fold(actor)]
}

// cited reports whether a name is that of the source that the figure is taken
// from.
func cited(name string, f *schemas.Figure, context *stages.FigureContext) bool {
	return f.Speaker != "" && containsWord(stages.Fold(f.Speaker), name) || context.Origin != "" && containsWord(stages.Fold(context.Origin), name)
}

// twoWay reports whether a measure can go either way between two places.
func (k *keyer) twoWay(measure string) bool {
	for word := range strings.SplitSeq(strings.Trim(measure, "()"), "_") {
		if k.words.twoWay[word] {
			return true
		}
	}
	return false
}

// directional reports whether giver and taker of a measure are two.
func (k *keyer) directional(measure string) bool {
	for word := range strings.SplitSeq(measure, "_") {
		if k.words.directional[word] {
			return true
		}
	}
	return false
}

// isPlaceName reports whether a folded name is that of a country or region.
func (v *vocabulary) isPlaceName(name string) bool {
	if _, ok := v.places[name]; ok {
		return true
	}
	return v.regions[name] != nil
}

// measureOf is the measure's canonical name. A measure that the extractor built
// from a verb and a noun ("deploy_peacekeeper") has the verb replaced by the first
// of its group and the noun left to the counted part of the key.
func (k *keyer) measureOf(measure, head string) measureEntry {
	p := countedPhrase{measure, head}
	if e, ok := k.measure[p]; ok {
		return e
	}
	e := measureEntry{name: measure}
	if id, known := k.words.measures[measure]; known {
		e.name = id
		if _, last, ok := cutLast(id, '_'); ok {
			if verb, ok := k.words.participles[last]; ok && k.words.measures[measure] == measure {
				e.name = "(" + verb + ")"
			}
		}
	} else if verb, generic := verbOf(measure, head); generic && (head != "" || k.words.verbs[verb] != "") {
		e.generic = true
		if canonical, known := k.words.verbs[verb]; known {
			verb = canonical
		}
		if verb == k.words.verbs["have"] {
			verb = "" // that there are so many
		}
		e.name = "(" + verb + ")"
		e.event, e.sum = k.words.eventVerb[verb], k.words.sumVerb[verb]
	}
	if k.words.eventMeasure[measure] {
		e.event = true
	}
	e.place = k.words.placeMeasure[measure]
	k.measure[p] = e
	return e
}

func cutLast(s string, sep byte) (before, after string, found bool) {
	if i := strings.LastIndexByte(s, sep); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// verbOf is the verb of a measure that the extractor built itself, from a verb and
// the counted noun or from the noun alone.
func verbOf(measure, head string) (verb string, generic bool) {
	noun := strings.ReplaceAll(head, " ", "_")
	if measure == noun {
		return "", true
	}
	if noun == "" {
		return measure, true
	}
	return strings.CutSuffix(measure, "_"+noun)
}

// countedOf takes the counted phrase apart: its head and the words that narrow
// it, singular and by their first synonym.
func (k *keyer) countedOf(f *schemas.Figure) countedEntry {
	p := countedPhrase{f.Counted, f.CountedHead}
	if e, ok := k.counted[p]; ok {
		return e
	}
	v := k.words
	var w []string
	for _, word := range fieldsOf(f.Counted) {
		word = possessive(word)
		if isNumber(word) || word == "" {
			continue
		}
		w = append(w, word)
	}
	for i, word := range w {
		if p, ok := v.places[word]; ok {
			w[i] = stages.Fold(p)
			continue
		}
		w[i] = v.singular(word)
	}
	e := countedEntry{}
	head := v.singular(stages.Fold(f.CountedHead))
	if head == "" && len(w) > 0 {
		end := 1
		for end < len(w) && !v.ends[w[end]] {
			end++
		}
		head = w[end-1]
	}
	if p, ok := v.places[head]; ok { // "the 67 million French"
		e.place, head = stages.Fold(p), ""
	}
	w, e.head = k.replace(w, head)
	for _, word := range w {
		if word == e.head || v.emptyWord[word] {
			continue
		}
		if _, ok := v.regions[word]; ok || k.isPlace(word) {
			e.place = word
			continue
		}
		e.extra = append(e.extra, word)
	}
	slices.Sort(e.extra)
	e.extra = slices.Compact(e.extra)
	e.party = v.partyHead[e.head]
	k.counted[p] = e
	return e
}

// isPlace reports whether the folded word is a country's usual name.
func (k *keyer) isPlace(word string) bool {
	n, ok := k.words.places[word]
	return ok && stages.Fold(n) == word
}

// replace puts the first synonym for each phrase of w, longest first, and
// returns the words and what has become of the head.
func (k *keyer) replace(w []string, head string) ([]string, string) {
	v := k.words
	var out []string
	canonical := ""
	for i := 0; i < len(w); {
		n := min(v.longest, len(w)-i)
		for ; n > 0; n-- {
			phrase := strings.Join(w[i:i+n], " ")
			if c, ok := v.nouns[phrase]; ok {
				out = append(out, c)
				if slices.Contains(w[i:i+n], head) {
					canonical = c
				}
				break
			}
		}
		if n == 0 {
			out = append(out, w[i])
			n = 1
		}
		i += n
	}
	if canonical == "" {
		canonical = head
		if c, ok := v.nouns[head]; ok {
			canonical = c
		}
	}
	return out, canonical
}

// narrowing is the extra words of a phrase without those that repeat actor,
// scope or measure.
func (k *keyer) narrowing(c countedEntry, actor, scope int32, measure string) []string {
	a, s := k.names[actor], k.names[scope]
	var out []string
	for _, w := range c.extra {
		if containsPart(measure, w) {
			continue
		}
		if a != "" && containsWord(a, w) || s != "" && containsWord(s, w) {
			continue
		}
		out = append(out, w)
	}
	return out
}

// containsPart reports whether word is one of the parts of an id.
func containsPart(id, word string) bool {
	return word != "" && (id == word || strings.HasPrefix(id, word+"_") || strings.HasSuffix(id, "_"+word) || strings.Contains(id, "_"+word+"_"))
}

func containsWord(phrase, word string) bool {
	return phrase == word || strings.HasPrefix(phrase, word+" ") || strings.HasSuffix(phrase, " "+word) || strings.Contains(phrase, " "+word+" ")
}

// actorOf interns an actor by its usual name: without article and possessive,
// aliases resolved, "the Chinese government" as China.
func (k *keyer) actorOf(actor string) int32 {
	if actor == "" {
		return 0
	}
	if id, ok := k.actors[actor]; ok {
		return id
	}
	id := k.id(k.words.actorName(actor))
	k.actors[actor] = id
	return id
}

func (v *vocabulary) actorName(actor string) string {
	w := fieldsOf(actor)
	for len(w) > 1 && v.emptyWord[w[0]] {
		w = w[1:]
	}
	if whole := strings.Join(w, " "); v.scopeName(whole) != whole {
		return v.scopeName(whole)
	} else if country, ok := v.capitals[whole]; ok {
		return v.scopeName(country) // "Beijing has sent"
	}
	for i := range w {
		w[i] = possessive(w[i])
	}
	whole := strings.Join(w, " ")
	if name := v.scopeName(whole); name != whole {
		return name
	}
	// "the Chinese government", "government of China", "China's armed forces".
	var rest []string
	state := false
	for i := 0; i < len(w); i++ {
		if i+1 < len(w) && v.stateWord[w[i]+" "+w[i+1]] {
			state = true
			i++
			continue
		}
		if v.stateWord[w[i]] {
			state = true
			continue
		}
		if w[i] == "of" || w[i] == "the" {
			continue
		}
		rest = append(rest, w[i])
	}
	if state && len(rest) > 0 {
		r := strings.Join(rest, " ")
		if _, ok := v.places[r]; ok {
			return v.scopeName(r)
		}
		if _, ok := v.actors[r]; ok {
			return v.scopeName(r)
		}
	}
	return whole
}

// scopeOf interns a scope by its usual name; 0 where it narrows nothing ("the
// world", "more than 120 countries").
func (k *keyer) scopeOf(scope string) int32 {
	if scope == "" {
		return 0
	}
	if e, ok := k.scopes[scope]; ok {
		return e.id
	}
	v := k.words
	w := fieldsOf(scope)
	for len(w) > 1 && v.emptyWord[w[0]] {
		w = w[1:]
	}
	whole := strings.Join(w, " ")
	if v.scopeName(whole) == whole {
		for i := range w {
			w[i] = possessive(w[i])
		}
		whole = strings.Join(w, " ")
	}
	id := int32(0)
	switch {
	case v.everywhere[whole]:
	case v.countsCountries(w):
	default:
		id = k.id(v.scopeName(whole))
	}
	k.scopes[scope] = scopeEntry{id}
	return id
}

// countsCountries reports whether the words count countries without naming one:
// "more than 120 countries and international organizations".
func (v *vocabulary) countsCountries(w []string) bool {
	number, head := false, false
	for _, word := range w {
		switch {
		case isNumber(word):
			number = true
		case v.everywhereHead[word]:
			head = true
		default:
			if _, ok := v.places[word]; ok {
				return false
			}
			if v.regions[word] != nil {
				return false
			}
		}
	}
	return head && (number || v.everywhere[w[len(w)-1]] || v.everywhereHead[w[0]])
}

func hasName(counted string) bool {
	named, first := false, true
	eachWord(counted, func(w string) {
		if !first && w[0] >= 'A' && w[0] <= 'Z' {
			named = true
		}
		first = false
	})
	return named
}
