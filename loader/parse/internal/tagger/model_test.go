package tagger

import (
	"bytes"
	"errors"
	"testing"

	"quadrille/loader/document"
)

var sentences = [][]Example{
	{{"The", "the", Of(document.DET, 0)}, {"dog", "dog", Of(document.NOUN, 0)}, {"barks", "barks", Of(document.VERB, document.ThirdPerson)}},
	{{"Dogs", "dogs", Of(document.NOUN, 0)}, {"bark", "bark", Of(document.VERB, document.Base)}},
	{{"The", "the", Of(document.DET, 0)}, {"bark", "bark", Of(document.NOUN, 0)}, {"fell", "fell", Of(document.VERB, document.PastTense)}},
}

func tag(m *Model, s []Example) []Label {
	d := NewDecoder(m)
	d.Begin()
	for _, e := range s {
		d.Add(e.Text, e.Lower)
	}
	return d.Tag(nil)
}

func TestTrainWriteRead(t *testing.T) {
	m := Train(sentences, TrainOptions{Epochs: 10, Rare: 1, Scale: 8, Seed: 1})
	var a, b bytes.Buffer
	if err := m.Write(&a); err != nil {
		t.Fatal(err)
	}
	back, err := Read(bytes.NewReader(a.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := back.Write(&b); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("a model that is read and written differs", err)
	}
	for _, s := range sentences {
		for i, l := range tag(back, s) {
			if l != s[i].Label {
				t.Errorf("%s: %v %v", s[i].Text, l.Tag(), l.Form())
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := Train(sentences, TrainOptions{Epochs: 2, Rare: 1, Scale: 8}).Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add(b.Bytes()[:len(b.Bytes())/2])
	f.Add([]byte("qdtags1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := Read(bytes.NewReader(data)); err == nil {
			tag(m, sentences[0])
		} else if !errors.Is(err, ErrModel) {
			t.Error(err)
		}
	})
}
