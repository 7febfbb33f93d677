package output

import (
	"fmt"
	"slices"
	"strings"

	"annals/schemas"
)

// TablesMarkdown describes the tables in Markdown, as in docs/tables.md.
func TablesMarkdown(tables []schemas.Table) string {
	var b strings.Builder
	for i := range tables {
		t := &tables[i]
		fmt.Fprintf(&b, "## %s\n%s\n\n", t.Name, t.Description)
		if len(t.Key) > 0 {
			fmt.Fprintf(&b, "Key: `%s`.\n\n", strings.Join(t.Key, "`, `"))
		}
		b.WriteString("| column | type | NULL | meaning |\n| --- | --- | --- | --- |\n")
		for j := range t.Columns {
			c := &t.Columns[j]
			meaning := c.Description
			if len(c.Values) > 0 {
				meaning += " One of `" + strings.Join(c.Values, "`, `") + "`"
				if c.Open {
					meaning += ", or others by configuration"
				}
				meaning += "."
			}
			if c.Reference != "" {
				meaning += " → `" + c.Reference + "`."
			}
			if c.FilledBy != "" {
				meaning += " Filled by " + c.FilledBy + "."
			}
			null := ""
			if c.Nullable {
				null = "yes"
			}
			name := c.Name
			if slices.Contains(t.Key, name) {
				name = "**" + name + "**"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", name, c.Type.SQL(), null, meaning)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
