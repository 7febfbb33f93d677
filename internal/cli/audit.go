package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"annals/internal/audit"
	"annals/internal/audit/second"

	"github.com/spf13/cobra"
)

// secondReader is the hidden command in which audit runs the second Parquet
// implementation: it may panic there without harm.
const secondReader = "audit-second-reader"

func (s *session) auditCommand() *cobra.Command {
	var most int
	var quick bool
	c := &cobra.Command{
		Use:   "audit [DIR]",
		Short: "Prove a published folder: every file, key, reference and span",
		Long: `audit reads a published folder (default: the output folder of the config) and
checks that its files are those of its manifest, its columns those of the schemas,
its keys unique and its references whole, that every row keeps the rules of its
table, and that the words of every row are the text at its span. Every table is
then read again by a second, independent implementation of Parquet, and all values
are compared.

Exit code 0: sound. 1: something is wrong; what, is printed.`,
		Example: `  annals audit
  annals audit /data/weekly --max-problems 1000`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := s.folder(cmd, args)
			if err != nil {
				return err
			}
			o := audit.Options{MaxProblems: most}
			if !quick {
				self, err := os.Executable()
				if err != nil {
					return fmt.Errorf("find the annals program for the second reader: %w", err)
				}
				o.Second = []string{self, secondReader}
			}
			report, err := audit.Run(cmd.Context(), dir, o)
			if err != nil {
				return err
			}
			if err := printAudit(s.stdout, report, quick); err != nil {
				return err
			}
			if report.Total > 0 {
				return &exitError{ExitFailed, nil}
			}
			return nil
		},
	}
	c.Flags().IntVar(&most, "max-problems", 100, "most problems to print")
	c.Flags().BoolVar(&quick, "no-second-reader", false, "leave out the second reader")
	return c
}

func (s *session) secondReaderCommand() *cobra.Command {
	return &cobra.Command{
		Use:    secondReader + " FILE ...",
		Hidden: true,
		Args:   cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return second.Main(args, s.stdout)
		},
	}
}

func printAudit(w io.Writer, r *audit.Report, quick bool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, written by annals %s with schema %s\n\n", r.Dir, r.Manifest.ToolVersion, r.Manifest.SchemaVersion)
	line := func(n int64, what string) { fmt.Fprintf(&b, "  %12d  %s\n", n, what) }
	line(int64(r.Files), "files compared with the manifest")
	line(r.Rows, "rows checked against their schema")
	line(r.Spans, "spans compared with the text")
	line(r.IDs, "identifiers made again from what they identify")
	line(r.Links, "references followed")
	if quick {
		b.WriteString("                 no second reader, as asked\n")
	} else {
		line(r.Values, "values read again by a second Parquet implementation")
	}
	b.WriteString("\n")
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "  %s\n", p)
	}
	if n := r.Total - len(r.Problems); n > 0 {
		fmt.Fprintf(&b, "  and %d more\n", n)
	}
	if r.Total == 0 {
		b.WriteString("Sound: nothing wrong was found.\n")
	} else {
		fmt.Fprintf(&b, "\nNOT SOUND: %s.\n", count(r.Total, "problem"))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
