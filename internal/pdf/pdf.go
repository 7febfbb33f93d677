// Package pdf reads the text off PDF pages with pdfium, which runs as
// WebAssembly inside the process: no cgo, no program to install, and a damaged
// file cannot reach past its own memory.
//
// Compiling pdfium to machine code takes about ten seconds of one core. It is
// done when the first PDF is met and kept in the user's cache folder, from
// which later processes load it in half a second. A process that meets no PDF
// pays nothing.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"annals/stages/parse"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// maxMemory is the memory one file may take in pdfium, in pages of 64 KiB.
const maxMemory = 256 << 20 >> 16

// maxPages is how many pages of a file are read; a longer one is an error.
const maxPages = 5000

// Reader reads PDF files; it is safe for use by several workers. Its zero value
// is ready.
type Reader struct {
	once sync.Once
	pool pdfium.Pool
	err  error
}

// cacheFolder is where the compiled pdfium is kept, "" where there is no place.
func cacheFolder() string {
	base, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir := filepath.Join(base, "annals", "pdfium")
	if os.MkdirAll(dir, 0o755) != nil {
		return ""
	}
	return dir
}

func (r *Reader) open() {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxMemory)
	dir := cacheFolder()
	if dir != "" {
		if cache, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
			config = config.WithCompilationCache(cache)
			if entries, err := filepath.Glob(filepath.Join(dir, "*", "*")); err == nil && len(entries) == 0 {
				slog.Info("preparing the PDF reader; this takes some seconds, once", "cache", dir)
			}
		}
	}
	r.pool, r.err = webassembly.Init(webassembly.Config{
		MaxIdle: runtime.GOMAXPROCS(0), MaxTotal: runtime.GOMAXPROCS(0),
		FSConfig: wazero.NewFSConfig(), // no file of ours is visible to it
		Stdout:   io.Discard, Stderr: io.Discard,
		RuntimeConfig: config,
	})
}

// ReadPDF implements [parse.PDFReader].
func (r *Reader) ReadPDF(data []byte) (text *parse.PDFText, err error) {
	r.once.Do(r.open)
	if r.err != nil {
		return nil, fmt.Errorf("the PDF reader does not start: %w", r.err)
	}
	instance, err := r.pool.GetInstanceWithContext(context.Background())
	if err != nil {
		return nil, fmt.Errorf("the PDF reader does not start: %w", err)
	}
	defer func() {
		// A trap inside pdfium comes out as a panic of its Go side.
		if p := recover(); p != nil {
			text, err = nil, errors.New("it makes the PDF reader fail: the file is damaged")
			_ = instance.Kill()
			return
		}
		_ = instance.Close()
	}()
	opened, err := instance.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return nil, errors.New("it is locked with a password; save it without one")
	case err != nil:
		return nil, errors.New("it is damaged or cut off: pdfium cannot open it")
	}
	document := opened.Document
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: document})
	if err != nil {
		return nil, errors.New("it is damaged: the number of pages is not known")
	}
	if count.PageCount > maxPages {
		return nil, fmt.Errorf("it has %d pages; at most %d are read", count.PageCount, maxPages)
	}
	text = &parse.PDFText{
		Title:  metadata(instance, document, "Title"),
		Author: metadata(instance, document, "Author"),
		Pages:  count.PageCount,
	}
	for i := range count.PageCount {
		if err := page(instance, document, i, text); err != nil {
			return nil, fmt.Errorf("page %d cannot be read: %w", i+1, err)
		}
	}
	return text, nil
}

func metadata(instance pdfium.Pdfium, document references.FPDF_DOCUMENT, tag string) string {
	m, err := instance.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: document, Tag: tag})
	if err != nil {
		return ""
	}
	return strings.TrimSpace(m.Value)
}

func page(instance pdfium.Pdfium, document references.FPDF_DOCUMENT, number int, text *parse.PDFText) error {
	found, err := instance.GetPageTextStructured(&requests.GetPageTextStructured{
		Page:                   requests.Page{ByIndex: &requests.PageByIndex{Document: document, Index: number}},
		Mode:                   requests.GetPageTextStructuredModeRects,
		CollectFontInformation: true,
	})
	if err != nil {
		return err
	}
	for _, r := range found.Rects {
		run := parse.PDFRun{
			Page: number, Text: r.Text,
			Left: r.PointPosition.Left, Right: r.PointPosition.Right,
			Top: r.PointPosition.Top, Bottom: r.PointPosition.Bottom,
		}
		if f := r.FontInformation; f != nil {
			run.Size, run.Bold = f.Size, f.Weight >= 600 || strings.Contains(f.Name, "Bold")
		}
		text.Runs = append(text.Runs, run)
	}
	return nil
}
