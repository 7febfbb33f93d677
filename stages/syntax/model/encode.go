package model

// encodePlaces is how many words bring features to the encoding of one: itself
// and its neighbours (here, before, after).
const encodePlaces = 3

// EncodeFeatures appends the features of word i for the parser's encoder; all
// words have their tags.
func EncodeFeatures(words []Word, i int, f []Feature) []Feature {
	c := collector{which: all}
	encodeFeatures(&c, &words[i], wordAt(words, i-1), wordAt(words, i+1))
	return append(f, c.features[:c.n]...)
}

// encodeFeatures collects the features of w between p and n.
func encodeFeatures(c *collector, w, p, n *Word) {
	c.template = 300
	c.own(here, w.Form)
	c.own(here, w.suffix[1])
	c.own(here, w.suffix[2])
	c.own(here, w.shape)
	c.own(here, w.Lexical)
	c.own(here, w.Tag)
	c.own(before, p.Tag)
	c.own(after, n.Tag)
	c.add(Join(p.Tag, w.Tag))
	c.add(Join(w.Tag, n.Tag))
	c.own(before, p.Form)
	c.own(after, n.Form)
	c.own(here, Join(w.Tag, w.Form))
	c.own(here, w.fine)
	c.own(here, w.kind)
	c.own(here, w.wordNet)
	c.own(here, Join(w.Tag, w.fine))
	c.own(before, p.fine)
	c.own(after, n.fine)
}

// EncodeTagFeatures appends the features of word i for the tagger's encoder; no
// word has its tag yet.
func EncodeTagFeatures(words []Word, i int, f []Feature) []Feature {
	c := collector{which: all}
	encodeTagFeatures(&c, &words[i], wordAt(words, i-1), wordAt(words, i+1))
	return append(f, c.features[:c.n]...)
}

// encodeTagFeatures collects the features of w between p and n.
func encodeTagFeatures(c *collector, w, p, n *Word) {
	c.template = 400
	c.own(here, w.Form)
	c.own(here, w.suffix[1])
	c.own(here, w.suffix[2])
	c.own(here, w.suffix[3])
	c.own(here, w.prefix[1])
	c.own(here, w.shape)
	c.own(here, w.Lexical)
	c.own(before, p.Lexical)
	c.own(after, n.Lexical)
	c.own(before, p.Form)
	c.own(after, n.Form)
	c.own(before, p.suffix[1])
	c.own(after, n.suffix[1])
	c.own(here, w.fine)
	c.own(here, w.kind)
	c.own(here, w.wordNet)
	c.own(before, p.kind)
	c.own(after, n.kind)
	c.own(after, n.fine)
}
