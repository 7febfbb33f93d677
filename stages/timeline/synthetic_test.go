package timeline

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
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
	{"meeting", "meet", "meets with"},
	{"statement", "say", "says that peace is near in"},
	{"agreement", "sign", "signs a treaty with"},
	{"deployment", "deploy", "deploys troops in"},
	{"visit", "visit", "visits"},
	{"conflict", "attack", "attacks"},
	{"founding", "found", "founds a bank in"},
	{"award", "award", "awards a medal in"},
	{"aid", "send", "sends doctors to"},
	{"project", "build", "builds a bridge in"},
	{"death", "kill", "kills rebels in"},
	{"legislation", "pass", "passes a law on trade with"},
	{"other", "rise", "rises beside"},
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
	// what each mention says, small, so that the batch is the memory measured
	type row struct {
		doc, event         int32
		verb, other, place uint16
		person, topic      uint32
		day                schemas.Day
		hasPlace, month    bool
	}
	rows := make([]row, 0, n)
	for event := int32(0); len(rows) < n; event++ {
		x := row{
			event: event, verb: uint16(r.IntN(len(synthVerbs))), other: uint16(r.IntN(200)), place: uint16(r.IntN(500)),
			person: uint32(r.IntN(people * 7)), topic: uint32(r.IntN(5000)), day: schemas.Day(r.IntN(365 * 30)),
		}
		for k := 1 + r.IntN(6); k > 0 && len(rows) < n; k-- {
			x.hasPlace, x.month, x.doc = r.IntN(3) == 0, r.IntN(8) == 0, int32(r.IntN(docs))
			rows = append(rows, x)
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.doc, b.doc) })
	truth := make([]int32, 0, n)
	for i, x := range rows {
		v := synthVerbs[x.verb]
		agent := fmt.Sprintf("Person%d Name%d", x.person/7, x.person%7)
		other := fmt.Sprintf("Country%d", x.other)
		e := schemas.Event{
			EventClass: v.class, Lemma: v.lemma, Modality: "asserted", DatePrecision: "day", DateBasis: "sentence",
			DateStart: schemas.Some(x.day), DateEnd: schemas.Some(x.day), Agent: agent, Participants: []string{other}, Exact: v.lemma,
			Title: agent + " " + v.third + " " + other + " over topic" + strconv.Itoa(int(x.topic)),
			DocID: b.Documents[x.doc].DocID, SentenceNo: int32(i),
		}
		if x.hasPlace {
			e.Place = fmt.Sprintf("City%d", x.place)
		}
		if x.month {
			e.DateStart, e.DateEnd, e.DatePrecision = schemas.Some(x.day-x.day%30), schemas.Some(x.day-x.day%30+29), "month"
		}
		e.EventID = schemas.ID("e", e.DocID, strconv.Itoa(i))
		b.Events = append(b.Events, e)
		truth = append(truth, x.event)
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
