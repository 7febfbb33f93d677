// Package pages allocates large tables that are read at random. On pages of the
// usual 4 KB such a read mostly costs a walk through the page tables as well; the
// system is asked to back them by huge pages (2 MB), where it can.
package pages

import "unsafe"

const huge = 2 << 20

// Make is make([]T, n) for large n. T must hold no pointer. Where huge pages are
// not to be had, it is just that.
func Make[T uint8 | uint16 | uint64](n int) []T {
	var x T
	size := n * int(unsafe.Sizeof(x))
	if size < huge/4 {
		return make([]T, n)
	}
	// Whole huge pages around the table, so that its edges profit too.
	whole := (size + huge - 1) / huge * huge
	b := make([]byte, whole+huge)
	at := int(-uintptr(unsafe.Pointer(unsafe.SliceData(b))) & (huge - 1))
	b = b[at : at+whole]
	advise(b)
	return unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(b))), n)
}
