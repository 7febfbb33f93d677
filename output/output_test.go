package output

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"annals/internal/specimen"
	"annals/schemas"
)

var testMeta = Meta{ToolVersion: "test", ConfigDigest: "c", RulesDigest: "r"}

// publish writes rows to dir in batches of n documents' worth of rows.
func publish(t *testing.T, dir string, rows *schemas.Rows, batches int) *Manifest {
	t.Helper()
	p, err := Open(dir, testMeta)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	for k := range batches {
		var part schemas.Rows
		for id := range schemas.NumTables {
			n := rows.Len(id)
			for i := n * k / batches; i < n*(k+1)/batches; i++ {
				schemas.CopyRow(part.Grow(id), rows.Row(id, i))
			}
		}
		if err := p.Write(&part); err != nil {
			t.Fatal(err)
		}
	}
	m, err := p.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// contents is every file of a folder.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = b
	}
	return files
}

func TestIdenticalBytes(t *testing.T) {
	rows := specimen.Rows(3, 400)
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	publish(t, a, rows, 1)
	want := contents(t, a)
	for _, batches := range []int{1, 7, 399} {
		publish(t, b, rows, batches)
		got := contents(t, b)
		if len(got) != len(want) || len(got) != int(schemas.NumTables)+len(sideFiles)+1 {
			t.Fatalf("%d files, want %d", len(got), len(want))
		}
		for name := range want {
			if !bytes.Equal(want[name], got[name]) {
				t.Errorf("%s differs when written in %d batches", name, batches)
			}
		}
	}
}

// TestIdenticalRowGroups writes more rows than a row group and a batch hold.
func TestIdenticalRowGroups(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 300,000 rows")
	}
	tables, err := schemas.Load()
	if err != nil {
		t.Fatal(err)
	}
	rows := specimen.Rows(4, 1)
	var want []byte
	for range 3 {
		var b bytes.Buffer
		w := newTableWriter(&tables[schemas.TableSentences], &b, nil, "test")
		for i := range 2*rowGroupRows + 5 {
			s := rows.Sentences[i%len(rows.Sentences)]
			s.DocID = schemas.ID(string(rune(i / 40)))
			if err := w.add(&s); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.close(); err != nil {
			t.Fatal(err)
		}
		if want != nil && !bytes.Equal(want, b.Bytes()) {
			t.Fatal("the same rows gave other bytes")
		}
		want = b.Bytes()
	}
}

func TestReadBack(t *testing.T) {
	for _, n := range []int{0, 50} {
		rows := specimen.Rows(5, n)
		dir := filepath.Join(t.TempDir(), "da*ta[1]")
		m := publish(t, dir, rows, 3)
		folder, err := OpenFolder(dir)
		if err != nil {
			t.Fatal(err)
		}
		var got schemas.Rows
		if err := folder.Read(&got); err != nil {
			t.Fatal(err)
		}
		for id := range schemas.NumTables {
			if m.Rows(id) != int64(rows.Len(id)) {
				t.Errorf("%s: manifest says %d rows, want %d", id, m.Rows(id), rows.Len(id))
			}
			for i := range rows.Len(id) {
				if !reflect.DeepEqual(rows.Row(id, i), got.Row(id, i)) {
					t.Fatalf("%s row %d:\n got %+v\nwant %+v", id, i, got.Row(id, i), rows.Row(id, i))
				}
			}
			footer, err := folder.Footer(id)
			if err != nil || footer["annals.table"] != id.String() || footer["annals.tool_version"] != "test" {
				t.Errorf("%s: footer %v, %v", id, footer, err)
			}
		}
	}
}

func TestForeignFolderRefused(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thesis.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, testMeta); err == nil || !strings.Contains(err.Error(), "other things") {
		t.Fatalf("a folder with other things was taken: %v", err)
	}
}

// TestOldFolder: an abandoned run leaves the old folder as it was, a whole one
// replaces our files and keeps those of others.
func TestOldFolder(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "data")
	publish(t, dir, specimen.Rows(7, 3), 1)
	if err := os.WriteFile(filepath.Join(dir, "notebook.ipynb"), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	p, err := Open(dir, testMeta)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Write(specimen.Rows(8, 3)); err != nil {
		t.Fatal(err)
	}
	p.Abort()
	if !reflect.DeepEqual(before, contents(t, dir)) {
		t.Error("an abandoned run changed the old folder")
	}
	publish(t, dir, specimen.Rows(8, 3), 1)
	after := contents(t, dir)
	if bytes.Equal(before["figures.parquet"], after["figures.parquet"]) || string(after["notebook.ipynb"]) != "{}" {
		t.Error("the new folder is not in place, or lost the notebook")
	}
	left, err := os.ReadDir(parent)
	if err != nil || len(left) != 1 {
		t.Errorf("left beside the folder: %v, %v", left, err)
	}
}

func TestExchangeByRename(t *testing.T) {
	parent := t.TempDir()
	for _, n := range []string{"a", "b"} {
		if err := os.Mkdir(filepath.Join(parent, n), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(parent, n, "was"), []byte(n), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := exchangeByRename(filepath.Join(parent, "a"), filepath.Join(parent, "b")); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(filepath.Join(parent, "a", "was")); string(b) != "b" {
		t.Error("not exchanged")
	}
}

func TestUnwritable(t *testing.T) {
	parent := t.TempDir()
	if err := os.WriteFile(filepath.Join(parent, "file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(filepath.Join(parent, "file", "data"), testMeta); err == nil {
		t.Error("a folder inside a file was opened")
	}
}

func TestSideFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	publish(t, dir, specimen.Rows(9, 3), 1)
	files := contents(t, dir)
	for name, want := range map[string]string{
		"views.sql":        "CREATE OR REPLACE VIEW figures AS SELECT * FROM read_parquet('figures*.parquet')",
		"README.md":        "| documents | 3 |",
		"dictionary.csv":   "figures,11,value_min,DOUBLE,yes,no,",
		"datapackage.json": `"path": "figures.parquet"`,
		"manifest.json":    `"table": "figures"`,
	} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s does not hold %q", name, want)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	rows := specimen.Rows(1, 2000)
	n := 0
	for id := range schemas.NumTables {
		n += rows.Len(id)
	}
	dir := filepath.Join(b.TempDir(), "data")
	b.ReportAllocs()
	for b.Loop() {
		p, err := Open(dir, testMeta)
		if err != nil {
			b.Fatal(err)
		}
		if err := p.Write(rows); err != nil {
			b.Fatal(err)
		}
		if _, err := p.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkWriteTable encodes one table; see BenchmarkWrite of
// internal/readers/arrow15.
func BenchmarkWriteTable(b *testing.B) {
	folder, err := OpenFolder(os.Getenv("ANNALS_TABLES"))
	if err != nil {
		b.Skip("ANNALS_TABLES names no published folder")
	}
	tables, err := schemas.Load()
	if err != nil {
		b.Fatal(err)
	}
	var rows schemas.Rows
	if err := folder.Read(&rows, schemas.TableFigures); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		w := newTableWriter(&tables[schemas.TableFigures], io.Discard, nil, "test")
		for i := range rows.Figures {
			if err := w.add(&rows.Figures[i]); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(rows.Figures))*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
