//go:build unix

package pipeline

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"annals/stages"
	"annals/stages/parse"
)

// newsText is a document of about 8 KB in which a sentence without figure, cue
// or date is common, as in ordinary news; number makes it one of many.
func newsText(number int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "A bridge for the valley, part %d\n\nMARLOW, May %d, 2023 (Valley Post) -- ", number, number%28+1)
	paragraphs := []string{
		"The old bridge over the Tarn has carried sheep, schoolchildren and the odd fire engine for as long as anybody in the valley can remember. Its arches lean a little to the south. When the river is high, spray comes over the wall and the driver of the bus turns on the lights.",
		"The council agreed on Tuesday to replace it. Work will begin in September and should take two years, according to the county's engineer, Ruth Ames. She expects %d people to be employed on the site.",
		"\"Nobody here wanted to lose the arches,\" said Peter Lowe, who runs the mill below the bridge. \"But stone that moves is stone that falls.\" His family has ground flour there for five generations.",
		"The plan is the fourth of its kind. Earlier ones came to nothing because the money was needed elsewhere, or because the county and the railway could not settle who owned the eastern bank. A footpath, closed for repairs, was never opened again.",
		"In 2019 a flood swept away the parapet and left 14 houses without water. The army brought tanks of it from the coast, and the school became a kitchen. Most of the families returned before winter; some did not.",
		"Shopkeepers in the square say that they will lose trade while the road is shut. The mayor has promised a ferry for those on foot. It would cross every half hour and cost nothing, though nobody has yet explained where it would land.",
		"Swallows nest under the second arch. The society that looks after them asked for boxes on the new piers, and the architects drew them in at once. The society's chairman called the drawings handsome.",
		"The county has set aside 3.5 million pounds. About a third of that comes from the national road fund, which paid for the tunnel at Harrow Gap as well. Banks have offered loans for the rest.",
	}
	for round := range 4 {
		for k := range paragraphs {
			p := paragraphs[(k*3+number+round)%len(paragraphs)]
			if strings.Contains(p, "%d") {
				p = fmt.Sprintf(p, 40+(number*7+round)%200)
			}
			b.WriteString(p)
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

// benchTexts are the texts to measure with: those of the JSON lines in the file
// that ANNALS_BENCH_TEXTS names, or own ones.
func benchTexts(b *testing.B) (texts []string, dates []string) {
	name := os.Getenv("ANNALS_BENCH_TEXTS")
	if name == "" {
		for i := range 40 {
			texts, dates = append(texts, newsText(i)), append(dates, fmt.Sprintf("2023-05-%02d", i%28+1))
		}
		return texts, dates
	}
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var l struct{ Text, DCT string }
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			b.Fatal(err)
		}
		texts, dates = append(texts, l.Text), append(dates, l.DCT)
	}
	return texts, dates
}

// clock is the CPU time of the process so far: the wall clock says little where
// a machine is shared.
func clock() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// meter is a Grammar that counts what a stage asks of another.
type meter struct {
	stages.Grammar
	tagged, parsed int           // tokens
	in             time.Duration // spent in the other
}

func (m *meter) Tag(w *stages.Work, sentence int) {
	start := clock()
	m.Grammar.Tag(w, sentence)
	m.in += clock() - start
	m.tagged += int(w.Sentences[sentence].Last - w.Sentences[sentence].First)
}

func (m *meter) Parse(w *stages.Work, sentence int) {
	start := clock()
	m.Grammar.Parse(w, sentence)
	m.in += clock() - start
	m.parsed += int(w.Sentences[sentence].Last - w.Sentences[sentence].First)
}

// BenchmarkStages takes documents through the per-document stages, all kinds of
// finding. Beside the whole it reports, for each stage, nanoseconds a byte of
// text without the grammar, and the share of all tokens that it has tagged and
// parsed; "grammar" is what tagging and parsing cost.
func BenchmarkStages(b *testing.B) {
	texts, dates := benchTexts(b)
	s, err := newSettings(DefaultOptions())
	if err != nil {
		b.Fatal(err)
	}
	wanted, _ := kindSet(nil)
	wanted["tables"] = true
	list, err := build(s, wanted)
	if err != nil {
		b.Fatal(err)
	}
	var w stages.Work
	counts := make([]meter, len(list))
	spent := make([]time.Duration, len(list))
	describing := time.Duration(0)
	var own stages.Grammar
	total, tokens := 0, 0
	for _, t := range texts {
		total += len(t)
	}
	b.SetBytes(int64(total))
	b.ReportAllocs()
	rounds := 0
	begin := clock()
	for b.Loop() {
		rounds++
		for i, text := range texts {
			doc := &stages.Document{Text: text, MediaType: "text/plain"}
			if d, ok := stages.ParseDate(dates[i]); ok {
				doc.Published = stages.DocumentDate{Interval: stages.Interval{Start: d, End: d}, Precision: stages.PrecisionDay, Basis: "input"}
			}
			start := clock()
			doc.Blocks = parse.TextBlocks(doc.Text, nil)
			s.parser.Describe(doc)
			describing += clock() - start
			w.Grammar = own
			w.Reset(doc)
			for k, stage := range list {
				if own != nil && stage.Name() != "syntax" {
					counts[k].Grammar = own
					w.Grammar = &counts[k]
				}
				start := clock()
				if err := stage.Run(context.Background(), &w); err != nil {
					b.Fatal(err)
				}
				spent[k] += clock() - start
				if stage.Name() == "syntax" {
					own = w.Grammar
				}
			}
			tokens += len(w.Tokens)
			w.Grammar = own
		}
	}
	perByte := float64(rounds * total)
	b.ReportMetric(perByte*1e3/float64(clock()-begin), "MB/CPU-s")
	grammar := time.Duration(0)
	for k, stage := range list {
		grammar += counts[k].in
		b.ReportMetric(float64(spent[k]-counts[k].in)/perByte, stage.Name()+"-ns/B")
		if counts[k].tagged+counts[k].parsed > 0 {
			b.ReportMetric(100*float64(counts[k].tagged)/float64(tokens), stage.Name()+"-%tagged")
			b.ReportMetric(100*float64(counts[k].parsed)/float64(tokens), stage.Name()+"-%parsed")
		}
	}
	b.ReportMetric(float64(describing)/perByte, "describe-ns/B")
	b.ReportMetric(float64(grammar)/perByte, "grammar-ns/B")
}

// BenchmarkPipeline is a whole run, from files to published tables, of 100
// documents of ordinary news with one worker.
func BenchmarkPipeline(b *testing.B) {
	folder := b.TempDir()
	total := 0
	for i := range 100 {
		t := newsText(i)
		total += len(t)
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%03d.txt", i)), []byte(t), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(total))
	b.ReportAllocs()
	rounds, begin := 0, clock()
	for b.Loop() {
		r := newRunner(b, filepath.Join(b.TempDir(), "data"))
		r.Options.Run.Workers = 1
		mustRun(b, r, folder)
		rounds++
	}
	b.ReportMetric(float64(rounds*total)*1e3/float64(clock()-begin), "MB/CPU-s")
}
