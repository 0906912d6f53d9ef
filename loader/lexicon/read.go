package lexicon

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"quadrille/loader/document"
)

// Read reads the tables countries, countries-extra, demonyms, organisations, groups, bodies, offices, people, places, things
// and words (.tsv) from a folder. A missing table or a row with too few columns is an error that names file and line.
func Read(fsys fs.FS) (*Lexicon, error) {
	l := &Lexicon{actors: map[string]*Actor{}, root: &node{}, classes: map[Class]map[string]bool{}, plurals: map[string]string{}, surname: map[string]bool{}, coded: map[string]string{},
		terms: map[string][]Term{}, served: map[string][]Term{}, holders: map[string][]*Actor{}, things: map[string]*Actor{}, firsts: map[string]int{}, lasts: map[string]int{}, bearers: map[string]int{}}
	// Names that mean several are read in this order: the first sense is the likeliest.
	for _, t := range []struct {
		file    string
		columns int
		row     func(*Lexicon, []string) error
	}{
		{"countries.tsv", 7, (*Lexicon).country},
		{"countries-extra.tsv", 3, (*Lexicon).further},
		{"organisations.tsv", 4, (*Lexicon).organisation},
		{"groups.tsv", 3, (*Lexicon).group},
		{"demonyms.tsv", 3, (*Lexicon).demonym},
		{"bodies.tsv", 4, (*Lexicon).body},
		{"places.tsv", 2, (*Lexicon).place},
		{"offices.tsv", 6, (*Lexicon).office},
		{"people.tsv", 4, (*Lexicon).person},
		{"things.tsv", 3, (*Lexicon).thing},
		{"words.tsv", 2, (*Lexicon).words},
	} {
		text, err := fs.ReadFile(fsys, t.file)
		if err != nil {
			return nil, fmt.Errorf("reading the lexicon: %w", err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			f := strings.Split(strings.TrimSuffix(line, "\r"), "\t")
			if len(f) < t.columns {
				return nil, fmt.Errorf("reading the lexicon: %s, line %d: %d columns, expected %d", t.file, i+1, len(f), t.columns)
			}
			if err := t.row(l, f); err != nil {
				return nil, fmt.Errorf("reading the lexicon: %s, line %d: %w", t.file, i+1, err)
			}
		}
	}
	return l, nil
}

func (l *Lexicon) country(f []string) error {
	a := &Actor{Key: "country:" + strings.ToLower(f[0]), Type: document.Country, Name: f[1], ISO3: f[2], Wikidata: f[3], CAMEO: f[4]}
	l.actors[a.Key] = a
	if a.CAMEO != "" {
		l.coded[a.CAMEO] = a.Key
	}
	use := Name
	if f[1] == strings.ToUpper(f[1]) {
		use = Code // "US", "UK"
	}
	l.add(f[1], Sense{a, use})
	l.add(f[6], Sense{a, Name})
	l.add(f[5], Sense{a, Capital})
	return nil
}

func (l *Lexicon) ofCountry(iso2 string) (*Actor, error) {
	if a := l.actors["country:"+strings.ToLower(iso2)]; a != nil {
		return a, nil
	}
	return nil, fmt.Errorf("no country %q in countries.tsv", iso2)
}

func (l *Lexicon) further(f []string) error {
	a, err := l.ofCountry(f[0])
	if err != nil {
		return err
	}
	use, ok := map[string]Use{"main": Name, "name": Name, "code": Code, "capital": Capital, "seat": Seat}[f[1]]
	if !ok {
		return fmt.Errorf("use %q, expected main, name, code, capital or seat", f[1])
	}
	if f[1] == "main" {
		a.Name = f[2]
	}
	for _, n := range strings.Split(f[2], "|") {
		l.add(n, Sense{a, use})
	}
	return nil
}

func (l *Lexicon) demonym(f []string) error {
	a, err := l.ofCountry(f[0])
	if err != nil {
		return err
	}
	// Peoples first where they are written as the adjective is: "the Swiss".
	for _, n := range strings.Split(f[1], ",") {
		l.add(n, Sense{a, Adjective})
	}
	for _, n := range strings.Split(f[2], ",") {
		l.add(n, Sense{a, People})
	}
	return nil
}

func (l *Lexicon) organisation(f []string) error {
	a := &Actor{Key: "org:" + f[0], Type: document.Organization, Name: f[1], Wikidata: f[2]}
	l.actors[a.Key] = a
	l.add(a.Name, Sense{a, Name})
	for _, n := range strings.Split(f[3], "|") {
		at := l.root.next[n]
		if at == nil || !slices.ContainsFunc(at.senses, func(s Sense) bool { return s.Use == Capital }) {
			l.add(n, Sense{a, Name})
			continue
		}
		// A capital that stands for the organisation that sits there; the country's government comes second.
		at.senses = append([]Sense{{a, Capital}}, at.senses...)
	}
	return nil
}

func (l *Lexicon) group(f []string) error {
	a := &Actor{Key: "group:" + f[0], Type: document.Group, Name: f[1]}
	l.actors[a.Key] = a
	for _, n := range append([]string{f[1]}, strings.Split(f[2], "|")...) {
		l.add(n, Sense{a, Name})
	}
	return nil
}

// body reads an organisation of the dictionaries. One whose name the lists by hand have gives them its CAMEO code.
func (l *Lexicon) body(f []string) error {
	names := append([]string{f[1]}, strings.Split(f[3], "|")...)
	for _, n := range names {
		for _, s := range append(l.Senses(n), l.Senses(strings.ToUpper(n))...) {
			if s.Actor.Type == document.Organization && n != "" {
				if s.Actor.CAMEO == "" {
					s.Actor.CAMEO, s.Actor.Country = f[2], l.countryOf(f[2])
				}
				return nil
			}
		}
	}
	a := &Actor{Key: "org:" + document.Slug(f[1]), Type: document.Organization, Name: f[1], CAMEO: f[2], Country: l.countryOf(f[2])}
	if l.actors[a.Key] != nil {
		return nil
	}
	l.actors[a.Key] = a
	for _, n := range names {
		// An acronym of a body that few know would hide another body of that name.
		if strings.Contains(n, " ") {
			l.add(n, Sense{a, Name})
		}
	}
	return nil
}

// countryOf is the key of the country whose CAMEO code begins an actor's: "ISRGOVLEG" is of Israel. "" for none.
func (l *Lexicon) countryOf(code string) string {
	if len(code) <= 3 {
		return ""
	}
	return l.coded[code[:3]]
}

func (l *Lexicon) place(f []string) error {
	a, err := l.ofCountry(f[0])
	if err != nil {
		return err
	}
	for _, n := range strings.Split(f[1], "|") {
		if len(l.Senses(n)) == 0 {
			l.add(n, Sense{a, Place})
		}
	}
	return nil
}

// person reads an office holder of the dictionaries. Country and office are of the dictionary's time, so that nothing is
// kept but the name and its spellings.
func (l *Lexicon) person(f []string) error {
	a := &Actor{Key: "person:" + document.Slug(f[0]), Type: document.Person, Name: f[0]}
	if known := l.actors[a.Key]; known != nil {
		if len(l.served[a.Key]) == 0 {
			return nil
		}
		a = known // offices.tsv has them too
	}
	if l.actors[a.Key] == nil {
		l.bear(a)
	}
	l.actors[a.Key] = a
	if w := split(f[0]); len(w) > 1 {
		l.people++
		l.firsts[Fold(w[0])]++
		l.lasts[Fold(w[len(w)-1])]++
	}
	for _, n := range append([]string{f[0]}, strings.Split(f[3], "|")...) {
		if w := split(n); len(w) > 1 {
			l.surname[Fold(w[len(w)-1])] = true
		}
		if len(l.Senses(n)) == 0 {
			l.add(n, Sense{a, Name})
		}
	}
	return nil
}

func (l *Lexicon) words(f []string) error {
	for _, w := range strings.Fields(f[1]) {
		l.addWord(Class(f[0]), w)
	}
	return nil
}
