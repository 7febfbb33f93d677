// Command train makes the model file of package syntax from the treebank UD
// English EWT. The same treebank, flags and seed make the same bytes: run from
// the root of the module,
//
//	go run ./internal/train -train ../shared/eval/syntax/ewt-train.conllu.gz -dev ../shared/eval/syntax/ewt-dev.conllu.gz -out /tmp/english.model
//	cmp /tmp/english.model stages/syntax/english.model
//
// finds no difference (some 300 CPU-seconds on one core; last done on
// 2026-11-22 at 735be57, SHA-256 f130e98f...1328dc). The defaults of the flags are those
// of the model in the tree; dev is measured on and never learnt from. Sums of
// floating-point numbers are made in one order by one goroutine, with the fused
// instructions of AVX2; a processor of another kind may round otherwise and make
// an equally good model of other bytes.
package main

import (
	"encoding/binary"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"

	"annals/stages/syntax/model"
)

// options are what the result depends on beside the treebank.
type options struct {
	seed                            uint64
	tagUnits, parseUnits            int
	tagRows, parseRows              int
	tagEpochs, parseEpochs          int
	tagRate, parseRate              float64
	tagAtLeast, parseAtLeast        int
	folds, foldEpochs               int
	tagEncode, parseEncode          int
	tagEncodeRows, parseEncodeRows  int
	layers                          int
	tagForget, parseForget, tagSkip float64
	encodeDrop                      float64
	tagDrop, parseDrop, fskip       float64
}

func main() {
	train := flag.String("train", "../shared/eval/syntax/ewt-train.conllu.gz", "treebank to learn from")
	dev := flag.String("dev", "../shared/eval/syntax/ewt-dev.conllu.gz", "treebank to measure on")
	vocabulary := flag.String("words", "internal/train/clusters/words.txt.gz", "what is known of words from outside the treebank")
	irregular := flag.String("irregular", "stages/lang/en/irregular.yaml", "irregular forms of the language")
	out := flag.String("out", "stages/syntax/english.model", "model file to write")
	keep := flag.String("tags", "", "file that keeps the jackknifed tags between runs (experiments only)")
	keepTagger := flag.String("tagger", "", "model file to take the tagger from (experiments only)")
	var o options
	flag.Uint64Var(&o.seed, "seed", 1, "random seed")
	flag.IntVar(&o.tagUnits, "tag-units", 64, "hidden units of the tagger")
	flag.IntVar(&o.parseUnits, "parse-units", 128, "hidden units of the parser")
	flag.IntVar(&o.tagRows, "tag-rows", 45000, "features of the tagger at most")
	flag.IntVar(&o.parseRows, "parse-rows", 50000, "features of the parser at most")
	flag.IntVar(&o.tagEpochs, "tag-epochs", 7, "passes over the treebank")
	flag.IntVar(&o.parseEpochs, "parse-epochs", 7, "passes over the treebank")
	flag.Float64Var(&o.tagRate, "tag-rate", 0.05, "learning rate at the start")
	flag.Float64Var(&o.parseRate, "parse-rate", 0.05, "learning rate at the start")
	flag.IntVar(&o.tagAtLeast, "tag-at-least", 3, "occurrences a feature needs")
	flag.IntVar(&o.parseAtLeast, "parse-at-least", 3, "occurrences a feature needs")
	flag.IntVar(&o.tagEncode, "tag-encode", 32, "units of the tagger's encoder, each direction; 0 for none")
	flag.IntVar(&o.parseEncode, "parse-encode", 64, "units of the parser's encoder, each direction")
	flag.IntVar(&o.tagEncodeRows, "tag-encode-rows", 6000, "features of the tagger's encoder at most")
	flag.IntVar(&o.parseEncodeRows, "parse-encode-rows", 10000, "features of the parser's encoder at most")
	flag.Float64Var(&o.encodeDrop, "encode-drop", 0.3, "share of encoder units left out in learning")
	flag.Float64Var(&o.tagForget, "tag-forget", 1, "a word of n occurrences is unknown to the tagger with odds of this to n in learning")
	flag.Float64Var(&o.parseForget, "parse-forget", 0.25, "the same for the parser")
	flag.Float64Var(&o.tagSkip, "tag-skip", 0.25, "share of features of the tagger left out in learning")
	flag.IntVar(&o.layers, "layers", 1, "layers of the parser's encoder, 1 or 2")
	flag.IntVar(&o.folds, "folds", 4, "parts for jackknifing tags")
	flag.IntVar(&o.foldEpochs, "fold-epochs", 2, "passes of a jackknife tagger")
	flag.Float64Var(&o.tagDrop, "tag-drop", 0.4, "share of hidden units left out in learning")
	flag.Float64Var(&o.parseDrop, "parse-drop", 0.3, "share of hidden units left out in learning")
	flag.Float64Var(&o.fskip, "skip", 0.15, "share of features of the parser left out in learning")
	flag.Parse()
	if err := run(*train, *dev, *vocabulary, *irregular, *out, *keep, *keepTagger, o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(trainPath, devPath, vocabulary, irregular, out, keep, keepTagger string, o options) error {
	train, err := readTreebank(trainPath)
	if err != nil {
		return err
	}
	dev, err := readTreebank(devPath)
	if err != nil {
		return err
	}
	words, err := readVocabulary(vocabulary)
	if err != nil {
		return err
	}
	var m *model.Model
	if keepTagger != "" {
		b, err := os.ReadFile(keepTagger)
		if err != nil {
			return err
		}
		if b, err = model.Expand(b); err != nil {
			return err
		}
		if m, err = model.Open(b); err != nil {
			return err
		}
	} else {
		fmt.Println("tagger")
		m = trainTagger(words, train, dev, o.tagEpochs, o, rand.New(rand.NewPCG(o.seed, 1)))
	}
	if m.Lemmas, err = lemmas(train, irregular); err != nil {
		return err
	}
	fmt.Printf("lemmas: dev %.2f\n", scoreLemmas(m, dev))
	if o.parseEpochs > 0 {
		tags, err := jackknife(words, train, keep, o)
		if err != nil {
			return err
		}
		fmt.Println("parser")
		trainParser(m, train, tags, dev, o, rand.New(rand.NewPCG(o.seed, 2)))
	}
	b, err := model.Compress(file(m))
	if err != nil {
		return err
	}
	fmt.Printf("model: %d bytes\n", len(b))
	return os.WriteFile(out, b, 0o644)
}

// file is the model file.
func file(m *model.Model) []byte {
	u := binary.LittleEndian.AppendUint32
	b := []byte("annals syntax 3\n")
	for _, l := range []model.Lexicon{m.Lexicon, m.Words.Lexicon} {
		b = u(b, uint32(l.Bits))
		b = append(b, l.Keys...)
		b = append(b, l.Values...)
	}
	b = u(b, uint32(len(m.Classes)))
	for _, c := range m.Classes {
		b = u(b, uint32(c.UPOS)<<8|uint32(c.Tag))
	}
	b = u(b, uint32(len(m.Lemmas.Scripts)))
	for _, s := range m.Lemmas.Scripts {
		b = u(b, uint32(s.Cut))
		b = u(b, uint32(len(s.Add)))
		b = append(b, s.Add...)
	}
	b = u(b, uint32(m.Lemmas.Bits))
	b = append(b, m.Lemmas.Keys...)
	b = append(b, m.Lemmas.Values...)
	b = writeEncoder(b, &m.TagEncoder)
	b = writeEncoder(b, &m.ParseEncoder)
	b = write(b, &m.Tagger)
	return write(b, &m.Parser)
}
