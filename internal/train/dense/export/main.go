// Command export writes what the Python programs of internal/train/dense learn
// from: treebank sentences as features (package model's own, so that both sides
// agree) and answers, each sentence as it stands, in capitals and in title case,
// and the forms of the known words.
//
//	go run ./internal/train/dense/export -out DIR
//
// Formats, text: NAME.features has a line a sentence, by token the features in
// hexadecimal joined by ",", tokens joined by " "; NAME.gold the same with
// upos,tag,head,label as numbers of package stages, head from 0, -1 the root. vocabulary.txt: word,
// key of its form, fine cluster, kind, WordNet bits.
package main

import (
	"bufio"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/stages"
	"annals/stages/segment"
	"annals/stages/syntax/model"
)

func main() {
	data := flag.String("data", "../shared/eval/syntax", "folder of the treebank")
	words := flag.String("words", "internal/train/clusters/words.txt.gz", "what is known of words from outside the treebank")
	raw := flag.String("raw", "", "CoNLL-U without answers to export too")
	out := flag.String("out", "", "folder to write to")
	flag.Parse()
	if err := run(*data, *words, *raw, *out); err != nil {
		fmt.Fprintln(os.Stderr, "export:", err)
		os.Exit(1)
	}
}

func run(data, words, raw, out string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for name, path := range map[string]string{"train": filepath.Join(data, "ewt-train.conllu.gz"), "dev": filepath.Join(data, "ewt-dev.conllu.gz"), "raw": raw} {
		if path == "" {
			continue
		}
		if err := export(path, filepath.Join(out, name)); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return vocabulary(words, filepath.Join(out, "vocabulary.txt"))
}

func readAll(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return "", err
		}
	}
	b, err := io.ReadAll(in)
	return string(b), err
}

// variant is a way of writing a sentence anew.
type variant struct {
	name string
	of   func(string) string
}

var variants = []variant{
	{"", func(s string) string { return s }},
	{"-capitals", strings.ToUpper},
	{"-title", func(s string) string {
		r, n := utf8.DecodeRuneInString(s)
		if s[0] == '\'' || strings.ToLower(s) == "n't" {
			return s
		}
		return string(unicode.ToUpper(r)) + s[n:]
	}},
}

func export(path, out string) error {
	text, err := readAll(path)
	if err != nil {
		return err
	}
	blocks := strings.Split(text, "\n\n")
	for _, v := range variants {
		if err := exportAs(blocks, v, out); err != nil {
			return err
		}
	}
	return nil
}

func exportAs(blocks []string, v variant, out string) error {
	file, err := os.Create(out + v.name + ".features")
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	var gold *bufio.Writer
	if v.name == "" {
		g, err := os.Create(out + ".gold")
		if err != nil {
			return err
		}
		defer g.Close()
		gold = bufio.NewWriter(g)
	}
	var features [model.FeatureCount]model.Feature
	for _, block := range blocks {
		text, tokens, rows := read(block, v.of)
		if len(tokens) == 0 {
			continue
		}
		style := model.StyleOf(tokens)
		for i := range tokens {
			if i > 0 {
				w.WriteByte(' ')
			}
			var word model.Word
			word.Describe(text, &tokens[i], style&model.Shouting != 0)
			word.Features(style.At(tokens, i), &features)
			for k, f := range features {
				if k > 0 {
					w.WriteByte(',')
				}
				w.WriteString(strconv.FormatUint(uint64(f), 16))
			}
		}
		w.WriteByte('\n')
		if gold == nil {
			continue
		}
		for i, c := range rows {
			if i > 0 {
				gold.WriteByte(' ')
			}
			head, err := strconv.Atoi(c[6])
			if err != nil {
				head = 0
			}
			fmt.Fprintf(gold, "%d,%d,%d,%d", stages.ParseUPOS(c[3]), stages.ParseTag(c[4]), head-1, stages.ParseRelation(c[7]))
		}
		gold.WriteByte('\n')
	}
	if gold != nil {
		if err := gold.Flush(); err != nil {
			return err
		}
	}
	return w.Flush()
}

// read makes the tokens of a block of CoNLL-U as examples/conllu does.
func read(block string, as func(string) string) (string, []stages.Token, [][]string) {
	type span struct {
		start, end int
		before     stages.Shape
	}
	var text strings.Builder
	var spans []span
	var rows [][]string
	space, inside, until := true, false, 0
	for _, line := range strings.Split(block, "\n") {
		c := strings.Split(line, "\t")
		if len(c) != 10 || strings.HasPrefix(line, "#") || strings.Contains(c[0], ".") {
			continue
		}
		if _, last, ok := strings.Cut(c[0], "-"); ok {
			until, _ = strconv.Atoi(last)
			if space && text.Len() > 0 {
				text.WriteByte(' ')
			}
			inside = false
			continue
		}
		id, _ := strconv.Atoi(c[0])
		before := stages.Shape(0)
		if space && !inside {
			before = stages.ShapeSpaceBefore
			if id > until && text.Len() > 0 {
				text.WriteByte(' ')
			}
		}
		start := text.Len()
		text.WriteString(as(c[1]))
		spans, rows = append(spans, span{start, text.Len(), before}), append(rows, c)
		if inside = id < until; !inside {
			space = !strings.Contains(c[9], "SpaceAfter=No")
		}
	}
	s := text.String()
	var tokens []stages.Token
	for i, p := range spans {
		if i == 0 {
			p.before |= stages.ShapeSentenceStart
		}
		tokens = append(tokens, segment.Describe(s, p.start, p.end, p.before))
	}
	return s, tokens, rows
}

func vocabulary(path, out string) error {
	text, err := readAll(path)
	if err != nil {
		return err
	}
	file, err := os.Create(out)
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		f := strings.Fields(line)
		if len(f) != 4 {
			return fmt.Errorf("%s: %q", path, line)
		}
		var x model.Word
		t := segment.Describe(f[0], 0, len(f[0]), stages.Shape(0))
		x.Describe(f[0], &t, false)
		fmt.Fprintf(w, "%s %x %s %s %s\n", f[0], uint64(model.FormFeature(x.Form)), f[1], f[2], f[3])
	}
	return w.Flush()
}
