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
// its own and the same interval. Statements of one source in one document that
// have no date of their own are one occasion, and belong to a dated statement of
// that source where there is one.
func (t *Timeline) occasions(ms *mentions, c *clusters) {
	anchor := int32(-1)
	for i := range ms.list {
		m := &ms.list[i]
		if anchor >= 0 && ms.list[anchor].doc != m.doc {
			anchor = -1
		}
		if m.part {
			if j := t.sameSource(ms, int32(i)); j >= 0 {
				t.joinPart(c, j, int32(i))
				continue
			}
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
		_, part := t.parts[ms.classes[m.class]]
		if ms.classes[a.class] == "statement" && m.class != a.class {
			part = false // words are part of a meeting; a meeting is no part of words
		}
		if own := m.agent == a.agent && m.agent != 0; part && !own {
			// others' doings are part of a gathering or a visit, not of any event
			switch ms.classes[a.class] {
			case "meeting", "visit", "statement", "agreement", "project":
			default:
				part = false
			}
		}
		if part || m.class == a.class && (m.agent == a.agent || m.agent == 0 || a.agent == 0) {
			t.joinPart(c, anchor, int32(i))
		}
	}
}

// joinPart joins mention i to the event it is a part of; a part may be told of
// another place.
func (t *Timeline) joinPart(c *clusters, event, i int32) {
	place := c.place[i]
	c.place[i] = 0
	if !c.join(event, i, sameEvent) {
		c.place[i] = place
	}
}

// sourceReach is how many mentions back an earlier statement is looked for.
const sourceReach = 40

// sameSource is the last statement before mention i in its document that has the
// same source and the same time, -1 where there is none.
func (t *Timeline) sameSource(ms *mentions, i int32) int32 {
	m := &ms.list[i]
	if m.agent == 0 || m.sequel || ms.classes[m.class] != "statement" {
		return -1
	}
	for j := i - 1; j >= 0 && i-j <= sourceReach; j-- {
		o := &ms.list[j]
		if o.doc != m.doc {
			break
		}
		if o.agent == m.agent && o.class == m.class && o.start == m.start && o.end == m.end && o.sentence != m.sentence {
			return j
		}
	}
	return -1
}
