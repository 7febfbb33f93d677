package timeline

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"annals/schemas"
	"annals/stages"

	"pgregory.net/rapid"
)

// told is a mention in few words: "doc sentence date class lemma | agent |
// participants | place | title", a date as 2021-05-03, 2021-05 or 2021, with
// "?" behind it for one taken from the discourse.
func told(t testing.TB, doc string, sentence int32, date, class, lemma, agent, participants, place, title string) schemas.Event {
	t.Helper()
	e := schemas.Event{
		DocID: doc, SentenceNo: sentence, EventClass: class, Lemma: lemma, Agent: agent, Place: place, Title: title,
		Modality: "asserted", DateBasis: "sentence", Exact: lemma, EventID: schemas.ID("e", doc, title, date, lemma),
	}
	if strings.HasSuffix(date, "?") {
		date, e.DateBasis = date[:len(date)-1], "discourse"
	}
	if participants != "" {
		e.Participants = strings.Split(participants, ", ")
	}
	parse := func(s string) schemas.Null[schemas.Day] {
		d, ok := schemas.ParseDay(s)
		if !ok {
			t.Fatalf("%q is no day", s)
		}
		return schemas.Some(d)
	}
	switch len(date) {
	case 10:
		e.DateStart, e.DateEnd, e.DatePrecision = parse(date), parse(date), "day"
	case 7:
		first, _ := stages.ParseDate(date + "-01")
		last, _ := stages.NewDate(int(first.Year), int(first.Month), stages.DaysInMonth(int(first.Year), int(first.Month)))
		e.DateStart, e.DateEnd, e.DatePrecision = parse(first.String()), parse(last.String()), "month"
	case 4:
		e.DateStart, e.DateEnd, e.DatePrecision = parse(date+"-01-01"), parse(date+"-12-31"), "year"
	}
	return e
}

