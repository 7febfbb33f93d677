package output

import (
	"errors"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders in one step, so that there is no moment without a
// whole folder; on file systems that cannot do that, in two.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EINVAL) {
		return exchangeByRename(a, b)
	}
	return err
}
