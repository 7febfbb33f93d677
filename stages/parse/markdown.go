package parse

import (
	"fmt"
	"strings"

	"annals/stages"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"gopkg.in/yaml.v3"
)

// readMarkdown reads CommonMark with GitHub tables and YAML front matter. The
// text is what a reader sees: no marks, no link targets, no raw HTML.
func readMarkdown(p *Parser, in *Input, doc *stages.Document) error {
	source, err := decodeText(in.Data, in.Charset)
	if err != nil {
		return err
	}
	body := p.frontMatter(source, in)
	src := []byte(body)
	root := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(text.NewReader(src))
	m := &markdown{source: src}
	m.blocks(root, 0)
	m.out.finish(doc)
	return nil
}

// frontMatter takes the front matter off and fills the metadata that the input
// does not state itself.
func (p *Parser) frontMatter(s string, in *Input) string {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(s, "\ufeff"), "---\n")
	if !ok {
		return s
	}
	head, body, ok := strings.Cut("\n"+rest, "\n---\n")
	if !ok {
		return s
	}
	var fields map[string]any
	if yaml.Unmarshal([]byte(head), &fields) != nil {
		return s
	}
	m := &in.Metadata
	for _, f := range []struct {
		to   *string
		keys string
	}{
		{&m.Title, "title"},
		{&m.Author, "author byline"},
		{&m.Publisher, "publisher source outlet site"},
		{&m.PublishedOn, "published_on date published"},
		{&m.Language, "lang language"},
		{&m.URL, "url"},
	} {
		for _, k := range strings.Fields(f.keys) {
			if v, ok := fields[k]; ok && *f.to == "" {
				*f.to = scalar(v)
			}
		}
	}
	return body
}

// scalar writes a YAML value as text; a timestamp as its day.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case interface{ Format(string) string }:
		return v.Format("2006-01-02")
	case []any:
		var parts []string
		for _, x := range v {
			parts = append(parts, scalar(x))
		}
		return strings.Join(parts, ", ")
	case nil, map[string]any:
		return ""
	}
	return fmt.Sprint(v)
}

// maxNesting bounds the depth of structures that are walked by recursion.
const maxNesting = 200

type markdown struct {
	source []byte
	out    builder
}

func (m *markdown) blocks(n ast.Node, depth int) {
	if depth > maxNesting {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			m.out.add(stages.Heading, c.Level, m.inline(c), false)
		case *ast.Paragraph, *ast.TextBlock:
			kind := stages.Paragraph
			level := 0
			if n.Kind() == ast.KindListItem && c.PreviousSibling() == nil {
				kind = stages.ListItem
				for a := n.Parent(); a != nil; a = a.Parent() {
					if a.Kind() == ast.KindList {
						level++
					}
				}
			}
			m.out.add(kind, min(level, maxNesting), m.inline(c), false)
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			var b strings.Builder
			for i := range c.Lines().Len() {
				s := c.Lines().At(i)
				b.Write(s.Value(m.source))
			}
			m.out.add(stages.Preformatted, 0, b.String(), true)
		case *extast.Table:
			for row := c.FirstChild(); row != nil; row = row.NextSibling() {
				var cells []string
				for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
					cells = append(cells, strings.TrimSpace(m.inline(cell)))
				}
				m.out.add(stages.TableRow, 0, strings.Join(cells, " | "), false)
			}
		case *ast.HTMLBlock, *ast.ThematicBreak:
		default:
			m.blocks(c, depth+1)
		}
	}
}

// inline is the text of a block without its marks.
func (m *markdown) inline(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(n.Segment.Value(m.source))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(m.source))
		case *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return unescape(b.String())
}
