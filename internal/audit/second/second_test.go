package second

import (
	"path/filepath"
	"testing"

	"annals/internal/specimen"
	"annals/output"
	"annals/schemas"
)

func TestRead(t *testing.T) {
	for _, n := range []int{0, 30} {
		dir := filepath.Join(t.TempDir(), "data")
		p, err := output.Open(dir, output.Meta{})
		if err != nil {
			t.Fatal(err)
		}
		defer p.Abort()
		rows := specimen.Rows(2, n)
		if err := p.Write(rows); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Commit(); err != nil {
			t.Fatal(err)
		}
		tables, err := schemas.Load()
		if err != nil {
			t.Fatal(err)
		}
		for id := range schemas.NumTables {
			r, err := Read(filepath.Join(dir, id.String()+".parquet"))
			if err != nil {
				t.Fatal(err)
			}
			if r.Rows != int64(rows.Len(id)) || len(r.Columns) != len(tables[id].Columns) {
				t.Fatalf("%s: %d rows, %d columns", id, r.Rows, len(r.Columns))
			}
			for i, c := range r.Columns {
				if c.Name != tables[id].Columns[i].Name {
					t.Errorf("%s: column %d is %s", id, i, c.Name)
				}
			}
		}
	}
}

// TestShards reads two files as one table.
func TestShards(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	p, err := output.Open(dir, output.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	rows := specimen.Rows(2, 5)
	if err := p.Write(rows); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "events.parquet")
	r, err := Read(path, path)
	if err != nil || r.Rows != 2*int64(len(rows.Events)) {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := Read(path, filepath.Join(dir, "figures.parquet")); err == nil {
		t.Error("two tables were read as one")
	}
}
