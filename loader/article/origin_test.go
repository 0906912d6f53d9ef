package article

import (
	"context"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// TestInFile: every word of the stored text begins in the file where it does, whatever the file's form.
func TestInFile(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "é", "e\u0301", "o\u0302\u0323", "\n", "\r\n", "\r", " ", "w", "한", "\u1112\u1161\u11ab", "😀", "\u0301"})
	rapid.Check(t, func(t *rapid.T) {
		file := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "") + "x"
		if rapid.Bool().Draw(t, "mark") {
			file = "\ufeff" + file
		}
		a := Article{Text: normalise(file), shifts: shiftsOf(file)}
		stored, read := []rune(a.Text), []rune(file)
		for n, r := range stored {
			at := a.InFile(n)
			if at < 0 || at >= len(read) {
				t.Fatalf("%q: code point %d of the text is %d of %d in the file", file, n, at, len(read))
			}
			if unicode.Is(unicode.Mn, r) { // a mark that stays one belongs to the letter before
				continue
			}
			if got := []rune(norm.NFC.String(string(read[at:])))[0]; got != r && !(r == '\n' && read[at] == '\r') {
				t.Fatalf("%q: code point %d of the text is %q, and %q at %d in the file", file, n, r, got, at)
			}
		}
		if end := a.InFile(len(stored)); end != len(read) {
			t.Fatalf("%q: the text ends at %d of %d in the file", file, end, len(read))
		}
	})
}

func TestInFileOfFile(t *testing.T) {
	body := "Talks resume\r\n\r\nThe talks of Pres\u0301 began on Monday in Geneva, the ministry said. They will go on.\r\n"
	sources := Sources([]string{"-"}, strings.NewReader("\ufeff"+body))
	for _, s := range sources {
		a, _, err := Reader{}.Read(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		n := len([]rune(a.Text[:strings.Index(a.Text, "ministry")]))
		file := []rune("\ufeff" + body)
		if at := a.InFile(n); string(file[at:at+8]) != "ministry" {
			t.Errorf("InFile(%d) = %d, which is %q", n, at, string(file[at:at+8]))
		}
	}
}
