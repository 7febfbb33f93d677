package verify

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"annals/stages"
	"annals/stages/lang"

	"gopkg.in/yaml.v3"
)

// vocabulary is verify's knowledge of a language, compiled from
// stages/lang/<code>/verify*.yaml. Read-only once built.
type vocabulary struct {
	nouns     map[string]string // singular noun or phrase to the name used in keys
	longest   int               // words in the longest phrase of nouns
	plurals   map[string]string
	endings   [][2]string
	emptyHead set
	partyHead set
	emptyWord set
	ends      set
	verbs     map[string]string

	eventMeasure, eventVerb, placeMeasure set

	everywhere, everywhereHead, stateWord set
	actors                                map[string]string // folded alias to name
	entities                              map[string]string // folded name of a place, region, town or known body to its usual name
	places                                map[string]string // folded country name, alias or adjective to its usual name
	regions                               map[string]map[string]bool
	within                                map[string][]string // folded name of a place to the regions that hold it, sorted
	display                               map[string]string   // folded usual name to the name as written

	nobody               set
	firstPerson, pronoun set
	numberWord           set // small numbers and magnitudes in words
	stop                 set
	precise              set
	corrections          [][]string
	origins              [][]string
	denials              [][]string
	partAfter            [][]string
	partBefore           [][]string
	past                 [][]string // before what a statement compares itself with
	pastFrom, pastTo     set
	rates                [256][][]string // by letter
	groups               map[string]int  // subgroup word to its bit
	directional          set
	notName              set
	negations            [][]string
	hedged               [][]string // negations that are hedges
	plans                [][]string
	measures             map[string]string // id in the taxonomy to the id used in keys
	sums                 set               // measures that the taxonomy calls cumulative
	kinds                map[string]kind   // what the taxonomy calls each
	eventHead            set
	sumVerb              set
	twoWay               set
	totals               set
	opposites            [][][][]string // group, line, phrase, words
	hints                []hint
	capitals             map[string]string // folded capital to its country
	towns                map[string]string // folded town to its country, folded; "" where there are two of the name
	definite             set
	inhabitant           set
	passings             [][]string
	participles          map[string]string
	participleOf         map[string][]string // verb to its participles, sorted
	sum                  sumWords
	say                  sayings
}

// hint is a measure with the words that tell of it.
type hint struct {
	measure string
	cues    [][]string
}

type set map[string]bool

func newSet(words []string) set {
	s := make(set, len(words))
	for _, w := range words {
		s[stages.Fold(w)] = true
	}
	return s
}

// phrases cuts each text into folded words.
func phrases(texts []string) [][]string {
	out := make([][]string, len(texts))
	for i, t := range texts {
		out[i] = fieldsOf(t)
	}
	return out
}

