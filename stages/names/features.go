package names

import "annals/stages"

// shapeOf is how a token is written, in four bits.
func (r *scratch) shapeOf(i int32) uint64 {
	if i < r.first {
		return 15
	}
	if i >= r.last {
		return 14
	}
	t := r.token(i)
	s := t.Shape
	switch t.Class {
	case stages.ClassNumber:
		return 1
	case stages.ClassPunctuation:
		switch r.byte1(i) {
		case '-':
			return 2
		case ',':
			return 3
		case '.':
			return 12
		}
		return 4
	case stages.ClassQuote:
		return 5
	case stages.ClassSymbol, stages.ClassIdeograph:
		return 6
	case stages.ClassOther:
		return 7
	}
	switch {
	case r.initial(i):
		return 8
	case s&stages.ShapeAllCaps != 0:
		return 9
	case s&stages.ShapeCapital != 0 && s&stages.ShapeDigit != 0:
		return 10
	case s&stages.ShapeCapital != 0:
		return 11
	case s&stages.ShapeClitic != 0:
		return 13
	}
	return 0
}

// word lists folded to what the model needs.
const (
	lightWords = wMale | wFemale | wSurname | wFamilyFirst | wAmbiguous | wHonorific | wRole | wOrgHead | wOrgEnd |
		wPlaceEnd | wPlaceStart | wTitleEnd | wParticle | wNotName | wFunction | wDemonym | wNameSuffix | wStateCode | wCommon | wSpeech | wKin
	peopleWords = wMale | wFemale | wSurname | wFamilyFirst | wAmbiguous | wCommon
	thingWords  = wOrgHead | wOrgEnd | wPlaceEnd | wPlaceStart | wTitleEnd | wRole | wHonorific | wDemonym | wNotName | wFunction | wCommon
)

func (r *scratch) listsOf(i int32, set word) uint64 {
	if i < r.first || i >= r.last {
		return 1 << 63
	}
	return uint64(r.words[i] & set)
}

func (r *scratch) keyOf(i int32) uint64 {
	if i < r.first {
		return 1
	}
	if i >= r.last {
		return 2
	}
	return r.w.Tokens[i].Key
}

func (r *scratch) ruleOf(i int32) uint64 {
	if i < r.first || i >= r.last {
		return 15
	}
	return uint64(r.ruleMarks[i])
}

func (r *scratch) gazOf(i int32) uint64 {
	if i < r.first || i >= r.last {
		return 255
	}
	return uint64(r.gazTags[i])
}

// affix is the hash of the last three bytes of a token.
func (r *scratch) affix(i int32) uint64 {
	t := r.token(i)
	h := uint64(0)
	for k := max(t.Start, t.End-3); k < t.End; k++ {
		h = h<<8 | uint64(r.w.Doc.Text[k]|0x20)
	}
	return h
}

func mix(template, a, b uint64) uint32 {
	h := (a+template*0x9e3779b97f4a7c15)*0xff51afd7ed558ccd ^ (b+0x7f4a7c15)*0xc4ceb9fe1a85ec53
	h ^= h >> 29
	h *= 0x94d049bb133111eb
	return uint32(h>>32) & modelMask
}

// Those of feats and joint that come first name the word itself.
const wordFeats, wordJoint = 5, 1

