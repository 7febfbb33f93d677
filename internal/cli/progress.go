package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"annals/pipeline"
)

// progressBar draws one line on a terminal, over and over; elsewhere nothing.
type progressBar struct {
	out   io.Writer // nil where there is no terminal
	last  time.Time
	began time.Time
	drawn bool
}

const (
	barWidth    = 28
	barInterval = 100 * time.Millisecond
)

func newProgressBar(out io.Writer) *progressBar {
	if !isTerminal(out) {
		out = nil
	}
	return &progressBar{out: out, began: time.Now()}
}

func (b *progressBar) show(p pipeline.Progress) {
	if b.out == nil {
		return
	}
	now := time.Now()
	if now.Sub(b.last) < barInterval && p.Phase == "reading" {
		return
	}
	b.last, b.drawn = now, true
	share := 0.0
	if p.TotalBytes > 0 {
		share = float64(p.Bytes) / float64(p.TotalBytes)
	}
	if p.Phase != "reading" {
		share = 1
	}
	full := int(share * barWidth)
	line := fmt.Sprintf("%-9s [%s%s] %3.0f %%  %s", p.Phase, strings.Repeat("=", full), strings.Repeat(" ", barWidth-full), 100*share, count(p.Documents, "document"))
	if p.Rejected > 0 {
		line += fmt.Sprintf(", %d rejected", p.Rejected)
	}
	if took := now.Sub(b.began); share > 0.05 && share < 1 && took > 3*time.Second {
		line += fmt.Sprintf(", %s left", time.Duration(float64(took)*(1-share)/share).Round(time.Second))
	}
	fmt.Fprintf(b.out, "\r%-100s", line)
}

func (b *progressBar) clear() {
	if b.drawn {
		fmt.Fprintf(b.out, "\r%-100s\r", "")
	}
}
