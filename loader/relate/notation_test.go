package relate

import (
	"strings"
	"testing"

	"quadrille/loader/document"
)

func TestReadPatterns(t *testing.T) {
	for _, c := range []struct{ name, line, err string }{
		{"good", "x  rejects  v:turn+down|reject  subj:actor  obj|to:thing  unless=inf:comment  hedged", ""},
		{"comment", "# nothing", ""},
		{"too few", "x rejects v:reject subj", "not 4 fields"},
		{"kind", "x dislikes v:reject subj obj", `"dislikes"`},
		{"said", "x said v:say subj obj", `"said"`},
		{"class", "x rejects q:reject subj obj", `"q:reject"`},
		{"no lemma", "x rejects v:reject| subj obj", "empty lemma"},
		{"place", "x rejects v:reject nowhere obj", `"nowhere"`},
		{"type", "x rejects v:reject subj:alien obj", `"alien"`},
		{"option", "x rejects v:reject subj obj loud", `"loud"`},
		{"condition", "x rejects v:reject subj obj if=inf", `"inf"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readPatterns("table", strings.NewReader("\n"+c.line+"\n"))
			switch {
			case c.err == "" && err != nil:
				t.Error(err)
			case c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)):
				t.Errorf("got %v, want an error with %q", err, c.err)
			case err != nil && !strings.Contains(err.Error(), "table:2"):
				t.Errorf("%v names no line", err)
			}
		})
	}
}

func TestReadPattern(t *testing.T) {
	ps, err := readPatterns("table", strings.NewReader("x  hosts  n:peace_talks  poss|by:actor|of  between.rest:process,event  also=mediates  if=obj:a|b"))
	if err != nil {
		t.Fatal(err)
	}
	p := ps[0]
	if p.kind != document.Hosts || p.also != document.Mediates || p.class != nounCue || p.cues[0] != (cueWords{lemma: "talks", before: "peace"}) {
		t.Errorf("got %+v", p)
	}
	if len(p.subject) != 3 || !p.subject[0].types[document.Person] || p.subject[2].types != nil {
		t.Errorf("a place without types takes those of the next that has some: got %+v", p.subject)
	}
	if o := p.object[0]; len(o.slot) != 2 || o.slot[1] != "rest" || !o.types[document.Event] || o.types[document.Treaty] {
		t.Errorf("got %+v", o)
	}
}

// Each pattern has a name of its own, since the measured table goes by names, and each measured name is one of them.
func TestTables(t *testing.T) {
	st, err := stages()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{rolesName: true, besideName: true, conditionName: true}
	for _, p := range st.relate.patterns {
		if names[p.name] {
			t.Errorf("two patterns are called %s", p.name)
		}
		names[p.name] = true
	}
	if len(st.relate.measured) < 40 {
		t.Errorf("only %d patterns have been measured", len(st.relate.measured))
	}
	for n := range st.relate.measured {
		if !names[n] {
			t.Errorf("measured.tsv has %s, which is no pattern", n)
		}
	}
}

func TestReadMeasured(t *testing.T) {
	m, err := readMeasured("m.tsv", "# x\na\t9\t1\nb\t0\t3\n")
	if err != nil {
		t.Fatal(err)
	}
	if a, b, none := m.of("a"), m.of("b"), m.of("none"); a != 10.0/12 || b != 1.0/5 || none != .5 {
		t.Errorf("got %v, %v, %v", a, b, none)
	}
	for _, bad := range []string{"a\t1", "a\tx\t1", "a\t1\tx"} {
		if _, err := readMeasured("m.tsv", "\n"+bad); err == nil || !strings.Contains(err.Error(), "m.tsv:2") {
			t.Errorf("%q: got %v", bad, err)
		}
	}
}
