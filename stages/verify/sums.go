package verify

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/schemas"
	"annals/stages"
)

// Sums looks for a whole whose parts the same text gives: "412 peacekeepers,
// 300 from Ghana and 112 from India", "900 patients. Of them, 500 were women and 400
// men", "30 million and 12 million, 42 million in all". Four shapes are read:
//
//   - apposed: the whole, then its parts, in one sentence;
//   - closed: the parts, then the whole with a word for it ("in all");
//   - spread: the whole in one sentence, the parts in the next;
//   - gathered: the parts in one sentence, the whole in the next ("together").
//
// The two errors do not weigh the same. That parts add up is noted wherever
// they do, since that is no accident. That they do not is said only where the
// text cannot mean anything else: the parts must be divided by one thing (the
// same preposition after each number, or words such as men and women), joined to the
// end by "and", and nothing may say that the list is open ("including",
// "others"). With "of whom", parts may fall short of the whole but not exceed it.
// Words are in verify.yaml under sums, examples in verify-sums.corpus. The cost
// is nothing for a document without two sentences' figures side by side, else one
// pass over these sentences.

// sumWords is what verify knows of parts and wholes, folded.
type sumWords struct {
	closed, ofWhich, open [][]string
	before, after, notSum [][]string
	together, joins       [][]string
	rest, prepositions    set
	complements           map[string]int // singular word to its group
}

type sumsFile struct {
	Closed       []string   `yaml:"closed"`
	OfWhich      []string   `yaml:"of_which"`
	Open         []string   `yaml:"open"`
	Before       []string   `yaml:"before_total"`
	After        []string   `yaml:"after_total"`
	NotSum       []string   `yaml:"not_total"`
	Together     []string   `yaml:"together"`
	Joins        []string   `yaml:"joins"`
	Rest         []string   `yaml:"rest"`
	Prepositions []string   `yaml:"prepositions"`
	Complements  [][]string `yaml:"complements"`
}

func newSumWords(f *sumsFile) sumWords {
	w := sumWords{
		closed: phrases(f.Closed), ofWhich: phrases(f.OfWhich), open: phrases(f.Open), before: phrases(f.Before), after: phrases(f.After),
		notSum: phrases(f.NotSum), together: phrases(f.Together), joins: phrases(f.Joins),
		rest: newSet(f.Rest), prepositions: newSet(f.Prepositions), complements: map[string]int{},
	}
	for i, g := range f.Complements {
		for _, word := range g {
			w.complements[word] = i + 1
		}
	}
	return w
}

const (
	// openingWords is how many words may stand between a whole and its parts.
	openingWords = 12
	// partWords is how many may stand between one part and the next.
	partWords = 16
)

// Sums appends the wholes with parts among the figures of one document, which
// are in order and have their sentences; base is the index of the first in its
// batch.
func (v *Verifier) Sums(figures []schemas.Figure, base int32, sums []stages.Sum) []stages.Sum {
	if len(figures) < 3 {
		return sums
	}
	var previous, this summands
	first := len(sums)
	for i := 0; i < len(figures); {
		j := i + 1
		for j < len(figures) && figures[j].SentenceNo == figures[i].SentenceNo {
			j++
		}
		near := previous.figures != nil && figures[i].SentenceNo.Known && figures[i].SentenceNo.Value == figures[i-1].SentenceNo.Value+1
		follows := j < len(figures) && figures[j].SentenceNo.Known && figures[j].SentenceNo.Value == figures[i].SentenceNo.Value+1
		this.figures = nil
		if j-i >= 3 || near || follows {
			this.read(figures[i:j], int32(i))
		}
		if this.figures != nil {
			sums = v.sumsOf(&previous, &this, near, sums)
		}
		previous, this = this, previous
		i = j
	}
	for i := first; i < len(sums); i++ {
		sums[i].Total += base
		for p := range sums[i].Parts {
			sums[i].Parts[p] += base
		}
	}
	return sums
}

// summands is one sentence with its figures in place.
type summands struct {
	figures []schemas.Figure // nil where the figures were not found in the sentence
	first   int32            // index of the first figure in the document
	text    string
	words   []wordAt
	at      []int // for each figure, the index of the first word of its number
	end     []int // and of the word after the last
}

type wordAt struct {
	word       string // folded
	start, end int    // bytes
}

