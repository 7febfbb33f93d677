package pipeline

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals/schemas"
)

var update = flag.Bool("update", false, "write the golden files anew; read the diff before you commit it")

// goldenTables are the tables that a person reads in testdata/examples, and the
// columns that would say nothing there: identifiers, offsets, what other
// columns say as well.
var goldenTables = []schemas.TableID{
	schemas.TableDates, schemas.TableFigures, schemas.TableQuotes, schemas.TableEvents, schemas.TablePeople,
	schemas.TableChecks, schemas.TableTimeline, schemas.TableRejects,
}

func silent(column string) bool {
	switch column {
	case "sentence", "source", "published_on", "sentence_no", "uri", "row_json", "confidence":
		return true
	}
	place := strings.HasSuffix(column, "_start") || strings.HasSuffix(column, "_end")
	dated := strings.HasPrefix(column, "date_") || strings.HasPrefix(column, "as_of_") || strings.HasPrefix(column, "said_on_")
	return strings.HasSuffix(column, "_id") || place && !dated
}

// TestGolden holds the tables of the example documents to text files, so that a
// change of a rule shows in review as rows gone, new and changed. They hold what
// annals finds today, known mistakes included (docs/quality.md).
func TestGolden(t *testing.T) {
	r := newRunner(t, filepath.Join(t.TempDir(), "data"))
	mustRun(t, r, examples)
	rows := readFolder(t, r.Options.Output)
	tables, err := schemas.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range goldenTables {
		table := &tables[id]
		var b strings.Builder
		var values schemas.Values
		for i := range rows.Len(id) {
			values.Reset()
			rows.Row(id, i).Put(&values)
			for c := range table.Columns {
				if column := &table.Columns[c]; !silent(column.Name) && values[c].Known {
					b.WriteString(column.Name + "=" + strings.ReplaceAll(values[c].String(column), "\n", " ") + "\t")
				}
			}
			b.WriteString("\n")
		}
		name := filepath.Join("testdata", "examples", table.Name+".txt")
		if *update {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := b.String(); got != string(want) {
			t.Errorf("%s is not as in %s; go test ./pipeline -run TestGolden -update writes it anew:\n%s", table.Name, name, firstDifference(got, string(want)))
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		var a, b string
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			return "got  " + a + "\nwant " + b
		}
	}
	return ""
}
