package explain

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"annals/internal/specimen"
	"annals/output"
	"annals/schemas"
)

func folder(t *testing.T, rows *schemas.Rows) *output.Folder {
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
	f, err := output.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestEveryRow explains a row of every table that has identifiers, and the
// words of the row are marked in it.
func TestEveryRow(t *testing.T) {
	rows := specimen.Rows(31, 6)
	f := folder(t, rows)
	for _, c := range []struct {
		id   string
		want []string
	}{
		{rows.Documents[1].DocID, []string{"document ", rows.Documents[1].URI, "WHAT WAS FOUND IN IT"}},
		{rows.Dates[1].DateID, []string{"[[", "TIMEX3"}},
		{rows.Names[1].NameID, []string{"[[", rows.Names[1].Name}},
		{rows.Events[1].EventID, []string{"[[", "trigger", "asserted"}[:2]},
		{rows.Figures[1].FigureID, []string{"[[", "value", "30,000"}},
		{rows.Quotes[1].QuoteID, []string{"[[", "kind", "resolved to"}},
		{rows.People[0].PersonID, []string{rows.People[0].Name}},
		{rows.Checks[0].CheckID, []string{rows.Checks[0].Explanation, "ITS FIGURES"}},
		{rows.Timeline[0].TimelineID, []string{rows.Timeline[0].Title, "ITS MENTIONS"}},
	} {
		var b bytes.Buffer
		if err := Write(&b, f, c.id); err != nil {
			t.Errorf("%s: %v", c.id, err)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s: no %q in\n%s", c.id, want, b.String())
			}
		}
	}
	for i := range rows.Figures { // those with and those without a check
		if err := Write(&bytes.Buffer{}, f, rows.Figures[i].FigureID); err != nil {
			t.Error(err)
		}
	}
}

func TestFind(t *testing.T) {
	rows := specimen.Rows(32, 3)
	f := folder(t, rows)
	id := rows.Quotes[0].QuoteID
	r, err := Find(f, " "+strings.ToUpper(id[:12]))
	if err != nil || r.(*schemas.Quote).QuoteID != id {
		t.Errorf("%v, %v", r, err)
	}
	if _, err := Find(f, "ffffffffffffffffffff"); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if _, err := Find(f, id[:3]); err == nil || errors.Is(err, ErrNotFound) {
		t.Error("too short a beginning was taken:", err)
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[float64]string{0: "0", 12: "12", 1234: "1,234", -1234567.5: "-1,234,567.5", 1e24: "1e+24"} {
		if got := number(n); got != want {
			t.Errorf("number(%v) = %s, want %s", n, got, want)
		}
	}
}

func TestDefinition(t *testing.T) {
	e := &explainer{}
	e.rules("measure.people_killed+no.such.rule+", "en")
	if s := e.b.String(); !strings.Contains(s, "stages/lang/en/measures/conflict.yaml:") || !strings.Contains(s, "no.such.rule") {
		t.Error(s)
	}
}
