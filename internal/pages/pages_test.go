package pages

import "testing"

func TestMake(t *testing.T) {
	for _, n := range []int{0, 1, 1000, 1 << 18, 3<<20 + 5} {
		b, w := Make[uint8](n), Make[uint64](n)
		if len(b) != n || len(w) != n {
			t.Fatalf("lengths %d and %d, want %d", len(b), len(w), n)
		}
		for i := range w {
			if b[i] != 0 || w[i] != 0 {
				t.Fatalf("%d of %d is not zero", i, n)
			}
			w[i] = 1
		}
	}
}
