package when

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How capitals tell that words of time are part of a name. A headline has them everywhere and tells nothing.

// titled is "the Sunday Telegraph": a weekday between an article and one capitalised word. "The Sunday vote" is a day's.
func titled(m *match) (expr, bool) {
	return expr{}, !m.headline && namelike(m.after(1)) && !m.after(2).capital
}

// programme is "Fox News Sunday", where nothing is said to happen on the Sunday: the name begins the sentence or a
// preposition leads to it. "He told Fox News Sunday that …" is taken for a day.
func programme(m *match) (expr, bool) {
	n := 1
	for namelike(m.before(n)) && n < 4 {
		n++
	}
	return expr{}, !m.headline && m.atom(0).capital && n > 1 && (m.before(n).text == "" || m.before(n).is("on", "of", "the"))
}

// called is "Saturday Night Live": a part of the day with a capital and a name's word after it.
func called(m *match) (expr, bool) {
	return expr{}, !m.headline && written(m.atom(1)) && (namelike(m.after(1)) || m.after(1).is("live", "football"))
}

// capitals are words that are written small wherever they tell a time: "Last Week Tonight", "60 Minutes", "the Today
// programme". The first word of a sentence or a quotation, and a text all in capitals, tell nothing.
func capitals(m *match) (expr, bool) {
	last := &m.all[m.last]
	opens := m.last == m.first && (m.before(1).text == "" || !unicode.IsLetter([]rune(m.before(1).text)[0]))
	return expr{}, !m.headline && !opens && written(last)
}

// uprising is "the Arab Spring of 2011": a season with a capital after a name's word.
func uprising(m *match) (expr, bool) {
	m.last = m.first // the year is one all the same
	return expr{}, !m.headline && written(m.atom(0)) && namelike(m.before(1))
}

// written tells whether a is a word with a capital in front, and only there.
func written(a *atom) bool {
	_, n := utf8.DecodeRuneInString(a.text)
	return a.capital && n < len(a.text) && a.text[n:] == strings.ToLower(a.text[n:])
}

// namelike tells whether a may be a word of a name: it has a capital, is no word of time and none of those that a sentence
// begins with before a time.
func namelike(a *atom) bool {
	return written(a) && a.class == 0 && !opening[a.lower]
}

// opening are words that have a capital only because a sentence begins with them.
var opening = set(`a an the in on by at of to for from since until before after during over through and or but as this that these those it he
	she they we i his her its their our my your all each every early late mid both until when while with if then so not no
	most some many much another such one`)
