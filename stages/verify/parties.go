package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/schemas"
	"annals/stages"
)

// A party is an actor or a scope as a key holds it, and how it is known.
type party struct {
	id   int32
	from basisOfParty
}

// basisOfParty says where the actor or scope of a key comes from. The first
// ones are the extractor's, the others are found when figures are compared.
type basisOfParty uint8

const (
	partyUnsaid   basisOfParty = iota
	partySentence              // the sentence says it
	partyContext               // a neighbouring sentence
	partyDocument              // the document as a whole: its title, its author
	partySpeaker               // whoever speaks
	partyCounted               // the counted phrase names it: "Rwandan soldiers"
	partyOnlyName              // the only body or place that the sentence names
	partySubject               // the subject of the sentence, a name
	partyTitle                 // the subject is the short form of one known actor: "the railway"
)

func (b basisOfParty) String() string {
	return [...]string{"", "sentence", "context", "document", "speaker", "counted", "only_name", "subject", "title"}[b]
}

// parsePartyBasis reads the basis that the figures table gives.
func parsePartyBasis(s string) basisOfParty {
	switch s {
	case "context":
		return partyContext
	case "document":
		return partyDocument
	case "speaker":
		return partySpeaker
	}
	return partySentence
}

// surroundings is what a document says of all its figures.
type surroundings struct {
	about   string // the one body or place that its title names, folded; "" where there is none or more than one
	speaker string // whoever says the figure, or the whole document, as a name
}

// around is the surroundings of a figure.
func (g *gathering) around(f *schemas.Figure) surroundings {
	n, ok := g.docs[f.DocID]
	if !ok {
		return surroundings{}
	}
	d := &g.b.Documents[n]
	if g.titled != n+1 {
		g.titled, g.about = n+1, ""
		var words []string
		eachWord(d.Title, func(w string) { words = append(words, w) })
		if names := g.v.words.findEntities(words, nil); len(names) == 1 && !g.v.words.everywhere[names[0]] {
			g.about = names[0]
		}
	}
	s := surroundings{about: g.about}
	for _, name := range [...]string{f.Speaker, d.Speaker} {
		if s.speaker == "" && g.v.words.sourceName(name) != "" {
			s.speaker = name
		}
	}
	return s
}

// partiesOf is the actor and the scope of a figure; anonymous tells that whose
// doing is counted is not known.
func (k *keyer) partiesOf(f *schemas.Figure, context *stages.FigureContext, around surroundings, m measureEntry, c countedEntry) (actor, scope party, anonymous bool) {
	actor = party{k.actorOf(f.Actor), parsePartyBasis(f.ActorBasis)}
	scope = party{k.scopeOf(f.Scope), parsePartyBasis(f.ScopeBasis)}
	if actor.id != 0 && (context.Stray || k.anybody(f.Actor)) {
		actor = party{}
	}
	if scope.id != 0 && (f.Speaker != "" && f.Scope == f.Speaker || context.Origin != "" && strings.HasSuffix(context.Origin, f.Scope)) {
		scope = party{} // whoever is cited is not the place
	}
	if context.StrayScope {
		scope = party{}
	}
	if c.place != "" && actor.id == 0 && scope.id == 0 {
		scope = party{k.id(c.place), partyCounted}
	}
	if actor.id != 0 && actor.from == partyContext && scope.id == 0 && len(context.Entities) == 1 && !k.directional(m.name) {
		actor = party{} // the one name of the sentence itself comes before one from another
	}
	if !context.StrayScope { // else the names are those of the parts
		actor, scope = k.fill(f, context, m, actor, scope)
	}
	if actor.id == 0 && !m.event && !m.place && strings.Contains(context.Subject, " ") {
		actor = party{k.actorOf(context.Subject), partySubject}
	}
	if actor.id == 0 && context.First && around.speaker != "" {
		actor = party{k.actorOf(around.speaker), partySpeaker} // "we have trained"
	}
	if actor.id == 0 && scope.id == 0 && context.Names == 0 && around.about != "" {
		scope = party{k.id(around.about), partyDocument}
	}
	if m.event || m.place {
		// Whoever is named as the cause, the dead are the dead of that place.
		if scope.id == 0 {
			scope = actor
		}
		actor = party{}
	}
	anonymous = actor.id == 0 && !m.event && !m.place && !(scope.id != 0 && !k.words.isPlaceName(k.names[scope.id]))
	if scope.id == 0 && actor.id != 0 && !k.directional(m.name) {
		actor, scope = party{}, actor // "Ethiopia has planted", "planted in Ethiopia"
	}
	return actor, scope, anonymous
}

