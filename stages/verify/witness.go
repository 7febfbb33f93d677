package verify

import (
	"strings"

	"annals/stages"
)

// witnesses gives each claim of a group the number of its origin. Two claims
// have one origin where the same named speaker or body is given as their
// source, where nobody is given and they stand in one document, in copies of
// one document or in one outlet, where both credit one news agency or one is the
// outlet that the other cites, and where the sentence is the same text.
func (g *gathering) witnesses(group []claim) {
	origins := newSets(len(group))
	first := make(map[string]int32, len(group))
	same := func(token string, i int) {
		if f, ok := first[token]; ok {
			origins.join(f, int32(i))
		} else {
			first[token] = int32(i)
		}
	}
	for i := range group {
		c := &group[i]
		if s := g.sourceOf(c); s != "" {
			same("origin "+s, i)
			// A body that tells of itself may be taken for its own source where
			// it only stands as the subject: the outlet vouches too.
			if f := &g.b.Figures[c.figure]; s != g.v.words.actorName(f.Actor) && s != g.v.words.actorName(f.Scope) {
				continue
			}
		}
		if s := g.v.words.sourceName(g.b.Documents[c.document].Source); s != "" {
			same("origin "+s, i) // what others quote of this outlet comes from here
		}
		same("document "+itoa(int(g.origin(c.document))), i)
		if c.outlet != 0 {
			same("outlet "+itoa(int(c.outlet)), i)
		}
	}
	if len(group) <= passageLimit {
		g.joinTitles(group, origins)
		for i := range group {
			for j := i + 1; j < len(group); j++ {
				if group[i].value.nominal == group[j].value.nominal && group[i].document != group[j].document &&
					origins.find(int32(i)) != origins.find(int32(j)) && samePassage(g.context(&group[i]), g.context(&group[j])) {
					origins.join(int32(i), int32(j))
				}
			}
		}
	}
	for i := range group {
		group[i].witness = origins.find(int32(i))
	}
}

// joinTitles makes "the agency" and "the national disaster agency" one source:
// within one check the shorter title stands for the longer.
func (g *gathering) joinTitles(group []claim, origins sets) {
	names := make([]string, len(group))
	for i := range group {
		names[i] = g.sourceOf(&group[i])
	}
	for i, a := range names {
		for j, b := range names {
			if a != "" && len(a) < len(b) && strings.HasSuffix(b, " "+a) {
				origins.join(int32(i), int32(j))
			}
		}
	}
}

// sourceOf is the normalised name of the person or body that the text gives as
// the source of the claim, "" where there is none or nobody in particular.
func (g *gathering) sourceOf(c *claim) string {
	f := &g.b.Figures[c.figure]
	for _, s := range [...]string{f.Speaker, g.context(c).Origin, g.b.Documents[c.document].Speaker, g.agency(c.document)} {
		if name := g.v.words.sourceName(s); name != "" {
			return name
		}
	}
	return ""
}

// agency is the news agency that a document credits, where that is not its own
// outlet.
func (g *gathering) agency(document int32) string {
	d := &g.b.Documents[document]
	if foldEqual(d.Agency, d.Source) {
		return ""
	}
	return d.Agency
}

// sourceName is the name of a source in the form that equal sources share; ""
// for nobody in particular ("officials", "witnesses").
func (v *vocabulary) sourceName(s string) string {
	if s == "" {
		return ""
	}
	name := v.actorName(s)
	if v.nobody[name] {
		return ""
	}
	for _, w := range strings.Fields(name) {
		if !v.nobody[w] && !v.emptyWord[w] {
			return name
		}
	}
	return ""
}

// independent counts the origins of the given claims.
func independent(group []claim, members []int32) int {
	seen := map[int32]bool{}
	for _, m := range members {
		if group[m].copyOf >= 0 {
			continue
		}
		seen[group[m].witness] = true
	}
	return max(1, len(seen))
}

func foldEqual(a, b string) bool { return stages.Fold(a) == stages.Fold(b) }
