package syntax

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"syscall"
	"testing"

	"annals/stages"
)

// texts are those of the JSON lines that ANNALS_BENCH_TEXTS names, else our own,
// which repeat themselves and flatter what remembers words.
func texts(b *testing.B) []string {
	path := os.Getenv("ANNALS_BENCH_TEXTS")
	if path == "" {
		return []string{strings.Repeat(news, 400)}
	}
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var out []string
	for d := json.NewDecoder(f); d.More(); {
		var line struct{ Text string }
		if err := d.Decode(&line); err != nil {
			b.Fatal(err)
		}
		out = append(out, line.Text)
	}
	return out
}

// cpu is the user and system time of the process so far, in seconds.
func cpu() float64 {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return float64(r.Utime.Nano()+r.Stime.Nano()) / 1e9
}

// BenchmarkText tags, or tags and parses, whole documents one after the other, as
// a worker does.
func BenchmarkText(b *testing.B) {
	before := analysers(b)
	var works []*stages.Work
	tokens := 0
	for _, text := range texts(b) {
		w := &stages.Work{}
		w.Reset(&stages.Document{Text: text})
		for _, s := range before[:1] {
			if err := s.Run(context.Background(), w); err != nil {
				b.Fatal(err)
			}
		}
		works = append(works, w)
		tokens += len(w.Tokens)
	}
	g := &grammar{model: before[1].(*stage).model}
	for name, ask := range map[string]func(w *stages.Work, n int){
		"tags":  func(w *stages.Work, n int) { g.Tag(w, n) },
		"trees": func(w *stages.Work, n int) { g.Tag(w, n); g.Parse(w, n) },
	} {
		b.Run(name, func(b *testing.B) {
			start := cpu()
			for b.Loop() {
				for _, w := range works {
					for n := range w.Sentences {
						ask(w, n)
					}
				}
			}
			b.ReportMetric(float64(tokens*b.N)/(cpu()-start), "tokens/CPU-s")
		})
	}
}
