package timeline

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"testing"

	"annals/schemas"
	"annals/stages"
	"annals/stages/lang"
	"annals/stages/segment"
)

func newTimeline(tb testing.TB) *Timeline {
	tb.Helper()
	pack, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		tb.Fatal(err)
	}
	t, err := New(pack)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

var synthVerbs = []struct{ class, lemma, third string }{
	{"meeting", "meet", "meets with"}, {"statement", "say", "says that peace is near in"}, {"agreement", "sign", "signs a treaty with"},
	{"deployment", "deploy", "deploys troops in"}, {"visit", "visit", "visits"}, {"conflict", "attack", "attacks"}, {"founding", "found", "founds a bank in"},
	{"award", "award", "awards a medal in"}, {"aid", "send", "sends doctors to"}, {"project", "build", "builds a bridge in"}, {"death", "kill", "kills rebels in"},
	{"legislation", "pass", "passes a law on trade with"}, {"other", "rise", "rises beside"},
}

// synthetic makes a batch of n mentions: events with 1 to 6 mentions each in
// different documents, names from a pool that grows with the number of events.
func synthetic(n int, seed uint64) (*stages.Batch, []int32) {
	r := rand.New(rand.NewPCG(seed, 1))
	b := &stages.Batch{Events: make([]schemas.Event, 0, n)}
	docs := n/20 + 1
	for d := 0; d < docs; d++ {
		b.Documents = append(b.Documents, schemas.Document{DocID: "doc" + strconv.Itoa(d)})
	}
	people := n/100 + 50
	truth := make([]int32, 0, n)
	type row struct {
		doc   int
		event int32
		e     schemas.Event
	}
	byDoc := make([][]row, docs)
	total := 0
	for event := int32(0); total < n; event++ {
		v := synthVerbs[r.IntN(len(synthVerbs))]
		agent := fmt.Sprintf("Person%d Name%d", r.IntN(people), r.IntN(7))
		other := fmt.Sprintf("Country%d", r.IntN(200))
		place := fmt.Sprintf("City%d", r.IntN(500))
		topic := fmt.Sprintf("topic%d", r.IntN(5000))
		day := schemas.Day(r.IntN(365 * 30))
		for k := 1 + r.IntN(6); k > 0 && total < n; k-- {
			e := schemas.Event{
				EventClass: v.class, Lemma: v.lemma, Modality: "asserted", DatePrecision: "day", DateBasis: "sentence",
				DateStart: schemas.Some(day), DateEnd: schemas.Some(day), Agent: agent, Participants: []string{other}, Exact: v.lemma,
				Title: agent + " " + v.third + " " + other + " over " + topic,
			}
			if r.IntN(3) == 0 {
				e.Place = place
			}
			if r.IntN(8) == 0 {
				e.DateStart, e.DateEnd, e.DatePrecision = schemas.Some(day-day%30), schemas.Some(day-day%30+29), "month"
			}
			d := r.IntN(docs)
			byDoc[d] = append(byDoc[d], row{d, event, e})
			total++
		}
	}
	for d := range byDoc {
		for i, x := range byDoc[d] {
			x.e.DocID = b.Documents[d].DocID
			x.e.SentenceNo = int32(i)
			x.e.EventID = schemas.ID("e", x.e.DocID, strconv.Itoa(i))
			b.Events = append(b.Events, x.e)
			truth = append(truth, x.event)
		}
	}
	return b, truth
}

// pairsOf scores entries against the truth over the pairs they make.
func pairsOf(b *stages.Batch, truth []int32) (precision, recall float64) {
	count := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	entry, event, both := map[string]int{}, map[int32]int{}, map[string]int{}
	for i := range b.Events {
		id := b.Events[i].TimelineID
		entry[id]++
		event[truth[i]]++
		both[id+" "+strconv.Itoa(int(truth[i]))]++
	}
	var e, t, x float64
	for _, n := range entry {
		e += count(n)
	}
	for _, n := range event {
		t += count(n)
	}
	for _, n := range both {
		x += count(n)
	}
	return x / e, x / t
}

func TestSynthetic(t *testing.T) {
	b, truth := synthetic(4000, 1)
	if err := newTimeline(t).Gather(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	p, r := pairsOf(b, truth)
	t.Logf("precision %.3f recall %.3f entries %d", p, r, len(b.Timeline))
	if p < 0.98 || r < 0.90 {
		t.Errorf("pairs of synthetic mentions: precision %.3f, recall %.3f; want 0.98 and 0.90", p, r)
	}
}

// BenchmarkGather measures merging; with ANNALS_MENTIONS=1000000 the large
// figure of docs/performance.md.
func BenchmarkGather(b *testing.B) {
	sizes := []int{10_000, 100_000}
	if s, err := strconv.Atoi(os.Getenv("ANNALS_MENTIONS")); err == nil {
		sizes = []int{s}
	}
	for _, n := range sizes {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			batch, truth := synthetic(n, 1)
			t := newTimeline(b)
			runtime.GC()
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				if err := t.Gather(context.Background(), batch); err != nil {
					b.Fatal(err)
				}
			}
			b.StopTimer()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys)/1e6, "MB-sys")
			if n <= 100_000 {
				p, r := pairsOf(batch, truth)
				b.ReportMetric(p, "precision")
				b.ReportMetric(r, "recall")
			}
		})
	}
}
