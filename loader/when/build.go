package when

import "strconv"

// What the rules' longer meanings are made of.

var modOf = map[string]mod{"earlier": earlier, "later": later}

var signOf = map[string]int{"before": -1, "earlier": -1, "previously": -1, "prior": -1, "after": 1, "later": 1, "afterwards": 1, "afterward": 1}

// numeric is a date in digits. Where the first two numbers may both be the month, it waits for what the article's other
// dates tell.
func numeric(a *atom) (expr, bool) {
	if a.ymd[0] < 0 {
		return expr{form: calendar, unit: day, how: fixed, year: a.ymd[2], month: a.ymd[0], day: a.ymd[1], firm: true}, true
	}
	return ymd(a.ymd[0], a.ymd[1], a.ymd[2])
}

// daysOf is the range of two days of a month.
func daysOf(y, m, first, last int) (expr, bool) {
	a, ok1 := ymd(y, m, first)
	b, ok2 := ymd(y, m, last)
	e, ok := ranged(a, ok1, b, ok2)
	return e, ok && first < last
}

// dayMonth is "17 June"; a number before the verb "may" is none.
func dayMonth(m *match, monthAt, dayAt int) (expr, bool) {
	if m.atom(monthAt).is("may", "march") && m.after(1).is("be", "not", "have", "also", "well") {
		return expr{}, false
	}
	return ymd(0, m.num(monthAt), m.num(dayAt))
}

// ofYear is "June last year".
func ofYear(m *match, monthAt, dayAt, dirAt int) (expr, bool) {
	d := 0
	if dayAt >= 0 {
		d = m.num(dayAt)
	}
	e, ok := ymd(0, m.num(monthAt), d)
	e.n, e.firm = steps(directionOf(m.atom(dirAt))), true
	return e, ok
}

// monthsOf is the range of two months.
func monthsOf(m *match, firstAt, lastAt, yearAt int) (expr, bool) {
	a, _ := ymd(0, m.num(firstAt), 0)
	b, _ := ymd(m.num(yearAt), m.num(lastAt), 0)
	return ranged(a, m.atom(firstAt).capital, b, m.atom(lastAt).capital)
}

// years is the range of two years.
func years(m *match, first, last int) (expr, bool) {
	a, _ := ymd(first, 0, 0)
	b, _ := ymd(last, 0, 0)
	e, _ := ranged(a, true, b, true)
	return e, first < last && last-first < 300 && plausible(first) && plausible(last) && !m.before(1).is("$", "£", "€")
}

func plausible(y int) bool { return y >= 1500 && y <= 2100 }

// bareMonth is a month without a day or a year: it stands after a preposition or a word that leads a date, owns something,
// or stands between a determiner and a noun.
func bareMonth(m *match) (expr, bool) {
	e, ok := ymd(0, m.num(0), 0)
	a, before, after := m.atom(0), m.before(1), m.after(1)
	name := a.is("may", "march", "april", "june", "august") || short[a.lower]
	switch {
	case short[a.lower] && !after.is("."):
		return e, false
	case before.is("in", "since", "until", "till", "last", "next", "this", "early", "late", "mid", "through", "during"):
		return e, ok
	case before.is("-") && m.before(2).is("mid", "end"):
		return e, ok
	case before.is("of") && m.before(2).is("end", "beginning", "start", "middle", "month", "rest", "half", "week", "weeks", "days"):
		return e, ok
	case after.is("'s", "'") && !a.is("may", "march") && !short[a.lower] && !m.after(2).capital:
		return e, ok
	case before.is("by", "from", "before", "after", "between", "and", "to", "for", "or", "of", ","):
		return e, ok && (!name || before.is("before", "after") && !after.capital)
	case before.is("the", "a", "an", "his", "her", "its", "their", "that"):
		return e, ok && !after.capital && after.text != "" && !after.is("on", "of", "is", "was", "for", "against", ".", ",", "to", "in") && (!a.is("may") || after.lower > "a")
	case name:
		return e, false
	}
	return e, ok && (before.text == "" || !before.capital) && !after.capital
}

