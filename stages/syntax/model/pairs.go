package model

import "annals/stages"

// Brackets and quotation marks belong to what they enclose: by the guidelines of
// Universal Dependencies both hang on the head of the words between them. The
// parser decides on each mark by itself and often has the first before it knows
// what will follow; so once the tree is there, the marks of a pair that
// enclose words with one head among them are hung on that head. Only marks on
// which nothing hangs are moved, so the tree stays a tree.

// closing is the mark that ends what a mark begins, 0 where it begins nothing.
// Marks that begin and end alike close themselves.
func closing(mark string) string {
	switch mark {
	case "(":
		return ")"
	case "[":
		return "]"
	case "{":
		return "}"
	case "\u201c", "\u201e": // “ „
		return "\u201d"
	case "\u2018": // ‘
		return "\u2019"
	case "\u00ab": // «
		return "\u00bb"
	case "``":
		return "''"
	case "\"", "'":
		return mark
	}
	return ""
}

// hangPairs hangs the marks of pairs on the head of what they enclose; first is
// the number of the first token in its document.
func (a *Analysis) hangPairs(text string, tokens []stages.Token, first int32) {
	a.open = a.open[:0]
	a.bearing = grow(a.bearing, len(tokens))
	marks := 0
	for i := range tokens {
		a.bearing[i] = false
		if t := &tokens[i]; t.UPOS == stages.PUNCT && t.Relation == stages.RelPunct && t.Class != stages.ClassWord {
			marks++
		}
	}
	if marks < 2 {
		return
	}
	for i := range tokens {
		if h := tokens[i].Head - first; h != int32(i) {
			a.bearing[h] = true
		}
	}
	for i := range tokens {
		t := &tokens[i]
		if t.UPOS != stages.PUNCT || t.Relation != stages.RelPunct || t.Class == stages.ClassWord {
			continue
		}
		mark := text[t.Start:t.End]
		k := len(a.open) - 1
		for k >= 0 && closing(text[tokens[a.open[k]].Start:tokens[a.open[k]].End]) != mark {
			k--
		}
		if k < 0 {
			if closing(mark) != "" && len(a.open) < deepest {
				a.open = append(a.open, int32(i))
			}
			continue
		}
		from := a.open[k]
		a.open = a.open[:k]
		if a.bearing[from] || a.bearing[i] {
			continue
		}
		if head := only(tokens[from+1:i], first+from+1); head >= 0 {
			tokens[from].Head, t.Head = head, head
		}
	}
}

// deepest is how many marks may be open at once, which bounds the work on a
// token.
const deepest = 16

// only is the head of a stretch of words, marks aside, where it has just one,
// else -1; first is the number of the first word in its document.
func only(words []stages.Token, first int32) int32 {
	head := int32(-1)
	for i := range words {
		w := &words[i]
		if at := w.Head - first; w.Relation == stages.RelPunct || at >= 0 && int(at) < len(words) && int(at) != i {
			continue
		}
		if head >= 0 {
			return -1
		}
		head = first + int32(i)
	}
	return head
}
