package tree

import (
	"testing"

	"quadrille/data"
	"quadrille/loader/document"
	"quadrille/loader/model"
)

func TestEndingsBoundTheFormsOfVerbs(t *testing.T) {
	s, err := New(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	const base, third, past, participle, gerund = document.Base, document.ThirdPerson, document.PastTense, document.Participle, document.Gerund
	any := formsOf(base, third, past, participle, gerund)
	for word, want := range map[string]forms{
		"mediated": formsOf(past, participle), "slept": formsOf(past, participle), "brought": formsOf(past, participle),
		"blocking": formsOf(gerund), "bring": any, "put": any, "need": any, "insists": formsOf(third), "has": formsOf(third), "are": formsOf(base),
		"been": formsOf(participle), "had": formsOf(past, participle), "were": formsOf(past), "qwx": any,
	} {
		if got := possible(s.lemmas, word); got != want {
			t.Errorf("%s: %b, want %b", word, got, want)
		}
	}
}

func TestBundlesOfOneFormCountTogether(t *testing.T) {
	s, err := New(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	l := newLabels(model.Labels{Features: []string{"VerbForm=Fin|Mood=Ind|Tense=Past|Person=3|Number=Sing", "VerbForm=Part|Tense=Past", "VerbForm=Part|Tense=Past|Voice=Pass", "_"}})
	agreed := &document.Token{Lower: "agreed", Tag: document.VERB}
	if f := l.form(s.lemmas, agreed, []float32{1, .8, .8, 0}); f != document.Participle {
		t.Errorf("two bundles of a participle against one of a past tense: %v", f)
	}
	if f := l.form(s.lemmas, &document.Token{Lower: "agreed", Tag: document.NOUN}, []float32{1, .8, .8, 0}); f != document.NoVerb {
		t.Errorf("a noun is %v", f)
	}
	if f := l.form(s.lemmas, &document.Token{Lower: "could", Tag: document.AUX}, []float32{1, 0, 0, 0}); f != document.Modal {
		t.Errorf("could is %v", f)
	}
	for _, c := range []struct {
		scores []float32
		want   document.VerbForm
	}{{[]float32{3, 0, 0, 0}, document.PastTense}, {[]float32{0, 0, 0, 3}, document.Modal}} {
		if f := l.form(s.lemmas, &document.Token{Lower: "'d", Tag: document.AUX}, c.scores); f != c.want {
			t.Errorf("'d with %v is %v, want %v", c.scores, f, c.want)
		}
	}
}

func TestAuxiliariesSettleForms(t *testing.T) {
	s, err := New(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, arcs string
		verb       int
		wrong      document.VerbForm
		want       document.VerbForm
	}{
		{"Oslo has not agreed.", "nsubj/4 aux/4 advmod/4 root/0 punct/4", 3, document.PastTense, document.Participle},
		{"Oslo did not put it.", "nsubj/4 aux/4 advmod/4 root/0 obj/4 punct/4", 3, document.PastTense, document.Base},
		{"Oslo may have agreed.", "nsubj/4 aux/4 aux/4 root/0 punct/4", 3, document.PastTense, document.Participle},
		{"Oslo agreed.", "nsubj/2 root/0 punct/2", 1, document.PastTense, document.PastTense},
	} {
		d := parsed(t, c.text, c.arcs)
		d.Tokens[c.verb].Tag, d.Tokens[c.verb].Verb = document.VERB, c.wrong
		settle(s.lemmas, d, d.Sentences[0].Tokens)
		if got := d.Tokens[c.verb].Verb; got != c.want {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
}
