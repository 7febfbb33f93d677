package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"annals/stages"
	"annals/stages/parse"
	"annals/stages/validate"
)

// TestTables: a number alone in a cell counts what the head of its column names,
// for what its row is about.
func TestTables(t *testing.T) {
	settings, err := newSettings(Options{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := NewExtractor(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"victims", "# Flood\n\nBy district:\n\n| District | Dead | Homes destroyed |\n|---|---|---|\n| Tarobe | 19 | 310 |\n| Lindau | 2 | |\n\nThe army sent 600 soldiers.\n", []string{
			"19 people_killed Dead for Tarobe", "310 homes_destroyed Homes destroyed for Tarobe", "2 people_killed Dead for Lindau", "600 troops_deployed soldiers for ",
		}},
		{"years", "| Year | Wells drilled |\n|---|---|\n| 2021 | 28 |\n| 2022 | 41 |\n", []string{"28 wells_drilled Wells drilled for  2021-01-01", "41 wells_drilled Wells drilled for  2022-01-01"}},
		{"no head", "| 12 | 14 |\n|---|---|\n| 15 | 16 |\n", []string{"12   for ", "14   for ", "15   for ", "16   for "}},
		{"words in the cell", "| Item | Price |\n|---|---|\n| Rice | 3 dollars a bag |\n", []string{"3 currency dollars for "}},
	} {
		d, err := settings.parser.Parse(&parse.Input{URI: c.name + ".md", Data: []byte(c.text)})
		if err != nil {
			t.Fatal(err)
		}
		d.ID, d.Language = validate.DocumentID(d.Text), "en"
		var b stages.Batch
		if err := e.Extract(t.Context(), d, &b); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range b.Figures {
			s := fmt.Sprintf("%s %s %s for %s", f.ValueText, f.Measure, f.Counted, f.Scope)
			if f.AsOfStart.Known && f.AsOfBasis == "stated" {
				s += " " + f.AsOfStart.Value.String()
			}
			got = append(got, s)
		}
		if strings.Join(got, "; ") != strings.Join(c.want, "; ") {
			t.Errorf("%s:\n got %s\nwant %s", c.name, strings.Join(got, "; "), strings.Join(c.want, "; "))
		}
	}
}
