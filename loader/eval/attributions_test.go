package eval

import (
	"os"
	"path/filepath"
	"testing"
)

// TestContentOfSentencesIsOneAttribution: what somebody says in two sentences is one attribution as PolNeAR annotates it,
// and the saids of an extraction that go on each other count as one against it.
func TestContentOfSentencesIsOneAttribution(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"text/a.txt": "Roe said it rains. It pours.\nPoe agreed that it does.\n",
		"attributions/a_one.ann": "T1\tsource 0 3\tRoe\nT2\tcue 4 8\tsaid\nT3\tcontent 9 27\tit rains. It pours\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n" +
			"T4\tsource 29 32\tPoe\nT5\tcue 33 39\tagreed\nT6\tcontent 40 52\tthat it does\nE2\tAttribution:T5 Source:T4 Cue:T5 Content:T6\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	gold, err := ReadStandoff(dir)
	if err != nil {
		t.Fatal(err)
	}
	said := func(id, before string, source, cue, content [2]int) Assertion {
		return Assertion{ID: id, Kind: "said", Before: before, Source: [][2]int{source}, Cue: [][2]int{cue}, Spans: [][2]int{content}}
	}
	r := Attributions(gold, []Extraction{{File: "a.txt", Assertions: []Assertion{
		said("S1", "", [2]int{0, 3}, [2]int{4, 8}, [2]int{9, 17}), said("S2", "S1", [2]int{0, 3}, [2]int{4, 8}, [2]int{19, 27}),
		said("S3", "", [2]int{29, 32}, [2]int{33, 39}, [2]int{40, 52}),
	}}})
	if r.Strict.F1.Value != 1 || r.Lenient.F1.Value != 1 {
		t.Errorf("whole: strict F1 %.2f, lenient F1 %.2f, want 1", r.Strict.F1.Value, r.Lenient.F1.Value)
	}
	if p := r.Pieces[1]; p.P.Value != 1./3 || p.R.Value != 1./2 {
		t.Errorf("by sentence: strict P %.2f R %.2f, want 1/3 and 1/2", p.P.Value, p.R.Value)
	}
}
