// Package arrow15 reads published folders with github.com/apache/arrow/go/v15,
// which many programs still use. It is a module of its own: v15 and the v18 that
// annals writes with cannot be linked into one program.
//
// ANNALS_TABLES names folders to read (joined as in PATH); without it the test
// writes one of specimen rows.
package arrow15

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
)

func folders(t *testing.T) []string {
	t.Helper()
	if list := os.Getenv("ANNALS_TABLES"); list != "" {
		return filepath.SplitList(list)
	}
	dir := filepath.Join(t.TempDir(), "data")
	empty := filepath.Join(t.TempDir(), "empty")
	for d, n := range map[string]string{dir: "200", empty: "0"} {
		cmd := exec.Command("go", "run", "./internal/specimen/write", d, n)
		cmd.Dir = "../../.."
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	return []string{dir, empty}
}

var types = map[string]string{
	"VARCHAR": "utf8", "INTEGER": "int32", "DOUBLE": "float64", "BOOLEAN": "bool", "DATE": "date32",
	"VARCHAR[]": "list<element: utf8>",
}

func TestFolders(t *testing.T) {
	for _, dir := range folders(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			b, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
			if err != nil {
				t.Fatal(err)
			}
			var manifest struct {
				Files []struct {
					Name, Table string
					Rows        int64
				}
			}
			if err := json.Unmarshal(b, &manifest); err != nil {
				t.Fatal(err)
			}
			want := dictionary(t, dir)
			texts := map[string][]rune{}
			for _, f := range manifest.Files {
				if f.Table == "" {
					continue
				}
				table, err := read(filepath.Join(dir, f.Name))
				if err != nil {
					t.Fatalf("%s: %v", f.Name, err)
				}
				if table.NumRows() != f.Rows {
					t.Errorf("%s: %d rows, want %d", f.Name, table.NumRows(), f.Rows)
				}
				checkSchema(t, f.Table, table.Schema(), want[f.Table])
				if f.Table == "documents" {
					ids, words := texts15(table, "doc_id"), texts15(table, "text")
					for i := range ids {
						texts[ids[i]] = []rune(words[i])
					}
				}
				if len(table.Schema().FieldIndices("exact")) > 0 {
					checkSpans(t, f.Table, table, texts)
				}
				table.Release()
			}
		})
	}
}

func read(path string) (arrow.Table, error) {
	r, err := file.OpenParquetFile(path, false)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	a, err := pqarrow.NewFileReader(r, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		return nil, err
	}
	return a.ReadTable(context.Background())
}

func dictionary(t *testing.T, dir string) map[string][][3]string {
	f, err := os.Open(filepath.Join(dir, "dictionary.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string][][3]string{}
	for _, l := range lines[1:] {
		columns[l[0]] = append(columns[l[0]], [3]string{l[2], l[3], l[4]})
	}
	return columns
}

func checkSchema(t *testing.T, table string, s *arrow.Schema, want [][3]string) {
	if s.NumFields() != len(want) {
		t.Errorf("%s: %d columns, want %d", table, s.NumFields(), len(want))
		return
	}
	for i, f := range s.Fields() {
		kind := f.Type.String()
		if f.Type.ID() == arrow.LIST {
			kind = "list<element: " + f.Type.(*arrow.ListType).Elem().String() + ">"
		}
		if f.Name != want[i][0] || kind != types[want[i][1]] || f.Nullable != (want[i][2] == "yes") {
			t.Errorf("%s: column %d is %s %s (nullable %v), want %v", table, i, f.Name, kind, f.Nullable, want[i])
		}
	}
}

// texts15 is a text column; NULL is "".
func texts15(table arrow.Table, name string) []string {
	var list []string
	for _, chunk := range table.Column(table.Schema().FieldIndices(name)[0]).Data().Chunks() {
		c := chunk.(*array.String)
		for i := range c.Len() {
			if c.IsNull(i) {
				list = append(list, "")
			} else {
				list = append(list, c.Value(i))
			}
		}
	}
	return list
}

func ints15(table arrow.Table, name string) []int32 {
	var list []int32
	for _, chunk := range table.Column(table.Schema().FieldIndices(name)[0]).Data().Chunks() {
		list = append(list, chunk.(*array.Int32).Int32Values()...)
	}
	return list
}

func checkSpans(t *testing.T, name string, table arrow.Table, texts map[string][]rune) {
	ids, exact := texts15(table, "doc_id"), texts15(table, "exact")
	starts, ends := ints15(table, "span_start"), ints15(table, "span_end")
	for i := range ids {
		if text := texts[ids[i]]; string(text[starts[i]:ends[i]]) != exact[i] {
			t.Errorf("%s row %d: %q is not the text at [%d, %d)", name, i, exact[i], starts[i], ends[i])
		}
	}
}

// BenchmarkWrite writes the figures of the first folder of ANNALS_TABLES again
// with v15: zstd, the same row groups, no page index and no bloom filters, which
// v15 does not have. BenchmarkWriteTable in package output is its counterpart.
func BenchmarkWrite(b *testing.B) {
	list := filepath.SplitList(os.Getenv("ANNALS_TABLES"))
	if len(list) == 0 {
		b.Skip("ANNALS_TABLES is not set")
	}
	table, err := read(filepath.Join(list[0], "figures.parquet"))
	if err != nil {
		b.Fatal(err)
	}
	props := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd), parquet.WithMaxRowGroupLength(122_880))
	b.ReportAllocs()
	for b.Loop() {
		if err := pqarrow.WriteTable(table, io.Discard, 122_880, props, pqarrow.DefaultWriterProps()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(table.NumRows())*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
