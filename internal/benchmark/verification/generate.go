package verification

import (
	_ "embed"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"annals/schemas"
	"annals/stages"

	"gopkg.in/yaml.v3"
)

//go:embed frames.yaml
var framesFile []byte

type frame struct {
	Text    string `yaml:"text"`
	Counted string `yaml:"counted"`
	Head    string `yaml:"head"`
}

type theme struct {
	ID       string   `yaml:"id"`
	Kind     string   `yaml:"kind"`
	Event    bool     `yaml:"event"`
	Slots    []string `yaml:"slots"`
	Units    []string `yaml:"units"`
	Low      float64  `yaml:"low"`
	High     float64  `yaml:"high"`
	Round    int      `yaml:"round"` // significant digits of its numbers; 0: all
	Decimals int      `yaml:"decimals"`
	Frames   []frame  `yaml:"frames"`
}

func (t *theme) names(slot string) bool {
	for _, s := range t.Slots {
		if s == slot {
			return true
		}
	}
	return false
}

type trapFrame struct {
	Class    string `yaml:"class"`
	Theme    string `yaml:"theme"`
	Text     string `yaml:"text"`
	Counted  string `yaml:"counted"`
	Head     string `yaml:"head"`
	Measure  string `yaml:"measure"`
	Kind     string `yaml:"kind"`
	Unit     string `yaml:"unit"`
	Modality string `yaml:"modality"`
	Negated  bool   `yaml:"negated"`
}

type framesData struct {
	Themes []theme `yaml:"themes"`
	Actors []struct {
		Name    string   `yaml:"name"`
		Aliases []string `yaml:"aliases"`
	} `yaml:"actors"`
	Places []struct {
		Name   string `yaml:"name"`
		Region string `yaml:"region"`
	} `yaml:"places"`
	Outlets []string    `yaml:"outlets"`
	Bodies  []string    `yaml:"bodies"`
	Filler  []string    `yaml:"filler"`
	Traps   []trapFrame `yaml:"traps"`
	Sums    []struct {
		Kind string `yaml:"kind"`
		Text string `yaml:"text"`
	} `yaml:"sums"`
}

// said is one statement before it is put in words.
type said struct {
	theme     *theme
	frame     frame
	trap      *trapFrame
	actor     int
	alias     int
	place     string
	value     float64
	high      float64 // upper end of a range; 0: none
	hedge     stages.Qualifier
	words     bool   // number in words
	unit      string // "" or one of the theme's
	year      int    // of a flow
	asOf      stages.Date
	origin    string
	correct   bool
	published stages.Date
	outlet    string
}

type generator struct {
	data  framesData
	r     *rand.Rand
	class string
}

// Generate makes n cases of all classes in turn, the same for the same seed.
func Generate(seed uint64, n int) ([]Case, error) {
	g := &generator{r: rand.New(rand.NewPCG(seed, 8))}
	if err := yaml.Unmarshal(framesFile, &g.data); err != nil {
		return nil, fmt.Errorf("frames.yaml: %w", err)
	}
	list := classes()
	cases := make([]Case, 0, n)
	for i := 0; len(cases) < n; i++ {
		c := list[i%len(list)]
		g.class = c.name
		if made, ok := c.make(g); ok {
			made.ID = fmt.Sprintf("g%04d", len(cases))
			made.Class, made.Want = c.name, c.want
			cases = append(cases, made)
		}
	}
	return cases, nil
}

// Frames is the number of sentence frames, traps among them.
func Frames() (int, error) {
	var d framesData
	if err := yaml.Unmarshal(framesFile, &d); err != nil {
		return 0, err
	}
	n := len(d.Traps) + len(d.Sums)
	for _, t := range d.Themes {
		n += len(t.Frames)
	}
	return n, nil
}

// base is a plain statement of a theme that test accepts.
func (g *generator) base(test func(*theme) bool) (said, bool) {
	var list []*theme
	for i := range g.data.Themes {
		if t := &g.data.Themes[i]; test == nil || test(t) {
			list = append(list, t)
		}
	}
	return g.of(list[g.r.IntN(len(list))]), true
}

func (g *generator) of(t *theme) said {
	s := said{
		theme: t, frame: t.Frames[g.r.IntN(len(t.Frames))], actor: g.r.IntN(len(g.data.Actors)), place: g.data.Places[g.r.IntN(len(g.data.Places))].Name,
		hedge: stages.QualifierExact,
	}
	s.value = g.number(t)
	if len(t.Units) > 0 {
		s.unit = t.Units[0]
	}
	s.published = stages.FromDays(15000 + int32(g.r.IntN(4500)))
	s.year = int(s.published.Year) - 1
	s.outlet = g.outlet("")
	return s
}

// second is another report of the same thing in other words, days later, by
// another outlet.
func (g *generator) second(a said, days int) said {
	b := a
	for range 20 {
		b.frame = a.theme.Frames[g.r.IntN(len(a.theme.Frames))]
		if b.frame.Text != a.frame.Text {
			break
		}
	}
	b.published = a.published.AddDays(days)
	b.outlet = g.outlet(a.outlet)
	return b
}

