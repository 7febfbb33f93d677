package main

import (
	"testing"

	"annals/stages"
	"annals/stages/segment"
	"annals/stages/syntax/model"
)

// Words of one sort have one kind, and WordNet's parts of speech are found
// however a word is written.
func TestVocabulary(t *testing.T) {
	v, err := readVocabulary("clusters/words.txt.gz")
	if err != nil {
		t.Fatal(err)
	}
	find := func(s string) uint64 {
		var w model.Word
		token := segment.Describe(s, 0, len(s), stages.Shape(0))
		w.Describe(s, &token, false)
		return v.Find(w.Form)
	}
	kind := func(s string) uint64 { return find(s) >> model.FineBits & (1<<model.KindBits - 1) }
	const noun, proper, verb, adverb = 1, 2, 4, 16
	for word, bit := range map[string]uint64{"Harvest": noun, "lisbon": proper, "CONCEDE": verb, "hastily": adverb} {
		if find(word)>>(model.FineBits+model.KindBits)&bit == 0 {
			t.Errorf("%s: no bit %d", word, bit)
		}
	}
	if kind("Monday") != kind("thursday") || kind("monday") == kind("hastily") {
		t.Error("kinds do not follow the words")
	}
	if find("zzyxvqw") != 0 {
		t.Error("a word that is none is known")
	}
}

// A file that is not there or not what it should be is told.
func TestVocabularyErrors(t *testing.T) {
	if _, err := readVocabulary("absent.txt.gz"); err == nil {
		t.Error("no error for an absent file")
	}
	if _, err := readVocabulary("vocabulary_test.go"); err == nil {
		t.Error("no error for a file that is no gzip")
	}
	if v, err := readVocabulary(""); err != nil || v.Find(12345) != 0 {
		t.Error("no vocabulary: ", err)
	}
}
