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
	"strconv"
	"strings"

	"annals/stages"
	"annals/stages/lang"
	"annals/stages/segment"
	"annals/stages/syntax"
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
	syn, err := syntax.New()
	if err != nil {
		return err
	}
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
			if err := syn.Run(context.Background(), work); err != nil {
				return err
			}
			for n := range work.Sentences {
				work.Parse(n)
				write(w, work, n)
			}
		}
		return w.Flush()
	}
	for n, block := range strings.Split(string(b), "\n\n") {
		if err := replace(w, block, syn, work); err != nil {
			return fmt.Errorf("sentence %d: %w", n+1, err)
		}
	}
	return w.Flush()
}

// replace writes a block of CoNLL-U with the system's answers in place of the
// ones it has.
func replace(w *bufio.Writer, block string, syn stages.Stage, work *stages.Work) error {
	lines := strings.Split(block, "\n")
	doc := &stages.Document{Language: "en"}
	work.Reset(doc)
	var text strings.Builder
	type span struct {
		start, end int
		before     stages.Shape
	}
	var spans []span
	space, inside, until := true, false, 0
	for _, line := range lines {
		c := strings.Split(line, "\t")
		if len(c) != 10 || strings.Contains(c[0], ".") {
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
		id, err := strconv.Atoi(c[0])
		if err != nil {
			return err
		}
		before := stages.Shape(0)
		if space && !inside {
			before = stages.ShapeSpaceBefore
			if id > until && text.Len() > 0 {
				text.WriteByte(' ')
			}
		}
		spans = append(spans, span{text.Len(), text.Len() + len(c[1]), before})
		text.WriteString(c[1])
		if inside = id < until; !inside {
			space = !strings.Contains(c[9], "SpaceAfter=No")
		}
	}
	if len(spans) > 0 {
		doc.Text = text.String()
		for i, s := range spans {
			if i == 0 {
				s.before |= stages.ShapeSentenceStart
			}
			work.Tokens = append(work.Tokens, segment.Describe(doc.Text, s.start, s.end, s.before))
		}
		n := int32(len(spans))
		work.Sentences = append(work.Sentences, stages.Sentence{Span: work.TokensSpan(0, n), Last: n})
		if err := syn.Run(context.Background(), work); err != nil {
			return err
		}
		work.Parse(0)
	}
	i := int32(0)
	for n, line := range lines {
		if c := strings.Split(line, "\t"); len(c) == 10 && !strings.ContainsAny(c[0], "-.") {
			t := &work.Tokens[i]
			c[2], c[3], c[4], c[7], c[8] = work.Lemma(i), t.UPOS.String(), t.Tag.String(), t.Relation.String(), "_"
			if c[2] == "" {
				c[2] = "_"
			}
			c[6] = strconv.Itoa(int(t.Head) + 1)
			if t.Head == i {
				c[6] = "0"
			}
			line = strings.Join(c, "\t")
			i++
		}
		w.WriteString(line)
		if n < len(lines)-1 {
			w.WriteByte('\n')
		}
	}
	if strings.TrimSpace(block) != "" {
		w.WriteString("\n\n")
	}
	return nil
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
