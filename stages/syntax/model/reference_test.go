package model

import (
	"encoding/json"
	"os"
	"strconv"
	"testing"
)

// The network computes what internal/train/dense/reference.py, written apart from
// it, computes with the same file: scores of the root to the last bit, tags, heads
// and labels. testdata/reference.json has what that gave for sentences of our own:
//
//	go run ./examples/conllu --raw < own.conllu > own.out
//	go run ./internal/train/dense/export -raw own.out -out DIR
//	python3 internal/train/dense/reference.py NETWORK DIR/raw.features own.json 100
//
// with only the fields kept that are read here.
func TestReference(t *testing.T) {
	var sentences []struct {
		Features                         [][]string
		UPOS, Tag, Heads, Relation, Root []int
	}
	b, err := os.ReadFile("testdata/reference.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &sentences); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile("../english.model")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	net := &m.Network
	eachForm(t, func(t *testing.T) {
		for k, s := range sentences {
			n := len(s.Features)
			a := Analysis{vectors: make([][]uint8, len(net.layers)+1)}
			a.vectors[0] = make([]uint8, roundUp(n, blockWords)*net.width)
			a.scores = make([]float32, max(net.width, roundUp(n, blockWords)*net.tags.stride))
			for i, texts := range s.Features {
				var f [FeatureCount]Feature
				for at, text := range texts {
					v, err := strconv.ParseUint(text, 16, 64)
					if err != nil {
						t.Fatal(err)
					}
					f[at] = Feature(v)
				}
				net.vector(&f, a.scores, a.vectors[0][i*net.width:(i+1)*net.width])
			}
			a.reach(net, len(net.layers), n)
			net.tags.times(a.vectors[net.tagLayer+1], n, a.scores)
			a.project = make([]float32, roundUp(n, blockWords)*net.project.stride)
			net.project.times(a.vectors[len(net.layers)], n, a.project)
			var pairs []*tagPair
			for i := range n {
				pairs = append(pairs, net.bestPair(a.scores[i*net.tags.stride:(i+1)*net.tags.stride]))
			}
			a.arcs(net, n)
			roots := make([]int32, n)
			for i := range roots {
				roots[i] = a.sums[i*a.heads.stride+n]
			}
			a.found = make([]int32, n)
			a.tree.find(a.sums, n, a.heads.stride, a.found)
			a.label(net, n)
			for i, h := range a.found {
				relation := 1
				if int(h) == n {
					h = -1
				} else {
					relation = int(net.relations[greatest(a.scores[i*net.labels.stride:][:len(net.relations)])])
				}
				if int(roots[i]) != s.Root[i] || int(pairs[i].upos) != s.UPOS[i] || int(pairs[i].tag) != s.Tag[i] || int(h) != s.Heads[i] || relation != s.Relation[i] {
					t.Errorf("sentence %d, word %d: root %d, tags %v %v, head %d, relation %d; want %d, %d %d, %d, %d",
						k, i, roots[i], pairs[i].upos, pairs[i].tag, h, relation, s.Root[i], s.UPOS[i], s.Tag[i], s.Heads[i], s.Relation[i])
				}
			}
		}
	})
}
