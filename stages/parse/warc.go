package parse

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// maxRecordHeader is the longest header of a record, or of the answer of a
// server within one, in bytes.
const maxRecordHeader = 1 << 20

// eachRecord yields the pages of a web archive (WARC 1.0 and 1.1, ISO 28500)
// under the addresses they were fetched from: what servers answered, resources
// and converted text. What is no document by its nature is passed over: records
// about the crawl, revisits of a page that did not change, redirections,
// pictures, styles and scripts. A page that the server did not give and a
// document of a kind that annals does not read are rejects. The day of the crawl
// is not taken for a day of publication.
//
// The reader is our own: the known libraries keep records in temporary files.
func eachRecord(uri string, r io.Reader, limit int64, yield func(Input, error) error) error {
	reader := bufio.NewReaderSize(r, 1<<16)
	for number := 1; ; number++ {
		at := fmt.Sprintf("%s#%d", uri, number)
		h, err := recordHeader(reader)
		if errors.Is(err, io.EOF) {
			return nil
		}
		length, e := strconv.ParseInt(h.get("content-length"), 10, 64)
		if err == nil && (e != nil || length < 0) {
			err = reject("warc", "record %d of the archive has no sound Content-Length", number)
		}
		if err != nil {
			// Where the next record begins is not known.
			return yield(Input{URI: at}, archiveError(err, number))
		}
		body := &io.LimitedReader{R: reader, N: length}
		in, err := recordInput(h, body, limit)
		if in.URI == "" {
			in.URI = at
		}
		_, cut := io.Copy(io.Discard, body)
		if cut == nil && body.N > 0 {
			cut = io.ErrUnexpectedEOF
		}
		if cut != nil {
			return yield(Input{URI: in.URI}, archiveError(cut, number))
		}
		if errors.Is(err, errNoDocument) {
			continue
		}
		if err := yield(in, archiveError(err, number)); err != nil {
			return err
		}
	}
}

// errNoDocument is a record to be passed over.
var errNoDocument = errors.New("no document")

func archiveError(err error, number int) error {
	if err == nil {
		return nil
	}
	if e, ok := IsError(err); ok {
		return e
	}
	return reject("warc", "record %d of the archive is cut off or damaged (%v)", number, err)
}

// fields are the lines of a header, by name in lower case; of fields with one
// name the first counts.
type fields map[string]string

func (f fields) get(name string) string { return f[name] }

// recordHeader reads the first line and the fields of a record; io.EOF is the
// end of the archive.
func recordHeader(r *bufio.Reader) (fields, error) {
	for {
		line, err := headerLine(r, maxRecordHeader)
		switch {
		case err != nil && (line != "" || !errors.Is(err, io.EOF)):
			return nil, unexpected(err)
		case err != nil:
			return nil, io.EOF
		case line == "":
			continue // two empty lines end a record
		case !strings.HasPrefix(line, "WARC/"):
			return nil, reject("warc", "this is no web archive, or a damaged one: a record does not begin with WARC/ and a version")
		}
		f, err := readFields(r)
		return f, unexpected(err)
	}
}

// readFields reads "Name: value" lines up to an empty one.
func readFields(r *bufio.Reader) (fields, error) {
	f := fields{}
	name := ""
	for left := maxRecordHeader; left > 0; {
		line, err := headerLine(r, left)
		if err != nil {
			return f, err
		}
		if line == "" {
			return f, nil
		}
		left -= len(line) + 1
		if line[0] == ' ' || line[0] == '\t' {
			if name != "" {
				f[name] = strings.TrimSpace(f[name] + " " + strings.TrimSpace(line))
			}
			continue
		}
		key, value, _ := strings.Cut(line, ":")
		name = strings.ToLower(strings.TrimSpace(key))
		if _, known := f[name]; known {
			name = ""
			continue
		}
		f[name] = strings.TrimSpace(value)
	}
	return f, reject("warc", "a header of the archive is longer than %d bytes", maxRecordHeader)
}

// headerLine reads a line of at most limit bytes without its end.
func headerLine(r *bufio.Reader, limit int) (string, error) {
	line, long, err := readLine(r, int64(limit))
	if long {
		return "", reject("warc", "a header of the archive is longer than %d bytes", maxRecordHeader)
	}
	return strings.TrimRight(string(line), "\r\n"), err
}

