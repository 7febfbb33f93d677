package parse

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"annals/stages"
)

// The head of a document is its first blocks; only these are asked for title,
// byline, dates and speaker.
const (
	headBlocks    = 16
	datelineReach = 140 // bytes from the start of a paragraph to the dash that ends its dateline
)

// Describe fills what the text itself tells about doc and metadata has not:
// title, author, publisher, dates, language, kind and speaker. It needs
// doc.Text and doc.Blocks.
func (p *Parser) Describe(doc *stages.Document) {
	h := &head{words: p.words, doc: doc, speechAt: -1}
	if doc.Language == "" {
		doc.Language = p.words.language(doc.Text)
	}
	if doc.Language == "en" || doc.Language == "" {
		h.read()
	}
	h.choosePublished()
	if doc.Source == "" {
		doc.Source = h.outlet()
	}
	if doc.Kind == stages.KindUnknown {
		doc.Kind = h.kind()
	}
}

// head is the reading of a document's first blocks.
type head struct {
	*words
	doc                                 *stages.Document
	stated                              struct{ dateline, published, bare, modified stages.DocumentDate }
	agency                              string
	hasByline, hasSpeech, hasSalutation bool
	furnitureOrName                     [headBlocks]bool
	speechAt                            int // block of "Remarks by ...", -1 where there is none
}

func (h *head) read() {
	d := h.doc
	for i := range d.Blocks[:min(len(d.Blocks), headBlocks)] {
		b := d.Blocks[i]
		text := d.Text[b.Start:b.End]
		if len(text) > datelineReach {
			h.readDateline(b.Start, text)
			continue
		}
		folded := strings.ToLower(strings.Trim(text, " ,:!.")) // labels and salutations end in any of these
		switch {
		case h.furniture[strings.ToLower(text)], h.furniture[folded]:
			h.furnitureOrName[i] = true
		case h.isSalutation(text):
			h.hasSalutation, h.furnitureOrName[i] = true, true
		case h.readSpeech(text):
			h.furnitureOrName[i] = true
			if h.speechAt < 0 {
				h.speechAt = i
			}
		case h.readByline(text), h.readLabels(b.Start, text), h.readBareDate(b.Start, text):
			h.furnitureOrName[i] = true
		default:
			h.readDateline(b.Start, text)
		}
	}
	if d.Title == "" {
		d.Title = h.title()
	}
	if d.Title == "" && h.speechAt >= 0 {
		first := d.Blocks[h.speechAt]
		d.Title = oneLine(d.Text[first.Start:first.End])
	}
}

// isSalutation also takes several: "Mr. President,\nDear Colleagues," and
// "Excellencies, dear friends,".
func (h *head) isSalutation(text string) bool {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ',' || r == ';' }) {
		part = strings.ToLower(strings.Trim(part, " :!\r"))
		if !h.salutation[part] && !h.salutation[strings.Trim(part, ".")] {
			return false
		}
	}
	return strings.TrimSpace(text) != ""
}

// cutWord takes one of the phrases and the white space after it off the front
// of text, whatever the case.
func cutWord(text string, phrases []string) (rest string, ok bool) {
	best := -1
	for _, p := range phrases {
		if len(text) > len(p) && len(p) > best && strings.EqualFold(text[:len(p)], p) {
			if r, _ := utf8.DecodeRuneInString(text[len(p):]); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				best = len(p)
			}
		}
	}
	if best < 0 {
		return "", false
	}
	return strings.TrimLeft(text[best:], " \t\u00a0"), true
}

func (h *head) readSpeech(text string) bool {
	rest, ok := cutWord(text, h.speech)
	if !ok {
		return false
	}
	h.hasSpeech = true
	for {
		r, ok := cutWord(rest, h.courtesies)
		if !ok {
			break
		}
		rest = r
	}
	name, _, _ := strings.Cut(rest, "\n")
	if i := strings.IndexAny(name, ",;:("); i >= 0 {
		name = name[:i]
	}
	if name = oneLine(name); h.doc.Speaker == "" && looksLikeName(name) {
		h.doc.Speaker = name
	}
	return true
}

// looksLikeName accepts two to five words, the first and the last capitalised.
func looksLikeName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 1 || len(words) > 5 {
		return false
	}
	for _, w := range []string{words[0], words[len(words)-1]} {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return !strings.ContainsAny(s, "0123456789")
}

