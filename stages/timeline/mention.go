package timeline

import (
	"math"
	"unicode"
	"unicode/utf8"

	"annals/schemas"
	"annals/stages"
)

// Days of an open side.
const (
	openStart = math.MinInt32
	openEnd   = math.MaxInt32
)

// mention is an event row as far as comparing needs it.
type mention struct {
	event       int32 // index in Batch.Events
	doc         int32 // index in Batch.Documents, or a number of its own
	sentence    int32
	start, end  int32 // days since 1970-01-01, inclusive
	class       uint16
	planned     bool
	part        bool // dated from the discourse or the publication date
	discourse   bool
	anniversary bool   // dated by an anniversary
	redundant   bool   // says what its sentence tells as another event
	sequel      bool   // told to have come after what was told before: another event
	meaning     uint64 // group of the trigger's lemma, else hash of the lemma
	agent       uint64 // 0 where not known
	place       uint64
	// ranges in mentions.terms
	names, words, numbers [2]int32
	title                 uint64
}

// span is the number of days less one; a very large number for an open side.
func (m *mention) span() int64 {
	if m.start == openStart || m.end == openEnd {
		return math.MaxInt32
	}
	return int64(m.end) - int64(m.start)
}

type mentions struct {
	list    []mention
	terms   []uint64
	classes []string
	family  []bool   // classes × classes: may tell one event
	roots   []int32  // document to the origin of its copies
	common  []uint32 // counts of terms, by hash: see rare
}

const commonSize = 1 << 20

func (ms *mentions) of(r [2]int32) []uint64 { return ms.terms[r[0]:r[1]] }

// count is how often a term stands in mentions; hash collisions only raise it.
func (ms *mentions) count(term uint64) uint32 { return ms.common[(term^term>>32)&(commonSize-1)] }

// family reports whether mentions of two classes may tell one event.
func (ms *mentions) related(a, b uint16) bool { return ms.family[int(a)*len(ms.classes)+int(b)] }

// mentions reads the dated events of the batch that are told as fact or plan.
// Undated, denied and hypothetical events stay out of the timeline, and those
// without a title.
func (t *Timeline) mentions(b *stages.Batch) *mentions {
	ms := &mentions{common: make([]uint32, commonSize)}
	byDoc := make(map[string]int32, len(b.Documents))
	for i := range b.Documents {
		byDoc[b.Documents[i].DocID] = int32(i)
	}
	next := int32(len(b.Documents))
	classes := map[string]uint16{}
	n := 0
	for i := range b.Events {
		if dated(&b.Events[i]) {
			n++
		}
	}
	ms.list = make([]mention, 0, n)
	ms.terms = make([]uint64, 0, 12*n)
	lastID, lastDoc := "", int32(-1)
	for i := range b.Events {
		e := &b.Events[i]
		if !dated(e) {
			continue
		}
		if e.DocID != lastID || lastDoc < 0 {
			d, ok := byDoc[e.DocID]
			if !ok {
				d = next
				next++
				byDoc[e.DocID] = d
			}
			lastID, lastDoc = e.DocID, d
		}
		class, ok := classes[e.EventClass]
		if !ok {
			class = uint16(len(ms.classes))
			classes[e.EventClass] = class
			ms.classes = append(ms.classes, e.EventClass)
		}
		m := mention{
			event: int32(i), doc: lastDoc, sentence: e.SentenceNo, class: class, planned: e.Modality == "planned",
			discourse: e.DateBasis == "discourse", sequel: e.DateBasis == "sequence", anniversary: e.DateBasis == "anniversary", part: e.DateBasis == "discourse" || e.DateBasis == "sequence" || e.DateBasis == "publication",
			start: openStart, end: openEnd,
		}
		if e.DateStart.Known {
			m.start = int32(e.DateStart.Value)
		}
		if e.DateEnd.Known {
			m.end = int32(e.DateEnd.Value)
		}
		if g, ok := t.meanings[e.Lemma]; ok {
			m.meaning = g
		} else {
			m.meaning = stages.FoldKey(e.Lemma) | 1<<63
		}
		m.agent, m.place = t.nameKey(e.Agent), t.nameKey(e.Place)
		m.title = stages.FoldKey(e.Title)
		m.names[0] = int32(len(ms.terms))
		if m.agent != 0 {
			ms.terms = append(ms.terms, m.agent)
		}
		for _, p := range e.Participants {
			if k := t.nameKey(p); k != 0 && len(ms.terms)-int(m.names[0]) < 12 && !contains(ms.terms[m.names[0]:], k) {
				ms.terms = append(ms.terms, k)
			}
		}
		m.names[1] = int32(len(ms.terms))
		t.titleTerms(ms, &m, e)
		for _, r := range [...][2]int32{m.names, m.words} {
			for _, k := range ms.of(r) {
				ms.common[(k^k>>32)&(commonSize-1)]++
			}
		}
		ms.list = append(ms.list, m)
	}
	ms.family = make([]bool, len(ms.classes)*len(ms.classes))
	for i, a := range ms.classes {
		for j, c := range ms.classes {
			_, ok := t.classes[[2]string{a, c}]
			ms.family[i*len(ms.classes)+j] = i == j || ok
		}
	}
	ms.origins(b, byDoc, int(next))
	return ms
}

