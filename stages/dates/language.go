package dates

import (
	"fmt"
	"math/bits"
	"sort"
	"strings"

	"annals/stages"
	"annals/stages/lang"
)

func trailingZeros(x uint64) int { return bits.TrailingZeros64(x) }

// Files of a language's folder. Only the first one is required.
const (
	wordsFile    = "dates.yaml"
	shapesFile   = "dates-shapes.yaml"
	holidaysFile = "dates-holidays.yaml"
)

// wordsData is dates.yaml.
type wordsData struct {
	// Classes are word lists with what the words say.
	Classes map[string]classData `yaml:"classes"`
	// Numerals say how number words make numbers.
	Numerals numeralData `yaml:"numerals"`
	// Suffixes are letters written on digits: "5th", "1960s", "5pm".
	Suffixes []suffixData `yaml:"suffixes"`
	// Numeric are the forms of dates and times in digits.
	Numeric numericData `yaml:"numeric"`
	// Policy holds the choices that are not words.
	Policy policyData `yaml:"policy"`
}

type classData struct {
	// Trigger: an expression needs a word of some trigger class.
	Trigger bool `yaml:"trigger"`
	// Case "capital": the words count only where they are capitalised.
	Case  string     `yaml:"case"`
	Words []wordData `yaml:"words"`
}

type wordData struct {
	Is     []string       `yaml:"is"`
	Fields map[string]any `yaml:",inline"`
}

type suffixData struct {
	Is     []string       `yaml:"is"`
	Class  string         `yaml:"class"`
	Max    int32          `yaml:"max"` // largest number that may carry it
	Min    int32          `yaml:"min"`
	From   string         `yaml:"from"` // field that takes the number
	Scale  int32          `yaml:"divide"`
	Clock  bool           `yaml:"clock"` // the number is an hour and minutes: 340
	Fields map[string]any `yaml:",inline"`
}

type policyData struct {
	// DayFirst is the order of day and month in numeric dates where the
	// document does not decide.
	DayFirst bool `yaml:"day_first"`
	// PivotYear: two-digit years up to it are of the 2000s.
	PivotYear int32 `yaml:"pivot_year"`
	// FiscalStart is the month a fiscal year begins; 1: fiscal years are calendar years.
	FiscalStart int32 `yaml:"fiscal_start"`
	// Plural endings, the words that have one and are none, and the words before a
	// bare year that make it a year whatever follows.
	Plural    []string `yaml:"plural"`
	NotPlural []string `yaml:"not_plural"`
	YearWords []string `yaml:"year_words"`
	// Glued: words of the language are written without spaces.
	Glued bool `yaml:"glued"`
}

type shapesData struct {
	Shapes []shapeData `yaml:"shapes"`
}

// shapeData is one rule: a category, the sequences of classes and words that
// make it, and what follows for the meaning.
type shapeData struct {
	ID string `yaml:"id"`
	Is string `yaml:"is"`
	// Of are the sequences. An element is a CLASS, a Category or a word; one
	// in brackets may be missing; ":a" and ":b" mark the ends of a range, list
	// or whole of a part.
	Of []string `yaml:"of"`
	// Move gives a field of a part another role: {number: amount}.
	Move map[string]string `yaml:"move"`
	Set  map[string]any    `yaml:"set"`
	// Drop forgets fields.
	Drop []string `yaml:"drop"`
	// Conditions on the words around and on the first word.
	Before    []string `yaml:"before"`     // the word before is of one of these classes
	After     []string `yaml:"after"`      // the word after is of one of these classes
	NotBefore []string `yaml:"not_before"` // ... of none of these
	NotAfter  []string `yaml:"not_after"`
	Case      string   `yaml:"case"` // "capital": the first word is capitalised; "inside": and no sentence begins with it
	Joined    bool     `yaml:"joined"`
	Spaced    bool     `yaml:"spaced"` // no hyphen or the like directly before or after
	Weight    int32    `yaml:"weight"`
	// Max bounds the amount or year that the shape moves a number to.
	Max int32 `yaml:"max"`
	// Min is the least number that is moved.
	Min int32 `yaml:"min"`
	// Arranged: only in a sentence that a word of ARRANGE says arranges something
	// ("let's meet at 7"): elsewhere a bare number is no time.
	Arranged bool `yaml:"arranged"`
	// Tense "future": only where the verb does not speak of the past.
	Tense string `yaml:"tense"`
	// Story: only in narratives: "recent" and "future" before a noun say little
	// elsewhere.
	Story bool `yaml:"story"`
	// Period: months so counted are a period that results are reported of.
	Period bool `yaml:"period"`
	// Uncounted: what follows must not be a plural noun that the number counts.
	Uncounted bool `yaml:"uncounted"`
	// Again: only some words after a clock time: "move the 3pm call to 4".
	Again bool `yaml:"again"`
	// Rest: what is left of the period from the time of speaking on.
	Rest bool `yaml:"rest"`
	// Unchained: the number is no link of a chain of numbers: "138-2010-2015".
	Unchained bool `yaml:"unchained"`
	// Closed: no word may follow but one that begins another phrase (STOP).
	Closed bool `yaml:"closed"`
	// Outside: the first element says something of the expression and is no
	// part of its span.
	Outside bool `yaml:"outside"`
	// Timex: an edge of this shape may be an expression of its own.
	Timex bool `yaml:"timex"`
}

