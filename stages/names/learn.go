package names

import (
	"context"
	"math"
	"math/rand/v2"
	"sort"

	"annals/stages"
	"annals/stages/lang"
)

// Example is a document with the right names: Tags holds, by token, "O" or
// "B-" or "I-" with PER, ORG or LOC. A sentence whose tags begin with "?" is not learnt from.
type Example struct {
	Work *stages.Work
	Tags []string
}

// Known is what the model is given beside examples.
type Known struct {
	Common         []string // words that are also written small
	Words, Phrases []Word
}

// Settings of the learning.
type Settings struct {
	Epochs      int
	Rate        float64 // of the first epoch; it falls to zero
	L2          float64
	Dropout     float64 // share of features left out of each sentence
	WordDropout float64 // share of words that are not told in a step
	Seed        uint64
	OutBias     float64 // added to "out" when the model is written: precision for recall
}

// DefaultSettings are those of the model in the tree.
var DefaultSettings = Settings{Epochs: 8, Rate: 0.02, L2: 1e-3, Dropout: 0.3, WordDropout: 0.3, Seed: 7, OutBias: 0.25}

// sequence is a run of tokens that the model looks at, with the rows of their features.
type sequence struct {
	static [][]uint32
	joint  [][]uint32
	gold   []tag
	locked []bool
	closed []bool
	// where the features of the lists begin, by token
	listStatic, listJoint []int
	weight                float32
}

// Lesson is what the model is learnt from, made ready: Learn may be called with several selections of the
// examples.
type Lesson struct {
	common    []string
	knowledge *knowledge
	sequences [][]sequence // by example
}

// NewLesson makes examples ready.
func NewLesson(pack *lang.Pack, examples []Example, known *Known) (*Lesson, error) {
	lex, err := readLexicon(pack)
	if err != nil {
		return nil, err
	}
	l := &Lesson{common: append([]string(nil), known.Common...)}
	sort.Strings(l.common)
	for _, s := range l.common {
		lex.words.add(s, wCommon)
	}
	l.knowledge = newKnowledge(known.Words, known.Phrases, pack.Tokenize)
	for _, e := range examples {
		r := &scratch{lex: lex, knowledge: l.knowledge}
		r.reset(e.Work)
		if err := r.rules(context.Background()); err != nil {
			return nil, err
		}
		gold := make([]tag, len(e.Tags))
		for i, t := range e.Tags {
			gold[i] = map[string]tag{
				"B-PER": tagBeginPerson, "I-PER": tagInPerson, "B-ORG": tagBeginOrganisation,
				"I-ORG": tagInOrganisation, "B-LOC": tagBeginPlace, "I-LOC": tagInPlace,
			}[t]
		}
		var sequences []sequence
		for i := range e.Work.Sentences {
			s := &e.Work.Sentences[i]
			if e.Tags[s.First] != "?" {
				r.first, r.last = s.First, s.Last
				r.setStyle(i)
				sequences = r.sequences(sequences, gold)
			}
		}
		l.sequences = append(l.sequences, sequences)
	}
	return l, nil
}

// Learn trains the model of the names stage, a linear-chain conditional random field (Lafferty, McCallum, Pereira
// 2001) by stochastic gradient steps, and returns it
// as its file. weights is how much each example counts, 0 not at all. The answer depends on the arguments only.
func (l *Lesson) Learn(weights []float32, settings Settings) []byte {
	var sequences []sequence
	for i, list := range l.sequences {
		if weights[i] == 0 {
			continue
		}
		for _, s := range list {
			s.weight = weights[i]
			sequences = append(sequences, s)
		}
	}
	learnt := train(sequences, settings)
	m := &model{common: l.common, rows: make([]uint64, modelRows), knowledge: l.knowledge}
	largest := float32(0)
	for _, v := range learnt {
		largest = max(largest, v, -v)
	}
	// Weights are cut at half the largest: few are so big, and the rest keep more of their digits.
	scale := 127 / max(largest/2, 1e-9)
	m.scale = scale
	m.bias = int32(settings.OutBias * float64(scale))
	for k := range learnt {
		b := uint64(int(math.Round(float64(min(max(learnt[k]*scale, -127), 127)))) + 128)
		m.rows[k/rowWidth] |= b << (8 * (k % rowWidth))
	}
	return m.encode()
}

