package dates

import (
	"fmt"
	"sort"

	"annals/stages"
)

// numeralData says how number words make numbers. The method is the same for
// "two hundred and fifty" and for 二百五十: a digit waits for a multiplier, small
// multipliers fill a group, large ones close it.
type numeralData struct {
	Cardinals   map[string]int32 `yaml:"cardinals"`
	Multipliers map[string]int32 `yaml:"multipliers"`
	Ordinals    map[string]int32 `yaml:"ordinals"`
	// Articles count as one before a multiplier: "a hundred".
	Articles []string `yaml:"articles"`
	Joiners  []string `yaml:"joiners"` // "and" in "two hundred and fifty"
	Hyphens  []string `yaml:"hyphens"` // "-" in "twenty-five"
	// Group is the multiplier that closes a group: 1000, 10000.
	Group int32 `yaml:"group"`
	// Pairs: years are said as two numbers below a hundred: "nineteen ninety-six".
	Pairs bool `yaml:"pairs"`
	// Positional: digits in a row are the digits of one number: 二〇一七.
	Positional bool     `yaml:"positional"`
	Zeros      []string `yaml:"zeros"` // fillers: 零 in 两千零五
}

type numeralKind uint8

const (
	nkCardinal numeralKind = iota
	nkMultiplier
	nkOrdinal
	nkArticle
	nkJoiner
	nkHyphen
	nkZero
)

type numeralWord struct {
	kind  numeralKind
	value int32
}

type numerals struct {
	words      []numeralWord
	group      int32
	pairs      bool
	positional bool
}

