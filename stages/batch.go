package stages

import (
	"context"

	"annals/schemas"
)

// Batch is the rows of all documents of a run, for the whole-batch stages:
// without texts and without the sentence column, so that a batch of a million
// documents fits in memory. Documents are in order of their URI, findings in
// order of document and span. Each written field names its writer.
type Batch struct {
	// Documents has Text empty. CopyOfDocID and CopySimilarity: verify.
	Documents []schemas.Document
	// Sketches holds, for each of Documents, its Work.Sketch.
	Sketches [][]uint64

	Figures []schemas.Figure // CheckID: verify
	// Contexts holds, for each of Figures, what verify keeps of its sentence:
	// Verifier.Contexts, called by the runner before it drops the sentences. Nil
	// where the figures still have their sentences.
	Contexts []FigureContext
	// Sums holds the wholes of which the text gives the parts: Verifier.Sums,
	// called with Contexts. Nil where the figures still have their sentences.
	Sums   []Sum
	Events []schemas.Event // TimelineID: timeline
	Quotes []schemas.Quote // PersonID: people
	// Speakers is the rows of names that Quotes refer to (SpeakerNameID).
	Speakers []schemas.Name

	Checks       []schemas.Check         // verify
	CheckFigures []schemas.CheckFigure   // verify
	Timeline     []schemas.TimelineEntry // timeline
	People       []schemas.Person        // people
}

// Gather is a stage over the whole batch. It runs alone, after all documents,
// and is deterministic: the same batch gives the same rows.
type Gather interface {
	Name() string
	Gather(ctx context.Context, b *Batch) error
}

// FigureContext is what is left of a figure's sentence when the sentence itself
// has been dropped: enough to tell a copied passage, another subject, or a
// correction. Its one writer is verify's Contexts.
type FigureContext struct {
	Passage  [8]uint32 // least hashes of the sentence's word triples, by bin; 0 where it is too short
	Topic    [4]uint64 // one bit for each content word, by hash
	Words    uint16    // words of the sentence
	Groups   uint64    // one bit for each word that names a part of a population ("women", "rural")
	Senses   uint64    // what it tells of, where verbs exclude each other: four bits a group
	Measure  string    // the measure that its words tell of, where there is just one
	First    bool      // whoever speaks means himself: "we", "our"
	Leans    bool      // it begins with a pronoun: whom it is about stands before it
	Corrects bool      // it says that it corrects a number
	Names    uint64    // one bit for each name in it but the speaker's, by hash
	Denied   bool      // it denies the number, or reports that somebody does
	Planned  bool      // it tells the number as a plan, a pledge or a possibility
	Passing  bool      // it tells of arrivals or departures, not of those who are there
	Definite bool      // an article or possessive stands before the number: "the 1.4 billion people"
	Part     bool      // the number is a part or an addition: "two more", "of them 180"
	Rate     byte      // the number is by the (h)our, (d)ay, (w)eek, (m)onth, (y)ear; 0: it is not
	Entities []string  // the bodies and places it names, by usual name, folded; nil where there are more than four
	Subject  string    // the subject of a sentence that begins "The railway has ..." or "The Standard Gauge Railway has ..."; "" else
	// Theme is the named thing that a sentence about a number of countries or
	// members is about ("Aeolus turbines have reached 30 countries"), folded; ThemeSure:
	// it is a name by its capital, not only the first word.
	Theme     string
	ThemeSure bool
	Stray     bool // the actor of the row stands in the dateline only
	// StrayScope: the scope of the row is that of a part of the number ("412
	// peacekeepers, 300 of them in Juba").
	StrayScope bool
	Origin     string // whom it names as the origin of its numbers ("according to ..."); "" where nobody
}

// Sum is a figure whose parts the same text gives. Figures are numbered as in
// Batch.Figures.
type Sum struct {
	Total     int32
	Parts     []int32 // two at least, in order
	Low, High float64 // bounds of the parts added up, in the base unit of the dimension
	Differs   bool    // the whole lies outside these bounds
}
