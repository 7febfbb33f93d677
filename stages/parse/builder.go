package parse

import (
	"strings"

	"annals/stages"

	"golang.org/x/text/unicode/norm"
)

// builder makes the text of a document whose format has a structure of its own:
// blocks one after the other, an empty line between them (a line break alone
// between the items of a list and the rows of a table).
type builder struct {
	text   strings.Builder
	blocks []stages.Block
}

// add adds a block; white space inside it is folded to single spaces, except
// for line breaks where keepLines is set. A block without text is passed over.
func (b *builder) add(kind stages.BlockKind, level int, text string, keepLines bool) {
	if keepLines {
		lines := strings.Split(text, "\n")
		for i, l := range lines {
			lines[i] = strings.TrimRight(l, " \t\r")
		}
		text = strings.Trim(strings.Join(lines, "\n"), "\n")
	} else {
		text = strings.Join(strings.Fields(text), " ")
	}
	text = norm.NFC.String(text)
	if strings.TrimSpace(text) == "" {
		return
	}
	if n := len(b.blocks); n > 0 {
		together := (kind == stages.ListItem || kind == stages.TableRow) && b.blocks[n-1].Kind == kind
		b.text.WriteString("\n")
		if !together {
			b.text.WriteString("\n")
		}
	}
	start := b.text.Len()
	b.text.WriteString(text)
	b.blocks = append(b.blocks, stages.Block{
		Span: stages.Span{Start: int32(start), End: int32(b.text.Len())},
		Kind: kind, Level: uint8(level), Section: -1,
	})
}

// finish hands the text and the blocks to doc.
func (b *builder) finish(doc *stages.Document) {
	doc.Text, doc.Blocks = b.text.String(), b.blocks
	sections(doc.Blocks)
}

// sections sets the heading that governs each block.
func sections(blocks []stages.Block) {
	section := int32(-1)
	for i := range blocks {
		if blocks[i].Kind == stages.Heading {
			section = int32(i)
			blocks[i].Section = -1
			continue
		}
		blocks[i].Section = section
	}
}
