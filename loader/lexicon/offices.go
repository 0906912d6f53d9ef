package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"quadrille/loader/document"
)

// Term is one person's time in one office.
type Term struct {
	Person   *Actor
	Office   string // "president", "prime-minister", "chancellor", "foreign-minister", "secretary-general"
	Of       string // key of the country or the organisation
	From, To time.Time
}

// Terms are the times in the office of a country or an organisation (by its key), the earliest first.
func (l *Lexicon) Terms(of, office string) []Term { return l.terms[of+" "+office] }

// Served are the times in office of the person with the key, in the order of the table.
func (l *Lexicon) Served(person string) []Term { return l.served[person] }

// Surnamed are the known office holders whose name ends in these words, or begins with them where the family name comes
// first, in the order of the table.
func (l *Lexicon) Surnamed(name string) []*Actor { return l.holders[strings.ToLower(Fold(name))] }

// Bearers is how many of a thousand office holders would have both names if given and family names were drawn freely:
// how easily two persons are called first and last. 0 for names that no known office holder has.
func (l *Lexicon) Bearers(first, last string) float64 {
	if l.people == 0 {
		return 0
	}
	return 1000 * float64(l.firsts[Fold(first)]) / float64(l.people) * float64(l.lasts[Fold(last)]) / float64(l.people)
}

// Bearing is how many known people have a name that ends in the word.
func (l *Lexicon) Bearing(last string) int { return l.bearers[Fold(last)] }

// bear counts a person that is new.
func (l *Lexicon) bear(a *Actor) {
	if w := family(split(a.Name)); len(w) > 1 {
		l.bearers[Fold(w[len(w)-1])]++
	}
}

// family is a name without what tells no family at its end.
func family(w []string) []string {
	if n := len(w); n > 0 && (w[n-1] == "Jr." || w[n-1] == "Sr.") {
		return w[:n-1]
	}
	return w
}

// office reads a row of offices.tsv.
func (l *Lexicon) office(f []string) error {
	of := "org:" + f[0]
	if f[0] == strings.ToUpper(f[0]) {
		of = "country:" + strings.ToLower(f[0])
	}
	if l.actors[of] == nil {
		return fmt.Errorf("no country or organisation %q", f[0])
	}
	t := Term{Office: f[1], Of: of}
	for i, to := range []*time.Time{&t.From, &t.To} {
		var err error
		if *to, err = time.Parse("2006-01-02", f[3+i]); err != nil {
			return fmt.Errorf("day %q, expected one like 2023-06-17", f[3+i])
		}
	}
	key := "person:" + document.Slug(f[2])
	a := l.actors[key]
	if a == nil {
		a = &Actor{Key: key, Type: document.Person, Name: f[2]}
		l.actors[key] = a
		l.bear(a)
	}
	if a.Country == "" && strings.HasPrefix(of, "country:") {
		a.Country = of
	}
	t.Person = a
	for _, n := range append([]string{f[2]}, strings.Split(f[5], "|")...) {
		w := family(split(n))
		if len(w) < 2 {
			continue
		}
		l.surname[Fold(w[len(w)-1])] = true
		l.add(n, Sense{a, Name})
		for i := 1; i < len(w); i++ {
			l.hold(strings.Join(w[i:], " "), a)
		}
		if familyFirst[f[0]] {
			l.hold(w[0], a)
		}
	}
	l.terms[of+" "+t.Office] = append(l.terms[of+" "+t.Office], t)
	l.served[key] = append(l.served[key], t)
	return nil
}

// familyFirst are the countries of the table whose people write the family name first.
var familyFirst = map[string]bool{"CN": true, "KR": true}

func (l *Lexicon) hold(surname string, a *Actor) {
	s := strings.ToLower(Fold(surname))
	if !slices.Contains(l.holders[s], a) {
		l.holders[s] = append(l.holders[s], a)
	}
}

// Thing is the known treaty or process of that name, without an article before it, case and accents aside.
func (l *Lexicon) Thing(name string) (*Actor, bool) {
	a, ok := l.things[strings.ToLower(Fold(name))]
	return a, ok
}

// thing reads a row of things.tsv.
func (l *Lexicon) thing(f []string) error {
	t, ok := map[string]document.EntityType{"treaty": document.Treaty, "process": document.Process}[f[0]]
	if !ok {
		return fmt.Errorf("type %q, expected treaty or process", f[0])
	}
	a := &Actor{Key: f[0] + ":" + document.Slug(f[1]), Type: t, Name: f[1]}
	for _, n := range append([]string{f[1]}, strings.Split(f[2], "|")...) {
		if n != "" {
			l.things[strings.ToLower(Fold(n))] = a
		}
	}
	return nil
}
