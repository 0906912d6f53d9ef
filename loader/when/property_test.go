package when_test

import (
	"strings"
	"testing"
	"time"

	"quadrille/loader/document"
	"quadrille/loader/when"

	"pgregory.net/rapid"
)

// pieces are what random texts are made of: words that the grammar knows, their look-alikes, marks and other scripts.
var pieces = strings.Fields(`May March Sun. Sept. Monday fridays the a of in on by until since between from to and - – / . , ( ) ' ’s 's 2014 17 31 30 1,000
	2023-06-17 17/06/2023 05/06/2023 9/11 99/99/9999 2014-16 1990s '90s ’90s last next this past coming week weeks year years day two three several few couple half
	ago later earlier before after early late mid end beginning quarter Q2 fiscal FY century nineteenth 21st second 0 9999999999 every each Christmas Easter
	winter summer fall night morning yesterday tonight said will met February 29 ½ ２０１４ мая 五月 יום a.m. p.m. 17th 0th 32nd $5 % old one`)

func drawn(t *rapid.T) string {
	words := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "words")
	gaps := rapid.SliceOfN(rapid.SampledFrom([]string{" ", " ", " ", "", "\u00a0", "\n", "-"}), len(words), len(words)).Draw(t, "gaps")
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w + gaps[i])
	}
	return b.String()
}

// TestExpressionsHold what any text must keep to: no panic, places in order and within their sentence, tokens that match,
// days in order, and without the article's date none that is told by it.
func TestExpressionsHold(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		day := time.Date(rapid.IntRange(1900, 2100).Draw(r, "year"), time.Month(rapid.IntRange(1, 12).Draw(r, "month")), rapid.IntRange(1, 31).Draw(r, "day"), 0, 0, 0, 0, time.UTC)
		text := drawn(r)
		d := read(t, text, day)
		last := 0
		for _, e := range d.Times {
			if e.Begin < last || e.End <= e.Begin || e.End > d.Len() || e.Tokens.Len() <= 0 || e.Value == "" {
				r.Fatalf("%q: %+v after %d", text, e, last)
			}
			last = e.End
			if !d.Span(e.Tokens).Contains(e.Span) {
				r.Fatalf("%q: tokens %+v of %+v", text, d.Span(e.Tokens), e)
			}
			if s := d.Sentences[d.Tokens[e.Tokens.First].Sentence]; !s.Contains(e.Span) {
				r.Fatalf("%q: %+v outside %+v", text, e, s.Span)
			}
			if !e.Begins.IsZero() && !e.Ends.IsZero() && e.Ends.Before(e.Begins) {
				r.Fatalf("%q: ends before it begins: %+v", text, e)
			}
			if strings.Contains(e.Value, "X-") && e.Known() || e.Form != document.CalendarTime && e.Known() {
				r.Fatalf("%q: days of what is unknown: %+v", text, e)
			}
		}
		for _, e := range read(t, text, time.Time{}).Times {
			if e.Known() && !strings.ContainsAny(e.Value, "0123456789") {
				r.Fatalf("%q: days without a date: %+v", text, e)
			}
		}
	})
}

// TestShiftedArticleShiftsDays: what is told by the article's day moves with it, by whole weeks.
func TestShiftedArticleShiftsDays(t *testing.T) {
	for _, text := range []string{"yesterday", "tomorrow", "last week", "next week", "two weeks ago", "this week", "last Monday", "earlier this week", "last weekend", "in the past three weeks"} {
		text = "The envoys met " + text + "."
		a := time.Date(2016, 9, 14, 0, 0, 0, 0, time.UTC)
		b := a.AddDate(0, 0, 7*100)
		x, y := read(t, text, a).Times, read(t, text, b).Times
		if len(x) != 1 || len(y) != 1 || !x[0].Begins.AddDate(0, 0, 700).Equal(y[0].Begins) || !x[0].Ends.AddDate(0, 0, 700).Equal(y[0].Ends) {
			t.Errorf("%s: %v and %v", text, x, y)
		}
	}
}

// TestLongSentenceIsLinear counts the grammar's steps: twice the words may not cost more than a little over twice.
func TestLongSentenceIsLinear(t *testing.T) {
	const unit = "on Monday in June 2014 the early 1990s between May 3 and 7 two weeks ago last week "
	long := func(n int) *document.Document {
		d := read(t, "They met "+strings.Repeat(unit, n), time.Date(2016, 9, 14, 0, 0, 0, 0, time.UTC))
		if len(d.Sentences) != 1 || len(d.Times) < 5*n {
			t.Fatalf("%d sentences, %d expressions", len(d.Sentences), len(d.Times))
		}
		return d
	}
	short, twice := long(200), long(400)
	if a, b := when.Steps(short), when.Steps(twice); a < 1000 || float64(b) > 2.05*float64(a) {
		t.Fatalf("%d steps for 200 times the words, %d for 400", a, b)
	}
}
