// Package pipeline is the list of stages, in order, and the runner: it takes
// documents through the stages, the batch through the whole-batch stages, and
// the rows to the writers. Everything that is concurrent, or touches clock and
// files, is here.
package pipeline

import (
	"fmt"
	"slices"
	"strings"
)

// Options are the settings a run can have. config.yaml states each with its
// default and its meaning; a test holds the two together.
type Options struct {
	Input   []string       `mapstructure:"input"`
	Output  string         `mapstructure:"output"`
	Run     RunOptions     `mapstructure:"run"`
	Log     LogOptions     `mapstructure:"log"`
	Dates   DatesOptions   `mapstructure:"dates"`
	Figures FiguresOptions `mapstructure:"figures"`
	Events  EventsOptions  `mapstructure:"events"`
}

// RunOptions are the options under "run".
type RunOptions struct {
	Workers          int   `mapstructure:"workers"`
	MaxRejects       int   `mapstructure:"max_rejects"`
	MaxDocumentBytes int64 `mapstructure:"max_document_bytes"`
	Reuse            bool  `mapstructure:"reuse"`
}

// LogOptions are the options under "log".
type LogOptions struct {
	Level  string `mapstructure:"level"`
	Format string `mapstructure:"format"`
}

// DatesOptions are the options under "dates".
type DatesOptions struct {
	NumericOrder string `mapstructure:"numeric_order"`
}

// FiguresOptions are the options under "figures".
type FiguresOptions struct {
	Measures []string `mapstructure:"measures"`
}

// EventsOptions are the options under "events".
type EventsOptions struct {
	Classes []string `mapstructure:"classes"`
}

// DefaultOptions are the options of an empty config file.
func DefaultOptions() Options {
	return Options{
		Input:   []string{},
		Output:  "output/data",
		Run:     RunOptions{MaxRejects: -1, MaxDocumentBytes: 4 << 20, Reuse: true},
		Log:     LogOptions{Level: "info", Format: "auto"},
		Dates:   DatesOptions{NumericOrder: "month_first"},
		Figures: FiguresOptions{Measures: []string{}},
		Events:  EventsOptions{Classes: []string{}},
	}
}

// Check tells what is wrong with a value of o, naming its key.
func (o *Options) Check() error {
	switch {
	case o.Output == "":
		return fmt.Errorf("output: must not be empty")
	case o.Run.Workers < 0:
		return fmt.Errorf("run: workers: %d is negative; 0 means one a core", o.Run.Workers)
	case o.Run.MaxRejects < -1:
		return fmt.Errorf("run: max_rejects: %d is below -1, which means any number", o.Run.MaxRejects)
	case o.Run.MaxDocumentBytes <= 0 || o.Run.MaxDocumentBytes > 1<<30:
		return fmt.Errorf("run: max_document_bytes: %d is not between 1 and %d", o.Run.MaxDocumentBytes, 1<<30)
	}
	for _, c := range []struct{ key, value, allowed string }{
		{"log: level", o.Log.Level, "debug info warn error"},
		{"log: format", o.Log.Format, "text json auto"},
		{"dates: numeric_order", o.Dates.NumericOrder, "month_first day_first"},
	} {
		if !slices.Contains(strings.Fields(c.allowed), c.value) {
			return fmt.Errorf("%s: %q is not one of %s", c.key, c.value, strings.ReplaceAll(c.allowed, " ", ", "))
		}
	}
	return nil
}