// readByline reads "By He Yin, People's Daily".
func (h *head) readByline(text string) bool {
	rest, ok := cutWord(text, h.byline)
	if !ok {
		return false
	}
	rest = strings.TrimLeft(rest, ": ")
	if i := strings.IndexByte(rest, '|'); i >= 0 {
		rest = rest[:i] + "," + rest[i+1:]
	}
	author, publisher, _ := strings.Cut(rest, ",")
	author, publisher = oneLine(author), oneLine(publisher)
	if !looksLikeName(strings.ReplaceAll(author, " and ", " ")) || strings.HasSuffix(rest, ".") && len(rest) > 60 {
		return false
	}
	h.hasByline = true
	if h.doc.Author == "" {
		h.doc.Author = author
	}
	if h.doc.Publisher == "" && publisher != "" && len(strings.Fields(publisher)) <= 6 && !strings.ContainsAny(publisher, "0123456789") {
		h.doc.Publisher = publisher
	}
	return true
}

// readLabels reads lines such as "Updated: 2024-02-28" and "Source: The Herald
// Updated: 3 May 2022".
func (h *head) readLabels(at int32, text string) bool {
	found := false
	if rest, ok := cutWord(text, h.source); ok && strings.HasPrefix(rest, ":") {
		found = true
		name := strings.TrimLeft(rest, ": ")
		for _, labels := range [][]string{h.modified, h.published} {
			for _, l := range labels {
				if i := indexFold(name, l); i >= 0 {
					name = name[:i]
				}
			}
		}
		if name = oneLine(strings.Trim(name, " |,;-")); name != "" && h.doc.Publisher == "" && len(name) < 80 {
			h.doc.Publisher = name
		}
	}
	for _, k := range []struct {
		labels []string
		to     *stages.DocumentDate
	}{{h.modified, &h.stated.modified}, {h.published, &h.stated.published}} {
		for _, l := range k.labels {
			i := indexFold(text, l)
			if i < 0 || i > 0 && unicode.IsLetter(rune(text[i-1])) {
				continue
			}
			after := i + len(l)
			d, ok := h.findDate(text[after:])
			if !ok || d.start > 24 || !strings.ContainsAny(text[after:after+d.start], ": ") {
				continue
			}
			if k.to == &h.stated.published && strings.HasPrefix(strings.ToLower(text[max(0, i-8):i]), "update") {
				continue
			}
			found = true
			if k.to.Interval.IsZero() {
				start := at + int32(after+d.start)
				*k.to = stages.DocumentDate{
					Interval: d.interval, Precision: d.precision, Basis: "line",
					Span: stages.Span{Start: start, End: at + int32(after+d.end)},
				}
			}
			break
		}
	}
	return found
}

// readBareDate reads a line that is a date and nothing else, but for a weekday
// or the place before it: "New York, NY, Tuesday, 3 May 2022".
func (h *head) readBareDate(at int32, text string) bool {
	stripped := text
	d, ok := h.parseDate(stripped)
	for !ok {
		word, rest, more := strings.Cut(stripped, ",")
		if !more || !h.weekdays[strings.ToLower(strings.TrimSpace(word))] && !looksLikeName(word) {
			return false
		}
		stripped = rest
		d, ok = h.parseDate(stripped)
	}
	if d.precision == stages.PrecisionYear {
		return false
	}
	if h.stated.bare.Interval.IsZero() {
		from := at + int32(len(text)-len(stripped))
		h.stated.bare = stages.DocumentDate{
			Interval: d.interval, Precision: d.precision, Basis: "line",
			Span: stages.Span{Start: from + int32(d.start), End: from + int32(d.end)},
		}
	}
	return true
}

