package schemas

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"annals/schemas/describe"
)

// minDay is 0001-01-01. Readers of the tables (Python's datetime, and with it
// pandas) know no earlier day and fail on the whole file; see docs/tables.md.
const minDay, maxDay = Day(-719162), Day(2932896)

// ClampDay is d where tables can hold it, and not known before year 1 and after
// year 9999.
func ClampDay(d Day) Null[Day] {
	if d < minDay || d > maxDay {
		return Null[Day]{}
	}
	return Some(d)
}

// Checker checks single rows against their table. It keeps scratch memory and
// belongs to one goroutine.
type Checker struct {
	tables []Table
	checks [][]compiledCheck
	values Values
}

type compiledCheck struct {
	id      string
	kind    describe.CheckKind
	columns [3]int
}

// Fault is what is wrong with a row.
type Fault struct {
	Rule    string // "table.column" with what the column demands, or the id of a check
	Message string
}

// NewChecker returns a checker for the tables of Load.
func NewChecker(tables []Table) *Checker {
	c := &Checker{tables: tables, checks: make([][]compiledCheck, len(tables))}
	for i := range tables {
		t := &tables[i]
		for _, k := range t.Checks {
			cc := compiledCheck{id: k.ID, kind: k.Kind}
			for j, name := range k.Columns {
				cc.columns[j] = t.Index(name)
			}
			c.checks[i] = append(c.checks[i], cc)
		}
	}
	return c
}

// Check returns the first fault of a row, and whether it has one. text is the
// text of the row's document; nil leaves the spans' texts unchecked.
func (c *Checker) Check(r Row, text *Offsets) (Fault, bool) {
	t := &c.tables[r.Table()]
	c.values.Reset()
	r.Put(&c.values)
	for i := range t.Columns {
		if message := checkValue(&t.Columns[i], &c.values[i]); message != "" {
			return Fault{t.Name + "." + t.Columns[i].Name, message}, true
		}
	}
	for i := range c.checks[r.Table()] {
		k := &c.checks[r.Table()][i]
		if message := c.check(t, k, text); message != "" {
			return Fault{k.id, message}, true
		}
	}
	return Fault{}, false
}

// JSON is the row that was checked last, as JSON.
func (c *Checker) JSON(r Row) string {
	return string(AppendJSON(nil, &c.tables[r.Table()], c.values))
}

func checkValue(c *Column, v *Value) string {
	if !v.Known {
		if c.Nullable {
			return ""
		}
		return c.Name + " is required"
	}
	switch c.Type {
	case describe.Text:
		switch {
		case v.Text == "":
			return c.Name + " is required"
		case !utf8.ValidString(v.Text):
			return c.Name + " is not valid UTF-8"
		case c.Identifier && !IsID(v.Text):
			return fmt.Sprintf("%s %q is no identifier of 20 hex digits", c.Name, v.Text)
		case len(c.Values) > 0 && !c.Open && !contains(c.Values, v.Text):
			return fmt.Sprintf("%s %q is not one of %s", c.Name, v.Text, strings.Join(c.Values, ", "))
		}
	case describe.List:
		for _, s := range v.List {
			if s == "" || !utf8.ValidString(s) {
				return c.Name + " has an element that is empty or not valid UTF-8"
			}
		}
	case describe.Date:
		if d := Day(v.Number); d < minDay || d > maxDay {
			return fmt.Sprintf("%s %s is outside years 1 to 9999", c.Name, d)
		}
	case describe.Double:
		if math.IsNaN(v.Number) || math.IsInf(v.Number, 0) {
			return c.Name + " is not a finite number"
		}
	}
	if c.Min != nil && v.Number < *c.Min || c.Max != nil && v.Number > *c.Max {
		return fmt.Sprintf("%s %s is out of its range", c.Name, FormatNumber(v.Number))
	}
	return ""
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func (c *Checker) check(t *Table, k *compiledCheck, text *Offsets) string {
	a := &c.values[k.columns[0]]
	b := &c.values[k.columns[1]]
	name := func(i int) string { return t.Columns[k.columns[i]].Name }
	switch k.kind {
	case describe.CheckSpan, describe.CheckTextSpan:
		isSpan := k.kind == describe.CheckSpan
		var exact *Value
		if isSpan {
			exact = &c.values[k.columns[2]]
		}
		if a.Known != b.Known || isSpan && exact.Known != a.Known {
			return fmt.Sprintf("%s, %s and its text are not known together", name(0), name(1))
		}
		if !a.Known {
			return ""
		}
		if a.Number < 0 || a.Number >= b.Number {
			return fmt.Sprintf("span [%d, %d) of %s is empty or negative", int(a.Number), int(b.Number), name(0))
		}
		if text == nil {
			return ""
		}
		s, ok := text.Slice(int32(a.Number), int32(b.Number))
		if !ok {
			return fmt.Sprintf("span [%d, %d) of %s reaches beyond the text of %d code points", int(a.Number), int(b.Number), name(0), text.Len())
		}
		if isSpan && s != exact.Text {
			return fmt.Sprintf("%s is %q but the text at its span is %q", name(2), short(exact.Text), short(s))
		}
	case describe.CheckOrdered:
		if a.Known && b.Known && a.Number > b.Number {
			return fmt.Sprintf("%s %s is greater than %s %s", name(0), a.String(&t.Columns[k.columns[0]]), name(1), b.String(&t.Columns[k.columns[1]]))
		}
	case describe.CheckTogether:
		if a.Known != b.Known {
			return fmt.Sprintf("%s and %s are not known together", name(0), name(1))
		}
	case describe.CheckAny:
		if !a.Known && !b.Known {
			return fmt.Sprintf("neither %s nor %s is known", name(0), name(1))
		}
	case describe.CheckDecimal:
		if a.Known && !isDecimals(a.Text) {
			return fmt.Sprintf("%s %q is no exact decimal", name(0), short(a.Text))
		}
	}
	return ""
}

// isDecimals reports whether s is an exact decimal or a fraction ("1/3"), or two
// of them joined by "..".
func isDecimals(s string) bool {
	if low, high, ok := strings.Cut(s, ".."); ok {
		return isDecimal(low) && isDecimal(high)
	}
	return isDecimal(s)
}

func isDecimal(s string) bool {
	s = strings.TrimPrefix(s, "-")
	if over, under, ok := strings.Cut(s, "/"); ok {
		return digits(over) && digits(under)
	}
	whole, fraction, point := strings.Cut(s, ".")
	return digits(whole) && (!point || digits(fraction))
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// short cuts a text for a message.
func short(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	i := most
	for i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	return s[:i] + "…"
}
