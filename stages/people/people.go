// Package people makes the table of people: the speakers of all quotes of a
// run, merged across documents, with their other names and their offices over
// time.
//
// It works on rows. A speaker of one document is a candidate for another where
// their keys are equal: for a person the given name (short forms undone) and the
// last name, for a body its words without the article. Candidates are then
// checked as namesakes: two people with one name are kept apart where both have
// offices and these lie in different walks of life (people.yaml), or where
// middle initials differ. A person named by the last name alone joins the one
// person of the batch who has that last name; where there are two, it stays by
// itself, in its own document: a wrong merge is worse than none. Sources without
// a name ("a senior official") are nobody.
//
// The cost is that of sorting the speakers by key.
package people

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"annals/schemas"
	"annals/stages"
	"annals/stages/lang"
)

// data is the file people.yaml.
type data struct {
	Honorifics []string
	Suffixes   []string
	Given      map[string][]string
	Walks      [][]string
}

// People is the whole-batch stage. Read-only after New.
type People struct {
	honorific map[string]bool
	suffix    map[string]bool
	given     map[string]string // short form to full form
	walk      map[string]uint64 // word to a bit for each walk of life
}

// New reads the data of a language.
func New(pack *lang.Pack) (*People, error) {
	var d data
	if err := pack.Read("people.yaml", &d); err != nil {
		return nil, err
	}
	p := &People{honorific: map[string]bool{}, suffix: map[string]bool{}, given: map[string]string{}, walk: map[string]uint64{}}
	for _, w := range d.Honorifics {
		p.honorific[w] = true
	}
	for _, w := range d.Suffixes {
		p.suffix[w] = true
	}
	full := make([]string, 0, len(d.Given))
	for w := range d.Given {
		full = append(full, w)
	}
	slices.Sort(full)
	for _, w := range full {
		for _, short := range d.Given[w] {
			if _, ok := p.given[short]; !ok {
				p.given[short] = w
			}
		}
	}
	for i, words := range d.Walks {
		for _, w := range words {
			p.walk[w] |= 1 << i
		}
	}
	return p, nil
}

// Name is "people".
func (p *People) Name() string { return "people" }

// speaker is one speaker of one document.
type speaker struct {
	doc    string
	nameID string
	name   string // as resolved in the document
	role   string
	kind   string
	since  schemas.Null[schemas.Day]
	quotes int32
	words  []string // of the name, folded, without honorifics and suffixes
	walks  uint64
	key    string // candidates have equal keys
	middle string // middle initial, "" where none
	alone  bool   // a person known by one word
	person int32
}

// Gather writes b.People and the PersonID of the quotes of b.
func (p *People) Gather(ctx context.Context, b *stages.Batch) error {
	known := make(map[string]*schemas.Name, len(b.Speakers))
	for i := range b.Speakers {
		known[b.Speakers[i].NameID] = &b.Speakers[i]
	}
	list, of := p.speakers(b, known)
	if err := ctx.Err(); err != nil {
		return err
	}
	clusters := p.merge(list)
	b.People = b.People[:0]
	ids := make([]string, len(clusters))
	for i, c := range clusters {
		person := p.person(c, list, known)
		ids[i] = person.PersonID
		for _, s := range c {
			list[s].person = int32(i)
		}
		b.People = append(b.People, person)
	}
	for i := range b.Quotes {
		b.Quotes[i].PersonID = ""
		if s := of[i]; s >= 0 {
			b.Quotes[i].PersonID = ids[list[s].person]
		}
	}
	slices.SortFunc(b.People, func(x, y schemas.Person) int {
		return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.PersonID, y.PersonID))
	})
	return nil
}