type vocabularyFile struct {
	Nouns           [][]string          `yaml:"nouns"`
	EmptyHeads      []string            `yaml:"empty_heads"`
	PartyHeads      []string            `yaml:"party_heads"`
	EmptyWords      []string            `yaml:"empty_words"`
	PhraseEnds      []string            `yaml:"phrase_ends"`
	Plurals         map[string]string   `yaml:"plurals"`
	PluralEndings   [][2]string         `yaml:"plural_endings"`
	Verbs           [][]string          `yaml:"verbs"`
	EventMeasures   []string            `yaml:"event_measures"`
	EventVerbs      []string            `yaml:"event_verbs"`
	PlaceMeasures   []string            `yaml:"place_measures"`
	Everywhere      []string            `yaml:"everywhere"`
	EverywhereHeads []string            `yaml:"everywhere_heads"`
	StateWords      []string            `yaml:"state_words"`
	Actors          [][]string          `yaml:"actors"`
	Nobody          []string            `yaml:"nobody"`
	Corrections     []string            `yaml:"corrections"`
	Precise         []string            `yaml:"precise"`
	Origins         []string            `yaml:"origins"`
	StopWords       []string            `yaml:"stop_words"`
	Denials         []string            `yaml:"denials"`
	PartAfter       []string            `yaml:"part_after"`
	PartBefore      []string            `yaml:"part_before"`
	Past            []string            `yaml:"past"`
	PastFrom        []string            `yaml:"past_from"`
	PastTo          []string            `yaml:"past_to"`
	Rates           map[string][]string `yaml:"rates"`
	Groups          []string            `yaml:"groups"`
	Directional     []string            `yaml:"directional"`
	EventHeads      []string            `yaml:"event_heads"`
	SumVerbs        []string            `yaml:"sum_verbs"`
	Participles     map[string]string   `yaml:"participles"`
	TwoWay          []string            `yaml:"two_way"`
	Totals          []string            `yaml:"totals"`
	Passings        []string            `yaml:"passings"`
	Opposites       [][][]string        `yaml:"opposites"`
	Hints           map[string][]string `yaml:"hints"`
	Definite        []string            `yaml:"definite"`
	Inhabitants     []string            `yaml:"inhabitants"`
	NotNames        []string            `yaml:"not_names"`
	NumberWords     []string            `yaml:"number_words"`
	FirstPerson     []string            `yaml:"first_person"`
	Pronouns        []string            `yaml:"pronouns"`
	Negations       []string            `yaml:"negations"`
	HedgedNegations []string            `yaml:"hedged_negations"`
	Plans           []string            `yaml:"plans"`
	MeasureAliases  [][]string          `yaml:"measure_aliases"`
	Sums            sumsFile            `yaml:"sums"`
	Say             sayingsFile         `yaml:"say"`
}

type regionsFile struct {
	Regions map[string][]string `yaml:"regions"`
}

// countriesName is the gazetteer of package names; verify reads the names of
// countries and their adjectives from it.
const countriesName = "names-countries.yaml"

func newVocabulary(pack *lang.Pack) (*vocabulary, error) {
	var f vocabularyFile
	if err := pack.Read("verify.yaml", &f); err != nil {
		return nil, err
	}
	var r regionsFile
	if err := pack.Read("verify-regions.yaml", &r); err != nil {
		return nil, err
	}
	v := &vocabulary{
		nouns: map[string]string{}, plurals: map[string]string{}, endings: f.PluralEndings, verbs: map[string]string{},
		emptyHead: newSet(f.EmptyHeads), partyHead: newSet(f.PartyHeads), emptyWord: newSet(f.EmptyWords), ends: newSet(f.PhraseEnds),
		eventMeasure: newSet(f.EventMeasures), eventVerb: newSet(f.EventVerbs), placeMeasure: newSet(f.PlaceMeasures),
		everywhere: newSet(f.Everywhere), everywhereHead: newSet(f.EverywhereHeads), stateWord: newSet(f.StateWords),
		capitals: map[string]string{}, towns: map[string]string{}, display: map[string]string{}, actors: map[string]string{}, places: map[string]string{},
		nobody: newSet(f.Nobody), stop: newSet(f.StopWords), precise: newSet(f.Precise),
	}
	for k, p := range f.Plurals {
		v.plurals[k] = p
	}
	for _, g := range f.Nouns {
		for _, n := range g {
			v.longest = max(v.longest, len(strings.Fields(n)))
			if old, ok := v.nouns[n]; ok && old != g[0] {
				return nil, fmt.Errorf("language %s: verify.yaml: noun %q means %q and %q", pack.Code, n, old, g[0])
			}
			v.nouns[n] = g[0]
		}
	}
	for _, g := range f.Verbs {
		for _, w := range g {
			if _, ok := v.verbs[w]; !ok {
				v.verbs[w] = g[0]
			}
		}
	}
	for _, g := range f.Actors {
		for _, a := range g {
			v.actors[stages.Fold(a)] = g[0]
		}
	}
	v.corrections, v.origins, v.denials = phrases(f.Corrections), phrases(f.Origins), phrases(f.Denials)
	v.partAfter, v.partBefore = phrases(f.PartAfter), phrases(f.PartBefore)
	v.past, v.pastFrom, v.pastTo = phrases(f.Past), newSet(f.PastFrom), newSet(f.PastTo)
	for letter, list := range f.Rates {
		if len(letter) != 1 {
			return nil, fmt.Errorf("language %s: verify.yaml: rate %q is not a letter", pack.Code, letter)
		}
		v.rates[letter[0]] = phrases(list)
	}
	v.groups = make(map[string]int, len(f.Groups))
	for i, w := range f.Groups {
		v.groups[w] = i % 64
	}
	v.directional = newSet(f.Directional)
	v.eventHead = newSet(f.EventHeads)
	v.sumVerb, v.participles = newSet(f.SumVerbs), f.Participles
	v.twoWay = newSet(f.TwoWay)
	v.totals, v.passings = newSet(f.Totals), phrases(f.Passings)
	for _, g := range f.Opposites {
		var lines [][][]string
		for _, l := range g {
			lines = append(lines, phrases(l))
		}
		v.opposites = append(v.opposites, lines)
	}
	for m, cues := range f.Hints {
		v.hints = append(v.hints, hint{m, phrases(cues)})
	}
	slices.SortFunc(v.hints, func(a, b hint) int { return strings.Compare(a.measure, b.measure) })
	v.definite, v.inhabitant = newSet(f.Definite), newSet(f.Inhabitants)
	v.firstPerson, v.pronoun = newSet(f.FirstPerson), newSet(f.Pronouns)
	v.notName, v.numberWord = newSet(f.NotNames), newSet(f.NumberWords)
	v.negations, v.hedged, v.plans = phrases(f.Negations), phrases(f.HedgedNegations), phrases(f.Plans)
	v.participleOf = map[string][]string{}
	for _, p := range slices.Sorted(maps.Keys(f.Participles)) {
		v.participleOf[f.Participles[p]] = append(v.participleOf[f.Participles[p]], p)
	}
	v.sum, v.say = newSumWords(&f.Sums), newSayings(&f.Say)
	if err := v.readMeasures(pack, f.MeasureAliases); err != nil {
		return nil, err
	}
	towns, err := v.readCountries(pack)
	if err != nil {
		return nil, err
	}
	v.readRegions(r.Regions)
	v.readEntities(towns)
	v.readContainment()
	v.readDisplay(r.Regions, f.Actors)
	return v, nil
}

