package verification

import (
	_ "embed"
	"fmt"
	"strings"

	"annals/stages"
)

//go:embed pairs.txt
var pairsFile string

//go:embed fresh.txt
var freshFile string

// Written reads the pairs written by hand before the rules were made; their
// errors have been read since.
func Written() ([]Case, error) { return readPairs(pairsFile) }

// Fresh reads the pairs written by hand after the rules were made; nobody is to
// read their errors.
func Fresh() ([]Case, error) { return readPairs(freshFile) }

func readPairs(text string) ([]Case, error) {
	var cases []Case
	for _, block := range strings.Split(text, "\n== ")[1:] {
		head, body, _ := strings.Cut(block, "\n")
		fields := strings.Split(head, "|")
		if len(fields) != 3 {
			return nil, fmt.Errorf("pairs: %q is not id | truth | class", head)
		}
		c := Case{ID: strings.TrimSpace(fields[0]), Want: strings.TrimSpace(fields[1]), Class: strings.TrimSpace(fields[1])}
		n := 0
		for i, part := range strings.Split(strings.TrimSpace(body), "\n--\n") {
			line, text, _ := strings.Cut(part, "\n")
			source, date, ok := strings.Cut(line, ", ")
			published, valid := stages.ParseDate(strings.TrimSpace(date))
			if !ok || !valid {
				return nil, fmt.Errorf("pairs: %s: %q is not source, date", c.ID, line)
			}
			d := Document{Source: source, Published: published}
			for text != "" {
				from, to := strings.IndexByte(text, '['), strings.IndexByte(text, ']')
				if from < 0 {
					d.Text += text
					break
				}
				if to < from || n == len(c.Targets) {
					return nil, fmt.Errorf("pairs: %s: marks are wrong", c.ID)
				}
				d.Text += text[:from]
				c.Targets[n] = Target{Document: i, Start: len(d.Text)}
				d.Text += text[from+1 : to]
				c.Targets[n].End = len(d.Text)
				n++
				text = text[to+1:]
			}
			c.Documents = append(c.Documents, d)
		}
		if n != len(c.Targets) {
			return nil, fmt.Errorf("pairs: %s: %d marks, want 2", c.ID, n)
		}
		cases = append(cases, c)
	}
	return cases, nil
}
