package verify

import (
	"testing"

	"annals/schemas"
)

func contextOf(v *Verifier, sentence, exact string) (c struct{ Names, Groups uint64 }) {
	x := v.Context(&schemas.Figure{Sentence: sentence, Exact: exact})
	c.Names, c.Groups = x.Names, x.Groups
	return c
}

func TestNamesAreThoseOfTheSentence(t *testing.T) {
	v := newVerifier(t)
	for _, pair := range [][2]string{
		{"As of 18 May 2013, 500 trees have been planted in Zambia by the European Union.", "The European Union has planted 500 trees in Zambia."},
		{"Norway runs 500 clinics in Chad.", "In Chad, 500 clinics are run by Norway."},
		{"Correction: South Korea runs 500 clinics in Chad.", "There are 500 clinics run by South Korea in Chad."},
	} {
		a, b := contextOf(v, pair[0], "500"), contextOf(v, pair[1], "500")
		if a.Names != b.Names {
			t.Errorf("names differ: %q %b, %q %b", pair[0], a.Names, pair[1], b.Names)
		}
	}
	a, b := contextOf(v, "Norway runs 500 clinics in Chad.", "500"), contextOf(v, "Japan runs 500 clinics in Chad.", "500")
	if a.Names == b.Names {
		t.Error("Norway and Japan are one name")
	}
}

func TestContextOfANumber(t *testing.T) {
	v := newVerifier(t)
	for _, c := range []struct {
		sentence, exact                string
		denied, planned, part, correct bool
		rate                           byte
		origin                         string
	}{
		{sentence: "Norway has built 40 schools in Chad.", exact: "40"},
		{sentence: "Norway has not built 40 schools in Chad.", exact: "40", denied: true},
		{sentence: "Norway has built no fewer than 40 schools in Chad.", exact: "40"},
		{sentence: "The minister denied that 40 schools were closed.", exact: "40", denied: true},
		{sentence: "Norway plans to build 40 schools in Chad.", exact: "40", planned: true},
		{sentence: "Norway has built 40 schools in Chad and will return.", exact: "40"},
		{sentence: "Norway has built 40 schools, and two more are under way.", exact: "two", part: true},
		{sentence: "Of these, 180 are women.", exact: "180", part: true},
		{sentence: "The plant makes 1,200 cars a month.", exact: "1,200", rate: 'm'},
		{sentence: "Road accidents kill 900 people every year in Chad.", exact: "900", rate: 'y'},
		{sentence: "The paper corrected the number to 40 schools.", exact: "40", correct: true},
		{sentence: "According to the Ministry of Health, 40 clinics were closed.", exact: "40", origin: "Ministry of Health"},
		{sentence: "40 clinics were closed, according to officials.", exact: "40"},
	} {
		x := v.Context(&schemas.Figure{Sentence: c.sentence, Exact: c.exact})
		if x.Denied != c.denied || x.Planned != c.planned || x.Part != c.part || x.Corrects != c.correct || x.Rate != c.rate || x.Origin != c.origin {
			t.Errorf("%q: denied %v planned %v part %v corrects %v rate %q origin %q", c.sentence, x.Denied, x.Planned, x.Part, x.Corrects, x.Rate, x.Origin)
		}
	}
}
