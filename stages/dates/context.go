package dates

import (
	"strings"

	"annals/stages"
	"annals/stages/lang"
)

// tenseData is the part of dates-tense.yaml.
type tenseData struct {
	Past    []string `yaml:"past"`
	Future  []string `yaml:"future"`
	Present []string `yaml:"present"`
	// Infinitive marks make a present tense before them speak of the future:
	// "is to resume".
	Infinitive  []string `yaml:"infinitive"`
	PastEndings []string `yaml:"past_endings"`
	// Forward words before an expression make it lie ahead, whatever the verb:
	// "until Tuesday". Perfect words take that back: "until Tuesday they had".
	Forward []string `yaml:"forward"`
	Perfect []string `yaml:"perfect"`
	// ForwardMonths do the same before a day or month: "effective Feb. 1".
	ForwardMonths []string `yaml:"forward_months"`
	// Intent words before an infinitive make what follows lie ahead of them:
	// "planned to leave on Thursday".
	Intent []string `yaml:"intent"`
	// Determiners and brackets before a date make it an aside of a story.
	Determiners []string `yaml:"determiners"`
	Brackets    []string `yaml:"brackets"`
	// Copula words, in the present, before a date make it lie ahead.
	Copula []string `yaml:"copula"`
	// Passive words between an infinitive mark and a past participle.
	Passive []string `yaml:"passive"`
	// Ahead words before a date of a story make a later one a glance ahead; Behind
	// words make an earlier one a glance back.
	Ahead  []string `yaml:"ahead"`
	Behind []string `yaml:"behind"`
	// Since and Until words before a date leave its end or its start open.
	Since []string `yaml:"since"`
	Until []string `yaml:"until"`
	// NotVerbs end like past forms and are none.
	NotVerbs []string `yaml:"not_verbs"`
}

const (
	tensePast    = -1
	tensePresent = 0
	tenseFuture  = 1
)

// tenses finds the tense of the verb that governs an expression: the nearest
// word of a list or with a past ending, by distance in tokens inside the
// sentence. A tagger would be surer and costs more than the rest of the stage.
type tenses struct {
	words   *lang.Phrases
	forward *lang.Phrases // 0 forward, 1 perfect, 2 forward for months
	intent  *lang.Phrases
	copula  *lang.Phrases
	passive *lang.Phrases
	glance  *lang.Phrases // 0 ahead, 1 behind
	open    *lang.Phrases // 0 since, 1 until
	endings []string
}

const (
	twPast = iota
	twFuture
	twPresent
	twNone
	twInfinitive
	twDeterminer
	twBracket
)

func newTenses(pack *lang.Pack) (tenses, error) {
	var d tenseData
	if err := pack.Read("dates-tense.yaml", &d); err != nil {
		return tenses{}, err
	}
	list := pack.NewPhraseList()
	for _, x := range []struct {
		words []string
		value int32
	}{{d.NotVerbs, twNone}, {d.Future, twFuture}, {d.Past, twPast}, {d.Present, twPresent}, {d.Infinitive, twInfinitive}, {d.Determiners, twDeterminer}, {d.Brackets, twBracket}} {
		for _, w := range x.words {
			list.Add(w, x.value)
		}
	}
	forward := pack.NewPhraseList()
	for _, w := range d.Forward {
		forward.Add(w, 0)
	}
	for _, w := range d.Perfect {
		forward.Add(w, 1)
	}
	for _, w := range d.ForwardMonths {
		forward.Add(w, 2)
	}
	intent := pack.NewPhraseList()
	for _, w := range d.Intent {
		intent.Add(w, 0)
	}
	copula := pack.NewPhraseList()
	for _, w := range d.Copula {
		copula.Add(w, 0)
	}
	passive := pack.NewPhraseList()
	for _, w := range d.Passive {
		passive.Add(w, 0)
	}
	glance := pack.NewPhraseList()
	for _, w := range d.Ahead {
		glance.Add(w, 0)
	}
	for _, w := range d.Behind {
		glance.Add(w, 1)
	}
	open := pack.NewPhraseList()
	for _, w := range d.Since {
		open.Add(w, 0)
	}
	for _, w := range d.Until {
		open.Add(w, 1)
	}
	return tenses{list.Compile(), forward.Compile(), intent.Compile(), copula.Compile(), passive.Compile(), glance.Compile(), open.Compile(), d.PastEndings}, nil
}

// of is the tense that token i shows by itself, and whether it shows one.
func (x *tenses) of(text string, t *stages.Token) (int, bool) {
	switch x.words.Word(text, t) {
	case twPast:
		return tensePast, true
	case twFuture:
		return tenseFuture, true
	case twPresent:
		return tensePresent, true
	case twNone, twInfinitive, twDeterminer, twBracket:
		return 0, false
	}
	if t.Class != stages.ClassWord || t.Shape&stages.ShapeCapital != 0 || t.Len() < 5 {
		return 0, false
	}
	s := text[t.Start:t.End]
	for _, e := range x.endings {
		if strings.HasSuffix(s, e) {
			return tensePast, true
		}
	}
	return 0, false
}

// maxTense is how many tokens to each side are looked at.
const maxTense = 25

// maxCopula is how far before a date a copula may stand of which it is the
// predicate.
const maxCopula = 2

// maxAside is what a quotation mark or bracket between an expression and a verb
// adds to their distance: the verb inside governs rather than the one outside.
const maxAside = 8