func (g *generator) outlet(not string) string {
	for {
		if o := g.data.Outlets[g.r.IntN(len(g.data.Outlets))]; o != not {
			return o
		}
	}
}

// number draws a value of a theme: on a logarithmic scale, to the theme's
// digits; one without fixed digits does not end in 0.
func (g *generator) number(t *theme) float64 {
	x := t.Low * math.Pow(t.High/t.Low, g.r.Float64())
	return g.tidy(t, x)
}

func (g *generator) tidy(t *theme, x float64) float64 {
	switch {
	case t.Decimals > 0:
		p := math.Pow10(t.Decimals)
		return math.Round(x*p) / p
	case t.Round > 0:
		return significant(x, t.Round)
	}
	x = math.Round(x)
	if math.Mod(x, 10) == 0 {
		x += float64(1 + g.r.IntN(9))
	}
	return x
}

func significant(x float64, digits int) float64 {
	p := math.Pow10(int(math.Floor(math.Log10(x))) - digits + 1)
	return math.Round(x/p) * p
}

// roundDown and roundUp are the round numbers about x.
func roundDown(x float64) float64 {
	p := math.Pow10(int(math.Floor(math.Log10(x))) - 1)
	return math.Floor(x/p) * p
}

func roundUp(x float64) float64 {
	p := math.Pow10(int(math.Floor(math.Log10(x))) - 1)
	return math.Ceil(x/p) * p
}

// write puts statements into documents, one each, or both into one.
func (g *generator) write(a, b said) Case { return g.writeWith(a, b, 3) }

func (g *generator) writeWith(a, b said, filler int) Case {
	var c Case
	for i, s := range []said{a, b} {
		sentence, from, to := g.sentence(&s)
		before := g.fill(1 + g.r.IntN(filler))
		text := before + " " + sentence + " " + g.fill(1+g.r.IntN(filler))
		at := len(before) + 1
		c.Documents = append(c.Documents, Document{Text: text, Source: s.outlet, Published: s.published})
		c.Targets[i] = Target{Document: i, Start: at + from, End: at + to, Row: g.row(&s)}
	}
	return c
}

// together writes both statements into one document.
func (g *generator) together(a, b said) Case {
	c := g.write(a, b)
	first, second := c.Documents[0], c.Documents[1]
	offset := len(first.Text) + 2
	first.Text += "\n\n" + second.Text
	c.Documents = []Document{first}
	t := &c.Targets[1]
	t.Document, t.Start, t.End = 0, t.Start+offset, t.End+offset
	return c
}

func (g *generator) fill(n int) string {
	var s []string
	for _, i := range g.r.Perm(len(g.data.Filler))[:n] {
		s = append(s, g.data.Filler[i])
	}
	return strings.Join(s, " ")
}

// sentence is s in words, with the bytes of its number.
func (g *generator) sentence(s *said) (text string, from, to int) {
	t := s.frame.Text
	if s.trap != nil {
		t = s.trap.Text
	}
	t = strings.TrimSuffix(t, ".")
	aliases := g.data.Actors[s.actor].Aliases
	t = strings.ReplaceAll(t, "{A}", aliases[s.alias%len(aliases)])
	t = strings.ReplaceAll(t, "{P}", s.place)
	t = strings.ReplaceAll(t, "{Y}", fmt.Sprintf("in %d", s.year))
	before, after, core, tail := g.words(s)
	phrase := before + "\x01" + core + "\x02" + tail
	t = strings.ReplaceAll(t, "{N}", phrase+after)
	if s.origin != "" {
		t += ", according to " + s.origin
	}
	t += "."
	switch {
	case s.correct:
		t = "Correction: " + t
	case !s.asOf.IsZero():
		t = "As of " + longDate(s.asOf) + ", " + lower(t)
	}
	t = upper(t)
	from = strings.IndexByte(t, 1)
	t = strings.Replace(t, "\x01", "", 1)
	to = strings.IndexByte(t, 2)
	t = strings.Replace(t, "\x02", "", 1)
	return t, from, to
}

func longDate(d stages.Date) string {
	months := []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	return fmt.Sprintf("%d %s %d", d.Day, months[d.Month-1], d.Year)
}

// upper makes the first letter a capital; the mark of a number may stand first.
func upper(s string) string {
	i := 0
	for i < len(s) && s[i] < ' ' {
		i++
	}
	return s[:i] + strings.ToUpper(s[i:i+1]) + s[i+1:]
}

