package events

import (
	"bytes"
	"fmt"
	"strings"

	"annals/stages/lang"

	"gopkg.in/yaml.v3"
)

// Class is one class of the taxonomy as data and configuration write it.
type Class struct {
	ID       string   `yaml:"id"`
	Meaning  string   `yaml:"meaning"`
	Examples []string `yaml:"examples"`
	Verbs    []string `yaml:"verbs"` // lemmas, or a lemma and the words after it
	Nouns    []string `yaml:"nouns"` // singular lemmas, or a modifier and a lemma
}

// Frame gives a verb its class by the company it keeps; see events.yaml.
type Frame struct {
	ID        string   `yaml:"id"`
	Verbs     []string `yaml:"verbs"`
	Objects   []string `yaml:"objects"`
	Subjects  []string `yaml:"subjects"`
	Modifiers []string `yaml:"modifiers"` // of the object
	Obliques  []string `yaml:"obliques"`  // behind a preposition: "aboard a rocket"
	Persons   bool     `yaml:"persons"`   // the object is a person by name or pronoun, or one of objects
	Class     string   `yaml:"class"`
}

// data is the file events.yaml.
type data struct {
	Classes       []Class  `yaml:"classes"`
	Frames        []Frame  `yaml:"frames"`
	Support       []string `yaml:"support"`
	Keep          []string `yaml:"keep"`
	TakingPart    []string `yaml:"taking_part"`
	Aspect        []string `yaml:"aspect"`
	Plan          []string `yaml:"plan"`
	Wish          []string `yaml:"wish"`
	NegativeVerbs []string `yaml:"negative_verbs"`
	Negation      []string `yaml:"negation"`
	May           []string `yaml:"may"`
	Will          []string `yaml:"will"`
	If            []string `yaml:"if_words"`
	States        []string `yaml:"states"`
	Words         words    `yaml:"words"`
}

// flag is a set of facts about a verb.
type flag uint32

const (
	flagSupport flag = 1 << iota
	flagKeep
	flagTakingPart
	flagAspect
	flagPlan
	flagWish
	flagNegative
	flagState
	flagConfigured // a configured word: no state, whatever the built-in lists say
)

// classID is an index in taxonomy.classes; the two below are no classes.
type classID int8

const (
	classNone    classID = -1 // a frame says: no event
	classUnknown classID = -2 // not listed
)

// verb is what is known of a verb's lemma.
type verb struct {
	class   classID
	flags   flag
	frames  []int32 // indices in taxonomy.frames, in file order
	phrases []verbPhrase
}

// verbPhrase is a verb with words after it, longest first within a verb.
type verbPhrase struct {
	rest  []string // folded
	class classID
	flags flag
}

type frame struct {
	id                                     string
	objects, subjects, modifiers, obliques map[string]struct{}
	persons                                bool
	class                                  classID
}

// taxonomy is the compiled data: read-only.
type taxonomy struct {
	classes   []string
	verbs     map[string]*verb
	nouns     map[string]classID
	compounds map[string]classID // "modifier head"
	frames    []frame
	negation  map[string]struct{}
	may, will map[string]struct{}
	ifs       map[string]struct{}
	words     wordSets
	statement classID
	meeting   classID
	other     classID
	award     classID
	spoken    wordSet           // objects of frames that make a statement
	pasts     map[string]string // irregular past tense to lemma
	passives  map[string]string // lemma to irregular participle
	ofYear    []bool            // classes whose nouns happen "of" a year: "the war of 1812"
}

func set(words []string) map[string]struct{} {
	if len(words) == 0 {
		return nil
	}
	m := make(map[string]struct{}, len(words))
	for _, w := range words {
		m[strings.ToLower(w)] = struct{}{}
	}
	return m
}

func has(m map[string]struct{}, word string) bool {
	_, ok := m[word]
	return ok
}

// parseData reads a configured file; unknown keys are errors.
func parseData(file []byte) (data, error) {
	var d data
	dec := yaml.NewDecoder(bytes.NewReader(file))
	dec.KnownFields(true)
	err := dec.Decode(&d)
	return d, err
}

