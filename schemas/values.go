package schemas

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// Value is a value of a row, of the column's type.
type Value struct {
	Known  bool
	Text   string
	Number float64 // int, double, date, bool (0 or 1)
	List   []string
}

// Values is a Sink that keeps the values of one row; Reset readies it for the
// next and keeps the memory.
type Values []Value

// Reset drops the values.
func (v *Values) Reset() { *v = (*v)[:0] }

// Text implements Sink.
func (v *Values) Text(s string, known bool) { *v = append(*v, Value{Known: known, Text: s}) }

// Int implements Sink.
func (v *Values) Int(n int32, known bool) { *v = append(*v, Value{Known: known, Number: float64(n)}) }

// Double implements Sink.
func (v *Values) Double(n float64, known bool) { *v = append(*v, Value{Known: known, Number: n}) }

// Bool implements Sink.
func (v *Values) Bool(b bool) {
	n := 0.0
	if b {
		n = 1
	}
	*v = append(*v, Value{Known: true, Number: n})
}

// Date implements Sink.
func (v *Values) Date(d Day, known bool) { *v = append(*v, Value{Known: known, Number: float64(d)}) }

// List implements Sink.
func (v *Values) List(l []string) { *v = append(*v, Value{Known: true, List: l}) }

// String is the value of a column as people write it; "" for NULL.
func (v Value) String(c *Column) string {
	if !v.Known {
		return ""
	}
	switch c.Type {
	case "int":
		return strconv.Itoa(int(v.Number))
	case "double":
		return FormatNumber(v.Number)
	case "bool":
		return strconv.FormatBool(v.Number != 0)
	case "date":
		return Day(v.Number).String()
	case "list":
		return strings.Join(v.List, "; ")
	}
	return v.Text
}

// FormatNumber writes a double without exponent where it is of everyday size.
func FormatNumber(n float64) string {
	if a := math.Abs(n); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.FormatFloat(n, 'g', -1, 64)
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// AppendJSON appends the row as a JSON object in column order; NULLs are left
// out.
func AppendJSON(b []byte, t *Table, v Values) []byte {
	b = append(b, '{')
	first := true
	for i := range t.Columns {
		c := &t.Columns[i]
		if !v[i].Known {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(b, '"')
		b = append(b, c.Name...)
		b = append(b, '"', ':')
		switch c.Type {
		case "int", "bool":
			b = append(b, v[i].String(c)...)
		case "double":
			if math.IsNaN(v[i].Number) || math.IsInf(v[i].Number, 0) {
				b = append(b, `"NaN"`...)
			} else {
				b = append(b, v[i].String(c)...)
			}
		case "list":
			l := v[i].List
			if l == nil {
				l = []string{}
			}
			b = appendJSONValue(b, l)
		default:
			b = appendJSONValue(b, v[i].String(c))
		}
	}
	return append(b, '}')
}

func appendJSONValue(b []byte, v any) []byte {
	j, err := json.Marshal(v)
	if err != nil { // strings and lists of strings always marshal
		return append(b, "null"...)
	}
	return append(b, j...)
}

// CopyRow sets dst to src, a row of the same table.
func CopyRow(dst, src Row) {
	var v Values
	src.Put(&v)
	dst.Take(&valueSource{v, 0})
}

type valueSource struct {
	values Values
	at     int
}

func (s *valueSource) next() *Value { s.at++; return &s.values[s.at-1] }

func (s *valueSource) Text() string { return s.next().Text }
func (s *valueSource) Bool() bool   { return s.next().Number != 0 }
func (s *valueSource) List() []string {
	return s.next().List
}

func (s *valueSource) Int() Null[int32] {
	v := s.next()
	return Null[int32]{int32(v.Number), v.Known}
}

func (s *valueSource) Double() Null[float64] {
	v := s.next()
	return Null[float64]{v.Number, v.Known}
}

func (s *valueSource) Date() Null[Day] {
	v := s.next()
	return Null[Day]{Day(v.Number), v.Known}
}
