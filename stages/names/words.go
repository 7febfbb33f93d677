package names

import (
	"fmt"
	"strings"

	"annals/stages"
	"annals/stages/lang"
)

// word is what the lists say of one word: a set of the facts below.
type word uint64

const (
	wMale word = 1 << iota
	wFemale
	wSurname
	wFamilyFirst
	wAmbiguous
	wHonorific
	wRole
	wRolePlural
	wRoleModifier
	wRolePreposition
	wBodyNoun
	wOrgHead
	wOrgEnd
	wPlaceEnd
	wPlaceStart
	wCompass
	wTitleEnd
	wParticle
	wNameSuffix
	wNotName
	wFunction
	wSpeech
	wKin
	wPlaceCue
	wHe
	wShe
	wThey
	wMaleWord
	wFemaleWord
	wListed // begins a phrase of the gazetteer
	wDemonym
	wStateCode
	wInternal // stands inside a phrase of the gazetteer
	wPortfolio
	wAmbiguousRole
	wDeterminer
	wFirmTitle
	wNamed
	wThe
	wAnd
	wOf
	wScope // "on", "for" after the head of a body's name
	wCopula
	wRelative
	wTownEpithet
	wCommon // also written small, in the text the model was trained on
	// The bits above are features of the model: a new fact goes below.
	wTitleStart
	wVessel
	wPossessive
	wObject // pronouns that are objects only: "him"

	wGiven = wMale | wFemale
)

// wordTable maps words to what is known of them: open addressing by the token's
// key. The words themselves are not kept: keys have 64 bits, and two of some tens of
// thousands of words that share one are not to be expected.
type wordTable struct {
	slots []wordSlot
	mask  uint64
	n     int
}

type wordSlot struct {
	key  uint64
	word word // 0 is free
}

func newWordTable(size int) *wordTable {
	n := 1024
	for n < 2*size {
		n *= 2
	}
	return &wordTable{slots: make([]wordSlot, n), mask: uint64(n - 1)}
}

func (t *wordTable) add(s string, w word) {
	folded := s
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			folded = stages.Fold(s)
			break
		}
	}
	key := stages.FoldKey(folded)
	for i := key & t.mask; ; i = (i + 1) & t.mask {
		slot := &t.slots[i]
		if slot.word == 0 {
			*slot = wordSlot{key, w}
			if t.n++; 2*t.n > len(t.slots) {
				t.grow()
			}
			return
		}
		if slot.key == key {
			slot.word |= w
			return
		}
	}
}

func (t *wordTable) grow() {
	old := t.slots
	t.slots = make([]wordSlot, 2*len(old))
	t.mask = uint64(len(t.slots) - 1)
	for _, s := range old {
		if s.word == 0 {
			continue
		}
		for i := s.key & t.mask; ; i = (i + 1) & t.mask {
			if t.slots[i].word == 0 {
				t.slots[i] = s
				break
			}
		}
	}
}

func (t *wordTable) get(key uint64) word {
	for i := key & t.mask; ; i = (i + 1) & t.mask {
		slot := &t.slots[i]
		if slot.word == 0 || slot.key == key {
			return slot.word
		}
	}
}

// wordLists is names.yaml.
type wordLists struct {
	Honorifics        string `yaml:"honorifics"`
	Roles             string `yaml:"roles"`
	RolePlurals       string `yaml:"role_plurals"`
	RoleModifiers     string `yaml:"role_modifiers"`
	RolePrepositions  string `yaml:"role_prepositions"`
	BodyNouns         string `yaml:"body_nouns"`
	OrganisationHeads string `yaml:"organisation_heads"`
	OrganisationEnds  string `yaml:"organisation_ends"`
	PlaceEnds         string `yaml:"place_ends"`
	PlaceStarts       string `yaml:"place_starts"`
	Compass           string `yaml:"compass"`
	TitleEnds         string `yaml:"title_ends"`
	Particles         string `yaml:"particles"`
	NameSuffixes      string `yaml:"name_suffixes"`
	NotNames          string `yaml:"not_names"`
	FunctionWords     string `yaml:"function_words"`
	SpeechVerbs       string `yaml:"speech_verbs"`
	Kin               string `yaml:"kin"`
	PlaceCues         string `yaml:"place_cues"`
	PronounsMale      string `yaml:"pronouns_male"`
	PronounsFemale    string `yaml:"pronouns_female"`
	PronounsPlural    string `yaml:"pronouns_plural"`
	PronounsObject    string `yaml:"pronouns_object"`
	MaleWords         string `yaml:"male_words"`
	FemaleWords       string `yaml:"female_words"`
	PortfolioNouns    string `yaml:"portfolio_nouns"`
	AmbiguousRoles    string `yaml:"ambiguous_roles"`
	Determiners       string `yaml:"determiners"`
	FirmTitles        string `yaml:"firm_titles"`
	TitleStarts       string `yaml:"title_starts"`
	Vessels           string `yaml:"vessels"`
	Possessives       string `yaml:"possessives"`
	NamedWords        string `yaml:"named_words"`
	RoleShort         string `yaml:"role_short"`
	Article           string `yaml:"article"`
	And               string `yaml:"and"`
	Of                string `yaml:"of"`
	Scope             string `yaml:"scope"`
	Copulas           string `yaml:"copulas"`
	Relatives         string `yaml:"relatives"`
	TownEpithets      string `yaml:"town_epithets"`
	PastEnding        string `yaml:"past_ending"`
}

