package validate

import (
	"slices"
	"strings"

	"annals/schemas"
	"annals/stages"
)

func (v *Validator) document(rows *schemas.Rows) bool {
	d := v.work.Doc
	r := schemas.Document{
		DocID: d.ID, URI: d.URI, ContentSHA256: d.ContentSHA256, MediaType: d.MediaType,
		Title: d.Title, Author: d.Author, Publisher: d.Publisher, Agency: d.Agency, Source: d.Source,
		PublishedOn: day(d.Published.Interval.Start), ModifiedOn: day(d.Modified.Interval.Start),
		Language: d.Language, DocKind: documentKind(d.Kind), Speaker: d.Speaker,
		NChars: v.points.Len(), Text: d.Text,
	}
	if r.PublishedOn.Known {
		r.PublishedPrecision, r.PublishedBasis = grain(d.Published.Precision), d.Published.Basis
	}
	r.PublishedStart, r.PublishedEnd, _ = v.optional(d.Published.Span)
	rows.Documents = append(rows.Documents, r)
	return v.keep(rows, schemas.TableDocuments)
}

func documentKind(k stages.DocumentKind) string {
	switch k {
	case stages.KindNews:
		return "news"
	case stages.KindSpeech:
		return "speech"
	case stages.KindNarrative:
		return "narrative"
	}
	return ""
}

var blockKinds = [...]string{"paragraph", "heading", "list_item", "table_row", "preformatted", "caption"}

func (v *Validator) sentences(rows *schemas.Rows) {
	blocks := v.work.Doc.Blocks
	for i := range v.work.Sentences {
		s := &v.work.Sentences[i]
		r := schemas.Sentence{DocID: v.docID, SentenceNo: int32(i), ParagraphNo: s.Block, BlockKind: blockKinds[0]}
		if s.Block >= 0 && int(s.Block) < len(blocks) {
			b := &blocks[s.Block]
			if int(b.Kind) < len(blockKinds) {
				r.BlockKind = blockKinds[b.Kind]
			}
			if b.Section >= 0 && int(b.Section) < len(blocks) {
				if h := blocks[b.Section].Span; v.sound(h) {
					r.Section = strings.TrimSpace(v.work.Text(h))
				}
			}
		}
		r.SpanStart, r.SpanEnd, _ = v.span(s.Span)
		rows.Sentences = append(rows.Sentences, r)
		v.keep(rows, schemas.TableSentences)
	}
}

var nameKinds = map[stages.NameKind]string{
	stages.Person: "person", stages.Organisation: "organisation", stages.Place: "place",
	stages.Nationality: "nationality", stages.Role: "role", stages.Title: "title",
}

func (v *Validator) names(rows *schemas.Rows) {
	w := v.work
	v.nameIDs, v.mentions = v.nameIDs[:0], v.mentions[:0]
	for range w.Entities {
		v.mentions = append(v.mentions, 0)
	}
	for i := range w.Mentions {
		if e := w.Mentions[i].Entity; e >= 0 && int(e) < len(v.mentions) {
			v.mentions[e]++
		}
	}
	first := len(rows.Names)
	for i := range w.Entities {
		e := &w.Entities[i]
		v.nameIDs = append(v.nameIDs, "")
		kind := nameKinds[e.Kind]
		if kind == "" || e.First < 0 || int(e.First) >= len(w.Mentions) {
			continue
		}
		r := schemas.Name{
			DocID: v.docID, NameKind: kind, Name: e.Name, Aliases: slices.Clone(e.Aliases), Role: e.Role, Country: e.Country, NMentions: v.mentions[i],
		}
		r.SpanStart, r.SpanEnd, r.Exact = v.span(w.Mentions[e.First].Span)
		r.NameID = v.id(schemas.TableNames, r.SpanStart, r.SpanEnd, r.Exact)
		rows.Names = append(rows.Names, r)
		if v.keep(rows, schemas.TableNames) {
			v.nameIDs[i] = r.NameID
		}
	}
	sortSpans(rows.Names[first:], func(r *schemas.Name) (int32, int32, string) { return r.SpanStart, r.SpanEnd, r.NameID })
}

