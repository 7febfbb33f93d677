// Command names trains the model of the names stage and measures the stage: against the
// named entities of a treebank (columns of IOB2 tags), against the sources of
// quotes, and by printing what it finds in a text.
//
//	go run ./internal/train/names train ../shared/eval/syntax      writes stages/lang/en/names.model
//	go run ./internal/train/names cross ../shared/eval/syntax      five folds of dev, each learnt with train
//	go run ./internal/train/names cross-dev ../shared/eval/syntax  five folds of dev alone
//	go run ./internal/train/names silver ../shared/eval/syntax     learnt from train alone
//	go run ./internal/train/names rules ../shared/eval/syntax      no model
//	go run ./internal/train/names speakers QUOTES.jsonl.gz         sources of quotes that hold a mention
//	go run ./internal/train/names show FILE
//
// A further argument lists the errors.
package main

import (
	"context"
	"fmt"
	"os"

	"annals/stages"
	"annals/stages/lang"
	"annals/stages/names"
	"annals/stages/segment"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: names train|cross|cross-dev|silver|rules FOLDER, speakers|show FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(command string, args []string) error {
	pack, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		return err
	}
	var stage stages.Stage
	if command == "speakers" || command == "show" || command == "score" {
		if stage, err = names.New(pack); err != nil {
			return err
		}
	}
	switch command {
	case "speakers":
		return speakers(pack, stage, args[0], len(args) > 1)
	case "show":
		return show(pack, stage, args[0])
	case "cross", "cross-dev", "silver", "rules", "train":
		dev, err := readIOB(args[0] + "/ner-ewt-dev.iob2")
		if err != nil {
			return err
		}
		known, err := readKnown("internal/train/names")
		if err != nil {
			return err
		}
		train, common, err := readTreebank(args[0]+"/ewt-train.conllu.gz", "internal/train/names/ewt-train-names.txt")
		if err != nil {
			return err
		}
		known.Common = common
		if command == "cross-dev" {
			train = nil
		}
		if command == "rules" {
			stage, err := names.NewWithModel(pack, nil)
			if err != nil {
				return err
			}
			return score(stage, dev, len(args) > 1)
		}
		if command == "cross" || command == "cross-dev" {
			return crossValidate(pack, dev, train, known, 5, len(args) > 1)
		}
		lesson, err := names.NewLesson(pack, examples(append(train, dev...)), known)
		if err != nil {
			return err
		}
		weights := make([]float32, len(train)+len(dev))
		for i := range weights {
			if weights[i] = trainWeight; i >= len(train) && command == "train" {
				weights[i] = devWeight
			} else if i >= len(train) {
				weights[i] = 0
			}
		}
		file := lesson.Learn(weights, names.DefaultSettings)
		if command == "train" {
			return os.WriteFile("stages/lang/en/names.model", file, 0o644)
		}
		stage, err := names.NewWithModel(pack, file)
		if err != nil {
			return err
		}
		for _, bias := range biases {
			names.Lean(stage, bias)
			fmt.Printf("bias %.1f ", bias)
			if err := score(stage, dev, len(args) > 1 && bias == 0); err != nil {
				return err
			}
		}
		return nil
	case "score":
		docs, err := readIOB(args[0])
		if err != nil {
			return err
		}
		return score(stage, docs, len(args) > 1)
	}
	return fmt.Errorf("no command %q", command)
}

func show(pack *lang.Pack, stage stages.Stage, file string) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	seg, err := segment.New(pack)
	if err != nil {
		return err
	}
	w := &stages.Work{}
	doc := &stages.Document{Text: string(b), Language: "en"}
	doc.Blocks = blocks(doc.Text)
	w.Reset(doc)
	for _, s := range []stages.Stage{seg, stage} {
		if err := s.Run(context.Background(), w); err != nil {
			return err
		}
	}
	kinds := []string{"-", "PER", "ORG", "LOC", "NAT", "ROLE", "TITLE", "PRON"}
	for i := range w.Mentions {
		m := &w.Mentions[i]
		who := "-"
		if e := w.EntityOf(int32(i)); e != nil {
			who = e.Name
		}
		fmt.Printf("%-5s %q -> %s", kinds[m.Kind], w.Text(m.Span), who)
		if m.Full != m.Span {
			fmt.Printf(" | full %q", w.Text(m.Full))
		}
		if !m.RoleSpan.Empty() {
			fmt.Printf(" | role %q", w.Text(m.RoleSpan))
		}
		fmt.Printf(" [%s]\n", m.Rule)
	}
	fmt.Println("--")
	for _, e := range w.Entities {
		fmt.Printf("%-5s %s | %q | role %q | %s\n", kinds[e.Kind], e.Name, e.Aliases, e.Role, e.Country)
	}
	return nil
}
