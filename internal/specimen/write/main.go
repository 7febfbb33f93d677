// Command write publishes a folder of specimen rows for the tests of other
// readers: write DIR [DOCUMENTS].
package main

import (
	"log"
	"os"
	"strconv"

	"annals/internal/specimen"
	"annals/output"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 2 {
		log.Fatal("usage: write DIR [DOCUMENTS]")
	}
	n := 200
	if len(os.Args) > 2 {
		var err error
		if n, err = strconv.Atoi(os.Args[2]); err != nil {
			log.Fatal(err)
		}
	}
	p, err := output.Open(os.Args[1], output.Meta{ToolVersion: "specimen", ConfigDigest: "none", RulesDigest: "none"})
	if err != nil {
		log.Fatal(err)
	}
	if err := p.Write(specimen.Rows(11, n)); err != nil {
		p.Abort()
		log.Fatal(err)
	}
	if _, err := p.Commit(); err != nil {
		log.Fatal(err)
	}
}