// origins finds for each document the original it is a copy of.
func (ms *mentions) origins(b *stages.Batch, byDoc map[string]int32, n int) {
	ms.roots = make([]int32, n)
	for i := range ms.roots {
		ms.roots[i] = int32(i)
	}
	for i := range b.Documents {
		if of, ok := byDoc[b.Documents[i].CopyOfDocID]; ok && b.Documents[i].CopyOfDocID != "" {
			ms.roots[i] = of
		}
	}
	for i := range ms.roots {
		r := int32(i)
		for n := 0; n < 20 && ms.roots[r] != r; n++ {
			r = ms.roots[r]
		}
		ms.roots[i] = r
	}
}

func dated(e *schemas.Event) bool {
	return (e.DateStart.Known || e.DateEnd.Known) && !e.IsNegated && e.Modality != "hypothetical" && e.Title != ""
}

func contains(list []uint64, k uint64) bool {
	for _, x := range list {
		if x == k {
			return true
		}
	}
	return false
}

// longName is set in the key of a name of three words or more: an instrument, a
// conference, a body; hardly a person or a country.
const longName = 1

// nameKey hashes a name without case, articles and punctuation; 0 for "".
func (t *Timeline) nameKey(s string) uint64 {
	var h uint64
	n := 0
	eachWord(s, func(w string, number bool) {
		k := stages.FoldKey(w)
		if _, ok := t.articles[k]; ok && n == 0 {
			return
		}
		h = h*1099511628211 ^ k
		n++
	})
	if n > 2 {
		return h | longName
	}
	return h &^ longName
}

// eachWord calls f for each run of letters and digits of s.
func eachWord(s string, f func(word string, number bool)) {
	start, digits := -1, false
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		letter := r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z') || r >= utf8.RuneSelf && unicode.IsLetter(r)
		digit := r >= '0' && r <= '9'
		switch {
		case letter || digit:
			if start < 0 {
				start, digits = i, digit
			}
		case (r == '.' || r == ',') && start >= 0 && digits && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9':
		default:
			if start >= 0 {
				f(s[start:i], digits)
				start = -1
			}
		}
		i += n
	}
	if start >= 0 {
		f(s[start:], digits)
	}
}

// titleTerms adds the telling words and the numbers of the title.
func (t *Timeline) titleTerms(ms *mentions, m *mention, e *schemas.Event) {
	var numbers [6]uint64
	nn := 0
	m.words[0] = int32(len(ms.terms))
	add := func(w string, number bool) {
		if number {
			k := stages.FoldKey(w)
			if nn < len(numbers) && !contains(numbers[:nn], k) {
				numbers[nn] = k
				nn++
			}
			return
		}
		k := wordKey(w)
		if _, ok := t.stop[k]; ok || len(w) < 2 {
			return
		}
		if len(ms.terms)-int(m.words[0]) < 16 && !contains(ms.terms[m.words[0]:], k) {
			ms.terms = append(ms.terms, k)
		}
	}
	// The doer's own name tells who, and is compared as a name: two deeds of one
	// person share no word by it.
	var own [8]uint64
	no := 0
	eachWord(e.Agent, func(w string, _ bool) {
		if no < len(own) && name(e.Agent) {
			own[no] = wordKey(w)
			no++
		}
	})
	eachWord(e.Title, func(w string, number bool) {
		if !contains(own[:no], wordKey(w)) {
			add(w, number)
		}
	})
	m.words[1] = int32(len(ms.terms))
	m.numbers[0] = m.words[1]
	ms.terms = append(ms.terms, numbers[:nn]...)
	m.numbers[1] = int32(len(ms.terms))
}

// wordKey hashes a word without a plural or present "s": "teams" meets "team".
func wordKey(w string) uint64 {
	if n := len(w); n > 3 && (w[n-1] == 's' || w[n-1] == 'S') && w[n-2] != 's' && w[n-2] != 'u' && w[n-2] != 'i' {
		if w[n-2] == 'e' && n > 5 && (w[n-3] == 'h' || w[n-3] == 's' || w[n-3] == 'x') {
			w = w[:n-2]
		} else {
			w = w[:n-1]
		}
	}
	for _, ending := range [...]string{"ed", "ing"} { // "opened" meets "open"
		if n := len(w) - len(ending); n > 3 && w[n:] == ending {
			w = w[:n]
			break
		}
	}
	return stages.FoldKey(w)
}
