package report

import (
	"bytes"
	"html"
	"html/template"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"annals/schemas"
)

// rows is a small batch of our own making.
func rows() *schemas.Rows {
	day := func(d int32) schemas.Null[schemas.Day] { return schemas.Some(schemas.Day(d)) }
	a := "Norway has 412 peacekeepers in Juba, says “Ola” <script>.\nThe road is open."
	b := "At least 450 peacekeepers serve in Juba. Café owners cheered."
	return &schemas.Rows{
		Documents: []schemas.Document{
			{DocID: "a", URI: "a.txt", Source: "Herald", PublishedOn: day(19000), Text: a}, {DocID: "b", URI: "b.txt", PublishedOn: day(19001), Text: b, CopyOfDocID: "a"},
		},
		Figures: []schemas.Figure{
			{FigureID: "f1", DocID: "a", SpanStart: 11, SpanEnd: 14, Exact: "412"}, {FigureID: "f2", DocID: "b", SpanStart: 9, SpanEnd: 12, Exact: "450"},
		},
		Checks: []schemas.Check{
			{CheckID: "c1", Verdict: "conflict", Measure: "peacekeepers_deployed", Actor: "Norway", NFigures: 2, NDocuments: 2, NIndependent: 2, Explanation: "Conflict: 412 & 450.", Flags: []string{"regression"}},
			{CheckID: "c2", Verdict: "single_source", NFigures: 1, NDocuments: 1, NIndependent: 1, Explanation: "Single source."},
		},
		CheckFigures: []schemas.CheckFigure{
			{CheckID: "c1", FigureID: "f1", Relation: "conflicts", AsOfStart: day(19000), AsOfEnd: day(19000)}, {CheckID: "c1", FigureID: "f2", Relation: "conflicts", AsOfEnd: day(19001)},
		},
		Events:   []schemas.Event{{EventID: "e1", DocID: "a", SpanStart: 70, SpanEnd: 74, TimelineID: "t1"}},
		Timeline: []schemas.TimelineEntry{{TimelineID: "t1", DateStart: day(19000), DateEnd: day(19003), Title: "Road opened", EventClass: "transport", NMentions: 1, NDocuments: 1, NIndependent: 1}},
		Quotes:   []schemas.Quote{{QuoteID: "q1", DocID: "b", SpanStart: 41, SpanEnd: 60, QuoteKind: "indirect", Speaker: "Ola Nordmann", PersonID: "p"}},
		People:   []schemas.Person{{PersonID: "p", Name: "Ola Nordmann", Roles: []string{"mayor"}}},
		Rejects:  []schemas.Reject{{Stage: "parse", URI: "c.txt", Rule: "parse.empty", Message: "nothing in it"}},
	}
}

func write(t *testing.T, r *schemas.Rows, l Limits) string {
	t.Helper()
	tmpl, err := template.New("report").Parse(page)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := tmpl.Execute(&b, build(r, l)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestGolden holds the page of the small batch to testdata; ANNALS_UPDATE=1
// writes it anew.
func TestGolden(t *testing.T) {
	got := write(t, rows(), DefaultLimits)
	_, got, _ = strings.Cut(got, "<header>") // the style is no promise
	path := filepath.Join("testdata", "small.html")
	if os.Getenv("ANNALS_UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the page is not as in %s; ANNALS_UPDATE=1 go test ./internal/report writes it anew\n%s", path, got)
	}
}

var marked = regexp.MustCompile(`<mark data-doc="([^"]*)" data-start="(\d+)" data-end="(\d+)">([^<]*)</mark>`)

// TestSpans: every marked stretch is the text at the span it claims.
func TestSpans(t *testing.T) {
	r := rows()
	texts := map[string][]rune{}
	for _, d := range r.Documents {
		texts[d.DocID] = []rune(d.Text)
	}
	found := marked.FindAllStringSubmatch(write(t, r, DefaultLimits), -1)
	if len(found) != 4 {
		t.Fatalf("%d passages, want 4", len(found))
	}
	for _, m := range found {
		start, _ := strconv.Atoi(m[2])
		end, _ := strconv.Atoi(m[3])
		if want := string(texts[m[1]][start:end]); html.UnescapeString(m[4]) != want {
			t.Errorf("document %s [%d, %d): %q, want %q", m[1], start, end, html.UnescapeString(m[4]), want)
		}
	}
}

// TestStandsAlone: no scripts, no addresses to be fetched, the same bytes twice, text
// of documents never as markup.
func TestStandsAlone(t *testing.T) {
	got := write(t, rows(), DefaultLimits)
	for _, bad := range []string{"<script", "http://", "https://", "<link", "<img", "@import", "url("} {
		if strings.Contains(got, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if got != write(t, rows(), DefaultLimits) {
		t.Error("two pages of one folder differ")
	}
}

// TestLimits: what is left out is counted.
func TestLimits(t *testing.T) {
	p := build(rows(), Limits{})
	if p.MoreChecks != 1 || p.MoreTimeline != 1 || p.MoreSpeakers != 1 || p.MoreRejects != 1 || p.Single != 1 {
		t.Errorf("left out: %d checks, %d entries, %d speakers, %d rejects, %d single", p.MoreChecks, p.MoreTimeline, p.MoreSpeakers, p.MoreRejects, p.Single)
	}
}
