package figures

import (
	"strings"

	"annals/stages/lang"
)

// The number language.

func (x *lexicon) loadNumbers(pack *lang.Pack, n *numberFile) {
	l, starts := pack.NewPhraseList(), pack.NewPhraseList()
	add := func(text string, w word) {
		l.Add(text, int32(len(x.words)))
		starts.Add(text, 0)
		x.words = append(x.words, w)
	}
	nb := &n.Numbers
	for _, k := range sortedKeys(nb.Small) {
		add(k, word{kind: wordSmall, value: fromInt(nb.Small[k])})
	}
	for _, k := range sortedKeys(nb.Tens) {
		add(k, word{kind: wordTens, value: fromInt(nb.Tens[k])})
		// However the tokenizer cuts at hyphens, "twenty-five" is one entry.
		for _, s := range sortedKeys(nb.Small) {
			if v := nb.Small[s]; v >= 1 && v <= 9 {
				add(k+"-"+s, word{kind: wordSmall, value: fromInt(nb.Tens[k] + v)})
			}
		}
		for _, s := range sortedKeys(nb.Ordinals) {
			if v := nb.Ordinals[s]; v >= 1 && v <= 9 {
				add(k+"-"+s, word{kind: wordOrdinal, ord: true, value: fromInt(nb.Tens[k] + v)})
				add(k+"-"+s+"s", word{kind: wordFraction, plural: true, value: fromInt(nb.Tens[k] + v)})
			}
		}
	}
	for _, k := range nb.Hundred {
		add(k, word{kind: wordHundred, value: fromInt(100)})
	}
	for _, k := range sortedKeys(nb.Magnitudes) {
		add(k, word{kind: wordMagnitude, value: power10(nb.Magnitudes[k])})
	}
	for _, k := range nb.Dozen {
		add(k, word{kind: wordDozen, value: fromInt(12)})
	}
	for _, k := range sortedKeys(nb.Plurals) {
		add(k, word{kind: wordPlural, value: fromInt(nb.Plurals[k])})
	}
	for _, k := range nb.Half {
		add(k, word{kind: wordHalf, value: fromInt(2)})
	}
	for _, k := range sortedKeys(nb.Fractions) {
		_, ord := nb.Ordinals[k]
		plural := strings.HasSuffix(k, "s")
		kind := wordFraction
		if ord {
			kind = wordOrdinal
		}
		add(k, word{kind: kind, ord: ord, plural: plural, value: fromInt(nb.Fractions[k])})
		for _, s := range sortedKeys(nb.Small) {
			if v := nb.Small[s]; v >= 1 && (v == 1) == !plural {
				add(s+"-"+k, word{kind: wordFull, value: fromInt(v).div(fromInt(nb.Fractions[k]))})
			}
		}
	}
	for _, k := range sortedKeys(nb.Ordinals) {
		add(k, word{kind: wordOrdinal, ord: true, value: fromInt(nb.Ordinals[k])})
	}
	for _, k := range sortedKeys(nb.Twice) {
		add(k, word{kind: wordTwice, value: fromInt(nb.Twice[k])})
	}
	for _, w := range nb.Articles {
		starts.Add(w, 0)
	}
	x.number, x.starts = l.Compile(), starts.Compile()
}
