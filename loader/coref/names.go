package coref

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// names makes an entity of every actor that is named, and ties its names to it.
func (r *resolver) names() {
	var full, short, bodies []int
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		switch {
		case m.Form == document.Demonym && r.isPeople(m):
			// "100,000 ethnic Armenians" are people, no country; mention makes a group of them.
		case m.Key != "" && m.Type != document.Person:
			r.known(i, m)
		case m.Form != document.Name:
		case m.Type == document.Person && m.Len() > 1:
			full = append(full, i)
		case m.Type == document.Person:
			short = append(short, i)
		default:
			bodies = append(bodies, i)
		}
	}
	// Longer names first, so that shorter ones find them.
	longest := func(a, b int) int {
		return cmp.Or(cmp.Compare(r.d.Mentions[b].Len(), r.d.Mentions[a].Len()), cmp.Compare(a, b))
	}
	slices.SortStableFunc(full, longest)
	for _, i := range full {
		r.person(i)
	}
	for _, i := range short {
		r.person(i)
	}
	slices.SortStableFunc(bodies, longest)
	for _, i := range bodies {
		r.body(i)
	}
}

func (r *resolver) known(i int, m *document.Mention) {
	e, ok := r.byKey[m.Key]
	if !ok {
		e = r.add(entity{typ: m.Type, key: m.Key, first: i})
		r.byKey[m.Key] = e
	}
	r.refer(i, e)
	if m.Form == document.Name {
		r.byName[strings.Join(r.words(m.Range), " ")] = e
	}
}

// isPeople tells whether a demonym names people and not their country: "ethnic Armenians", and "Armenians" without
// "the".
func (r *resolver) isPeople(m *document.Mention) bool {
	for _, s := range r.lex.Senses(r.d.Text(r.d.Span(m.Range))) {
		if s.Use == lexicon.People && s.Actor.Key == m.Key {
			g := r.d.GroupAt(m.First)
			return g < 0 || r.d.NounGroups[g].Head == m.Head && (r.d.NounGroups[g].Len() > 2 || r.word(m.First-1) != "the")
		}
	}
	return false
}

// words are the folded tokens of a name without titles and Arabic articles.
func (r *resolver) words(rng document.Range) []string {
	var out []string
	for i := rng.First; i < rng.End; i++ {
		t := r.d.Tokens[i].Text
		if i == rng.First && rng.Len() > 1 && (r.lex.Is(lexicon.TitleM, t) || r.lex.Is(lexicon.TitleF, t)) {
			continue
		}
		t = lexicon.Fold(t)
		if a, rest, ok := strings.Cut(t, "-"); ok && (a == "al" || a == "el" || a == "Al" || a == "El") {
			t = rest // "Burhan" is "al-Burhan"
		}
		out = append(out, t)
	}
	return out
}

// person ties mention i to the person of that name: one with the same words, one whose name contains them in order and
// ends alike, or, for a single word, the latest before it that has the word in its name.
func (r *resolver) person(i int) {
	m := &r.d.Mentions[i]
	w := r.words(m.Range)
	last := w[len(w)-1]
	best, bestScore := -1, 0
	for _, e := range newest(r.people[last]) {
		x := &r.ents[e]
		if g := r.gender(i); g != 0 && x.gender != 0 && g != x.gender {
			continue
		}
		score := 0
		switch {
		case slices.Equal(x.full, w):
			score = 4
		case within(w, x.full) && x.full[len(x.full)-1] == last:
			score = 3
		case len(w) == 1 && slices.Contains(x.full[1:], last):
			score = 2
		case len(w) == 1 && slices.Contains(x.full, last):
			score = 1
		}
		if score > bestScore || score == bestScore && score > 0 && r.nearer(e, best, i) {
			best, bestScore = e, score
		}
	}
	if best < 0 {
		best = r.add(entity{typ: document.Person, key: m.Key, first: i, full: w})
		for _, x := range w {
			if !slices.Contains(r.people[x], best) {
				r.people[x] = append(r.people[x], best)
			}
		}
	}
	if g := r.gender(i); g != 0 {
		r.ents[best].gender = g
	}
	r.refer(i, best)
	r.titled(i, best)
}