// read cuts the sentence into words and finds the figures in it.
func (s *summands) read(figures []schemas.Figure, first int32) {
	s.figures, s.first, s.text = nil, first, figures[0].Sentence
	s.words, s.at, s.end = s.words[:0], s.at[:0], s.end[:0]
	offset := 0
	starts := make([]int, len(figures))
	for i := range figures {
		f := &figures[i]
		if f.Exact == "" || f.Sentence != s.text {
			return
		}
		if i > 0 && f.SpanStart < figures[i-1].SpanEnd {
			return // one inside another
		}
		k := indexNumber(s.text, f.Exact, offset)
		if k < 0 {
			return
		}
		starts[i] = k
		offset = k + len(f.Exact)
	}
	eachWordAt(s.text, func(w string, start, end int) {
		s.words = append(s.words, wordAt{possessive(stages.Fold(w)), start, end})
	})
	w := 0
	for i := range figures {
		for w < len(s.words) && s.words[w].end <= starts[i] {
			w++
		}
		s.at = append(s.at, w)
		stop := starts[i] + len(figures[i].Exact)
		for w < len(s.words) && s.words[w].start < stop {
			w++
		}
		s.end = append(s.end, w)
	}
	s.figures = figures
}

// indexNumber is the first place of number in s from byte offset on that is not
// a part of a longer word or number, -1 where there is none.
func indexNumber(s, number string, offset int) int {
	for offset <= len(s) {
		k := strings.Index(s[offset:], number)
		if k < 0 {
			return -1
		}
		k += offset
		before, _ := utf8.DecodeLastRuneInString(s[:k])
		after, _ := utf8.DecodeRuneInString(s[k+len(number):])
		if !letterOrDigit(before) && !letterOrDigit(after) {
			return k
		}
		offset = k + len(number)
	}
	return -1
}

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// between is the words from a up to b.
func (s *summands) between(a, b int) []wordAt {
	a, b = max(a, 0), min(b, len(s.words))
	if a >= b {
		return nil
	}
	return s.words[a:b]
}

// gap is the text between two words: after the word before a, up to b.
func (s *summands) gap(a, b int) string {
	from, to := 0, len(s.text)
	if a > 0 {
		from = s.words[a-1].end
	}
	if b < len(s.words) {
		to = s.words[b].start
	}
	return s.text[min(from, to):to]
}

// holds reports whether one of the phrases is in words.
func holds(words []wordAt, list [][]string) bool {
	for i := range words {
		if startsAt(words[i:], list) {
			return true
		}
	}
	return false
}

// startsAt reports whether words begin with one of the phrases.
func startsAt(words []wordAt, list [][]string) bool {
	for _, p := range list {
		if len(p) == 0 || len(p) > len(words) {
			continue
		}
		same := true
		for k := range p {
			if same = words[k].word == p[k]; !same {
				break
			}
		}
		if same {
			return true
		}
	}
	return false
}

// sumsOf reads one sentence, with the one before where it is near.
func (v *Verifier) sumsOf(previous, this *summands, near bool, sums []stages.Sum) []stages.Sum {
	w := &v.words.sum
	taken := map[int32]bool{}
	add := func(x stages.Sum, ok bool) {
		if !ok || taken[x.Total] || slices.ContainsFunc(x.Parts, func(p int32) bool { return taken[p] }) {
			return
		}
		taken[x.Total] = true
		for _, p := range x.Parts {
			taken[p] = true
		}
		sums = append(sums, x)
	}
	if len(this.figures) >= 3 {
		for t := len(this.figures) - 1; t >= 2; t-- {
			add(v.closedSum(w, this, t))
		}
		for t := 0; t+2 < len(this.figures); t++ {
			add(v.apposedSum(w, this, t))
		}
	}
	if near && previous.figures != nil {
		if len(this.figures) >= 2 {
			add(v.spreadSum(w, previous, this))
		}
		if len(previous.figures) >= 2 {
			add(v.gatheredSum(w, previous, this))
		}
	}
	return sums
}

