package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	"annals/stages"
	"annals/stages/lang"
	"annals/stages/segment"
)

// blocks cuts a text at its lines.
func blocks(text string) (list []stages.Block) {
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		body := strings.TrimSpace(line)
		if start := strings.Index(line, body); body != "" {
			list = append(list, stages.Block{Span: stages.Span{Start: int32(at + start), End: int32(at + start + len(body))}, Section: -1})
		}
		at += len(line)
	}
	return list
}

// speakers measures on a set of attributed quotes how many sources hold a mention: the
// part of the names stage that attribution stands on.
func speakers(pack *lang.Pack, stage stages.Stage, path string, verbose bool) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	seg, err := segment.New(pack)
	if err != nil {
		return err
	}
	scan := bufio.NewScanner(z)
	scan.Buffer(nil, 1<<24)
	w := &stages.Work{}
	total, found, named := 0, 0, 0
	missed := map[string]int{}
	for scan.Scan() {
		var d struct {
			Text   string
			Quotes []struct {
				Start *int `json:"speaker_start"`
				End   *int `json:"speaker_end"`
			}
		}
		if err := json.Unmarshal(scan.Bytes(), &d); err != nil {
			return err
		}
		w.Reset(&stages.Document{Text: d.Text, Language: "en", Blocks: blocks(d.Text)})
		for _, s := range []stages.Stage{seg, stage} {
			if err := s.Run(context.Background(), w); err != nil {
				return err
			}
		}
		offset := make([]int, 0, len(d.Text)+1)
		for i := range d.Text {
			offset = append(offset, i)
		}
		offset = append(offset, len(d.Text))
		for _, q := range d.Quotes {
			if q.Start == nil {
				continue
			}
			total++
			s := stages.Span{Start: int32(offset[*q.Start]), End: int32(offset[*q.End])}
			ok, entity := false, false
			for i := range w.Mentions {
				if m := &w.Mentions[i]; s.Contains(m.Span) && m.Kind != stages.Nationality && m.Kind != stages.Title {
					ok = true
					entity = entity || m.Entity >= 0
				}
			}
			if ok {
				found++
			} else {
				missed[strings.ReplaceAll(d.Text[s.Start:s.End], "\n", " ")]++
			}
			if entity {
				named++
			}
		}
	}
	fmt.Printf("speakers %d, with a mention %d (%.3f), with an entity %d (%.3f)\n", total, found, float64(found)/float64(total), named, float64(named)/float64(total))
	if verbose {
		var list []string
		for s, n := range missed {
			list = append(list, fmt.Sprintf("%4d %s", n, s))
		}
		sort.Sort(sort.Reverse(sort.StringSlice(list)))
		fmt.Println(strings.Join(list, "\n"))
	}
	return scan.Err()
}
