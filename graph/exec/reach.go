package exec

import (
	"slices"

	"quadrille/graph/algebra"
	"quadrille/graph/store"
)

// reach walks a closure breadth first from each row of its input.
type reach struct {
	finding
	b     *builder
	c     algebra.Closure
	plan  *algebra.Plan
	from  place
	to    place
	toAt  int // columns of the output, -1 for those that nobody wants
	depth int
	kept  []int // of c.Keep
	ins   int   // columns of the plan
	outs  int
	keeps []int
	pat   *pattern // when a step is nothing but one pattern: its open place is where it leads
	never bool     // the step can lead nowhere

	seen  bits
	met   []store.ID // what is in seen
	front []store.ID
	ahead []store.ID
	found rows // one level: nodes, and what is kept
	at    int  // of found, the next to go out
	level int
	goal  store.ID
	start store.ID
	alive bool
	list  []store.ID
}

func (b *builder) reach(p *algebra.Plan, act algebra.Reach, given *batch) (operator, error) {
	c := act.Closure
	r := &reach{b: b, c: c, plan: p.In[len(p.In)-1]}
	var cols []algebra.Var
	var in operator
	if len(p.In) > 1 {
		var err error
		if in, err = b.build(p.In[0], given); err != nil {
			return nil, err
		}
		cols = p.In[0].Cols
	}
	r.finding = finding{q: b.q, in: in, width: len(p.Cols)}
	for i, at := range places(cols, p.Cols) {
		if at >= 0 {
			r.keep, r.finding.to = append(r.keep, at), append(r.finding.to, i)
		}
	}
	for _, end := range []struct {
		t  algebra.Term
		to *place
	}{{c.From, &r.from}, {c.To, &r.to}} {
		*end.to = place{col: -1}
		if end.t.Value != nil {
			var err error
			if end.to.id, err = b.q.id(end.t.Value); err != nil || end.to.id == 0 {
				return empty{}, err
			}
		} else if end.to.col = slices.Index(cols, end.t.Var); end.to.col < 0 {
			end.to.open = end.t.Var
		}
	}
	r.toAt = -1
	if r.to.open != "" {
		r.toAt = slices.Index(p.Cols, c.To.Var)
	}
	r.depth = slices.Index(p.Cols, c.Depth)
	r.kept = places(p.Cols, c.Keep)
	r.ins, r.outs = slices.Index(r.plan.Cols, c.In), slices.Index(r.plan.Cols, c.Out)
	r.keeps = places(r.plan.Cols, c.Keep)
	r.found.cols = make([][]store.ID, 1+len(c.Keep))
	return r, r.simple()
}

// simple sees whether a step is one pattern with two ends.
func (r *reach) simple() error {
	f, ok := r.plan.Act.(algebra.Find)
	if !ok || len(f.Patterns) != 1 || len(r.plan.In) != 1 || len(r.c.Keep) > 0 || r.c.In == r.c.Out {
		return nil
	}
	if _, ok := r.plan.In[0].Act.(algebra.Given); !ok {
		return nil
	}
	pat, ok, err := r.q.pattern(f.Patterns[0], []algebra.Var{r.c.In})
	if err != nil {
		return err
	}
	if !ok {
		r.never = true
		return nil
	}
	if n, named := pat.opened(); n == 1 && named == 1 && pat.labels == nil && pat.places[3].open == "" {
		r.pat = pat
	}
	return nil
}

func (r *reach) next() (*batch, error) {
	r.begin()
	for !r.full() {
		if r.at < len(r.found.cols[0]) {
			r.hand()
			continue
		}
		if r.alive {
			if err := r.advanceLevel(); err != nil {
				return nil, err
			}
			continue
		}
		ok, err := r.advance()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		if err := r.startAt(); err != nil {
			return nil, err
		}
	}
	return r.result()
}

// hand puts found nodes out.
func (r *reach) hand() {
	nodes := r.found.cols[0]
	n := min(len(nodes)-r.at, batchSize)
	r.repeat(n)
	if r.toAt >= 0 {
		r.out.cols[r.toAt] = append(r.out.cols[r.toAt], nodes[r.at:r.at+n]...)
	}
	for i, at := range r.kept {
		if at >= 0 {
			r.out.cols[at] = append(r.out.cols[at], r.found.cols[1+i][r.at:r.at+n]...)
		}
	}
	if r.depth >= 0 {
		id := r.q.number(r.level)
		for range n {
			r.out.cols[r.depth] = append(r.out.cols[r.depth], id)
		}
	}
	r.at += n
}

