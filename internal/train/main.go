// Command train makes the model file of package syntax: it learns the table of
// lemmas from the treebank UD English EWT and the irregular forms of the language,
// and packs it together with the network that internal/train/dense learnt. The same
// input makes the same bytes; from the root of the module,
//
//	go run ./internal/train -network /tmp/english.network -out stages/syntax/english.model
//
// The network of a model file in use can be taken again with -from.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"annals/stages/syntax/model"
)

func main() {
	train := flag.String("train", "../shared/eval/syntax/ewt-train.conllu.gz", "treebank to learn from")
	dev := flag.String("dev", "../shared/eval/syntax/ewt-dev.conllu.gz", "treebank to measure on")
	irregular := flag.String("irregular", "stages/lang/en/irregular.yaml", "irregular forms of the language")
	network := flag.String("network", "", "file of the network")
	out := flag.String("out", "stages/syntax/english.model", "model file to write")
	flag.Parse()
	if err := run(*train, *dev, *irregular, *network, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(trainPath, devPath, irregular, network, out string) error {
	if network == "" {
		return errors.New("-network is missing")
	}
	train, err := readTreebank(trainPath)
	if err != nil {
		return err
	}
	dev, err := readTreebank(devPath)
	if err != nil {
		return err
	}
	learnt, err := os.ReadFile(network)
	if err != nil {
		return err
	}
	l, err := lemmas(train, irregular)
	if err != nil {
		return err
	}
	b := model.File(&l, learnt)
	m, err := model.Open(b)
	if err != nil {
		return err
	}
	fmt.Printf("lemmas: dev %.2f\n", scoreLemmas(m, dev))
	fmt.Printf("model: %d bytes\n", len(b))
	return os.WriteFile(out, b, 0o644)
}
