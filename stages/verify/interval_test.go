package verify

import (
	"math"
	"testing"

	"annals/stages"

	"pgregory.net/rapid"
)

func TestRoundingOfPlainNumbers(t *testing.T) {
	for _, c := range []struct {
		exact        string
		x            float64
		coarse, fine float64
	}{
		{"30,000", 30000, 500, 500},
		{"412", 412, 0.5, 0.5},
		{"5", 5, 0.5, 0.5},
		{"50", 50, 0.5, 0.5},
		{"100", 100, 5, 5},
		{"120", 120, 5, 5},
		{"1.4 billion", 1.4e9, 0.05e9, 0.05e9},
		{"1.83 million", 1.83e6, 0.005e6, 0.005e6},
		{"2 billion", 2e9, 0.5e9, 0.05e9},
		{"66 million", 66e6, 0.5e6, 0.5e6},
		{"4.2%", 4.2, 0.05, 0.05},
		{"53,771,000", 53771000, 500, 500},
		{"twelve", 12, 0.5, 0.5},
	} {
		coarse, fine := rounding(c.x, c.exact)
		if math.Abs(coarse-c.coarse) > 1e-6*c.x || math.Abs(fine-c.fine) > 1e-6*c.x {
			t.Errorf("%s is ±%v, ±%v, want ±%v, ±%v", c.exact, coarse, fine, c.coarse, c.fine)
		}
	}
}

func TestHedgesOpenASide(t *testing.T) {
	inf, open := math.Inf(1), math.NaN()
	for _, c := range []struct {
		q         stages.Qualifier
		min, max  float64
		low, high float64
	}{
		{stages.QualifierOver, 300, open, 300, inf},
		{stages.QualifierAtLeast, 300, open, 300, inf},
		{stages.QualifierUnder, open, 300, -inf, 300},
		{stages.QualifierUpTo, open, 300, -inf, 300},
		{stages.QualifierNearly, open, 300, 150, 300},
		{stages.QualifierAbout, 300, 300, 270, 330},
		{stages.QualifierRange, 200, 300, 200, 300},
		{stages.QualifierVague, 20000, 99999, 20000, 99999},
	} {
		v, ok := statement{min: c.min, max: c.max, qualifier: c.q, exact: "300"}.read()
		if !ok || v.hard.low != c.low || v.hard.high != c.high {
			t.Errorf("%s %v..%v is %v, want %v..%v", c.q, c.min, c.max, v.hard, c.low, c.high)
		}
	}
}

func TestExactlyHasNoRounding(t *testing.T) {
	v, _ := statement{min: 30000, max: 30000, qualifier: stages.QualifierExact, exact: "30,000", precise: true}.read()
	if v.hard != (interval{30000, 30000}) {
		t.Errorf("exactly 30,000 is %v", v.hard)
	}
}

func TestUnitsConvert(t *testing.T) {
	miles, km := convert("mile"), convert("kilometre")
	a, _ := statement{min: 62, max: 62, qualifier: stages.QualifierExact, exact: "62", convertedFactor: miles.factor}.read()
	b, _ := statement{min: 100, max: 100, qualifier: stages.QualifierExact, exact: "100", convertedFactor: km.factor}.read()
	if miles.base != km.base || !a.hard.meets(b.hard) {
		t.Errorf("62 miles %v and 100 kilometres %v do not meet", a.hard, b.hard)
	}
	if c := convert("usd"); c.base != "usd" || c.factor != 1 {
		t.Errorf("money converts: %v", c)
	}
}

// Whatever the words, the stated number lies in what they allow, and the nearer
// reading never excludes it.
func TestValueHoldsItsNumber(t *testing.T) {
	qualifiers := []stages.Qualifier{
		stages.QualifierExact, stages.QualifierAbout, stages.QualifierOver, stages.QualifierAtLeast, stages.QualifierUnder,
		stages.QualifierNearly, stages.QualifierUpTo, stages.QualifierRange,
	}
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(0.001, 1e13).Draw(t, "x")
		q := rapid.SampledFrom(qualifiers).Draw(t, "qualifier")
		s := statement{min: x, max: x, qualifier: q, exact: rapid.StringMatching(`[0-9]{1,4}(\.[0-9]{1,2})?( million)?|[a-z]{3,9}`).Draw(t, "exact")}
		v, ok := s.read()
		if !ok {
			t.Fatalf("%+v is no value", s)
		}
		if v.hard.low > x || v.hard.high < x || v.near.low > x || v.near.high < x {
			t.Fatalf("%+v: %v not in %v or %v", s, x, v.hard, v.near)
		}
	})
}

// FuzzStatement: no words and no numbers make the reading fail or give an
// interval the wrong way round.
func FuzzStatement(f *testing.F) {
	f.Add(1.8e9, 1.8e9, "1.8 billion", "exact")
	f.Add(0.0, 0.0, "", "about")
	f.Add(math.Inf(1), math.NaN(), "9e999", "over")
	f.Fuzz(func(t *testing.T, lo, hi float64, exact, qualifier string) {
		v, ok := statement{min: lo, max: hi, exact: exact, qualifier: stages.Qualifier(qualifier)}.read()
		if ok && v.hard.low > v.hard.high {
			t.Errorf("%v", v)
		}
	})
}
