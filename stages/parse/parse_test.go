package parse

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals/stages"
	"annals/stages/lang"

	"github.com/klauspost/compress/zstd"
)

func newParser(tb testing.TB) *Parser {
	tb.Helper()
	pack, err := lang.Open("en", nil)
	if err != nil {
		tb.Fatal(err)
	}
	p, err := New(pack)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func parse(tb testing.TB, uri, data string) (*stages.Document, error) {
	tb.Helper()
	return newParser(tb).Parse(&Input{URI: uri, Data: []byte(data)})
}

func blockTexts(d *stages.Document) (out []string) {
	for _, b := range d.Blocks {
		mark := [...]string{"p ", "h ", "- ", "| ", "` ", "c "}[b.Kind]
		out = append(out, mark+d.Text[b.Start:b.End])
	}
	return out
}

func TestHead(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{
			"dateline with agency", "Ministry opens clinic\n\nJUBA, Dec. 8, 2021 /NewsLine/ — The clinic opened on Wednesday after a year of work, officials in the capital told reporters.\n",
			"title=Ministry opens clinic published=2021-12-08 day dateline source=NewsLine kind=1",
		},
		{
			"dateline, day first", "NAIROBI, 3 May 2022 (The Courier) - Four trucks left the depot in the morning and reached the border before night fell on them.\n",
			"published=2022-05-03 day dateline source=The Courier kind=1",
		},
		{
			"agency without date", "GENEVA (Alpine Wire) -- The council met behind closed doors for a second day without a word to those who waited outside.\n",
			"source=Alpine Wire kind=1",
		},
		{
			"updated line", "A long page title about water supply\n\nSource: Updated: 2024-02-28\n\nThe water supply of the town was restored by the engineers of the regional board, people said.\n",
			"title=A long page title about water supply published=2024-02-28 day line modified=2024-02-28 kind=0",
		},
		{
			"speech", "Working Together for Clean Rivers\n\nRemarks by H.E. Amina Sowe\n\nMinister of Water\n\nFebruary 26, 2024\n\nMr. President,\nDear Colleagues,\n\nRivers belong to all of us.\n\nSource: Updated: 2024-02-28\n",
			"title=Working Together for Clean Rivers published=2024-02-26 day line modified=2024-02-28 speaker=Amina Sowe kind=2",
		},
		{
			"byline", "By Ola Brandt, Northern Daily\nThe bridge carries forty thousand cars a day and was closed for a week while the cables were inspected by divers.\n",
			"author=Ola Brandt source=Northern Daily kind=1",
		},
		{
			"published on", "Harbour widened\n\nPublished on 3 May 2022\n\nThe harbour was widened.\n",
			"title=Harbour widened published=2022-05-03 day line kind=0",
		},
		{
			"place and date", "Remarks by H.E. Tomas Kline, Minister of Water, at the opening of the Lake Forum\n\nNew Harbour, LK, Wednesday, 12 October 2022\n\nExcellencies, dear friends,\n\nThirty years ago we met here.\n",
			"title=Remarks by H.E. Tomas Kline, Minister of Water, at the opening of the Lake Forum published=2022-10-12 day line speaker=Tomas Kline kind=2",
		},
		{
			"no place before a date", "The board, 12 October 2022\n\nThe well gives water to nine villages and has done so since the old days.\n",
			"title=The board, 12 October 2022 kind=0",
		},
		{
			"month only", "Bulletin of the Board\n\nMarch 2023\n\nThe board met twice.\n",
			"title=Bulletin of the Board published=2023-03-01 month line kind=0",
		},
		{
			"no date stays unknown", "The well gives water to nine villages and has done so since the old days.\n", "kind=0",
		},
		{
			"a dash is no dateline", "NATO — the alliance of the West — was founded in 1949 and has grown since then to more than thirty members.\n", "kind=0",
		},
	} {
		d, err := parse(t, "x.txt", c.text)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var got []string
		add := func(k, v string) {
			if v != "" {
				got = append(got, k+"="+v)
			}
		}
		add("title", d.Title)
		add("author", d.Author)
		if p := d.Published; !p.Interval.IsZero() {
			add("published", p.Interval.Start.String()+" "+string(p.Precision)+" "+p.Basis)
			if s := d.Text[p.Span.Start:p.Span.End]; s == "" || strings.TrimSpace(s) != s {
				t.Errorf("%s: the date's span is %q", c.name, s)
			}
		}
		add("modified", d.Modified.Interval.Start.String())
		add("source", d.Source)
		add("speaker", d.Speaker)
		add("kind", string('0'+rune(d.Kind)))
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, s, c.want)
		}
		if d.Text != c.text {
			t.Errorf("%s: the text was changed", c.name)
		}
	}
}

