package report

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestChromium opens the page in a real browser, where there is one: what it
// makes of the page holds the same marked stretches, nested as written.
func TestChromium(t *testing.T) {
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" {
		t.Skip("no Chromium here: the page is not opened in a browser")
	}
	page := write(t, rows(), DefaultLimits)
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	dom, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+t.TempDir(), "--dump-dom", "file://"+file).Output()
	if err != nil {
		t.Skipf("%s does not run here: %v", browser, err)
	}
	for _, tag := range []string{"<mark ", "<article", "<details", "<blockquote", "<section", "<td"} {
		if got, want := strings.Count(string(dom), tag), strings.Count(page, tag); got != want || want == 0 {
			t.Errorf("%d elements %s in the browser, %d in the page", got, tag, want)
		}
	}
	inPage, inBrowser := marked.FindAllStringSubmatch(page, -1), marked.FindAllStringSubmatch(string(dom), -1)
	for i := range min(len(inPage), len(inBrowser)) {
		for part := 1; part < 4; part++ {
			if inPage[i][part] != inBrowser[i][part] {
				t.Errorf("mark %d is %q in the page, %q in the browser", i, inPage[i][0], inBrowser[i][0])
			}
		}
	}
}
