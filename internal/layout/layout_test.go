// Package layout holds the rules of docs/architecture.md about who may import
// what to the code.
package layout

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

type goPackage struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "annals/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []goPackage
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

// isStage: a folder below stages, but for lang, which is data shared by stages.
func isStage(path string) bool {
	return strings.HasPrefix(path, "annals/stages/") && !strings.HasPrefix(path, "annals/stages/lang")
}

func stageOf(path string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(path, "annals/stages/"), "/")
	return name
}

func TestImports(t *testing.T) {
	outside := []string{"os", "net", "net/http", "sync", "os/exec"}
	for _, p := range packages(t) {
		for _, i := range p.Imports {
			switch {
			case isStage(p.ImportPath) && isStage(i) && stageOf(p.ImportPath) != stageOf(i):
				t.Errorf("%s imports %s: a stage never imports another stage; what both need is in stages or stages/lang", p.ImportPath, i)
			case strings.HasPrefix(p.ImportPath, "annals/stages") && slices.Contains(outside, i):
				t.Errorf("%s imports %s: stages do not reach for the world; only pipeline, output and the edges do", p.ImportPath, i)
			case strings.HasPrefix(p.ImportPath, "annals/schemas") && strings.HasPrefix(i, "annals/") && !strings.HasPrefix(i, "annals/schemas"):
				t.Errorf("%s imports %s: schemas stand at the bottom", p.ImportPath, i)
			case strings.HasPrefix(p.ImportPath, "annals/output") && strings.HasPrefix(i, "annals/stages"):
				t.Errorf("%s imports %s: output writes rows and knows no stage", p.ImportPath, i)
			case (strings.HasPrefix(p.ImportPath, "annals/stages") || strings.HasPrefix(p.ImportPath, "annals/schemas") || strings.HasPrefix(p.ImportPath, "annals/output")) &&
				(strings.HasPrefix(i, "annals/pipeline") || strings.HasPrefix(i, "annals/internal/cli")):
				t.Errorf("%s imports %s: imports run from cli to pipeline to stages, never back", p.ImportPath, i)
			case strings.HasPrefix(i, "github.com/apache/arrow-go") && !strings.HasPrefix(p.ImportPath, "annals/output") && !strings.HasPrefix(p.ImportPath, "annals/schemas"):
				t.Errorf("%s imports %s: Arrow is used in output and below schemas only", p.ImportPath, i)
			case i == "regexp" && isStage(p.ImportPath):
				t.Errorf("%s imports regexp: no regular expressions in stages", p.ImportPath)
			}
		}
	}
}

// TestSource looks for what a stage must not do: start goroutines, ask the
// clock, register itself in init.
func TestSource(t *testing.T) {
	set := token.NewFileSet()
	err := filepath.WalkDir("../../stages", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				t.Errorf("%s: a goroutine in a stage; concurrency is in pipeline only", set.Position(n.Pos()))
			case *ast.FuncDecl:
				if n.Recv == nil && n.Name.Name == "init" {
					t.Errorf("%s: func init; put the thing in its list instead", set.Position(n.Pos()))
				}
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && n.Sel.Name == "Now" {
					t.Errorf("%s: the clock in a stage", set.Position(n.Pos()))
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
