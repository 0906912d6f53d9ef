package link

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// thing names entity i, which no actor is.
//
// A thing is one node in all articles when one of its phrases explains itself: a known treaty under any of its names; a
// process or a treaty with its parties, or with a proper name and what it is about. Such a phrase is brought to one form, so
// that "peace talks between Baku and Yerevan" and "the Armenian-Azerbaijani peace process" meet. All else is the article's
// own: "the agreement", "the latest round of the Geneva talks", "talks in Doha".
func (l *linker) thing(i int) {
	e := &l.d.Entities[i]
	names := append([]string{e.Name}, e.Aliases...)
	if e.Type == document.Process || e.Type == document.Treaty {
		for _, n := range names {
			if a, ok := l.lex.Thing(n); ok && a.Type == e.Type {
				l.slugs[i] = document.Slug(a.Name)
				e.Known = document.Known{Key: a.Key} // its label stays what the article calls it
				return
			}
		}
		var best phrase
		for _, n := range names {
			if p := l.phrase(n, e.Type); p.explains() && (len(p.parties) > len(best.parties) || best.head == "") {
				best = p
			}
		}
		if best.head != "" {
			l.slugs[i] = best.slug()
			return
		}
		if p := l.phrase(e.Name, e.Type); p.head != "" && !p.relative && len(p.proper) == 0 && len(p.parties) == 0 {
			if p.parties = l.between(i); len(p.parties) == 2 && p.explains() {
				l.slugs[i] = p.slug()
				return
			}
		}
	}
	l.slugs[i] = l.ordinary(e)
}

// between is the slugs of the known actors that the text says take part in entity i, sorted.
func (l *linker) between(i int) []string {
	var out []string
	for _, p := range l.parties[i] {
		e := &l.d.Entities[p]
		if e.Known.Key == "" {
			return nil
		}
		if s := document.Slug(e.Known.Name); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}

// ordinary is the slug of a thing whose phrases bring no known form: its name's where a proper name in it tells it from
// others, else the article's own.
func (l *linker) ordinary(e *document.Entity) string {
	w := strings.Fields(e.Name)
	// A year alone tells nothing from what other countries had in it: "the 2012 election".
	if !l.d.Proper(e.Name) || relative(w) || strings.IndexFunc(e.Name, unicode.IsUpper) < 0 {
		return l.scoped(e.Name)
	}
	if e.Type == document.Event {
		return l.event(e.Name, w)
	}
	if p := l.phrase(e.Name, e.Type); p.head != "" { // a process or a treaty that does not explain itself
		return l.scoped(e.Name)
	}
	if vague[l.lex.Singular(w[len(w)-1])] && len(w) <= 2 {
		return l.scoped(e.Name)
	}
	return l.d.SlugOf(e.Name)
}

// vague are nouns that a proper name alone does not tell from others of the kind: "Turkey's efforts", "the UN plan".
var vague = words("bid effort plan proposal role offer demand claim position request decision statement initiative visit step move idea view condition question issue obstacle dispute draft document text deal agreement role presence concern complaint response suggestion")

// event is the slug of an event with a proper name: with the month where such events are rare, the article's own where they
// are frequent. One that is written as a name, or has its year, needs neither.
func (l *linker) event(name string, w []string) string {
	year, named := false, true
	for _, x := range w {
		c, _ := utf8.DecodeRuneInString(x)
		year = year || len(x) == 4 && strings.Trim(x, "0123456789") == ""
		named = named && (!unicode.IsLower(c) || x == "of" || x == "the" || x == "and" || x == "on" || x == "in" || x == "for")
	}
	if year || named && len(w) > 1 {
		return l.d.SlugOf(name)
	}
	for _, x := range w {
		switch day := l.d.Article.Date; {
		case !rare[l.lex.Singular(x)] || day.IsZero():
		default:
			return l.d.SlugOf(name) + "-" + day.Format("2006-01")
		}
	}
	return l.scoped(name)
}

// rare are events of which hardly two of one name fall in a month.
var rare = words("summit conference election referendum congress olympics championship forum coup")

// relative tells whether a phrase means something only on its article's day: "the latest round", "Tuesday's talks".
func relative(w []string) bool {
	for i, x := range w {
		x = strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(x, "'s"), "’s"))
		if relatives[x] && !(x == "second" && i+1 < len(w) && w[i+1] == "World") {
			return true
		}
	}
	return false
}

