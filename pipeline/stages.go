package pipeline

import (
	"fmt"
	"os"
	"strings"
	"sync"

	"annals/internal/pdf"
	"annals/stages"
	"annals/stages/dates"
	"annals/stages/events"
	"annals/stages/figures"
	"annals/stages/lang"
	"annals/stages/names"
	"annals/stages/parse"
	"annals/stages/people"
	"annals/stages/quotes"
	"annals/stages/segment"
	"annals/stages/syntax"
	"annals/stages/timeline"
	"annals/stages/verify"
)

// Kinds are the kinds of finding that annotate can be asked for.
var Kinds = []string{"dates", "figures", "quotes", "events"}

// step is one line of the list below.
type step struct {
	name string
	// needed names the kinds of finding that need the step; empty: all of them.
	needed string
	make   func(*settings) (stages.Stage, error)
}

// steps is the program: what is done to a document, in order.
var steps = []step{
	// cuts the text into sentences and tokens
	{"segment", "", func(s *settings) (stages.Stage, error) { return segment.New(s.english) }},
	// makes parts of speech, lemmas and dependencies available on demand
	{"syntax", "figures quotes events", func(s *settings) (stages.Stage, error) { return syntax.New() }},
	// finds people, organisations and places, and who is meant by "he"
	{"names", "figures quotes events", func(s *settings) (stages.Stage, error) { return names.New(s.english) }},
	// finds temporal expressions and resolves them to the calendar
	{"dates", "", func(s *settings) (stages.Stage, error) {
		return dates.NewDayFirst(s.options.Dates.NumericOrder == "day_first", s.english, s.chinese)
	}},
	// finds reported speech, its speaker and its cue
	{"quotes", "quotes figures events", func(s *settings) (stages.Stage, error) { return quotes.New(s.english, s.chinese) }},
	// finds quantities, what they count, for whom and as of when
	{"figures", "figures", func(s *settings) (stages.Stage, error) {
		files, err := readFiles(s.options.Figures.Measures)
		if err != nil {
			return nil, err
		}
		return figures.New(s.english, figures.Options{Measures: files, Quantities: s.quantities})
	}},
	// finds dated events
	{"events", "events", func(s *settings) (stages.Stage, error) {
		files, err := readFiles(s.options.Events.Classes)
		if err != nil {
			return nil, err
		}
		return events.New(s.english, events.Options{Classes: files})
	}},
	// fingerprints the document, to find its copies
	{"sketch", "tables", func(*settings) (stages.Stage, error) { return verify.NewSketch(), nil }},
}

// buildGathers makes the whole-batch stages, in order, and the one of them that
// keeps of the figures' sentences what it needs.
func buildGathers(s *settings) ([]stages.Gather, *verify.Verifier, error) {
	v, err := verify.New(s.english)
	if err != nil {
		return nil, nil, fmt.Errorf("stage verify: %w", err)
	}
	merge, err := timeline.New(s.english)
	if err != nil {
		return nil, nil, fmt.Errorf("stage timeline: %w", err)
	}
	speakers, err := people.New(s.english)
	if err != nil {
		return nil, nil, fmt.Errorf("stage people: %w", err)
	}
	list := []stages.Gather{
		// marks copies, compares the figures of all documents, counts witnesses
		v,
		// merges the mentions of one event
		merge,
		// merges the speakers of all documents
		speakers,
	}
	return list, v, nil
}

// build makes the stages that the given kinds of finding need, at the same time:
// most of the start-up is reading models and word lists.
func build(s *settings, kinds map[string]bool) ([]stages.Stage, error) {
	made := make([]stages.Stage, len(steps))
	failed := make([]error, len(steps))
	var group sync.WaitGroup
	for i, st := range steps {
		if !st.neededBy(kinds) {
			continue
		}
		group.Go(func() {
			failed[i] = guard(st.name, func() (err error) {
				made[i], err = st.make(s)
				return err
			})
		})
	}
	group.Wait()
	var list []stages.Stage
	for i, st := range steps {
		if failed[i] != nil {
			return nil, failed[i]
		}
		if st.neededBy(kinds) {
			list = append(list, made[i])
		}
	}
	return list, nil
}

func (s step) neededBy(kinds map[string]bool) bool {
	if s.needed == "" {
		return true
	}
	for _, k := range strings.Fields(s.needed) {
		if kinds[k] {
			return true
		}
	}
	return false
}

// settings is what the stages are built from.
type settings struct {
	options          Options
	english, chinese *lang.Pack
	parser           *parse.Parser
	// quantities: figures as bare quantities, see Annotate.
	quantities bool
}

func newSettings(o Options) (*settings, error) {
	s := &settings{options: o}
	for _, l := range []struct {
		code string
		pack **lang.Pack
	}{{"en", &s.english}, {"zh", &s.chinese}} {
		pack, err := lang.Open(l.code, segment.Tokenize)
		if err != nil {
			return nil, err
		}
		*l.pack = pack
	}
	var err error
	if s.parser, err = parse.New(s.english); err != nil {
		return nil, err
	}
	s.parser.PDF = new(pdf.Reader)
	return s, nil
}

// readFiles reads configured data files whole.
func readFiles(names []string) ([][]byte, error) {
	var files [][]byte
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, b)
	}
	return files, nil
}
