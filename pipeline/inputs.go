package pipeline

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"annals/stages/parse"
)

// StandardInput is the argument that stands for JSON lines on standard input.
const StandardInput = "-"

// ErrInput is wrapped by the error for an input that does not exist: the
// caller's mistake, as opposed to a file that cannot be read.
var ErrInput = errors.New("no such input")

// source is one file of the run.
type source struct {
	uri      string // path as given, cleaned, with forward slashes
	path     string // "" for standard input
	size     int64
	modified int64 // nanoseconds
	problem  error // why it is rejected without being opened
}

// expand lists the files behind the arguments, in order of their URI, each once:
// the order of arguments does not show. Folders are walked; hidden files in
// them are passed over, files of no known ending are kept with a problem, so
// that they become rejects. A file named by itself is read whatever its ending.
// The output folder is passed over: a run never reads its own tables.
func expand(arguments []string, output string) ([]source, error) {
	found := map[string]source{}
	add := func(path string, info fs.FileInfo, problem error) {
		uri := filepath.ToSlash(filepath.Clean(path))
		if old, ok := found[uri]; ok && old.problem == nil {
			return
		}
		s := source{uri: uri, path: path, problem: problem}
		if info != nil {
			s.size, s.modified = info.Size(), info.ModTime().UnixNano()
		}
		found[uri] = s
	}
	for _, a := range arguments {
		if a == StandardInput {
			found[a] = source{uri: "stdin"}
			continue
		}
		paths := []string{a}
		if _, err := os.Lstat(a); err != nil && strings.ContainsAny(a, "*?[") {
			matches, err := filepath.Glob(a)
			if err != nil {
				return nil, fmt.Errorf("%w: %s is not a valid pattern", ErrInput, a)
			}
			if len(matches) == 0 {
				return nil, fmt.Errorf("%w: nothing matches %s", ErrInput, a)
			}
			paths = matches
		}
		for _, path := range paths {
			info, err := os.Stat(path)
			if errors.Is(err, fs.ErrNotExist) {
				return nil, fmt.Errorf("%w: %s does not exist", ErrInput, path)
			}
			if err != nil || !info.IsDir() {
				add(path, info, nil)
				continue
			}
			if err := walk(path, output, add); err != nil {
				return nil, err
			}
		}
	}
	list := make([]source, 0, len(found))
	for _, s := range found {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b source) int { return strings.Compare(a.uri, b.uri) })
	return list, nil
}

func walk(root, output string, add func(string, fs.FileInfo, error)) error {
	tables, err := filepath.Abs(output)
	if err != nil {
		return err
	}
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if path != root && strings.HasPrefix(entry.Name(), ".") {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if err != nil {
			add(path, nil, &parse.Error{Rule: "read", Message: "the folder cannot be read: " + reason(err)})
			return fs.SkipDir
		}
		if entry.IsDir() {
			if full, err := filepath.Abs(path); err == nil && full == tables {
				return fs.SkipDir
			}
			return nil
		}
		info, err := os.Stat(path) // follows a link to a file
		switch {
		case err != nil:
			add(path, nil, &parse.Error{Rule: "read", Message: "the file cannot be read: " + reason(err)})
		case info.IsDir(): // a link to a folder could lead round in a circle
			add(path, info, &parse.Error{Rule: "link", Message: "a link to a folder is not followed; name the folder itself as an input"})
		case !info.Mode().IsRegular():
			add(path, info, &parse.Error{Rule: "read", Message: "this is no regular file"})
		case filepath.Ext(path) != "" && !parse.Readable(path):
			add(path, info, &parse.Error{Rule: "format", Message: fmt.Sprintf("files of type %s are not read; annals reads %s. A text with another ending can be named as an input of its own", filepath.Ext(path), strings.Join(parse.Names(), ", "))})
		default:
			add(path, info, nil)
		}
		return nil
	})
}

// reason is the cause of a file error without operation and path.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// each opens the source and yields its documents, rejects as *parse.Error.
func (s *source) each(stdin io.Reader, limit int64, yield func(parse.Input, error) error) error {
	if s.problem != nil {
		return yield(parse.Input{URI: s.uri}, s.problem)
	}
	if s.path == "" {
		return parse.EachLine(s.uri, stdin, limit, yield)
	}
	f, err := os.Open(s.path)
	if err != nil {
		return yield(parse.Input{URI: s.uri}, &parse.Error{Rule: "read", Message: "the file cannot be opened: " + reason(err)})
	}
	defer f.Close()
	return parse.Each(s.uri, f, limit, yield)
}
