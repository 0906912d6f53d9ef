package when

// relative are expressions that name a date by another one: the article's, or the last that was spoken of.
var relative = []rule{
	{"earlier|later? today", func(m *match) (expr, bool) {
		return commonWord(m, m.atom(1), func() (expr, bool) { return shift(day, 0) })
	}},
	{"later? tonight", func(m *match) (expr, bool) {
		return commonWord(m, m.atom(1), func() (expr, bool) { return partly(4)(shift(day, 0)) })
	}},
	{"yesterday PART?", func(m *match) (expr, bool) {
		return commonWord(m, m.atom(0), func() (expr, bool) { return partly(partOf(m, 1))(shift(day, -1)) })
	}},
	{"tomorrow PART?", func(m *match) (expr, bool) {
		if m.before(1).is("a", "better", "brighter", "the", "our", "their") {
			return expr{}, false
		}
		return commonWord(m, m.atom(0), func() (expr, bool) { return partly(partOf(m, 1))(shift(day, 1)) })
	}},
	{"the day before yesterday", func(*match) (expr, bool) { return shift(day, -2) }},
	{"the day after tomorrow", func(*match) (expr, bool) { return shift(day, 2) }},
	{"this PART", func(m *match) (expr, bool) { return partly(partOf(m, 1))(shift(day, 0)) }},
	{"last night|evening", func(m *match) (expr, bool) { return partly(partOf(m, 1))(shift(day, -1)) }},

	{"WDAY PART?", func(m *match) (expr, bool) {
		return partly(partOf(m, 1))(expr{form: calendar, how: onWeekday, day: m.num(0), unit: day}, shortened(m))
	}},
	{"LAST|NEXT|THIS past|coming? WDAY PART?", func(m *match) (expr, bool) {
		e, ok := directed(expr{form: calendar, how: onWeekday, day: m.num(2), unit: day}, turned(m, 0, 1))
		return partly(partOf(m, 3))(e, ok)
	}},
	{"WDAY of? LAST|NEXT|THIS week", func(m *match) (expr, bool) {
		return expr{form: calendar, how: inWeek, unit: day, day: m.num(0), n: steps(directionOf(m.atom(2)))}, true
	}},
	{"LAST|NEXT|THIS week 's WDAY", func(m *match) (expr, bool) {
		return expr{form: calendar, how: inWeek, unit: day, day: m.num(3), n: steps(directionOf(m.atom(0)))}, true
	}},
	{"LAST|NEXT|THIS MONTH", func(m *match) (expr, bool) {
		e, _ := ymd(0, m.num(1), 0)
		return directed(e, m.atom(0))
	}},

	{"this weekend", func(*match) (expr, bool) {
		return expr{form: calendar, how: onWeekday, day: 6, unit: weekend}, true
	}},
	{"LAST|NEXT|THIS UNIT", thatUnit},
	{"the LAST|NEXT UNIT", theUnit},
	{"this past|coming UNIT", func(m *match) (expr, bool) { return shift(m.unit(2), steps(directionOf(m.atom(1)))) }},
	{"the? current UNIT", func(m *match) (expr, bool) { return shift(m.unit(2), 0) }},
	{"the UNIT before last", func(m *match) (expr, bool) { return shift(m.unit(1), -2) }},
	{"the UNIT after next", func(m *match) (expr, bool) { return shift(m.unit(1), 2) }},
	{"the UNIT", func(m *match) (expr, bool) {
		e, ok := shift(m.unit(1), 0)
		e.bare = true
		return e, ok
	}},
	{"at|over|during|on|until|by <the weekend", func(m *match) (expr, bool) {
		e := expr{form: calendar, how: onWeekday, day: 6, unit: weekend}
		if m.atom(0).is("over") {
			e.how = weekendPast
		}
		return e, !m.after(1).is("of")
	}},
	{"earlier|later THIS UNIT|SEASON", partOfThis},
	{"earlier|later in the UNIT", func(m *match) (expr, bool) {
		e, ok := shift(m.unit(3), 0)
		e.mod = modOf[m.atom(0).lower]
		return e, ok && !m.after(1).is("of")
	}},
	{"earlier|later that same? UNIT", func(m *match) (expr, bool) { return narrative(m.unit(3), 0) }},
	{"later that same? PART", func(m *match) (expr, bool) { return partly(partOf(m, 3))(narrative(day, 0)) }},
	{"that same? UNIT", func(m *match) (expr, bool) {
		e, ok := narrative(m.unit(2), 0)
		return e, ok && m.unit(2) != hour && !m.after(1).is("one", "after", "by", "'s")
	}},
	{"that same? PART", func(m *match) (expr, bool) { return partly(partOf(m, 2))(narrative(day, 0)) }},
	{"the same UNIT", func(m *match) (expr, bool) { return narrative(m.unit(2), 0) }},
	{"the previous|preceding UNIT", func(m *match) (expr, bool) { return narrative(m.unit(2), -1) }},
	{"the very? following UNIT", func(m *match) (expr, bool) { return narrative(m.unit(3), 1) }},
	{"the previous|following PART", func(m *match) (expr, bool) {
		n := 1
		if m.atom(1).is("previous") {
			n = -1
		}
		return partly(partOf(m, 2))(narrative(day, n))
	}},
	{"the UNIT before|after|earlier|later", func(m *match) (expr, bool) {
		e, ok := narrative(m.unit(1), signOf[m.atom(2).lower])
		return e, ok && closed(m)
	}},
	{"the night|evening before", func(m *match) (expr, bool) {
		e, ok := partly(partOf(m, 1))(narrative(day, -1))
		return e, ok && closed(m)
	}},

	{"NUM|ONE UNIT|UNITS ago", func(m *match) (expr, bool) { return shift(longer(m.unit(1), -m.num(0))) }},
	{"NUM - NUM UNITS ago", func(m *match) (expr, bool) { return shift(m.unit(3), -tens(m)) }},
	{"ONE? VAGUE of? UNITS ago", func(*match) (expr, bool) { return someTime("PAST_REF") }},
	{"NUM|ONE and a half UNITS ago", func(m *match) (expr, bool) { return shift(m.unit(4), -m.num(0)) }},
	{"half ONE UNIT ago", func(*match) (expr, bool) { return someTime("PAST_REF") }},
	{"UNITS ago", func(*match) (expr, bool) { return someTime("PAST_REF") }},
	{"NUM|ONE UNIT|UNITS from now|today", func(m *match) (expr, bool) { return shift(longer(m.unit(1), m.num(0))) }},
	{"NUM|ONE UNIT|UNITS hence", func(m *match) (expr, bool) { return shift(m.unit(1), m.num(0)) }},
	{"in <NUM|ONE UNIT|UNITS ' time", func(m *match) (expr, bool) { return shift(m.unit(2), m.num(1)) }},
	{"in <NUM|ONE UNIT 's time", func(m *match) (expr, bool) { return shift(m.unit(2), m.num(1)) }},
	{"in <NUM|ONE UNIT|UNITS", func(m *match) (expr, bool) {
		return expr{form: calendar, how: into, unit: m.unit(2), n: m.num(1)}, m.unit(2) >= day && !m.after(1).is("of", "-", "'s", "later", "earlier", "before", "after", "old")
	}},
	{"in <ONE? VAGUE of? UNITS", func(m *match) (expr, bool) {
		return expr{form: calendar, how: into, unit: m.unit(4)}, m.unit(4) >= day && !m.after(1).is("of", "later", "earlier", "before", "after", "old", "'s")
	}},
	{"early|late|mid - week|month|year|SEASON", func(m *match) (expr, bool) {
		e, ok := shift(m.unit(2), 0)
		if m.atom(2).class&cSeason != 0 {
			e, ok = inSeason(m.num(2), 0)
		}
		e.mod = map[string]mod{"early": start, "mid": middle, "late": end}[m.atom(0).lower]
		return e, ok && m.atom(1).glued
	}},
	{"NUM|ONE UNIT|UNITS later|earlier|afterwards|afterward|previously|prior", func(m *match) (expr, bool) {
		e, ok := narrative(longer(m.unit(1), signOf[m.atom(2).lower]*m.num(0)))
		return e, ok && !m.after(1).is("than", "to")
	}},
	{"NUM|ONE UNIT|UNITS before|after", func(m *match) (expr, bool) {
		e, ok := narrative(longer(m.unit(1), signOf[m.atom(2).lower]*m.num(0)))
		return e, ok && closed(m)
	}},
	{"ONE? VAGUE? of? UNITS later|earlier", func(m *match) (expr, bool) { return someTime("XXXX") }},

	{"the|these? LAST|NEXT NUM|VAGUE UNITS", func(m *match) (expr, bool) { return run(m, 1, m.num(2), m.unit(3)) }},
	{"the? LAST|NEXT couple of UNITS", func(m *match) (expr, bool) { return run(m, 1, 0, m.unit(4)) }},
	{"the? past|coming UNITS", func(m *match) (expr, bool) { return run(m, 1, 0, m.unit(2)) }},
	{"the? LAST|NEXT UNITS", func(m *match) (expr, bool) {
		e, ok := run(m, 1, 0, m.unit(2))
		return e, ok && !m.after(1).is("of")
	}},
	{"recent UNITS", func(*match) (expr, bool) { return someTime("PAST_REF") }},
}

