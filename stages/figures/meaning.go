package figures

import (
	"strings"

	"annals/stages"
)

// The third layer: what is claimed with a figure.

// claim sets measure, aggregation, actor, scope, date, negation and modality.
func (c *claimer) claim(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool) {
	anchor := q.first
	if hasPhrase {
		anchor = p.head()
	}
	governs := c.governors(anchor, q, p, hasPhrase)
	c.measureOf(r, q, p, hasPhrase, governs)
	c.modality(r, q)
	c.actor(r, q, p, hasPhrase)
	c.scope(r, q, p, hasPhrase)
	if r.Scope != "" && r.ScopeSpan == r.ActorSpan {
		r.Scope, r.ScopeSpan, r.ScopeBasis = "", stages.Span{}, "" // who does it is not to whom
	}
	c.asOf(r, q)
	c.aggregation(r, q)
	if c.quantities {
		r.Concept = c.concept(r, q, p, hasPhrase)
	}
}

func (c *claimer) parsed() bool { return c.w.Sentences[c.n].State == stages.StateParsed }

// verbal reports whether token i can govern as a verb.
func (c *claimer) verbal(i int32) bool {
	t := &c.w.Tokens[i]
	if t.Class != stages.ClassWord {
		return false
	}
	if t.UPOS != stages.NoUPOS {
		return t.UPOS == stages.VERB
	}
	if c.s.roleOf(i)&roleFunction != 0 {
		return false
	}
	return len(c.t.verbs[c.lemma(i)]) > 0
}

// governors are the lemmas of the words that govern the figure, nearest first:
// its ancestors in the parse, then verbs near it.
func (c *claimer) governors(anchor int32, q *quantity, p *phrase, hasPhrase bool) []string {
	g := c.governs[:0]
	c.verb = -1
	if hasPhrase && c.inHead(p) { // "Homes destroyed"
		for k := p.first; k < p.last; k++ {
			g = append(g, c.headVerb(k))
		}
		c.governs = g
		return g
	}
	c.w.Parse(c.n)
	if c.parsed() {
		at := anchor
		for range 7 {
			h := c.w.Tokens[at].Head
			if h == at || h < c.first || h >= c.stop {
				break
			}
			at = h
			switch c.w.Tokens[at].UPOS {
			case stages.VERB, stages.NOUN, stages.ADJ, stages.PROPN:
				g = append(g, c.lemma(at))
			}
			if c.w.Tokens[at].UPOS == stages.VERB && c.verb < 0 {
				c.verb = at
			}
		}
	}
	if c.parsed() && c.verb < 0 && c.w.Tokens[anchor].UPOS == stages.VERB {
		c.verb = anchor
	}
	// a participle of the counted noun: "30 soldiers killed in the raid"
	end := q.next
	if hasPhrase {
		end = p.last
	}
	if end < c.stop && c.verbal(end) {
		g = append(g, c.lemma(end))
		if c.verb < 0 {
			c.verb = end
		}
	}
	// verbs near by: to the left within the clause, to the right after it
	left := int32(-1)
	for k := q.left - 1; k >= c.first && k > q.left-16; k-- {
		if c.verbal(k) {
			g = append(g, c.lemma(k))
			if left < 0 {
				left = k
			}
			if len(g) > 6 {
				break
			}
		}
	}
	if c.parsed() && left > c.verb && c.verb >= 0 && c.verb < q.left && len(g) > 0 && c.w.Tokens[left].Tag != stages.TagVBG {
		// a verb stands nearer than the one the parse gives: the parse slipped
		c.verb = left
		g = append(g, "")
		copy(g[1:], g)
		g[0] = c.lemma(left)
	}
	// "killed nine and injured 31": a participle right before the number is the
	// verb, whatever the tagger made of it
	if k := q.hedgeFirst - 1; k > c.first && k != c.verb && c.w.Tokens[k].UPOS == stages.ADJ {
		if text := stages.Fold(c.w.TokenText(k)); c.x.irregular[text] != "" && len(c.t.verbs[c.x.irregular[text]]) > 0 {
			c.verb = k
			g = append(g, "")
			copy(g[1:], g)
			g[0] = c.x.irregular[text]
		}
	}
	right := int32(-1)
	for k := end; k < c.stop && k < end+8; k++ {
		if c.verbal(k) {
			g = append(g, c.lemma(k))
			right = k
			break
		}
	}
	if c.verb < 0 {
		c.verb = left
		if left < 0 {
			c.verb = right
		}
	}
	// the subject of a verb of level: "trade between the two reached $3 billion"
	c.theme = c.themeOf(q)
	if c.theme >= 0 {
		g = append(g, c.nounLemma(c.theme))
	}
	// nouns of action before the number: "the deployment of 300 troops"
	for k := q.left - 1; k >= c.first && k > q.left-6; k-- {
		if t := &c.w.Tokens[k]; t.UPOS == stages.NOUN || t.UPOS == stages.NoUPOS && t.Class == stages.ClassWord {
			if l := c.nounLemma(k); !c.x.things[l] {
				g = append(g, l)
			}
		}
	}
	c.governs = c.resultative(g, end)
	return c.governs
}

