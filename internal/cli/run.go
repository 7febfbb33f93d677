package cli

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"annals/pipeline"
	"annals/schemas"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
)

func (s *session) runCommand() *cobra.Command {
	var fresh bool
	c := &cobra.Command{
		Use:   "run [INPUT ...]",
		Short: "Documents in, tables out: the whole job",
		Long: `run reads documents from files, folders and globs ("-" is JSON lines on standard
input), finds events, figures and quotes, compares them across documents, and
publishes a folder of Parquet tables in one step. Until that step the old folder
stands. What cannot be read becomes a row of "rejects" and the run goes on.

Results for documents that have not changed are taken from the last run. A run
that was interrupted goes on where it stopped when the same command is given.`,
		Example: `  annals run examples/documents
  annals run --output /data/weekly 'inbox/*.html' archive/ reports.jsonl.gz
  zcat feed.jsonl.gz | annals run -
  annals run --config weekly.yaml --max-rejects 20 --log-format json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := s.configure(cmd); err != nil {
				return err
			}
			if len(args) == 0 {
				args = s.options.Input
			}
			if len(args) == 0 {
				return usage(errors.New("no input: name files, folders or globs, or set \"input\" in the config file"))
			}
			s.options.Run.Reuse = s.options.Run.Reuse && !fresh
			return s.run(cmd, args)
		},
	}
	c.Flags().StringP("output", "o", "", "folder to publish the tables to (default \"output/data\")")
	c.Flags().Int("workers", 0, "documents worked on at the same time; 0 is one a core")
	c.Flags().Int("max-rejects", -1, "exit with 3 when more documents are rejected; -1 is any number")
	c.Flags().BoolVar(&fresh, "fresh", false, "take nothing from earlier runs")
	return c
}

func (s *session) run(cmd *cobra.Command, args []string) error {
	log := s.logger()
	bar := newProgressBar(s.stderr)
	r := &pipeline.Runner{Options: s.options, Version: Version, Log: log, Stdin: s.stdin, Progress: bar.show}
	log.Info("run", "inputs", strings.Join(args, " "), "output", s.options.Output)
	summary, err := r.Run(cmd.Context(), args)
	bar.clear()
	switch {
	case errors.Is(err, pipeline.ErrInput):
		return usage(err)
	case err != nil && cmd.Context().Err() != nil:
		return &exitError{ExitInterrupted, errors.New("interrupted; the tables are as they were. What is done is kept: give the same command again to go on")}
	case err != nil:
		return fmt.Errorf("the run failed, the tables are as they were: %w", err)
	}
	if err := printSummary(s.stdout, &summary); err != nil {
		return err
	}
	log.Info("done", "documents", summary.Documents, "rejected", summary.Rejected, "seconds", summary.Took.Seconds())
	if limit := s.options.Run.MaxRejects; limit >= 0 && summary.Rejected > limit {
		return &exitError{ExitRejects, fmt.Errorf("%d documents were rejected, more than the %d that run.max_rejects allows", summary.Rejected, limit)}
	}
	return nil
}

// logger writes to standard error, by default for people on a terminal and for
// machines elsewhere.
func (s *session) logger() *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(s.options.Log.Level)) // checked by Options.Check
	text := s.options.Log.Format == "text"
	if s.options.Log.Format == "auto" {
		text = isTerminal(s.stderr)
		if text && level == slog.LevelInfo {
			level = slog.LevelWarn // the progress bar and the summary say the rest
		}
	}
	o := &slog.HandlerOptions{Level: level}
	if text {
		return slog.New(slog.NewTextHandler(s.stderr, o))
	}
	return slog.New(slog.NewJSONHandler(s.stderr, o))
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// printSummary writes what a person wants to know after a run.
func printSummary(w io.Writer, s *pipeline.Summary) error {
	var b strings.Builder
	took := s.Took.Round(10 * time.Millisecond)
	if s.Unchanged {
		fmt.Fprintf(&b, "\nNothing has changed since the last run; the tables stand as they are (%s).\n", took)
	}
	fmt.Fprintf(&b, "\n  %s read", count(s.Documents, "document"))
	if s.Rejected > 0 {
		fmt.Fprintf(&b, ", %d rejected", s.Rejected)
	}
	if s.Reused > 0 && !s.Unchanged {
		fmt.Fprintf(&b, ", %d of them taken from the last run", s.Reused)
	}
	fmt.Fprintf(&b, ", %s in %s\n", size(s.Bytes), took)
	if len(s.Rejects) > 0 {
		b.WriteString("\n  Rejected\n")
		for i := range s.Rejects {
			r := &s.Rejects[i]
			fmt.Fprintf(&b, "    %s\n      %s\n", r.URI, r.Message)
		}
		if n := s.Rejected - len(s.Rejects); n > 0 {
			fmt.Fprintf(&b, "    and %d more, all in rejects.parquet\n", n)
		}
	}
	b.WriteString("\n  Tables                rows\n")
	for t := range schemas.NumTables {
		fmt.Fprintf(&b, "    %-16s %9d\n", t, s.Rows[t.String()])
	}
	b.WriteString("\n  Figures compared across sources\n")
	for _, v := range []struct{ name, meaning string }{
		{"agree", "sources say the same"},
		{"compatible", "different words, no contradiction"},
		{"updated", "a later count is larger"},
		{"conflict", "sources contradict each other"},
		{"single_source", "one source only"},
	} {
		fmt.Fprintf(&b, "    %-16s %9d   %s\n", v.name, s.Verdicts[v.name], v.meaning)
	}
	fmt.Fprintf(&b, "\n  Tables are in %s (README.md there tells how to read them)\n", s.Output)
	if s.Verdicts["conflict"] > 0 {
		fmt.Fprintf(&b, "  See the conflicts:  annals verify %s --verdict conflict\n", s.Output)
	}
	b.WriteString("\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	case n < 1_000_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/1e9)
}
