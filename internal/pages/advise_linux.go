package pages

import "syscall"

// advise asks for huge pages. It is a hint: an error says that there are none.
func advise(b []byte) {
	const hugePages = 14 // MADV_HUGEPAGE
	_ = syscall.Madvise(b, hugePages)
}
