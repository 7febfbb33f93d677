// Package second reads Parquet files with github.com/xitongsys/parquet-go, an
// implementation that shares no code with the one that writes them, and digests
// what it sees. It can panic in a goroutine of its own, which nobody can catch:
// audit runs it in a child process.
package second

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"math"
	"os"
	"strings"

	"github.com/xitongsys/parquet-go/reader"
	"github.com/xitongsys/parquet-go/source"
)

// Report is what was read from the files of one table.
type Report struct {
	Rows    int64    `json:"rows"`
	Columns []Column `json:"columns"`
}

// Column is one column of a table.
type Column struct {
	Name   string `json:"name"`
	Digest string `json:"digest"` // of all values, in order; see Digest
}

// Digest is a digest of the values of a column: for each value a byte that tells
// whether it is NULL, its length or number, its bytes.
type Digest struct {
	h   hash.Hash
	buf []byte
}

// NewDigest returns the digest of no values.
func NewDigest() *Digest { return &Digest{h: sha256.New()} }

// Null adds a NULL.
func (d *Digest) Null() { d.add(append(d.buf[:0], 0)) }

// Text adds a text.
func (d *Digest) Text(s string) {
	b := binary.AppendUvarint(append(d.buf[:0], 1), uint64(len(s)))
	d.add(append(b, s...))
}

// Int adds an integer, a date or (0 or 1) a truth value.
func (d *Digest) Int(v int64) {
	d.add(binary.LittleEndian.AppendUint64(append(d.buf[:0], 2), uint64(v)))
}

// Double adds a number.
func (d *Digest) Double(v float64) {
	d.add(binary.LittleEndian.AppendUint64(append(d.buf[:0], 3), math.Float64bits(v)))
}

// Row begins a row of a list column.
func (d *Digest) Row() { d.add(append(d.buf[:0], 4)) }

func (d *Digest) add(b []byte) { d.h.Write(b); d.buf = b }

// String is the digest in hex.
func (d *Digest) String() string { return hex.EncodeToString(d.h.Sum(nil)) }

// Main reads the files of one table and writes their report as JSON.
func Main(paths []string, out io.Writer) error {
	r, err := Read(paths...)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(out).Encode(r); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// batch is the number of rows read at a time.
const batch = 4096

// Read reads every value of the files of one table, one after the other.
func Read(paths ...string) (*Report, error) {
	report := &Report{}
	var digests []*Digest
	for _, path := range paths {
		if err := read(path, report, &digests); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	for i, d := range digests {
		report.Columns[i].Digest = d.String()
	}
	return report, nil
}

func read(path string, report *Report, digests *[]*Digest) error {
	f, err := open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	p, err := reader.NewParquetColumnReader(f, 1)
	if err != nil {
		return err
	}
	defer p.ReadStop()
	rows := p.GetNumRows()
	for i, in := range p.SchemaHandler.ValueColumns {
		name := p.SchemaHandler.InPathToExPath[in]
		parts := strings.FieldsFunc(name, func(r rune) bool { return r == '\x01' || r == '.' })
		max, err := p.SchemaHandler.MaxDefinitionLevel(strings.Split(in, "\x01"))
		if err != nil || len(parts) < 2 {
			return fmt.Errorf("column %q: %v", name, err)
		}
		if report.Rows == 0 && i == len(*digests) {
			*digests = append(*digests, NewDigest())
			report.Columns = append(report.Columns, Column{Name: parts[1]})
		}
		if i >= len(*digests) || report.Columns[i].Name != parts[1] {
			return fmt.Errorf("column %s is not in the table's first file", parts[1])
		}
		if err := column(p, (*digests)[i], int64(i), rows, max, len(parts) > 2); err != nil {
			return fmt.Errorf("column %s: %w", parts[1], err)
		}
	}
	report.Rows += rows
	return nil
}

// column adds all values of a column to d.
func column(p *reader.ParquetReader, d *Digest, index, rows int64, max int32, list bool) error {
	for read := int64(0); read < rows; {
		values, repeats, levels, err := p.ReadColumnByIndex(index, min(batch, rows-read))
		if err != nil {
			return err
		}
		got := int64(0)
		for i, v := range values {
			if repeats[i] == 0 {
				got++
				if list {
					d.Row()
				}
			}
			if levels[i] < max {
				if !list {
					d.Null()
				}
				continue
			}
			switch v := v.(type) {
			case string:
				d.Text(v)
			case int32:
				d.Int(int64(v))
			case float64:
				d.Double(v)
			case bool:
				n := int64(0)
				if v {
					n = 1
				}
				d.Int(n)
			default:
				return fmt.Errorf("row %d: value of type %T", read+got, v)
			}
		}
		if got == 0 {
			return fmt.Errorf("ends after %d of %d rows", read, rows)
		}
		read += got
	}
	return nil
}

// localFile is the file interface of parquet-go over an os.File.
type localFile struct {
	*os.File
}

func open(path string) (*localFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &localFile{f}, nil
}

// Open opens a file; "" is the same one again.
func (f *localFile) Open(name string) (source.ParquetFile, error) {
	if name == "" {
		name = f.Name()
	}
	return open(name)
}

// Create is never called by a reader.
func (f *localFile) Create(string) (source.ParquetFile, error) {
	return nil, fmt.Errorf("%s is open for reading", f.Name())
}
