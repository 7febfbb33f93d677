package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"annals/internal/explain"
	"annals/pipeline"
	"annals/schemas"
	"annals/stages"
	"annals/stages/verify"

	"github.com/spf13/cobra"
)

// checkFilter says which checks to show; an empty field lets all pass.
type checkFilter struct {
	measure, actor, scope, verdict string
	flag                           string
	single                         bool
	limit                          int
}

func (s *session) verifyCommand() *cobra.Command {
	var filter checkFilter
	var claim string
	c := &cobra.Command{
		Use:   "verify [DIR]",
		Short: "What the sources say of a figure, and whether they agree",
		Long: `verify reads the published folder DIR (default: the output folder of the config)
and shows its checks: each series of comparable figures with the verdict (agree,
compatible, updated, conflict, single_source), the sources, the values and dates,
and the sentence that says so.
Checks of a single source are shown only when asked for, or when a flag says
that a text's parts do not add up, a part is larger than its whole, a running
count went down or a document contradicts itself.

With --claim it answers a claim in your own words, figure by figure:
  supported     the newest figures say so
  contradicted  the newest figures say otherwise
  outdated      it was so; newer figures say otherwise
  unknown       nothing comparable was found, or the sources contradict each other`,
		Example: `  annals verify output/data --verdict conflict
  annals verify output/data --flag sum_differs
  annals verify output/data --measure vaccine_doses_provided --actor China
  annals verify output/data --claim "China has provided 2.2 billion doses to over 120 countries"`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := s.folder(cmd, args)
			if err != nil {
				return err
			}
			b, err := pipeline.ReadChecks(dir)
			if err != nil {
				return err
			}
			if claim == "" {
				return printChecks(s.stdout, b, &filter)
			}
			e, err := pipeline.NewExtractor(s.options)
			if err != nil {
				return err
			}
			answers, err := e.AnswerClaim(cmd.Context(), claim, b)
			if err != nil {
				return err
			}
			if len(answers) == 0 {
				return usage(errors.New("the claim holds no figure to verify"))
			}
			return printAnswers(s.stdout, answers)
		},
	}
	c.Flags().StringVar(&filter.measure, "measure", "", "only this measure, or measures that contain this text")
	c.Flags().StringVar(&filter.actor, "actor", "", "only figures of this actor")
	c.Flags().StringVar(&filter.scope, "scope", "", "only figures for this place or recipient")
	c.Flags().StringVar(&filter.verdict, "verdict", "", "only checks with this verdict")
	c.Flags().StringVar(&filter.flag, "flag", "", "only checks with this flag: sum_differs, part_above_whole, regression, revision, in_document, sum_agrees")
	c.Flags().BoolVar(&filter.single, "single", false, "show checks of a single source too")
	c.Flags().IntVar(&filter.limit, "limit", 50, "at most so many checks; 0 is all")
	c.Flags().StringVar(&claim, "claim", "", "a claim to hold against the figures of the folder")
	c.MarkFlagsMutuallyExclusive("claim", "verdict")
	return c
}

// matches reports whether any figure of a check passes the filter.
func (f *checkFilter) matches(c *schemas.Check, figures []*schemas.Figure) bool {
	if f.verdict != "" && c.Verdict != f.verdict {
		return false
	}
	if f.flag != "" && !slices.Contains(c.Flags, f.flag) {
		return false
	}
	if f.verdict == "" && c.Verdict == "single_source" && len(c.Flags) == 0 && !f.single && f.measure == "" && f.actor == "" && f.scope == "" {
		return false
	}
	if f.measure != "" && !containsFold(c.Measure, f.measure) && !containsFold(c.Counted, f.measure) {
		return false
	}
	has := func(want string, of func(*schemas.Figure) string) bool {
		return want == "" || slices.ContainsFunc(figures, func(x *schemas.Figure) bool { return containsFold(of(x), want) })
	}
	return (containsFold(c.Actor, f.actor) || has(f.actor, func(x *schemas.Figure) string { return x.Actor })) &&
		(containsFold(c.Scope, f.scope) || has(f.scope, func(x *schemas.Figure) string { return x.Scope }))
}

func containsFold(s, part string) bool { return strings.Contains(stages.Fold(s), stages.Fold(part)) }

// gravity orders verdicts for showing: what needs a person first.
var gravity = []string{"conflict", "updated", "compatible", "agree", "single_source"}

