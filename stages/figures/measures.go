package figures

import (
	"bytes"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"annals/stages"
	"annals/stages/lang"

	"gopkg.in/yaml.v3"
)

// Measures say what a figure measures. They are data: a list of entries, each
// with the nouns counted, the verbs that govern the count, and words of context.
// An entry fits when everything it asks for is there; the entry that asks for
// most wins. Matching is by hash of the noun phrase's last words and of the
// lemmas that govern it: its cost does not grow with the number of measures.

// measure is one entry.
type measure struct {
	ID          string             `yaml:"id"`
	Description string             `yaml:"description"`
	Counted     []string           `yaml:"counted"`
	Verbs       []string           `yaml:"verbs"`
	Context     []string           `yaml:"context"`
	Dimension   string             `yaml:"dimension"`
	Aggregation stages.Aggregation `yaml:"aggregation"`
	Synonyms    []string           `yaml:"synonyms"`
	Role        string             `yaml:"role"`      // "subject" or "object": what the counted is to the verb
	Anaphoric   bool               `yaml:"anaphoric"` // counts what "the" or "these" takes up again
	Least       float64            `yaml:"least"`     // the least value it is known by, where the noun alone does not tell
	Place       bool               `yaml:"place"`     // of a place: a nationality with the noun is the scope, not an actor
	Actors      []string           `yaml:"actors"`
}

type taxonomy struct {
	list    []measure
	counted map[string][]int32 // noun phrase, lemmas joined by spaces
	verbs   map[string][]int32 // lemma
	open    []int32            // measures that name no noun
	context *lang.Phrases      // value: index in contexts
	// contexts[v] are the measures that the context phrase v speaks for.
	contexts [][]int32
	nouns    []string // single counted nouns, sorted
	longest  int      // words of the longest counted phrase
}

// measureFolder is the folder of a language's measure files.
const measureFolder = "measures"

func loadTaxonomy(pack *lang.Pack, further [][]byte) (*taxonomy, error) {
	entries, err := fs.ReadDir(pack.FS, measureFolder)
	if err != nil {
		return nil, fmt.Errorf("language %s: %w", pack.Code, err)
	}
	t := &taxonomy{counted: map[string][]int32{}, verbs: map[string][]int32{}}
	add := func(name string, data []byte) error {
		var file struct {
			Measures []measure `yaml:"measures"`
		}
		dec := yaml.NewDecoder(bytes.NewReader(data))
		dec.KnownFields(true)
		if err := dec.Decode(&file); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		given := map[string]bool{}
		for _, m := range file.Measures {
			if err := m.check(); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			given[m.ID] = true
		}
		// A measure of a later file replaces the older one of its id.
		kept := t.list[:0]
		for _, m := range t.list {
			if !given[m.ID] || name != "" && !strings.HasPrefix(name, "further") {
				kept = append(kept, m)
			}
		}
		t.list = append(kept, file.Measures...)
		return nil
	}
	for _, e := range entries {
		name := measureFolder + "/" + e.Name()
		data, err := fs.ReadFile(pack.FS, name)
		if err != nil {
			return nil, fmt.Errorf("language %s: %w", pack.Code, err)
		}
		if err := add(name, data); err != nil {
			return nil, err
		}
	}
	for i, data := range further {
		if err := add(fmt.Sprintf("further measures, file %d", i+1), data); err != nil {
			return nil, err
		}
	}
	t.compile(pack)
	return t, nil
}

// check refuses a measure that could never be told from others.
func (m *measure) check() error {
	switch {
	case m.ID == "":
		return fmt.Errorf("a measure has no id")
	case m.Description == "":
		return fmt.Errorf("measure %s has no description", m.ID)
	case len(m.Counted) == 0 && len(m.Verbs) == 0 && len(m.Context) == 0 && m.Dimension == "":
		return fmt.Errorf("measure %s names nothing to know it by", m.ID)
	case len(m.Counted) == 0 && m.Dimension == "":
		return fmt.Errorf("measure %s has neither counted nouns nor a dimension", m.ID)
	}
	switch m.Aggregation {
	case "", stages.Stock, stages.Flow, stages.Cumulative, stages.Change, stages.Share:
		return nil
	}
	return fmt.Errorf("measure %s: %q is no aggregation", m.ID, m.Aggregation)
}

