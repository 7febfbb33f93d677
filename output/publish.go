package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// hiddenName is the name of the folder in which base is written by a process.
func hiddenName(base string, pid int) string { return "." + base + ".annals-" + strconv.Itoa(pid) }

// removeStale deletes what processes that are no more have left behind. It does
// its best: what cannot be deleted is in nobody's way.
func removeStale(parent, base string) {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	prefix := "." + base + ".annals-"
	for _, e := range entries {
		pid, err := strconv.Atoi(strings.TrimPrefix(e.Name(), prefix))
		if strings.HasPrefix(e.Name(), prefix) && err == nil && pid != os.Getpid() && !alive(pid) {
			_ = os.RemoveAll(filepath.Join(parent, e.Name()))
		}
	}
}

// publish puts the hidden folder in the place of the old one.
func (p *Publisher) publish() error {
	if err := syncDir(p.hidden); err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	_, err := os.Lstat(p.dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if err := os.Rename(p.hidden, p.dir); err != nil {
			return fmt.Errorf("publish: %w", err)
		}
		p.hidden = ""
	case err != nil:
		return fmt.Errorf("publish: %w", err)
	default:
		if err := replaceable(p.dir); err != nil {
			return err
		}
		// Now the old folder is the hidden one.
		if err := exchange(p.hidden, p.dir); err != nil {
			return fmt.Errorf("publish: %w", err)
		}
		if err := p.carryOver(); err != nil {
			return err
		}
		if err := os.RemoveAll(p.hidden); err != nil {
			return fmt.Errorf("publish: the new tables are in place, but the old ones could not be deleted: %w", err)
		}
		p.hidden = ""
	}
	if err := syncDir(filepath.Dir(p.dir)); err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	return nil
}

// carryOver moves what others have put into the old folder (a notebook, a
// database) into the new one: publishing replaces our files and no others.
func (p *Publisher) carryOver() error {
	m, err := ReadManifest(p.hidden)
	if errors.Is(err, os.ErrNotExist) { // an empty folder was replaced
		return nil
	}
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	ours := []string{ManifestName}
	for _, f := range m.Files {
		ours = append(ours, f.Name)
	}
	entries, err := os.ReadDir(p.hidden)
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	for _, e := range entries {
		if slices.Contains(ours, e.Name()) {
			continue
		}
		to := filepath.Join(p.dir, e.Name())
		if _, err := os.Lstat(to); err == nil {
			continue // the new run wrote it again
		}
		if err := os.Rename(filepath.Join(p.hidden, e.Name()), to); err != nil {
			return fmt.Errorf("publish: keep %s: %w", e.Name(), err)
		}
	}
	return nil
}

// exchangeByRename is two renames: between them there is no folder for a moment.
// Where the second fails the first is taken back.
func exchangeByRename(a, b string) error {
	aside := a + ".old"
	if err := os.Rename(b, aside); err != nil {
		return err
	}
	if err := os.Rename(a, b); err != nil {
		return errors.Join(err, os.Rename(aside, b))
	}
	return os.Rename(aside, a)
}
