// Package model is the grammar of English as learnt: the network that gives tags
// and trees, the table of lemmas, and the file that holds both. Package syntax
// runs it on documents, the programs of internal/train make the file.
package model

import (
	"encoding/binary"
	"errors"
)

// Model is a model file opened. It is read-only and shared.
type Model struct {
	Lemmas  Lemmas
	Network Network
}

const magic = "annals syntax 4\n"

// Open reads a model file. It keeps b, which must not change.
func Open(b []byte) (*Model, error) {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return nil, errors.New("model file: not one of this version")
	}
	r := reader{b: b[len(magic):]}
	m := &Model{}
	m.Lemmas.read(&r)
	if r.err != nil {
		return nil, r.err
	}
	if err := m.Network.read(r.b); err != nil {
		return nil, err
	}
	return m, nil
}

// File is a model file: lemmas, then the file of a network. It is kept as it is:
// bytes learnt hardly get shorter, and unpacking them would be most of the time of
// loading.
func File(l *Lemmas, network []byte) []byte {
	u := binary.LittleEndian.AppendUint32
	b := u([]byte(magic), uint32(len(l.Scripts)))
	for _, s := range l.Scripts {
		b = u(b, uint32(s.Cut))
		b = u(b, uint32(len(s.Add)))
		b = append(b, s.Add...)
	}
	b = u(b, uint32(l.Bits))
	b = append(b, l.Keys...)
	b = append(b, l.Values...)
	return append(b, network...)
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

func (r *reader) string() string { return string(r.bytes(int(r.uint32()))) }

// grow is s with length n, whose old contents mean nothing where it has to grow.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
