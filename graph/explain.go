package graph

import (
	"context"
	"fmt"
	"strings"
	"time"

	"quadrille/graph/algebra"
	"quadrille/graph/exec"
	"quadrille/graph/lang"

	"github.com/cayleygraph/quad"
)

// Explain tells how a query is carried out: the plan of each path that it runs, with the planner's estimates. With analyze
// the query is run, and each action says how many rows it gave and how long it and those below it took; without, a path
// that the script runs gives it no rows. A plan that is run again and again, in a callback, is told once. Errors are those
// of Query.
func (s *Snapshot) Explain(ctx context.Context, q Request, analyze bool) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	s.hold()
	defer s.release()
	e := &explainer{Query: exec.New(ctx, s.r, exec.Limits{Memory: q.Memory}), analyze: analyze, seen: map[string]*explained{}}
	_, err := s.run(ctx, e, q.Lang, lang.Request{Text: q.Text, Params: q.Params, Limit: q.Limit, AnyOrder: true, Counted: true, Memory: q.Memory})
	if err != nil {
		return "", s.queryError(ctx, err)
	}
	return e.String(), nil
}

// explainer is an executor that keeps the plans.
type explainer struct {
	*exec.Query
	analyze bool
	plans   []*explained
	seen    map[string]*explained
}

// explained is a plan and what became of it, over all its runs.
type explained struct {
	plan *algebra.Plan
	runs int
	did  []done // by action, from the first line to the last
}

type done struct {
	rows int
	time time.Duration
}

var _ lang.Executor = (*explainer)(nil)

// Run implements lang.Executor.
func (e *explainer) Run(o algebra.Operator, vars []algebra.Var, yield func(lang.Rows) error) error {
	plan, err := e.Plan(o, vars)
	if err != nil {
		return err
	}
	shape, named := algebra.Shape(o)
	x := e.seen[shape]
	if x == nil || !named {
		x = &explained{plan: plan}
		e.plans = append(e.plans, x)
		e.seen[shape] = x
	}
	x.runs++
	if !e.analyze {
		return nil
	}
	m := exec.NewMeasures()
	err = e.Carry(plan, vars, m, func(r *exec.Rows) error { return yield(r) })
	i := 0
	var note func(p *algebra.Plan)
	note = func(p *algebra.Plan) {
		if i == len(x.did) {
			x.did = append(x.did, done{})
		}
		x.did[i].rows += m.Rows[p]
		x.did[i].time += m.Time[p]
		i++
		for _, in := range p.In {
			note(in)
		}
	}
	note(plan)
	return err
}

// Count implements lang.Executor.
func (e *explainer) Count(o algebra.Operator) (int, error) {
	const n = algebra.Var("n")
	total := 0
	err := e.Run(algebra.Group{Op: o, Aggregates: []algebra.Aggregate{{Kind: algebra.Count, As: n}}}, []algebra.Var{n}, func(r lang.Rows) error {
		vs, err := r.Values(0)
		if err != nil {
			return err
		}
		c, _ := vs[0].(quad.Int)
		total = int(c)
		return nil
	})
	return total, err
}

func (e *explainer) String() string {
	var b strings.Builder
	for i, x := range e.plans {
		if i > 0 {
			b.WriteByte('\n')
		}
		if x.runs > 1 {
			fmt.Fprintf(&b, "run %d times:\n", x.runs)
		}
		line := 0
		b.WriteString(x.plan.Print(func(*algebra.Plan) string {
			if len(x.did) <= line {
				return ""
			}
			d := x.did[line]
			line++
			return fmt.Sprintf("= %d in %s", d.rows, d.time.Round(time.Microsecond))
		}))
	}
	if b.Len() == 0 {
		return "the query runs no path\n"
	}
	return b.String()
}
