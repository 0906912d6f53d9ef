package nquads

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// archive holds W3C's tests; it lies beside the repository, not in it.
const archive = "../../../../shared/data/w3c-rdf-tests.tar.gz"

// w3c gives the N-Quads and N-Triples files of W3C's tests by their paths.
func w3c(t *testing.T) map[string][]byte {
	t.Helper()
	f, err := os.Open(archive)
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("W3C's tests are not there: no %s", archive)
	} else if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string][]byte)
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return files
		} else if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(h.Name, "/rdf-n-") && (strings.HasSuffix(h.Name, ".nq") || strings.HasSuffix(h.Name, ".nt")) {
			text, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			files[h.Name] = text
		}
	}
}

func readAll(text []byte, o Options) ([]quad.Quad, error) {
	var quads []quad.Quad
	for r := NewReader(bytes.NewReader(text), o); ; {
		q, err := r.ReadQuad()
		if err == io.EOF {
			return quads, nil
		} else if err != nil {
			return quads, err
		}
		quads = append(quads, q)
	}
}

// tripleTerm tells whether a test needs what RDF 1.2 has beyond 1.1 and this package does not take.
func tripleTerm(text []byte) bool {
	return bytes.Contains(text, []byte("<<")) || bytes.Contains(text, []byte("VERSION"))
}

func TestW3CSyntax(t *testing.T) {
	good, bad := 0, 0
	for name, text := range w3c(t) {
		base := path.Base(name)
		if strings.Contains(name, "/c14n/") || tripleTerm(text) && !strings.Contains(base, "bad") {
			continue
		}
		quads, err := readAll(text, Options{})
		if strings.Contains(base, "bad") {
			bad++
			var syntax *SyntaxError
			if !errors.As(err, &syntax) {
				t.Errorf("%s: no syntax error but %d quads, %v", name, len(quads), err)
			}
			continue
		}
		good++
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var b bytes.Buffer
		w := NewWriter(&b, Options{})
		if _, err := w.WriteQuads(quads); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := w.Flush(); err != nil {
			t.Error(err)
		}
		again, err := readAll(b.Bytes(), Options{})
		if err != nil || len(again) != len(quads) {
			t.Errorf("%s: written and read again: %d of %d quads, %v", name, len(again), len(quads), err)
			continue
		}
		for i := range quads {
			if quads[i] != again[i] {
				t.Errorf("%s: %v became %v", name, quads[i], again[i])
			}
		}
	}
	t.Logf("%d good files, %d faulty ones", good, bad)
	if good < 80 || bad < 60 {
		t.Errorf("only %d good files and %d faulty ones found", good, bad)
	}
}

func TestW3CCanonical(t *testing.T) {
	files := w3c(t)
	tested := 0
	for name, want := range files {
		from, ok := strings.CutSuffix(name, "-c14n.nq")
		if !ok {
			if from, ok = strings.CutSuffix(name, "-c14n.nt"); !ok {
				continue
			}
		}
		in := files[from+path.Ext(name)]
		if tripleTerm(in) {
			continue
		}
		tested++
		quads, err := readAll(in, Options{})
		if err != nil {
			t.Errorf("%s: %v", from, err)
			continue
		}
		var b bytes.Buffer
		err = WriteSorted(&b, func(yield func(quad.Quad, error) bool) {
			for _, q := range quads {
				if !yield(q, nil) {
					return
				}
			}
		}, Options{})
		if err != nil {
			t.Errorf("%s: %v", from, err)
		}
		got := b.String()
		if strings.Contains(from, "langtagged") {
			got = strings.ToLower(got) // the case of language tags is kept
		}
		if got != string(want) {
			t.Errorf("%s:\ngot  %swant %s", from, got, want)
		}
	}
	t.Logf("%d files", tested)
	if tested < 36 {
		t.Errorf("only %d files found", tested)
	}
}
