package parse

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/stages"
)

// A PDF page is runs of letters with their places, and no word of lines,
// paragraphs or reading order. The runs are taken in the order of the file,
// which programs that set type write in reading order, columns included, and
//
//  1. put together to lines where they stand beside each other,
//  2. freed of page furniture: what recurs at the same height of many pages,
//  3. put together to paragraphs by the distance of lines, letter size,
//     indents and the ends of lines; words parted at line ends are mended,
//  4. headings where the letters are larger or bolder than those of most text.
//
// Where a file has its runs in another order the text is in that order: nothing
// is lost, but sentences may be torn. Cost is linear in the runs but for sorting
// letter sizes.

// PDFReader reads the runs of text off the pages of a PDF file. It is an
// interface since reading needs a library with state, which stages do not keep;
// package internal/pdf has the one in use. The error says for a person what is
// wrong with the file, as the end of a sentence that begins with "the PDF".
type PDFReader interface {
	ReadPDF(data []byte) (*PDFText, error)
}

// PDFText is the text of a PDF file.
type PDFText struct {
	Title, Author string // as the file's metadata have it
	Pages         int
	Runs          []PDFRun
}

// PDFRun is letters that stand beside each other in one font. Places are in
// points, from the left and lower edges of the page: Top is above Bottom.
type PDFRun struct {
	Page                     int // from 0
	Text                     string
	Left, Right, Top, Bottom float64
	Size                     float64 // of the letters, in points
	Bold                     bool
}

func looksLikePDF(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data[:min(len(data), 1024)], "\x00\t\r\n \xef\xbb\xbf"), []byte("%PDF-"))
}

func readPDF(p *Parser, in *Input, doc *stages.Document) error {
	if p.PDF == nil {
		return reject("pdf", "no reader of PDF files is set up here")
	}
	text, err := p.PDF.ReadPDF(in.Data)
	if err != nil {
		return reject("pdf", "the PDF cannot be read: %v", err)
	}
	doc.Title, doc.Author = pdfTitle(text.Title), oneLine(strings.ToValidUTF8(text.Author, ""))
	var out builder
	pdfBlocks(text, &out)
	if out.text.Len() == 0 {
		return reject("no_text", "the PDF has no text on its %d pages, only pictures; have its text recognised (OCR) first", text.Pages)
	}
	out.finish(doc)
	return nil
}

// pdfTitle passes over what programs put in as a title by themselves.
func pdfTitle(s string) string {
	s = oneLine(strings.ToValidUTF8(s, ""))
	if strings.HasPrefix(s, "Microsoft ") || strings.HasPrefix(s, "untitled") || strings.Count(s, " ") == 0 {
		return ""
	}
	return s
}

// pdfLine is a line of a page, or of a column of it.
type pdfLine struct {
	PDFRun
	cells int // parts with wide gaps between them: more than one is a row of a table
}

func pdfBlocks(text *PDFText, out *builder) {
	lines := withoutFurniture(pdfLines(text.Runs), text.Pages)
	body := bodySize(lines)
	levels := headingSizes(lines, body)
	words := wordsWithin(lines)
	for i := 0; i < len(lines); {
		j := i + 1
		for j < len(lines) && sameParagraph(lines[i:j], &lines[j], body) {
			j++
		}
		var paragraph []byte
		for k := i; k < j; k++ {
			paragraph = appendLine(paragraph, lines[k].Text, words)
		}
		kind, level := stages.Paragraph, 0
		content := string(paragraph)
		switch l := &lines[i]; {
		case l.cells > 1:
			kind = stages.TableRow
		case isListItem(content):
			kind = stages.ListItem
		case (l.Size > body*1.1 || l.Bold) && j-i <= 3 && isHeading(strings.TrimSpace(content)):
			kind, level = stages.Heading, 1+slices.Index(levels, roundSize(l.Size))
			if level == 0 {
				level = len(levels) + 1
			}
			level = min(level, 6)
		}
		out.add(kind, level, content, false)
		i = j
	}
}

// pdfLines puts runs beside each other together.
func pdfLines(runs []PDFRun) []pdfLine {
	var lines []pdfLine
	for _, r := range runs {
		r.Text = clean(r.Text)
		if strings.TrimSpace(r.Text) == "" {
			continue
		}
		if n := len(lines) - 1; n >= 0 && beside(&lines[n].PDFRun, &r) {
			l := &lines[n]
			switch gap := r.Left - l.Right; {
			case gap > 2.5*max(r.Size, 6):
				l.Text += " | " + r.Text
				l.cells++
			case gap > 0.15*r.Size && !strings.HasSuffix(l.Text, " ") && !strings.HasPrefix(r.Text, " "):
				l.Text += " " + r.Text
			default:
				l.Text += r.Text
			}
			l.Right, l.Top, l.Bottom = max(l.Right, r.Right), max(l.Top, r.Top), min(l.Bottom, r.Bottom)
			l.Bold = l.Bold && r.Bold
			l.Size = max(l.Size, r.Size)
			continue
		}
		lines = append(lines, pdfLine{r, 1})
	}
	return lines
}

// clean drops what is no text; the mark of a hyphen at the end of a line,
// which pdfium writes as U+0002, becomes a soft hyphen.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 2 || r == 0xfffe:
			return '\u00ad'
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r) || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
}

