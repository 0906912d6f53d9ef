package lexicon_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"quadrille/data"
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

func read(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	l, err := lexicon.Read(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestSenses(t *testing.T) {
	l := read(t)
	for _, c := range []struct {
		name, key string
		use       lexicon.Use
	}{
		{"Russia", "country:ru", lexicon.Name},
		{"the Russian Federation", "country:ru", lexicon.Name},
		{"Moscow", "country:ru", lexicon.Capital},
		{"the Kremlin", "country:ru", lexicon.Seat},
		{"Russian", "country:ru", lexicon.Adjective},
		{"Russians", "country:ru", lexicon.People},
		{"US", "country:us", lexicon.Code},
		{"Washington, D.C.", "country:us", lexicon.Capital},
		{"Côte d’Ivoire", "country:ci", lexicon.Name},
		{"Cote d'Ivoire", "country:ci", lexicon.Name},
		{"Brussels", "org:eu", lexicon.Capital},
		{"UN Security Council", "org:un-security-council", lexicon.Name},
		{"Security Council", "org:un-security-council", lexicon.Name},
		{"NATO", "org:nato", lexicon.Name},
		{"the West", "group:west", lexicon.Name},
	} {
		s := l.Senses(c.name)
		if len(s) == 0 || s[0].Actor.Key != c.key || s[0].Use != c.use {
			t.Errorf("%s: %+v, expected %s as %d", c.name, s, c.key, c.use)
		}
	}
	for _, not := range []string{"us", "who", "un", "it", "Smith", ""} {
		if s := l.Senses(not); len(s) > 0 {
			t.Errorf("%q means %+v", not, s[0].Actor)
		}
	}
}

func TestLongestName(t *testing.T) {
	l := read(t)
	words := strings.Fields("United Nations Security Council members")
	n, senses := l.Longest(func(i int) (string, bool) {
		if i >= len(words) {
			return "", false
		}
		return words[i], true
	})
	if n != 4 || senses[0].Actor.Key != "org:un-security-council" {
		t.Errorf("%d tokens, %+v", n, senses)
	}
}

func TestActorsAreComplete(t *testing.T) {
	l := read(t)
	for key, want := range map[string]lexicon.Actor{
		"country:us": {Type: document.Country, Name: "United States", Wikidata: "Q30", ISO3: "USA", CAMEO: "USA"},
		"country:tr": {Type: document.Country, Name: "Turkey", Wikidata: "Q43", ISO3: "TUR", CAMEO: "TUR"},
		"country:am": {Type: document.Country, Name: "Armenia", Wikidata: "Q399", ISO3: "ARM", CAMEO: "ARM"},
		"org:un":     {Type: document.Organization, Name: "United Nations", Wikidata: "Q1065", CAMEO: "IGOUNO"},
		"org:farc":   {Type: document.Organization, Name: "FARC", CAMEO: "COLREB", Country: "country:co"},
	} {
		want.Key = key
		if a, ok := l.Actor(key); !ok || *a != want {
			t.Errorf("%s: %+v, expected %+v", key, a, want)
		}
	}
}

func TestClasses(t *testing.T) {
	l := read(t)
	for _, c := range []struct {
		class lexicon.Class
		word  string
		is    bool
	}{
		{lexicon.RoleNoun, "Minister", true}, {lexicon.RoleNoun, "ministers", true}, {lexicon.RoleNoun, "secretaries-general", true},
		{lexicon.RoleNoun, "spokeswomen", true}, {lexicon.RoleNoun, "treaty", false},
		{lexicon.TreatyNoun, "treaties", true}, {lexicon.ProcessNoun, "talks", true}, {lexicon.Institution, "ministries", true},
		{lexicon.GivenF, "Annalena", true}, {lexicon.GivenF, "annalena", false}, {lexicon.Calendar, "May", true}, {lexicon.Calendar, "may", false},
	} {
		if l.Is(c.class, c.word) != c.is {
			t.Errorf("Is(%s, %q) is %v", c.class, c.word, !c.is)
		}
	}
	if s := l.Singular("Secretaries-General"); s != "secretary-general" {
		t.Errorf("singular of Secretaries-General: %q", s)
	}
}

// A table that is damaged is told by file and line.
func TestDamagedTables(t *testing.T) {
	for name, c := range map[string]struct{ file, text, want string }{
		"too few columns": {"countries.tsv", "# a comment\nRU\tRussia\n", "countries.tsv, line 2: 2 columns, expected 7"},
		"unknown country": {"demonyms.tsv", "QQ\tNorlandish\tNorlanders\n", `demonyms.tsv, line 1: no country "QQ"`},
		"unknown use":     {"countries-extra.tsv", "RU\tnickname\tthe Bear\n", `countries-extra.tsv, line 1: use "nickname"`},
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{}
			entries, err := fs.ReadDir(data.Lexicon(), ".")
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				b, err := fs.ReadFile(data.Lexicon(), e.Name())
				if err != nil {
					t.Fatal(err)
				}
				files[e.Name()] = &fstest.MapFile{Data: b}
			}
			files[c.file] = &fstest.MapFile{Data: []byte(c.text)}
			if _, err := lexicon.Read(files); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, expected %q", err, c.want)
			}
		})
	}
	if _, err := lexicon.Read(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), "countries.tsv") {
		t.Errorf("no tables: %v", err)
	}
}

// A family name that office holders of either table share tells nobody by itself.
func TestBearing(t *testing.T) {
	l := read(t)
	for last, least := range map[string]int{"Conte": 2, "Hunt": 2, "Bennett": 2} {
		if n := l.Bearing(last); n < least {
			t.Errorf("%d known people are called %s, at least %d are", n, last, least)
		}
	}
	if n := l.Bearing("Erdogan"); n != 1 {
		t.Errorf("%d known people are called Erdogan, one is", n)
	}
	if n := l.Bearing("Nobodyhasthisname"); n != 0 {
		t.Errorf("%d known people have a name that nobody has", n)
	}
}
