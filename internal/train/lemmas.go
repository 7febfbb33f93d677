package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"annals/stages"
	"annals/stages/syntax/model"
)

// form is a word with its tags; the word is model.LemmaBase of what is written.
type form struct {
	word string
	upos stages.UPOS
	tag  stages.Tag
}

type tally map[model.Script]int

// best is the commonest script, of equals the one that changes least.
func (t tally) best() model.Script {
	var list []model.Script
	for s := range t {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b model.Script) int {
		return cmp.Or(t[b]-t[a], a.Cut-b.Cut, strings.Compare(a.Add, b.Add))
	})
	return list[0]
}

// scriptOf is the edit from a word to its lemma.
func scriptOf(word, lemma string) model.Script {
	n := 0
	for n < len(word) && n < len(lemma) && word[n] == lemma[n] {
		n++
	}
	return model.Script{Cut: len(word) - n, Add: lemma[n:]}
}

// lemmas learns the table of edit scripts.
func lemmas(train []sentence, irregular string) (model.Lemmas, error) {
	words := map[form]tally{}
	note := func(f form, lemma string, n int) {
		if words[f] == nil {
			words[f] = tally{}
		}
		words[f][scriptOf(f.word, lemma)] += n
	}
	for _, s := range train {
		for i, g := range s.gold {
			if g.lemma == "_" && g.upos != stages.PUNCT || g.tag == stages.TagGW {
				continue
			}
			note(form{model.LemmaBase(s.text[s.tokens[i].Start:s.tokens[i].End], g.upos), g.upos, g.tag}, g.lemma, 10)
		}
	}
	if err := irregularForms(irregular, note); err != nil {
		return model.Lemmas{}, err
	}
	var forms []form
	for f := range words {
		forms = append(forms, f)
	}
	slices.SortFunc(forms, func(a, b form) int {
		return cmp.Or(strings.Compare(a.word, b.word), int(a.upos)-int(b.upos), int(a.tag)-int(b.tag))
	})
	// Suffixes vote by words, not by occurrences.
	suffixes := map[form]tally{}
	for _, f := range forms {
		best := words[f].best()
		for k := 0; k <= min(model.LongestSuffix, len(f.word)); k++ {
			key := form{f.word[len(f.word)-k:], f.upos, f.tag}
			if suffixes[key] == nil {
				suffixes[key] = tally{}
			}
			suffixes[key][best]++
		}
	}
	b := builder{index: map[model.Script]int{}, entries: map[model.Feature]int{}}
	var ends []form
	for f := range suffixes {
		ends = append(ends, f)
	}
	slices.SortFunc(ends, func(a, b form) int {
		return cmp.Or(len(a.word)-len(b.word), strings.Compare(a.word, b.word), int(a.upos)-int(b.upos), int(a.tag)-int(b.tag))
	})
	rule := map[form]model.Script{} // what applies at a suffix, its own or inherited
	for _, f := range ends {
		t := suffixes[f]
		best, total := t.best(), 0
		for _, n := range t {
			total += n
		}
		inherited, has := model.Script{}, false
		if f.word != "" {
			inherited, has = rule[form{f.word[1:], f.upos, f.tag}]
		}
		if has && (best == inherited || total < 2 || t[best]*2 <= total || best.Cut > len(f.word)) {
			rule[f] = inherited
			continue
		}
		rule[f] = best
		b.add(model.SuffixEntry(f.word, f.upos, f.tag), best)
	}
	byUPOS := map[form]tally{}
	for _, f := range forms {
		best := words[f].best()
		k := min(model.LongestSuffix, len(f.word))
		if best != rule[form{f.word[len(f.word)-k:], f.upos, f.tag}] {
			b.add(model.WordEntry(f.word, f.upos, f.tag), best)
		}
		u := form{f.word, f.upos, stages.NoTag}
		if byUPOS[u] == nil {
			byUPOS[u] = tally{}
		}
		for s, n := range words[f] {
			byUPOS[u][s] += n
		}
		// Irregular participles are often tagged as past forms and the reverse.
		if f.tag == stages.TagVBD || f.tag == stages.TagVBN {
			other := f
			other.tag = stages.TagVBD + stages.TagVBN - f.tag
			if words[other] == nil && best != rule[form{f.word[len(f.word)-k:], f.upos, other.tag}] {
				b.add(model.WordEntry(other.word, other.upos, other.tag), best)
			}
		}
	}
	return b.lemmas(), nil
}