// apposedSum reads "412 peacekeepers, 300 from Ghana and 112 from India".
func (v *Verifier) apposedSum(w *sumWords, s *summands, t int) (stages.Sum, bool) {
	total := &s.figures[t]
	var parts []int
	list := partList{words: s}
	for i := t + 1; i < len(s.figures); i++ {
		// Nothing beyond these words counts: what a figure costs does not grow
		// with the length of its sentence.
		if len(parts) == 0 && s.at[i]-s.end[t] > openingWords {
			return stages.Sum{}, false
		}
		if n := len(parts); n > 0 && s.at[i]-s.end[parts[n-1]] > partWords {
			break
		}
		ofWhich := list.ofWhich || len(parts) == 0 && holds(s.between(s.end[t], s.at[i]), w.ofWhich)
		if !v.partOf(total, &s.figures[i]) && !(ofWhich && v.elliptic(total, &s.figures[i])) {
			continue
		}
		if len(parts) == 0 {
			opening := s.between(s.end[t], s.at[i])
			if holds(opening, w.open) {
				return stages.Sum{}, false
			}
			gap := s.gap(s.end[t], s.at[i])
			switch {
			case holds(opening, w.ofWhich):
				list.ofWhich = true
			case holds(opening, w.closed), strings.ContainsAny(gap, ":(—–"), strings.Contains(gap, " - "):
			case strings.ContainsAny(gap, ",;"):
				if k := strings.LastIndexAny(gap, ",;"); len(strings.Fields(gap[k+1:])) > 3 {
					return stages.Sum{}, false // a clause of its own
				}
			default:
				return stages.Sum{}, false
			}
			list.paren = strings.Contains(gap, "(")
			parts = append(parts, i)
			continue
		}
		last := parts[len(parts)-1]
		gap := s.between(s.end[last], s.at[i])
		if holds(gap, w.open) || list.paren && strings.Contains(s.gap(s.end[last], s.at[i]), ")") {
			break
		}
		if startsAt(s.between(s.end[i], s.end[i]+2), w.ofWhich) && !startsAt(s.between(s.end[parts[0]], s.end[parts[0]]+2), w.ofWhich) {
			break // "..., 50 of them women": a part of the last part
		}
		parts = append(parts, i)
	}
	return v.judge(w, s.first+int32(t), total, &list, parts)
}

// spreadSum reads "900 patients. Of them, 500 were women and 400 were men."
func (v *Verifier) spreadSum(w *sumWords, previous, this *summands) (stages.Sum, bool) {
	cued := startsAt(this.words, w.ofWhich)
	if !cued && (len(this.at) == 0 || this.at[0] != 0) {
		return stages.Sum{}, false
	}
	t := len(previous.figures) - 1
	total := &previous.figures[t]
	for i := range previous.figures[:t] {
		if v.alike(&previous.figures[i], total) {
			return stages.Sum{}, false // which of them is the whole?
		}
	}
	list := partList{words: this, ofWhich: true}
	var parts []int
	for i := range this.figures {
		if !v.partOf(total, &this.figures[i]) {
			continue
		}
		if n := len(parts); n > 0 {
			gap := this.between(this.end[parts[n-1]], this.at[i])
			if len(gap) > partWords || holds(gap, w.open) {
				break
			}
		} else if holds(this.between(0, this.at[i]), w.open) {
			return stages.Sum{}, false
		}
		parts = append(parts, i)
	}
	return v.judge(w, previous.first+int32(t), total, &list, parts)
}

// closedSum reads "30 million from Japan and 12 million from Norway, 42 million in all".
func (v *Verifier) closedSum(w *sumWords, s *summands, t int) (stages.Sum, bool) {
	total := &s.figures[t]
	lead := s.between(s.at[t]-6, s.at[t])
	if holds(lead, w.notSum) {
		return stages.Sum{}, false
	}
	if !holds(s.between(s.at[t]-4, s.at[t]), w.before) && !holds(s.between(s.end[t], s.end[t]+6), w.after) {
		return stages.Sum{}, false
	}
	list := partList{words: s, whole: true}
	var parts []int
	for i := range s.figures[:t] {
		if v.partOf(total, &s.figures[i]) {
			parts = append(parts, i)
		} else if v.alike(total, &s.figures[i]) {
			return stages.Sum{}, false
		}
	}
	if len(parts) > 0 && holds(s.between(s.at[parts[0]]-3, s.at[t]), w.open) {
		return stages.Sum{}, false
	}
	return v.judge(w, s.first+int32(t), total, &list, parts)
}

// gatheredSum reads "Ghana sent 300 soldiers and India 112. Together they sent 412."
func (v *Verifier) gatheredSum(w *sumWords, previous, this *summands) (stages.Sum, bool) {
	if len(this.at) == 0 || !startsAt(this.words, w.together) || holds(this.between(0, this.at[0]), w.notSum) {
		return stages.Sum{}, false
	}
	total := &this.figures[0]
	list := partList{words: previous, whole: true}
	var parts []int
	for i := range previous.figures {
		if v.partOf(total, &previous.figures[i]) {
			parts = append(parts, i)
		} else if v.alike(total, &previous.figures[i]) {
			return stages.Sum{}, false
		}
	}
	if holds(previous.words, w.open) {
		return stages.Sum{}, false
	}
	return v.judge(w, this.first, total, &list, parts)
}
