package parse

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/url"
	"strings"
	"time"

	"annals/stages"

	"codeberg.org/readeck/go-readability/v2"
	dps "github.com/markusmobius/go-dateparser"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

func unescape(s string) string { return html.UnescapeString(s) }

// looksLikeHTML judges the first bytes of a file without a telling name.
func looksLikeHTML(data []byte) bool {
	head := data[:min(len(data), 1024)]
	h := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))))
	return bytes.HasPrefix(h, []byte("<!doctype html")) || bytes.HasPrefix(h, []byte("<html")) ||
		bytes.HasPrefix(h, []byte("<?xml")) && bytes.Contains(h, []byte("<html"))
}

// maxDepth is how deep the elements of a page may be nested. The libraries
// below walk trees by recursion.
const maxDepth = 400

// tooShort is the length in bytes below which trafilatura's content is
// doubted and readability asked as well.
const tooShort = 250

// leastProse is how much text outside links the content of a page must have:
// less is a menu.
const leastProse = 25

// readHTML takes the main content out of a page: trafilatura, and readability
// where that finds next to nothing.
func readHTML(p *Parser, in *Input, doc *stages.Document) error {
	decoded, err := decodeHTML(in.Data, in.Charset)
	if err != nil {
		return err
	}
	if depth(decoded) > maxDepth {
		return reject("html", "the elements of the page are nested more than %d deep; this is no document that a browser would show", maxDepth)
	}
	tree, err := html.Parse(bytes.NewReader(decoded))
	if err != nil {
		return reject("html", "the page cannot be read as HTML: %v", err)
	}
	address, _ := url.Parse(in.Metadata.URL)
	published, modified := pageDate(tree, in.Metadata.URL, true), pageDate(tree, in.Metadata.URL, false)
	unwrapFormatting(tree)
	found, err := trafilatura.ExtractDocument(tree, trafilatura.Options{
		OriginalURL: address, ExcludeComments: true, HtmlDateOverride: &htmldate.Result{},
		Focus: trafilatura.Balanced,
	})
	var out builder
	if err == nil && found != nil {
		m := found.Metadata
		doc.Title, doc.Author, doc.Publisher, doc.Language = oneLine(m.Title), oneLine(m.Author), oneLine(m.Sitename), baseLanguage(m.Language)
		if found.ContentNode != nil {
			contentBlocks(found.ContentNode, &out)
		}
	}
	if out.text.Len() < tooShort {
		var second builder
		if article, err := readability.FromReader(bytes.NewReader(decoded), address); err == nil && article.Node != nil {
			contentBlocks(article.Node, &second)
			if doc.Title == "" {
				doc.Title = oneLine(article.Title())
			}
		}
		if second.text.Len() > 2*out.text.Len() {
			out = second
		}
	}
	if out.text.Len() < tooShort && proseLength(out.text.String(), tree) < leastProse {
		return reject("no_content", "the page has no main content: only navigation, forms or scripts were found")
	}
	if language := pageLanguage(tree); language != "" {
		doc.Language = language
	}
	if !published.IsZero() {
		doc.Published = metadataDate(published)
		if modified.After(published) {
			doc.Modified = metadataDate(modified)
		}
	}
	out.finish(doc)
	return nil
}

// decodeHTML makes UTF-8 of a page by its byte order mark, what its server
// named, its <meta> or, at last, its bytes.
func decodeHTML(data []byte, named string) ([]byte, error) {
	contentType := "text/html"
	if named != "" {
		contentType = mime.FormatMediaType(contentType, map[string]string{"charset": named})
	}
	enc, name, certain := charset.DetermineEncoding(data, contentType)
	if name == "utf-8" || !certain {
		s, err := decodeText(data, named)
		return []byte(s), err
	}
	if at := controlByte(data); at >= 0 && !hasUTF16Mark(data) {
		return nil, reject("binary", "this is no text: byte 0x%02x at offset %d", data[at], at)
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return nil, reject("charset", "the bytes are not valid %s, which the page names as its character set", name)
	}
	return out, nil
}

