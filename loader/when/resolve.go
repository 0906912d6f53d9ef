package when

import (
	"fmt"
	"time"
)

// tense is where the clause of an expression lies as seen from the article's day.
type tense uint8

const (
	open   tense = iota // not told
	gone                // past
	now                 // present
	toCome              // future, or what may be
	lean                // of a noun in a past clause: "after a test in January they met", "they spoke of the vote in November"
)

// view is what an expression is resolved against.
type view struct {
	today    time.Time // the article's day; zero when unknown
	last     *stretch  // the last that was spoken of, nil for none
	dayFirst int       // of dates in digits: 1 for 17/6, -1 for 6/17, 0 where the article does not tell
	tense    tense
}

// resolved is what an expression comes to. Its stretch is zero where it covers no days.
type resolved struct {
	value string
	stretch
}

func (r *resolved) known() bool { return !r.begin.IsZero() }

// resolve gives the value and the days of e.
func (v view) resolve(e expr) resolved {
	if e.form != calendar || e.how == vague {
		return resolved{value: e.value}
	}
	if e.to != nil {
		return v.span(e)
	}
	if e.how == into && (v.tense != toCome || e.n > 0 && v.today.IsZero()) {
		return resolved{value: duration(e.n, e.unit)}
	}
	if e.how == into && e.n == 0 {
		return resolved{value: "FUTURE_REF"}
	}
	s, ok := v.stretch(e)
	if !ok || s.begin.Year() < 1000 || s.end.Year() > 2999 {
		return resolved{value: e.unknown()}
	}
	if e.widen != noUnit {
		s = around(e.widen, s.begin)
	}
	r := resolved{value: s.value(), stretch: s}
	if e.how == back || e.how == ahead {
		r.value = s.begin.Format("2006-01-02") + "/" + s.end.Format("2006-01-02")
	}
	if e.mod != whole {
		r.stretch = s.narrowed(e.mod, v.today)
		if s.unit == year && (e.mod == former || e.mod == latter) {
			r.value = around(half, r.begin).value()
			r.unit = half
		}
	}
	if e.part > 0 && s.unit == day {
		r.value += [...]string{"", "TMO", "TAF", "TEV", "TNI"}[e.part]
	}
	return r
}

// span resolves a range: the year that only one end names is that of both.
func (v view) span(e expr) resolved {
	a, b := e, *e.to
	a.to = nil
	switch {
	case a.how == yearless && b.how == fixed:
		a.how, a.year = fixed, b.year
		if a.month > b.month {
			a.year--
		}
	case a.how == fixed && b.how == yearless:
		b.how, b.year = fixed, a.year
		if b.month < a.month {
			b.year++
		}
	}
	first := v.resolve(a)
	if first.known() && b.year == 0 {
		v.today, v.tense = first.begin, toCome
	}
	last := v.resolve(b)
	out := resolved{value: first.value + "/" + last.value}
	if first.known() && last.known() && !last.end.Before(first.begin) {
		out.stretch = stretch{first.unit, first.begin, last.end}
	}
	return out
}

// stretch gives the days of an expression that is no range, before it is narrowed.
func (v view) stretch(e expr) (stretch, bool) {
	if e.how != fixed && e.how != told && v.today.IsZero() {
		named := (e.how == ofSeason || e.how == feast || e.how == part4) && e.year > 0
		if !named {
			return stretch{}, false
		}
	}
	switch e.how {
	case fixed:
		return v.fixed(e)
	case yearless:
		return v.pick(e, func(y int) (stretch, bool) {
			if e.unit == month {
				return around(month, date(y, monthOf(e.month), 1)), true
			}
			t := date(y, monthOf(e.month), e.day)
			return stretch{day, t, t}, t.Day() == e.day && (e.n < 100 || weekday(t) == e.n/100)
		})
	case onWeekday, weekendPast:
		return v.weekday(e), true
	case shifted:
		return plus(e.unit, v.today, e.n), true
	case told:
		if v.last == nil || rank(v.last.unit) > rank(e.unit) {
			return stretch{}, false
		}
		return plus(e.unit, v.last.begin, e.n), true
	case into:
		return plus(e.unit, v.today, e.n), true
	case back:
		return stretch{e.unit, moved(e.unit, v.today, -e.n), v.today}, true
	case ahead:
		return stretch{e.unit, v.today, moved(e.unit, v.today, e.n)}, true
	case ofSeason:
		return v.pick(e, func(y int) (stretch, bool) { return around(season, date(y, monthOf(e.month), 1)), true })
	case feast:
		return v.pick(e, func(y int) (stretch, bool) { t := feastDay(e.day, y); return stretch{day, t, t}, true })
	case part4:
		return v.pick(e, func(y int) (stretch, bool) { return around(quarter, date(y, monthOf(3*e.day), 1)), true })
	case inWeek:
		monday := plus(week, v.today, e.n).begin
		return around(day, monday.AddDate(0, 0, e.day-1)), true
	}
	return stretch{}, false
}

