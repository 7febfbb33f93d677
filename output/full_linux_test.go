package output

import (
	"os/signal"
	"path/filepath"
	"reflect"
	"testing"

	"annals/internal/specimen"

	"golang.org/x/sys/unix"
)

// TestDiskFull lets no file grow beyond 16 KB: the run fails with an error, the
// old folder stays as it was, nothing is left beside it.
func TestDiskFull(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "data")
	publish(t, dir, specimen.Rows(7, 3), 1)
	before := contents(t, dir)

	var old unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_FSIZE, &old); err != nil {
		t.Skip("no limits on files here:", err)
	}
	signal.Ignore(unix.SIGXFSZ)
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: 16 << 10, Max: old.Max}); err != nil {
		t.Skip("no limits on files here:", err)
	}
	p, err := Open(dir, testMeta)
	if err == nil {
		err = p.Write(specimen.Rows(8, 2000))
		if err == nil {
			_, err = p.Commit()
		}
		p.Abort()
	}
	if rerr := unix.Setrlimit(unix.RLIMIT_FSIZE, &old); rerr != nil {
		t.Fatal(rerr)
	}
	if err == nil {
		t.Error("writing beyond the limit succeeded")
	}
	if !reflect.DeepEqual(before, contents(t, dir)) {
		t.Error("the old folder was changed")
	}
	if left, _ := filepath.Glob(filepath.Join(parent, ".*")); len(left) > 0 {
		t.Error("left behind:", left)
	}
}
