package when

import (
	"strings"
	"time"
)

func monthOf(n int) time.Month { return time.Month(n) }

// class is a set of classes of words that patterns name.
type class uint64

const (
	cMonth   class = 1 << iota // MONTH
	cWeekday                   // WDAY
	cDays                      // WDAYS: "Fridays"
	cDay                       // DAY: 1 to 31, "17th"
	cOrdinal                   // ORD: first … tenth, 21st
	cYear                      // YEAR: four digits
	cTwo                       // TWO: two digits, the end of "2014-16"
	cNumber                    // NUM: a whole number, in digits or as a word
	cOne                       // ONE: a, an
	cVague                     // VAGUE: several, few
	cUnit                      // UNIT: "week"
	cUnits                     // UNITS: "weeks"
	cSeason                    // SEASON
	cPart                      // PART: morning … night
	cDecade                    // DECADE: "1990s", "nineties"
	cThis                      // THIS
	cLast                      // LAST
	cNext                      // NEXT
	cDate                      // DATE: a date in digits
	cFeast                     // FEAST: a word that names a feast
)

var classNames = map[string]class{
	"MONTH": cMonth, "WDAY": cWeekday, "WDAYS": cDays, "DAY": cDay, "ORD": cOrdinal, "YEAR": cYear, "TWO": cTwo, "NUM": cNumber,
	"ONE": cOne, "VAGUE": cVague, "UNIT": cUnit, "UNITS": cUnits, "SEASON": cSeason, "PART": cPart, "DECADE": cDecade, "THIS": cThis,
	"LAST": cLast, "NEXT": cNext, "DATE": cDate, "FEAST": cFeast,
}

type entry struct {
	class  class
	number int
	unit   unit
}

// vocabulary is all words that patterns know by class.
var vocabulary = words()

func words() map[string]entry {
	w := map[string]entry{
		"a": {cOne, 1, 0}, "an": {cOne, 1, 0},
		"several": {cVague, 0, 0}, "few": {cVague, 0, 0}, "many": {cVague, 0, 0}, "some": {cVague, 0, 0}, "numerous": {cVague, 0, 0}, "couple": {cVague, 0, 0},
		"dozen": {cNumber, 12, 0}, "hundred": {cNumber, 100, 0},
		"this": {cThis, 0, 0}, "last": {cLast, 0, 0}, "past": {cLast, 0, 0}, "next": {cNext, 0, 0}, "coming": {cNext, 0, 0}, "upcoming": {cNext, 0, 0},
		"spring": {cSeason, 3, 0}, "summer": {cSeason, 6, 0}, "autumn": {cSeason, 9, 0}, "fall": {cSeason, 9, 0}, "winter": {cSeason, 12, 0},
		"morning": {cPart, 0, 0}, "afternoon": {cPart, 1, 0}, "evening": {cPart, 2, 0}, "night": {cPart, 3, 0},
		"weekend": {cUnit, 0, weekend}, "weekends": {cUnits, 0, weekend}, "fortnight": {cUnit, 0, week},
		"centuries": {cUnits, 0, century}, "seconds": {cUnits, 0, second}, "christmas": {cFeast, 0, 0}, "thanksgiving": {cFeast, 1, 0},
		"easter": {cFeast, 2, 0}, "halloween": {cFeast, 3, 0},
	}
	for i, s := range []string{"hour", "minute", "day", "week", "month", "quarter", "year", "decade", "century"} {
		u := [...]unit{hour, minute, day, week, month, quarter, year, decade, century}[i]
		w[s] = entry{cUnit, 0, u}
		if u != century {
			w[s+"s"] = entry{cUnits, 0, u}
		}
	}
	for i, s := range strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty") {
		w[s] = entry{cNumber, i + 1, 0}
	}
	for i, s := range strings.Fields("thirty forty fifty sixty seventy eighty ninety") {
		w[s] = entry{cNumber, 30 + 10*i, 0}
	}
	for i, s := range strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth") {
		w[s] = entry{cOrdinal, i + 1, 0}
	}
	for i, s := range strings.Fields("twenties thirties forties fifties sixties seventies eighties nineties") {
		w[s] = entry{cDecade, 1920 + 10*i, 0}
	}
	for m := time.January; m <= time.December; m++ {
		full := strings.ToLower(m.String())
		w[full], w[full[:3]] = entry{cMonth, int(m), 0}, entry{cMonth, int(m), 0}
	}
	w["sept"] = entry{cMonth, 9, 0}
	for i, s := range strings.Fields("monday tuesday wednesday thursday friday saturday sunday") {
		w[s], w[s+"s"], w[s[:3]] = entry{cWeekday, i + 1, 0}, entry{cDays, i + 1, 0}, entry{cWeekday, i + 1, 0}
	}
	w["tues"], w["thurs"], w["weds"] = entry{cWeekday, 2, 0}, entry{cWeekday, 4, 0}, entry{cWeekday, 3, 0}
	return w
}

// short are names of months and weekdays that are cut; the shorter ones are words or names of their own.
var short = map[string]bool{
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sep": true, "sept": true, "oct": true, "nov": true,
	"dec": true, "mon": true, "tue": true, "tues": true, "wed": true, "weds": true, "thu": true, "thurs": true, "fri": true, "sat": true, "sun": true,
}

// classify looks an atom up.
func classify(a *atom) {
	if a.ymd != nil {
		a.class = cDate
		return
	}
	if e, ok := vocabulary[a.lower]; ok {
		a.class, a.number, a.unit = e.class, e.number, e.unit
		// "march", "may", "sun", "august" in small letters are words; so are all the short names.
		if (e.class == cMonth || e.class == cWeekday) && !a.capital && (short[a.lower] || a.is("may", "march", "august", "april", "june")) {
			a.class = 0
		}
		return
	}
	text := a.lower
	if !isDigit(rune(text[0])) {
		if len(text) == 4 && text[0] == '\'' && text[3] == 's' && number(text[1:3])%10 == 0 { // '90s
			a.class, a.number = cDecade, inCentury(number(text[1:3]))
		}
		return
	}
	n := 0
	for n < len(text) && isDigit(rune(text[n])) {
		n++
	}
	value := number(text[:n])
	if value < 0 {
		return
	}
	a.number = value
	switch tail := text[n:]; {
	case tail == "":
		a.class = cNumber
		if value >= 1 && value <= 31 && n <= 2 {
			a.class |= cDay
		}
		if n == 2 {
			a.class |= cTwo
		}
		if n == 4 && value >= 1000 && value <= 2199 {
			a.class |= cYear
		}
	case tail == "st" || tail == "nd" || tail == "rd" || tail == "th":
		a.class = cOrdinal
		if value >= 1 && value <= 31 {
			a.class |= cDay
		}
	case tail == "s" && n == 4 && value%10 == 0 && value >= 1000 && value < 2200:
		a.class = cDecade
	case tail == "s" && n == 2 && value%10 == 0:
		a.class, a.number = cDecade, inCentury(value)
	}
}

// inCentury is the year that two digits of a decade mean: from 1930 to 2020.
func inCentury(two int) int {
	if two < 30 {
		return 2000 + two
	}
	return 1900 + two
}

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}
