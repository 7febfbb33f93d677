package model

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"annals/internal/pages"
	"annals/stages"
)

// A Network is what was learnt of tags and trees. It is small and dense:
//
//   - A token is a vector of small integers, tanh~ of the sum of up to ten rows:
//     of its form, its endings and beginnings, how it is written and spaced.
//   - Simple recurrent layers (Lei et al. 2018) read the sentence from both
//     sides, one above the other. All products of matrices with vectors are made for
//     a whole sentence at once; the recurrence itself goes number by number.
//     From the second layer on, what a layer reads shines through to what it
//     says (a highway).
//   - Tags are read off one of the layers, the pair of UPOS and Penn tag with the
//     greatest sum of scores, of those that there are.
//   - Trees are read off the last one: each word has a small vector as a dependent
//     and one as a head; an arc scores by their product and by how far and to
//     which side it goes (biaffine: Dozat and Manning 2017), and the best tree with
//     one root is taken. A label is a small layer over dependent, head and distance.
//
// Weights, token vectors and states are signed bytes, products are summed up in
// 32 bits, and what goes between is float32 without fusing (elements.go): every
// machine gives the same bits. A token costs some 350,000 multiplications and
// additions of bytes, 2 microseconds of VNNI, whatever the sentence; arc scores grow
// with the square of the sentence, which has 512 words at most here (longer ones are
// read in stretches). Read-only, and shared by all workers.
type Network struct {
	width    int // of a token's vector
	units    int // of a layer, each direction
	arcs     int // width of a word as a dependent and as a head
	tagLayer int // the layer below the tags

	table     []uint64 // a slot: key of a feature (0 is free), and its row above it
	down      uint8    // what a feature is shifted by to find its slot
	rows      []uint8  // width bytes a row, 128 standing for zero; the first is of unknown forms
	rowScale  []float32
	layers    []layer
	tags      product   // scores of UPOS, then of Penn tags
	pairs     []tagPair // by tag
	choices   []choice  // by tag
	upos      int       // how many scores of UPOS there are
	project   product   // dependent, head; for labels: dependent, head
	labelled  int       // width of the last two
	root      []byte    // as a head, signed bytes
	distances product   // of a dependent: what a bucket of distance adds
	near      []float32
	labels    product
	relations []stages.Relation
}

// layer is a recurrent layer; see pass.
type layer struct {
	product product
	gates   []float32 // vf, vr of the first direction, then of the second
	highway bool
}

// tagPair is a UPOS and a Penn tag that go together, and where the score of the
// former stands.
type tagPair struct {
	rank   uint16 // in the file, which says what is taken of equals
	uposAt uint16
	upos   stages.UPOS
	tag    stages.Tag
}

// choice is the pairs of a Penn tag: pairs[first:last].
type choice struct{ first, last uint16 }

const networkMagic = "annals dense 01\n"

var errBad = errors.New("model file: damaged")

// sections reads the parts of a network file one by one: a name of four bytes, the
// length, zeros up to a multiple of 64 bytes, the body.
type sections struct {
	all  []byte
	at   int
	body []byte
	name string
	err  error
}

// open goes to the next section, which must be the one named.
func (s *sections) open(name string) {
	if s.err != nil {
		return
	}
	if s.at+8 > len(s.all) || string(s.all[s.at:s.at+4]) != name {
		s.err = fmt.Errorf("model file: no section %q", name)
		return
	}
	length := int(binary.LittleEndian.Uint32(s.all[s.at+4:]))
	from := roundUp(s.at+8, 64)
	if length > len(s.all)-from {
		s.err = errBad
		return
	}
	s.body, s.at, s.name = s.all[from:from+length], from+length, name
}

// take is the next n bytes of the section.
func (s *sections) take(n int) []byte {
	if s.err == nil && (n < 0 || n > len(s.body)) {
		s.err = fmt.Errorf("model file: section %q is too short", s.name)
	}
	if s.err != nil {
		return nil
	}
	b := s.body[:n]
	s.body = s.body[n:]
	return b
}

