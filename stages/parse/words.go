package parse

import (
	"bytes"
	_ "embed"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"annals/stages"
	"annals/stages/lang"

	"gopkg.in/yaml.v3"
)

//go:embed languages.yaml
var languageWords []byte

// words is what the head of a document looks like, compiled from the language
// folders' parse.yaml.
type words struct {
	months     map[string]int
	weekdays   map[string]bool
	published  []string
	modified   []string
	byline     []string
	source     []string
	speech     []string
	salutation map[string]bool
	courtesies []string
	furniture  map[string]bool
	languages  []string           // in order of the alphabet
	common     map[string][]uint8 // by word, the languages it is common in
}

// New returns a parser that knows the heads of documents in the given languages.
func New(packs ...*lang.Pack) (*Parser, error) {
	w := &words{
		months: map[string]int{}, weekdays: map[string]bool{}, salutation: map[string]bool{},
		furniture: map[string]bool{}, common: map[string][]uint8{},
	}
	for _, p := range packs {
		var f struct {
			Months          [][]string `yaml:"months"`
			Weekdays        []string   `yaml:"weekdays"`
			PublishedLabels []string   `yaml:"published_labels"`
			ModifiedLabels  []string   `yaml:"modified_labels"`
			Byline          []string   `yaml:"byline"`
			SourceLabels    []string   `yaml:"source_labels"`
			Speech          []string   `yaml:"speech"`
			Salutations     []string   `yaml:"salutations"`
			Courtesies      []string   `yaml:"courtesies"`
			Furniture       []string   `yaml:"furniture"`
		}
		if err := p.Read("parse.yaml", &f); err != nil {
			return nil, err
		}
		for i, names := range f.Months {
			for _, n := range names {
				w.months[n] = i + 1
			}
		}
		addAll(w.weekdays, f.Weekdays)
		addAll(w.salutation, f.Salutations)
		addAll(w.furniture, f.Furniture)
		w.published = append(w.published, f.PublishedLabels...)
		w.modified = append(w.modified, f.ModifiedLabels...)
		w.byline = append(w.byline, f.Byline...)
		w.source = append(w.source, f.SourceLabels...)
		w.speech = append(w.speech, f.Speech...)
		w.courtesies = append(w.courtesies, f.Courtesies...)
	}
	var common map[string][]string
	if err := yaml.NewDecoder(bytes.NewReader(languageWords)).Decode(&common); err != nil {
		return nil, fmt.Errorf("languages.yaml: %w", err)
	}
	for language := range common {
		w.languages = append(w.languages, language)
	}
	sort.Strings(w.languages)
	for i, language := range w.languages {
		for _, word := range common[language] {
			if l := w.common[word]; len(l) == 0 || l[len(l)-1] != uint8(i) {
				w.common[word] = append(l, uint8(i))
			}
		}
	}
	return &Parser{words: w}, nil
}

func addAll(set map[string]bool, list []string) {
	for _, s := range list {
		set[s] = true
	}
}

// statedDate is a date as a line of text states it.
type statedDate struct {
	interval  stages.Interval
	precision stages.Precision
	// start and end are bytes of the text that was read.
	start, end int
}

