package stages

import "unicode/utf8"

// CodePoints turns byte offsets of a text into code-point offsets, the
// coordinate of every output. It remembers a count every 256 bytes, so that a
// look-up reads at most that many; for ASCII it remembers nothing.
type CodePoints struct {
	text  string
	marks []int32 // code points before byte 256*i; nil for ASCII
	total int32
}

const codePointStride = 256

// Reset makes c ready for text, keeping its memory.
func (c *CodePoints) Reset(text string) {
	c.text, c.marks, c.total = text, c.marks[:0], 0
	ascii := true
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		c.total = int32(len(text))
		return
	}
	n := int32(0)
	for i := 0; i < len(text); i++ {
		if i%codePointStride == 0 {
			c.marks = append(c.marks, n)
		}
		if text[i]&0xC0 != 0x80 {
			n++
		}
	}
	c.total = n
}

// At is the number of code points that begin before byte offset at.
func (c *CodePoints) At(at int32) int32 {
	if len(c.marks) == 0 {
		return at
	}
	if int(at) >= len(c.text) {
		return c.total
	}
	block := int(at) / codePointStride
	n := c.marks[block]
	for i := block * codePointStride; i < int(at); i++ {
		if c.text[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// Total is the length of the text in code points.
func (c *CodePoints) Total() int32 { return c.total }
