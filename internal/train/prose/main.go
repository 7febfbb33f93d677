// Command prose tags CoNLL-U with github.com/jdkato/prose/v3, for the
// comparison in docs/quality.md. It is a module of its own, so that prose is no
// dependency of annals.
//
//	go run . < dev.conllu
//
// It prints the share of right Penn tags. Tags that the English Web Treebank
// has and the Penn Treebank has not (HYPH, NFP, ADD, AFX, GW, XX and the spelling
// of brackets) count for neither side in the second figure.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/jdkato/prose/v3/tag"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "prose:", err)
		os.Exit(1)
	}
}

func run() error {
	tagger, err := tag.New()
	if err != nil {
		return err
	}
	own := map[string]bool{"HYPH": true, "NFP": true, "ADD": true, "AFX": true, "GW": true, "XX": true, "-LRB-": true, "-RRB-": true, ",": true, ":": true, ".": true, "``": true, "''": true, "SYM": true, "$": true}
	var sentences, gold [][]string
	var words, tags []string
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		c := strings.Split(in.Text(), "\t")
		switch {
		case len(c) == 10 && !strings.ContainsAny(c[0], "-."):
			words, tags = append(words, c[1]), append(tags, c[4])
		case in.Text() == "" && len(words) > 0:
			sentences, gold = append(sentences, words), append(gold, tags)
			words, tags = nil, nil
		}
	}
	right, total, rightWords, totalWords := 0, 0, 0, 0
	start := time.Now()
	var answers [][]tag.Token
	for _, s := range sentences {
		answers = append(answers, tagger.Tag(s))
	}
	took := time.Since(start)
	for k, answer := range answers {
		for i, t := range answer {
			total++
			if t.Tag == gold[k][i] {
				right++
			}
			if !own[gold[k][i]] {
				totalWords++
				if t.Tag == gold[k][i] {
					rightWords++
				}
			}
		}
	}
	fmt.Printf("Penn tags: %.2f of all tokens, %.2f of words; %.0f tokens a second (wall)\n",
		100*float64(right)/float64(total), 100*float64(rightWords)/float64(totalWords), float64(total)/took.Seconds())
	return in.Err()
}