// depth is the nesting of the elements, as far as tags tell, at most maxDepth+1.
func depth(data []byte) int {
	z := html.NewTokenizer(bytes.NewReader(data))
	level, deepest := 0, 0
	for deepest <= maxDepth {
		switch z.Next() {
		case html.ErrorToken:
			if errors.Is(z.Err(), io.EOF) {
				return deepest
			}
			return deepest
		case html.StartTagToken:
			name, _ := z.TagName()
			if !isVoid(atom.Lookup(name)) {
				level++
				deepest = max(deepest, level)
			}
		case html.EndTagToken:
			level = max(level-1, 0)
		}
	}
	return deepest
}

// isVoid also takes the elements whose end tags are often left out.
func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr, atom.P, atom.Li, atom.Td, atom.Tr, atom.Th, atom.Dt, atom.Dd, atom.Option:
		return true
	}
	return false
}

// pageDate is the day of publication that a page's metadata states or, where
// original is not set, the day of its last change. The bounds
// and the current time, at which a date without a year falls out of them, keep
// the machine's clock out.
func pageDate(tree *html.Node, address string, original bool) time.Time {
	found, err := htmldate.FromDocument(tree, htmldate.Options{
		UseOriginalDate: original, URL: address, SkipExtensiveSearch: true, DeferUrlExtractor: true,
		MinDate: time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), MaxDate: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC),
		DateParserConfig: &dps.Configuration{CurrentTime: time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)},
	})
	if err != nil {
		return time.Time{}
	}
	return found.DateTime
}

func metadataDate(t time.Time) stages.DocumentDate {
	d, _ := stages.NewDate(t.Year(), int(t.Month()), t.Day())
	return stages.DocumentDate{Interval: stages.Interval{Start: d, End: d}, Precision: stages.PrecisionDay, Basis: "metadata"}
}

func pageLanguage(tree *html.Node) string {
	for n := range tree.Descendants() {
		if n.DataAtom == atom.Html {
			for _, a := range n.Attr {
				if a.Key == "lang" || a.Key == "xml:lang" {
					return baseLanguage(a.Val)
				}
			}
			return ""
		}
	}
	return ""
}

// baseLanguage is the primary subtag: "en" of "en-GB".
func baseLanguage(s string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	if base = strings.ToLower(strings.TrimSpace(base)); len(base) < 2 || len(base) > 3 {
		return ""
	}
	return base
}

// contentBlocks adds the blocks of a page's main content. The libraries make
// elements anew, lists and tables among them, and leave out the number of the
// element's name, by which blocks are told apart.
func contentBlocks(content *html.Node, out *builder) {
	for n := range content.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == 0 {
			n.DataAtom = atom.Lookup([]byte(n.Data))
		}
	}
	htmlBlocks(content, out, 0)
}

// unwrapFormatting puts the text of elements that only change its looks in their
// place: trafilatura loses the spaces around them in lists, quotations and
// tables. Quotation elements get the marks that a browser shows.
func unwrapFormatting(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		switch next := c.NextSibling; {
		case c.Type == html.ElementNode && isFormatting(c.DataAtom):
			if c.DataAtom == atom.Q {
				c.InsertBefore(&html.Node{Type: html.TextNode, Data: "“"}, c.FirstChild)
				c.AppendChild(&html.Node{Type: html.TextNode, Data: "”"})
			}
			first := c.FirstChild
			for child := first; child != nil; child = c.FirstChild {
				c.RemoveChild(child)
				n.InsertBefore(child, c)
			}
			n.RemoveChild(c)
			if c = first; c == nil {
				c = next
			}
		default:
			unwrapFormatting(c)
			c = next
		}
	}
	joinText(n)
}

