package algebra

// Plan is how an operator is carried out: an action over the rows of other plans.
type Plan struct {
	Act  Action
	In   []*Plan
	Cols []Var   // columns of its rows; others are dropped
	Rows float64 // estimate
	Cost float64 // estimate of the rows that it and those below touch
}

// Action is one of the action types of this package.
type Action interface{ act() }

// JoinKind says what a join does with rows that have, or have no, partner.
type JoinKind uint8

// Kinds of joins.
const (
	Inner  JoinKind = iota
	Outer           // all rows of the left
	Having          // rows of the left that have a partner
	Lacking
)

func (k JoinKind) String() string {
	return [...]string{"join", "left join", "semi-join", "anti-join"}[k]
}

type (
	// Listed gives listed rows, without those that name terms that the store does not hold.
	Listed struct{ Values Values }
	// Each gives every node.
	Each struct{ Node Var }
	// Given gives the rows that an Apply or a Reach above hands down.
	Given struct{ Vars []Var }
	// Find extends each row of In[0], or a row without columns when there is none, by the matches of patterns: each of
	// them leaves open at most the variables New. With several patterns New is one variable, and their sorted matches are
	// intersected.
	Find struct {
		Patterns []Quads
		New      []Var
	}
	// Hash joins In[0] with In[1], which is held in memory.
	Hash struct {
		Kind JoinKind
		On   []Var
	}
	// Apply joins In[0], a batch at a time, with what In[1] makes of the batch's values at On.
	Apply struct {
		Kind JoinKind
		On   []Var
	}
	// Concat gives the rows of each plan in turn.
	Concat struct{}
	// Dedupe gives each row once.
	Dedupe struct{}
	// Rename takes the columns As from the columns From.
	Rename struct{ As, From []Var }
	// Check keeps rows that pass.
	Check struct {
		Vars []Var
		Test Test
	}
	// Compute adds a column.
	Compute struct {
		As   Var
		Of   []Var
		Make Function
	}
	// Arrange sorts, and keeps the first Most rows, or all when Most is negative.
	Arrange struct {
		By   []Key
		Most int
	}
	// Cut drops the first Skip rows and ends after Limit, unless that is negative.
	Cut struct{ Skip, Limit int }
	// Gather groups.
	Gather struct {
		By         []Var
		Aggregates []Aggregate
	}
	// Tally gives one row: how many matches a pattern has, as the store's index knows it.
	Tally struct {
		Pattern Quads
		As      Var
	}
	// Skim gives each value once that stands at the variable At of a pattern without others that matter, leaping from one
	// to the next in the order of the store that begins with them.
	Skim struct {
		Pattern Quads
		At      Var
	}
	// Reach extends each row of In[0], breadth first, by the closure of In[1], which is followed from what Given gives.
	Reach struct{ Closure Closure }
)

func (Listed) act()  {}
func (Each) act()    {}
func (Given) act()   {}
func (Find) act()    {}
func (Hash) act()    {}
func (Apply) act()   {}
func (Concat) act()  {}
func (Dedupe) act()  {}
func (Rename) act()  {}
func (Check) act()   {}
func (Compute) act() {}
func (Arrange) act() {}
func (Cut) act()     {}
func (Gather) act()  {}
func (Tally) act()   {}
func (Skim) act()    {}
func (Reach) act()   {}

// Statistics estimates how much a store holds.
type Statistics interface {
	// Count is about how many triples, or quads where the label is named, match the values of a pattern, whatever its
	// variables.
	Count(q Quads) float64
	// Distinct is about how many terms stand at a place of a quad (0 subject … 3 label) among the quads with the pattern's
	// predicate, if it is a value, or among all.
	Distinct(q Quads, place int) float64
}

// NewPlan plans an operator, whose rows then have the columns of vars.
func NewPlan(o Operator, vars []Var, s Statistics) *Plan {
	p := &planner{stats: s}
	plan := p.plan(o, nil)
	prune(plan, vars)
	return plan
}

type planner struct{ stats Statistics }

func in(p *Plan) []*Plan { return []*Plan{p} }

// over puts an action on a plan whose rows it does not multiply.
func over(act Action, p *Plan, cols []Var, rows float64) *Plan {
	return &Plan{act, in(p), cols, rows, p.Cost + p.Rows}
}

// plan plans an operator whose rows are only wanted for the values that a Given gives of the variables given.
func (p *planner) plan(o Operator, given []Var) *Plan {
	switch o := o.(type) {
	case All:
		out := &Plan{Act: Concat{}, Cols: o.Columns()}
		for _, op := range o.Ops {
			b := p.plan(op, given)
			out.In = append(out.In, b)
			out.Rows += b.Rows
			out.Cost += b.Cost
		}
		return out
	case Distinct:
		if loose, ok := o.set(); ok {
			return p.plan(loose, given)
		}
		if given == nil {
			if skim := p.skim(o); skim != nil {
				return skim
			}
		}
		b := p.plan(o.Op, given)
		return over(Dedupe{}, b, o.Columns(), b.Rows)
	case Project:
		if n, ok := o.renaming(); ok {
			b := p.plan(n.op(o.Op), given)
			cols := o.As
			for _, g := range given { // what is given and not taken away goes on
				cols = add(cols[:len(cols):len(cols)], g)
			}
			return &Plan{Rename{cols, cols}, in(b), cols, b.Rows, b.Cost}
		}
		b := p.plan(o.Op, p.back(o, given))
		rename := Rename{o.As, o.From}
		for _, g := range given { // what is given and not taken away goes on
			if !has(o.As, g) && has(b.Cols, g) {
				rename.As, rename.From = append(rename.As[:len(rename.As):len(rename.As)], g), append(rename.From[:len(rename.From):len(rename.From)], g)
			}
		}
		return &Plan{rename, in(b), rename.As, b.Rows, b.Cost}
	case Sort:
		b := p.plan(o.Op, nil)
		return over(Arrange{o.By, -1}, b, o.Columns(), b.Rows)
	case Slice:
		return p.slice(o)
	case Group:
		return p.group(o)
	case Extend:
		b := p.plan(o.Op, given)
		return over(Compute{o.As, o.Of, o.Make}, b, add(b.Cols[:len(b.Cols):len(b.Cols)], o.As), b.Rows)
	}
	return p.joined(o, given)
}

