package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"

	"annals/stages/parse"
)

// file is a PDF with a line of Helvetica for each string, a page for each list.
func file(pages ...[]string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(s string) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), s)
	}
	b.WriteString("%PDF-1.4\n")
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(pages)))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	for i, lines := range pages {
		var content strings.Builder
		for j, l := range lines {
			fmt.Fprintf(&content, "BT /F1 11 Tf 60 %d Td (%s) Tj ET\n", 780-14*j, l)
		}
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>", 5+2*i))
		object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", content.Len(), content.String()))
	}
	object("<< /Title (The wells of Goma) /Author (Ola Brandt) >>")
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, len(offsets), at)
	return b.Bytes()
}

var shared Reader

func TestRead(t *testing.T) {
	data := file([]string{"The board dug nine wells", "in the north."}, []string{"Two are dry."})
	var wait sync.WaitGroup
	for range 4 { // more than there are instances
		wait.Add(1)
		go func() {
			defer wait.Done()
			text, err := shared.ReadPDF(data)
			if err != nil {
				t.Error(err)
				return
			}
			if text.Title != "The wells of Goma" || text.Author != "Ola Brandt" || text.Pages != 2 || len(text.Runs) != 3 {
				t.Errorf("got %+v", text)
				return
			}
			r := text.Runs[1]
			if r.Text != "in the north." || r.Page != 0 || r.Size != 11 || r.Left < 59 || r.Left > 62 || r.Top <= r.Bottom || text.Runs[2].Page != 1 {
				t.Errorf("got %+v", text.Runs)
			}
		}()
	}
	wait.Wait()
}

func TestDamaged(t *testing.T) {
	data := file([]string{"The board dug nine wells."})
	for name, bad := range map[string][]byte{
		"head only": []byte("%PDF-1.4\n"),
		"no pages":  bytes.ReplaceAll(data, []byte("/Pages"), []byte("/Sages")),
		"locked": bytes.Replace(data, []byte("/Root"), []byte("/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O ("+strings.Repeat("o", 32)+") /U ("+strings.Repeat("u", 32)+
			") >> /ID [(a) (a)] /Root"), 1),
	} {
		if text, err := shared.ReadPDF(bad); err == nil && len(text.Runs) > 0 {
			t.Errorf("%s: read as %+v", name, text)
		} else if name == "locked" && (err == nil || !strings.Contains(err.Error(), "password")) {
			t.Errorf("locked: %v", err)
		}
	}
	if _, err := shared.ReadPDF(data); err != nil {
		t.Errorf("a sound file after damaged ones: %v", err)
	}
}

var _ parse.PDFReader = &shared

func FuzzReadPDF(f *testing.F) {
	f.Add(file([]string{"Nine wells."}))
	f.Add([]byte("%PDF-1.4\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := shared.ReadPDF(data)
		if (text == nil) == (err == nil) {
			t.Fatalf("text %v and error %v", text, err)
		}
	})
}
