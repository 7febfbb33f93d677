package explain

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"annals/stages/lang"

	"gopkg.in/yaml.v3"
)

// rules writes the rules of a row, each with its definition where the data of
// the document's language has one.
func (e *explainer) rules(rule, language string) {
	if rule == "" {
		return
	}
	e.section("Rules")
	var files fs.FS
	if language == "" {
		language = "en"
	}
	if pack, err := lang.Open(language, nil); err == nil {
		files = pack.FS
	}
	for _, id := range strings.Split(rule, "+") {
		if id == "" {
			continue
		}
		e.paragraph("  ", id)
		if files == nil {
			continue
		}
		if place, text := definition(files, id); place != "" {
			e.paragraph("      ", fmt.Sprintf("stages/lang/%s/%s: %s", language, place, text))
		}
	}
}

// definition finds the entry of a language's data with a rule's id, or with what
// stands behind the last point or colon of it ("measure.people_killed" is
// people_killed), and returns "file:line" and its fields in short.
func definition(files fs.FS, rule string) (place, text string) {
	ids := []string{rule}
	if i := strings.LastIndexAny(rule, ".:"); i >= 0 {
		ids = append(ids, rule[i+1:])
	}
	for _, id := range ids {
		err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) != ".yaml" {
				return err
			}
			b, err := fs.ReadFile(files, name)
			if err != nil || !strings.Contains(string(b), "id: "+id) {
				return err
			}
			var root yaml.Node
			if err := yaml.Unmarshal(b, &root); err != nil {
				return err
			}
			if n := entry(&root, id); n != nil {
				place, text = fmt.Sprintf("%s:%d", name, n.Line), fields(n)
				return fs.SkipAll
			}
			return nil
		})
		if err == nil && place != "" {
			return place, text
		}
	}
	return "", ""
}

// entry finds the mapping that has this id.
func entry(n *yaml.Node, id string) *yaml.Node {
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == "id" && n.Content[i+1].Value == id {
				return n
			}
		}
	}
	for _, c := range n.Content {
		if found := entry(c, id); found != nil {
			return found
		}
	}
	return nil
}

// fields writes the fields of an entry in short.
func fields(n *yaml.Node) string {
	var parts []string
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i].Value, n.Content[i+1]
		if key == "id" {
			continue
		}
		const most = 8
		text := value.Value
		if value.Kind != yaml.ScalarNode {
			var items []string
			for j, c := range value.Content {
				if j == most {
					items = append(items, fmt.Sprintf("… (%d)", len(value.Content)))
					break
				}
				if c.Kind == yaml.ScalarNode {
					items = append(items, c.Value)
				}
			}
			text = strings.Join(items, ", ")
		}
		if text != "" {
			parts = append(parts, key+": "+short(text, 120))
		}
	}
	return strings.Join(parts, "; ")
}
