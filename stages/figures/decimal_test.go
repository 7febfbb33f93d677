package figures

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func draw(t *rapid.T, label string) decimal {
	return decimal{coef: rapid.Uint64Range(0, 1<<31).Draw(t, label), exp: int16(rapid.IntRange(-6, 6).Draw(t, label+" exp")), neg: rapid.Bool().Draw(t, label+" neg")}.trim()
}

func rat(d decimal) *big.Rat {
	r, ok := new(big.Rat).SetString(d.String())
	if !ok {
		panic("not a number: " + d.String())
	}
	return r
}

// TestDecimal compares the arithmetic with exact rationals.
func TestDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw(t, "a"), draw(t, "b")
		if got := a.mul(b); !got.bad && rat(got).Cmp(new(big.Rat).Mul(rat(a), rat(b))) != 0 {
			t.Fatalf("%s * %s = %s", a, b, got)
		}
		if got := a.add(b); !got.bad && a.exp-b.exp < 9 && b.exp-a.exp < 9 && rat(got).Cmp(new(big.Rat).Add(rat(a), rat(b))) != 0 {
			t.Fatalf("%s + %s = %s", a, b, got)
		}
		if got, want := a.less(b), rat(a).Cmp(rat(b)) < 0; got != want {
			t.Fatalf("%s < %s is %v", a, b, got)
		}
		if s := a.String(); strings.ContainsAny(s, "eE") || strings.HasPrefix(s, "-0") && !strings.HasPrefix(s, "-0.") {
			t.Fatalf("text of a number: %s", s)
		}
	})
}
