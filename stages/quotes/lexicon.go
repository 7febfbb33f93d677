package quotes

import (
	"fmt"
	"sort"
	"strings"

	"annals/stages"
	"annals/stages/lang"
)

// frame is a set of ways in which a cue takes its content.
type frame uint32

const (
	frameClause frame = 1 << iota // finite clause, "that" may be left out
	frameThat                     // finite clause only after "that" or a wh-word
	frameQuote                    // words in marks
	frameInf                      // infinitive, same subject
	frameObjInf                   // somebody, then an infinitive
	frameHearer                   // somebody told may stand before the content
	frameNP                       // noun phrase
	frameAs                       // noun phrase with a predicate: "called it a shame"
	frameGer                      // gerund
	frameOf                       // content after the preposition
	frameFor
	frameOn
	frameTo
	frameWith
	frameAbout
	frameAgainst
)

var frameNames = []string{"clause", "that", "quote", "inf", "objinf", "hearer", "np", "as", "ger", "of", "for", "on", "to", "with", "about", "against"}

// prepositions are the frames that name a preposition.
const prepositions = frameOf | frameFor | frameOn | frameTo | frameWith | frameAbout | frameAgainst

// String names the frames in f, joined by "+", for rules and explanations.
func (f frame) String() string {
	var names []string
	for i, n := range frameNames {
		if f&(1<<i) != 0 {
			names = append(names, n)
		}
	}
	return strings.Join(names, "+")
}

// form is a set of inflected forms that one written word may be.
type form uint8

const (
	formBase form = 1 << iota
	formThird
	formPast
	formParticiple
	formPresent // -ing
)

// verb is a reporting verb.
type verb struct {
	lemma   string
	frames  frame
	classes [frameCount]string // class by frame bit
}

// frameCount is the number of frames.
const frameCount = 16

// class is the cue class of the verb when it is used with the frames f.
func (v *verb) class(f frame) string {
	for i := range frameNames {
		if f&(1<<i) != 0 && v.classes[i] != "" {
			return v.classes[i]
		}
	}
	for _, c := range v.classes {
		if c != "" {
			return c
		}
	}
	return "speech"
}

// flag is a set of word lists that a word is on.
type flag uint64

const (
	isVenue flag = 1 << iota
	isTime
	isTitle
	isNamed
	isAccording
	isSourceAdverb
	isThat
	isTo
	isWh
	isPerson // personal pronoun in the subject form
	isConjunction
	isSubordinator
	isAuxiliary
	isDeterminer
	isPreposition
	isNegation
	isCopula
	isBy
	isAs
	isUnnamed
	isNobody
	isAuthor
	isMeasure // what something is done "according to" without being a source
	isFigures // numbers that somebody has counted: "its data"
	isFrom
	isPraise
	isTurn   // "Q" and "A"
	isAnswer // "A"
	isReport // what a headline may name as its source
	isThing  // "it"
	isGroup  // "they"
	isSelf
	isHearer
	isMan
	isWoman
	isListener  // a court hears what others say
	isRejection // its object are the words of others
	isHabit     // "used" to do something
	isReflexive
	isMany   // stands for several people by itself
	isReason // "more importantly": goes on with the argument of the sentence before
	isChineseCue
	isChineseAdverb
	isChinesePreposition
	isChineseNoun // ends like a cue and is none
)

// entry is all that the lexicon knows of a word or phrase.
type entry struct {
	verb      int32 // index in lexicon.verbs, -1
	form      form
	noun      string // class of a cue noun, "" else
	adjective string
	flags     flag
	prep      frame // the frame that a preposition opens
}

// lexicon is the compiled quotes.yaml of a language. Read-only.
type lexicon struct {
	verbs   []verb
	entries []entry
	words   *lang.Phrases // value: index in entries
	letters [256]flag     // of the capitals that mark turns
}

// lexiconFile is the shape of quotes.yaml.
type lexiconFile struct {
	Inflection []struct {
		Endings              []string
		Third, Past, Present string
		Cut, Stem            int
	}
	Verbs []struct {
		Class  string
		Frames []string
		Words  []string
	}
	According []string
	Nouns     []struct {
		Class string
		Words []string
	}
	Adjectives []struct {
		Class string
		Words []string
	}
	Adverbs    []string
	Venues     []string
	Times      []string
	Titles     []string
	Named      []string
	Unnamed    []string
	Measures   []string
	Figures    []string
	Praise     []string
	Reasons    []string
	Rejections []string
	Function   map[string][]string
}

var functionFlags = map[string]flag{
	"that": isThat, "to": isTo, "wh": isWh, "persons": isPerson, "conjunctions": isConjunction, "subordinators": isSubordinator,
	"auxiliaries": isAuxiliary, "determiners": isDeterminer, "prepositions": isPreposition, "negations": isNegation, "copulas": isCopula, "by": isBy, "as": isAs, "nobodies": isNobody, "authors": isAuthor, "turns": isTurn, "answers": isAnswer, "things": isThing, "groups": isGroup, "reports": isReport, "selves": isSelf, "hearers": isHearer, "from": isFrom, "habits": isHabit, "reflexives": isReflexive, "men": isMan, "women": isWoman, "many": isMany, "listeners": isListener,
}

// chineseFile is the shape of lang/zh/quotes.yaml.
type chineseFile struct {
	Cues, Nouns, Adverbs, Prepositions []string
}

