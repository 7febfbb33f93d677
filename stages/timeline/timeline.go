// Package timeline brings the mentions of one event, within and across
// documents, together in one entry of a timeline.
//
// It works on the rows of the whole batch, not on texts. Each mention becomes a
// small record: its interval in days, class, meaning of its trigger, and sets of
// hashed names, numbers and title words (mention.go). Mentions are candidates
// for one another where they share a blocking key: a name, a pair of telling
// words, or agent and trigger, each with the class family and the year
// (block.go). Within a block they stand in order of time and each is compared
// with a fixed number of neighbours, so that the cost is that of sorting the
// keys: near linear, whatever the size of a block. A pair is one event by the
// rules of compare.go; pairs are joined into clusters whose intervals must all
// go together (cluster.go). A mention that takes its time from the discourse
// belongs to the event that set the time. Each cluster is an entry (entry.go).
//
// Cost for n mentions: about 6 n keys of 16 bytes, 24 comparisons a key at
// most; figures are in docs/performance.md.
package timeline

import (
	"context"
	"fmt"
	"strings"

	"annals/stages"
	"annals/stages/lang"
)

// data is the file timeline.yaml.
type data struct {
	Meanings [][]string `yaml:"meanings"`
	Classes  [][]string `yaml:"classes"`
	Parts    []string   `yaml:"parts"`
	Stop     []string   `yaml:"stop"`
	Articles []string   `yaml:"articles"`
	Pronouns []string   `yaml:"pronouns"`
	Plain    []string   `yaml:"plain"`
	Sources  []string   `yaml:"sources"`
	Short    []string   `yaml:"short"`
	Third    string     `yaml:"third"`
}

// Timeline is the whole-batch stage. Read-only after New.
type Timeline struct {
	meanings map[string]uint64 // lemma to a number of its group
	classes  map[[2]string]struct{}
	parts    map[string]struct{}
	stop     map[uint64]struct{} // FoldKey
	articles map[uint64]struct{} // FoldKey
	pronouns map[uint64]struct{} // FoldKey: a title that begins with one tells nothing alone
	plain    map[uint64]struct{} // FoldKey of verbs that merely say
	sources  map[uint64]struct{} // FoldKey of words that make an unnamed source a known one
	short    map[string]struct{} // classes whose titles may be of two words
	third    string              // ending of a verb in the third person singular
}

// New reads the timeline's data of a language.
func New(pack *lang.Pack) (*Timeline, error) {
	var d data
	if err := pack.Read("timeline.yaml", &d); err != nil {
		return nil, err
	}
	t := &Timeline{map[string]uint64{}, map[[2]string]struct{}{}, map[string]struct{}{}, map[uint64]struct{}{}, map[uint64]struct{}{}, map[uint64]struct{}{}, map[uint64]struct{}{}, map[uint64]struct{}{}, map[string]struct{}{}, d.Third}
	for i, group := range d.Meanings {
		for _, w := range group {
			w = strings.ToLower(w)
			if _, ok := t.meanings[w]; ok {
				return nil, fmt.Errorf("timeline: %q stands in two groups of meanings", w)
			}
			t.meanings[w] = uint64(i) + 1
		}
	}
	for _, pair := range d.Classes {
		if len(pair) != 2 {
			return nil, fmt.Errorf("timeline: classes %q: not a pair", pair)
		}
		t.classes[[2]string{pair[0], pair[1]}] = struct{}{}
		t.classes[[2]string{pair[1], pair[0]}] = struct{}{}
	}
	for _, p := range d.Parts {
		t.parts[p] = struct{}{}
	}
	for _, w := range d.Stop {
		t.stop[stages.FoldKey(w)] = struct{}{}
	}
	for _, w := range d.Articles {
		t.articles[stages.FoldKey(w)] = struct{}{}
	}
	for _, w := range d.Plain {
		t.plain[stages.FoldKey(w)] = struct{}{}
	}
	for _, w := range d.Sources {
		t.sources[stages.FoldKey(w)] = struct{}{}
	}
	for _, c := range d.Short {
		t.short[c] = struct{}{}
	}
	for _, w := range d.Pronouns {
		t.pronouns[stages.FoldKey(w)] = struct{}{}
	}
	return t, nil
}

// Name is "timeline".
func (t *Timeline) Name() string { return "timeline" }

// Gather writes b.Timeline and the timeline id of each event of b that has an
// entry: dated, told as fact or plan, and in at least one mention told so that it
// can be read alone ("They arrive in Accra" cannot).
func (t *Timeline) Gather(ctx context.Context, b *stages.Batch) error {
	b.Timeline = b.Timeline[:0]
	for i := range b.Events {
		b.Events[i].TimelineID = ""
	}
	m := t.mentions(b)
	if len(m.list) == 0 {
		return ctx.Err()
	}
	t.redundant(b, m)
	c := newClusters(m)
	t.occasions(m, c)
	if err := t.blocks(ctx, m, c); err != nil {
		return err
	}
	t.entries(b, m, c)
	return ctx.Err()
}