func (t *taxonomy) compile(pack *lang.Pack) {
	context := map[string][]int32{}
	for i := range t.list {
		m := &t.list[i]
		id := int32(i)
		for _, c := range append(append([]string{}, m.Counted...), m.Synonyms...) {
			c = stages.Fold(c)
			t.counted[c] = append(t.counted[c], id)
			t.longest = max(t.longest, strings.Count(c, " ")+1)
		}
		if len(m.Counted) == 0 {
			t.open = append(t.open, id)
		}
		for _, v := range m.Verbs {
			t.verbs[v] = appendNew(t.verbs[v], id)
		}
		for _, c := range m.Context {
			c = stages.Fold(c)
			context[c] = appendNew(context[c], id)
			if !strings.HasSuffix(c, "s") { // the plural too
				context[c+"s"] = appendNew(context[c+"s"], id)
			}
		}
	}
	for _, c := range sortedKeys(t.counted) {
		if !strings.Contains(c, " ") && !strings.Contains(c, "-") {
			t.nouns = append(t.nouns, c)
		}
	}
	l := pack.NewPhraseList()
	for _, c := range sortedKeys(context) {
		l.Add(c, int32(len(t.contexts)))
		t.contexts = append(t.contexts, context[c])
	}
	t.context = l.Compile()
}

func appendNew(list []int32, id int32) []int32 {
	if n := len(list); n > 0 && list[n-1] == id {
		return list
	}
	return append(list, id)
}

// evidence is what the sentence says around a figure.
type evidence struct {
	phrase    []string // lemmas of the counted noun phrase, in order, head last
	governors []string // lemmas of what governs it, nearest first
	dimension string
	inContext []bool // by measure: a context word stands in the sentence
	role      string
	value     float64
	anaphoric bool // "the two countries"
}

// personal reports whether a noun is counted by a measure that counts persons.
func (t *taxonomy) personal(noun, person string) bool {
	for _, id := range t.counted[noun] {
		if contains(t.counted[person], id) {
			return true
		}
	}
	return false
}

type score struct {
	measure int32
	points  int
}

// best is the index of the measure that fits best, -1 where none does.
func (t *taxonomy) best(e *evidence) int32 {
	var cands []score
	consider := func(id int32, points int) {
		m := &t.list[id]
		if m.Dimension != "" && m.Dimension != e.dimension || m.Dimension == "" && e.dimension != "count" && e.dimension != "" && e.dimension != "multiple" {
			return
		}
		if m.Anaphoric != e.anaphoric || m.Role != "" && e.role != "" && m.Role != e.role || e.value < m.Least {
			return
		}
		if len(m.Verbs) > 0 {
			verb := 0
			for depth, g := range e.governors {
				if contains(t.verbs[g], id) {
					verb = 6 - min(depth, 4)
					break
				}
			}
			if verb == 0 {
				return
			}
			points += verb
		}
		if len(m.Context) > 0 {
			if !e.inContext[id] {
				return
			}
			points += 3
		}
		cands = append(cands, score{id, points})
	}
	for n := min(len(e.phrase), t.longest); n >= 1; n-- {
		key := strings.Join(e.phrase[len(e.phrase)-n:], " ")
		for _, id := range t.counted[key] {
			consider(id, 2+2*n)
		}
	}
	for _, id := range t.open {
		consider(id, 2)
	}
	if len(cands) == 0 {
		return -1
	}
	sort.SliceStable(cands, func(i, j int) bool {
		if cands[i].points != cands[j].points {
			return cands[i].points > cands[j].points
		}
		return cands[i].measure < cands[j].measure
	})
	return cands[0].measure
}

func contains(list []int32, id int32) bool {
	for _, x := range list {
		if x == id {
			return true
		}
	}
	return false
}

// contextOf marks the measures for which a context word stands among tokens
// [first, stop).
func (t *taxonomy) contextOf(marks []bool, text string, tokens []stages.Token, first, stop int32) []bool {
	if cap(marks) < len(t.list) {
		marks = make([]bool, len(t.list))
	}
	marks = marks[:len(t.list)]
	clear(marks)
	for i := first; i < stop; i++ {
		if v, n := t.context.Longest(text, tokens[:stop], int(i)); n > 0 {
			for _, id := range t.contexts[v] {
				marks[id] = true
			}
		}
	}
	return marks
}