var relatives = words("latest last next new recent upcoming forthcoming coming previous prior earlier fresh another further renewed final first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth round rounds stage phase part session today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday this these those his her its their our my your current's week month other others several some any many two three four five such same separate future past failed alternative rival whose")

// phrase is a process or a treaty taken apart.
type phrase struct {
	parties  []string // slugs of countries and bodies, sorted
	topic    []string // words that tell what it is about, in order: "nuclear", "grain"
	proper   []string // those of the topic that are proper names, but countries and their cities
	head     string   // one word for words that mean the same: "talks", "deal"; "" when the name is no such phrase
	tail     []string // "on fisheries"
	subject  bool     // a proper name stands in the tail: "on Cyprus"
	place    bool     // a place stands in it
	relative bool
	capital  bool // it is written as a name: "Minsk Protocol"
	name     string
}

// heads give words for the same thing one form; beside "peace" the other.
var heads = map[document.EntityType]map[string][2]string{
	document.Process: {
		"talks": {"talks", "peace-process"}, "negotiations": {"talks", "peace-process"}, "negotiation": {"talks", "peace-process"},
		"process": {"process", "peace-process"}, "dialogue": {"dialogue", "peace-process"}, "discussions": {"talks", "peace-process"},
		"consultations": {"consultations", "peace-process"}, "mediation": {"mediation", "peace-mediation"},
		"conflict": {"conflict", "peace-conflict"}, "war": {"war", "peace-war"}, "normalisation": {"normalisation", "normalisation"},
		"normalization": {"normalisation", "normalisation"}, "reconciliation": {"reconciliation", "reconciliation"},
	},
	document.Treaty: {
		"treaty": {"treaty", "peace-treaty"}, "agreement": {"deal", "peace-treaty"}, "accord": {"deal", "peace-treaty"}, "deal": {"deal", "peace-treaty"},
		"pact": {"deal", "peace-treaty"}, "settlement": {"settlement", "peace-treaty"}, "ceasefire": {"ceasefire", "ceasefire"},
		"cease-fire": {"ceasefire", "ceasefire"}, "truce": {"ceasefire", "ceasefire"}, "armistice": {"armistice", "armistice"},
	},
}

// idle are words of a phrase that do not tell which one it is.
var idle = words("the a an draft proposed long-awaited long-stalled so-called ongoing current stalled fragile formal direct indirect comprehensive possible bilateral trilateral official full lasting long-running historic landmark final-status")

// phrase takes a name apart.
func (l *linker) phrase(name string, t document.EntityType) phrase {
	w := strings.Fields(name)
	p := phrase{relative: relative(w), name: name}
	head := -1
	for i, x := range w {
		if i > 0 && (x == "between" || x == "with" || x == "on" || x == "over" || x == "about" || x == "for" || x == "among" || x == "in" || x == "of" || x == "to" || x == "that" || x == "at" || x == "from") {
			break
		}
		if _, ok := heads[t][strings.ToLower(x)]; ok {
			head = i
		}
	}
	if head < 0 {
		return p
	}
	rest := w[head+1:]
	c, _ := utf8.DecodeRuneInString(w[head])
	p.capital = unicode.IsUpper(c)
	p.modifiers(l, w[:head])
	for len(rest) > 0 {
		prep := rest[0]
		end := 1
		for end < len(rest) && !slices.Contains([]string{"between", "with", "on", "over", "about", "for", "among", "in"}, rest[end]) {
			end++
		}
		words := rest[1:end]
		rest = rest[end:]
		switch prep {
		case "between", "among", "with":
			for _, n := range listed(words) {
				a, ok := l.party(n)
				if !ok {
					return phrase{}
				}
				p.add(a)
			}
		case "on", "over", "about", "for":
			p.tail = append(p.tail, "on")
			for _, x := range words {
				if !idle[strings.ToLower(x)] {
					c, _ := utf8.DecodeRuneInString(x)
					p.subject = p.subject || unicode.IsUpper(c)
					p.tail = append(p.tail, strings.ToLower(x))
				}
			}
		case "in":
			p.place = true
		default: // a clause: nothing that a name could be made of
			return phrase{}
		}
	}
	h := heads[t][strings.ToLower(w[head])]
	p.head = h[0]
	if k := slices.Index(p.topic, "peace"); k >= 0 {
		p.topic = slices.Delete(p.topic, k, k+1)
		p.head = h[1]
	}
	slices.Sort(p.parties)
	return p
}

