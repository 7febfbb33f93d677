package parse

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"annals/stages"
)

// readDOCX reads Word documents (ECMA-376, WordprocessingML): paragraphs with
// their style, lists, tables a row a block, text boxes where they are anchored,
// footnotes and endnotes after the body. Text struck out under "track changes"
// is left out, text put in is kept. Headers and footers are page furniture and
// are left out.
//
// The parts are read as a stream of tokens: memory is that of the text and of
// the depth of the elements, whatever the size of the part.
func readDOCX(_ *Parser, in *Input, doc *stages.Document) error {
	archive, err := zip.NewReader(bytes.NewReader(in.Data), int64(len(in.Data)))
	if err != nil {
		return reject("docx", "the Word document is damaged: %v; open it and save it again", err)
	}
	w := word{styles: map[string]style{}}
	parts := []struct {
		name string
		read func(*xml.Decoder) error
	}{
		{"word/styles.xml", w.readStyles},
		{"word/document.xml", w.readBody},
		{"word/footnotes.xml", w.readBody},
		{"word/endnotes.xml", w.readBody},
		{"docProps/core.xml", func(d *xml.Decoder) error { return coreProperties(d, doc) }},
	}
	for _, p := range parts {
		if err := readPart(archive, p.name, p.read); err != nil {
			return err
		}
	}
	w.out.finish(doc)
	return nil
}

// looksLikeDOCX reports whether data is a ZIP archive with a Word document.
func looksLikeDOCX(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data, []byte("word/document.xml"))
}

// maxPart is how many bytes a part of an office document may have unpacked: a
// few kilobytes can hold gigabytes.
const maxPart = 32 << 20

// readPart reads a part of the archive; one that is not there is passed over,
// but for the body.
func readPart(archive *zip.Reader, name string, read func(*xml.Decoder) error) error {
	file, err := archive.Open(name)
	if err != nil {
		if name == "word/document.xml" {
			return reject("docx", "the Word document is damaged: it has no readable %s", name)
		}
		return nil
	}
	defer file.Close()
	limited := &io.LimitedReader{R: file, N: maxPart}
	err = read(xml.NewDecoder(limited))
	if limited.N == 0 {
		return reject("size", "%s of the Word document is longer than %d bytes unpacked", name, maxPart)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return reject("docx", "the Word document is damaged: %s: %v", name, err)
	}
	return nil
}

// style is what matters of a paragraph style.
type style struct {
	heading int // level, 0 for none
	list    bool
}

// word is the state of reading a Word document.
type word struct {
	styles map[string]style
	out    builder
	depth  int
}

// readStyles takes heading levels and lists from the styles: the ids are in the
// language of the program that wrote the file, the names are not.
func (w *word) readStyles(d *xml.Decoder) error {
	id, current := "", style{}
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "style":
				id, current = attribute(e, "styleId"), style{}
			case "name":
				name := strings.ToLower(attribute(e, "val"))
				current.heading = headingStyle(name)
				current.list = strings.HasPrefix(name, "list")
			case "outlineLvl":
				if v := attribute(e, "val"); len(v) == 1 && '0' <= v[0] && v[0] < '6' {
					current.heading = int(v[0]-'0') + 1
				}
			case "numPr":
				current.list = true
			}
		case xml.EndElement:
			if e.Name.Local == "style" && id != "" {
				w.styles[id] = current
			}
		}
	}
}

// headingStyle is the level of a heading style by its built-in name.
func headingStyle(name string) int {
	if name == "title" {
		return 1
	}
	if level, ok := strings.CutPrefix(name, "heading "); ok && len(level) == 1 && '1' <= level[0] && level[0] <= '6' {
		return int(level[0] - '0')
	}
	return 0
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readBody reads a part with blocks: the document, its notes.
func (w *word) readBody(d *xml.Decoder) error {
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "p":
			err = w.paragraph(d)
		case "tbl":
			err = w.table(d)
		case "footnote", "endnote":
			// Separators and notices are notes with a type.
			if kind := attribute(e, "type"); kind != "" && kind != "normal" {
				err = d.Skip()
			}
		case "Fallback":
			err = d.Skip()
		}
		if err != nil {
			return err
		}
	}
}

