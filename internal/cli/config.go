package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"strings"

	"annals/pipeline"

	"github.com/spf13/cobra"
	"github.com/spf13/viper"
	"gopkg.in/yaml.v3"
)

// keyDelimiter parts the levels of a config key. viper folds case, so no map of
// the options has keys that are data.
const keyDelimiter = "::"

// localConfig is read when --config names no file.
const localConfig = "annals.yaml"

// flagKeys maps flags to the config keys they stand for.
var flagKeys = map[string]string{
	"output": "output", "workers": "run::workers", "max-rejects": "run::max_rejects",
	"log-level": "log::level", "log-format": "log::format",
}

// folder is the published folder that a command reads: the one named in its
// arguments, else the output folder of the config.
func (s *session) folder(cmd *cobra.Command, args []string) (string, error) {
	if err := s.configure(cmd); err != nil {
		return "", err
	}
	if len(args) > 0 {
		return args[0], nil
	}
	return s.options.Output, nil
}

// configure fills s.options: flags over environment over file over defaults.
func (s *session) configure(cmd *cobra.Command) error {
	v := viper.NewWithOptions(viper.KeyDelimiter(keyDelimiter))
	v.SetConfigType("yaml")
	v.SetEnvPrefix("ANNALS")
	v.SetEnvKeyReplacer(strings.NewReplacer(keyDelimiter, "_"))
	v.AutomaticEnv()
	known := optionKeys()
	for key, value := range known {
		v.SetDefault(key, value)
	}
	name, required := s.configFile, true
	if name == "" {
		name, required = localConfig, false
	}
	text, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !required:
	case err != nil:
		return usage(fmt.Errorf("config: %w", err))
	default:
		if err := checkKeys(name, text, known); err != nil {
			return usage(err)
		}
		if err := v.ReadConfig(bytes.NewReader(text)); err != nil {
			return usage(fmt.Errorf("%s: %w", name, err))
		}
	}
	for flag, key := range flagKeys {
		if f := cmd.Flags().Lookup(flag); f != nil && f.Changed {
			v.Set(key, f.Value.String())
		}
	}
	o := pipeline.DefaultOptions()
	if err := v.UnmarshalExact(&o); err != nil {
		return usage(fmt.Errorf("config: %s", strings.ReplaceAll(err.Error(), "\n", " ")))
	}
	if err := o.Check(); err != nil {
		return usage(fmt.Errorf("config: %w", err))
	}
	s.options = o
	return nil
}

// optionKeys maps the key of every option to its default.
func optionKeys() map[string]any {
	keys := map[string]any{}
	var walk func(prefix string, v reflect.Value)
	walk = func(prefix string, v reflect.Value) {
		for i := range v.NumField() {
			key := prefix + v.Type().Field(i).Tag.Get("mapstructure")
			if f := v.Field(i); f.Kind() == reflect.Struct {
				walk(key+keyDelimiter, f)
			} else {
				keys[key] = f.Interface()
			}
		}
	}
	walk("", reflect.ValueOf(pipeline.DefaultOptions()))
	return keys
}

// checkKeys reports the first key of a config file that is no option, or has a
// value of the wrong shape, with file and line and the nearest key that is one.
func checkKeys(name string, text []byte, known map[string]any) error {
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if len(root.Content) == 0 {
		return nil
	}
	if root.Content[0].Kind != yaml.MappingNode {
		return fmt.Errorf("%s:%d: a config file is a list of \"key: value\" lines", name, root.Content[0].Line)
	}
	return checkMapping(name, "", root.Content[0], known)
}

func checkMapping(name, prefix string, m *yaml.Node, known map[string]any) error {
	seen := map[string]int{}
	for i := 0; i+1 < len(m.Content); i += 2 {
		k, v := m.Content[i], m.Content[i+1]
		key := prefix + k.Value
		shown := strings.ReplaceAll(key, keyDelimiter, ".")
		if line := seen[key]; line > 0 {
			return fmt.Errorf("%s:%d: key %q stands twice (first on line %d)", name, k.Line, shown, line)
		}
		seen[key] = k.Line
		def, leaf := known[key]
		section := false
		for o := range known {
			section = section || strings.HasPrefix(o, key+keyDelimiter)
		}
		switch {
		case section && v.Kind == yaml.MappingNode:
			if err := checkMapping(name, key+keyDelimiter, v, known); err != nil {
				return err
			}
		case section && v.Tag != "!!null":
			return fmt.Errorf("%s:%d: %q holds further keys, not a value", name, v.Line, shown)
		case section:
		case !leaf:
			return fmt.Errorf("%s:%d: unknown key %q%s", name, k.Line, shown, suggest(key, known))
		default:
			if err := checkValue(v, def); err != nil {
				return fmt.Errorf("%s:%d: %s: %w", name, v.Line, shown, err)
			}
		}
	}
	return nil
}

func checkValue(v *yaml.Node, def any) error {
	target := reflect.New(reflect.TypeOf(def))
	if err := v.Decode(target.Interface()); err != nil {
		want := map[reflect.Kind]string{
			reflect.Int: "a whole number", reflect.Int64: "a whole number", reflect.Bool: "true or false",
			reflect.String: "a text", reflect.Slice: "a list of texts", reflect.Float64: "a number",
		}[reflect.TypeOf(def).Kind()]
		return fmt.Errorf("%q is not %s", v.Value, want)
	}
	return nil
}

// suggest names the known key nearest to key, if one is near.
func suggest(key string, known map[string]any) string {
	best, distance := "", len(key)/2+1
	consider := func(k string) {
		d := editDistance(key, k)
		if strings.HasPrefix(k, key) {
			d = 1
		}
		if d < distance || d == distance && best != "" && k < best {
			best, distance = k, d
		}
	}
	for k := range known {
		consider(k)
		if section, _, ok := strings.Cut(k, keyDelimiter); ok {
			consider(section)
		}
	}
	if best == "" {
		return "; `annals init` writes a file with every key"
	}
	return fmt.Sprintf("; did you mean %q?", strings.ReplaceAll(best, keyDelimiter, "."))
}

// editDistance is the Levenshtein distance in bytes.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		last := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := last
			if a[i-1] != b[j-1] {
				cost = min(last, row[j], row[j-1]) + 1
			}
			last, row[j] = row[j], cost
		}
	}
	return row[len(b)]
}
