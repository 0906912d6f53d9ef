package loader

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"quadrille/data"
	"quadrille/loader/article"
	"quadrille/loader/lexicon"
)

// outlets are some that rules are tempted to name.
const outlets = "Reuters|AFP|Associated Press|BBC|CNN|Guardian|New York Times|Washington Post|Al Jazeera|TASS|Interfax|Xinhua|Politico|Bloomberg|" +
	"Financial Times|Le Monde|Der Spiegel|Fox News|Kyiv Post|Armenpress|Caucasian Knot|Jerusalem Post|Hürriyet|Kommersant|Telegraph|Daily Mail|NPR|Axios"

// common are words of the language that happen to be names in the tables too, alone and not within a longer name: a body's, a
// province's, a district's.
var common = map[string]bool{"zero": true, "republic": true, "north": true}

// proper are the names of persons, outlets, countries, peoples, cities and bodies, folded and in small letters, by their number of words.
func proper(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	add := func(what string, names ...string) {
		for _, n := range names {
			n = strings.TrimSpace(n)
			folded := strings.ToLower(lexicon.Fold(n))
			if len(n) > 3 && strings.IndexFunc(n, unicode.IsUpper) >= 0 && !common[folded] { // not "UN" and its like, which are words of the language by now
				all[folded] = what + " " + n
			}
		}
	}
	add("outlet", strings.Split(outlets, "|")...)
	for file, columns := range map[string][]int{
		"people.tsv": {0, 3}, "offices.tsv": {2, 5}, "countries.tsv": {1, 5, 6}, "countries-extra.tsv": {2}, "demonyms.tsv": {1, 2},
		"organisations.tsv": {1, 3}, "bodies.tsv": {1, 3}, "things.tsv": {1, 2}, "places.tsv": {1},
	} {
		text, err := fs.ReadFile(data.Lexicon(), file)
		if err != nil {
			t.Fatal(err)
		}
		for l := range strings.Lines(string(text)) {
			if fields := strings.Split(strings.TrimRight(l, "\n"), "\t"); !strings.HasPrefix(l, "#") {
				for _, c := range columns {
					if c < len(fields) {
						add(strings.TrimSuffix(file, ".tsv"), strings.FieldsFunc(fields[c], func(r rune) bool { return r == '|' || r == ',' })...)
					}
				}
			}
		}
	}
	if len(all) < 5000 {
		t.Fatalf("the lexicon has %d names", len(all))
	}
	return all
}

var word = regexp.MustCompile(`[\p{L}\p{N}][\p{L}\p{N}.'’-]*`)

// named gives the names among the words of a rule.
func named(names map[string]string, rule string) (out []string) {
	var words []string
	for _, w := range word.FindAllString(rule, -1) {
		words = append(words, strings.ToLower(lexicon.Fold(strings.TrimRight(w, ".'’-"))))
	}
	for i := range words {
		for n := 1; n <= 5 && i+n <= len(words); n++ {
			if what, ok := names[strings.Join(words[i:i+n], " ")]; ok {
				out = append(out, what)
			}
		}
	}
	return out
}

// No rule names a person, a story or an outlet: neither the strings of the loader's source nor the tables of its rules. What is
// known of persons and bodies is knowledge, and lies in data/lexicon.
func TestNoRuleNamesAnybody(t *testing.T) {
	names := proper(t)
	files, rules := 0, 0
	check := func(path string, line int, rule string) {
		rules++
		for _, n := range named(names, rule) {
			t.Errorf("%s:%d names %s", path, line, n)
		}
	}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "train" || d.Name() == "gen"):
			return filepath.SkipDir
		case d.IsDir() || strings.HasSuffix(path, "_test.go"), path == filepath.Join("article", "language.go"): // names languages
		case filepath.Ext(path) == ".go":
			files++
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if _, ok := n.(*ast.ImportSpec); ok {
					return false
				}
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					if s, err := strconv.Unquote(l.Value); err == nil {
						check(path, set.Position(l.Pos()).Line, s)
					}
				}
				return true
			})
		case filepath.Ext(path) == ".txt" || filepath.Ext(path) == ".tsv":
			files++
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			n := 0
			for l := range strings.Lines(string(text)) {
				if n++; !strings.HasPrefix(l, "#") {
					check(path, n, l)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	words, err := fs.ReadFile(data.Lexicon(), "words.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for l := range strings.Lines(string(words)) {
		if class, list, ok := strings.Cut(l, "\t"); ok && !strings.HasPrefix(l, "#") && !strings.HasPrefix(class, "given") {
			n++
			check("words.tsv", n, strings.ReplaceAll(list, "_", " "))
		}
	}
	if files < 100 || rules < 2000 {
		t.Errorf("only %d rules in %d files", rules, files)
	}
	for _, rule := range []string{"if the speaker is Nikol Pashinyan or Reuters", "nikol pashinyan|reuters", "arab|prague|fox_news"} {
		if got := named(names, strings.ReplaceAll(rule, "_", " ")); len(got) < 2 {
			t.Errorf("the check sees %v alone in %q", got, rule)
		}
	}
}

// Nor does a rule hold a run of words of a sample article.
func TestNoRuleFitsASampleArticle(t *testing.T) {
	const run = 4
	seen := map[string]string{}
	for _, s := range article.Folder(data.Articles()) {
		a, _, err := article.Reader{}.Read(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		words := word.FindAllString(strings.ToLower(a.Text), -1)
		for i := range len(words) - run {
			seen[strings.Join(words[i:i+run], " ")] = s.Name
		}
	}
	for _, path := range []string{"relate/cues.txt"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for l := range strings.Lines(string(text)) {
			words := word.FindAllString(strings.ToLower(strings.ReplaceAll(l, "_", " ")), -1)
			for i := 0; !strings.HasPrefix(l, "#") && i+run <= len(words); i++ {
				if from, ok := seen[strings.Join(words[i:i+run], " ")]; ok {
					t.Errorf("%s: %q stands in %s", path, strings.Join(words[i:i+run], " "), from)
				}
			}
		}
	}
}
