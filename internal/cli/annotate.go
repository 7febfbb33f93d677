package cli

import (
	"errors"

	"annals/pipeline"

	"github.com/spf13/cobra"
)

func (s *session) annotateCommand() *cobra.Command {
	var kinds []string
	var workers int
	c := &cobra.Command{
		Use:   "annotate",
		Short: "Findings of JSON lines as JSON lines, as a filter",
		Long: `annotate reads one JSON object a line from standard input,

  {"id": "a", "text": "...", "dct": "2021-12-08", "lang": "en"}

(dct, the document creation time, may be null; lang may be left out) and writes
one a line, in the same order, with the lists "timexes", "figures", "quotes" and
"events". Offsets are code points of the given text. A line that cannot be read
gives {"id": ..., "error": "..."} in its place, and the stream goes on.

With --kinds figures alone the figures are bare quantities: lengths of time and
the numeral "one" are among them, and values are as stated, the hedge being in
"qualifier" only. Beside other kinds they are as in the table: the value is an
interval, and lengths of time are dates.`,
		Example: `  annals annotate < documents.jsonl > findings.jsonl
  annals annotate --kinds dates,quotes < documents.jsonl
  echo '{"id":1,"text":"Nine ships left on Monday.","dct":"2022-05-03"}' | annals annotate`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := s.configure(cmd); err != nil {
				return err
			}
			_, err := pipeline.Annotate(cmd.Context(), s.options, kinds, workers, s.stdin, s.stdout)
			if errors.Is(err, pipeline.ErrKind) {
				return usage(err)
			}
			return err
		},
	}
	c.Flags().StringSliceVar(&kinds, "kinds", nil, "only these kinds: dates, figures, quotes, events")
	c.Flags().IntVar(&workers, "workers", 0, "documents worked on at the same time; 0 is one a core")
	return c
}
