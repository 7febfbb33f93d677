package main

import (
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"strings"

	"annals/stages"
	"annals/stages/segment"
	"annals/stages/syntax/model"
)

// newLexicon is a table with room for n words.
func newLexicon(n int) model.Lexicon {
	l := model.Lexicon{Bits: 1}
	for 1<<l.Bits < n*3/2 {
		l.Bits++
	}
	l.Mask = 1<<l.Bits - 1
	l.Keys, l.Values = make([]byte, 4<<l.Bits), make([]byte, 4<<l.Bits)
	return l
}

func emptyLexicon() model.Lexicon { return newLexicon(1) }

// put adds a word that is not yet there.
func put(l *model.Lexicon, form uint64, value uint32) {
	x := model.Feat(99, form)
	i := uint32(x >> (64 - l.Bits))
	for binary.LittleEndian.Uint32(l.Keys[4*i:]) != 0 {
		i = (i + 1) & l.Mask
	}
	binary.LittleEndian.PutUint32(l.Keys[4*i:], x.Key())
	binary.LittleEndian.PutUint32(l.Values[4*i:], value)
}

// readVocabulary reads the words made by clusters/clusters.py; no path, none.
func readVocabulary(path string) (model.Vocabulary, error) {
	if path == "" {
		return model.Vocabulary{Lexicon: emptyLexicon()}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return model.Vocabulary{}, err
	}
	defer f.Close()
	in, err := gzip.NewReader(f)
	if err != nil {
		return model.Vocabulary{}, fmt.Errorf("%s: %w", path, err)
	}
	b, err := io.ReadAll(in)
	if err != nil {
		return model.Vocabulary{}, fmt.Errorf("%s: %w", path, err)
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	l := newLexicon(len(lines))
	seen := map[uint64]bool{}
	for n, line := range lines {
		var word string
		var fine, kind, bits uint32
		if _, err := fmt.Sscan(line, &word, &fine, &kind, &bits); err != nil {
			return model.Vocabulary{}, fmt.Errorf("%s: line %d: %w", path, n+1, err)
		}
		var w model.Word
		t := segment.Describe(word, 0, len(word), stages.Shape(0))
		w.Describe(word, &t, false)
		if !seen[w.Form] { // "'s" and the like fold alike
			seen[w.Form] = true
			put(&l, w.Form, fine|kind<<model.FineBits|bits<<(model.FineBits+model.KindBits))
		}
	}
	return model.Vocabulary{Lexicon: l}, nil
}
