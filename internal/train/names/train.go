package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"strings"

	"annals/stages/lang"
	"annals/stages/names"
	"annals/stages/syntax"
)

// titles are stripped from the front of a person of the type annotation: the
// guidelines of Universal NER leave them outside.
const titles = " mr. mrs. ms. dr. sir president governor gov. senator sen. senators congressman general gen. lt. lieutenant col. colonel minister prime foreign vice secretary judge justice king queen prince chairman director professor professors prof. dr doctor mr mrs ms rev. pope ayatollah grand sheikh shaikh sheik mullah maulana federal district attorney defence antichrist captain don chief "

// readTreebank reads CoNLL-U and lays the type annotation over it.
func readTreebank(path, annotation string) (docs []*document, common []string, err error) {
	kinds := map[string]string{}
	b, err := os.ReadFile(annotation)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range strings.Split(string(b), "\n") {
		if len(l) > 2 && l[0] != '#' {
			kinds[l[2:]] = map[byte]string{'P': "PER", 'O': "ORG", 'L': "LOC", '.': "", 'X': "?"}[l[0]]
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, nil, err
	}
	counts := map[string]int{}
	out := &strings.Builder{}
	var words, tags []string
	flush := func() {
		if len(words) == 0 {
			return
		}
		label := spread(words, tags, kinds)
		for i, w := range words {
			if tags[i] != "NNP" && tags[i] != "NNPS" && len(w) > 1 && w == strings.ToLower(w) && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == "" {
				counts[w]++
			}
			fmt.Fprintf(out, "%d\t%s\t%s\n", i+1, w, label[i])
		}
		out.WriteString("\n")
		words, tags = nil, nil
	}
	scan := bufio.NewScanner(z)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		l := scan.Text()
		switch {
		case l == "":
			flush()
		case l[0] == '#':
			out.WriteString(l + "\n")
		default:
			c := strings.Split(l, "\t")
			if !strings.ContainsAny(c[0], "-.") {
				words, tags = append(words, c[1]), append(tags, c[4])
			}
		}
	}
	flush()
	for w, n := range counts {
		if n >= 2 {
			common = append(common, w)
		}
	}
	docs, err = parseIOB(strings.NewReader(out.String()))
	return docs, common, err
}

// spread turns runs of NNP and NNPS with their annotated kind into IOB2 tags. A
// sentence with an undecided run has "?" throughout.
func spread(words, tags []string, kinds map[string]string) []string {
	n := len(words)
	label := make([]string, n)
	for i := range label {
		label[i] = "O"
	}
	proper := func(i int) bool { return i < n && (tags[i] == "NNP" || tags[i] == "NNPS") }
	for i := 0; i < n; {
		if !proper(i) {
			i++
			continue
		}
		j := i + 1
		for {
			switch {
			case proper(j):
				j++
				continue
			case j < n && (words[j] == "-" || words[j] == "&") && proper(j+1), j < n && words[j] == "of" && proper(j+1):
				j += 2
				continue
			case j+1 < n && words[j] == "of" && strings.EqualFold(words[j+1], "the") && proper(j+2):
				j += 3
				continue
			}
			break
		}
		kind := kinds[strings.Join(words[i:j], " ")]
		if kind == "?" {
			for k := range label {
				label[k] = "?"
			}
			return label
		}
		first := i
		if kind == "PER" {
			for first < j-1 && (strings.Contains(titles, " "+strings.ToLower(words[first])+" ") || words[first] == "-") {
				first++
			}
		}
		if kind != "" {
			for k := first; k < j; k++ {
				label[k] = "I-" + kind
			}
			label[first] = "B-" + kind
		}
		i = j
	}
	return label
}

// devWeight is how much a document of dev counts: its names are annotated by token, those of train by
// type only.
var devWeight, trainWeight float32 = 3, 1

func examples(docs []*document) []names.Example {
	var out []names.Example
	for _, d := range docs {
		out = append(out, names.Example{Work: d.work, Tags: d.tags})
	}
	return out
}

// biases are the leanings towards "no name" that a cross validation tells the figures of.
var biases = []float64{0, 0.25, 0.5, 1, 1.5, 2, 3}

// crossValidate trains on all folds but one (and the treebank's training part) and scores on that one.
func crossValidate(pack *lang.Pack, dev, train []*document, known *names.Known, folds int, verbose bool) error {
	by := make([][8]counts, len(biases))
	errors := map[string]int{}
	grammar, err := syntax.New()
	if err != nil {
		return err
	}
	lesson, err := names.NewLesson(pack, examples(append(train[:len(train):len(train)], dev...)), known)
	if err != nil {
		return err
	}
	for fold := 0; fold < folds; fold++ {
		var weights []float32
		for range train {
			weights = append(weights, trainWeight)
		}
		var test []*document
		for i, d := range dev {
			if i%folds == fold {
				weights = append(weights, 0)
				test = append(test, d)
			} else {
				weights = append(weights, devWeight)
			}
		}
		stage, err := names.NewWithModel(pack, lesson.Learn(weights, names.DefaultSettings))
		if err != nil {
			return err
		}
		for k, bias := range biases {
			names.Lean(stage, bias)
			told := errors
			if bias != names.DefaultSettings.OutBias {
				told = map[string]int{}
			}
			for _, d := range test {
				d.work.NamesScratch = nil
				if err := grammar.Run(context.Background(), d.work); err != nil {
					return err
				}
				if err := stage.Run(context.Background(), d.work); err != nil {
					return err
				}
				tally(d, &by[k], told)
			}
		}
	}
	for k, bias := range biases {
		fmt.Printf("bias %.1f: %v\n", bias, by[k][0])
		if bias == names.DefaultSettings.OutBias {
			defer report(by[k], errors, verbose)
		}
	}
	return nil
}
