package verify

import (
	"strings"
)

// populationMeasure is the taxonomy's id for the people of a country.
const populationMeasure = "population"

// measureOf is the measure's canonical name. A measure that the extractor built
// from a verb and a noun ("deploy_peacekeeper") has the verb replaced by the first
// of its group and the noun left to the counted part of the key.
func (k *keyer) measureOf(measure, head string) measureEntry {
	p := countedPhrase{measure, head}
	if e, ok := k.measure[p]; ok {
		return e
	}
	e := measureEntry{name: measure}
	if id, known := k.words.measures[measure]; known {
		e.name = id
		if _, last, ok := cutLast(id, '_'); ok {
			if verb, ok := k.words.participles[last]; ok && k.words.measures[measure] == measure {
				e.name = "(" + verb + ")"
			}
		}
	} else if verb, generic := verbOf(measure, head); generic && (head != "" || k.words.verbs[verb] != "") {
		e.generic = true
		if canonical, known := k.words.verbs[verb]; known {
			verb = canonical
		}
		if verb == k.words.verbs["have"] {
			verb = "" // that there are so many
		}
		e.name = "(" + verb + ")"
		e.event, e.sum = k.words.eventVerb[verb], k.words.sumVerb[verb]
	}
	if k.words.eventMeasure[measure] {
		e.event = true
	}
	e.place = k.words.placeMeasure[measure]
	k.measure[p] = e
	return e
}

func cutLast(s string, sep byte) (before, after string, found bool) {
	if i := strings.LastIndexByte(s, sep); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// verbOf is the verb of a measure that the extractor built itself, from a verb and
// the counted noun or from the noun alone.
func verbOf(measure, head string) (verb string, generic bool) {
	noun := strings.ReplaceAll(head, " ", "_")
	if measure == noun {
		return "", true
	}
	if noun == "" {
		return measure, true
	}
	if verb, generic = strings.CutSuffix(measure, "_"+noun); generic {
		return verb, true
	}
	return strings.CutPrefix(measure, noun+subjectLink) // what is counted is the subject
}

// subjectLink stands between noun and verb in a measure of what the counted do:
// "ship_that_sink".
const subjectLink = "_that_"

// twoWay reports whether a measure can go either way between two places.
func (k *keyer) twoWay(measure string) bool {
	for word := range strings.SplitSeq(strings.Trim(measure, "()"), "_") {
		if k.words.twoWay[word] {
			return true
		}
	}
	return false
}

// directional reports whether giver and taker of a measure are two.
func (k *keyer) directional(measure string) bool {
	for word := range strings.SplitSeq(measure, "_") {
		if k.words.directional[word] {
			return true
		}
	}
	return false
}

// containsPart reports whether word is one of the parts of an id.
func containsPart(id, word string) bool {
	return word != "" && (id == word || strings.HasPrefix(id, word+"_") || strings.HasSuffix(id, "_"+word) || strings.Contains(id, "_"+word+"_"))
}
