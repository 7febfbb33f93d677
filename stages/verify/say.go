package verify

import (
	"strings"

	"annals/schemas"
	"annals/stages"
)

// sayings is how explanations put measures and units in words.
type sayings struct {
	finished, reaching, speakers set
	wholes                       set // nouns that take the number after them: "a population of"
	vague                        set // magnitudes that take "of"
	measures, units              map[string]string
	per, of, plural, article     string
}

type sayingsFile struct {
	Done     []string          `yaml:"done"`
	Reaching []string          `yaml:"reaching"`
	Speakers []string          `yaml:"speakers"`
	Vague    []string          `yaml:"vague"`
	Measures map[string]string `yaml:"measures"`
	Units    map[string]string `yaml:"units"`
	Per      string            `yaml:"per"`
	Of       string            `yaml:"of"`
	Article  string            `yaml:"article"`
	Wholes   []string          `yaml:"wholes"`
	Plural   string            `yaml:"plural"`
}

func newSayings(f *sayingsFile) sayings {
	return sayings{
		finished: newSet(f.Done), reaching: newSet(f.Reaching), speakers: newSet(f.Speakers), vague: newSet(f.Vague),
		measures: f.Measures, units: f.Units, per: f.Per, of: f.Of, article: f.Article, wholes: newSet(f.Wholes), plural: f.Plural,
	}
}

// done is what became of the things a figure counts ("created", "sent"), "" where
// its measure does not say.
func (v *vocabulary) done(f *schemas.Figure) string {
	if _, own := v.say.measures[f.Measure]; own {
		return ""
	}
	if v.measures[f.Measure] != "" {
		if _, last, ok := cutLast(f.Measure, '_'); ok && v.say.finished[last] {
			return last
		}
		return ""
	}
	verb, generic := verbOf(f.Measure, stages.Fold(f.CountedHead))
	if !generic {
		return ""
	}
	canonical := verb
	if c, known := v.verbs[verb]; known {
		canonical = c
	}
	for _, p := range v.participleOf[canonical] {
		if n := min(3, len(verb)); strings.HasPrefix(p, verb[:n]) {
			return p
		}
	}
	return ""
}

// withUnit is a quantity that is not a count with its unit as the text has it,
// else in words: "50 million dollars", "31 kilometres of road", "15%".
func (v *vocabulary) withUnit(f *schemas.Figure) string {
	s := amount(f)
	unit := v.unitWords(f.Unit)
	switch {
	case unit == "" || strings.HasSuffix(f.Exact, "%"):
		return s + v.ofCounted(f, s)
	case f.Dimension == "currency" && f.Counted != "" && strings.HasSuffix(s, f.Counted+f.Exact):
		return s // "$50 million"
	case f.CountedStart.Known && f.UnitStart.Known && f.CountedStart.Value <= f.UnitStart.Value && f.UnitStart.Value < f.CountedEnd.Value:
		return s + " " + f.Counted // the phrase says the unit itself
	}
	return s + " " + unit + v.ofCounted(f, unit)
}

// joining is what stands between a number and its noun: "tens of thousands of
// people".
func (v *vocabulary) joining(f *schemas.Figure) string {
	last := ""
	eachWord(f.Exact, func(w string) { last = stages.Fold(w) })
	if v.say.vague[last] {
		return " " + v.say.of + " "
	}
	return " "
}

// ofCounted is what a quantity is of: " of road".
func (v *vocabulary) ofCounted(f *schemas.Figure, said string) string {
	if f.Counted == "" || containsWord(stages.Fold(said), stages.Fold(f.Counted)) || f.Dimension == "ratio" && f.Unit != "percent" || f.Dimension == "duration" || f.Dimension == "time" {
		return ""
	}
	return " " + v.say.of + " " + f.Counted
}

// unitWords is the plural of a unit.
func (v *vocabulary) unitWords(unit string) string {
	if w, ok := v.say.units[unit]; ok {
		return w
	}
	if unit == "" {
		return ""
	}
	first, rest, per := strings.Cut(unit, " "+v.say.per+" ")
	if w, ok := v.say.units[first]; ok {
		first = w
	} else {
		first += v.say.plural
	}
	if per {
		return first + " " + v.say.per + " " + rest
	}
	return first
}
