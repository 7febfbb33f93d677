// Package lang holds what annals knows of each language, as data: one folder a
// language, YAML files for words and rules, corpus files as their
// specification. Code here reads the data and compiles word lists; it knows no
// word of any language. Stages read their file with [Pack.Read] and compile it
// once, at construction.
package lang

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"

	"annals/stages"

	"gopkg.in/yaml.v3"
)

//go:embed en zh
var folders embed.FS

// Pack is one language: its data and its way of cutting text into tokens.
type Pack struct {
	Code string // BCP 47 primary subtag: "en"
	FS   fs.FS  // the language's folder
	// Tokenize appends the tokens of text; offsets are bytes of text. It is
	// given by the caller (package segment's) so that phrases in data are cut
	// exactly as the documents are.
	Tokenize func(text string, tokens []stages.Token) []stages.Token
}

// Open opens the folder of a language.
func Open(code string, tokenize func(string, []stages.Token) []stages.Token) (*Pack, error) {
	sub, err := fs.Sub(folders, code)
	if err == nil {
		_, err = fs.ReadDir(sub, ".")
	}
	if err != nil {
		return nil, fmt.Errorf("language %q: no such folder in stages/lang", code)
	}
	return &Pack{Code: code, FS: sub, Tokenize: tokenize}, nil
}

// Read decodes a YAML file of the folder into out; unknown keys are errors.
func (p *Pack) Read(name string, out any) error {
	b, err := fs.ReadFile(p.FS, name)
	if err != nil {
		return fmt.Errorf("language %s: %w", p.Code, err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(b))
	dec.KnownFields(true)
	if err := dec.Decode(out); err != nil {
		return fmt.Errorf("language %s: %s: %w", p.Code, name, err)
	}
	return nil
}

// Digest identifies the data of all languages: the rules digest of the tables.
func Digest() (string, error) {
	h := sha256.New()
	err := fs.WalkDir(folders, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		b, err := fs.ReadFile(folders, path)
		fmt.Fprintf(h, "%q %d\n", path, len(b))
		h.Write(b)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}
