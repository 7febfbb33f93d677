package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"annals/schemas"
	"annals/schemas/columnar"

	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
)

// Folder is a published folder, open for reading.
type Folder struct {
	Dir      string
	Manifest *Manifest
	tables   []schemas.Table
}

// OpenFolder opens a published folder.
func OpenFolder(dir string) (*Folder, error) {
	m, err := ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	tables, err := schemas.Load()
	if err != nil {
		return nil, err
	}
	return &Folder{Dir: dir, Manifest: m, tables: tables}, nil
}

var shard = regexp.MustCompile(`^-\d{5}-of-\d{5}$`)

// Files are the files of a table, in order: one, or its shards.
func (f *Folder) Files(t schemas.TableID) ([]string, error) {
	paths, err := filepath.Glob(filepath.Join(escapeGlob(f.Dir), t.String()+"*.parquet"))
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", t, err)
	}
	paths = slices.DeleteFunc(paths, func(p string) bool {
		middle := filepath.Base(p)[len(t.String()):]
		middle = middle[:len(middle)-len(".parquet")]
		return middle != "" && !shard.MatchString(middle)
	})
	if len(paths) == 0 {
		return nil, fmt.Errorf("table %s: no file %s.parquet in %s: %w", t, t, f.Dir, os.ErrNotExist)
	}
	slices.Sort(paths)
	return paths, nil
}

// escapeGlob makes a folder's name mean itself in a pattern.
func escapeGlob(dir string) string {
	var b []byte
	for i := 0; i < len(dir); i++ {
		if c := dir[i]; c == '*' || c == '?' || c == '[' || c == '\\' && os.PathSeparator != '\\' {
			b = append(b, '\\')
		}
		b = append(b, dir[i])
	}
	return string(b)
}

// Count is the number of rows of a table by the footers of its files.
func (f *Folder) Count(t schemas.TableID) (int64, error) {
	paths, err := f.Files(t)
	if err != nil {
		return 0, err
	}
	n := int64(0)
	for _, path := range paths {
		r, err := file.OpenParquetFile(path, false)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", path, err)
		}
		n += r.NumRows()
		if err := r.Close(); err != nil {
			return 0, fmt.Errorf("%s: %w", path, err)
		}
	}
	return n, nil
}

// Footer is the key/value pairs of a table's (first) file.
func (f *Folder) Footer(t schemas.TableID) (map[string]string, error) {
	paths, err := f.Files(t)
	if err != nil {
		return nil, err
	}
	r, err := file.OpenParquetFile(paths[0], false)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", paths[0], err)
	}
	kv := r.MetaData().KeyValueMetadata()
	m := map[string]string{}
	for i, k := range kv.Keys() {
		m[k] = kv.Values()[i]
	}
	return m, r.Close()
}

// Each calls fn with each row of a table, in order. The row is fn's to keep
// until fn returns; its strings live on.
func (f *Folder) Each(t schemas.TableID, fn func(schemas.Row) error) error {
	paths, err := f.Files(t)
	if err != nil {
		return err
	}
	for _, path := range paths {
		if err := f.eachOf(path, t, fn); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

func (f *Folder) eachOf(path string, t schemas.TableID, fn func(schemas.Row) error) (err error) {
	r, err := file.OpenParquetFile(path, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	arrows, err := pqarrow.NewFileReader(r, pqarrow.ArrowReadProperties{BatchSize: 4096}, memory.DefaultAllocator)
	if err != nil {
		return err
	}
	schema, err := arrows.Schema()
	if err != nil {
		return err
	}
	if err := columnar.Same(&f.tables[t], schema); err != nil {
		return err
	}
	if r.NumRows() == 0 {
		return nil
	}
	records, err := arrows.GetRecordReader(context.Background(), nil, nil)
	if err != nil {
		return err
	}
	defer records.Release()
	var rows schemas.Rows
	for {
		batch, err := records.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		values, err := columnar.NewReader(&f.tables[t], batch)
		if err != nil {
			return err
		}
		for i := range int(batch.NumRows()) {
			values.Seek(i)
			rows.Truncate(t, 0)
			row := rows.Grow(t)
			row.Take(values)
			if err := fn(row); err != nil {
				return err
			}
		}
	}
}

// Read reads whole tables into rows; no tables named means all.
func (f *Folder) Read(rows *schemas.Rows, tables ...schemas.TableID) error {
	if len(tables) == 0 {
		for t := range schemas.NumTables {
			tables = append(tables, t)
		}
	}
	for _, t := range tables {
		err := f.Each(t, func(r schemas.Row) error {
			schemas.CopyRow(rows.Grow(t), r)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
