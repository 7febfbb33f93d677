package quotes

import "annals/stages"

// Direct quotes in Chinese. There is no grammar for Chinese here: a cue of
// lang/zh/quotes.yaml stands right before the opening mark (with or without a
// colon) or ends the clause behind the closing one, and the speaker is what
// begins the cue's clause, without times, adverbs and adverbials.

// chineseClause is the greatest length of the clause of speaker and cue, in
// tokens, which are single characters.
const chineseClause = 40

// chinese reads the speaker of a pair that holds Chinese.
func (a *analysis) chinese(q *Pair, p int32) (found, bool) {
	f := found{class: "speech", rule: "chinese:quote", basis: "sentence", pair: p, frame: frameQuote}
	first := a.w.TokenAt(q.Open.End)
	if int(first) >= len(a.w.Tokens) || q.Close.Empty() || !a.han(first) {
		return f, false
	}
	open := a.w.TokenAt(q.Open.Start)
	k := open
	for k > 0 && open-k < 2 && a.chineseMark(k-1, "：", "，", ":", ",") && !a.lineBefore(k) {
		k--
	}
	if cue := a.chineseCueBefore(k); !cue.empty() && !a.lineBefore(k) {
		if s := a.chineseSpeaker(cue.first); !s.empty() {
			f.cue, f.source, f.geometry = cue, s, "S-V-C"
			f.lemma = a.w.Text(a.w.TokensSpan(cue.first, cue.last))
			f.add(a.pairTokens(q))
			return f, true
		}
	}
	// "……，"王毅说。
	start := a.w.TokenAt(q.Close.End)
	end := start
	for int(end) < len(a.w.Tokens) && end-start < chineseClause && !a.lineBefore(end) && a.inside[end] < 0 && (a.han(end) || a.w.Tokens[end].Class != stages.ClassPunctuation) {
		end++
	}
	cue := a.chineseCueBefore(end)
	if cue.empty() || cue.first <= start {
		return f, false
	}
	s := a.chineseSpeaker(cue.first)
	if s.empty() || s.first < start {
		return f, false
	}
	f.cue, f.source, f.geometry = cue, s, "C-S-V"
	f.lemma = a.w.Text(a.w.TokensSpan(cue.first, cue.last))
	f.add(a.pairTokens(q))
	return f, true
}

func (a *analysis) han(i int32) bool { return a.w.Tokens[i].Class == stages.ClassIdeograph }

func (a *analysis) lineBefore(i int32) bool {
	return int(i) < len(a.w.Tokens) && a.w.Tokens[i].Shape&stages.ShapeLineBefore != 0
}

func (a *analysis) chineseMark(i int32, marks ...string) bool {
	t := a.text(i)
	for _, m := range marks {
		if t == m {
			return true
		}
	}
	return false
}

// chineseEntry is the entry of Chinese that begins at token i, within end.
func (a *analysis) chineseEntry(i, end int32) (*entry, int32) {
	v, n := a.lex.words.Longest(a.w.Doc.Text, a.w.Tokens[:end], int(i))
	if v < 0 {
		return &none, 0
	}
	return &a.lex.entries[v], int32(n)
}

// chineseCueBefore is the longest cue that ends before token end.
func (a *analysis) chineseCueBefore(end int32) tokens {
	for i := max(0, end-5); i < end; i++ {
		if !a.han(i) {
			continue
		}
		e, n := a.chineseEntry(i, end)
		if e.flags&isChineseNoun != 0 && i+n == end {
			return tokens{}
		}
		if e.flags&isChineseCue != 0 && i+n == end {
			// A second cue may stand before: 强调说.
			if before := a.chineseCueBefore(i); !before.empty() && i-before.first < 5 {
				return tokens{before.first, end}
			}
			return tokens{i, end}
		}
	}
	return tokens{}
}

// chineseSpeaker is the speaker in the clause that ends before token end.
func (a *analysis) chineseSpeaker(end int32) tokens {
	first := end
	for first > 0 && end-first < chineseClause && !a.lineBefore(first) && a.inside[first-1] < 0 && a.w.Tokens[first-1].Class != stages.ClassPunctuation {
		first--
	}
	t := tokens{first, end}
	// Times and adverbs on both sides.
	for changed := true; changed && !t.empty(); {
		changed = false
		e, n := a.chineseEntry(t.first, t.last)
		switch {
		case e.flags&isChineseAdverb != 0:
			t.first += n
			changed = true
		case a.w.Tokens[t.first].Class == stages.ClassNumber, t.first > first && a.chineseMark(t.first, "年", "月", "日"):
			t.first++
			changed = true
		}
		for i := max(t.first, t.last-4); i < t.last; i++ {
			if e, n := a.chineseEntry(i, t.last); e.flags&isChineseAdverb != 0 && i+n == t.last {
				t.last = i
				changed = true
				break
			}
		}
	}
	// What the speaker did it at, for, to whom. Some of these are surnames too.
	for i := t.first + 1; i < t.last; i++ {
		e, n := a.chineseEntry(i, t.last)
		if a.w.Tokens[i].Class == stages.ClassNumber || e.flags&isChineseAdverb != 0 && n > 1 && i-t.first > 1 || e.flags&isChinesePreposition != 0 && (i-t.first > 1 || t.last-t.first > 4) {
			t.last = i
			break
		}
	}
	if t.empty() || a.lineBefore(t.first) && t.last-t.first > 30 {
		return tokens{}
	}
	if e, _ := a.chineseEntry(t.first, t.last); e.flags&isChinesePreposition != 0 && first > 1 {
		// 在会上，… : the speaker stands in no clause we can read.
		return tokens{}
	}
	return t
}
