package output

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"annals/schemas"

	ics "github.com/arran4/golang-ical"
	"pgregory.net/rapid"
)

func day(t testing.TB, s string) schemas.Null[schemas.Day] {
	t.Helper()
	if s == "" {
		return schemas.Null[schemas.Day]{}
	}
	d, ok := schemas.ParseDay(s)
	if !ok {
		t.Fatalf("%q is no day", s)
	}
	return schemas.Some(d)
}

func entry(t testing.TB, start, end, precision string) schemas.TimelineEntry {
	return schemas.TimelineEntry{
		TimelineID: schemas.ID("t", start, end, precision), DateStart: day(t, start), DateEnd: day(t, end), DatePrecision: precision,
		Title: "Peru and Chile sign a treaty; the <second>, \"final\" one", EventClass: "agreement", Participants: []string{"Peru", "Chile"},
		Place: "Lima, Peru", NMentions: 3, NDocuments: 2, NIndependent: 1, DatesAgree: true, FirstPublishedOn: day(t, "2021-05-04"),
	}
}

func TestEntryDates(t *testing.T) {
	for _, c := range []struct{ start, end, precision, want string }{
		{"2021-05-03", "2021-05-03", "day", "{2021 5 3} - ''"},
		{"2021-05-01", "2021-05-31", "month", "{2021 5 0} - ''"},
		{"2021-01-01", "2021-12-31", "year", "{2021 0 0} - ''"},
		{"1950-01-01", "1959-12-31", "decade", "{1950 0 0} {1959 0 0} 'the 1950s'"},
		{"2021-04-01", "2021-06-30", "quarter", "{2021 4 0} {2021 6 0} 'second quarter of 2021'"},
		{"2021-07-01", "2021-12-31", "half", "{2021 7 0} {2021 12 0} 'second half of 2021'"},
		{"2021-05-03", "2021-05-09", "week", "{2021 5 3} {2021 5 9} 'week of 3 May 2021'"},
		{"2023-06-14", "2023-06-15", "range", "{2023 6 14} {2023 6 15} '14 June 2023 to 15 June 2023'"},
		{"2023-03-01", "2023-04-30", "range", "{2023 3 0} {2023 4 0} 'March 2023 to April 2023'"},
		{"1960-01-01", "1979-12-31", "range", "{1960 0 0} {1979 0 0} '1960 to 1979'"},
		{"2022-01-01", "2022-04-30", "year", "{2022 1 0} {2022 4 0} 'January 2022 to April 2022'"},
		{"1979-01-01", "", "year", "{1979 0 0} - 'since 1979'"},
		{"", "2019-06-30", "month", "{2019 6 0} - 'until June 2019'"},
		{"", "", "", "none"},
	} {
		e := entry(t, c.start, c.end, c.precision)
		start, end, display, ok := entryDates(&e)
		got := "none"
		if ok {
			got = fmt.Sprintf("{%d %d %d} ", start.Year, start.Month, start.Day)
			if end == nil {
				got += "-"
			} else {
				got += fmt.Sprintf("{%d %d %d}", end.Year, end.Month, end.Day)
			}
			got += " '" + display + "'"
		}
		if got != c.want {
			t.Errorf("%s..%s %s: got %s, want %s", c.start, c.end, c.precision, got, c.want)
		}
	}
}

