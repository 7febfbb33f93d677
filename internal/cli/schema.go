package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"annals/output"
	"annals/schemas"

	"github.com/spf13/cobra"
)

func (s *session) schemaCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "schema [TABLE]",
		Short: "Describe the tables and their columns",
		Long: `schema prints the data dictionary: all tables, or one with every column, its type,
whether it can be NULL, its values and its meaning. --format csv gives the
dictionary as CSV, markdown as in docs/tables.md, sql as CREATE TABLE for DuckDB.`,
		Example: `  annals schema
  annals schema figures
  annals schema --format sql > tables.sql`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			tables, err := schemas.Load()
			if err != nil {
				return err
			}
			if len(args) > 0 {
				id, ok := schemas.ParseTableID(args[0])
				if !ok {
					return usage(fmt.Errorf("there is no table %q; the tables are %s", args[0], tableNames(tables)))
				}
				tables = tables[id : id+1]
			}
			text, err := describeTables(tables, format, len(args) > 0)
			if err != nil {
				return usage(err)
			}
			_, err = io.WriteString(s.stdout, text)
			return err
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			tables, err := schemas.Load()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			return strings.Split(tableNames(tables), ", "), cobra.ShellCompDirectiveNoFileComp
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text, csv, markdown or sql")
	return c
}

func tableNames(tables []schemas.Table) string {
	var names []string
	for _, t := range tables {
		names = append(names, t.Name)
	}
	return strings.Join(names, ", ")
}

func describeTables(tables []schemas.Table, format string, columns bool) (string, error) {
	switch format {
	case "csv":
		b, err := output.Dictionary(tables)
		return string(b), err
	case "markdown":
		return output.TablesMarkdown(tables), nil
	case "sql":
		var b strings.Builder
		for i := range tables {
			b.WriteString(tables[i].DDL())
			b.WriteByte('\n')
		}
		return b.String(), nil
	case "text":
	default:
		return "", errors.New("--format: want text, csv, markdown or sql")
	}
	var b strings.Builder
	for i := range tables {
		t := &tables[i]
		if !columns {
			fmt.Fprintf(&b, "%-14s %3d columns  %s\n", t.Name, len(t.Columns), t.Description)
			continue
		}
		fmt.Fprintf(&b, "%s: %s\n", t.Name, t.Description)
		if len(t.Key) > 0 {
			fmt.Fprintf(&b, "key: %s\n", strings.Join(t.Key, ", "))
		}
		b.WriteByte('\n')
		for j := range t.Columns {
			describeColumn(&b, &t.Columns[j], slices.Contains(t.Key, t.Columns[j].Name))
		}
	}
	if !columns {
		b.WriteString("\nannals schema TABLE describes the columns of one.\n")
	}
	return b.String(), nil
}

func describeColumn(b *strings.Builder, c *schemas.Column, key bool) {
	facts := []string{c.Type.SQL()}
	if key {
		facts = append(facts, "key")
	}
	if c.Nullable {
		facts = append(facts, "may be NULL")
	}
	if c.Reference != "" {
		facts = append(facts, "points to "+c.Reference)
	}
	if c.FilledBy != "" {
		facts = append(facts, "filled by "+c.FilledBy)
	}
	fmt.Fprintf(b, "  %-22s %s\n", c.Name, strings.Join(facts, ", "))
	fmt.Fprintf(b, "  %-22s %s\n", "", c.Description)
	if len(c.Values) > 0 {
		more := ""
		if c.Open {
			more = " or others by configuration"
		}
		fmt.Fprintf(b, "  %-22s one of: %s%s\n", "", strings.Join(c.Values, ", "), more)
	}
}
