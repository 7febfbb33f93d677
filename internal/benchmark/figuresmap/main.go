// Command figuresmap writes the checks of a published folder as the groups that
// ../shared/eval/score_links.py reads with --figures-map:
//
//	go run ./internal/benchmark/figuresmap DIR > map.jsonl
//
// A check of two figures is one group. A larger one is written pair by pair,
// each with the verdict that the relations of its two figures come to.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"strings"

	"annals/output"
	"annals/schemas"
)

type member struct {
	Doc   string `json:"doc"`
	Start int32  `json:"start"`
	End   int32  `json:"end"`
}

type group struct {
	Group   string   `json:"group"`
	Verdict string   `json:"verdict"`
	Members []member `json:"members"`
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: figuresmap DIR")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "figuresmap:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	folder, err := output.OpenFolder(dir)
	if err != nil {
		return err
	}
	var rows schemas.Rows
	if err := folder.Read(&rows, schemas.TableDocuments, schemas.TableFigures, schemas.TableChecks, schemas.TableCheckFigures); err != nil {
		return err
	}
	stems := map[string]string{}
	for i := range rows.Documents {
		d := &rows.Documents[i]
		base := path.Base(d.URI)
		stems[d.DocID] = strings.TrimSuffix(base, path.Ext(base))
	}
	places := map[string]member{}
	for i := range rows.Figures {
		f := &rows.Figures[i]
		places[f.FigureID] = member{stems[f.DocID], f.SpanStart, f.SpanEnd}
	}
	in := map[string][]*schemas.CheckFigure{}
	for i := range rows.CheckFigures {
		if rows.CheckFigures[i].Relation == "part" {
			continue // not compared
		}
		in[rows.CheckFigures[i].CheckID] = append(in[rows.CheckFigures[i].CheckID], &rows.CheckFigures[i])
	}
	out := json.NewEncoder(os.Stdout)
	for i := range rows.Checks {
		c := &rows.Checks[i]
		m := in[c.CheckID]
		if len(m) < 2 {
			continue
		}
		for a := range m {
			for b := a + 1; b < len(m); b++ {
				verdict := c.Verdict
				if len(m) > 2 {
					verdict = pairVerdict(c.Verdict, m[a], m[b])
				}
				if err := out.Encode(group{c.CheckID, verdict, []member{places[m[a].FigureID], places[m[b].FigureID]}}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// pairVerdict is what the relations of two figures of one check come to.
func pairVerdict(whole string, a, b *schemas.CheckFigure) string {
	conflict := a.Relation == "conflicts" && b.Relation == "conflicts"
	switch {
	case conflict:
		return "conflict"
	case (a.Relation == "superseded") != (b.Relation == "superseded"):
		return "updated"
	case a.Relation == "agrees" && b.Relation == "agrees", a.Relation == "copy", b.Relation == "copy":
		return "agree"
	case whole == "updated" && !meet(a, b):
		return "updated"
	}
	return "compatible"
}

func meet(a, b *schemas.CheckFigure) bool {
	return !(a.Low.Known && b.High.Known && a.Low.Value > b.High.Value || b.Low.Known && a.High.Known && b.Low.Value > a.High.Value)
}
