//go:build unix

package questions_test

import (
	"context"
	"syscall"
	"testing"

	"quadrille/graph"
	"quadrille/graph/questions"

	"github.com/cayleygraph/quad"
)

// asked are the questions on the busiest nodes of generated articles, as a memo asks them.
func asked(s *graph.Snapshot) map[string]func(context.Context) error {
	busy, other := iri("actor:a0"), iri("actor:a1")
	treaty, process := iri("treaty:t0"), iri("process:t1")
	o := questions.Options{Facts: 12, Places: 2}
	f := func(ask func(ctx context.Context) error) func(context.Context) error { return ask }
	return map[string]func(context.Context) error{
		"why": f(func(ctx context.Context) error {
			_, err := questions.WhyOf(ctx, s, busy, treaty, "", "", o)
			return err
		}),
		"profile": f(func(ctx context.Context) error { _, err := questions.ProfileOf(ctx, s, busy, o); return err }),
		"contradict one": f(func(ctx context.Context) error {
			_, err := questions.Contradictions(ctx, s, busy, o)
			return err
		}),
		"contradict all": f(func(ctx context.Context) error {
			_, err := questions.Contradictions(ctx, s, "", o)
			return err
		}),
		"timeline one": f(func(ctx context.Context) error { _, err := questions.TimelineOf(ctx, s, busy, o); return err }),
		"timeline all": f(func(ctx context.Context) error { _, err := questions.TimelineOf(ctx, s, "", o); return err }),
		"obstacles": f(func(ctx context.Context) error {
			_, err := questions.ObstaclesOf(ctx, s, treaty, o)
			return err
		}),
		"obstacles of a process": f(func(ctx context.Context) error {
			_, err := questions.ObstaclesOf(ctx, s, process, o)
			return err
		}),
		"compare":    f(func(ctx context.Context) error { _, err := questions.Compare(ctx, s, busy, other, o); return err }),
		"rollup one": f(func(ctx context.Context) error { _, err := questions.RollupOf(ctx, s, busy, o); return err }),
		"rollup all": f(func(ctx context.Context) error { _, err := questions.RollupOf(ctx, s, "", o); return err }),
		"path": f(func(ctx context.Context) error {
			_, err := questions.Paths(ctx, s, iri("actor:a598"), iri("actor:a597"), o)
			return err
		}),
		"path of the busy": f(func(ctx context.Context) error { _, err := questions.Paths(ctx, s, busy, other, o); return err }),
		"who-speaks-for":   f(func(ctx context.Context) error { _, err := questions.SpeakersFor(ctx, s, busy, o); return err }),
		"names": f(func(ctx context.Context) error {
			_, err := questions.Names(ctx, s, []quad.Value{busy, other, treaty})
			return err
		}),
	}
}

// What a question costs over 5,000 articles in memory:
//
//	go test -run=- -bench=Questions -benchtime=20x ./graph/questions
func BenchmarkQuestions(b *testing.B) {
	g := crowd(b, 5000)
	s, err := g.Snapshot(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for name, ask := range asked(s) {
		b.Run(name, func(b *testing.B) {
			var before, after syscall.Rusage
			if err := syscall.Getrusage(syscall.RUSAGE_SELF, &before); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if err := ask(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			if err := syscall.Getrusage(syscall.RUSAGE_SELF, &after); err != nil {
				b.Fatal(err)
			}
			cpu := after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano()
			b.ReportMetric(float64(cpu)/float64(b.N)/1e6, "cpu-ms/op")
		})
	}
}
