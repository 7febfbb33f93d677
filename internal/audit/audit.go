// Package audit proves a published folder from its files alone: that they are
// the files of the manifest, that their columns are those of the schemas, that
// every row keeps the rules of its table, that keys are unique and references
// whole, that identifiers follow from what they identify, and that the words of
// every row stand in the text at its span. Then every table is read again by a
// second implementation of Parquet, in a child process, and all values compared.
//
// Offsets are checked by counting runes from the start of each text, which shares
// no code with the writer's way of counting.
//
// Memory: the identifiers of the folder (some 40 bytes each) and one document's
// text. All tables are read side by side in document order.
package audit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"annals/internal/audit/second"
	"annals/output"
	"annals/schemas"
)

// Options are what an audit needs.
type Options struct {
	// Second is the command that reads the files of one table (appended as last
	// arguments) with the second implementation and writes a second.Report to standard output; nil
	// leaves that step out.
	Second []string
	// MaxProblems is the most problems that are told; 0 is 100. All are counted.
	MaxProblems int
}

// Report is what an audit found.
type Report struct {
	Dir      string
	Manifest *output.Manifest
	Files    int   // whose hash was compared
	Rows     int64 // checked
	Spans    int64 // whose words were compared with the text
	Links    int64 // references followed
	IDs      int64 // identifiers made again
	Values   int64 // compared with the second reader's
	Problems []Problem
	Total    int // of problems, told or not
}

// Problem is one thing that is not as it should be.
type Problem struct {
	Where   string // file, or table and row
	Rule    string
	Message string
}

func (p Problem) String() string { return p.Where + ": " + p.Message + " [" + p.Rule + "]" }

// Run audits a folder. The error tells that the audit could not be done; what
// is wrong with the folder is in the report.
func Run(ctx context.Context, dir string, o Options) (report *Report, err error) {
	folder, err := output.OpenFolder(dir)
	if err != nil {
		return nil, err
	}
	tables, err := schemas.Load()
	if err != nil {
		return nil, err
	}
	if o.MaxProblems == 0 {
		o.MaxProblems = 100
	}
	a := &auditor{ctx: ctx, options: o, folder: folder, tables: tables, report: &Report{Dir: dir, Manifest: folder.Manifest}}
	defer func() {
		// The Parquet library may panic on damaged files; then the folder is not sound.
		if p := recover(); p != nil {
			a.problem("tables", "read", "reading them failed: %v", p)
			report, err = a.report, nil
		}
	}()
	if v := folder.Manifest.SchemaVersion; v != schemas.VersionString() {
		a.problem(output.ManifestName, "schema_version", "schema version %s; this annals knows %s", v, schemas.VersionString())
	}
	if err := a.files(); err != nil {
		return nil, err
	}
	a.footers()
	if !a.loadKeys() {
		return a.report, nil // a table cannot be read: told already
	}
	if err := a.rows(); err != nil {
		return nil, err
	}
	if len(o.Second) > 0 {
		if err := a.second(); err != nil {
			return nil, err
		}
	}
	return a.report, ctx.Err()
}

type auditor struct {
	ctx     context.Context
	options Options
	folder  *output.Folder
	tables  []schemas.Table
	report  *Report
	keys    [schemas.NumTables]map[id]struct{}
	digests [schemas.NumTables]*columnDigests
}

func (a *auditor) problem(where, rule, format string, args ...any) {
	a.report.Total++
	if len(a.report.Problems) < a.options.MaxProblems {
		a.report.Problems = append(a.report.Problems, Problem{where, rule, fmt.Sprintf(format, args...)})
	}
}

// files compares the folder with the manifest.
func (a *auditor) files() error {
	listed := map[string]bool{output.ManifestName: true}
	for _, f := range a.folder.Manifest.Files {
		listed[f.Name] = true
		size, sum, err := hashFile(a.ctx, filepath.Join(a.folder.Dir, f.Name))
		switch {
		case errors.Is(err, os.ErrNotExist):
			a.problem(f.Name, "files", "the manifest lists it, but it is not there")
		case err != nil:
			return err
		case size != f.Bytes || sum != f.SHA256:
			a.problem(f.Name, "files", "was changed after it was written: %d bytes with SHA-256 %s, the manifest says %d and %s", size, sum, f.Bytes, f.SHA256)
		}
		a.report.Files++
	}
	entries, err := os.ReadDir(a.folder.Dir)
	if err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".parquet") && !listed[e.Name()] {
			a.problem(e.Name(), "files", "is a Parquet file that the manifest does not list")
		}
	}
	return nil
}

func hashFile(ctx context.Context, path string) (size int64, sum string, err error) {
	if err := ctx.Err(); err != nil {
		return 0, "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return 0, "", fmt.Errorf("audit: %w", err)
	}
	h := sha256.New()
	size, err = io.Copy(h, f)
	if err = errors.Join(err, f.Close()); err != nil {
		return 0, "", fmt.Errorf("audit: %w", err)
	}
	return size, hex.EncodeToString(h.Sum(nil)), nil
}

// footers compares row counts and footers with the manifest.
func (a *auditor) footers() {
	for t := range schemas.NumTables {
		n, err := a.folder.Count(t)
		if err != nil {
			a.problem(t.String(), "read", "%v", err)
			continue
		}
		if want := a.folder.Manifest.Rows(t); n != want {
			a.problem(t.String(), "rows", "%d rows, the manifest says %d", n, want)
		}
		footer, err := a.folder.Footer(t)
		if err != nil {
			a.problem(t.String(), "read", "%v", err)
			continue
		}
		m := a.folder.Manifest
		for _, kv := range [][2]string{
			{"annals.table", t.String()},
			{"annals.schema_version", m.SchemaVersion},
			{"annals.tool_version", m.ToolVersion},
			{"annals.config_digest", m.ConfigDigest},
			{"annals.rules_digest", m.RulesDigest},
		} {
			if footer[kv[0]] != kv[1] {
				a.problem(t.String(), "footer", "%s is %q, want %q", kv[0], footer[kv[0]], kv[1])
			}
		}
	}
}

// second compares what the second reader saw with what rows saw.
func (a *auditor) second() error {
	for t := range schemas.NumTables {
		if err := a.ctx.Err(); err != nil {
			return err
		}
		paths, err := a.folder.Files(t)
		if err != nil {
			return err
		}
		report, err := a.readSecond(paths)
		if err != nil {
			a.problem(filepath.Base(paths[0]), "second reader", "%v", err)
			continue
		}
		own := a.digests[t]
		if report.Rows != own.rows || len(report.Columns) != len(own.columns) {
			a.problem(t.String(), "second reader", "reads %d rows of %d columns, want %d of %d", report.Rows, len(report.Columns), own.rows, len(own.columns))
			continue
		}
		for i, c := range report.Columns {
			if name := a.tables[t].Columns[i].Name; c.Name != name {
				a.problem(t.String(), "second reader", "reads column %s where %s is", c.Name, name)
			} else if c.Digest != own.columns[i].String() {
				a.problem(t.String()+"."+name, "second reader", "reads other values")
			}
		}
		a.report.Values += report.Rows * int64(len(report.Columns))
	}
	return nil
}

func (a *auditor) readSecond(paths []string) (*second.Report, error) {
	args := append(append([]string{}, a.options.Second[1:]...), paths...)
	cmd := exec.CommandContext(a.ctx, a.options.Second[0], args...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		message, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		return nil, fmt.Errorf("gave up: %w: %s", err, message)
	}
	var r second.Report
	if err := json.Unmarshal(out, &r); err != nil {
		return nil, fmt.Errorf("gave no report: %w", err)
	}
	return &r, nil
}
