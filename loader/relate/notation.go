package relate

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"quadrille/loader/document"
)

// pattern is one line of the table: a cue and where its arguments stand. See cues.txt for the notation.
type pattern struct {
	name     string
	kind     document.Kind
	class    cueClass
	cues     []cueWords
	subject  argument
	object   argument
	to       argument
	when     []condition
	polarity document.Polarity // of the pattern itself, before the text's own
	also     document.Kind     // stated along with kind, Said for none
	weak     bool              // only when the object is a thing that the article or the lexicon knows
	bare     bool              // only when the verb has no object
	inverse  bool              // only when the clause is negated, and then asserted: "will not hear of"
	wish     bool              // only when the verb of the clause is a subjunctive: "insisted that he be heard"
}

// cueWords are the words of one cue.
type cueWords struct {
	lemma    string // of its head
	before   string // the word right before the head: "peace" of "peace effort"
	particle string // "down" of "turn down"
}

type cueClass uint8

const (
	verbCue cueClass = iota
	nounCue
	adjectiveCue
	compoundCue // the last part of a hyphened word: "-brokered"
)

// argument is a list of places to look at, in order.
type argument []place

// place is a slot and the types that are welcome there, nil for any.
type place struct {
	slot  slot
	types map[document.EntityType]bool
}

// slot is a path of steps from the cue: "obj", "obj.of".
type slot []string

// condition asks that the head of the noun in a slot be one of some lemmas.
type condition struct {
	places argument
	lemmas map[string]bool
	not    bool
}

// steps that the notation knows beside prepositions.
var steps = set("subj obj inf ger that poss mod light is appos topic pair incl adv first rest small comp done won")

// readPatterns reads a table. name is for errors only.
func readPatterns(name string, r io.Reader) ([]pattern, error) {
	var out []pattern
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		p, err := readPattern(f)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		out = append(out, p)
	}
	return out, lines.Err()
}

func readPattern(f []string) (p pattern, err error) {
	if len(f) < 5 {
		return p, fmt.Errorf("a pattern has a name, a kind, a cue, a subject and an object, not %d fields", len(f))
	}
	p.name = f[0]
	if p.kind, err = readKind(f[1]); err != nil {
		return p, err
	}
	if err = p.readCue(f[2]); err != nil {
		return p, err
	}
	if p.subject, err = readArgument(f[3]); err != nil {
		return p, err
	}
	if p.object, err = readArgument(f[4]); err != nil {
		return p, err
	}
	for _, option := range f[5:] {
		key, value, _ := strings.Cut(option, "=")
		switch key {
		case "hedged":
			p.polarity = document.Hedged
		case "negated":
			p.polarity = document.Negated
		case "weak":
			p.weak = true
		case "bare":
			p.bare = true
		case "inverse":
			p.inverse = true
		case "wish":
			p.wish = true
		case "to":
			p.to, err = readArgument(value)
		case "also":
			p.also, err = readKind(value)
		case "if", "unless":
			var c condition
			c, err = readCondition(value)
			c.not = key == "unless"
			p.when = append(p.when, c)
		default:
			err = fmt.Errorf("no option is called %q", key)
		}
		if err != nil {
			return p, err
		}
	}
	return p, nil
}

func readKind(word string) (document.Kind, error) {
	for _, k := range document.Kinds() {
		if k.String() == word && k != document.Said {
			return k, nil
		}
	}
	return 0, fmt.Errorf("no kind of relation is called %q", word)
}

// readCue reads "v:reject|oppose", "v:turn+down", "n:peace_effort|mediation", "a:opposed", "w:brokered".
func (p *pattern) readCue(word string) error {
	class, rest, ok := strings.Cut(word, ":")
	classes := map[string]cueClass{"v": verbCue, "n": nounCue, "a": adjectiveCue, "w": compoundCue}
	c, known := classes[class]
	if !ok || !known || rest == "" {
		return fmt.Errorf("a cue begins with v:, n:, a: or w:, unlike %q", word)
	}
	p.class = c
	for _, l := range strings.Split(rest, "|") {
		var w cueWords
		l, w.particle, _ = strings.Cut(l, "+")
		if i := strings.LastIndexByte(l, '_'); i >= 0 {
			w.before, l = l[:i], l[i+1:]
		}
		if l == "" {
			return fmt.Errorf("an empty lemma in %q", word)
		}
		w.lemma = l
		p.cues = append(p.cues, w)
	}
	return nil
}

// readArgument reads "obj|on.of:process,treaty|topic:treaty"; a place without types takes those of the next that has some. "-"
// is no argument.
func readArgument(word string) (argument, error) {
	if word == "-" {
		return nil, nil
	}
	words := strings.Split(word, "|")
	a := make(argument, len(words))
	for i := len(words) - 1; i >= 0; i-- {
		path, types, typed := strings.Cut(words[i], ":")
		s, err := readSlot(path)
		if err != nil {
			return nil, err
		}
		a[i].slot = s
		if typed {
			if a[i].types, err = readTypes(types); err != nil {
				return nil, err
			}
		} else if i+1 < len(words) {
			a[i].types = a[i+1].types
		}
	}
	return a, nil
}

func readTypes(words string) (map[document.EntityType]bool, error) {
	types := map[document.EntityType]bool{}
	for _, t := range strings.Split(words, ",") {
		found := false
		for e := document.Person; e <= document.Event; e++ {
			if e.String() == t || t == "actor" && e.Actor() || t == "thing" && e.Thing() {
				types[e], found = true, true
			}
		}
		if !found {
			return nil, fmt.Errorf("no type of entity is called %q", t)
		}
	}
	return types, nil
}

func readSlot(place string) (slot, error) {
	s := slot(strings.Split(place, "."))
	for _, step := range s {
		if !steps[step] && !prepositions[step] && !attaching[step] {
			return nil, fmt.Errorf("no place is called %q", step)
		}
	}
	return s, nil
}

func readCondition(value string) (condition, error) {
	place, lemmas, ok := strings.Cut(value, ":")
	if !ok {
		return condition{}, fmt.Errorf("a condition reads place:lemma|lemma, unlike %q", value)
	}
	a, err := readArgument(place)
	if err != nil {
		return condition{}, err
	}
	return condition{places: a, lemmas: set(strings.ReplaceAll(lemmas, "|", " "))}, nil
}
