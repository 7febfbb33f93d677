package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (s *session) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "init [FILE]",
		Short:   "Write a commented config file with every option at its default",
		Example: "  annals init               # writes annals.yaml\n  annals init weekly.yaml\n  annals init -             # to standard output",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			name := localConfig
			if len(args) > 0 {
				name = args[0]
			}
			if name == "-" {
				_, err := s.stdout.Write(s.defaults)
				return err
			}
			f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
			if errors.Is(err, fs.ErrExist) {
				return usage(fmt.Errorf("%s exists already; remove it or name another file", name))
			}
			if err != nil {
				return err
			}
			_, err = f.Write(s.defaults)
			if err = errors.Join(err, f.Close()); err != nil {
				return err
			}
			fmt.Fprintf(s.stdout, "wrote %s; annals reads %s in its working folder, or --config FILE\n", name, localConfig)
			return nil
		},
	}
}

// Version is the version of annals, also in the tables' footers.
const Version = "0.1.0"

func (s *session) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "  annals version",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			revision := ""
			if info, ok := debug.ReadBuildInfo(); ok {
				for _, v := range info.Settings {
					if v.Key == "vcs.revision" {
						revision = " " + v.Value
					}
				}
			}
			_, err := fmt.Fprintf(s.stdout, "annals %s%s %s %s/%s\n", Version, revision, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
