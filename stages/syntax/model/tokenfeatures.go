package model

import "annals/stages"

// Templates of the rows that make the input vector of a token.
const (
	formTemplate = 501 + iota
	suffixTemplate
	_
	_
	_
	prefixTemplate
	_
	_
	shapeTemplate
	spacingTemplate
)

// TokenFeatures appends the features of token i for the dense network: its form
// first, then endings, beginnings, how it is written and where white space stands.
// They depend on the token, the bit whether white space follows, and on shouting
// and title of the sentence alone. title: the sentence is in title case.
func TokenFeatures(words []Word, tokens []stages.Token, i int, title bool, f []Feature) []Feature {
	w := &words[i]
	f = append(f, Feat(formTemplate, w.Form))
	for k, h := range w.suffix {
		f = append(f, Feat(suffixTemplate+uint64(k), h))
	}
	for k, h := range w.prefix {
		f = append(f, Feat(prefixTemplate+uint64(k), h))
	}
	shape := w.shape
	if title {
		shape |= 1 << 40
	}
	spacing := uint64(1)
	if tokens[i].Shape&stages.ShapeSpaceBefore != 0 {
		spacing |= 2
	}
	if i+1 == len(tokens) || tokens[i+1].Shape&stages.ShapeSpaceBefore != 0 {
		spacing |= 4
	}
	return append(f, Feat(shapeTemplate, shape), Feat(spacingTemplate, spacing))
}

// FormFeature is the first of the features of a token with a form.
func FormFeature(form uint64) Feature { return Feat(formTemplate, form) }
