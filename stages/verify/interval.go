package verify

import (
	"math"
	"strings"

	"annals/stages"
)

// An interval is a closed range of values; an infinite end is open.
type interval struct{ low, high float64 }

func (a interval) meets(b interval) bool { return a.low <= b.high && b.low <= a.high }

// A value is one stated quantity as three readings of the same words. hard is
// what the words allow: beyond it the statement is false. near is what a reader
// expects: "over 300,000" allows any larger number, yet nobody would write it
// of 420,000. Contradiction is judged on hard, growth between two dates on near.
type value struct {
	nominal float64 // the stated number, the middle of a range
	hard    interval
	near    interval
	plain   bool // neither hedged nor a range
	precise bool // "exactly": no rounding
}

// statement is a value as the figures table holds it.
type statement struct {
	min, max           float64 // NaN where open
	qualifier          stages.Qualifier
	exact              string // the words of the number: "1.8 billion"
	precise            bool   // the text says "exactly" or the like
	convertedFactor    float64
	convertedTolerance float64 // relative, of the conversion factor
}

const (
	// aboutShare is how far "about" reaches on either side, a tenth: the width
	// at which readers of news text stop accepting "about X" (our reading; see
	// docs/decisions/verdict-rules.md).
	aboutShare = 0.10
	// nearlyShare is how far below X "nearly X" is expected to be.
	nearlyShare = 0.10
)

// read makes a value of a statement. It reports false where the numbers make no sense
// (NaN on both sides, negative width).
func (s statement) read() (value, bool) {
	lo, hi := s.min, s.max
	loOpen, hiOpen := math.IsNaN(lo), math.IsNaN(hi)
	if loOpen && hiOpen {
		return value{}, false
	}
	var v value
	switch {
	case loOpen:
		v.nominal = hi
	case hiOpen:
		v.nominal = lo
	default:
		v.nominal = lo + (hi-lo)/2
	}
	coarse, fine := rounding(math.Abs(v.nominal), s.exact)
	if s.precise {
		coarse, fine = 0, 0
	} else {
		// A half is rounded one way: 412 and 413 do not meet at 412.5.
		open := math.Max(coarse*1e-12, math.Abs(v.nominal)*1e-14)
		coarse, fine = coarse-open, fine-open
	}
	x := v.nominal
	switch s.qualifier {
	case stages.QualifierOver, stages.QualifierAtLeast:
		if loOpen {
			lo = hi
		}
		v.nominal = lo
		v.hard = interval{lo, math.Inf(1)}
		v.near = interval{lo, lo + 2*fine}
	case stages.QualifierUnder, stages.QualifierUpTo:
		if hiOpen {
			hi = lo
		}
		v.nominal = hi
		v.hard = interval{math.Inf(-1), hi}
		v.near = interval{hi - math.Max(2*fine, nearlyShare*math.Abs(hi)), hi}
	case stages.QualifierNearly:
		if hiOpen {
			hi = lo
		}
		v.nominal = hi
		// "nearly 500" is never said of 100: what lies below half is excluded.
		v.hard = interval{math.Min(hi/2, hi*2), hi}
		v.near = interval{hi - math.Max(2*fine, nearlyShare*math.Abs(hi)), hi}
	case stages.QualifierAbout:
		if !loOpen && !hiOpen && hi > lo { // the extractor gave bounds of its own
			x = lo + (hi-lo)/2
		}
		w := math.Max(coarse, aboutShare*math.Abs(x))
		v.hard = interval{math.Min(x-w, nan(lo, x)), math.Max(x+w, nan(hi, x))}
		v.near = interval{x - math.Max(fine, aboutShare/2*math.Abs(x)), x + math.Max(fine, aboutShare/2*math.Abs(x))}
	case stages.QualifierVague:
		v.hard = interval{nan(lo, math.Inf(-1)), nan(hi, math.Inf(1))}
		v.near = v.hard
	default:
		v.plain = !loOpen && !hiOpen && lo == hi
		if v.plain {
			v.precise = s.precise
			v.hard = interval{x - coarse, x + coarse}
			v.near = interval{x - fine, x + fine}
			break
		}
		v.hard = interval{nan(lo, math.Inf(-1)), nan(hi, math.Inf(1))}
		v.near = v.hard
	}
	if f := s.convertedFactor; f != 0 && f != 1 {
		v = v.scale(f, s.convertedTolerance)
	}
	return v, v.hard.low <= v.hard.high
}

