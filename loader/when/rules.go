package when

import "slices"

// english is the grammar, made once.
var english = compile(slices.Concat(friends, absolute, relative, lengths))

// absolute are expressions that name a date.
var absolute = []rule{
	{"DATE", func(m *match) (expr, bool) { return numeric(m.atom(0)) }},
	{"MONTH .? DAY ,? YEAR", func(m *match) (expr, bool) { return ymd(m.num(4), m.num(0), m.num(2)) }},
	{"MONTH .? the? DAY", func(m *match) (expr, bool) { return ymd(0, m.num(0), m.num(3)) }},
	{"the? DAY of? MONTH .? ,? YEAR", func(m *match) (expr, bool) { return ymd(m.num(6), m.num(3), m.num(1)) }},
	{"the? DAY of? MONTH", func(m *match) (expr, bool) { return dayMonth(m, 3, 1) }},
	{"the ORD of MONTH ,? YEAR?", func(m *match) (expr, bool) { return ymd(m.num(5), m.num(3), m.num(1)) }},
	{"MONTH .? DAY of? LAST|THIS|NEXT year", func(m *match) (expr, bool) { return ofYear(m, 0, 2, 4) }},
	{"MONTH of? LAST|THIS|NEXT year", func(m *match) (expr, bool) { return ofYear(m, 0, -1, 2) }},
	{"MONTH .? ,? YEAR", func(m *match) (expr, bool) { return ymd(m.num(3), m.num(0), 0) }},
	{"MONTH of YEAR", func(m *match) (expr, bool) { return ymd(m.num(2), m.num(0), 0) }},
	{"the? month of MONTH", func(m *match) (expr, bool) { return ymd(0, m.num(3), 0) }},
	{"MONTH", bareMonth},
	{"the? year YEAR", func(m *match) (expr, bool) { return ymd(m.num(2), 0, 0) }},
	{"YEAR", bareYear},

	{"MONTH .? DAY -|–|—|to|through|until DAY ,? YEAR?", func(m *match) (expr, bool) { return daysOf(m.num(6), m.num(0), m.num(2), m.num(4)) }},
	{"between <MONTH .? DAY and DAY ,? YEAR?", func(m *match) (expr, bool) { return daysOf(m.num(7), m.num(1), m.num(3), m.num(5)) }},
	{"MONTH .? DAY and DAY ,? YEAR", func(m *match) (expr, bool) { return daysOf(m.num(6), m.num(0), m.num(2), m.num(4)) }},
	{"the? DAY -|–|—|to|and|until DAY of? MONTH ,? YEAR?", func(m *match) (expr, bool) { return daysOf(m.num(7), m.num(5), m.num(1), m.num(3)) }},
	{"YEAR -|–|—|to|through|until YEAR", func(m *match) (expr, bool) { return years(m, m.num(0), m.num(2)) }},
	{"YEAR -|– TWO", func(m *match) (expr, bool) { return years(m, m.num(0), m.num(0)/100*100+m.num(2)) }},
	{"between <YEAR and YEAR", func(m *match) (expr, bool) { return years(m, m.num(1), m.num(3)) }},

	{"the? '|‘? DECADE", decadeOf},
	{"the '|‘? YEAR|TWO 's", func(m *match) (expr, bool) {
		n := m.num(2)
		if n < 100 {
			n = inCentury(n)
		}
		return expr{form: calendar, unit: decade, year: n, firm: true}, n%10 == 0 && n >= 1700 && m.atom(3).glued
	}},
	{"from|between <MONTH to|through|until|and MONTH ,? YEAR?", func(m *match) (expr, bool) { return monthsOf(m, 1, 3, 5) }},
	{"MONTH through|-|– MONTH ,? YEAR?", func(m *match) (expr, bool) { return monthsOf(m, 0, 2, 4) }},
	{"the? year|month|week|decade -|'s end", func(m *match) (expr, bool) {
		e, ok := shift(m.unit(1), 0)
		e.mod = end
		return e, ok && (m.has(0) || m.atom(2).is("-") || m.before(1).is("by", "before", "at", "until"))
	}},
	{"the? ORD century", func(m *match) (expr, bool) {
		return expr{form: calendar, unit: century, year: m.num(1)*100 - 99}, m.num(1) <= 22
	}},
	{"the? SEASON of? YEAR", func(m *match) (expr, bool) { return inSeason(m.num(1), m.num(3)) }},
	{"the? SEASON of? YEAR -|– YEAR|TWO", func(m *match) (expr, bool) { return inSeason(m.num(1), m.num(3)) }},
	{"LAST|NEXT|THIS past|coming? SEASON", func(m *match) (expr, bool) {
		e, _ := inSeason(m.num(2), 0)
		return directed(e, turned(m, 0, 1))
	}},
	{"in|by|during|since|until|through|this|over <the SEASON", func(m *match) (expr, bool) {
		e, _ := inSeason(m.num(2), 0)
		return e, !m.after(1).is("of", "from", "in")
	}},
	{"in|by|during|since|until|through|early|late|next <SEASON", func(m *match) (expr, bool) {
		e, _ := inSeason(m.num(1), 0)
		return e, !m.after(1).is("of", "from", "in") && m.after(1).class&cYear == 0
	}},
	{"SEASON of? LAST|THIS|NEXT year", func(m *match) (expr, bool) {
		e, _ := inSeason(m.num(0), 0)
		e.n, e.firm = steps(directionOf(m.atom(2))), true
		return e, true
	}},
	{"the? ORD quarter of? YEAR", func(m *match) (expr, bool) { return quarterOf(m.num(1), m.num(4)) }},
	{"the ORD quarter", func(m *match) (expr, bool) { return quarterOf(m.num(1), 0) }},
	{"the? ORD quarter of LAST|THIS|NEXT|the year", func(m *match) (expr, bool) {
		e, ok := quarterOf(m.num(1), 0)
		e.firm = true
		if d := directionOf(m.atom(4)); d != nearest {
			e.n = steps(d)
		}
		return e, ok
	}},
	{"q NUM ,|of|in? YEAR?", func(m *match) (expr, bool) {
		e, ok := quarterOf(m.num(1), m.num(3))
		return e, ok && m.atom(1).glued
	}},
	{"fiscal|fy year? YEAR", func(m *match) (expr, bool) {
		return expr{form: calendar, unit: fiscal, year: m.num(2)}, true
	}},
	{"financial year YEAR", func(m *match) (expr, bool) { return expr{form: calendar, unit: fiscal, year: m.num(2)}, true }},

	{"christmas day ,? YEAR?", func(m *match) (expr, bool) { return feastOf(christmasDay, m.num(3)) }},
	{"christmas ,? YEAR?", func(m *match) (expr, bool) { return feastOf(christmasDay, m.num(2)) }},
	{"christmas eve ,? YEAR?", func(m *match) (expr, bool) { return feastOf(christmasEve, m.num(3)) }},
	{"boxing day ,? YEAR?", func(m *match) (expr, bool) { return feastOf(boxingDay, m.num(3)) }},
	{"new year 's day ,? YEAR?", func(m *match) (expr, bool) { return feastOf(newYear, m.num(5)) }},
	{"new year 's eve ,? YEAR?", func(m *match) (expr, bool) { return feastOf(newYearsEve, m.num(5)) }},
	{"thanksgiving day? ,? YEAR?", func(m *match) (expr, bool) { return feastOf(thanksgivingDay, m.num(3)) }},
	{"black friday ,? YEAR?", func(m *match) (expr, bool) { return feastOf(blackFriday, m.num(3)) }},
	{"halloween ,? YEAR?", func(m *match) (expr, bool) { return feastOf(halloweenDay, m.num(2)) }},
	{"good friday ,? YEAR?", func(m *match) (expr, bool) { return feastOf(goodFriday, m.num(3)) }},
	{"easter sunday? ,? YEAR?", func(m *match) (expr, bool) { return feastOf(easterDay, m.num(3)) }},
	{"easter monday ,? YEAR?", func(m *match) (expr, bool) { return feastOf(easterMonday, m.num(3)) }},
	{"valentine 's day ,? YEAR?", func(m *match) (expr, bool) { return feastOf(valentines, m.num(4)) }},
	{"may day ,? YEAR?", func(m *match) (expr, bool) {
		e, ok := feastOf(mayDay, m.num(3))
		return e, ok && m.atom(0).capital && m.atom(1).capital
	}},
	{"labor day ,? YEAR?", func(m *match) (expr, bool) { return feastOf(laborDay, m.num(3)) }},
	{"memorial day ,? YEAR?", func(m *match) (expr, bool) { return feastOf(memorialDay, m.num(3)) }},
	{"veterans day ,? YEAR?", func(m *match) (expr, bool) { return feastOf(veteransDay, m.num(3)) }},
	{"election day ,? YEAR?", func(m *match) (expr, bool) {
		e, ok := feastOf(electionDay, m.num(3))
		return e, ok && m.atom(0).capital && m.atom(1).capital
	}},
	{"LAST|NEXT|THIS FEAST", func(m *match) (expr, bool) {
		e, _ := feastOf([...]int{christmasDay, thanksgivingDay, easterDay, halloweenDay}[m.num(1)], 0)
		return directed(e, m.atom(0))
	}},
	{"9/11", func(*match) (expr, bool) { return ymd(2001, 9, 11) }},
	{"MONTH .? DAY ,? 2001? attacks|attack|hijackers|terrorist|terror", func(m *match) (expr, bool) {
		m.last-- // the attacks are what the day is named for, and no part of its name
		e, ok := ymd(2001, m.num(0), m.num(2))
		return e, ok && e.month == 9 && e.day == 11
	}},
}

