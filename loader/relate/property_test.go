package relate

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"quadrille/loader/article"
	"quadrille/loader/document"
	"quadrille/loader/segment"
)

// goldenTexts are the marked texts of the golden files.
func goldenTexts(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range strings.Split(string(b), "\n") {
			if l != "" && l[0] != '#' && l[0] != '\t' {
				out = append(out, l)
			}
		}
	}
	if len(out) < 80 {
		t.Fatalf("the golden files hold %d texts", len(out))
	}
	return out
}

// related is the relations of a marked text as lines.
func related(t testing.TB, text string) string {
	t.Helper()
	st, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	d := marked(t, text)
	if err := st.relate.Run(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return lines(d)
}

// Another name of the same type gives the same relations under that name.
func TestSwapName(t *testing.T) {
	swaps := [][]string{
		{"Kenya", "Uganda", "Portugal", "Mongolia"}, {"Qatar", "Finland", "Bahrain"}, {"Peru", "Ecuador", "Latvia"},
		{"Anna Koval", "Maria Lopez", "Helen Carter"}, {"Tom Reed", "Paul Baker", "Omar Haddad"},
	}
	texts := goldenTexts(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SampledFrom(texts).Draw(rt, "text")
		names := rapid.SampledFrom(swaps).Draw(rt, "names")
		other := rapid.SampledFrom(names[1:]).Draw(rt, "other")
		want := strings.ReplaceAll(related(t, text), names[0], other)
		if got := related(t, strings.ReplaceAll(text, names[0], other)); got != want {
			rt.Fatalf("%s for %s in %s:\n%swhere\n%swas expected", other, names[0], text, got, want)
		}
	})
}

// A paragraph on something else, before or after, takes nothing away.
func TestIrrelevantParagraph(t *testing.T) {
	idle := []string{
		"The river was low and the morning was cold.", "Two dogs slept under a cart.", "Bread cost a little more than last year, and nobody minded.",
		"It rained.", "“Good morning,” said the parrot.", "There were 1,200 seats, most of them empty (the band was late).",
	}
	texts := goldenTexts(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SampledFrom(texts).Draw(rt, "text")
		more := rapid.SampledFrom(idle).Draw(rt, "more")
		want := related(t, text)
		if got := related(t, text+"\n\n"+more); !strings.HasPrefix(got, want) {
			rt.Fatalf("%q after %s:\n%swhere\n%swas expected", more, text, got, want)
		}
	})
}

// Whatever the verb, a question and an if-clause assert nothing.
func TestNothingAssertedByAskingOrSupposing(t *testing.T) {
	st, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	var verbs []string
	for _, p := range st.relate.patterns {
		if p.class != verbCue {
			continue
		}
		for _, w := range p.cues {
			verbs = append(verbs, strings.TrimSpace(w.lemma+" "+w.particle))
		}
	}
	slices.Sort(verbs)
	verbs = slices.Compact(verbs)
	frames := []string{
		"Will [Kenya|country] V [the treaty|treaty]?", "Did [Kenya|country] V [the talks|process] in May?", "Why would [Kenya|country] V [the summit|event]?",
		"If [Kenya|country] can V [the treaty|treaty], trade will grow.", "If [Kenya|country] were to V [the talks|process], nobody would object.",
		"Trade will grow if [Kenya|country] can V [the treaty|treaty].", "Nobody knows whether [Kenya|country] will V [the treaty|treaty].",
		"\"Will [Kenya|country] V [the treaty|treaty]?\" the paper asked.", "Unless [Kenya|country] can V [the talks|process], nothing will change.",
	}
	rapid.Check(t, func(rt *rapid.T) {
		verb := rapid.SampledFrom(verbs).Draw(rt, "verb")
		text := strings.ReplaceAll(rapid.SampledFrom(frames).Draw(rt, "frame"), " V ", " "+verb+" ")
		if got := related(t, text); strings.Contains(got, "asserted") {
			rt.Fatalf("%s states\n%s", text, got)
		}
	})
}

// check holds a document's relations to what every relation must be.
func check(t interface{ Fatalf(string, ...any) }, d *document.Document) {
	for i := range d.Relations {
		r := &d.Relations[i]
		in := d.Sentences[r.Sentence].Span
		switch {
		case r.Kind == document.Said:
			t.Fatalf("relation %d is of kind said", i)
		case r.Subject < 0 || r.Subject >= len(d.Entities) || r.Object < 0 || r.Object >= len(d.Entities) || r.To < 0 || r.To > len(d.Entities):
			t.Fatalf("relation %d points to no entity: %+v", i, *r)
		case r.Subject == r.Object:
			t.Fatalf("relation %d ties an entity to itself", i)
		case r.Voice < 0 || r.Voice > len(d.Attributions):
			t.Fatalf("relation %d has no such voice: %d", i, r.Voice)
		case !in.Contains(r.Evidence) || r.Evidence.Len() <= 0:
			t.Fatalf("the evidence of relation %d, %v, does not lie in its sentence %v", i, r.Evidence, in)
		case len(r.Cue) == 0 || !r.Evidence.Contains(r.Cue[0]):
			t.Fatalf("the cue of relation %d, %v, does not lie in its evidence %v", i, r.Cue, r.Evidence)
		case r.Confidence <= 0 || r.Confidence >= 1:
			t.Fatalf("relation %d has the confidence %v", i, r.Confidence)
		}
	}
	slugs := map[string]bool{}
	for i := range d.Entities {
		if e := &d.Entities[i]; e.Name == "" || e.Slug == "" || slugs[e.Slug] {
			t.Fatalf("entity %d has no name or no slug of its own: %+v", i, *e)
		}
		slugs[d.Entities[i].Slug] = true
	}
}

