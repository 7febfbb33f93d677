package output

import (
	"flag"
	"os"
	"strings"
	"testing"

	"annals/schemas"
)

var update = flag.Bool("update", false, "write docs/tables.md")

// TestTablesDocument is the golden test of the schema: a changed column shows
// up as a changed line of docs/tables.md, which a person reads.
func TestTablesDocument(t *testing.T) {
	const path, mark = "../docs/tables.md", "-update -->\n"
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := schemas.Load()
	if err != nil {
		t.Fatal(err)
	}
	head, got, ok := strings.Cut(string(b), mark)
	if !ok {
		t.Fatalf("%s has no line that ends in %q", path, mark)
	}
	want := "\n" + strings.TrimSuffix(TablesMarkdown(tables), "\n")
	if got == want {
		return
	}
	if !*update {
		t.Fatalf("%s is not what the schemas say; go test ./output -run TablesDocument -update, and read the difference", path)
	}
	if err := os.WriteFile(path, []byte(head+mark+want), 0o644); err != nil {
		t.Fatal(err)
	}
}
