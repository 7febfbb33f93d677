package stages

// NameKind is what a name names.
type NameKind uint8

// Kinds of name.
const (
	NoName       NameKind = iota
	Person                // "Kofi Annan"
	Organisation          // "the Ministry of Health", "UNICEF"
	Place                 // "Juba", "Sierra Leone"
	Nationality           // "Chinese", "Nigerians"
	Role                  // a person known by office only: "the president", "a senior official"
	Title                 // title of a work, programme, meeting or ship: "2030 Agenda", "Peace Ark"
	Pronoun               // he, she, they ... resolved to an entity
)

// Mention is one place in the text where an entity is meant.
type Mention struct {
	Span              // the name as written, without title or article
	First, Last int32 // tokens [First, Last)
	HeadToken   int32 // the token that stands for the phrase in the parse
	Kind        NameKind
	Entity      int32 // index in Work.Entities, -1 where left open
	// Full is the span of the whole noun phrase: titles, apposition.
	Full Span
	// RoleSpan is the title or office said of it here; empty where none.
	RoleSpan Span
	Rule     string
}

// Entity is somebody or something that the document names, with all its mentions.
type Entity struct {
	Kind    NameKind
	Name    string   // the fullest name in the document, or the canonical one of the gazetteer
	Aliases []string // other names in the document, in order of appearance
	Role    string   // the fullest role said of it, as written; "" where none
	// Country is the ISO 3166 alpha-2 code of a country, or of the country a
	// nationality or a role belongs to; "" where not known.
	Country string
	First   int32 // first mention, index in Work.Mentions
}

// TimexType is a TIMEX3 type.
type TimexType uint8

// TIMEX3 types (ISO-TimeML).
const (
	TimexDate TimexType = iota
	TimexTime
	TimexDuration
	TimexSet
)

func (t TimexType) String() string { return [...]string{"DATE", "TIME", "DURATION", "SET"}[t] }

// Timex is a temporal expression.
type Timex struct {
	Span
	First, Last int32 // tokens [First, Last)
	Type        TimexType
	Value       string // TIMEX3 value: "2021-12-08", "P3D", "PRESENT_REF"
	Mod         string // TIMEX3 mod: APPROX, START, MID, END, MORE_THAN ...; "" where none
	Interval    Interval
	Precision   Precision
	Basis       string // stated publication context holiday name
	Approximate bool
	// Open is -1 for an interval that is open at the start ("until 2019"), +1
	// at the end ("since 1979"), 0 else.
	Open int8
	// Anchor is the index in Work.Timexes of the expression it was resolved
	// against; -1 for the document date or none.
	Anchor int32
	// InName is set for a date inside a name ("2030 Agenda"): it dates nothing.
	InName bool
	// RangePart is set where the expression is one end of a range that also
	// has a row or reading of its own; see package dates.
	RangePart bool
	Rule      string
}

// Qualifier is how a value is hedged.
type Qualifier string

// Qualifiers.
const (
	QualifierExact   Qualifier = "exact"
	QualifierAbout   Qualifier = "about"
	QualifierOver    Qualifier = "over"
	QualifierAtLeast Qualifier = "at_least"
	QualifierUnder   Qualifier = "under"
	QualifierNearly  Qualifier = "nearly"
	QualifierUpTo    Qualifier = "up_to"
	QualifierRange   Qualifier = "range"
	QualifierVague   Qualifier = "vague"
)

// Aggregation says what kind of quantity a figure is.
type Aggregation string

// Aggregations; "" where not known.
const (
	Stock      Aggregation = "stock"
	Flow       Aggregation = "flow"
	Cumulative Aggregation = "cumulative"
	Change     Aggregation = "change"
	Share      Aggregation = "share"
)