func (v *Validator) dates(rows *schemas.Rows) {
	w := v.work
	v.dateIDs = v.dateIDs[:0]
	first := len(rows.Dates)
	for i := range w.Timexes {
		t := &w.Timexes[i]
		r := schemas.Date{
			DocID: v.docID, SentenceNo: v.sentenceNo(t.Span), TimexType: t.Type.String(), TimexValue: t.Value, TimexMod: t.Mod,
			DateStart: day(t.Interval.Start), DateEnd: day(t.Interval.End), DatePrecision: string(t.Precision), DateBasis: t.Basis,
			IsApproximate: t.Approximate, IsInName: t.InName, Rule: t.Rule,
		}
		if r.DatePrecision == "" {
			r.DatePrecision = string(stages.PrecisionNone)
		}
		if t.Open < 0 {
			r.OpenSide = "start"
		} else if t.Open > 0 {
			r.OpenSide = "end"
		}
		r.SpanStart, r.SpanEnd, r.Exact = v.span(t.Span)
		r.DateID = v.id(schemas.TableDates, r.SpanStart, r.SpanEnd, r.Exact)
		v.dateIDs = append(v.dateIDs, "")
		rows.Dates = append(rows.Dates, r)
		if v.keep(rows, schemas.TableDates) {
			v.dateIDs[i] = r.DateID
		}
	}
	at := first // rows are in the order of timexes, without the refused
	for i := range w.Timexes {
		if v.dateIDs[i] == "" {
			continue
		}
		if a := linked(v.dateIDs, w.Timexes[i].Anchor); a != v.dateIDs[i] {
			rows.Dates[at].AnchorDateID = a
		}
		at++
	}
	sortSpans(rows.Dates[first:], func(r *schemas.Date) (int32, int32, string) { return r.SpanStart, r.SpanEnd, r.DateID })
}

func (v *Validator) quotes(rows *schemas.Rows) {
	w := v.work
	v.quoteIDs = v.quoteIDs[:0]
	first, firstPart := len(rows.Quotes), len(rows.QuoteParts)
	for i := range w.Quotes {
		q := &w.Quotes[i]
		r := schemas.Quote{
			DocID: v.docID, Source: w.Doc.Source, PublishedOn: day(w.Doc.Published.Interval.Start), SentenceNo: v.sentenceNo(q.Span),
			QuoteKind: string(q.Kind), Speaker: q.SpeakerName, SpeakerRole: q.SpeakerRole, SpeakerBasis: q.SpeakerBasis, QuoteLevel: v.quoteLevel(i),
			SpeakerNameID: linked(v.nameIDs, q.Speaker), CueLemma: q.CueLemma, CueClass: q.CueClass,
			SaidOnStart: day(q.Said.Start), SaidOnEnd: day(q.Said.End), Geometry: q.Geometry, IsDamaged: q.Damaged,
			Rule: q.Rule, Confidence: confidence(q.Confidence),
		}
		r.SpanStart, r.SpanEnd, r.Exact = v.span(q.Span)
		r.SpeakerStart, r.SpeakerEnd, r.SpeakerText = v.optional(q.SpeakerSpan)
		r.CueStart, r.CueEnd, r.Cue = v.optional(q.Cue)
		r.QuoteID = v.id(schemas.TableQuotes, r.SpanStart, r.SpanEnd, r.Exact)
		v.quoteIDs = append(v.quoteIDs, "")
		rows.Quotes = append(rows.Quotes, r)
		if !v.keep(rows, schemas.TableQuotes) {
			continue
		}
		v.quoteIDs[i] = r.QuoteID
		v.quoteParts(rows, q, r.QuoteID)
	}
	at := first
	for i := range w.Quotes {
		if v.quoteIDs[i] == "" {
			continue
		}
		if c := linked(v.quoteIDs, w.Quotes[i].Continues); c != v.quoteIDs[i] {
			rows.Quotes[at].ContinuesQuoteID = c
		}
		if o := linked(v.quoteIDs, w.Quotes[i].Outer); o != v.quoteIDs[i] {
			rows.Quotes[at].OuterQuoteID = o
		}
		at++
	}
	sortSpans(rows.Quotes[first:], func(r *schemas.Quote) (int32, int32, string) { return r.SpanStart, r.SpanEnd, r.QuoteID })
	sortSpans(rows.QuoteParts[firstPart:], func(r *schemas.QuotePart) (int32, int32, string) { return r.SpanStart, r.SpanEnd, r.QuoteID })
}

// quoteLevel is 1 for a quote that the document reports, and one more for each
// quote around it.
func (v *Validator) quoteLevel(i int) int32 {
	level := int32(1)
	for o := v.work.Quotes[i].Outer; o >= 0 && int(level) <= len(v.work.Quotes); o = v.work.Quotes[o].Outer {
		level++
	}
	return level
}

func (v *Validator) quoteParts(rows *schemas.Rows, q *stages.Quote, id string) {
	parts := q.Parts
	if len(parts) == 0 {
		parts = []stages.Span{q.Span}
	}
	for n, s := range parts {
		p := schemas.QuotePart{QuoteID: id, DocID: v.docID, PartNo: int32(n)}
		p.SpanStart, p.SpanEnd, p.Exact = v.span(s)
		rows.QuoteParts = append(rows.QuoteParts, p)
		v.keep(rows, schemas.TableQuoteParts)
	}
}

