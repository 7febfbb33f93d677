package dates

import (
	"strings"

	"annals/stages"
)

// frame is the day that a reading without a year is near to.
func (r *resolver) frame(m *meaning) (stages.Date, string, int32) {
	b := base(m.get(fBase, int32(baseEither)))
	if b == baseContext || r.narrative && b != baseSpeech {
		if r.last.p.known() {
			return r.last.p.interval().Start, basisContext, r.last.row
		}
	}
	return r.speech()
}

// guessYear is the year that puts a day without one where sign, tense and kind
// of document want it: d is the anchor, at gives the day in a year.
func (r *resolver) guessYear(d stages.Date, at func(int) (stages.Date, bool), sign int, haveSign bool, tense int, fine bool) int {
	y := int(d.Year)
	day, ok := at(y)
	if !ok {
		return y
	}
	sameMonth := day.Year == d.Year && day.Month == d.Month
	switch {
	case haveSign && sign < 0:
		if !day.Before(d) || sameMonth {
			return y - 1
		}
		return y
	case haveSign && sign > 0:
		if !d.Before(day) || sameMonth {
			return y + 1
		}
		return y
	case haveSign:
		return y
	case r.narrative:
		y = r.storyYear(y, at)
		if day, ok := at(y); ok && tense < 0 && !r.dct.IsZero() && r.dct.Before(day) {
			y-- // what is told as past is not of a time after the text
		}
		return y
	}
	diff := day.Days() - d.Days()
	if -130 <= diff && diff <= 100 && fine {
		// a day near the anchor is that one, whatever the verb: "payable Dec. 7"
		// stands with "declared"
		return y
	}
	switch {
	case tense > 0:
		if day.Before(d) && !sameMonth {
			return y + 1
		}
		return y
	case tense < 0:
		if d.Before(day) && !sameMonth && diff > 40 {
			return y - 1
		}
		return y
	}
	// no tense: the nearest, the past one where there is a choice of five months
	switch {
	case diff > 200:
		return y - 1
	case diff < -240:
		return y + 1
	}
	return y
}

// maxJump is how many years a story jumps from one paragraph to the next: what is
// further off is a look at another time.
const maxJump = 5

// storyYear is the year in which a story sets a day without one. The year last
// named is the first guess; where another year that was named a moment ago puts
// the day right after the day or month last told, that year goes on. y is the
// first guess.
func (r *resolver) storyYear(y int, at func(int) (stages.Date, bool)) int {
	told := r.lastFine
	if !told.p.known() {
		return y
	}
	if r.yearAt > r.fineAt && r.newParagraph(r.fineAt, r.at) {
		// a paragraph that has named its year does not go on from the last one, nor
		// does one that comes after such a paragraph
		year := r.recent[(r.nRecent-1)%len(r.recent)]
		if near := year - told.p.year; !r.newParagraph(r.yearAt, r.at) || r.newParagraph(r.fineAt, r.yearAt) && -maxJump <= near && near <= maxJump {
			return year
		}
	}
	here := told.p.interval().Start
	best, bestScore := y, 0
	for k := range r.recent {
		e := r.recent[(r.nRecent-1-k+2*len(r.recent))%len(r.recent)]
		if k >= r.nRecent {
			break
		}
		for add := 0; add <= 1; add++ {
			day, ok := at(e + add)
			if !ok {
				continue
			}
			gap := int(day.Days() - here.Days())
			score := -2 * k
			switch {
			case -5 <= gap && gap <= 45:
				score += 9
			case -35 <= gap && gap <= 100:
				score += 5
			case -100 <= gap && gap <= 190:
				score += 2
			}
			if add == 1 {
				score -= 4
				if gap <= 100 && gap >= 0 && !r.newParagraph(r.fineAt, r.at) {
					score += 2 // told in autumn, gone on in spring
				}
				if gap > 120 {
					continue
				}
			}
			if k == 0 && add == 0 {
				score += 2
				if r.opens {
					score += 9
				}
			}
			if k == 0 && add == 0 && bestScore == 0 || score > bestScore {
				best, bestScore = e+add, score
			}
		}
	}
	return best
}

// maxParagraph bounds how far a line end is looked for: further off is another
// paragraph in any text written for people.
const maxParagraph = 1 << 14

// newParagraph reports whether a line ends between two offsets of the text.
func (r *resolver) newParagraph(a, b int32) bool {
	return b-a > maxParagraph || a < b && strings.IndexByte(r.p.text[a:b], '\n') >= 0
}
