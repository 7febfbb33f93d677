package parse

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// pages is a PDFReader that has read already.
type pages struct {
	text *PDFText
	err  error
}

func (p pages) ReadPDF([]byte) (*PDFText, error) { return p.text, p.err }

// setPages sets type the plain way. A line is "left size text", "B" before the
// size makes it bold, "+" in place of left goes on in the line before, at that
// distance. A line "^" begins a page, an empty one leaves a gap.
func setPages(source string) *PDFText {
	text := &PDFText{Pages: 1}
	top := 800.0
	for _, l := range strings.Split(strings.TrimSpace(source), "\n") {
		switch l = strings.TrimSpace(l); l {
		case "^":
			top, text.Pages = 800, text.Pages+1
			continue
		case "":
			top -= 12
			continue
		}
		var r PDFRun
		place, rest, _ := strings.Cut(l, " ")
		size, letters, _ := strings.Cut(rest, " ")
		size, r.Bold = strings.CutPrefix(size, "B")
		fmt.Sscan(size, &r.Size)
		r.Text, r.Page = letters, text.Pages-1
		if gap, ok := strings.CutPrefix(place, "+"); ok {
			fmt.Sscan(gap, &r.Left)
			top += 1.2 * r.Size
			r.Left += text.Runs[len(text.Runs)-1].Right
		} else {
			fmt.Sscan(place, &r.Left)
		}
		r.Top = top
		r.Bottom = top - r.Size
		r.Right = r.Left + float64(len(letters))*r.Size/2
		top -= 1.2 * r.Size
		text.Runs = append(text.Runs, r)
	}
	return text
}

func TestPDF(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{
			"paragraphs by gap, indent and short last line",
			"60 10 The board dug nine wells in the north of the country last year and\n60 10 said the pumps will follow.\n60 10 Two of them are dry since the summer, said the engineer who keeps the\n60 10 books of the board.\n72 10 Goma has none of them and waits for the engineers of the regional\n60 10 office.\n\n60 10 The end.",
			"p The board dug nine wells in the north of the country last year and said the pumps will follow.\np Two of them are dry since the summer, said the engineer who keeps the books of the board.\np Goma has none of them and waits for the engineers of the regional office.\np The end.",
		},
		{
			"headings by size and weight",
			"60 18 Wells of the north\n\n60 14 Where they are\n\n60 10 The board dug nine wells in the north of the country.\n\n60 B10 Who pays\n60 10 The board pays for the pipes, the villages for the pumps.",
			"h1 Wells of the north\nh2 Where they are\np The board dug nine wells in the north of the country.\nh3 Who pays\np The board pays for the pipes, the villages for the pumps.",
		},
		{
			"hyphens", "60 10 The adminis-\n60 10 tration of Sub-\n60 10 Saharan wells is well-\n60 10 known and a well-known trou\u0002\n60 10 ble since 1990-\n60 10 1999.",
			"p The administration of Sub-Saharan wells is well-known and a well-known trouble since 1990-1999.",
		},
		{
			"page furniture goes, a sentence goes on over the page",
			"60 8 Annual report 3\n60 10 The board dug nine wells in the north of the\n^\n60 8 Annual report 4\n60 10 country last year.\n^\n60 8 Annual report 5\n60 10 Next.",
			"p The board dug nine wells in the north of the country last year.\np Next.",
		},
		{
			"runs in a line, rows of a table",
			"60 10 The board\n+0 10 's nine\n+2 10 wells.\n\n60 10 Town\n+80 10 Wells\n60 10 Goma\n+80 10 5",
			"p The board's nine wells.\n| Town | Wells\n| Goma | 5",
		},
		{"list", "60 10 • Goma\n60 10 • Beni", "- • Goma\n- • Beni"},
	} {
		p := newParser(t)
		p.PDF = pages{text: setPages(c.source)}
		d, err := p.Parse(&Input{URI: "a.pdf", Data: []byte("%PDF-1.4")})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := blockTexts(d)
		for i, b := range d.Blocks {
			if b.Level > 0 && strings.HasPrefix(c.want, "h1") {
				got[i] = strings.Replace(got[i], "h ", fmt.Sprintf("h%d ", b.Level), 1)
			}
		}
		if s := strings.Join(got, "\n"); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, s, c.want)
		}
		checkBlocks(t, d)
	}
}

func TestBadPDF(t *testing.T) {
	for _, c := range []struct {
		reader PDFReader
		data   string
		rule   string
	}{
		{nil, "%PDF-1.4", "pdf"},
		{pages{err: errors.New("it is locked")}, "%PDF-1.4", "pdf"},
		{pages{text: &PDFText{Pages: 3}}, "%PDF-1.4", "no_text"},
		{pages{}, "misnamed", "pdf"},
	} {
		p := newParser(t)
		p.PDF = c.reader
		_, err := p.Parse(&Input{URI: "a.pdf", Data: []byte(c.data)})
		if e, ok := IsError(err); !ok || e.Rule != c.rule {
			t.Errorf("%q: want a reject by %s, got %v", c.data, c.rule, err)
		}
	}
}
