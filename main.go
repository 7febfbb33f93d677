// Command annals turns a pile of documents into tables that can be trusted.
package main

import (
	_ "embed"
	"os"

	"annals/internal/cli"
)

//go:embed config.yaml
var config []byte

func main() { os.Exit(cli.Main(config, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