// checkTimelineJS checks a file against the documented format of TimelineJS:
// only known fields, the required ones there, dates in range and with no day
// without its month.
func checkTimelineJS(data []byte) error {
	var doc struct {
		Title  *map[string]json.RawMessage  `json:"title"`
		Events []map[string]json.RawMessage `json:"events"`
		Eras   []map[string]json.RawMessage `json:"eras"`
		Scale  *string                      `json:"scale"`
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&doc); err != nil {
		return err
	}
	if doc.Events == nil {
		return fmt.Errorf("events: required")
	}
	if doc.Scale != nil && *doc.Scale != "human" && *doc.Scale != "cosmological" {
		return fmt.Errorf("scale %q", *doc.Scale)
	}
	known := map[string]bool{
		"start_date": true, "end_date": true, "text": true, "media": true, "group": true, "display_date": true,
		"background": true, "autolink": true, "unique_id": true,
	}
	slide := func(s map[string]json.RawMessage, needsDate bool) error {
		for k := range s {
			if !known[k] {
				return fmt.Errorf("slide field %q is not documented", k)
			}
		}
		for _, k := range []string{"start_date", "end_date"} {
			raw, ok := s[k]
			if !ok {
				if k == "start_date" && needsDate {
					return fmt.Errorf("start_date: required")
				}
				continue
			}
			var d struct {
				Year        *int   `json:"year"`
				Month       *int   `json:"month"`
				Day         *int   `json:"day"`
				DisplayDate string `json:"display_date"`
			}
			dec := json.NewDecoder(bytes.NewReader(raw))
			dec.DisallowUnknownFields()
			if err := dec.Decode(&d); err != nil {
				return fmt.Errorf("%s: %w", k, err)
			}
			switch {
			case d.Year == nil:
				return fmt.Errorf("%s.year: required", k)
			case d.Month != nil && (*d.Month < 1 || *d.Month > 12), d.Day != nil && (d.Month == nil || *d.Day < 1 || *d.Day > 31):
				return fmt.Errorf("%s: month or day out of range", k)
			}
		}
		var text struct {
			Headline string `json:"headline"`
			Text     string `json:"text"`
		}
		if raw, ok := s["text"]; ok {
			dec := json.NewDecoder(bytes.NewReader(raw))
			dec.DisallowUnknownFields()
			if err := dec.Decode(&text); err != nil {
				return fmt.Errorf("text: %w", err)
			}
		}
		for _, k := range []string{"group", "display_date", "unique_id"} {
			var s2 string
			if raw, ok := s[k]; ok && json.Unmarshal(raw, &s2) != nil {
				return fmt.Errorf("%s: no string", k)
			}
		}
		return nil
	}
	if doc.Title != nil {
		if err := slide(*doc.Title, false); err != nil {
			return fmt.Errorf("title: %w", err)
		}
	}
	for i, e := range doc.Events {
		if err := slide(e, true); err != nil {
			return fmt.Errorf("event %d: %w", i, err)
		}
	}
	return nil
}

func sample(t testing.TB) []schemas.TimelineEntry {
	return []schemas.TimelineEntry{
		entry(t, "1950-01-01", "1959-12-31", "decade"), entry(t, "1979-01-01", "", "year"), entry(t, "", "2019-06-30", "month"),
		entry(t, "2021-05-03", "2021-05-03", "day"), entry(t, "2023-03-01", "2023-04-30", "range"), entry(t, "", "", ""),
	}
}

func TestTimelineJS(t *testing.T) {
	var b bytes.Buffer
	if err := WriteTimelineJS(&b, "A & B", sample(t)); err != nil {
		t.Fatal(err)
	}
	if err := checkTimelineJS(b.Bytes()); err != nil {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	for _, want := range []string{`"display_date": "the 1950s"`, `"group": "agreement"`, "&lt;second&gt;", `"headline": "A &amp; B"`, "1 independent"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is missing in\n%s", want, b.String())
		}
	}
	for _, bad := range []string{`{"events":[{"text":{}}]}`, `{"events":[{"start_date":{"year":1,"day":2}}]}`, `{"events":[{"start_date":{"year":1},"colour":"x"}]}`, `{}`} {
		if checkTimelineJS([]byte(bad)) == nil {
			t.Errorf("the check lets %s through", bad)
		}
	}
	b.Reset()
	if err := WriteTimelineJS(&b, "", nil); err != nil || checkTimelineJS(b.Bytes()) != nil {
		t.Errorf("empty timeline: %v %s", err, b.String())
	}
}