// themeOf is the noun that is the subject of the governing verb, where that says
// how much its subject is or becomes, -1 elsewhere.
func (c *claimer) themeOf(q *quantity) int32 {
	theme := int32(-1)
	if c.parsed() && c.verb >= 0 && c.verb < q.left && c.x.levelVerbs[c.lemma(c.verb)] {
		if s := c.subjectToken(c.verb); s >= 0 && s < c.verb && c.w.Tokens[s].UPOS == stages.NOUN {
			theme = s
		}
	}
	if theme < 0 {
		theme = c.copulaTheme(q)
	}
	if of := q.hedgeFirst - 1; of > c.first+1 && q.unit >= 0 && c.s.roleOf(of)&roleOf != 0 && c.w.Tokens[of-1].UPOS == stages.NOUN && c.x.generic.Word(c.s.text, &c.w.Tokens[of-1]) < 0 && c.x.changeNoun.Word(c.s.text, &c.w.Tokens[of-1]) < 0 {
		theme = of - 1 // "a tariff of 35 percent"
	}
	for k := theme + 1; theme >= 0 && k < q.left; k++ {
		if c.s.text[c.w.Tokens[k].Start] == ';' {
			return -1 // the parse went over the end of a clause
		}
	}
	return theme
}

// copulaTheme is the subject of a copula before the number: "the rate is 3 percent".
func (c *claimer) copulaTheme(q *quantity) int32 {
	if !c.parsed() {
		return -1
	}
	at := q.first
	for range 4 {
		t := &c.w.Tokens[at]
		if s := c.subjectToken(at); s >= 0 && s < q.hedgeFirst && (at >= q.hedgeFirst || c.w.Tokens[at].UPOS == stages.ADV || c.w.Tokens[at].UPOS == stages.ADJ) {
			if c.w.Tokens[s].UPOS == stages.NOUN {
				return s
			}
			return -1
		}
		if t.Head == at || t.Head < c.first || t.Head >= c.stop {
			return -1
		}
		at = t.Head
	}
	return -1
}

// resultative lets the word after the counted noun speak for a verb that says no
// more than that a state was brought about: "left nine people dead".
func (c *claimer) resultative(g []string, end int32) []string {
	if end >= c.stop {
		return g
	}
	state := c.lemma(end)
	if len(c.t.verbs[state]) == 0 || c.w.Tokens[end].UPOS == stages.NOUN {
		return g
	}
	for _, l := range g {
		if c.x.results[l] {
			return append(g[:0], state)
		}
	}
	return g
}

// role is whether what is counted is the subject of the governing verb or
// something it acts on, "" where that cannot be told.
func (c *claimer) role(q *quantity, p *phrase, hasPhrase bool) string {
	if !hasPhrase || c.verb < 0 {
		return ""
	}
	if c.parsed() {
		switch t := &c.w.Tokens[p.head()]; t.Relation {
		case stages.RelNsubj:
			return "subject"
		case stages.RelObj, stages.RelObl, stages.RelNsubjPass, stages.RelIobj:
			return "object"
		}
	}
	if c.verb >= p.last && !c.passiveVoice() {
		return "subject"
	}
	return "object"
}

// passiveVoice reports whether a form of "be" stands before the governing verb.
func (c *claimer) passiveVoice() bool {
	if t := c.w.Tokens[c.verb].Tag; t != stages.TagVBN && t != stages.TagVBD && t != stages.NoTag {
		return false
	}
	for k := c.verb - 1; k >= c.first && k >= c.verb-3; k-- {
		if c.x.be.Word(c.s.text, &c.w.Tokens[k]) >= 0 {
			return true
		}
	}
	return false
}

