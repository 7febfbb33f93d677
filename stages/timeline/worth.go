package timeline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/schemas"
	"annals/stages"
)

// What an analyst would put on a timeline. A mention that says too little by
// itself is kept as a mention of an entry that a better telling makes, and makes
// none of its own:
//
//   - a title that begins with a pronoun;
//   - what somebody merely says, tells or adds, without a date of its own: the
//     table of quotes holds it. Acts of speech (deny, pledge, urge) stand;
//   - what nobody in particular says or does ("critics say", "traders welcome");
//   - a title without a name and without a figure ("Talks resume"): one would have
//     to open the document to know which.

// redundant marks the mentions that merely say what another one of their sentence
// tells with its own date: of "killed ten on Friday, the agency said on Monday"
// the killing is the entry.
func (t *Timeline) redundant(b *stages.Batch, ms *mentions) {
	for from := 0; from < len(ms.list); {
		to := from + 1
		for to < len(ms.list) && ms.list[to].doc == ms.list[from].doc && ms.list[to].sentence == ms.list[from].sentence {
			to++
		}
		told := false
		for i := from; i < to; i++ {
			m := &ms.list[i]
			told = told || !m.part && ms.classes[m.class] != "statement" && t.worthy(&b.Events[m.event])
		}
		for i := from; i < to; i++ {
			m := &ms.list[i]
			if _, plain := t.plain[stages.FoldKey(b.Events[m.event].Lemma)]; told && plain && ms.classes[m.class] == "statement" {
				m.redundant = true
			}
		}
		from = to
	}
}

// worthy reports whether the mention can be an entry by itself.
func (t *Timeline) worthy(e *schemas.Event) bool {
	if !t.alone(e.Title) {
		return false
	}
	words := strings.Count(e.Title, " ") + 1
	if words < 3 {
		if _, ok := t.short[e.EventClass]; !ok {
			return false
		}
	}
	named := t.named(e)
	if e.EventClass == "statement" {
		_, plain := t.plain[stages.FoldKey(e.Lemma)]
		switch {
		case plain && e.DateBasis != "sentence":
			return false
		case (!name(e.Agent) || t.several(e)) && !t.definite(e.Agent):
			return false
		case plain:
			return true
		}
	}
	return named || t.figured(e.Title)
}

// named reports whether the telling has a name in it: of a place, of the doer, or
// in the words of the title.
func (t *Timeline) named(e *schemas.Event) bool {
	if e.Place != "" || name(e.Agent) && !t.several(e) {
		return true
	}
	for _, p := range e.Participants {
		if last := p[strings.LastIndexByte(p, ' ')+1:]; len(last) > 2 && name(p) && strings.Contains(e.Title, last) {
			return true
		}
	}
	// a capital inside the title, outside of quoted words
	title := e.Title
	if i := strings.IndexAny(title, "\"“"); i >= 0 {
		title = title[:i]
	}
	first := true
	capital := false
	eachWord(title, func(w string, number bool) {
		if r, _ := utf8.DecodeRuneInString(w); !first && !number && unicode.IsUpper(r) {
			capital = true
		}
		first = false
	})
	return capital
}

// name reports whether a doer or participant is written as a name: with a capital
// that no article or sentence start explains.
func name(s string) bool {
	before, last, several := "", s, false
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		before, last, several = s[:i], s[i+1:], true
	}
	if !several {
		r, _ := utf8.DecodeRuneInString(last)
		return unicode.IsUpper(r)
	}
	for i, w := range strings.Fields(before + " " + last) {
		if r, _ := utf8.DecodeRuneInString(w); i > 0 && unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// several reports whether the doer is a plural that opens the title, not a name:
// "Critics say", where a name has "says".
func (t *Timeline) several(e *schemas.Event) bool {
	if strings.Contains(e.Agent, " ") {
		return false
	}
	rest, ok := strings.CutPrefix(e.Title, e.Agent+" ")
	if !ok {
		return false
	}
	verb, _, _ := strings.Cut(rest, " ")
	return verb != "" && !strings.HasSuffix(verb, t.third)
}

// definite reports whether a source without a name is a known one: "the ministry",
// "its operator", "a ministry official"; not "officials".
func (t *Timeline) definite(agent string) bool {
	first, _, more := strings.Cut(agent, " ")
	_, ok := t.sources[stages.FoldKey(first)]
	return ok && more
}

// figured reports whether a title without a name tells a figure and enough around
// it.
func (t *Timeline) figured(title string) bool {
	numbers, words := 0, 0
	first, _, _ := strings.Cut(title, " ")
	if _, definite := t.articles[stages.FoldKey(first)]; definite {
		return false // "The clinic": which one is told elsewhere
	}
	eachWord(title, func(w string, number bool) {
		if number {
			numbers++
			return
		}
		if _, stop := t.stop[wordKey(w)]; !stop && len(w) > 1 {
			words++
		}
	})
	return numbers > 0 && words > 3
}
