package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"annals/output"
	"annals/schemas"
	"annals/stages"
	"annals/stages/lang"
	"annals/stages/validate"
)

// publish runs the whole-batch stages, completes the rows with what they found
// and publishes the folder. Until the last step the old folder stands.
func (x *run) publish(ctx context.Context) error {
	x.tell("comparing")
	batch, err := x.gather(ctx)
	if err != nil {
		return err
	}
	x.tell("writing")
	meta, err := x.meta()
	if err != nil {
		return err
	}
	p, err := output.Open(x.Options.Output, meta)
	if err != nil {
		return err
	}
	if err := x.write(ctx, p, batch); err != nil {
		p.Abort()
		return err
	}
	manifest, err := p.Commit()
	if err != nil {
		return err
	}
	for t := range schemas.NumTables {
		x.summary.Rows[t.String()] = int(manifest.Rows(t))
	}
	for i := range batch.Checks {
		x.summary.Verdicts[batch.Checks[i].Verdict]++
	}
	s, done := &x.summary, &x.progress
	s.Documents, s.Rejected, s.Reused, s.Bytes = done.Documents, done.Rejected, done.Reused, done.TotalBytes
	return nil
}

func (x *run) meta() (output.Meta, error) {
	h := sha256.New()
	if err := hashOptions(h, x.Options); err != nil {
		return output.Meta{}, err
	}
	rules, err := lang.Digest()
	if err != nil {
		return output.Meta{}, err
	}
	return output.Meta{ToolVersion: x.Version, ConfigDigest: hex.EncodeToString(h.Sum(nil)), RulesDigest: rules}, nil
}

// write gives the rows of all documents to p, and those of the whole batch.
func (x *run) write(ctx context.Context, p *output.Publisher, batch *stages.Batch) error {
	var rows schemas.Rows
	var next [schemas.NumTables]int
	for _, r := range x.records {
		if err := ctx.Err(); err != nil {
			return err
		}
		payload, err := x.state.read(r)
		if err != nil {
			return err
		}
		rows.Reset()
		if _, err := decode(payload, &rows, nil); err != nil {
			return err
		}
		if err := assign(&rows, batch, &next); err != nil {
			return err
		}
		if r.id == (documentID{}) && len(rows.Rejects) > 0 && len(x.summary.Rejects) < maxShownRejects {
			reject := rows.Rejects[0]
			own(&reject)
			x.summary.Rejects = append(x.summary.Rejects, reject)
		}
		if err := p.Write(&rows); err != nil {
			return err
		}
	}
	whole := &schemas.Rows{People: batch.People, Checks: batch.Checks, CheckFigures: batch.CheckFigures, Timeline: batch.Timeline}
	validator := validate.New(x.tables)
	for _, t := range []schemas.TableID{schemas.TablePeople, schemas.TableChecks, schemas.TableCheckFigures, schemas.TableTimeline} {
		before := whole.Len(t)
		validator.Recheck(whole, t)
		if n := before - whole.Len(t); n > 0 {
			x.Log.Error("rows of a whole-batch stage did not pass their schema; see rejects", "table", t.String(), "rows", n)
		}
	}
	if err := p.Write(whole); err != nil {
		return err
	}
	return addTimeline(p, whole.Timeline)
}

// addTimeline adds the timeline in the forms that timeline and calendar programs
// read.
func addTimeline(p *output.Publisher, entries []schemas.TimelineEntry) error {
	for _, f := range []struct {
		name  string
		write func(io.Writer, string, []schemas.TimelineEntry) error
	}{
		{"timeline.json", output.WriteTimelineJS}, // TimelineJS
		{"timeline.csv", output.WriteTimelineCSV}, // TimelineJS as a spreadsheet
		{"timeline.ics", output.WriteICalendar},
	} {
		var b bytes.Buffer
		if err := f.write(&b, "Timeline", entries); err != nil {
			return fmt.Errorf("file %s: %w", f.name, err)
		}
		if err := p.AddFile(f.name, b.Bytes(), false); err != nil {
			return err
		}
	}
	return nil
}