// readDateline reads "BEIJING, Dec. 8, 2021 /PRNewswire/ —" and the like: a
// place in capitals, a date or an agency or both, a dash. A place alone with a
// dash is a dateline without a date where a sentence follows.
func (h *head) readDateline(at int32, text string) {
	front := text[:min(len(text), datelineReach)]
	end, dash := -1, 0
	for _, d := range []string{"—", "–", "--", " - ", ") -"} {
		if i := strings.Index(front, d); i > 0 && (end < 0 || i < end) {
			end, dash = i, len(d)
			if d == ") -" {
				end, dash = i+1, len(d)-1
			}
		}
	}
	if end < 0 {
		return
	}
	rest := text[end+dash:]
	front = front[:end]
	word, _, _ := strings.Cut(front, " ")
	letters := 0
	for _, r := range strings.Trim(word, ",.") {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return
			}
			letters++
		}
	}
	if letters < 3 {
		return
	}
	agency := ""
	for _, m := range [][2]string{{"/", "/"}, {"(", ")"}} {
		if _, after, ok := strings.Cut(front, m[0]); ok {
			if name, _, ok := strings.Cut(after, m[1]); ok && looksLikeName(name) {
				agency = oneLine(name)
			}
		}
	}
	d, ok := h.findDate(front)
	if !ok && agency == "" && !(isPlaceAlone(front) && beginsSentence(rest)) {
		return
	}
	if h.doc.Dateline.Empty() {
		h.doc.Dateline = stages.Span{Start: at, End: at + int32(len(strings.TrimRight(text[:end+dash], " ")))}
	}
	if agency != "" && h.agency == "" {
		h.agency, h.doc.Agency = agency, agency
	}
	if ok && h.stated.dateline.Interval.IsZero() {
		h.stated.dateline = stages.DocumentDate{
			Interval: d.interval, Precision: d.precision, Basis: "dateline",
			Span: stages.Span{Start: at + int32(d.start), End: at + int32(d.end)},
		}
	}
}

// isPlaceAlone accepts what may stand before the dash of a dateline without a
// date: a name, after commas a region or a day without a year.
func isPlaceAlone(front string) bool {
	place, more, _ := strings.Cut(strings.TrimSpace(front), ",")
	return len(front) <= 40 && len(strings.Fields(place)) <= 4 && strings.ToUpper(place) == place && len(strings.Fields(more)) <= 4
}

// beginsSentence reports whether s begins, after white space, like a sentence.
func beginsSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \t\u00a0-–—"))
	return unicode.IsUpper(r) || strings.ContainsRune("\"“‘'", r)
}

// choosePublished takes the best of the dates the head states. A speech's own
// date is worth more than the day a page was updated. A date that is known from
// outside keeps its basis, and gets the place where the text states it too.
func (h *head) choosePublished() {
	known := h.doc.Published.Interval
	for _, d := range []stages.DocumentDate{h.stated.dateline, h.stated.published, h.stated.bare, h.stated.modified} {
		if d.Interval.IsZero() {
			continue
		}
		if known.IsZero() {
			h.doc.Published = d
			break
		}
		if d.Interval == known {
			h.doc.Published.Span = d.Span
			break
		}
	}
	if h.doc.Modified.Interval.IsZero() {
		h.doc.Modified = h.stated.modified
	}
}

// title is the longest of the headings before the first paragraph, or a first
// line that looks like one.
func (h *head) title() string {
	best := ""
	for i, b := range h.doc.Blocks[:min(len(h.doc.Blocks), headBlocks)] {
		text := oneLine(h.doc.Text[b.Start:b.End])
		if h.speechAt > 0 && i > h.speechAt {
			break // the speaker's office and the occasion follow
		}
		if h.furnitureOrName[i] {
			continue
		}
		if b.Kind == stages.Paragraph && len(text) > 160 || b.Kind == stages.Paragraph && best != "" {
			break
		}
		if b.Kind != stages.Heading && !(i == 0 && isHeading(text)) {
			break
		}
		if strings.Count(text, " ") > strings.Count(best, " ") || best == "" {
			best = text
		}
	}
	return best
}

// outlet is the source as tables show it.
func (h *head) outlet() string {
	switch {
	case h.doc.Publisher != "":
		return h.doc.Publisher
	case h.agency != "":
		return h.agency
	}
	if u, err := url.Parse(h.doc.URI); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return ""
}

func (h *head) kind() stages.DocumentKind {
	switch {
	case h.hasSpeech, h.hasSalutation:
		return stages.KindSpeech
	case h.hasByline, h.agency != "", !h.stated.dateline.Interval.IsZero():
		return stages.KindNews
	}
	return stages.KindUnknown
}