// parseDate reads a text that is a date and nothing else.
func (w *words) parseDate(s string) (statedDate, bool) {
	d, ok := w.findDate(s)
	if !ok || strings.TrimFunc(s[:d.start], notWord) != "" {
		return d, false
	}
	rest := strings.TrimFunc(s[d.end:], notWord)
	if rest != "" && !(rest[0] == 'T' && len(rest) > 1 && '0' <= rest[1] && rest[1] <= '9') && !isClock(rest) {
		return d, false
	}
	return d, true
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// isClock reports whether s looks like a time of day, with or without a zone.
func isClock(s string) bool {
	colon := strings.IndexByte(s, ':')
	return colon >= 1 && colon <= 2 && len(s) < 24 && s[0] <= '9'
}

// piece is a run of letters or digits.
type piece struct {
	start, end int
	number     int // -1 for letters
	month      int
}

func (w *words) pieces(s string) []piece {
	var out []piece
	for i := 0; i < len(s); {
		r := rune(s[i])
		switch {
		case '0' <= r && r <= '9':
			j := i
			for j < len(s) && '0' <= s[j] && s[j] <= '9' {
				j++
			}
			n := -2
			if j-i <= 8 {
				n, _ = strconv.Atoi(s[i:j])
			}
			out = append(out, piece{i, j, n, 0})
			i = j
		case r < 0x80 && unicode.IsLetter(r):
			j := i
			for j < len(s) && (s[j]|0x20) >= 'a' && (s[j]|0x20) <= 'z' {
				j++
			}
			out = append(out, piece{i, j, -1, w.months[strings.ToLower(s[i:j])]})
			i = j
		default:
			i++
		}
	}
	return out
}

// findDate finds the first date with a year in a short text: 2024-02-28,
// 2024/2/28, 28.02.2024, Dec. 8, 2021, 8 December 2021, December 2021.
func (w *words) findDate(s string) (statedDate, bool) {
	if len(s) > 400 {
		s = s[:400]
	}
	p := w.pieces(s)
	at := func(i int) piece {
		if i >= 0 && i < len(p) {
			return p[i]
		}
		return piece{number: -3}
	}
	digits := func(x piece) int { return x.end - x.start }
	isYear := func(x piece) bool { return digits(x) == 4 && x.number >= 1000 && x.number <= 2999 }
	isDay := func(x piece) bool { return digits(x) <= 2 && x.number >= 1 && x.number <= 31 }
	between := func(a, b piece) string { return s[a.end:b.start] }
	for i := range p {
		a, b, c := p[i], at(i+1), at(i+2)
		switch {
		case isYear(a) && isDay(b) && isDay(c) && between(a, b) == between(b, c) && strings.Contains("-/.", between(a, b)) && between(a, b) != "":
			if d, ok := stages.NewDate(a.number, b.number, c.number); ok {
				return day(d, a.start, c.end), true
			}
		case isDay(a) && isDay(b) && isYear(c) && between(a, b) == between(b, c) && strings.Contains("-/.", between(a, b)) && between(a, b) != "" && (a.number > 12 || b.number > 12 || between(a, b) == "."):
			// Day and month are told apart by size only: 03/04/2022 states nothing certain.
			dd, mm := a.number, b.number
			if mm > 12 {
				dd, mm = mm, dd
			}
			if d, ok := stages.NewDate(c.number, mm, dd); ok {
				return day(d, a.start, c.end), true
			}
		case a.month > 0 && isDay(b) && isYear(c) && short(between(a, b)) && short(strings.TrimLeft(between(b, c), "stndrh")):
			if d, ok := stages.NewDate(c.number, a.month, b.number); ok {
				return day(d, a.start, c.end), true
			}
		case a.month > 0 && isDay(b) && at(i+2).number == -1 && digits(at(i+2)) == 2 && between(b, c) == "" && isYear(at(i+3)):
			if d, ok := stages.NewDate(at(i+3).number, a.month, b.number); ok {
				return day(d, a.start, at(i+3).end), true
			}
		case isDay(a) && b.month > 0 && isYear(c) && short(between(a, b)) && short(between(b, c)):
			if d, ok := stages.NewDate(c.number, b.month, a.number); ok {
				return day(d, a.start, c.end), true
			}
		case a.month > 0 && isYear(b) && short(between(a, b)):
			return month(b.number, a.month, a.start, b.end), true
		case isYear(a) && digits(b) == 2 && b.number >= 1 && b.number <= 12 && between(a, b) == "-" && c.number < 0:
			return month(a.number, b.number, a.start, b.end), true
		}
	}
	if len(p) == 1 && isYear(p[0]) {
		first, _ := stages.NewDate(p[0].number, 1, 1)
		last, _ := stages.NewDate(p[0].number, 12, 31)
		return statedDate{stages.Interval{Start: first, End: last}, stages.PrecisionYear, p[0].start, p[0].end}, true
	}
	return statedDate{}, false
}

// short reports whether what stands between two parts of a date belongs to it.
func short(s string) bool { return len(s) <= 3 && strings.Trim(s, " .,") == "" }

func day(d stages.Date, start, end int) statedDate {
	return statedDate{stages.Interval{Start: d, End: d}, stages.PrecisionDay, start, end}
}

func month(year, m, start, end int) statedDate {
	first, _ := stages.NewDate(year, m, 1)
	last, _ := stages.NewDate(year, m, stages.DaysInMonth(year, m))
	return statedDate{stages.Interval{Start: first, End: last}, stages.PrecisionMonth, start, end}
}
