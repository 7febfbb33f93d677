package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"strconv"
	"strings"

	"annals/stages/names"
)

// readKnown reads what words.py made.
func readKnown(folder string) (*names.Known, error) {
	k := &names.Known{}
	for _, f := range []struct {
		name string
		list *[]names.Word
	}{{"words", &k.Words}, {"phrases", &k.Phrases}} {
		err := lines(folder+"/"+f.name+".txt.gz", func(l string) error {
			text, lists, _ := strings.Cut(l, "\t")
			n, err := strconv.ParseUint(lists, 10, 16)
			*f.list = append(*f.list, names.Word{Text: text, Lists: uint16(n)})
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return k, nil
}

func lines(path string, each func(string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	scan := bufio.NewScanner(z)
	for n := 1; scan.Scan(); n++ {
		if err := each(scan.Text()); err != nil {
			return fmt.Errorf("%s: line %d: %w", path, n, err)
		}
	}
	return scan.Err()
}
