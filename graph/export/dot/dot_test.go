package dot

import (
	"strings"
	"testing"
)

func TestQuote(t *testing.T) {
	for in, want := range map[string]string{
		`plain`:           `"plain"`,
		`say "no"`:        `"say \"no\""`,
		`\N and \G`:       `"\\N and \\G"`,
		`ends in \`:       `"ends in \\"`,
		`\"`:              `"\\\""`,
		"two\nlines":      `"two\nlines"`,
		`<b>not HTML</b>`: `"<b>not HTML</b>"`,
	} {
		if got := quote(in); got != want {
			t.Errorf("%q gives %s, want %s", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for in, want := range map[string]string{
		"":             "",
		"border talks": "border talks",
		"the Organization for Security and Co-operation": "the Organization for\nSecurity and\nCo-operation",
		strings.Repeat("x", 30):                          strings.Repeat("x", 30),
		strings.Repeat("word ", 40):                      strings.Repeat("word word word word word\n", 3) + "word word word word…",
	} {
		if got := wrap(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}