// actorOf interns an actor by its usual name: without article and possessive,
// aliases resolved, "the Chinese government" as China.
func (k *keyer) actorOf(actor string) int32 {
	if actor == "" {
		return 0
	}
	if id, ok := k.actors[actor]; ok {
		return id
	}
	id := k.id(k.words.actorName(actor))
	k.actors[actor] = id
	return id
}

func (v *vocabulary) actorName(actor string) string {
	w := fieldsOf(actor)
	for len(w) > 1 && v.emptyWord[w[0]] {
		w = w[1:]
	}
	if whole := strings.Join(w, " "); v.named(whole) {
		return v.scopeName(whole)
	} else if country, ok := v.capitals[whole]; ok {
		return v.scopeName(country) // "Beijing has sent"
	}
	for i := range w {
		w[i] = possessive(w[i])
	}
	whole := strings.Join(w, " ")
	if name := v.scopeName(whole); name != whole {
		return name
	}
	// "the Chinese government", "government of China", "China's armed forces".
	var rest []string
	state := false
	for i := 0; i < len(w); i++ {
		if i+1 < len(w) && v.stateWord[w[i]+" "+w[i+1]] {
			state = true
			i++
			continue
		}
		if v.stateWord[w[i]] {
			state = true
			continue
		}
		if w[i] == "of" || w[i] == "the" {
			continue
		}
		rest = append(rest, w[i])
	}
	if state && len(rest) > 0 {
		r := strings.Join(rest, " ")
		if _, ok := v.places[r]; ok {
			return v.scopeName(r)
		}
		if _, ok := v.actors[r]; ok {
			return v.scopeName(r)
		}
	}
	return whole
}

// named reports whether a folded name is one that verify knows of.
func (v *vocabulary) named(name string) bool {
	if _, ok := v.places[name]; ok {
		return true
	}
	_, ok := v.actors[name]
	return ok
}

// scopeOf interns a scope by its usual name; 0 where it narrows nothing ("the
// world", "more than 120 countries").
func (k *keyer) scopeOf(scope string) int32 {
	if scope == "" {
		return 0
	}
	if e, ok := k.scopes[scope]; ok {
		return e.id
	}
	v := k.words
	w := fieldsOf(scope)
	for len(w) > 1 && v.emptyWord[w[0]] {
		w = w[1:]
	}
	whole := strings.Join(w, " ")
	if !v.named(whole) {
		for i := range w {
			w[i] = possessive(w[i])
		}
		whole = strings.Join(w, " ")
	}
	id := int32(0)
	switch {
	case v.everywhere[whole]:
	case v.countsCountries(w):
	default:
		id = k.id(v.scopeName(whole))
	}
	k.scopes[scope] = scopeEntry{id}
	return id
}

// countsCountries reports whether the words count countries without naming one:
// "more than 120 countries and international organizations".
func (v *vocabulary) countsCountries(w []string) bool {
	number, head := false, false
	for _, word := range w {
		switch {
		case isNumber(word):
			number = true
		case v.everywhereHead[word]:
			head = true
		default:
			if _, ok := v.places[word]; ok {
				return false
			}
			if v.regions[word] != nil {
				return false
			}
		}
	}
	return head && (number || v.everywhere[w[len(w)-1]] || v.everywhereHead[w[0]])
}

// isPlaceName reports whether a folded name is that of a country or region.
func (v *vocabulary) isPlaceName(name string) bool {
	if _, ok := v.places[name]; ok {
		return true
	}
	return v.regions[name] != nil
}

// usualName is a party of a key as it is written: as in the row, where the row
// has it, else by its usual name.
func (k *keyer) usualName(id int32, f *schemas.Figure) string {
	name := k.names[id]
	if d, ok := k.words.display[name]; ok {
		return d
	}
	switch {
	case strings.HasPrefix(name, namesPrefix):
		return ""
	case f.Actor != "" && k.actorOf(f.Actor) == id:
		return f.Actor
	case f.Scope != "" && k.scopeOf(f.Scope) == id:
		return f.Scope
	case f.Speaker != "" && k.actorOf(f.Speaker) == id:
		return f.Speaker
	}
	return capitals(name)
}

// capitals gives each word of a folded name its capital, but for joining words.
func capitals(name string) string {
	w := strings.Fields(name)
	for i := range w {
		if i == 0 || len(w[i]) > 3 {
			r, n := utf8.DecodeRuneInString(w[i])
			w[i] = string(unicode.ToUpper(r)) + w[i][n:]
		}
	}
	return strings.Join(w, " ")
}
