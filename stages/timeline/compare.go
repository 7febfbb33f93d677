package timeline

// How far two stated days may lie apart to be a disagreement on one event
// rather than two events, where everything else agrees.
const disagreement = 3

// verdict of a comparison.
type verdict uint8

const (
	different verdict = iota
	sameEvent         // one event, compatible dates
	otherDate         // one event, told with different dates
)

// compare decides whether two mentions tell one event. Date alone never
// decides: shared names and words must.
func (ms *mentions) compare(a, b *mention) verdict {
	if !ms.related(a.class, b.class) {
		return different
	}
	meets := a.start <= b.end && b.start <= a.end
	if !meets && !ms.near(a, b) {
		return different
	}
	sameDoc := a.doc == b.doc
	if sameDoc && a.sentence == b.sentence {
		return different // two verbs of one sentence are two events
	}
	if sameDoc && (a.sequel || b.sequel) {
		return different
	}
	if a.part && b.part && sameDoc {
		return different // neither has a date of its own
	}
	if a.place != 0 && b.place != 0 && a.place != b.place {
		return different
	}
	if conflictingNumbers(ms.of(a.numbers), ms.of(b.numbers)) {
		return different
	}
	names, rareNames := ms.shared(a.names, b.names)
	words, rareWords := ms.shared(a.words, b.words)
	if a.place != 0 && a.place == b.place {
		names++
	}
	if sameDoc && (a.anniversary || b.anniversary) && a.meaning == b.meaning && a.start == b.start && a.end == b.end && words > 0 {
		return sameEvent // the anniversary of what is told nearby
	}
	if names == 0 && words < 3 {
		return different
	}
	overlap := overlap(words, int(a.words[1]-a.words[0]), int(b.words[1]-b.words[0]))
	identical := a.title == b.title
	// the doer: two known, different ones who do not appear beside each other
	agents := a.agent != 0 && a.agent == b.agent
	if a.agent != 0 && b.agent != 0 && !agents && !contains(ms.of(a.names), b.agent) && !contains(ms.of(b.names), a.agent) && overlap < 0.75 {
		return different
	}
	meaning := a.meaning == b.meaning
	statement := ms.classes[a.class] == "statement" || ms.classes[b.class] == "statement"

	// The wider the time, the more the words must say. A year or an open range
	// holds many events of one doer and one kind.
	need := 0.5
	switch span := max(a.span(), b.span()); {
	case span > 3660:
		need = 0.9
	case span > 366:
		need = 0.8
	case span > 31:
		need = 0.65
	case span > 7:
		need = 0.6
	}
	if a.class != b.class {
		need += 0.1
	}
	if !meaning {
		need += 0.2
	}
	if statement {
		need += 0.2
	}
	if sameDoc {
		need += 0.1
	}
	if !meets {
		need += 0.2
		if !meaning || sameDoc {
			return different
		}
	}
	if identical && (words >= 2 || names > 0) {
		overlap = 1
	}
	score := overlap
	if agents {
		score += 0.1
	}
	score += 0.1*float64(min(rareNames, 2)) + 0.05*float64(min(rareWords, 3))
	// A named instrument is adopted once, a named body founded once.
	if meaning && meets && (!statement || a.class != b.class) && a.start == b.start && a.end == b.end && a.agent != b.agent && ms.longNames(a, b) {
		return sameEvent
	}
	if words < 2 && rareNames == 0 {
		return different
	}
	if score < need || words == 0 {
		return different
	}
	if !meets {
		return otherDate
	}
	return sameEvent
}

// near reports whether two days, or short stretches, lie so close that they may
// be two datings of one event.
func (ms *mentions) near(a, b *mention) bool {
	if a.span() > 7 || b.span() > 7 {
		return false
	}
	gap := int64(max(a.start, b.start)) - int64(min(a.end, b.end))
	return gap <= disagreement
}

// conflictingNumbers reports two titles that both count something, and not one
// number in common: two flights, two rounds, two groups.
func conflictingNumbers(a, b []uint64) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	for _, x := range a {
		if contains(b, x) {
			return false
		}
	}
	return true
}

// shared counts the terms that two mentions share, and the rare ones among them.
func (ms *mentions) shared(a, b [2]int32) (n, rare int) {
	limit := uint32(len(ms.list)/50 + 6)
	for _, x := range ms.of(a) {
		if contains(ms.of(b), x) {
			n++
			if ms.count(x) <= limit {
				rare++
			}
		}
	}
	return n, rare
}

// longNames reports whether the mentions share a rare name of three words or more.
func (ms *mentions) longNames(a, b *mention) bool {
	limit := uint32(len(ms.list)/50 + 6)
	for _, x := range ms.of(a.names) {
		if x&longName != 0 && x != 0 && ms.count(x) <= limit && contains(ms.of(b.names), x) {
			return true
		}
	}
	return false
}

// overlap is the share of the smaller set, drawn towards the share of the larger
// one where the sizes are far apart.
func overlap(shared, a, b int) float64 {
	if a == 0 || b == 0 || shared == 0 {
		return 0
	}
	small, large := min(a, b), max(a, b)
	return 0.7*float64(shared)/float64(small) + 0.3*float64(shared)/float64(large)
}
