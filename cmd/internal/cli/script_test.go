package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"quadrille/queries"

	"github.com/alecthomas/kong"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

func TestPieces(t *testing.T) {
	for text, want := range map[string][]piece{
		"":                          nil,
		"---\n\n---\r\n":            nil,
		"a":                         {{"a", 1}},
		"\n\na\n\nb\n---\n\nc;\n":   {{"a\n\nb", 3}, {"c;", 8}},
		"---\na\r\n--- \nb --- c\n": {{"a", 2}, {"b --- c", 4}},
	} {
		if got := pieces(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

func TestValue(t *testing.T) {
	resolve := func(_ context.Context, name string) (quad.IRI, error) {
		if name != "United States" {
			return "", errors.New("unknown")
		}
		return "urn:us", nil
	}
	for text, want := range map[string]quad.Value{
		"@United States": quad.IRI("urn:us"),
		"actor:russia":   quad.IRI("urn:quadrille:actor/russia"),
		"<urn:x>":        quad.IRI("urn:x"),
		"2023-06-17":     quad.TypedString{Value: "2023-06-17", Type: queries.XSDDate},
		"2023-06-31":     quad.String("2023-06-31"),
		"-12":            quad.Int(-12),
		"0.5":            quad.Float(0.5),
		"true":           quad.Bool(true),
		"inf":            quad.String("inf"),
		`"12"`:           quad.String("12"),
		"":               quad.String(""),
		"note: a b":      quad.String("note: a b"),
		"rel: is a word": quad.String("rel: is a word"),
	} {
		if got, err := value(t.Context(), text, resolve); err != nil || got != want {
			t.Errorf("%q: got %#v, %v, want %#v", text, got, err, want)
		}
	}
	for _, text := range []string{"@Atlantis", `"open`} {
		if v, err := value(t.Context(), text, resolve); err == nil {
			t.Errorf("%q: got %v, want an error", text, v)
		}
	}
}

func TestSpelled(t *testing.T) {
	parser, err := kong.New(new(grammar), kong.Vars{"exports": ""})
	if err != nil {
		t.Fatal(err)
	}
	for given, want := range map[string]string{
		"run mediators --actor Russia --how=any": "run mediators actor=Russia how=any",
		"run --db x mediators --actor Russia":    "run --db x mediators actor=Russia",
		"run --actor=Russia mediators":           "run actor=Russia mediators",
		"run mediators --strict --actor --x":     "run mediators --strict actor=--x",
		"run mediators --nonsense Russia":        "run mediators --nonsense Russia",
		"run mediators --actor":                  "run mediators actor=",
		"run mediators --limit 3 -- --actor x":   "run mediators --limit 3 -- --actor x",
		"run nosuch --actor Russia":              "run nosuch --actor Russia",
		"query --actor Russia":                   "query --actor Russia",
		"run":                                    "run",
	} {
		if d := cmp.Diff(strings.Fields(want), spelled(parser.Model, strings.Fields(given))); d != "" {
			t.Errorf("%s (-want +got):\n%s", given, d)
		}
	}
}

func TestExitStatus(t *testing.T) {
	if got := exitStatus(misused{errors.New("x")}); got != wrongUsage {
		t.Errorf("got %d", got)
	}
	if got := errorsAsJSON([]string{"query", "--errors", "json"}); !got {
		t.Error("--errors json is not seen")
	}
	if got := errorsAsJSON([]string{"query", "--", "--errors=json"}); got {
		t.Error("an argument is taken for a flag")
	}
}

// TestQueryFile reads a file of queries, and one that cannot be read.
func TestQueryFile(t *testing.T) {
	s := &stdio{}
	dir := t.TempDir()
	if text, err := s.queryFile(dir); err == nil {
		t.Errorf("a folder gave %q", text)
	}
	path := filepath.Join(dir, "queries")
	if err := os.WriteFile(path, []byte("1 + 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if text, err := s.queryFile(path); text != "1 + 1\n" || err != nil {
		t.Errorf("got %q, %v", text, err)
	}
}