func newLexicon(pack, chinese *lang.Pack) (*lexicon, error) {
	var file lexiconFile
	if err := pack.Read("quotes.yaml", &file); err != nil {
		return nil, err
	}
	l := &lexicon{}
	b := lexiconBuilder{l: l, at: map[string]int32{}, verbs: map[string]int32{}, file: &file}
	if err := b.addVerbs(); err != nil {
		return nil, err
	}
	for _, g := range file.Nouns {
		for _, w := range g.Words {
			b.entry(w).noun = g.Class
			b.entry(b.inflect(w)[1]).noun = g.Class
		}
	}
	for _, g := range file.Adjectives {
		for _, w := range g.Words {
			b.entry(w).adjective = g.Class
		}
	}
	b.flag(file.According, isAccording)
	b.flag(file.Adverbs, isSourceAdverb)
	b.flag(file.Venues, isVenue)
	b.flag(file.Times, isTime)
	b.flag(file.Titles, isTitle)
	b.flag(file.Named, isNamed)
	b.flag(file.Unnamed, isUnnamed)
	b.flag(file.Measures, isMeasure)
	b.flag(file.Figures, isFigures)
	b.flag(file.Reasons, isReason)
	for f, words := range map[flag][]string{isPraise: file.Praise, isRejection: file.Rejections} {
		for _, w := range words {
			for _, form := range b.inflect(w) {
				b.entry(form).flags |= f
			}
		}
	}
	kinds := make([]string, 0, len(file.Function))
	for k := range file.Function {
		kinds = append(kinds, k)
	}
	sort.Strings(kinds)
	for _, k := range kinds {
		f, ok := functionFlags[k]
		if !ok {
			return nil, fmt.Errorf("quotes.yaml: no function words of the kind %q", k)
		}
		b.flag(file.Function[k], f)
	}
	for i, n := range frameNames {
		if prepositions&(1<<i) != 0 {
			b.entry(n).prep = 1 << i
		}
	}
	if chinese != nil {
		var words chineseFile
		if err := chinese.Read("quotes.yaml", &words); err != nil {
			return nil, err
		}
		b.flag(words.Cues, isChineseCue)
		b.flag(words.Nouns, isChineseNoun)
		b.flag(words.Adverbs, isChineseAdverb)
		b.flag(words.Prepositions, isChinesePreposition)
	}
	for text, i := range b.at {
		if f := l.entries[i].flags & (isTurn | isAnswer); f != 0 && len(text) == 1 {
			l.letters[strings.ToUpper(text)[0]] = f
		}
	}
	list := pack.NewPhraseList()
	for i, text := range b.texts {
		list.Add(text, int32(i))
	}
	l.words = list.Compile()
	return l, nil
}

type lexiconBuilder struct {
	l     *lexicon
	file  *lexiconFile
	at    map[string]int32 // text to index in entries
	texts []string
	verbs map[string]int32 // lemma to index in verbs
}

func (b *lexiconBuilder) entry(text string) *entry {
	text = stages.Fold(text)
	i, ok := b.at[text]
	if !ok {
		i = int32(len(b.l.entries))
		b.at[text] = i
		b.texts = append(b.texts, text)
		b.l.entries = append(b.l.entries, entry{verb: -1})
	}
	return &b.l.entries[i]
}

func (b *lexiconBuilder) flag(words []string, f flag) {
	for _, w := range words {
		b.entry(w).flags |= f
	}
}

// inflect returns base, third person, past, participle and -ing form of a
// regular word.
func (b *lexiconBuilder) inflect(w string) [5]string {
	for _, r := range b.file.Inflection {
		for _, e := range r.Endings {
			if strings.HasSuffix(w, e) {
				stem := w[:len(w)-r.Stem]
				return [5]string{w, stem + r.Third, stem + r.Past, stem + r.Past, w[:len(w)-max(r.Cut, r.Stem)] + r.Present}
			}
		}
	}
	return [5]string{w, w, w, w, w}
}

func (b *lexiconBuilder) addVerbs() error {
	for _, g := range b.file.Verbs {
		var frames frame
		for _, n := range g.Frames {
			i := 0
			for i < len(frameNames) && frameNames[i] != n {
				i++
			}
			if i == len(frameNames) {
				return fmt.Errorf("quotes.yaml: no frame %q", n)
			}
			frames |= 1 << i
		}
		if frames&(frameClause|frameThat|frameObjInf) != 0 {
			frames |= frameQuote
		}
		for _, line := range g.Words {
			if err := b.addVerb(line, g.Class, frames); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *lexiconBuilder) addVerb(line, class string, frames frame) error {
	words := strings.Fields(line)
	var forms [5]string
	switch len(words) {
	case 1:
		first, rest, _ := strings.Cut(words[0], "_")
		forms = b.inflect(first)
		if rest != "" {
			for i := range forms {
				forms[i] += "_" + rest
			}
		}
	case 4:
		forms = [5]string{words[0], words[1], words[2], words[2], words[3]}
	case 5:
		copy(forms[:], words)
	default:
		return fmt.Errorf("quotes.yaml: verb %q has %d forms", line, len(words))
	}
	lemma := strings.ReplaceAll(forms[0], "_", " ")
	v, ok := b.verbs[lemma]
	if !ok {
		v = int32(len(b.l.verbs))
		b.verbs[lemma] = v
		b.l.verbs = append(b.l.verbs, verb{lemma: lemma})
	}
	for i := range frameNames {
		if frames&(1<<i) != 0 && b.l.verbs[v].classes[i] == "" {
			b.l.verbs[v].classes[i] = class
		}
	}
	b.l.verbs[v].frames |= frames
	for i, f := range forms {
		e := b.entry(strings.ReplaceAll(f, "_", " "))
		if e.verb < 0 {
			e.verb = v
		}
		if e.verb == v {
			e.form |= 1 << i
		}
	}
	return nil
}