// friends are words that look like a time and name something else. They tell it by capitals and by common words alone: no
// person, outlet or story stands here.
var friends = []rule{
	{"sunday|saturday|daily|weekly|monday|friday times|express|mirror|mail|post|herald|tribune|independent|standard|star|sun|beast|caller|show", none},
	{"the WDAY", titled},
	{"news WDAY", programme},
	{"WDAY PART", called},
	{"super|bloody|manic|fat|ash|maundy|palm WDAY", none},
	{"friday the ORD", none},
	{"FEAST agreement|accord|accords|deal|peace|pact", none}, // a feast's name, that a treaty is called by; a plain weekday is its day
	{"good WDAY agreement|accord|accords|deal|peace|pact", none},
	{"LAST|NEXT|THIS UNIT", capitals},
	{"today|tonight", capitals},
	{"SEASON of? YEAR?", uprising},
	{"april|may fool|fools|fool's", none},
	{"NUM UNIT|UNITS", capitals},
	{"NUM - UNIT - old|olds", none},
	{"NUM|VAGUE UNITS|UNIT old|older|younger", none},
	{"NUM|VAGUE UNITS|UNIT of age", none},
	{"NUM - NUM - UNIT - old|olds", none},
	{"one day", none},
	{"at the end of the day", none},
	{"day NUM|one", none},
	{"next to last|none", none},
}
