package timeline

// clusters is a union of mentions; each cluster knows the time that all its
// members go together with.
type clusters struct {
	ms     *mentions
	parent []int32
	// of roots:
	start, end []int32 // what all compatible datings share
	disagree   []bool
	place      []uint64
	sources    []bool // some mention has a date of its own
	heads      []int32
}

func newClusters(ms *mentions) *clusters {
	n := len(ms.list)
	c := &clusters{ms: ms, parent: make([]int32, n), start: make([]int32, n), end: make([]int32, n), disagree: make([]bool, n), place: make([]uint64, n)}
	for i := range ms.list {
		m := &ms.list[i]
		c.parent[i], c.start[i], c.end[i], c.place[i] = int32(i), m.start, m.end, m.place
	}
	return c
}

func (c *clusters) find(i int32) int32 {
	for c.parent[i] != i {
		c.parent[i] = c.parent[c.parent[i]]
		i = c.parent[i]
	}
	return i
}

// join brings the clusters of a and b together where their times and places
// allow it. A chain day - month - other day is refused: the times of all members
// must share a day, or be a disagreement of a few days.
func (c *clusters) join(a, b int32, v verdict) bool {
	ra, rb := c.find(a), c.find(b)
	if ra == rb {
		return true
	}
	start, end := max(c.start[ra], c.start[rb]), min(c.end[ra], c.end[rb])
	disagree := c.disagree[ra] || c.disagree[rb]
	if start > end {
		if v != otherDate && !disagree || int64(start)-int64(end) > disagreement {
			return false
		}
		disagree = true
		// keep the earlier root's time
		start, end = c.start[min(ra, rb)], c.end[min(ra, rb)]
	}
	if c.place[ra] != 0 && c.place[rb] != 0 && c.place[ra] != c.place[rb] {
		return false
	}
	if rb < ra {
		ra, rb = rb, ra
	}
	c.parent[rb] = ra
	c.start[ra], c.end[ra], c.disagree[ra] = start, end, disagree
	if c.place[ra] == 0 {
		c.place[ra] = c.place[rb]
	}
	return true
}

// occasions joins each mention that took its time from the discourse to the
// event that set it: the last mention before it in the document with a date of
// its own and the same interval.
func (t *Timeline) occasions(ms *mentions, c *clusters) {
	anchor := int32(-1)
	for i := range ms.list {
		m := &ms.list[i]
		if anchor >= 0 && ms.list[anchor].doc != m.doc {
			anchor = -1
		}
		if !m.part {
			// the first event of a sentence leads it
			if anchor < 0 || ms.list[anchor].sentence != m.sentence || ms.list[anchor].start != m.start || ms.list[anchor].end != m.end {
				anchor = int32(i)
			}
			continue
		}
		if !m.discourse || anchor < 0 {
			continue
		}
		a := &ms.list[anchor]
		if a.start != m.start || a.end != m.end {
			continue
		}
		if _, ok := t.parts[ms.classes[m.class]]; ok || m.class == a.class {
			place := c.place[i]
			c.place[i] = 0 // a part may be told of another place
			if !c.join(anchor, int32(i), sameEvent) {
				c.place[i] = place
			}
		}
	}
}
