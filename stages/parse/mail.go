package parse

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // the character sets of old mail
	"github.com/emersion/go-message/mail"
)

// maxMailDepth is how deep mails may be attached to mails.
const maxMailDepth = 5

// eachMail yields the body of a mail (RFC 5322, MIME) and each of its
// attachments as documents: the body under the name of the file with the
// subject as title, an attachment under "file#name". Of a body written both
// as plain text and as HTML the plain text is taken. An attachment of a kind
// that annals does not read is a reject; pictures within the body are passed
// over.
func eachMail(uri string, r io.Reader, limit int64, depth int, yield func(Input, error) error) error {
	if depth > maxMailDepth {
		return yield(Input{URI: uri}, reject("mail", "mails are attached to mails more than %d deep", maxMailDepth))
	}
	limited := &io.LimitedReader{R: r, N: limit + 1}
	reader, err := mail.CreateReader(limited)
	if err != nil && !message.IsUnknownCharset(err) {
		return yield(Input{URI: uri}, mailError(err, limited, limit))
	}
	defer reader.Close()
	m := mailMetadata(&reader.Header)
	var plain, html []byte
	var attachments []func() error
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) && limited.N > 0 {
			break
		}
		if err != nil && (part == nil || !message.IsUnknownCharset(err)) {
			return yield(Input{URI: uri, Metadata: m}, mailError(err, limited, limit))
		}
		kind, name := partName(part)
		data, err := io.ReadAll(part.Body)
		switch {
		case err != nil:
			return yield(Input{URI: uri, Metadata: m}, mailError(err, limited, limit))
		case name == "" && (kind == "text/plain" || kind == ""):
			if len(plain) > 0 {
				plain = append(plain, "\n\n"...)
			}
			plain = append(plain, data...)
		case name == "" && kind == "text/html":
			html = append(html, data...)
		case name != "":
			attachments = append(attachments, func() error {
				at := uri + "#" + name
				switch {
				case kind == "message/rfc822" || strings.EqualFold(path.Ext(name), mailExtension):
					return eachMail(at, strings.NewReader(string(data)), limit, depth+1, yield)
				case !Readable(name):
					return yield(Input{URI: at}, reject("format", "an attachment of type %s is not read; annals reads %s", kind, strings.Join(Names(), ", ")))
				}
				return Each(at, strings.NewReader(string(data)), limit, yield)
			})
		}
	}
	body := Input{URI: uri, Metadata: m, Format: "text", Data: plain}
	if len(strings.TrimSpace(string(plain))) == 0 && len(html) > 0 {
		body.Format, body.Data = "html", html
	}
	// A mail that only carries something is no document.
	if len(body.Data) > 0 || len(attachments) == 0 {
		if err := yield(body, nil); err != nil {
			return err
		}
	}
	for _, attachment := range attachments {
		if err := attachment(); err != nil {
			return err
		}
	}
	return nil
}

func mailError(err error, limited *io.LimitedReader, limit int64) error {
	if limited.N == 0 {
		return tooLong(limit)
	}
	if e, ok := IsError(err); ok {
		return e
	}
	return reject("mail", "the mail cannot be read: %v", err)
}

// partName is the media type of a part and its file name, "" for a part that
// is shown as the body.
func partName(part *mail.Part) (kind, name string) {
	switch h := part.Header.(type) {
	case *mail.AttachmentHeader:
		kind, _, _ = h.ContentType()
		name, _ = h.Filename()
		if name = path.Base(oneLine(strings.ReplaceAll(name, "\\", "/"))); name == "." || name == "/" {
			name = "attachment"
			if kind == "message/rfc822" {
				name += mailExtension
			}
		}
	case *mail.InlineHeader:
		kind, _, _ = h.ContentType()
		if kind == "message/rfc822" {
			name = "message" + mailExtension
		}
	}
	return strings.ToLower(kind), name
}

func mailMetadata(h *mail.Header) Metadata {
	var m Metadata
	m.Title, _ = h.Subject()
	m.Title = oneLine(m.Title)
	if from, err := h.AddressList("From"); err == nil && len(from) > 0 {
		if m.Author = oneLine(from[0].Name); m.Author == "" {
			m.Author = from[0].Address
		}
	}
	if date, err := h.Date(); err == nil && !date.IsZero() {
		// The day where the mail was written, not the day in Greenwich.
		m.PublishedOn = fmt.Sprintf("%04d-%02d-%02d", date.Year(), date.Month(), date.Day())
	}
	return m
}
