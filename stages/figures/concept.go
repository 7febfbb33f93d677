package figures

import "annals/stages"

// concept is the content words of what the quantity is a property of. Without a
// parse it is the counted phrase.
func (c *claimer) concept(r *stages.Figure, q *quantity, p *phrase, hasPhrase bool) string {
	return ""
}

var _ = stages.NOUN
