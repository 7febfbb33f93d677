// Package difference compares two published folders: which rows are new, gone
// or changed, by their keys. A finding's identifier comes from its document, its
// place and its words, so a rule that reads the same words differently shows as
// a changed row, and a finding no longer made as a row gone.
//
// It keeps one row of each key of the old folder in memory, a table at a time.
package difference

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"annals/output"
	"annals/schemas"
)

// Table is what differs in one table.
type Table struct {
	Name                     string
	Same, New, Gone, Changed int
	Rows                     []Row // the first of the differing rows, in order of their keys
}

// Row is a differing row.
type Row struct {
	Kind    string // new, gone, changed
	Key     string
	Text    string   // the words of the row, "" where the table has none
	Columns []Column // of a changed row
}

// Column is a value that changed; "" is NULL.
type Column struct{ Name, Old, New string }

// Folders compares two folders, table by table; at most limit rows are kept of
// each table.
func Folders(older, newer *output.Folder, limit int) ([]Table, error) {
	tables, err := schemas.Load()
	if err != nil {
		return nil, err
	}
	var list []Table
	for id := range schemas.NumTables {
		t, err := compare(older, newer, id, &tables[id], limit)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

func compare(older, newer *output.Folder, id schemas.TableID, table *schemas.Table, limit int) (Table, error) {
	d := Table{Name: table.Name}
	old := map[string][]string{}
	err := older.Each(id, func(r schemas.Row) error {
		key, values := read(r, table)
		old[unused(old, key)] = values
		return nil
	})
	if err != nil {
		return d, fmt.Errorf("%s: %w", older.Dir, err)
	}
	seen := map[string][]string{}
	err = newer.Each(id, func(r schemas.Row) error {
		key, values := read(r, table)
		key = unused(seen, key)
		seen[key] = nil
		before, ok := old[key]
		delete(old, key)
		switch {
		case !ok:
			d.New++
			d.Rows = append(d.Rows, Row{Kind: "new", Key: key, Text: words(table, values)})
		case slices.Equal(before, values):
			d.Same++
		default:
			d.Changed++
			row := Row{Kind: "changed", Key: key, Text: words(table, values)}
			for i := range values {
				if values[i] != before[i] {
					row.Columns = append(row.Columns, Column{table.Columns[i].Name, before[i], values[i]})
				}
			}
			d.Rows = append(d.Rows, row)
		}
		return nil
	})
	if err != nil {
		return d, fmt.Errorf("%s: %w", newer.Dir, err)
	}
	for key, values := range old {
		d.Gone++
		d.Rows = append(d.Rows, Row{Kind: "gone", Key: key, Text: words(table, values)})
	}
	slices.SortFunc(d.Rows, func(a, b Row) int { return strings.Compare(a.Key+a.Kind, b.Key+b.Kind) })
	d.Rows = d.Rows[:min(limit, len(d.Rows))]
	return d, nil
}

// read is the key and the values of a row. A table without a key of its own
// (rejects) has all its values as the key.
func read(r schemas.Row, table *schemas.Table) (key string, values []string) {
	var v schemas.Values
	r.Put(&v)
	var parts []string
	for i := range table.Columns {
		values = append(values, v[i].String(&table.Columns[i]))
		if slices.Contains(table.Key, table.Columns[i].Name) || len(table.Key) == 0 {
			parts = append(parts, values[i])
		}
	}
	return strings.Join(parts, " "), values
}

// unused makes a key of its own for a further row with the same key.
func unused(rows map[string][]string, key string) string {
	for n := 2; ; n++ {
		if _, taken := rows[key]; !taken {
			return key
		}
		base, _, _ := strings.Cut(key, " #")
		key = fmt.Sprintf("%s #%d", base, n)
	}
}

// words is what a person knows a row by.
func words(table *schemas.Table, values []string) string {
	for _, name := range []string{"explanation", "exact", "title", "name", "message", "uri"} {
		for i := range table.Columns {
			if table.Columns[i].Name == name && values[i] != "" {
				return values[i]
			}
		}
	}
	return ""
}

// Write shows differences to a person; it reports whether there are any.
func Write(w io.Writer, tables []Table) (differ bool, err error) {
	var b strings.Builder
	fmt.Fprintf(&b, "  %-16s %9s %9s %9s %9s\n", "table", "same", "new", "gone", "changed")
	for _, t := range tables {
		fmt.Fprintf(&b, "  %-16s %9d %9d %9d %9d\n", t.Name, t.Same, t.New, t.Gone, t.Changed)
		differ = differ || t.New+t.Gone+t.Changed > 0
	}
	for _, t := range tables {
		if len(t.Rows) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n%s\n", t.Name)
		for _, r := range t.Rows {
			fmt.Fprintf(&b, "  %-7s %s  %s\n", r.Kind, short(r.Key, 48), short(r.Text, 90))
			for _, c := range r.Columns {
				fmt.Fprintf(&b, "            %s: %s -> %s\n", c.Name, shown(c.Old), shown(c.New))
			}
		}
		if n := t.New + t.Gone + t.Changed - len(t.Rows); n > 0 {
			fmt.Fprintf(&b, "  and %d more\n", n)
		}
	}
	_, err = io.WriteString(w, b.String())
	return differ, err
}

func shown(s string) string {
	if s == "" {
		return "NULL"
	}
	return short(s, 80)
}

// short is s on one line, cut after n code points.
func short(s string, n int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > n {
		return string(r[:n]) + "…"
	}
	return string(r)
}
