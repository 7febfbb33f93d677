package parse

import (
	"bytes"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// decodeText returns the text of bytes in any character set, in NFC. UTF-8 that
// is NFC already is kept byte for byte: offsets count in the file itself.
// Bytes that are not UTF-8 are read in the character set that is named, else in
// the one that they look like.
func decodeText(data []byte, named string) (string, error) {
	if at := controlByte(data); at >= 0 && !hasUTF16Mark(data) {
		return "", reject("binary", "this is no text: byte 0x%02x at offset %d; if it is a document, give it in one of the formats that annals reads", data[at], at)
	}
	if !utf8.Valid(data) {
		decode := decodeLegacy
		if enc, err := htmlindex.Get(named); err == nil && enc != unicode.UTF8 {
			decode = func(data []byte) ([]byte, error) { return decodeWith(enc, named, data) }
		}
		decoded, err := decode(data)
		if err != nil {
			return "", err
		}
		data = decoded
	}
	if !norm.NFC.IsNormal(data) {
		data = norm.NFC.Bytes(data)
	}
	return string(data), nil
}

func hasUTF16Mark(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff})
}

// controlByte is the offset of the first byte that no text holds, -1 if none.
func controlByte(data []byte) int {
	for i, c := range data {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1b && c != 0x1a {
			return i
		}
	}
	return -1
}

// decodeLegacy decodes what is not UTF-8. Text that is mostly sound UTF-8 with
// some broken bytes is rejected rather than read as another character set,
// which would turn its good letters into wrong ones.
func decodeLegacy(data []byte) ([]byte, error) {
	sound, broken, first := 0, 0, -1
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			if first < 0 {
				first = i
			}
			broken++
		case n > 1:
			sound++
		}
		i += n
	}
	if hasUTF16Mark(data) {
		return decodeWith(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16", data)
	}
	if sound >= broken {
		return nil, reject("charset", "broken UTF-8: %d of its bytes are not valid, the first (0x%02x) at offset %d; save it again as UTF-8", broken, data[first], first)
	}
	sample := data[:min(len(data), 1<<16)]
	found := chardet.Detect(sample)
	if found.Encoding == "" || found.Confidence < 0.2 {
		return nil, reject("charset", "the character set is not known and could not be detected; save it as UTF-8")
	}
	enc, err := htmlindex.Get(found.Encoding)
	if err != nil {
		return nil, reject("charset", "the character set %s is not supported; save it as UTF-8", found.Encoding)
	}
	return decodeWith(enc, found.Encoding, data)
}

func decodeWith(enc encoding.Encoding, name string, data []byte) ([]byte, error) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil || bytes.Count(out, []byte("\uFFFD")) > len(out)/100 {
		return nil, reject("charset", "the bytes are not valid %s, nor UTF-8; save it as UTF-8", name)
	}
	return out, nil
}

// magics are the first bytes of formats that are no text.
var magics = []struct{ head, name string }{
	{"PK\x03\x04", "a ZIP archive (or an office document)"},
	{"\xd0\xcf\x11\xe0", "an old office document"},
	{"\x89PNG", "a PNG picture"},
	{"\xff\xd8\xff", "a JPEG picture"},
	{"GIF8", "a GIF picture"},
	{"\x7fELF", "a program"},
	{"MZ\x90", "a program"},
	{"PAR1", "a Parquet file"},
	{"SQLite format 3", "an SQLite database"},
	{"\x1f\x8b", "gzip data inside gzip data"},
	{"{\\rtf", "an RTF document"},
}

func binaryFormat(data []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.head)) {
			return m.name
		}
	}
	return ""
}
