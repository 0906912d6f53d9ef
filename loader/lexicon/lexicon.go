package lexicon

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"quadrille/loader/document"
)

// Actor is a known actor.
type Actor struct {
	Key      string // "country:ru", "org:nato", "person:ban-ki-moon"
	Type     document.EntityType
	Name     string // canonical: "United States"
	Wikidata string // "Q30"
	ISO3     string // "USA", of countries
	CAMEO    string // "USA", "IGOUNO"
	Country  string // key of the country it belongs to
}

// Use is how a name means an actor.
type Use uint8

// Uses of a name.
const (
	Name      Use = iota // "Russia", "NATO", "Russian Federation"
	Code                 // "UK", "U.S.": meant only when written so
	Capital              // "Moscow": the city, or the government that sits there
	Seat                 // "the Kremlin": always the government
	Adjective            // "Russian"
	People               // "Russians"
	Place                // "Siberia": a place in it
)

// Sense is one reading of a name.
type Sense struct {
	Actor *Actor
	Use   Use
}

// Lexicon is the whole of the tables.
type Lexicon struct {
	actors  map[string]*Actor
	root    *node
	classes map[Class]map[string]bool
	coded   map[string]string // keys of countries by CAMEO code
	surname map[string]bool   // last words of the names of people, folded
	plurals map[string]string // plural -> singular of the words in classes

	terms   map[string][]Term   // by key of whom an office is of, a blank, and the office
	served  map[string][]Term   // by person
	holders map[string][]*Actor // office holders by folded family name in lower case
	things  map[string]*Actor   // by folded name in lower case
	people  int                 // how many names firsts and lasts were counted in
	firsts  map[string]int      // first words of the names of people, folded
	lasts   map[string]int      // last words
	bearers map[string]int      // how many known people have a last word, office holders of offices.tsv too
}

// node is a node of the tree of names, one folded token an edge.
type node struct {
	next   map[string]*node
	senses []Sense
}

// Actor gives the actor with the key.
func (l *Lexicon) Actor(key string) (*Actor, bool) {
	a, ok := l.actors[key]
	return a, ok
}

// Longest finds the longest name that tokens begins with: how many tokens it takes and its senses, 0 and nil when
// there is none. Tokens are as the article has them; "the" before a name is not part of it.
func (l *Lexicon) Longest(tokens func(i int) (string, bool)) (n int, senses []Sense) {
	at := l.root
	for i := 0; ; i++ {
		t, ok := tokens(i)
		if !ok {
			return n, senses
		}
		if at = at.next[Fold(t)]; at == nil {
			return n, senses
		}
		if len(at.senses) > 0 {
			n, senses = i+1, at.senses
		}
	}
}

// Senses are the readings of exactly this name, "the" before it aside.
func (l *Lexicon) Senses(name string) []Sense {
	at := l.root
	if rest, ok := strings.CutPrefix(name, "the "); ok {
		name = rest
	}
	for _, w := range split(name) {
		if at = at.next[Fold(w)]; at == nil {
			return nil
		}
	}
	return at.senses
}

// Surname tells whether word is the last word of a known person's name.
func (l *Lexicon) Surname(word string) bool { return l.surname[Fold(word)] }

// add enters a name. A second sense of the same actor is dropped.
func (l *Lexicon) add(name string, s Sense) {
	words := split(name)
	if len(words) > 1 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	if len(words) == 0 {
		return
	}
	at := l.root
	for _, w := range words {
		f := Fold(w)
		next := at.next[f]
		if next == nil {
			next = &node{}
			if at.next == nil {
				at.next = map[string]*node{}
			}
			at.next[f] = next
		}
		at = next
	}
	for _, old := range at.senses {
		if old.Actor == s.Actor {
			return
		}
	}
	at.senses = append(at.senses, s)
}

// split cuts a name into tokens as the segmenter does: at blanks, commas apart, "'s" apart.
func split(name string) []string {
	var out []string
	for _, w := range strings.Fields(name) {
		comma := strings.HasSuffix(w, ",")
		w = strings.TrimSuffix(w, ",")
		stem, has := strings.CutSuffix(plain(w), "'s")
		if has && stem != "" {
			out = append(out, stem, "'s")
		} else if w != "" {
			out = append(out, w)
		}
		if comma {
			out = append(out, ",")
		}
	}
	return out
}

func plain(s string) string { return strings.ReplaceAll(s, "’", "'") }

// Fold takes off accents and makes apostrophes plain. It keeps case, which tells "US" from "us".
func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(plain(s)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
