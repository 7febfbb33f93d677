package quotes

import "annals/stages"

// nounCue handles "the claim that": a noun with its own clause.
func (a *analysis) nounCue(i int32, start int) {
	e := a.entryAt(i)
	j := i + 1
	f := found{cue: tokens{i, i + 1}, class: e.noun, lemma: a.text(i), pair: -1, basis: "sentence", frame: frameThat}
	// "claims by the company that"
	var agent tokens
	if a.in(j) && (a.has(j, isBy) || a.pos[j] == stages.ADP && a.is2(j, "from", "of")) {
		if k := a.baseRight(j + 1); k > j+1 && a.in(k) && (a.has(k, isThat) || a.tag[k] == stages.TagTO) {
			agent = tokens{j + 1, k}
			j = k
		}
	}
	switch {
	case a.has(j, isThat) && a.pos[j] != stages.DET && (a.pos[j] == stages.SCONJ || a.tag[j] == stages.TagIN):
	case (e.noun == "order" || e.noun == "promise" || e.noun == "intent") && a.toVerb(j):
		f.frame = frameInf
	case a.entryAt(j).prep&(frameOf|frameOn|frameFor|frameAbout|frameAgainst) != 0:
		f.frame = a.entryAt(j).prep
	default:
		return
	}
	s := a.baseLeft(i + 1)
	switch {
	case !agent.empty():
		f.source, f.geometry = agent, "N-by-S-C"
	default:
		// The possessor inside the phrase.
		for k := i - 1; k >= s; k-- {
			if a.tag[k] == stages.TagPOS {
				f.source, f.geometry = tokens{s, k + 1}, "S's-N-C"
				break
			}
			if a.tag[k] == stages.TagPRPS {
				f.source, f.geometry = tokens{k, k + 1}, "S's-N-C"
				break
			}
		}
	}
	if f.frame&prepositions != 0 {
		c := a.objectContent(j+1, &group{tag: stages.NoTag})
		if f.source.empty() || c.empty() {
			return
		}
		f.cue.last = j + 1
		f.add(c.tokens)
		f.rule = "noun:" + f.frame.String()
		a.keep(f, start)
		return
	}
	if f.source.empty() {
		// The subject of the verb that governs the noun: "made the claim that".
		k := s - 1
		if !a.in(k) || !(a.verbal(k) || a.pos[k] == stages.ADP && a.in(k-1) && a.verbal(k-1)) {
			return
		}
		if !a.verbal(k) {
			k--
		}
		g := a.verbGroup(k, 1)
		f.cue.first = g.first
		f.source, _ = a.subject(&g, start)
		f.geometry = "S-V-N-C"
		if f.source.empty() {
			return
		}
	}
	f.add(tokens{j, a.beforePredicate(i, j, a.contentEnd(j, stages.NoTag), f.frame)})
	f.rule = "noun:" + f.frame.String()
	a.keep(f, start)
}

// beforePredicate is the end of the infinitive from token j to end that hangs on
// the noun at i, where the noun is the subject of its sentence: "Her call to close the pit has found many friends". The finite verb
// that no subordinate clause claims is that of the subject.
func (a *analysis) beforePredicate(i, j, end int32, f frame) int32 {
	if f != frameInf {
		return end
	}
	for k := i - 1; k >= a.lo && a.inside[k] < 0; k-- {
		if a.finite(k) {
			return end // the predicate stands before
		}
	}
	for k := j + 1; k < end; k++ {
		switch {
		case a.inside[k] >= 0:
		case a.has(k, isThat|isWh) || a.pos[k] == stages.SCONJ || a.tag[k] == stages.TagWDT || a.tag[k] == stages.TagWP || a.comma(k):
			return end
		case a.finite(k) && a.tag[k-1] != stages.TagTO && k > j+2:
			for k > j+1 && a.pos[k-1] == stages.ADV {
				k--
			}
			return k
		}
	}
	return end
}

// adjectiveCue handles "is confident that".
func (a *analysis) adjectiveCue(i int32) {
	j := i + 1
	f := found{class: a.entryAt(i).adjective, lemma: a.text(i), pair: -1, basis: "sentence", frame: frameThat, geometry: "S-V-C"}
	switch {
	case a.has(j, isThat) && a.pos[j] != stages.DET:
	case f.class == "intent" && a.toVerb(j):
		f.frame = frameInf
	default:
		return
	}
	k := i - 1
	for k > a.lo && a.pos[k] == stages.ADV {
		k--
	}
	if !a.in(k) || !a.has(k, isCopula) {
		return
	}
	g := a.verbGroup(k, 1)
	f.cue = tokens{g.first, i + 1}
	f.source, _ = a.subject(&g, len(a.found))
	if f.source.empty() {
		return
	}
	f.add(tokens{j, a.contentEnd(j, stages.NoTag)})
	f.rule = "adjective:" + f.frame.String()
	a.keep(f, len(a.found))
}
