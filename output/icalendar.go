package output

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"annals/schemas"
)

// WriteICalendar writes the entries as an iCalendar (RFC 5545) of all-day
// events. The end is the day after the last, as the standard has it; an entry
// with an open end has its first day only, one with an open start its last. The
// description says so, and how precise the date is. DTSTAMP is the day of first
// publication, or the event's own: a file of the same rows is always the same.
// Entries without a date and those outside the years 1 to 9999, which the format
// cannot write, are left out.
func WriteICalendar(w io.Writer, name string, entries []schemas.TimelineEntry) error {
	c := calendar{w: bufio.NewWriter(w)}
	c.line("BEGIN:VCALENDAR")
	c.line("VERSION:2.0")
	c.line("PRODID:-//annals//timeline//EN")
	c.line("CALSCALE:GREGORIAN")
	c.line("METHOD:PUBLISH")
	if name != "" {
		c.line("X-WR-CALNAME:" + calendarText(name))
	}
	for i := range entries {
		c.entry(&entries[i])
	}
	c.line("END:VCALENDAR")
	if c.err != nil {
		return c.err
	}
	return c.w.Flush()
}

type calendar struct {
	w   *bufio.Writer
	err error
}

func (c *calendar) entry(e *schemas.TimelineEntry) {
	start, end := e.DateStart, e.DateEnd
	note := ""
	switch {
	case !start.Known && !end.Known:
		return
	case !start.Known:
		start, note = end, "Until this day. "
	case !end.Known:
		end, note = start, "From this day on. "
	}
	first, after := civilDay(start.Value), civilDay(end.Value+1)
	if first.Year < 1 || after.Year > 9999 || after.Year < 1 {
		return
	}
	stamp := start
	if e.FirstPublishedOn.Known {
		stamp = e.FirstPublishedOn
	}
	if s := civilDay(stamp.Value); s.Year < 1 || s.Year > 9999 {
		stamp = start
	}
	c.line("BEGIN:VEVENT")
	c.line("UID:" + e.TimelineID + "@annals")
	c.line("DTSTAMP:" + basic(stamp.Value) + "T000000Z")
	c.line("DTSTART;VALUE=DATE:" + basic(start.Value))
	c.line("DTEND;VALUE=DATE:" + basic(end.Value+1))
	c.line("SUMMARY:" + calendarText(e.Title))
	if e.Place != "" {
		c.line("LOCATION:" + calendarText(e.Place))
	}
	c.line("CATEGORIES:" + calendarText(e.EventClass))
	if _, _, display, ok := entryDates(e); ok && display != "" {
		note += "Date: " + display + ". "
	} else if e.DatePrecision != "" {
		note += "Date known to the " + e.DatePrecision + ". "
	}
	c.line("DESCRIPTION:" + calendarText(note+entryText(e)))
	c.line("TRANSP:TRANSPARENT")
	c.line("END:VEVENT")
}

// basic is a day in the basic format, YYYYMMDD.
func basic(d schemas.Day) string {
	c := civilDay(d)
	return pad(c.Year, 4) + pad(c.Month, 2) + pad(c.Day, 2)
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

var calendarEscaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// calendarText escapes a TEXT value; control characters, which the format
// forbids, become spaces.
func calendarText(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\r' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
	return calendarEscaper.Replace(s)
}

// line writes a content line, folded to 75 octets without cutting a character.
func (c *calendar) line(s string) {
	limit := 75
	for len(s) > limit {
		cut := limit
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		if cut == 0 {
			cut = limit // no UTF-8: any place will do
		}
		c.write(s[:cut], "\r\n ")
		s = s[cut:]
		limit = 74
	}
	c.write(s, "\r\n")
}

func (c *calendar) write(s, end string) {
	for _, p := range [2]string{s, end} {
		if c.err == nil {
			_, c.err = c.w.WriteString(p)
		}
	}
}
