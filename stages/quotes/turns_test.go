package quotes

import (
	"slices"
	"testing"
)

// TestConversations: what only shows over several paragraphs.
func TestConversations(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct {
		text string
		want []string // kind, speaker, content
	}{
		{"Q: How did it start?\n\nA: My father had a boat. I was six.\n\nQ. And then?\n\nA. We lost it.", []string{
			"direct||How did it start?", "direct||My father had a boat. I was six.", "direct||And then?", "direct||We lost it.",
		}},
		{"Liv Aune, 58, has a boat. Marta Ness met her in Oslo.\n\nMarta Ness: Do you think of leaving?\n\nLiv Aune: Every winter. But then the phone rings.", []string{
			"direct|Marta Ness|Do you think of leaving?", "direct|Liv Aune|Every winter. But then the phone rings.",
		}},
		{"Place: Town hall\n\nTime: noon\n\nEntry: free", nil},
		{"A. Smith opened the door. A. Jones shut it.", nil},
		{"\"We came at dawn,\" Milan Hruby wrote. \"There was nobody but dogs.\n\n\"The well was full of stones.\n\n\"I kept one for you.\"", []string{
			"direct|Milan Hruby|We came at dawn,\" Milan Hruby wrote. \"There was nobody but dogs.\n\n\"The well was full of stones.\n\n\"I kept one for you.",
		}},
	} {
		w := r.read(t, c.text)
		var got []string
		for i := range w.Quotes {
			if q := &w.Quotes[i]; q.Outer < 0 {
				got = append(got, string(q.Kind)+"|"+q.SpeakerName+"|"+w.Text(q.Span))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, not %q", c.text, got, c.want)
		}
	}
	// The same memory serves the next document.
	if w := r.read(t, "A. Smith went home."); len(w.Quotes) > 0 {
		t.Errorf("%+v", w.Quotes)
	}
}
