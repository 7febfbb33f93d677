package model

// EncodeFeatures appends the features of word i for the parser's encoder; all
// words have their tags.
func EncodeFeatures(words []Word, i int, f []Feature) []Feature {
	at := func(k int) *Word {
		if k < 0 || k >= len(words) {
			return &boundary
		}
		return &words[k]
	}
	w, p, n := &words[i], at(i-1), at(i+1)
	t := uint64(300)
	add := func(v uint64) {
		t++
		f = append(f, Feat(t, v))
	}
	add(w.Form)
	add(w.suffix[1])
	add(w.suffix[2])
	add(w.shape)
	add(w.Lexical)
	add(w.Tag)
	add(p.Tag)
	add(n.Tag)
	add(Join(p.Tag, w.Tag))
	add(Join(w.Tag, n.Tag))
	add(p.Form)
	add(n.Form)
	add(Join(w.Tag, w.Form))
	add(w.fine)
	add(w.kind)
	add(w.wordNet)
	add(Join(w.Tag, w.fine))
	add(p.fine)
	add(n.fine)
	return f
}

// EncodeTagFeatures appends the features of word i for the tagger's encoder; no
// word has its tag yet.
func EncodeTagFeatures(words []Word, i int, f []Feature) []Feature {
	at := func(k int) *Word {
		if k < 0 || k >= len(words) {
			return &boundary
		}
		return &words[k]
	}
	w, p, n := &words[i], at(i-1), at(i+1)
	t := uint64(400)
	add := func(v uint64) {
		t++
		f = append(f, Feat(t, v))
	}
	add(w.Form)
	add(w.suffix[1])
	add(w.suffix[2])
	add(w.suffix[3])
	add(w.prefix[1])
	add(w.shape)
	add(w.Lexical)
	add(p.Lexical)
	add(n.Lexical)
	add(p.Form)
	add(n.Form)
	add(p.suffix[1])
	add(n.suffix[1])
	add(w.fine)
	add(w.kind)
	add(w.wordNet)
	add(p.kind)
	add(n.kind)
	add(n.fine)
	return f
}
