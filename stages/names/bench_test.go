package names

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals/stages"
)

// benchText is some news-like text of our own, long enough to measure.
func benchText() string {
	p := `JUBA, Sudan, March 4 - The United Nations Mission in South Sudan (UNMISS) said on Tuesday that Deputy Foreign Minister Amara Okafor had met Jean Duval, the Under-Secretary-General for Peace Operations, in Addis Ababa.
"We expect the talks to go on," Okafor told reporters after the meeting, adding that the ministry would publish a statement. She said farmers in Upper Nile had lost more than a third of their harvest, and that the price of grain in the markets of Malakal had doubled since January.
Mr. Duval, a former ambassador of France to Kenya, thanked the African Union and the World Food Programme for their help. According to the World Bank, the economy of the region shrank by two per cent last year, while the number of people who need food rose to six million.
A spokesman for the Ministry of Agriculture said that the first trucks would leave Mombasa within days. Most of the roads are under water after weeks of heavy rain, and the villages along the river can be reached by boat only. The rains are expected to stop at the end of the month.
`
	return strings.Repeat(p, 200)
}

func BenchmarkNames(b *testing.B) {
	bench := newBench(b)
	run := func(b *testing.B, text string) {
		bench.run(b, text)
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if err := bench.names.Run(context.Background(), &bench.work); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("news", func(b *testing.B) { run(b, benchText()) })
	files, _ := filepath.Glob("../../../shared/seeds/*.txt")
	if len(files) == 0 {
		b.Skip("../shared/seeds is not here")
	}
	var all strings.Builder
	for _, f := range files {
		t, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		all.Write(t)
		all.WriteString("\n")
	}
	b.Run("seeds", func(b *testing.B) { run(b, all.String()) })
}

func BenchmarkNew(b *testing.B) {
	bench := newBench(b)
	_ = bench
	for b.Loop() {
		newBench(b)
	}
}

var _ stages.Stage
