package output

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"annals/schemas"
)

// ManifestName is the file that makes a folder one of ours.
const ManifestName = "manifest.json"

// manifestFormat is the value of Manifest.Format.
const manifestFormat = "annals tables"

// Meta is what is written beside the rows: who wrote them and by which rules.
// Nothing of it depends on clock or machine.
type Meta struct {
	ToolVersion  string `json:"tool_version"`
	ConfigDigest string `json:"config_digest"` // of the options that change rows
	RulesDigest  string `json:"rules_digest"`  // of word lists, rules and models
}

// Manifest lists what a published folder holds.
type Manifest struct {
	Format        string `json:"format"`
	SchemaVersion string `json:"schema_version"`
	Meta
	Files []File `json:"files"`
}

// File is one file of a published folder.
type File struct {
	Name   string `json:"name"`
	Table  string `json:"table,omitempty"` // "" for side files
	Rows   int64  `json:"rows,omitempty"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Rows is the number of rows of a table over all its files.
func (m *Manifest) Rows(t schemas.TableID) int64 {
	n := int64(0)
	for _, f := range m.Files {
		if f.Table == t.String() {
			n += f.Rows
		}
	}
	return n
}

// ReadManifest reads the manifest of a published folder.
func ReadManifest(dir string) (*Manifest, error) {
	b, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil {
		return nil, fmt.Errorf("%s is no folder of annals tables: %w", dir, err)
	}
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, ManifestName), err)
	}
	if m.Format != manifestFormat {
		return nil, fmt.Errorf("%s: format is %q, want %q", filepath.Join(dir, ManifestName), m.Format, manifestFormat)
	}
	return &m, nil
}
