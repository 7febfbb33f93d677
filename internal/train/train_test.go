package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals/stages"
)

// treebank is a small treebank of our own, in CoNLL-U.
func treebank() string {
	var b strings.Builder
	for _, subject := range []string{"minister", "farmer", "driver", "nurse"} {
		for _, verb := range []string{"said/say", "knew/know", "heard/hear"} {
			form, lemma, _ := strings.Cut(verb, "/")
			fmt.Fprintf(&b, "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\t%s\t%[1]s\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n3\t%s\t%s\tVERB\tVBD\t_\t0\troot\t_\t_\n"+
				"4-5\tit's\t_\t_\t_\t_\t_\t_\t_\t_\n4\tit\tit\tPRON\tPRP\t_\t6\tnsubj\t_\t_\n5\t's\tbe\tAUX\tVBZ\t_\t6\tcop\t_\t_\n6\tlate\tlate\tADJ\tJJ\t_\t3\tccomp\t_\tSpaceAfter=No\n7\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n", subject, form, lemma)
		}
	}
	return b.String()
}

// Lemmas learnt from a treebank are those of its words.
func TestLemmas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "small.conllu")
	if err := os.WriteFile(path, []byte(treebank()), 0o600); err != nil {
		t.Fatal(err)
	}
	sentences, err := readTreebank(path)
	if err != nil {
		t.Fatal(err)
	}
	l, err := lemmas(sentences, "../../stages/lang/en/irregular.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		word  string
		upos  stages.UPOS
		tag   stages.Tag
		lemma string
	}{{"said", stages.VERB, stages.TagVBD, "say"}, {"Heard", stages.VERB, stages.TagVBD, "hear"}, {"minister", stages.NOUN, stages.TagNN, "minister"}, {"wept", stages.VERB, stages.TagVBD, "weep"}} {
		if got := l.Lemma(c.word, c.upos, c.tag); got != c.lemma {
			t.Errorf("%s: %q, want %q", c.word, got, c.lemma)
		}
	}
}

// What is not there, or is no network, is told.
func TestErrors(t *testing.T) {
	dir := t.TempDir()
	path, network := filepath.Join(dir, "small.conllu"), filepath.Join(dir, "network")
	for name, text := range map[string]string{path: treebank(), network: "nothing of the kind"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, n := range []string{"", network, filepath.Join(dir, "absent")} {
		if err := run(path, path, "../../stages/lang/en/irregular.yaml", n, filepath.Join(dir, "out")); err == nil {
			t.Errorf("network %q: no error", n)
		}
	}
}
