package stages

// MentionAt is the index of the mention whose name holds token i, -1 where there
// is none. Names do not overlap. Binary search.
func (w *Work) MentionAt(i int32) int32 {
	m := w.MentionFrom(i)
	if int(m) < len(w.Mentions) && w.Mentions[m].First <= i {
		return m
	}
	return -1
}

// MentionFrom is the index of the first mention whose name ends after token i,
// len(w.Mentions) where there is none. Binary search.
func (w *Work) MentionFrom(i int32) int32 {
	lo, hi := 0, len(w.Mentions)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if w.Mentions[m].Last > i {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return int32(lo)
}

// MentionAround is the index of the mention that token i belongs to: the one whose
// name holds it, else the nearest person, role or organisation whose whole noun
// phrase (titles, apposition) does; -1 where there is none. Parts of a phrase lie
// within a few mentions of the name, so the search is short.
func (w *Work) MentionAround(i int32) int32 {
	if m := w.MentionAt(i); m >= 0 {
		return m
	}
	const reach = 6 // mentions inside one noun phrase: places and bodies in a title
	at := w.Tokens[i].Span
	from := int(w.MentionFrom(i))
	for d := 0; d < reach; d++ {
		if m := from + d; m < len(w.Mentions) && w.Mentions[m].Full.Contains(at) {
			return int32(m)
		}
		if m := from - 1 - d; m >= 0 && w.Mentions[m].Full.Contains(at) {
			return int32(m)
		}
	}
	return -1
}

// EntityOf is the entity of mention m, nil where it is left open.
func (w *Work) EntityOf(m int32) *Entity {
	if m < 0 || w.Mentions[m].Entity < 0 {
		return nil
	}
	return &w.Entities[w.Mentions[m].Entity]
}
