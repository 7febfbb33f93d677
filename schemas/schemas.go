// Package schemas holds what the tables of the output are: a YAML file a table,
// and what follows from them, the row structs (rows.go, generated), the
// descriptions ([Load]), the checks of a row ([Checker]) and the DDL. The Arrow
// form is in schemas/columnar.
package schemas

//go:generate go run ./generate

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"strconv"

	"annals/schemas/describe"
)

// Version is the number of the schemas. A published schema never changes: a
// column that goes, changes its type or its meaning raises the first number (and
// with it every id); a new column or table raises the second.
const (
	Major = 1
	Minor = 0
)

// VersionString is the version as written into files: "1.0".
func VersionString() string { return fmt.Sprintf("%d.%d", Major, Minor) }

//go:embed *.yaml
var files embed.FS

// Table describes one table; see package describe.
type Table = describe.Table

// Column describes one column.
type Column = describe.Column

// TableID is the index of a table in the order of describe.Order.
type TableID int

// String is the name of the table.
func (t TableID) String() string { return describe.Order[t] }

// ParseTableID is the table of that name.
func ParseTableID(name string) (TableID, bool) {
	for i, n := range describe.Order {
		if n == name {
			return TableID(i), true
		}
	}
	return 0, false
}

// Load reads the descriptions of all tables, indexed by TableID.
func Load() ([]Table, error) { return describe.Load(files) }

// Row is a row of any table.
type Row interface {
	Table() TableID
	Put(Sink)
	Take(Source)
}

// Sink takes the values of one row in column order. A value that is not known
// is NULL.
type Sink interface {
	Text(s string, known bool)
	Int(v int32, known bool)
	Double(v float64, known bool)
	Bool(v bool)
	Date(d Day, known bool)
	List(v []string)
}

// Source gives the values of one row in column order.
type Source interface {
	Text() string // "" for NULL
	Int() Null[int32]
	Double() Null[float64]
	Bool() bool
	Date() Null[Day]
	List() []string
}

// Null is a value that may be not known.
type Null[T any] struct {
	Value T
	Known bool
}

// Some is a known value.
func Some[T any](v T) Null[T] { return Null[T]{v, true} }

// ID is the identifier of a row: the first 20 hex digits of SHA-256 over the
// major version of the schema and the parts, each with its length, so that no
// two lists of parts run together.
func ID(parts ...string) string {
	var buf [512]byte
	b := strconv.AppendInt(append(buf[:0], "annals/"...), Major, 10)
	for _, p := range parts {
		b = strconv.AppendInt(append(b, 0), int64(len(p)), 10)
		b = append(append(b, ':'), p...)
	}
	sum := sha256.Sum256(b)
	var out [20]byte
	hex.Encode(out[:], sum[:10])
	return string(out[:])
}

// IsID reports whether s has the form of an identifier.
func IsID(s string) bool {
	if len(s) != 20 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