// joinText makes one node of the text nodes that stand side by side below n.
func joinText(n *html.Node) {
	isText := func(c *html.Node) bool { return c != nil && c.Type == html.TextNode }
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !isText(c) || !isText(c.NextSibling) {
			continue
		}
		var text strings.Builder
		text.WriteString(c.Data)
		for next := c.NextSibling; isText(next); next = c.NextSibling {
			text.WriteString(next.Data)
			n.RemoveChild(next)
		}
		c.Data = text.String()
	}
}

func isFormatting(a atom.Atom) bool {
	switch a {
	case atom.B, atom.Strong, atom.I, atom.Em, atom.U, atom.Mark, atom.Cite, atom.Abbr, atom.Q, atom.Font, atom.Small, atom.Big:
		return true
	}
	return false
}

// htmlBlocks adds the blocks below a node. Text that stands in no block of its
// own makes a paragraph.
func htmlBlocks(n *html.Node, out *builder, nested int) {
	var loose strings.Builder
	flush := func() {
		out.add(stages.Paragraph, 0, loose.String(), false)
		loose.Reset()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		kind, level, isBlock := blockOf(c)
		switch {
		case c.Type == html.TextNode:
			loose.WriteString(c.Data)
		case c.Type != html.ElementNode || c.DataAtom == atom.Script || c.DataAtom == atom.Style:
		case c.DataAtom == atom.Br:
			loose.WriteString(" ")
		case isBlock:
			flush()
			switch {
			case kind == stages.TableRow:
				out.add(kind, 0, rowText(c), false)
			case kind == stages.Preformatted:
				out.add(kind, 0, allText(c), true)
			case hasBlocks(c) && nested < maxDepth:
				htmlBlocks(c, out, nested+1)
			default:
				out.add(kind, level, allText(c), false)
			}
		case hasBlocks(c) && nested < maxDepth:
			flush()
			htmlBlocks(c, out, nested+1)
		default:
			loose.WriteString(allText(c))
		}
	}
	flush()
}

func blockOf(n *html.Node) (kind stages.BlockKind, level int, ok bool) {
	switch n.DataAtom {
	case atom.P, atom.Blockquote, atom.Dd, atom.Dt, atom.Address, atom.Div, atom.Section, atom.Article, atom.Main, atom.Body,
		atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Figure, atom.Aside, atom.Header, atom.Footer:
		return stages.Paragraph, 0, true
	case atom.Figcaption, atom.Caption:
		return stages.Caption, 0, true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return stages.Heading, int(n.Data[1] - '0'), true
	case atom.Li:
		return stages.ListItem, 1, true
	case atom.Tr:
		return stages.TableRow, 0, true
	case atom.Pre:
		return stages.Preformatted, 0, true
	}
	return 0, 0, false
}

func hasBlocks(n *html.Node) bool {
	for d := range n.Descendants() {
		if _, _, ok := blockOf(d); ok {
			return true
		}
	}
	return false
}

func allText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && d.Parent.DataAtom != atom.Script && d.Parent.DataAtom != atom.Style:
			b.WriteString(d.Data)
		case d.DataAtom == atom.Br:
			b.WriteString("\n")
		}
	}
	return b.String()
}

// proseLength is the length in bytes of what is left of a page's content without
// its title and the text of its links. The libraries unwrap links, so they are
// looked for in the page itself.
func proseLength(content string, page *html.Node) int {
	for n := range page.Descendants() {
		if n.DataAtom == atom.A || n.DataAtom == atom.Title || n.DataAtom == atom.Button {
			if t := oneLine(allText(n)); t != "" {
				content = strings.Replace(content, t, "", 1)
			}
		}
	}
	return len(oneLine(content))
}

func rowText(n *html.Node) string {
	var cells []string
	for c := range n.ChildNodes() {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells = append(cells, strings.Join(strings.Fields(allText(c)), " "))
		}
	}
	return strings.Join(cells, " | ")
}
