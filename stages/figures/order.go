package figures

import "sort"

// sortedKeys makes the order in which a YAML map is compiled the same on every
// run: of two equal phrases the first one added wins.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
