package figures

import (
	"fmt"

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
	kind      int16 // of a currency: the unit of its bare name, "franc"; 0 where it has none
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
	there         *lang.Phrases
	senses        map[string][]sense // by unit as written
	afterCurrency map[string]int16   // unit of an amount of dollars by the word after it
	dollar        int16
	measuring     *lang.Phrases // verbs of measure that are nouns too
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
	claimWords
}

// claimWords are the words of figures-claims.yaml. Phrases are looked up as
// written, the others by lemma.
type claimWords struct {
	versus, versusFrom, present, aside, limit *lang.Phrases
	versusOn                                  *lang.Phrases
	particleVerbs, particles, transition      *lang.Phrases
	clockVerbs, clockAt                       *lang.Phrases
	ageOver, giver                            *lang.Phrases
	agents, harms, receiving, removal, things map[string]bool
	personalVerbs, levelVerbs, personObjects  map[string]bool
	copula                                    map[string]bool
	subjectLink                               string // between noun and verb in a default measure
	respectively                              *lang.Phrases
	perfect                                   string // the auxiliary of the perfect
	countingNouns, moreOfIt, those            *lang.Phrases
}

func (x *lexicon) loadClaimWords(pack *lang.Pack) error {
	var n claimFile
	if err := pack.Read("figures-claims.yaml", &n); err != nil {
		return err
	}
	x.claimWords = claimWords{
		versus: phrases(pack, n.Versus), versusFrom: phrases(pack, n.VersusAfterChange), versusOn: phrases(pack, n.VersusOn),
		present: phrases(pack, n.Present), aside: phrases(pack, n.Aside), limit: phrases(pack, n.Limit),
		particleVerbs: phrases(pack, n.ParticleVerbs), particles: phrases(pack, n.Particles),
		transition: phrases(pack, n.Transition), clockVerbs: phrases(pack, n.ClockVerbs), clockAt: phrases(pack, n.ClockAt),
		ageOver: phrases(pack, n.AgeOver), giver: phrases(pack, n.Giver),
		agents: set(n.Agents), harms: set(n.Harms), receiving: set(n.Receiving), removal: set(n.Removal), things: set(n.Things),
		personalVerbs: set(n.PersonalVerbs), levelVerbs: set(n.LevelVerbs), personObjects: set(n.PersonObjects),
		copula: set(n.Copula), perfect: n.Perfect, respectively: phrases(pack, n.Respectively), subjectLink: n.SubjectLink,
		countingNouns: phrases(pack, n.CountingNouns), moreOfIt: phrases(pack, n.MoreOfIt), those: phrases(pack, n.Those),
	}
	return nil
}

func set(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, w := range list {
		m[w] = true
	}
	return m
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
	if err := x.loadClaimWords(pack); err != nil {
		return nil, err
	}
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
	x.there = phrases(pack, n.There)
	x.measuring = phrases(pack, n.Measuring)
	x.prepositionIn = phrases(pack, n.PrepositionIn)
	x.comparison = phrases(pack, n.Comparison)
	x.tied = phrases(pack, n.Tied)
	x.relatives = phrases(pack, n.Relatives)
	x.attach = phrases(pack, n.Attach)
	x.occasions, x.world, x.worldName = phrases(pack, n.Occasions), phrases(pack, n.World), n.WorldName
	x.worldNoun = phrases(pack, n.WorldNoun)
	x.multiplied = phrases(pack, n.Multiplied)
	x.since, x.goesOn = phrases(pack, n.Since), phrases(pack, n.GoesOn)
	x.stative, x.results, x.promise = set(n.Stative), set(n.Results), set(n.Promise)
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
