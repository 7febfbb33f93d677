package figures

import (
	"slices"
	"sort"
	"strings"

	"annals/stages"
)

// Tables. A number alone in its cell counts what the head of its column names.
// The readers of formats write a row of a table as a line with " | " between the
// cells, and the first row is the head if it holds no digit.

const cellBreak = " | "

// columnHead is the phrase in the head of the column in which q stands alone.
func (c *claimer) columnHead(q *quantity) (phrase, bool) {
	none := phrase{ofFirst: -1}
	block := c.w.Sentences[c.n].Block
	blocks := c.w.Doc.Blocks
	if blocks[block].Kind != stages.TableRow || !c.aloneInCell(q) {
		return none, false
	}
	head := c.tableStart(block)
	if head == block || strings.ContainsAny(c.w.Text(blocks[head].Span), "0123456789") {
		return none, false
	}
	column := strings.Count(c.s.text[blocks[block].Start:q.start], cellBreak)
	if column == 0 {
		return none, false // what the row is about
	}
	from := blocks[head].Start
	for ; column > 0; column-- {
		i := strings.Index(c.s.text[from:blocks[head].End], cellBreak)
		if i < 0 {
			return none, false
		}
		from += int32(i + len(cellBreak))
	}
	to := blocks[head].End
	if i := strings.Index(c.s.text[from:to], cellBreak); i >= 0 {
		to = from + int32(i)
	}
	first, last := c.tokenAt(from), c.tokenAt(to)
	if first >= last || c.w.Tokens[first].Class != stages.ClassWord {
		return none, false
	}
	sentence := sort.Search(len(c.w.Sentences), func(i int) bool { return c.w.Sentences[i].Last > first })
	c.w.Tag(sentence)
	p, ok := c.counted(first, last)
	if !ok || p.first != first { // "Dead", "Missing"
		p = phrase{first: first, core: first + 1, heads: append(c.heads[:0], first), ofFirst: -1}
	}
	p.last = last
	return p, true
}

// inHead reports whether a counted phrase is the head of a column rather than
// words of the sentence at hand.
func (c *claimer) inHead(p *phrase) bool { return p.last <= c.first }

// headVerb is the lemma of a word of a column's head, by which measures know
// it: the tagger sees no sentence there and takes "drilled" for a name.
func (c *claimer) headVerb(k int32) string {
	word := stages.Fold(c.w.TokenText(k))
	for _, lemma := range []string{c.lemma(k), c.x.irregular[word], strings.TrimSuffix(word, "ed"), strings.TrimSuffix(word, "d"), strings.TrimSuffix(word, "ing")} {
		if len(c.t.verbs[lemma]) > 0 {
			return lemma
		}
	}
	return c.lemma(k)
}

// peopleHead reports whether a column's head without a noun tells what
// happened to people.
func (c *claimer) peopleHead(k int32) bool {
	for _, m := range c.t.verbs[c.headVerb(k)] {
		if slices.Contains(c.t.list[m].Counted, c.x.personUnit) {
			return true
		}
	}
	return false
}

// rowLabel gives r the first cell of its row as scope, where it is no number or
// date: what the row is about.
func (c *claimer) rowLabel(r *stages.Figure) {
	row := c.w.Doc.Blocks[c.w.Sentences[c.n].Block].Span
	i := strings.Index(c.w.Text(row), cellBreak)
	label := stages.Span{Start: row.Start, End: row.Start + int32(max(i, 0))}
	if text := c.w.Text(label); text == "" || strings.ContainsAny(text, "0123456789") {
		return
	}
	r.Scope, r.ScopeSpan, r.ScopeBasis = c.w.Text(label), label, "sentence"
	for i := range c.w.Mentions {
		if m := &c.w.Mentions[i]; m.Span == label {
			r.Scope = c.name(m)
		}
	}
}

// aloneInCell reports whether nothing but q stands in its cell.
func (c *claimer) aloneInCell(q *quantity) bool {
	before, after := strings.TrimRight(c.s.text[:q.start], " "), strings.TrimLeft(c.s.text[q.end:], " ")
	return (before == "" || strings.HasSuffix(before, "|") || strings.HasSuffix(before, "\n")) &&
		(after == "" || strings.HasPrefix(after, "|") || strings.HasPrefix(after, "\n"))
}

// tableStart is the first block of the table that a block is a row of.
func (c *claimer) tableStart(block int32) int32 {
	blocks := c.w.Doc.Blocks
	if t := &c.table; t.last <= block && t.last > 0 {
		// The rows come in order: go on from the last one asked for.
		at := t.last
		for at < block && blocks[at+1].Kind == stages.TableRow && c.adjoins(at) {
			at++
		}
		if at == block {
			t.last = block
			return t.first
		}
	}
	first := block
	for first > 0 && blocks[first-1].Kind == stages.TableRow && c.adjoins(first-1) {
		first--
	}
	c.table.first, c.table.last = first, block
	return first
}

// adjoins reports whether the next block stands on the next line.
func (c *claimer) adjoins(block int32) bool {
	blocks := c.w.Doc.Blocks
	return strings.Count(c.s.text[blocks[block].End:blocks[block+1].Start], "\n") < 2
}

// tokenAt is the first token that begins at a byte or after it.
func (c *claimer) tokenAt(at int32) int32 {
	return int32(sort.Search(len(c.w.Tokens), func(i int) bool { return c.w.Tokens[i].Start >= at }))
}
