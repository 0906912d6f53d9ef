package relate

import (
	"context"
	"embed"
	"fmt"

	"quadrille/loader/document"
	"quadrille/loader/lexicon"
)

//go:embed cues.txt measured.tsv
var tables embed.FS

// Stage is the stage of the loader that reads relations. It holds the compiled table of cues and may be used by several
// goroutines.
type Stage struct {
	lex      *lexicon.Lexicon
	patterns []pattern
	index    [compoundCue + 1]map[string][]int // lemma of the cue's head -> patterns
	trust    []float64                         // of the patterns, in their order
	measured measured
	learned  *weights // nil for the rules alone
}

// New compiles the table of cues; lex tells the nouns for actors, roles and things. An error is a fault of the tables that the program carries, with file and line.
func New(lex *lexicon.Lexicon) (*Stage, error) {
	f, err := tables.Open("cues.txt")
	if err != nil {
		return nil, fmt.Errorf("relate: %w", err)
	}
	defer f.Close()
	s := &Stage{lex: lex}
	if s.patterns, err = readPatterns("cues.txt", f); err != nil {
		return nil, fmt.Errorf("relate: %w", err)
	}
	measured, err := tables.ReadFile("measured.tsv")
	if err != nil {
		return nil, fmt.Errorf("relate: %w", err)
	}
	s.measured, err = readMeasured("measured.tsv", string(measured))
	if err != nil {
		return nil, fmt.Errorf("relate: %w", err)
	}
	for i := range s.index {
		s.index[i] = map[string][]int{}
	}
	for i := range s.patterns {
		p := &s.patterns[i]
		for _, w := range p.cues {
			if l := s.index[p.class][w.lemma]; len(l) == 0 || l[len(l)-1] != i {
				s.index[p.class][w.lemma] = append(l, i)
			}
		}
		s.trust = append(s.trust, s.measured.of(p.name))
	}
	return s, nil
}

// trustOf is the confidence of a construction that is no pattern of the table.
func (st *Stage) trustOf(name string) float64 { return st.measured.of(name) }

// Name is "relate".
func (*Stage) Name() string { return "relate" }

// Needs are the layers of the stages before.
func (*Stage) Needs() document.Layer {
	return document.Segments | document.Quotations | document.Tags | document.Chunks | document.Mentions | document.Chains |
		document.Attributions
}

// Sets is document.Relations.
func (*Stage) Sets() document.Layer { return document.Relations }

// Run sets Document.Relations, and appends entities for things and actors that only a relation names.
func (st *Stage) Run(ctx context.Context, d *document.Document) error {
	_, err := st.read(ctx, d)
	return err
}

// read is Run, and gives the work with what it noted on the way.
func (st *Stage) read(ctx context.Context, d *document.Document) (*run, error) {
	d.Relations = d.Relations[:0]
	m := begin(st, d)
	var cuts []*sentence
	for i := range d.Sentences {
		if i%64 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, fmt.Errorf("relate: %w", err)
			}
		}
		s := cut(d, st.lex, i, m.nounGroups, m.verbGroups, m.starts)
		s.moods = m.moods
		m.parties(s)
		m.roles(s)
		m.match(s)
		m.conditions(s)
		if st.learned != nil {
			cuts = append(cuts, s)
		}
	}
	if l := m.learner(); l != nil {
		for i, s := range cuts {
			if i%64 == 0 {
				if err := ctx.Err(); err != nil {
					return nil, fmt.Errorf("relate: %w", err)
				}
			}
			l.learn(s)
		}
		l.drop()
	}
	return m, nil
}
