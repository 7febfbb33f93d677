package schemas

import "sort"

// offsetBlock is the number of bytes between two counts of an Offsets.
const offsetBlock = 64

// Offsets turns byte offsets of a text into code points and back. One forward
// pass counts the code points before every 64th byte; a question then looks at
// 64 bytes at most. A text of ASCII only, the common case, needs no counts. The
// zero value is ready; Reset makes it ready for another text.
type Offsets struct {
	text   string
	counts []int32 // code points that begin before byte i*offsetBlock; nil for ASCII
	length int32
}

// Reset counts text, which must be valid UTF-8.
func (o *Offsets) Reset(text string) {
	o.text, o.counts, o.length = text, o.counts[:0], int32(len(text))
	i := 0
	for i < len(text) && text[i] < 0x80 {
		i++
	}
	if i == len(text) {
		return
	}
	n := int32(0)
	for i := 0; i < len(text); i += offsetBlock {
		o.counts = append(o.counts, n)
		n += leads(text[i:min(i+offsetBlock, len(text))])
	}
	o.length = n
}

// Len is the length of the text in code points.
func (o *Offsets) Len() int32 { return o.length }

// CodePoint is the number of code points before byte offset at, which lies in
// [0, len(text)] and does not cut a code point.
func (o *Offsets) CodePoint(at int32) int32 {
	if len(o.counts) == 0 {
		return at
	}
	i := int(at) / offsetBlock
	if i == len(o.counts) {
		return o.length
	}
	return o.counts[i] + leads(o.text[i*offsetBlock:at])
}

// Byte is the byte offset of code point n, and whether the text has n code
// points or more.
func (o *Offsets) Byte(n int32) (int32, bool) {
	if n < 0 || n > o.length {
		return 0, false
	}
	if len(o.counts) == 0 {
		return n, true
	}
	if n == o.length {
		return int32(len(o.text)), true
	}
	block := sort.Search(len(o.counts), func(i int) bool { return o.counts[i] > n }) - 1
	at, seen := block*offsetBlock, o.counts[block]
	for ; ; at++ {
		if o.text[at]&0xc0 != 0x80 {
			if seen == n {
				return int32(at), true
			}
			seen++
		}
	}
}

// Slice is the text of code points [start, end), and whether the text has them.
func (o *Offsets) Slice(start, end int32) (string, bool) {
	a, ok := o.Byte(start)
	b, ok2 := o.Byte(end)
	if !ok || !ok2 || b < a {
		return "", false
	}
	return o.text[a:b], true
}

// leads counts the code points that begin in s.
func leads(s string) int32 {
	n := int32(0)
	for i := 0; i < len(s); i++ {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}
