package output

import (
	"bytes"
	_ "embed" // the templates
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"annals/schemas"
	"annals/schemas/describe"
)

//go:embed views.sql
var viewsTemplate string

//go:embed card.md
var cardTemplate string

// sideFile is a file beside the tables that follows from schemas and manifest.
type sideFile struct {
	name string
	make func(tables []schemas.Table, m *Manifest) ([]byte, error)
}

// sideFiles are the files beside the tables. The manifest that they see lists the
// tables only.
var sideFiles = []sideFile{
	// the dataset card
	{"README.md", fromTemplate(cardTemplate)},
	// views for DuckDB
	{"views.sql", fromTemplate(viewsTemplate)},
	// every column, for people with a spreadsheet
	{"dictionary.csv", dictionary},
	// every column, for programs (Data Package v2)
	{"datapackage.json", dataPackage},
}

type templateData struct {
	Tables   []schemas.Table
	Manifest *Manifest
}

// Count is the number of rows of table i.
func (d templateData) Count(i int) int64 { return d.Manifest.Rows(schemas.TableID(i)) }

func fromTemplate(text string) func([]schemas.Table, *Manifest) ([]byte, error) {
	return func(tables []schemas.Table, m *Manifest) ([]byte, error) {
		t, err := template.New("").Parse(text)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		err = t.Execute(&b, templateData{tables, m})
		return b.Bytes(), err
	}
}

// ViewsSQL is views.sql: the views over the tables of a folder, for DuckDB.
func ViewsSQL(tables []schemas.Table) ([]byte, error) {
	return fromTemplate(viewsTemplate)(tables, &Manifest{})
}

// Dictionary is dictionary.csv: one line a column of any table.
func Dictionary(tables []schemas.Table) ([]byte, error) { return dictionary(tables, nil) }

func dictionary(tables []schemas.Table, _ *Manifest) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	lines := [][]string{{"table", "position", "column", "type", "nullable", "key", "references", "allowed_values", "filled_by", "description"}}
	for i := range tables {
		t := &tables[i]
		for j := range t.Columns {
			c := &t.Columns[j]
			values := strings.Join(c.Values, " ")
			if c.Open {
				values += " ..."
			}
			lines = append(lines, []string{
				t.Name, strconv.Itoa(j + 1), c.Name, c.Type.SQL(), yesNo(c.Nullable), yesNo(slices.Contains(t.Key, c.Name)),
				c.Reference, values, c.FilledBy, c.Description,
			})
		}
	}
	if err := w.WriteAll(lines); err != nil {
		return nil, fmt.Errorf("dictionary: %w", err)
	}
	return b.Bytes(), nil
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// The parts of a Data Package, https://datapackage.org/standard/data-package/ (v2).
type (
	packageFile struct {
		Schema      string            `json:"$schema"`
		Name        string            `json:"name"`
		Title       string            `json:"title"`
		Description string            `json:"description"`
		Version     string            `json:"version"`
		Resources   []packageResource `json:"resources"`
	}
	packageResource struct {
		Name        string        `json:"name"`
		Path        any           `json:"path"` // a name, or a list of the shards
		Title       string        `json:"title"`
		Description string        `json:"description"`
		Format      string        `json:"format"`
		MediaType   string        `json:"mediatype"`
		Bytes       int64         `json:"bytes"`
		Hash        string        `json:"hash,omitempty"`
		Schema      packageSchema `json:"schema"`
	}
	packageSchema struct {
		Schema      string             `json:"$schema"`
		Fields      []packageField     `json:"fields"`
		PrimaryKey  []string           `json:"primaryKey,omitempty"`
		ForeignKeys []packageReference `json:"foreignKeys,omitempty"`
	}
	packageField struct {
		Name        string              `json:"name"`
		Type        string              `json:"type"`
		ItemType    string              `json:"itemType,omitempty"`
		Description string              `json:"description"`
		Constraints *packageConstraints `json:"constraints,omitempty"`
	}
	packageConstraints struct {
		Required bool     `json:"required,omitempty"`
		Enum     []string `json:"enum,omitempty"`
		Minimum  *float64 `json:"minimum,omitempty"`
		Maximum  *float64 `json:"maximum,omitempty"`
	}
	packageReference struct {
		Fields    []string `json:"fields"`
		Reference struct {
			Resource string   `json:"resource"`
			Fields   []string `json:"fields"`
		} `json:"reference"`
	}
)

var packageTypes = map[describe.Type]string{
	describe.Text: "string", describe.Int: "integer", describe.Double: "number",
	describe.Bool: "boolean", describe.Date: "date", describe.List: "list",
}

func dataPackage(tables []schemas.Table, m *Manifest) ([]byte, error) {
	p := packageFile{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Name: "annals-tables", Title: "annals tables",
		Description: "Events, figures and quotes from documents, each with the words it came from, and verdicts across sources.",
		Version:     m.SchemaVersion + ".0",
	}
	for i := range tables {
		t := &tables[i]
		r := packageResource{Name: t.Name, Title: t.Title, Description: t.Description, Format: "parquet", MediaType: "application/vnd.apache.parquet"}
		var paths []string
		for _, f := range m.Files {
			if f.Table == t.Name {
				paths = append(paths, f.Name)
				r.Bytes += f.Bytes
				r.Hash = "sha256:" + f.SHA256
			}
		}
		if r.Path = paths; len(paths) == 1 {
			r.Path = paths[0]
		} else {
			r.Hash = ""
		}
		r.Schema = packageSchema{Schema: "https://datapackage.org/profiles/2.0/tableschema.json", PrimaryKey: t.Key}
		for j := range t.Columns {
			c := &t.Columns[j]
			f := packageField{Name: c.Name, Type: packageTypes[c.Type], Description: c.Description}
			if c.Type == describe.List {
				f.ItemType = "string"
			}
			k := packageConstraints{Required: !c.Nullable, Minimum: c.Min, Maximum: c.Max}
			if !c.Open {
				k.Enum = c.Values
			}
			if k.Required || k.Enum != nil || k.Minimum != nil || k.Maximum != nil {
				f.Constraints = &k
			}
			r.Schema.Fields = append(r.Schema.Fields, f)
			if c.Reference != "" {
				var ref packageReference
				table, column, _ := strings.Cut(c.Reference, ".")
				ref.Fields = []string{c.Name}
				ref.Reference.Resource, ref.Reference.Fields = table, []string{column}
				if table == t.Name {
					ref.Reference.Resource = "" // itself, in the words of the standard
				}
				r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, ref)
			}
		}
		p.Resources = append(p.Resources, r)
	}
	b, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("data package: %w", err)
	}
	return append(b, '\n'), nil
}