func (l *language) addNumerals(b *lexicon, d numeralData) error {
	n := &l.numeral
	n.group, n.pairs, n.positional = d.Group, d.Pairs, d.Positional
	add := func(text string, kind numeralKind, value int32) error {
		e := b.entry(text)
		if e.numeral >= 0 {
			return fmt.Errorf("%q is given twice", text)
		}
		e.numeral = int32(len(n.words))
		n.words = append(n.words, numeralWord{kind, value})
		return nil
	}
	for _, x := range []struct {
		words map[string]int32
		kind  numeralKind
	}{{d.Cardinals, nkCardinal}, {d.Multipliers, nkMultiplier}, {d.Ordinals, nkOrdinal}} {
		keys := make([]string, 0, len(x.words))
		for k := range x.words {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			if err := add(k, x.kind, x.words[k]); err != nil {
				return err
			}
		}
	}
	for _, x := range []struct {
		words []string
		kind  numeralKind
	}{{d.Articles, nkArticle}, {d.Joiners, nkJoiner}, {d.Hyphens, nkHyphen}, {d.Zeros, nkZero}} {
		for _, k := range x.words {
			if err := add(k, x.kind, 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// digits is what a token of digits says.
type digits struct {
	value   int64
	count   int   // digits before the point
	tenth   int32 // first digit after the point
	decimal bool
	grouped bool
	suffix  string
	ok      bool
}

// readDigits reads "30,000", "2.5", "5th", "1960s".
func readDigits(s string) digits {
	var d digits
	i := 0
	for ; i < len(s); i++ {
		c := s[i]
		if '0' <= c && c <= '9' {
			if d.count++; d.count > 12 {
				return digits{}
			}
			d.value = d.value*10 + int64(c-'0')
			continue
		}
		if c == ',' && i > 0 && i+3 < len(s)+0 && allDigits(s[i+1:i+4]) {
			d.grouped = true
			continue
		}
		break
	}
	if d.count == 0 {
		return digits{}
	}
	if i+1 < len(s) && s[i] == '.' && '0' <= s[i+1] && s[i+1] <= '9' {
		d.decimal = true
		d.tenth = int32(s[i+1] - '0')
		for i++; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		}
	}
	d.suffix, d.ok = s[i:], true
	return d
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) > 0
}

// maxNumber is the largest number an expression may hold: fields are 16 bits
// wide, and nothing that is counted here needs more.
const maxNumber = 32000

// suffix is letters on digits and what they make of the number.
type suffix struct {
	text     string
	class    class
	min, max int32
	from     field
	divide   int32
	clock    bool
	meaning  meaning
}

// digitEdges adds the readings of a token of digits as matches of one token.
func (p *parser) digitEdges(i int, t *stages.Token) {
	s := p.text[t.Start:t.End]
	d := readDigits(s)
	if !d.ok || d.value > maxNumber {
		return
	}
	v := int32(d.value)
	if d.suffix != "" {
		for k := range p.l.suffix {
			x := &p.l.suffix[k]
			if x.min <= v && v <= x.max && stages.EqualFold(x.text, d.suffix) && v%x.divide == 0 && (!d.decimal || x.from == fAmount) && !d.grouped {
				m := p.newMatch(i, 1, x.class)
				*m = x.meaning
				if x.clock {
					if v%100 > 59 || v/100 > 12 {
						p.matches = p.matches[:len(p.matches)-1]
						continue
					}
					m.set(fHour, v/100)
					m.set(fMinute, v%100)
					continue
				}
				m.set(x.from, v/x.divide)
				if d.decimal {
					m.set(fTenth, d.tenth)
				}
				m.set(fDigits, int32(d.count))
			}
		}
		return
	}
	if d.decimal {
		m := p.newMatch(i, 1, clDecimal)
		m.set(fNumber, v)
		m.set(fTenth, d.tenth)
		return
	}
	p.newMatch(i, 1, clNumber).set(fNumber, v)
	if d.grouped {
		return
	}
	if (d.count == 3 || d.count == 4) && v%100 < 60 && v/100 <= 24 && i+1 < p.n {
		// an hour and minutes run together, where a word of the clock may follow
		if c := p.text[p.tokens[p.first+i+1].Start] | 0x20; c == 'a' || c == 'p' {
			m := p.newMatch(i, 1, clClockRun)
			m.set(fHour, v/100)
			m.set(fMinute, v%100)
		}
	}
	if d.count <= 2 {
		if 1 <= v && v <= 31 {
			p.newMatch(i, 1, clDay).set(fDay, v)
		}
		if v <= 24 {
			p.newMatch(i, 1, clHour).set(fHour, v)
		}
		if d.count == 2 {
			if v <= 59 {
				p.newMatch(i, 1, clMinute).set(fMinute, v)
			}
			p.newMatch(i, 1, clYear2).set(fYear2, v)
			if v > 31 {
				p.newMatch(i, 1, clYear2Late).set(fYear2, v)
			}
			if s[0] == '0' {
				p.newMatch(i, 1, clZeroYear).set(fYear2, v)
			}
		}
	}
	if d.count == 4 && 1000 <= v && v <= 2999 {
		p.newMatch(i, 1, clYear).set(fYear, v)
	}
}

// tickEdges adds "'99" and "'60s", which are one token each.
func (p *parser) tickEdges(i int, t *stages.Token) {
	s := p.text[t.Start:t.End]
	n := 1
	if s[0] != '\'' {
		n = len("\u2019")
	}
	if len(s) < n+2 || !allDigits(s[n:n+2]) {
		return
	}
	v := int32(s[n]-'0')*10 + int32(s[n+1]-'0')
	switch rest := s[n+2:]; {
	case rest == "":
		p.newMatch(i, 1, p.l.tickYear).set(fYear2, v)
	case rest == "s" && v%10 == 0:
		p.newMatch(i, 1, p.l.tickDecade).set(fDecade2, v/10)
	}
}

// isTick reports whether a token is an apostrophe with digits.
func isTick(s string) bool {
	if len(s) < 3 || len(s) > 6 {
		return false
	}
	return s[0] == '\'' && '0' <= s[1] && s[1] <= '9' || len(s) > 4 && s[:3] == "\u2019" && '0' <= s[3] && s[3] <= '9'
}

// numeralAt is the numeral word that token i is, or nil.
func (p *parser) numeralAt(i int) *numeralWord {
	if i >= p.n || p.places[i].numeral < 0 {
		return nil
	}
	return &p.l.numeral.words[p.places[i].numeral]
}

// numeralEdges adds the numbers, ordinals and spoken years that begin with the
// number word (or digits before a multiplier) at token i.
func (p *parser) numeralEdges(i int) {
	first := p.numeralAt(i)
	start := i
	var total, section, digit int64
	have := false // a digit waits
	ones := false // ... and its last place is taken
	if first == nil {
		// digits before a multiplier: "5 million"
		next := p.numeralAt(i + 1)
		if next == nil || next.kind != nkMultiplier {
			return
		}
		d := readDigits(p.tokenText(i))
		if !d.ok || d.suffix != "" || d.decimal || d.value > maxNumber {
			return
		}
		digit, have, ones = d.value, true, true
		i++
	} else if p.l.numeral.positional && p.positionalEdges(i) {
		return
	}
	lastMultiplier := int64(1) << 40
	best, bestEnd, words := int64(-1), 0, 0
	ordinal := false
loop:
	for i < p.n {
		w := p.numeralAt(i)
		if w == nil {
			break
		}
		v := int64(w.value)
		switch w.kind {
		case nkCardinal, nkOrdinal:
			switch {
			case !have || digit == 0:
				digit, have, ones = v, true, v < 20 || v%10 != 0
			case !ones && v > 0 && v < 10:
				digit, ones = digit+v, true
			default:
				break loop
			}
			if w.kind == nkOrdinal {
				best, bestEnd, ordinal = total+section+digit, i+1, true
				break loop
			}
		case nkMultiplier:
			if !have && words > 0 && lastMultiplier < v && v < int64(p.l.numeral.group) {
				break loop
			}
			if v < int64(p.l.numeral.group) {
				section += max(digit, 1) * v
				if digit > 99 {
					break loop
				}
			} else {
				total += max(section+digit, 1) * v
				section = 0
			}
			digit, have, ones = 0, false, false
			lastMultiplier = v
		case nkArticle:
			next := p.numeralAt(i + 1)
			if words > 0 || next == nil || next.kind != nkMultiplier {
				break loop
			}
			i++
			words++
			continue
		case nkJoiner, nkHyphen, nkZero:
			next := p.numeralAt(i + 1)
			if words == 0 || next == nil || next.kind > nkMultiplier && next.kind != nkOrdinal {
				break loop
			}
			if w.kind == nkJoiner && have && !ones && next.kind == nkCardinal && next.value > 0 && next.value < 10 {
				// "twenty and four"
				i++
				continue
			}
			if w.kind == nkJoiner && (have || next.kind == nkMultiplier) || w.kind == nkHyphen && (!have || ones) {
				break loop
			}
			i++
			continue
		}
		i++
		words++
		if total+section+digit > maxNumber {
			return
		}
		best, bestEnd = total+section+digit, i
	}
	if best < 0 {
		return
	}
	if ordinal {
		p.newMatch(start, bestEnd-start, clOrdinal).set(fOrdinal, int32(best))
		return
	}
	m := p.newMatch(start, bestEnd-start, clNumber)
	m.set(fNumber, int32(best))
	n := bestEnd - start
	if best <= 24 {
		p.newMatch(start, n, p.l.spelled).set(fHour, int32(best))
	}
	if best >= 1 && best <= 59 {
		p.newMatch(start, n, p.l.spelledMinute).set(fMinute, int32(best))
	}
	if best >= 1 && best <= 31 && first != nil {
		p.newMatch(start, n, p.l.spelledDay).set(fDay, int32(best))
	}
	if p.l.numeral.positional && best >= 1 && best <= 31 {
		p.newMatch(start, n, clDay).set(fDay, int32(best))
	}
	if best >= 1000 && best <= 2999 && n > 1 {
		p.newMatch(start, n, clYearWords).set(fYear, int32(best))
	}
	if p.l.numeral.pairs && 10 <= best && best <= 20 {
		p.pairEdge(start, bestEnd, int32(best))
	}
}

// pairEdge adds the year said as two numbers: "nineteen" here, "ninety-six" at i.
func (p *parser) pairEdge(start, i int, century int32) {
	w := p.numeralAt(i)
	if w == nil || w.kind == nkHyphen {
		i++
		w = p.numeralAt(i)
	}
	if w != nil && w.kind == nkCardinal && w.value == 0 {
		// "nineteen zero one"
		if u := p.numeralAt(i + 1); u != nil && u.kind == nkCardinal && u.value > 0 && u.value < 10 {
			p.newMatch(start, i+2-start, clYearWords).set(fYear, century*100+u.value)
		}
		return
	}
	if w == nil || w.kind != nkCardinal || w.value < 10 {
		return
	}
	low := w.value
	i++
	if low >= 20 {
		j := i
		if h := p.numeralAt(j); h != nil && h.kind == nkHyphen {
			j++
		}
		if u := p.numeralAt(j); u != nil && u.kind == nkCardinal && u.value > 0 && u.value < 10 {
			low += u.value
			i = j + 1
		}
	}
	p.newMatch(start, i-start, clYearWords).set(fYear, century*100+low)
}

// positionalEdges reads digits in a row as one number; false where there is only one.
func (p *parser) positionalEdges(i int) bool {
	v, n := int32(0), 0
	for j := i; j < p.n && n < 5; j++ {
		w := p.numeralAt(j)
		if w == nil || w.kind != nkZero && (w.kind != nkCardinal || w.value > 9) {
			break
		}
		v = v*10 + w.value
		n++
	}
	if w := p.numeralAt(i + n); n < 2 || w != nil && w.kind == nkMultiplier {
		return false
	}
	switch n {
	case 2:
		p.newMatch(i, n, clYear2).set(fYear2, v)
		if v < 10 {
			p.newMatch(i, n, clZeroYear).set(fYear2, v)
		}
	case 4:
		p.newMatch(i, n, clYear).set(fYear, v)
	}
	p.newMatch(i, n, clNumber).set(fNumber, v)
	return true
}