// modifiers reads what stands before the head.
func (p *phrase) modifiers(l *linker, w []string) {
	for i := 0; i < len(w); i++ {
		x := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(w[i], "'s"), "’s"), "'"), "’")
		found := false
		for n := min(4, len(w)-i); n > 0 && !found; n-- {
			name := strings.TrimSuffix(strings.TrimSuffix(strings.Join(w[i:i+n], " "), "'s"), "’s")
			if a, ok := l.party(name); ok {
				p.add(a)
				i += n - 1
				found = true
			}
		}
		if found || idle[strings.ToLower(x)] || x == "and" || x == "," {
			continue
		}
		if parts := strings.FieldsFunc(x, func(r rune) bool { return r == '-' || r == '–' || r == '/' }); len(parts) > 1 {
			var all []string
			for _, part := range parts {
				if a, ok := l.party(part); ok {
					all = append(all, a)
				}
			}
			if len(all) == len(parts) {
				for _, a := range all {
					p.add(a)
				}
				continue
			}
			if last := parts[len(parts)-1]; brokered[last] {
				continue // who brokered it is told elsewhere
			}
		}
		c, _ := utf8.DecodeRuneInString(x)
		if unicode.IsUpper(c) || unicode.IsDigit(c) {
			if l.isPlace(x) {
				p.place = true
			} else {
				p.proper = append(p.proper, strings.ToLower(x))
			}
		}
		p.topic = append(p.topic, strings.ToLower(x))
	}
}

var brokered = words("brokered mediated led backed sponsored hosted facilitated")

func (p *phrase) add(party string) {
	if !slices.Contains(p.parties, party) {
		p.parties = append(p.parties, party)
	}
}

// party is the slug of the country or the body that a name means; a capital stands for its country.
func (l *linker) party(name string) (string, bool) {
	name = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The "), " bloc")
	senses := l.lex.Senses(name)
	if len(senses) == 0 || senses[0].Use == lexicon.Place || senses[0].Actor.Type == document.Person {
		return "", false
	}
	if name == strings.ToLower(name) {
		return "", false
	}
	return document.Slug(senses[0].Actor.Name), true
}

func (l *linker) isPlace(word string) bool {
	return slices.ContainsFunc(l.lex.Senses(word), func(s lexicon.Sense) bool { return s.Use == lexicon.Place || s.Use == lexicon.Capital })
}

// listed splits "A, B and C".
func listed(w []string) []string {
	var out []string
	for _, part := range strings.Split(strings.ReplaceAll(strings.Join(w, " "), ",", " and "), " and ") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// explains tells whether a phrase says which one of its kind is meant, whoever reads it.
func (p *phrase) explains() bool {
	if p.head == "" || p.relative {
		return false
	}
	told := len(p.topic) > 0 || len(p.tail) > 1 || strings.HasPrefix(p.head, "peace-")
	switch {
	case len(p.parties) > 1, p.subject:
		return true
	case len(p.parties) == 1:
		return told && !p.place && (len(p.topic) > len(p.proper) || len(p.tail) > 1 || p.capital || len(p.proper) > 0 || strings.HasPrefix(p.head, "peace-"))
	case p.capital:
		return len(p.topic) > 0
	}
	return len(p.proper) > 0 && !p.place
}

// slug is the form in which all wordings of the phrase meet. What is written as a name keeps its own head.
func (p *phrase) slug() string {
	if p.capital && len(p.parties) < 2 {
		return document.Slug(p.name)
	}
	parts := slices.Concat(p.parties, p.topic, []string{p.head}, p.tail)
	return document.Slug(strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " "))
}
