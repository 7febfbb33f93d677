package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
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

// The same treebank, flags and seed make the same bytes; another seed does not.
func TestReproducible(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "small.conllu")
	if err := os.WriteFile(path, []byte(treebank()), 0o600); err != nil {
		t.Fatal(err)
	}
	trained := func(seed uint64) []byte {
		t.Helper()
		out := filepath.Join(dir, fmt.Sprint(seed))
		o := options{
			seed: seed, tagUnits: 32, parseUnits: 32, tagRows: 5000, parseRows: 5000, tagEpochs: 2, parseEpochs: 2, tagRate: 0.05, parseRate: 0.05,
			tagAtLeast: 2, parseAtLeast: 2, folds: 2, foldEpochs: 1, tagEncode: 32, parseEncode: 32, tagEncodeRows: 500, parseEncodeRows: 500, layers: 2,
			tagDrop: 0.2, parseDrop: 0.2, encodeDrop: 0.2, fskip: 0.1, tagSkip: 0.1, tagForget: 1, parseForget: 1,
		}
		if err := run(path, path, "clusters/words.txt.gz", "../../stages/lang/en/irregular.yaml", out, "", "", o); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first := trained(1)
	if !bytes.Equal(first, trained(1)) {
		t.Error("the same seed made another model")
	}
	if bytes.Equal(first, trained(2)) {
		t.Error("another seed made the same model")
	}
}
