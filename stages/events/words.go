package events

// words are the short word lists of events.yaml that the code asks for by
// purpose, so that no word of a language stands in code.
type words struct {
	Since      []string `yaml:"since"`
	Until      []string `yaml:"until"`
	Before     []string `yaml:"before"`
	After      []string `yaml:"after"`
	While      []string `yaml:"while"`
	Venues     []string `yaml:"venues"`
	Harms      []string `yaml:"harms"`
	Bare       []string `yaml:"bare"`
	Outlooks   []string `yaml:"outlooks"`
	For        []string `yaml:"for"`
	More       []string `yaml:"more"`
	Than       []string `yaml:"than"`
	Nowadays   []string `yaml:"nowadays"`
	Ages       []string `yaml:"ages"`
	Later      []string `yaml:"later"`
	Next       []string `yaml:"next"`
	Dayparts   []string `yaml:"dayparts"`
	It         []string `yaml:"it"`
	Its        []string `yaml:"its"`
	Beats      []string `yaml:"beats"`
	Margins    []string `yaml:"margins"`
	Ends       []string `yaml:"ends"`
	Within     []string `yaml:"within"`
	Transitive []string `yaml:"transitive"`
	When       []string `yaml:"when"`
	Deictic    []string `yaml:"deictic"`
	Same       []string `yaml:"same"`
	Moments    []string `yaml:"moments"`
	Ongoing    []string `yaml:"ongoing"`
	Finds      []string `yaml:"finds"`
	Also       []string `yaml:"also"`
	Happen     []string `yaml:"happen"`
	Versus     []string `yaml:"versus"`
	Places     []string `yaml:"places"`
	Goals      []string `yaml:"goals"`
	Sources    []string `yaml:"sources"`
	Together   []string `yaml:"together"`
	By         []string `yaml:"by"`
	Of         []string `yaml:"of"`
	To         []string `yaml:"to"`
	Articles   []string `yaml:"articles"`
	Habitual   []string `yaml:"habitual"`
	Present    []string `yaml:"present"`
	Definite   []string `yaml:"definite"`
	Be         []string `yaml:"be"`
	Have       []string `yaml:"have"`
	Get        []string `yaml:"get"`
	Go         []string `yaml:"go"`

	Anniversary    []string `yaml:"anniversary"`
	Endings        []string `yaml:"endings"`
	Participles    []string `yaml:"participles"`
	OfYear         []string `yaml:"of_year"`
	Sequel         []string `yaml:"sequel"`
	Or             []string `yaml:"or"`
	Habits         []string `yaml:"habits"`
	PluralPronouns []string `yaml:"plural_pronouns"`
	Dashes         []string `yaml:"dashes"`
	TimeNouns      []string `yaml:"time_nouns"`
	Singular       []string `yaml:"singular"`
	Severals       []string `yaml:"plural"`
	Almost         []string `yaml:"almost"`
	Lengths        []string `yaml:"lengths"`
	Scores         []string `yaml:"scores"`
	Titles         titles   `yaml:"titles"`
}

// titles is what is needed to write a title.
type titles struct {
	Is         string            `yaml:"is"`
	Are        string            `yaml:"are"`
	Has        string            `yaml:"has"`
	Have       string            `yaml:"have"`
	Been       string            `yaml:"been"`
	And        string            `yaml:"and"`
	TakesPlace string            `yaml:"takes_place"`
	TakePlace  string            `yaml:"take_place"`
	Begin      string            `yaml:"begin"`
	Say        string            `yaml:"say"`
	The        string            `yaml:"the"`
	That       string            `yaml:"that"`
	Owner      string            `yaml:"owner"` // what makes a name an owner: "'s"
	Plain      map[string]string `yaml:"plain"` // verbs that need a listener, and what is written instead: tell: say
	Third      map[string]string `yaml:"third"` // irregular third persons: do: does
	Vowels     string            `yaml:"vowels"`
	// Participle is how a gerund becomes a participle: "adopting", "adopted";
	// "ratifying", "ratified".
	Participle struct {
		Gerund string `yaml:"gerund"`
		Ed     string `yaml:"ed"`
		Y      string `yaml:"y"`
		Ied    string `yaml:"ied"`
	} `yaml:"participle"`
	Sibilants []string `yaml:"sibilants"`
	Endings   struct {
		Y        string `yaml:"y"`
		Sibilant string `yaml:"sibilant"`
		Other    string `yaml:"other"`
	} `yaml:"endings"`
}

type wordSet = map[string]struct{}

type wordSets struct {
	since, until, before, after, while, places, goals, sources, together, by, of, to                                                              wordSet
	articles, habitual, present, definite, be, have, get, goVerb, anniversary                                                                     wordSet
	habits, pluralPronouns, dashes, timeNouns, ofYear, sequel, or                                                                                 wordSet
	singular, severals, almost, lengths, scores, venues, harms, versus, more, than, nowadays, ages, later, also, happen, outlooks, forWords, bare wordSet
	next, dayparts, transitive, it, its, ends, beats, margins, within, when, deictic, same, moments, ongoing, finds                               wordSet
	endings, participles                                                                                                                          []string
	titles                                                                                                                                        titles
}

func (w *words) compile() wordSets {
	return wordSets{
		since: set(w.Since), until: set(w.Until), before: set(w.Before), after: set(w.After), while: set(w.While),
		places: set(w.Places), goals: set(w.Goals), sources: set(w.Sources), together: set(w.Together), by: set(w.By),
		of: set(w.Of), to: set(w.To), articles: set(w.Articles), habitual: set(w.Habitual), present: set(w.Present),
		definite: set(w.Definite), be: set(w.Be), have: set(w.Have), get: set(w.Get), goVerb: set(w.Go),
		anniversary: set(w.Anniversary), titles: w.Titles, singular: set(w.Singular), severals: set(w.Severals), almost: set(w.Almost), venues: set(w.Venues), harms: set(w.Harms), bare: set(w.Bare), outlooks: set(w.Outlooks), forWords: set(w.For), more: set(w.More), than: set(w.Than), nowadays: set(w.Nowadays), ages: set(w.Ages), later: set(w.Later), next: set(w.Next), dayparts: set(w.Dayparts), within: set(w.Within), ends: set(w.Ends), beats: set(w.Beats), margins: set(w.Margins), it: set(w.It), its: set(w.Its), transitive: set(w.Transitive), when: set(w.When), deictic: set(w.Deictic), same: set(w.Same), moments: set(w.Moments), ongoing: set(w.Ongoing), finds: set(w.Finds), also: set(w.Also), happen: set(w.Happen), versus: set(w.Versus), lengths: set(w.Lengths), scores: set(w.Scores), endings: w.Endings, ofYear: set(w.OfYear), sequel: set(w.Sequel), or: set(w.Or), habits: set(w.Habits), pluralPronouns: set(w.PluralPronouns), dashes: set(w.Dashes), timeNouns: set(w.TimeNouns), participles: w.Participles,
	}
}