// peopleLists is names-people.yaml.
type peopleLists struct {
	Male        string `yaml:"male"`
	Female      string `yaml:"female"`
	Surnames    string `yaml:"surnames"`
	FamilyFirst string `yaml:"family_first"`
	Ambiguous   string `yaml:"ambiguous"`
}

// placeLists is names-places.yaml.
type placeLists struct {
	Regions    string `yaml:"regions"`
	Waters     string `yaml:"waters"`
	Mountains  string `yaml:"mountains"`
	Sites      string `yaml:"sites"`
	USStates   string `yaml:"us_states"`
	StateCodes string `yaml:"state_codes"`
	USTowns    string `yaml:"us_towns"`
}

// entry is one name of the gazetteer.
type entry struct {
	written   string // as in the list, without marks
	kind      stages.NameKind
	canonical int32 // index in lexicon.canonical
	exact     bool  // capitals as written only
	ambiguous bool
	needsThe  bool // only after "the"
	// capitalThe: only after "The", for newspapers called by a common word.
	capitalThe bool
}

// canonical is what a name of the gazetteer stands for.
type canonical struct {
	name    string
	kind    stages.NameKind
	country string // ISO 3166 alpha-2 of a country or what lies in it
	state   bool   // a country itself
}

// lexicon is the compiled data of one language, read-only.
type lexicon struct {
	words      *wordTable
	phrases    *lang.Phrases
	entries    []entry
	canonical  []canonical
	pastEnding string
	roleWords  map[uint64]uint64 // key of a short form of a role to that of its full form
}

func readLexicon(pack *lang.Pack) (*lexicon, error) {
	var lists wordLists
	var people peopleLists
	var places placeLists
	var countries struct {
		Countries string `yaml:"countries"`
		Peoples   string `yaml:"peoples"`
	}
	var bodies struct {
		Bodies string `yaml:"bodies"`
	}
	for _, f := range []struct {
		name string
		out  any
	}{
		{"names.yaml", &lists},
		{"names-people.yaml", &people},
		{"names-places.yaml", &places},
		{"names-countries.yaml", &countries},
		{"names-bodies.yaml", &bodies},
	} {
		if err := pack.Read(f.name, f.out); err != nil {
			return nil, err
		}
	}
	lex := &lexicon{words: newWordTable(32000), roleWords: map[uint64]uint64{}, pastEnding: lists.PastEnding}
	for _, s := range split(lists.RoleShort, ",") {
		full, short, _ := strings.Cut(s, " = ")
		for _, f := range strings.Fields(short) {
			lex.roleWords[stages.FoldKey(f)] = stages.FoldKey(full)
		}
	}
	for _, l := range []struct {
		words string
		word  word
	}{
		{lists.Honorifics, wHonorific},
		{lists.Roles, wRole},
		{lists.RolePlurals, wRolePlural},
		{lists.RoleModifiers, wRoleModifier},
		{lists.RolePrepositions, wRolePreposition},
		{lists.BodyNouns, wBodyNoun},
		{lists.OrganisationHeads, wOrgHead},
		{lists.OrganisationEnds, wOrgEnd},
		{lists.PlaceEnds, wPlaceEnd},
		{lists.PlaceStarts, wPlaceStart},
		{lists.Compass, wCompass},
		{lists.TitleEnds, wTitleEnd},
		{lists.Particles, wParticle},
		{lists.NameSuffixes, wNameSuffix},
		{lists.NotNames, wNotName},
		{lists.FunctionWords, wFunction},
		{lists.SpeechVerbs, wSpeech},
		{lists.Kin, wKin},
		{lists.PlaceCues, wPlaceCue},
		{lists.PronounsMale, wHe},
		{lists.PronounsFemale, wShe},
		{lists.PronounsPlural, wThey},
		{lists.PronounsObject, wObject},
		{lists.MaleWords, wMaleWord},
		{lists.FemaleWords, wFemaleWord},
		{lists.PortfolioNouns, wPortfolio},
		{lists.AmbiguousRoles, wAmbiguousRole},
		{lists.Determiners, wDeterminer},
		{lists.FirmTitles, wFirmTitle},
		{lists.TitleStarts, wTitleStart},
		{lists.Vessels, wVessel},
		{lists.Possessives, wPossessive},
		{lists.NamedWords, wNamed},
		{lists.Article, wThe},
		{lists.And, wAnd},
		{lists.Of, wOf},
		{lists.Scope, wScope},
		{lists.Copulas, wCopula},
		{lists.Relatives, wRelative},
		{lists.TownEpithets, wTownEpithet},
		{people.Male, wMale},
		{people.Female, wFemale},
		{people.Surnames, wSurname},
		{people.FamilyFirst, wFamilyFirst},
		{people.Ambiguous, wAmbiguous},
		{places.StateCodes, wStateCode},
	} {
		for _, s := range strings.Fields(l.words) {
			lex.words.add(s, l.word)
		}
	}
	small := lists.Article + " "
	b := &phraseBuilder{pack: pack, lex: lex, list: pack.NewPhraseList(), small: small, large: strings.ToUpper(small[:1]) + small[1:]}
	if err := b.countries(countries.Countries); err != nil {
		return nil, err
	}
	for _, s := range split(countries.Peoples, ",") {
		b.add(s, stages.Nationality, b.canonical(s, stages.Nationality, "", false))
	}
	if err := b.bodies(bodies.Bodies); err != nil {
		return nil, err
	}
	for i, s := range []string{places.Regions, places.Waters, places.Mountains, places.Sites, places.USStates, places.USTowns} {
		code := ""
		if i >= 4 {
			code = "US"
		}
		for _, p := range split(s, ",") {
			names := split(p, "=")
			c := b.canonical(names[0], stages.Place, code, false)
			for _, n := range names {
				b.add(n, stages.Place, c)
			}
		}
	}
	lex.phrases = b.list.Compile()
	return lex, nil
}

