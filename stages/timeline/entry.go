package timeline

import (
	"cmp"
	"slices"
	"strings"

	"annals/schemas"
	"annals/stages"
)

// entries writes one timeline entry a cluster, in order of date and precision,
// and the id of its entry into each event.
func (t *Timeline) entries(b *stages.Batch, ms *mentions, c *clusters) {
	n := len(ms.list)
	// members in order of cluster, then of the batch
	members := make([]int32, n)
	roots := make([]int32, n)
	for i := range members {
		members[i] = int32(i)
		roots[i] = c.find(int32(i))
	}
	slices.SortFunc(members, func(i, j int32) int { return cmp.Or(cmp.Compare(roots[i], roots[j]), cmp.Compare(i, j)) })
	count := 0
	for i := range roots {
		if roots[i] == int32(i) {
			count++
		}
	}
	b.Timeline = slices.Grow(b.Timeline, count)
	var scratch entryScratch
	for from := 0; from < n; {
		to := from + 1
		for to < n && roots[members[to]] == roots[members[from]] {
			to++
		}
		for _, i := range members[from:to] {
			if !ms.list[i].redundant && t.worthy(&b.Events[ms.list[i].event]) {
				b.Timeline = append(b.Timeline, t.entry(b, ms, members[from:to], &scratch))
				break
			}
		}
		from = to
	}
	slices.SortFunc(b.Timeline, byDate)
}

// byDate orders entries: first day (the last where the first is open), then the
// finer date first, then title and id.
func byDate(a, b schemas.TimelineEntry) int {
	return cmp.Or(cmp.Compare(firstDay(&a), firstDay(&b)), cmp.Compare(lastDay(&a), lastDay(&b)), strings.Compare(a.Title, b.Title),
		strings.Compare(a.TimelineID, b.TimelineID))
}

func firstDay(e *schemas.TimelineEntry) int64 {
	if e.DateStart.Known {
		return int64(e.DateStart.Value)
	}
	return int64(e.DateEnd.Value)
}

func lastDay(e *schemas.TimelineEntry) int64 {
	if e.DateEnd.Known {
		return int64(e.DateEnd.Value)
	}
	return openEnd
}

type entryScratch struct {
	docs, origins []int32
	names         []string
}

// entry makes the entry of one cluster. Its date is the finest that any mention
// with a date of its own states; of equally fine ones the one with most
// independent documents behind it, then the one first told.
func (t *Timeline) entry(b *stages.Batch, ms *mentions, members []int32, s *entryScratch) schemas.TimelineEntry {
	s.docs, s.origins, s.names = s.docs[:0], s.origins[:0], s.names[:0]
	best := -1
	lead := members[0]
	for k, i := range members {
		m := &ms.list[i]
		s.docs = append(s.docs, m.doc)
		s.origins = append(s.origins, ms.roots[m.doc])
		if best < 0 {
			best = k
			continue
		}
		o := &ms.list[members[best]]
		switch {
		case m.part != o.part:
			if !m.part {
				best = k
			}
		case m.span() != o.span():
			if m.span() < o.span() {
				best = k
			}
		case m.start != o.start && ms.backing(members, m) > ms.backing(members, o):
			best = k
		}
	}
	for _, i := range members {
		own, led := t.worthy(&b.Events[ms.list[i].event]), t.worthy(&b.Events[ms.list[lead].event])
		if own != led {
			if own {
				lead = i
			}
			continue
		}
		if ms.better(b, i, lead) {
			lead = i
		}
	}
	dated := &b.Events[ms.list[members[best]].event]
	told := &b.Events[ms.list[lead].event]
	e := schemas.TimelineEntry{
		DateStart: dated.DateStart, DateEnd: dated.DateEnd, DatePrecision: dated.DatePrecision,
		Title: told.Title, EventClass: told.EventClass, Place: told.Place,
		NMentions: int32(len(members)), NDocuments: distinct(s.docs), NIndependent: distinct(s.origins), DatesAgree: true,
	}
	if told.Agent != "" {
		s.names = append(s.names, told.Agent)
	}
	for _, p := range told.Participants {
		s.names = addName(s.names, p)
	}
	for _, i := range members {
		m := &ms.list[i]
		r := &b.Events[m.event]
		o := &ms.list[members[best]]
		copied := m.part && o.part && m.doc != o.doc && ms.roots[m.doc] == ms.roots[o.doc] // a reprint's day says nothing
		if !copied && (m.start > o.end || m.end < o.start) {
			e.DatesAgree = false
		}
		if r.PublishedOn.Known && (!e.FirstPublishedOn.Known || r.PublishedOn.Value < e.FirstPublishedOn.Value) {
			e.FirstPublishedOn = r.PublishedOn
		}
		if e.Place == "" {
			e.Place = r.Place
		}
		if !m.part && len(s.names) < 20 {
			if r.Agent != "" {
				s.names = addName(s.names, r.Agent)
			}
			for _, p := range r.Participants {
				s.names = addName(s.names, p)
			}
		}
	}
	if len(s.names) > 0 {
		e.Participants = slices.Clone(s.names)
	}
	first := &b.Events[ms.list[members[0]].event]
	e.TimelineID = schemas.ID("timeline", first.EventID)
	for _, i := range members {
		b.Events[ms.list[i].event].TimelineID = e.TimelineID
	}
	return e
}

// alone reports whether a title can be read without the text it comes from.
func (t *Timeline) alone(title string) bool {
	end := 0
	for end < len(title) && title[end]|0x20 >= 'a' && title[end]|0x20 <= 'z' {
		end++
	}
	_, pronoun := t.pronouns[stages.FoldKey(title[:end])]
	return title != "" && (end == 0 || !pronoun)
}

// backing counts the independent documents that state the dates of m.
func (ms *mentions) backing(members []int32, m *mention) int {
	n := 0
	var last int32 = -1
	for _, i := range members {
		o := &ms.list[i]
		if o.start == m.start && o.end == m.end && ms.roots[o.doc] != last {
			n++
			last = ms.roots[o.doc]
		}
	}
	return n
}

// better reports whether mention i tells the event better than mention j: with
// a date of its own, as fact, with a doer, with a fuller title.
func (ms *mentions) better(b *stages.Batch, i, j int32) bool {
	m, o := &ms.list[i], &ms.list[j]
	if m.part != o.part {
		return !m.part
	}
	if m.planned != o.planned {
		return !m.planned
	}
	e, f := &b.Events[m.event], &b.Events[o.event]
	if (e.Title == "") != (f.Title == "") {
		return f.Title == ""
	}
	if (e.Agent == "") != (f.Agent == "") {
		return f.Agent == ""
	}
	return false
}

func addName(names []string, name string) []string {
	if name == "" || slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// distinct counts the different numbers of a list, which it sorts.
func distinct(list []int32) int32 {
	slices.Sort(list)
	n := int32(0)
	for i, x := range list {
		if i == 0 || x != list[i-1] {
			n++
		}
	}
	return n
}
