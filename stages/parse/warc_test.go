package parse

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// record is a record of a web archive.
func record(kind, address, contentType, body string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, address, contentType, len(body), body)
}

func answer(status, header, body string) string {
	return record("response", "https://wells.example/a", "application/http; msgtype=response", "HTTP/1.1 "+status+"\r\n"+header+"\r\n"+body)
}

func zipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func brotlied(s string) string {
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func TestArchive(t *testing.T) {
	const at = "https://wells.example/a"
	for _, c := range []struct{ name, data, want string }{
		{"page", answer("200 OK", "Content-Type: text/html; charset=iso-8859-1\r\n", "<p>Nine."), at + " html iso-8859-1 <p>Nine."},
		{"no page", record("warcinfo", "", "application/warc-fields", "software: x\r\n") + record("request", at, "application/http", "GET /a HTTP/1.1\r\n\r\n") +
			answer("301 Moved", "Location: /b\r\n", "") + answer("200 OK", "Content-Type: image/png\r\n", "\x89PNG") + answer("404 Not Found", "Content-Type: image/png\r\n", "x"), ""},
		{"refused", answer("403 Forbidden", "Content-Type: text/html\r\n", "<p>No."), at + " reject:http"},
		{"kind unread", answer("200 OK", "Content-Type: application/msword\r\n", "x"), at + " reject:format"},
		{"converted", record("conversion", at, "text/plain", "Nine wells."), at + " text  Nine wells."},
		{"resource of no stated kind", record("resource", "<"+at+">", "", "Nine wells."), at + "   Nine wells."},
		{"chunks", answer("200 OK", "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n", "5;x=y\r\nNine \r\n6\r\nwells.\r\n0\r\n\r\n"), at + " text  Nine wells."},
		{"chunks undone by the crawler", answer("200 OK", "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n", "Nine wells."), at + " text  Nine wells."},
		{"gzip", answer("200 OK", "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", zipped("Nine wells.")), at + " text  Nine wells."},
		{"gzip undone by the crawler", answer("200 OK", "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", "Nine wells."), at + " text  Nine wells."},
		{"brotli", answer("200 OK", "Content-Type: text/plain\r\nContent-Encoding: br\r\n", brotlied("Nine wells.")), at + " text  Nine wells."},
		{"folded field, line feeds only", "WARC/1.0\nWARC-Type:\n resource\nWARC-Target-URI: x\nContent-Type: text/plain\nContent-Length: 5\n\nNine.\n\n", "x text  Nine."},
		{"two", answer("200 OK", "Content-Type: text/plain\r\n", "Nine.") + record("resource", "", "text/plain", "Ten."), at + " text  Nine.; a.warc#2 text  Ten."},
		{"too long, then another", answer("200 OK", "Content-Type: text/plain\r\n", strings.Repeat("x", 4000)) + record("resource", "b", "text/plain", "Ten."), at + " reject:size; b text  Ten."},
		{"cut off", answer("200 OK", "Content-Type: text/plain\r\n", "Nine wells.")[:200], at + " reject:warc"},
		{"cut off in the header", record("resource", "b", "text/plain", "Ten.") + "WARC/1.0\r\nWARC-Ty", "b text  Ten.; a.warc#2 reject:warc"},
		{"broken gzip", answer("200 OK", "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", zipped("Nine wells.")[:20]) + record("resource", "b", "text/plain", "Ten."), at + " reject:read; b text  Ten."},
		{"no archive", "Nine wells.", "a.warc#1 reject:warc"},
		{"no length", "WARC/1.0\r\nWARC-Type: resource\r\n\r\nNine.", "a.warc#1 reject:warc"},
		{"empty", "", ""},
	} {
		for _, packed := range []bool{false, true} {
			uri, data := "a.warc", c.data
			if packed {
				uri, data = "a.warc.gz", zipped(data)
			}
			var got []string
			err := Each(uri, strings.NewReader(data), 3000, func(in Input, err error) error {
				if e, ok := IsError(err); ok {
					got = append(got, in.URI+" reject:"+e.Rule)
					return nil
				}
				got = append(got, in.URI+" "+in.Format+" "+in.Charset+" "+strings.TrimSpace(string(in.Data)))
				return err
			})
			want := strings.ReplaceAll(c.want, "a.warc", uri)
			if s := strings.Join(got, "; "); err != nil || s != want {
				t.Errorf("%s: %v\n got %s\nwant %s", c.name, err, s, want)
			}
		}
	}
}

// TestNamedCharset: what the server named counts where the page says nothing.
func TestNamedCharset(t *testing.T) {
	p := newParser(t)
	d, err := p.Parse(&Input{URI: "a", Format: "text", Charset: "windows-1251", Data: []byte("\xc4\xe5\xe2\xff\xf2\xfc")})
	if err != nil || d.Text != "Девять" {
		t.Errorf("got %q, %v", d.Text, err)
	}
}