// tense is the tense of the verb nearest to the candidate in its sentence.
func (p *parser) tense(c *candidate) int {
	w := p.w
	s := w.SentenceAt(w.Tokens[c.first].Start)
	if s < 0 {
		return 0
	}
	sent := &w.Sentences[s]
	if p.forward(sent, c) {
		return tenseFuture
	}
	tense, at := tensePresent, int32(-1)
	best := int32(maxTense)
	for i, cost := c.first-1, int32(0); i >= sent.First && cost < best; i, cost = i-1, cost+1 {
		if t, ok := p.l.tenses.of(p.text, &w.Tokens[i]); ok {
			tense, at, best = t, i, cost
			break
		}
		if p.encloses(&w.Tokens[i]) {
			cost += maxAside
		}
	}
	for i, cost := c.last, int32(0); i < sent.Last && cost < best; i, cost = i+1, cost+1 {
		if t, ok := p.l.tenses.of(p.text, &w.Tokens[i]); ok {
			tense, at = t, i
			break
		}
		if p.encloses(&w.Tokens[i]) {
			cost += maxAside
		}
	}
	if at < 0 {
		return 0
	}
	if at < c.first && c.first-at <= maxCopula && p.l.tenses.copula.Word(p.text, &p.tokens[at]) >= 0 {
		return tenseFuture // "the concert is on Friday"
	}
	if tense == tensePast && at < c.first && p.intends(at, c.first) {
		return tenseFuture
	}
	return p.infinitive(p.auxiliary(sent, tense, at), at)
}

// encloses reports whether a token is a quotation mark or a bracket.
func (p *parser) encloses(t *stages.Token) bool {
	switch p.text[t.Start] {
	case '"', '(', ')', '[', ']', '`':
		return true
	case '\'':
		return t.Len() == 2 && p.text[t.Start+1] == '\''
	case 0xe2: // U+201C, U+201D
		return t.Len() == 3 && p.text[t.Start+1] == 0x80 && (p.text[t.Start+2] == 0x9c || p.text[t.Start+2] == 0x9d)
	}
	return false
}

// intends reports whether the past form at token i, or the word after it, says
// what somebody means to do, with an infinitive after it: "planned to leave",
// "were planning to drive".
func (p *parser) intends(i, end int32) bool {
	for j := i; j <= i+1 && j+1 < end; j++ {
		if p.l.tenses.intent.Word(p.text, &p.tokens[j]) >= 0 && p.l.tenses.words.Word(p.text, &p.tokens[j+1]) == twInfinitive {
			return true
		}
	}
	return false
}

// auxiliary makes a past form at token i future where an auxiliary of the
// future stands just before it: "will be marked".
func (p *parser) auxiliary(sent *stages.Sentence, tense int, i int32) int {
	if tense != tensePast {
		return tense
	}
	if j := i - 2; j >= sent.First && p.l.tenses.passive.Word(p.text, &p.tokens[i-1]) >= 0 && p.l.tenses.words.Word(p.text, &p.tokens[j]) == twInfinitive {
		// "the budget, to be presented on Friday", but "it had to be towed on Friday"
		if j == sent.First {
			return tenseFuture
		}
		if before, ok := p.l.tenses.of(p.text, &p.tokens[j-1]); !ok || before != tensePast {
			return tenseFuture
		}
		return tense
	}
	for j := i - 1; j >= max(sent.First, i-3); j-- {
		if p.l.tenses.words.Word(p.text, &p.tokens[j]) == twFuture {
			return tenseFuture
		}
	}
	return tense
}

// forward reports whether the words before a candidate make it lie ahead.
func (p *parser) forward(sent *stages.Sentence, c *candidate) bool {
	found, i := false, c.first
	for n := int32(1); n <= 3 && i-n >= sent.First; n++ {
		v, k := p.l.tenses.forward.Longest(p.text, p.tokens[:i], int(i-n))
		found = found || int32(k) == n && (v == 0 || v == 2 && c.meaning.is(fMonth))
	}
	if !found {
		return false
	}
	for j := max(sent.First, i-maxTense); j < min(sent.Last, i+maxTense); j++ {
		if p.l.tenses.forward.Word(p.text, &p.tokens[j]) == 1 {
			return false
		}
	}
	return true
}

// openSide is +1 after a word like "since", -1 after one like "until", else 0.
func (p *parser) openSide(i int32) int8 {
	for n := int32(1); n <= 2 && i-n >= 0; n++ {
		v, k := p.l.tenses.open.Longest(p.text, p.tokens[:i], int(i-n))
		if int32(k) != n {
			continue
		}
		if v == 0 {
			return 1
		}
		return -1
	}
	return 0
}

// infinitive makes a present tense at token i future where an infinitive
// follows: "is to resume".
func (p *parser) infinitive(tense int, i int32) int {
	if tense == tensePresent && int(i)+1 < len(p.tokens) && p.l.tenses.words.Word(p.text, &p.tokens[i+1]) == twInfinitive {
		return tenseFuture
	}
	return tense
}

// narrative decides the kind of document from its dates where nobody has said
// it: a text that names many years far from its own date, and hardly speaks of
// yesterday or Monday, tells a story.
func (p *parser) narrative(dct stages.Date) bool {
	switch p.w.Doc.Kind {
	case stages.KindNarrative:
		return true
	case stages.KindNews, stages.KindSpeech:
		return false
	}
	far, near, deictic := 0, 0, 0
	for i := range p.found {
		m := &p.found[i].meaning
		switch {
		case m.is(fYear):
			y := int(m.f[fYear])
			if m.get(fEra, 1) < 0 {
				y = -y
			}
			if dct.IsZero() || y < int(dct.Year)-2 || y > int(dct.Year)+2 {
				far++
			} else {
				near++
			}
		case m.is(fWeekday) && !m.is(fMonth) && !m.is(fEvery), m.get(fBase, 0) == int32(baseSpeech) && m.is(fUnit):
			deictic++
		}
	}
	years := far + near
	return years >= 10 && 8*deictic < years || far >= 5 && far > near && deictic == 0 || dct.IsZero() && years > 3 && 2*deictic < years
}
