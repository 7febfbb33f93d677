package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"

	"annals/stages"
	"annals/stages/syntax/model"
)

// classes are the pairs of tags that occur at least three times.
func classes(train []sentence) ([]model.TagClass, map[model.TagClass]int) {
	count := map[model.TagClass]int{}
	for _, s := range train {
		for _, g := range s.gold {
			count[model.TagClass{UPOS: g.upos, Tag: g.tag}]++
		}
	}
	var list []model.TagClass
	for c, n := range count {
		if n >= 3 {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b model.TagClass) int {
		if a.UPOS != b.UPOS {
			return int(a.UPOS) - int(b.UPOS)
		}
		return int(a.Tag) - int(b.Tag)
	})
	index := map[model.TagClass]int{}
	for i, c := range list {
		index[c] = i
	}
	return list, index
}

// dictionary notes for every word that occurs twice how it is tagged: the
// commonest tag, and each other one with a share of a twentieth at least. A
// word that occurs once has no entry, so that the tagger learns on the rare
// words of the treebank what to do with the unknown ones of the world.
func dictionary(train []sentence) model.Lexicon {
	type entry struct {
		total int
		tags  map[model.TagClass]int
	}
	words := map[uint64]*entry{}
	var a model.Analysis
	var empty model.Model
	empty.Lexicon, empty.Words.Lexicon = emptyLexicon(), emptyLexicon()
	for _, s := range train {
		a.Prepare(&empty, s.text, s.tokens)
		for i, g := range s.gold {
			e := words[a.Words[i].Form]
			if e == nil {
				e = &entry{tags: map[model.TagClass]int{}}
				words[a.Words[i].Form] = e
			}
			e.total++
			e.tags[model.TagClass{UPOS: g.upos, Tag: g.tag}]++
		}
	}
	var forms []uint64
	for f, e := range words {
		if e.total > 1 {
			forms = append(forms, f)
		}
	}
	slices.Sort(forms)
	l := newLexicon(len(forms))
	for _, f := range forms {
		e := words[f]
		type share struct {
			c model.TagClass
			n int
		}
		var list []share
		for c, n := range e.tags {
			if n*20 >= e.total {
				list = append(list, share{c, n})
			}
		}
		slices.SortFunc(list, func(a, b share) int {
			if a.n != b.n {
				return b.n - a.n
			}
			return int(model.TagValue(a.c.UPOS, a.c.Tag)) - int(model.TagValue(b.c.UPOS, b.c.Tag))
		})
		h := uint64(0)
		if e.total < 5 {
			h = 1
		}
		h = model.Join(h, model.TagValue(list[0].c.UPOS, list[0].c.Tag))
		var rest []uint64
		for _, s := range list[1:] {
			rest = append(rest, model.TagValue(s.c.UPOS, s.c.Tag))
		}
		slices.Sort(rest)
		for _, r := range rest {
			h = model.Join(h, r)
		}
		put(&l, f, uint32(h>>32)|1)
	}
	return l
}

