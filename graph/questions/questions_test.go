package questions_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quadrille/graph"
	"quadrille/graph/questions"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// talks are three articles in which two actors and a minister stand on a treaty, in every polarity and voice.
func talks(t testing.TB) *graph.Snapshot {
	t.Helper()
	g, err := graph.Open(t.Context(), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	entities := func(w *writer) {
		w.entity("actor:russia", schema.CountryType, "Russia")
		w.entity("actor:armenia", schema.CountryType, "Armenia")
		w.entity("actor:lavrov", schema.Person, "Sergey Lavrov")
		w.entity("actor:ministry", schema.Organization, "Foreign Ministry")
		w.entity("treaty:treaty", schema.Treaty, "peace treaty")
		w.entity("process:talks", schema.Process, "talks")
		w.entity("issue:road", schema.Issue, "road")
	}
	a := write("a", "2023-06-26", "First")
	entities(a)
	a.relate("actor:russia", "rel:supports", "treaty:treaty", "Russia supports the treaty.", nil)
	a.relate("actor:armenia", "rel:rejects", "treaty:treaty", "Armenia rejects the treaty.", nil)
	a.claim("actor:lavrov", "claim:c1", "Lavrov said Armenia supports the treaty and the road blocks it.", "treaty:treaty")
	a.relate("actor:armenia", "rel:supports", "treaty:treaty", "Lavrov said Armenia supports the treaty and the road blocks it.", iri("claim:c1"))
	a.relate("issue:road", "rel:blocks", "treaty:treaty", "Lavrov said Armenia supports the treaty and the road blocks it.", iri("claim:c1"))
	a.relate("actor:lavrov", "rel:represents", "actor:ministry", "Lavrov of the Foreign Ministry.", nil)
	a.relate("actor:ministry", "rel:represents", "actor:russia", "The Russian Foreign Ministry.", nil)
	for _, thing := range []string{"treaty:treaty", "process:talks"} {
		a.relate(thing, "rel:party", "actor:russia", "Between Russia and Armenia.", nil)
		a.relate(thing, "rel:party", "actor:armenia", "Between Russia and Armenia.", nil)
	}
	b := write("b", "2023-12-08", "Second")
	entities(b)
	b.when(b.relate("actor:russia", "rel:rejects", "treaty:treaty", "In May Russia rejected the treaty.", nil), "2023-05-01/2023-05-31")
	b.relate("actor:russia", "may:mediates", "process:talks", "Russia may mediate.", nil)
	b.relate("actor:armenia", "rel:demands", "issue:road", "Armenia demands the road.", nil)
	b.relate("issue:road", "not:blocks", "treaty:treaty", "The road does not block the treaty.", nil)
	b.relate("actor:united-states", "rel:mediates", "process:talks", "Washington mediates.", nil)
	b.entity("actor:united-states", schema.CountryType, "United States")
	c := write("c", "", "Undated")
	entities(c)
	c.relate("actor:lavrov", "not:represents", "actor:armenia", "Lavrov does not speak for Armenia.", nil)
	c.relate("actor:armenia", "rel:accuses", "actor:russia", "Armenia accuses Russia.", nil)
	for _, w := range []*writer{a, b, c} {
		w.load(t, g)
	}
	s, err := g.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Close()
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// told writes a fact: "russia asserted supports treaty (2023-06-26..2023-06-26, 1) by lavrov: Russia supports the treaty."
func told(f *questions.Fact) string {
	short := func(v quad.Value) string {
		i, _ := v.(quad.IRI)
		_, local, _ := strings.Cut(schema.Shorten(i), ":")
		return local
	}
	out := fmt.Sprintf("%s %s %s %s", short(f.Subject), f.How, f.Relation, short(f.Object))
	if f.Voice.Speaker != nil {
		out += " by " + short(f.Voice.Speaker)
	}
	return out
}

func all(facts []*questions.Fact) []string {
	var out []string
	for _, f := range facts {
		out = append(out, told(f))
	}
	return out
}

func want(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestProfile(t *testing.T) {
	s := talks(t)
	p, err := questions.ProfileOf(t.Context(), s, iri("actor:russia"), questions.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, x := range p.Parts {
		got[x.Name] = all(x.Facts)
	}
	if diff := cmp.Diff(map[string][]string{
		"represented by":      {"ministry asserted represents russia"},
		"supports":            {"russia asserted supports treaty"},
		"opposes":             {"russia asserted rejects treaty"},
		"is party to":         {"treaty asserted party russia", "talks asserted party russia"},
		"is opposed by":       {"armenia asserted accuses russia"},
		"denied or uncertain": {"russia hedged mediates talks"},
	}, got); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	// Armenia rejects what Russia supports and rejects, and accuses Russia. That Armenia supports it only Lavrov says.
	if len(p.Allies) != 1 || p.Allies[0].Who != iri("actor:armenia") || p.Allies[0].Grounds != 1 {
		t.Errorf("allies are %+v", p.Allies)
	}
	if len(p.Adversaries) != 1 || p.Adversaries[0].Grounds != 2 {
		t.Errorf("adversaries are %+v", p.Adversaries)
	}
	for _, tie := range slices.Concat(p.Allies, p.Adversaries) {
		for _, g := range tie.Shown {
			for _, f := range g {
				if f.Voice.Speaker != nil {
					t.Errorf("%s is somebody else's word", told(f))
				}
			}
		}
	}
}

func TestContradictions(t *testing.T) {
	s := talks(t)
	for _, x := range []struct {
		of   quad.IRI
		want []string
	}{
		{"", []string{
			"denial: road asserted blocks treaty by lavrov | road denied blocks treaty",
			"turn: armenia asserted supports treaty by lavrov | armenia asserted rejects treaty",
			"turn: russia asserted supports treaty | russia asserted rejects treaty",
			"opposition: armenia asserted supports treaty by lavrov | russia asserted rejects treaty",
			"opposition: russia asserted supports treaty | armenia asserted rejects treaty",
		}},
		{iri("issue:road"), []string{"denial: road asserted blocks treaty by lavrov | road denied blocks treaty"}},
		{iri("actor:lavrov"), nil},
	} {
		c, err := questions.Contradictions(t.Context(), s, x.of, questions.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range c.Pairs {
			got = append(got, string(p.Kind)+": "+told(p.A)+" | "+told(p.B))
			if len(p.A.Shown) == 0 || len(p.B.Shown) == 0 || p.A.Shown[0].Sentence == "" {
				t.Errorf("%s lacks its sentences", got[len(got)-1])
			}
		}
		slices.SortStableFunc(got, func(a, b string) int { return strings.Compare(kind(a), kind(b)) })
		slices.SortFunc(x.want, func(a, b string) int { return strings.Compare(kind(a)+a, kind(b)+b) })
		slices.SortFunc(got, func(a, b string) int { return strings.Compare(kind(a)+a, kind(b)+b) })
		want(t, "of "+string(x.of), got, x.want...)
	}
}

func kind(s string) string { k, _, _ := strings.Cut(s, ":"); return k }

func TestTimeline(t *testing.T) {
	s := talks(t)
	show := func(of quad.IRI, o questions.Options) (out []string, more int) {
		x, err := questions.TimelineOf(t.Context(), s, of, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range x.Entries {
			line := "undated"
			if e.Dated != questions.Undated {
				line = e.From.Format("2006-01-02") + "/" + e.To.Format("2006-01-02") + " " + string(e.Dated)
			}
			out = append(out, line+": "+told(e.Fact))
		}
		return out, x.More
	}
	got, _ := show(iri("actor:russia"), questions.Options{})
	want(t, "of Russia", got,
		"undated: armenia asserted accuses russia",
		"2023-05-01/2023-05-31 text: russia asserted rejects treaty",
		"2023-06-26/2023-06-26 article: russia asserted supports treaty",
		"2023-06-26/2023-06-26 article: ministry asserted represents russia",
		"2023-12-08/2023-12-08 article: russia hedged mediates talks")
	got, more := show(iri("actor:russia"), questions.Options{Facts: 1})
	want(t, "the latest", got, "2023-12-08/2023-12-08 article: russia hedged mediates talks")
	if more != 4 {
		t.Errorf("%d left out, not 4", more)
	}
	// Of everything the latest are the same, however they are found.
	every, _ := show("", questions.Options{})
	latest, _ := show("", questions.Options{Facts: 3})
	want(t, "of all", latest, every[len(every)-3:]...)
}

func TestObstacles(t *testing.T) {
	s := talks(t)
	o, err := questions.ObstaclesOf(t.Context(), s, iri("treaty:treaty"), questions.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(o.List) != 1 || o.List[0].What != iri("issue:road") {
		t.Fatalf("obstacles are %+v", o.List)
	}
	want(t, "blocks", all(o.List[0].Blocks.Facts), "road asserted blocks treaty by lavrov", "road denied blocks treaty")
	want(t, "demanded", all(o.List[0].Demanded.Facts), "armenia asserted demands road")
	want(t, "mediators", all(o.Mediators.Facts))
	if len(o.Related) != 1 {
		t.Fatalf("related are %+v", o.Related)
	}
	want(t, "mediators between the same parties", all(o.Related[0].Mediators.Facts), "russia hedged mediates talks", "united-states asserted mediates talks")
}

func TestCompare(t *testing.T) {
	s := talks(t)
	c, err := questions.Compare(t.Context(), s, iri("actor:russia"), iri("actor:armenia"), questions.Options{})
	if err != nil {
		t.Fatal(err)
	}
	show := func(list []questions.Match) (out []string) {
		for _, m := range list {
			out = append(out, told(m.A)+" | "+told(m.B))
		}
		slices.Sort(out)
		return out
	}
	want(t, "shared", show(c.Shared),
		"russia asserted rejects treaty | armenia asserted rejects treaty",
		"russia asserted supports treaty | armenia asserted supports treaty by lavrov",
		"talks asserted party russia | talks asserted party armenia",
		"treaty asserted party russia | treaty asserted party armenia")
	want(t, "opposed", show(c.Opposed),
		"russia asserted rejects treaty | armenia asserted supports treaty by lavrov",
		"russia asserted supports treaty | armenia asserted rejects treaty")
	want(t, "between", all(c.Between.Facts), "armenia asserted accuses russia")
}

func TestSpeakersAndRollup(t *testing.T) {
	s := talks(t)
	x, err := questions.SpeakersFor(t.Context(), s, iri("actor:russia"), questions.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, sp := range x.List {
		got = append(got, fmt.Sprintf("%s via %v, %d claims", told(sp.Roles[0]), len(sp.Via), sp.Claims))
	}
	want(t, "speakers", got, "ministry asserted represents russia via 1, 0 claims", "lavrov asserted represents ministry via 2, 1 claims")
	// Whoever is told not to represent somebody does not.
	x, err = questions.SpeakersFor(t.Context(), s, iri("actor:armenia"), questions.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(x.List) > 0 {
		t.Errorf("Armenia has speakers: %+v", x.List)
	}
	want(t, "denied", all(x.Denied.Facts), "lavrov denied represents armenia")
	r, err := questions.RollupOf(t.Context(), s, "", questions.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Countries) != 1 || r.Countries[0].Whom != iri("actor:russia") || len(r.Countries[0].Through) != 2 || r.Countries[0].Through[1].Claims != 1 {
		t.Errorf("rolled up: %+v", r.Countries)
	}
}

func TestPaths(t *testing.T) {
	s := talks(t)
	show := func(a, b string) (out []string) {
		c, err := questions.Paths(t.Context(), s, iri(a), iri(b), questions.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range c.Paths {
			at, line := quad.Value(c.A), ""
			for _, step := range p {
				f := step.Fact
				end := f.Object
				if !step.Forward {
					end = f.Subject
				}
				if f.How != questions.Asserted {
					t.Errorf("%s connects", told(f))
				}
				if step.Forward != (f.Subject == at) || len(f.Shown) == 0 {
					t.Errorf("%s: forward is %v, %d places", told(f), step.Forward, len(f.Shown))
				}
				line += "; " + told(f)
				at = end
			}
			if at != quad.Value(c.B) {
				t.Errorf("the path ends on %v", at)
			}
			out = append(out, strings.TrimPrefix(line, "; "))
		}
		return out
	}
	// Russia "may mediate" in the talks, which is no connection: it is a party to them.
	want(t, "to the United States", show("actor:russia", "actor:united-states"),
		"talks asserted party russia; united-states asserted mediates talks")
	want(t, "to itself", show("actor:russia", "actor:russia"))
	want(t, "to nobody", show("actor:russia", "actor:nobody"))
	if got := show("actor:lavrov", "actor:russia"); len(got) == 0 || got[0] != "lavrov asserted represents ministry; ministry asserted represents russia" {
		t.Errorf("from Lavrov: %v", got)
	}
}

func TestWhy(t *testing.T) {
	s := talks(t)
	ask := func(relation string, how questions.How, a, b string) *questions.Why {
		w, err := questions.WhyOf(t.Context(), s, iri(a), iri(b), relation, how, questions.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	w := ask("", "", "actor:armenia", "treaty:treaty")
	want(t, "straight", all(w.Facts), "armenia asserted rejects treaty", "armenia asserted supports treaty by lavrov", "treaty asserted party armenia")
	if st := w.Facts[0].Shown[0]; st.Before != "Russia supports the treaty." || st.Sentence != "Armenia rejects the treaty." || !strings.HasPrefix(st.After, "Lavrov said") {
		t.Errorf("context is %q, %q, %q", st.Before, st.Sentence, st.After)
	}
	want(t, "by a relation", all(ask("rejects", "", "actor:armenia", "treaty:treaty").Facts), "armenia asserted rejects treaty")
	want(t, "denied", all(ask("rejects", questions.Denied, "actor:armenia", "treaty:treaty").Facts))
	if w := ask("", "", "actor:lavrov", "actor:russia"); w.Straight || len(w.Facts) != 4 { // over the ministry, and over Armenia
		t.Errorf("over one in between: %v", all(w.Facts))
	}
}
