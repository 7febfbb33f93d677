package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"

	"annals/stages"
)

// document is one document of a treebank with its tokens and the gold names.
type document struct {
	work *stages.Work
	gold []name
	tags []string
}

type name struct {
	first, last int32
	kind        stages.NameKind
}

// readIOB reads a file of Universal NER: columns number, word, tag; a "# text ="
// line before each sentence, "# newdoc" before each document.
func readIOB(path string) ([]*document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return parseIOB(f)
}

func parseIOB(f io.Reader) ([]*document, error) {
	var docs []*document
	var text strings.Builder
	var doc *document
	var line string
	var words, tags []string
	flush := func() {
		if len(words) == 0 {
			return
		}
		if doc == nil {
			doc = &document{work: &stages.Work{}}
			docs = append(docs, doc)
		}
		w := doc.work
		base := text.Len()
		text.WriteString(line)
		text.WriteString("\n")
		at := 0
		first := int32(len(w.Tokens))
		for i, word := range words {
			k := strings.Index(line[at:], word)
			if k < 0 {
				k = 0
				word = word[:min(len(word), len(line)-at)]
			}
			start := at + k
			w.Tokens = append(w.Tokens, token(word, int32(base+start), k > 0 || i == 0, i == 0))
			at = start + len(word)
		}
		last := int32(len(w.Tokens))
		for i := first; i < last; {
			if !strings.HasPrefix(tags[i-first], "B-") {
				i++
				continue
			}
			kind := map[string]stages.NameKind{"PER": stages.Person, "ORG": stages.Organisation, "LOC": stages.Place}[tags[i-first][2:]]
			j := i + 1
			for j < last && tags[j-first] == "I-"+tags[i-first][2:] {
				j++
			}
			doc.gold = append(doc.gold, name{i, j, kind})
			i = j
		}
		doc.tags = append(doc.tags, tags...)
		w.Sentences = append(w.Sentences, stages.Sentence{Span: stages.Span{Start: int32(base), End: int32(base + len(line))}, First: first, Last: last})
		words, tags = nil, nil
	}
	end := func() {
		flush()
		if doc != nil {
			doc.work.Doc = &stages.Document{Text: text.String(), Language: "en"}
		}
		doc = nil
		text.Reset()
	}
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		l := scan.Text()
		switch {
		case l == "":
			flush()
		case strings.HasPrefix(l, "# newdoc"):
			end()
		case strings.HasPrefix(l, "# text = "):
			line = l[len("# text = "):]
		case strings.HasPrefix(l, "#"):
		default:
			c := strings.Split(l, "\t")
			words = append(words, c[1])
			tags = append(tags, c[2])
		}
	}
	end()
	return docs, scan.Err()
}

func token(word string, start int32, space, first bool) stages.Token {
	t := stages.Token{Span: stages.Span{Start: start, End: start + int32(len(word))}, Key: stages.FoldKey(word)}
	letters, upper := 0, 0
	for _, r := range word {
		if s := string(r); strings.ToLower(s) != strings.ToUpper(s) {
			letters++
			if s != strings.ToLower(s) {
				upper++
				if letters == 1 {
					t.Shape |= stages.ShapeCapital
				}
			}
		}
	}
	switch {
	case word == "":
	case word[0] >= '0' && word[0] <= '9':
		t.Class = stages.ClassNumber
	case letters == 0 && strings.ContainsAny(word, "\"'`“”‘’"):
		t.Class = stages.ClassQuote
	case letters == 0:
		t.Class = stages.ClassPunctuation
	case strings.Contains(word, "@") || strings.Contains(word, "://"):
		t.Class = stages.ClassOther
	}
	if upper >= 2 && upper == letters {
		t.Shape |= stages.ShapeAllCaps
	}
	if strings.ContainsAny(word, "0123456789") {
		t.Shape |= stages.ShapeDigit
	}
	if strings.Contains(word, "-") {
		t.Shape |= stages.ShapeHyphen
	}
	if (word == "'s" || word == "n't" || word == "’s" || strings.HasPrefix(word, "'")) && len(word) > 1 {
		t.Shape |= stages.ShapeClitic
	}
	if space {
		t.Shape |= stages.ShapeSpaceBefore
	}
	if first {
		t.Shape |= stages.ShapeSentenceStart | stages.ShapeLineBefore
	}
	return t
}

// counts of one kind.
type counts struct{ found, right, gold int }

func (c counts) String() string {
	p, r := float64(c.right)/float64(max(c.found, 1)), float64(c.right)/float64(max(c.gold, 1))
	return fmt.Sprintf("P %.3f R %.3f F %.3f (%d right of %d found, %d gold)", p, r, 2*p*r/max(p+r, 1e-9), c.right, c.found, c.gold)
}

func score(stage stages.Stage, docs []*document, verbose bool) error {
	var by [8]counts
	errors := map[string]int{}
	for _, d := range docs {
		if err := stage.Run(context.Background(), d.work); err != nil {
			return err
		}
		tally(d, &by, errors)
	}
	report(by, errors, verbose)
	return nil
}

func tally(d *document, by *[8]counts, errors map[string]int) {
	w := d.work
	gold := map[name]bool{}
	for _, g := range d.gold {
		gold[g] = true
		by[g.kind].gold++
		by[0].gold++
	}
	for i := range w.Mentions {
		m := &w.Mentions[i]
		if m.Kind != stages.Person && m.Kind != stages.Organisation && m.Kind != stages.Place {
			continue
		}
		by[m.Kind].found++
		by[0].found++
		n := name{m.First, m.Last, m.Kind}
		if gold[n] {
			by[m.Kind].right++
			by[0].right++
			delete(gold, n)
		} else {
			errors["wrong "+kindName(m.Kind)+" "+w.Text(m.Span)+" ["+m.Rule+"] in: "+around(w, m.First, m.Last)]++
		}
	}
	for g := range gold {
		errors["missed "+kindName(g.kind)+" "+w.Text(w.TokensSpan(g.first, g.last))+" in: "+around(w, g.first, g.last)]++
	}
}

func around(w *stages.Work, first, last int32) string {
	s := w.Sentences[w.SentenceAt(w.Tokens[first].Start)]
	return strings.ReplaceAll(w.Text(w.TokensSpan(max(s.First, first-4), min(s.Last, last+4))), "\n", " ")
}

func kindName(k stages.NameKind) string {
	return [...]string{"all", "PER", "ORG", "LOC", "NAT", "ROLE", "TITLE", "PRON"}[k]
}

func report(by [8]counts, errors map[string]int, verbose bool) {
	for _, k := range []stages.NameKind{0, stages.Person, stages.Organisation, stages.Place} {
		fmt.Println(kindName(k), by[k])
	}
	if verbose {
		var list []string
		for e, n := range errors {
			list = append(list, fmt.Sprintf("%s x%d", e, n))
		}
		sort.Strings(list)
		fmt.Println(strings.Join(list, "\n"))
	}
}
