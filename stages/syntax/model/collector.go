package model

// collector takes the features that a template list makes. Most templates look
// at one word at one place, and what those add to a network is remembered word by
// word (known.go); so they can be asked for apart from those that look at several
// words together.
type collector struct {
	n        int
	template uint64 // of the last feature
	which    wanted
	features [maxFeatures]Feature
	// with apart: by place
	single [maxPlaces]struct {
		n        int
		features [maxSingle]Feature
	}
}

// wanted is what to collect.
type wanted uint8

const (
	all      wanted = iota
	together        // features of several words, or of the sentence
	apart           // features of single words, by place
)

// More places, and more features of one word at one, than any template list has.
const (
	maxPlaces = 8
	maxSingle = 32
)

// add takes a feature of several words.
func (c *collector) add(value uint64) {
	c.template++
	if c.which != apart {
		c.features[c.n&(maxFeatures-1)] = Feat(c.template, value)
		c.n++
	}
}

// own takes a feature of the word at a place and of nothing else.
func (c *collector) own(place int, value uint64) {
	c.template++
	if c.which == together {
		return
	}
	c.take(place, Feat(c.template, value))
}

func (c *collector) take(place int, f Feature) {
	if c.which == all {
		c.features[c.n&(maxFeatures-1)] = f
		c.n++
		return
	}
	s := &c.single[place]
	s.features[s.n&(maxSingle-1)] = f
	s.n++
}

// list is what was collected.
func (c *collector) list() []Feature { return c.features[:min(c.n, maxFeatures)] }

// at is what was collected of the word at a place.
func (c *collector) at(place int) []Feature {
	s := &c.single[place]
	return s.features[:min(s.n, maxSingle)]
}

// start empties the collector.
func (c *collector) start(which wanted) {
	c.n, c.which = 0, which
	if which == apart {
		for i := range c.single {
			c.single[i].n = 0
		}
	}
}

// wordAt is word k of a sentence, the boundary beyond its ends.
func wordAt(words []Word, k int) *Word {
	if k < 0 || k >= len(words) {
		return &boundary
	}
	return &words[k]
}