func (v *Validator) figures(rows *schemas.Rows) {
	w := v.work
	first := len(rows.Figures)
	for i := range w.Figures {
		f := &w.Figures[i]
		r := schemas.Figure{
			DocID: v.docID, Source: w.Doc.Source, PublishedOn: day(w.Doc.Published.Interval.Start), SentenceNo: v.sentenceNo(f.Span),
			ValueText: f.Number, ValueMin: bound(f.Min), ValueMax: bound(f.Max), Qualifier: string(f.Qualifier), Change: f.Direction,
			Unit: f.Unit, Dimension: f.Dimension, CountedHead: f.CountedHead, Repaired: f.Repair,
			Measure: f.Measure, Aggregation: string(f.Aggregation),
			Actor: f.Actor, ActorBasis: f.ActorBasis, Scope: f.Scope, ScopeBasis: f.ScopeBasis,
			AsOfStart: day(f.AsOf.Start), AsOfEnd: day(f.AsOf.End), AsOfBasis: f.AsOfBasis,
			IsNegated: f.Negated, Modality: modality(f.Modality), QuoteID: linked(v.quoteIDs, f.Quote),
			Rule: f.Rule, Confidence: confidence(f.Confidence),
		}
		if r.QuoteID != "" {
			r.Speaker = w.Quotes[f.Quote].SpeakerName
		}
		r.Sentence = v.sentenceText(r.SentenceNo)
		r.SpanStart, r.SpanEnd, r.Exact = v.span(f.Span)
		r.QualifierStart, r.QualifierEnd, r.QualifierText = v.optional(f.Hedge)
		r.UnitStart, r.UnitEnd, _ = v.optional(f.UnitSpan)
		r.CountedStart, r.CountedEnd, r.Counted = v.optional(f.Counted)
		r.ActorStart, r.ActorEnd, _ = v.optional(f.ActorSpan)
		r.ScopeStart, r.ScopeEnd, _ = v.optional(f.ScopeSpan)
		r.FigureID = v.id(schemas.TableFigures, r.SpanStart, r.SpanEnd, r.Exact)
		rows.Figures = append(rows.Figures, r)
		v.keep(rows, schemas.TableFigures)
	}
	sortSpans(rows.Figures[first:], func(r *schemas.Figure) (int32, int32, string) { return r.SpanStart, r.SpanEnd, r.FigureID })
}

func bound(b stages.Bound) schemas.Null[float64] {
	if !b.Known {
		return schemas.Null[float64]{}
	}
	return schemas.Some(b.Value)
}

// modality is m; what a stage leaves open is told as fact.
func modality(m string) string {
	if m == "" {
		return "asserted"
	}
	return m
}

func (v *Validator) events(rows *schemas.Rows) {
	w := v.work
	first := len(rows.Events)
	for i := range w.Events {
		e := &w.Events[i]
		no := schemas.Some(e.Sentence)
		if e.Sentence < 0 || int(e.Sentence) >= len(w.Sentences) {
			no = v.sentenceNo(e.Span)
		}
		r := schemas.Event{
			DocID: v.docID, Source: w.Doc.Source, PublishedOn: day(w.Doc.Published.Interval.Start),
			SentenceNo: no.Value, Sentence: v.sentenceText(no),
			EventClass: e.Class, Lemma: e.Lemma, Title: e.Title, Modality: modality(e.Modality), IsNegated: e.Negated,
			DateStart: day(e.Interval.Start), DateEnd: day(e.Interval.End), DatePrecision: grain(e.Precision), DateBasis: e.DateBasis,
			IsApproximate: e.Approximate, Agent: e.Agent, Participants: slices.Clone(e.Participants), Place: e.Place,
			QuoteID: linked(v.quoteIDs, e.Quote), DateID: linked(v.dateIDs, e.Timex),
			Rule: e.Rule, Confidence: confidence(e.Confidence),
		}
		if r.DateID != "" {
			r.DateText = w.Text(w.Timexes[e.Timex].Span)
		}
		r.SpanStart, r.SpanEnd, r.Exact = v.span(e.Span)
		r.AgentStart, r.AgentEnd, _ = v.optional(e.AgentSpan)
		r.PlaceStart, r.PlaceEnd, _ = v.optional(e.PlaceSpan)
		r.EventID = v.id(schemas.TableEvents, r.SpanStart, r.SpanEnd, r.Exact)
		rows.Events = append(rows.Events, r)
		v.keep(rows, schemas.TableEvents)
	}
	sortSpans(rows.Events[first:], func(r *schemas.Event) (int32, int32, string) { return r.SpanStart, r.SpanEnd, r.EventID })
}

// notes makes rejects of what stages cut short.
func (v *Validator) notes(rows *schemas.Rows) {
	for i := range v.work.Notes {
		n := &v.work.Notes[i]
		r := schemas.Reject{Stage: n.Stage, URI: v.work.Doc.URI, DocID: v.docID, Rule: n.Rule, Message: n.Message}
		if v.sound(n.Span) {
			r.SpanStart, r.SpanEnd = schemas.Some(v.points.CodePoint(n.Span.Start)), schemas.Some(v.points.CodePoint(n.Span.End))
		}
		rows.Rejects = append(rows.Rejects, r)
	}
}
