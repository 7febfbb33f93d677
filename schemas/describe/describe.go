// Package describe reads the descriptions of the tables, schemas/*.yaml. It is
// a package of its own so that the generator of the row structs can use it
// before they exist; everybody else reads tables through package schemas.
package describe

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// Order is the order of the tables everywhere: in Rows, in the manifest, in the
// dictionary. A new table is a YAML file and its line here.
var Order = []string{
	"documents",
	"sentences",
	"dates",
	"names",
	"events",
	"figures",
	"quotes",
	"quote_parts",
	"people",
	"checks",
	"check_figures",
	"timeline",
	"rejects",
}

// Table is one table of the output.
type Table struct {
	Name        string   `yaml:"table"`
	Row         string   `yaml:"row"` // name of the Go struct
	Title       string   `yaml:"title"`
	Description string   `yaml:"description"`
	Key         []string `yaml:"key"` // columns that are unique together; none for rejects
	Columns     []Column `yaml:"columns"`
	Checks      []Check  `yaml:"checks"`
}

// Column is one column of a table.
type Column struct {
	Name        string   `yaml:"name"`
	Type        Type     `yaml:"type"`
	Nullable    bool     `yaml:"nullable"`
	Identifier  bool     `yaml:"identifier"` // an id: 20 hex digits, gets a bloom filter
	Repeats     bool     `yaml:"repeats"`    // few different values: stored through a dictionary
	Values      []string `yaml:"values"`     // enumeration; empty for free values
	Open        bool     `yaml:"open"`       // other values than Values are allowed
	Reference   string   `yaml:"reference"`  // "table.column" that must hold the value
	FilledBy    string   `yaml:"filled_by"`  // whole-batch stage that writes it; "" for validate
	Min         *float64 `yaml:"min"`
	Max         *float64 `yaml:"max"`
	Description string   `yaml:"description"`
}

// Type is the type of a column.
type Type string

// Types of column.
const (
	Text   Type = "text"   // VARCHAR, never empty
	Int    Type = "int"    // INTEGER, 32 bits
	Double Type = "double" // DOUBLE
	Bool   Type = "bool"   // BOOLEAN, never NULL
	Date   Type = "date"   // DATE
	List   Type = "list"   // VARCHAR[], never NULL; no element is empty
)

// SQL is the name of the type in DuckDB.
func (t Type) SQL() string {
	switch t {
	case Text:
		return "VARCHAR"
	case Int:
		return "INTEGER"
	case Double:
		return "DOUBLE"
	case Bool:
		return "BOOLEAN"
	case Date:
		return "DATE"
	case List:
		return "VARCHAR[]"
	}
	return ""
}

// Check is a rule over the columns of one row.
type Check struct {
	ID      string    `yaml:"id"`
	Kind    CheckKind `yaml:"kind"`
	Columns []string  `yaml:"columns"`
}

// CheckKind is the shape of a check. NULLs pass unless the kind says otherwise.
type CheckKind string

// Kinds of check.
const (
	// CheckSpan (start, end, exact): start < end within the text, and exact is
	// the text at the span; all three NULL or none.
	CheckSpan CheckKind = "span"
	// CheckTextSpan (start, end): start < end within the text; both NULL or none.
	CheckTextSpan CheckKind = "text_span"
	// CheckOrdered (low, high): low <= high where both are known.
	CheckOrdered CheckKind = "ordered"
	// CheckTogether: all columns NULL or none.
	CheckTogether CheckKind = "together"
	// CheckAny: at least one of the columns known.
	CheckAny CheckKind = "any"
	// CheckDecimal: an exact decimal or a fraction, or two of them joined by "..".
	CheckDecimal CheckKind = "decimal"
)

// Index is the position of a column, -1 where there is none of that name.
func (t *Table) Index(column string) int {
	return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == column })
}

// DDL is the CREATE TABLE statement of the table for DuckDB.
func (t *Table) DDL() string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s (\n", t.Name)
	for i, c := range t.Columns {
		fmt.Fprintf(&b, "    %s %s", c.Name, c.Type.SQL())
		if !c.Nullable {
			b.WriteString(" NOT NULL")
		}
		if i+1 < len(t.Columns) || len(t.Key) > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	if len(t.Key) > 0 {
		fmt.Fprintf(&b, "    PRIMARY KEY (%s)\n", strings.Join(t.Key, ", "))
	}
	b.WriteString(");\n")
	return b.String()
}

// Load reads the description of every table of Order from fsys, and checks that
// they are sound and point at one another.
func Load(fsys fs.FS) ([]Table, error) {
	tables := make([]Table, len(Order))
	for i, name := range Order {
		b, err := fs.ReadFile(fsys, name+".yaml")
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", name, err)
		}
		dec := yaml.NewDecoder(bytes.NewReader(b))
		dec.KnownFields(true)
		if err := dec.Decode(&tables[i]); err != nil {
			return nil, fmt.Errorf("table %s: %w", name, err)
		}
		if err := tables[i].sound(name); err != nil {
			return nil, fmt.Errorf("table %s: %w", name, err)
		}
	}
	for _, t := range tables {
		for _, c := range t.Columns {
			if c.Reference == "" {
				continue
			}
			table, column, _ := strings.Cut(c.Reference, ".")
			i := slices.Index(Order, table)
			if i < 0 || !slices.Equal(tables[i].Key, []string{column}) {
				return nil, fmt.Errorf("table %s: column %s: reference %q is not the key of a table", t.Name, c.Name, c.Reference)
			}
		}
	}
	return tables, nil
}

func (t *Table) sound(name string) error {
	if t.Name != name {
		return fmt.Errorf("says that it is %q", t.Name)
	}
	if t.Row == "" || t.Title == "" || t.Description == "" || t.Key == nil {
		return fmt.Errorf("row, title, description or key is missing")
	}
	seen := map[string]bool{}
	for _, c := range t.Columns {
		switch {
		case c.Name == "" || seen[c.Name]:
			return fmt.Errorf("column %q: no name, or named twice", c.Name)
		case c.Type.SQL() == "":
			return fmt.Errorf("column %s: unknown type %q", c.Name, c.Type)
		case c.Description == "":
			return fmt.Errorf("column %s: no description", c.Name)
		case c.Nullable && (c.Type == Bool || c.Type == List):
			return fmt.Errorf("column %s: a %s is never NULL", c.Name, c.Type)
		case len(c.Values) > 0 && c.Type != Text:
			return fmt.Errorf("column %s: only text has values", c.Name)
		}
		seen[c.Name] = true
	}
	for _, k := range t.Key {
		if !seen[k] {
			return fmt.Errorf("key column %s does not exist", k)
		}
	}
	for _, c := range t.Checks {
		n := map[CheckKind]int{CheckSpan: 3, CheckTextSpan: 2, CheckOrdered: 2, CheckDecimal: 1, CheckTogether: 2, CheckAny: 2}[c.Kind]
		if n == 0 || len(c.Columns) != n {
			return fmt.Errorf("check %s: unknown kind or wrong number of columns", c.ID)
		}
		for _, col := range c.Columns {
			if !seen[col] {
				return fmt.Errorf("check %s: column %s does not exist", c.ID, col)
			}
		}
	}
	return nil
}
