package audit

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals/internal/audit/second"
	"annals/internal/specimen"
	"annals/output"
	"annals/schemas"
)

// TestMain lets the test program be the child process of its own audits.
func TestMain(m *testing.M) {
	switch os.Getenv("ANNALS_AUDIT_CHILD") {
	case "read":
		if err := second.Main(os.Args[1:], os.Stdout); err != nil {
			panic(err)
		}
		os.Exit(0)
	case "panic":
		panic("made for a test")
	}
	os.Exit(m.Run())
}

func write(t testing.TB, rows *schemas.Rows) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	p, err := output.Open(dir, output.Meta{ToolVersion: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	if err := p.Write(rows); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func audit(t testing.TB, dir, child string) *Report {
	t.Helper()
	o := Options{}
	if child != "" {
		t.Setenv("ANNALS_AUDIT_CHILD", child)
		o.Second = []string{os.Args[0]}
	}
	r, err := Run(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSound(t *testing.T) {
	for _, n := range []int{0, 60} {
		rows := specimen.Rows(21, n)
		r := audit(t, write(t, rows), "read")
		if r.Total > 0 {
			t.Fatalf("%d documents: %v", n, r.Problems)
		}
		total := int64(0)
		for id := range schemas.NumTables {
			total += int64(rows.Len(id))
		}
		if r.Rows != total || n > 0 && (r.Spans == 0 || r.Links == 0 || r.IDs == 0 || r.Values < 10*r.Rows) {
			t.Errorf("too little was checked: %+v, want %d rows", r, total)
		}
	}
}

// TestBroken breaks one thing at a time; the audit names it.
func TestBroken(t *testing.T) {
	for rule, breakIt := range map[string]func(*schemas.Rows){
		"figures.span":         func(r *schemas.Rows) { r.Figures[0].Exact += "x" },
		"quotes.cue_span":      func(r *schemas.Rows) { q := withCue(r); q.CueStart.Value++ },
		"dates.span":           func(r *schemas.Rows) { r.Dates[0].SpanEnd = 1e6 },
		"sentences.span":       func(r *schemas.Rows) { r.Sentences[0].SpanEnd = 1e6 },
		"key":                  func(r *schemas.Rows) { r.Events[1].EventID = r.Events[0].EventID },
		"identifier":           func(r *schemas.Rows) { r.Documents[0].DocID = r.Documents[0].DocID[1:] + "0" },
		"order":                func(r *schemas.Rows) { r.Dates[0].DocID = schemas.ID("nowhere") },
		"reference":            func(r *schemas.Rows) { r.Figures[0].CheckID = schemas.ID("nowhere") },
		"n_chars":              func(r *schemas.Rows) { r.Documents[0].NChars++ },
		"events.modality":      func(r *schemas.Rows) { r.Events[0].Modality = "maybe" },
		"checks.bounds":        func(r *schemas.Rows) { r.Checks[0].ValueHigh = schemas.Some(-1.0) },
		"documents.copy_known": func(r *schemas.Rows) { r.Documents[0].CopySimilarity = schemas.Some(0.5) },
	} {
		rows := specimen.Rows(22, 8)
		breakIt(rows)
		r := audit(t, write(t, rows), "")
		found := false
		for _, p := range r.Problems {
			found = found || p.Rule == rule
		}
		if !found {
			t.Errorf("%s was not found; told: %v", rule, r.Problems)
		}
	}
}

func withCue(r *schemas.Rows) *schemas.Quote {
	for i := range r.Quotes {
		if q := &r.Quotes[i]; q.CueStart.Known && q.CueEnd.Value > q.CueStart.Value+1 {
			return q
		}
	}
	return &r.Quotes[0]
}

func TestChangedFile(t *testing.T) {
	dir := write(t, specimen.Rows(23, 8))
	path := filepath.Join(dir, "views.sql")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, bytes.ToUpper(b), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "extra.parquet"), b, 0o644); err != nil {
		t.Fatal(err)
	}
	r := audit(t, dir, "")
	if r.Total != 2 || r.Problems[0].Where != "views.sql" || r.Problems[1].Where != "extra.parquet" {
		t.Errorf("%v", r.Problems)
	}
}

// TestDamagedTables cuts and changes table files everywhere: the audit tells, and
// does not crash.
func TestDamagedTables(t *testing.T) {
	dir := write(t, specimen.Rows(24, 8))
	path := filepath.Join(dir, "figures.parquet")
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(good); at += 1 + len(good)/25 {
		bad := bytes.Clone(good)
		bad[at] ^= 0x55
		if at%3 == 0 {
			bad = bad[:at]
		}
		if err := os.WriteFile(path, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		if r := audit(t, dir, ""); r.Total == 0 {
			t.Errorf("damage at byte %d was not found", at)
		}
	}
}

func TestSecondReaderPanics(t *testing.T) {
	r := audit(t, write(t, specimen.Rows(25, 2)), "panic")
	if r.Total != int(schemas.NumTables) || !strings.Contains(r.Problems[0].Message, "made for a test") {
		t.Errorf("%v", r.Problems)
	}
}

func TestNoFolder(t *testing.T) {
	if _, err := Run(t.Context(), t.TempDir(), Options{}); err == nil {
		t.Error("an empty folder was audited")
	}
}

func BenchmarkAudit(b *testing.B) {
	dir := write(b, specimen.Rows(26, 2000))
	b.ReportAllocs()
	for b.Loop() {
		if r := audit(b, dir, ""); r.Total > 0 {
			b.Fatal(r.Problems)
		}
	}
}
