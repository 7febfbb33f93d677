package figures

import (
	"fmt"
	"strings"

	"annals/stages"
	"annals/stages/lang"
)

// wordKind is what a word of the number language does.
type wordKind uint8

const (
	wordSmall     wordKind = iota + 1 // below twenty, and hyphenated numbers below a hundred
	wordTens                          // twenty ... ninety
	wordHundred                       // hundred
	wordMagnitude                     // thousand, million ...; value is the exponent
	wordDozen                         // dozen
	wordPlural                        // thousands, dozens; value is the value of one
	wordOrdinal                       // third, 3 as ordinal or denominator; value is the denominator
	wordFraction                      // thirds, quarter: denominators only
	wordHalf                          // half
	wordFull                          // a whole fraction in one token: "two-thirds"
	wordTwice                         // twice, threefold: value is the multiple
)

// word is one entry of the number language; with its flags it takes one slot.
type word struct {
	kind   wordKind
	plural bool    // of fractions
	ord    bool    // a denominator that is an ordinal too: "third"
	value  decimal // meaning by kind
}

// role is what a small closed-class word may do around numbers.
type role uint32

const (
	roleArticle role = 1 << iota
	roleAnd
	roleOr
	roleTo
	rolePoint
	roleMinus
	roleOf
	roleFold
	roleTimes
	roleFrom
	roleBetween
	rolePer
	roleMonth
	roleFunction
	roleYearBefore
	roleOver
	rolePronoun // before "one": a pronoun, not a number
)

type unitClass uint8

const (
	unitMeasure unitClass = iota
	unitCurrency
)

// unit is a unit of measurement or a currency.
type unit struct {
	id        string
	name      string // what the unit is called in full: "us dollar"; the id of a unit of measurement
	dimension string
	class     unitClass
}

// minorUnit is the smaller unit of a pair, and how many make one of the larger.
type minorUnit struct {
	unit int16
	per  decimal
}

type hedge struct {
	qualifier stages.Qualifier
}

// lexicon is the compiled data of one language. It is read-only.
type lexicon struct {
	words            []word
	number           *lang.Phrases // value: index in words
	roles            *lang.Phrases // value: role bits
	suffixes         map[string]int8
	ordinalEnd       map[string]bool
	units            []unit
	unitWords        *lang.Phrases
	symbols          map[string]int16 // written after a number
	currencies       map[string]int16 // written before a number
	maxSymbol        int
	hedges           []hedge
	before           *lang.Phrases
	after            *lang.Phrases
	up, down         *lang.Phrases
	changeNoun       *lang.Phrases // 0 up, 1 down
	changeEnd        *lang.Phrases // 0 up, 1 down
	changeBy         *lang.Phrases
	notBefore        *lang.Phrases
	notAfter         *lang.Phrases
	strong           *lang.Phrases // value: index in strongUnit
	strongUnit       []string
	implied          *lang.Phrases
	impliedTo        []string
	person           *lang.Phrases
	outOf            *lang.Phrases
	clock            map[string]bool // words after a clock time: no unit symbols
	perNouns         *lang.Phrases
	ageUnits         *lang.Phrases
	minor            map[int16]minorUnit
	poundMass, pound int16
	halfPart         *lang.Phrases
	but              *lang.Phrases
	// starts holds every word a numeral in words can begin with.
	starts     *lang.Phrases
	age, aged  *lang.Phrases
	percent    int16
	personUnit string

	irregular     map[string]string // irregular forms to lemmas, for untagged text and plurals
	slips         map[string]string // known misspellings of nouns, to the noun
	skip          *lang.Phrases     // words between number and noun that are not counted: "more", "other"
	indexNames    *lang.Phrases
	anaphoric     *lang.Phrases
	prepositions  *lang.Phrases
	agentBy       *lang.Phrases
	placeNouns    *lang.Phrases
	since         *lang.Phrases
	by            *lang.Phrases
	pronouns      *lang.Phrases
	multiplied    *lang.Phrases
	occasions     *lang.Phrases
	world         *lang.Phrases
	worldName     string
	worldNoun     *lang.Phrases
	generic       *lang.Phrases
	senses        map[string][]sense // by unit as written
	afterCurrency map[string]int16   // unit of an amount of dollars by the word after it
	dollar        int16
	prepositionIn *lang.Phrases
	comparison    *lang.Phrases // words before what something is compared with
	tied          *lang.Phrases // prepositions that tie a measure to the noun after it
	relatives     *lang.Phrases // relative pronouns
	attach        *lang.Phrases // prepositions that tie a noun to the one before
	tie           *lang.Phrases
	be            *lang.Phrases
	extent        *lang.Phrases
	goesOn        *lang.Phrases // first words of a sentence that goes on with the one before
	aggregate     *lang.Phrases
	aggregates    []stages.Aggregation
	modal         *lang.Phrases
	modals        []string
	promise       map[string]bool
	stative       map[string]bool // verbs whose subject does nothing
	results       map[string]bool // verbs of bringing about a state
}

