// Package segment cuts a document into sentences and tokens.
//
// Tokens follow the Universal Dependencies conventions of the English Web
// Treebank: clitics are cut ("do" "n't", "China" "'s"), hyphenated words are cut
// at the hyphen unless they begin with a prefix ("15" "-" "year", but
// "non-violent"), numbers are one token with their grouping, decimals, date and
// time ("30,000", "1.5", "9:30", "11/28/2000"), so are "1960s" and "5th"; units
// and signs written against a number are cut ("$" "5" "bn", "5" "%", "3" "pm").
// An abbreviation keeps its full stop also at the end of a sentence (there the
// treebank cuts it; word lists are simpler this way). A Han, Hiragana or
// Katakana character is a token.
//
// Sentences tile the blocks of the document: every visible character of a block
// is in exactly one token, every token in exactly one sentence. A sentence ends
// after . ! ? … and their full-width forms, with closing quotation marks and
// brackets, unless the stop belongs to an abbreviation, an initial or a list
// number or the text goes on in lower case; it ends with its block; it ends at
// a line break that a person has set (see breaks.go).
package segment

import (
	"context"
	"fmt"
	"strings"

	"annals/stages"
	"annals/stages/lang"
)

// MaxTokens is the length from which a sentence is cut, with a note. Every row
// carries its sentence, so a page of numbers without a stop costs the square of
// this in memory; no sentence of a treebank is half as long.
const MaxTokens = 500

// Tokenizer cuts text into tokens by the lists of one language. It is read-only.
type Tokenizer struct {
	lex *lexicon
}

// NewTokenizer reads the lists of a language.
func NewTokenizer(pack *lang.Pack) (*Tokenizer, error) {
	lex, err := readLexicon(pack)
	if err != nil {
		return nil, err
	}
	return &Tokenizer{lex}, nil
}

// english is the tokenizer behind Tokenize. Its file is part of the binary, so
// an error is a mistake in the source, which every test finds.
var english = func() *Tokenizer {
	pack, err := lang.Open("en", nil)
	if err == nil {
		var z *Tokenizer
		if z, err = NewTokenizer(pack); err == nil {
			return z
		}
	}
	panic(err)
}()

// Tokenize appends the tokens of text by the English lists. It is what
// lang.Open is given.
func Tokenize(text string, tokens []stages.Token) []stages.Token {
	return english.Append(text, 0, len(text), tokens)
}

type stage struct {
	tokenizer *Tokenizer
}

// New is the stage: it writes Work.Tokens and Work.Sentences.
func New(pack *lang.Pack) (stages.Stage, error) {
	z, err := NewTokenizer(pack)
	if err != nil {
		return nil, err
	}
	return &stage{z}, nil
}

func (*stage) Name() string { return "segment" }

func (s *stage) Run(ctx context.Context, w *stages.Work) error {
	doc := w.Doc
	if len(doc.Text) > 1<<31-1 {
		return fmt.Errorf("text of %d bytes: longer than offsets reach", len(doc.Text))
	}
	if len(doc.Blocks) > 0 {
		for n := range doc.Blocks {
			if err := ctx.Err(); err != nil {
				return err
			}
			b := &doc.Blocks[n]
			start := int(b.Start)
			if d := doc.Dateline; !d.Empty() && b.Contains(d) {
				s.block(w, start, int(d.End), int32(n), b.Kind)
				start = int(d.End)
			}
			s.block(w, start, int(b.End), int32(n), b.Kind)
		}
		return nil
	}
	// No blocks: stretches between blank lines stand for them.
	n := int32(0)
	breaks := newLineBreaks(doc.Text)
	for i := 0; i < len(doc.Text); {
		if err := ctx.Err(); err != nil {
			return err
		}
		end := breaks.blank(i)
		before := len(w.Tokens)
		s.block(w, i, end, n, stages.Paragraph)
		if len(w.Tokens) > before {
			n++
		}
		for i = end; i < len(doc.Text) && kinds[doc.Text[i]] <= kindLine && kinds[doc.Text[i]] != kindOther; {
			i++
		}
	}
	return nil
}

// lineBreaks finds the line breaks of a text, from its start to its end.
type lineBreaks struct {
	text string
	// rare says that lines end with other characters than '\n', too.
	rare bool
}

func newLineBreaks(text string) lineBreaks {
	return lineBreaks{text, strings.IndexByte(text, '\r') >= 0 || strings.IndexByte(text, '\v') >= 0 || strings.IndexByte(text, '\f') >= 0}
}

// next is where the first line break from offset i on stands, the length of the
// text where there is none.
func (b *lineBreaks) next(i int) int {
	if !b.rare {
		if n := strings.IndexByte(b.text[i:], '\n'); n >= 0 {
			return i + n
		}
		return len(b.text)
	}
	for i < len(b.text) && kinds[b.text[i]] != kindLine {
		i++
	}
	return i
}

// blank is where the first line without visible characters after offset i
// begins, the length of the text where there is none.
func (b *lineBreaks) blank(i int) int {
	s := b.text
	for j := b.next(i); j < len(s); j = b.next(j) {
		lines := 0
		k := j
		for k < len(s) && (kinds[s[k]] == kindSpace || kinds[s[k]] == kindLine) {
			if s[k] == '\n' || s[k] == '\r' && (k+1 == len(s) || s[k+1] != '\n') || s[k] == '\f' {
				lines++
			}
			k++
		}
		if lines > 1 {
			return j
		}
		j = k
	}
	return len(s)
}

// block tokenizes bytes [start, end) and cuts them into sentences.
func (s *stage) block(w *stages.Work, start, end int, block int32, kind stages.BlockKind) {
	first := len(w.Tokens)
	w.Tokens = s.tokenizer.Append(w.Doc.Text, start, end, w.Tokens)
	if len(w.Tokens) == first {
		return
	}
	b := boundaries{lex: s.tokenizer.lex, text: w.Doc.Text, tokens: w.Tokens, lines: linesEnd(kind)}
	b.first = first
	for from := first; from < len(w.Tokens); {
		to := b.next(from)
		for to-from > MaxTokens {
			cut := softBoundary(w.Doc.Text, w.Tokens, from)
			s.append(w, from, cut, block)
			w.Notes = append(w.Notes, stages.Note{Stage: "segment", Rule: "long-sentence", Message: fmt.Sprintf("a sentence of more than %d tokens was cut", MaxTokens), Span: w.TokensSpan(int32(from), int32(cut))})
			from = cut
		}
		s.append(w, from, to, block)
		from = to
	}
}

func (s *stage) append(w *stages.Work, from, to int, block int32) {
	w.Tokens[from].Shape |= stages.ShapeSentenceStart
	w.Sentences = append(w.Sentences, stages.Sentence{
		Span: w.TokensSpan(int32(from), int32(to)), First: int32(from), Last: int32(to), Block: block,
	})
}

// linesEnd reports whether every line of such a block is a sentence of its own.
func linesEnd(kind stages.BlockKind) bool {
	return kind == stages.TableRow || kind == stages.Preformatted
}

// softBoundary is where a sentence that is too long is cut: after the last
// punctuation mark in the second half of what is allowed, else at the limit.
func softBoundary(text string, tokens []stages.Token, from int) int {
	for i := from + MaxTokens; i > from+MaxTokens/2; i-- {
		if t := &tokens[i-1]; t.Class == stages.ClassPunctuation && text[t.Start] != '-' && text[t.Start] != '(' {
			return i
		}
	}
	return from + MaxTokens
}
