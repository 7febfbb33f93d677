package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/stages"
)

// readText reads plain text. The text is kept as it is; only blocks are found.
func readText(_ *Parser, in *Input, doc *stages.Document) error {
	text, err := decodeText(in.Data, in.Charset)
	if err != nil {
		return err
	}
	doc.Text = text
	doc.Blocks = TextBlocks(text, nil)
	return nil
}

// line is one line of a plain text without the white space around it.
type line struct {
	stages.Span
	blankBefore bool
}

// TextBlocks appends the blocks of a plain text. Empty lines part blocks.
// Inside a stretch without empty lines a line break parts blocks too, unless
// the lines look wrapped at a margin: then a line that does not end a sentence,
// or is followed by a line in lower case, goes on in the next one.
func TextBlocks(text string, blocks []stages.Block) []stages.Block {
	lines := textLines(text)
	first := len(blocks)
	for i := 0; i < len(lines); {
		j := i + 1
		for j < len(lines) && !lines[j].blankBefore {
			j++
		}
		blocks = stretchBlocks(text, lines[i:j], j < len(lines), blocks)
		i = j
	}
	added := blocks[first:]
	sections(added)
	return blocks
}

func textLines(text string) []line {
	var lines []line
	blank := true
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		content := strings.TrimFunc(text[at:end], isSpace)
		if content == "" {
			blank = true
		} else {
			start := at + strings.Index(text[at:end], content)
			lines = append(lines, line{stages.Span{Start: int32(start), End: int32(start + len(content))}, blank})
			blank = false
		}
		at = end + 1
	}
	return lines
}

// isSpace also takes the byte order mark and the zero-width space for white space.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' }

const wrapMargin = 110 // lines of wrapped text are not longer, in bytes

func stretchBlocks(text string, lines []line, more bool, blocks []stages.Block) []stages.Block {
	longest := 0
	for _, l := range lines {
		longest = max(longest, l.Len())
	}
	wrapped := len(lines) > 1 && longest <= wrapMargin && longest >= 40
	for i := 0; i < len(lines); {
		j := i + 1
		for j < len(lines) && goesOn(text, lines[j-1], lines[j], wrapped, longest) {
			j++
		}
		span := stages.Span{Start: lines[i].Start, End: lines[j-1].End}
		b := stages.Block{Span: span, Kind: stages.Paragraph, Section: -1}
		content := text[span.Start:span.End]
		switch alone := j-i == 1; {
		case isListItem(content):
			b.Kind = stages.ListItem
		case strings.Count(content, "\t") >= 2 || strings.Count(content, " | ") >= 2:
			b.Kind = stages.TableRow
		case alone && (j < len(lines) || more) && isHeading(content):
			b.Kind, b.Level = stages.Heading, headingLevel(content)
		}
		blocks = append(blocks, b)
		i = j
	}
	return blocks
}

// goesOn reports whether a line is continued by the next one.
func goesOn(text string, a, b line, wrapped bool, longest int) bool {
	this, next := text[a.Start:a.End], text[b.Start:b.End]
	if isListItem(next) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(this)
	head, _ := utf8.DecodeRuneInString(next)
	ended := strings.ContainsRune(".!?:;。！？…”\"’»)", last)
	switch {
	case unicode.IsLower(head) && !ended:
		return true
	case !wrapped:
		return false
	case ended:
		// The end of a sentence in a full line is an accident of wrapping.
		return a.Len() > longest*3/4 && last != ':'
	}
	return a.Len() > longest*6/10
}

// isHeading judges a line that stands alone: short, not a sentence, and begun
// like one.
func isHeading(s string) bool {
	if len(s) > 160 || strings.Count(s, " ") > 18 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(".,;:!…。，；：！”\"", last) {
		return false
	}
	head, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(head) || unicode.IsDigit(head) || unicode.Is(unicode.Han, head) || strings.HasPrefix(s, "(")
}

// headingLevel is 2 for "I." and "1.", 3 for "(1)" and "1.1", 1 otherwise.
func headingLevel(s string) uint8 {
	word, _, _ := strings.Cut(s, " ")
	dots := strings.Count(strings.TrimSuffix(word, "."), ".")
	switch {
	case strings.HasPrefix(word, "("), dots > 0 && unicode.IsDigit(rune(word[0])):
		return 3
	case strings.HasSuffix(word, ".") && len(word) <= 6:
		return 2
	}
	return 1
}

// isListItem reports whether a line begins with a bullet or an item number.
func isListItem(s string) bool {
	head, n := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("-*•·◦▪‣–—●○■□►", head) {
		return len(s) > n && (s[n] == ' ' || s[n] == '\t') && head != '—' && head != '–' || head == '•'
	}
	i := 0
	if head == '(' {
		i = 1
	}
	digits := i
	for digits < len(s) && '0' <= s[digits] && s[digits] <= '9' {
		digits++
	}
	if digits == i {
		if i+1 < len(s) && i == 1 && 'a' <= s[1] && s[1] <= 'z' && strings.HasPrefix(s[2:], ") ") {
			return true
		}
		return false
	}
	if digits-i > 3 || digits+1 >= len(s) {
		return false
	}
	if i == 1 {
		return s[digits] == ')'
	}
	return (s[digits] == ')' || s[digits] == '.') && s[digits+1] == ' ' && strings.ContainsAny(s[len(s)-1:], ".;,!?") // else it is a heading
}
