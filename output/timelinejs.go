package output

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"annals/schemas"
)

// The JSON of TimelineJS3, as documented at
// https://timeline.knightlab.com/docs/json-format.html. Months and days that the
// sources do not give are left out, never filled in; what the fields cannot say
// ("the 1950s", "since March 2019") stands in display_date.
type (
	timelineJS struct {
		Title  *timelineSlide  `json:"title,omitempty"`
		Events []timelineSlide `json:"events"`
		Scale  string          `json:"scale"`
	}
	timelineSlide struct {
		StartDate   *timelineDate `json:"start_date,omitempty"`
		EndDate     *timelineDate `json:"end_date,omitempty"`
		Text        timelineText  `json:"text"`
		Group       string        `json:"group,omitempty"`
		DisplayDate string        `json:"display_date,omitempty"`
		UniqueID    string        `json:"unique_id,omitempty"`
	}
	timelineDate struct {
		Year  int `json:"year"`
		Month int `json:"month,omitempty"`
		Day   int `json:"day,omitempty"`
	}
	timelineText struct {
		Headline string `json:"headline"`
		Text     string `json:"text,omitempty"`
	}
)

// WriteTimelineJS writes the entries as a TimelineJS document with the given
// title ("" for none). Entries without a date are left out.
func WriteTimelineJS(w io.Writer, title string, entries []schemas.TimelineEntry) error {
	doc := timelineJS{Events: []timelineSlide{}, Scale: "human"}
	if title != "" {
		doc.Title = &timelineSlide{Text: timelineText{Headline: escapeHTML(title)}}
	}
	for i := range entries {
		e := &entries[i]
		start, end, display, ok := entryDates(e)
		if !ok {
			continue
		}
		doc.Events = append(doc.Events, timelineSlide{
			StartDate: start, EndDate: end, DisplayDate: display, Group: e.EventClass, UniqueID: e.TimelineID,
			Text: timelineText{Headline: escapeHTML(e.Title), Text: escapeHTML(entryText(e))},
		})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	return enc.Encode(doc)
}

// timelineColumns are the columns of the TimelineJS spreadsheet template.
var timelineColumns = []string{
	"Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date",
	"Headline", "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background",
}

// WriteTimelineCSV writes the entries in the columns of the TimelineJS
// spreadsheet template.
func WriteTimelineCSV(w io.Writer, title string, entries []schemas.TimelineEntry) error {
	c := csv.NewWriter(w)
	if err := c.Write(timelineColumns); err != nil {
		return err
	}
	row := make([]string, len(timelineColumns))
	if title != "" {
		row[9], row[15] = cell(title), "title"
		if err := c.Write(row); err != nil {
			return err
		}
	}
	for i := range entries {
		e := &entries[i]
		start, end, display, ok := entryDates(e)
		if !ok {
			continue
		}
		clear(row)
		start.cells(row[0:3])
		end.cells(row[4:7])
		row[8], row[9], row[10], row[16] = cell(display), cell(escapeHTML(e.Title)), cell(escapeHTML(entryText(e))), cell(e.EventClass)
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// cell keeps a spreadsheet from reading a text as a formula.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func (d *timelineDate) cells(into []string) {
	if d == nil {
		return
	}
	for i, n := range [3]int{d.Year, d.Month, d.Day} {
		if i == 0 || n != 0 {
			into[i] = strconv.Itoa(n)
		}
	}
}

// entryText is the line below the headline: where, who, and how well attested.
func entryText(e *schemas.TimelineEntry) string {
	var parts []string
	if e.Place != "" {
		parts = append(parts, e.Place)
	}
	if len(e.Participants) > 0 {
		parts = append(parts, strings.Join(e.Participants, ", "))
	}
	sources := fmt.Sprintf("%d %s in %d %s", e.NMentions, plural(int(e.NMentions), "mention"), e.NDocuments, plural(int(e.NDocuments), "document"))
	if e.NIndependent != e.NDocuments {
		sources += fmt.Sprintf(", %d independent", e.NIndependent)
	}
	if !e.DatesAgree {
		sources += "; the sources differ on the date"
	}
	return strings.Join(append(parts, sources), ". ") + "."
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

var htmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escapeHTML makes text safe: TimelineJS shows headline and text as HTML.
func escapeHTML(s string) string { return htmlEscaper.Replace(s) }

// entryDates turns the dates of an entry into those of TimelineJS: as many of
// year, month and day as the precision warrants.
func entryDates(e *schemas.TimelineEntry) (start, end *timelineDate, display string, ok bool) {
	from, to := civil(e.DateStart), civil(e.DateEnd)
	switch {
	case from == nil && to == nil:
		return nil, nil, "", false
	case from == nil:
		d := trim(to, e.DatePrecision, false)
		return d, nil, "until " + d.String(), true
	case to == nil:
		d := trim(from, e.DatePrecision, true)
		return d, nil, "since " + d.String(), true
	}
	switch e.DatePrecision {
	case "time", "day":
		if *from == *to {
			return from, nil, "", true
		}
	case "month":
		if from.Year == to.Year && from.Month == to.Month {
			return &timelineDate{from.Year, from.Month, 0}, nil, "", true
		}
	case "year":
		if from.Year == to.Year && from.Month == 1 && to.Month == 12 {
			return &timelineDate{from.Year, 0, 0}, nil, "", true
		}
	case "quarter":
		if from.Month%3 == 1 && to.Month == from.Month+2 {
			display = [...]string{"first", "second", "third", "fourth"}[from.Month/3] + " quarter of " + strconv.Itoa(from.Year)
		}
	case "half":
		if from.Month%6 == 1 && to.Month == from.Month+5 {
			display = [...]string{"first", "second"}[from.Month/6] + " half of " + strconv.Itoa(from.Year)
		}
	case "week":
		display = "week of " + from.String()
	case "decade":
		if from.Year%10 == 0 && to.Year == from.Year+9 {
			display = "the " + strconv.Itoa(from.Year) + "s"
		}
	}
	// whole years, then whole months, then days
	switch {
	case from.Month == 1 && from.Day == 1 && to.Month == 12 && to.Day == 31:
		start, end = &timelineDate{from.Year, 0, 0}, &timelineDate{to.Year, 0, 0}
		if start.Year == end.Year {
			return start, nil, display, true
		}
	case from.Day == 1 && e.DateEnd.Value+1 == monthStart(e.DateEnd.Value+1):
		start, end = &timelineDate{from.Year, from.Month, 0}, &timelineDate{to.Year, to.Month, 0}
		if *start == *end {
			return start, nil, display, true
		}
	default:
		start, end = from, to
	}
	if display == "" {
		display = start.String() + " to " + end.String()
	}
	return start, end, display, true
}

// monthStart is day d where it is the first of a month, some other day else.
func monthStart(d schemas.Day) schemas.Day {
	if civilDay(d).Day == 1 {
		return d
	}
	return d - 1
}

func civil(d schemas.Null[schemas.Day]) *timelineDate {
	if !d.Known {
		return nil
	}
	c := civilDay(d.Value)
	return &c
}

// civilDay splits a day by its ISO form, so that one calendar is used everywhere.
func civilDay(d schemas.Day) timelineDate {
	s := d.String()
	sign := 1
	if s[0] == '-' {
		sign, s = -1, s[1:]
	}
	year, _ := strconv.Atoi(s[:len(s)-6])
	month, _ := strconv.Atoi(s[len(s)-5 : len(s)-3])
	day, _ := strconv.Atoi(s[len(s)-2:])
	return timelineDate{sign * year, month, day}
}

// trim drops the month and day of an open interval's one side where the
// precision does not warrant them.
func trim(d *timelineDate, precision string, first bool) *timelineDate {
	switch precision {
	case "year", "decade":
		return &timelineDate{d.Year, 0, 0}
	case "month", "quarter", "half", "season":
		return &timelineDate{d.Year, d.Month, 0}
	}
	return d
}

var monthNames = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// String is the date as people write it: "3 May 2021", "May 2021", "2021".
func (d *timelineDate) String() string {
	year := strconv.Itoa(d.Year)
	if d.Year <= 0 {
		year = strconv.Itoa(1-d.Year) + " BC"
	}
	switch {
	case d.Month == 0:
		return year
	case d.Day == 0:
		return monthNames[d.Month] + " " + year
	}
	return strconv.Itoa(d.Day) + " " + monthNames[d.Month] + " " + year
}
