package model

import "testing"

// eachForm runs a test with every form of the loops that the processor has.
func eachForm(t *testing.T, test func(t *testing.T)) {
	defer func(v, w bool) { vector, wide = v, w }(vector, wide)
	if wide {
		t.Run("wide", test)
	}
	if wide = false; vector {
		t.Run("vector", test)
	}
	vector = false
	t.Run("plain", test)
}
