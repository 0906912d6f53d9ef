package link

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// person is what a text tells of one.
type person struct {
	entity  int
	name    []string // the words of its fullest name, titles aside; empty when only roles mention it
	at      int      // the mention that has the name, else the first
	offices []office
	fields  map[string]bool // walks of life other than public affairs: "sport"
	told    bool            // a role is told of it, whichever
	country string          // key of the one country that its roles name; "" for none or several
}

// people reads what the text tells of its people.
func (l *linker) people() []*person {
	var out []*person
	for i := range l.d.Entities {
		if l.d.Entities[i].Type != document.Person {
			continue
		}
		p := &person{entity: i, at: -1, fields: map[string]bool{}}
		countries, public := map[string]bool{}, false
		for _, k := range l.mentions[i] {
			m := &l.d.Mentions[k]
			if p.at < 0 {
				p.at = k
			}
			switch m.Form {
			case document.Name:
				if w := l.nameOf(m.Range); len(w) > len(p.name) {
					p.name, p.at = w, k
				}
				if o, ok := l.titleOf(k); ok {
					p.offices = append(p.offices, o)
				}
				l.described(p, m)
			case document.Role:
				p.told = true
				if o, ok := l.officeOf(k); ok {
					p.offices = append(p.offices, o)
				}
				if f, ok := fields[l.lex.Singular(l.d.Tokens[m.Head].Lower)]; ok {
					p.fields[f] = true
				} else {
					public = true
				}
				if c := l.countryOf(m); c != "" {
					countries[c] = true
				}
			}
		}
		if len(p.name) == 0 && !p.told {
			if p.name = properName(l.d.Entities[i].Name); len(p.name) > 0 {
				l.late[i] = true
			}
		}
		if public { // a footballer who is minister is a politician
			clear(p.fields)
		}
		if len(countries) == 1 {
			for c := range countries {
				p.country = c
			}
		}
		if len(p.name) > 0 {
			for _, o := range p.offices {
				l.held[o.key()] = append(l.held[o.key()], i)
			}
		}
		out = append(out, p)
	}
	return out
}

// properName is the words of the name of a person whom only a later stage than mention has seen, nil for words that are no
// full name.
func properName(name string) []string {
	w := strings.Fields(name)
	for _, x := range w {
		if c, _ := utf8.DecodeRuneInString(x); !unicode.IsUpper(c) {
			return nil
		}
	}
	if len(w) < 2 || len(w) > 4 {
		return nil
	}
	return w
}

// described notes what stands beside a name and is no role that the stages before know: ", a baker from Kapan,".
func (l *linker) described(p *person, m *document.Mention) {
	t := l.d.Tokens
	end := l.d.Sentences[t[m.First].Sentence].Tokens.End
	field := func(i int) {
		if f, ok := fields[l.lex.Singular(t[i].Lower)]; ok {
			p.fields[f] = true
			p.told = true
		}
	}
	for i := max(l.d.Sentences[t[m.First].Sentence].Tokens.First, m.First-2); i < m.First; i++ {
		field(i)
	}
	if m.End+2 >= end || t[m.End].Lower != "," || t[m.End+1].Lower != "a" && t[m.End+1].Lower != "an" && t[m.End+1].Lower != "the" {
		return
	}
	for i := m.End + 2; i < end && i < m.End+8 && t[i].Kind != document.Punctuation && t[i].Tag != document.ADP; i++ {
		p.told = p.told || t[i].Tag == document.NOUN
		field(i)
	}
}

// nameOf is the words of a person's name without titles and a possessive.
func (l *linker) nameOf(r document.Range) []string {
	var out []string
	for i := r.First; i < r.End; i++ {
		t := &l.d.Tokens[i]
		if t.Kind == document.Clitic || t.Kind == document.Punctuation || t.Kind == document.QuoteMark {
			continue
		}
		if len(out) == 0 && (l.lex.Is(lexicon.Title, t.Text) || l.lex.Is(lexicon.TitleM, t.Text) || l.lex.Is(lexicon.TitleF, t.Text)) {
			continue
		}
		out = append(out, t.Text)
	}
	// "Democrat Vera Holm" is called Vera Holm.
	for len(out) > 2 && (l.lex.Is(lexicon.GroupNoun, out[0]+"s") || l.lex.Is(lexicon.RoleNoun, out[0])) {
		out = out[1:]
	}
	return out
}

