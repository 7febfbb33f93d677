package main

import (
	"strings"
	"testing"
)

const treebank = `# text = The minister said she can't come.
1	The	_	_	_	_	_	_	_	_
2	minister	_	_	_	_	_	_	_	_
3	said	_	_	_	_	_	_	_	_
4	she	_	_	_	_	_	_	_	_
5-6	can't	_	_	_	_	_	_	_	_
5	ca	_	_	_	_	_	_	_	_
6	n't	_	_	_	_	_	_	_	_
7	come	_	_	_	_	_	_	_	SpaceAfter=No
8	.	_	_	_	_	_	_	_	_

`

// Tokens and sentences are kept, and raw text comes out the same way.
func TestConllu(t *testing.T) {
	for _, raw := range []bool{false, true} {
		var out strings.Builder
		if err := run(strings.NewReader(treebank), &out, raw); err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, line := range strings.Split(out.String(), "\n") {
			if c := strings.Split(line, "\t"); len(c) == 10 {
				got = append(got, c[0]+" "+c[1])
				if !strings.Contains(c[0], "-") && (c[2] == "_" || c[3] == "_" || c[4] == "_" || c[6] == "_" || c[7] == "_") {
					t.Errorf("raw %v: %s", raw, line)
				}
			}
		}
		for _, line := range strings.Split(treebank, "\n") {
			if c := strings.Split(line, "\t"); len(c) == 10 {
				want = append(want, c[0]+" "+c[1])
			}
		}
		if g, w := strings.Join(got, "|"), strings.Join(want, "|"); g != w {
			t.Errorf("raw %v:\n got %s\nwant %s", raw, g, w)
		}
	}
}
