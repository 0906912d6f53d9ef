package relate

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quadrille/data"
	"quadrille/loader/article"
	"quadrille/loader/attribute"
	"quadrille/loader/coref"
	"quadrille/loader/document"
	"quadrille/loader/lexicon"
	"quadrille/loader/mention"
	"quadrille/loader/model"
	"quadrille/loader/neural"
	"quadrille/loader/parse/tree"
	"quadrille/loader/segment"
)

// learnedStages are all stages with the learned source, and the rules alone; made once.
var learnedStages = sync.OnceValues(func() (struct {
	before         []stage
	learned, rules *Stage
}, error) {
	var out struct {
		before         []stage
		learned, rules *Stage
	}
	file, err := modelFrom(pathOr("QUADRILLE_MODEL", "../../data/models/news.model"))
	if err != nil {
		return out, err
	}
	weights, err := modelFrom(pathOr("RELATE_WEIGHTS", "../../data/models/relations.model"))
	if err != nil {
		return out, err
	}
	lex, err := lexicon.Read(data.Lexicon())
	if err != nil {
		return out, err
	}
	encoder, err := neural.New(file, nil)
	if err != nil {
		return out, err
	}
	parser, err := tree.New(data.Lexicon())
	if err != nil {
		return out, err
	}
	out.before = []stage{segment.New(), encoder, parser, mention.New(lex), coref.New(lex), attribute.New()}
	if out.learned, err = Learned(lex, weights, file); err != nil {
		return out, err
	}
	out.rules, err = New(lex)
	return out, err
})

func pathOr(variable, path string) string {
	if v := os.Getenv(variable); v != "" {
		return v
	}
	return path
}

// relations are what the stages find in text, a line each, with st as the last.
func relations(t *testing.T, before []stage, st *Stage, text string) (*document.Document, []string) {
	t.Helper()
	d := document.New(&article.Article{Text: text, Language: "en", File: "test"})
	for _, s := range append(before[:len(before):len(before)], st) {
		if err := s.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	var out []string
	for _, l := range strings.Split(lines(d), "\n") {
		if l != "" && !strings.Contains(l, " party: ") {
			out = append(out, strings.TrimPrefix(l, "\t"))
		}
	}
	return d, out
}

// TestLearnedGolden reads testdata/learned/*.txt: a sentence a line, below it, indented, what is found in it, with + what only the
// learned source finds and - what only the rules do. UPDATE=1 rewrites it.
func TestLearnedGolden(t *testing.T) {
	st, err := learnedStages()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/learned/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("testdata/learned is empty", err)
	}
	for _, f := range files {
		want, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, l := range strings.Split(strings.TrimRight(string(want), "\n"), "\n") {
			if strings.HasPrefix(l, "\t") {
				continue
			}
			got.WriteString(l + "\n")
			if l == "" || l[0] == '#' {
				continue
			}
			_, with := relations(t, st.before, st.learned, l)
			_, without := relations(t, st.before, st.rules, l)
			for _, r := range with {
				mark := "  "
				if !contains(without, r) {
					mark = "+ "
				}
				got.WriteString("\t" + mark + r + "\n")
			}
			for _, r := range without {
				if !contains(with, r) {
					got.WriteString("\t- " + r + "\n")
				}
			}
		}
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(f, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s (-want +got; UPDATE=1 rewrites it):\n%s", f, diff)
		}
	}
}

func contains(list []string, x string) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// Nothing denied, hedged, asked or hypothetical becomes a plain relation, whatever the scores say.
func TestLearnedStatesNothingPlainThatTheTextDoesNot(t *testing.T) {
	st, err := learnedStages()
	if err != nil {
		t.Fatal(err)
	}
	plain := map[string]string{
		"Norway":         "mediates in the dispute over the islands",
		"Qatar":          "brokered the ceasefire",
		"The ministry":   "accused the union of hiding the figures",
		"The opposition": "rejected the border treaty",
		"France":         "supports the draft resolution",
		"Malta":          "blocked the trade agreement",
		"Latvia":         "signed the border treaty",
	}
	frames := []string{
		"S has denied that it V.", "S never V.", "Perhaps S V.", "Has S already V?", "If S V, the crisis would end.",
		"S did not say whether it V.", "Nobody believes that S V.", "S reportedly V.",
	}
	n := 0
	for subject, verb := range plain {
		for _, f := range frames {
			text := strings.NewReplacer("S", subject, "V", verb).Replace(f)
			d, _ := relations(t, st.before, st.learned, text)
			for i := range d.Relations {
				r := &d.Relations[i]
				n++
				if r.Kind != document.Party && r.Kind != document.Represents && r.Polarity == document.Asserted && r.Voice == 0 {
					t.Errorf("%q: plain %s: %s -> %s", text, r.Kind, d.Entities[r.Subject].Name, d.Entities[r.Object].Name)
				}
			}
		}
	}
	if n == 0 {
		t.Error("no sentence gave any relation: the test shows nothing")
	}
}

// Every learned relation has its words within its sentence, a cue, and a confidence that is a probability.
func TestLearnedEvidence(t *testing.T) {
	st, err := learnedStages()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/learned/beyond-rules.txt")
	if err != nil {
		t.Fatal(err)
	}
	var body []string
	for _, l := range strings.Split(string(text), "\n") {
		if l != "" && l[0] != '#' && l[0] != '\t' {
			body = append(body, l)
		}
	}
	d, _ := relations(t, st.before, st.learned, strings.Join(body, "\n\n"))
	if len(d.Relations) == 0 {
		t.Fatal("nothing was found")
	}
	for i := range d.Relations {
		r := &d.Relations[i]
		in := d.Sentences[r.Sentence].Span
		if !in.Contains(r.Evidence) || len(r.Cue) == 0 || !in.Contains(r.Cue[0]) || r.Confidence <= 0 || r.Confidence >= 1 {
			t.Errorf("%s %q: cue %v, confidence %v, sentence %v", r.Kind, d.Text(r.Evidence), r.Cue, r.Confidence, in)
		}
	}
}

// fileOf makes a model file of a header and no tensors.
func fileOf(t *testing.T, header string) *model.File {
	t.Helper()
	raw := append([]byte("QUADMODL"), 0, 0, 0, 0, 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(raw[8:], model.Version)
	binary.LittleEndian.PutUint32(raw[12:], uint32(len(header)))
	raw = append(raw, header...)
	sum := sha256.Sum256(raw)
	f, err := model.Open(append(raw, sum[:]...))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestLearnedRefusesWhatDoesNotFit(t *testing.T) {
	st, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	encoder := fileOf(t, `{"name":"encoder"}`)
	if _, err := Learned(st.lex, fileOf(t, `{"name":"relations@00000000"}`), encoder); !errors.Is(err, ErrOtherEncoder) {
		t.Errorf("weights of another encoder: %v", err)
	}
	name := `{"name":"relations@` + hex.EncodeToString(encoder.Sum[:4]) + `"}`
	if _, err := Learned(st.lex, fileOf(t, name), encoder); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("weights without tensors: %v", err)
	}
}
