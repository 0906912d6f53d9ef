package mention

import (
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// cut divides the run of tokens [i, j) into a role phrase, demonyms and names.
func (c *cutter) cut(i, j int) {
	t := c.d.Tokens
	for j-i > 2 && postNominal[t[j-1].Text] {
		j-- // "Dilys Marchbank MP"
	}
	n, senses := c.lookup(i, j)
	if n == j-i {
		c.known(i, j, senses)
		return
	}
	if j-i == 1 && n == 0 && c.compound(i) {
		return
	}
	last := t[j-1].Text
	if !c.endsBody(i, j) {
		if r := c.roleAt(i, j); r >= 0 {
			c.role(i, r, j)
			return
		}
	}
	if typ := c.thing(i, j); typ != document.Unknown {
		if n > 0 && senses[0].Actor.Type != document.Person {
			c.put(c.actor(i, i+n, senses[0]))
		}
		c.put(piece{Range: document.Range{First: i, End: j}, kind: knownName, typ: typ})
		return
	}
	if n > 0 {
		s := senses[0]
		switch {
		case s.Actor.Type == document.Person:
			c.put(piece{Range: document.Range{First: i, End: j}, kind: knownName, typ: document.Person, key: s.Actor.Key, person: true})
			return
		case c.lex.Is(lexicon.OrgSuffix, last) || c.lex.Is(lexicon.Institution, last) || c.hasBody(i+n, j):
			of := c.put(c.actor(i, i+n, s))
			c.put(piece{Range: document.Range{First: i, End: j}, kind: knownName, typ: document.Organization, of: of})
			return
		case s.Use == lexicon.Adjective || s.Use == lexicon.People || s.Use == lexicon.Code || s.Actor.Type == document.Organization:
			c.put(c.actor(i, i+n, s))
			c.cut(i+n, j)
			return
		}
		// "Washington Wizards", "Jordan Henderson": a name that only begins like a country.
		c.put(piece{Range: document.Range{First: i, End: j}})
		return
	}
	// A known name further on: "Former Soviet Georgia", "Karabakh Armenians".
	for k := i + 1; k < j; k++ {
		m, inner := c.lookup(k, j)
		if m == 0 || k+m != j || inner[0].Use == lexicon.Place || c.given(i) || inner[0].Actor.Type == document.Person {
			continue
		}
		if inner[0].Use == lexicon.People {
			c.put(c.actor(k, j, inner[0]))
			c.put(piece{Range: document.Range{First: i, End: j}, kind: knownName, typ: document.Group})
			return
		}
	}
	p := piece{Range: document.Range{First: i, End: j}}
	person := c.given(i) && j-i == 2 // "Danielle Steel"
	if !person && (c.lex.Is(lexicon.OrgSuffix, last) || j-i > 1 && c.lex.Is(lexicon.Institution, last)) || c.hasBody(i, j) {
		p.kind, p.typ = knownName, document.Organization
	}
	c.put(p)
}

// hasBody tells whether a run names a body before "of": "Centre for the Study of Borders".
func (c *cutter) hasBody(i, j int) bool {
	of := false
	for k := j - 1; k >= i; k-- {
		if w := c.d.Tokens[k].Lower; w == "of" || w == "for" {
			of = true
		} else if of && (c.lex.Is(lexicon.OrgSuffix, c.d.Tokens[k].Text) || c.lex.Is(lexicon.Institution, c.d.Tokens[k].Text)) {
			return true
		}
	}
	return false
}

// endsBody tells whether a run of three words or more ends in a word for a body, so that role nouns in it are a part of
// its name: "Maritime Employers Association".
func (c *cutter) endsBody(i, j int) bool {
	w := c.d.Tokens[j-1].Text
	return j-i > 2 && (c.lex.Is(lexicon.OrgSuffix, w) || c.lex.Is(lexicon.Institution, w)) && !c.titleWord(j-1) && c.titleWord(j-2) && !c.given(j-2)
}

// thing is the type of a run that names a treaty, a process or an event: "Convention on the Status of the Sea", "Treaty
// of Lausanne", "Geneva International Discussions". Unknown for all others.
func (c *cutter) thing(i, j int) document.EntityType {
	if j-i < 2 {
		return document.Unknown
	}
	head := j - 1
	for k := i + 1; k < j; k++ {
		if w := c.d.Tokens[k].Lower; w == "of" || w == "on" || w == "for" {
			head = k - 1
			break
		}
	}
	w := c.d.Tokens[head].Text
	switch {
	case head == i && head == j-1, c.given(i), c.lex.Is(lexicon.OrgSuffix, w) && w != "Conference", c.lex.Is(lexicon.Institution, w), w == "Bill" && head < j-1:
		return document.Unknown
	case c.lex.Is(lexicon.TreatyNoun, w):
		return document.Treaty
	case c.lex.Is(lexicon.ProcessNoun, w):
		return document.Process
	case c.lex.Is(lexicon.EventNoun, w):
		return document.Event
	}
	return document.Unknown
}

// known puts the piece of a name that the lexicon has.
func (c *cutter) known(i, j int, senses []lexicon.Sense) {
	c.put(c.actor(i, j, senses[0]))
}

func (c *cutter) actor(i, j int, s lexicon.Sense) piece {
	p := piece{Range: document.Range{First: i, End: j}, kind: knownName, typ: s.Actor.Type, key: s.Actor.Key, use: s.Use}
	switch s.Use {
	case lexicon.Adjective:
		p.kind = demonym
	case lexicon.Place:
		p.typ, p.key = document.Unknown, ""
	}
	if _, tail, ok := strings.Cut(c.d.Tokens[j-1].Text, "-"); ok && j-i > 1 && !upper(tail) {
		p.kind = demonym // "African Union-mediated"
	}
	p.person = s.Actor.Type == document.Person
	return p
}

func (c *cutter) given(i int) bool {
	w := c.d.Tokens[i].Text
	return c.lex.Is(lexicon.GivenM, w) || c.lex.Is(lexicon.GivenF, w)
}

// titleWord tells whether token i is a role noun or a title.
func (c *cutter) titleWord(i int) bool {
	w := c.d.Tokens[i].Text
	return c.lex.Is(lexicon.RoleNoun, w) || c.lex.Is(lexicon.Title, w) || c.lex.Is(lexicon.TitleM, w) || c.lex.Is(lexicon.TitleF, w)
}

// roleAt finds the noun of the role in a run, -1 for none: its last role noun, unless it is a surname after a given name
// or a part of a body's name.
func (c *cutter) roleAt(i, j int) int {
	for k := j - 1; k >= i; k-- {
		if !c.titleWord(k) || k > i && c.given(k-1) {
			continue
		}
		if k > i && c.d.Tokens[k-1].Lower == "of" { // "Council of Ministers"
			continue
		}
		if j-i == 1 && c.opening(k) && c.d.Tokens[k].Tag != document.PROPN {
			continue
		}
		return k
	}
	return -1
}

// mereTitle tells whether the phrase [i, end) with head r is but titles: "Brig. Gen.", "Mr".
func (c *cutter) mereTitle(i, end, r int) bool {
	for ; i < end; i++ {
		w := c.d.Tokens[i].Text
		if c.lex.Is(lexicon.TitleM, w) && !c.lex.Is(lexicon.RoleNoun, w) || c.lex.Is(lexicon.TitleF, w) && !c.lex.Is(lexicon.RoleNoun, w) || c.lex.Is(lexicon.Title, w) && !c.lex.Is(lexicon.RoleNoun, w) || w == "the" && i < r {
			continue
		}
		return false
	}
	return true
}

// role puts the role phrase [i, r], what it is of, and the name that follows it.
func (c *cutter) role(i, r, j int) {
	t := c.d.Tokens
	end := r + 1
	of := 0
	// "Minister of State", "President of the Republic of Cyprus"
	for end+1 < j && (t[end].Lower == "of" || t[end].Lower == "for") {
		k := end + 1
		if t[k].Lower == "the" {
			k++
		}
		if n, senses := c.lookup(k, j); n > 0 && senses[0].Use != lexicon.Place {
			of = c.put(c.actor(k, k+n, senses[0]))
			end = k + n
			continue
		}
		first := k
		for k < j && (c.portfolio(k) || t[k].Lower == "and" && k+1 < j && c.portfolio(k+1)) {
			k++
		}
		if k == first {
			k = j
			of = c.put(piece{Range: document.Range{First: first, End: j}, kind: unknownName})
		}
		end = k
	}
	// What stands before the role's own words is whom it belongs to.
	if n, senses := c.lookup(i, r); i < r && of == 0 && n > 0 && senses[0].Actor.Type != document.Person && senses[0].Use != lexicon.Place {
		of = c.put(c.actor(i, i+n, senses[0]))
	} else if i < r && of == 0 && !c.portfolio(i) && !c.titleWord(i) {
		k := i
		for k < r && !c.lex.Is(lexicon.OrgSuffix, t[k].Text) && !c.lex.Is(lexicon.Institution, t[k].Text) && !allCaps(t[k].Text) {
			k++
		}
		if k < r {
			of = c.put(piece{Range: document.Range{First: i, End: k + 1}, kind: knownName, typ: document.Organization})
		}
	}
	typ := document.Person
	if c.lex.IsPlural(t[r].Text) {
		typ = document.Group
	}
	name := end
	for name < j && t[name].Lower != "of" {
		name++
	}
	if name < j && name+1 < j && end < name && typ == document.Person && of == 0 {
		// "King Hakon V of Norland"
		if n, senses := c.lookup(name+1, j); n > 0 && senses[0].Use != lexicon.Place {
			of = c.put(c.actor(name+1, name+1+n, senses[0]))
		}
	}
	role := 0
	if !c.mereTitle(i, end, r) {
		role = c.put(piece{Range: document.Range{First: i, End: end}, kind: rolePhrase, typ: typ, of: of, head: r})
	}
	if typ == document.Person {
		j = name
	}
	if end < j {
		if typ == document.Group {
			c.cut(end, j)
			return
		}
		p := piece{Range: document.Range{First: end, End: j}, kind: knownName, typ: document.Person, role: role, person: true}
		if n, senses := c.lookup(end, j); n == j-end && senses[0].Actor.Type == document.Person {
			p.key = senses[0].Actor.Key
		}
		c.put(p)
	}
}
