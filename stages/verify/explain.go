package verify

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/schemas"
	"annals/stages"
)

// explainer puts a check in words: one plain sentence with the sources, the
// values as the texts have them, and the dates.
type explainer struct {
	*gathering
	group []claim
}

func (e explainer) check(verdict string, members, active []int32, edges []edge, newest int32) string {
	copied := len(members) - len(active)
	var b strings.Builder
	switch verdict {
	case "conflict":
		x := e.pick(edges, conflicts)
		a, c := x.a, x.b
		b.WriteString("Conflict: ")
		b.WriteString(e.who(a) + " gives " + e.what(a) + e.where(a) + ", " + e.who(c) + " gives " + e.other(c, a) + "; " + e.sameTime(a, c) + ", and both cannot be true")
	case "updated":
		x := e.pick(edges, updates)
		old, new := x.a, x.b
		if x.newer == 0 {
			old, new = new, old
		}
		b.WriteString("Updated: from " + e.what(old) + e.where(old) + " (" + e.bare(old) + ") to " + e.other(new, old) + " (" + e.bare(new) + ")")
		switch o, n := &e.group[old], &e.group[new]; {
		case n.corrects:
			b.WriteString("; the later report is a correction")
		case x.pairing == revises && sameVoice(o, n):
			b.WriteString("; the same source has lowered its count")
		case x.pairing == revises:
			b.WriteString("; the later count is smaller, which a running total cannot be unless it was corrected")
		}
	case "compatible":
		x := e.pick(edges, compatible)
		b.WriteString("Compatible: " + e.who(x.a) + " gives " + e.what(x.a) + e.where(x.a) + ", " + e.who(x.b) + " gives " + e.other(x.b, x.a) + "; both can be true")
	case "agree":
		x := e.pick(edges, agrees)
		b.WriteString("Agree: " + e.who(x.a))
		if e.who(x.a) == e.who(x.b) && e.group[x.a].value.nominal == e.group[x.b].value.nominal {
			b.WriteString(" gives " + e.what(x.a) + e.where(x.a) + " twice")
		} else if first, second := e.value(x.a), e.other(x.b, x.a); first == second || e.group[x.a].value.nominal == e.group[x.b].value.nominal {
			b.WriteString(" and " + e.who(x.b) + " both give " + e.what(x.a) + e.where(x.a))
		} else {
			b.WriteString(" gives " + e.what(x.a) + e.where(x.a) + ", and " + e.who(x.b) + " gives " + second + ", the same at the coarser precision")
		}
	default:
		b.WriteString("Single source: " + e.who(newest) + " gives " + e.what(newest) + e.where(newest))
		if copied == 0 {
			b.WriteString("; nothing else in the batch can be compared with it")
		}
	}
	if n := independent(e.group, members); len(active) > 2 || len(active) == 2 && n == 1 {
		b.WriteString("; " + plural(len(active), "figure") + " from " + plural(n, "independent source"))
	}
	if copied > 0 {
		b.WriteString("; " + plural(copied, "copy") + " not counted")
	}
	b.WriteByte('.')
	return b.String()
}

// figure says why one figure stands as it does.
func (e explainer) figure(relation string, m int32, edges []edge, newest int32) string {
	switch relation {
	case "copy":
		return "Repeats " + e.bare(e.group[m].copyOf) + "."
	case "newest":
		return ""
	}
	want := map[string]pairing{"agrees": agrees, "compatible": compatible, "superseded": updates, "conflicts": conflicts}[relation]
	for _, x := range edges {
		p := x.pairing
		if p == revises {
			p = updates
		}
		if p != want || x.a != m && x.b != m {
			continue
		}
		other := x.a
		if other == m {
			other = x.b
		}
		if want == updates && (x.newer == 0) == (x.a == m) {
			continue // here it is the newer one
		}
		verb := map[pairing]string{agrees: "Agrees with ", compatible: "Compatible with ", updates: "Overtaken by ", conflicts: "Contradicts "}[want]
		return verb + e.other(other, m) + " (" + e.bare(other) + ")."
	}
	return ""
}

