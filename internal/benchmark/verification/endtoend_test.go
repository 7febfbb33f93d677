package verification

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals/pipeline"
	"annals/stages"
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
	if s := endToEnd(t, cases); s.Accuracy() < 0.97 || s.ConflictPrecision() < 0.99 || s.ConflictRecall() < 0.95 {
		t.Errorf("targets: accuracy 0.97, conflict precision 0.99, recall 0.95")
	}
}

func TestWrittenPairs(t *testing.T) {
	cases, err := Written()
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 150 {
		t.Errorf("%d pairs, want 150", len(cases))
	}
	if s := endToEnd(t, cases); s.Accuracy() < 0.92 || s.ConflictPrecision() < 0.97 || s.ConflictRecall() < 0.85 {
		t.Errorf("targets: accuracy 0.92, conflict precision 0.97, recall 0.85")
	}
}

// TestFreshPairs measures the held-out pairs: the score alone, so that no error is
// read by accident. The bounds keep what was measured first.
func TestFreshPairs(t *testing.T) {
	cases, err := Fresh()
	if err != nil {
		t.Fatal(err)
	}
	e, err := pipeline.NewExtractor(pipeline.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	results, err := Run(context.Background(), e.Verifier(), e, cases)
	if err != nil {
		t.Fatal(err)
	}
	s := Count(results)
	t.Logf("%d pairs: accuracy %.4f, conflict precision %.4f, recall %.4f", s.Cases, s.Accuracy(), s.ConflictPrecision(), s.ConflictRecall())
}

// TestClaims answers two lists of claims from the example documents: with the
// answer written there or with "unknown", never another.
func TestClaims(t *testing.T) {
	o := pipeline.DefaultOptions()
	o.Output = filepath.Join(t.TempDir(), "data")
	r := &pipeline.Runner{Options: o, Version: "test", Log: slog.New(slog.DiscardHandler)}
	if _, err := r.Run(context.Background(), []string{"../../../examples/documents"}); err != nil {
		t.Fatal(err)
	}
	batch, err := pipeline.ReadChecks(o.Output)
	if err != nil {
		t.Fatal(err)
	}
	e, err := pipeline.NewExtractor(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []struct {
		file         string
		claims, want int // at least
	}{{"claims.txt", 30, 28}, {"claims-second.txt", 30, 28}, {"claims-traps.txt", 30, 20}} {
		claims, right := answerClaims(t, e, batch, list.file)
		t.Logf("%s: %d of %d claims answered as a careful reader would, the others with unknown", list.file, right, claims)
		if claims < list.claims || right < list.want {
			t.Errorf("%s: %d of %d claims answered", list.file, right, claims)
		}
	}
}

// answerClaims counts the claims of a list and the right answers; a wrong one
// fails the test.
func answerClaims(t *testing.T, e *pipeline.Extractor, batch *stages.Batch, file string) (claims, right int) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		claim, want, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		claims++
		answers, err := e.AnswerClaim(context.Background(), claim, batch)
		if err != nil {
			t.Fatal(err)
		}
		// A claim is as good as the worst of its figures.
		got := "unknown"
		for _, verdict := range []string{"supported", "outdated", "contradicted"} {
			for _, a := range answers {
				if a.Verdict == verdict {
					got = verdict
				}
			}
		}
		switch got {
		case want:
			right++
		case "unknown":
			t.Logf("%s: unknown, want %s", claim, want)
		default:
			t.Errorf("%s: %s, want %s", claim, got, want)
		}
	}
	return claims, right
}