func (s *sections) uint32s(n int) []uint32 {
	b := s.take(4 * n)
	out := make([]uint32, len(b)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}

// float32s are finite and not so great that a sentence could overflow.
func (s *sections) float32s(n int) []float32 {
	out := make([]float32, 0, max(n, 0))
	for _, u := range s.uint32s(n) {
		f := math.Float32frombits(u)
		if !(f >= -1e6 && f <= 1e6) {
			s.err = fmt.Errorf("model file: section %q holds %v", s.name, f)
		}
		out = append(out, f)
	}
	return out
}

// product is three sections: weights, scales, biases.
func (s *sections) product(weights, scales, biases string, rows, width int) (p product) {
	s.open(weights)
	w := s.take(rows * width)
	s.open(scales)
	scale := s.float32s(rows)
	s.open(biases)
	if bias := s.float32s(rows); s.err == nil {
		p.set(w, width, scale, bias)
	}
	return p
}

// shape is the numbers of the section "head".
type shape struct {
	width, layers, units, arcs, labelled, relations, upos, tags, pairs, buckets, rows, features, tagLayer int
}

func (h *shape) check() bool {
	for _, c := range []struct{ n, most, unit int }{
		{h.width, 512, 32},
		{h.units, 256, 16},
		{h.arcs, 256, 16},
		{h.labelled, 256, 16},
		{h.layers, 8, 1},
		{h.relations, 256, 1},
		{h.upos, 256, 1},
		{h.tags, 256, 1},
		{h.pairs, 1 << 12, 1},
		{h.rows, 1 << 20, 1},
		{h.features, 1 << 20, 1},
	} {
		if c.n <= 0 || c.n > c.most || c.n%c.unit != 0 {
			return false
		}
	}
	return h.buckets == bucketCount && h.tagLayer >= 0 && h.tagLayer < h.layers
}

// read takes a network from a file.
func (n *Network) read(b []byte) error {
	if len(b) < len(networkMagic) || string(b[:len(networkMagic)]) != networkMagic {
		return errors.New("model file: no network of this version")
	}
	s := sections{all: b, at: len(networkMagic)}
	s.open("head")
	u := s.uint32s(14)
	if s.err != nil {
		return s.err
	}
	h := shape{
		width: int(u[0]), layers: int(u[1]), units: int(u[2]), arcs: int(u[3]), labelled: int(u[4]), relations: int(u[5]), upos: int(u[6]), tags: int(u[7]), pairs: int(u[8]),
		buckets: int(u[9]), rows: int(u[10]), features: int(u[11]), tagLayer: int(u[12]),
	}
	if !h.check() {
		return errBad
	}
	n.width, n.units, n.arcs, n.labelled, n.tagLayer = h.width, h.units, h.arcs, h.labelled, h.tagLayer
	s.open("rows")
	n.setRows(s.take(h.rows * h.width))
	s.open("rsca")
	n.rowScale = s.float32s(h.width)
	n.readTable(&s, h.features, h.rows)
	for l := range h.layers {
		width := 2 * h.units
		if l == 0 {
			width = h.width
		}
		k := layer{product: s.product(fmt.Sprintf("w%d  ", l), fmt.Sprintf("s%d  ", l), fmt.Sprintf("b%d  ", l), 6*h.units, width), highway: width == 2*h.units}
		s.open(fmt.Sprintf("v%d  ", l))
		k.gates = s.float32s(4 * h.units)
		n.layers = append(n.layers, k)
	}
	n.tags = s.product("tagw", "tags", "tagb", h.upos+h.tags, 2*h.units)
	n.readPairs(&s, h)
	n.project = s.product("prow", "psca", "pbia", 2*h.arcs+2*h.labelled, 2*h.units)
	s.open("root")
	n.root = s.take(h.arcs)
	n.distances = s.product("offw", "offs", "offb", h.buckets, h.arcs)
	s.open("lbuc")
	n.near = s.float32s(h.buckets * h.labelled)
	n.labels = s.product("labw", "labs", "labb", h.relations, h.labelled)
	s.open("rels")
	for _, r := range s.uint32s(h.relations) {
		if r == 0 || r > math.MaxUint8 || stages.Relation(r) == stages.RelRoot {
			return errBad
		}
		n.relations = append(n.relations, stages.Relation(r))
	}
	s.open("end ")
	return s.err
}

// setRows copies rows to where they begin at a cache line, and on huge pages.
func (n *Network) setRows(b []byte) {
	n.rows = pages.Make[uint8](len(b))
	for i := 0; i+8 <= len(b); i += 8 {
		binary.LittleEndian.PutUint64(n.rows[i:], binary.LittleEndian.Uint64(b[i:])^0x8080808080808080)
	}
}

// readTable lays out the table of features, which is at most half full.
func (n *Network) readTable(s *sections, features, rows int) {
	s.open("keys")
	keys := s.take(8 * features)
	s.open("keyh")
	whole := s.take(8 * features)
	if s.err != nil {
		return
	}
	bits := uint8(1)
	for 1<<bits < 2*features {
		bits++
	}
	n.down = 64 - bits
	n.table = pages.Make[uint64](1 << bits)
	for i := range features {
		f := Feature(binary.LittleEndian.Uint64(whole[8*i:]))
		row := binary.LittleEndian.Uint32(keys[8*i+4:])
		if row >= uint32(rows) {
			s.err = errBad
			return
		}
		at := uint64(f) >> n.down
		for n.table[at] != 0 {
			at = (at + 1) & (1<<bits - 1)
		}
		n.table[at] = uint64(row)<<32 | uint64(f.Key())
	}
}

func (n *Network) readPairs(s *sections, h shape) {
	s.open("pair")
	b := s.take(8 * h.pairs)
	if s.err != nil {
		return
	}
	n.upos = h.upos
	for t := range h.tags {
		first := len(n.pairs)
		for i := range h.pairs {
			at := b[8*i : 8*i+8]
			if int(binary.LittleEndian.Uint16(at[2:])) != t {
				continue
			}
			p := tagPair{uint16(i), binary.LittleEndian.Uint16(at), stages.UPOS(at[4]), stages.Tag(at[6])}
			if int(p.uposAt) >= h.upos || at[5] != 0 || at[7] != 0 || p.upos == stages.NoUPOS || p.tag == stages.NoTag {
				s.err = errBad
				return
			}
			n.pairs = append(n.pairs, p)
		}
		n.choices = append(n.choices, choice{uint16(first), uint16(len(n.pairs))})
	}
	if len(n.pairs) != h.pairs {
		s.err = errBad
	}
}

// bestPair is the pair with the greatest sum of scores, of equals the one that
// stands first in the file. Tags that could not reach it with the best UPOS are
// passed over; that is exact, as rounding keeps the order of sums.
func (n *Network) bestPair(scores []float32) *tagPair {
	upos, tags := scores[:n.upos], scores[n.upos:][:len(n.choices)]
	most := upos[greatest(upos)]
	best := -1
	top := float32(0)
	consider := func(t int) {
		for i := n.choices[t].first; i < n.choices[t].last; i++ {
			p := &n.pairs[i]
			if s := upos[p.uposAt] + tags[t]; best < 0 || s > top || s == top && p.rank < n.pairs[best].rank {
				best, top = int(i), s
			}
		}
	}
	consider(greatest(tags))
	for t, s := range tags {
		if best < 0 || s+most >= top {
			consider(t)
		}
	}
	return &n.pairs[best]
}

// row is the row of a feature, -1 where it has none.
func (n *Network) row(f Feature) int32 {
	mask, key := uint64(len(n.table)-1), f.Key()
	for at := uint64(f) >> (n.down & 63); ; at++ {
		e := n.table[at&mask]
		if uint32(e) == key {
			return int32(e >> 32)
		}
		if e == 0 {
			return -1
		}
	}
}

const lanes = 0x00ff00ff00ff00ff

// vector writes the vector of a token: the sum of its features' rows, scaled and
// squashed. sums is scratch space.
func (n *Network) vector(features *[FeatureCount]Feature, sums []float32, out []uint8) {
	var rows [FeatureCount]int
	count := 0
	for i, f := range features {
		r := n.row(f)
		if r < 0 {
			if i > 0 {
				continue
			}
			r = 0 // an unknown form
		}
		rows[count] = int(r) * n.width
		count++
	}
	// Eight bytes at a time, in two words of four lanes of 16 bits.
	less := int32(zero * count)
	for at := 0; at < n.width; at += 8 {
		var even, odd uint64
		for _, r := range rows[:count] {
			x := binary.LittleEndian.Uint64(n.rows[r+at:])
			even += x & lanes
			odd += x >> 8 & lanes
		}
		scale, to := n.rowScale[at:at+8], sums[at:at+8]
		for l := range 4 {
			to[2*l] = float32(int32(even>>(16*l)&0xffff)-less) * scale[2*l]
			to[2*l+1] = float32(int32(odd>>(16*l)&0xffff)-less) * scale[2*l+1]
		}
	}
	squash(sums[:n.width], out[:n.width])
}
