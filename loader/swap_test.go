package loader

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quadrille/data"
	"quadrille/loader/article"
	"quadrille/loader/document"

	"pgregory.net/rapid"
)

// cast are the names of one made article by type: two of each.
type cast struct{ countries, persons, bodies [2]string }

func draw(t *rapid.T, label string) cast {
	pair := func(i int) (out [2]string) {
		names := rapid.Permutation(sorts[i].names).Draw(t, label)
		copy(out[:], names)
		return out
	}
	return cast{pair(0), pair(1), pair(2)}
}

// dress puts a cast's names into a text of slots: ⟨c0⟩ a country, ⟨p1⟩ a person, ⟨o0⟩ an organisation, ⟨s1⟩ a person's surname.
func (c cast) dress(text string) string {
	return c.replacer(func(slot, name string) (string, string) { return slot, name }).Replace(text)
}

// undress puts the slots back. Articles and possessives stay what they are.
func (c cast) undress(text string) string {
	return c.replacer(func(slot, name string) (string, string) { return name, slot }).Replace(text)
}

func (c cast) replacer(order func(slot, name string) (string, string)) *strings.Replacer {
	var list []string
	add := func(slot, name string) {
		a, b := order(slot, name)
		list = append(list, a, b)
	}
	for i := range 2 {
		n := fmt.Sprint(i)
		add("⟨p"+n+"⟩", c.persons[i])
		add("⟨s"+n+"⟩", c.persons[i][strings.IndexByte(c.persons[i], ' ')+1:])
		add("⟨o"+n+"⟩", strings.TrimPrefix(c.bodies[i], "the "))
		add("⟨c"+n+"⟩", c.countries[i])
	}
	return strings.NewReplacer(list...)
}

// scenes are sentences of made articles.
var scenes = []string{
	"⟨c0⟩ signed the treaty with ⟨c1⟩ on Monday.", "⟨c0⟩ rejected the treaty.", "⟨p0⟩ said the talks would resume.",
	"“We will not sign the treaty,” ⟨p0⟩ said.", "⟨p0⟩, the foreign minister of ⟨c0⟩, met ⟨p1⟩ in Geneva.", "The ⟨o0⟩ will mediate the talks.",
	"The ⟨o0⟩ accused ⟨c1⟩ of fraud.", "According to ⟨p1⟩, ⟨c0⟩ has blocked the treaty.", "⟨c1⟩ urged ⟨c0⟩ to sign the treaty.",
	"⟨s0⟩ told reporters that the ⟨o1⟩ supports the plan.", "“The ⟨o0⟩ opposes the treaty,” ⟨s1⟩ added.", "The summit was hosted by ⟨c1⟩.",
	"⟨c0⟩ may reject the proposal.", "⟨p1⟩ denied that ⟨c1⟩ had signed the agreement.", "The ⟨o1⟩ demanded an inquiry.", "⟨p0⟩ heads the ⟨o0⟩.",
}

// found is what a text asserts, a line each, in the order of the text, with its names as undress has them.
// Those that are less sure than least are left out.
func found(d *document.Document, undress func(string) string, least float64) []string {
	name := func(i int) string { return undress(d.Entities[i].Name) + "/" + d.Entities[i].Type.String() }
	var out []string
	voice := func(v int) string {
		if v == 0 {
			return "article"
		}
		return name(d.Attributions[v-1].Speaker)
	}
	for i := range d.Attributions {
		a := &d.Attributions[i]
		if a.Confidence < least {
			continue
		}
		out = append(out, strings.Join([]string{fmt.Sprint(a.Sentence), name(a.Speaker), "said", a.Polarity.String(), voice(a.Voice), undress(d.Text(a.Content[0]))}, " "))
	}
	for i := range d.Relations {
		r := &d.Relations[i]
		if r.Confidence < least {
			continue
		}
		out = append(out, strings.Join([]string{fmt.Sprint(r.Sentence), name(r.Subject), r.Kind.String(), name(r.Object), r.Polarity.String(), voice(r.Voice)}, " "))
	}
	slices.Sort(out)
	return out
}

