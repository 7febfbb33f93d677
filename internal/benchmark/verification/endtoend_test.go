package verification

import (
	"context"
	"testing"

	"annals/pipeline"
)

// endToEnd scores cases through the whole extraction.
func endToEnd(t *testing.T, cases []Case) Score {
	t.Helper()
	e, err := pipeline.NewExtractor(pipeline.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	results, err := Run(context.Background(), e.Verifier(), e, cases)
	if err != nil {
		t.Fatal(err)
	}
	return report(t, results)
}

func TestGeneratedTexts(t *testing.T) {
	cases, err := Generate(seed, size)
	if err != nil {
		t.Fatal(err)
	}
	endToEnd(t, cases)
}

func TestWrittenPairs(t *testing.T) {
	cases, err := Written()
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 150 {
		t.Errorf("%d pairs, want 150", len(cases))
	}
	endToEnd(t, cases)
}
