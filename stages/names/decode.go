package names

import "annals/stages"

// Tags by the model: which tokens are looked at, the best sequence of each run of them, and the names that it makes.

// opens reports whether a name may begin at token i: it is looked at.
func (r *scratch) opens(i int32) bool {
	t := &r.w.Tokens[i]
	if t.Shape&stages.ShapeCapital != 0 {
		if r.words[i]&(wFunction|wNotName) != 0 && r.words[i]&(wGiven|wSurname) == 0 && r.gazTags[i] == 0 && r.ruleTags[i] == tagOut &&
			t.Shape&stages.ShapeAllCaps == 0 && !r.capital(i+1) && !r.capital(i-1) {
			return false // "The", "On", "Tuesday" by themselves: a third of all capitals
		}
		return t.Class == stages.ClassWord || t.Class == stages.ClassOther
	}
	return r.gazTags[i] != 0 || r.ruleTags[i] != tagOut || r.smallName(i)
}

// smallName reports whether token i, in a sentence without capitals, is a word that names something and is no
// ordinary word, or begins a known name of several words.
func (r *scratch) smallName(i int32) bool {
	if !r.smallCase || r.words[i]&wFunction != 0 {
		return false
	}
	f := r.know(i)
	return f&listCommon == 0 && f&(firmNames|listCity|listShop|listBrand) != 0 || r.phraseMarks[i]&phraseBegin != 0
}

// goesOn reports whether a name may go on at token i after one that was looked at: words with
// capitals, and "of", "the", "-", "&", "'s", "de", figures and small words near them.
func (r *scratch) goesOn(i int32) bool {
	if r.opens(i) || r.ruleMarks[i]&markLocked != 0 {
		return true
	}
	if r.w.Tokens[i-1].Shape&stages.ShapeCapital != 0 {
		return true
	}
	return i+1 < r.last && r.opens(i+1) || i+2 < r.last && r.opens(i+2) && r.words[i+1]&wFunction != 0
}

// closed reports whether a name may go on but not begin at token i.
func (r *scratch) closed(i int32) bool {
	return r.token(i).Shape&(stages.ShapeCapital|stages.ShapeDigit) == 0 && r.words[i]&wListed == 0 && !r.smallName(i)
}

const (
	impossible = -1 << 40
	// Tags so far behind the best are not followed.
	beam = 400
)

// decode tags the tokens [first, last) of the sentence at hand into tags: the best sequence (Viterbi)
// of each run of tokens that are looked at.
func (r *scratch) decode(m *model) {
	for i := r.first; i < r.last; i++ {
		r.tags[i] = tagOut
		if !r.opens(i) && r.ruleMarks[i]&markLocked == 0 {
			continue
		}
		best := [tagCount]int64{}
		for t := range best {
			best[t] = impossible
		}
		best[tagOut] = 0
		j := i
		for ; j < r.last && (j == i || r.goesOn(j)); j++ {
			top := best[tagOut]
			for _, v := range best {
				top = max(top, v)
			}
			var next [tagCount]int64
			for t := range next {
				next[t] = impossible
			}
			back := &r.back[j]
			if r.ruleMarks[j]&markLocked != 0 {
				t := r.ruleTags[j]
				for p, v := range best {
					if v > next[t] && r.follows(tag(p), t) {
						next[t], back[t] = v, tag(p)
					}
				}
				best = next
				continue
			}
			closed := r.closed(j)
			if closed && r.onlyOut(&best) {
				best = [tagCount]int64{}
				for t := tagBeginPerson; t < tagCount; t++ {
					best[t] = impossible
				}
				back[tagOut] = tagOut
				continue
			}
			r.features(j)
			even, odd := m.lanes(r.feats)
			for p := tagOut; p < tagCount; p++ {
				if best[p] < top-beam {
					continue
				}
				e, o := even, odd
				for _, f := range r.joint {
					row := m.rows[jointRow(f, p)]
					e += row & evenLanes
					o += row >> 8 & evenLanes
				}
				for t := tagOut; t < tagCount; t++ {
					if t != tagOut && (t.begins() && closed || !r.follows(p, t)) {
						continue
					}
					v := best[p] + int64(score(e, o, t))
					if t == tagOut {
						v += int64(m.bias)
					}
					if v > next[t] {
						next[t], back[t] = v, p
					}
				}
			}
			best = next
		}
		end := tagOut
		for t := range best {
			if best[t] > best[end] {
				end = tag(t)
			}
		}
		for k := j - 1; k >= i; k-- {
			r.tags[k] = end
			end = r.back[k][end]
		}
		i = j - 1
	}
}

