// Command annals turns a pile of documents into tables that can be trusted.
package main

import (
	"os"

	"annals/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