// features fills feats with the rows of the features of token i, and joint with those that count together with the tag
// before (jointRow).
func (r *scratch) features(i int32) {
	f := r.feats[:0]
	key, before, after := r.keyOf(i), r.keyOf(i-1), r.keyOf(i+1)
	shape, shapeB, shapeA := r.shapeOf(i), r.shapeOf(i-1), r.shapeOf(i+1)
	lists, listsB, listsA := r.listsOf(i, lightWords), r.listsOf(i-1, lightWords), r.listsOf(i+1, lightWords)
	people, things := r.listsOf(i, peopleWords), r.listsOf(i, thingWords)
	peopleA, thingsA := r.listsOf(i+1, peopleWords), r.listsOf(i+1, thingWords)
	gaz, gazB, gazA := r.gazOf(i), r.gazOf(i-1), r.gazOf(i+1)
	rule, ruleA := r.ruleOf(i), r.ruleOf(i+1)
	start := uint64(0)
	if i == r.first {
		start = 1
	}
	if r.titleCase {
		start |= 2
	}
	if r.allCaps {
		start |= 4
	}
	doc := r.docWord(key, false).says()
	suffix := r.affix(i)
	// The run of capitals that the token stands in: its last word tells most.
	g := i
	for g+1 < r.last && g-i < 5 && r.token(g+1).Shape&stages.ShapeCapital != 0 && r.words[g+1]&wFunction == 0 {
		g++
	}
	kb, k0, k1 := r.know(i-1), r.know(i), r.know(i+1)
	kg := r.know(g)
	ph := r.phraseOf(i)
	f = append(f,
		mix(2, key, 0),
		mix(36, key, after),
		mix(37, before, key),
		mix(42, r.keyOf(g), 0),
		mix(8, suffix, shape),
		mix(1, start, shape),
		mix(3, before, 0),
		mix(4, after, 0),
		mix(6, shape, shapeB<<8|start),
		mix(7, shape, shapeA<<8|start),
		mix(9, lists, start),
		mix(10, listsB, shape),
		mix(11, listsA, shape),
		mix(14, people, peopleA),
		mix(15, things, thingsA),
		mix(16, gaz, start),
		mix(17, gaz, shape),
		mix(18, gaz, gazA),
		mix(19, gazB, gaz),
		mix(20, rule, start),
		mix(21, rule, people),
		mix(22, rule, things),
		mix(23, rule, gaz),
		mix(24, rule, ruleA),
		mix(25, rule, before),
		mix(26, rule, after),
		mix(30, doc, start),
		mix(31, doc, rule|gaz<<8),
		mix(32, doc, people),
		mix(33, before, after),
		mix(34, r.keyOf(i-2), before),
		mix(35, after, r.keyOf(i+2)),
		mix(38, r.keyOf(i-2), 0),
		mix(39, r.keyOf(i+2), 0),
		mix(40, r.listsOf(g, lightWords), uint64(g-i)),
		mix(41, r.listsOf(g, thingWords), 0),
		mix(43, r.keyOf(g+1), uint64(g-i)),
	)
	// What no list holds says nothing: most names of the world are in none.
	r.listFeats = len(f)
	if k := k0.lists(); k != 0 {
		f = append(f, mix(54, k, start), mix(66, k, rule))
	}
	if k := k1.lists(); k != 0 {
		f = append(f, mix(55, k, shape))
	}
	if k := kb.lists(); k != 0 {
		f = append(f, mix(56, k, shape))
	}
	if k := kg.lists(); k != 0 {
		f = append(f, mix(61, k, uint64(g-i)))
	}
	if ph != 0 {
		f = append(f, mix(58, ph, shape), mix(59, ph, k0.lists()), mix(69, ph, rule))
	}
	if k := r.phraseOf(i + 1); k != 0 {
		f = append(f, mix(70, k, shape))
	}
	r.feats = f
	r.joint = append(r.joint[:0],
		mix(86, key, 0),
		mix(80, 0, 0),
		mix(81, shape, 0),
		mix(82, people, 0),
		mix(83, things, 0),
		mix(84, gaz, shape),
		mix(85, rule, ruleA),
		mix(87, before, 0),
	)
	r.listJoint = len(r.joint)
	if k := k0.lists(); k != 0 {
		r.joint = append(r.joint, mix(88, k, 0))
	}
	if ph != 0 {
		r.joint = append(r.joint, mix(91, ph, 0))
	}
}

// jointRow is the row of a joint feature after a tag.
func jointRow(f uint32, prev tag) uint32 {
	return (f + uint32(prev)*0x9e3779b1) & modelMask
}

// gazKind is the tag of a gazetteer match in a byte: kind, certain, begin, length.
func gazKind(c *chunk, begin bool) uint8 {
	v := uint8(c.kind) << 3
	if c.certain {
		v |= 4
	}
	if begin {
		v |= 2
	}
	if c.last-c.first > 1 {
		v |= 1
	}
	return v
}

// markGazetteer fills gazTags of the sentence at hand.
func (r *scratch) markGazetteer(small bool) {
	for i := r.first; i < r.last; {
		if r.words[i]&wListed != 0 {
			c, ok := r.listed(i)
			if !ok && small {
				c, ok = r.smallPlace(i)
			}
			if ok {
				for j := c.first; j < c.last; j++ {
					r.gazTags[j] = gazKind(&c, j == c.first)
				}
				i = c.last
				continue
			}
		}
		i++
	}
}

// small reports whether the sentence at hand is written without capitals, but for its first word
// and "I".
func (r *scratch) small() bool {
	for i := r.first + 1; i < r.last; i++ {
		if t := r.token(i); t.Shape&stages.ShapeCapital != 0 && t.Len() > 1 {
			return false
		}
	}
	return true
}

// smallPlace is the place of the gazetteer that begins at token i, written small.
func (r *scratch) smallPlace(i int32) (chunk, bool) {
	if r.words[i]&(wFunction|wAmbiguous) != 0 {
		return chunk{}, false
	}
	v, n := r.lex.phrases.Longest(r.w.Doc.Text, r.w.Tokens[:r.last], int(i))
	if v < 0 || n == 1 && r.words[i]&wCommon != 0 {
		return chunk{}, false
	}
	e := &r.lex.entries[v]
	if e.kind != stages.Place || e.exact || e.ambiguous || e.needsThe {
		return chunk{}, false
	}
	return chunk{first: i, last: i + int32(n), kind: stages.Place}, true
}
