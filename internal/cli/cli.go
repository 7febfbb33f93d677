// Package cli is the command line: commands and flags, nothing else. One file a
// command; this one has the root, the exit codes and what commands share.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"annals/pipeline"

	"github.com/spf13/cobra"
)

// Exit codes of annals.
const (
	ExitDone        = 0
	ExitFailed      = 1
	ExitUsage       = 2   // wrong flags, arguments or config
	ExitRejects     = 3   // done, with more documents rejected than run.max_rejects
	ExitInterrupted = 130 // stopped by a signal; a later run goes on from there
)

// exitError carries an exit code with an error; a nil error is printed nowhere.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}
func (e *exitError) Unwrap() error { return e.err }

// usage marks an error as the user's, to be answered with exit code 2.
func usage(err error) error { return &exitError{ExitUsage, err} }

// memoryLimit is where the collector begins to work harder, in bytes: memory
// stays near what is in use rather than at twice that. GOMEMLIMIT overrides it.
const memoryLimit = 600 << 20

// session is what the commands of one invocation share.
type session struct {
	defaults       []byte // the committed config.yaml
	stdin          io.Reader
	stdout, stderr io.Writer
	configFile     string
	options        pipeline.Options
}

// Main runs annals with the given arguments and returns its exit code. defaults
// is the text of the committed config.yaml, which `annals init` writes.
func Main(defaults []byte, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s := &session{defaults: defaults, stdin: stdin, stdout: stdout, stderr: stderr, options: pipeline.DefaultOptions()}
	root := s.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return ExitDone
	}
	code := ExitFailed
	var exit *exitError
	switch {
	case errors.As(err, &exit):
		code = exit.code
	case ctx.Err() != nil:
		code = ExitInterrupted
	}
	if text := err.Error(); text != "" {
		fmt.Fprintln(stderr, "annals:", text)
	}
	return code
}

func (s *session) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "annals",
		Short: "Turn a pile of documents into tables that can be trusted",
		Long: `annals reads documents (text, Markdown, HTML, PDF, Word, mail, web archives, JSON
lines; also .gz and .zst) and writes Parquet tables of dated events, figures and
attributed quotes. Every row carries its document, its exact span and the rule that
found it; figures are verified across sources; what could not be read is a row in
"rejects".`,
		Example: `  annals run examples/documents          # tables to output/data
  annals audit output/data               # prove every row
  annals explain fig_or_other_id         # one row, from document to verdict
  annals annotate < documents.jsonl      # findings as JSON lines`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			hint := ""
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				hint = fmt.Sprintf("; did you mean %q?", near[0])
			}
			return fmt.Errorf("unknown command %q%s", args[0], hint)
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
		SuggestionsMinimumDistance: 2,
		CompletionOptions:          cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.PersistentFlags().StringVar(&s.configFile, "config", "", "config file (default: annals.yaml here, if there is one)")
	root.PersistentFlags().String("log-level", "", "debug, info, warn or error")
	root.PersistentFlags().String("log-format", "", "text, json or auto")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage(fmt.Errorf("%w\nSee '%s --help'", err, cmd.CommandPath()))
	})
	root.AddCommand(s.runCommand(), s.annotateCommand(), s.verifyCommand(), s.auditCommand(), s.explainCommand(), s.reportCommand(), s.diffCommand(),
		s.schemaCommand(), s.initCommand(), s.versionCommand(), s.secondReaderCommand())
	wrapArgs(root)
	for _, c := range root.Commands() {
		wrapArgs(c)
	}
	return root
}

// wrapArgs gives wrong arguments the exit code of wrong usage.
func wrapArgs(c *cobra.Command) {
	check := c.Args
	if check == nil {
		return
	}
	c.Args = func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usage(fmt.Errorf("%w\nSee '%s --help'", err, cmd.CommandPath()))
		}
		return nil
	}
}
