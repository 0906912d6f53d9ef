package article

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	isoDate   = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T\s,])`)
	compact   = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:$|T)`)
	dayFirst  = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(\pL+)\.?,?[\s-]+(\d{4})(?:$|[\s,])`)
	nameFirst = regexp.MustCompile(`^(\pL+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:$|[\s,])`)
	numeric   = regexp.MustCompile(`^(\d{1,2})([/.])(\d{1,2})[/.](\d{4})(?:$|[\s,])`)
	weekday   = regexp.MustCompile(`(?i)^(?:published|posted|updated|last updated|on)?:?\s*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?`)
)

// parseDate reads a date that stands at the head of value: 2023-06-17, 20230617, 17 June 2023, June 17th, 2023, Sat, 17 Jun 2023
// 10:00:00 GMT, 17.06.2023, 17/06/2023 (which must not read as another date in America). A time of day is not kept.
func parseDate(value string) (time.Time, bool) {
	if len(value) > 100 {
		return time.Time{}, false
	}
	value = value[len(weekday.FindString(value)):]
	if m := isoDate.FindStringSubmatch(value); m != nil {
		return date(m[1], m[2], m[3])
	}
	if m := compact.FindStringSubmatch(value); m != nil {
		return date(m[1], m[2], m[3])
	}
	if m := dayFirst.FindStringSubmatch(value); m != nil {
		return date(m[3], month(m[2]), m[1])
	}
	if m := nameFirst.FindStringSubmatch(value); m != nil {
		return date(m[3], month(m[1]), m[2])
	}
	if m := numeric.FindStringSubmatch(value); m != nil {
		a, b := m[1], m[3]
		first, err1 := strconv.Atoi(a)
		second, err2 := strconv.Atoi(b)
		switch {
		case err1 != nil || err2 != nil:
			return time.Time{}, false
		case m[2] == "." || first > 12 || first == second:
			return date(m[4], b, a)
		case second > 12:
			return date(m[4], a, b)
		}
	}
	return time.Time{}, false
}

// date makes a date that exists.
func date(y, m, d string) (time.Time, bool) {
	year, err1 := strconv.Atoi(y)
	month, err2 := strconv.Atoi(m)
	dom, err3 := strconv.Atoi(d)
	if err1 != nil || err2 != nil || err3 != nil || year < 1500 || month < 1 || month > 12 {
		return time.Time{}, false
	}
	t := day(year, time.Month(month), dom)
	return t, t.Day() == dom
}

// month is the number of a month's English name or abbreviation, "" for other words.
func month(name string) string {
	name = strings.ToLower(name)
	for m := time.January; m <= time.December; m++ {
		full := strings.ToLower(m.String())
		if name == full || name == full[:3] || name == "sept" && m == time.September {
			return strconv.Itoa(int(m))
		}
	}
	return ""
}