// sequences appends those of the sentence at hand.
func (r *scratch) sequences(list []sequence, gold []tag) []sequence {
	for i := r.first; i < r.last; i++ {
		if !r.opens(i) && r.ruleMarks[i]&markLocked == 0 {
			continue
		}
		s := sequence{}
		j := i
		prev := tagOut
		for ; j < r.last && (j == i || r.goesOn(j)); j++ {
			t := gold[j]
			locked := r.ruleMarks[j]&markLocked != 0
			if locked {
				t = r.ruleTags[j]
			}
			closed := r.closed(j)
			// Where the right tag cannot follow: begin, or, where none may begin, out.
			if t != tagOut && !t.begins() && prev.kind() != t.kind() {
				t--
			}
			if t.begins() && closed && !locked {
				t = tagOut
			}
			var static, joint []uint32
			if !locked {
				r.features(j)
				static = append([]uint32(nil), r.feats...)
				joint = append([]uint32(nil), r.joint...)
			}
			s.listStatic, s.listJoint = append(s.listStatic, r.listFeats), append(s.listJoint, r.listJoint)
			s.static, s.joint = append(s.static, static), append(s.joint, joint)
			s.gold, s.locked, s.closed = append(s.gold, t), append(s.locked, locked), append(s.closed, closed)
			prev = t
		}
		list = append(list, s)
		i = j - 1
	}
	return list
}

// trainer holds the weights while they are learnt.
type trainer struct {
	weights  []float32
	rate, l2 float32
	dropout  float64
	random   *rand.Rand

	// of the sequence at hand, by token and tag
	emit            [][tagCount]float64
	move            [][tagCount][tagCount]float64
	forward, behind [][tagCount]float64
	dropped         [128]bool
	nameless        []bool // the word itself is not told
	listless        []bool // its lists are not told: most names of the world are in none
	wordDropout     float64
}

// listDropout is the share of words whose lists are not told in a step.
const listDropout = 0.3

func train(sequences []sequence, settings Settings) []float32 {
	t := &trainer{
		weights: make([]float32, modelRows*rowWidth),
		rate:    float32(settings.Rate), l2: float32(settings.L2), dropout: settings.Dropout, wordDropout: settings.WordDropout, random: rand.New(rand.NewPCG(settings.Seed, 1)),
	}
	total := make([]float32, len(t.weights))
	order := make([]int, len(sequences))
	for i := range order {
		order[i] = i
	}
	averaged := 0
	for epoch := 0; epoch < settings.Epochs; epoch++ {
		t.rate = float32(settings.Rate * (1 - float64(epoch)/float64(settings.Epochs)))
		t.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			t.learn(&sequences[i])
		}
		// The mean of the second half of the epochs.
		if epoch >= settings.Epochs/2 {
			averaged++
			for k, v := range t.weights {
				total[k] += v
			}
		}
	}
	for k := range total {
		total[k] /= float32(averaged)
	}
	return total
}