// unexpected is the end of the data inside a record.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// recordInput is the document of a record; errNoDocument for a record that is
// none.
func recordInput(h fields, body io.Reader, limit int64) (Input, error) {
	in := Input{URI: strings.Trim(h.get("warc-target-uri"), "<>")}
	in.Metadata.URL = in.URI
	contentType := h.get("content-type")
	switch h.get("warc-type") {
	case "response":
		kind, _, _ := mime.ParseMediaType(contentType)
		if kind != "application/http" {
			break // what other protocols gave is the thing itself
		}
		r := bufio.NewReader(body)
		status, err := headerLine(r, maxRecordHeader)
		if err != nil {
			return in, unexpected(err)
		}
		answer, err := readFields(r)
		if err != nil {
			return in, unexpected(err)
		}
		contentType = answer.get("content-type")
		if err := checkStatus(status, contentType); err != nil {
			return in, err
		}
		body = decodedBody(r, answer)
	case "resource", "conversion":
	default:
		return in, errNoDocument
	}
	if err := in.setType(contentType); err != nil {
		return in, err
	}
	var err error
	in.Data, err = readAll(body, limit)
	return in, err
}

// checkStatus passes over what is no page and rejects a page that the server
// did not give.
func checkStatus(status, contentType string) error {
	_, code, _ := strings.Cut(status, " ")
	code, _, _ = strings.Cut(strings.TrimSpace(code), " ")
	switch {
	case code == "200" || code == "203":
		return nil
	case len(code) == 3 && (code[0] == '4' || code[0] == '5') && strings.Contains(contentType, "html"):
		return reject("http", "the page was not given to the crawler: the server answered %s", code)
	}
	return errNoDocument
}

// pageParts are media types of text and application that hold no prose.
const pageParts = "css csv javascript ecmascript x-javascript json x-json xml dns wasm vnd.apple.mpegurl x-mpegurl"

// setType chooses the format by the media type.
func (in *Input) setType(contentType string) error {
	kind, parameters, _ := mime.ParseMediaType(contentType)
	in.Charset = parameters["charset"]
	for i := range formats {
		if formats[i].mediaType == kind {
			in.Format = formats[i].name
			return nil
		}
	}
	group, name, _ := strings.Cut(kind, "/")
	switch {
	case kind == "application/xhtml+xml":
		in.Format = "html"
	case kind == "", kind == "application/octet-stream":
	case group != "text" && group != "application", hasWord(pageParts, name), strings.HasSuffix(name, "+xml"), strings.HasSuffix(name, "+json"), strings.Contains(name, "font"):
		return errNoDocument
	default:
		return reject("format", "a document of type %s is not read; annals reads %s", kind, strings.Join(Names(), ", "))
	}
	return nil
}

// decodedBody undoes transfer and content encoding. Crawlers that undid it
// themselves often keep the fields that name it, so the bytes are looked at.
func decodedBody(r *bufio.Reader, answer fields) io.Reader {
	var body io.Reader = r
	if strings.Contains(answer.get("transfer-encoding"), "chunked") && startsChunk(r) {
		body = &chunkReader{r: r}
	}
	switch strings.ToLower(answer.get("content-encoding")) {
	case "gzip", "x-gzip":
		b := bufio.NewReader(body)
		if magic, _ := b.Peek(2); !bytes.Equal(magic, []byte("\x1f\x8b")) {
			return b
		}
		z, err := gzip.NewReader(b)
		if err != nil {
			return failingReader{err}
		}
		return z
	case "br":
		return brotli.NewReader(body)
	}
	return body
}

type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }

// startsChunk reports whether a line with the length of a chunk comes next.
func startsChunk(r *bufio.Reader) bool {
	head, _ := r.Peek(18)
	line, _, found := bytes.Cut(head, []byte("\n"))
	_, ok := chunkLength(string(line))
	return found && ok
}

func chunkLength(line string) (int64, bool) {
	digits, _, _ := strings.Cut(strings.TrimSpace(line), ";")
	n, err := strconv.ParseInt(strings.TrimSpace(digits), 16, 64)
	return n, err == nil && n >= 0
}

// chunkReader undoes the chunked transfer encoding (RFC 9112, 7.1).
type chunkReader struct {
	r    *bufio.Reader
	left int64
	done bool
}

func (c *chunkReader) Read(p []byte) (int, error) {
	for c.left == 0 {
		if c.done {
			return 0, io.EOF
		}
		line, err := headerLine(c.r, maxRecordHeader)
		if err != nil {
			return 0, unexpected(err)
		}
		if line == "" {
			continue // the line end after a chunk
		}
		n, ok := chunkLength(line)
		if !ok {
			return 0, errors.New("a chunk without its length")
		}
		c.left, c.done = n, n == 0
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, unexpected(err)
}