type numberFile struct {
	Numbers struct {
		Small           map[string]uint64 `yaml:"small"`
		Tens            map[string]uint64 `yaml:"tens"`
		Hundred         []string          `yaml:"hundred"`
		Magnitudes      map[string]int    `yaml:"magnitudes"`
		Suffixes        map[string]int8   `yaml:"suffixes"`
		Dozen           []string          `yaml:"dozen"`
		Plurals         map[string]uint64 `yaml:"plurals"`
		Ordinals        map[string]uint64 `yaml:"ordinals"`
		Fractions       map[string]uint64 `yaml:"fractions"`
		Half            []string          `yaml:"half"`
		Articles        []string          `yaml:"articles"`
		And             []string          `yaml:"and"`
		Or              []string          `yaml:"or"`
		To              []string          `yaml:"to"`
		Point           []string          `yaml:"point"`
		Minus           []string          `yaml:"minus"`
		Of              []string          `yaml:"of"`
		Fold            []string          `yaml:"fold"`
		Times           []string          `yaml:"times"`
		Twice           map[string]uint64 `yaml:"twice"`
		From            []string          `yaml:"from"`
		Between         []string          `yaml:"between"`
		Per             []string          `yaml:"per"`
		Out             []string          `yaml:"out"`
		PerNouns        []string          `yaml:"per_nouns"`
		Over            []string          `yaml:"over"`
		BeforeOne       []string          `yaml:"before_one"`
		HalfPart        []string          `yaml:"half_part"`
		But             []string          `yaml:"but"`
		OrdinalSuffixes []string          `yaml:"ordinal_suffixes"`
	} `yaml:"numbers"`
	Before          map[stages.Qualifier][]string `yaml:"before"`
	After           map[stages.Qualifier][]string `yaml:"after"`
	NotHedge        []string                      `yaml:"not_hedge"`
	Up              []string                      `yaml:"up"`
	Down            []string                      `yaml:"down"`
	ChangeNounsUp   []string                      `yaml:"change_nouns_up"`
	ChangeNounsDown []string                      `yaml:"change_nouns_down"`
	AfterUp         []string                      `yaml:"after_up"`
	AfterDown       []string                      `yaml:"after_down"`
	ChangeBy        []string                      `yaml:"change_by"`
	NotFigure       struct {
		Before     []string `yaml:"before"`
		After      []string `yaml:"after"`
		Months     []string `yaml:"months"`
		YearBefore []string `yaml:"year_before"`
	} `yaml:"not_figure"`
	Irregular     map[string]string               `yaml:"irregular"`
	Slips         map[string]string               `yaml:"slips"`
	Skip          []string                        `yaml:"skip"`
	IndexNames    []string                        `yaml:"index_names"`
	Anaphoric     []string                        `yaml:"anaphoric"`
	Prepositions  []string                        `yaml:"prepositions"`
	AgentBy       []string                        `yaml:"agent_by"`
	By            []string                        `yaml:"by"`
	Pronouns      []string                        `yaml:"pronouns"`
	Multiplied    []string                        `yaml:"multiplied"`
	Occasions     []string                        `yaml:"occasions"`
	World         []string                        `yaml:"world"`
	WorldNoun     []string                        `yaml:"world_noun"`
	WorldName     string                          `yaml:"world_name"`
	Generic       []string                        `yaml:"generic"`
	PrepositionIn []string                        `yaml:"preposition_in"`
	Comparison    []string                        `yaml:"comparison"`
	Tied          []string                        `yaml:"tied"`
	Relatives     []string                        `yaml:"relatives"`
	Attach        []string                        `yaml:"attach"`
	Tie           []string                        `yaml:"tie"`
	Be            []string                        `yaml:"be"`
	Extent        []string                        `yaml:"extent"`
	Since         []string                        `yaml:"since"`
	GoesOn        []string                        `yaml:"goes_on"`
	PlaceNouns    []string                        `yaml:"place_nouns"`
	Aggregate     map[stages.Aggregation][]string `yaml:"aggregate"`
	Modal         map[string][]string             `yaml:"modal"`
	Promise       []string                        `yaml:"promise"`
	Results       []string                        `yaml:"results"`
	Stative       []string                        `yaml:"stative"`
	Strong        map[string]string               `yaml:"strong"`
	Age           []string                        `yaml:"age"`
	AgeUnits      []string                        `yaml:"age_units"`
	Aged          []string                        `yaml:"aged"`
	Implied       map[string]string               `yaml:"implied"`
	Person        []string                        `yaml:"person"`
	FunctionWords []string                        `yaml:"function_words"`
}

