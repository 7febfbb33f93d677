package dates

import (
	"testing"

	"annals/stages/lang"
	"annals/stages/segment"
)

func testStage(t testing.TB) *stage {
	en, err := lang.Open("en", segment.Tokenize)
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(en)
	if err != nil {
		t.Fatal(err)
	}
	return s.(*stage)
}

func TestSmoke(t *testing.T) { testStage(t) }
