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
	// lead and sign say which forms (bits) may match by the number of digits they
	// begin with and by the character after these; any in the place of sign is for
	// forms that are digits only.
	lead [maxLead + 1]uint64
	sign [128]uint64
	any  uint64
}

// maxLead is the largest number of digits a form may begin with.
const maxLead = 14

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
		least, most, k := 0, 0, 0
		for ; k < len(c.parts) && c.parts[k].literal == 0; k++ {
			least, most = least+c.parts[k].min, most+c.parts[k].max
		}
		mark := uint64(1) << len(n.forms)
		switch {
		case most > maxLead || least == 0 || len(n.forms) == 64:
			return fmt.Errorf("form %q: it must begin with 1 to %d digits and be one of 64", f.Form, maxLead)
		case k == len(c.parts):
			n.any |= mark
		default:
			n.sign[c.parts[k].literal&127] |= mark
		}
		for d := least; d <= most; d++ {
			n.lead[d] |= mark
		}
		n.forms = append(n.forms, c)
	}
	return nil
}

// candidates are the forms (bits) that may match the digits at s[at:].
func (n *numericForms) candidates(s string, at int) uint64 {
	end := at
	for end < len(s) && end-at <= maxLead && isDigit(s[end]) {
		end++
	}
	if end-at > maxLead {
		return 0
	}
	forms := n.any
	if end < len(s) && s[end] < 128 {
		forms |= n.sign[s[end]]
	}
	return forms & n.lead[end-at]
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
	forms := p.l.numeric.candidates(p.text, int(t.Start))
	if forms == 0 {
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
	for ; forms != 0; forms &= forms - 1 {
		f := &p.l.numeric.forms[trailingZeros(forms)]
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
			// "4.30" may be a time or a sum, and is no evidence
			evidence := 0
			if f.parts[1].literal == '/' || len(f.parts) > 3 {
				evidence = 1
			}
			switch month, day := m.f[fMonth], m.f[fDay]; {
			case month > 12 && day <= 12:
				m.f[fMonth], m.f[fDay] = day, month
				p.dayFirst += evidence
			case month <= 12 && day <= 12:
				m.set(fOrder, 1)
			default:
				p.dayFirst -= evidence
			}
		}
		if m.is(fYear) && m.is(fMonth) && !m.is(fDay) && len(f.parts) == 3 && f.parts[1].literal == '-' && m.f[fMonth] > m.f[fYear]%100 && m.f[fYear] < 2000 {
			continue // "1911-12" is two years
		}
		if m.is(fYear) && m.is(fYear2) && int(m.f[fYear2]) != (int(m.f[fYear])+1)%100 {
			continue // "2018/19" is a year of two calendar years, "1987/66" a number
		}
		m.set(fFull, 1)
		if m.inRange() {
			*p.newMatch(i, n, f.class) = m
		}
	}
}
