package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"annals/pipeline"

	"gopkg.in/yaml.v3"
)

func committedConfig(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile("../../config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func annals(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = Main(committedConfig(t), args, strings.NewReader(stdin), &out, &errs)
	return code, out.String(), errs.String()
}

// TestConfigIsComplete holds config.yaml to the code: every option, at its
// default, and nothing else.
func TestConfigIsComplete(t *testing.T) {
	var root yaml.Node
	if err := yaml.Unmarshal(committedConfig(t), &root); err != nil {
		t.Fatal(err)
	}
	got := map[string]any{}
	var walk func(prefix string, m *yaml.Node)
	walk = func(prefix string, m *yaml.Node) {
		for i := 0; i < len(m.Content); i += 2 {
			key, value := prefix+m.Content[i].Value, m.Content[i+1]
			if m.Content[i].HeadComment == "" && prefix != "" {
				t.Errorf("%s has no comment", key)
			}
			if value.Kind == yaml.MappingNode {
				walk(key+keyDelimiter, value)
				continue
			}
			def, known := optionKeys()[key]
			if !known {
				t.Errorf("%s is no option", key)
				continue
			}
			v := reflect.New(reflect.TypeOf(def))
			if err := value.Decode(v.Interface()); err != nil {
				t.Errorf("%s: %v", key, err)
			}
			got[key] = v.Elem().Interface()
		}
	}
	walk("", root.Content[0])
	if want := optionKeys(); !reflect.DeepEqual(got, want) {
		t.Errorf("config.yaml states %v\nthe defaults are     %v", got, want)
	}
	o := pipeline.DefaultOptions()
	if err := o.Check(); err != nil {
		t.Errorf("the defaults do not pass: %v", err)
	}
}

func TestConfigErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"run:\n  wrokers: 4\n", `annals.yaml:2: unknown key "run.wrokers"; did you mean "run.workers"?`},
		{"# x\n\nout: x\n", `annals.yaml:3: unknown key "out"; did you mean "output"?`},
		{"run:\n  workers: many\n", `annals.yaml:2: run.workers: "many" is not a whole number`},
		{"run: 4\n", `annals.yaml:1: "run" holds further keys, not a value`},
		{"run:\n  workers: 1\n  workers: 2\n", `annals.yaml:3: key "run.workers" stands twice (first on line 2)`},
		{"- a\n", `annals.yaml:1: a config file is a list of "key: value" lines`},
		{"run:\n  workers: -4\n", "run: workers: -4 is negative"},
		{"log:\n  level: loud\n", `log: level: "loud" is not one of debug, info, warn, error`},
		{"a: [\n", "annals.yaml: yaml"},
	} {
		t.Chdir(t.TempDir())
		if err := os.WriteFile("annals.yaml", []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		code := Main(nil, []string{"run", "x"}, strings.NewReader(""), &out, &errs)
		if code != ExitUsage || !strings.Contains(errs.String(), c.want) {
			t.Errorf("%q: exit %d, %s\nwant %s", c.text, code, errs.String(), c.want)
		}
	}
}

// TestPrecedence: flags win over environment over file.
func TestPrecedence(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("annals.yaml", []byte("run:\n  workers: -2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		var out, errs bytes.Buffer
		Main(nil, append([]string{"run", "x"}, args...), strings.NewReader(""), &out, &errs)
		return errs.String()
	}
	if got := run(); !strings.Contains(got, "-2 is negative") {
		t.Errorf("file: %s", got)
	}
	t.Setenv("ANNALS_RUN_WORKERS", "-3")
	if got := run(); !strings.Contains(got, "-3 is negative") {
		t.Errorf("environment: %s", got)
	}
	if got := run("--workers", "-4"); !strings.Contains(got, "-4 is negative") {
		t.Errorf("flag: %s", got)
	}
}

func TestExitCodes(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"a.txt": "Nine wells were dug in 2021.", "b.txt": "", "c.txt": ""} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) int {
		var out, errs bytes.Buffer
		return Main(nil, args, strings.NewReader("not json\n"), &out, &errs)
	}
	for _, c := range []struct {
		want int
		args string
	}{
		{ExitDone, "version"},
		{ExitDone, "help"},
		{ExitDone, "annotate"},
		{ExitDone, "run a.txt"},
		{ExitDone, "run --max-rejects 2 ."},
		{ExitRejects, "run --max-rejects 1 ."},
		{ExitUsage, "run nosuch.txt"},
		{ExitUsage, "run"},
		{ExitUsage, "rum a.txt"},
		{ExitUsage, "run --wrokers 4 a.txt"},
		{ExitUsage, "run --config nosuch.yaml a.txt"},
		{ExitUsage, "annotate --kinds dogs"},
		{ExitUsage, "annotate extra"},
		{ExitFailed, "run -o a.txt/sub a.txt"},
	} {
		if got := run(strings.Fields(c.args)...); got != c.want {
			t.Errorf("annals %s: exit %d, want %d", c.args, got, c.want)
		}
	}
}

