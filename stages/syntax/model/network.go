package model

import (
	"encoding/binary"
	"errors"
	"fmt"

	"annals/internal/pages"
)

// A network scores classes from sparse features: every feature owns a row of
// small integers, the rows of the active features are added up, negative sums
// are cut to zero (one hidden layer of rectified units), and a second, dense
// layer weighs the hidden units for each class. Rows are looked up by a hash of
// the feature in an open-addressing table at most half full, so a feature costs
// one probe (mostly) and, where the model knows it, its row's cache lines.
//
// All arithmetic is in integers, hence the same on every machine. A row is one
// unsigned byte a unit, 128 standing for zero; sums are made eight units at a
// time in 64-bit words, four lanes of 16 bits each, which cannot overflow below
// 257 active features. Workers share one
// copy of everything.
type Network struct {
	Units int
	Shift uint8 // hidden sums are shifted right by it and cut at 255
	Bits  uint8
	Table []uint64 // a slot: key (0 is free), and the number of the row above it
	Rows  []byte   // Units bytes a row
	Bias  []int32
	Heads []Head
}

// head is one dense output layer.
type Head struct {
	Classes int
	Bias    []int32
	Weights []int16 // by class, then unit; padded
}

// feature is the hash of a feature: template and values.
type Feature uint64

const (
	mixA = 0x9e3779b97f4a7c15
	mixB = 0xff51afd7ed558ccd
)

// Feat is the feature of a template and a value.
func Feat(template uint64, value uint64) Feature {
	h := (value ^ template*mixA) * mixB
	h ^= h >> 32
	return Feature(h * mixA)
}

// Join combines two values into one.
func Join(a, b uint64) uint64 { return (a^b*mixA)*mixB ^ a>>29 }

// Key is what the table compares; Slot where it looks first.
func (f Feature) Key() uint32 {
	k := uint32(f)
	if k == 0 {
		k = 1
	}
	return k
}

// lookupPlain writes the rows of the features that a table knows, and returns
// how many. The first probes of all features are made before the first is looked
// at, so that the processor waits for memory once and not for each.
func lookupPlain(table []uint64, bits uint8, features []Feature, rows []int32) int {
	var first [maxFeatures]uint64
	mask := uint32(len(table) - 1)
	down := (64 - bits) & 63
	features = features[:min(len(features), maxFeatures)]
	for i, f := range features {
		first[i] = table[uint32(f>>down)&mask]
	}
	n := 0
	for i, f := range features {
		e, key := first[i], f.Key()
		if k := uint32(e); k != key && k != 0 {
			for at := uint32(f>>down) + 1; ; at++ {
				e = table[at&mask]
				if k := uint32(e); k == key || k == 0 {
					break
				}
			}
		}
		rows[n&(maxFeatures-1)] = int32(e >> 32)
		if uint32(e) == key {
			n++
		}
	}
	return n
}

// lookup returns the rows, in any order, of the features that a table knows, in
// the memory of rows.
func lookup(table []uint64, bits uint8, features []Feature, rows []int32) []int32 {
	rows = grow(rows, maxFeatures+8)
	features = features[:min(len(features), maxFeatures)]
	return rows[:rowsOf(table, bits, features, rows)]
}

// maxFeatures is more features than any template list makes.
const maxFeatures = 128

// Hidden adds up the given rows on top of base and writes the units'
// activations, 0 to 255. sums is scratch space.
func (n *Network) Hidden(rows, base []int32, sums []uint16, out []int16) {
	sum(n.Rows, n.Units, rows, sums)
	activate(base, sums, int32(len(rows)*128), n.Shift, out)
}

// Scores writes the scores of the classes; scores is of length Padded.
func (h *Head) Scores(hidden []int16, scores []int32) {
	products(h.Weights, hidden, scores)
	addTo(h.Bias, scores)
}

// Padded is the number of classes rounded up to a multiple of 16; the classes
// beyond the last score nothing.
func (h *Head) Padded() int { return (h.Classes + 15) &^ 15 }

// Best is the class with the highest score, the first of equals.
func (h *Head) Best(hidden []int16, scores []int32) int {
	scores = scores[:h.Padded()]
	h.Scores(hidden, scores)
	best, top := 0, int32(-1<<31)
	for c, s := range scores[:h.Classes] {
		if s > top {
			best, top = c, s
		}
	}
	return best
}

// read takes a network from the front of b and returns the rest.
func (n *Network) Read(b []byte) (rest []byte, err error) {
	r := reader{b: b}
	n.Units = int(r.uint32())
	n.Shift = uint8(r.uint32())
	n.Bits = uint8(r.uint32())
	heads := int(r.uint32())
	if r.err != nil || n.Units <= 0 || n.Units > 1024 || n.Units%32 != 0 || n.Bits > 22 || heads > 8 {
		return nil, errors.New("network: bad header")
	}

	n.Bias = r.int32s(n.Units)
	for range heads {
		h := Head{Classes: int(r.uint32())}
		if h.Classes > 1<<16 {
			return nil, fmt.Errorf("network: %d classes", h.Classes)
		}
		h.Bias = append(r.int32s(h.Classes), make([]int32, h.Padded()-h.Classes)...)
		w := r.bytes(h.Classes * n.Units)
		h.Weights = make([]int16, h.Padded()*n.Units)
		for i, x := range w {
			h.Weights[i] = int16(int8(x))
		}
		n.Heads = append(n.Heads, h)
	}
	n.Table = r.uint64s(1 << n.Bits)
	n.Rows = r.rows(n.Units)
	checkTable(&r, n.Table, len(n.Rows)/n.Units)
	return r.b, r.err
}

// reader takes little-endian values from the front of b; it remembers its first
// error and yields zeros after it.
type reader struct {
	b   []byte
	err error
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.err = errors.New("model file: too short")
		return make([]byte, max(0, min(n, 1<<26)))
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

// rows are copied to where a row begins at a cache line, and on huge pages.
func (r *reader) rows(width int) []byte {
	b := r.bytes(width * int(r.uint32()))
	out := pages.Make[uint8](len(b))
	copy(out, b)
	return out
}

func (r *reader) uint32() uint32 { return binary.LittleEndian.Uint32(r.bytes(4)) }

func (r *reader) int32s(n int) []int32 {
	b := r.bytes(4 * n)
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func (r *reader) uint64s(n int) []uint64 {
	b := r.bytes(8 * n)
	out := pages.Make[uint64](n)
	for i := range out {
		out[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return out
}

func (r *reader) int16s(n int) []int16 {
	b := r.bytes(2 * n)
	out := make([]int16, n)
	for i := range out {
		out[i] = int16(binary.LittleEndian.Uint16(b[2*i:]))
	}
	return out
}

func (r *reader) string() string { return string(r.bytes(int(r.uint32()))) }
