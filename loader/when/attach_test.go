package when_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"quadrille/data"
	"quadrille/loader"
	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/model"
)

// program is the program's own pipeline, read once.
var program = sync.OnceValues(func() (*loader.Pipeline, error) {
	encoder, err := model.Open(data.Model())
	if err != nil {
		return nil, err
	}
	relations, err := model.Open(data.Relations())
	if err != nil {
		return nil, err
	}
	return loader.New(loader.Parts{Lexicon: data.Lexicon(), Models: loader.Models{Encoder: encoder, Relations: relations, Attribution: data.Attribution(), Names: data.Names()}})
})

func whole(t testing.TB, text string, day time.Time) *document.Document {
	t.Helper()
	p, err := program()
	if err != nil {
		t.Fatal(err)
	}
	d := document.New(&article.Article{Text: text, Date: day, Hash: "0123456789abcdef"})
	for _, s := range p.Stages {
		if err := s.Run(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// dated lists the assertions with a cue that the text dates: "met 2016-09-12".
func dated(d *document.Document) map[string]string {
	out := map[string]string{}
	for _, w := range d.Whens {
		var cue []document.Span
		if w.Attribution > 0 {
			cue = d.Attributions[w.Attribution-1].Cue
		} else {
			cue = d.Relations[w.Relation-1].Cue
		}
		var words []string
		for _, s := range cue {
			words = append(words, d.Text(s))
		}
		out[strings.Join(words, " ")] = strings.TrimSpace(w.Days.String() + " " + w.Lasts)
	}
	return out
}

// TestAssertionsAreDated asks of made sentences when what they assert is so, and that a time which belongs to another verb or
// to a noun dates nothing.
func TestAssertionsAreDated(t *testing.T) {
	today := time.Date(2016, 9, 14, 0, 0, 0, 0, time.UTC) // a Wednesday
	for _, c := range []struct{ text, want string }{
		{"Russia rejected the treaty on Monday.", "rejected 2016-09-12"},
		{"On Monday, Russia rejected the treaty.", "rejected 2016-09-12"},
		{"Last week, Russia rejected the treaty.", "rejected 2016-09-05/2016-09-11"},
		{"The treaty was rejected by Russia in June.", "rejected 2016-06-01/2016-06-30"},
		{"Norway will host the talks next month.", "host 2016-10-01/2016-10-31"},
		{"Russia has blocked the treaty since 2014.", "blocked 2014-01-01/2016-09-14"},
		{"Russia will sign the treaty by the end of the year.", "sign 2016-09-14/2016-12-31"},
		{"Norway mediated the talks from 2012 to 2014.", "mediated 2012-01-01/2014-12-31"},
		{"Armenia signed the treaty at a ceremony in Moscow on Friday.", "signed 2016-09-09"},
		{"On Monday Lavrov said that Russia rejects the treaty.", "said 2016-09-12"},
		{"Lavrov said on Monday that Russia rejects the treaty.", "said 2016-09-12"},
		{"Lavrov said in an interview on Monday that Russia rejects the treaty.", "said 2016-09-12"},
		{"Russia blocked the treaty for three weeks.", "blocked P3W"},
		{"Russia blocked the treaty for two hours.", "blocked PT2H"},
		{"Russia blocked the treaty for half a year.", "blocked P6M"},
		{"Russia blocked the treaty for half a week.", ""},
		{"Russia blocked the treaty for several hours.", ""},
		{"Russia blocked the treaty for several minutes.", ""},
		{"Russia blocked the treaty for several weeks.", ""},
		{"Russia rejected the 2014 treaty.", ""},
		{"Russia rejected the treaty of 2014.", ""},
		{"Russia rejected the treaty that Armenia had signed in 2014.", "signed 2014-01-01/2014-12-31"},
		{"Russia rejects the treaty every Friday.", ""},
		{"Russia rejected the treaty, which is to enter into force in 2018.", ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			d := whole(t, c.text, today)
			got := dated(d)
			if c.want == "" {
				if len(got) > 0 {
					t.Errorf("dated %v, want nothing", got)
				}
				return
			}
			cue, days, _ := strings.Cut(c.want, " ")
			if got[cue] != days || len(got) != 1 {
				t.Errorf("dated %v, want only %s", got, c.want)
			}
		})
	}
}

// TestSayingIsNotTheClaim: the day of "said on Monday" is no day of what was said, and the other way round.
func TestSayingIsNotTheClaim(t *testing.T) {
	d := whole(t, "Lavrov said on Monday that Armenia will sign the treaty in October.", time.Date(2016, 9, 14, 0, 0, 0, 0, time.UTC))
	got := fmt.Sprint(dated(d))
	if want := "map[said:2016-09-12 sign:2016-10-01/2016-10-31]"; got != want {
		t.Errorf("dated %s, want %s", got, want)
	}
}

// TestNoDayIsInvented: without the article's date only what names its year has days.
func TestNoDayIsInvented(t *testing.T) {
	d := whole(t, "Russia rejected the treaty on Monday. Armenia signed the treaty in June 2013. Last week, Norway hosted the talks.", time.Time{})
	if got, want := fmt.Sprint(dated(d)), "map[signed:2013-06-01/2013-06-30]"; got != want {
		t.Errorf("dated %s, want %s", got, want)
	}
}
