package cli

import (
	"annals/internal/difference"
	"annals/output"

	"github.com/spf13/cobra"
)

func (s *session) diffCommand() *cobra.Command {
	var limit int
	c := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Rows new, gone and changed between two published folders",
		Long: `diff compares two published folders table by table. Rows are matched by their
identifiers, which come from document, place and words: a row read differently is
"changed", with the columns that differ.`,
		Example: `  annals diff archive/2022-05-02 output/data
  annals diff --rows 0 archive/2022-05-02 output/data     # counts only`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := s.configure(cmd); err != nil {
				return err
			}
			var folders [2]*output.Folder
			for i, dir := range args {
				f, err := output.OpenFolder(dir)
				if err != nil {
					return err
				}
				folders[i] = f
			}
			tables, err := difference.Folders(folders[0], folders[1], limit)
			if err != nil {
				return err
			}
			_, err = difference.Write(s.stdout, tables)
			return err
		},
	}
	c.Flags().IntVar(&limit, "rows", 20, "at most so many differing rows of each table")
	return c
}
