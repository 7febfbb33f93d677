package model

import "annals/stages"

// Feature is the hash of a feature: template and value.
type Feature uint64

const (
	mixA = 0x9e3779b97f4a7c15
	mixB = 0xff51afd7ed558ccd
)

// Feat is the feature of a template and a value.
func Feat(template uint64, value uint64) Feature {
	h := (value ^ template*mixA) * mixB
	h ^= h >> 32
	return Feature(h * mixA)
}

// Join combines two values into one.
func Join(a, b uint64) uint64 { return (a^b*mixA)*mixB ^ a>>29 }

// Key is what a table compares; 0 stands for a free slot there.
func (f Feature) Key() uint32 {
	k := uint32(f)
	if k == 0 {
		k = 1
	}
	return k
}

// Templates of the rows that make the vector of a token.
const (
	formTemplate   = 501
	suffixTemplate = 502 // to 505
	prefixTemplate = 506 // to 508
	shapeTemplate  = 509
	spaceTemplate  = 510

	FeatureCount = 10 // of a token
)

// FormFeature is the first of the features of a token of that form.
func FormFeature(form uint64) Feature { return Feat(formTemplate, form) }

// Style is what a token's features depend on besides its text: what the
// sentence looks like, and where white space stands.
type Style uint8

// Parts of a Style.
const (
	Shouting Style = 1 << iota // the sentence is in capitals
	Title                      // the sentence is in title case
	SpaceBefore
	SpaceAfter
)

// StyleOf is the style of a sentence.
func StyleOf(tokens []stages.Token) Style {
	switch {
	case isShouting(tokens):
		return Shouting
	case isTitleCase(tokens):
		return Title
	}
	return 0
}

// At adds to the style of a sentence where white space stands around token i.
func (s Style) At(tokens []stages.Token, i int) Style {
	if tokens[i].Shape&stages.ShapeSpaceBefore != 0 {
		s |= SpaceBefore
	}
	if i+1 == len(tokens) || tokens[i+1].Shape&stages.ShapeSpaceBefore != 0 {
		s |= SpaceAfter
	}
	return s
}

// Features writes the features of a token: its form, its endings and beginnings,
// how it is written, and where white space stands.
func (w *Word) Features(style Style, to *[FeatureCount]Feature) {
	to[0] = FormFeature(w.Form)
	for k, h := range w.suffix {
		to[1+k] = Feat(suffixTemplate+uint64(k), h)
	}
	for k, h := range w.prefix {
		to[5+k] = Feat(prefixTemplate+uint64(k), h)
	}
	shape := w.shape
	if style&Title != 0 {
		shape |= 1 << 40
	}
	space := uint64(1)
	if style&SpaceBefore != 0 {
		space |= 2
	}
	if style&SpaceAfter != 0 {
		space |= 4
	}
	to[8], to[9] = Feat(shapeTemplate, shape), Feat(spaceTemplate, space)
}