// pick is the pair that shows a verdict best: from different documents and
// origins where there is one, latest first; for an update the widest step.
func (e explainer) pick(edges []edge, want pairing) edge {
	best, score := edges[0], int64(-1)
	for _, x := range edges {
		p := x.pairing
		if p == revises {
			p = updates
		}
		if p != want {
			continue
		}
		a, b := &e.group[x.a], &e.group[x.b]
		s := int64(0)
		if a.document != b.document {
			s += 1 << 40
		}
		if a.witness != b.witness && want != updates {
			s += 1 << 41
		}
		if a.when.known() && b.when.known() {
			if want == updates {
				s += int64(distance(a.when.at(), b.when.at(), true))
			} else {
				s += int64(max(a.when.at(), b.when.at())) + 1<<24
			}
		}
		if s > score {
			best, score = x, s
		}
	}
	return best
}

// who is the source with its date: "The Herald (3 May 2022)", "the Ministry of
// Health in The Herald (3 May 2022)".
func (e explainer) who(m int32) string {
	f := &e.b.Figures[e.group[m].figure]
	name, date := e.outlet(m), e.date(m)
	speaker := f.Speaker
	if speaker == "" {
		speaker = e.context(&e.group[m]).Origin
	}
	if e.v.words.citable(speaker, name) {
		name = speaker + " in " + name
	}
	if date != "" {
		name += " (" + date + ")"
	}
	return name
}

// bare is who without brackets: "The Herald, 3 May 2022".
func (e explainer) bare(m int32) string {
	name := e.who(m)
	if i := strings.LastIndex(name, " ("); i >= 0 && strings.HasSuffix(name, ")") {
		return name[:i] + ", " + name[i+2:len(name)-1]
	}
	return name
}

