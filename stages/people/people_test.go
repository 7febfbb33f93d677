package people

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"annals/schemas"
	"annals/stages"
	"annals/stages/lang"
	"annals/stages/segment"
)

// say is one quote: document, speaker, kind, role.
type say struct{ doc, name, kind, role string }

func batch(says []say) *stages.Batch {
	b := &stages.Batch{}
	seen := map[string]bool{}
	for i, s := range says {
		id := ""
		if s.kind != "" {
			id = s.doc + "/" + s.name
			if !seen[id] {
				seen[id] = true
				b.Speakers = append(b.Speakers, schemas.Name{NameID: id, DocID: s.doc, NameKind: s.kind, Name: s.name, Role: s.role})
			}
		}
		b.Quotes = append(b.Quotes, schemas.Quote{QuoteID: fmt.Sprint(i), DocID: s.doc, Speaker: s.name, SpeakerNameID: id, SpeakerRole: s.role})
	}
	return b
}

func newPeople(t testing.TB) *People {
	pack, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		t.Fatal(err)
	}
	p, err := New(pack)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// groups are the quotes by person, as "0 2|1".
func groups(b *stages.Batch) string {
	by := map[string][]string{}
	var order []string
	for i, q := range b.Quotes {
		if q.PersonID == "" {
			continue
		}
		if by[q.PersonID] == nil {
			order = append(order, q.PersonID)
		}
		by[q.PersonID] = append(by[q.PersonID], fmt.Sprint(i))
	}
	var out []string
	for _, id := range order {
		out = append(out, strings.Join(by[id], " "))
	}
	return strings.Join(out, "|")
}

func TestGather(t *testing.T) {
	p := newPeople(t)
	for _, c := range []struct {
		what, want string
		says       []say
	}{
		{"one name, two documents", "0 1", []say{{"a", "Ama Boateng", "person", "Minister of Health"}, {"b", "Ama Boateng", "person", ""}}},
		{"a career in one walk of life", "0 1", []say{{"a", "Ama Boateng", "person", "mayor"}, {"b", "Ama Boateng", "person", "senator"}}},
		{"namesakes", "0|1", []say{{"a", "Paul Weaver", "person", "goalkeeper"}, {"b", "Paul Weaver", "person", "bank's chief economist"}}},
		{"namesakes, a third without office", "0|1|2", []say{{"a", "Paul Weaver", "person", "goalkeeper"}, {"b", "Paul Weaver", "person", "senator"}, {"c", "Paul Weaver", "person", ""}}},
		{"short given name", "0 1", []say{{"a", "William Dorsey", "person", "governor"}, {"b", "Bill Dorsey", "person", "Gov."}}},
		{"middle initials", "0 2|1", []say{{"a", "John A. Marsh", "person", "judge"}, {"b", "John B. Marsh", "person", "judge"}, {"c", "John A. Marsh", "person", ""}}},
		{"honorific and suffix", "0 1 2", []say{{"a", "Dr. Lena Fors", "person", ""}, {"b", "Lena Fors", "person", ""}, {"c", "Lena Fors, PhD", "person", ""}}},
		{"last name alone", "0 1", []say{{"a", "Lena Fors", "person", "professor"}, {"b", "Fors", "person", ""}}},
		{"family name first", "0 1", []say{{"a", "Liang Baihe", "person", ""}, {"b", "Liang", "person", ""}}},
		{"last name alone, two people", "0|1|2", []say{{"a", "Lena Fors", "person", ""}, {"b", "Karl Fors", "person", ""}, {"c", "Fors", "person", ""}}},
		{"last names alone in two documents", "0|1", []say{{"a", "Fors", "person", ""}, {"b", "Fors", "person", ""}}},
		{"bodies", "0 1", []say{{"a", "the Ministry of Water", "organisation", ""}, {"b", "Ministry of Water", "organisation", ""}}},
		{"nobody", "", []say{{"a", "a senior official", "", ""}, {"a", "the minister", "role", ""}}},
	} {
		b := batch(c.says)
		if err := p.Gather(context.Background(), b); err != nil {
			t.Fatal(err)
		}
		if got := groups(b); got != c.want {
			t.Errorf("%s: got %s, want %s", c.what, got, c.want)
		}
		ids := map[string]bool{}
		n := int32(0)
		for _, row := range b.People {
			if ids[row.PersonID] {
				t.Errorf("%s: id %s twice", c.what, row.PersonID)
			}
			ids[row.PersonID] = true
			n += row.NQuotes
		}
		for _, q := range b.Quotes {
			if q.PersonID != "" && !ids[q.PersonID] {
				t.Errorf("%s: quote of a person that has no row", c.what)
			}
			if q.PersonID != "" {
				n--
			}
		}
		if n != 0 {
			t.Errorf("%s: the people's quotes do not add up", c.what)
		}
		// The same batch gives the same rows.
		again := batch(c.says)
		if err := p.Gather(context.Background(), again); err != nil || !slices.EqualFunc(b.People, again.People, func(x, y schemas.Person) bool { return fmt.Sprint(x) == fmt.Sprint(y) }) {
			t.Errorf("%s: not the same the second time", c.what)
		}
	}
}

func TestPersonRow(t *testing.T) {
	b := batch([]say{{"a", "Ama Boateng", "person", "mayor of Tamale"}, {"b", "Ama Boateng", "person", "Minister of Health"}, {"b", "Ama Boateng", "person", "Minister of Health"}})
	b.Quotes[0].PublishedOn = schemas.Some(schemas.Day(9000))
	b.Quotes[1].PublishedOn = schemas.Some(schemas.Day(8000))
	b.Quotes[2].PublishedOn = schemas.Some(schemas.Day(8000))
	b.Speakers[1].Aliases = []string{"Boateng", "Ms. Boateng"}
	if err := newPeople(t).Gather(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	if len(b.People) != 1 {
		t.Fatalf("%d people", len(b.People))
	}
	p := b.People[0]
	if got, want := fmt.Sprintf("%v %v %v %v %v %v", p.Name, p.PersonKind, p.Aliases, p.Roles, p.NQuotes, p.NDocuments), "Ama Boateng person [Boateng Ms. Boateng] [Minister of Health mayor of Tamale] 3 2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func BenchmarkGather(b *testing.B) {
	var says []say
	for i := 0; i < 20000; i++ {
		says = append(says, say{fmt.Sprint("d", i/5), fmt.Sprintf("Name%c%c Family%c%c", 'a'+i%26, 'a'+i/26%26, 'a'+i/7%26, 'a'+i/91%26), "person", "senator"})
	}
	batch := batch(says)
	p := newPeople(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := p.Gather(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
}
