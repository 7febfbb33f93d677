package quotes

import (
	"annals/stages"
	"annals/stages/syntax"
)

// addGrammar adds the stage syntax.
func addGrammar(add func(stages.Stage, error)) { add(syntax.New()) }
