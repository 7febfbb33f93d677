package pipeline

import (
	"encoding/binary"
	"errors"
	"math"

	"annals/schemas"
)

// encoder is a schemas.Sink that writes values as bytes. The form is private to
// the state folder: it may change with every version, since the state is keyed
// by the program that wrote it.
type encoder struct{ b []byte }

func (e *encoder) Text(s string, known bool) {
	if !known {
		s = "" // Take reads "" as NULL
	}
	e.b = binary.AppendUvarint(e.b, uint64(len(s)))
	e.b = append(e.b, s...)
}

func (e *encoder) Int(v int32, known bool) {
	e.Bool(known)
	if known {
		e.b = binary.AppendVarint(e.b, int64(v))
	}
}

func (e *encoder) Double(v float64, known bool) {
	e.Bool(known)
	if known {
		e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(v))
	}
}

func (e *encoder) Bool(v bool) {
	c := byte(0)
	if v {
		c = 1
	}
	e.b = append(e.b, c)
}

func (e *encoder) Date(d schemas.Day, known bool) { e.Int(int32(d), known) }

func (e *encoder) List(l []string) {
	e.b = binary.AppendUvarint(e.b, uint64(len(l)))
	for _, s := range l {
		e.Text(s, true)
	}
}

// encode appends the rows of one document and its sketch: for each table the
// length of its part, the number of rows, the rows.
func (e *encoder) encode(rows *schemas.Rows, sketch []uint64) {
	e.b = binary.AppendUvarint(e.b, uint64(len(sketch)))
	for _, h := range sketch {
		e.b = binary.LittleEndian.AppendUint64(e.b, h)
	}
	for t := range schemas.NumTables {
		at := len(e.b)
		e.b = append(e.b, 0, 0, 0, 0)
		n := rows.Len(t)
		e.b = binary.AppendUvarint(e.b, uint64(n))
		for i := range n {
			rows.Row(t, i).Put(e)
		}
		binary.LittleEndian.PutUint32(e.b[at:], uint32(len(e.b)-at-4))
	}
}

var errCodec = errors.New("the state file is damaged")

// decoder is a schemas.Source over what an encoder wrote. Strings are parts of
// one string, the whole record. After an error it gives zero values.
type decoder struct {
	s   string
	at  int
	err error
}

func (d *decoder) take(n int) string {
	if d.err != nil || n < 0 || n > len(d.s)-d.at {
		d.err = errCodec
		return ""
	}
	s := d.s[d.at : d.at+n]
	d.at += n
	return s
}

func (d *decoder) uvarint() uint64 {
	v := uint64(0)
	for shift := uint(0); shift < 64; shift += 7 {
		c := d.take(1)
		if d.err != nil {
			return 0
		}
		v |= uint64(c[0]&0x7f) << shift
		if c[0] < 0x80 {
			return v
		}
	}
	d.err = errCodec
	return 0
}

func (d *decoder) Text() string { return d.take(int(min(d.uvarint(), math.MaxInt32))) }

func (d *decoder) Int() schemas.Null[int32] {
	if !d.Bool() {
		return schemas.Null[int32]{}
	}
	u := d.uvarint()
	v := int64(u >> 1)
	if u&1 != 0 {
		v = ^v
	}
	return schemas.Null[int32]{Value: int32(v), Known: true}
}

func (d *decoder) word() uint64 {
	s := d.take(8)
	if d.err != nil {
		return 0
	}
	v := uint64(0)
	for i := 7; i >= 0; i-- {
		v = v<<8 | uint64(s[i])
	}
	return v
}

func (d *decoder) Double() schemas.Null[float64] {
	if !d.Bool() {
		return schemas.Null[float64]{}
	}
	return schemas.Null[float64]{Value: math.Float64frombits(d.word()), Known: true}
}

func (d *decoder) Bool() bool { c := d.take(1); return c == "\x01" }

func (d *decoder) Date() schemas.Null[schemas.Day] {
	n := d.Int()
	return schemas.Null[schemas.Day]{Value: schemas.Day(n.Value), Known: n.Known}
}

func (d *decoder) List() []string {
	n := int(min(d.uvarint(), math.MaxInt32))
	if n == 0 || n > len(d.s)-d.at {
		return nil
	}
	l := make([]string, n)
	for i := range l {
		l[i] = d.Text()
	}
	return l
}

// decode reads a record; of the tables only those wanted, all if nil.
func decode(record string, rows *schemas.Rows, wanted func(schemas.TableID) bool) (sketch []uint64, err error) {
	d := &decoder{s: record}
	n := int(min(d.uvarint(), math.MaxInt32))
	if n > len(record)/8 {
		return nil, errCodec
	}
	if n > 0 {
		sketch = make([]uint64, n)
	}
	for i := range sketch {
		sketch[i] = d.word()
	}
	for t := range schemas.NumTables {
		s := d.take(4)
		if d.err != nil {
			return nil, d.err
		}
		length := int(s[0]) | int(s[1])<<8 | int(s[2])<<16 | int(s[3])<<24
		if wanted != nil && !wanted(t) {
			d.take(length)
			continue
		}
		end := d.at + length
		for range d.uvarint() {
			rows.Grow(t).Take(d)
			if d.err != nil {
				return nil, d.err
			}
		}
		if d.at != end {
			return nil, errCodec
		}
	}
	return sketch, d.err
}
