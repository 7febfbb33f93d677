package model

import (
	"encoding/binary"
	"errors"
	"fmt"
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
// 257 active features. Nothing is copied from the model file: rows are read
// from the bytes that are part of the program, so loading costs next to nothing
// and all workers share one copy in memory.
type Network struct {
	Units int
	Shift uint8 // hidden sums are shifted right by it and cut at 255
	Bits  uint8
	Table []byte // 8 bytes a slot: key (0 is free) and number of the row, little-endian
	Rows  []byte // Units bytes a row
	Bias  []int32
	Heads []Head
}

// head is one dense output layer.
type Head struct {
	Classes int
	Bias    []int32
	Weights []int8 // by class, then unit
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

// Find is the row of a feature, -1 where the model does not know it.
func (n *Network) Find(f Feature) int32 {
	key := f.Key()
	mask := uint32(1)<<n.Bits - 1
	for i := uint32(f >> (64 - n.Bits)); ; i = (i + 1) & mask {
		switch e := binary.LittleEndian.Uint64(n.Table[8*i:]); uint32(e) {
		case key:
			return int32(e >> 32)
		case 0:
			return -1
		}
	}
}

// lookup appends the slots of the features that the model knows.
func (n *Network) Lookup(features []Feature, slots []int32) []int32 {
	for _, f := range features {
		if s := n.Find(f); s >= 0 {
			slots = append(slots, s)
		}
	}
	return slots
}

const lanes = 0x00ff00ff00ff00ff

// Hidden adds up the given rows on top of base and writes the units'
// activations, 0 to 255. sums is scratch space.
func (n *Network) Hidden(rows []int32, base, sums []int32, out []uint8) {
	sum(n.Rows, n.Units, rows, base, sums)
	out = out[:len(sums)]
	for u, x := range sums {
		out[u] = activation(x, n.Shift)
	}
}

func activation(sum int32, shift uint8) uint8 {
	if sum <= 0 {
		return 0
	}
	return uint8(min(sum>>shift, 255))
}

// score is the score of one class.
func (h *Head) Score(class int, hidden []uint8) int32 {
	w := h.Weights[class*len(hidden) : (class+1)*len(hidden)]
	sum := h.Bias[class]
	for i, x := range hidden {
		sum += int32(x) * int32(w[i])
	}
	return sum
}

// best is the class with the highest score, the first of equals.
func (h *Head) Best(hidden []uint8) int {
	best, top := 0, int32(-1<<31)
	for c := range h.Classes {
		if s := h.Score(c, hidden); s > top {
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
		h.Bias = r.int32s(h.Classes)
		w := r.bytes(h.Classes * n.Units)
		h.Weights = make([]int8, len(w))
		for i, x := range w {
			h.Weights[i] = int8(x)
		}
		n.Heads = append(n.Heads, h)
	}
	n.Table = r.bytes(8 << n.Bits)
	n.Rows = r.bytes(n.Units * int(r.uint32()))
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

func (r *reader) uint32() uint32 { return binary.LittleEndian.Uint32(r.bytes(4)) }

func (r *reader) int32s(n int) []int32 {
	b := r.bytes(4 * n)
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func (r *reader) string() string { return string(r.bytes(int(r.uint32()))) }