// citable reports whether a speaker is worth naming beside the outlet: not
// somebody unnamed, not the outlet itself, not a stretch of a sentence.
func (v *vocabulary) citable(speaker, outlet string) bool {
	if v.sourceName(speaker) == "" {
		return false
	}
	s, o := stages.Fold(speaker), stages.Fold(outlet)
	if containsWord(o, s) || containsWord(s, o) || v.notName[s] {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(speaker); unicode.IsUpper(r) {
		return true
	}
	first, _, _ := strings.Cut(s, " ")
	return v.say.speakers[first]
}

func (e explainer) outlet(m int32) string { return e.outletOf(e.group[m].document) }

// outletOf is the name by which a document is cited.
func (e explainer) outletOf(document int32) string {
	d := &e.b.Documents[document]
	switch {
	case d.Source != "":
		return d.Source
	case d.Title != "":
		return "“" + d.Title + "”"
	}
	return path.Base(d.URI)
}

func (e explainer) date(m int32) string {
	c := &e.group[m]
	switch {
	case c.when.stated && c.when.hasEnd && !c.when.inherited():
		if c.when.days() > 1 {
			return period(c.when)
		}
		return "as of " + dateText(c.when.end)
	case c.published != noDay:
		return dateText(c.published)
	}
	return ""
}

// period is a stated period as a person would write it.
func period(m moment) string {
	a, b := stages.FromDays(m.start), stages.FromDays(m.end)
	switch {
	case a.Year == b.Year && a.Month == 1 && a.Day == 1 && b.Month == 12 && b.Day == 31:
		return itoa(int(a.Year))
	case a.Year == b.Year && a.Month == b.Month && a.Day == 1 && int(b.Day) == stages.DaysInMonth(int(b.Year), int(b.Month)):
		return strings.TrimPrefix(monthText(a), "1 ")
	case a.Month == 1 && a.Day == 1 && b.Month == 12 && b.Day == 31:
		return itoa(int(a.Year)) + " to " + itoa(int(b.Year))
	}
	return monthText(a) + " to " + monthText(b)
}

// value is the number in the text's own words: "more than 400".
func (e explainer) value(m int32) string { return amount(&e.b.Figures[e.group[m].figure]) }

// other is value with its unit, where that is not the unit of a.
func (e explainer) other(m, a int32) string {
	f, first := &e.b.Figures[e.group[m].figure], &e.b.Figures[e.group[a].figure]
	if f.Unit == first.Unit || f.Dimension == "" || f.Dimension == "count" {
		return amount(f)
	}
	return e.v.words.withUnit(f)
}

// amount is the number with its hedge as written; a number word that opened its
// sentence loses its capital.
func amount(f *schemas.Figure) string {
	number := f.Exact
	if r, n := utf8.DecodeRuneInString(number); unicode.IsUpper(r) {
		number = string(unicode.ToLower(r)) + number[n:]
	}
	if r, _ := utf8.DecodeRuneInString(f.Counted); f.Dimension == "currency" && r != utf8.RuneError && !unicode.IsLetter(r) && !strings.Contains(f.Counted, " ") && f.CountedStart.Known && f.CountedStart.Value < f.SpanStart {
		number = f.Counted + number // "$50 million"
	}
	if f.QualifierText == "" {
		return number
	}
	hedge := strings.ToLower(f.QualifierText)
	if f.QualifierStart.Known && f.QualifierStart.Value > f.SpanStart {
		return number + " " + hedge
	}
	return hedge + " " + number
}

// what is the value with what it counts and what became of that: "about 4,900
// medical workers sent".
func (e explainer) what(m int32) string {
	f := &e.b.Figures[e.group[m].figure]
	s := amount(f)
	switch {
	case f.Dimension == "" || f.Dimension == "count":
		if e.v.words.say.wholes[stages.Fold(f.Counted)] {
			s = e.v.words.say.article + " " + f.Counted + " " + e.v.words.say.of + " " + s
		} else if f.Counted != "" {
			s += e.v.words.joining(f) + f.Counted
		} else if f.CountedHead != "" {
			s += " " + f.CountedHead
		}
	default:
		s = e.v.words.withUnit(f)
	}
	if word := e.v.words.done(f); word != "" && !containsWord(stages.Fold(f.Counted), word) && !inColumn(f) {
		return s + " " + word
	}
	if word, ok := e.v.words.say.measures[f.Measure]; ok {
		if word == "" {
			return s
		}
		return s + " " + word
	}
	if e.v.words.done(f) != "" || f.Counted != "" && (f.Dimension == "" || f.Dimension == "count") || e.v.words.measures[f.Measure] == "" {
		return s
	}
	return s + " (" + strings.ReplaceAll(f.Measure, "_", " ") + ")"
}

// where is the actor and the scope, as far as the counted words do not say it:
// "by Cuba to 40 countries".
func (e explainer) where(m int32) string {
	f := &e.b.Figures[e.group[m].figure]
	c := e.context(&e.group[m])
	s := ""
	done := e.v.words.done(f)
	if f.Actor != "" && !strings.Contains(f.Counted, f.Actor) && !foldEqual(f.Actor, f.Speaker) && !c.Stray && !foldEqual(f.Actor, e.outlet(m)) {
		if done != "" || e.v.words.eventMeasure[f.Measure] {
			s += " by " + f.Actor
		} else {
			s += " (" + f.Actor + ")"
		}
	}
	if f.Scope != "" && !strings.Contains(f.Counted, f.Scope) && !c.StrayScope && !e.v.words.everywhere[stages.Fold(f.Scope)] && !foldEqual(f.Scope, f.Actor) {
		switch {
		case done != "" && e.v.words.say.reaching[done]:
			s += " to " + f.Scope
		case e.v.words.isPlaceName(stages.Fold(f.Scope)) || e.v.words.towns[stages.Fold(f.Scope)] != "":
			s += " in " + f.Scope
		default:
			s += " for " + f.Scope
		}
	}
	return s
}

// sameTime says why two claims are of one time.
func (e explainer) sameTime(a, b int32) string {
	x, y := e.group[a].when, e.group[b].when
	switch {
	case x.stated && y.stated && x.start == y.start && x.end == y.end && x.days() > 1:
		return "the same period"
	case x.at() == y.at():
		return "the same day"
	}
	return "the same week"
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "y") {
		return itoa(n) + " " + strings.TrimSuffix(noun, "y") + "ies"
	}
	return itoa(n) + " " + noun + "s"
}

// inColumn reports whether what is counted is the head of a column of a table:
// it says all that there is to say.
func inColumn(f *schemas.Figure) bool { return strings.Contains(f.Rule, "noun.column") }
