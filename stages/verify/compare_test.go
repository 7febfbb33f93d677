package verify

import (
	"math"
	"testing"

	"annals/stages"

	"pgregory.net/rapid"
)

// sayOn makes a claim of a number on a day.
func sayOn(t testing.TB, q stages.Qualifier, x float64, exact string, day int32, b basis) claim {
	t.Helper()
	s := statement{min: x, max: x, qualifier: q, exact: exact}
	switch q {
	case stages.QualifierOver, stages.QualifierAtLeast:
		s.max = math.NaN()
	case stages.QualifierNearly, stages.QualifierUnder, stages.QualifierUpTo:
		s.min = math.NaN()
	}
	v, ok := s.read()
	if !ok {
		t.Fatal("no value")
	}
	return claim{value: v, qualifier: q, when: moment{start: day, end: day, hasStart: true, hasEnd: true, basis: b, stated: b > basisPublication}, published: day, copyOf: -1}
}

func TestPairsByRule(t *testing.T) {
	const exact, over, least, nearly = stages.QualifierExact, stages.QualifierOver, stages.QualifierAtLeast, stages.QualifierNearly
	type told struct {
		q     stages.Qualifier
		x     float64
		exact string
		day   int32
		b     basis
	}
	pub, stated := basisPublication, basisStated
	for _, c := range []struct {
		name string
		kind stages.Aggregation
		a, b told
		want pairing
	}{
		{"one number, one day", stages.Stock, told{exact, 412, "412", 0, pub}, told{exact, 412, "412", 2, pub}, agrees},
		{"rounded", stages.Stock, told{exact, 1.8e6, "1.8 million", 0, pub}, told{exact, 1832000, "1,832,000", 0, pub}, agrees},
		{"hedge and number", stages.Stock, told{over, 400, "400", 0, pub}, told{exact, 412, "412", 0, pub}, compatible},
		{"hedge excludes number, same week", stages.Stock, told{least, 450, "450", 0, pub}, told{exact, 412, "412", 1, pub}, conflicts},
		{"numbers differ on a stated day", stages.Cumulative, told{exact, 213, "213", 9, stated}, told{exact, 351, "351", 9, stated}, conflicts},
		{"running count grows from day to day", stages.Cumulative, told{exact, 15, "15", 0, pub}, told{exact, 27, "27", 3, pub}, updates},
		{"running count grows over years", stages.Cumulative, told{over, 300000, "300,000", 0, pub}, told{exact, 420000, "420,000", 700, pub}, updates},
		{"the same hedged number years later", stages.Stock, told{over, 1.4e9, "1.4 billion", 0, pub}, told{exact, 1.4e9, "1.4 billion", 800, pub}, compatible},
		{"running count shrinks over years", stages.Cumulative, told{exact, 500, "500", 0, pub}, told{exact, 300, "300", 700, pub}, revises},
		{"stock of another year", stages.Stock, told{exact, 3300, "3,300", 0, pub}, told{exact, 980, "980", 700, pub}, updates},
		{"flows of other days", stages.Flow, told{exact, 24, "24", 0, stated}, told{exact, 13, "13", 100, stated}, apart},
		{"nearly is not far below", stages.Stock, told{nearly, 500, "500", 0, pub}, told{exact, 100, "100", 0, pub}, conflicts},
	} {
		a, b := sayOn(t, c.a.q, c.a.x, c.a.exact, c.a.day, c.a.b), sayOn(t, c.b.q, c.b.x, c.b.exact, c.b.day, c.b.b)
		a.document, b.document, a.witness, b.witness = 0, 1, 0, 1
		if got, _ := compare(&a, &b, c.kind); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestOneOutletOverrulesItself(t *testing.T) {
	a, b := sayOn(t, stages.QualifierExact, 640, "640", 0, basisPublication), sayOn(t, stages.QualifierExact, 460, "460", 1, basisPublication)
	a.document, b.document, a.outlet, b.outlet, a.witness, b.witness = 0, 1, 7, 7, 0, 0
	if p, newer := compare(&a, &b, stages.Cumulative); p != revises || newer != 1 {
		t.Errorf("%v, newer %d", p, newer)
	}
}

// The order in which two claims are given does not change what they are to each
// other, and two claims that both can be true are never a conflict.
func TestCompareIsSymmetricAndCautious(t *testing.T) {
	kinds := []stages.Aggregation{stages.Stock, stages.Flow, stages.Cumulative, stages.Share, stages.Change, ""}
	qualifiers := []stages.Qualifier{stages.QualifierExact, stages.QualifierAbout, stages.QualifierOver, stages.QualifierAtLeast, stages.QualifierUnder, stages.QualifierNearly, stages.QualifierUpTo}
	bases := []basis{basisFloor, basisPublication, basisContext, basisPeriod, basisStated}
	rapid.Check(t, func(r *rapid.T) {
		draw := func(name string) claim {
			x := float64(rapid.IntRange(1, 5000).Draw(r, name))
			c := sayOn(t, rapid.SampledFrom(qualifiers).Draw(r, name+" qualifier"), x, itoa(int(x)), int32(rapid.IntRange(0, 900).Draw(r, name+" day")), rapid.SampledFrom(bases).Draw(r, name+" basis"))
			c.outlet = int32(rapid.IntRange(0, 2).Draw(r, name+" outlet"))
			c.document = int32(len(name))
			return c
		}
		a, b := draw("a"), draw("bb")
		kind := rapid.SampledFrom(kinds).Draw(r, "kind")
		p, newer := compare(&a, &b, kind)
		q, other := compare(&b, &a, kind)
		if p != q {
			r.Fatalf("%v one way, %v the other: %+v %+v %s", p, q, a, b, kind)
		}
		if (p == updates || p == revises) && newer == other {
			r.Fatalf("both ways round the newer one is number %d: %+v %+v %s", newer, a, b, kind)
		}
		if p == conflicts && a.value.hard.meets(b.value.hard) {
			r.Fatalf("conflict although %v meets %v", a.value.hard, b.value.hard)
		}
	})
}