// class ids: the lexical classes and categories share one numbering.
type class = int16

// Classes that the engine makes itself from digits and number words.
const (
	clNumber    class = iota // any whole number: number
	clDecimal                // "2.5": number, tenth
	clDay                    // 1-31 in digits: day
	clYear                   // four digits, 1000-2999: year
	clYear2                  // two digits: year2
	clOrdinal                // ordinal
	clHour                   // 0-24: hour
	clMinute                 // two digits 00-59: minute
	clZeroYear               // two digits of which the first is 0: year2
	clYearWords              // "nineteen ninety-six": year
	clYear2Late              // two digits that are no day: year2
	clClockRun               // "340" before "pm": hour, minute
	nBuiltin
)

var builtinNames = []string{"NUMBER", "DECIMAL", "DAY", "YEAR", "YEAR2", "ORDINAL", "HOUR", "MINUTE", "ZEROYEAR", "YEARWORDS", "YEAR2LATE", "CLOCKRUN"}

// language is a language's data, compiled. Read-only.
type language struct {
	code    string
	policy  policyData
	classes []string         // names by class id
	ids     map[string]class // construction only
	trigger []bool
	capital []bool

	words                *lang.Phrases
	notPlural, yearWords *lang.Phrases
	lists                []wordEntry // by phrase value: where its items begin and end
	// marks has bits for the keys of all words of phrases: it answers "no" for most
	// words from the nearest cache.
	marks [marksWords]wordMarks
	// follows is the same for the words of phrases after the first one.
	follows [marksWords]uint64
	// roots holds where the first words lead: open addressing by the low bits of
	// their keys, all first words in it.
	roots [rootSlots]rootSlot
	items []wordItem
	// itemClass is the class by item, its complement where the word must have a capital.
	itemClass []class

	rules   []rule
	trie    ruleTrie
	numeral numerals
	suffix  []suffix
	numeric numericForms

	holidays []holiday
	tenses   tenses

	spelled, spelledMinute, spelledDay class // hours, minutes and days in words
	stop                               class // words that end a phrase
	name                               class // of dates inside names
	dateTime                           class // moments: a day and what is finer
	arrange                            class // words of a sentence that arranges something
	tickYear, tickDecade               class // years with an apostrophe for the century
}

// marksWords is the size of language.marks (16 kilobytes) and follows; a power of two.
const marksWords = 1024

// wordMarks has two bits for each of 64 hashes of words.
type wordMarks struct {
	known uint64 // a word of some phrase
	// trigger: the longest word of a phrase that is a trigger, a word that arranges
	// something, a number that may be of a year in words.
	trigger uint64
}

// rootSlots is the size of language.roots; a power of two.
const rootSlots = 8192

// rootSlot is a first word of the lexicon.
type rootSlot struct {
	key   uint64
	node  int32 // it leads to; 0: the slot is free
	value int32 // of the word alone, -1 where it is no phrase by itself
}

// root is the first word with a key, nil where there is none. Keys have 64 bits,
// so that words of one key are taken as one.
func (l *language) root(key uint64) *rootSlot {
	for i := key & (rootSlots - 1); ; i = (i + 1) & (rootSlots - 1) {
		s := &l.roots[i]
		if s.key == key && s.node > 0 {
			return s
		}
		if s.node == 0 {
			return nil
		}
	}
}

// mayFollow reports whether a token may be a word of a phrase after the first
// one; false is certain.
func (l *language) mayFollow(key uint64) bool {
	return l.follows[key>>6&(marksWords-1)]>>(key&63)&1 != 0
}

type wordEntry struct {
	first, last int32 // items
	trigger     bool
	arrange     bool
	numeral     int32 // index in numerals.words, -1
}

type wordItem struct {
	class   class
	meaning meaning
}

