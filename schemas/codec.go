package schemas

import (
	"encoding/binary"
	"errors"
	"math"
)

// AppendBinary appends a row in the compact form of spool and state files. The
// form is private to one build of annals: it names no columns.
func AppendBinary(b []byte, r Row) []byte {
	e := encoder{b}
	r.Put(&e)
	return e.b
}

// DecodeBinary fills r from the front of b and returns what is left of b.
func DecodeBinary(b []byte, r Row) ([]byte, error) {
	d := decoder{b: b}
	r.Take(&d)
	if d.failed {
		return nil, errors.New("row cannot be decoded: the data ends or is damaged")
	}
	return d.b, nil
}

type encoder struct{ b []byte }

func (e *encoder) Text(s string, known bool) {
	if !known {
		e.b = append(e.b, 0)
		return
	}
	e.b = binary.AppendUvarint(e.b, uint64(len(s))+1)
	e.b = append(e.b, s...)
}

func (e *encoder) Int(v int32, known bool) {
	if !known {
		e.b = append(e.b, 0)
		return
	}
	e.b = binary.AppendUvarint(e.b, uint64(uint32(v<<1^v>>31))+1)
}

func (e *encoder) Double(v float64, known bool) {
	if !known {
		e.b = append(e.b, 0)
		return
	}
	e.b = binary.LittleEndian.AppendUint64(append(e.b, 1), math.Float64bits(v))
}

func (e *encoder) Bool(v bool) {
	if v {
		e.b = append(e.b, 1)
	} else {
		e.b = append(e.b, 0)
	}
}

func (e *encoder) Date(d Day, known bool) { e.Int(int32(d), known) }

func (e *encoder) List(v []string) {
	e.b = binary.AppendUvarint(e.b, uint64(len(v)))
	for _, s := range v {
		e.Text(s, true)
	}
}

type decoder struct {
	b      []byte
	failed bool
}

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) take(n uint64) []byte {
	if n > uint64(len(d.b)) {
		d.fail()
		return nil
	}
	b := d.b[:n]
	d.b = d.b[n:]
	return b
}

func (d *decoder) fail() { d.b, d.failed = nil, true }

func (d *decoder) Text() string {
	n := d.uvarint()
	if n == 0 {
		return ""
	}
	return string(d.take(n - 1))
}

func (d *decoder) Int() Null[int32] {
	n := d.uvarint()
	if n == 0 {
		return Null[int32]{}
	}
	u := uint32(n - 1)
	return Some(int32(u>>1) ^ -int32(u&1))
}

func (d *decoder) Double() Null[float64] {
	if !d.Bool() {
		return Null[float64]{}
	}
	b := d.take(8)
	if b == nil {
		return Null[float64]{}
	}
	return Some(math.Float64frombits(binary.LittleEndian.Uint64(b)))
}

func (d *decoder) Bool() bool {
	b := d.take(1)
	return b != nil && b[0] != 0
}

func (d *decoder) Date() Null[Day] {
	v := d.Int()
	return Null[Day]{Day(v.Value), v.Known}
}

func (d *decoder) List() []string {
	n := d.uvarint()
	if n == 0 || n > uint64(len(d.b)) {
		if n != 0 {
			d.fail()
		}
		return nil
	}
	l := make([]string, n)
	for i := range l {
		l[i] = d.Text()
	}
	return l
}

// AppendAll appends all rows of r: for each table the number of rows, then the
// rows.
func AppendAll(b []byte, r *Rows) []byte {
	for t := range NumTables {
		n := r.Len(t)
		b = binary.AppendUvarint(b, uint64(n))
		for i := range n {
			b = AppendBinary(b, r.Row(t, i))
		}
	}
	return b
}

// DecodeAll appends to r the rows that AppendAll wrote.
func DecodeAll(b []byte, r *Rows) error {
	for t := range NumTables {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			return errors.New("rows cannot be decoded: the data ends or is damaged")
		}
		b = b[size:]
		for range n {
			var err error
			if b, err = DecodeBinary(b, r.Grow(t)); err != nil {
				return err
			}
		}
	}
	if len(b) != 0 {
		return errors.New("rows cannot be decoded: more data than rows")
	}
	return nil
}