func TestSummary(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	code, out, errs := annals(t, "", "run", "-o", folder, "--log-level", "error", "../../examples/documents")
	if code != ExitDone || errs != "" {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for _, s := range []string{"30 documents read, 5 rejected", "the document is empty", "figures", "conflict", folder} {
		if !strings.Contains(out, s) {
			t.Errorf("the summary does not say %q:\n%s", s, out)
		}
	}
}

func TestHelpShowsExamples(t *testing.T) {
	s := &session{}
	for _, c := range s.root().Commands() {
		if !c.Hidden && c.Name() != "help" && c.Name() != "completion" && c.Example == "" {
			t.Errorf("annals %s --help shows no example", c.Name())
		}
	}
}

func TestInit(t *testing.T) {
	config := committedConfig(t)
	t.Chdir(t.TempDir())
	run := func(args ...string) (int, string) {
		var out, errs bytes.Buffer
		code := Main(config, args, strings.NewReader(""), &out, &errs)
		return code, out.String() + errs.String()
	}
	if code, text := run("init"); code != ExitDone {
		t.Fatal(text)
	}
	if got, _ := os.ReadFile("annals.yaml"); !bytes.Equal(got, config) {
		t.Error("init wrote another text than config.yaml")
	}
	if code, text := run("init"); code != ExitUsage || !strings.Contains(text, "exists already") {
		t.Errorf("exit %d: %s", code, text)
	}
	if code, text := run("init", "-"); code != ExitDone || text != string(config) {
		t.Errorf("exit %d: %s", code, text)
	}
}

// TestOptionsShow: options reach the stages they are for.
func TestOptionsShow(t *testing.T) {
	in := `{"id":1,"text":"The bridge was opened on 03/04/2023.","dct":"2023-06-01"}`
	config := committedConfig(t)
	for text, want := range map[string]string{"": "2023-03-04", "dates:\n  numeric_order: day_first\n": "2023-04-03"} {
		t.Chdir(t.TempDir())
		if err := os.WriteFile("annals.yaml", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		if code := Main(config, []string{"annotate", "--kinds", "dates"}, strings.NewReader(in), &out, &errs); code != ExitDone || !strings.Contains(out.String(), want) {
			t.Errorf("%q: exit %d, %s%s, want %s", text, code, out.String(), errs.String(), want)
		}
	}
}

func TestDiff(t *testing.T) {
	folder := t.TempDir()
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(folder, "a.txt"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	older, newer := filepath.Join(t.TempDir(), "older"), filepath.Join(t.TempDir(), "newer")
	if err := os.WriteFile(filepath.Join(folder, "b.txt"), []byte("Six bridges were built in 2019."), 0o644); err != nil {
		t.Fatal(err)
	}
	write("Nine wells were dug in 2021.")
	annals(t, "", "run", "-o", older, folder)
	write("Ten wells were dug in 2021.")
	annals(t, "", "run", "-o", newer, folder)
	code, out, errs := annals(t, "", "diff", older, newer)
	if code != ExitDone {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for _, s := range []string{"figures                  1         1         1         0", "Nine", "Ten"} {
		if !strings.Contains(out, s) {
			t.Errorf("diff does not say %q:\n%s", s, out)
		}
	}
	if _, out, _ = annals(t, "", "diff", older, older); strings.Contains(out, "gone ") && strings.Contains(out, "Nine") {
		t.Errorf("a folder differs from itself:\n%s", out)
	}
	if code, _, errs := annals(t, "", "diff", older, folder); code != ExitFailed || !strings.Contains(errs, "annals tables") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

// TestVerifyExamples runs the examples of "annals verify --help" as written, but
// for the folder.
func TestVerifyExamples(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if code, _, errs := annals(t, "", "run", "--output", dir, "../../examples/documents"); code != 0 && code != 3 {
		t.Fatalf("run: %d\n%s", code, errs)
	}
	_, help, _ := annals(t, "", "verify", "--help")
	ran := 0
	for line := range strings.Lines(help) {
		line, ok := strings.CutPrefix(strings.TrimSpace(line), "annals verify output/data")
		if !ok {
			continue
		}
		args := []string{"verify", dir}
		for i, part := range strings.Split(line, "\"") {
			if i%2 == 1 {
				args = append(args, part)
			} else {
				args = append(args, strings.Fields(part)...)
			}
		}
		ran++
		if code, out, errs := annals(t, "", args...); code != 0 || out == "" {
			t.Errorf("annals %s: exit %d\n%s%s", strings.Join(args, " "), code, out, errs)
		}
	}
	if ran < 4 {
		t.Errorf("%d examples in the help, want 4", ran)
	}
	if _, out, _ := annals(t, "", "verify", dir, "--verdict", "conflict"); strings.Count(out, "Conflict: ") != 2 {
		t.Errorf("want the two planted conflicts, got\n%s", out)
	}
}