func TestTimelineCSV(t *testing.T) {
	var b bytes.Buffer
	entries := sample(t)
	entries[0].Title = "=cmd()"
	if err := WriteTimelineCSV(&b, "Title", entries); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 7 || rows[0][0] != "Year" || rows[1][15] != "title" || rows[2][0] != "1950" || rows[2][1] != "" || rows[2][4] != "1959" ||
		rows[2][8] != "the 1950s" || rows[2][9] != "'=cmd()" || rows[5][2] != "3" || rows[5][16] != "agreement" {
		t.Errorf("rows: %q", rows)
	}
}

func TestICalendar(t *testing.T) {
	var b bytes.Buffer
	if err := WriteICalendar(&b, "Annals; 2021", sample(t)); err != nil {
		t.Fatal(err)
	}
	for _, l := range strings.Split(b.String(), "\r\n") {
		if len(l) > 75 || strings.Contains(l, "\n") || !utf8.ValidString(l) {
			t.Errorf("line %q: longer than 75 octets, or cut", l)
		}
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	events := cal.Events()
	if len(events) != 5 {
		t.Fatalf("%d events, want 5", len(events))
	}
	e := events[3]
	start, err1 := e.GetAllDayStartAt()
	end, err2 := e.GetAllDayEndAt()
	if err1 != nil || err2 != nil || start.Format(time.DateOnly) != "2021-05-03" || end.Format(time.DateOnly) != "2021-05-04" {
		t.Errorf("start %v %v end %v %v", start, err1, end, err2)
	}
	for p, want := range map[ics.ComponentProperty]string{
		ics.ComponentPropertySummary:    "Peru and Chile sign a treaty; the <second>, \"final\" one",
		ics.ComponentPropertyLocation:   "Lima, Peru",
		ics.ComponentPropertyCategories: "agreement",
	} {
		if got := e.GetProperty(p); got == nil || ics.FromText(got.Value) != want && got.Value != want {
			t.Errorf("%s: %v, want %q", p, got, want)
		}
	}
}

// Any entry gives files that their readers read.
func TestExportsOfAnyEntry(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var entries []schemas.TimelineEntry
		for i := range rapid.IntRange(0, 4).Draw(r, "n") {
			e := schemas.TimelineEntry{
				TimelineID: schemas.ID("x", fmt.Sprint(i)), Title: rapid.String().Draw(r, "title"), EventClass: "other",
				Place: rapid.String().Draw(r, "place"), NMentions: 1, NDocuments: 1, NIndependent: 1,
			}
			a := rapid.IntRange(-1000000, 2900000).Draw(r, "start")
			b := a + rapid.IntRange(0, 4000).Draw(r, "days")
			if rapid.Bool().Draw(r, "hasStart") {
				e.DateStart = schemas.Some(schemas.Day(a))
			}
			if rapid.Bool().Draw(r, "hasEnd") {
				e.DateEnd = schemas.Some(schemas.Day(b))
			}
			e.DatePrecision = rapid.SampledFrom([]string{"", "time", "day", "week", "month", "quarter", "half", "season", "year", "decade", "century", "range"}).Draw(r, "precision")
			entries = append(entries, e)
		}
		var b bytes.Buffer
		if err := WriteTimelineJS(&b, "", entries); err != nil {
			r.Fatal(err)
		}
		if err := checkTimelineJS(b.Bytes()); err != nil {
			r.Fatalf("%v in %s", err, b.String())
		}
		b.Reset()
		if err := WriteTimelineCSV(&b, "", entries); err != nil {
			r.Fatal(err)
		}
		if _, err := csv.NewReader(&b).ReadAll(); err != nil {
			r.Fatal(err)
		}
		b.Reset()
		if err := WriteICalendar(&b, "x", entries); err != nil {
			r.Fatal(err)
		}
		if _, err := ics.ParseCalendar(bytes.NewReader(b.Bytes())); err != nil {
			r.Fatalf("%v in %q", err, b.String())
		}
	})
}
