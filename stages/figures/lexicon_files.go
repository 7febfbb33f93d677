package figures

import "annals/stages"

// The files of the language data as they are written.

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
	There         []string                        `yaml:"there"`
	Measuring     []string                        `yaml:"measuring"`
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

// claimFile holds the words of the claims about a figure: who, when, whither.
type claimFile struct {
	Versus            []string `yaml:"versus"`
	VersusAfterChange []string `yaml:"versus_after_change"`
	VersusOn          []string `yaml:"versus_on"`
	Present           []string `yaml:"present"`
	Aside             []string `yaml:"aside"`
	Limit             []string `yaml:"limit"`
	ParticleVerbs     []string `yaml:"particle_verbs"`
	Particles         []string `yaml:"particles"`
	Transition        []string `yaml:"transition"`
	ClockAt           []string `yaml:"clock_at"`
	ClockVerbs        []string `yaml:"clock_verbs"`
	Agents            []string `yaml:"agents"`
	Harms             []string `yaml:"harms"`
	Receiving         []string `yaml:"receiving"`
	Removal           []string `yaml:"removal"`
	Things            []string `yaml:"things"`
	PersonalVerbs     []string `yaml:"personal_verbs"`
	AgeOver           []string `yaml:"age_over"`
	Giver             []string `yaml:"giver"`
	LevelVerbs        []string `yaml:"level_verbs"`
	CountingNouns     []string `yaml:"counting_nouns"`
	MoreOfIt          []string `yaml:"more_of_it"`
	PersonObjects     []string `yaml:"person_objects"`
	Those             []string `yaml:"those"`
	SubjectLink       string   `yaml:"subject_link"`
	Copula            []string `yaml:"copula"`
	Perfect           string   `yaml:"perfect"`
	Respectively      []string `yaml:"respectively"`
}

type unitFile struct {
	Prefixes []struct {
		Symbol string `yaml:"symbol"`
		Word   string `yaml:"word"`
	} `yaml:"prefixes"`
	Units []struct {
		ID        string   `yaml:"id"`
		Dimension string   `yaml:"dimension"`
		Name      string   `yaml:"name"` // in full, where it is not the id
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
		Kind    string   `yaml:"kind"` // the id that its bare name has: "franc"
	} `yaml:"currencies"`
}