// onlyOut reports whether no tag but "out" is worth following.
func (r *scratch) onlyOut(best *[tagCount]int64) bool {
	for t := tagBeginPerson; t < tagCount; t++ {
		if best[t] > best[tagOut]-beam {
			return false
		}
	}
	return true
}

// follows reports whether tag t may follow p.
func (r *scratch) follows(p, t tag) bool {
	return t == tagOut || t.begins() || p.kind() == t.kind()
}

// decodeAll tags all sentences and then makes the document agree with itself.
func (r *scratch) decodeAll(m *model) {
	for i := range r.w.Sentences {
		s := &r.w.Sentences[i]
		r.first, r.last = s.First, s.Last
		r.setStyle(i)
		r.decode(m)
	}
	r.whole()
	r.agree()
	r.doubt()
}

// modelChunks turns the tags of the sentence at hand into chunks: people, organisations
// and places by the model; the canonical name from the gazetteer; titles and
// nationalities as the rules found them, where no name stands.
func (r *scratch) modelChunks(rules []chunk) {
	k := 0
	for i := r.first; i < r.last; {
		for k < len(rules) && rules[k].first < i {
			k++
		}
		t := r.tags[i]
		if t == tagOut {
			if k < len(rules) && rules[k].first == i && beginTag(rules[k].kind) == tagOut {
				c := rules[k]
				clear := true
				for j := c.first; j < c.last; j++ {
					clear = clear && r.tags[j] == tagOut
				}
				if clear {
					r.found = append(r.found, c)
					i = c.last
					continue
				}
			}
			i++
			continue
		}
		j := i + 1
		for j < r.last && r.tags[j] != tagOut && !r.tags[j].begins() {
			j++
		}
		if t.kind() == stages.Person {
			if r.is(j, wNameSuffix) && r.capital(j) {
				j++
			} else if r.byte1(j) == ',' && r.is(j+1, wNameSuffix) && r.capital(j+1) {
				j += 2 // "Brown, Jr."
			}
			i = r.particleBefore(i)
			if n := len(r.found); i > r.first && j-i >= 1 && r.is(i-1, wGiven) && r.capital(i-1) && r.tags[i-1] == tagOut &&
				r.words[i-1]&(wRole|wHonorific|wFunction|wNotName) == 0 && (n == 0 || r.found[n-1].last < i) {
				i-- // the model left a given name outside
			}
		}
		if t.kind() == stages.Organisation && r.byte1(j) == ',' && r.is(j+1, wOrgEnd) && r.capital(j+1) && r.token(j+1).Len() <= 5 {
			j += 2 // "Carr, Inc."
		}
		c := chunk{first: i, last: j, kind: t.kind(), canonical: -1, rule: "model"}
		if k < len(rules) && rules[k].first == i && rules[k].last == j && rules[k].kind == c.kind {
			c = rules[k]
		} else if r.words[i]&wListed != 0 {
			if g, ok := r.listed(i); ok && g.last == j && g.kind == c.kind {
				c.canonical = g.canonical
			}
		}
		r.found = append(r.found, c)
		i = j
	}
}

// particleBefore is where a person's name begins that the model lets begin at token i: "bin Amar", "al-Nasri"
// are whole.
func (r *scratch) particleBefore(i int32) int32 {
	from := i
	switch {
	case r.byte1(i-1) == '-' && r.touching(i) && r.touching(i-1) && r.is(i-2, wParticle):
		from = i - 2
	case r.is(i-1, wParticle) && !r.capital(i-1) && !r.is(i-1, wFunction):
		from = i - 1
	}
	if n := len(r.found); n > 0 && r.found[n-1].last > from || from < i && r.tags[from] != tagOut {
		return i
	}
	return from
}
