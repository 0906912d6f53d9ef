package algebra

import "slices"

// prune leaves a plan the columns of need, and drops below it those that nobody needs.
func prune(p *Plan, need []Var) {
	thin(p, need, false, false)
}

// manyRows is how many rows are worth a Dedupe in the middle of a plan whose doubles will be dropped anyway.
const manyRows = 500

// thin prunes p. When set, it does not matter how often a row comes; when inner, rows go on to be joined.
func thin(p *Plan, need []Var, set, inner bool) {
	all := p.Cols
	switch act := p.Act.(type) {
	case Listed, Each, Given, Tally:
	case Skim:
		need = all
	case Find:
		if len(p.In) > 0 {
			var want []Var
			for _, q := range act.Patterns {
				want = add(want, q.Columns()...)
			}
			thin(p.In[0], only(add(slices.Clone(need), want...), p.In[0].Cols), set, true)
		}
	case Hash:
		want := add(slices.Clone(need), act.On...)
		thin(p.In[0], only(want, p.In[0].Cols), set, true)
		thin(p.In[1], only(want, p.In[1].Cols), set || act.Kind == Having || act.Kind == Lacking, true)
	case Apply:
		want := add(slices.Clone(need), act.On...)
		thin(p.In[0], only(want, p.In[0].Cols), set, true)
		thin(p.In[1], only(want, p.In[1].Cols), set || act.Kind == Having || act.Kind == Lacking, true)
	case Concat:
		for _, b := range p.In {
			thin(b, only(need, b.Cols), set, inner)
		}
	case Dedupe:
		need = all
		thin(p.In[0], all, true, false)
	case Rename:
		var as, from []Var
		for i, v := range act.As {
			if has(need, v) {
				as, from = append(as, v), append(from, act.From[i])
			}
		}
		p.Act = Rename{as, from}
		thin(p.In[0], only(add(nil, from...), p.In[0].Cols), set, inner)
	case Check:
		thin(p.In[0], only(add(slices.Clone(need), act.Vars...), p.In[0].Cols), set, inner)
	case Compute:
		thin(p.In[0], only(add(slices.Clone(need), act.Of...), p.In[0].Cols), set, inner)
	case Arrange:
		want := slices.Clone(need)
		for _, k := range act.By {
			want = add(want, k.Var)
		}
		thin(p.In[0], only(want, p.In[0].Cols), set && act.Most < 0, false)
	case Cut:
		thin(p.In[0], only(need, p.In[0].Cols), false, false)
	case Gather:
		want := slices.Clone(act.By)
		for _, a := range act.Aggregates {
			want = add(want, a.Of)
		}
		thin(p.In[0], only(want, p.In[0].Cols), false, false)
	case Reach:
		c := act.Closure
		want := add(add(slices.Clone(need), c.From.Var), c.To.Var)
		if len(p.In) > 1 {
			thin(p.In[0], only(want, p.In[0].Cols), set, true)
		}
		thin(p.In[len(p.In)-1], only(add([]Var{c.In, c.Out}, c.Keep...), p.In[len(p.In)-1].Cols), true, true)
	}
	p.Cols = only(need, all)
	if r, ok := p.Act.(Rename); ok && slices.Equal(r.As, r.From) && slices.Equal(p.Cols, p.In[0].Cols) {
		*p = *p.In[0]
		return
	}
	if _, ok := p.Act.(Find); ok && set && inner && p.Rows > manyRows && len(p.Cols) < len(all) && len(p.Cols) > 0 {
		below := *p
		*p = Plan{Dedupe{}, []*Plan{&below}, below.Cols, below.Rows / 2, below.Cost + below.Rows}
	}
}

// only are the columns of all that are needed, in the order of all.
func only(need, all []Var) []Var {
	var out []Var
	for _, v := range all {
		if has(need, v) {
			out = append(out, v)
		}
	}
	return out
}