// newLanguage compiles the folder of a language.
func newLanguage(pack *lang.Pack) (*language, error) {
	var words wordsData
	var shapes shapesData
	var days holidaysData
	if err := pack.Read(wordsFile, &words); err != nil {
		return nil, err
	}
	if err := pack.Read(shapesFile, &shapes); err != nil {
		return nil, err
	}
	if err := pack.Read(holidaysFile, &days); err != nil {
		return nil, err
	}
	l := &language{code: pack.Code, policy: words.Policy, ids: map[string]class{}}
	for _, n := range builtinNames {
		l.class(n)
	}
	l.trigger[clYear], l.trigger[clYearWords] = true, true
	l.spelled, l.spelledMinute = l.class("HOURWORD"), l.class("MINUTEWORD")
	l.spelledDay = l.class("DAYWORD")
	l.stop = l.class("STOP")
	l.name = l.class("Name")
	l.arrange = l.class("ARRANGE")
	l.dateTime = l.class("DateTime")
	l.tickYear, l.tickDecade = l.class("YEARTICK"), l.class("TICKDECADE")
	l.trigger[l.tickYear], l.trigger[l.tickDecade] = true, true
	var err error
	if l.tenses, err = newTenses(pack); err != nil {
		return nil, err
	}
	b := &lexicon{l: l, pack: pack, entries: map[string]*lexiconEntry{}}
	names := make([]string, 0, len(words.Classes))
	for n := range words.Classes {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		c := words.Classes[n]
		id := l.class(n)
		l.trigger[id] = c.Trigger
		l.capital[id] = c.Case == "capital"
		for _, w := range c.Words {
			m, err := newMeaning(w.Fields)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: class %s: %w", pack.Code, wordsFile, n, err)
			}
			for _, s := range w.Is {
				b.add(s, id, m)
			}
		}
	}
	if err := l.addHolidays(b, days); err != nil {
		return nil, fmt.Errorf("%s: %s: %w", pack.Code, holidaysFile, err)
	}
	if err := l.addNumerals(b, words.Numerals); err != nil {
		return nil, fmt.Errorf("%s: %s: numerals: %w", pack.Code, wordsFile, err)
	}
	side := pack.NewPhraseList()
	for _, w := range words.Policy.NotPlural {
		side.Add(w, 0)
	}
	l.notPlural = side.Compile()
	side = pack.NewPhraseList()
	for _, w := range words.Policy.YearWords {
		side.Add(w, 0)
	}
	l.yearWords = side.Compile()
	for _, s := range words.Suffixes {
		m, err := newMeaning(s.Fields)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: suffixes: %w", pack.Code, wordsFile, err)
		}
		f, ok := fieldByName(s.From)
		if !ok {
			return nil, fmt.Errorf("%s: %s: suffixes: no field %q", pack.Code, wordsFile, s.From)
		}
		id := l.class(s.Class)
		for _, w := range s.Is {
			l.suffix = append(l.suffix, suffix{text: strings.ToLower(w), class: id, min: s.Min, max: s.Max, from: f, divide: max(s.Scale, 1), clock: s.Clock, meaning: m})
		}
	}
	if err := l.numeric.compile(l, words.Numeric); err != nil {
		return nil, fmt.Errorf("%s: %s: numeric: %w", pack.Code, wordsFile, err)
	}
	if err := l.compileShapes(b, shapes.Shapes); err != nil {
		return nil, fmt.Errorf("%s: %s: %w", pack.Code, shapesFile, err)
	}
	if err := l.checkClasses(words); err != nil {
		return nil, fmt.Errorf("%s: %s: %w", pack.Code, shapesFile, err)
	}
	return l, b.compile()
}

// checkClasses refuses names in shapes that nothing makes.
func (l *language) checkClasses(words wordsData) error {
	made := map[string]bool{"HOLIDAY": true, "WEAKHOLIDAY": true, "HOURWORD": true, "MINUTEWORD": true, "DAYWORD": true, "YEARTICK": true, "TICKDECADE": true, "ARRANGE": true, "DateTime": true, "Name": true, "STOP": true}
	for _, n := range builtinNames {
		made[n] = true
	}
	for n := range words.Classes {
		made[n] = true
	}
	for _, s := range words.Suffixes {
		made[s.Class] = true
	}
	for _, f := range words.Numeric.Formats {
		made[f.Class] = true
	}
	for i := range l.rules {
		made[l.classes[l.rules[i].is]] = true
	}
	for _, n := range l.classes {
		if n[0] != '=' && !made[n] {
			return fmt.Errorf("nothing makes %s", n)
		}
	}
	return nil
}

// class is the id of a class or category, made on first sight.
func (l *language) class(name string) class {
	id, ok := l.ids[name]
	if !ok {
		id = class(len(l.classes))
		l.ids[name] = id
		l.classes = append(l.classes, name)
		l.trigger = append(l.trigger, false)
		l.capital = append(l.capital, false)
	}
	return id
}

// lexicon gathers the words of all classes before they are compiled.
type lexicon struct {
	l       *language
	pack    *lang.Pack
	entries map[string]*lexiconEntry
	order   []string
}