type unitFile struct {
	Prefixes []struct {
		Symbol string `yaml:"symbol"`
		Word   string `yaml:"word"`
	} `yaml:"prefixes"`
	Units []struct {
		ID        string   `yaml:"id"`
		Dimension string   `yaml:"dimension"`
		Prefixed  bool     `yaml:"prefixed"`
		Symbols   []string `yaml:"symbols"`
		Words     []string `yaml:"words"`
		Minor     string   `yaml:"minor"` // the smaller unit said after it
		Per       uint64   `yaml:"per"`   // how many of them make one
	} `yaml:"units"`
	Senses []struct {
		Forms   []string `yaml:"forms"`
		Unit    string   `yaml:"unit"`
		Context []string `yaml:"context"`
	} `yaml:"senses"`
}

// sense is another unit that a form means where one of the words of its context
// stands in the sentence.
type sense struct {
	unit    int16
	context *lang.Phrases
}

type currencyFile struct {
	// After are words after an amount of dollars that say whose they are.
	After      map[string]string `yaml:"after"`
	Currencies []struct {
		ID      string   `yaml:"id"`
		Name    string   `yaml:"name"`
		Symbols []string `yaml:"symbols"`
		Words   []string `yaml:"words"`
		Word    bool     `yaml:"word"` // its code in lower case is an English word
		Minor   string   `yaml:"minor"`
		Per     uint64   `yaml:"per"`
	} `yaml:"currencies"`
}

// qualifiers in the order in which their hedges are compiled; of one phrase
// under two qualifiers the first wins.
var qualifiers = [...]stages.Qualifier{stages.QualifierOver, stages.QualifierAtLeast, stages.QualifierUnder, stages.QualifierNearly, stages.QualifierUpTo, stages.QualifierAbout, stages.QualifierExact}

func loadLexicon(pack *lang.Pack) (*lexicon, error) {
	var n numberFile
	var u unitFile
	var c currencyFile
	if err := pack.Read("figures.yaml", &n); err != nil {
		return nil, err
	}
	if err := pack.Read("figures-units.yaml", &u); err != nil {
		return nil, err
	}
	if err := pack.Read("figures-currencies.yaml", &c); err != nil {
		return nil, err
	}
	x := &lexicon{suffixes: n.Numbers.Suffixes, ordinalEnd: map[string]bool{}, symbols: map[string]int16{}, currencies: map[string]int16{}}
	x.clock = map[string]bool{}
	for _, w := range n.NotFigure.After {
		x.clock[w] = true
	}
	x.loadNumbers(pack, &n)
	x.loadRoles(pack, &n)
	x.loadHedges(pack, &n)
	x.loadUnits(pack, &u, &c)
	for _, s := range n.Numbers.OrdinalSuffixes {
		x.ordinalEnd[s] = true
	}
	x.up, x.down = phrases(pack, n.Up), phrases(pack, n.Down)
	x.changeNoun = twoLists(pack, n.ChangeNounsUp, n.ChangeNounsDown)
	x.changeEnd = twoLists(pack, n.AfterUp, n.AfterDown)
	x.changeBy = phrases(pack, n.ChangeBy)
	x.notBefore, x.notAfter = phrases(pack, n.NotFigure.Before), phrases(pack, n.NotFigure.After)
	x.person = phrases(pack, n.Person)
	x.outOf = phrases(pack, n.Numbers.Out)
	x.but = phrases(pack, n.Numbers.But)
	x.halfPart = phrases(pack, n.Numbers.HalfPart)
	x.perNouns = phrases(pack, n.Numbers.PerNouns)
	x.strong, x.strongUnit = mapping(pack, n.Strong)
	x.implied, x.impliedTo = mapping(pack, n.Implied)
	x.ageUnits = phrases(pack, n.AgeUnits)
	x.age, x.aged = phrases(pack, n.Age), phrases(pack, n.Aged)
	x.personUnit = "person"
	x.loadClaims(pack, &n)
	for i := range x.units {
		if x.units[i].id == "percent" {
			x.percent = int16(i)
			return x, nil
		}
	}
	return nil, fmt.Errorf("language %s: figures-units.yaml has no unit \"percent\"", pack.Code)
}