// lower makes the first letter small where it is an article or hedge.
func lower(s string) string {
	if strings.HasPrefix(s, "The ") || strings.HasPrefix(s, "There ") || strings.HasPrefix(s, "So ") || strings.HasPrefix(s, "To ") || strings.HasPrefix(s, "Projects ") || strings.HasPrefix(s, "Farmers ") || strings.HasPrefix(s, "Unemployment ") {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// words is the number in words: hedge before, hedge after, the number, and
// its unit.
func (g *generator) words(s *said) (before, after, core, tail string) {
	pick := func(list ...string) string { return list[g.r.IntN(len(list))] }
	core = g.digits(s.value, s.words)
	if s.high > 0 {
		if g.r.IntN(2) == 0 {
			before = "between "
			core += " and " + g.digits(s.high, false)
		} else {
			core += " to " + g.digits(s.high, false)
		}
	}
	switch s.hedge {
	case stages.QualifierOver:
		before = pick("more than ", "over ")
	case stages.QualifierAtLeast:
		before = pick("at least ", "no fewer than ")
	case stages.QualifierAbout:
		before = pick("about ", "around ", "some ", "approximately ", "roughly ")
	case stages.QualifierNearly:
		before = pick("nearly ", "almost ")
	case stages.QualifierUnder:
		before = pick("fewer than ", "less than ")
	case stages.QualifierUpTo:
		before = pick("up to ", "as many as ")
	}
	unit := s.unit
	if s.trap != nil && s.trap.Unit != "" {
		unit = s.trap.Unit
	}
	switch unit {
	case "percent":
		core += "%"
	case "usd":
		core = "$" + core
	case "eur":
		core = "€" + core
	case "kilometre", "mile", "hectare", "acre", "tonne":
		tail = " " + unit + "s"
	}
	return before, after, core, tail
}

var small = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"}

// digits is a number as news text has it.
func (g *generator) digits(x float64, words bool) string {
	if words && x <= 20 && x == math.Trunc(x) {
		return small[int(x)]
	}
	for _, m := range []struct {
		size float64
		name string
	}{{1e9, "billion"}, {1e6, "million"}} {
		if x < m.size {
			continue
		}
		y := x / m.size
		if t := trim(y); len(t) <= 5 {
			if words && y == math.Trunc(y) && y <= 20 {
				t = small[int(y)]
			}
			return t + " " + m.name
		}
	}
	if x != math.Trunc(x) {
		return trim(x)
	}
	return group(int64(math.Round(x)))
}

func trim(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.3f", x), "0"), ".")
}

func group(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// row is s as a perfect extraction would give it.
func (g *generator) row(s *said) *schemas.Figure {
	t := s.theme
	f := &schemas.Figure{
		Measure: t.ID, Aggregation: t.Kind, Qualifier: string(s.hedge), Counted: s.frame.Counted, CountedHead: s.frame.Head,
		Dimension: "count", Modality: "asserted", Confidence: schemas.Some(1.0),
		PublishedOn: schemas.Some(schemas.Day(s.published.Days())),
	}
	_, _, f.Exact, _ = g.words(s)
	f.Exact = strings.TrimPrefix(strings.TrimPrefix(f.Exact, "$"), "€")
	if t.names("actor") {
		f.Actor, f.ActorBasis = g.data.Actors[s.actor].Aliases[s.alias%len(g.data.Actors[s.actor].Aliases)], "sentence"
	}
	f.Scope, f.ScopeBasis = s.place, "sentence"
	unit := s.unit
	if tr := s.trap; tr != nil {
		if tr.Counted != "" {
			f.Counted = tr.Counted
		}
		if tr.Head != "" {
			f.CountedHead = tr.Head
		}
		if tr.Measure != "" {
			f.Measure = tr.Measure
		}
		if tr.Kind != "" {
			f.Aggregation = tr.Kind
		}
		if tr.Modality != "" {
			f.Modality = tr.Modality
		}
		if tr.Unit != "" {
			unit = tr.Unit
		}
		f.IsNegated = tr.Negated
	}
	switch unit {
	case "":
		f.Unit = f.CountedHead
	case "percent":
		f.Unit, f.Dimension = unit, "ratio"
	case "usd", "eur":
		f.Unit, f.Dimension = unit, "currency"
	case "tonne":
		f.Unit, f.Dimension = unit, "mass"
	case "hectare", "acre":
		f.Unit, f.Dimension = unit, "area"
	default:
		f.Unit, f.Dimension = unit, "length"
	}
	lo, hi := schemas.Some(s.value), schemas.Some(s.value)
	switch s.hedge {
	case stages.QualifierOver, stages.QualifierAtLeast:
		hi = schemas.Null[float64]{}
	case stages.QualifierUnder, stages.QualifierUpTo, stages.QualifierNearly:
		lo = schemas.Null[float64]{}
	}
	if s.high > 0 {
		hi = schemas.Some(s.high)
		f.Qualifier = string(stages.QualifierRange)
	}
	f.ValueMin, f.ValueMax = lo, hi
	day := func(d stages.Date) schemas.Null[schemas.Day] { return schemas.Some(schemas.Day(d.Days())) }
	switch {
	case !s.asOf.IsZero():
		f.AsOfStart, f.AsOfEnd, f.AsOfBasis = day(s.asOf), day(s.asOf), "stated"
	case t.Kind == "flow":
		a, _ := stages.NewDate(s.year, 1, 1)
		b, _ := stages.NewDate(s.year, 12, 31)
		f.AsOfStart, f.AsOfEnd, f.AsOfBasis = day(a), day(b), "stated"
	default:
		f.AsOfStart, f.AsOfEnd, f.AsOfBasis = day(s.published), day(s.published), "publication"
	}
	return f
}
