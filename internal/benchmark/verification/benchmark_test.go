package verification

import (
	"context"
	"testing"

	"annals/stages/lang"
	"annals/stages/segment"
	"annals/stages/verify"
)

// shownOfClass is how many faults of a class the verbose report shows.
const shownOfClass = 12

// seed and size of the committed benchmark.
const (
	seed = 20261122
	size = 2600
)

func verifier(t testing.TB) *verify.Verifier {
	t.Helper()
	pack, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		t.Fatal(err)
	}
	v, err := verify.New(pack)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func report(t *testing.T, results []Result) Score {
	t.Helper()
	s := Count(results)
	t.Logf("accuracy %.4f, conflict precision %.4f, recall %.4f, origins %.4f, targets missed %d of %d cases\n%s",
		s.Accuracy(), s.ConflictPrecision(), s.ConflictRecall(), s.IndependentAccuracy(), s.Missed, s.Cases, s.Table())
	if testing.Verbose() {
		shown := map[string]int{}
		for i := range results {
			r := &results[i]
			if r.Right() && (r.Case.Independent == 0 || r.Case.Independent == r.Independent) {
				continue
			}
			if shown[r.Case.Class]++; shown[r.Case.Class] > shownOfClass {
				continue
			}
			t.Logf("%s %s: want %s (%d), got %s (%d) missed=%v flags %v\n  %s", r.Case.ID, r.Case.Class, r.Case.Want, r.Case.Independent, r.Got, r.Independent, r.Missed, r.Flags, r.Explanation)
			for k, x := range r.Case.Targets {
				d := r.Case.Documents[x.Document]
				t.Logf("  %d: %s %s: %s", k, d.Published, d.Source, sentenceAround(d.Text, x.Start))
				if f := r.Found[k]; f != nil {
					t.Logf("     %s | %s | %s %s | counted %q (%s) | by %q (%s) for %q (%s) | %s %s %s | unit %s %s | %s neg=%v chg=%s | speaker %q", f.Exact, f.Measure, f.Qualifier, f.Aggregation, f.Counted, f.CountedHead, f.Actor, f.ActorBasis,
						f.Scope, f.ScopeBasis, f.AsOfStart.Value, f.AsOfEnd.Value, f.AsOfBasis, f.Unit, f.Dimension, f.Modality, f.IsNegated, f.Change, f.Speaker)
				}
			}
		}
	}
	return s
}

func TestGeneratedRows(t *testing.T) {
	cases, err := Generate(seed, size)
	if err != nil {
		t.Fatal(err)
	}
	results, err := Run(context.Background(), verifier(t), nil, cases)
	if err != nil {
		t.Fatal(err)
	}
	s := report(t, results)
	if s.Accuracy() < 0.97 || s.ConflictPrecision() < 0.99 || s.ConflictRecall() < 0.95 {
		t.Errorf("targets: accuracy 0.97, conflict precision 0.99, recall 0.95")
	}
}

func TestEnoughFrames(t *testing.T) {
	n, err := Frames()
	if err != nil {
		t.Fatal(err)
	}
	if n < 40 {
		t.Errorf("%d frames, want at least 40", n)
	}
}