// irregularForms reads the word list of irregular forms.
func irregularForms(path string, note func(form, string, int)) error {
	var list struct {
		Verbs      []string // base, past, participle; "/" between variants
		Nouns      []string // plural, singular
		Adjectives []string // comparative, superlative, base
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(data, &list); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, v := range list.Verbs {
		f := strings.Fields(v)
		if len(f) != 3 {
			return fmt.Errorf("%s: %q: three forms are needed", path, v)
		}
		for _, w := range strings.Split(f[1], "/") {
			note(form{w, stages.VERB, stages.TagVBD}, f[0], 1)
		}
		for _, w := range strings.Split(f[2], "/") {
			note(form{w, stages.VERB, stages.TagVBN}, f[0], 1)
		}
	}
	for _, v := range list.Nouns {
		f := strings.Fields(v)
		if len(f) != 2 {
			return fmt.Errorf("%s: %q: two forms are needed", path, v)
		}
		note(form{f[0], stages.NOUN, stages.TagNNS}, f[1], 1)
	}
	for _, v := range list.Adjectives {
		f := strings.Fields(v)
		if len(f) != 3 {
			return fmt.Errorf("%s: %q: three forms are needed", path, v)
		}
		note(form{f[0], stages.ADJ, stages.TagJJR}, f[2], 1)
		note(form{f[1], stages.ADJ, stages.TagJJS}, f[2], 1)
	}
	return nil
}

// builder collects the entries of a table.
type builder struct {
	scripts []model.Script
	index   map[model.Script]int
	entries map[model.Feature]int
}

func (b *builder) add(f model.Feature, s model.Script) {
	n, ok := b.index[s]
	if !ok {
		n = len(b.scripts)
		b.scripts = append(b.scripts, s)
		b.index[s] = n
	}
	b.entries[f] = n
}

func (b *builder) lemmas() model.Lemmas {
	l := model.Lemmas{Scripts: b.scripts, Bits: 1}
	for 1<<l.Bits < len(b.entries)*3/2 {
		l.Bits++
	}
	l.Keys, l.Values = make([]byte, 4<<l.Bits), make([]byte, 2<<l.Bits)
	var list []model.Feature
	for f := range b.entries {
		list = append(list, f)
	}
	slices.Sort(list)
	for _, f := range list {
		i := uint32(f >> (64 - l.Bits))
		for binary.LittleEndian.Uint32(l.Keys[4*i:]) != 0 {
			i = (i + 1) & (1<<l.Bits - 1)
		}
		binary.LittleEndian.PutUint32(l.Keys[4*i:], f.Key())
		binary.LittleEndian.PutUint16(l.Values[2*i:], uint16(b.entries[f]))
	}
	return l
}

// scoreLemmas is the share of right lemmas with the system's own tags.
func scoreLemmas(m *model.Model, dev []sentence) float64 {
	var a model.Analysis
	right, total := 0, 0
	wrong := map[string]int{}
	for _, s := range dev {
		tokens := slices.Clone(s.tokens)
		a.Tag(m, s.text, tokens)
		for i, g := range s.gold {
			total++
			w := s.text[tokens[i].Start:tokens[i].End]
			got := a.Lemma(m, w, tokens[i].UPOS, tokens[i].Tag)
			if got == g.lemma || g.lemma == "_" {
				right++
			} else {
				wrong[fmt.Sprintf("%s/%s/%s: %s, not %s/%s", w, tokens[i].UPOS, tokens[i].Tag, got, g.lemma, g.tag)]++
			}
		}
	}
	if os.Getenv("LEMMAS") != "" {
		var list []string
		for w := range wrong {
			list = append(list, w)
		}
		slices.SortFunc(list, func(a, b string) int { return cmp.Or(wrong[b]-wrong[a], strings.Compare(a, b)) })
		for _, w := range list {
			fmt.Println(wrong[w], w)
		}
	}
	return 100 * float64(right) / float64(total)
}
