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