func phrases(pack *lang.Pack, list []string) *lang.Phrases {
	l := pack.NewPhraseList()
	for _, s := range list {
		l.Add(s, 0)
	}
	return l.Compile()
}

func twoLists(pack *lang.Pack, zero, one []string) *lang.Phrases {
	l := pack.NewPhraseList()
	for _, s := range zero {
		l.Add(s, 0)
	}
	for _, s := range one {
		l.Add(s, 1)
	}
	return l.Compile()
}

func mapping(pack *lang.Pack, m map[string]string) (*lang.Phrases, []string) {
	l := pack.NewPhraseList()
	var values []string
	for _, k := range sortedKeys(m) {
		l.Add(k, int32(len(values)))
		values = append(values, m[k])
	}
	return l.Compile(), values
}

// loadClaims reads the words of the layers above the numbers.
func (x *lexicon) loadClaims(pack *lang.Pack, n *numberFile) {
	x.irregular, x.slips = n.Irregular, n.Slips
	x.skip, x.indexNames, x.anaphoric = phrases(pack, n.Skip), phrases(pack, n.IndexNames), phrases(pack, n.Anaphoric)
	x.prepositions, x.agentBy, x.placeNouns = phrases(pack, n.Prepositions), phrases(pack, n.AgentBy), phrases(pack, n.PlaceNouns)
	x.by, x.pronouns, x.extent = phrases(pack, n.By), phrases(pack, n.Pronouns), phrases(pack, n.Extent)
	x.be = phrases(pack, n.Be)
	x.tie = phrases(pack, n.Tie)
	x.generic = phrases(pack, n.Generic)
	x.prepositionIn = phrases(pack, n.PrepositionIn)
	x.comparison = phrases(pack, n.Comparison)
	x.tied = phrases(pack, n.Tied)
	x.relatives = phrases(pack, n.Relatives)
	x.attach = phrases(pack, n.Attach)
	x.occasions, x.world, x.worldName = phrases(pack, n.Occasions), phrases(pack, n.World), n.WorldName
	x.worldNoun = phrases(pack, n.WorldNoun)
	x.multiplied = phrases(pack, n.Multiplied)
	x.since, x.goesOn = phrases(pack, n.Since), phrases(pack, n.GoesOn)
	x.stative = map[string]bool{}
	for _, w := range n.Stative {
		x.stative[w] = true
	}
	x.results = map[string]bool{}
	for _, w := range n.Results {
		x.results[w] = true
	}
	x.promise = map[string]bool{}
	for _, w := range n.Promise {
		x.promise[w] = true
	}
	l := pack.NewPhraseList()
	for _, a := range []stages.Aggregation{stages.Cumulative, stages.Stock, stages.Flow} {
		for _, w := range n.Aggregate[a] {
			l.Add(w, int32(len(x.aggregates)))
		}
		x.aggregates = append(x.aggregates, a)
	}
	x.aggregate = l.Compile()
	l = pack.NewPhraseList()
	for _, m := range sortedKeys(n.Modal) {
		for _, w := range n.Modal[m] {
			l.Add(w, int32(len(x.modals)))
		}
		x.modals = append(x.modals, m)
	}
	x.modal = l.Compile()
}

// guess is the lemma of a folded word that nobody tagged.
func (x *lexicon) guess(w string) string {
	if l, ok := x.irregular[w]; ok {
		return l
	}
	return w
}

