package lemma

import (
	"strings"
	"testing"

	"quadrille/loader/document"
)

func TestLemma(t *testing.T) {
	x, err := Read(strings.NewReader("# base forms\nv\tbelieve\tbelieve\nv\tplan\tplan\nv\tcall\tcall\nv\twent\tgo\nn\tmen\tman\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		word string
		tag  document.Tag
		form document.VerbForm
		want string
	}{
		{"believing", document.VERB, document.Gerund, "believe"},
		{"planned", document.VERB, document.PastTense, "plan"},
		{"called", document.VERB, document.Participle, "call"},
		{"went", document.VERB, document.PastTense, "go"},
		{"negotiated", document.VERB, document.PastTense, "negotiate"},
		{"denies", document.VERB, document.ThirdPerson, "deny"},
		{"goes", document.VERB, document.ThirdPerson, "go"},
		{"ratified", document.VERB, document.Participle, "ratify"},
		{"countries", document.NOUN, 0, "country"},
		{"crisis", document.NOUN, 0, "crisis"},
		{"watches", document.NOUN, 0, "watch"},
		{"men", document.NOUN, 0, "man"},
		{"spokes-men", document.NOUN, 0, "spokes-man"},
		{"paris", document.PROPN, 0, "paris"},
	} {
		if got := x.Lemma(c.word, c.tag, c.form); got != c.want {
			t.Errorf("%s: %s, want %s", c.word, got, c.want)
		}
	}
	if _, err := Read(strings.NewReader("v\tgoes\n")); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Error(err)
	}
}
