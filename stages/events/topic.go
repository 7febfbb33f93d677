package events

import (
	"strings"

	"annals/stages"
)

// topic is what the last sentence was about: the subject of its main verb, where
// that is one thing and no person. "It" at the head of the next sentence of the
// paragraph means it, as centring theory has it (Grosz, Joshi and Weinstein 1995:
// the subject of an utterance is the likeliest centre of the next).
type topic struct {
	sentence, block int32
	name            string // "" where the sentence was about none
}

// topicLength is the length in bytes up to which a subject is repeated for "it".
const topicLength = 70

// remember notes what the sentence at hand is about.
func (f *finder) remember() {
	block := f.w.Sentences[f.number].Block
	name := f.aboutIn(block)
	f.topic = topic{int32(f.number), block, name}
}

func (f *finder) aboutIn(block int32) string {
	g := &f.g
	for i := range f.cands {
		c := &f.cands[i]
		if !c.finite() || !f.mainClause(c) || f.cueOf(c) >= 0 {
			continue
		}
		s := f.grammaticalSubject(c.token)
		for j := i + 1; j < len(f.cands); j++ {
			if d := &f.cands[j]; d.finite() && f.mainClause(d) && f.grammaticalSubject(d.token) != s {
				return "" // two clauses about two things
			}
		}
		if s < 0 || g.relative(s) || f.spoken(g.w.Tokens[s].Span) {
			return ""
		}
		if g.upos(s) == stages.PRON {
			if f.it(s) {
				return f.antecedentOfIt(block)
			}
			return ""
		}
		if f.plural(s) || !g.isNoun(s) || f.inTimex(s) {
			return ""
		}
		name, kind := "", stages.NoName
		if m := f.mentionAt(s); m >= 0 {
			name, kind = f.nameOf(m)
		}
		switch kind {
		case stages.Title, stages.Organisation, stages.Place:
			if name != "" {
				if d := g.childWith(s, stages.RelDet); d >= 0 && has(f.t.words.articles, g.word(d)) && !strings.HasPrefix(strings.ToLower(name), g.word(d)+" ") {
					name = g.word(d) + " " + name
				}
				return name
			}
		case stages.NoName:
			d := g.childWith(s, stages.RelDet)
			if d < 0 || !has(f.t.words.articles, g.word(d)) {
				return ""
			}
			if span := f.phrase(s); span.Len() <= topicLength && f.w.TokenAt(span.Start) == d {
				words := strings.Fields(f.w.Text(span))
				words[0] = f.t.words.titles.The
				return strings.Join(words, " ")
			}
		}
		return ""
	}
	return ""
}

// it reports whether token i is "it".
func (f *finder) it(i int32) bool { return has(f.t.words.it, f.g.word(i)) }

// antecedentOfIt is what "it" or "its" as subject means in the sentence at hand, ""
// where that is not clear.
func (f *finder) antecedentOfIt(block int32) string {
	if f.topic.block != block || f.topic.sentence != int32(f.number)-1 {
		return ""
	}
	return f.topic.name
}

// meantByIt is the name to write for the subject "it" of the verb of c, "" where
// none is known: "it" of the main clause is the topic of the sentence before.
func (f *finder) meantByIt(c *candidate, subject int32) string {
	g := &f.g
	if !f.it(subject) || !f.mainClause(c) || g.childWith(c.token, stages.RelCcomp, stages.RelCsubj) >= 0 && f.passive(c.token) {
		return ""
	}
	for i := g.first; i < subject; i++ {
		if finiteTag(g.tag(i)) {
			return "" // another clause stands before it
		}
	}
	return f.antecedentOfIt(f.w.Sentences[f.number].Block)
}
