package article

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestOffsets holds plain text to its promise: offsets into Text are offsets into the file.
func TestOffsets(t *testing.T) {
	data := os.Getenv("QUADRILLE_DATA")
	if data == "" {
		t.Skip("QUADRILLE_DATA is not set")
	}
	n := 0
	for _, dir := range []string{"gold", "polnear", "articles"} {
		err := filepath.WalkDir(filepath.Join(data, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".txt") {
				return err
			}
			want, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			n++
			a, notices, err := Reader{}.Read(t.Context(), File(path))
			if err != nil {
				t.Errorf("%s: %v", path, err)
				return nil
			}
			// A few of PolNeAR's texts hold accents as marks of their own; those are composed, and only those.
			if a.Text != norm.NFC.String(string(want)) {
				t.Errorf("%s: text and file differ", path)
			}
			if len(notices) > 0 {
				t.Errorf("%s: notices %v", path, notices)
			}
			if a.Header > 0 {
				t.Errorf("%s: a header of %d code points in a text without one", path, a.Header)
			}
			if testing.Verbose() {
				t.Logf("%s | title %q line %v | %s | %q", filepath.Base(path), a.Title, a.TitleLine, a.Date.Format("2006-01-02"), a.Authors)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n < 100 {
		t.Errorf("only %d texts found", n)
	}
}
