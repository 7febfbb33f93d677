package dates

import "fmt"

// numericData is how a language writes dates and times in digits.
type numericData struct {
	Formats []formatData `yaml:"formats"`
}

// formatData is one form. In Form the letters Y M D h m s stand for digits, as
// many as letters (one letter for month, day or hour: one or two digits); "/" etc.
// for themselves.
type formatData struct {
	Form  string `yaml:"form"`
	Class string `yaml:"class"`
	// Either: day and month may be the other way round.
	Either bool `yaml:"either"`
}

// numericForms is compiled formats. Matching walks the text once per form from
// a token of digits; forms are short and few, so this is a constant.
type numericForms struct {
	forms []numericForm
}

type numericForm struct {
	parts  []numericPart
	class  class
	either bool
}

type numericPart struct {
	literal  byte // 0: digits
	field    field
	min, max int
}

func (n *numericForms) compile(l *language, d numericData) error {
	for _, f := range d.Formats {
		c := numericForm{class: l.class(f.Class), either: f.Either}
		l.trigger[c.class] = true
		for i := 0; i < len(f.Form); {
			j := i
			for j < len(f.Form) && f.Form[j] == f.Form[i] {
				j++
			}
			width := j - i
			part := numericPart{min: width, max: width}
			switch f.Form[i] {
			case 'Y':
				part.field = fYear
				if width == 2 {
					part.field = fYear2
				}
			case 'M':
				part.field = fMonth
			case 'D':
				part.field = fDay
			case 'h':
				part.field = fHour
			case 'm':
				part.field = fMinute
			case 's':
				part.field = fSecond
			default:
				part = numericPart{literal: f.Form[i]}
				j = i + 1
			}
			if width == 1 && part.literal == 0 {
				part.max = 2
			}
			c.parts = append(c.parts, part)
			i = j
		}
		if len(c.parts) < 2 {
			return fmt.Errorf("form %q has no parts", f.Form)
		}
		n.forms = append(n.forms, c)
	}
	return nil
}

// match reads the form at s[at:] and returns the end, or -1.
func (f *numericForm) match(s string, at int, m *meaning) int {
	for _, part := range f.parts {
		if part.literal != 0 {
			if at >= len(s) || s[at] != part.literal {
				return -1
			}
			at++
			continue
		}
		v, n := int32(0), 0
		for n < part.max && at < len(s) && '0' <= s[at] && s[at] <= '9' {
			v = v*10 + int32(s[at]-'0')
			n++
			at++
		}
		if n < part.min {
			return -1
		}
		m.set(part.field, v)
	}
	// the number must end here: no digit, letter or further part follows
	if at < len(s) {
		c := s[at]
		if '0' <= c && c <= '9' {
			return -1
		}
		if (c == '/' || c == '-' && f.parts[1].literal != '/' || c == ':' || c == '.' || c == ',') && at+1 < len(s) && '0' <= s[at+1] && s[at+1] <= '9' {
			return -1
		}
	}
	return at
}

// numericEdges adds the forms in digits that begin at token i.
func (p *parser) numericEdges(i int) {
	t := &p.tokens[p.first+i]
	// a form needs a separator or eight digits in a row
	if i+1 >= p.n && t.Len() < 3 {
		return
	}
	dashed := false
	if t.Start > 0 {
		switch p.text[t.Start-1] {
		case '/', '.', ':', '$', '#':
			return
		case '-':
			// "report-2017-03-02" is a name with a date, "138-2010-20" none
			dashed = t.Start > 1 && isDigit(p.text[t.Start-2])
		}
	}
	for k := range p.l.numeric.forms {
		f := &p.l.numeric.forms[k]
		if dashed && f.parts[1].literal != '/' {
			continue
		}
		m := meaning{a: -1, b: -1}
		end := f.match(p.text, int(t.Start), &m)
		if end < 0 {
			continue
		}
		n := 1
		for i+n < p.n && int(p.tokens[p.first+i+n-1].End) < end {
			n++
		}
		if int(p.tokens[p.first+i+n-1].End) != end {
			continue
		}
		if f.either {
			switch month, day := m.f[fMonth], m.f[fDay]; {
			case month > 12 && day <= 12:
				m.f[fMonth], m.f[fDay] = day, month
				p.dayFirst++
			case month <= 12 && day <= 12:
				m.set(fOrder, 1)
			default:
				p.dayFirst--
			}
		}
		if m.is(fYear) && m.is(fMonth) && !m.is(fDay) && len(f.parts) == 3 && f.parts[1].literal == '-' && m.f[fMonth] > m.f[fYear]%100 && m.f[fYear] < 2000 {
			continue // "1911-12" is two years
		}
		m.set(fFull, 1)
		if m.inRange() {
			*p.newMatch(i, n, f.class) = m
		}
	}
}
