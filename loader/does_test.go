package loader

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quadrille/loader/document"
)

// TestOpenRelations: what no kind covers is rel:does between whom the text names, with the polarity it has; a verb that is half of
// what is said, that leans on another, or whose subject is a pronoun, makes none.
func TestOpenRelations(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Ukraine shelled the Russian army on Monday.", []string{"asserted Ukraine (shelled) Russian army"}},
		{"Norway did not invade Sweden.", []string{"negated Norway (did not invade) Sweden"}},
		{"Norway could invade Sweden next year.", []string{"hedged Norway (could invade) Sweden"}},
		{"Sweden was invaded by Norway.", []string{"asserted Sweden (was invaded by) Norway"}},
		{"Turkey, which annexed Cyprus, is rich.", []string{"asserted Turkey (annexed) Cyprus"}},
		{"Norway refused to invade Sweden.", nil},
		{"Norway avoided invading Sweden.", nil},
		{"Did Norway invade Sweden?", nil},
		{"Norway regards Sweden as impartial.", nil},
		{"Turkey sent Cyprus a letter.", nil},
		{"It invaded Sweden.", nil},
		{"Turkey met Cyprus on Monday.", nil}, // which is rel:meets
	} {
		d, _ := understood(t, c.text+" The weather in the capital was fine.")
		var got []string
		for i := range d.Relations {
			if r := &d.Relations[i]; r.Kind == document.Does {
				var cue []string
				for _, s := range r.Cue {
					cue = append(cue, d.Text(s))
				}
				got = append(got, fmt.Sprintf("%s %s (%s) %s", r.Polarity, d.Entities[r.Subject].Name, strings.Join(cue, " … "), d.Entities[r.Object].Name))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}
