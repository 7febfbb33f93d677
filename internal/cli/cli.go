// Package cli is the command line: commands and flags, nothing else.
package cli

import "io"

// Main runs annals with the given arguments and returns its exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return 2
}
