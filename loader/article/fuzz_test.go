package article

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var seeds = []string{
	body, "Title: A\nDate: 2023-06-17\n\n" + body, "---\ntitle: A\nauthor: [B, C]\n---\n# A\n\n" + body, "---\n", "---\na: &x [*x]\n---\n",
	"\xff\xfeT\x00a\x00", "\x00", "Caf\xe9", "e\u0301\r\n\r", "By A\n", "# *a* `b` [c](d) ![e](f) <g>\n\n> h\n- i\n1. j\n\n    k\n",
	"``a''", "<script>a", "&#0;&#xD800;&bogus;", "[a]: b\n[a]", "***a**b*", "\ufeff\ufeff", "a\u2028b", "Date: 99/99/9999\nTitle: x\n\nabc",
}

func FuzzText(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { check(t, "a.txt", raw) })
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { check(t, "a.md", raw) })
}

// check reads raw and holds the result to what every article promises.
func check(t *testing.T, name string, raw []byte) {
	a, notices, err := Reader{AnyLanguage: true}.Read(t.Context(), named(name, raw))
	if err != nil {
		var e *Error
		if !errors.As(err, &e) || e.File != name || e.Kind == nil || strings.ContainsAny(err.Error(), "\n\x1b") {
			t.Fatalf("%#v", err)
		}
		return
	}
	if !utf8.ValidString(a.Text) || !norm.NFC.IsNormalString(a.Text) || strings.ContainsAny(a.Text, "\r") {
		t.Fatalf("not normalised: %q", a.Text)
	}
	if a.Hash != hash(a.Text) || a.Header < 0 || a.Header >= utf8.RuneCountInString(a.Text) || a.TitleLine && a.Title == "" {
		t.Fatalf("%+v", a)
	}
	for _, n := range notices {
		if strings.ContainsAny(n.String(), "\n\x1b") {
			t.Fatalf("%q", n.String())
		}
	}
	if name == "a.txt" && utf8.Valid(raw) && len(notices) == 0 && norm.NFC.IsNormal(raw) && !strings.ContainsAny(string(raw), "\r\ufeff") && a.Text != string(raw) {
		t.Fatalf("%q was read as %q", raw, a.Text)
	}
	b, _, err := Reader{AnyLanguage: true}.Read(t.Context(), named(name, raw))
	if err != nil || b.Hash != a.Hash {
		t.Fatalf("read twice: %v", err)
	}
}