// measureOf finds the measure.
func (c *claimer) measureOf(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool, governs []string) {
	c.place, c.anaphora, c.measure = false, false, -1
	if !c.marked {
		c.marks = c.t.contextOf(c.marks, c.s.text, c.w.Tokens, c.first, c.stop)
		c.marked = true
	}
	e := evidence{value: q.value.float(), role: c.role(q, p, hasPhrase), governors: governs, dimension: r.Dimension, inContext: c.marks}
	switch {
	case r.Repair != "" || r.CountedHead != "" && !hasPhrase:
		e.phrase = append(c.words[:0], r.CountedHead)
	case hasPhrase:
		e.phrase = c.lemmas(p)
		if r.CountedHead != "" && len(e.phrase) > 0 {
			e.phrase[len(e.phrase)-1] = r.CountedHead
		}
	}
	if hasPhrase && r.Dimension == "count" && q.left > c.first && c.x.anaphoric.Word(c.s.text, &c.w.Tokens[q.left-1]) >= 0 {
		e.anaphoric = true
	}
	if len(e.phrase) == 0 && c.theme >= 0 && r.Dimension != "count" && !c.quantities {
		e.phrase = append(c.words[:0], c.nounLemma(c.theme)) // "emissions fell to 46 million tonnes"
	}
	if r.Dimension == "age" {
		e.dimension = "time"
		r.Measure = "age"
		return
	}
	if id := c.t.best(&e); id >= 0 {
		m := &c.t.list[id]
		c.measure = id
		c.place, c.anaphora = m.Place, m.Anaphoric
		r.Measure, r.Aggregation = m.ID, m.Aggregation
		r.Rule = joinRule(r.Rule, "measure."+m.ID)
		return
	}
	e.anaphoric = false
	if id := c.t.best(&e); id >= 0 {
		m := &c.t.list[id]
		c.measure = id
		c.place = m.Place
		r.Measure, r.Aggregation = m.ID, m.Aggregation
		r.Rule = joinRule(r.Rule, "measure."+m.ID)
		return
	}
	c.defaultMeasure(r, q, p, hasPhrase)
}

// defaultMeasure makes a measure of verb and noun: what is done to what is counted
// ("sink_ship"), or what the counted do ("ship_that_sink"). Of what is measured and not
// counted it names the subject of a verb of level ("rainfall", "price_change"). A
// noun that only hangs on the verb by a preposition stands alone: who "learned it
// from two diplomats" did not learn diplomats.
func (c *claimer) defaultMeasure(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool) {
	noun := r.CountedHead
	if noun == "" {
		noun = r.Dimension
	}
	verb := ""
	if c.verb >= 0 {
		verb = c.lemma(c.verb)
	}
	r.Rule = joinRule(r.Rule, "measure.default")
	switch {
	case c.theme >= 0 && r.Dimension != "count" && !hasPhrase && !c.quantities:
		r.Measure = c.nounLemma(c.theme)
		if q.direction != "" && (q.changed || !q.changeVerb) {
			r.Measure += "_change"
		}
	case r.Dimension == "ratio" && hasPhrase:
		r.Measure = "share_of_" + noun
	case verb != "" && noun != "" && hasPhrase && c.loose(p):
		r.Measure = noun
	case verb != "" && noun != "" && hasPhrase && c.parsed() && c.w.Tokens[p.head()].Relation == stages.RelNsubj && c.w.Tokens[p.head()].Head == c.verb && verb != "be" && verb != "have":
		r.Measure = noun + "_" + c.x.subjectLink + "_" + verb
	case verb != "" && noun != "" && !(c.x.copula[verb] && hasPhrase):
		r.Measure = verb + "_" + noun
	case noun != "":
		r.Measure = noun
	case verb != "":
		r.Measure = verb
	}
	r.Measure = snake(r.Measure)
}

// loose reports whether what is counted hangs on a verb or noun by a preposition and
// is no place: "from two diplomats", "with eight goals".
func (c *claimer) loose(p *phrase) bool {
	if !c.parsed() || c.x.placeNouns.Word(c.s.text, &c.w.Tokens[p.head()]) >= 0 {
		return false
	}
	switch c.w.Tokens[p.head()].Relation {
	case stages.RelObl, stages.RelNmod:
		return !c.passiveVoice()
	}
	return false
}

// snake makes a label of words.
func snake(s string) string {
	return strings.Map(func(c rune) rune {
		if c == ' ' || c == '-' || c == '\'' || c == '’' || c == '.' {
			return '_'
		}
		return c
	}, s)
}