// startAt begins the walk from the row of the input.
func (r *reach) startAt() error {
	pick := func(p place) store.ID {
		if p.col >= 0 {
			return r.cur.cols[p.col][r.row]
		}
		return p.id
	}
	r.start, r.goal = pick(r.from), pick(r.to)
	if r.start == 0 || r.to.open == "" && r.goal == 0 {
		return nil
	}
	if r.seen == nil {
		var err error
		if r.seen, err = r.q.newBits(); err != nil {
			return err
		}
	}
	r.q.held -= 8 * len(r.met)
	for _, id := range r.met {
		r.seen[id>>6] = 0
	}
	r.met, r.level, r.alive = r.met[:0], 0, !r.never
	r.front = append(r.front[:0], r.start)
	r.clearFound()
	if r.c.Least == 0 {
		r.see(r.start)
		r.take(r.start)
	}
	return nil
}

func (r *reach) clearFound() {
	r.at = 0
	for i := range r.found.cols {
		r.found.cols[i] = r.found.cols[i][:0]
	}
}

// see tells whether a node is new.
func (r *reach) see(id store.ID) bool {
	if id&ownBit != 0 || id == 0 || !r.seen.add(id) {
		return false
	}
	r.met = append(r.met, id)
	return true
}

// take puts a node among the found, unless another is sought.
func (r *reach) take(id store.ID) {
	if r.to.open == "" {
		if id != r.goal {
			return
		}
		r.alive = false
	}
	r.found.cols[0] = append(r.found.cols[0], id)
	for i := range r.c.Keep {
		r.found.cols[1+i] = append(r.found.cols[1+i], 0)
	}
}

// advanceLevel goes one repetition further.
func (r *reach) advanceLevel() error {
	r.clearFound()
	if len(r.front) == 0 || r.c.Most > 0 && r.level >= r.c.Most {
		r.alive = false
		return nil
	}
	r.level++
	r.ahead = r.ahead[:0]
	before := len(r.met)
	var err error
	if r.pat != nil {
		err = r.stepSimple()
	} else {
		err = r.stepPlan()
	}
	if err != nil {
		return err
	}
	r.front, r.ahead = r.ahead, r.front
	return r.q.hold(8 * (len(r.met) - before))
}

// meets deals with a node that a step leads to.
func (r *reach) meets(id store.ID) bool {
	if r.level < r.c.Least { // on the way to the least number of repetitions nothing is found yet
		if !slices.Contains(r.ahead, id) {
			r.ahead = append(r.ahead, id)
		}
		return false
	}
	if !r.see(id) {
		return false
	}
	r.ahead = append(r.ahead, id)
	r.take(id)
	return true
}

func (r *reach) stepSimple() error {
	given := batch{n: len(r.front), cols: [][]store.ID{r.front}}
	for i := range r.front {
		if err := r.q.tick(); err != nil {
			return err
		}
		at, ok := r.pat.bind(&given, i)
		if !ok {
			continue
		}
		var err error
		if r.list, err = r.q.r.Ends(r.q.ctx, r.list[:0], at); err != nil {
			return err
		}
		for _, id := range r.list {
			if r.meets(id) && !r.alive {
				return nil // the goal
			}
		}
	}
	return nil
}

func (r *reach) stepPlan() error {
	given := batch{n: len(r.front), cols: [][]store.ID{r.front}}
	o, closeAll, err := r.b.inner(r.plan, []algebra.Var{r.c.In}, &given)
	if err != nil {
		return err
	}
	defer closeAll()
	for {
		b, err := o.next()
		if b == nil || err != nil {
			return err
		}
		for row := range b.n {
			if err := r.q.tick(); err != nil {
				return err
			}
			n := len(r.found.cols[0])
			if r.meets(b.cols[r.outs][row]) && len(r.found.cols[0]) > n {
				for i, k := range r.keeps {
					if k >= 0 {
						r.found.cols[1+i][n] = b.cols[k][row]
					}
				}
				if !r.alive {
					return nil
				}
			}
		}
	}
}
