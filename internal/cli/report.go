package cli

import (
	"bufio"
	"fmt"
	"os"

	"annals/internal/report"
	"annals/output"

	"github.com/spf13/cobra"
)

func (s *session) reportCommand() *cobra.Command {
	file := "report.html"
	c := &cobra.Command{
		Use:   "report [DIR]",
		Short: "A published folder as one HTML page",
		Long: `report writes the published folder DIR (default: the output folder of the
config) as one HTML page: summary, checks with their evidence, timeline, quotes
by speaker, rejects. The page needs nothing beside it and no network.`,
		Example: `  annals report output/data
  annals report output/data --file week.html
  annals report output/data --file - > page.html`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := s.folder(cmd, args)
			if err != nil {
				return err
			}
			folder, err := output.OpenFolder(dir)
			if err != nil {
				return err
			}
			if file == "-" {
				return report.Write(s.stdout, folder, report.DefaultLimits)
			}
			f, err := os.Create(file)
			if err != nil {
				return err
			}
			w := bufio.NewWriter(f)
			err = report.Write(w, folder, report.DefaultLimits)
			if err == nil {
				err = w.Flush()
			}
			if closed := f.Close(); err == nil {
				err = closed
			}
			if err == nil {
				_, err = fmt.Fprintf(s.stdout, "wrote %s\n", file)
			}
			return err
		},
	}
	c.Flags().StringVar(&file, "file", file, "the page; - is standard output")
	return c
}
