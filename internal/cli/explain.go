package cli

import (
	"errors"
	"fmt"

	"annals/internal/explain"
	"annals/output"
	"annals/schemas"

	"github.com/spf13/cobra"
)

func (s *session) explainCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "explain ID [DIR]",
		Short: "One row, from document to verdict",
		Long: `explain finds the row with an identifier in a published folder (default: the
output folder of the config), whatever its table, and tells where it comes from:
the document, the sentence with the words marked, every fact with its words and the
way it was found, the rule with its definition, and the check, timeline entry or
person that it belongs to. The first digits of an identifier are enough.`,
		Example: `  annals explain 3f9a2c
  annals explain 3f9a2c07d1e85b60aa41 /data/weekly
  annals explain --json 3f9a2c`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := s.folder(cmd, args[1:])
			if err != nil {
				return err
			}
			folder, err := output.OpenFolder(dir)
			if err != nil {
				return err
			}
			if !asJSON {
				err := explain.Write(s.stdout, folder, args[0])
				if errors.Is(err, explain.ErrNotFound) {
					return fmt.Errorf("%w; identifiers are in the first column of every table", err)
				}
				return err
			}
			row, err := explain.Find(folder, args[0])
			if err != nil {
				return err
			}
			tables, err := schemas.Load()
			if err != nil {
				return err
			}
			var values schemas.Values
			row.Put(&values)
			_, err = fmt.Fprintf(s.stdout, "%s\n", schemas.AppendJSON(nil, &tables[row.Table()], values))
			return err
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print the row as JSON")
	return c
}