// Figure is a quantity and what it is said of. Values are exact decimals.
type Figure struct {
	Span              // number with magnitude words, percent sign; without hedge and unit
	First, Last int32 // tokens [First, Last)
	// Number is the value as stated, before the hedge: "1800000000"; a range
	// is "30..40". Text of the exact decimal, no grouping, no exponent.
	Number    string
	Min, Max  Bound
	Qualifier Qualifier
	Hedge     Span   // the hedging words; empty where none
	Direction string // "up", "down" or "": the quantity is (or comes with) a change
	Unit      string // canonical id: "person", "dose", "usd", "percent", "kilometre"
	UnitSpan  Span
	UnitName  string // the unit in words: "hong kong dollar", "public housing property"
	Dimension string // "count", "currency", "ratio", "length", ...
	Counted   Span   // whole counted noun phrase; empty where none
	// CountedHead is the head noun of Counted, folded and singular, spelling repaired.
	CountedHead string
	Repair      string // what was repaired: "does -> dose"; "" where nothing
	// Concept is the content words of what the quantity is a property of ("core
	// inflation" in "core inflation rose 0.3%"); set only when the stage was asked
	// for bare quantities, and shown by annotate alone.
	Concept     string
	ChangeNoun  bool   // Direction is that of a noun or adjective ("a 5% rise", "5% higher")
	Measure     string // id in the taxonomy, or verb lemma + "_" + counted head
	Aggregation Aggregation
	Actor       string // canonical name; "" where not known
	ActorSpan   Span
	ActorBasis  string // "sentence", "context", "document", "speaker"
	Scope       string
	ScopeSpan   Span
	ScopeBasis  string
	AsOf        Interval
	AsOfBasis   string // stated period context publication; "" where not known
	Negated     bool
	Modality    string // asserted planned hypothetical
	Quote       int32  // index in Work.Quotes of the innermost quote that holds it, -1 where none
	Rule        string // how the value was found; further rules joined by "+"
	Confidence  float32
}

// Bound is one end of a value interval.
type Bound struct {
	Known bool    // false: open
	Value float64 // nearest double of the exact decimal
	Exact string  // the exact decimal
}

// QuoteKind is how words are reported.
type QuoteKind string

// Kinds of quote.
const (
	Direct   QuoteKind = "direct"
	Indirect QuoteKind = "indirect"
	Mixed    QuoteKind = "mixed"
)

// Quote is reported speech (or belief) with its source.
type Quote struct {
	Span                // content: marks excluded for direct; the reported clause for the others
	Parts        []Span // the stretches of a broken quote, in order; nil where Span is all of it
	Kind         QuoteKind
	Speaker      int32  // entity, -1 where nobody is named or the source is not an entity
	SpeakerSpan  Span   // as written at the cue, or at the cue of the quote it is inherited from; empty where nobody
	SpeakerName  string // resolved name, else as written; "" where nobody
	SpeakerRole  string
	SpeakerBasis string // sentence, context, paragraph, document
	Cue          Span
	CueLemma     string
	CueClass     string // speech, belief, intent, writing ...
	Said         Interval
	Continues    int32  // index in Work.Quotes of the quote that this one goes on, -1
	Outer        int32  // index in Work.Quotes of the quote inside which this one is told, -1
	Geometry     string // "C-S-V", "S-V-C", ... ; see package quotes
	Damaged      bool   // the marks were not balanced here
	Rule         string
	Confidence   float32
}

// Event is something said to have happened, happening or planned.
type Event struct {
	Span               // trigger
	Token        int32 // head token of the trigger
	Sentence     int32
	Class        string // meeting statement agreement ... other
	Lemma        string // what the trigger means: "sign", "deploy"
	Modality     string // asserted planned hypothetical
	Negated      bool
	Interval     Interval
	Precision    Precision
	DateBasis    string // how the date was assigned: sentence, discourse, publication ...
	Timex        int32  // index in Work.Timexes of the governing date, -1
	Approximate  bool
	Agent        string
	AgentSpan    Span
	Participants []string
	Place        string
	PlaceSpan    Span
	Title        string // a sentence a person would write, from the text's words
	Quote        int32  // index in Work.Quotes, -1
	Rule         string
	Confidence   float32
}