// load reads the language's event data and adds the configured classes to it: a
// class of a known id gets more words, a new id becomes a class.
func load(pack *lang.Pack, extra *data) (*taxonomy, error) {
	var d data
	if err := pack.Read("events.yaml", &d); err != nil {
		return nil, err
	}
	t := &taxonomy{
		verbs: map[string]*verb{}, nouns: map[string]classID{}, compounds: map[string]classID{}, spoken: wordSet{},
		negation: set(d.Negation), may: set(d.May), will: set(d.Will), ifs: set(d.If), words: d.Words.compile(),
	}
	if err := t.readPasts(pack); err != nil {
		return nil, err
	}
	ids := map[string]classID{"none": classNone}
	classes := d.Classes
	// Configured words come first, so that they win over the built-in ones.
	all := append(append([]Class{}, extra.Classes...), classes...)
	for _, c := range classes {
		if c.ID == "" {
			return nil, fmt.Errorf("events: a class without id")
		}
		if _, ok := ids[c.ID]; ok {
			return nil, fmt.Errorf("events: class %q twice", c.ID)
		}
		ids[c.ID] = classID(len(t.classes))
		t.classes = append(t.classes, c.ID)
	}
	for _, c := range extra.Classes {
		if c.ID == "" || c.ID == "none" {
			return nil, fmt.Errorf("events: configured class %q: not a name for a class", c.ID)
		}
		if _, ok := ids[c.ID]; !ok {
			if len(t.classes) > 100 {
				return nil, fmt.Errorf("events: too many classes")
			}
			ids[c.ID] = classID(len(t.classes))
			t.classes = append(t.classes, c.ID)
		}
	}
	for _, name := range []struct {
		id string
		to *classID
	}{{"statement", &t.statement}, {"meeting", &t.meeting}, {"other", &t.other}, {"award", &t.award}} {
		id, ok := ids[name.id]
		if !ok {
			return nil, fmt.Errorf("events: class %q is missing", name.id)
		}
		*name.to = id
	}
	t.ofYear = make([]bool, len(t.classes))
	for i, id := range t.classes {
		t.ofYear[i] = has(t.words.ofYear, id)
	}
	for i, c := range all {
		own := flag(0)
		if i < len(extra.Classes) {
			own = flagConfigured
		}
		for _, v := range c.Verbs {
			t.addVerb(v, ids[c.ID], own)
		}
		for _, n := range c.Nouns {
			t.addNoun(n, ids[c.ID])
		}
	}
	for _, l := range []struct {
		words []string
		flag  flag
	}{
		{d.Support, flagSupport},
		{d.Keep, flagKeep},
		{d.TakingPart, flagTakingPart},
		{d.Aspect, flagAspect},
		{d.Plan, flagPlan},
		{d.Wish, flagWish},
		{d.NegativeVerbs, flagNegative},
		{d.States, flagState},
	} {
		for _, v := range l.words {
			t.addVerb(v, classUnknown, l.flag)
		}
	}
	for _, f := range append(append([]Frame{}, extra.Frames...), d.Frames...) {
		id, ok := ids[f.Class]
		if f.ID == "" || !ok || len(f.Verbs) == 0 {
			return nil, fmt.Errorf("events: frame %q: no id, no verbs or unknown class %q", f.ID, f.Class)
		}
		if id == t.statement {
			for _, o := range f.Objects {
				t.spoken[strings.ToLower(o)] = struct{}{}
			}
		}
		n := int32(len(t.frames))
		t.frames = append(t.frames, frame{f.ID, set(f.Objects), set(f.Subjects), set(f.Modifiers), set(f.Obliques), f.Persons, id})
		for _, v := range f.Verbs {
			e := t.verb(strings.Fields(v)[0])
			if k := len(e.frames); k == 0 || e.frames[k-1] != n {
				e.frames = append(e.frames, n)
			}
		}
	}
	return t, nil
}

// readPasts fills t.pasts from the language's irregular verbs.
func (t *taxonomy) readPasts(pack *lang.Pack) error {
	var forms struct {
		Verbs      []string `yaml:"verbs"` // base, past, participle; alternatives with a slash
		Nouns      []string `yaml:"nouns"`
		Adjectives []string `yaml:"adjectives"`
	}
	if err := pack.Read("irregular.yaml", &forms); err != nil {
		return err
	}
	t.pasts, t.passives = make(map[string]string, len(forms.Verbs)), make(map[string]string, len(forms.Verbs))
	for _, v := range forms.Verbs {
		columns := strings.Fields(v)
		if len(columns) < 2 {
			return fmt.Errorf("events: irregular verb %q: no past tense", v)
		}
		for _, past := range strings.Split(columns[1], "/") {
			if _, ok := t.pasts[past]; !ok {
				t.pasts[past] = columns[0]
			}
		}
		t.passives[columns[0]], _, _ = strings.Cut(columns[len(columns)-1], "/")
	}
	return nil
}

func (t *taxonomy) verb(lemma string) *verb {
	lemma = strings.ToLower(lemma)
	v := t.verbs[lemma]
	if v == nil {
		v = &verb{class: classUnknown}
		t.verbs[lemma] = v
	}
	return v
}

func (t *taxonomy) addVerb(text string, class classID, flags flag) {
	f := strings.Fields(strings.ToLower(text))
	if len(f) == 0 {
		return
	}
	v := t.verb(f[0])
	if len(f) == 1 {
		if v.class == classUnknown {
			v.class = class
		}
		v.flags |= flags
		return
	}
	for i := range v.phrases {
		if strings.Join(v.phrases[i].rest, " ") == strings.Join(f[1:], " ") {
			if v.phrases[i].class == classUnknown {
				v.phrases[i].class = class
			}
			v.phrases[i].flags |= flags
			return
		}
	}
	at := len(v.phrases)
	for at > 0 && len(v.phrases[at-1].rest) < len(f)-1 {
		at--
	}
	v.phrases = append(v.phrases, verbPhrase{})
	copy(v.phrases[at+1:], v.phrases[at:])
	v.phrases[at] = verbPhrase{f[1:], class, flags}
}

func (t *taxonomy) addNoun(text string, class classID) {
	text = strings.Join(strings.Fields(strings.ToLower(text)), " ")
	m := t.nouns
	if strings.Contains(text, " ") {
		m = t.compounds
	}
	if _, ok := m[text]; !ok {
		m[text] = class
	}
}