func (x *lexicon) loadNumbers(pack *lang.Pack, n *numberFile) {
	l, starts := pack.NewPhraseList(), pack.NewPhraseList()
	add := func(text string, w word) {
		l.Add(text, int32(len(x.words)))
		starts.Add(text, 0)
		x.words = append(x.words, w)
	}
	nb := &n.Numbers
	for _, k := range sortedKeys(nb.Small) {
		add(k, word{kind: wordSmall, value: fromInt(nb.Small[k])})
	}
	for _, k := range sortedKeys(nb.Tens) {
		add(k, word{kind: wordTens, value: fromInt(nb.Tens[k])})
		// However the tokenizer cuts at hyphens, "twenty-five" is one entry.
		for _, s := range sortedKeys(nb.Small) {
			if v := nb.Small[s]; v >= 1 && v <= 9 {
				add(k+"-"+s, word{kind: wordSmall, value: fromInt(nb.Tens[k] + v)})
			}
		}
		for _, s := range sortedKeys(nb.Ordinals) {
			if v := nb.Ordinals[s]; v >= 1 && v <= 9 {
				add(k+"-"+s, word{kind: wordOrdinal, ord: true, value: fromInt(nb.Tens[k] + v)})
				add(k+"-"+s+"s", word{kind: wordFraction, plural: true, value: fromInt(nb.Tens[k] + v)})
			}
		}
	}
	for _, k := range nb.Hundred {
		add(k, word{kind: wordHundred, value: fromInt(100)})
	}
	for _, k := range sortedKeys(nb.Magnitudes) {
		add(k, word{kind: wordMagnitude, value: power10(nb.Magnitudes[k])})
	}
	for _, k := range nb.Dozen {
		add(k, word{kind: wordDozen, value: fromInt(12)})
	}
	for _, k := range sortedKeys(nb.Plurals) {
		add(k, word{kind: wordPlural, value: fromInt(nb.Plurals[k])})
	}
	for _, k := range nb.Half {
		add(k, word{kind: wordHalf, value: fromInt(2)})
	}
	for _, k := range sortedKeys(nb.Fractions) {
		_, ord := nb.Ordinals[k]
		plural := strings.HasSuffix(k, "s")
		kind := wordFraction
		if ord {
			kind = wordOrdinal
		}
		add(k, word{kind: kind, ord: ord, plural: plural, value: fromInt(nb.Fractions[k])})
		for _, s := range sortedKeys(nb.Small) {
			if v := nb.Small[s]; v >= 1 && (v == 1) == !plural {
				add(s+"-"+k, word{kind: wordFull, value: fromInt(v).div(fromInt(nb.Fractions[k]))})
			}
		}
	}
	for _, k := range sortedKeys(nb.Ordinals) {
		add(k, word{kind: wordOrdinal, ord: true, value: fromInt(nb.Ordinals[k])})
	}
	for _, k := range sortedKeys(nb.Twice) {
		add(k, word{kind: wordTwice, value: fromInt(nb.Twice[k])})
	}
	for _, w := range nb.Articles {
		starts.Add(w, 0)
	}
	x.number, x.starts = l.Compile(), starts.Compile()
}

func (x *lexicon) loadRoles(pack *lang.Pack, n *numberFile) {
	bits := map[string]role{}
	for _, r := range []struct {
		role  role
		words []string
	}{
		{roleArticle, n.Numbers.Articles},
		{roleAnd, n.Numbers.And},
		{roleOr, n.Numbers.Or},
		{roleTo, n.Numbers.To},
		{rolePoint, n.Numbers.Point},
		{roleMinus, n.Numbers.Minus},
		{roleOf, n.Numbers.Of},
		{roleFold, n.Numbers.Fold},
		{roleTimes, n.Numbers.Times},
		{roleFrom, n.Numbers.From},
		{roleBetween, n.Numbers.Between},
		{rolePer, n.Numbers.Per},
		{roleMonth, n.NotFigure.Months},
		{roleFunction, n.FunctionWords},
		{roleYearBefore, n.NotFigure.YearBefore},
		{roleOver, n.Numbers.Over},
		{rolePronoun, n.Numbers.BeforeOne},
	} {
		for _, w := range r.words {
			bits[stages.Fold(w)] |= r.role
		}
	}
	l := pack.NewPhraseList()
	for _, w := range sortedKeys(bits) {
		l.Add(w, int32(bits[w]))
	}
	x.roles = l.Compile()
}

