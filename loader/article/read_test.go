package article

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const body = `The envoys of both countries met in Vienna on Monday, and they said that the treaty was not far away.
“We are not against it,” the minister told reporters before she left for the airport.
`

func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, name, content string) (*Article, []Notice) {
	t.Helper()
	a, notices, err := Reader{}.Read(t.Context(), named(name, []byte(content)))
	if err != nil {
		t.Fatal(err)
	}
	return a, notices
}

// named is a source of the content under a name.
func named(name string, content []byte) Source {
	return only(fstest.MapFS{name: {Data: content}}, name)
}

// only is one file of fsys.
func only(fsys fs.FS, name string) Source {
	return Source{Name: name, open: func() (io.ReadCloser, error) { return fsys.Open(name) }}
}

func TestBadInput(t *testing.T) {
	big := write(t, "big.txt", nil)
	if err := os.Truncate(big, 50<<20); err != nil {
		t.Fatal(err)
	}
	german := strings.Repeat("Der Minister sagte, dass die Gespräche mit den Nachbarn noch nicht zu Ende sind und auch der Vertrag auf sich warten lässt. ", 3)
	russian := strings.Repeat("Министр заявил, что переговоры продолжаются. ", 3)
	for _, c := range []struct {
		name    string
		content string
		kind    error
		want    string
	}{
		{"empty.txt", "", ErrEmpty, "empty.txt: holds no text (0 bytes); expected the text of an article; check that the file was saved whole, or leave it out"},
		{"blank.txt", " \n\t\n", ErrEmpty, "blank.txt: holds no text; expected the text of an article; check that the file was saved whole, or leave it out"},
		{"digits.txt", "1 2 3\n", ErrEmpty, "digits.txt: holds no text; expected"},
		{"header.txt", "Title: A title\nDate: 2023-06-17\n\n", ErrEmpty, "header.txt: holds no text; expected"},
		{"front.md", "---\ntitle: A title\n---\n", ErrEmpty, "front.md: holds no text; expected"},
		{"zero.txt", "The talks\nwent \x00on\n", ErrBinary, "zero.txt:2:6: is no text file (there is a zero byte); expected plain text or Markdown; save the article's text as .txt or .md"},
		{"paper.txt", "%PDF-1.7\n%\xe2\xe3\xcf\xd3", ErrBinary, "paper.txt: is no text file (it looks like a PDF); expected"},
		{"office.txt", "PK\x03\x04\x14\x00", ErrBinary, "office.txt: is no text file (it looks like a ZIP, DOCX, ODT or EPUB file); expected"},
		{"noise.txt", "\x01\x02\x03\x04talks\x05\x06", ErrBinary, "noise.txt: is no text file (6 of 11 bytes are control characters); expected"},
		{"cut.txt", "“Ready,” she said.\nAn “hon\xe2\x80", ErrEncoding, "cut.txt:2:8: is damaged text (byte 0xE2 is no valid UTF-8); expected UTF-8, or one other encoding throughout; save the file as UTF-8"},
		{"odd.txt", "The talks went on.\nThen \xff\xfe came.\n", ErrEncoding, "odd.txt:2:6: is damaged text (byte 0xFF is no valid UTF-8)"},
		{"german.txt", german, ErrLanguage, "german.txt: is not in English (it looks like German); expected English; leave it out, or have it read all the same with --any-language"},
		{"russian.txt", russian, ErrLanguage, "russian.txt: is not in English (it looks like a language in Cyrillic script); expected"},
		{"stated.md", "---\nlanguage: fr\n---\n" + body, ErrLanguage, "stated.md: is not in English (it looks like fr); expected"},
		{"open.md", "---\ntitle: A title\n" + body, ErrFrontMatter, "open.md:1: has faulty front matter (it has no end); expected a line --- after it; correct it or take it out"},
		{"yaml.md", "---\ntitle: \"A title\nauthor: x\n---\n" + body, ErrFrontMatter, "yaml.md:"},
		{"yaml2.md", "---\ntitle: A: title\n---\n" + body, ErrFrontMatter, "yaml2.md:2: has faulty front matter (mapping values are not allowed in this context); expected YAML such as \"title: …\""},
		{"deep.md", "---\ntitle:\n  en: A title\n---\n" + body, ErrFrontMatter, "deep.md:3: has faulty front matter (\"title\" holds more than words)"},
		{"bad\x1b[31mname.txt", "", ErrEmpty, `"bad\x1b[31mname.txt": holds no text`},
	} {
		a, _, err := Reader{}.Read(t.Context(), Source{Name: c.name, open: func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(c.content)), nil
		}})
		if a != nil || !errors.Is(err, c.kind) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %v", c.name, err, c.want)
		}
		var e *Error
		if !errors.As(err, &e) || e.File != c.name || e.Expected == "" || e.Advice == "" {
			t.Errorf("%q: %#v lacks something", c.name, err)
		}
	}

	_, _, err := Reader{}.Read(t.Context(), File(big))
	if !errors.Is(err, ErrTooLarge) || err.Error() != big+": is too large (50 MiB); expected one article of at most 8 MiB; split it into one file an article, or raise the limit with --max-size" {
		t.Errorf("50 MiB: %v", err)
	}
	stream := &endless{}
	if _, _, err = (Reader{Limit: 1 << 20}).Read(t.Context(), Stdin(stream)); !errors.Is(err, ErrTooLarge) || !strings.HasPrefix(err.Error(), "-: is too large (more than 1 MiB)") {
		t.Errorf("endless input: %v", err)
	}
	if stream.n > 2<<20 {
		t.Errorf("%d bytes were read of an endless input with a limit of 1 MiB", stream.n)
	}
	if a, notices, err := (Reader{AnyLanguage: true}).Read(t.Context(), named("german.txt", []byte(german))); err != nil || a.Language != "de" || len(notices) != 1 ||
		notices[0].String() != "german.txt: the text looks like German; only English is understood" {
		t.Errorf("any language: %v, %v", notices, err)
	}
}