// speakers collects the named speakers of each document; of tells for each quote
// its speaker, -1 where nobody is named.
func (p *People) speakers(b *stages.Batch, known map[string]*schemas.Name) ([]speaker, []int32) {
	var list []speaker
	of := make([]int32, len(b.Quotes))
	at := map[[2]string]int32{}
	for i := range b.Quotes {
		q := &b.Quotes[i]
		of[i] = -1
		if q.Speaker == "" || q.SpeakerNameID == "" {
			continue
		}
		k := [2]string{q.DocID, q.SpeakerNameID}
		s, ok := at[k]
		if !ok {
			v, named := p.speaker(q, known[q.SpeakerNameID])
			s = -1
			if named {
				s = int32(len(list))
				list = append(list, v)
			}
			at[k] = s
		}
		of[i] = s
		if s < 0 {
			continue
		}
		v := &list[s]
		v.quotes++
		if v.role == "" || len(q.SpeakerRole) > len(v.role) {
			v.role = q.SpeakerRole
			v.walks = p.walksOf(v.role)
		}
	}
	return list, of
}

// speaker reads the name of one quote's speaker; false where it is no name.
func (p *People) speaker(q *schemas.Quote, n *schemas.Name) (speaker, bool) {
	v := speaker{doc: q.DocID, nameID: q.SpeakerNameID, name: q.Speaker, role: q.SpeakerRole, since: q.SaidOnStart}
	if !v.since.Known {
		v.since = q.PublishedOn
	}
	if n != nil {
		v.kind = n.NameKind
		if v.role == "" {
			v.role = n.Role
		}
	}
	switch v.kind {
	case "person", "organisation", "":
	case "place": // a country speaks through its government
		v.kind = "organisation"
	default:
		return v, false
	}
	v.walks = p.walksOf(v.role)
	v.words = words(v.name)
	for len(v.words) > 1 && p.honorific[v.words[0]] {
		v.words = v.words[1:]
	}
	for len(v.words) > 1 && p.suffix[v.words[len(v.words)-1]] {
		v.words = v.words[:len(v.words)-1]
	}
	if len(v.words) == 0 {
		return v, false
	}
	if v.kind == "organisation" || v.kind == "" && n != nil {
		v.key = "o " + strings.Join(v.words, " ")
		return v, true
	}
	last := v.words[len(v.words)-1]
	if len(v.words) == 1 {
		v.alone = true
		v.key = "p  " + last
		return v, true
	}
	first := v.words[0]
	if full, ok := p.given[first]; ok {
		first = full
	}
	for _, w := range v.words[1 : len(v.words)-1] {
		if len(w) == 1 {
			v.middle = w
		}
	}
	v.key = "p " + first + " " + last
	return v, true
}

// words are the words of a name, folded; "J.D." gives two.
func words(s string) []string {
	out := strings.FieldsFunc(stages.Fold(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '-' && !unicode.Is(unicode.Mn, r)
	})
	for i, w := range out {
		out[i] = strings.TrimSuffix(w, "'s")
	}
	if len(out) > 1 && len(out[0]) == 3 && out[0] == "the" {
		out = out[1:]
	}
	return out
}

func (p *People) walksOf(role string) uint64 {
	var m uint64
	for _, w := range words(role) {
		m |= p.walk[w]
		m |= p.walk[strings.TrimSuffix(w, "s")]
	}
	return m
}

// merge groups the speakers into people; each group is sorted, groups are in
// order of their first speaker.
func (p *People) merge(list []speaker) [][]int32 {
	order := make([]int32, len(list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(x, y int32) int { return cmp.Compare(list[x].key, list[y].key) })
	var clusters [][]int32
	// Clusters of people with a full name by their last and by their first word:
	// many languages put the family name first.
	byWord := map[string][]int32{}
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && list[order[j]].key == list[order[i]].key {
			j++
		}
		group := order[i:j]
		i = j
		if list[group[0]].alone {
			continue // below, when all full names are known
		}
		from := len(clusters)
		clusters = append(clusters, p.namesakes(group, list)...)
		if strings.HasPrefix(list[group[0]].key, "p ") {
			w := list[group[0]].words
			for c := from; c < len(clusters); c++ {
				byWord[w[0]] = append(byWord[w[0]], int32(c))
				if last := w[len(w)-1]; last != w[0] {
					byWord[last] = append(byWord[last], int32(c))
				}
			}
		}
	}
	for _, s := range order {
		v := &list[s]
		if !v.alone {
			continue
		}
		home := byWord[v.words[0]]
		if len(home) == 1 && p.sameWalk(v, clusters[home[0]], list) {
			clusters[home[0]] = append(clusters[home[0]], s)
			continue
		}
		clusters = append(clusters, []int32{s})
	}
	for _, c := range clusters {
		slices.Sort(c)
	}
	slices.SortFunc(clusters, func(x, y []int32) int { return cmp.Compare(x[0], y[0]) })
	return clusters
}

