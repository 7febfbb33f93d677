// Package parse turns bytes into documents: it opens compression and
// containers, decodes the character set, takes the text and the structure out
// of the format, and reads from metadata and from the head of the text who
// published it and when. One file a format, all of them listed in formats.
//
// What cannot be read is an [Error] with a reason that a person understands;
// the runner makes it a row of rejects.
package parse

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"strings"

	"annals/stages"

	"golang.org/x/text/unicode/norm"
)

// Error is a document that cannot be read, with the reason.
type Error struct {
	Rule    string // what kind of reason: "empty", "binary", "charset", ...
	Message string // for a person, without the URI
}

func (e *Error) Error() string { return e.Message }

func reject(rule, format string, args ...any) error {
	return &Error{rule, fmt.Sprintf(format, args...)}
}

// Metadata is what is known of a document from outside its text. All fields are
// optional.
type Metadata struct {
	URL, Title, Author, Publisher, PublishedOn, Language string
}

// Input is one document as bytes, out of its compression and its container.
type Input struct {
	URI  string
	Data []byte
	// Format is the name of the format; "" to judge by the URI and the bytes.
	Format string
	// Charset is the character set that a server named; "" to judge by the bytes.
	Charset  string
	Metadata Metadata
}

// format is one way of writing documents.
type format struct {
	name       string
	mediaType  string
	extensions string // separated by spaces
	// sniff reports whether bytes are of this format. For a textual format it
	// is asked where the name does not tell, for a binary one always.
	sniff  func(data []byte) bool
	binary bool
	// read fills the text, the blocks and what metadata there is. The data of a
	// textual format is UTF-8 already, except for HTML, which names its own
	// character set.
	read func(p *Parser, in *Input, doc *stages.Document) error
}

// formats is every format of a single document, those that are sniffed first.
// Containers of several documents are in container.go.
var formats = []format{
	{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", looksLikeDOCX, true, readDOCX},
	{"pdf", "application/pdf", ".pdf", looksLikePDF, true, readPDF},
	{"html", "text/html", ".html .htm .xhtml", looksLikeHTML, false, readHTML},
	{"markdown", "text/markdown", ".md .markdown", nil, false, readMarkdown},
	{"text", "text/plain", ".txt .text .asc", nil, false, readText},
}

// Parser reads documents. It is read-only and shared by all workers.
type Parser struct {
	words *words
	// PDF reads PDF files; nil makes each of them a reject. To be set before
	// the first use.
	PDF PDFReader
}

// Parse reads one document. The document's ID is left to package validate.
func (p *Parser) Parse(in *Input) (*stages.Document, error) {
	sum := sha256.Sum256(in.Data)
	doc := &stages.Document{URI: in.URI, ContentSHA256: hex.EncodeToString(sum[:])}
	if len(in.Data) == 0 {
		return doc, reject("empty", "the document is empty (0 bytes)")
	}
	f, err := formatOf(in)
	if err != nil {
		return doc, err
	}
	doc.MediaType = f.mediaType
	if err := f.read(p, in, doc); err != nil {
		return doc, err
	}
	if strings.TrimSpace(doc.Text) == "" {
		return doc, reject("empty", "the document has no text: only white space was found")
	}
	p.applyMetadata(in, doc)
	p.Describe(doc)
	return doc, nil
}

// formatOf chooses by what binary formats begin with, by name, by extension, by
// the first bytes; plain text is what is left.
func formatOf(in *Input) (*format, error) {
	for i := range formats {
		if f := &formats[i]; f.binary && f.sniff(in.Data) {
			return f, nil
		}
	}
	if magic := binaryFormat(in.Data); magic != "" {
		return nil, reject("binary", "this is %s, not text; annals reads %s", magic, strings.Join(Names(), ", "))
	}
	ext := strings.ToLower(path.Ext(in.URI))
	for i := range formats {
		f := &formats[i]
		if in.Format == f.name || in.Format == "" && ext != "" && hasWord(f.extensions, ext) {
			if f.binary {
				return nil, reject(f.name, "the file is named %s but its bytes are not of that format; it may be cut off, locked by a password or misnamed", ext)
			}
			return f, nil
		}
	}
	if in.Format != "" {
		return nil, reject("format", "there is no format %q", in.Format)
	}
	for i := range formats {
		if f := &formats[i]; !f.binary && f.sniff != nil && f.sniff(in.Data) {
			return f, nil
		}
	}
	return &formats[len(formats)-1], nil
}

// Names are the names of all formats, containers included.
func Names() []string {
	var names []string
	for i := range formats {
		names = append(names, formats[i].name)
	}
	return append(names, "jsonl", "eml", "warc", "each also as .gz and .zst")
}

// Readable reports whether a file name has an extension that annals reads.
func Readable(name string) bool {
	name = strings.ToLower(name)
	for _, c := range compressions {
		name = strings.TrimSuffix(name, c.extension)
	}
	ext := path.Ext(name)
	if hasWord(containerExtensions, ext) {
		return true
	}
	for i := range formats {
		if hasWord(formats[i].extensions, ext) {
			return true
		}
	}
	return false
}

func hasWord(list, word string) bool {
	for _, w := range strings.Fields(list) {
		if w == word {
			return true
		}
	}
	return false
}

func (p *Parser) applyMetadata(in *Input, doc *stages.Document) {
	m := &in.Metadata
	for _, f := range []struct {
		to   *string
		from string
	}{{&doc.Title, m.Title}, {&doc.Author, m.Author}, {&doc.Publisher, m.Publisher}, {&doc.Language, m.Language}} {
		if f.from = oneLine(f.from); f.from != "" {
			*f.to = f.from
		}
	}
	if m.PublishedOn != "" {
		if d, ok := p.words.parseDate(m.PublishedOn); ok {
			doc.Published = stages.DocumentDate{Interval: d.interval, Precision: d.precision, Basis: "input"}
		}
	}
}

// oneLine folds white space, for metadata.
func oneLine(s string) string {
	return norm.NFC.String(strings.Join(strings.Fields(s), " "))
}

// IsError reports whether err is a document that cannot be read, as opposed to
// a failure of annals or its surroundings.
func IsError(err error) (*Error, bool) {
	var e *Error
	return e, errors.As(err, &e)
}
