package figures

import (
	"context"
	"strings"
	"testing"

	"annals/stages"
)

// newsText is of our own writing: prose as in the news, a number in about every
// second sentence.
const newsText = `The ministry said on Tuesday that 2,400 families had returned to the valley since the dam was repaired.
Officials expect the harvest to reach about 1.3 million tonnes, up 4.5 percent from last season. Nobody had thought that the
road would open again before the winter, and most of the villages had made their own arrangements for the cold months. The new
clinic, which cost $3.2 million, will serve between 40,000 and 50,000 people in nine districts. Farmers who had lost their animals
in the flood were given seed, tools and a small loan. "We were afraid that nothing would come of it," said the head of the
cooperative, who has worked in the valley for most of her life. More than a dozen volunteers stayed behind to finish the school.
`

func BenchmarkNumbers(b *testing.B) {
	list := newStages(b, Options{})
	text := strings.Repeat(newsText, 200)
	var w stages.Work
	run(b, list, &w, text)
	s := scanner{x: list[1].(*stage).lexicon, text: text, tokens: w.Tokens}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var found []quantity
	for b.Loop() {
		for n := range w.Sentences {
			found = s.sentence(found[:0], w.Sentences[n].First, w.Sentences[n].Last)
		}
	}
}

func BenchmarkStage(b *testing.B) {
	list := newStages(b, Options{})
	text := strings.Repeat(newsText, 200)
	var w stages.Work
	run(b, list, &w, text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		w.Figures = w.Figures[:0]
		if err := list[1].Run(context.Background(), &w); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkClaims is the whole stage with tagging and parsing of the sentences
// that hold a figure.
func BenchmarkClaims(b *testing.B) {
	list := pipelineStages(b, Options{})
	text := strings.Repeat(newsText, 20)
	var w stages.Work
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		run(b, list, &w, text)
	}
}