// countryOf is the key of the country that a role is of, or of whose body it is.
func (l *linker) countryOf(m *document.Mention) string {
	if m.Of == 0 || l.d.Mentions[m.Of-1].Entity == 0 {
		return ""
	}
	a, ok := l.lex.Actor(l.d.Entities[l.d.Mentions[m.Of-1].Entity-1].Known.Key)
	switch {
	case !ok:
		return ""
	case a.Type == document.Country:
		return a.Key
	}
	return a.Country
}

// named settles a person who is called by a name.
//
// A name of several words is the same person in all articles, but where the text contradicts what is known of its bearer
// or many are called so. A single word, a family name most often, is nobody's in particular: it is somebody known only
// with an office that somebody of that name held on the article's date.
func (l *linker) named(p *person) {
	name := l.d.Entities[p.entity].Name
	switch len(p.name) {
	case 0:
		return
	case 1:
		l.single(p, name)
		return
	}
	full := strings.Join(p.name, " ")
	slug := document.Slug(full)
	if a, ok := l.holder(full); ok {
		if !l.contradicts(p, a) {
			l.know(p.entity, a)
			return
		}
		l.slugs[p.entity] = document.Slug(a.Name) + "-" + l.qualifier(p)
		l.doubt(p.entity, a, 0.2, p.at)
		return
	}
	first, last := p.name[0], p.name[len(p.name)-1]
	if len(p.fields) > 0 || len(p.name) == 2 && l.lex.Bearers(first, last) >= many {
		slug += "-" + l.qualifier(p)
	}
	l.slugs[p.entity] = slug
	l.d.Entities[p.entity].Known = document.Known{}
}

// many is how many of a thousand office holders may share both names before a name alone tells nobody apart: "Mohamed Ali".
const many = 0.02

// holder is the known office holder of that name, in any of its spellings.
func (l *linker) holder(name string) (*lexicon.Actor, bool) {
	for _, s := range l.lex.Senses(name) {
		if s.Actor.Type == document.Person && len(l.lex.Served(s.Actor.Key)) > 0 {
			return s.Actor, true
		}
	}
	return nil, false
}

// contradicts tells whether what the text says of p can't be said of a: another country's role, or another walk of life.
func (l *linker) contradicts(p *person, a *lexicon.Actor) bool {
	if len(p.fields) > 0 {
		return true
	}
	if p.country == "" || a.Country == "" || p.country == a.Country {
		return false
	}
	for _, t := range l.lex.Served(a.Key) {
		if t.Of == p.country || !strings.HasPrefix(t.Of, "country:") {
			return false
		}
	}
	return true
}

// qualifier tells one of several people of the same name from the others: by walk of life, by country, else by article.
func (l *linker) qualifier(p *person) string {
	if len(p.fields) == 1 && !p.fields[private] {
		for f := range p.fields {
			return f
		}
	}
	if a, ok := l.lex.Actor(p.country); ok && len(p.fields) == 0 {
		return document.Slug(a.Name)
	}
	_, hash, _ := strings.Cut(l.scoped("x"), "-")
	return hash
}

// single settles a person of whose name the text has one word.
func (l *linker) single(p *person, name string) {
	l.slugs[p.entity] = l.scoped(name)
	l.d.Entities[p.entity].Known = document.Known{}
	candidates := l.lex.Surnamed(p.name[0])
	var sure []*lexicon.Actor
	for _, a := range candidates {
		if slices.ContainsFunc(p.offices, func(o office) bool { return l.holds(a, o) == 1 }) && !l.contradicts(p, a) {
			sure = append(sure, a)
		}
	}
	if len(sure) == 0 && len(candidates) == 1 && l.famous(p, candidates[0]) {
		sure = candidates
	}
	if len(sure) == 1 {
		l.know(p.entity, sure[0])
		return
	}
	for _, a := range candidates {
		if score := l.likely(p, a); score > 0 {
			l.doubt(p.entity, a, score/float64(len(candidates)), p.at)
		}
	}
}

// famous tells whether a, who alone has the family name among known office holders, needs no introduction in the article: it
// gives p no role, speaks of a's country, and is of a day on which a held office. A family name that is a word or a given
// name too needs one all the same.
func (l *linker) famous(p *person, a *lexicon.Actor) bool {
	name := p.name[0]
	return !p.told && l.lex.Bearing(name) <= 1 && !l.lex.Is(lexicon.GivenM, name) && !l.lex.Is(lexicon.GivenF, name) &&
		!l.lex.Is(lexicon.Calendar, name) && len(l.lex.Senses(name)) == 0 && l.likely(p, a) == inOffice+atHome
}