// readMeasures reads the ids of the taxonomy of figures.
func (v *vocabulary) readMeasures(pack *lang.Pack, aliases [][]string) error {
	v.measures, v.sums, v.kinds = map[string]string{}, set{}, map[string]kind{}
	files, err := fs.Glob(pack.FS, "measures/*.yaml")
	if err != nil {
		return err
	}
	for _, name := range files {
		b, err := fs.ReadFile(pack.FS, name)
		if err != nil {
			return fmt.Errorf("language %s: %w", pack.Code, err)
		}
		var f struct {
			Measures []struct {
				ID          string `yaml:"id"`
				Aggregation string `yaml:"aggregation"`
			} `yaml:"measures"`
		}
		if err := yaml.Unmarshal(b, &f); err != nil {
			return fmt.Errorf("language %s: %s: %w", pack.Code, name, err)
		}
		for _, m := range f.Measures {
			v.measures[m.ID] = m.ID
			v.kinds[m.ID] = parseKind(m.Aggregation)
			if m.Aggregation == string(stages.Cumulative) {
				v.sums[m.ID] = true
			}
		}
	}
	for _, g := range aliases {
		for _, id := range g {
			v.measures[id] = g[0]
		}
	}
	return nil
}

// readCountries reads names, aliases and adjectives of countries out of the
// gazetteer of names, one record a line, fields separated by "|", and returns
// their towns.
func (v *vocabulary) readCountries(pack *lang.Pack) (towns []string, err error) {
	b, err := fs.ReadFile(pack.FS, countriesName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("language %s: %w", pack.Code, err)
	}
	var f struct {
		Countries string `yaml:"countries"`
	}
	if err := yaml.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("language %s: %s: %w", pack.Code, countriesName, err)
	}
	for _, line := range strings.Split(f.Countries, "\n") {
		fields := strings.Split(line, "|")
		if len(fields) < 4 {
			continue
		}
		name := clean(fields[1])
		v.place(name, name)
		for _, part := range fields[2:4] {
			for _, alias := range strings.Split(part, ",") {
				v.place(clean(alias), name)
			}
		}
		if len(fields) > 4 {
			if capital := clean(fields[4]); capital != "" {
				v.capitals[stages.Fold(capital)] = stages.Fold(name)
			}
		}
		for _, part := range fields[4:] {
			for _, town := range strings.Split(part, ",") {
				// A name that is also a word or a person's is no town here.
				if t := strings.TrimSpace(town); t != "" && !strings.ContainsAny(t, "~!:") {
					towns = append(towns, t)
					if other, seen := v.towns[stages.Fold(t)]; seen && other != stages.Fold(name) {
						v.towns[stages.Fold(t)] = "" // of two countries
					} else {
						v.towns[stages.Fold(t)] = stages.Fold(name)
					}
				}
			}
		}
	}
	return towns, nil
}

