package escape

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestControls(t *testing.T) {
	for _, c := range []struct{ name, in, keep, want string }{
		{"plain", "Baku and Yerevan", "", "Baku and Yerevan"},
		{"letters of other scripts", "Բաքու, Bakı, 巴库, ŞUŞA, e\u0301", "", "Բաքու, Bakı, 巴库, ŞUŞA, e\u0301"},
		{"OSC 0, window title", "\x1b]0;owned\x07", "", `\x1b]0;owned\x07`},
		{"OSC 8, link", "\x1b]8;;http://x\x1b\\y\x1b]8;;\x1b\\", "", `\x1b]8;;http://x\x1b\y\x1b]8;;\x1b\`},
		{"OSC 52, clipboard", "\x1b]52;c;cm0gLXJm\a", "", `\x1b]52;c;cm0gLXJm\x07`},
		{"CSI", "\x1b[2J\x1b[31m", "", `\x1b[2J\x1b[31m`},
		{"C1 as code points", "\u009b2J \u009d0;x\u009c", "", `\u009b2J \u009d0;x\u009c`},
		{"C1 as bytes", "\x9b2J", "", `\x9b2J`},
		{"DEL and backspace", "a\x7fb\bc", "", `a\x7fb\x08c`},
		{"bidi override", "pay \u202egro\u202c", "", `pay \u202egro\u202c`},
		{"bidi isolates and marks", "\u2066\u2067\u2068\u2069\u200e\u200f\u061c", "", `\u2066\u2067\u2068\u2069\u200e\u200f\u061c`},
		{"zero width", "Ru\u200bss\u2060ia\ufeff", "", `Ru\u200bss\u2060ia\ufeff`},
		{"line separators", "a\u2028b\u2029c\u0085d", "", `a\u2028b\u2029c\u0085d`},
		{"line ends and tab", "a\nb\r\n\tc", "", `a\nb\r\n\tc`},
		{"kept", "a\nb\x1b\n", "\n", "a\nb\\x1b\n"},
		{"not UTF-8", "a\xff\xc0b", "", `a\xff\xc0b`},
		{"replacement character", "a\ufffdb", "", "a\ufffdb"},
		{"noncharacters", "\ufffe\ufdd0\U0010ffff\uffee", "", `\ufffe\ufdd0\U0010ffff` + "\uffee"},
		{"tags", "a\U000e0041", "", `a\U000e0041`},
		{"visible format character", "\u0601", "", "\u0601"},
	} {
		if got := Controls(c.in, c.keep); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzControls(f *testing.F) {
	f.Add("\x1b]0;a\x07 \u202e\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := Controls(s, "")
		if !utf8.ValidString(got) || strings.ContainsFunc(got, Control) {
			t.Errorf("%q gives %q", s, got)
		}
		if Controls(got, "") != got {
			t.Errorf("%q changes when escaped again", got)
		}
	})
}

func TestFormula(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Russia": "Russia", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1",
		"\r=1": "'\r=1", "＝1": "'＝1", "1=1": "1=1", " =1": " =1",
	} {
		if got := Formula(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
