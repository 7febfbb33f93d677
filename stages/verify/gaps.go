package verify

import (
	"unicode"
	"unicode/utf8"

	"annals/schemas"
	"annals/stages"
)

// learn notes, for each key with an actor of several words, the last of them:
// the title by which a later sentence may call it ("the railway").
func (k *keyer) learn(g *gathering) {
	for i := range g.b.Figures {
		f := &g.b.Figures[i]
		full, _, ok := k.make(f, g.contextOf(int32(i)), g.around(f))
		if !ok || full.actor == 0 || full.scope == 0 {
			continue
		}
		_, last, several := cutLast(k.names[full.actor], ' ')
		if !several {
			continue
		}
		actor := full.actor
		full.actor = k.id("the " + last)
		if other, seen := k.titles[full]; seen && other != actor {
			actor = -1
		}
		k.titles[full] = actor
	}
}

// resolve gives a key without an actor the one actor that the subject of its
// sentence can be the title of.
func (k *keyer) resolve(key key, t trust, context *stages.FigureContext) (key, trust) {
	if !t.anonymous || key.actor != 0 || context.Subject == "" {
		return key, t
	}
	titled := key
	id, known := k.ids["the "+context.Subject]
	if !known {
		return key, t
	}
	titled.actor = id
	if actor, ok := k.titles[titled]; ok && actor > 0 {
		key.actor, t.actor = actor, partyTitle
	}
	return key, t
}

// fill gives an actor or a scope that the extractor left out, where the
// sentence names only one body or place that it can be.
func (k *keyer) fill(f *schemas.Figure, context *stages.FigureContext, m measureEntry, actor, scope party) (a, s party) {
	if actor.id != 0 && scope.id != 0 || len(context.Entities) == 0 || len(context.Entities) > maxEntities {
		return actor, scope
	}
	rest, n := int32(0), 0
	for _, e := range context.Entities {
		id := k.id(e)
		if id == actor.id || id == scope.id || k.words.everywhere[e] || cited(e, f, context) {
			continue
		}
		rest = id
		n++
	}
	if n != 1 {
		if n == 2 && actor.id == 0 && scope.id == 0 && !m.event && !m.place && !k.twoWay(m.name) {
			return k.both(f, context) // in no order: see make
		}
		return actor, scope
	}
	switch only := (party{rest, partyOnlyName}); {
	case scope.id == 0:
		scope = only
	case m.event || m.place:
	default:
		actor = only
	}
	return actor, scope
}

// both is the two names of a sentence, neither of which the extractor could
// place.
func (k *keyer) both(f *schemas.Figure, context *stages.FigureContext) (a, b party) {
	for _, e := range context.Entities {
		if k.words.everywhere[e] || cited(e, f, context) {
			continue
		}
		if a.id == 0 {
			a = party{k.id(e), partyOnlyName}
		} else {
			b = party{k.id(e), partyOnlyName}
		}
	}
	return a, b
}

// anybody reports whether an actor is a kind of people or things and no name:
// "farmers", "the police", "Projects", "Group of farmers" at the start of a
// sentence.
func (k *keyer) anybody(actor string) bool {
	n, capitals := 0, 0
	first := ""
	eachWord(actor, func(w string) {
		if n == 0 {
			first = w
		}
		n++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) || unicode.IsDigit(r) { // "Channel 4"
			capitals++
		}
	})
	folded := stages.Fold(first)
	_, known := k.words.entities[possessive(folded)]
	switch r, _ := utf8.DecodeRuneInString(first); {
	case !unicode.IsUpper(r):
		return true
	case n > 1:
		return capitals == 1 && !known && !k.words.definite[folded]
	}
	w := k.words.singular(folded)
	_, noun := k.words.nouns[w]
	return noun && !known || k.words.partyHead[w] || k.words.nobody[w] || k.words.nobody[folded]
}

// cited reports whether a name is that of the source that the figure is taken
// from.
func cited(name string, f *schemas.Figure, context *stages.FigureContext) bool {
	return f.Speaker != "" && containsWord(stages.Fold(f.Speaker), name) || context.Origin != "" && containsWord(stages.Fold(context.Origin), name)
}

// theme is what figures of parties ("over 30 countries") must share to be one
// saying told twice in a document: the number with its hedge, the noun, and the
// named thing that both sentences are about.
type theme struct {
	document  int32
	head      string
	nominal   float64
	qualifier string
	name      string
}

// themes maps the figures that say the same of the same named thing in one
// document to one key. What is counted "with" a thing (users, takers, places
// reached) is worded in many ways; equal words of the number and an equal subject
// tell more than the verbs. Since the numbers are equal, such a group can only agree.
func (g *gathering) themes() map[int32]key {
	first := map[theme][]int32{}
	sure := map[theme]bool{}
	var order []theme
	for i := range g.b.Figures {
		c := g.contextOf(int32(i))
		f := &g.b.Figures[i]
		if c.Theme == "" || c.Denied || c.Part || f.IsNegated || f.Modality != "" && f.Modality != "asserted" || c.Planned {
			continue
		}
		v, ok := g.v.valueOf(f)
		if !ok || v.nominal <= themeLeast {
			continue
		}
		t := theme{g.docs[f.DocID], g.v.words.canonical(f.CountedHead), v.nominal, f.Qualifier, c.Theme}
		if first[t] == nil {
			order = append(order, t)
		}
		first[t] = append(first[t], int32(i))
		sure[t] = sure[t] || c.ThemeSure
	}
	keys := map[int32]key{}
	for _, t := range order {
		if len(first[t]) < 2 || !sure[t] {
			continue
		}
		k := key{measure: g.keys.id("(theme)"), counted: g.keys.id(t.head), scope: g.keys.id(t.name), kind: kindStock}
		for _, i := range first[t] {
			keys[i] = k
		}
	}
	return keys
}

// themeLeast is the largest number of parties that is too small to tell: two
// sentences about "three countries" need not mean the same three.
const themeLeast = 12