// back is what given columns are called below a projection. Those that it makes of nothing, or that it drops, are left
// to the join above.
func (p *planner) back(o Project, given []Var) []Var {
	var out []Var
	for _, g := range given {
		if i := index(o.As, g); i >= 0 && o.From[i] == g {
			out = append(out, g)
		}
	}
	return out
}

func (p *planner) slice(o Slice) *Plan {
	if s, ok := o.Op.(Sort); ok && o.Limit >= 0 {
		b := p.plan(s.Op, nil)
		most := o.Skip + o.Limit
		b = over(Arrange{s.By, most}, b, s.Columns(), min(b.Rows, float64(most)))
		return over(Cut{o.Skip, o.Limit}, b, b.Cols, min(b.Rows, float64(o.Limit)))
	}
	b := p.plan(o.Op, nil)
	rows := max(0, b.Rows-float64(o.Skip))
	if o.Limit >= 0 {
		rows = min(rows, float64(o.Limit))
	}
	return over(Cut{o.Skip, o.Limit}, b, b.Cols, rows)
}

func (p *planner) group(o Group) *Plan {
	if q, ok := p.counted(o); ok {
		return &Plan{Act: Tally{q, o.Aggregates[0].As}, Cols: o.Columns(), Rows: 1, Cost: 1}
	}
	b := p.plan(o.Op, nil)
	rows := 1.0
	if len(o.By) > 0 {
		rows = max(1, b.Rows/4)
	}
	return over(Gather{o.By, o.Aggregates}, b, o.Columns(), rows)
}

// worthSkimming is how many matches there must be to a value, for a leap takes longer than a step.
const worthSkimming = 16

// skim plans the distinct values at one variable of one pattern, where few values have many matches each.
func (p *planner) skim(o Distinct) *Plan {
	cols := o.Columns()
	if len(cols) != 1 {
		return nil
	}
	g := newGroup(p)
	g.once = true
	g.flatten(o.Op)
	g.simplify(nil)
	if len(g.members) != 1 || len(g.tests)+len(g.lefts)+len(g.semis)+len(g.makes) > 0 {
		return nil
	}
	q, ok := g.members[0].(Quads)
	if !ok || q.Labels != nil || q.Label != (Term{}) || !q.once(cols[0]) || len(q.Columns()) < q.open() {
		return nil
	}
	// The bound places and the variable must begin an order: subject predicate object, turned round.
	terms := q.terms()
	at := index([]Var{terms[0].Var, terms[1].Var, terms[2].Var}, cols[0])
	before, after := terms[(at+2)%3], terms[(at+1)%3]
	if after.Value != nil {
		return nil
	}
	values := p.stats.Distinct(Quads{Predicate: Term{Value: q.Predicate.Value}}, at)
	if before.Value != nil && at != 2 {
		return nil // few matches as it is
	}
	if p.stats.Count(q) < worthSkimming*values {
		return nil
	}
	return &Plan{Act: Skim{q, cols[0]}, Cols: cols, Rows: values, Cost: 4 * values}
}

// counted is the pattern whose matches a group counts, when that is all that it does.
func (p *planner) counted(o Group) (Quads, bool) {
	if len(o.By) > 0 || len(o.Aggregates) != 1 || o.Aggregates[0].Kind != Count || o.Aggregates[0].Of != "" {
		return Quads{}, false
	}
	g := newGroup(p)
	g.flatten(o.Op)
	g.simplify(nil)
	if len(g.members) != 1 || len(g.tests)+len(g.lefts)+len(g.semis)+len(g.makes) > 0 {
		return Quads{}, false
	}
	q, ok := g.members[0].(Quads)
	if !ok || q.Labels != nil || q.Label != (Term{}) || len(q.Columns()) < q.open() {
		return Quads{}, false
	}
	return q, true
}

// open is how many places of a pattern, but its label, are variables.
func (q Quads) open() int {
	n := 0
	for _, t := range []Term{q.Subject, q.Predicate, q.Object} {
		if t.Var != "" {
			n++
		}
	}
	return n
}

func index(vars []Var, v Var) int {
	for i, w := range vars {
		if v == w {
			return i
		}
	}
	return -1
}

func has(vars []Var, v Var) bool { return index(vars, v) >= 0 }

func hasAll(vars, all []Var) bool {
	for _, v := range all {
		if !has(vars, v) {
			return false
		}
	}
	return true
}

func shared(a, b []Var) []Var {
	var out []Var
	for _, v := range a {
		if has(b, v) {
			out = append(out, v)
		}
	}
	return out
}