// clean drops the gazetteer's marks from a name: signs before it, and what
// follows a colon.
func clean(s string) string {
	s, _, _ = strings.Cut(s, ":")
	return strings.TrimLeft(strings.TrimSpace(s), "!~")
}

func (v *vocabulary) place(alias, name string) {
	if alias == "" {
		return
	}
	k := stages.Fold(alias)
	if _, ok := v.places[k]; !ok {
		v.places[k] = name
	}
}

// readRegions closes the containment of places over regions in regions.
func (v *vocabulary) readRegions(regions map[string][]string) {
	v.regions = make(map[string]map[string]bool, len(regions))
	var names []string
	for name := range regions {
		names = append(names, name)
	}
	slices.Sort(names)
	var fill func(into map[string]bool, name string, depth int)
	fill = func(into map[string]bool, name string, depth int) {
		for _, part := range regions[name] {
			into[v.scopeName(part)] = true
			if depth < 6 {
				fill(into, part, depth+1)
			}
		}
	}
	for _, name := range names {
		into := map[string]bool{}
		fill(into, name, 0)
		v.regions[v.scopeName(name)] = into
	}
}

// readContainment turns the regions round: for each place, what holds it. A
// town lies in its country and in what holds that.
func (v *vocabulary) readContainment() {
	v.within = make(map[string][]string, len(v.places))
	for _, region := range slices.Sorted(maps.Keys(v.regions)) {
		for part := range v.regions[region] {
			if part != region {
				v.within[part] = append(v.within[part], region)
			}
		}
	}
	for town, country := range v.towns {
		if _, taken := v.within[town]; taken || v.places[town] != "" || country == "" {
			continue
		}
		v.within[town] = append([]string{country}, v.within[country]...)
	}
}

// readDisplay keeps the spelling of names that keys hold folded.
func (v *vocabulary) readDisplay(regions map[string][]string, actors [][]string) {
	for _, name := range v.places {
		v.display[v.scopeName(name)] = name
	}
	for name := range regions {
		v.display[v.scopeName(name)] = name
	}
	for _, g := range actors {
		v.display[stages.Fold(g[0])] = g[0]
	}
}

// hinted reports whether a measure has words of its own in the hints.
func (v *vocabulary) hinted(measure string) bool {
	return slices.ContainsFunc(v.hints, func(h hint) bool { return h.measure == measure })
}

// scopeName is the usual name of a place in the form keys hold it: folded.
func (v *vocabulary) scopeName(s string) string {
	k := stages.Fold(strings.TrimSpace(s))
	if n, ok := v.places[k]; ok {
		k = stages.Fold(n)
	}
	if n, ok := v.actors[k]; ok {
		k = stages.Fold(n)
	}
	return k
}

// singular is the singular of a folded noun.
func (v *vocabulary) singular(w string) string {
	if s, ok := v.plurals[w]; ok {
		return s
	}
	if len(w) < 4 || isNumber(w) {
		return w
	}
	for _, e := range v.endings {
		if strings.HasSuffix(w, e[0]) {
			return w[:len(w)-len(e[0])] + e[1]
		}
	}
	return w
}