// enter guards against elements nested without end.
func (w *word) enter() error {
	if w.depth++; w.depth > maxDepth {
		return errors.New("its elements are nested too deep")
	}
	return nil
}

// paragraph reads to the end of the paragraph and adds it.
func (w *word) paragraph(d *xml.Decoder) error {
	text, kind, level, err := w.inline(d)
	if err != nil {
		return err
	}
	w.out.add(kind, level, text, strings.Contains(text, "\n"))
	return nil
}

// inline reads a paragraph up to its end. Blocks of text boxes in it are added
// before the paragraph itself.
func (w *word) inline(d *xml.Decoder) (text string, kind stages.BlockKind, level int, err error) {
	if err = w.enter(); err != nil {
		return
	}
	defer func() { w.depth-- }()
	var b strings.Builder
	kind = stages.Paragraph
	for {
		t, err := d.Token()
		if err != nil {
			return "", kind, 0, err
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "pStyle":
				switch s := w.styles[attribute(e, "val")]; {
				case s.heading > 0:
					kind, level = stages.Heading, s.heading
				case s.list:
					kind = stages.ListItem
				}
			case "numPr":
				if kind == stages.Paragraph {
					kind = stages.ListItem
				}
			case "t":
				s, err := characters(d)
				if err != nil {
					return "", kind, 0, err
				}
				b.WriteString(s)
			case "tab", "ptab":
				b.WriteByte(' ')
			case "br", "cr":
				b.WriteByte('\n')
			case "noBreakHyphen":
				b.WriteByte('-')
			case "tabs", "del", "moveFrom", "Fallback":
				if err := d.Skip(); err != nil {
					return "", kind, 0, err
				}
			case "p":
				if err := w.paragraph(d); err != nil {
					return "", kind, 0, err
				}
			case "tbl":
				if err := w.table(d); err != nil {
					return "", kind, 0, err
				}
			}
		case xml.EndElement:
			if e.Name.Local == "p" {
				return b.String(), kind, level, nil
			}
		}
	}
}

// characters is the character data up to the end of the element.
func characters(d *xml.Decoder) (string, error) {
	var b strings.Builder
	for {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch e := t.(type) {
		case xml.CharData:
			b.Write(e)
		case xml.StartElement:
			if err := d.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return b.String(), nil
		}
	}
}

// table adds a block a row, the cells parted by " | ". A table of one column,
// as used for layout, is paragraphs.
func (w *word) table(d *xml.Decoder) error {
	if err := w.enter(); err != nil {
		return err
	}
	defer func() { w.depth-- }()
	var cells []string
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "tr":
				cells = cells[:0]
			case "tc":
				cells = append(cells, "")
			case "p":
				text, _, _, err := w.inline(d)
				if err != nil {
					return err
				}
				if n := len(cells) - 1; n >= 0 {
					cells[n] = strings.TrimSpace(cells[n] + " " + text)
				}
			case "tbl":
				if err := w.table(d); err != nil {
					return err
				}
			case "del", "Fallback":
				if err := d.Skip(); err != nil {
					return err
				}
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "tr":
				kind := stages.TableRow
				if len(cells) == 1 {
					kind = stages.Paragraph
				}
				if strings.Join(cells, "") != "" {
					w.out.add(kind, 0, strings.Join(cells, " | "), false)
				}
			case "tbl":
				return nil
			}
		}
	}
}

// coreProperties takes title, author and language from the Dublin Core of an
// office document. Its dates are those of the file, not of publication.
func coreProperties(d *xml.Decoder, doc *stages.Document) error {
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		var to *string
		switch e.Name.Local {
		case "title":
			to = &doc.Title
		case "creator":
			to = &doc.Author
		case "language":
			to = &doc.Language
		default:
			continue
		}
		s, err := characters(d)
		if err != nil {
			return err
		}
		if *to = oneLine(s); to == &doc.Language {
			*to = baseLanguage(*to)
		}
	}
}
