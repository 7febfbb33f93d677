package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals/output"
	"annals/schemas"
)

// TestMain lets the test program be the second reader of its own audits, as
// annals is of its.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == secondReader {
		os.Exit(Main(nil, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// TestPublishedFolder goes the way of a user: run, audit, explain, then audit of
// a changed file.
func TestPublishedFolder(t *testing.T) {
	dir := t.TempDir()
	note, data := filepath.Join(dir, "note.txt"), filepath.Join(dir, "data")
	const text = "KIGALI, May 3, 2022 (Example Wire) - The ministry sent 30 doctors to Juba in March 2021.\n\n\"They saved many lives,\" Minister Ana Mugisha said.\n"
	if err := os.WriteFile(note, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := annals(t, "", "run", "--output", data, note); code != ExitDone {
		t.Fatalf("run: exit %d\n%s", code, errs)
	}
	code, out, errs := annals(t, "", "audit", data)
	if code != ExitDone || !strings.Contains(out, "Sound: nothing wrong was found.") || !strings.Contains(out, "second Parquet implementation") {
		t.Errorf("audit: exit %d\n%s%s", code, out, errs)
	}
	_, out, _ = annals(t, "", "explain", "--json", documentID(t, data), data)
	if !strings.Contains(out, `"media_type":"text/plain"`) {
		t.Errorf("explain --json: %s", out)
	}
	code, out, errs = annals(t, "", "explain", documentID(t, data)[:8], data)
	if code != ExitDone || !strings.Contains(out, "note.txt") || !strings.Contains(out, "WHAT WAS FOUND IN IT") {
		t.Errorf("explain: exit %d\n%s%s", code, out, errs)
	}
	if code, _, errs = annals(t, "", "explain", "0123456789", data); code != ExitFailed || !strings.Contains(errs, "no row has this identifier") {
		t.Errorf("explain of nothing: exit %d, %s", code, errs)
	}

	path := filepath.Join(data, "dictionary.csv")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b[1:], 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, _ = annals(t, "", "audit", data, "--no-second-reader")
	if code != ExitFailed || !strings.Contains(out, "dictionary.csv: was changed") || !strings.Contains(out, "NOT SOUND: 1 problem.") {
		t.Errorf("audit of a changed folder: exit %d\n%s", code, out)
	}
	if code, _, errs = annals(t, "", "audit", "nowhere"); code != ExitFailed || !strings.Contains(errs, "nowhere is no folder of annals tables") {
		t.Errorf("audit of nothing: exit %d, %s", code, errs)
	}
}

// documentID is the identifier of the only document in data.
func documentID(t *testing.T, data string) string {
	t.Helper()
	folder, err := output.OpenFolder(data)
	if err != nil {
		t.Fatal(err)
	}
	id := ""
	if err := folder.Texts(schemas.TableDocuments, "doc_id", func(s string, _ bool) { id = s }); err != nil {
		t.Fatal(err)
	}
	return id
}

func TestSchema(t *testing.T) {
	for _, c := range []struct {
		args string
		want []string
		code int
	}{
		{"schema", []string{"figures ", "check_figures", "annals schema TABLE"}, ExitDone},
		{"schema figures", []string{"key: figure_id", "value_min", "DOUBLE, may be NULL", "one of: exact, about"}, ExitDone},
		{"schema --format csv", []string{"table,position,column"}, ExitDone},
		{"schema --format sql dates", []string{"CREATE TABLE dates (", "PRIMARY KEY (date_id)"}, ExitDone},
		{"schema --format markdown quotes", []string{"## quotes", "| **quote_id** | VARCHAR |"}, ExitDone},
		{"schema nothing", []string{`there is no table "nothing"; the tables are documents, sentences`}, ExitUsage},
		{"schema --format odd", []string{"want text, csv, markdown or sql"}, ExitUsage},
	} {
		code, out, errs := annals(t, "", strings.Fields(c.args)...)
		if code != c.code {
			t.Errorf("%s: exit %d, %s", c.args, code, errs)
		}
		for _, want := range c.want {
			if !strings.Contains(out+errs, want) {
				t.Errorf("%s: no %q in\n%s%s", c.args, want, out, errs)
			}
		}
	}
}
