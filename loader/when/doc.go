// Package when finds what a text says of time and resolves it against the article's date: "June 17", "last week", "by the
// end of the month", "two years ago", "the previous day", "from 2014 to 2016", "for three weeks", "every Friday".
//
// A table of patterns over classes of words (rules.go) finds expressions; what stands around them makes bounds and ranges
// of them (compose.go, bounds.go); calendar.go resolves them. An expression has a value after TIMEX3 ("2023-06-17",
// "2023-W24", "P3W", ISO 8601's "2014/2016" for a range) and the days it covers, both ends included. What cannot be
// resolved (a relative one in an article without a date, a date of which only the article could tell the year) keeps a value
// with X for what is not known, and covers no days: nothing is invented. Clock times are left out: days are the finest.
//
// The stage Expressions sets document.Times; the stage Assertions sets document.Whens: which of them say when what an
// attribution or a relation states happened or holds, by the dependency tree, else by the nearest verb.
//
// After HeidelTime (Strötgen and Gertz, SemEval 2010) and SUTime (Chang and Manning, LREC 2012): patterns over tokens, values
// normalised against the document's date, the tense of the governing verb deciding between last and next. The rules are our own.
//
// Work is linear in the length of the text: a pattern looks at no more than a dozen words. A Stage may be used by several
// goroutines.
package when