// lengths are durations and sets.
var lengths = []rule{
	{"NUM|VAGUE UNIT|UNITS", func(m *match) (expr, bool) {
		e, ok := lasts(m.num(0), m.unit(1))
		return e, ok && !m.atom(0).is("some") // "some weeks" is no length
	}},
	{"NUM - NUM UNITS", func(m *match) (expr, bool) {
		if n := tens(m); m.atom(2).glued && n > 0 {
			return lasts(n, m.unit(3))
		}
		return lasts(m.num(2), m.unit(3))
	}},
	{"NUM - UNIT", func(m *match) (expr, bool) {
		e, ok := lasts(m.num(0), m.unit(2))
		return e, ok && m.atom(2).glued
	}},
	{"NUM - UNIT - long", func(m *match) (expr, bool) { return lasts(m.num(0), m.unit(2)) }},
	{"NUM to|or|– NUM UNITS", func(m *match) (expr, bool) { return lasts(m.num(2), m.unit(3)) }},
	{"NUM|ONE and a half UNITS", func(m *match) (expr, bool) { return lasts(m.num(0), m.unit(4)) }},
	{"ONE couple|few of? UNITS", func(m *match) (expr, bool) { return lasts(0, m.unit(3)) }},
	{"ONE couple UNITS", func(m *match) (expr, bool) { return lasts(0, m.unit(2)) }},
	{"NUM of UNITS", func(m *match) (expr, bool) { return lasts(0, m.unit(2)) }},
	{"hundreds|dozens|tens|thousands of UNITS", func(m *match) (expr, bool) { return lasts(0, m.unit(2)) }},
	{"ONE|the single|whole|full|entire|extra|additional UNIT", func(m *match) (expr, bool) {
		e, ok := lasts(1, m.unit(2))
		return e, ok && m.unit(2) >= day
	}},
	{"another UNIT", func(m *match) (expr, bool) {
		e, ok := lasts(1, m.unit(1))
		return e, ok && m.unit(1) >= week
	}},
	{"NUM - plus UNITS", func(m *match) (expr, bool) { return lasts(m.num(0), m.unit(3)) }},
	{"NUM - second", func(m *match) (expr, bool) { return lasts(m.num(0), second) }},
	{"half ONE UNIT", func(m *match) (expr, bool) {
		return expr{form: lasting, unit: m.unit(2), value: halved(m.unit(2))}, m.unit(2) >= hour
	}},
	{"ONE UNIT", aUnit},
	{"for|over|in|within|after|during|despite|amid <UNITS", func(m *match) (expr, bool) {
		e, ok := lasts(0, m.unit(1))
		return e, ok && (m.unit(1) >= day || m.before(1).is("for")) && !m.after(1).is("past")
	}},
	{"UNITS before|after", func(m *match) (expr, bool) {
		m.last--
		return lasts(0, m.unit(0))
	}},
	{"in|over|during the UNITS since|after|before|following", func(m *match) (expr, bool) {
		m.first, m.last = m.last-1, m.last-1
		return lasts(0, m.unit(2))
	}},
	{"UNIT|UNITS - long", func(m *match) (expr, bool) {
		n := 1
		if m.atom(0).class&cUnits != 0 {
			n = 0
		}
		return lasts(n, m.unit(0))
	}},
	{"every|each other? UNIT", func(m *match) (expr, bool) { return repeats(duration(1+m.len(1), m.unit(2))) }},
	{"every|each WDAY PART?", func(m *match) (expr, bool) { return repeats("XXXX-WXX-" + digit(m.num(1))) }},
	{"every|each MONTH", func(m *match) (expr, bool) { return repeats("XXXX-" + two(m.num(1))) }},
	{"every|each PART", func(m *match) (expr, bool) { return repeats("P1D") }},
	{"every|each SEASON", func(m *match) (expr, bool) { return repeats("P1Y") }},
	{"every NUM UNITS", func(m *match) (expr, bool) { return repeats(duration(m.num(1), m.unit(2))) }},
	{"WDAYS", func(m *match) (expr, bool) { return repeats("XXXX-WXX-" + digit(m.num(0))) }},
	{"per UNIT", func(m *match) (expr, bool) { return repeats(duration(1, m.unit(1))) }},
	{"daily", adverb("P1D")}, {"weekly", adverb("P1W")}, {"monthly", adverb("P1M")}, {"yearly", adverb("P1Y")},
	{"annually", adverb("P1Y")}, {"nightly", adverb("P1D")},
}
