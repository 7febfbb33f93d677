package names

import "annals/stages"

// chunk is a name found in one sentence: tokens [first, last).
type chunk struct {
	first, last int32
	kind        stages.NameKind
	canonical   int32 // index in lexicon.canonical, -1
	certain     bool  // the evidence is in the words themselves
	rule        string
}

// scratch is what the stage works in; it belongs to one Work.
type scratch struct {
	w     *stages.Work
	lex   *lexicon
	words []word // by token
	found []chunk

	// of the sentence at hand
	first, last int32
	titleCase   bool // nearly every word is capitalised: capitals say nothing
	allCaps     bool
	smallCase   bool // no capitals but the first word's

	// by token: what the rules say, the gazetteer's match, what the model says
	ruleTags, tags       []tag
	gazTags              []uint8
	ruleMarks            []uint8 // kind, certain, begin
	docWords             []docWord
	feats, joint         []uint32
	listFeats, listJoint int             // where those of the lists of names begin in feats and joint
	back                 [][tagCount]tag // by token: the best tag before, of each tag
	ruleChunks           []chunk
	facts                []fact   // by token, 0 before it is asked for
	phraseMarks          []uint32 // by token: lists of the known name of several words it is in, and its place there
	knowledge            *knowledge
	styles               []uint8 // by sentence: 1 title case, 2 all capitals, 4 none
	ruleEnds             []int32 // by sentence: end of its chunks in ruleChunks

	resolver
}

func (r *scratch) text(i int32) string { return r.w.TokenText(i) }

func (r *scratch) token(i int32) *stages.Token { return &r.w.Tokens[i] }

// is reports whether token i is one of the listed words.
func (r *scratch) is(i int32, w word) bool {
	return i >= r.first && i < r.last && r.words[i]&w != 0
}

// capital reports whether token i is a word written with a capital.
func (r *scratch) capital(i int32) bool {
	if i < r.first || i >= r.last {
		return false
	}
	t := r.token(i)
	return t.Shape&stages.ShapeCapital != 0 && t.Class == stages.ClassWord && t.Shape&stages.ShapeClitic == 0
}

func (r *scratch) byte1(i int32) byte {
	if i < r.first || i >= r.last {
		return 0
	}
	t := r.token(i)
	if t.End-t.Start != 1 {
		return 0
	}
	return r.w.Doc.Text[t.Start]
}

// touching reports whether no space stands before token i.
func (r *scratch) touching(i int32) bool {
	return i > r.first && i < r.last && r.token(i).Shape&stages.ShapeSpaceBefore == 0
}

// initial reports whether token i is a capital letter, with or without a stop, or several ("J.R.").
func (r *scratch) initial(i int32) bool {
	if !r.capital(i) {
		return false
	}
	s := r.text(i)
	if len(s) == 1 {
		return !r.is(i, wFunction|wNotName)
	}
	if len(s) > 6 || len(s)%2 != 0 {
		return false
	}
	for k := 0; k < len(s); k += 2 {
		if s[k] < 'A' || s[k] > 'Z' || s[k+1] != '.' {
			return false
		}
	}
	return true
}

// lookup fills words for all tokens: one probe each.
func (r *scratch) lookup() {
	w := r.w
	n := len(w.Tokens)
	if cap(r.words) < n {
		r.words = make([]word, n, n+n/4)
	}
	r.words = r.words[:n]
	r.ruleTags, r.tags, r.gazTags = sized(r.ruleTags, n), sized(r.tags, n), sized(r.gazTags, n)
	r.ruleMarks, r.facts, r.phraseMarks = sized(r.ruleMarks, n), sized(r.facts, n), sized(r.phraseMarks, n)
	if cap(r.back) < n {
		r.back = make([][tagCount]tag, n+n/4)
	}
	r.back = r.back[:cap(r.back)]
	for i := range w.Tokens {
		t := &w.Tokens[i]
		if t.Class != stages.ClassWord {
			r.words[i] = 0
			continue
		}
		r.words[i] = r.lex.words.get(t.Key)
	}
}

// sized is s with n zero elements.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}
