// Package output writes the tables of a run as a folder of Parquet files with
// everything a reader needs beside them, publishes the folder in one step, and
// reads such folders back.
//
// Rows come complete and in document order, in batches of any size, and go
// straight into their files, in a hidden folder beside the target. Commit closes and checks the
// files and exchanges the folders: a folder that exists is whole, and a run that
// fails leaves the old one as it was. No clock and no name of a machine goes into
// any file, so the same rows give the same bytes.
package output

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"annals/schemas"
)

// Publisher writes one folder. It belongs to one goroutine. After an error only
// Abort may be called.
type Publisher struct {
	dir     string // the folder to publish
	hidden  string // where it is written
	meta    Meta
	tables  []schemas.Table
	writers []*outFile
	files   []File // side files added
}

// outFile is a table's file with its writer.
type outFile struct {
	file   *os.File
	buffer *bufio.Writer
	digest hash.Hash
	size   int64
	table  *tableWriter
}

func (f *outFile) Write(b []byte) (int, error) {
	n, err := f.buffer.Write(b)
	f.digest.Write(b[:n])
	f.size += int64(n)
	return n, err
}

// Open prepares the hidden folder beside dir. A folder dir that holds something
// other than annals tables is refused: publishing would replace it.
func Open(dir string, meta Meta) (*Publisher, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	if err := replaceable(dir); err != nil {
		return nil, err
	}
	parent, base := filepath.Split(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	removeStale(parent, base)
	p := &Publisher{dir: dir, hidden: filepath.Join(parent, hiddenName(base, os.Getpid())), meta: meta}
	if p.tables, err = schemas.Load(); err != nil {
		return nil, err
	}
	if err := os.RemoveAll(p.hidden); err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	if err := os.Mkdir(p.hidden, 0o755); err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	p.writers = make([]*outFile, len(p.tables))
	for i := range p.tables {
		if err := p.open(schemas.TableID(i)); err != nil {
			p.Abort()
			return nil, err
		}
	}
	return p, nil
}

// replaceable reports why dir must not be replaced: it holds something, and that
// is not a published folder.
func replaceable(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("output folder: %w", err)
	}
	if _, err := ReadManifest(dir); err != nil {
		return fmt.Errorf("output folder %s holds other things than annals tables; choose another one or empty it", dir)
	}
	return nil
}

func (p *Publisher) open(t schemas.TableID) error {
	f, err := os.Create(filepath.Join(p.hidden, t.String()+".parquet"))
	if err != nil {
		return fmt.Errorf("table %s: %w", t, err)
	}
	out := &outFile{file: f, buffer: bufio.NewWriterSize(f, 1<<16), digest: sha256.New()}
	footer := [][2]string{
		{"annals.table", t.String()},
		{"annals.schema_version", schemas.VersionString()},
		{"annals.tool_version", p.meta.ToolVersion},
		{"annals.config_digest", p.meta.ConfigDigest},
		{"annals.rules_digest", p.meta.RulesDigest},
	}
	out.table = newTableWriter(&p.tables[t], out, footer, "annals "+p.meta.ToolVersion)
	p.writers[t] = out
	return nil
}

// Write takes rows of any tables, complete and in their order in the tables.
// Rows are not kept.
func (p *Publisher) Write(rows *schemas.Rows) error {
	for t := range schemas.NumTables {
		for i := range rows.Len(t) {
			if err := p.writers[t].table.add(rows.Row(t, i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// AddFile adds a side file of the caller's. volatile says that it may differ
// between equal runs (run.json): it is then not listed in the manifest.
func (p *Publisher) AddFile(name string, data []byte, volatile bool) error {
	if err := writeFile(filepath.Join(p.hidden, name), data); err != nil {
		return fmt.Errorf("file %s: %w", name, err)
	}
	if !volatile {
		sum := sha256.Sum256(data)
		p.files = append(p.files, File{Name: name, Bytes: int64(len(data)), SHA256: hex.EncodeToString(sum[:])})
	}
	return nil
}

// writeFile writes a file and waits until it is on disk.
func writeFile(path string, data []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// Commit closes the tables, writes the side files and the manifest, checks the
// folder and puts it in the place of the old one.
func (p *Publisher) Commit() (*Manifest, error) {
	m, err := p.commit()
	if err != nil {
		p.Abort()
		return nil, err
	}
	return m, nil
}

func (p *Publisher) commit() (*Manifest, error) {
	m := &Manifest{Format: manifestFormat, SchemaVersion: schemas.VersionString(), Meta: p.meta}
	for t, w := range p.writers {
		file, err := w.close()
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", p.tables[t].Name, err)
		}
		file.Table = p.tables[t].Name
		m.Files = append(m.Files, file)
		p.writers[t] = nil
	}
	for _, side := range sideFiles {
		data, err := side.make(p.tables, m)
		if err != nil {
			return nil, fmt.Errorf("file %s: %w", side.name, err)
		}
		if err := p.AddFile(side.name, data, false); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(p.files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	m.Files = append(m.Files, p.files...)
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("file %s: %w", ManifestName, err)
	}
	if err := writeFile(filepath.Join(p.hidden, ManifestName), append(b, '\n')); err != nil {
		return nil, fmt.Errorf("file %s: %w", ManifestName, err)
	}
	if err := p.check(m); err != nil {
		return nil, err
	}
	return m, p.publish()
}

func (f *outFile) close() (File, error) {
	err := f.table.close()
	if err == nil {
		err = f.buffer.Flush()
	}
	if err == nil {
		err = f.file.Sync()
	}
	name := filepath.Base(f.file.Name())
	err = errors.Join(err, f.file.Close())
	return File{Name: name, Rows: f.table.rows, Bytes: f.size, SHA256: hex.EncodeToString(f.digest.Sum(nil))}, err
}

// check reads the tables' footers back before anybody else can.
func (p *Publisher) check(m *Manifest) error {
	folder, err := OpenFolder(p.hidden)
	if err != nil {
		return err
	}
	for t := range schemas.NumTables {
		n, err := folder.Count(t)
		if err != nil {
			return err
		}
		if n != m.Rows(t) {
			return fmt.Errorf("table %s: %d rows in the file, %d written", t, n, m.Rows(t))
		}
	}
	return nil
}

// Abort gives everything up and leaves the old folder as it was. It may be
// called more than once, and after Commit, when it does nothing.
func (p *Publisher) Abort() {
	for i, w := range p.writers {
		if w != nil {
			w.table.builder.Release()
			_ = w.file.Close() // the file is deleted next
			p.writers[i] = nil
		}
	}
	if p.hidden != "" {
		_ = os.RemoveAll(p.hidden)
	}
	p.hidden = ""
}

var _ io.Writer = (*outFile)(nil)
