package stages

// Span is a half-open range [Start, End) of bytes of Document.Text.
type Span struct {
	Start, End int32
}

// Len is the number of bytes in s.
func (s Span) Len() int { return int(s.End - s.Start) }

// Empty reports whether s holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Document is one parsed input document. It is written by parse and read-only
// afterwards.
type Document struct {
	ID            string // first 20 hex digits of SHA-256, see ids in package validate
	URI           string // where it came from: a path as given, or a URL
	ContentSHA256 string // hex digest of the input bytes as read (before decompression and decoding)
	MediaType     string // "text/plain", "text/html", ...
	Title         string
	Author        string
	Publisher     string // the body that published it: "People's Daily"
	Agency        string // the news agency that the dateline credits; "" where none
	Source        string // the outlet as shown in tables: publisher, else agency, else host of the URI, else ""
	Published     DocumentDate
	Modified      DocumentDate
	Language      string // BCP 47: "en", "zh"; "" where unknown
	Kind          DocumentKind
	Speaker       string // the one speaker of a speech or remarks, as written; "" else
	// Dateline is the head of a report, place and date and agency with the dash
	// that ends it: a sentence of its own. Empty where there is none.
	Dateline Span
	Text     string // NFC UTF-8; part of the output
	Blocks   []Block
}

// DocumentDate is a date of the document as a whole.
type DocumentDate struct {
	Interval  Interval // zero where unknown
	Precision Precision
	Basis     string // "metadata", "dateline", "line", "input", "url"; "" where unknown
	Span      Span   // where the text states it; empty for metadata
}

// DocumentKind decides how relative dates are anchored.
type DocumentKind uint8

// Kinds of document.
const (
	KindUnknown   DocumentKind = iota
	KindNews                   // news, press release: anchored to the publication date
	KindSpeech                 // a speech or remarks by one person: anchored to its own date
	KindNarrative              // history, biography, white paper: anchored to the date last established
)

// BlockKind says what a block of text is.
type BlockKind uint8

// Kinds of block.
const (
	Paragraph BlockKind = iota
	Heading
	ListItem
	TableRow
	Preformatted
	Caption
)

// Block is a paragraph, heading, list item or the like. Blocks are in order,
// do not overlap, and are separated by white space only.
type Block struct {
	Span
	Kind  BlockKind
	Level uint8 // heading level 1-6; list nesting
	// Section is the index in Document.Blocks of the heading that governs this
	// block, -1 where there is none.
	Section int32
}
