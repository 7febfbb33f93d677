package quotes

import "annals/stages"

// Names with a colon: transcripts, interviews, headlines. A turn of a
// conversation runs to the end of its paragraph and is direct speech without
// marks; its speaker stands in capitals ("HOST:"), is a person named so in two
// paragraphs or more ("Marta Ness:"), or a letter ("Q:", "A."). A headline has
// no stop at its end and reports.

// colon reads "Name: what she says" at the start of a paragraph, as headlines
// and transcripts have it.
func (a *analysis) colon() {
	if a.lo > 0 && a.w.Tokens[a.lo].Shape&stages.ShapeLineBefore == 0 {
		return
	}
	i := a.lo
	if a.w.Tokens[i].Class == stages.ClassQuote {
		i++
	}
	if i >= a.hi {
		return
	}
	if f, next := a.letter(i); a.lettered && f != 0 && a.goesOnIn(next) {
		a.addTurn(tokens{i, i + 1}, next-1)
		return
	}
	if !a.noun(i) && a.pos[i] != stages.DET && a.pos[i] != stages.ADJ {
		return
	}
	k := i
	for k < a.hi && k-i < 9 && !a.is(k, ':') {
		if a.verbal(k) && a.w.Tokens[k].Shape&stages.ShapeAllCaps == 0 || a.is(k, '.') || a.comma(k) && k-i > 4 || a.pos[k] == stages.SCONJ {
			return
		}
		k++
	}
	if !a.in(k) || !a.is(k, ':') || k+2 >= a.hi || k == i {
		return
	}
	caps := a.w.Tokens[i].Shape&stages.ShapeAllCaps != 0
	person := false
	for m := i; m < k; m++ {
		if a.pos[m] == stages.PROPN {
			person = true
		}
		if a.w.Tokens[m].Class == stages.ClassNumber {
			return
		}
	}
	label := tokens{i, k}
	ends := a.ends(a.w.Sentences[a.at].Block)
	if ends && (caps || a.turns > 1 && k-i < 5 && a.kindOf(label) == stages.Person) {
		a.addTurn(label, k)
		return
	}
	if !ends && !person {
		// A headline: "Police: Man tried to sell bells", "Report: Wells are dry"
		kind := a.kindOf(label)
		person = kind == stages.Role || kind == stages.Person || kind == stages.Organisation || a.has(k-1, isReport)
	}
	if !person && !caps {
		return
	}
	f := found{cue: tokens{k, k + 1}, source: label, lemma: ":", class: "speech", geometry: "S:C", rule: "colon", pair: -1, basis: "sentence"}
	f.add(tokens{k + 1, a.stopAt(a.hi)})
	a.keep(f, len(a.found))
}

// addTurn adds a turn of a conversation, to the end of its paragraph. cue is the
// mark behind the name.
func (a *analysis) addTurn(name tokens, cue int32) {
	end := a.hi
	b := a.w.Sentences[a.at].Block
	for n := a.at; n < len(a.w.Sentences) && a.w.Sentences[n].Block == b; n++ {
		end = a.w.Sentences[n].Last
	}
	a.turnEnd = end
	f := found{cue: tokens{cue, cue + 1}, source: name, lemma: a.text(cue), class: "speech", geometry: "S:C", rule: "colon", pair: -1, basis: "sentence", capitals: true}
	f.add(tokens{cue + 1, end})
	a.keep(f, len(a.found))
}

// goesOnIn reports whether token i belongs to the paragraph under work. The letter
// of a turn may be a sentence of its own ("Q.").
func (a *analysis) goesOnIn(i int32) bool {
	return int(i) < len(a.w.Tokens) && a.blockAt(a.w.Tokens[i].Start) == a.w.Sentences[a.at].Block
}

// letter is what the lexicon says of a capital letter that marks a turn at token
// i, and the token behind its colon or stop, which may be one token with the
// letter; 0 and i where there is none.
func (a *analysis) letter(i int32) (flag, int32) {
	t := a.text(i)
	switch {
	case len(t) == 1 && (a.is(i+1, ':') || a.is(i+1, '.')):
		return a.lex.letters[t[0]], i + 2
	case len(t) == 2 && t[1] == '.':
		return a.lex.letters[t[0]], i + 1
	}
	return 0, i
}

// kindOf is the kind of the mention at the head of t; stages.Pronoun, which no
// label is, where there is none.
func (a *analysis) kindOf(t tokens) stages.NameKind {
	if m := a.mention(t); m >= 0 {
		return a.w.Mentions[m].Kind
	}
	return stages.Pronoun
}

// conversation counts the paragraphs that begin with the name of a person and a
// colon, and looks for questions and answers marked by letters.
func (a *analysis) conversation() {
	w := a.w
	a.turns, a.lettered = 0, false
	questions, answers := 0, 0
	for s := range w.Sentences {
		sen := &w.Sentences[s]
		if s > 0 && w.Sentences[s-1].Block == sen.Block {
			continue
		}
		i := sen.First
		if f, _ := a.letter(i); f != 0 {
			if f&isAnswer != 0 {
				answers++
			} else {
				questions++
			}
			continue
		}
		for k := i + 1; k < sen.Last && k-i < 5; k++ {
			if !a.is(k, ':') {
				continue
			}
			if m := a.firstMention(i); m < len(w.Mentions) && w.Mentions[m].First < k && w.Mentions[m].Kind == stages.Person {
				a.turns++
			}
			break
		}
	}
	a.lettered = questions > 0 && answers > 0
}

// ends reports whether the paragraph of block b ends with a stop, as turns do
// and headlines do not.
func (a *analysis) ends(b int32) bool {
	last := a.at
	for last+1 < len(a.w.Sentences) && a.w.Sentences[last+1].Block == b {
		last++
	}
	for k := a.w.Sentences[last].Last - 1; k >= a.w.Sentences[last].First; k-- {
		if a.is(k, '.') || a.is(k, '?') || a.is(k, '!') || a.text(k) == "…" {
			return true
		}
		if a.w.Tokens[k].Class == stages.ClassWord {
			return a.isDash(k)
		}
	}
	return false
}