func printChecks(w io.Writer, b *stages.Batch, filter *checkFilter) error {
	byID := make(map[string]*schemas.Figure, len(b.Figures))
	for i := range b.Figures {
		byID[b.Figures[i].FigureID] = &b.Figures[i]
	}
	members := map[string][]*schemas.CheckFigure{}
	for i := range b.CheckFigures {
		cf := &b.CheckFigures[i]
		members[cf.CheckID] = append(members[cf.CheckID], cf)
	}
	var shown []*schemas.Check
	for i := range b.Checks {
		c := &b.Checks[i]
		var figures []*schemas.Figure
		for _, m := range members[c.CheckID] {
			if f := byID[m.FigureID]; f != nil {
				figures = append(figures, f)
			}
		}
		if filter.matches(c, figures) {
			shown = append(shown, c)
		}
	}
	slices.SortStableFunc(shown, func(x, y *schemas.Check) int {
		return slices.Index(gravity, x.Verdict) - slices.Index(gravity, y.Verdict)
	})
	if len(shown) == 0 {
		_, err := fmt.Fprintf(w, "no check matches (%d in the folder)\n", len(b.Checks))
		return err
	}
	for n, c := range shown {
		if filter.limit > 0 && n == filter.limit {
			_, err := fmt.Fprintf(w, "... and %d more; --limit shows them\n", len(shown)-n)
			return err
		}
		if err := printCheck(w, c, members[c.CheckID], byID); err != nil {
			return err
		}
	}
	return nil
}

func printCheck(w io.Writer, c *schemas.Check, members []*schemas.CheckFigure, byID map[string]*schemas.Figure) error {
	fmt.Fprintf(w, "%s\n%s  %s%s%s\n%s, %s, %d independent\n", c.Explanation, c.CheckID, c.Measure, said(" by ", c.Actor), said(" for ", c.Scope),
		counted(c.NFigures, "figure"), counted(c.NDocuments, "document"), c.NIndependent)
	if len(c.Flags) > 0 {
		fmt.Fprintf(w, "flags: %s\n", strings.Join(c.Flags, ", "))
	}
	slices.SortStableFunc(members, func(x, y *schemas.CheckFigure) int { return int(x.AsOfEnd.Value) - int(y.AsOfEnd.Value) })
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "  AS OF\tVALUE\tRELATION\tSOURCE\tPUBLISHED\tEVIDENCE")
	for _, m := range members {
		f := byID[m.FigureID]
		if f == nil {
			continue
		}
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\t%s\t%s\n", day(m.AsOfEnd), value(f), m.Relation, source(f), day(f.PublishedOn), cut(f.Sentence, 100))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, m := range members {
		if f := byID[m.FigureID]; f != nil {
			for _, line := range inferred(m) {
				fmt.Fprintf(w, "  %s (%s): %s\n", value(f), source(f), line)
			}
		}
	}
	_, err := fmt.Fprintln(w)
	return err
}

// inferred tells which parties a figure was compared by that its own sentence
// does not give in so many words, and how they are known.
func inferred(m *schemas.CheckFigure) []string {
	var lines []string
	for _, p := range [...]struct{ what, name, basis string }{{"actor", m.Actor, m.ActorBasis}, {"scope", m.Scope, m.ScopeBasis}} {
		if p.name != "" && p.basis != "" && p.basis != "sentence" {
			lines = append(lines, p.what+" "+p.name+" inferred, "+explain.Basis(p.basis))
		}
	}
	return lines
}

func counted(n int32, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

func printAnswers(w io.Writer, answers []verify.Answer) error {
	for _, a := range answers {
		fmt.Fprintf(w, "%s: %s%s%s%s\n  %s\n", strings.ToUpper(a.Verdict), value(&a.Claim), said(" ", a.Claim.Counted), said(" by ", a.Claim.Actor), said(" for ", a.Claim.Scope), a.Explanation)
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, e := range a.Evidence {
			fmt.Fprintf(t, "  %s\t%s\t%s\t%s\t%s\n", e.Stand, source(e.Figure), day(e.Figure.PublishedOn), value(e.Figure), quoted(cut(e.Figure.Sentence, 160)))
		}
		if err := t.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func said(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

func quoted(s string) string { return "“" + s + "”" }

func day(d schemas.Null[schemas.Day]) string {
	if !d.Known {
		return "-"
	}
	return d.Value.String()
}

func value(f *schemas.Figure) string {
	if f.QualifierText == "" {
		return f.Exact
	}
	if f.QualifierStart.Known && f.QualifierStart.Value > f.SpanStart {
		return f.Exact + " " + f.QualifierText
	}
	return f.QualifierText + " " + f.Exact
}

func source(f *schemas.Figure) string {
	s := f.Source
	if s == "" {
		s = f.DocID
	}
	if f.Speaker != "" && !containsFold(s, f.Speaker) {
		s = f.Speaker + " in " + s
	}
	return s
}

// cut is s in one line of at most n code points.
func cut(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)
	return strings.TrimSpace(string(r[:n-1])) + "…"
}
