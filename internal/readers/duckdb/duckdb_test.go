// Package duckdb reads published folders with DuckDB. It is a module of its own,
// so that cgo stays out of annals.
//
// ANNALS_TABLES names folders to read (joined as in PATH); without it the test
// writes one of specimen rows.
package duckdb

import (
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"
)

// folders are the published folders under test.
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

// column is a line of dictionary.csv.
type column struct{ table, name, kind, nullable, key, references, values string }

func dictionary(t *testing.T) []column {
	t.Helper()
	f, err := os.Open("dictionary.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var columns []column
	for _, l := range lines[1:] {
		columns = append(columns, column{l[0], l[2], l[3], l[4], l[5], l[6], l[7]})
	}
	return columns
}

func number(t *testing.T, db *sql.DB, query string) int {
	t.Helper()
	var n sql.NullInt64
	if err := db.QueryRow(query).Scan(&n); err != nil {
		t.Fatalf("%s\n%v", query, err)
	}
	return int(n.Int64)
}

func TestFolders(t *testing.T) {
	for _, dir := range folders(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Chdir(dir)
			db, err := sql.Open("duckdb", "")
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			views, err := os.ReadFile("views.sql")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec(string(views)); err != nil {
				t.Fatal("views.sql:", err)
			}
			testTypes(t, db)
			testRules(t, db)
			testSpans(t, db)
			testViews(t, db)
			testCard(t, db)
		})
	}
}

// testTypes: names, order and types of columns are those of the dictionary, and
// row counts those of the manifest.
func testTypes(t *testing.T, db *sql.DB) {
	want := map[string][]string{}
	for _, c := range dictionary(t) {
		want[c.table] = append(want[c.table], c.name+" "+c.kind)
	}
	b, err := os.ReadFile("manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Files []struct {
			Name, Table string
			Rows        int
		}
	}
	if err := json.Unmarshal(b, &manifest); err != nil {
		t.Fatal(err)
	}
	tables := 0
	for _, f := range manifest.Files {
		if f.Table == "" {
			continue
		}
		tables++
		rows, err := db.Query(fmt.Sprintf("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '%s')", f.Name))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for rows.Next() {
			var name, kind string
			if err := rows.Scan(&name, &kind); err != nil {
				t.Fatal(err)
			}
			got = append(got, name+" "+kind)
		}
		if strings.Join(got, "\n") != strings.Join(want[f.Table], "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", f.Table, strings.Join(got, "\n"), strings.Join(want[f.Table], "\n"))
		}
		if n := number(t, db, fmt.Sprintf("SELECT count(*) FROM '%s'", f.Name)); n != f.Rows {
			t.Errorf("%s: %d rows, manifest says %d", f.Name, n, f.Rows)
		}
	}
	if tables != len(want) {
		t.Errorf("%d tables in the manifest, %d in the dictionary", tables, len(want))
	}
}

// testRules: keys are unique, references whole, enumerations kept, no text is
// empty.
func testRules(t *testing.T, db *sql.DB) {
	keys := map[string][]string{}
	for _, c := range dictionary(t) {
		if c.key == "yes" {
			keys[c.table] = append(keys[c.table], c.name)
		}
		checks := map[string]string{}
		if c.nullable == "no" {
			checks["NULL"] = fmt.Sprintf("%q IS NULL", c.name)
		}
		if c.kind == "VARCHAR" {
			checks["empty text"] = fmt.Sprintf("%q = ''", c.name)
		}
		if c.values != "" && !strings.HasSuffix(c.values, "...") {
			checks["other value"] = fmt.Sprintf("%q NOT IN ('%s')", c.name, strings.Join(strings.Fields(c.values), "', '"))
		}
		if table, col, ok := strings.Cut(c.references, "."); ok {
			checks["broken reference"] = fmt.Sprintf("%q IS NOT NULL AND %q NOT IN (SELECT %q FROM %s)", c.name, c.name, col, table)
		}
		for what, where := range checks {
			if n := number(t, db, fmt.Sprintf("SELECT count(*) FROM %s WHERE %s", c.table, where)); n > 0 {
				t.Errorf("%s.%s: %s in %d rows", c.table, c.name, what, n)
			}
		}
	}
	for table, key := range keys {
		k := `"` + strings.Join(key, `", "`) + `"`
		if n := number(t, db, fmt.Sprintf("SELECT count(*) FROM (SELECT %s FROM %s GROUP BY %s HAVING count(*) > 1)", k, table, k)); n > 0 {
			t.Errorf("%s: %d keys are not unique", table, n)
		}
	}
}

// testSpans: for every row, the words are the text at the span.
func testSpans(t *testing.T, db *sql.DB) {
	for _, s := range [][4]string{
		{"dates", "span_start", "span_end", "exact"},
		{"names", "span_start", "span_end", "exact"},
		{"events", "span_start", "span_end", "exact"},
		{"figures", "span_start", "span_end", "exact"},
		{"figures", "qualifier_start", "qualifier_end", "qualifier_text"},
		{"figures", "counted_start", "counted_end", "counted"},
		{"quotes", "span_start", "span_end", "exact"},
		{"quotes", "speaker_start", "speaker_end", "speaker_text"},
		{"quotes", "cue_start", "cue_end", "cue"},
		{"quote_parts", "span_start", "span_end", "exact"},
	} {
		total := number(t, db, fmt.Sprintf("SELECT count(*) FROM %s WHERE %s IS NOT NULL", s[0], s[1]))
		right := number(t, db, fmt.Sprintf(`SELECT count(*) FROM %s x JOIN documents d USING (doc_id)
			WHERE d."text"[x.%s + 1 : x.%s] = x.%s`, s[0], s[1], s[2], s[3]))
		if right != total {
			t.Errorf("%s.%s: %d of %d rows have the text at their span", s[0], s[3], right, total)
		}
	}
	if n := number(t, db, `SELECT count(*) FROM documents WHERE length("text") <> n_chars`); n > 0 {
		t.Errorf("n_chars is wrong in %d documents", n)
	}
	if n := number(t, db, `SELECT count(*) FROM sentences s JOIN documents d USING (doc_id) WHERE s.span_end > d.n_chars`); n > 0 {
		t.Errorf("%d sentences reach beyond their text", n)
	}
}

// testViews reads every view to its end.
func testViews(t *testing.T, db *sql.DB) {
	rows, err := db.Query("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		names = append(names, n)
	}
	if len(names) < 20 {
		t.Errorf("only %d views: %v", len(names), names)
	}
	for _, n := range names {
		drain(t, db, n, "SELECT * FROM "+n)
	}
}

var sqlBlock = regexp.MustCompile("(?s)```sql\n(.*?)```")

// testCard runs the SQL of the dataset card.
func testCard(t *testing.T, db *sql.DB) {
	b, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := sqlBlock.FindAllStringSubmatch(string(b), -1)
	if len(blocks) != 5 {
		t.Errorf("%d questions in SQL, want 5", len(blocks))
	}
	for i, m := range blocks {
		drain(t, db, fmt.Sprintf("question %d", i+1), m[1])
	}
}

func drain(t *testing.T, db *sql.DB, what, query string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	defer rows.Close()
	for rows.Next() {
	}
	if err := rows.Err(); err != nil {
		t.Errorf("%s: %v", what, err)
	}
}
