package model

// withoutWide runs a test without the loops of 512 bits; false where the
// processor has none.
func withoutWide(test func()) bool {
	if !wide {
		return false
	}
	wide = false
	defer func() { wide = true }()
	test()
	return true
}