// nearer tells whether entity a was named more lately before mention i than b.
func (r *resolver) nearer(a, b, i int) bool {
	da, db := r.before(a, i), r.before(b, i)
	return da > 0 && (db < 0 || da < db)
}

// within tells whether short's words occur in long in order.
func within(short, long []string) bool {
	i := 0
	for _, w := range long {
		if i < len(short) && (short[i] == w || initialOf(short[i], w)) {
			i++
		}
	}
	return i == len(short)
}

// initialOf tells whether a is b's initial: "V." of "Vladimir".
func initialOf(a, b string) bool { return len(a) == 2 && a[1] == '.' && strings.HasPrefix(b, a[:1]) }

// gender is what a name and its title tell: 'm', 'f' or 0.
func (r *resolver) gender(i int) byte {
	m := &r.d.Mentions[i]
	first := r.d.Tokens[m.First].Text
	for _, w := range []string{r.text(m.First - 1), first} {
		switch {
		case r.lex.Is(lexicon.TitleM, w):
			return 'm'
		case r.lex.Is(lexicon.TitleF, w):
			return 'f'
		}
	}
	if m.Len() > 1 {
		switch {
		case r.lex.Is(lexicon.GivenM, first):
			return 'm'
		case r.lex.Is(lexicon.GivenF, first):
			return 'f'
		}
	}
	return 0
}

// titled makes a role of the title before a name: "Judge Strand" is the judge.
func (r *resolver) titled(i, e int) {
	w := r.text(r.d.Mentions[i].First - 1)
	if _, told := r.roleEnds[r.d.Mentions[i].First]; told || w == "" || !r.lex.Is(lexicon.Title, w) {
		return
	}
	h := strings.ToLower(strings.TrimSuffix(w, "."))
	if full, ok := titles[h]; ok {
		h = full
	}
	r.bearing(e, role{head: h, words: map[string]bool{}})
}

// titles are the offices that titles abbreviate.
var titles = map[string]string{
	"justice": "judge", "sen": "senator", "rep": "representative", "gov": "governor", "prof": "professor", "gen": "general", "col": "colonel",
	"dr": "doctor", "rev": "priest", "revd": "priest", "reverend": "priest", "capt": "captain", "lt": "lieutenant", "amb": "ambassador",
	"cllr": "councilman", "adm": "admiral", "sgt": "sergeant", "pres": "president", "maj": "major", "msgr": "monsignor", "mgr": "monsignor",
}

func (r *resolver) text(i int) string {
	if i < 0 || i >= len(r.d.Tokens) {
		return ""
	}
	return r.d.Tokens[i].Text
}

// body ties mention i to the organisation, country or group of that name, of its acronym, or of the longer name that the
// words shorten: "the Front" after "Polisario Front", "Lindqvist" after "Lindqvist Bearings".
func (r *resolver) body(i int) {
	m := &r.d.Mentions[i]
	if e, ok := r.bracketed(m); ok {
		r.refer(i, e)
		r.byName[strings.Join(r.words(m.Range), " ")] = e
		return
	}
	if owner := r.ownerOf(i); owner > 0 && governing[r.word(m.Head)] && r.ents[owner-1].typ == document.Country {
		r.refer(i, owner-1) // "Government of Jordan"
		return
	}
	w := r.words(m.Range)
	name := strings.Join(w, " ")
	e, ok := r.byName[name]
	switch {
	case ok:
	case len(w) == 1:
		e, ok = r.shortened(i, w[0])
	default:
		e, ok = r.ending(i, w)
	}
	if !ok {
		e = r.add(entity{typ: m.Type, key: m.Key, first: i, full: w, heads: r.headsOf(m)})
		for _, x := range w {
			if b := r.bodies[x]; len(b) == 0 || b[len(b)-1] != e {
				r.bodies[x] = append(b, e)
			}
		}
		for _, a := range acronyms(w) {
			if _, taken := r.byName[a]; !taken {
				r.byName[a] = e
			}
		}
	}
	r.byName[name] = e
	r.refer(i, e)
	if m.Len() > 1 {
		r.bodyEnds[m.End] = e
	}
	// "Rail, Tram and Bus Union (RTBU)"
	if r.word(m.End) == "(" && r.word(m.End+2) == ")" && capitals(r.text(m.End+1)) {
		r.byName[lexicon.Fold(r.text(m.End+1))] = e
	}
}

