package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"time"
)

// stateFolder is the hidden sibling of an output folder.
func stateFolder(output string) string {
	return filepath.Join(filepath.Dir(output), "."+filepath.Base(output)+".state")
}

// programDigest identifies the program and the options that rows depend on. The
// executable itself is hashed: code, rules and models are all in it.
func programDigest(o Options) (string, error) {
	h := sha256.New()
	path, err := os.Executable()
	if err == nil {
		var f *os.File
		if f, err = os.Open(path); err == nil {
			_, err = io.Copy(h, f)
			f.Close()
		}
	}
	if err != nil {
		return "", fmt.Errorf("read the program itself: %w", err)
	}
	if err := hashOptions(h, o); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)[:10]), nil
}

// hashOptions writes the options that show in rows, and the files they name.
func hashOptions(h io.Writer, o Options) error {
	fmt.Fprintf(h, "%d %q", o.Run.MaxDocumentBytes, o.Dates.NumericOrder)
	for _, name := range append(append([]string{}, o.Figures.Measures...), o.Events.Classes...) {
		text, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("config: %w", err)
		}
		fmt.Fprintf(h, "%q", text)
	}
	return nil
}

// lastRun is what is remembered of a finished run, so that the next one can see
// at once that there is nothing to do.
type lastRun struct {
	Digest    string           // of program, options and the names, sizes and times of inputs
	Files     map[string]int64 // of the published folder
	Manifest  string           // SHA-256 of its manifest.json
	Documents int
	Rejected  int
	Bytes     int64
	Rows      map[string]int
	Verdicts  map[string]int
}

const lastRunFile = "last-run.json"

// inputDigest is "" where the inputs cannot be known beforehand.
func inputDigest(program string, sources []source) string {
	h := sha256.New()
	fmt.Fprintln(h, program)
	for _, s := range sources {
		if s.path == "" && s.problem == nil {
			return ""
		}
		fmt.Fprintf(h, "%q %d %d %v\n", s.uri, s.size, s.modified, s.problem)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// stands reports whether the published folder is what this run would make, and
// fills l if so.
func (l *lastRun) stands(folder, output string) bool {
	text, err := os.ReadFile(filepath.Join(folder, lastRunFile))
	if err != nil {
		return false
	}
	var old lastRun
	if json.Unmarshal(text, &old) != nil || l.Digest == "" || old.Digest != l.Digest {
		return false
	}
	files, manifest, err := published(output)
	if err != nil || manifest != old.Manifest || !maps.Equal(files, old.Files) {
		return false
	}
	*l = old
	return true
}

func (l *lastRun) fill(s *Summary) {
	s.Unchanged = true
	s.Documents, s.Rejected, s.Reused, s.Bytes = l.Documents, l.Rejected, l.Documents+l.Rejected, l.Bytes
	s.Rows, s.Verdicts = l.Rows, l.Verdicts
}

// published lists the files of a folder with their sizes, and the digest of its
// manifest.
func published(output string) (files map[string]int64, manifest string, err error) {
	entries, err := os.ReadDir(output)
	if err != nil {
		return nil, "", err
	}
	files = map[string]int64{}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return nil, "", err
		}
		if e.Name() != runFile {
			files[e.Name()] = info.Size()
		}
	}
	text, err := os.ReadFile(filepath.Join(output, "manifest.json"))
	if err != nil {
		return nil, "", err
	}
	sum := sha256.Sum256(text)
	return files, hex.EncodeToString(sum[:]), nil
}

// save remembers the run; nothing is remembered of standard input.
func (l *lastRun) save(folder, output string, s *Summary) error {
	if l.Digest == "" {
		return nil
	}
	var err error
	if l.Files, l.Manifest, err = published(output); err != nil {
		return err
	}
	l.Documents, l.Rejected, l.Bytes, l.Rows, l.Verdicts = s.Documents, s.Rejected, s.Bytes, s.Rows, s.Verdicts
	return writeJSON(filepath.Join(folder, lastRunFile), l)
}

// runFile is the one file of the output folder that tells the time.
const runFile = "run.json"

func writeRunFile(output string, began time.Time, s *Summary) error {
	return writeJSON(filepath.Join(output, runFile), map[string]any{
		"started": began.UTC().Format(time.RFC3339), "seconds": s.Took.Seconds(),
		"documents": s.Documents, "rejected": s.Rejected, "reused": s.Reused, "bytes": s.Bytes,
		"rows": s.Rows, "verdicts": s.Verdicts,
	})
}

// writeJSON writes a file as a whole: under another name first.
func writeJSON(path string, v any) error {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	fresh := path + ".new"
	if err := os.WriteFile(fresh, append(text, '\n'), 0o644); err != nil {
		return errors.Join(err, os.Remove(fresh))
	}
	return os.Rename(fresh, path)
}
