//go:build unix

package output

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// alive reports whether a process of that number runs.
func alive(pid int) bool {
	err := unix.Kill(pid, 0)
	return err == nil || errors.Is(err, unix.EPERM)
}

// syncDir waits until the names in a folder are on disk.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) { // file systems that know no such thing
		err = nil
	}
	return errors.Join(err, d.Close())
}