// phraseBuilder collects the gazetteer's phrases.
type phraseBuilder struct {
	pack   *lang.Pack
	lex    *lexicon
	list   *lang.PhraseList
	tokens []stages.Token
	// the article before a name that is used with it, written small and large
	small, large string
}

func split(s, sep string) []string {
	var out []string
	for _, f := range strings.Split(s, sep) {
		if f = strings.Join(strings.Fields(f), " "); f != "" {
			out = append(out, f)
		}
	}
	return out
}

// bare takes the marks off a name.
func (b *phraseBuilder) bare(s string) string {
	s = strings.TrimSuffix(strings.TrimLeft(s, "!~"), ":~")
	return strings.TrimPrefix(strings.TrimPrefix(s, b.small), b.large)
}

func (b *phraseBuilder) canonical(name string, kind stages.NameKind, country string, state bool) int32 {
	b.lex.canonical = append(b.lex.canonical, canonical{b.bare(name), kind, country, state})
	return int32(len(b.lex.canonical) - 1)
}

// add adds one written name; the first of two equal ones wins.
func (b *phraseBuilder) add(s string, kind stages.NameKind, canonical int32) {
	e := entry{kind: kind, canonical: canonical}
	e.exact = strings.HasPrefix(s, "!")
	e.ambiguous = strings.HasPrefix(s, "~") || strings.HasSuffix(s, ":~")
	s = strings.TrimSuffix(strings.TrimLeft(s, "!~"), ":~")
	e.needsThe = strings.HasPrefix(s, b.small)
	e.capitalThe = strings.HasPrefix(s, b.large)
	e.written = strings.TrimPrefix(strings.TrimPrefix(s, b.small), b.large)
	b.tokens = b.pack.Tokenize(e.written, b.tokens[:0])
	for i, t := range b.tokens {
		w := wInternal
		if i == 0 {
			w = wListed
			if kind == stages.Nationality && len(b.tokens) == 1 {
				w |= wDemonym
			}
		}
		b.lex.words.add(e.written[t.Start:t.End], w)
	}
	b.list.Add(e.written, int32(len(b.lex.entries)))
	b.lex.entries = append(b.lex.entries, e)
}

func (b *phraseBuilder) countries(text string) error {
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		f := strings.Split(line, "|")
		for len(f) < 6 {
			f = append(f, "")
		}
		if len(f) != 6 {
			return fmt.Errorf("names-countries.yaml: %q: want 6 fields", line)
		}
		code := strings.TrimSpace(f[0])
		if code == "--" {
			code = ""
		}
		name := strings.TrimSpace(f[1])
		country := b.canonical(name, stages.Place, code, true)
		b.add(name, stages.Place, country)
		for _, s := range split(f[2], ",") {
			b.add(s, stages.Place, country)
		}
		for _, s := range split(f[3], ",") {
			b.add(s, stages.Nationality, country)
			if n := b.bare(s); !strings.HasSuffix(n, "s") && !strings.HasSuffix(n, "h") && !strings.HasSuffix(n, "ese") && !strings.HasSuffix(n, "men") {
				mark := ""
				if n+":~" == s {
					mark = ":~"
				}
				b.add(n+"s"+mark, stages.Nationality, country)
			}
		}
		for _, s := range append(split(f[4], ","), split(f[5], ",")...) {
			b.add(s, stages.Place, b.canonical(s, stages.Place, code, false))
		}
	}
	return nil
}

func (b *phraseBuilder) bodies(text string) error {
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		name, others, _ := strings.Cut(line, "|")
		name = strings.TrimSpace(name)
		if name == "" {
			return fmt.Errorf("names-bodies.yaml: %q: no name", line)
		}
		c := b.canonical(name, stages.Organisation, "", false)
		b.add(name, stages.Organisation, c)
		for _, s := range split(others, ",") {
			b.add(s, stages.Organisation, c)
		}
	}
	return nil
}
