// Command conllu analyses English: it reads CoNLL-U on standard input, keeps
// its tokens and sentences, replaces tags, lemmas, heads and labels by the
// system's, and writes CoNLL-U on standard output. With --raw it takes nothing
// but the "# text" lines and does everything itself.
//
//	go run ./examples/conllu < gold.conllu > system.conllu
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"annals/stages"
	"annals/stages/lang"
	"annals/stages/segment"
)

func main() {
	raw := flag.Bool("raw", false, "take only the text lines and split sentences and tokens too")
	flag.Parse()
	if err := run(os.Stdin, os.Stdout, *raw); err != nil {
		fmt.Fprintln(os.Stderr, "conllu:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer, raw bool) error {
	b, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	work := &stages.Work{}
	if raw {
		pack, err := lang.Open("en", segment.Tokenize)
		if err != nil {
			return err
		}
		seg, err := segment.New(pack)
		if err != nil {
			return err
		}
		for _, doc := range texts(string(b)) {
			work.Reset(&stages.Document{Text: doc, Language: "en"})
			if err := seg.Run(context.Background(), work); err != nil {
				return err
			}
			for n := range work.Sentences {
				work.Parse(n)
				write(w, work, n)
			}
		}
		return w.Flush()
	}
	return fmt.Errorf("not yet")
}

// texts is the documents of a treebank: sentences joined by a space unless the
// treebank says that there is none, paragraphs by a blank line.
func texts(conllu string) []string {
	var docs []string
	var doc strings.Builder
	glue := "" // before the next sentence
	for _, block := range strings.Split(conllu, "\n\n") {
		text, space := "", true
		last := ""
		for _, line := range strings.Split(block, "\n") {
			switch {
			case strings.HasPrefix(line, "# newdoc"):
				if doc.Len() > 0 {
					docs = append(docs, doc.String())
					doc.Reset()
				}
				glue = ""
			case strings.HasPrefix(line, "# newpar"):
				if doc.Len() > 0 {
					glue = "\n\n"
				}
			case strings.HasPrefix(line, "# text = "):
				text = line[len("# text = "):]
			case line != "" && line[0] != '#':
				last = line
			}
		}
		space = !strings.Contains(last, "SpaceAfter=No")
		if text == "" {
			continue
		}
		doc.WriteString(glue)
		doc.WriteString(text)
		glue = ""
		if space {
			glue = " "
		}
	}
	if doc.Len() > 0 {
		docs = append(docs, doc.String())
	}
	return docs
}

// clitic reports whether the treebank writes t as a part of the word before it.
func clitic(t *stages.Token) bool {
	return t.Shape&stages.ShapeSpaceBefore == 0 && (t.Shape&stages.ShapeClitic != 0 || t.Tag == stages.TagPOS)
}

// write writes a sentence.
func write(w *bufio.Writer, work *stages.Work, n int) {
	s := &work.Sentences[n]
	fmt.Fprintf(w, "# text = %s\n", strings.Join(strings.Fields(work.Text(s.Span)), " "))
	for i := s.First; i < s.Last; i++ {
		t := &work.Tokens[i]
		if i+1 < s.Last && clitic(&work.Tokens[i+1]) && !clitic(t) {
			last := i + 1
			for last+1 < s.Last && clitic(&work.Tokens[last+1]) {
				last++
			}
			misc := "_"
			if last+1 < s.Last && work.Tokens[last+1].Shape&stages.ShapeSpaceBefore == 0 {
				misc = "SpaceAfter=No"
			}
			fmt.Fprintf(w, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", i-s.First+1, last-s.First+1, work.Text(work.TokensSpan(i, last+1)), misc)
		}
		head := 0
		if s.State >= stages.StateParsed && t.Head != i {
			head = int(t.Head-s.First) + 1
		}
		lemma := work.Lemma(i)
		if lemma == "" {
			lemma = "_"
		}
		misc := "_"
		if i+1 < s.Last && work.Tokens[i+1].Shape&stages.ShapeSpaceBefore == 0 {
			misc = "SpaceAfter=No"
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t_\t%d\t%s\t_\t%s\n", i-s.First+1, work.TokenText(i), lemma, t.UPOS, t.Tag, head, t.Relation, misc)
	}
	w.WriteByte('\n')
}
