package when

import "time"

// Feasts whose day the calendar tells. Those that only one country keeps are here where their name belongs to it alone.
const (
	christmasDay = iota + 1
	christmasEve
	boxingDay
	newYear
	newYearsEve
	thanksgivingDay
	blackFriday
	halloweenDay
	goodFriday
	easterDay
	easterMonday
	valentines
	mayDay
	laborDay
	memorialDay
	veteransDay
	electionDay
)

// feastDay is the day of feast f in year y.
func feastDay(f, y int) time.Time {
	switch f {
	case christmasEve:
		return date(y, 12, 24)
	case boxingDay:
		return date(y, 12, 26)
	case newYear:
		return date(y, 1, 1)
	case newYearsEve:
		return date(y, 12, 31)
	case thanksgivingDay:
		return nth(y, 11, 4, 4)
	case blackFriday:
		return nth(y, 11, 4, 4).AddDate(0, 0, 1)
	case halloweenDay:
		return date(y, 10, 31)
	case goodFriday:
		return easter(y).AddDate(0, 0, -2)
	case easterDay:
		return easter(y)
	case easterMonday:
		return easter(y).AddDate(0, 0, 1)
	case valentines:
		return date(y, 2, 14)
	case mayDay:
		return date(y, 5, 1)
	case laborDay:
		return nth(y, 9, 1, 1)
	case memorialDay:
		return date(y, 5, 31).AddDate(0, 0, 1-weekday(date(y, 5, 31)))
	case veteransDay:
		return date(y, 11, 11)
	case electionDay:
		return nth(y, 11, 1, 1).AddDate(0, 0, 1)
	}
	return date(y, 12, 25)
}

// nth is the n-th weekday wd of a month.
func nth(y int, m time.Month, wd, n int) time.Time {
	first := date(y, m, 1)
	return first.AddDate(0, 0, (wd-weekday(first)+7)%7+7*(n-1))
}

// easter is Easter Sunday of the Gregorian calendar (the anonymous algorithm; Meeus, Astronomical Algorithms, chapter 8).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return date(y, monthOf(n/31), n%31+1)
}
