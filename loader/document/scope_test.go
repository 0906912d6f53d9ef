package document_test

import (
	"context"
	"testing"

	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/segment"
)

func TestCommonNamesBelongToTheirArticle(t *testing.T) {
	d := document.New(&article.Article{Hash: "0123456789abcdef",
		Text: "Talks stalled on Friday. The border treaty between Oslo and Bergen waits, and Armenia-Azerbaijan talks resumed."})
	if err := segment.New().Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"the border treaty":               "border-treaty-012345",
		"talks":                           "talks-012345",
		"Talks":                           "talks-012345", // a sentence's first word is no name for its capital
		"talks between Oslo and Bergen":   "talks-between-oslo-and-bergen",
		"Armenia-Azerbaijan peace treaty": "armenia-azerbaijan-peace-treaty",
		"maps of 1924":                    "maps-of-1924",
		"eBay":                            "ebay",
		"Oslo":                            "oslo",
	} {
		if got := d.SlugOf(name); got != want {
			t.Errorf("SlugOf(%q) = %q, want %q", name, got, want)
		}
	}
}
