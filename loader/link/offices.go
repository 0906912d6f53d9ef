package link

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

// office is an office that the text gives to somebody.
type office struct {
	name string // as lexicon.Term has it
	of   string // key of the country or the organisation; "" when a title alone names the office
	at   int    // the mention
	sure bool   // it is held on the article's date: no former, deputy or future holder, and the sentence tells of no other year
}

func (o office) key() string { return o.of + " " + o.name }

// near is how close to a change of hands the date decides nothing.
const near = 3 * 24 * time.Hour

// holds is how surely a holds office o on the article's date: 1 when the date decides it, 0 when not at all.
func (l *linker) holds(a *lexicon.Actor, o office) float64 {
	day := l.d.Article.Date
	best := 0.0
	for _, t := range l.lex.Served(a.Key) {
		if t.Office != o.name || o.of != "" && t.Of != o.of {
			continue
		}
		switch {
		case !o.sure || day.IsZero():
			if !day.IsZero() && day.Before(t.From) {
				continue
			}
			best = max(best, 0.2)
		case day.After(t.From.Add(near)) && day.Before(t.To.Add(-near)):
			best = 1
		case day.After(t.From.Add(-near)) && day.Before(t.To.Add(near)):
			best = max(best, 0.5)
		}
	}
	return best
}

// officeOf reads the office of a role: "the Armenian prime minister", "Germany's chancellor", "Secretary of State". ok is
// false for roles that many hold, for those of no office in the lexicon and for those that no country or body is named of.
func (l *linker) officeOf(k int) (o office, ok bool) {
	m := &l.d.Mentions[k]
	t := l.d.Tokens
	if w := t[m.First].Lower; w == "a" || w == "an" || w == "any" || w == "every" || w == "each" || w == "no" || w == "one" || w == "some" || w == "another" {
		return o, false
	}
	if m.Of == 0 || l.d.Mentions[m.Of-1].Entity == 0 {
		return o, false
	}
	if l.namesSomebody(m) {
		return o, false
	}
	of := l.d.Entities[l.d.Mentions[m.Of-1].Entity-1].Known.Key
	name := l.titled(m.Range, m.Head, of)
	if name == "" || of == "" {
		return o, false
	}
	return office{name: name, of: of, at: k, sure: l.current(m.Range)}, true
}

// namesSomebody tells whether a role has a word of a name in it or behind it, which no stage has seen as one: "President of
// the Council Mette Aldergaard".
func (l *linker) namesSomebody(m *document.Mention) bool {
	t, of := l.d.Tokens, l.d.Mentions[m.Of-1].Range
	for i := m.First; i < m.End; i++ {
		if c, _ := utf8.DecodeRuneInString(t[i].Text); unicode.IsUpper(c) && !of.Contains(i) && !official[t[i].Lower] {
			return true
		}
	}
	if m.End >= len(t) || t[m.End].Sentence != t[m.First].Sentence || of.Contains(m.End) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(t[m.End].Text)
	return unicode.IsUpper(c) && t[m.End].Tag == document.PROPN
}

// official are the words that offices are called by.
var official = words("the prime minister premier foreign affairs president chancellor federal secretary general secretary-general state of and for taoiseach")

// titleOf reads the office that a title right before a name states: "President Putin". The country is not told.
func (l *linker) titleOf(k int) (o office, ok bool) {
	m := &l.d.Mentions[k]
	last := m.First
	for last < m.End-1 && l.d.Tokens[last].Kind == document.Word && l.titled(document.Range{First: last, End: last + 1}, last, "") != "" {
		last++
	}
	if last == m.First { // the title stands outside the mention
		last, m = m.First, &document.Mention{Range: document.Range{First: max(0, m.First-2), End: m.First}}
	} else {
		m = &document.Mention{Range: document.Range{First: m.First, End: last}}
	}
	if m.Len() == 0 || l.d.Tokens[m.First].Sentence != l.d.Tokens[last].Sentence || l.d.Tokens[last-1].Text == l.d.Tokens[last-1].Lower {
		return o, false
	}
	name := l.titled(m.Range, last-1, "")
	if name == "" {
		return o, false
	}
	return office{name: name, at: k, sure: l.current(m.Range)}, true
}

// titled is the office that the words of r up to head name, "" for none.
func (l *linker) titled(r document.Range, head int, of string) string {
	t := l.d.Tokens
	before := ""
	if head > r.First {
		before = t[head-1].Lower
	}
	after := ""
	if head+2 < len(t) {
		after = t[head+1].Lower + " " + t[head+2].Lower
	}
	switch w := t[head].Lower; {
	case w == "minister" && before == "prime", w == "premier", w == "taoiseach" && of == "country:ie":
		return "prime-minister"
	case w == "minister" && before == "foreign":
		return "foreign-minister"
	case w == "secretary" && (before == "foreign" && of == "country:gb" || after == "of state" && (of == "country:us" || of == "")):
		return "foreign-minister"
	case w == "state" && of == "country:us" && before == "of":
		return "foreign-minister"
	case w == "president" && before != "vice", w == "chancellor":
		return w
	case w == "secretary-general", w == "general" && before == "secretary", strings.HasPrefix(after, "general") && w == "secretary":
		return "secretary-general"
	}
	return ""
}

// untimely are words that tell of a holder before or after, or of somebody else's office.
var untimely = words("deputy vice former ex ex- late then-president then acting caretaker interim outgoing incoming next future previous last first would-be candidate shadow predecessor successor assistant under elect honorary self-declared self-proclaimed")

// current tells whether the words of r, and the sentence they stand in, tell of the article's own time.
func (l *linker) current(r document.Range) bool {
	t := l.d.Tokens
	for i := max(0, r.First-1); i < r.End; i++ {
		if untimely[t[i].Lower] || strings.HasPrefix(t[i].Lower, "ex-") || strings.HasPrefix(t[i].Lower, "then-") || strings.HasSuffix(t[i].Lower, "-elect") {
			return false
		}
	}
	if r.End < len(t) && (t[r.End].Lower == "elect" || t[r.End].Lower == "-elect" || t[r.End].Lower == "designate") {
		return false
	}
	year := l.d.Article.Date.Year()
	s := l.d.Sentences[t[r.First].Sentence].Tokens
	for i := s.First; i < s.End; i++ {
		w := t[i].Lower
		if n, err := strconv.Atoi(strings.TrimSuffix(w, "s")); err == nil && n >= 1900 && n < 2100 && n != year {
			return false
		}
		if w == "ago" {
			return false
		}
	}
	return true
}

func words(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}
