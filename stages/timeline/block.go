package timeline

import (
	"cmp"
	"context"
	"slices"
)

// window is the number of neighbours in a block that a mention is compared
// with. Mentions of one event with one date stand side by side in a block, in
// order of date, so that the window bounds cost and costs little.
const window = 16

type key struct {
	hash    uint64
	mention int32
}

// yearOf is a bucket of 366 days; mentions near the edge of a bucket and those
// longer than one are entered in both buckets.
func yearOf(day int32) int32 {
	if day < 0 {
		return (day - 365) / 366
	}
	return day / 366
}

func mix(a, b uint64) uint64 {
	h := (a ^ b*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd
	return h ^ h>>29
}

// blocks compares the mentions that share a key and joins those that are one
// event.
func (t *Timeline) blocks(ctx context.Context, ms *mentions, c *clusters) error {
	order := make([]int32, len(ms.list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		a, b := &ms.list[i], &ms.list[j]
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end), cmp.Compare(a.title, b.title), cmp.Compare(i, j))
	})
	rank := make([]int32, len(order))
	for r, i := range order {
		rank[i] = int32(r)
	}
	keys := make([]key, 0, 9*len(ms.list))
	for i := range ms.list {
		keys = ms.keys(keys, int32(i))
	}
	slices.SortFunc(keys, func(a, b key) int {
		if a.hash != b.hash {
			return cmp.Compare(a.hash, b.hash)
		}
		return cmp.Compare(rank[a.mention], rank[b.mention])
	})
	for from := 0; from < len(keys); {
		to := from + 1
		for to < len(keys) && keys[to].hash == keys[from].hash {
			to++
		}
		for i := from + 1; i < to; i++ {
			if i&0xffff == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			b := keys[i].mention
			compared := 0
			for j := i - 1; j >= from && compared < window; j-- {
				a := keys[j].mention
				if a == b || c.find(a) == c.find(b) {
					// one of the cluster is enough, but a cluster must not use
					// up the window: those behind it are reached too
					if i-j > 4*window {
						break
					}
					continue
				}
				compared++
				if v := ms.compare(&ms.list[a], &ms.list[b]); v != different {
					c.join(a, b, v)
				}
			}
		}
		from = to
	}
	return nil
}

// keys enters mention i under its blocking keys: the agent with the trigger's
// meaning, up to three of its rarest names, and pairs of its rarest words, each
// with the year; the trigger's meaning with the first day, and with the document.
func (ms *mentions) keys(keys []key, i int32) []key {
	m := &ms.list[i]
	start, end := m.start, m.end
	if start == openStart {
		start = end
	}
	if end == openEnd {
		end = start
	}
	years := [2]int32{yearOf(start), yearOf(end)}
	if years[0] == years[1] {
		// the neighbour across the edge of a year, for datings that differ
		if y := yearOf(start - disagreement); y != years[0] {
			years[1] = y
		} else {
			years[1] = yearOf(end + disagreement)
		}
	}
	n := 1
	if years[1] != years[0] {
		n = 2
	}
	var names, words [3]uint64
	k := ms.rarest(names[:], m.names)
	l := ms.rarest(words[:], m.words)
	for _, year := range years[:n] {
		y := uint64(uint32(year))
		if m.agent != 0 {
			keys = append(keys, key{mix(mix(m.agent, m.meaning), y), i})
		}
		for _, name := range names[:k] {
			keys = append(keys, key{mix(mix(name, 1), y), i})
		}
		for a := 0; a < l; a++ {
			for b := a + 1; b < l; b++ {
				x, z := min(words[a], words[b]), max(words[a], words[b])
				keys = append(keys, key{mix(mix(x, z), y), i})
			}
		}
	}
	// what the names and words of two tellings miss: the same deed begun on the
	// same day, and the same deed told again in one document
	keys = append(keys, key{mix(mix(m.meaning, 2), uint64(uint32(start))), i}, key{mix(mix(m.meaning, 3), uint64(uint32(m.doc))), i})
	return keys
}

// rarest fills into with the rarest terms of a range and returns how many.
func (ms *mentions) rarest(into []uint64, r [2]int32) int {
	n := 0
	for _, t := range ms.of(r) {
		at := n
		for at > 0 && (ms.count(t) < ms.count(into[at-1]) || ms.count(t) == ms.count(into[at-1]) && t < into[at-1]) {
			at--
		}
		if at == len(into) {
			continue
		}
		if n < len(into) {
			n++
		}
		copy(into[at+1:n], into[at:n-1])
		into[at] = t
	}
	return n
}
