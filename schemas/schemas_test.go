package schemas

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOffsets(t *testing.T) {
	for _, text := range []string{
		"", "plain", "é", "Since 1979，中国 has", strings.Repeat("a中", 100), strings.Repeat("x", 63) + "中" + strings.Repeat("é", 70),
	} {
		checkOffsets(t, text)
	}
}

func checkOffsets(t *testing.T, text string) {
	t.Helper()
	var o Offsets
	o.Reset("something else 中")
	o.Reset(text)
	if int(o.Len()) != utf8.RuneCountInString(text) {
		t.Fatalf("%q: Len %d, want %d", text, o.Len(), utf8.RuneCountInString(text))
	}
	n := int32(0)
	ask := func(at int) {
		if got := o.CodePoint(int32(at)); got != n {
			t.Fatalf("%q: CodePoint(%d) = %d, want %d", text, at, got, n)
		}
		if got, ok := o.Byte(n); !ok || got != int32(at) {
			t.Fatalf("%q: Byte(%d) = %d, %v, want %d", text, n, got, ok, at)
		}
	}
	for at := range text {
		ask(at)
		n++
	}
	ask(len(text))
	if _, ok := o.Byte(n + 1); ok {
		t.Fatalf("%q: Byte beyond the end", text)
	}
}

func FuzzOffsets(f *testing.F) {
	f.Add("Since 1979，China")
	f.Add(strings.Repeat("é", 200))
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) {
			checkOffsets(t, text)
		}
	})
}

func TestDay(t *testing.T) {
	for _, c := range []struct {
		day  Day
		want string
	}{{0, "1970-01-01"}, {-1, "1969-12-31"}, {18969, "2021-12-08"}, {minDay, "0001-01-01"}, {maxDay, "9999-12-31"}, {-719528 - 365, "-0001-01-01"}} {
		if got := c.day.String(); got != c.want {
			t.Errorf("Day(%d) = %s, want %s", c.day, got, c.want)
		}
		if back, ok := ParseDay(c.want); ok && back != c.day {
			t.Errorf("ParseDay(%s) = %d, want %d", c.want, back, c.day)
		}
	}
	if ClampDay(minDay-1).Known || !ClampDay(minDay).Known || ClampDay(maxDay+1).Known {
		t.Error("ClampDay")
	}
}

func TestID(t *testing.T) {
	id := ID("a", "bc")
	if !IsID(id) || id == ID("ab", "c") || id != ID("a", "bc") {
		t.Error("ids are not sound:", id, ID("ab", "c"))
	}
}

func TestChecker(t *testing.T) {
	tables, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	c := NewChecker(tables)
	var text Offsets
	text.Reset("In 2021，中国 sent 300 doses.")
	good := Date{DateID: ID("x"), DocID: ID("y"), SpanStart: 3, SpanEnd: 7, Exact: "2021", TimexType: "DATE", DatePrecision: "year"}
	if f, bad := c.Check(&good, &text); bad {
		t.Fatal(f)
	}
	for name, breakIt := range map[string]func(*Date){
		"dates.date_id":     func(d *Date) { d.DateID = "7" },
		"dates.doc_id":      func(d *Date) { d.DocID = "" },
		"dates.span":        func(d *Date) { d.SpanStart++ },
		"dates.exact":       func(d *Date) { d.Exact = "20\xff1" },
		"dates.timex_type":  func(d *Date) { d.TimexType = "date" },
		"dates.timex_mod":   func(d *Date) { d.TimexMod = "NEARLY" },
		"dates.interval":    func(d *Date) { d.DateStart, d.DateEnd = Some(Day(2)), Some(Day(1)) },
		"dates.date_start":  func(d *Date) { d.DateStart = Some(minDay - 1) },
		"dates.sentence_no": func(d *Date) { d.SentenceNo = Some(int32(-1)) },
	} {
		d := good
		breakIt(&d)
		if f, bad := c.Check(&d, &text); !bad || f.Rule != name {
			t.Errorf("%s: got %+v, %v", name, f, bad)
		}
	}
	for s, want := range map[string]bool{"1": true, "-1.50": true, "30..40": true, "": false, "1e3": false, "1,000": false, ".5": false, "1..": false, "1/3": true, "1/": false} {
		if isDecimals(s) != want {
			t.Errorf("isDecimals(%q) = %v", s, !want)
		}
	}
}

// TestGenerated holds rows.go to the descriptions: every row gives and takes as
// many values, of the types, that its table has.
func TestGenerated(t *testing.T) {
	tables, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(tables) != int(NumTables) {
		t.Fatalf("%d tables described, %d generated", len(tables), NumTables)
	}
	for id := range NumTables {
		var rows Rows
		r := rows.Grow(id)
		var v Values
		r.Put(&v)
		if len(v) != len(tables[id].Columns) || rows.Len(id) != 1 || r.Table() != id || tables[id].Name != id.String() {
			t.Errorf("%s: run go generate ./schemas", id)
		}
	}
}

func BenchmarkOffsets(b *testing.B) {
	for name, text := range map[string]string{
		"ascii": strings.Repeat("The ministry sent 30 doctors. ", 1000),
		"mixed": strings.Repeat("The ministry’s café sent 30 doctors，中国. ", 1000),
	} {
		b.Run(name, func(b *testing.B) {
			var o Offsets
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				o.Reset(text)
				for at := int32(0); at < int32(len(text)); at += 100 { // a finding every hundred bytes
					n := o.CodePoint(at)
					if _, ok := o.Byte(n); !ok {
						b.Fatal("lost")
					}
				}
			}
		})
	}
}