// rank orders units by length; a weekend is told from within a week.
func rank(u unit) int {
	if u == weekend {
		return int(day)
	}
	return int(u)
}

// fixed is a date that names its year.
func (v view) fixed(e expr) (stretch, bool) {
	m, d := e.month, e.day
	if m < 0 { // 5/6/2023
		switch v.dayFirst {
		case 1:
			m, d = d, -m
		case -1:
			m = -m
		default:
			return stretch{}, false
		}
	}
	t := date(e.year, monthOf(max(m, 1)), max(d, 1))
	return around(e.unit, t), e.unit != day || t.Day() == d
}

// pick chooses the year of what comes each year. "Last" and "next" are the ones that lie wholly before and after today, but
// "last summer" is last year's; by tense it is the nearest on that side, or the one on the other side where that is
// much nearer: newspapers leave out the year only where there is no doubt.
func (v view) pick(e expr, of func(y int) (stretch, bool)) (stretch, bool) {
	if e.year > 0 {
		return of(e.year)
	}
	y := v.today.Year()
	if e.firm {
		return of(y + e.n)
	}
	var best stretch
	least := 0.0
	for _, y := range []int{y, y - 1, y + 1, y - 2, y + 2} {
		s, ok := of(y)
		if !ok {
			continue
		}
		behind, ahead := days(s.end, v.today), days(v.today, s.begin) // both negative while it lasts
		cost := float64(max(behind, ahead, 0))
		switch {
		case e.dir == previous && (!s.end.Before(v.today) || e.how == ofSeason && behind < freshly),
			e.dir == coming && !s.begin.After(v.today),
			e.dir == current && s.begin.Year() != v.today.Year() && cost > 0:
			continue
		case v.tense == gone && ahead > 0, v.tense == toCome && behind > 0:
			cost *= against
		case v.tense == lean && ahead > 0:
			cost *= against / 2
		}
		if best.begin.IsZero() || cost < least {
			best, least = s, cost
		}
	}
	return best, !best.begin.IsZero()
}

// freshly is how long ago in days a season has ended that is not yet "last summer".
const freshly = 90

// against is how much nearer the date has to be that the tense speaks against: "the vote was still to come in November".
const against = 4

// weekday is the Monday, or the weekend, that is meant: by tense the last, today's included, or the next; else the nearest.
func (v view) weekday(e expr) stretch {
	n := (e.day - weekday(v.today) + 7) % 7 // days ahead
	if e.unit == weekend && weekday(v.today) == 7 {
		n = -1
	}
	switch {
	case e.dir == previous:
		n -= 7
	case e.dir == coming && n == 0:
		n = 7
	case e.dir == coming:
	case v.tense == gone && n > 0, v.tense == lean && e.unit == weekend && n > 0:
		n -= 7
	case v.tense == open && n > 3, v.tense == lean && n > 2, v.tense == now && e.unit == weekend && n > 3, e.how == weekendPast && v.tense != toCome && n > 0:
		n -= 7
	}
	t := v.today.AddDate(0, 0, n)
	if e.unit == weekend {
		return around(weekend, t)
	}
	return stretch{day, t, t}
}

// unknown is the value of what cannot be resolved, with X for what is missing.
func (e *expr) unknown() string {
	switch e.how {
	case yearless:
		if e.unit == month {
			return "XXXX-" + two(e.month)
		}
		return "XXXX-" + two(e.month) + "-" + two(e.day)
	case fixed:
		return fmt.Sprintf("%04d-XX-XX", e.year)
	case onWeekday, weekendPast, inWeek:
		if e.unit == weekend {
			return "XXXX-WXX-WE"
		}
		return "XXXX-WXX-" + digit(e.day)
	case ofSeason:
		return "XXXX-" + seasons[e.month/3]
	case part4:
		return "XXXX-Q" + digit(e.day)
	}
	switch e.unit {
	case day:
		return "XXXX-XX-XX"
	case week, weekend:
		return "XXXX-WXX"
	case month:
		return "XXXX-XX"
	}
	return "XXXX"
}

// bounded gives the first and the last day that what an expression dates may lie on; zero for a side that is open. The tense
// closes a side that the words leave open: what is past is not after the article's day, what is to come is not before it.
func (v view) bounded(r resolved, b bound) (first, last time.Time) {
	if !r.known() {
		return first, last
	}
	if b == onward {
		if b = within; v.tense == toCome {
			b = since
		}
	}
	switch b {
	case within:
		return r.begin, r.end
	case since, after:
		first = r.begin
		if b == after {
			first = r.end
			if r.unit > day {
				first = r.end.AddDate(0, 0, 1)
			}
		}
		if !v.today.Before(first) && (v.tense == gone || b == since && v.tense != toCome) {
			last = v.today
		}
	case upTo, before:
		last = r.end
		if b == before {
			last = r.begin
			if r.unit > day {
				last = r.begin.AddDate(0, 0, -1)
			}
		}
		if v.tense == toCome && !v.today.IsZero() && !v.today.After(last) {
			first = v.today
		}
	}
	return first, last
}
