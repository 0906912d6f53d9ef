package document

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLeast(t *testing.T) {
	d := &Document{
		Attributions: []Attribution{
			{Speaker: 0, Confidence: .9},
			{Speaker: 1, Confidence: .4, Continues: 1},
			{Speaker: 2, Confidence: .8, Continues: 2},
			{Speaker: 3, Confidence: .9, Voice: 2},
			{Speaker: 4, Confidence: .9, Voice: 4},
			{Speaker: 5, Confidence: .9, Voice: 3},
		},
		Relations: []Relation{{Subject: 0, Confidence: .3}, {Subject: 1, Confidence: .7}, {Subject: 2, Confidence: .9, Voice: 2}, {Subject: 3, Confidence: .9, Voice: 3}},
		Whens:     []When{{Attribution: 1}, {Attribution: 2}, {Relation: 1}, {Relation: 4}},
		Doubts:    []Doubt{{Entity: 1, Score: .3}, {Entity: 2, Score: .6}},
	}
	d.Least(.5)
	want := &Document{
		Attributions: []Attribution{{Speaker: 0, Confidence: .9}, {Speaker: 2, Confidence: .8, Continues: 1}, {Speaker: 5, Confidence: .9, Voice: 2}},
		Relations:    []Relation{{Subject: 1, Confidence: .7}, {Subject: 3, Confidence: .9, Voice: 2}},
		Whens:        []When{{Attribution: 1}, {Relation: 2}},
		Doubts:       []Doubt{{Entity: 2, Score: .6}},
	}
	for name, got := range map[string][2]any{"attributions": {want.Attributions, d.Attributions}, "relations": {want.Relations, d.Relations}, "whens": {want.Whens, d.Whens}, "doubts": {want.Doubts, d.Doubts}} {
		if diff := cmp.Diff(got[0], got[1]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