func (x *lexicon) loadHedges(pack *lang.Pack, n *numberFile) {
	before, after := pack.NewPhraseList(), pack.NewPhraseList()
	for _, q := range qualifiers {
		for _, w := range n.Before[q] {
			before.Add(w, int32(len(x.hedges)))
		}
		for _, w := range n.After[q] {
			after.Add(w, int32(len(x.hedges)))
		}
		x.hedges = append(x.hedges, hedge{qualifier: q})
	}
	x.before, x.after = before.Compile(), after.Compile()
}

func (x *lexicon) loadUnits(pack *lang.Pack, f *unitFile, c *currencyFile) {
	l := pack.NewPhraseList()
	symbol := func(m map[string]int16, s string, i int) {
		if _, ok := m[s]; !ok {
			m[s] = int16(i)
		}
		x.maxSymbol = max(x.maxSymbol, len(s))
	}
	for _, d := range f.Units {
		i := len(x.units)
		x.units = append(x.units, unit{id: d.ID, name: d.ID, dimension: d.Dimension})
		for _, s := range d.Symbols {
			symbol(x.symbols, s, i)
		}
		for _, w := range d.Words {
			l.Add(w, int32(i))
		}
		l.Add(d.ID, int32(i))
	}
	// Prefixed forms come after all units that are written out, which win.
	for _, d := range f.Units {
		if !d.Prefixed {
			continue
		}
		for _, p := range f.Prefixes {
			id := p.Word + d.ID
			i := -1
			for j := range x.units {
				if x.units[j].id == id {
					i = j
				}
			}
			if i < 0 {
				i = len(x.units)
				x.units = append(x.units, unit{id: id, name: id, dimension: d.Dimension})
			}
			for _, s := range d.Symbols {
				if len(s) <= 3 && !x.clock[p.Symbol+s] {
					symbol(x.symbols, p.Symbol+s, i)
				}
			}
			for _, w := range d.Words {
				l.Add(p.Word+w, int32(i))
			}
			l.Add(id, int32(i))
		}
	}
	for _, d := range c.Currencies {
		i := len(x.units)
		x.units = append(x.units, unit{id: d.ID, name: d.Name, dimension: "currency", class: unitCurrency})
		for _, s := range d.Symbols {
			symbol(x.currencies, s, i)
			symbol(x.symbols, s, i)
		}
		code := strings.ToUpper(d.ID)
		symbol(x.currencies, code, i)
		symbol(x.symbols, code, i)
		symbol(x.currencies, code+"$", i)
		for _, s := range append(d.Symbols, code) { // "hk$", "usd 20"
			if strings.HasPrefix(s, "A ") || strings.HasPrefix(s, "S ") {
				continue // "a $5 ticket"
			}
			if lower := strings.ToLower(s); len(s) >= 2 && strings.HasSuffix(s, "$") || s == code && len(code) == 3 && !d.Word {
				symbol(x.currencies, lower, i)
				symbol(x.currencies, lower+"$", i)
			}
		}
		for _, w := range d.Words {
			l.Add(w, int32(i))
		}
		l.Add(d.Name, int32(i))
	}
	x.unitWords = l.Compile()
	x.minor = map[int16]minorUnit{}
	index := map[string]int16{}
	for i := range x.units {
		index[x.units[i].id] = int16(i)
	}
	pair := func(id, minor string, per uint64) {
		if u, ok := index[minor]; ok && per > 0 {
			x.minor[index[id]] = minorUnit{u, fromInt(per)}
		}
	}
	for _, d := range f.Units {
		pair(d.ID, d.Minor, d.Per)
	}
	for _, d := range c.Currencies {
		pair(d.ID, d.Minor, d.Per)
	}
	x.senses = map[string][]sense{}
	for _, d := range f.Senses {
		u, ok := index[d.Unit]
		if !ok {
			continue
		}
		context := phrases(pack, d.Context)
		for _, form := range d.Forms {
			x.senses[form] = append(x.senses[form], sense{u, context})
		}
	}
	x.afterCurrency = map[string]int16{}
	for _, w := range sortedKeys(c.After) {
		if u, ok := index[c.After[w]]; ok {
			x.afterCurrency[w] = u
		}
	}
	x.poundMass, x.pound = -1, -1
	if i, ok := index["pound-mass"]; ok {
		x.poundMass = i
	}
	if i, ok := index["gbp"]; ok {
		x.pound = i
	}
	x.dollar = -1
	if i, ok := index["usd"]; ok {
		x.dollar = i
	}
}
