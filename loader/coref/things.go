package coref

import (
	"maps"
	"slices"
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// mention ties mention i, of any form that names has left, in reading order.
func (r *resolver) mention(i int) {
	m := &r.d.Mentions[i]
	if r.of[i] >= 0 {
		r.note(i)
		return
	}
	switch {
	case m.Form == document.Pronoun:
		r.pronoun(i)
	case m.Form == document.Demonym:
		r.peoples(i)
	case m.Form == document.Role && m.Type == document.Person:
		r.office(i)
	case m.Type == document.Group:
		r.group(i)
	case m.Type == document.Organization:
		r.institution(i)
	case m.Type.Thing():
		r.thing(i)
	}
	if r.of[i] >= 0 {
		r.note(i)
	}
}

// note remembers the words of mention i for later ones with the same words.
func (r *resolver) note(i int) {
	m := &r.d.Mentions[i]
	if m.Form != document.Pronoun {
		r.byName["\x00"+strings.ToLower(r.d.Phrase(m.Range))] = r.of[i]
	}
}

// fresh makes an entity of mention i and ties i to it.
func (r *resolver) fresh(i int) int {
	m := &r.d.Mentions[i]
	e := r.add(entity{typ: m.Type, first: i, heads: []string{r.head(m)}, words: r.content(m), owner: r.ownerOf(i), plural: r.lex.IsPlural(r.d.Tokens[m.Head].Lower)})
	r.refer(i, e)
	return e
}

// join ties mention i to entity e, whose words grow by those of i.
func (r *resolver) join(i, e int) {
	m := &r.d.Mentions[i]
	x := &r.ents[e]
	if h := r.head(m); !slices.Contains(x.heads, h) {
		x.heads = append(x.heads, h)
		r.sameHead[h] = append(r.sameHead[h], e)
	}
	if x.words == nil {
		x.words = map[string]bool{}
	}
	maps.Copy(x.words, r.content(m))
	if x.owner == 0 {
		x.owner = r.ownerOf(i)
	}
	r.refer(i, e)
}

// peoples makes a group of people of a country: "ethnic Armenians".
func (r *resolver) peoples(i int) {
	if e := r.sameText(i); e >= 0 && r.ents[e].typ == document.Group {
		r.refer(i, e)
		return
	}
	r.refer(i, r.add(entity{typ: document.Group, first: i, heads: []string{r.word(r.d.Mentions[i].Head)}}))
}

// governing are words that, with a country, mean its government, and so the country.
var governing = set("government side authority authorities administration")

// homes are words for the country itself.
var homes = set("country nation kingdom republic")

// pairing are plural heads of "the two countries", "both sides", "the parties", which mean the same pair.
var pairing = set("side party country nation state neighbour capital government")

// group ties a phrase for many: the pair of parties, a country's side, or people of one kind.
func (r *resolver) group(i int) {
	m := &r.d.Mentions[i]
	h := r.head(m)
	if owner := r.ownerOf(i); owner > 0 && governing[r.word(m.Head)] && r.ents[owner-1].typ == document.Country {
		r.refer(i, owner-1)
		return
	}
	if w := r.word(m.First); pairing[h] && (w == "both" || r.word(m.First+1) == "two" || w == "the" && m.Len() == 2 && (h == "side" || h == "party")) || w == "two" && pairing[h] || m.Len() == 2 && w == "the" && r.word(m.Head) == "two" {
		if e, ok := r.byKey["\x00pair"]; ok {
			r.refer(i, e)
			return
		}
		r.byKey["\x00pair"] = r.fresh(i)
		return
	}
	if r.word(m.Head) == "authorities" && m.Len() <= 2 && r.country >= 0 {
		r.refer(i, r.country)
		return
	}
	if e := r.sameText(i); e >= 0 {
		r.join(i, e)
		return
	}
	if r.definite(m) {
		if e := r.antecedent(i, func(x *entity) bool { return x.typ == document.Group && r.agrees(x, i) }); e >= 0 {
			r.join(i, e)
			return
		}
	}
	r.fresh(i)
}

// institution ties a phrase for a body: "Azerbaijan's foreign ministry", "the ministry", "the bloc".
func (r *resolver) institution(i int) {
	m := &r.d.Mentions[i]
	owner := r.ownerOf(i)
	if h := r.word(m.Head); owner > 0 && (homes[h] || governing[h]) && r.word(m.First+1) == h {
		// "his country", "her government"
		if e := r.stands(owner - 1); e >= 0 && r.ents[e].typ == document.Country {
			r.refer(i, e)
			return
		}
	} else if homes[h] && owner == 0 && m.Len() == 2 && r.word(m.First) == "the" && r.country >= 0 {
		r.refer(i, r.country)
		return
	}
	if governing[r.word(m.Head)] {
		if owner > 0 && r.ents[owner-1].typ == document.Country {
			r.refer(i, owner-1)
			return
		}
		if m.Len() <= 2 && owner == 0 && r.country >= 0 && len(r.content(m)) == 0 {
			r.refer(i, r.country)
			return
		}
	}
	if e := r.sameText(i); e >= 0 {
		r.join(i, e)
		return
	}
	if owner > 0 || r.definite(m) || m.Len() == 1 {
		if e := r.antecedent(i, func(x *entity) bool { return x.typ == document.Organization && r.agrees(x, i) }); e >= 0 {
			r.join(i, e)
			return
		}
		if m.Len() == 2 && r.word(m.First) == "the" {
			if e := r.hypernym(i); e >= 0 {
				r.join(i, e)
				return
			}
		}
	}
	r.fresh(i)
}

// unions are words for a body of states, companies words for a firm.
var unions = set("bloc union alliance organisation organization body")
var companies = set("company firm corporation group supplier operator developer manufacturer contractor agency regulator watchdog broadcaster network retailer airline")

// hypernym ties "the bloc" and "the company" to the body they describe.
func (r *resolver) hypernym(i int) int {
	h := r.head(&r.d.Mentions[i])
	best := -1
	for k := i - 1; k >= 0 && k > i-150; k-- {
		e := r.of[k]
		n := &r.d.Mentions[k]
		if e < 0 || r.ents[e].typ != document.Organization || n.Form != document.Name {
			continue
		}
		if g := r.d.GroupAt(n.First); g >= 0 && r.d.NounGroups[g].Contains(n.End) && r.d.Tokens[n.End].Kind != document.Clitic {
			continue // "Somerset councillors"
		}
		a, _ := r.lex.Actor(r.ents[e].key)
		switch full := r.ents[e].full; {
		case unions[h] && a != nil && strings.HasPrefix(a.CAMEO, "IGO"):
			return e
		case a != nil || len(full) == 0 || !companies[h] || slices.ContainsFunc(r.ents[e].heads, func(o string) bool { return o != h && companies[o] && o != "company" && h != "company" }):
		case companies[h] && firm[full[len(full)-1]], !r.lex.Is(lexicon.Institution, full[len(full)-1]) && !capitals(full[0]):
			return e
		}
	}
	return best
}

var firm = set("Ltd Ltd. Inc Inc. Corp Corp. Co Co. Company PLC plc AG SA Group Holdings Energy Industries Minerals Motors Partners")

// agrees tells whether entity x may be what phrase i means: another owner and other words speak against it.
func (r *resolver) agrees(x *entity, i int) bool {
	owner := r.ownerOf(i)
	if owner > 0 && x.owner > 0 && owner != x.owner {
		return false
	}
	words := r.content(&r.d.Mentions[i])
	if len(words) == 0 {
		return true
	}
	if len(x.full) > 0 { // a proper name: its words are all there are
		for w := range words {
			if !slices.ContainsFunc(x.full, func(f string) bool { return strings.EqualFold(f, w) }) {
				return false
			}
		}
		return true
	}
	shared := 0
	for w := range words {
		if x.words[w] {
			shared++
		}
	}
	smaller := min(len(words), len(x.words))
	return smaller == 0 && owner == x.owner || smaller > 0 && 2*shared >= smaller+smaller%2
}

// antecedent finds the entity with the head of phrase i that fits and was mentioned last; -1 for none.
func (r *resolver) antecedent(i int, fits func(*entity) bool) int {
	best := -1
	for _, e := range newest(r.sameHead[r.head(&r.d.Mentions[i])]) {
		if fits(&r.ents[e]) && (best < 0 || r.nearer(e, best, i)) {
			best = e
		}
	}
	return best
}

// general are heads that may mean any thing of a type named before.
var general = map[document.EntityType]map[string]bool{
	document.Treaty:  set("treaty agreement deal accord pact text document draft arrangement settlement instrument convention protocol memorandum bill compromise formula"),
	document.Process: set("talk negotiation process dialogue discussion consultation effort mediation round"),
	document.Event:   set("meeting summit gathering session conference visit trip"),
}

// thing ties a phrase for a thing.
func (r *resolver) thing(i int) {
	m := &r.d.Mentions[i]
	if e := r.sameText(i); e >= 0 && (r.definite(m) || len(r.content(m)) > 0) {
		r.join(i, e)
		return
	}
	plural := r.lex.IsPlural(r.d.Tokens[m.Head].Lower)
	fits := func(x *entity) bool {
		return x.typ == m.Type && r.agrees(x, i) && (m.Type != document.Treaty || x.plural == plural)
	}
	bare := len(r.content(m)) == 0
	if bare && m.Type == document.Treaty && r.told(m) {
		r.fresh(i)
		return
	}
	switch {
	case r.definite(m), bare && r.lex.IsPlural(r.d.Tokens[m.Head].Lower) && general[m.Type][r.head(m)]:
		e := r.antecedent(i, fits)
		if e < 0 && general[m.Type][r.head(m)] && bare {
			if e = r.latest(i, m.Type); e >= 0 && m.Type == document.Treaty && r.ents[e].plural != plural {
				e = -1
			}
		}
		if e >= 0 {
			r.join(i, e)
			return
		}
	case !r.headline(m):
		// What the headline names is introduced once more in the text.
		if e := r.antecedent(i, func(x *entity) bool { return fits(x) && r.headline(&r.d.Mentions[x.first]) && x.last == x.first }); e >= 0 {
			r.join(i, e)
			return
		}
		if len(r.content(m)) > 1 {
			if e := r.antecedent(i, func(x *entity) bool { return x.typ == m.Type && r.alike(x, i) }); e >= 0 {
				r.join(i, e)
				return
			}
		}
	}
	r.fresh(i)
}

// told tells whether what follows phrase m says which one is meant, so that it need not be one named before: "the agreements it
// brokered", "the accord reached in May", "the deal that was struck".
func (r *resolver) told(m *document.Mention) bool {
	t := r.d.Tokens
	end := r.d.Sentences[t[m.First].Sentence].Tokens.End
	if m.End+1 >= end {
		return false
	}
	switch w, next := &t[m.End], &t[m.End+1]; {
	case w.Tag == document.VERB && w.Verb == document.Participle:
		return true
	case w.Lower == "that" || w.Lower == "which":
		return true
	case w.Tag == document.PRON:
		return next.Tag == document.VERB || next.Tag == document.AUX
	}
	return false
}

// alike tells whether phrase i shares more than half of its words with entity x.
func (r *resolver) alike(x *entity, i int) bool {
	words := r.content(&r.d.Mentions[i])
	shared := 0
	for w := range words {
		if x.words[w] {
			shared++
		}
	}
	return 2*shared > len(words) && 2*shared > len(x.words)
}

// latest is the thing of type t with a general head that was mentioned last before i; -1 for none.
func (r *resolver) latest(i int, t document.EntityType) int {
	for k := i - 1; k >= 0 && k > i-300; k-- {
		if e := r.of[k]; e >= 0 && r.ents[e].typ == t && slices.ContainsFunc(r.ents[e].heads, func(h string) bool { return general[t][h] }) {
			return e
		}
	}
	return -1
}

// foremost is the country that the article names most, when it is named more than the others by half; -1 for none.
func (r *resolver) foremost() int {
	count := map[int]int{}
	for i, e := range r.of {
		if e >= 0 && r.ents[e].typ == document.Country && r.d.Mentions[i].Form != document.Pronoun {
			count[e]++
		}
	}
	best, second := -1, 0
	for e := range r.ents {
		switch {
		case count[e] == 0:
		case best < 0 || count[e] > count[best]:
			if best >= 0 {
				second = count[best]
			}
			best = e
		case count[e] > second:
			second = count[e]
		}
	}
	if best >= 0 && 2*count[best] >= 3*second {
		return best
	}
	return -1
}
