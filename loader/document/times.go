package document

import "time"

// TimeForm is what an expression of time is.
type TimeForm uint8

// Forms of expressions of time.
const (
	CalendarTime TimeForm = iota // a day, a month, "last week", "from 2014 to 2016"
	Duration                     // "three weeks"
	Recurring                    // "every Friday"
)

var timeForms = [...]string{"date", "duration", "set"}

func (f TimeForm) String() string { return timeForms[f] }

// Time is one expression of time. Its days are those on which what it dates may lie, with the preposition before it
// counted in: "since 2014" begins on the first day of 2014.
type Time struct {
	Span         // its words, without a preposition before them
	Tokens Range // the tokens that it touches
	Form   TimeForm
	Value  string // after TIMEX3: "2023-06-17", "2023-W24", "P3W"; ISO 8601's "2014/2016" for a range; X for what is not known
	Days
}

// Days are days from the first to the last, both included; each is zero when it is open or unknown.
type Days struct{ Begins, Ends time.Time }

// Known tells whether one end is.
func (s Days) Known() bool { return !s.Begins.IsZero() || !s.Ends.IsZero() }

// String is the days as ISO 8601 has them, an open end as "..": "2023-06-17", "2014-01-01/..", "" for none.
func (s Days) String() string {
	if !s.Known() {
		return ""
	}
	if s.Begins.Equal(s.Ends) {
		return day(s.Begins)
	}
	return day(s.Begins) + "/" + day(s.Ends)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ".."
	}
	return t.Format(time.DateOnly)
}

// When says when what an attribution or a relation states happens or holds: on some day of Days or throughout them, for
// Lasts.
type When struct {
	Attribution int   // index+1 into Document.Attributions, 0 for a relation's
	Relation    int   // index+1 into Document.Relations, 0 for an attribution's
	Times       []int // the expressions that say so: indexes into Document.Times
	Days
	Lasts string // a duration, "P3W"; "" for none
}