// beside reports whether b goes on in the line of a, to its right.
func beside(a, b *PDFRun) bool {
	if a.Page != b.Page || b.Left < a.Right-0.5*max(a.Size, 4) {
		return false
	}
	overlap := min(a.Top, b.Top) - max(a.Bottom, b.Bottom)
	return overlap > 0.4*min(a.Top-a.Bottom, b.Top-b.Bottom)
}

// withoutFurniture drops running heads, feet and page numbers: lines of which
// the text, digits aside, stands at the same height of at least three pages, or
// of both of two.
func withoutFurniture(lines []pdfLine, pages int) []pdfLine {
	if pages < 2 {
		return lines
	}
	type place struct {
		text   string
		height int
	}
	at := func(l *pdfLine) place {
		return place{strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return '#'
			}
			return r
		}, l.Text), int(l.Bottom / 4)}
	}
	seen := map[place]int{} // pages
	last := map[place]int{}
	for i := range lines {
		p := at(&lines[i])
		if n, ok := last[p]; !ok || n != lines[i].Page {
			seen[p]++
			last[p] = lines[i].Page
		}
	}
	kept := lines[:0:0]
	for i := range lines {
		if seen[at(&lines[i])] < min(3, pages) {
			kept = append(kept, lines[i])
		}
	}
	return kept
}

func roundSize(size float64) int { return int(size*2 + 0.5) }

// bodySize is the letter size that most of the text has.
func bodySize(lines []pdfLine) float64 {
	count := map[int]int{}
	best, size := 0, 0
	for i := range lines {
		s := roundSize(lines[i].Size)
		count[s] += len(lines[i].Text)
		if c := count[s]; c > best || c == best && s < size {
			best, size = c, s
		}
	}
	return float64(size) / 2
}

// headingSizes are the sizes larger than the body's, the largest first.
func headingSizes(lines []pdfLine, body float64) []int {
	var sizes []int
	for i := range lines {
		if s := roundSize(lines[i].Size); lines[i].Size > body*1.1 && !slices.Contains(sizes, s) {
			sizes = append(sizes, s)
		}
	}
	slices.SortFunc(sizes, func(a, b int) int { return cmp.Compare(b, a) })
	return sizes
}

// sameParagraph reports whether next goes on in the paragraph of the lines
// before it.
func sameParagraph(before []pdfLine, next *pdfLine, body float64) bool {
	first, last := &before[0], &before[len(before)-1]
	if last.cells > 1 || next.cells > 1 || last.Bold != next.Bold || isListItem(next.Text) {
		return false
	}
	if difference := last.Size - next.Size; difference > 0.6 || difference < -0.6 {
		return false
	}
	head, _ := utf8.DecodeRuneInString(strings.TrimSpace(next.Text))
	goesOn := unicode.IsLower(head) || !endsSentence(last.Text)
	height := max(last.Size, body, 1)
	if last.Page != next.Page || next.Bottom > last.Top {
		// The next page or column: only a sentence goes on there.
		return goesOn && unicode.IsLower(head) || endsInHyphen(last.Text)
	}
	if last.Bottom-next.Top > 0.9*height { // more than an empty line between
		return false
	}
	if len(before) > 1 && last.Bottom-next.Top > before[len(before)-2].Bottom-last.Top+0.3*height && !unicode.IsLower(head) {
		return false // further apart than the lines so far
	}
	indented := next.Left > last.Left+0.8*height && (len(before) > 1 || next.Left > first.Left)
	short := last.Right < next.Right-8*height
	return goesOn || !indented && !short
}

func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(s))
	return strings.ContainsRune(".!?:;。！？…”\"’»)", last)
}

func endsInHyphen(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, "-") || strings.HasSuffix(s, "\u00ad")
}

// wordsWithin is every word that stands inside a line, in lower case: it tells
// whether a hyphen at the end of a line belongs to the word.
func wordsWithin(lines []pdfLine) map[string]bool {
	words := map[string]bool{}
	for i := range lines {
		for _, w := range strings.Fields(lines[i].Text) {
			words[bareWord(w)] = true
		}
	}
	return words
}

// appendLine adds a line to a paragraph. The hyphen of a word parted at the end
// of the line before goes, unless the spelling elsewhere in the file, a digit or
// a capital shows that it belongs to the word.
func appendLine(paragraph []byte, line string, words map[string]bool) []byte {
	line = strings.TrimSpace(line)
	paragraph = bytes.TrimRight(paragraph, " ")
	hyphen, n := utf8.DecodeLastRune(paragraph)
	if len(paragraph) == 0 || hyphen != '-' && hyphen != '\u00ad' {
		if len(paragraph) > 0 {
			paragraph = append(paragraph, ' ')
		}
		return append(paragraph, line...)
	}
	paragraph = paragraph[:len(paragraph)-n]
	stem := string(paragraph[bytes.LastIndexByte(paragraph, ' ')+1:])
	end, _, _ := strings.Cut(line, " ")
	first, _ := utf8.DecodeRuneInString(end)
	last, _ := utf8.DecodeLastRuneInString(stem)
	if !unicode.IsLower(first) || !unicode.IsLetter(last) || words[bareWord(stem+"-"+end)] && !words[bareWord(stem+end)] {
		paragraph = append(paragraph, '-') // "Sub-Saharan", "1990-1999", "well-known"
	}
	return append(paragraph, line...)
}

// bareWord is a word in lower case without the marks around it.
func bareWord(s string) string {
	return strings.TrimFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
}
