package link

import (
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// body is the slug of an organisation, a group or a country that the lexicon does not know.
//
// A body that every state has, a ministry or a parliament, is told by whose it is: "Azerbaijan's foreign ministry" and
// "the Azerbaijani Ministry of Foreign Affairs" are one; "the Foreign Ministry" of nobody's is the article's own. People
// who are many are others in every article: "Western diplomats".
func (l *linker) body(i int) string {
	e := &l.d.Entities[i]
	switch e.Type {
	case document.Organization:
		if s, ok := l.institution(i); ok {
			return s
		}
		if f := strings.Fields(e.Name); visiting[strings.ToLower(f[len(f)-1])] {
			return l.scoped(e.Name)
		}
	case document.Group:
		head := ""
		for _, w := range strings.Fields(e.Name) {
			if w == "of" || w == "in" || w == "from" || w == "for" || w == "at" || w == "with" || w == "who" || w == "on" {
				break
			}
			head = w
		}
		if l.lex.Is(lexicon.RoleNoun, head) || l.lex.Is(lexicon.GroupNoun, head) {
			return l.scoped(e.Name)
		}
	}
	return l.d.SlugOf(e.Name)
}

// visiting are bodies that are others at every visit: "the US delegation".
var visiting = words("delegation mission team")

// institution is the slug of a state's body; ok is false for bodies with a name of their own.
func (l *linker) institution(i int) (slug string, ok bool) {
	e := &l.d.Entities[i]
	names := append([]string{e.Name}, e.Aliases...)
	plain := ""
	for _, n := range names {
		kind, owner := l.stateBody(n)
		if kind == "" {
			if n == e.Name {
				return "", false
			}
			continue
		}
		plain = kind
		if owner != nil {
			return l.ofState(i, owner, kind), true
		}
	}
	if plain == "" {
		return "", false
	}
	for _, k := range l.mentions[i] {
		m := &l.d.Mentions[k]
		if m.Of == 0 || l.d.Mentions[m.Of-1].Entity == 0 {
			continue
		}
		if a, known := l.lex.Actor(l.d.Entities[l.d.Mentions[m.Of-1].Entity-1].Known.Key); known && a.Type == document.Country {
			return l.ofState(i, a, plain), true
		}
	}
	return l.scoped(plain), true
}

// ofState names a body of a country. Its government is the country itself, as far as the graph goes.
func (l *linker) ofState(i int, country *lexicon.Actor, kind string) string {
	if kind == "government" {
		l.d.Entities[i].Type = document.Country
		l.know(i, country)
	}
	if slug := l.slugs[i]; l.d.Entities[i].Known.Key != "" {
		return slug
	}
	return document.Slug(country.Name) + "-" + kind
}

// portfolios are what ministries and the like are for, by the words that tell it; each has one name.
var portfolios = map[string]string{
	"foreign": "foreign", "foreign affairs": "foreign", "external affairs": "foreign", "defense": "defence", "defence": "defence",
	"interior": "interior", "internal affairs": "interior", "home affairs": "interior", "finance": "finance", "justice": "justice",
	"health": "health", "education": "education", "economy": "economy", "trade": "trade", "energy": "energy", "agriculture": "agriculture",
	"environment": "environment", "transport": "transport", "culture": "culture", "labour": "labour", "labor": "labour",
}

// common are bodies that every state has one of.
var common = words("parliament government army navy cabinet presidency police embassy")

// stateBody reads a name as a body that every state has: its kind, "foreign-ministry" or "parliament", and whose it is where
// the name tells. kind is "" for other names.
func (l *linker) stateBody(name string) (kind string, owner *lexicon.Actor) {
	w := strings.Fields(strings.NewReplacer("’s", "", "'s", "", "’", "", "'", "").Replace(name))
	take := func(from, to int) *lexicon.Actor {
		if a, ok := l.country(strings.Join(w[from:to], " ")); ok {
			return a
		}
		return nil
	}
	if len(w) > 0 && strings.EqualFold(w[0], "the") {
		w = w[1:]
	}
	// whose it is stands before, or behind "of"
	for n := min(3, len(w)-1); n > 0 && owner == nil; n-- {
		if owner = take(0, n); owner != nil {
			w = w[n:]
		}
	}
	for n := 1; n <= 4 && n+1 < len(w) && owner == nil; n++ {
		if at := len(w) - n; strings.EqualFold(w[at-1], "of") {
			if owner = take(at, len(w)); owner != nil {
				w = w[:at-1]
			}
		} else if at > 1 && strings.EqualFold(w[at-1], "the") && strings.EqualFold(w[at-2], "of") {
			if owner = take(at, len(w)); owner != nil {
				w = w[:at-2]
			}
		}
	}
	text := strings.ToLower(strings.Join(w, " "))
	if common[text] || len(w) > 0 && l.generic(w) {
		return strings.ReplaceAll(text, " ", "-"), owner
	}
	of := ""
	if s, ok := strings.CutPrefix(text, "ministry of "); ok {
		of = s
	} else if s, ok := strings.CutSuffix(text, " ministry"); ok {
		of = s
	}
	if p, ok := portfolios[strings.TrimPrefix(of, "the ")]; ok {
		return p + "-ministry", owner
	}
	return "", nil
}

// generic tells whether a body's name is made of words that any body of the kind has: "City Council", "Supreme Court".
func (l *linker) generic(w []string) bool {
	for i, x := range w {
		x = strings.ToLower(x)
		if !l.lex.Is(lexicon.Institution, x) && !chambers[x] && (i == len(w)-1 || !levels[x] && x != "of" && x != "and") {
			return false
		}
	}
	return true
}

// chambers are words of a parliament's parts.
var chambers = words("house representatives deputies commons lords elders")

// levels are words that tell bodies of one state from each other and not from those of others.
var levels = words("supreme constitutional high federal central national regional local city county district municipal provincial state general town village lower upper ruling joint standing security military civil criminal appeal electoral public royal foreign prime labour labor")

// country is the country that a name, an acronym or an adjective means.
func (l *linker) country(name string) (*lexicon.Actor, bool) {
	for _, s := range l.lex.Senses(name) {
		if s.Actor.Type == document.Country && s.Use <= lexicon.People {
			return s.Actor, true
		}
	}
	return nil, false
}
