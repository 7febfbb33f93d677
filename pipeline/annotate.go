package pipeline

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"annals/schemas"
	"annals/stages"
	"annals/stages/parse"
)

// The lines of annotate: the published shape of DESIGN 7. Offsets are code
// points of the given text.
type (
	annotateRequest struct {
		ID   json.RawMessage `json:"id"`
		Text *string         `json:"text"`
		DCT  *string         `json:"dct"`
		Lang string          `json:"lang"`
	}
	annotateAnswer struct {
		ID      json.RawMessage   `json:"id"`
		Error   string            `json:"error,omitempty"`
		Timexes *[]annotateTimex  `json:"timexes,omitempty"`
		Figures *[]annotateFigure `json:"figures,omitempty"`
		Quotes  *[]annotateQuote  `json:"quotes,omitempty"`
		Events  *[]annotateEvent  `json:"events,omitempty"`
	}
	annotateTimex struct {
		Start     int32   `json:"start"`
		End       int32   `json:"end"`
		Text      string  `json:"text"`
		Type      string  `json:"type"`
		Value     string  `json:"value"`
		Mod       *string `json:"mod"`
		DateStart *string `json:"date_start"`
		DateEnd   *string `json:"date_end"`
		Precision string  `json:"precision"`
		Basis     *string `json:"basis"`
	}
	annotateFigure struct {
		Start     int32    `json:"start"`
		End       int32    `json:"end"`
		Text      string   `json:"text"`
		ValueMin  *float64 `json:"value_min"`
		ValueMax  *float64 `json:"value_max"`
		Qualifier string   `json:"qualifier"`
		Change    *string  `json:"change"`
		Unit      *string  `json:"unit"`
		Counted   *string  `json:"counted"`
		Concept   *string  `json:"concept"`
		Measure   *string  `json:"measure"`
		Actor     *string  `json:"actor"`
		Scope     *string  `json:"scope"`
		AsOfStart *string  `json:"as_of_start"`
		AsOfEnd   *string  `json:"as_of_end"`
	}
	annotateQuote struct {
		Start        int32      `json:"start"`
		End          int32      `json:"end"`
		Text         string     `json:"text"`
		Spans        [][2]int32 `json:"spans"`
		Kind         string     `json:"kind"`
		Speaker      *string    `json:"speaker"`
		SpeakerText  *string    `json:"speaker_text"`
		SpeakerStart *int32     `json:"speaker_start"`
		SpeakerEnd   *int32     `json:"speaker_end"`
		SpeakerRole  *string    `json:"speaker_role"`
		Cue          *string    `json:"cue"`
		CueText      *string    `json:"cue_text"`
		CueStart     *int32     `json:"cue_start"`
		CueEnd       *int32     `json:"cue_end"`
		// Inner are the reports told inside this one.
		Inner []annotateQuote `json:"inner,omitempty"`
	}
	annotateEvent struct {
		Start         int32   `json:"start"`
		End           int32   `json:"end"`
		Text          string  `json:"text"`
		SentenceStart int32   `json:"sentence_start"`
		SentenceEnd   int32   `json:"sentence_end"`
		Class         string  `json:"class"`
		Modality      string  `json:"modality"`
		DateStart     *string `json:"date_start"`
		DateEnd       *string `json:"date_end"`
		Precision     *string `json:"precision"`
		Basis         *string `json:"basis"`
	}
)

// Annotate is the per-document half of the pipeline as a filter: JSON lines in,
// JSON lines out, in input order. A line that cannot be read gives an error
// object in its place and the stream goes on. kinds limits the work; empty
// means all of Kinds. Figures alone are given as bare quantities (lengths of time
// and "one" among them, values as stated without the interval of the hedge),
// beside other kinds as they stand in the table. It returns the number of lines answered with an error.
func Annotate(ctx context.Context, o Options, kinds []string, workers int, in io.Reader, out io.Writer) (failed int, err error) {
	wanted, err := kindSet(kinds)
	if err != nil {
		return 0, err
	}
	s, err := newSettings(o)
	if err != nil {
		return 0, err
	}
	// Figures alone are wanted as quantities: see figures.Options.
	s.quantities = wanted["figures"] && len(wanted) == 1
	list, err := build(s, wanted)
	if err != nil {
		return 0, err
	}
	reader := bufio.NewReaderSize(in, 1<<20)
	type result struct {
		line   []byte
		failed bool
	}
	next := func() ([]byte, bool, error) {
		for {
			line, err := reader.ReadBytes('\n')
			if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 {
				return trimmed, true, nil
			}
			if errors.Is(err, io.EOF) {
				return nil, false, nil
			}
			if err != nil {
				return nil, false, fmt.Errorf("read standard input: %w", err)
			}
		}
	}
	newWorker := func() func(context.Context, []byte) result {
		a := &annotator{parser: s.parser, list: list, wanted: wanted, quantities: s.quantities}
		return func(ctx context.Context, line []byte) result {
			answer := a.answer(ctx, line)
			return result{answer, a.failed}
		}
	}
	done := func(r result) error {
		if r.failed {
			failed++
		}
		// Unbuffered: whoever reads the other end of a pipe sees each answer at once.
		if _, err := out.Write(r.line); err != nil {
			return fmt.Errorf("write standard output: %w", err)
		}
		return nil
	}
	return failed, ordered(ctx, workers, next, newWorker, done)
}

