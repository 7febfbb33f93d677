package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"annals/stages"
	"annals/stages/segment"
)

// sentence is a sentence of the treebank as the system sees it, with its answers.
type sentence struct {
	text   string
	tokens []stages.Token // without answers
	gold   []answer
}

type answer struct {
	upos  stages.UPOS
	tag   stages.Tag
	head  int32 // from 0; the number of tokens for the root
	label stages.Relation
	lemma string
}

// readTreebank reads CoNLL-U, gzipped or not.
func readTreebank(path string) ([]sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	b, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []sentence
	for n, block := range strings.Split(string(b), "\n\n") {
		s, err := readSentence(block)
		if err != nil {
			return nil, fmt.Errorf("%s: sentence %d: %w", path, n+1, err)
		}
		if len(s.tokens) > 0 {
			out = append(out, s)
		}
	}
	return out, nil
}

func readSentence(block string) (s sentence, err error) {
	var text strings.Builder
	type span struct{ start, end int }
	var spans []span
	var spaced []bool
	space, until := true, 0 // until: last word of the current multiword token
	for _, line := range strings.Split(block, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 10 {
			return s, fmt.Errorf("%d columns", len(c))
		}
		if strings.Contains(c[0], ".") {
			continue
		}
		after := !strings.Contains(c[9], "SpaceAfter=No")
		if _, last, ok := strings.Cut(c[0], "-"); ok {
			until, _ = strconv.Atoi(last)
			if space && text.Len() > 0 {
				text.WriteByte(' ')
			}
			spaced = append(spaced, space) // taken back by the first word
			space = after
			continue
		}
		id, err := strconv.Atoi(c[0])
		if err != nil {
			return s, err
		}
		switch {
		case id <= until && len(spaced) > len(spans): // counted with the first word of the token
		case id <= until:
			spaced = append(spaced, false)
		default:
			before := space
			spaced = append(spaced, before)
			if before && text.Len() > 0 {
				text.WriteByte(' ')
			}
			space = after
		}
		start := text.Len()
		text.WriteString(c[1])
		spans = append(spans, span{start, text.Len()})
		head, err := strconv.Atoi(c[6])
		if err != nil {
			return s, err
		}
		s.gold = append(s.gold, answer{stages.ParseUPOS(c[3]), stages.ParseTag(c[4]), int32(head - 1), stages.ParseRelation(c[7]), c[2]})
	}
	s.text = text.String()
	for i, sp := range spans {
		before := stages.Shape(0)
		if spaced[i] {
			before = stages.ShapeSpaceBefore
		}
		if i == 0 {
			before |= stages.ShapeSentenceStart
		}
		s.tokens = append(s.tokens, segment.Describe(s.text, sp.start, sp.end, before))
		if s.gold[i].head < 0 {
			s.gold[i].head = int32(len(spans))
		}
	}
	return s, nil
}