type lexiconEntry struct {
	items   []wordItem
	numeral int32
}

func (b *lexicon) entry(text string) *lexiconEntry {
	text = stages.Fold(text)
	e := b.entries[text]
	if e == nil {
		e = &lexiconEntry{numeral: -1}
		b.entries[text] = e
		b.order = append(b.order, text)
	}
	return e
}

func (b *lexicon) add(text string, id class, m meaning) {
	e := b.entry(text)
	for _, it := range e.items {
		if it.class == id {
			return
		}
	}
	e.items = append(e.items, wordItem{id, m})
}

func (b *lexicon) compile() error {
	list := b.pack.NewPhraseList()
	place := func(word string) (uint64, uint64) {
		k := stages.FoldKey(stages.Fold(word))
		return k >> 6 & (marksWords - 1), 1 << (k & 63)
	}
	var firsts []string
	n := 0
	for _, text := range b.order {
		var words []string
		for _, t := range b.pack.Tokenize(text, nil) {
			words = append(words, text[t.Start:t.End])
		}
		e := b.entries[text]
		we := wordEntry{first: int32(len(b.l.items)), numeral: e.numeral}
		for _, it := range e.items {
			b.l.items = append(b.l.items, it)
			if b.l.capital[it.class] {
				b.l.itemClass = append(b.l.itemClass, ^it.class)
			} else {
				b.l.itemClass = append(b.l.itemClass, it.class)
			}
			we.trigger = we.trigger || b.l.trigger[it.class]
			we.arrange = we.arrange || it.class == b.l.arrange
		}
		for _, list := range [][]string{words, strings.Fields(text)} {
			firsts = append(firsts, list[0])
			longest := list[0]
			for k, w := range list {
				at, bit := place(w)
				b.l.marks[at].known |= bit
				if k > 0 {
					b.l.follows[at] |= bit
				}
				if len(w) > len(longest) {
					longest = w
				}
			}
			if we.trigger || we.arrange || e.numeral >= 0 && b.l.numeral.words[e.numeral].kind <= nkMultiplier {
				at, bit := place(longest)
				b.l.marks[at].trigger |= bit
			}
		}
		we.last = int32(len(b.l.items))
		list.Add(text, int32(len(b.l.lists)))
		// "sept." is one token inside a text and two at the end of one
		list.AddTokens(strings.Fields(text), int32(len(b.l.lists)))
		b.l.lists = append(b.l.lists, we)
	}
	b.l.words = list.Compile()
	for _, word := range firsts {
		t := stages.Token{Key: stages.FoldKey(stages.Fold(word))}
		t.End = int32(len(word))
		node := b.l.words.Step(0, word, &t)
		if node <= 0 || b.l.root(t.Key) != nil {
			continue
		}
		if n++; 2*n > rootSlots {
			return fmt.Errorf("%s: more than %d first words", b.pack.Code, rootSlots/2)
		}
		i := t.Key & (rootSlots - 1)
		for b.l.roots[i].node != 0 {
			i = (i + 1) & (rootSlots - 1)
		}
		b.l.roots[i] = rootSlot{t.Key, node, b.l.words.Value(node)}
	}
	return nil
}

func fieldByName(s string) (field, bool) {
	for i, n := range fieldNames {
		if n == s {
			return field(i), true
		}
	}
	return 0, false
}

// newMeaning reads fields of a rule file; names of units, parts of the day and
// so on stand for their numbers.
func newMeaning(fields map[string]any) (meaning, error) {
	m := meaning{a: -1, b: -1}
	for k, v := range fields {
		f, ok := fieldByName(k)
		if !ok {
			return m, fmt.Errorf("no field %q", k)
		}
		switch v := v.(type) {
		case int:
			m.set(f, int32(v))
		case string:
			n, ok := fieldValue(f, v)
			if !ok {
				return m, fmt.Errorf("field %s has no value %q", k, v)
			}
			m.set(f, n)
		default:
			return m, fmt.Errorf("field %s: %v is no number or name", k, v)
		}
	}
	return m, nil
}

func fieldValue(f field, v string) (int32, bool) {
	var names []string
	switch f {
	case fUnit, fUnit2, fUnit3, fSubUnit, fHolding:
		names = grainNames[:]
	case fPart:
		names = dayParts
	case fSeason:
		names = seasons
	case fMod:
		names = mods
	case fOp:
		names = opNames
	case fBase:
		names = baseNames
	case fRef:
		names = []string{"", "present", "past", "future"}
	case fAmount:
		if v == "vague" {
			return amountVague, true
		}
	}
	for i, n := range names {
		if n == v {
			return int32(i), true
		}
	}
	return 0, false
}
