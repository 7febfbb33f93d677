package stages

// Work is everything known of one document on its way through the stages. Each
// field has one writer, named in its comment; everybody else reads. A Work
// belongs to one worker, which uses it again for its next document: slices are
// truncated, not freed, so nothing may keep a reference into a Work after the
// runner has taken its rows.
type Work struct {
	Doc *Document // parse

	Tokens    []Token    // segment; tags, heads and relations: the Grammar
	Sentences []Sentence // segment; State: Tag and Parse below

	Mentions []Mention // names
	Entities []Entity  // names

	Timexes []Timex  // dates
	Quotes  []Quote  // quotes
	Figures []Figure // figures
	Events  []Event  // events

	// Sketch is the document's fingerprint for finding copies: verify's
	// per-document half.
	Sketch []uint64

	// Notes is what a stage wants known though the document goes on; any stage
	// appends. Each becomes a row of rejects.
	Notes []Note

	// Grammar analyses sentences on demand: syntax sets it. Stages call Tag,
	// Parse and Lemma below, not the Grammar itself.
	Grammar Grammar

	// DatesScratch is memory that dates keeps from one document to the next.
	DatesScratch any
	// NamesScratch is memory that names uses again for the next document; nobody
	// else looks into it.
	NamesScratch any
	// QuotesScratch is the same for quotes.
	QuotesScratch any

	lemmas []string
	quoted quoteIndex
}

// Note is something given up or cut short inside a document that itself goes on.
type Note struct {
	Stage, Rule, Message string
	Span                 Span
}

// Grammar analyses one sentence of a Work. An implementation may keep scratch
// space: it belongs to the Work it is in, and to one worker.
type Grammar interface {
	// Tag fills UPOS and Tag of the sentence's tokens and its lemmas
	// (Work.SetLemma).
	Tag(w *Work, sentence int)
	// Parse fills Head and Relation; the sentence is tagged already.
	Parse(w *Work, sentence int)
}

// Reset makes w ready for the next document and keeps its memory and Grammar.
func (w *Work) Reset(doc *Document) {
	w.Doc = doc
	w.Tokens, w.Sentences = w.Tokens[:0], w.Sentences[:0]
	w.Mentions, w.Entities = w.Mentions[:0], w.Entities[:0]
	w.Timexes, w.Quotes, w.Figures, w.Events = w.Timexes[:0], w.Quotes[:0], w.Figures[:0], w.Events[:0]
	w.Sketch, w.Notes = w.Sketch[:0], w.Notes[:0]
	w.lemmas = w.lemmas[:0]
	w.quoted.built = 0
}

// Text is the text at s.
func (w *Work) Text(s Span) string { return w.Doc.Text[s.Start:s.End] }

// TokenText is the text of token i.
func (w *Work) TokenText(i int32) string {
	t := &w.Tokens[i]
	return w.Doc.Text[t.Start:t.End]
}

// TokensSpan is the span from the first to the last of tokens [first, last).
func (w *Work) TokensSpan(first, last int32) Span {
	return Span{w.Tokens[first].Start, w.Tokens[last-1].End}
}

// SentenceAt is the index of the sentence that holds byte offset at or, between
// two sentences, of the one before; -1 before the first. Binary search.
func (w *Work) SentenceAt(at int32) int {
	lo, hi := 0, len(w.Sentences)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if w.Sentences[m].Start <= at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo - 1
}

// TokenAt is the index of the first token that ends after byte offset at,
// len(w.Tokens) where there is none. Binary search.
func (w *Work) TokenAt(at int32) int32 {
	lo, hi := 0, len(w.Tokens)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if w.Tokens[m].End > at {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return int32(lo)
}

// Tag makes sure that the sentence has parts of speech and lemmas.
func (w *Work) Tag(sentence int) {
	if s := &w.Sentences[sentence]; s.State < StateTagged && w.Grammar != nil {
		w.Grammar.Tag(w, sentence)
		s.State = StateTagged
	}
}

// Parse makes sure that the sentence has heads and relations (and tags).
func (w *Work) Parse(sentence int) {
	w.Tag(sentence)
	if s := &w.Sentences[sentence]; s.State < StateParsed && w.Grammar != nil {
		w.Grammar.Parse(w, sentence)
		s.State = StateParsed
	}
}

// Lemma is the lemma of token i, "" before its sentence is tagged.
func (w *Work) Lemma(i int32) string {
	if int(i) < len(w.lemmas) {
		return w.lemmas[i]
	}
	return ""
}

// SetLemma is for the Grammar.
func (w *Work) SetLemma(i int32, lemma string) {
	if n := len(w.Tokens); len(w.lemmas) < n {
		if cap(w.lemmas) < n {
			grown := make([]string, n, n+n/4)
			copy(grown, w.lemmas)
			w.lemmas = grown
		} else {
			old := len(w.lemmas)
			w.lemmas = w.lemmas[:n]
			clear(w.lemmas[old:])
		}
	}
	w.lemmas[i] = lemma
}