// Parts of likely: a held an office then, or within five years, or the day is not known; the article speaks of a's country.
const (
	inOffice = 0.5
	lately   = 0.3
	undated  = 0.2
	atHome   = 0.3
)

// likely is how likely the family name of p is a's, from what the article says: 0 when a held no office near its date.
func (l *linker) likely(p *person, a *lexicon.Actor) float64 {
	if l.contradicts(p, a) {
		return 0
	}
	day := l.d.Article.Date
	score := 0.0
	for _, t := range l.lex.Served(a.Key) {
		switch {
		case day.IsZero():
			score = max(score, undated)
		case !day.Before(t.From) && !day.After(t.To):
			score = max(score, inOffice)
		case day.After(t.From.AddDate(-5, 0, 0)) && day.Before(t.To.AddDate(5, 0, 0)):
			score = max(score, lately)
		}
	}
	if score > 0 && a.Country != "" && slices.ContainsFunc(l.d.Entities, func(e document.Entity) bool { return e.Known.Key == a.Country }) {
		score += atHome
	}
	return score
}

// unnamed settles a person whom the text only calls by roles: the holder of the office on the article's date, where only
// one can be meant, else somebody of the article's own.
func (l *linker) unnamed(p *person) {
	if len(p.name) > 0 {
		return
	}
	l.slugs[p.entity] = l.scoped(l.d.Entities[p.entity].Name)
	l.d.Entities[p.entity].Known = document.Known{}
	type candidate struct {
		actor *lexicon.Actor
		score float64
		at    int
	}
	var all []candidate
	for _, o := range p.offices {
		for _, t := range l.lex.Terms(o.of, o.name) {
			score := l.holds(t.Person, o)
			if score == 1 && l.namesAnother(o, t.Person) {
				score = 0 // the article has a holder of its own
			}
			if score == 0 || l.contradicts(p, t.Person) {
				continue
			}
			at := slices.IndexFunc(all, func(c candidate) bool { return c.actor == t.Person })
			if at < 0 {
				all = append(all, candidate{t.Person, score, o.at})
			} else {
				all[at].score = max(all[at].score, score)
			}
		}
	}
	if len(all) == 1 && all[0].score == 1 {
		l.know(p.entity, all[0].actor)
		return
	}
	for _, c := range all {
		l.doubt(p.entity, c.actor, min(c.score, 0.9)/float64(len(all)), c.at)
	}
}

// namesAnother tells whether the text gives office o to somebody with a name that is not a's, or an office of that name, of
// whomsoever, to somebody who is not known.
func (l *linker) namesAnother(o office, a *lexicon.Actor) bool {
	return slices.ContainsFunc(l.held[o.key()], func(i int) bool { return l.d.Entities[i].Known.Key != a.Key }) ||
		slices.ContainsFunc(l.held[office{name: o.name}.key()], func(i int) bool { return l.d.Entities[i].Known.Key == "" })
}

// private is the walk of life of those who are no public figures: people of whom only their own article speaks.
const private = "private"

// fields are walks of life other than public affairs, by the nouns of their roles. Who is told by one of them, and by no
// other role, is not taken for a public figure of the same name.
var fields = func() map[string]string {
	out := map[string]string{}
	for field, words := range map[string]string{
		"sport":   "footballer striker goalkeeper midfielder defender winger quarterback pitcher batsman bowler wicketkeeper sprinter swimmer boxer golfer cyclist gymnast skier skater jockey coach athlete cricketer runner wrestler rower",
		"arts":    "actor actress singer musician composer pianist violinist guitarist rapper drummer novelist poet playwright painter sculptor filmmaker comedian dancer choreographer",
		"science": "physicist chemist biologist astronomer mathematician geologist palaeontologist paleontologist botanist zoologist neuroscientist virologist archaeologist",
		private: "farmer fisherman fisher shopkeeper driver pupil resident villager witness neighbour neighbor teacher nurse firefighter " +
			"plumber electrician carpenter miner docker baker barber tailor butcher welder shepherd herder beekeeper mechanic cleaner waiter waitress cook chef pensioner retiree tenant commuter " +
			"passenger tourist hotelier restaurateur housewife patient customer shopper carer",
	} {
		for _, w := range strings.Fields(words) {
			out[w] = field
		}
	}
	return out
}()