// aggregation says what kind of quantity it is, where words of the sentence are
// clearer than the measure's default.
func (c *claimer) aggregation(r *stages.Figure, q *quantity) {
	switch {
	case q.direction != "" && (q.changed || !q.changeVerb) && c.countsChange(r, q):
		// "lost eight soldiers": the verb is that of the measure, which says how it adds up
	case q.direction != "" && (q.changed || !q.changeVerb):
		r.Aggregation = stages.Change
		return
	case r.Dimension == "ratio" && r.Aggregation != stages.Change && r.Aggregation != stages.Stock:
		r.Aggregation = stages.Share
		return
	}
	for k := c.first; k < c.stop; k++ {
		if v, n := c.x.aggregate.Longest(c.s.text, c.w.Tokens[:c.stop], int(k)); n > 0 {
			r.Aggregation = c.x.aggregates[v]
			return
		}
	}
	if r.Aggregation == stages.Cumulative && c.ofPeriod(r) {
		r.Aggregation = stages.Flow
	}
}

// countsChange reports whether the verb of change before the figure is the one by
// which its measure is known: "cut 900 jobs" counts jobs lost. "by" before the
// number is always a change.
func (c *claimer) countsChange(r *stages.Figure, q *quantity) bool {
	if c.quantities || c.measure < 0 || r.Dimension != "count" && r.Dimension != "currency" || q.changeAt <= 0 || q.changeAt >= q.left || len(c.t.list[c.measure].Verbs) == 0 || c.t.list[c.measure].Aggregation == stages.Stock {
		return false
	}
	for k := q.changeAt + 1; k < q.left; k++ {
		if c.x.by.Word(c.s.text, &c.w.Tokens[k]) >= 0 {
			return false
		}
	}
	return contains(c.t.verbs[c.lemma(q.changeAt)], c.measure)
}

// perfect reports whether the governing verb is in the perfect: "has built" runs up
// to now, whatever period is named.
func (c *claimer) perfect() bool {
	if c.verb < 0 || c.w.Tokens[c.verb].Tag == stages.TagVBG {
		return false
	}
	for k := c.verb - 1; k >= c.first && k >= c.verb-4; k-- {
		if c.w.Tokens[k].UPOS == stages.AUX && c.lemma(k) == c.x.perfect {
			return true
		}
		if u := c.w.Tokens[k].UPOS; u != stages.AUX && u != stages.ADV {
			return false
		}
	}
	return false
}

// shortPeriod is the number of days from which a stated period is one that
// activity is reported by. What happens in less is one event.
const shortPeriod = 28

// ofPeriod reports whether the figure is what was done within a stated closed
// period, and no running total up to its end: "41 wells from January to April".
func (c *claimer) ofPeriod(r *stages.Figure) bool {
	if c.timex == nil || c.timex.Type == stages.TimexDuration || c.perfect() || r.AsOf.Start.IsZero() || r.AsOf.End.IsZero() || r.AsOf.End.Days()-r.AsOf.Start.Days() < shortPeriod || c.verb < 0 {
		return false
	}
	if verb := c.lemma(c.verb); c.x.stative[verb] || c.x.levelVerbs[verb] || c.x.harms[verb] || c.x.personObjects[verb] || c.x.personalVerbs[verb] {
		return false
	}
	// "by the end of 2021", "had built"
	for k := c.timex.First - 1; k >= c.first && k >= c.timex.First-4; k-- {
		for j := k; j >= c.first && j > k-3; j-- {
			if v, n := c.x.limit.Longest(c.s.text, c.w.Tokens[:k+1], int(j)); v >= 0 && j+int32(n) == k+1 {
				return false
			}
		}
		if u := c.w.Tokens[k].UPOS; u == stages.VERB || u == stages.PUNCT {
			break
		}
	}
	return c.timex.Open == 0
}

// modality reads negation, plans and possibilities off the words before the
// governing verb.
func (c *claimer) modality(r *stages.Figure, q *quantity) {
	r.Modality = "asserted"
	at := c.verb
	if at < 0 {
		return
	}
	from := max(c.first, at-5)
	for k := from; k <= at; k++ {
		v, n := c.x.modal.Longest(c.s.text, c.w.Tokens[:c.stop], int(k))
		if n == 0 || k == at && n > 1 && c.x.modals[v] != "planned" || c.inTimex(k) { // "as of 28 May" is no possibility
			continue
		}
		if ch := c.s.text[c.w.Tokens[k].Start]; k > c.first && ch >= 'A' && ch <= 'Z' {
			continue // in a name: "Doctors Without Borders"
		}
		switch c.x.modals[v] {
		case "negated":
			if k >= at-3 {
				r.Negated = true
			}
		case "planned":
			r.Modality = "planned"
		case "hypothetical":
			if r.Modality != "planned" {
				r.Modality = "hypothetical"
			}
		}
	}
	// a verb of promise or plan is itself the modality
	for k := q.left - 1; k >= c.first && k > q.left-12; k-- {
		if c.x.promise[c.lemma(k)] && c.verbal(k) {
			r.Modality = "planned"
		}
	}
}
