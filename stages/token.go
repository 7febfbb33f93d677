package stages

// Token is a word, number, punctuation mark or symbol by the Universal
// Dependencies conventions of the document's language (English: clitics split,
// "do" "n't"; hyphenated words split as in the English Web Treebank). Tokens do
// not overlap and are in text order; between two tokens there is white space or
// nothing. Token holds no pointer, so that arrays of it cost the collector
// nothing.
type Token struct {
	Span
	// Key is FoldKey of the token's text, the key of every word list.
	Key   uint64
	Class Class
	Shape Shape

	// Written by the Grammar, only where a stage asked for it (Work.Tag,
	// Work.Parse).
	UPOS     UPOS
	Tag      Tag
	Relation Relation
	// Head is the document-wide index of the token's head, its own index for
	// the root of a sentence; meaningless before Work.Parse.
	Head int32
}

// Class is what a token is made of.
type Class uint8

// Classes of token.
const (
	ClassWord        Class = iota // letters, with or without digits
	ClassNumber                   // begins with a digit (or a decimal point and a digit): "30,000", "1960s", "5th", "2.5m"
	ClassPunctuation              // , . ; : ( ) - and the like
	ClassQuote                    // any quotation mark or apostrophe standing alone
	ClassSymbol                   // $ % + and the like
	ClassIdeograph                // one Han, Hiragana, Katakana character
	ClassOther                    // URL, e-mail address, emoji
)

// Shape is a set of facts about how a token is written.
type Shape uint16

// Facts of Shape.
const (
	ShapeSpaceBefore   Shape = 1 << iota // white space stands before it (or the start of the text)
	ShapeLineBefore                      // a line break stands before it (or the start of the text)
	ShapeCapital                         // first letter is upper case
	ShapeAllCaps                         // two or more letters, all upper case
	ShapeDigit                           // holds a digit
	ShapeHyphen                          // holds a hyphen
	ShapeSentenceStart                   // first token of its sentence
	ShapeClitic                          // a split clitic: "n't", "'s", "'ll"
)

// Sentence is a sentence, heading or list item.
type Sentence struct {
	Span
	First, Last int32 // tokens [First, Last)
	Block       int32 // index in Document.Blocks
	State       SentenceState
}

// SentenceState says how far the Grammar has come with a sentence.
type SentenceState uint8

// States of a sentence.
const (
	StateSegmented SentenceState = iota
	StateTagged
	StateParsed
)

// FoldKey is the hash (FNV-1a, 64 bit) of s with letters folded to lower case:
// ASCII exactly, other letters by unicode.ToLower; the apostrophes U+2019 and
// U+02BC count as "'", the hyphens U+2010 and U+2011 as "-". Word lists are keyed by it and compare
// the word itself on a hit, so a collision costs time and never a wrong match.
func FoldKey(s string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 {
			return foldKeySlow(h, s[i:])
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * prime
	}
	return h
}
