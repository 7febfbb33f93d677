package quotes

import "annals/stages"

// Settle removes what pairing left undecided: single marks never closed are
// apostrophes and go; a pair never closed is no parent, and ends before the
// first pair inside it. It works in place and returns the shorter list.
func Settle(pairs []Pair) []Pair {
	moved := make([]int32, len(pairs))
	n := int32(0)
	for i := range pairs {
		q := &pairs[i]
		if q.Next >= 0 {
			q.Unclosed = false
		}
		if q.Parent >= 0 && moved[q.Parent] < 0 {
			q.Parent = pairs[q.Parent].Parent // itself kept or -1: parents come first
		}
		if q.Family == Single && (q.Unclosed || q.Close.Start-q.Open.End > maxSingle) || q.Close.Start <= q.Open.End && !q.Unclosed {
			moved[i] = -1
			continue
		}
		moved[i] = n
		n++
	}
	to := func(i int32) int32 {
		if i < 0 {
			return -1
		}
		return moved[i]
	}
	for i := range pairs {
		if moved[i] < 0 {
			continue
		}
		q := pairs[i]
		q.Parent, q.Next, q.Previous = to(q.Parent), to(q.Next), to(q.Previous)
		pairs[moved[i]] = q
	}
	pairs = pairs[:n]
	for i := range pairs {
		q := &pairs[i]
		for hops := 0; q.Parent >= 0 && hops < maxDepth; hops++ {
			o := &pairs[q.Parent]
			if o.Unclosed {
				if q.Open.Start < o.Close.Start {
					o.Close = stages.Span{Start: q.Open.Start, End: q.Open.Start}
				}
			} else if q.Open.Start < o.Close.Start {
				break
			}
			q.Parent = o.Parent
		}
	}
	return pairs
}
