package stages

import "testing"

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
