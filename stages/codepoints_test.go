package stages

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCodePoints(t *testing.T) {
	for _, text := range []string{"", "plain", "naïve “quote” 中文 🎈 end", strings.Repeat("é中a🎈", 300)} {
		var c CodePoints
		c.Reset(text)
		for i := range text {
			if got, want := c.At(int32(i)), int32(utf8.RuneCountInString(text[:i])); got != want {
				t.Fatalf("%.20q: At(%d) = %d, want %d", text, i, got, want)
			}
		}
		if want := int32(utf8.RuneCountInString(text)); c.Total() != want || c.At(int32(len(text))) != want {
			t.Errorf("%.20q: total %d, want %d", text, c.Total(), want)
		}
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct {
		date string
		days int32
	}{{"1970-01-01", 0}, {"2000-03-01", 11017}, {"1969-12-31", -1}, {"0001-01-01", -719162}, {"9999-12-31", 2932896}} {
		d, ok := ParseDate(c.date)
		if !ok || d.Days() != c.days || FromDays(c.days) != d {
			t.Errorf("%s: %d days, want %d; back %v", c.date, d.Days(), c.days, FromDays(c.days))
		}
	}
	for n := int32(-1200000); n < 2900000; n += 37 {
		if got := FromDays(n).Days(); got != n {
			t.Fatalf("FromDays(%d).Days() = %d", n, got)
		}
	}
	if d, _ := ParseDate("2021-12-08"); d.Weekday() != 3 {
		t.Errorf("2021-12-08 is day %d of the week, want 3", d.Weekday())
	}
	if _, ok := NewDate(2023, 2, 29); ok {
		t.Error("2023-02-29 passed as a date")
	}
}
