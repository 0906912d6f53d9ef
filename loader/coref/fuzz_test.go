package coref_test

import "testing"

// Whatever the text, mentions lie within it and refer to entities that are there and have names.
func FuzzAnyText(f *testing.F) {
	for _, s := range []string{
		"", "A", "“We”", "The the of of, and (X) said he.", "Mr", "Minister of", "President of the of", "al-", "U.S.-backed",
		"Anna Berg, a minister, Carl Dahl, a judge, said they met. \"I won't,\" she said. Berg's ministry agreed.",
		"EU EU (EU) the EU's EU-led talks between and of the EU", "\x00\u202e Ünïcode’s “quote", "Jr. Sr. Dr. Lt. Gen. the Rev",
		"both sides the two countries the sides its country his government the government Government of Chile",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			t.Skip()
		}
		d := resolved(t, text)
		for i, m := range d.Mentions {
			if m.First < 0 || m.Len() < 1 || m.End > len(d.Tokens) {
				t.Fatalf("mention %d: tokens %v of %d", i, m.Range, len(d.Tokens))
			}
			if !m.Contains(m.Head) || m.Of < 0 || m.Of > len(d.Mentions) || m.Entity < 0 || m.Entity > len(d.Entities) {
				t.Fatalf("mention %d: %+v", i, m)
			}
		}
		for i, e := range d.Entities {
			if e.Name == "" {
				t.Fatalf("entity %d has no name: %+v", i, e)
			}
		}
	})
}
