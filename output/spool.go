package output

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"annals/schemas"

	"github.com/klauspost/compress/zstd"
)

// spool keeps rows on disk until the whole-batch stages have filled their last
// columns, so that memory does not grow with the number of documents.
type spool struct {
	table  schemas.TableID
	file   *os.File
	zstd   *zstd.Encoder
	w      *bufio.Writer
	buffer []byte
	rows   int
}

func newSpool(t schemas.TableID, path string) (*spool, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("table %s: spool: %w", t, err)
	}
	z, err := zstd.NewWriter(f, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("table %s: spool: %w", t, err), f.Close())
	}
	return &spool{table: t, file: f, zstd: z, w: bufio.NewWriterSize(z, 1<<16)}, nil
}

func (s *spool) add(r schemas.Row) error {
	s.buffer = schemas.AppendBinary(s.buffer[:0], r)
	var head [binary.MaxVarintLen64]byte
	n := binary.PutUvarint(head[:], uint64(len(s.buffer)))
	if _, err := s.w.Write(head[:n]); err != nil {
		return fmt.Errorf("table %s: spool: %w", s.table, err)
	}
	if _, err := s.w.Write(s.buffer); err != nil {
		return fmt.Errorf("table %s: spool: %w", s.table, err)
	}
	s.rows++
	return nil
}

// each reads the rows back, in order. The row is good until the next call.
func (s *spool) each(fn func(n int, r schemas.Row) error) error {
	fail := func(err error) error { return fmt.Errorf("table %s: spool: %w", s.table, err) }
	if err := s.w.Flush(); err != nil {
		return fail(err)
	}
	if err := s.zstd.Close(); err != nil {
		return fail(err)
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return fail(err)
	}
	z, err := zstd.NewReader(s.file, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return fail(err)
	}
	defer z.Close()
	in := bufio.NewReaderSize(z, 1<<16)
	var rows schemas.Rows
	for n := range s.rows {
		size, err := binary.ReadUvarint(in)
		if err != nil {
			return fail(err)
		}
		if uint64(cap(s.buffer)) < size {
			s.buffer = make([]byte, size)
		}
		b := s.buffer[:size]
		if _, err := io.ReadFull(in, b); err != nil {
			return fail(err)
		}
		rows.Truncate(s.table, 0)
		r := rows.Grow(s.table)
		if _, err := schemas.DecodeBinary(b, r); err != nil {
			return fail(err)
		}
		if err := fn(n, r); err != nil {
			return err
		}
	}
	return nil
}

// remove ends the spool and deletes its file.
func (s *spool) remove() error {
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}