// bareYear is a number that the words beside it tell to be a year.
func bareYear(m *match) (expr, bool) {
	e, _ := ymd(m.num(0), 0, 0)
	before, after := m.before(1), m.after(1)
	e.firm = before.is("in", "since", "until", "till", "by", "during", "before", "after", "from", "early", "late", "through", "circa")
	switch {
	case m.num(0) < 1500 || m.num(0) > 2100, before.is("$", "£", "€", "#", "no", "room", "nearly", "about", "over", "than", "some", "almost", "around", "highway", "route", "flight", "page"):
		return e, false
	case after.is("%", "percent", "per"), counted[after.lower], before.glued && before.is("-", "/", ":") && !m.before(2).is("mid", "end"):
		return e, false
	case e.firm, before.is("mid", "-", "the", "of", "(", "'s", "his", "her", "their", "its", "our", "a", "this", "that", "for", "to", "and", "or", "–", ",", "fall", "spring", "summer", "winter", "autumn", "mid-"):
		return e, m.num(0) >= 1600 && (m.num(0) >= 1800 || e.firm) && (!before.is("a", "to", "for") || m.num(0) > 1900)
	}
	return e, m.num(0) >= 1900 && m.num(0) < 2060 && (before.text == "" || !before.capital || after.is("election", "presidential", "campaign"))
}

// counted are things of which there may be as many as there are years.
var counted = set(`people troops soldiers dollars pounds euros miles kilometres kilometers meters metres feet votes voters jobs refugees
	men women children hours minutes days weeks months years words homes houses families workers employees members police officers
	fighters students delegates points seats cases deaths migrants tonnes tons barrels acres pages others more additional emails`)

func decadeOf(m *match) (expr, bool) {
	a := m.atom(2)
	e := expr{form: calendar, unit: decade, year: a.number, firm: true}
	if len(a.lower) < 5 || !isDigit(rune(a.lower[0])) { // "the 90s", "the nineties", no one's age
		return e, m.has(1) || m.has(0) && a.number >= 1950 && !m.after(1).is("degrees", "percent") || m.before(1).is("early", "late")
	}
	return e, true
}

func inSeason(month, year int) (expr, bool) {
	return expr{form: calendar, how: ofSeason, unit: season, month: month, year: year}, true
}

func quarterOf(n, year int) (expr, bool) {
	return expr{form: calendar, how: part4, unit: quarter, n: 0, day: n, year: year}, n >= 1 && n <= 4
}

// turned is the atom that gives "this past Monday" and "last Monday" their direction.
func turned(m *match, first, second int) *atom {
	if m.has(second) {
		return m.atom(second)
	}
	return m.atom(first)
}

func partOf(m *match, i int) int {
	if !m.has(i) {
		return 0
	}
	return m.num(i) + 1
}

func partly(part int) func(expr, bool) (expr, bool) {
	return func(e expr, ok bool) (expr, bool) {
		e.part = part
		return e, ok
	}
}

// commonWord refuses a word that stands with a capital after another one, as part of a name: "World News Tonight".
func commonWord(m *match, a *atom, build func() (expr, bool)) (expr, bool) {
	if b := m.before(1); !m.headline && a.capital && b.capital && b.text != "" {
		return expr{}, false
	}
	return build()
}

// shortened tells whether the weekday of item 0 is written out, or stands where its abbreviation can only be one: before a
// point or a month.
func shortened(m *match) bool {
	a, next := m.atom(0), m.after(1)
	if !short[a.lower] {
		return true
	}
	after := m.after(2)
	if next.is(".", ",") && (after.class&(cMonth|cDay) != 0 || after.is(",") && m.after(3).class&(cMonth|cDay) != 0) || next.class&cMonth != 0 {
		return true
	}
	return next.is(".") && next.glued && !a.is("sun", "sat", "wed", "mon") && m.before(1).is("on", "last", "next", "by", "until", "since")
}