func (t *trainer) learn(s *sequence) {
	n := len(s.gold)
	for len(t.emit) < n {
		t.emit = append(t.emit, [tagCount]float64{})
		t.move = append(t.move, [tagCount][tagCount]float64{})
		t.forward = append(t.forward, [tagCount]float64{})
		t.behind = append(t.behind, [tagCount]float64{})
		t.nameless, t.listless = append(t.nameless, false), append(t.listless, false)
	}
	for k := range t.dropped {
		t.dropped[k] = t.random.Float64() < t.dropout
	}
	// forward[i][y]: log of the sum over all ways to y at i. Tags far behind the best are not followed, the right one
	// excepted.
	for i := 0; i < n; i++ {
		e := &t.emit[i]
		t.nameless[i] = t.random.Float64() < t.wordDropout
		t.listless[i] = t.random.Float64() < listDropout
		var sum [rowWidth]float32
		for k, f := range s.static[i] {
			if t.dropped[k] || k < wordFeats && t.nameless[i] || k >= s.listStatic[i] && t.listless[i] {
				continue
			}
			row := t.weights[int(f)*rowWidth : int(f)*rowWidth+rowWidth]
			for y := range sum {
				sum[y] += row[y]
			}
		}
		for y := range e {
			e[y] = float64(sum[y]) / (1 - t.dropout)
		}
		top := 0.0
		if i > 0 {
			top = t.forward[i-1][0]
			for _, v := range t.forward[i-1] {
				top = max(top, v)
			}
		}
		for p := tagOut; p < tagCount; p++ {
			m := &t.move[i][p]
			if i == 0 && p != tagOut || i > 0 && (t.forward[i-1][p] < top-9 && p != s.gold[i-1] || math.IsInf(t.forward[i-1][p], -1)) {
				for y := range m {
					m[y] = math.Inf(-1)
				}
				continue
			}
			var sum [rowWidth]float32
			for n, f := range s.joint[i] {
				if n < wordJoint && t.nameless[i] || n >= s.listJoint[i] && t.listless[i] {
					continue
				}
				k := int(jointRow(f, p)) * rowWidth
				row := t.weights[k : k+rowWidth]
				for y := range sum {
					sum[y] += row[y]
				}
			}
			for y := tagOut; y < tagCount; y++ {
				bad := y != tagOut && !y.begins() && p.kind() != y.kind() || y.begins() && s.closed[i]
				if s.locked[i] {
					bad = y != s.gold[i]
				}
				if bad {
					m[y] = math.Inf(-1)
				} else {
					m[y] = e[y] + float64(sum[y])
				}
			}
		}
		for y := range t.forward[i] {
			if i == 0 {
				t.forward[i][y] = t.move[i][tagOut][y]
				continue
			}
			var terms [tagCount]float64
			for p := range terms {
				terms[p] = t.forward[i-1][p] + t.move[i][p][y]
			}
			t.forward[i][y] = logSum(&terms)
		}
	}
	t.behind[n-1] = [tagCount]float64{}
	for i := n - 2; i >= 0; i-- {
		for p := range t.behind[i] {
			var terms [tagCount]float64
			for y := range terms {
				terms[y] = t.move[i+1][p][y] + t.behind[i+1][y]
			}
			t.behind[i][p] = logSum(&terms)
		}
	}
	last := t.forward[n-1]
	z := logSum(&last)
	if math.IsInf(z, -1) {
		return
	}
	prevGold := tagOut
	for i := 0; i < n; i++ {
		gold := s.gold[i]
		if s.locked[i] {
			prevGold = gold
			continue
		}
		var tokens [tagCount]float64
		for p := tagOut; p < tagCount; p++ {
			from := 0.0
			if i > 0 {
				from = t.forward[i-1][p]
			} else if p != tagOut {
				continue
			}
			if math.IsInf(from, -1) {
				continue
			}
			var gradient [tagCount]float64
			any := false
			if math.IsInf(t.move[i][p][tagOut], -1) && math.IsInf(t.move[i][p][gold], -1) {
				continue
			}
			for y := range gradient {
				g := math.Exp(from + t.move[i][p][y] + t.behind[i][y] - z)
				tokens[y] += g
				if p == prevGold && tag(y) == gold {
					g--
				}
				gradient[y] = g
				any = any || math.Abs(g) > 1e-3
			}
			if any {
				for n, f := range s.joint[i] {
					if n < wordJoint && t.nameless[i] || n >= s.listJoint[i] && t.listless[i] {
						continue
					}
					t.step(int(jointRow(f, p)), &gradient, s.weight)
				}
			}
		}
		tokens[gold]--
		any := false
		for y, g := range tokens {
			tokens[y] /= 1 - t.dropout
			any = any || math.Abs(g) > 1e-3
		}
		if any {
			for k, f := range s.static[i] {
				if !t.dropped[k] && !(k < wordFeats && t.nameless[i]) && !(k >= s.listStatic[i] && t.listless[i]) {
					t.step(int(f), &tokens, s.weight)
				}
			}
		}
		prevGold = gold
	}
}

func (t *trainer) step(row int, gradient *[tagCount]float64, weight float32) {
	k := row * rowWidth
	w := t.weights[k : k+rowWidth]
	for y, g64 := range gradient {
		g := float32(g64)*weight + t.l2*w[y]
		w[y] -= t.rate * g
	}
}

func logSum(terms *[tagCount]float64) float64 {
	top := math.Inf(-1)
	for _, v := range terms {
		top = max(top, v)
	}
	if math.IsInf(top, -1) {
		return top
	}
	sum := 0.0
	for _, v := range terms {
		if v > top-20 {
			sum += math.Exp(v - top)
		}
	}
	return top + math.Log(sum)
}