// ErrKind is wrapped by the error for a kind of finding that does not exist.
var ErrKind = errors.New("unknown kind")

func kindSet(kinds []string) (map[string]bool, error) {
	set := map[string]bool{}
	if len(kinds) == 0 {
		kinds = Kinds
	}
	for _, k := range kinds {
		known := false
		for _, n := range Kinds {
			known = known || n == k
		}
		if !known {
			return nil, fmt.Errorf("%w %q (known: %s)", ErrKind, k, strings.Join(Kinds, ", "))
		}
		set[k] = true
	}
	return set, nil
}

// annotator is one worker's half of Annotate.
type annotator struct {
	parser *parse.Parser
	list   []stages.Stage
	wanted map[string]bool
	// quantities: bare quantities, not claims
	quantities bool
	work       stages.Work
	points     schemas.Offsets
	out        bytes.Buffer
	failed     bool
}

func (a *annotator) answer(ctx context.Context, line []byte) []byte {
	answer, err := a.annotate(ctx, line)
	a.failed = err != nil
	if err != nil {
		answer = annotateAnswer{ID: answer.ID, Error: err.Error()}
	}
	if answer.ID == nil {
		answer.ID = json.RawMessage("null")
	}
	a.out.Reset()
	enc := json.NewEncoder(&a.out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(answer); err != nil { // no value of an answer can fail to encode but a NaN
		a.out.Reset()
		fmt.Fprintf(&a.out, "{\"id\":%s,\"error\":\"internal error: the answer cannot be written as JSON\"}\n", answer.ID)
	}
	return bytes.Clone(a.out.Bytes())
}

func (a *annotator) annotate(ctx context.Context, line []byte) (annotateAnswer, error) {
	var req annotateRequest
	if !utf8.Valid(line) {
		return annotateAnswer{}, errors.New("the line is not valid UTF-8")
	}
	if err := json.Unmarshal(line, &req); err != nil {
		return annotateAnswer{ID: req.ID}, fmt.Errorf("the line is not a JSON object of the expected form: %w", err)
	}
	answer := annotateAnswer{ID: req.ID}
	if req.Text == nil {
		return answer, errors.New("\"text\" is missing")
	}
	doc := &stages.Document{Text: *req.Text, Language: req.Lang, MediaType: "text/plain"}
	if req.DCT != nil && *req.DCT != "" {
		day, _, _ := strings.Cut(*req.DCT, "T") // a time of day says nothing more here
		d, ok := stages.ParseDate(day)
		if !ok {
			return answer, fmt.Errorf("\"dct\" is %q, not a date of the form YYYY-MM-DD", *req.DCT)
		}
		doc.Published = stages.DocumentDate{Interval: stages.Interval{Start: d, End: d}, Precision: stages.PrecisionDay, Basis: "input"}
	}
	doc.Blocks = parse.TextBlocks(doc.Text, nil)
	a.parser.Describe(doc)
	a.work.Reset(doc)
	if err := runStages(ctx, a.list, &a.work); err != nil {
		return answer, err
	}
	a.points.Reset(doc.Text)
	if a.wanted["dates"] {
		answer.Timexes = a.timexes()
	}
	if a.wanted["figures"] {
		answer.Figures = a.figures()
	}
	if a.wanted["quotes"] {
		answer.Quotes = a.quotes()
	}
	if a.wanted["events"] {
		answer.Events = a.events()
	}
	return answer, nil
}

func (a *annotator) span(s stages.Span) (start, end int32, text string) {
	return a.points.CodePoint(s.Start), a.points.CodePoint(s.End), a.work.Text(s)
}

// optional is nil for "not known".
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func isoInterval(i stages.Interval) (start, end *string) {
	return optional(i.Start.String()), optional(i.End.String())
}

func (a *annotator) timexes() *[]annotateTimex {
	rows := make([]annotateTimex, 0, len(a.work.Timexes))
	for i := range a.work.Timexes {
		t := &a.work.Timexes[i]
		if t.InName { // dates nothing
			continue
		}
		r := annotateTimex{Type: t.Type.String(), Value: t.Value, Mod: optional(t.Mod), Precision: string(t.Precision), Basis: optional(t.Basis)}
		r.Start, r.End, r.Text = a.span(t.Span)
		r.DateStart, r.DateEnd = isoInterval(t.Interval)
		rows = append(rows, r)
	}
	return &rows
}

func (a *annotator) figures() *[]annotateFigure {
	rows := make([]annotateFigure, 0, len(a.work.Figures))
	for i := range a.work.Figures {
		f := &a.work.Figures[i]
		r := annotateFigure{
			Qualifier: string(f.Qualifier), Change: optional(f.Direction), Unit: optional(f.Unit),
			Counted: optional(a.work.Text(f.Counted)), Measure: optional(f.Measure), Actor: optional(f.Actor), Scope: optional(f.Scope),
		}
		r.Concept = r.Counted
		r.Start, r.End, r.Text = a.span(f.Span)
		if f.Min.Known {
			r.ValueMin = &f.Min.Value
		}
		if f.Max.Known {
			r.ValueMax = &f.Max.Value
		}
		r.AsOfStart, r.AsOfEnd = isoInterval(f.AsOf)
		if a.quantities {
			quantity(&r, f)
		}
		rows = append(rows, r)
	}
	return &rows
}

// quantity turns a figure into a bare quantity: the value as stated, whatever
// its hedge; the unit in words; what it is a property of; a change only where a
// verb or adverb says so.
func quantity(r *annotateFigure, f *stages.Figure) {
	r.Concept, r.Unit = optional(f.Concept), optional(f.UnitName)
	if f.ChangeNoun {
		r.Change = nil
	}
	if low, high, ranged := strings.Cut(f.Number, ".."); ranged && (r.ValueMin == nil || r.ValueMax == nil) {
		a, errA := strconv.ParseFloat(low, 64)
		b, errB := strconv.ParseFloat(high, 64)
		if errA == nil && errB == nil {
			r.ValueMin, r.ValueMax = &a, &b
		}
	}
	if r.ValueMin == nil {
		r.ValueMin = r.ValueMax
	} else if r.ValueMax == nil {
		r.ValueMax = r.ValueMin
	}
}

func (a *annotator) quotes() *[]annotateQuote {
	rows := make([]annotateQuote, 0, len(a.work.Quotes))
	for i := range a.work.Quotes {
		if a.work.Quotes[i].Outer < 0 {
			rows = append(rows, a.quote(int32(i)))
		}
	}
	return &rows
}

// quote is the row of the quote at index i with the reports told inside it. These
// stand behind it in Work.Quotes, before the first quote that begins where it has
// ended.
func (a *annotator) quote(i int32) annotateQuote {
	q := &a.work.Quotes[i]
	r := annotateQuote{Kind: string(q.Kind), Speaker: optional(q.SpeakerName), SpeakerRole: optional(q.SpeakerRole)}
	r.Start, r.End, r.Text = a.span(q.Span)
	parts := q.Parts
	if len(parts) == 0 {
		parts = []stages.Span{q.Span}
	}
	for _, p := range parts {
		r.Spans = append(r.Spans, [2]int32{a.points.CodePoint(p.Start), a.points.CodePoint(p.End)})
	}
	if !q.SpeakerSpan.Empty() {
		start, end, text := a.span(q.SpeakerSpan)
		r.SpeakerStart, r.SpeakerEnd, r.SpeakerText = &start, &end, &text
	}
	if !q.Cue.Empty() {
		start, end, text := a.span(q.Cue)
		r.CueStart, r.CueEnd, r.CueText, r.Cue = &start, &end, &text, &text
	}
	for k := int(i) + 1; k < len(a.work.Quotes) && a.work.Quotes[k].Start < q.End; k++ {
		if a.work.Quotes[k].Outer == i {
			r.Inner = append(r.Inner, a.quote(int32(k)))
		}
	}
	return r
}

func (a *annotator) events() *[]annotateEvent {
	rows := make([]annotateEvent, 0, len(a.work.Events))
	for i := range a.work.Events {
		e := &a.work.Events[i]
		sentence := a.work.Sentences[e.Sentence].Span
		r := annotateEvent{Class: e.Class, Modality: e.Modality, Precision: optional(string(e.Precision)), Basis: optional(e.DateBasis)}
		r.Start, r.End, r.Text = a.span(e.Span)
		r.SentenceStart, r.SentenceEnd = a.points.CodePoint(sentence.Start), a.points.CodePoint(sentence.End)
		if e.Negated {
			r.Modality = "negated" // the one word that the published shape has for both
		}
		r.DateStart, r.DateEnd = isoInterval(e.Interval)
		rows = append(rows, r)
	}
	return &rows
}
