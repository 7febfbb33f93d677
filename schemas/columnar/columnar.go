// Package columnar is the Arrow form of the tables: schema, rows to record
// batches, record batches to rows. With package output it is the only place
// that knows Arrow.
package columnar

import (
	"fmt"

	"annals/schemas"
	"annals/schemas/describe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// Schema is the Arrow schema of a table; each field carries its description.
func Schema(t *schemas.Table) *arrow.Schema {
	fields := make([]arrow.Field, len(t.Columns))
	for i := range t.Columns {
		c := &t.Columns[i]
		fields[i] = arrow.Field{
			Name: c.Name, Type: dataType(c.Type), Nullable: c.Nullable,
			Metadata: arrow.NewMetadata([]string{"description"}, []string{c.Description}),
		}
	}
	return arrow.NewSchema(fields, nil)
}

func dataType(t describe.Type) arrow.DataType {
	switch t {
	case describe.Int:
		return arrow.PrimitiveTypes.Int32
	case describe.Double:
		return arrow.PrimitiveTypes.Float64
	case describe.Bool:
		return arrow.FixedWidthTypes.Boolean
	case describe.Date:
		return arrow.FixedWidthTypes.Date32
	case describe.List:
		// "element" is the name that the Parquet format gives to the items of a list.
		return arrow.ListOfField(arrow.Field{Name: "element", Type: arrow.BinaryTypes.String})
	}
	return arrow.BinaryTypes.String
}

// Builder is a Sink that gathers rows of one table into a record batch.
type Builder struct {
	record *array.RecordBuilder
	fields []array.Builder
	next   int
	rows   int
	bytes  int
}

// NewBuilder returns an empty builder; the caller releases it.
func NewBuilder(schema *arrow.Schema) *Builder {
	b := &Builder{record: array.NewRecordBuilder(memory.DefaultAllocator, schema)}
	b.fields = b.record.Fields()
	return b
}

// Add appends a row.
func (b *Builder) Add(r schemas.Row) {
	b.next = 0
	r.Put(b)
	b.rows++
}

// Rows is the number of rows gathered, and Bytes about what they take.
func (b *Builder) Rows() int { return b.rows }

// Bytes is about the memory that the gathered rows take.
func (b *Builder) Bytes() int { return b.bytes }

// Record returns the gathered rows and empties the builder.
func (b *Builder) Record() arrow.RecordBatch {
	b.rows, b.bytes = 0, 0
	return b.record.NewRecordBatch()
}

// Release gives the memory back.
func (b *Builder) Release() { b.record.Release() }

func (b *Builder) field() array.Builder { b.next++; return b.fields[b.next-1] }

// Text implements schemas.Sink.
func (b *Builder) Text(s string, known bool) {
	f := b.field().(*array.StringBuilder)
	b.bytes += len(s) + 4
	if known {
		f.Append(s)
	} else {
		f.AppendNull()
	}
}

// Int implements schemas.Sink.
func (b *Builder) Int(v int32, known bool) {
	f := b.field().(*array.Int32Builder)
	b.bytes += 4
	if known {
		f.Append(v)
	} else {
		f.AppendNull()
	}
}

// Double implements schemas.Sink.
func (b *Builder) Double(v float64, known bool) {
	f := b.field().(*array.Float64Builder)
	b.bytes += 8
	if known {
		f.Append(v)
	} else {
		f.AppendNull()
	}
}

// Bool implements schemas.Sink.
func (b *Builder) Bool(v bool) { b.field().(*array.BooleanBuilder).Append(v) }

// Date implements schemas.Sink.
func (b *Builder) Date(d schemas.Day, known bool) {
	f := b.field().(*array.Date32Builder)
	b.bytes += 4
	if known {
		f.Append(arrow.Date32(d))
	} else {
		f.AppendNull()
	}
}

// List implements schemas.Sink.
func (b *Builder) List(v []string) {
	f := b.field().(*array.ListBuilder)
	f.Append(true)
	items := f.ValueBuilder().(*array.StringBuilder)
	for _, s := range v {
		items.Append(s)
		b.bytes += len(s) + 4
	}
}

// Reader is a Source over a record batch of one table.
type Reader struct {
	columns []arrow.Array
	row     int
	next    int
}

// NewReader returns a reader of the first row of a batch; the batch must outlive
// it, the strings read from it need not.
func NewReader(t *schemas.Table, batch arrow.RecordBatch) (*Reader, error) {
	if err := Same(t, batch.Schema()); err != nil {
		return nil, err
	}
	return &Reader{columns: batch.Columns()}, nil
}

// Same reports how a schema read from a file differs from that of the table:
// names, order, types and nullability of columns.
func Same(t *schemas.Table, got *arrow.Schema) error {
	if got.NumFields() != len(t.Columns) {
		return fmt.Errorf("%d columns, want %d", got.NumFields(), len(t.Columns))
	}
	for i := range t.Columns {
		c, f := &t.Columns[i], got.Field(i)
		switch want := dataType(c.Type); {
		case f.Name != c.Name:
			return fmt.Errorf("column %d is %s, want %s", i, f.Name, c.Name)
		case f.Nullable != c.Nullable:
			return fmt.Errorf("column %s: nullable is %v, want %v", c.Name, f.Nullable, c.Nullable)
		case !arrow.TypeEqual(f.Type, want):
			return fmt.Errorf("column %s is of type %s, want %s", c.Name, f.Type, want)
		}
	}
	return nil
}

// Seek goes to a row of the batch.
func (r *Reader) Seek(row int) { r.row, r.next = row, 0 }

func (r *Reader) column() arrow.Array { r.next++; return r.columns[r.next-1] }

// Text implements schemas.Source.
func (r *Reader) Text() string {
	c := r.column().(*array.String)
	if c.IsNull(r.row) {
		return ""
	}
	return string([]byte(c.Value(r.row)))
}

// Int implements schemas.Source.
func (r *Reader) Int() schemas.Null[int32] {
	c := r.column().(*array.Int32)
	if c.IsNull(r.row) {
		return schemas.Null[int32]{}
	}
	return schemas.Some(c.Value(r.row))
}

// Double implements schemas.Source.
func (r *Reader) Double() schemas.Null[float64] {
	c := r.column().(*array.Float64)
	if c.IsNull(r.row) {
		return schemas.Null[float64]{}
	}
	return schemas.Some(c.Value(r.row))
}

// Bool implements schemas.Source.
func (r *Reader) Bool() bool { return r.column().(*array.Boolean).Value(r.row) }

// Date implements schemas.Source.
func (r *Reader) Date() schemas.Null[schemas.Day] {
	c := r.column().(*array.Date32)
	if c.IsNull(r.row) {
		return schemas.Null[schemas.Day]{}
	}
	return schemas.Some(schemas.Day(c.Value(r.row)))
}

// List implements schemas.Source.
func (r *Reader) List() []string {
	c := r.column().(*array.List)
	start, end := c.ValueOffsets(r.row)
	if start == end {
		return nil
	}
	items := c.ListValues().(*array.String)
	list := make([]string, 0, end-start)
	for i := start; i < end; i++ {
		list = append(list, string([]byte(items.Value(int(i)))))
	}
	return list
}
