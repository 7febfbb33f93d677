package figures

import (
	"math/big"
	"math/bits"
	"strconv"
)

// decimal is an exact decimal number, coef × 10^exp. It holds nineteen digits,
// which every number people write in words or digits fits into; a longer one
// is not a quantity (see overflow).
type decimal struct {
	coef uint64
	exp  int16
	neg  bool
	// bad is set when the number did not fit; such a number is no figure.
	bad bool
}

func fromInt(n uint64) decimal { return decimal{coef: n} }

// isZero reports whether d is zero.
func (d decimal) isZero() bool { return d.coef == 0 }

// trim drops zeros at the end of the coefficient into the exponent.
func (d decimal) trim() decimal {
	if d.coef == 0 {
		d.exp, d.neg = 0, false
		return d
	}
	for d.coef%10 == 0 {
		d.coef /= 10
		d.exp++
	}
	return d
}

// maxExponent bounds the length of the text of a number: 10^40 is beyond any
// quantity the project is for.
const maxExponent = 40

func (d decimal) checked() decimal {
	if d.exp > maxExponent || d.exp < -maxExponent {
		d.bad = true
	}
	return d
}

// mul is the exact product.
func (d decimal) mul(e decimal) decimal {
	d, e = d.trim(), e.trim()
	hi, lo := bits.Mul64(d.coef, e.coef)
	r := decimal{coef: lo, exp: d.exp + e.exp, neg: d.neg != e.neg, bad: d.bad || e.bad || hi != 0}
	return r.checked()
}

// add is the sum, exact where it has nineteen digits or fewer.
func (d decimal) add(e decimal) decimal {
	d, e = d.trim(), e.trim()
	if d.exp < e.exp {
		d, e = e, d
	}
	bad := d.bad || e.bad
	for d.exp > e.exp && d.coef != 0 && d.coef <= (1<<63)/10 {
		d.coef *= 10
		d.exp--
	}
	// Digits of e below the last that d can show are rounded away: only thirds
	// and the like have so many.
	for d.exp > e.exp && d.coef != 0 {
		if e.coef < 10 {
			return decimal{bad: true}
		}
		e.coef = (e.coef + 5) / 10
		e.exp++
	}
	if d.coef == 0 {
		d.exp = e.exp
	}
	r := decimal{exp: d.exp, bad: bad}
	if d.neg == e.neg {
		sum, carry := bits.Add64(d.coef, e.coef, 0)
		r.coef, r.neg = sum, d.neg
		r.bad = r.bad || carry != 0
		return r.trim()
	}
	if d.coef >= e.coef {
		r.coef, r.neg = d.coef-e.coef, d.neg
	} else {
		r.coef, r.neg = e.coef-d.coef, e.neg
	}
	return r.trim()
}

// div is the quotient, exact where it ends within eighteen digits, else rounded
// to eighteen significant digits, to nearest.
func (d decimal) div(e decimal) decimal {
	d, e = d.trim(), e.trim()
	if e.coef == 0 || d.bad || e.bad {
		return decimal{bad: true}
	}
	if d.coef == 0 {
		return decimal{}
	}
	n, exp := new(big.Int).SetUint64(d.coef), int(d.exp)-int(e.exp)
	den := new(big.Int).SetUint64(e.coef)
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(17), nil)
	q, r := new(big.Int), new(big.Int)
	for {
		q.QuoRem(n, den, r)
		if r.Sign() == 0 || q.Cmp(limit) >= 0 {
			break
		}
		n.Mul(n, big.NewInt(10))
		exp--
	}
	if r.Lsh(r, 1).Cmp(den) >= 0 {
		q.Add(q, big.NewInt(1))
	}
	if !q.IsUint64() || exp > maxExponent || exp < -maxExponent {
		return decimal{bad: true}
	}
	return decimal{coef: q.Uint64(), exp: int16(exp), neg: d.neg != e.neg}.trim().checked()
}

// less reports whether d < e.
func (d decimal) less(e decimal) bool {
	e.neg = !e.neg
	s := d.add(e)
	if s.bad { // far apart: doubles decide
		e.neg = !e.neg
		return d.float() < e.float()
	}
	return s.neg && s.coef != 0
}

// equal reports whether d and e are the same number.
func (d decimal) equal(e decimal) bool { return d.trim() == e.trim() }

// isInt reports whether d is a whole number.
func (d decimal) isInt() bool { return d.trim().exp >= 0 }

// float is the nearest double.
func (d decimal) float() float64 {
	var buf [48]byte
	b := strconv.AppendUint(buf[:0], d.coef, 10)
	b = append(b, 'e')
	b = strconv.AppendInt(b, int64(d.exp), 10)
	f, _ := strconv.ParseFloat(string(b), 64)
	if d.neg {
		return -f
	}
	return f
}

// String is the plain decimal text: no grouping, no exponent, no zeros at the
// end of a fraction.
func (d decimal) String() string {
	d = d.trim()
	digits := strconv.AppendUint(nil, d.coef, 10)
	out := make([]byte, 0, 64)
	if d.neg {
		out = append(out, '-')
	}
	switch {
	case d.exp >= 0:
		out = append(out, digits...)
		for range d.exp {
			out = append(out, '0')
		}
	case len(digits) > int(-d.exp):
		p := len(digits) + int(d.exp)
		out = append(out, digits[:p]...)
		out = append(out, '.')
		out = append(out, digits[p:]...)
	default:
		out = append(out, '0', '.')
		for range int(-d.exp) - len(digits) {
			out = append(out, '0')
		}
		out = append(out, digits...)
	}
	return string(out)
}

// power10 is 10^n.
func power10(n int) decimal { return decimal{coef: 1, exp: int16(n)} }
