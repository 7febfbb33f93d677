package figures

import (
	"math/rand"
	"strings"
	"testing"

	"annals/stages"
)

// TestSoundOnMixtures throws mixtures of the pieces that numbers are made of at
// the stage; every figure must be sound whatever they add up to.
func TestSoundOnMixtures(t *testing.T) {
	list := newStages(t, Options{Quantities: true})
	parts := []string{
		"one ", "hundred ", "and ", "million ", "a ", "half ", "of ", "thousands ", "3", ",", "000", ".", " ", "-", "to ", "between ", "$", "€", "%", "point ", "/", "±", "kg", "m", "st", "e9", "dozen ",
		"third ", "thirds ", "(", ")", "\n", "x ", "people ", "from ", "or ", "minus ", "°", "–", "½", "US", "E", "'", "∼", "0", "strong ", "out of ", "in ", "2019 ", "more than ", "Juba ", "were killed ",
	}
	r := rand.New(rand.NewSource(1))
	var w stages.Work
	for range 4000 {
		var b strings.Builder
		for range r.Intn(60) {
			b.WriteString(parts[r.Intn(len(parts))])
		}
		run(t, list, &w, b.String())
		checkSound(t, &w)
	}
}