type endless struct{ n int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	e.n += len(p)
	return len(p), nil
}

func TestVanishing(t *testing.T) {
	path := write(t, "a.txt", []byte(body))
	sources := Sources([]string{filepath.Dir(path)}, nil)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, _, err := (Reader{}).Read(t.Context(), sources[0]); !errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), "no longer there") {
		t.Errorf("removed: %v", err)
	}

	path = write(t, "b.txt", []byte(body))
	growing := Source{Name: path, open: func() (io.ReadCloser, error) {
		f, err := os.Open(path)
		return &meddler{File: f, meddle: func() { _ = os.Truncate(path, 20) }}, err
	}}
	if _, _, err := (Reader{}).Read(t.Context(), growing); !errors.Is(err, ErrChanged) {
		t.Errorf("cut while being read: %v", err)
	}

	broken := Source{Name: "b.txt", open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader(body), faulty{&fs.PathError{Op: "read", Path: "b.txt", Err: errors.New("input/output error")}})), nil
	}}
	if _, _, err := (Reader{}).Read(t.Context(), broken); !errors.Is(err, ErrUnreadable) || !strings.Contains(err.Error(), "(input/output error)") {
		t.Errorf("broken disk: %v", err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := (Reader{}).Read(ctx, File(path)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// meddler changes the file once it is opened.
type meddler struct {
	*os.File
	meddle func()
}

func (m *meddler) Read(p []byte) (int, error) {
	n, err := m.File.Read(p)
	m.meddle()
	return n, err
}

type faulty struct{ err error }

func (f faulty) Read([]byte) (int, error) { return 0, f.err }

func TestSources(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "b.md", "c.html", "README.md", ".hidden.txt", "sub/d.TXT", "sub/e.markdown", ".git/f.txt", "empty/g.csv", "glob/h.text"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(dir, filepath.Join(dir, "sub/loop.txt")); err != nil {
		t.Fatal(err)
	}
	in := func(names ...string) []string {
		var out []string
		for _, n := range names {
			if n != "-" {
				n = filepath.Join(dir, n)
			}
			out = append(out, n)
		}
		return out
	}
	for _, c := range []struct {
		paths, want []string
	}{
		{in("."), in("a.txt", "b.md", "sub/d.TXT", "sub/e.markdown")},
		{in("b.md", "."), in("b.md", "a.txt", "sub/d.TXT", "sub/e.markdown")},
		{in("b.md", "b.md", "./sub/../b.md"), in("b.md")},
		{in("c.html", "README.md"), in("c.html", "README.md")}, // named outright
		{in("**/*.{TXT,text}"), in("glob/h.text", "sub/d.TXT")},
		{in("*.txt", "-", "-"), in("a.txt", "-")},
	} {
		var got []string
		for _, s := range Sources(c.paths, strings.NewReader("")) {
			if s.err != nil {
				t.Errorf("%v: %v", c.paths, s.err)
			}
			got = append(got, s.Name)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%v: %s", c.paths, diff)
		}
	}

	if err := os.Mkdir(filepath.Join(dir, "locked"), 0); err != nil {
		t.Fatal(err)
	}
	type fault struct {
		path string
		kind error
		want string
	}
	faults := []fault{
		{"none.txt", ErrNotFound, ": no such file or folder; check the path"},
		{"empty", ErrNoArticles, ": the folder holds no articles; expected files whose names end in .txt, .md or .markdown; name a folder that has some"},
		{"*.doc", ErrNoMatch, ": the pattern matches no file; expected at least one file; check the pattern, and quote it so that the shell leaves it alone"},
		{"[a-.doc", ErrNoMatch, ": the pattern matches no file; expected a pattern such as news/**/*.txt; close its brackets"},
	}
	if os.Getuid() != 0 { // whom nothing is forbidden
		faults = append(faults, fault{"locked", ErrUnreadable, ": cannot be read (permission denied); check the permissions"})
	}
	for _, c := range faults {
		sources := Sources(in(c.path, "a.txt"), nil)
		if len(sources) != 2 || sources[1].err != nil {
			t.Errorf("%s: %v", c.path, sources)
			continue
		}
		_, _, err := Reader{}.Read(t.Context(), sources[0])
		if !errors.Is(err, c.kind) || err.Error() != filepath.Join(dir, c.path)+c.want {
			t.Errorf("%s: %v", c.path, err)
		}
	}

	fsys := lockedFS{fstest.MapFS{"a.txt": {Data: []byte(body)}, "locked/b.txt": {Data: []byte(body)}, "z.txt": {Data: []byte(body)}}}
	var got []string
	for _, s := range Folder(fsys) {
		_, _, err := Reader{}.Read(t.Context(), s)
		if (s.Name == "locked") != errors.Is(err, ErrUnreadable) {
			t.Errorf("%s: %v", s.Name, err)
		}
		got = append(got, s.Name)
	}
	if !slices.Equal(got, []string{"a.txt", "locked", "z.txt"}) {
		t.Errorf("a folder with a locked one: %v", got)
	}
}

// lockedFS lets nobody into its folder "locked".
type lockedFS struct{ fstest.MapFS }

func (l lockedFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "locked" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.ReadDir(name)
}

func TestEncodings(t *testing.T) {
	text := "Café talks: “no accord” – yet\nThe Élysée said that the président’s envoy, who is from Besançon, was on the way to the naïve coöperation.\n"
	latin := strings.NewReplacer("“", `"`, "”", `"`, "–", "-", "’", "'").Replace(text)
	for _, c := range []struct {
		name     string
		encoding encoding.Encoding
		text     string
		notice   string
	}{
		{"UTF-8", encoding.Nop, text, ""},
		{"UTF-8 with a mark", unicode.UTF8BOM, text, ""},
		{"UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), text, "UTF-16LE"},
		{"UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), text, "UTF-16BE"},
		{"UTF-16LE without a mark", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), latin, "UTF-16LE"},
		{"Windows-1252", charmap.Windows1252, text, "Windows-1252"},
		{"ISO-8859-1", charmap.ISO8859_1, latin, "Windows-1252"},
	} {
		raw, err := c.encoding.NewEncoder().Bytes([]byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		a, notices, err := Reader{}.Read(t.Context(), named("a.txt", raw))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if a.Text != c.text {
			t.Errorf("%s: %s", c.name, cmp.Diff(c.text, a.Text))
		}
		if c.notice == "" && len(notices) > 0 || c.notice != "" && (len(notices) != 1 || !strings.Contains(notices[0].Text, c.notice)) {
			t.Errorf("%s: notices %v", c.name, notices)
		}
	}
	russian := strings.Repeat("Министр иностранных дел заявил, что переговоры продолжаются. ", 3)
	for _, e := range []*charmap.Charmap{charmap.Windows1251, charmap.KOI8R} {
		raw, err := e.NewEncoder().Bytes([]byte(russian))
		if err != nil {
			t.Fatal(err)
		}
		a, notices, err := Reader{AnyLanguage: true}.Read(t.Context(), named("a.txt", raw))
		if err != nil || a.Text != russian || len(notices) != 2 {
			t.Errorf("%s: %v, %v", e, notices, err)
		}
	}
}

func TestNormalised(t *testing.T) {
	a, _ := read(t, "a.txt", "\ufeffCafe\u0301 talks\r\nThey said that it is over.\rAnd it was.\n")
	if want := "Café talks\nThey said that it is over.\nAnd it was.\n"; a.Text != want {
		t.Errorf("%q", a.Text)
	}
	b, _ := read(t, "b.txt", "Café talks\nThey said that it is over.\nAnd it was.\n")
	if a.Hash != b.Hash || len(a.Hash) != 16 {
		t.Errorf("hashes %s, %s", a.Hash, b.Hash)
	}
}

func TestMetadata(t *testing.T) {
	june := time.Date(2023, 6, 17, 0, 0, 0, 0, time.UTC)
	type meta struct {
		Title     string
		Date      time.Time
		Authors   []string
		Publisher string
		Source    string
		TitleLine bool
		Header    string
	}
	for _, c := range []struct {
		name, file, text string
		want             meta
	}{
		{"plain text without anything", "a.txt", body, meta{}},
		{"a headline", "a.txt", "Talks end\n" + body, meta{Title: "Talks end", TitleLine: true}},
		{"A Headline With a Point", "a.txt", "Envoys Leave Vienna Without Accord.\n" + body, meta{Title: "Envoys Leave Vienna Without Accord.", TitleLine: true}},
		{"a quotation is no headline", "a.txt", "“We leave.”\n" + body, meta{}},
		{"a headline, a byline and a date", "a.txt", "Talks end\n\nBy Ina Corvin and Lea Moran\nJune 17, 2023\n\n" + body,
			meta{Title: "Talks end", TitleLine: true, Date: june, Authors: []string{"Ina Corvin", "Lea Moran"}}},
		{"a sentence with By is no byline", "a.txt", "Talks end\nBy noon nobody was left.\n" + body, meta{Title: "Talks end", TitleLine: true}},
		{"header lines", "a.txt", "Title: Talks end\nDate: 17 June 2023\nBy: Ina Corvin\nSource: https://example.org/a\nPublisher: The Example\n\n" + body,
			meta{Title: "Talks end", Date: june, Authors: []string{"Ina Corvin"}, Source: "https://example.org/a", Publisher: "The Example",
				Header: "Title: Talks end\nDate: 17 June 2023\nBy: Ina Corvin\nSource: https://example.org/a\nPublisher: The Example\n"}},
		{"header lines, then the title again", "a.txt", "Title: Talks end\nDate: 2023-06-17\n\nTalks end\n" + body,
			meta{Title: "Talks end", Date: june, TitleLine: true, Header: "Title: Talks end\nDate: 2023-06-17\n"}},
		{"one key is no header", "a.txt", "Source: a diplomat, who would not be named, said that the talks have ended, and that was it.\n" + body, meta{}},
		{"front matter", "a.md", "---\ntitle: Talks end\ndate: 2023-06-17\nauthors: [Ina Corvin, Lea Moran]\npublisher: The Example\nurl: https://example.org/a\ntags: {a: b}\n---\n" + body,
			meta{Title: "Talks end", Date: june, Authors: []string{"Ina Corvin", "Lea Moran"}, Source: "https://example.org/a", Publisher: "The Example"}},
		{"a heading", "a.md", "# Talks *end*\n\n" + body, meta{Title: "Talks end", TitleLine: true}},
		{"a rule is no front matter", "a.md", "---\n\n" + body, meta{}},
		{"front matter on standard input", "-", "---\ntitle: Talks end\n---\n" + body, meta{Title: "Talks end"}},
	} {
		a, notices, err := Reader{}.Read(t.Context(), Source{Name: c.file, open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(c.text)), nil }})
		if err != nil || len(notices) > 0 {
			t.Errorf("%s: %v, %v", c.name, notices, err)
			continue
		}
		got := meta{a.Title, a.Date, a.Authors, a.Publisher, a.Source, a.TitleLine, string([]rune(a.Text)[:a.Header])}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if c.file == "a.txt" && a.Text != c.text {
			t.Errorf("%s: the text is not the file's", c.name)
		}
		if a.Language != "en" {
			t.Errorf("%s: language %q", c.name, a.Language)
		}
	}
	_, notices := read(t, "a.txt", "Title: Talks end\nDate: last week\n\n"+body)
	if len(notices) != 1 || notices[0].String() != `a.txt:2: the date "last week" was not understood; expected one such as 2023-06-17 or 17 June 2023` {
		t.Errorf("notices %v", notices)
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2023-06-17", "2023-06-17"}, {"2023-06-17T10:00:00Z", "2023-06-17"}, {"2023/6/7", "2023-06-07"}, {"20230617", "2023-06-17"},
		{"2023-06-17 23:59 +0200", "2023-06-17"}, {"17 June 2023", "2023-06-17"}, {"17 Jun. 2023", "2023-06-17"}, {"17th of June, 2023", "2023-06-17"},
		{"17-Jun-2023", "2023-06-17"}, {"June 17, 2023", "2023-06-17"}, {"Jun 17 2023", "2023-06-17"}, {"Sept. 1st, 2023", "2023-09-01"},
		{"Saturday, June 17, 2023 10:00 AM", "2023-06-17"}, {"Sat, 17 Jun 2023 10:00:00 GMT", "2023-06-17"}, {"Published: 17 June 2023", "2023-06-17"},
		{"17.06.2023", "2023-06-17"}, {"17/06/2023", "2023-06-17"}, {"06/17/2023", "2023-06-17"}, {"05/05/2023", "2023-05-05"},
		{"06/07/2023", ""}, {"2023-02-30", ""}, {"2023-13-01", ""}, {"31 June 2023", ""}, {"June 2023", ""}, {"yesterday", ""}, {"12345-01-01", ""},
		{"17 Brumaire 2023", ""}, {"", ""}, {"June 17, 2023and", ""},
	} {
		got, ok := parseDate(c.in)
		if ok != (c.want != "") || ok && got.Format("2006-01-02") != c.want {
			t.Errorf("%q: %v, %v", c.in, got, ok)
		}
	}
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"paragraphs", "One line.\nAnother line.\n\nA *third*, __fourth__ and `fifth`.\n", "One line.\nAnother line.\n\nA third, fourth and fifth.\n"},
		{"headings", "Talks end\n=========\n\n## What next?\nNobody knows.\n", "Talks end\n\nWhat next?\n\nNobody knows.\n"},
		{"links and pictures", "![a map](map.png) The [treaty](https://e.org \"t\") and <https://e.org/a>, see [there][1].\n\n[1]: https://e.org\n", "The treaty and https://e.org/a, see there.\n"},
		{"lists and quotations", "- first point\n- second point\n\n> “We agree,” he said.\n> “At last.”\n", "first point\nsecond point\n\n“We agree,” he said.\n“At last.”\n"},
		{"escapes and entities", "5 \\* 3 &amp; &ldquo;AT&T&rdquo; &#8212; a\\\nb\n", "5 * 3 & “AT&T” — a\nb\n"},
		{"LaTeX quotation marks", "He said ``we agree'' and ``we sign'' again.\n", "He said ``we agree'' and ``we sign'' again.\n"},
		{"HTML", "<div class=\"x\">Talks <b>end</b></div>\n<script>alert(1)</script>\n\nA <i>word</i>,<br>and one more.<!-- no -->\n", "Talks end\n\nA word,\nand one more.\n"},
		{"rules and code", "One.\n\n---\n\n    indented words\n\n```\nfenced words\n```\n", "One.\n\nindented words\n\nfenced words\n"},
	} {
		if got := plain([]byte(c.in)); got != c.want {
			t.Errorf("%s: %s", c.name, cmp.Diff(c.want, got))
		}
	}
}

func TestTooManyBrackets(t *testing.T) {
	a, notices := read(t, "a.md", body+strings.Repeat("[b](", 100_000))
	if len(notices) != 1 || !strings.Contains(notices[0].Text, "too many brackets") || !strings.HasPrefix(a.Text, body) {
		t.Errorf("%v", notices)
	}
}