// bracketed finds the body whose acronym in brackets m is, where words stand between: "Council of Churches in Madagascar
// (FFKM)".
func (r *resolver) bracketed(m *document.Mention) (int, bool) {
	if m.Len() > 1 || r.word(m.First-1) != "(" || r.word(m.End) != ")" || !capitals(r.text(m.First)) {
		return 0, false
	}
	for back := m.First - 1; back >= 0 && back > m.First-6; back-- {
		if e, ok := r.bodyEnds[back]; ok {
			return e, true
		}
	}
	return 0, false
}

// headsOf are the words of a name that a phrase may take up: "the committee", after "House Committee on Water".
func (r *resolver) headsOf(m *document.Mention) []string {
	heads := []string{r.head(m)}
	for i := m.First; i < m.End; i++ {
		t := &r.d.Tokens[i]
		if h := r.lex.Singular(t.Lower); (r.lex.Is(lexicon.Institution, t.Lower) || r.lex.Is(lexicon.OrgSuffix, t.Text)) && !slices.Contains(heads, h) {
			heads = append(heads, h)
		}
	}
	return heads
}

// shortened finds the latest body whose name begins with word, or has it where "the" stands before it.
func (r *resolver) shortened(i int, word string) (int, bool) {
	the := r.word(r.d.Mentions[i].First-1) == "the" || r.lex.Is(lexicon.OrgSuffix, word)
	best := -1
	for _, e := range newest(r.bodies[word]) {
		x := &r.ents[e]
		if len(x.full) > 1 && x.typ == r.d.Mentions[i].Type && (the && slices.Contains(x.full, word) || x.full[0] == word) && (best < 0 || r.nearer(e, best, i)) {
			best = e
		}
	}
	return best, best >= 0
}

// ending finds the latest body whose name ends in words: "the Foreign Ministry", after "Ukraine's Foreign Ministry".
func (r *resolver) ending(i int, words []string) (int, bool) {
	best := -1
	for _, e := range newest(r.bodies[words[len(words)-1]]) {
		x := &r.ents[e]
		if n := len(x.full) - len(words); n > 0 && x.typ == r.d.Mentions[i].Type && slices.Equal(x.full[n:], words) && (best < 0 || r.nearer(e, best, i)) {
			best = e
		}
	}
	return best, best >= 0
}

// acronyms are the acronyms of a name: the initials of its words with a capital, and of all its words.
func acronyms(words []string) []string {
	if len(words) < 2 {
		return nil
	}
	var capital, all strings.Builder
	for _, w := range words {
		for _, part := range strings.Split(w, "-") {
			c, _ := firstRune(part)
			if unicode.IsUpper(c) {
				capital.WriteRune(c)
			}
			if unicode.IsLetter(c) {
				all.WriteRune(unicode.ToUpper(c))
			}
		}
	}
	out := []string{capital.String()}
	if all.String() != capital.String() {
		out = append(out, all.String())
	}
	return slices.DeleteFunc(out, func(s string) bool { return len(s) < 2 })
}

func firstRune(s string) (rune, bool) {
	for _, c := range s {
		return c, true
	}
	return 0, false
}

func capitals(s string) bool {
	n := 0
	for _, c := range s {
		if unicode.IsLower(c) && n < 2 {
			return false
		}
		if unicode.IsUpper(c) {
			n++
		}
	}
	return n >= 2
}
