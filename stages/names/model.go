package names

import (
	"encoding/binary"
	"fmt"
	"math"

	"annals/stages"
)

// The model. Rules know how names are made and miss what only the context tells:
// whether "Jordan" is a man or a country, whether a capital begins a name or a
// sentence. So a linear model has the last word on people, organisations and
// places: a conditional random field that tags capitalised words with begin, inside and outside, the best sequence of each
// run of them (Viterbi, in a beam), from hashed features of words, shapes, word lists, gazetteer, the
// lists of knowledge.go and the rules' own answer. Other words are outside without being looked at, so its cost
// follows the number of capitals: some sixty table reads a capitalised word, in two megabytes.

// tag is what the model gives a token.
type tag uint8

const (
	tagOut tag = iota
	tagBeginPerson
	tagInPerson
	tagBeginOrganisation
	tagInOrganisation
	tagBeginPlace
	tagInPlace
	tagCount
)

func (t tag) kind() stages.NameKind {
	return [tagCount]stages.NameKind{stages.NoName, stages.Person, stages.Person, stages.Organisation, stages.Organisation, stages.Place, stages.Place}[t]
}

func (t tag) begins() bool { return t&1 == 1 }

func beginTag(k stages.NameKind) tag {
	switch k {
	case stages.Person:
		return tagBeginPerson
	case stages.Organisation:
		return tagBeginOrganisation
	case stages.Place:
		return tagBeginPlace
	}
	return tagOut
}

const (
	modelBits = 18
	modelRows = 1 << modelBits
	modelMask = modelRows - 1
	rowWidth  = 8 // tagCount rounded up
)

// model holds one row of weights a feature. A row is a word of eight bytes, one a tag, each
// the weight plus 128: a row is then added to the scores of all tags by two
// additions, in lanes of 16 bits (43 features of at most 255 do not overflow them).
type model struct {
	rows      []uint64 // modelRows
	common    []string
	knowledge *knowledge
	bias      int32   // added to the score of "out": precision for recall
	scale     float32 // of the weights: a score divided by it is a logarithm of odds
}

const (
	evenLanes = 0x00ff00ff00ff00ff
	laneBits  = 16
)

// score is the sum of tag t in the lanes of the even and the odd bytes.
func score(even, odd uint64, t tag) uint64 {
	if t&1 == 1 {
		even = odd
	}
	return even >> (uint(t>>1) * laneBits) & 0xffff
}

const modelMagic = "annals names 3\n"

// encode writes the model: magic, number of common words, each with its length, weights.
func (m *model) encode() []byte {
	b := []byte(modelMagic)
	b = binary.LittleEndian.AppendUint32(b, uint32(m.bias))
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.scale))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.common)))
	for _, s := range m.common {
		b = append(b, byte(len(s)))
		b = append(b, s...)
	}
	b = m.knowledge.words.encode(b)
	b = m.knowledge.phrases.encode(b)
	for _, row := range m.rows {
		b = binary.LittleEndian.AppendUint64(b, row)
	}
	return b
}

func decodeModel(b []byte) (*model, error) {
	if len(b) < len(modelMagic)+12 || string(b[:len(modelMagic)]) != modelMagic {
		return nil, fmt.Errorf("names.model: not a model of this version")
	}
	b = b[len(modelMagic):]
	bias, scale := int32(binary.LittleEndian.Uint32(b)), math.Float32frombits(binary.LittleEndian.Uint32(b[4:]))
	b = b[8:]
	n := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	m := &model{rows: make([]uint64, modelRows), knowledge: &knowledge{}, bias: bias, scale: scale}
	for i := 0; i < n; i++ {
		if len(b) < 1 || len(b) < 1+int(b[0]) {
			return nil, fmt.Errorf("names.model: cut short")
		}
		m.common = append(m.common, string(b[1:1+b[0]]))
		b = b[1+b[0]:]
	}
	var err error
	if b, err = m.knowledge.words.decode(b); err != nil {
		return nil, err
	}
	if b, err = m.knowledge.phrases.decode(b); err != nil {
		return nil, err
	}
	if len(b) != modelRows*rowWidth {
		return nil, fmt.Errorf("names.model: %d bytes of weights, want %d", len(b), modelRows*rowWidth)
	}
	for i := range m.rows {
		m.rows[i] = binary.LittleEndian.Uint64(b[i*rowWidth:])
	}
	return m, nil
}

// lanes sums the rows of features: score reads one tag's sum.
func (m *model) lanes(feats []uint32) (even, odd uint64) {
	for _, f := range feats {
		row := m.rows[f&modelMask]
		even += row & evenLanes
		odd += row >> 8 & evenLanes
	}
	return even, odd
}

// Lean changes how the model of a stage leans: bias is added to the logarithm of the odds of "no name". For
// measuring.
func Lean(s stages.Stage, bias float64) {
	m := s.(*stage).model
	m.bias = int32(bias * float64(m.scale))
}
