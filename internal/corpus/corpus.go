// Package corpus reads corpus files, the specification of the extractors: texts
// with the expected finding marked where it stands, so that nobody counts
// offsets.
//
// A file is a list of cases separated by blank lines. Lines that begin with "#"
// are comments; lines that begin with "@" set keys for the cases up to the next
// blank line after a case that is followed by another "@" line with the same
// key ("@ dct=2021-12-08 kind=news"); "@" alone clears all keys. Every other
// line is text; the lines of one case are joined by line breaks. Inside a text
//
//	[exact words]{kind; key=value; key=value}
//
// marks a finding; marks may be nested. "\[", "\]", "\{", "\\", "\n" stand for the
// characters themselves and a line break. A case without marks says that
// nothing is to be found. "!" at the start of a case marks a known gap: it must
// fail, and the test tells when it no longer does.
package corpus

import (
	"fmt"
	"os"
	"strings"
)

// Case is one text with what is to be found in it.
type Case struct {
	File string
	Line int // of its first line, from 1
	Keys map[string]string
	Text string
	Want []Mark
	Gap  bool
}

// Mark is an expected finding: bytes [Start, End) of Case.Text.
type Mark struct {
	Start, End int
	Kind       string // the first word of the braces when it has no "="
	Values     map[string]string
}

// Name is "file:line" for messages.
func (c *Case) Name() string { return fmt.Sprintf("%s:%d", c.File, c.Line) }

// Read reads a corpus file.
func Read(path string) ([]Case, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var cases []Case
	keys := map[string]string{}
	var text []string
	first := 0
	flush := func() error {
		if len(text) == 0 {
			return nil
		}
		c := Case{File: path, Line: first, Keys: map[string]string{}}
		for k, v := range keys {
			c.Keys[k] = v
		}
		s := strings.Join(text, "\n")
		if strings.HasPrefix(s, "!") {
			c.Gap, s = true, strings.TrimPrefix(s[1:], " ")
		}
		text = nil
		if err := c.parse(s); err != nil {
			return fmt.Errorf("%s: %w", c.Name(), err)
		}
		cases = append(cases, c)
		return nil
	}
	for n, line := range strings.Split(string(b), "\n") {
		switch {
		case strings.TrimSpace(line) == "":
			if err := flush(); err != nil {
				return nil, err
			}
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "@"):
			if err := flush(); err != nil {
				return nil, err
			}
			fields := strings.Fields(line[1:])
			if len(fields) == 0 {
				keys = map[string]string{}
			}
			for _, f := range fields {
				k, v, ok := strings.Cut(f, "=")
				if !ok {
					return nil, fmt.Errorf("%s:%d: %q is not key=value", path, n+1, f)
				}
				if v == "" {
					delete(keys, k)
				} else {
					keys[k] = v
				}
			}
		default:
			if len(text) == 0 {
				first = n + 1
			}
			text = append(text, line)
		}
	}
	return cases, flush()
}

func (c *Case) parse(s string) error {
	var out strings.Builder
	var open []int
	for i := 0; i < len(s); i++ {
		switch ch := s[i]; {
		case ch == '\\' && i+1 < len(s):
			i++
			if s[i] == 'n' {
				out.WriteByte('\n')
			} else {
				out.WriteByte(s[i])
			}
		case ch == '[':
			open = append(open, out.Len())
		case ch == ']':
			if len(open) == 0 || i+1 >= len(s) || s[i+1] != '{' {
				return fmt.Errorf("\"]\" without \"[\" before or \"{\" after it")
			}
			end := strings.IndexByte(s[i:], '}')
			if end < 0 {
				return fmt.Errorf("braces not closed")
			}
			m := Mark{Start: open[len(open)-1], End: out.Len(), Values: map[string]string{}}
			open = open[:len(open)-1]
			for n, f := range strings.Split(s[i+2:i+end], ";") {
				k, v, ok := strings.Cut(strings.TrimSpace(f), "=")
				switch {
				case ok:
					m.Values[k] = v
				case n == 0:
					m.Kind = k
				case k != "":
					return fmt.Errorf("%q is not key=value", k)
				}
			}
			c.Want = append(c.Want, m)
			i += end
		default:
			out.WriteByte(ch)
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("\"[\" never closed")
	}
	c.Text = out.String()
	return nil
}
