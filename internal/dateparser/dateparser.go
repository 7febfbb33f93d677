// Package dps stands in for github.com/markusmobius/go-dateparser, which
// go-htmldate calls in its extensive search only. annals asks htmldate for
// metadata alone (stages/parse/html.go), so the parser is never reached; the
// real one compiles tables of two hundred languages before main begins, which
// costs every command 120 ms of start-up and 8 MB of binary. go.mod replaces
// the module by this one. See docs/decisions/html.md.
package dps

import (
	"errors"
	"time"
)

// Configuration holds the fields that go-htmldate names.
type Configuration struct {
	CurrentTime         time.Time
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// PreferredDateSource is a value of Configuration.
type PreferredDateSource uint8

// Past is the one value that go-htmldate names.
const Past PreferredDateSource = 1

// ParserType is a value of Parser.
type ParserType uint8

// The values that go-htmldate names.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// Parser reads nothing.
type Parser struct{ ParserTypes []ParserType }

// Date is the answer of Parse.
type Date struct{ Time time.Time }

// Parse always returns an error.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) {
	return Date{}, errors.New("the extensive date search is not part of this program")
}
