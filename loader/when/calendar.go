package when

import (
	"fmt"
	"time"
)

// unit is a length of the calendar.
type unit uint8

const (
	noUnit unit = iota
	second
	minute
	hour
	day
	weekend
	week
	month
	quarter
	season
	half
	year
	fiscal
	decade
	century
)

// stretch is a stretch of days of one unit: a week, a summer, a decade. Both ends are included.
type stretch struct {
	unit       unit
	begin, end time.Time
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func until(u unit, begin, next time.Time) stretch { return stretch{u, begin, next.AddDate(0, 0, -1)} }

// around is the stretch of unit u that holds day t. Weeks begin on Monday. Seasons are those of the northern hemisphere by
// whole months, a winter is that of the year in which it begins. A fiscal year is that of any state: the twenty-four months
// from the April before its year's to the March after it.
func around(u unit, t time.Time) stretch {
	y, m, _ := t.Date()
	switch u {
	case weekend:
		saturday := t.AddDate(0, 0, 6-weekday(t))
		return stretch{u, saturday, saturday.AddDate(0, 0, 1)}
	case week:
		monday := t.AddDate(0, 0, 1-weekday(t))
		return stretch{u, monday, monday.AddDate(0, 0, 6)}
	case month:
		return until(u, date(y, m, 1), date(y, m+1, 1))
	case quarter:
		first := (m-1)/3*3 + 1
		return until(u, date(y, first, 1), date(y, first+3, 1))
	case season:
		first := m / 3 * 3 // 0, 3, 6, 9, 12
		if first == 0 {
			first, y = 12, y-1
		}
		return until(u, date(y, first, 1), date(y, first+3, 1))
	case half:
		first := (m-1)/6*6 + 1
		return until(u, date(y, first, 1), date(y, first+6, 1))
	case year:
		return until(u, date(y, 1, 1), date(y+1, 1, 1))
	case fiscal:
		return until(u, date(y-1, 4, 1), date(y+1, 4, 1))
	case decade:
		return until(u, date(y/10*10, 1, 1), date(y/10*10+10, 1, 1))
	case century:
		first := (y-1)/100*100 + 1
		return until(u, date(first, 1, 1), date(first+100, 1, 1))
	}
	return stretch{day, t, t}
}

// weekday is 1 for Monday to 7 for Sunday.
func weekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// plus is the stretch of unit u that lies n units after the one that holds t.
func plus(u unit, t time.Time, n int) stretch {
	if u == weekend {
		return around(weekend, t.AddDate(0, 0, 7*n))
	}
	if u > week { // from the first day, since there is no 31 June
		t = around(u, t).begin
		if u == fiscal {
			t = t.AddDate(1, 0, 0)
		}
	}
	return around(u, moved(u, t, n))
}

// moved is the day n units after t, the last of its month where that has no such day.
func moved(u unit, t time.Time, n int) time.Time {
	months := 0
	switch u {
	case second, minute:
		return t
	case hour:
		return t.AddDate(0, 0, n/24)
	case day:
		return t.AddDate(0, 0, n)
	case weekend, week:
		return t.AddDate(0, 0, 7*n)
	case month:
		months = n
	case quarter, season:
		months = 3 * n
	case half:
		months = 6 * n
	case decade:
		months = 120 * n
	case century:
		months = 1200 * n
	default:
		months = 12 * n
	}
	first := date(t.Year(), t.Month()+time.Month(months), 1)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// mod narrows a stretch.
type mod uint8

const (
	whole   mod = iota
	start       // early in
	middle      // mid-
	end         // late in, the end of
	former      // the first half of
	latter      // the second half of
	earlier     // what has passed of this
	later       // what is left of this
)

// narrowed is the third of s, or the half, that m means; earlier and later are seen from today.
func (s stretch) narrowed(m mod, today time.Time) stretch {
	if s.unit <= day {
		return s
	}
	first, second := s.third()
	switch m {
	case start:
		s.end = first.AddDate(0, 0, -1)
	case middle:
		s.begin, s.end = first, second.AddDate(0, 0, -1)
	case end:
		s.begin = second
	case former, latter:
		middle := s.begin.AddDate(0, 0, (days(s.begin, s.end)+2)/2)
		if s.unit >= half {
			months := (s.end.Year()-s.begin.Year())*12 + int(s.end.Month()-s.begin.Month()) + 1
			middle = s.begin.AddDate(0, months/2, 0)
		}
		if m == former {
			s.end = middle.AddDate(0, 0, -1)
		} else {
			s.begin = middle
		}
	case earlier:
		if !today.Before(s.begin) && !today.After(s.end) {
			s.end = today
		}
	case later:
		if !today.Before(s.begin) && !today.After(s.end) {
			s.begin = today
		} else {
			s.begin = second
		}
	}
	return s
}

// third gives the first days of the second and the last third: of a month the 11th and the 21st, of a year May and September.
func (s stretch) third() (second, last time.Time) {
	b := s.begin
	switch s.unit {
	case week, weekend:
		return b.AddDate(0, 0, 2), b.AddDate(0, 0, 4)
	case month:
		return b.AddDate(0, 0, 10), b.AddDate(0, 0, 20)
	case quarter, season:
		return b.AddDate(0, 1, 0), b.AddDate(0, 2, 0)
	case half:
		return b.AddDate(0, 2, 0), b.AddDate(0, 4, 0)
	case fiscal:
		return b.AddDate(0, 8, 0), b.AddDate(0, 16, 0)
	case decade:
		return b.AddDate(4, 0, 0), b.AddDate(7, 0, 0)
	case century:
		return b.AddDate(33, 0, 0), b.AddDate(67, 0, 0)
	}
	return b.AddDate(0, 4, 0), b.AddDate(0, 8, 0)
}

func days(a, b time.Time) int { return int(b.Sub(a).Hours() / 24) }

// value is the stretch after TIMEX3.
func (s stretch) value() string {
	y, m, _ := s.begin.Date()
	switch s.unit {
	case week:
		iso, w := s.begin.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", iso, w)
	case weekend:
		iso, w := s.begin.ISOWeek()
		return fmt.Sprintf("%04d-W%02d-WE", iso, w)
	case month:
		return s.begin.Format("2006-01")
	case quarter:
		return fmt.Sprintf("%04d-Q%d", y, (m-1)/3+1)
	case season:
		return fmt.Sprintf("%04d-%s", y, seasons[m/3])
	case half:
		return fmt.Sprintf("%04d-H%d", y, (m-1)/6+1)
	case year:
		return fmt.Sprintf("%04d", y)
	case fiscal:
		return fmt.Sprintf("FY%04d", y+1)
	case decade:
		return fmt.Sprintf("%03dX", y/10)
	case century:
		return fmt.Sprintf("%02dXX", y/100)
	}
	return s.begin.Format("2006-01-02")
}

var seasons = [...]string{"", "SP", "SU", "FA", "WI"}

// letters are what a duration's value calls a unit, by TIMEX3: "P3W", "PT2H".
var letters = [...]string{
	second: "S", minute: "M", hour: "H", day: "D", weekend: "WE", week: "W", month: "M", quarter: "Q", season: "S",
	half: "H", year: "Y", fiscal: "Y", decade: "DE", century: "CE",
}

// duration is n units as a value; n is 0 for "several".
func duration(n int, u unit) string {
	head := "P"
	if u <= hour {
		head = "PT"
	}
	if n == 0 {
		return head + "X" + letters[u]
	}
	return fmt.Sprintf("%s%d%s", head, n, letters[u])
}

// halved is half of one unit as a value, in whole numbers of a smaller one where there are such.
func halved(u unit) string {
	switch u {
	case hour:
		return duration(30, minute)
	case day:
		return duration(12, hour)
	case year:
		return duration(6, month)
	case decade:
		return duration(5, year)
	case century:
		return duration(50, year)
	}
	return "P0.5" + letters[u]
}
