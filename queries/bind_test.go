package queries_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"quadrille/queries"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

func bindSample(t *testing.T) queries.Query {
	t.Helper()
	q, err := queries.Parse("a-sample.gizmo", sample)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func resolveAny(_ context.Context, text string) (quad.IRI, error) {
	return quad.IRI("urn:any:" + text), nil
}

// resolveRussia knows one entity.
func resolveRussia(_ context.Context, text string) (quad.IRI, error) {
	if text == "Russia" {
		return "urn:quadrille:actor/russia", nil
	}
	return "", fmt.Errorf("nobody is called %q", text)
}

func date(s string) quad.Value { return quad.TypedString{Value: quad.String(s), Type: queries.XSDDate} }

func TestBind(t *testing.T) {
	q := bindSample(t)
	for name, c := range map[string]struct {
		args    map[string]string
		resolve queries.Resolve
		want    map[string]quad.Value
	}{
		"defaults": {
			args: map[string]string{"actor": "Russia"}, resolve: resolveRussia,
			want: map[string]quad.Value{
				"actor": quad.IRI("urn:quadrille:actor/russia"), "after": date("2023-01-01"), "most": quad.Int(10),
				"word": quad.String(`a; "b"`), "how": quad.String("any"),
			},
		},
		"all given, with space around and an empty one": {
			args:    map[string]string{"actor": " Russia ", "after": "2024-02-29", "most": "-3", "word": "actor:russia", "how": ""},
			resolve: resolveRussia,
			want: map[string]quad.Value{
				"actor": quad.IRI("urn:quadrille:actor/russia"), "after": date("2024-02-29"), "most": quad.Int(-3),
				"word": quad.String("actor:russia"), "how": quad.String("any"),
			},
		},
		"a short IRI without a graph": {
			args: map[string]string{"actor": "actor:russia"},
			want: map[string]quad.Value{
				"actor": quad.IRI("urn:quadrille:actor/russia"), "after": date("2023-01-01"), "most": quad.Int(10),
				"word": quad.String(`a; "b"`), "how": quad.String("any"),
			},
		},
		"a full IRI without a graph": {
			args: map[string]string{"actor": "<urn:x:y>"},
			want: map[string]quad.Value{
				"actor": quad.IRI("urn:x:y"), "after": date("2023-01-01"), "most": quad.Int(10),
				"word": quad.String(`a; "b"`), "how": quad.String("any"),
			},
		},
	} {
		got, err := q.Bind(t.Context(), c.args, c.resolve)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestBindLeavesOutWhatIsNotGiven(t *testing.T) {
	q, err := queries.Parse("f", strings.Replace(sample, "actor entity;", `actor entity = "";`, 1))
	if err != nil {
		t.Fatal(err)
	}
	got, err := q.Bind(t.Context(), nil, resolveRussia)
	if err != nil {
		t.Fatal(err)
	}
	if got["actor"] != quad.String("") {
		t.Errorf("actor is %v, want the empty text", got["actor"])
	}
}

func TestBindFaults(t *testing.T) {
	for _, c := range []struct {
		args map[string]string
		is   error
		want string
	}{
		{nil, queries.ErrMissing, "missing: actor, an actor or a thing by its name or IRI (Russia, actor:russia)"},
		{map[string]string{"actor": ""}, queries.ErrArgument, "wrong argument: actor is empty; expected an actor or a thing by its name or IRI (Russia, actor:russia)"},
		{map[string]string{"actor": "Rusia"}, queries.ErrArgument, `wrong argument: actor: nobody is called "Rusia"`},
		{map[string]string{"actor": "Russia", "aftr": "2023-01-01"}, queries.ErrNoParam, `no such parameter: "aftr"; did you mean "after"?`},
		{map[string]string{"actor": "Russia", "xyzzyxyzzy": "1"}, queries.ErrNoParam, `no such parameter: "xyzzyxyzzy"; there are actor, after, most, word, how`},
		{map[string]string{"actor": "Russia", "after": "2023-02-29"}, queries.ErrArgument, `wrong argument: after: expected a day like 2023-06-17, found "2023-02-29"`},
		{map[string]string{"actor": "Russia", "most": "many"}, queries.ErrArgument, `wrong argument: most: expected a whole number, found "many"`},
		{map[string]string{"actor": "Russia", "how": "not sur"}, queries.ErrArgument, `wrong argument: how: expected one of any, not sure, found "not sur"; did you mean "not sure"?`},
	} {
		_, err := bindSample(t).Bind(t.Context(), c.args, resolveRussia)
		if !errors.Is(err, c.is) || err.Error() != "query a-sample: "+c.want {
			t.Errorf("%v:\n got %v\nwant query a-sample: %s", c.args, err, c.want)
		}
	}
}

func TestBindTellsAllFaultsAtOnce(t *testing.T) {
	_, err := bindSample(t).Bind(t.Context(), map[string]string{"moost": "3", "how": "so"}, resolveRussia)
	for _, is := range []error{queries.ErrNoParam, queries.ErrArgument, queries.ErrMissing} {
		if !errors.Is(err, is) {
			t.Errorf("%v does not tell %v", err, is)
		}
	}
}

func TestBindObeysItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := bindSample(t).Bind(ctx, map[string]string{"actor": "Russia"}, func(ctx context.Context, _ string) (quad.IRI, error) {
		return "", ctx.Err()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
