package quotes

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"annals/stages"
)

func top(text string) []string {
	pairs := Settle(Pairs(text, Paragraphs(text, nil), nil))
	var out []string
	for i := range pairs {
		q := &pairs[i]
		if q.Parent < 0 {
			s := text[q.Content().Start:q.Content().End]
			if q.Unclosed {
				s = "?" + s
			}
			if q.Previous >= 0 {
				out[len(out)-1] += " + " + s
				continue
			}
			out = append(out, s)
		}
	}
	return out
}

func TestPairs(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`"Rain," she said, "is coming."`, `Rain,|is coming.`},
		{`“Rain,” she said, “is coming.”`, `Rain,|is coming.`},
		{`“Rain,“ she said, “is coming.”`, `Rain,|is coming.`},
		{`”Rain,” she said`, `Rain,`},
		{"``Rain,'' she said, ''is coming.''", `Rain,|is coming.`},
		{"`Rain,' she said, ``is coming.''", `Rain,|is coming.`},
		{"`Rain `is coming.''", "Rain `is coming.'"},
		{`« Il pleut », dit-elle`, ` Il pleut `},
		{`»Es regnet«, sagte sie`, `Es regnet`},
		{`„Es regnet“, sagte sie`, `Es regnet`},
		{`他说：「下雨了。」`, `下雨了。`},
		{`他说“下雨了”，就走了。`, `下雨了`},
		{`"He told me "go home" and left," she said.`, `He told me "go home" and left,`},
		{`“He told me ‘go home’ and left,” she said.`, `He told me ‘go home’ and left,`},
		{`The 12" pipe and the 6'2" man met "by chance" there.`, `by chance`},
		{`"The 12" pipe broke," he said.`, `The 12" pipe broke,`},
		{`"It was never closed, he said. Then "one that was" came.`, `?It was never closed, he said. Then |one that was`},
		{"\"One.\n\n\"Two.\n\n\"Three,\" he said.", `One. + Two. + Three,`},
		{"“One.\n\nTwo,” he said.", "One.\n\nTwo,"},
		{"\"One.\n\nNo mark here.\n\nNor here.\n\nNor there.\n\nHe said \"yes\".", `?One.|yes`},
		{`The dogs' owners said 'yes' to it, didn't they?`, `yes`},
		{`‘The dogs’ owners said yes,’ he wrote.`, `The dogs’ owners said yes,`},
		{`’Tis the ’90s, rock ’n’ roll`, ``},
		{`It was in the '80s and the players' union won`, ``},
		{`She said:"Go."He went.`, `Go.`},
		{`"Hello"--said the guard. "Stop!"—and he stopped--"there."`, `Hello|Stop!|there.`},
		{`(“Hear, hear!”)`, `Hear, hear!`},
		{`“Mixed marks" and "mixed again”`, `Mixed marks|mixed again`},
		{`closing only” here, and "a pair" there`, `a pair`},
		{`""`, ``},
	} {
		if got := strings.Join(top(c.text), "|"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func checkPairs(t *testing.T, text string) {
	t.Helper()
	pairs := Settle(Pairs(text, Paragraphs(text, nil), nil))
	valid := utf8.ValidString(text)
	at := int32(-1)
	for i := range pairs {
		q := &pairs[i]
		if q.Open.Start <= at || q.Open.End <= q.Open.Start || q.Close.Start < q.Open.End && !q.Unclosed || q.Close.End < q.Close.Start || int(q.Close.End) > len(text) {
			t.Fatalf("pair %d of %q is unsound: %+v", i, text, *q)
		}
		at = q.Open.Start
		if q.Parent >= 0 {
			if q.Parent >= int32(i) || pairs[q.Parent].Close.Start < q.Open.End {
				t.Fatalf("pair %d of %q: parent %+v of %+v", i, text, pairs[q.Parent], *q)
			}
		}
		if q.Next >= 0 && pairs[q.Next].Previous != int32(i) {
			t.Fatalf("pair %d of %q: chain", i, text)
		}
		if valid && (q.Close.Start > 0 && int(q.Close.Start) < len(text) && !utf8.RuneStart(text[q.Close.Start]) || int(q.Open.End) < len(text) && !utf8.RuneStart(text[q.Open.End])) {
			t.Fatalf("pair %d of %q cuts a character", i, text)
		}
	}
}

func FuzzPairs(f *testing.F) {
	for _, s := range []string{`"a" 'b' “c” ‘d’`, "“a\n\n“b\n\n“c”", "«a» ‹b› 「c」 『d』", `"a "b" c`, "``a''''", `5'10"`, "\"a\n\n\nb\"", "\xe2\x80", "\xc2", "'\"'\"'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkPairs(t, s) })
}

// A million marks of every kind, nested, alternating and never closed: the
// work must stay linear, which this test shows by ending.
func TestPairsMillionMarks(t *testing.T) {
	for _, unit := range []string{`"`, `" `, `“`, `”`, `‘`, `'`, ` '`, "`", `''`, `"a `, `“a `, `a" `, ` 'a`, "“a\n\n", `5" `, `"a 5" `, `「`, `« `, "''' "} {
		checkPairs(t, strings.Repeat(unit, 1_000_000/len(unit)))
	}
}

func TestQuoteMarkCases(t *testing.T) {
	f, err := os.Open("../../../shared/eval/quotes/quote_mark_cases.jsonl")
	if err != nil {
		t.Skip("skipped: ../shared/eval is not beside the clone")
	}
	defer f.Close()
	found, expected, right := 0, 0, 0
	for in := bufio.NewScanner(f); in.Scan(); {
		var c struct {
			ID, Text string
			Quotes   []struct{ Start, End int }
		}
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		runes := []rune(c.Text)
		pairs := Settle(Pairs(c.Text, Paragraphs(c.Text, nil), nil))
		var got []string
		for i := range pairs {
			q := &pairs[i]
			if q.Parent < 0 && q.Previous < 0 && !q.Unclosed {
				last := q
				for last.Next >= 0 {
					last = &pairs[last.Next]
				}
				got = append(got, c.Text[q.Open.Start:last.Close.End])
			}
		}
		var want []string
		for _, q := range c.Quotes {
			want = append(want, string(runes[q.Start:q.End]))
		}
		found += len(got)
		expected += len(want)
		for _, g := range got {
			if slices.Contains(want, g) {
				right++
			}
		}
		if !slices.Equal(got, want) {
			t.Logf("%s\n got %q\nwant %q", c.ID, got, want)
		}
	}
	f1 := 2 * float64(right) / float64(found+expected)
	t.Logf("content F1 %.3f", f1)
	if f1 < 0.9 {
		t.Errorf("content F1 %.3f", f1)
	}
}

func BenchmarkPairs(b *testing.B) {
	text := strings.Repeat("“The harvest is late,” the farmer's wife said on Tuesday, “and it's the boys' fault.” She added that \"nothing\" could be done about the weather before winter.\n\nNobody in the village had expected rain so early in the year, and nobody knows when it will end.\n\n", 400)
	spans := Paragraphs(text, nil)
	var out []Pair
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		out = Settle(Pairs(text, spans, out[:0]))
	}
	_ = stages.Span{}
}