// thatUnit is "last week".
func thatUnit(m *match) (expr, bool) {
	d, u := directionOf(m.atom(0)), m.unit(1)
	switch {
	case m.atom(0).is("past"):
		return expr{form: calendar, how: back, unit: u, n: 1}, u >= day && !m.before(1).is("the", "this")
	case u < day || u == day || u == century && d == coming:
		return expr{}, false
	case m.before(1).is("the", "a", "his", "her", "its", "their", "my", "our", "your"):
		return expr{}, false // "the last week of the campaign", "the next decade": another rule's
	case m.atom(1).is("fortnight"):
		return expr{}, false
	}
	return shift(u, steps(d))
}

// theUnit is "the last week": seven days back after "in", "over", "during"; else something's last week.
func theUnit(m *match) (expr, bool) {
	u := m.unit(2)
	if u <= hour {
		return expr{}, false
	}
	span := m.before(1).is("in", "over", "during", "within", "for", "of", "throughout", "through") && !m.after(1).is("of")
	switch {
	case m.atom(1).is("past", "coming") || span && m.atom(1).is("last", "next"):
		if m.atom(1).class&cLast != 0 {
			return expr{form: calendar, how: back, unit: u, n: 1}, true
		}
		return expr{form: calendar, how: ahead, unit: u, n: 1}, true
	case m.atom(1).is("next"):
		return narrative(u, 1)
	}
	return expr{}, false
}

// partOfThis is "earlier this week".
func partOfThis(m *match) (expr, bool) {
	e, ok := shift(m.unit(2), 0)
	if m.atom(2).class&cSeason != 0 {
		e, _ = inSeason(m.num(2), 0)
		e.dir, ok = current, true
	}
	e.mod = modOf[m.atom(0).lower]
	return e, ok
}

// run is n units back or ahead.
func run(m *match, dirAt, n int, u unit) (expr, bool) {
	past := directionOf(m.atom(dirAt)) == previous
	switch {
	case u < hour:
		return lasts(n, u)
	case n == 0 && past:
		return someTime("PAST_REF")
	case n == 0:
		return someTime("FUTURE_REF")
	case past:
		return expr{form: calendar, how: back, unit: u, n: n}, true
	}
	return expr{form: calendar, how: ahead, unit: u, n: n}, true
}

// tens is the number of "twenty-five", 0 for other pairs.
func tens(m *match) int {
	if a, b := m.num(0), m.num(2); a >= 20 && a <= 90 && a%10 == 0 && b < 10 && m.atom(1).glued {
		return a + b
	}
	return 0
}

// closed tells whether nothing follows the expression that it could belong to: "the day before the vote".
func closed(m *match) bool {
	a := m.after(1)
	return a.text == "" || a.is(".", ",", ";", ":", ")", "”", "\"", "''", "?", "!", "—", "–", "when", "and", "but", "at", "in", "on")
}

// aUnit is "a week": a length, or how often.
func aUnit(m *match) (expr, bool) {
	b, u := m.before(1), m.unit(1)
	switch {
	case u < hour || m.after(1).is("of", "-") && !m.before(1).is("after", "for", "over", "than"):
		return expr{}, false
	case b.class&(cNumber|cUnits) != 0 || b.is("once", "twice", "times", "percent", "thrice", "million", "billion", "dollars", "hours", "million"):
		return repeats(duration(1, u))
	case m.atom(1).capital && !m.headline:
		return expr{}, false
	case b.is("such", "quite", "what", "as", "is", "was", "be"):
		return expr{}, false
	}
	return lasts(1, u)
}

func adverb(value string) func(*match) (expr, bool) {
	return func(m *match) (expr, bool) {
		e, _ := repeats(value)
		return e, !m.atom(0).capital
	}
}

// len is 1 where item i is there.
func (m *match) len(i int) int {
	if m.has(i) {
		return 1
	}
	return 0
}

func digit(n int) string { return strconv.Itoa(n) }

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

func feastOf(f, year int) (expr, bool) {
	return expr{form: calendar, how: feast, unit: day, day: f, year: year}, true
}
