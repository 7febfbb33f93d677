package parse

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// wordFile packs parts of a Word document; document.xml is the body's inside.
func wordFile(tb testing.TB, parts map[string]string) string {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, inside := range parts {
		f, err := z.Create(name)
		if err == nil {
			_, err = f.Write([]byte(`<?xml version="1.0"?><w:x xmlns:w="w" xmlns:mc="mc" xmlns:dc="dc">` + inside + `</w:x>`))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func TestDOCX(t *testing.T) {
	paragraph := func(style, text string) string {
		return `<w:p><w:pPr>` + style + `</w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
	}
	file := wordFile(t, map[string]string{
		"word/styles.xml": `<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Liste"><w:name w:val="List Bullet"/></w:style>` +
			`<w:style w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>`,
		"word/document.xml": `<w:body>` +
			paragraph(`<w:pStyle w:val="berschrift1"/>`, "Wells of the north") +
			`<w:p><w:r><w:t xml:space="preserve">The board dug </w:t></w:r><w:del><w:r><w:delText>seven</w:delText></w:r></w:del><w:ins><w:r><w:t>nine</w:t></w:r></w:ins>` +
			`<w:r><w:t xml:space="preserve"> wells</w:t><w:footnoteReference w:id="2"/><w:tab/><w:t>in</w:t><w:noBreakHyphen/><w:t>land.</w:t></w:r></w:p>` +
			paragraph(`<w:pStyle w:val="Kapitel"/>`, "Where") +
			paragraph(`<w:pStyle w:val="Liste"/>`, "Goma") + paragraph(`<w:numPr/>`, "Beni") +
			`<w:tbl><w:tr><w:tc>` + paragraph("", "Town") + `</w:tc><w:tc>` + paragraph("", "Wells") + `</w:tc></w:tr>` +
			`<w:tr><w:tc>` + paragraph("", "Goma") + `</w:tc><w:tc>` + paragraph("", "5") + `</w:tc></w:tr></w:tbl>` +
			`<mc:AlternateContent><mc:Choice><w:r><w:t>lost</w:t></w:r></mc:Choice><mc:Fallback>` + paragraph("", "twice") + `</mc:Fallback></mc:AlternateContent>` +
			`</w:body>`,
		"word/footnotes.xml": `<w:footnote w:type="separator">` + paragraph("", "-----") + `</w:footnote><w:footnote>` + paragraph("", "Two are dry.") + `</w:footnote>`,
		"docProps/core.xml":  `<dc:title>The wells</dc:title><dc:creator>Ola Brandt</dc:creator><dc:language>en-GB</dc:language>`,
	})
	for _, name := range []string{"wells.docx", "without-ending"} {
		d, err := parse(t, name, file)
		if err != nil {
			t.Fatal(err)
		}
		want := "h Wells of the north\np The board dug nine wells in-land.\nh Where\n- Goma\n- Beni\n| Town | Wells\n| Goma | 5\np Two are dry."
		if got := strings.Join(blockTexts(d), "\n"); got != want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, want)
		}
		if d.Title != "The wells" || d.Author != "Ola Brandt" || d.Language != "en" || !d.Published.Interval.IsZero() {
			t.Errorf("metadata: %q %q %q %v", d.Title, d.Author, d.Language, d.Published)
		}
		checkBlocks(t, d)
	}
}

func TestBadDOCX(t *testing.T) {
	deep := strings.Repeat("<w:tbl><w:tr><w:tc>", 2000)
	for name, data := range map[string]string{
		"docx":   wordFile(t, map[string]string{"word/document.xml": "<w:p><w:r><w:t>cut"}),
		"binary": wordFile(t, map[string]string{"other.xml": "x"}),
		"size":   wordFile(t, map[string]string{"word/document.xml": strings.Repeat(" ", maxPart)}),
	} {
		if _, err := parse(t, "a.docx", data); err == nil || err.(*Error).Rule != name {
			t.Errorf("want a reject by %s, got %v", name, err)
		}
	}
	for _, data := range []string{
		wordFile(t, map[string]string{"word/document.xml": deep}),
		"PK\x03\x04word/document.xml", "no archive at all",
	} {
		_, err := parse(t, "a.docx", data)
		if e, ok := IsError(err); !ok || e.Rule != "docx" {
			t.Errorf("want a reject, got %v", err)
		}
	}
}
