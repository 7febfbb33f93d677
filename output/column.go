package output

import (
	"context"
	"errors"
	"fmt"

	"annals/schemas"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
)

// Texts calls fn with each value of a text column, in order; known is false for
// NULL. Only that column is read from disk.
func (f *Folder) Texts(t schemas.TableID, column string, fn func(s string, known bool)) error {
	paths, err := f.Files(t)
	if err != nil {
		return err
	}
	for _, path := range paths {
		if err := texts(path, f.tables[t].Index(column), fn); err != nil {
			return fmt.Errorf("%s: column %s: %w", path, column, err)
		}
	}
	return nil
}

func texts(path string, column int, fn func(string, bool)) (err error) {
	r, err := file.OpenParquetFile(path, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if column < 0 || column >= r.MetaData().Schema.NumColumns() {
		return errors.New("no such column")
	}
	if r.NumRows() == 0 {
		return nil
	}
	arrows, err := pqarrow.NewFileReader(r, pqarrow.ArrowReadProperties{BatchSize: 4096}, memory.DefaultAllocator)
	if err != nil {
		return err
	}
	reader, err := arrows.GetColumn(context.Background(), column)
	if err != nil {
		return err
	}
	for read := int64(0); read < r.NumRows(); {
		chunked, err := reader.NextBatch(4096)
		if err != nil {
			return err
		}
		if chunked == nil || chunked.Len() == 0 {
			return fmt.Errorf("ends after %d of %d rows", read, r.NumRows())
		}
		for _, chunk := range chunked.Chunks() {
			values, ok := chunk.(*array.String)
			if !ok {
				return fmt.Errorf("is of type %s, not text", chunk.DataType())
			}
			for i := range values.Len() {
				if values.IsNull(i) {
					fn("", false)
				} else {
					fn(string([]byte(values.Value(i))), true)
				}
			}
		}
		read += int64(chunked.Len())
		chunked.Release()
	}
	return nil
}
