package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"annals/output"
	"annals/schemas"
)

const examples = "../examples/documents"

func newRunner(tb testing.TB, folder string) *Runner {
	tb.Helper()
	o := DefaultOptions()
	o.Output = folder
	return &Runner{Options: o, Version: "test", Log: slog.New(slog.DiscardHandler), Stdin: strings.NewReader("")}
}

func mustRun(tb testing.TB, r *Runner, inputs ...string) Summary {
	tb.Helper()
	s, err := r.Run(context.Background(), inputs)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// contents maps file names to bytes, without run.json.
func contents(tb testing.TB, folder string) map[string]string {
	tb.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path == runFile {
			return err
		}
		b, err := os.ReadFile(filepath.Join(folder, path))
		files[path] = string(b)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

func sameFolders(t *testing.T, what, a, b string) {
	t.Helper()
	x, y := contents(t, a), contents(t, b)
	if !slices.Equal(slices.Sorted(maps.Keys(x)), slices.Sorted(maps.Keys(y))) {
		t.Fatalf("%s: other files: %v, %v", what, slices.Sorted(maps.Keys(x)), slices.Sorted(maps.Keys(y)))
	}
	for name := range x {
		if x[name] != y[name] {
			t.Errorf("%s: %s differs", what, name)
		}
	}
}

func readFolder(tb testing.TB, folder string) *schemas.Rows {
	tb.Helper()
	f, err := output.OpenFolder(folder)
	if err != nil {
		tb.Fatal(err)
	}
	rows := &schemas.Rows{}
	var all []schemas.TableID
	for t := range schemas.NumTables {
		all = append(all, t)
	}
	if err := f.Read(rows, all...); err != nil {
		tb.Fatal(err)
	}
	return rows
}

// TestSameBytes is the second promise: neither the number of workers, nor the
// order of arguments, nor what was taken from an earlier run shows.
func TestSameBytes(t *testing.T) {
	folder := t.TempDir()
	one := newRunner(t, filepath.Join(folder, "one"))
	one.Options.Run.Workers = 1
	mustRun(t, one, examples)

	many := newRunner(t, filepath.Join(folder, "many"))
	many.Options.Run.Workers = 16
	var shuffled []string
	entries, err := os.ReadDir(examples)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range slices.Backward(entries) {
		shuffled = append(shuffled, filepath.Join(examples, e.Name()))
	}
	mustRun(t, many, append(shuffled, shuffled[0])...)
	sameFolders(t, "16 workers, other order", one.Options.Output, many.Options.Output)

	// A third run over half of the documents, then over all of them.
	partly := newRunner(t, filepath.Join(folder, "partly"))
	mustRun(t, partly, shuffled[:len(shuffled)/2]...)
	s := mustRun(t, partly, examples)
	if s.Reused == 0 || s.Reused == s.Documents+s.Rejected {
		t.Errorf("%d of %d documents reused", s.Reused, s.Documents+s.Rejected)
	}
	sameFolders(t, "half taken from an earlier run", one.Options.Output, partly.Options.Output)

	before := contents(t, partly.Options.Output)
	if s := mustRun(t, partly, examples); !s.Unchanged {
		t.Error("a run with nothing changed was done again")
	}
	if !maps.Equal(before, contents(t, partly.Options.Output)) {
		t.Error("a run with nothing changed changed the folder")
	}
}

// TestSpans is the first promise: the words at a row's span are the words it
// quotes. DuckDB is asked the same in internal/readers.
func TestSpans(t *testing.T) {
	r := newRunner(t, filepath.Join(t.TempDir(), "data"))
	mustRun(t, r, examples)
	rows := readFolder(t, r.Options.Output)
	texts := map[string][]rune{}
	for i := range rows.Documents {
		texts[rows.Documents[i].DocID] = []rune(rows.Documents[i].Text)
	}
	ids := map[string]bool{}
	check := func(id, doc string, start, end int32, exact string) {
		t.Helper()
		if ids[id] {
			t.Errorf("identifier %s stands twice", id)
		}
		ids[id] = true
		if text := texts[doc]; int(end) > len(text) || start >= end || string(text[start:end]) != exact {
			t.Errorf("row %s: %q is not at [%d, %d) of document %s", id, exact, start, end, doc)
		}
	}
	for i := range rows.Dates {
		d := &rows.Dates[i]
		check(d.DateID, d.DocID, d.SpanStart, d.SpanEnd, d.Exact)
	}
	for i := range rows.Figures {
		f := &rows.Figures[i]
		check(f.FigureID, f.DocID, f.SpanStart, f.SpanEnd, f.Exact)
	}
	for i := range rows.Quotes {
		q := &rows.Quotes[i]
		check(q.QuoteID, q.DocID, q.SpanStart, q.SpanEnd, q.Exact)
	}
	for i := range rows.Events {
		e := &rows.Events[i]
		check(e.EventID, e.DocID, e.SpanStart, e.SpanEnd, e.Exact)
	}
	for name, n := range map[string]int{"dates": len(rows.Dates), "figures": len(rows.Figures), "quotes": len(rows.Quotes), "events": len(rows.Events)} {
		if n < 20 {
			t.Errorf("the examples gave %d %s only", n, name)
		}
	}
}

// TestRejects is the third promise.
func TestRejects(t *testing.T) {
	r := newRunner(t, filepath.Join(t.TempDir(), "data"))
	s := mustRun(t, r, examples)
	if s.Rejected != 5 || len(s.Rejects) != 5 {
		t.Errorf("%d documents rejected, want 5", s.Rejected)
	}
	for _, reject := range s.Rejects {
		if !strings.Contains(reject.URI, "/bad/") || reject.Message == "" {
			t.Errorf("rejected: %+v", reject)
		}
	}
	for _, reject := range readFolder(t, r.Options.Output).Rejects {
		if reject.TableName != "documents" && reject.Stage == "validate" {
			t.Errorf("a stage made an unsound row: %+v", reject)
		}
	}
}

// TestAnnotateAgrees compares the two ways into the pipeline.
func TestAnnotateAgrees(t *testing.T) {
	r := newRunner(t, filepath.Join(t.TempDir(), "data"))
	mustRun(t, r, examples)
	rows := readFolder(t, r.Options.Output)
	var in bytes.Buffer
	enc := json.NewEncoder(&in)
	var docs []schemas.Document
	for _, d := range rows.Documents {
		if d.MediaType != "text/plain" {
			continue // the text of other formats has blocks that plain text does not show
		}
		request := map[string]any{"id": d.DocID, "text": d.Text, "dct": nil, "lang": d.Language}
		if d.PublishedOn.Known {
			request["dct"] = d.PublishedOn.Value.String()
		}
		if err := enc.Encode(request); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	var out bytes.Buffer
	if failed, err := Annotate(context.Background(), DefaultOptions(), nil, 2, &in, &out); err != nil || failed > 0 {
		t.Fatal(failed, err)
	}
	want := map[string][]string{}
	for i := range rows.Dates {
		d := &rows.Dates[i]
		want[d.DocID] = append(want[d.DocID], fmt.Sprintf("date %d %d %s", d.SpanStart, d.SpanEnd, d.TimexValue))
	}
	for i := range rows.Figures {
		f := &rows.Figures[i]
		want[f.DocID] = append(want[f.DocID], fmt.Sprintf("figure %d %d %s", f.SpanStart, f.SpanEnd, f.Measure))
	}
	for i := range rows.Quotes {
		q := &rows.Quotes[i]
		want[q.DocID] = append(want[q.DocID], fmt.Sprintf("quote %d %d %s", q.SpanStart, q.SpanEnd, q.QuoteKind))
	}
	for i := range rows.Events {
		e := &rows.Events[i]
		want[e.DocID] = append(want[e.DocID], fmt.Sprintf("event %d %d %s", e.SpanStart, e.SpanEnd, e.EventClass))
	}
	dec := json.NewDecoder(&out)
	for _, d := range docs {
		var a struct {
			ID      string
			Timexes []struct {
				Start, End int
				Value      string
			}
			Figures []struct {
				Start, End int
				Measure    string
			}
			Quotes []annotatedQuote
			Events []struct {
				Start, End int
				Class      string
			}
		}
		if err := dec.Decode(&a); err != nil {
			t.Fatal(err)
		}
		if a.ID != d.DocID {
			t.Fatalf("answers out of order: %s for %s", a.ID, d.DocID)
		}
		var got []string
		for _, x := range a.Timexes {
			got = append(got, fmt.Sprintf("date %d %d %s", x.Start, x.End, x.Value))
		}
		for _, x := range a.Figures {
			got = append(got, fmt.Sprintf("figure %d %d %s", x.Start, x.End, x.Measure))
		}
		for _, x := range a.Quotes {
			got = x.list(got)
		}
		for _, x := range a.Events {
			got = append(got, fmt.Sprintf("event %d %d %s", x.Start, x.End, x.Class))
		}
		slices.Sort(got)
		slices.Sort(want[d.DocID])
		if !slices.Equal(got, want[d.DocID]) {
			t.Errorf("%s: annotate and run differ\n annotate %q\n run      %q", d.URI, got, want[d.DocID])
		}
	}
}

// TestInterrupt stops a run in the middle: the old folder stands, and the next
// run goes on from what is done.
func TestInterrupt(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	r := newRunner(t, folder)
	r.Options.Run.Workers = 1
	mustRun(t, r, filepath.Join(examples, "bad"))
	old := contents(t, folder)

	ctx, cancel := context.WithCancel(context.Background())
	r.Progress = func(p Progress) {
		if p.Documents == 10 {
			cancel()
		}
	}
	if _, err := r.Run(ctx, []string{examples}); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want the interruption", err)
	}
	if !maps.Equal(old, contents(t, folder)) {
		t.Error("an interrupted run changed the folder")
	}
	r.Progress = nil
	s := mustRun(t, r, examples)
	if s.Reused < 10 {
		t.Errorf("%d documents reused after an interruption at 10", s.Reused)
	}
	other := newRunner(t, filepath.Join(t.TempDir(), "data"))
	mustRun(t, other, examples)
	sameFolders(t, "after an interruption", folder, other.Options.Output)
}

// TestDamagedState cuts and flips bytes of the state: what is damaged is done again.
func TestDamagedState(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	r := newRunner(t, folder)
	mustRun(t, r, examples)
	want := contents(t, folder)
	logs, _ := filepath.Glob(filepath.Join(stateFolder(folder), "rows-*.log"))
	if len(logs) != 1 {
		t.Fatal(logs)
	}
	state, err := os.ReadFile(logs[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, damage := range []func([]byte) []byte{
		func(b []byte) []byte { return b[:len(b)/2+3] },
		func(b []byte) []byte { b[len(b)/3] ^= 0x40; return b },
		func(b []byte) []byte { return append(b, "garbage at the end"...) },
		func([]byte) []byte { return nil },
	} {
		if err := os.WriteFile(logs[0], damage(slices.Clone(state)), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(stateFolder(folder), lastRunFile)); err != nil {
			t.Fatal(err)
		}
		mustRun(t, r, examples)
		if !maps.Equal(want, contents(t, folder)) {
			t.Error("other bytes after damage to the state")
		}
	}
}

// TestUnwritable: an output folder that cannot be written fails the run and
// leaves what was there.
func TestUnwritable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	r := newRunner(t, filepath.Join(file, "data"))
	if _, err := r.Run(context.Background(), []string{examples}); err == nil {
		t.Error("a folder inside a file was written")
	}
	if b, _ := os.ReadFile(file); string(b) != "mine" {
		t.Errorf("the file was changed to %q", b)
	}
}

func TestInputs(t *testing.T) {
	r := newRunner(t, filepath.Join(t.TempDir(), "data"))
	for _, input := range []string{"no/such/folder", "no-such-*.txt"} {
		if _, err := r.Run(context.Background(), []string{input}); !errors.Is(err, ErrInput) {
			t.Errorf("%s: got %v, want ErrInput", input, err)
		}
	}
	folder := t.TempDir()
	for name, text := range map[string]string{
		"a.txt": "Nine wells were dug in 2021.", "b.pdf": "%PDF-1.4", ".hidden.txt": "no", "sub/c.md": "# Wells\n\nTen.", "plain": "Eleven wells.",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r.Stdin = strings.NewReader(`{"id":"x","text":"Twelve wells."}`)
	s := mustRun(t, r, folder, StandardInput)
	if s.Documents != 4 || s.Rejected != 1 {
		t.Errorf("%d documents, %d rejected: %+v", s.Documents, s.Rejected, s.Rejects)
	}
}

// TestSameText: two files with one text are two documents, the second a copy.
func TestSameText(t *testing.T) {
	folder := t.TempDir()
	text := strings.Repeat("The council met on 3 May 2022 and counted 412 wells in the north of the country, its spokesman said. ", 5)
	for _, name := range []string{"a.txt", "b.txt", "c.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := newRunner(t, filepath.Join(t.TempDir(), "data"))
	mustRun(t, r, folder)
	rows := readFolder(t, r.Options.Output)
	ids := map[string]bool{}
	copies := 0
	for i := range rows.Documents {
		ids[rows.Documents[i].DocID] = true
		if rows.Documents[i].CopyOfDocID != "" {
			copies++
		}
	}
	if len(rows.Documents) != 3 || len(ids) != 3 || copies != 2 {
		t.Errorf("%d documents with %d identifiers, %d of them copies", len(rows.Documents), len(ids), copies)
	}
}

// TestHostile: bad input is a reject or a result, and the rest of the run is intact.
func TestHostile(t *testing.T) {
	folder := t.TempDir()
	good := "Nine wells were dug in 2021, Ola Brandt said."
	for name, text := range map[string]string{
		"good.txt":     good,
		"marks.txt":    strings.Repeat("\"", 1_000_000),
		"curly.txt":    strings.Repeat("“‘", 100_000),
		"sentence.txt": strings.Repeat("nine wells and ", 1<<20/15),
		"digits.txt":   strings.Repeat("1", 1<<20),
		"dates.txt":    strings.Repeat("in May 2021 and ", 20_000),
		"one-word.txt": strings.Repeat("x", 1<<20),
		"deep.html":    strings.Repeat("<div>", 100_000) + "x",
		"deep.md":      strings.Repeat("> ", 5_000) + "x",
		"lists.md":     strings.Repeat("- ", 5_000) + "x",
		"lines.jsonl":  "{\"text\":\"" + good + "\"}\nnot json\n{\"id\":1}\n\xff\n",
		"brackets.txt": strings.Repeat("(", 200_000) + strings.Repeat(")", 200_000),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := newRunner(t, filepath.Join(t.TempDir(), "data"))
	s := mustRun(t, r, folder)
	rows := readFolder(t, r.Options.Output)
	found := 0
	for i := range rows.Figures {
		if strings.HasPrefix(rows.Figures[i].Sentence, good) {
			found++
		}
	}
	if found < 2 {
		t.Errorf("figures of the good documents found: %d, want 2", found)
	}
	for _, reject := range s.Rejects {
		if reject.Rule == "panic" {
			t.Errorf("%s: %s", reject.URI, reject.Message)
		}
	}
}

func FuzzAnnotate(f *testing.F) {
	f.Add([]byte(`{"id":1,"text":"Nine wells were dug on Monday, \"ten\" in May, Ola Brandt said.","dct":"2021-12-08"}`))
	f.Add([]byte("{\"id\":\"a\",\"text\":\"中文 “x” 1.8 billion doses\",\"dct\":null,\"lang\":\"zh\"}\n{"))
	s, err := newSettings(DefaultOptions())
	if err != nil {
		f.Fatal(err)
	}
	wanted, _ := kindSet(nil)
	list, err := build(s, wanted)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		a := &annotator{parser: s.parser, list: list, wanted: wanted}
		answer := a.answer(context.Background(), line)
		if !json.Valid(answer) {
			t.Fatalf("the answer is not JSON: %s", answer)
		}
		if bytes.Contains(answer, []byte("internal error")) {
			t.Fatalf("%s", answer)
		}
		var request struct{ Text string }
		var found map[string]any
		if json.Unmarshal(line, &request) != nil || json.Unmarshal(answer, &found) != nil || found["error"] != nil {
			return
		}
		text := []rune(request.Text)
		for _, kind := range []string{"timexes", "figures", "quotes", "events"} {
			for _, x := range found[kind].([]any) {
				row := x.(map[string]any)
				start, end := int(row["start"].(float64)), int(row["end"].(float64))
				if start < 0 || start >= end || end > len(text) || string(text[start:end]) != row["text"] {
					t.Fatalf("%s: %v is not at its span", kind, row)
				}
			}
		}
	})
}

// FuzzDecode: no damage to a record leads to a panic.
func FuzzDecode(f *testing.F) {
	rows := &schemas.Rows{Rejects: []schemas.Reject{{Stage: "parse", URI: "a", Message: "b"}}}
	var e encoder
	e.encode(rows, []uint64{1, 2})
	f.Add(e.b)
	f.Fuzz(func(t *testing.T, b []byte) {
		var rows schemas.Rows
		if _, err := decode(string(b), &rows, nil); err == nil && len(b) == 0 {
			t.Error("nothing was decoded without an error")
		}
	})
}

func BenchmarkRun(b *testing.B) {
	text, err := os.ReadFile(filepath.Join(examples, "herald-juba-peacekeepers.txt"))
	if err != nil {
		b.Fatal(err)
	}
	folder := b.TempDir()
	total := 0
	for i := range 200 {
		t := strings.ReplaceAll(string(text), "412", fmt.Sprint(400+i))
		total += len(t)
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%03d.txt", i)), []byte(t), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(total))
	b.ReportAllocs()
	for b.Loop() {
		r := newRunner(b, filepath.Join(b.TempDir(), "data"))
		r.Options.Run.Workers = 1
		mustRun(b, r, folder)
	}
}

// annotatedQuote is a quote of annotate with the reports told inside it.
type annotatedQuote struct {
	Start, End int
	Kind       string
	Inner      []annotatedQuote
}

// list appends the quote and those inside it.
func (q *annotatedQuote) list(to []string) []string {
	to = append(to, fmt.Sprintf("quote %d %d %s", q.Start, q.End, q.Kind))
	for i := range q.Inner {
		to = q.Inner[i].list(to)
	}
	return to
}