func gather(t testing.TB, events ...schemas.Event) *stages.Batch {
	t.Helper()
	b := &stages.Batch{Events: events}
	for i := range events {
		if n := len(b.Documents); n == 0 || b.Documents[n-1].DocID != events[i].DocID {
			b.Documents = append(b.Documents, schemas.Document{DocID: events[i].DocID})
		}
	}
	if err := newTimeline(t).Gather(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestMerging(t *testing.T) {
	for _, c := range []struct {
		name  string
		a, b  schemas.Event
		merge bool
	}{
		{
			"same words in two papers",
			told(t, "a", 1, "2021-05-03", "agreement", "sign", "Peru", "Chile", "", "Peru signs a fishing treaty with Chile"),
			told(t, "b", 4, "2021-05-03", "agreement", "sign", "Peru", "Chile", "Lima", "Peru signs a treaty on fishing with Chile in Lima"), true,
		},
		{
			"day in month",
			told(t, "a", 1, "2021-05-03", "agreement", "sign", "Peru", "Chile", "", "Peru signs a fishing treaty with Chile"),
			told(t, "b", 4, "2021-05", "agreement", "sign", "Peru", "Chile", "", "Peru signs a fishing treaty with Chile"), true,
		},
		{
			"annual event of two years",
			told(t, "a", 1, "2021-05-03", "meeting", "hold", "", "Lake Forum", "Oslo", "The Lake Forum is held in Oslo"),
			told(t, "b", 4, "2022-05-03", "meeting", "hold", "", "Lake Forum", "Oslo", "The Lake Forum is held in Oslo"), false,
		},
		{
			"same day and doer, other deed",
			told(t, "a", 1, "2021-05-03", "visit", "visit", "Maria Olsen", "", "Lima", "Maria Olsen visits Lima"),
			told(t, "b", 4, "2021-05-03", "award", "award", "Maria Olsen", "Juan Rey", "", "Maria Olsen awards a medal to Juan Rey"), false,
		},
		{
			"same day, nothing else",
			told(t, "a", 1, "2021-05-03", "conflict", "attack", "rebels", "", "", "Rebels attack a convoy"),
			told(t, "b", 4, "2021-05-03", "conflict", "attack", "pirates", "", "", "Pirates attack a tanker"), false,
		},
		{
			"other place",
			told(t, "a", 1, "2021-05-03", "conflict", "attack", "rebels", "", "Kidal", "Rebels attack a convoy"),
			told(t, "b", 4, "2021-05-03", "conflict", "attack", "rebels", "", "Gao", "Rebels attack a convoy"), false,
		},
		{
			"letter and forum",
			told(t, "a", 1, "2021-05-03", "statement", "letter", "Maria Olsen", "Lake Forum", "", "Maria Olsen sends a letter to the Lake Forum"),
			told(t, "b", 4, "2021-05-03", "meeting", "open", "", "Lake Forum", "Oslo", "The Lake Forum opens in Oslo"), false,
		},
		{
			"synonyms",
			told(t, "a", 1, "2021-05-03", "conflict", "bomb", "", "Hotel Sol", "Gao", "The Hotel Sol is bombed by gunmen"),
			told(t, "b", 4, "2021-05-03", "conflict", "attack", "gunmen", "Hotel Sol", "Gao", "Gunmen attack the Hotel Sol"), true,
		},
		{
			"two numbers",
			told(t, "a", 1, "2021-05", "statement", "speech", "Norway", "", "", "Norway makes a joint speech on behalf of 30 countries"),
			told(t, "b", 4, "2021-05", "statement", "speech", "Norway", "", "", "Norway makes a joint speech on behalf of 40 countries"), false,
		},
		{
			"two statements of one day",
			told(t, "a", 1, "2021-05-03", "statement", "say", "Maria Olsen", "", "", "Maria Olsen says that the dam is safe"),
			told(t, "b", 4, "2021-05-03", "statement", "say", "Maria Olsen", "", "", "Maria Olsen says that taxes will fall"), false,
		},
		{
			"named instrument",
			told(t, "a", 1, "1948", "agreement", "affirm", "the Lima Charter of Fishermen", "", "", "The Lima Charter of Fishermen affirms the right to the sea"),
			told(t, "a", 9, "1948", "agreement", "adopt", "", "the Lima Charter of Fishermen", "", "The Lima Charter of Fishermen is adopted"), true,
		},
		{
			"told in the present, and after",
			told(t, "a", 3, "2021-05-03?", "meeting", "co-host", "the Fisheries Ministry", "", "", "The high-level forum on safe harbours is co-hosted by the Fisheries Ministry"),
			told(t, "b", 4, "2021-05-03", "meeting", "forum", "", "Forum on Safe Harbours", "Oslo", "The Forum on Safe Harbours is held in Oslo"), true,
		},
		{
			"two forums of one day",
			told(t, "a", 3, "2021-05-03", "meeting", "co-host", "the Fisheries Ministry", "", "", "The high-level forum on safe harbours is co-hosted by the Fisheries Ministry"),
			told(t, "b", 4, "2021-05-03", "meeting", "forum", "", "Forum on Clean Rivers", "Oslo", "The Forum on Clean Rivers is held in Oslo"), false,
		},
		{
			"a plan in a month, and in a year",
			told(t, "a", 3, "2023-01", "founding", "open", "", "", "Arusha", "A joint office will be opened in Arusha"),
			told(t, "b", 4, "2023", "founding", "open", "The joint office", "", "Arusha", "The joint office is to open in Arusha"), true,
		},
		{
			"dates one day apart",
			told(t, "a", 1, "2021-05-03", "disaster", "crash", "Flight 77 of Nordair", "Nordair", "Bergen", "A Nordair airliner crashes near Bergen with 40 people"),
			told(t, "b", 4, "2021-05-04", "disaster", "crash", "Flight 77 of Nordair", "Nordair", "Bergen", "A Nordair airliner crashes near Bergen"), true,
		},
	} {
		b := gather(t, c.a, c.b)
		if got := len(b.Timeline) == 1; got != c.merge {
			t.Errorf("%s: merged %v, want %v", c.name, got, c.merge)
		}
	}
}

// A title with a pronoun for its doer is no entry by itself, but a mention of an
// entry that somebody tells with the name.
func TestEntriesCanBeReadAlone(t *testing.T) {
	b := gather(t,
		told(t, "a", 1, "2021-05-03", "visit", "arrive", "", "", "Accra", "They arrive in Accra"),
		told(t, "a", 4, "2021-06-03", "other", "gives", "", "", "", ""),
		told(t, "b", 1, "2021-05-03", "disaster", "crash", "Nordair", "", "Bergen", "A Nordair airliner crashes near Bergen"))
	if len(b.Timeline) != 1 || b.Timeline[0].Title != "A Nordair airliner crashes near Bergen" || b.Events[0].TimelineID != "" {
		t.Errorf("entries: %+v", b.Timeline)
	}
}

func TestDiscourseBelongsToItsEvent(t *testing.T) {
	b := gather(t,
		told(t, "a", 1, "2021-05-03", "meeting", "hold", "", "Lake Forum", "Oslo", "The Lake Forum is held in Oslo"),
		told(t, "a", 2, "2021-05-03?", "statement", "say", "Maria Olsen", "", "", "Maria Olsen says that lakes matter"),
		told(t, "a", 3, "2021-05-03?", "death", "die", "Juan Rey", "", "", "Juan Rey dies"),
		told(t, "a", 5, "2020-01-02", "visit", "visit", "Maria Olsen", "", "Lima", "Maria Olsen visits Lima"))
	if len(b.Timeline) != 3 || b.Events[0].TimelineID != b.Events[1].TimelineID || b.Events[2].TimelineID == b.Events[0].TimelineID {
		t.Errorf("entries: %+v", b.Timeline)
	}
	e := b.Timeline[2]
	if e.Title != "The Lake Forum is held in Oslo" || e.NMentions != 2 || e.NDocuments != 1 || e.Place != "Oslo" {
		t.Errorf("entry: %+v", e)
	}
	if b.Timeline[0].Title != "Maria Olsen visits Lima" {
		t.Error("entries are not in order of date")
	}
}

func TestCopiesAndDates(t *testing.T) {
	title := "A Nordair airliner crashes near Bergen"
	b := &stages.Batch{
		Documents: []schemas.Document{{DocID: "a"}, {DocID: "b"}, {DocID: "c", CopyOfDocID: "a"}, {DocID: "d", CopyOfDocID: "c"}},
		Events: []schemas.Event{
			told(t, "a", 1, "2021-05", "disaster", "crash", "Nordair", "", "Bergen", title),
			told(t, "b", 1, "2021-05-04", "disaster", "crash", "Nordair", "", "Bergen", title),
			told(t, "c", 1, "2021-05", "disaster", "crash", "Nordair", "", "Bergen", title),
			told(t, "d", 1, "2021-05", "disaster", "crash", "Nordair", "", "Bergen", title),
		},
	}
	b.Events[1].PublishedOn = schemas.Some(schemas.Day(18800))
	b.Events[2].PublishedOn = schemas.Some(schemas.Day(18700))
	if err := newTimeline(t).Gather(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	if len(b.Timeline) != 1 {
		t.Fatalf("%d entries", len(b.Timeline))
	}
	e := b.Timeline[0]
	if e.NMentions != 4 || e.NDocuments != 4 || e.NIndependent != 2 || !e.DatesAgree || e.DatePrecision != "day" || e.FirstPublishedOn.Value != 18700 {
		t.Errorf("entry: %+v", e)
	}
	// a disagreement is shown and kept
	b = gather(t, told(t, "a", 1, "2021-05-03", "disaster", "crash", "Nordair", "", "Bergen", title),
		told(t, "b", 1, "2021-05-04", "disaster", "crash", "Nordair", "", "Bergen", title))
	if len(b.Timeline) != 1 || b.Timeline[0].DatesAgree {
		t.Errorf("entries: %+v", b.Timeline)
	}
}

func TestLeftOut(t *testing.T) {
	a := told(t, "a", 1, "2021-05-03", "visit", "visit", "Maria Olsen", "", "Lima", "Maria Olsen visits Lima")
	undated, denied, possible := a, a, a
	undated.DateStart, undated.DateEnd = schemas.Null[schemas.Day]{}, schemas.Null[schemas.Day]{}
	denied.IsNegated = true
	possible.Modality = "hypothetical"
	if b := gather(t, undated, denied, possible); len(b.Timeline) != 0 || b.Events[0].TimelineID != "" {
		t.Errorf("entries: %+v", b.Timeline)
	}
}

// What stands by itself and what does not; see worth.go.
func TestWorth(t *testing.T) {
	line := newTimeline(t)
	for _, c := range []struct {
		class, lemma, agent, title string
		published, worthy          bool
	}{
		{"meeting", "resume", "Talks", "Talks resume", false, false},
		{"visit", "arrive", "The battalion", "The battalion arrives at the camp", false, false},
		{"visit", "arrive", "The battalion", "The battalion arrives in Gao", false, true},
		{"death", "die", "Nyerere", "Nyerere dies", false, true},
		{"founding", "join", "Guinea", "Guinea joins", false, false},
		{"aid", "treat", "The clinic", "The clinic treats 40 patients", false, false},
		{"other", "clear", "deminers", "Deminers clear 9,800 unexploded bombs from fields in the province", false, true},
		{"statement", "say", "the ministry", "The ministry says the dam is safe", false, true},
		{"statement", "say", "the ministry", "The ministry says the dam is safe", true, false},
		{"statement", "say", "Critics", "Critics say Peru is late", false, false},
		{"statement", "welcome", "Traders", "Traders welcome the bridge in Lima", true, false},
		{"statement", "deny", "Ana Lopes", "Ana Lopes denies the report", true, true},
		{"statement", "reject", "the ministry", "The ministry rejects the charge", true, false},
		{"statement", "condemn", "Norway", "Norway condemns the raid", true, true},
		{"visit", "arrive", "", "She arrives in Accra", false, false},
		{"project", "carry", "its trains", "Its trains reach Mombasa", false, false},
	} {
		e := told(t, "a", 1, "2021-05-03", c.class, c.lemma, c.agent, "", "", c.title)
		if c.published {
			e.DateBasis = "publication"
		}
		if got := line.worthy(&e); got != c.worthy {
			t.Errorf("%q: worthy %v, want %v", c.title, got, c.worthy)
		}
	}
}

// What an agency says of a killing that its sentence dates is no second entry.
func TestRedundant(t *testing.T) {
	killing := told(t, "a", 1, "2021-05-03", "death", "kill", "", "", "Gao", "Ten people are killed in Gao")
	said := told(t, "a", 1, "2021-05-04", "statement", "say", "Nordwire", "", "", "Nordwire says ten people were killed in Gao")
	if b := gather(t, killing, said); len(b.Timeline) != 1 || b.Timeline[0].EventClass != "death" {
		t.Errorf("entries: %+v", b.Timeline)
	}
	said.SentenceNo = 2
	if b := gather(t, killing, said); len(b.Timeline) != 2 {
		t.Errorf("entries: %+v", b.Timeline)
	}
}

// The timeline does not depend on the order of documents, every event that can
// stand by itself has an entry, and counts add up.
func TestProperties(t *testing.T) {
	line := newTimeline(t)
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(r, "n")
		var events []schemas.Event
		for i := range n {
			doc := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(r, "doc")
			date := rapid.SampledFrom([]string{"2021-05-03", "2021-05-04", "2021-05", "2021", "2022-01-01"}).Draw(r, "date")
			who := rapid.SampledFrom([]string{"Peru", "Maria Olsen", "", "the Bank"}).Draw(r, "who")
			what := rapid.SampledFrom([]string{"sign", "visit", "attack", "say"}).Draw(r, "what")
			class := map[string]string{"sign": "agreement", "visit": "visit", "attack": "conflict", "say": "statement"}[what]
			e := told(t, doc, int32(i), date, class, what, who, "Chile", "", who+" "+what+"s the harbour treaty "+rapid.SampledFrom([]string{"of Lima", "with Chile", ""}).Draw(r, "rest"))
			e.EventID = schemas.ID("e", doc, string(rune('A'+i)))
			events = append(events, e)
		}
		slices.SortStableFunc(events, func(a, b schemas.Event) int { return strings.Compare(a.DocID, b.DocID) })
		b := &stages.Batch{Documents: []schemas.Document{{DocID: "a"}, {DocID: "b"}, {DocID: "c"}}, Events: events}
		if err := line.Gather(context.Background(), b); err != nil {
			r.Fatal(err)
		}
		mentions := int32(0)
		for i := range b.Timeline {
			e := &b.Timeline[i]
			mentions += e.NMentions
			if e.NIndependent > e.NDocuments || e.NDocuments > e.NMentions || e.Title == "" {
				r.Fatalf("entry %+v", e)
			}
			if i > 0 && byDate(b.Timeline[i-1], *e) > 0 {
				r.Fatal("entries out of order")
			}
		}
		placed := 0
		for i := range events {
			if events[i].TimelineID != "" {
				placed++
			} else if events[i].EventClass != "statement" && line.worthy(&events[i]) {
				r.Fatalf("no entry: %+v", events[i])
			}
		}
		if int(mentions) != placed {
			r.Fatalf("%d mentions in entries, want %d", mentions, placed)
		}
		again := &stages.Batch{Documents: b.Documents, Events: slices.Clone(events)}
		if err := line.Gather(context.Background(), again); err != nil || !reflect.DeepEqual(again.Timeline, b.Timeline) {
			r.Fatal("a second run differs")
		}
	})
}