// everyNoun makes a document of plain text in which every nth noun group is a mention of an entity of some type, and quotations are
// claims: more than the stages before would find, to try the stage on any text.
func everyNoun(t testing.TB, text string, nth int) *document.Document {
	t.Helper()
	st, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	d := document.New(&article.Article{Text: text, Language: "en", File: "test"})
	ctx := context.Background()
	if err := segment.New().Run(ctx, d); err != nil {
		t.Fatal(err)
	}
	if err := st.parse.Run(ctx, d); err != nil {
		t.Fatal(err)
	}
	slugs, index := map[string]bool{}, map[string]int{}
	for i, g := range d.NounGroups {
		if i%nth != 0 {
			continue
		}
		name := d.Phrase(g.Range)
		e, ok := index[name]
		if !ok {
			e = len(d.Entities)
			index[name] = e
			d.Entities = append(d.Entities, document.Entity{Type: document.EntityType(1 + e%8), Name: name, Slug: document.Unique(document.Slug(name), slugs), First: d.Span(g.Range)})
		}
		d.Mentions = append(d.Mentions, document.Mention{Range: g.Range, Head: g.Head, Form: document.MentionForm(i % 5), Type: d.Entities[e].Type, Entity: e + 1})
	}
	for _, q := range d.Quotations {
		if len(d.Entities) > 0 && q.Inner.Len() > 0 {
			d.Attributions = append(d.Attributions, document.Attribution{Content: []document.Span{q.Inner}, Confidence: 1})
		}
	}
	return d
}

// Any text gives relations that hold together, and the same ones again.
func TestAnyText(t *testing.T) {
	st, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields("the a its Russia Kenya Qatar's minister Anna Koval treaty talks veto mediator obstacle maps , , . ? ( ) : “ ” ' not neither nor " +
		"rather than if whether unless that which who whose what is was been to of by between and or but with in on for against from as signed " +
		"rejects mediate brokered hosting demanding urged offered refused denied blocking held up down said it them his spokesman former because " +
		"without including ready opposed unresolved must would may never no longer US-brokered Monday 12 per cent")
	rapid.Check(t, func(rt *rapid.T) {
		var text string
		if rapid.Bool().Draw(rt, "words") {
			text = strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 60).Draw(rt, "text"), " ")
		} else {
			text = rapid.String().Draw(rt, "text")
		}
		nth := rapid.IntRange(1, 3).Draw(rt, "nth")
		d := everyNoun(t, text, nth)
		if err := st.relate.Run(context.Background(), d); err != nil {
			rt.Fatal(err)
		}
		check(rt, d)
		again := everyNoun(t, text, nth)
		if err := st.relate.Run(context.Background(), again); err != nil {
			rt.Fatal(err)
		}
		if a, b := lines(d), lines(again); a != b {
			rt.Fatalf("%q gives\n%sand then\n%s", text, a, b)
		}
	})
}

func FuzzRelate(f *testing.F) {
	for _, text := range goldenTexts(f) {
		f.Add(strings.NewReplacer("[", "", "]", "", "<", "", ">", "", "|country", "", "|treaty", "", "|person", "").Replace(text))
	}
	f.Add("If, if, if that which who of of of between and and , , ( ( not but rather than")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 10_000 {
			return
		}
		st, err := stages()
		if err != nil {
			t.Fatal(err)
		}
		d := everyNoun(t, text, 1)
		if err := st.relate.Run(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		check(t, d)
	})
}

// Twice the text takes at most little more than twice the work, as memory allocations count it: in many sentences, and in one.
func TestLinear(t *testing.T) {
	st, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	for name, unit := range map[string]string{
		"sentences":    "Kenya rejected the treaty that Qatar had brokered, and the minister urged Peru to sign it. ",
		"one sentence": "and Kenya, which rejected the treaty of the talks between Peru and Chile, said that if Qatar refused to sign ",
		"prepositions": "of the treaty on the maps in the talks with Kenya ",
		"relatives":    "which rejected the man who signed the treaty that ",
		"conjunctions": "and signed the treaty and the pact, ",
		"brackets":     "(the veto of Kenya, ",
	} {
		work := func(n int) float64 {
			d := everyNoun(t, strings.Repeat(unit, n), 1)
			entities, mentions := len(d.Entities), len(d.Mentions)
			return testing.AllocsPerRun(2, func() {
				d.Entities, d.Mentions = d.Entities[:entities], d.Mentions[:mentions]
				if err := st.relate.Run(context.Background(), d); err != nil {
					t.Fatal(err)
				}
			})
		}
		small, large := work(200), work(800)
		if large > 5*small+1000 {
			t.Errorf("%s: four times the text takes %.1f times the work (%.0f and %.0f allocations)", name, large/small, small, large)
		}
	}
}

// A run that is told to stop stops.
func TestCancelled(t *testing.T) {
	st, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := st.relate.Run(ctx, marked(t, "[Kenya|country] signed [the treaty|treaty].")); err == nil {
		t.Fatal("a cancelled run says nothing")
	}
}
