package when

// form is what an expression is.
type form uint8

const (
	friend    form = iota // a false one: no time at all
	calendar              // days
	lasting               // a duration
	repeating             // a set
)

// how is where the days of an expression come from.
type how uint8

const (
	fixed       how = iota // year, month, day as far as unit tells
	yearless               // month and day; its year is to be found
	onWeekday              // weekday day
	weekendPast            // "over the weekend": the last, unless what is to come is spoken of
	shifted                // n units from the article's day
	told                   // n units from the last date spoken of
	back                   // n units up to the article's day
	ahead                  // n units from the article's day on
	ofSeason               // the season that begins in month
	feast                  // feast day
	part4                  // quarter n
	inWeek                 // weekday day of the week n weeks off
	vague                  // value says it all
	into                   // "in three days": n units ahead, or a duration
)

// direction is which one of several is meant.
type direction int8

const (
	nearest  direction = iota // by tense
	previous                  // "last"
	current                   // "this"
	coming                    // "next"
)

// expr is an expression before it is resolved.
type expr struct {
	form             form
	how              how
	unit             unit
	year, month, day int
	n                int
	dir              direction
	mod              mod
	part             int    // 1 morning to 4 night, 0 for the whole day
	bare             bool   // "the month": counts only where something narrows it
	widen            unit   // the week of
	value            string // of a set and what is vague
	to               *expr  // the end of a range
	firm             bool   // stands by itself: a number that is a year beyond doubt
}

// ymd is a date as far as it is given; zero is what is not.
func ymd(y, m, d int) (expr, bool) {
	switch {
	case d == 0 && m == 0:
		return expr{form: calendar, unit: year, year: y, firm: true}, true
	case d == 0 && y == 0:
		return expr{form: calendar, how: yearless, unit: month, month: m}, true
	case d == 0:
		return expr{form: calendar, unit: month, year: y, month: m, firm: true}, true
	case valid(y, m, d) == nil && (y > 0 || valid(2000, m, d) == nil):
		return expr{form: friend}, true // "February 30": no day, and no month or year either
	case y == 0:
		return expr{form: calendar, how: yearless, unit: day, month: m, day: d}, true
	}
	return expr{form: calendar, unit: day, year: y, month: m, day: d, firm: true}, true
}

// ranged is the range from one expression to another.
func ranged(a expr, ok1 bool, b expr, ok2 bool) (expr, bool) {
	a.to = &b
	return a, ok1 && ok2
}

// shift is the unit that lies n units from the article's day.
func shift(u unit, n int) (expr, bool) {
	return expr{form: calendar, how: shifted, unit: u, n: n}, u >= day
}

// narrative is shift from the last date spoken of.
func narrative(u unit, n int) (expr, bool) {
	return expr{form: calendar, how: told, unit: u, n: n}, u >= day
}

func lasts(n int, u unit) (expr, bool) {
	return expr{form: lasting, n: n, unit: u, value: duration(n, u)}, true
}

func repeats(value string) (expr, bool) { return expr{form: repeating, value: value}, true }

func someTime(value string) (expr, bool) {
	return expr{form: calendar, how: vague, value: value}, true
}

func none(*match) (expr, bool) { return expr{form: friend}, true }

// directed gives an expression the direction of the atom a.
func directed(e expr, a *atom) (expr, bool) {
	e.dir = directionOf(a)
	return e, e.dir != nearest
}

func directionOf(a *atom) direction {
	switch {
	case a.class&cLast != 0:
		return previous
	case a.class&cNext != 0:
		return coming
	case a.class&cThis != 0:
		return current
	}
	return nearest
}

// steps is a direction in units.
func steps(d direction) int { return int(d) - int(current) }

// longer tells decades and centuries in years: a decade ago is a year.
func longer(u unit, n int) (unit, int) {
	switch u {
	case decade:
		return year, 10 * n
	case century:
		return year, 100 * n
	}
	return u, n
}