// trainTagger learns a tagger; dev may be nil.
func trainTagger(words model.Vocabulary, train, dev []sentence, epochs int, o options, random *rand.Rand) *model.Model {
	m := &model.Model{Lexicon: dictionary(train), Words: words}
	list, index := classes(train)
	m.Classes = list
	counts, encodeCounts := counter{}, counter{}
	var a model.Analysis
	var f []model.Feature
	for _, s := range train {
		a.Prepare(m, s.text, s.tokens)
		for i, g := range s.gold {
			f = model.TagFeatures(a.Words, i, a.Title(), f[:0])
			counts.add(f)
			f = model.EncodeTagFeatures(a.Words, i, f[:0])
			encodeCounts.add(f)
			a.Words[i].Tag = model.TagValue(g.upos, g.tag)
		}
	}
	n := newNetwork(counts.list(int32(o.tagAtLeast), o.tagRows), o.tagUnits, []int{len(list)}, random)
	encoded := o.tagEncode > 0
	e := newEncoder(encodeCounts.list(int32(o.tagAtLeast), o.tagEncodeRows), max(o.tagEncode, 32), 1, random)
	b := newBridge(1, o.tagUnits, 2*e.units, random)
	encode := func(s *sentence) {
		e.forward(len(s.tokens), func(i int) []model.Feature {
			f = model.EncodeTagFeatures(a.Words, i, f[:0])
			return f
		})
		b.reset(len(s.tokens))
	}
	order := make([]int, len(train))
	for i := range order {
		order[i] = i
	}
	p := make([]float32, len(list))
	tops := []float32{}
	forget := newForgetter(train, float32(o.tagForget), random)
	// pass tags a sentence as it is, and learns from it where learn is set.
	pass := func(s *sentence, learn bool) (upos, both int) {
		n.drop, n.skip, e.drop, e.skip = 0, 0, 0, 0
		if learn {
			n.drop, n.skip, e.drop, e.skip = float32(o.tagDrop), float32(o.tagSkip), float32(o.encodeDrop), float32(o.tagSkip)
		}
		a.Prepare(m, s.text, s.tokens)
		if learn {
			forget.words(a.Words)
		}
		if encoded {
			encode(s)
		}
		for i, g := range s.gold {
			f = model.TagFeatures(a.Words, i, a.Title(), f[:0])
			n.forward(f, func(h []float32) {
				if encoded {
					b.add(e, 0, int32(i), h)
				}
			})
			softmax(n.score(0), p, nil)
			best := 0
			for c := range p {
				if p[c] > p[best] {
					best = c
				}
			}
			if list[best].UPOS == g.upos {
				upos++
			}
			want, ok := index[model.TagClass{UPOS: g.upos, Tag: g.tag}]
			if ok && want == best {
				both++
			}
			if learn && ok {
				p[want]--
				n.learn(0, p)
				n.spread()
				if encoded {
					b.note(0, int32(i), n.gradient)
				}
			} else if !learn {
				tops = append(tops, slices.Max(n.hidden))
			}
			// The tags on the left are the system's own, as they will be.
			a.Words[i].Tag = model.TagValue(list[best].UPOS, list[best].Tag)
		}
		if learn && encoded {
			b.backward(e, n.rate)
			e.backward(n.rate)
		}
		return upos, both
	}
	for epoch := range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, total := 0, 0
		for done, k := range order {
			progress := (float64(epoch) + float64(done)/float64(len(order))) / float64(epochs)
			n.rate = float32(o.tagRate * (1 - progress))
			_, r := pass(&train[k], true)
			right += r
			total += len(train[k].gold)
		}
		fmt.Printf("  epoch %d: %.2f in learning", epoch+1, 100*float64(right)/float64(total))
		u, x, total := 0, 0, 0
		tops = tops[:0]
		for k := range dev {
			r, b := pass(&dev[k], false)
			u += r
			x += b
			total += len(dev[k].gold)
		}
		if total > 0 {
			fmt.Printf(", dev UPOS %.2f both %.2f", 100*float64(u)/float64(total), 100*float64(x)/float64(total))
		}
		fmt.Println()
	}
	if dev == nil {
		for k := range train[:min(500, len(train))] {
			pass(&train[k], false)
		}
	}
	frozen, scale := n.freeze(quantile(tops, 0.995))
	m.Tagger = *frozen
	if encoded {
		m.TagEncoder = *e.freeze(b, scale)
	}
	if dev != nil {
		u, x := scoreTags(m, dev)
		fmt.Printf("  frozen: dev UPOS %.2f XPOS %.2f, top %.2f, shift %d\n", u, x, quantile(tops, 0.995), m.Tagger.Shift)
	}
	return m
}

func scoreTags(m *model.Model, dev []sentence) (upos, xpos float64) {
	var a model.Analysis
	u, x, n := 0, 0, 0
	for _, s := range dev {
		tokens := slices.Clone(s.tokens)
		a.Tag(m, s.text, tokens)
		for i, g := range s.gold {
			n++
			if tokens[i].UPOS == g.upos {
				u++
			}
			if tokens[i].Tag == g.tag {
				x++
			}
		}
	}
	return 100 * float64(u) / float64(n), 100 * float64(x) / float64(n)
}

// jackknife tags each part of the treebank with a tagger learnt from the other
// parts, so that the parser learns on tags as good as those it will meet.
func jackknife(words model.Vocabulary, train []sentence, keep string, o options) ([][]model.TagClass, error) {
	tags := make([][]model.TagClass, len(train))
	if b, err := os.ReadFile(keep); err == nil {
		for i, s := range train {
			for range s.gold {
				tags[i] = append(tags[i], model.TagClass{UPOS: stages.UPOS(b[0]), Tag: stages.Tag(b[1])})
				b = b[2:]
			}
		}
		return tags, nil
	}
	var a model.Analysis
	for fold := range o.folds {
		fmt.Println("jackknife", fold+1)
		var part []sentence
		for i, s := range train {
			if i*o.folds/len(train) != fold {
				part = append(part, s)
			}
		}
		m := trainTagger(words, part, nil, o.foldEpochs, o, rand.New(rand.NewPCG(o.seed, uint64(10+fold))))
		for i, s := range train {
			if i*o.folds/len(train) == fold {
				tokens := slices.Clone(s.tokens)
				a.Tag(m, s.text, tokens)
				for _, t := range tokens {
					tags[i] = append(tags[i], model.TagClass{UPOS: t.UPOS, Tag: t.Tag})
				}
			}
		}
	}
	if keep != "" {
		var b []byte
		for _, s := range tags {
			for _, c := range s {
				b = append(b, byte(c.UPOS), byte(c.Tag))
			}
		}
		return tags, os.WriteFile(keep, b, 0o644)
	}
	return tags, nil
}