// differing counts the lines that only one of two sorted lists has.
func differing(a, b []string) (only []string) {
	for _, l := range a {
		if !slices.Contains(b, l) {
			only = append(only, "- "+l)
		}
	}
	for _, l := range b {
		if !slices.Contains(a, l) {
			only = append(only, "+ "+l)
		}
	}
	return only
}

// whole passes over tests of a share where -short leaves a fifth of the draws: too few to tell one.
func whole(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("a share of 20 draws says little; without -short there are 100")
	}
}

// Other names of the same types, known and invented, give the same graph under those names. The encoder has read some names
// more often than others, so that few assertions may come or go.
func TestSwappedNames(t *testing.T) {
	whole(t)
	const most = .05
	all, odd := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(scenes), 3, 8).Draw(rt, "scenes"), " ")
		one, two := draw(rt, "one"), draw(rt, "two")
		a, _ := understood(rt, one.dress(text))
		b, _ := understood(rt, two.dress(text))
		before, after := found(a, one.undress, 0), found(b, two.undress, 0)
		all += len(before) + len(after)
		if only := differing(before, after); len(only) > 0 {
			odd += len(only)
			t.Logf("%s\n%s\n\t%s", one.dress(text), two.dress(text), strings.Join(only, "\n\t"))
		}
	})
	t.Logf("%d of %d assertions hang on the names", odd, all)
	if all < 500 || float64(odd) > most*float64(all) {
		t.Errorf("%d of %d assertions hang on the names", odd, all)
	}
}

// A paragraph on something else at the end takes nothing away, of made articles and of real ones. The encoder reads the last
// sentences of an article together with it, so that one in a hundred of what is likelier than not may fall.
func TestAppendedParagraph(t *testing.T) {
	whole(t)
	idle := []string{
		"The river was low and the morning was cold.", "Two dogs slept under a cart.", "Bread cost a little more than last year, and nobody minded.",
		"It rained in the afternoon and the streets were empty.", "There were 1,200 seats, most of them empty (the band was late).",
		"The swans on the lake are back, and so are the tourists.",
	}
	const likely, most = .5, .01
	all, gone := 0, 0
	extend := func(tt teller, text, more string) {
		tt.Helper()
		a, _ := understood(tt, text)
		b, _ := understood(tt, text+"\n\n"+more+"\n")
		before, after := found(a, strings.Clone, likely), found(b, strings.Clone, 0)
		all += len(before)
		for _, l := range before {
			if !slices.Contains(after, l) {
				gone++
				t.Logf("%q takes away %s", more, l)
			}
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(scenes), 1, 8).Draw(rt, "scenes"), " ")
		extend(rt, draw(rt, "names").dress(text), rapid.SampledFrom(idle).Draw(rt, "more"))
	})
	for i, s := range article.Folder(data.Articles()) {
		a, _, err := article.Reader{}.Read(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		extend(t, strings.TrimRight(a.Text, "\n"), idle[i%len(idle)])
	}
	t.Logf("%d of %d assertions fall", gone, all)
	if all < 500 || float64(gone) > most*float64(all) {
		t.Errorf("%d of %d assertions fall", gone, all)
	}
}

// Made articles give the same quads in any order, with any number of jobs, and read twice.
func TestOrderAndJobs(t *testing.T) {
	p, err := program()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		var texts []string
		for range rapid.IntRange(2, 6).Draw(rt, "articles") {
			texts = append(texts, draw(rt, "names").dress(strings.Join(rapid.SliceOfN(rapid.SampledFrom(scenes), 1, 5).Draw(rt, "scenes"), " ")))
		}
		load := func(texts []string, jobs int) string {
			var sources []article.Source
			for _, text := range texts {
				sources = append(sources, article.Stdin(strings.NewReader(text)))
			}
			var m memory
			with := *p
			with.Jobs = jobs
			report, err := with.Run(rt.Context(), sources, &m)
			if err != nil || len(report.Failed) > 0 {
				rt.Fatalf("%+v, %v", report, err)
			}
			return m.all()
		}
		want := load(texts, 1)
		other := rapid.Permutation(texts).Draw(rt, "order")
		if got := load(append(other, other[0]), rapid.IntRange(2, 4).Draw(rt, "jobs")); got != want {
			rt.Fatalf("other quads in another order")
		}
	})
}
