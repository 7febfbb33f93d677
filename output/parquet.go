package output

import (
	"fmt"
	"io"

	"annals/schemas"
	"annals/schemas/columnar"
	"annals/schemas/describe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
)

const (
	// rowGroupRows is the most rows of a row group: DuckDB's own size, which it
	// reads in parallel.
	rowGroupRows = 122_880
	// rowGroupBytes ends a row group early where rows are long (documents with
	// their text), so that neither writer nor reader must hold more.
	rowGroupBytes = 64 << 20
	// batchRows and batchBytes bound the rows gathered before they are encoded.
	batchRows  = 8192
	batchBytes = 1 << 20
	// pageBytes is the size of a data page before compression. Each column of each
	// table holds one while it grows, some 170 in all: with the library's 1 MiB they
	// would be most of the memory of a run.
	pageBytes = 256 << 10
	// bloomBytes is the largest bloom filter: enough for a full row group of
	// different ids at one false answer in a hundred.
	bloomBytes = 256 << 10
	// dictionaryBytes is out of reach for a row group. A dictionary that ran full
	// would fall back to plain pages, and then the footer's list of encodings comes
	// out in the order of a Go map.
	dictionaryBytes = 256 << 20
)

// tableWriter writes the rows of one table to a Parquet file. The bytes depend
// on the rows and the footer only: row groups and batches end by counts of rows
// and bytes, never by time or by who calls.
type tableWriter struct {
	table     *schemas.Table
	schema    *arrow.Schema
	out       io.Writer
	footer    [][2]string
	createdBy string
	file      *pqarrow.FileWriter // nil until the first batch is full
	builder   *columnar.Builder
	rows      int64 // in the file
	group     int   // rows of the row group that is open
	bytes     int   // and their size before encoding
	open      bool
}

// newTableWriter returns a writer for a table. footer is written as key/value
// pairs, in that order.
func newTableWriter(t *schemas.Table, w io.Writer, footer [][2]string, createdBy string) *tableWriter {
	schema := columnar.Schema(t)
	return &tableWriter{table: t, schema: schema, out: w, footer: footer, createdBy: createdBy, builder: columnar.NewBuilder(schema)}
}

// begin opens the file. It waits for the first batch, because only then it is
// known whether the table is small, and the size of a bloom filter must be said
// beforehand: one for a million ids in a table of five rows would be most of it.
func (w *tableWriter) begin(last bool) error {
	props := []parquet.WriterProperty{
		parquet.WithCompression(compress.Codecs.Zstd),
		parquet.WithCompressionLevel(3),
		parquet.WithMaxRowGroupLength(rowGroupRows),
		parquet.WithPageIndexEnabled(true),
		parquet.WithDataPageSize(pageBytes),
		parquet.WithMaxBloomFilterBytes(bloomBytes),
		parquet.WithDictionaryDefault(false),
		parquet.WithDictionaryPageSizeLimit(dictionaryBytes),
		parquet.WithCreatedBy(w.createdBy),
	}
	for i := range w.table.Columns {
		c := &w.table.Columns[i]
		path := c.Name
		if c.Type == describe.List {
			path += ".list.element"
		}
		if c.Repeats || len(c.Values) > 0 {
			props = append(props, parquet.WithDictionaryFor(path, true))
		}
		if !c.Identifier || w.builder.Rows() == 0 {
			continue
		}
		props = append(props, parquet.WithBloomFilterEnabledFor(path, true))
		if last {
			props = append(props, parquet.WithBloomFilterNDVFor(path, int64(w.builder.Rows())))
		} else {
			props = append(props, parquet.WithAdaptiveBloomFilterEnabledFor(path, true))
		}
	}
	file, err := pqarrow.NewFileWriter(w.schema, w.out, parquet.NewWriterProperties(props...), pqarrow.NewArrowWriterProperties(pqarrow.WithStoreSchema()))
	if err != nil {
		return fmt.Errorf("table %s: %w", w.table.Name, err)
	}
	w.file = file
	for _, kv := range w.footer {
		if err := file.AppendKeyValueMetadata(kv[0], kv[1]); err != nil {
			return fmt.Errorf("table %s: %w", w.table.Name, err)
		}
	}
	return nil
}

func (w *tableWriter) add(r schemas.Row) error {
	w.builder.Add(r)
	w.rows++
	w.group++
	if w.builder.Rows() >= batchRows || w.builder.Bytes() >= batchBytes || w.group == rowGroupRows {
		return w.flush(false)
	}
	return nil
}

// flush encodes the gathered rows, and ends the row group where it is full. last
// says that no more rows come.
func (w *tableWriter) flush(last bool) error {
	if w.file == nil {
		if err := w.begin(last); err != nil {
			return err
		}
	}
	if w.builder.Rows() == 0 {
		return nil
	}
	w.bytes += w.builder.Bytes()
	batch := w.builder.Record()
	defer batch.Release()
	if !w.open {
		if err := w.file.NewBufferedRowGroupChecked(); err != nil {
			return fmt.Errorf("table %s: %w", w.table.Name, err)
		}
		w.open = true
	}
	if err := w.file.WriteBuffered(batch); err != nil {
		return fmt.Errorf("table %s: %w", w.table.Name, err)
	}
	if w.group >= rowGroupRows || w.bytes >= rowGroupBytes {
		w.group, w.bytes, w.open = 0, 0, false
	}
	return nil
}

// close writes the footer.
func (w *tableWriter) close() error {
	err := w.flush(true)
	if w.file != nil {
		if cerr := w.file.Close(); err == nil && cerr != nil {
			err = fmt.Errorf("table %s: %w", w.table.Name, cerr)
		}
	}
	w.builder.Release()
	return err
}
