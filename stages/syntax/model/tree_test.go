package model

import (
	"math/rand/v2"
	"testing"
)

// total is the sum of a tree's arcs, and whether it is one with a single root.
func total(scores []int32, n, stride int, heads []int32) (int64, bool) {
	sum, roots := int64(0), 0
	for i, h := range heads[:n] {
		sum += int64(scores[i*stride+int(h)])
		if int(h) == n {
			roots++
		}
		at, steps := int32(i), 0
		for int(at) != n {
			if at = heads[at]; steps > n {
				return 0, false
			}
			steps++
		}
	}
	return sum, roots == 1
}

// best is the greatest sum by trying all heads.
func best(scores []int32, n, stride int) int64 {
	heads := make([]int32, n)
	top, found := int64(0), false
	for {
		if s, ok := total(scores, n, stride, heads); ok && (!found || s > top) {
			top, found = s, true
		}
		i := 0
		for ; i < n; i++ {
			if heads[i]++; int(heads[i]) <= n {
				break
			}
			heads[i] = 0
		}
		if i == n {
			return top
		}
	}
}

// The tree found is the best of all with one root.
func TestTree(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	var f treeFinder
	for round := range 6000 {
		n := 1 + round%5
		most := []int32{2, 5, 1000, 1<<30 - 1}[r.IntN(4)]
		stride := n + 1 + r.IntN(3)
		scores := make([]int32, n*stride)
		for i := range scores {
			scores[i] = r.Int32N(2*most+1) - most
		}
		heads := make([]int32, n)
		f.find(scores, n, stride, heads)
		got, ok := total(scores, n, stride, heads)
		if want := best(scores, n, stride); !ok || got != want {
			t.Fatalf("%d words, %v: %v, a tree: %v, sum %d, want %d", n, scores, heads, ok, got, want)
		}
	}
}

// ring is scores that make words run in circles within circles.
func ring(n int) []int32 {
	scores := make([]int32, n*(n+1))
	for i := range n {
		for j := range n + 1 {
			scores[i*(n+1)+j] = -int32((i - j) * (i - j))
		}
		scores[i*(n+1)+n] = 1 << 20
	}
	return scores
}

// Long sentences keep the bound: a tree with one root, from any scores.
func TestTreeLong(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	var f treeFinder
	for _, n := range []int{100, 500} {
		random := make([]int32, n*(n+1))
		for i := range random {
			random[i] = r.Int32N(100)
		}
		for _, scores := range [][]int32{ring(n), random, make([]int32, n*(n+1))} {
			heads := make([]int32, n)
			f.find(scores, n, n+1, heads)
			if _, ok := total(scores, n, n+1, heads); !ok {
				t.Fatalf("%d words: no tree", n)
			}
		}
	}
}

func FuzzTree(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6})
	f.Add([]byte{0, 255, 0, 255, 7, 0, 255, 0, 255, 0, 255, 0})
	var finder treeFinder
	f.Fuzz(func(t *testing.T, b []byte) {
		n := 1
		for (n+1)*(n+2) <= len(b) && n < 5 {
			n++
		}
		scores := make([]int32, n*(n+1))
		for i := range min(len(scores), len(b)) {
			scores[i] = int32(b[i]) - 128
		}
		heads := make([]int32, n)
		finder.find(scores, n, n+1, heads)
		if got, ok := total(scores, n, n+1, heads); !ok || got != best(scores, n, n+1) {
			t.Fatalf("%v: %v", scores, heads)
		}
	})
}

func BenchmarkTree(b *testing.B) {
	const n = 25
	var f treeFinder
	r := rand.New(rand.NewPCG(8, 8))
	scores := make([]int32, n*(n+1))
	for i := range scores {
		scores[i] = r.Int32N(1000) // many circles: the slow way
	}
	heads := make([]int32, n)
	for b.Loop() {
		f.find(scores, n, n+1, heads)
	}
}