func TestDateline(t *testing.T) {
	for text, want := range map[string]string{
		"JUBA, May 3, 2022 (Lakeside Herald) — The road is open.":  "JUBA, May 3, 2022 (Lakeside Herald) —",
		"JUBA, 9 March 2021 - When the rains come, it floods.":     "JUBA, 9 March 2021 -",
		"NAIROBI -- “We will,” she said on the way to the fields.": "NAIROBI --",
		"NEW DELHI, May 3 — Nine trains were late again today.":    "NEW DELHI, May 3 —",
		"NATO — the alliance of the West — met on 3 May 2022.":     "",
		"The road — a new one — was opened on 3 May 2022.":         "",
	} {
		d, err := parse(t, "x.txt", text+"\n\nMore follows here.\n")
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Text[d.Dateline.Start:d.Dateline.End]; got != want {
			t.Errorf("%q: dateline %q, want %q", text, got, want)
		}
	}
}

func TestTextBlocks(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"One paragraph.\nAnother one, on a line of its own.\n", []string{"p One paragraph.", "p Another one, on a line of its own."}},
		{
			"This text was wrapped at a margin by an editor, so that the\nlines break in the middle of its sentences and the reader\nmust join them. It ends here.\n\nNext.",
			[]string{"p This text was wrapped at a margin by an editor, so that the\nlines break in the middle of its sentences and the reader\nmust join them. It ends here.", "p Next."},
		},
		{"A Heading\n\nText follows it.\n", []string{"h A Heading", "p Text follows it."}},
		{"- first item\n- second item\n1. A third.\n", []string{"- - first item", "- - second item", "- 1. A third."}},
		{"I. The Beginning\nIt began well.\n", []string{"h I. The Beginning", "p It began well."}},
		{"\r\n\ufeffWindows line.\r\n\r\nSecond.\r\n", []string{"p Windows line.", "p Second."}},
	} {
		d := &stages.Document{Text: c.text, Blocks: TextBlocks(c.text, nil)}
		if got := blockTexts(d); strings.Join(got, "¶") != strings.Join(c.want, "¶") {
			t.Errorf("%q:\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	d, err := parse(t, "a.md", "---\ntitle: Wells of the North\ndate: 2022-05-03\nauthor: Ola Brandt\nsource: Northern Daily\n---\n# Wells\n\nNine *wells* were [dug](https://example.org) &amp; paid.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<script>x</script>\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"h Wells", "p Nine wells were dug & paid.", "- one", "- two", "| a | b", "| 1 | 2"}
	if got := blockTexts(d); strings.Join(got, "¶") != strings.Join(want, "¶") {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if d.Title != "Wells of the North" || d.Published.Interval.Start.String() != "2022-05-03" || d.Author != "Ola Brandt" || d.Source != "Northern Daily" {
		t.Errorf("metadata: %q %v %q %q", d.Title, d.Published, d.Author, d.Source)
	}
}

const page = `<!DOCTYPE html><html lang="en-GB"><head><title>Nine wells dug in the north | Northern Daily</title>
<meta property="og:site_name" content="Northern Daily"><meta property="og:title" content="Nine wells dug in the north">
<meta property="article:published_time" content="2022-05-03T08:00:00+02:00"></head><body>
<nav><a href="/">Home</a><a href="/news">News</a><a href="/sport">Sport</a></nav>
<article><h1>Nine wells dug in the north</h1>
<p>Nine wells were dug in the north of the country last year, the water board said on Tuesday, and four more are planned before the rains.</p>
<p>“Every village within ten kilometres will have a well of its own,” said Ola Brandt, who leads the board, at the opening of the last one.</p>
<p>The wells cost about 1.2 million euros and serve some 14,000 people, according to the board, which is paid by the regional government.</p></article>
<footer>Copyright. All rights reserved. Contact us. Privacy policy.</footer>
<div id="comments"><p>First comment: I do not believe any of it, and nobody should.</p></div></body></html>`

func TestHTML(t *testing.T) {
	d, err := parse(t, "a.html", page)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"Nine wells were dug", "“Every village", "14,000 people"} {
		if !strings.Contains(d.Text, s) {
			t.Errorf("%q is missing in %q", s, d.Text)
		}
	}
	for _, s := range []string{"Sport", "Privacy", "First comment"} {
		if strings.Contains(d.Text, s) {
			t.Errorf("boilerplate %q was taken", s)
		}
	}
	if d.Published.Interval.Start.String() != "2022-05-03" || d.Published.Basis != "metadata" || d.Publisher != "Northern Daily" || d.Language != "en" || d.Title != "Nine wells dug in the north" {
		t.Errorf("metadata: %+v", d.Published)
		t.Errorf("%q %q %q", d.Publisher, d.Language, d.Title)
	}
}

// TestHTMLBlocks: lists and tables keep their lines, whatever the library made of them.
func TestHTMLBlocks(t *testing.T) {
	with := strings.Replace(page, "</article>", "<h2>Cost</h2><table><thead><tr><th>Village</th><th>Wells</th></tr></thead><tr><td>Tarobe</td><td>4</td></tr></table>"+
		"<ul><li>Two pumps broke.</li><li>The <b>board</b> paid <i>all</i>.</li></ul><blockquote>It <em>is</em> a <q>gift</q>.</blockquote></article>", 1)
	with = strings.Replace(with, "</head>", `<meta property="article:modified_time" content="2022-05-05T10:00:00+02:00"></head>`, 1)
	d, err := parse(t, "a.html", with)
	if err != nil {
		t.Fatal(err)
	}
	if want := "Cost\n\nVillage | Wells\nTarobe | 4\n\nTwo pumps broke.\nThe board paid all.\n\nIt is a “gift”."; !strings.HasSuffix(d.Text, want) {
		t.Errorf("got %q, want it to end in %q", d.Text, want)
	}
	if got := d.Published.Interval.Start.String() + " " + d.Modified.Interval.Start.String(); got != "2022-05-03 2022-05-05" {
		t.Errorf("published and modified %s", got)
	}
	checkBlocks(t, d)
}

func TestRejects(t *testing.T) {
	for _, c := range []struct{ uri, data, rule string }{
		{"a.txt", "", "empty"},
		{"a.txt", " \n\t\n", "empty"},
		{"a.txt", "abc\x00\x01\x02def", "binary"},
		{"a.txt", "%PDF-1.4 ...", "pdf"},
		{"a.txt", "Caf\xc3\xa9, na\xc3\xafve and br\xffken \xc3\xa9", "charset"},
		{"a.html", "<html><body><nav><a href=x>Home</a></nav><script>var x</script></body></html>", "no_content"},
		{"a.html", "<html>" + strings.Repeat("<div>", 5000) + "x", "html"},
	} {
		_, err := parse(t, c.uri, c.data)
		if e, ok := IsError(err); !ok || e.Rule != c.rule {
			t.Errorf("%s %.20q: got %v, want a reject by rule %s", c.uri, c.data, err, c.rule)
		}
	}
}

func TestCharset(t *testing.T) {
	d, err := parse(t, "a.txt", "Le gouvernement a annonc\xe9 la cr\xe9ation de nouvelles \xe9coles dans la r\xe9gion, o\xf9 les \xe9l\xe8ves \xe9taient d\xe9j\xe0 nombreux.")
	if err != nil || !strings.Contains(d.Text, "écoles dans la région") {
		t.Errorf("windows-1252: %q, %v", d.Text, err)
	}
	d, err = parse(t, "a.txt", "\xff\xfeN\x00i\x00n\x00e\x00 \x00w\x00e\x00l\x00l\x00s\x00.\x00")
	if err != nil || d.Text != "Nine wells." {
		t.Errorf("UTF-16: %q, %v", d.Text, err)
	}
	if d, err = parse(t, "a.txt", "Cafe\u0301 opened."); err != nil || d.Text != "Caf\u00e9 opened." {
		t.Errorf("NFC: %q, %v", d.Text, err)
	}
}

func each(t *testing.T, uri string, data []byte) (got []string) {
	t.Helper()
	err := Each(uri, bytes.NewReader(data), 1000, func(in Input, err error) error {
		if e, ok := IsError(err); ok {
			got = append(got, in.URI+" reject:"+e.Rule)
		} else if err != nil {
			t.Error(err)
		} else {
			got = append(got, in.URI+" "+string(in.Data))
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	return got
}

func TestContainers(t *testing.T) {
	lines := `{"id":"a","text":"Nine."}
not json

{"id":7,"text":"Ten.","url":"https://example.org/ten"}
{"id":"c"}
{"id":"d","text":"` + strings.Repeat("x", 2000) + `"}
{"id":"e","text":"Last."}`
	want := "f.jsonl#a Nine.|f.jsonl:2 reject:json|https://example.org/ten Ten.|f.jsonl#c reject:json|f.jsonl:6 reject:size|f.jsonl#e Last."
	if got := strings.Join(each(t, "f.jsonl", []byte(lines)), "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write([]byte("Nine."))
	z.Close()
	enc, _ := zstd.NewWriter(nil)
	for _, c := range []struct {
		uri  string
		data []byte
		want string
	}{
		{"f.txt.gz", zipped.Bytes(), "f.txt.gz Nine."},
		{"f.txt.gz", zipped.Bytes()[:zipped.Len()-6], "f.txt.gz reject:compression"},
		{"f.txt.gz", []byte("no gzip"), "f.txt.gz reject:compression"},
		{"f.txt.zst", enc.EncodeAll([]byte("Ten."), nil), "f.txt.zst Ten."},
		{"f.txt.zst", enc.EncodeAll([]byte("Ten."), nil)[:8], "f.txt.zst reject:compression"},
		{"f.txt", bytes.Repeat([]byte("x"), 1001), "f.txt reject:size"},
	} {
		if got := strings.Join(each(t, c.uri, c.data), "|"); got != c.want {
			t.Errorf("%s: got %s, want %s", c.uri, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	p := newParser(f)
	f.Add("a.txt", []byte("JUBA, Dec. 8, 2021 /NewsLine/ — Nine wells."))
	f.Add("a.md", []byte("---\ntitle: x\n---\n# A\n\n- b\n"))
	f.Add("a.html", []byte(page))
	f.Add("a.txt", []byte("Caf\xe9"))
	f.Fuzz(func(t *testing.T, uri string, data []byte) {
		d, err := p.Parse(&Input{URI: filepath.Base(uri), Data: data})
		if err != nil {
			if e, ok := IsError(err); !ok || e.Message == "" || e.Rule == "" {
				t.Fatalf("an error that is no reject: %v", err)
			}
			return
		}
		checkBlocks(t, d)
	})
}

func checkBlocks(t *testing.T, d *stages.Document) {
	t.Helper()
	end := int32(0)
	for i, b := range d.Blocks {
		if b.Start < end || b.End <= b.Start || int(b.End) > len(d.Text) {
			t.Fatalf("block %d %v after %d in a text of %d", i, b.Span, end, len(d.Text))
		}
		if strings.TrimFunc(d.Text[end:b.Start], isSpace) != "" {
			t.Fatalf("text between blocks: %q", d.Text[end:b.Start])
		}
		end = b.End
	}
	if strings.TrimFunc(d.Text[end:], isSpace) != "" {
		t.Fatalf("text after the last block: %q", d.Text[end:])
	}
}

func FuzzContainer(f *testing.F) {
	f.Add("a.jsonl", []byte("{\"id\":1,\"text\":\"x\"}\n{"))
	f.Add("a.txt.gz", []byte("\x1f\x8b\x08"))
	f.Add("a.eml", []byte(letter+"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nSee"))
	f.Add("a.warc", []byte(answer("200 OK", "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n", "5\r\nNine \r\n0\r\n\r\n")))
	f.Add("a.jsonl.zst", []byte("\x28\xb5\x2f\xfd"))
	f.Fuzz(func(t *testing.T, uri string, data []byte) {
		err := Each(uri, bytes.NewReader(data), 1<<20, func(Input, error) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestSeeds(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/seeds/*.txt")
	if len(files) == 0 {
		t.Skip("../shared/seeds is not here")
	}
	p := newParser(t)
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := p.Parse(&Input{URI: f, Data: data})
		if err != nil {
			t.Fatal(err)
		}
		if d.Text != string(data) {
			t.Errorf("%s: the text was changed", f)
		}
		checkBlocks(t, d)
		t.Logf("%s: title %q, author %q, source %q, speaker %q, kind %d, published %v %s, modified %v", filepath.Base(f),
			d.Title, d.Author, d.Source, d.Speaker, d.Kind, d.Published.Interval.Start, d.Published.Basis, d.Modified.Interval.Start)
	}
}

func BenchmarkText(b *testing.B) {
	p := newParser(b)
	data := []byte(strings.Repeat("Nine wells were dug in the north of the country last year, the water board said on Tuesday.\n\n", 500))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Parse(&Input{URI: "a.txt", Data: data}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHTML(b *testing.B) {
	p := newParser(b)
	data := []byte(strings.Replace(page, "</article>", strings.Repeat("<p>Nine wells were dug in the north of the country last year, the water board said on Tuesday.</p>", 50)+"</article>", 1))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Parse(&Input{URI: "a.html", Data: data}); err != nil {
			b.Fatal(err)
		}
	}
}
