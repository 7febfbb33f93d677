package figures

import (
	"strings"
	"testing"

	"annals/stages"
	"annals/stages/lang"
	"annals/stages/segment"
)

// TestMeasures holds the taxonomy to what is promised of it.
func TestMeasures(t *testing.T) {
	pack, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		t.Fatal(err)
	}
	taxonomy, err := loadTaxonomy(pack, nil)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, m := range taxonomy.list {
		ids[m.ID] = true
		if m.ID != strings.ToLower(m.ID) || strings.ContainsAny(m.ID, " -") {
			t.Errorf("measure %q is no lower snake case", m.ID)
		}
	}
	if len(ids) < 60 {
		t.Errorf("%d measures: at least 60 are promised", len(ids))
	}
}

// TestFurtherMeasure adds a measure by data alone.
func TestFurtherMeasure(t *testing.T) {
	const file = `
measures:
  - id: kites_flown
    description: Kites in the air.
    counted: [kite]
    verbs: [fly]
    aggregation: flow
`
	list := pipelineStages(t, Options{Measures: [][]byte{[]byte(file)}})
	var w stages.Work
	run(t, list, &w, "The children flew 40 kites.")
	if len(w.Figures) != 1 || w.Figures[0].Measure != "kites_flown" {
		t.Fatalf("%+v", w.Figures)
	}
}

func TestBadMeasures(t *testing.T) {
	pack, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{
		"measures: [{id: a}]",
		"measures: [{id: a, description: b}]",
		"measures: [{id: a, description: b, counted: [c], aggregation: pile}]",
		"measures: [{id: a, description: b, counted: [c], colour: red}]",
		"measures: [{description: b, counted: [c]}]",
	} {
		if _, err := New(pack, Options{Measures: [][]byte{[]byte(file)}}); err == nil {
			t.Errorf("accepted: %s", file)
		}
	}
}
