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

// eachRule calls see with every string of the loader's source, every line of the tables of its rules and every list of words in
// words.tsv, given names aside, and tells how many files and rules there were. What is known of persons and bodies is knowledge,
// lies in data/lexicon and is no rule.
func eachRule(t *testing.T, see func(path string, line int, rule string)) (files, rules int) {
	t.Helper()
	check := func(path string, line int, rule string) {
		rules++
		see(path, line, strings.ReplaceAll(rule, "_", " "))
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
			check("words.tsv", n, list)
		}
	}
	return files, rules
}

// No rule names a person, a story or an outlet.
func TestNoRuleNamesAnybody(t *testing.T) {
	names := proper(t)
	files, rules := eachRule(t, func(path string, line int, rule string) {
		for _, n := range named(names, rule) {
			t.Errorf("%s:%d names %s", path, line, n)
		}
	})
	if files < 100 || rules < 2000 {
		t.Errorf("only %d rules in %d files", rules, files)
	}
	for _, rule := range []string{"if the speaker is Nikol Pashinyan or Reuters", "nikol pashinyan|reuters", "arab|prague|fox_news"} {
		if got := named(names, strings.ReplaceAll(rule, "_", " ")); len(got) < 2 {
			t.Errorf("the check sees %v alone in %q", got, rule)
		}
	}
}

// small are words that say nothing of a story: "at the end of the" is everybody's.
var small = regexp.MustCompile(`^(the|an?|of|in|on|at|to|by|for|from|with|as|and|or|but|is|was|be|it|its|that|this|not)$`)

// telling says whether at least two of the words are not small.
func telling(words []string) bool {
	n := 0
	for _, w := range words {
		if !small.MatchString(w) {
			n++
		}
	}
	return n >= 2
}

// Nor does a rule hold four words of a sample article in a row, two of them more than small ones.
func TestNoRuleFitsASampleArticle(t *testing.T) {
	const run = 4
	seen := map[string]string{}
	for _, s := range article.Folder(data.Articles()) {
		a, _, err := article.Reader{}.Read(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		words := word.FindAllString(strings.ToLower(a.Text), -1)
		for i := range len(words) - run + 1 {
			if telling(words[i : i+run]) {
				seen[strings.Join(words[i:i+run], " ")] = s.Name
			}
		}
	}
	fits := func(rule string) (runs []string) {
		words := word.FindAllString(strings.ToLower(rule), -1)
		for i := 0; i+run <= len(words); i++ {
			if r := strings.Join(words[i:i+run], " "); seen[r] != "" {
				runs = append(runs, r)
			}
		}
		return runs
	}
	looked := map[string]bool{}
	eachRule(t, func(path string, line int, rule string) {
		looked[strings.Split(filepath.ToSlash(path), "/")[0]] = true
		for _, r := range fits(rule) {
			t.Errorf("%s:%d: %q stands in %s", path, line, r, seen[r])
		}
	})
	for _, folder := range strings.Fields("when link mood open relate attribute mention coref words.tsv") {
		if !looked[folder] {
			t.Errorf("no rule of %s was looked at", folder)
		}
	}
	if len(seen) < 1000 {
		t.Errorf("the articles have %d runs of words", len(seen))
	}
	for r := range seen {
		if got := fits("x|" + r); len(got) == 0 {
			t.Errorf("the check does not see %q", r)
		}
		break
	}
}
