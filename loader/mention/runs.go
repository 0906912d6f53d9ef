package mention

import (
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// pieceKind is what part of a run of capitalised words a piece is.
type pieceKind uint8

const (
	unknownName pieceKind = iota // a name whose type decide settles
	knownName                    // the lexicon or the words themselves settle it
	rolePhrase                   // "Armenian Deputy Foreign Minister"
	demonym                      // "Russian", of a country or an organisation
)

// piece is a part of a run of capitalised words.
type piece struct {
	document.Range
	kind   pieceKind
	typ    document.EntityType
	key    string
	use    lexicon.Use
	of     int  // index+1 into pieces of the sentence's list, then of finder.pieces: the actor a role or a body belongs to
	role   int  // index+1 of the role phrase right before a person's name
	person bool // it names a person
	head   int  // its head, 0 for the last token before "of"
}

// runs cuts the capitalised words of a sentence into pieces.
func (f *finder) runs(s *document.Sentence) []piece {
	c := &cutter{finder: f, base: len(f.pieces), end: s.Tokens.End, titleCase: s.Headline && f.titleCase(s)}
	for i := s.Tokens.First; i < s.Tokens.End; {
		if j := c.run(i); j > i {
			c.cut(i, j)
			i = j
			continue
		}
		c.hyphenated(i)
		i++
	}
	for i := range c.out {
		for t := c.out[i].First; t < c.out[i].End; t++ {
			if c.out[i].kind != demonym || f.named[t] == 0 {
				f.named[t] = c.base + i + 1
			}
		}
	}
	return c.out
}

// titleCase tells whether a headline writes most of its words with capitals, so that capitals tell nothing.
func (f *finder) titleCase(s *document.Sentence) bool {
	capital, small := 0, 0
	for _, t := range f.d.Tokens[s.Tokens.First:s.Tokens.End] {
		if t.Kind == document.Word && len(t.Text) > 3 {
			if upper(t.Text) {
				capital++
			} else {
				small++
			}
		}
	}
	return capital > 2*small
}

type cutter struct {
	*finder
	base      int
	end       int // of the sentence
	titleCase bool
	out       []piece
}

func (c *cutter) put(p piece) int {
	c.out = append(c.out, p)
	return c.base + len(c.out)
}

// lookup is the longest name of the lexicon that begins at token i and ends by end.
func (c *cutter) lookup(i, end int) (n int, senses []lexicon.Sense) {
	return c.lex.Longest(func(k int) (string, bool) {
		if i+k >= end {
			return "", false
		}
		text := c.d.Tokens[i+k].Text
		if k > 0 {
			// "African Union-mediated"
			if stem, tail, ok := strings.Cut(text, "-"); ok && tail != "" && !upper(tail) {
				text = stem
			}
		}
		return text, true
	})
}

// nameToken tells whether token i can be part of a name.
func (c *cutter) nameToken(i int) bool {
	t := &c.d.Tokens[i]
	if t.Kind != document.Word || c.hidden[i] || !upper(t.Text) || c.lex.Is(lexicon.Calendar, t.Text) {
		return false
	}
	if n, _ := c.lookup(i, c.end); n > 0 {
		return true
	}
	if c.titleCase {
		return t.Tag == document.PROPN && (allCaps(t.Text) || c.lex.Is(lexicon.GivenM, t.Text) || c.lex.Is(lexicon.GivenF, t.Text) || c.inBody(t.Text))
	}
	switch t.Tag {
	case document.PROPN:
		return true
	case document.DET, document.PRON, document.ADP, document.AUX, document.CCONJ, document.SCONJ, document.PART, document.INTJ, document.ADV:
		return false
	}
	if c.opening(i) {
		return allCaps(t.Text)
	}
	return true
}

// inBody tells whether a word stands with a capital inside a sentence of the article.
func (c *cutter) inBody(w string) bool {
	if c.body == nil {
		c.body = map[string]bool{}
		for i := range c.d.Tokens {
			t := &c.d.Tokens[i]
			if upper(t.Text) && !c.d.Sentences[t.Sentence].Headline && !c.opening(i) {
				c.body[t.Text] = true
			}
		}
	}
	return c.body[w]
}

// opening tells whether token i opens a sentence or a quotation, where every word has a capital.
func (f *finder) opening(i int) bool {
	s := f.d.Sentences[f.d.Tokens[i].Sentence].Tokens
	if i == s.First {
		return true
	}
	p := &f.d.Tokens[i-1]
	return p.Kind == document.QuoteMark || p.Lower == ":" || p.Lower == "-" && i-1 == s.First || f.hidden[i-1] && !f.hidden[i]
}

// run finds the end of the run of names that begins at token i; i when none does.
func (c *cutter) run(i int) int {
	if !c.nameToken(i) {
		return i
	}
	t := c.d.Tokens
	j := i + 1
	body := c.bodyWord(i) // a body or an office was named, so that "of" goes on
	if n, _ := c.lookup(i, c.end); n > 1 {
		j = i + n
		body = c.bodyWord(j - 1)
	}
	for j < c.end {
		switch {
		case c.nameToken(j):
			body = body || c.bodyWord(j)
			j++
			continue
		case particles[t[j].Lower] && t[j].Lower != "an" && t[j].Lower != "as" && j+1 < c.end && c.nameToken(j+1) && t[j].Tag != document.ADP:
			j += 2
			continue
		case particles[t[j].Lower] && len(t[j].Lower) > 2 && j+2 < c.end && particles[t[j+1].Lower] && c.nameToken(j+2):
			j += 3
			continue
		case t[j].Text == "&" && j+1 < c.end && c.nameToken(j+1):
			j += 2
			continue
		case body && (t[j].Lower == "of" || t[j].Lower == "for" || t[j].Lower == "on" && onBody[t[j-1].Lower]) && j+1 < c.end:
			k := j + 1
			if t[k].Lower == "the" && k+1 < c.end {
				k++
			}
			if c.nameToken(k) {
				j = k + 1
				if n, _ := c.lookup(k, c.end); n > 1 {
					j = k + n
				}
				continue
			}
		case t[j].Lower == "and" && j+1 < c.end && i > 0 && t[i-1].Lower == "the" && !c.isActor(i, j) && !c.isActor(j+1, c.end) && c.endsSoon(j+1):
			body = true // "the Peace and Security Council"
			j += 2
			continue
		case body && t[j].Lower == "and" && j+1 < c.end && j >= 2 && c.nameToken(j+1) && c.portfolio(j-1) && c.portfolio(j+1):
			j += 2
			continue
		}
		break
	}
	return j
}

// isActor tells whether a known actor or a body is named at token i: "the EU and the Arab League" are two.
func (c *cutter) isActor(i, end int) bool {
	n, senses := c.lookup(i, end)
	if n > 0 && senses[0].Use != lexicon.Place {
		// "Security Council" is but a part of a longer name here.
		return senses[0].Actor.Type != document.Organization || end < c.end
	}
	return end < c.end && (c.bodyWord(end-1) || c.given(i))
}

// bodyWord tells whether token i names a body or an office whose name may go on with "of": "Ministry", "Minister".
func (c *cutter) bodyWord(i int) bool {
	w := c.d.Tokens[i].Text
	return c.lex.Is(lexicon.OrgSuffix, w) || c.lex.Is(lexicon.Institution, w) || c.lex.Is(lexicon.RoleNoun, w) || c.lex.Is(lexicon.TreatyNoun, w)
}

// onBody are bodies and texts whose names go on with "on".
var onBody = set("committee commission conference council centre center institute forum convention agreement treaty panel protocol law act declaration group")

// endsSoon tells whether the capitalised words from token i on end in a word for a body: "Security Council".
func (c *cutter) endsSoon(i int) bool {
	k := i
	for k < c.end && k < i+4 && c.nameToken(k) {
		k++
	}
	return k > i && (c.lex.Is(lexicon.OrgSuffix, c.d.Tokens[k-1].Text))
}

func (c *cutter) portfolio(i int) bool {
	w := strings.ToLower(c.d.Tokens[i].Text)
	return portfolios[w] || c.lex.Is(lexicon.RoleModifier, w)
}

// hyphenated finds countries in compounds: "Armenia-Azerbaijan", "Emirati-brokered".
func (c *cutter) hyphenated(i int) {
	t := &c.d.Tokens[i]
	if t.Kind != document.Word || !upper(t.Text) || c.hidden[i] {
		return
	}
	c.compound(i)
}

// prefixes are the forms of adjectives that stand only in compounds: "Franco-German".
var prefixes = map[string]string{
	"Franco": "country:fr", "Anglo": "country:gb", "Sino": "country:cn", "Russo": "country:ru", "Greco": "country:gr", "Turco": "country:tr",
	"Indo": "country:in", "Hispano": "country:es", "Austro": "country:at", "Serbo": "country:rs", "Italo": "country:it", "Luso": "country:pt",
}

// compound puts a demonym for each country that is a part of token i and reports whether it found one.
func (c *cutter) compound(i int) bool {
	parts := strings.FieldsFunc(c.d.Tokens[i].Text, func(r rune) bool { return r == '-' || r == '–' })
	if len(parts) < 2 {
		return false
	}
	found := false
	for _, p := range parts {
		if key := prefixes[p]; key != "" && p != parts[len(parts)-1] {
			c.put(piece{Range: document.Range{First: i, End: i + 1}, kind: demonym, typ: document.Country, key: key, use: lexicon.Adjective})
			found = true
			continue
		}
		for _, s := range c.lex.Senses(p) {
			if s.Use != lexicon.Place && s.Actor.Type != document.Person {
				c.put(piece{Range: document.Range{First: i, End: i + 1}, kind: demonym, typ: s.Actor.Type, key: s.Actor.Key, use: lexicon.Adjective})
				found = true
				break
			}
		}
	}
	return found
}
