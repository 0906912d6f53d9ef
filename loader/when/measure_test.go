package when_test

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// articles lies beside the repository, not in it: PolNeAR's articles may not be passed on.
const articles = "../../../shared/data/polnear/dev/text"

type place struct {
	file       string
	begin, end int
}

// TestMeasure scores expressions and their values against 311 that were read in 30 articles of PolNeAR dev
// (testdata/polnear-dev.tsv; docs/quality-time.md says how). QUADRILLE_SHOW=1 lists what is missed and what is wrong.
func TestMeasure(t *testing.T) {
	gold := annotated(t)
	if _, err := os.Stat(articles); errors.Is(err, os.ErrNotExist) {
		t.Skipf("PolNeAR's articles are not there: no %s", articles)
	}
	files := map[string]bool{}
	for p := range gold {
		files[p.file] = true
	}
	if len(gold) < 311 || len(files) < 30 {
		t.Fatalf("%d expressions in %d articles", len(gold), len(files))
	}
	show := os.Getenv("QUADRILLE_SHOW") != ""
	found, placed, valued := 0, 0, 0
	for file := range files {
		text, err := os.ReadFile(filepath.Join(articles, file))
		if err != nil {
			t.Fatal(err)
		}
		day, err := time.Parse(time.DateOnly, regexp.MustCompile(`\d{4}-\d\d-\d\d`).FindString(file))
		if err != nil {
			t.Fatal(err)
		}
		d := whole(t, string(text), day)
		met := map[place]bool{}
		for _, e := range d.Times {
			found++
			p := place{file, e.Begin, e.End}
			met[p] = true
			value, ok := gold[p]
			if ok {
				placed++
			}
			if ok && value == e.Value {
				valued++
			} else if show {
				t.Logf("%s %d: %q is %s, want %q", file, e.Begin, d.Text(e.Span), e.Value, value)
			}
		}
		for p, value := range gold {
			if p.file == file && !met[p] && show {
				t.Logf("%s %d-%d: missed %s", file, p.begin, p.end, value)
			}
		}
	}
	p, r := float64(placed)/float64(found), float64(placed)/float64(len(gold))
	pv, rv := float64(valued)/float64(found), float64(valued)/float64(len(gold))
	t.Logf("expressions P %.3f R %.3f; with the right value P %.3f R %.3f", p, r, pv, rv)
	if min(p, r) < .95 || min(pv, rv) < .93 {
		t.Errorf("below the floor of .95 for places and .93 for values")
	}
}

func annotated(t *testing.T) map[place]string {
	t.Helper()
	f, err := os.Open("testdata/polnear-dev.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	gold := map[place]string{}
	s := bufio.NewScanner(f)
	for s.Scan() {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		c := strings.Split(s.Text(), "\t")
		if len(c) != 4 {
			t.Fatalf("%q", s.Text())
		}
		begin, err1 := strconv.Atoi(c[1])
		end, err2 := strconv.Atoi(c[2])
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		gold[place{c[0], begin, end}] = c[3]
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return gold
}
