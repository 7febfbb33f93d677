package names

import (
	"context"
	"math/rand/v2"
	"sort"

	"annals/stages"
	"annals/stages/lang"
)

// Example is a document with the right names: Tags holds, by token, "O" or
// "B-" or "I-" with PER, ORG or LOC. A sentence whose tags begin with "?" is not learnt from.
type Example struct {
	Work *stages.Work
	Tags []string
}

const passes = 4

// Learn trains the model of the names stage and returns it as its file. common are
// words that are also written small. The answer depends on its arguments only.
func Learn(pack *lang.Pack, examples []Example, common []string, epochs int) ([]byte, error) {
	lex, err := readLexicon(pack)
	if err != nil {
		return nil, err
	}
	common = append([]string(nil), common...)
	sort.Strings(common)
	for _, s := range common {
		lex.words.add(s, wCommon)
	}
	type unit struct {
		r    *scratch
		s    *stages.Sentence
		gold []tag
	}
	var units []unit
	for _, e := range examples {
		r := &scratch{lex: lex}
		r.reset(e.Work)
		if err := r.rules(context.Background()); err != nil {
			return nil, err
		}
		gold := make([]tag, len(e.Tags))
		for i, t := range e.Tags {
			gold[i] = map[string]tag{
				"B-PER": tagBeginPerson, "I-PER": tagInPerson, "B-ORG": tagBeginOrganisation,
				"I-ORG": tagInOrganisation, "B-LOC": tagBeginPlace, "I-LOC": tagInPlace,
			}[t]
		}
		for i := range e.Work.Sentences {
			s := &e.Work.Sentences[i]
			if e.Tags[s.First] != "?" {
				units = append(units, unit{r, s, gold})
			}
		}
	}
	// Several passes with other orders, averaged: the order of so few examples is worth
	// half a point by chance.
	total := make([]float32, modelRows*rowWidth)
	for pass := uint64(0); pass < passes; pass++ {
		weights := make([]float32, modelRows*rowWidth)
		sums := make([]float32, modelRows*rowWidth)
		last := make([]int32, modelRows*rowWidth)
		random := rand.New(rand.NewPCG(7, pass))
		step := int32(0)
		update := func(f uint32, t tag, by float32) {
			k := int(f)*rowWidth + int(t)
			sums[k] += float32(step-last[k]) * weights[k]
			last[k] = step
			weights[k] += by
		}
		for epoch := 0; epoch < epochs; epoch++ {
			random.Shuffle(len(units), func(i, j int) { units[i], units[j] = units[j], units[i] })
			for _, u := range units {
				r := u.r
				r.first, r.last = u.s.First, u.s.Last
				r.style()
				for i := r.first; i < r.last; i++ {
					r.tags[i] = tagOut
					if r.ruleMarks[i]&markLocked != 0 {
						r.tags[i] = r.ruleTags[i]
						continue
					}
					if !r.active(i) {
						continue
					}
					step++
					r.features(i)
					var scores [rowWidth]float32
					for _, f := range r.feats {
						for t := 0; t < rowWidth; t++ {
							scores[t] += weights[int(f)*rowWidth+t]
						}
					}
					prev := tagOut
					if i > r.first {
						prev = r.tags[i-1]
					}
					best := tagOut
					for t := tagBeginPerson; t < tagCount; t++ {
						if (t.begins() || prev.kind() == t.kind()) && scores[t] > scores[best] {
							best = t
						}
					}
					gold := u.gold[i]
					// After a mistake the right tag may not be able to follow: then begin.
					if gold != tagOut && !gold.begins() && prev.kind() != gold.kind() {
						gold--
					}
					if best != gold {
						for _, f := range r.feats {
							update(f, gold, 1)
							update(f, best, -1)
						}
					}
					r.tags[i] = best
				}
			}
		}
		for k := range weights {
			sums[k] += float32(step-last[k]) * weights[k]
			total[k] += sums[k] / float32(max(step, 1))
		}
	}
	m := &model{common: common}
	largest := float32(0)
	for _, v := range total {
		largest = max(largest, v, -v)
	}
	// Weights are cut at half the largest: few are so big, and the rest keep more of their digits.
	scale := 127 / max(largest/2, 1e-9)
	for k := range total {
		b := uint64(int(min(max(total[k]*scale, -127), 127)) + 128)
		m.rows[k/rowWidth] |= b << (8 * (k % rowWidth))
	}
	return m.encode(), nil
}
