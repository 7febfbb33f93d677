package figures

import (
	"strings"

	"annals/stages"
)

// noun finds what is counted.
func (f *stage) noun(w *stages.Work, s *scanner, n int, q *quantity, r *stages.Figure) {
	sentence := &w.Sentences[n]
	w.Tag(n)
	stop := sentence.Last
	j := q.next
	if j < stop && s.roleOf(j)&roleOf != 0 && (q.vague || q.form == formFraction || q.unit >= 0) {
		j++
	}
	if q.attributive && j < stop && s.text[s.tokens[j].Start] == '-' {
		j++
	}
	if q.unit >= 0 && j == q.next {
		return
	}
	first, last := int32(-1), int32(-1)
	for k := j; k < stop && k < j+8; k++ {
		t := &s.tokens[k]
		if t.Class != stages.ClassWord && s.text[t.Start] != '-' {
			break
		}
		if t.UPOS != stages.NoUPOS {
			switch t.UPOS {
			case stages.NOUN, stages.PROPN:
				last = k + 1
			case stages.ADJ, stages.PUNCT, stages.NUM:
			case stages.DET, stages.PRON:
				if k > j {
					goto out
				}
				continue
			case stages.VERB:
				if t.Tag != stages.TagVBG && t.Tag != stages.TagVBN {
					goto out
				}
			case stages.PART:
				if t.Tag != stages.TagPOS {
					goto out
				}
			default:
				goto out
			}
		} else {
			if s.roleOf(k)&roleFunction != 0 {
				if k == j && s.roleOf(k)&roleArticle == 0 {
					continue
				}
				break
			}
			last = k + 1
		}
		if first < 0 {
			first = k
		}
	}
out:
	if last < 0 || first < 0 || last <= first {
		return
	}
	head := last - 1
	r.Counted = s.span(first, last)
	lemma := strings.ToLower(w.Lemma(head))
	if lemma == "" {
		lemma = singular(stages.Fold(w.TokenText(head)))
	}
	if f.lexicon.person.Word(s.text, &s.tokens[head]) >= 0 {
		lemma = f.lexicon.personUnit
	}
	r.CountedHead = lemma
	if r.Unit == "" {
		r.Unit, r.UnitSpan, r.Dimension = lemma, s.tokens[head].Span, "count"
		if q.form == formFraction {
			r.Unit, r.Dimension = "fraction", "ratio"
		}
	}
	if r.UnitName == "" {
		r.UnitName = r.Unit
	}
	if q.strong {
		r.Unit = f.lexicon.personUnit
		if v := f.lexicon.strong.Word(s.text, &s.tokens[head]); v >= 0 {
			r.Unit = f.lexicon.strongUnit[v]
		}
	}
}
