package quotes

import (
	"strings"

	"annals/stages"
)

// What grammar lets pass and is no report all the same. These tests look at a
// finished quote without words in marks; words in marks speak for themselves.

// plausible reports whether a quote of unmarked words says what somebody said,
// thought or wanted, and not what a thing does.
func (a *analysis) plausible(f *found) bool {
	switch {
	case f.rule == "colon":
		// "Publisher: Border Office" is a label and its value.
		return f.capitals || a.canSpeak(f.source) && a.hasClause(f.parts[0].first, f.parts[0].last)
	case f.rule == "noun:inf" && f.class == "intent" && f.geometry == "S-V-N-C":
		return false // "agreed on a plan to build"
	case f.frame == frameTo:
		// "The scheme responds to a need": things answer, point and react.
		return a.somebody(f.source) || a.clausal(f.parts[0])
	case f.frame&prepositions != 0 && strings.HasPrefix(f.rule, "noun:"):
		// "its confidence on trade", "our expectations for the year": a topic.
		return f.class == "order" || a.clausal(f.parts[0])
	case f.class == "intent":
		// A thing, a scheme, a country as a whole: aims are not words.
		return a.canSpeak(f.source)
	case f.frame&(frameOf|frameOn|frameFor|frameWith|frameAbout|frameAgainst) != 0 && f.geometry != "as-S-V-C":
		return a.canSpeak(f.source) || a.clausal(f.parts[0])
	}
	return true
}

// attributive reports whether token i is a participle that stands before its
// noun: "their most pressing needs", "the warning lights".
func (a *analysis) attributive(i int32) bool {
	if a.tag[i] != stages.TagVBG || !a.in(i+1) || !a.noun(i+1) && a.pos[i+1] != stages.ADJ {
		return false
	}
	k := i - 1
	for a.in(k) && (a.pos[k] == stages.ADV || a.pos[k] == stages.ADJ) {
		k--
	}
	return a.in(k) && (a.pos[k] == stages.DET && a.has(k, isDeterminer) || a.possessivePronoun(k) || a.tag[k] == stages.TagPOS)
}

// verbalAfter reports whether the main verb of a sentence stands at token k,
// behind the comma that closes a relative clause: a finite verb, perhaps behind
// adverbs, or a past tense taken for a participle.
func (a *analysis) verbalAfter(k int32) bool {
	k = a.skipAdverbs(k)
	return a.in(k) && a.inside[k] < 0 && (a.finite(k) || a.tag[k] == stages.TagVBN)
}

// unnamed reports whether a wish is only that of a source to stay without a
// name: "asked not to be named", "asking that his name not be used". It says how
// the words came to the author and is nobody's statement.
func (a *analysis) unnamed(f *found) bool {
	const reach = 16 // tokens from the cue
	switch f.class {
	case "question", "order", "promise", "intent", "speech", "judgement":
	default:
		return false
	}
	if f.n != 1 {
		return false
	}
	t := f.parts[0]
	for k := t.first; k < t.last && k-t.first < reach && k < a.hi; k++ {
		if a.inside[k] >= 0 {
			return false
		}
		if a.has(k, isUnnamed) {
			return true
		}
	}
	return false
}

// othersWords reports whether the words in marks are those of the one who is
// contradicted: "rejects the charge of \"greenwashing\"".
func (a *analysis) othersWords(f *found) bool {
	if f.n != 1 || f.frame&(frameNP|frameAs) == 0 || !a.flagged(f.cue.last-1, isRejection) {
		return false
	}
	t := f.parts[0]
	for i := t.first + 1; i < t.last; i++ {
		if a.inside[i] >= 0 {
			return a.entryAtAny(i-1).prep&frameOf != 0
		}
	}
	return false
}

// absent reports whether praise or blame went to nobody: "accused neither side
// of delay".
func (a *analysis) absent(f *found) bool {
	return f.class == "judgement" && f.n == 1 && a.has(f.parts[0].first, isNobody)
}

// ownAct reports whether unmarked words are what the author does by writing them:
// "We call on our partners to ...", "I believe that ...". In a speech or a column
// nothing is reported there. In the past the author reports what he said before.
func (a *analysis) ownAct(f *found) bool {
	if f.source.last-f.source.first != 1 || !a.flagged(f.source.first, isAuthor) {
		return false
	}
	for k := f.cue.first; k < f.cue.last && f.class != "belief" && f.class != "intent"; k++ {
		if a.tag[k] == stages.TagVBD {
			return false
		}
	}
	return true
}

// flagged is has for tokens of any sentence.
func (a *analysis) flagged(i int32, f flag) bool { return a.entryAtAny(i).flags&f != 0 }

// clausal reports whether content is a clause or a gerund and no mere noun
// phrase.
func (a *analysis) clausal(t tokens) bool {
	if t.empty() {
		return false
	}
	return a.tag[t.first] == stages.TagVBG || a.has(t.first, isWh) && !a.noun(t.first) || a.tag[t.first] == stages.TagTO
}

// canSpeak reports whether the source is somebody: a place, "it" and "this" are
// not.
func (a *analysis) canSpeak(t tokens) bool {
	if t.empty() {
		return true
	}
	head := a.head(t)
	switch a.tag[head] {
	case stages.TagDT, stages.TagWDT, stages.TagEX:
		return false
	case stages.TagPRP, stages.TagPRPS:
		return !a.is2(head, "it", "its", "they", "their")
	}
	if m := a.mention(t); m >= 0 {
		return a.w.Mentions[m].Kind != stages.Place
	}
	return true
}

// somebody reports whether the noun phrase t is a personal pronoun or names a
// person or an organisation.
func (a *analysis) somebody(t tokens) bool {
	if t.last-t.first == 1 && a.has(t.first, isPerson) {
		return true
	}
	m := a.mention(t)
	return m >= 0 && a.w.Mentions[m].Kind != stages.Place
}