// scale converts to another unit; tolerance is the relative error of the factor.
func (v value) scale(f, tolerance float64) value {
	grow := func(i interval) interval {
		i.low, i.high = i.low*f, i.high*f
		i.low -= math.Abs(i.low) * tolerance
		i.high += math.Abs(i.high) * tolerance
		if math.IsNaN(i.low) {
			i.low = math.Inf(-1)
		}
		if math.IsNaN(i.high) {
			i.high = math.Inf(1)
		}
		return i
	}
	v.nominal *= f
	v.hard, v.near = grow(v.hard), grow(v.near)
	return v
}

func nan(x, otherwise float64) float64 {
	if math.IsNaN(x) {
		return otherwise
	}
	return x
}

// rounding returns the half widths that a plain number x, written as exact,
// carries by being rounded. The fine width takes a number with zeros at its end
// to be meant to two significant digits: 30,000 is 30,000 ± 500, 120 is 120 ± 5,
// 412 is 412 ± 0.5. The coarse width takes a number with a magnitude word at
// its word: "2 billion" is 2 billion ± 0.5 billion, "1.8 billion" ± 0.05
// billion. Number words ("three hundred thousand") count as digits.
func rounding(x float64, exact string) (coarse, fine float64) {
	if x == 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return 0.5, 0.5
	}
	written := 1.0 // place of the last digit written
	if digits, decimals, ok := digitsOf(exact); ok {
		scale := x / digits
		if !(scale > 0) || math.IsInf(scale, 0) {
			scale = 1
		}
		written = scale * math.Pow10(-decimals)
	} else if x < 1 {
		written = 0.01
	}
	last := math.Max(lastNonZero(x), written)
	second := math.Pow10(int(math.Floor(math.Log10(x)+1e-9)) - 1)
	unit := math.Max(math.Min(last, second), written)
	coarse = unit / 2
	if x >= 1 {
		fine = math.Min(unit, math.Max(second, smallest(exact, written))) / 2
	} else {
		fine = coarse
	}
	return coarse, fine
}

// smallest keeps small whole numbers whole: "five" is not 4.95 to 5.05.
func smallest(exact string, written float64) float64 {
	if written <= 1 {
		return written
	}
	return 0
}

// digitsOf reads the digits of a written number: "1.8 billion" is 1.8 with one
// decimal. Grouping commas are dropped. ok is false where there are no digits.
func digitsOf(exact string) (value float64, decimals int, ok bool) {
	i := strings.IndexAny(exact, "0123456789")
	if i < 0 {
		return 0, 0, false
	}
	point := false
	for ; i < len(exact); i++ {
		switch c := exact[i]; {
		case c >= '0' && c <= '9':
			value = value*10 + float64(c-'0')
			if point {
				decimals++
			}
		case c == ',' && !point && i+1 < len(exact) && exact[i+1] >= '0' && exact[i+1] <= '9':
		case c == '.' && !point && i+1 < len(exact) && exact[i+1] >= '0' && exact[i+1] <= '9':
			point = true
		default:
			i = len(exact)
		}
	}
	return value / math.Pow10(decimals), decimals, value > 0
}

// lastNonZero is the place value of the last non-zero digit of x, to twelve
// significant digits.
func lastNonZero(x float64) float64 {
	top := int(math.Floor(math.Log10(x) + 1e-9))
	n := math.Round(x / math.Pow10(top-11)) // twelve digits
	if n == 0 {
		return math.Pow10(top)
	}
	place := top - 11
	for i := 0; i < 12 && math.Mod(n, 10) == 0; i++ {
		n /= 10
		place++
	}
	return math.Pow10(place)
}