// namesakes cuts a group of speakers with one key into people. A speaker joins
// the first person whose middle initial and walk of life agree; one without
// either joins the person with the most speakers.
func (p *People) namesakes(group []int32, list []speaker) [][]int32 {
	var out [][]int32
	var open []int32
	for _, s := range group {
		v := &list[s]
		if v.walks == 0 && v.middle == "" {
			open = append(open, s)
			continue
		}
		joined := false
		for c := range out {
			if p.sameWalk(v, out[c], list) && sameMiddle(v, out[c], list) {
				out[c] = append(out[c], s)
				joined = true
				break
			}
		}
		if !joined {
			out = append(out, []int32{s})
		}
	}
	if len(open) == 0 {
		return out
	}
	switch len(out) {
	case 0:
		return [][]int32{open}
	case 1:
		out[0] = append(out[0], open...)
		return out
	}
	// Several people bear the name: which of them is meant cannot be told from
	// the name, and a wrong merge is worse than none.
	return append(out, open)
}

func (p *People) sameWalk(v *speaker, cluster []int32, list []speaker) bool {
	if v.walks == 0 {
		return true
	}
	var m uint64
	for _, s := range cluster {
		m |= list[s].walks
	}
	return m == 0 || m&v.walks != 0
}

func sameMiddle(v *speaker, cluster []int32, list []speaker) bool {
	if v.middle == "" {
		return true
	}
	for _, s := range cluster {
		if m := list[s].middle; m != "" && m != v.middle {
			return false
		}
	}
	return true
}

// person makes the row of one group.
func (p *People) person(cluster []int32, list []speaker, known map[string]*schemas.Name) schemas.Person {
	var row schemas.Person
	docs := map[string]bool{}
	// The fullest name: most words, then the most quotes, then the first.
	best := cluster[0]
	for _, s := range cluster[1:] {
		v, w := &list[s], &list[best]
		if len(v.words) > len(w.words) || len(v.words) == len(w.words) && v.quotes > w.quotes {
			best = s
		}
	}
	row.Name = list[best].name
	row.PersonKind = list[best].kind
	seen := map[string]bool{stages.Fold(row.Name): true}
	alias := func(s string) {
		if f := stages.Fold(s); s != "" && !seen[f] {
			seen[f] = true
			row.Aliases = append(row.Aliases, s)
		}
	}
	byTime := slices.Clone(cluster)
	slices.SortStableFunc(byTime, func(x, y int32) int { return before(list[x].since, list[y].since) })
	roles := map[string]bool{}
	for _, s := range byTime {
		v := &list[s]
		docs[v.doc] = true
		row.NQuotes += v.quotes
		alias(v.name)
		if n := known[v.nameID]; n != nil {
			for _, a := range n.Aliases {
				alias(a)
			}
		}
		if f := stages.Fold(v.role); v.role != "" && !roles[f] {
			roles[f] = true
			row.Roles = append(row.Roles, v.role)
		}
	}
	row.NDocuments = int32(len(docs))
	// The id depends on the name and, to keep namesakes apart, on what tells them
	// apart; for a last name alone on its document.
	v := &list[best]
	var m uint64
	middle := ""
	for _, s := range cluster {
		m |= list[s].walks
		middle = max(middle, list[s].middle)
	}
	part := ""
	if v.alone {
		part = v.doc
	}
	var low string
	for i := 0; i < 64; i++ {
		if m&(1<<i) != 0 {
			low = string(rune('a' + i))
			break
		}
	}
	row.PersonID = schemas.ID("people", v.key, middle, low, part)
	return row
}

func before(x, y schemas.Null[schemas.Day]) int {
	switch {
	case x.Known && !y.Known:
		return -1
	case !x.Known && y.Known:
		return 1
	case !x.Known:
		return 0
	}
	return cmp.Compare(x.Value, y.Value)
}
