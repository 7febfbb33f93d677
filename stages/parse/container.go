package parse

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
)

// compressions are the ways a file may be packed, by the end of its name.
var compressions = []struct {
	extension string
	open      func(io.Reader) (io.Reader, error)
}{
	{".gz", func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }},
	{".zst", func(r io.Reader) (io.Reader, error) {
		return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20))
	}},
}

// Containers of several documents, by the end of their names.
const (
	linesExtensions     = ".jsonl .ndjson"
	mailExtension       = ".eml"
	archiveExtension    = ".warc"
	containerExtensions = linesExtensions + " " + mailExtension + " " + archiveExtension
)

// Each opens a file's compression and container and yields its documents in
// order. An input that cannot be read is yielded with its *Error instead of
// data; reading goes on where it can. limit is the largest document in bytes.
// The error returned is the yield's own.
func Each(uri string, r io.Reader, limit int64, yield func(Input, error) error) error {
	name := strings.ToLower(uri)
	for _, c := range compressions {
		if !strings.HasSuffix(name, c.extension) {
			continue
		}
		name = strings.TrimSuffix(name, c.extension)
		opened, err := c.open(r)
		if err != nil {
			return yield(Input{URI: uri}, unpackError(c.extension, err))
		}
		if d, ok := opened.(*zstd.Decoder); ok {
			defer d.Close()
		}
		r = &unpackReader{opened, c.extension}
	}
	switch ext := path.Ext(name); {
	case hasWord(linesExtensions, ext):
		return eachLine(uri, r, limit, yield)
	case ext == mailExtension:
		return eachMail(uri, r, limit, 0, yield)
	case ext == archiveExtension:
		return eachRecord(uri, r, limit, yield)
	}
	data, err := readAll(r, limit)
	in := Input{URI: uri, Data: data}
	if name != strings.ToLower(uri) {
		in.Format = formatByName(name)
	}
	return yield(in, err)
}

// EachLine yields the documents of JSON lines from a stream without a name.
func EachLine(uri string, r io.Reader, limit int64, yield func(Input, error) error) error {
	return eachLine(uri, r, limit, yield)
}

func formatByName(name string) string {
	for i := range formats {
		if hasWord(formats[i].extensions, path.Ext(name)) {
			return formats[i].name
		}
	}
	return "text"
}

// unpackReader makes the errors of a decompressor rejects.
type unpackReader struct {
	io.Reader
	extension string
}

func (u *unpackReader) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = unpackError(u.extension, err)
	}
	return n, err
}

func unpackError(extension string, err error) error {
	kind := strings.TrimPrefix(extension, ".")
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return reject("compression", "the %s data ends too early: the file is cut off; copy or download it again", kind)
	}
	return reject("compression", "the %s data is damaged: %v", kind, err)
}

func readAll(r io.Reader, limit int64) ([]byte, error) {
	var b bytes.Buffer
	n, err := b.ReadFrom(io.LimitReader(r, limit+1))
	if n > limit {
		return nil, tooLong(limit)
	}
	if err != nil {
		if _, ok := IsError(err); !ok {
			err = reject("read", "the file cannot be read: %v", err)
		}
		return nil, err
	}
	return b.Bytes(), nil
}

func tooLong(limit int64) error {
	return reject("size", "the document is longer than %d bytes (run: max_document_bytes)", limit)
}

// jsonDocument is a line of a JSON lines file. The keys are those of the
// documentation; others are passed over.
type jsonDocument struct {
	ID          json.RawMessage `json:"id"`
	Text        *string         `json:"text"`
	URL         string          `json:"url"`
	Title       string          `json:"title"`
	Author      string          `json:"author"`
	Publisher   string          `json:"publisher"`
	PublishedOn string          `json:"published_on"`
	Lang        string          `json:"lang"`
}

func eachLine(uri string, r io.Reader, limit int64, yield func(Input, error) error) error {
	reader := bufio.NewReaderSize(r, 1<<16)
	for number := 1; ; number++ {
		line, long, err := readLine(reader, limit)
		at := fmt.Sprintf("%s:%d", uri, number)
		if err != nil && !errors.Is(err, io.EOF) {
			if _, ok := IsError(err); !ok {
				err = reject("read", "the file cannot be read: %v", err)
			}
			return yield(Input{URI: uri}, err)
		}
		switch {
		case long:
			if e := yield(Input{URI: at}, tooLong(limit)); e != nil {
				return e
			}
		case len(bytes.TrimSpace(line)) > 0:
			in, problem := lineInput(at, uri, line)
			if e := yield(in, problem); e != nil {
				return e
			}
		}
		if err != nil {
			return nil
		}
	}
}

// readLine reads a line of at most limit bytes; a longer one is read to its end
// and dropped.
func readLine(r *bufio.Reader, limit int64) (line []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if !long {
			line = append(line, part...)
			if int64(len(line)) > limit {
				line, long = nil, true
			}
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

func lineInput(at, uri string, line []byte) (Input, error) {
	in := Input{URI: at, Format: "text"}
	if !utf8.Valid(line) {
		return in, reject("json", "the line is not valid UTF-8")
	}
	var d jsonDocument
	if err := json.Unmarshal(line, &d); err != nil {
		return in, reject("json", "the line is not a JSON object of the expected form: %v", err)
	}
	id := strings.Trim(string(d.ID), `"`)
	switch {
	case d.URL != "":
		in.URI = d.URL
	case id != "" && id != "null":
		in.URI = uri + "#" + id
	}
	if d.Text == nil {
		return in, reject("json", "the object has no \"text\"")
	}
	in.Data = []byte(*d.Text)
	in.Metadata = Metadata{d.URL, d.Title, d.Author, d.Publisher, d.PublishedOn, d.Lang}
	return in, nil
}
