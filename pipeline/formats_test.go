package pipeline

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annals/stages/parse"
)

// TestFormats reads the sample of each packed format down to its sentences.
func TestFormats(t *testing.T) {
	settings, err := newSettings(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"bulletin-cholera.pdf": {
			"The outbreak\n\nClinics on the lake shore treated 1,340 patients for cholera between 1 and 30 June 2022, the Lake Health Network said on Thursday.",
			"handed out 90,000 water purification tablets.\n\nWhat comes next\n\nA vaccination",
		},
		"report-road-repairs.docx": {"Road repairs in the east\n\n15 June 2022\n\nWhat was done\n\nThe Regional", "\nIrumu | 130\nMambasa | 82\n"},
		"letter-well-fund.eml":     {"Dear editors,", "The Water Board dug 28 wells in North Kivu in 2021."},
		"crawl-ferry-line.warc":    {"carried its millionth passenger on 30 June 2022, the Lake Harbour Board said on Friday.\n\n\"Nobody believed"},
	} {
		data, err := os.ReadFile(filepath.Join("../examples/formats", name))
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		err = parse.Each(name, bytes.NewReader(data), 1<<20, func(in parse.Input, problem error) error {
			if e, ok := parse.IsError(problem); ok && e.Rule == "http" {
				return nil // the archive holds a page that was not found
			}
			if problem != nil {
				return problem
			}
			d, err := settings.parser.Parse(&in)
			if err == nil {
				text.WriteString(d.Text + "\n\n")
			}
			return err
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, w := range want {
			if !strings.Contains(text.String(), w) {
				t.Errorf("%s: %q is not in\n%s", name, w, text.String())
			}
		}
		if strings.Contains(text.String(), "Page 1") {
			t.Errorf("%s: a page number was kept", name)
		}
	}
}
