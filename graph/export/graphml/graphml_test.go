package graphml

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

func TestToken(t *testing.T) {
	for in, want := range map[string]string{
		"actor:russia":            "actor:russia",
		"a..rel:meets..b":         "a..rel:meets..b",
		"actor:şuşa":              "actor:şuşa",
		"http://example.org/a b":  "http:_x2F__x2F_example.org_x2F_a_x20_b",
		"_x20_":                   "_x5F_x20_",
		"_:b1":                    "_:b1",
		"a\u00d7\U0001f600\u037e": "a_xD7__x1F600__x37E_",
	} {
		if got := token(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

// TestTokensAreTokens: whatever the string, an XML name token comes out, and another for another string.
func TestTokensAreTokens(t *testing.T) {
	nmtoken := regexp.MustCompile(`^[-.:_0-9A-Za-z\x{b7}\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{37d}\x{37f}-\x{1fff}\x{200c}\x{200d}\x{203f}\x{2040}\x{2070}-\x{218f}\x{2c00}-\x{2fef}\x{3001}-\x{d7ff}]*$`)
	text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("_xX5F20 /:é×"))))
	rapid.Check(t, func(t *rapid.T) {
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		if got := token(a); !nmtoken.MatchString(got) {
			t.Errorf("%q gives %q", a, got)
		}
		if a != b && token(a) == token(b) {
			t.Errorf("%q and %q both give %q", a, b, token(a))
		}
	})
}
