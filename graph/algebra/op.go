package algebra

import (
	"slices"

	"github.com/cayleygraph/quad"
)

// Var names a column of rows. "" is no column.
type Var string

// Term is a place in a pattern: a variable, a value, or, when it is zero, anything.
type Term struct {
	Var   Var
	Value quad.Value
}

// Operator makes a bag of rows. A row has a value, or none, in each of the operator's columns.
type Operator interface {
	// Columns are the operator's columns, in their order, each once.
	Columns() []Var
	op()
}

type (
	// Values are listed rows; nil is no value.
	Values struct {
		Vars []Var
		Rows [][]quad.Value
	}
	// Nodes has a row for every term that a quad holds.
	Nodes struct{ Node Var }
	// Quads has a row for each triple that a quad of the pattern holds, or, with a variable as Label, for each quad.
	// Labels, when they are not nil, are the only ones that count.
	Quads struct {
		Subject, Predicate, Object, Label Term
		Labels                            []quad.Value
	}
	// Join has a row for each way to put together a row of each operator, such that they agree in the columns that they
	// share. Join of nothing is one row without columns.
	Join struct{ Ops []Operator }
	// LeftJoin is Join, and the rows of Op that agree with no row of Optional.
	LeftJoin struct{ Op, Optional Operator }
	// SemiJoin has the rows of Op that agree with a row of With, or, when Not, with none.
	SemiJoin struct {
		Op, With Operator
		Not      bool
	}
	// All has the rows of each operator.
	All struct{ Ops []Operator }
	// Distinct has each row once.
	Distinct struct{ Op Operator }
	// Project has the columns of As, taken from those of From; from "" comes no value.
	Project struct {
		Op       Operator
		As, From []Var
	}
	// Select keeps rows whose values at Vars pass the test.
	Select struct {
		Op   Operator
		Vars []Var
		Test Test
	}
	// Extend adds a column that is made of others.
	Extend struct {
		Op   Operator
		As   Var
		Of   []Var
		Make Function
	}
	// Sort orders rows by Compare of their values. Rows that compare equal keep their order.
	Sort struct {
		Op Operator
		By []Key
	}
	// Slice drops the first Skip rows and keeps the next Limit, or all when Limit is negative.
	Slice struct {
		Op          Operator
		Skip, Limit int
	}
	// Group has a row for each combination of values at By. Without By it has one row, whatever Op has.
	Group struct {
		Op         Operator
		By         []Var
		Aggregates []Aggregate
	}
	// Closure repeats Step from From: Least to Most times, Most 0 for as often as something new is met. It yields each node
	// that it meets once for each row it is joined with, breadth first, at the least number of repetitions from Least on.
	// Step leads from its column In to its column Out; Keep are columns of Step whose values the last repetition gives.
	// Depth, unless "", is the number of repetitions, a quad.Int.
	Closure struct {
		From, To    Term
		Depth       Var
		Step        Operator
		In, Out     Var
		Keep        []Var
		Least, Most int
	}
)

func (Values) op()   {}
func (Nodes) op()    {}
func (Quads) op()    {}
func (Join) op()     {}
func (LeftJoin) op() {}
func (SemiJoin) op() {}
func (All) op()      {}
func (Distinct) op() {}
func (Project) op()  {}
func (Select) op()   {}
func (Extend) op()   {}
func (Sort) op()     {}
func (Slice) op()    {}
func (Group) op()    {}
func (Closure) op()  {}

// Test decides on a row by some of its values; nil is no value. String is for plans.
type Test interface {
	Pass(values []quad.Value) bool
	String() string
}

// Function makes a value of values; nil is no value. String is for plans.
type Function interface {
	Make(values []quad.Value) quad.Value
	String() string
}

// Key is a column that rows are ordered by.
type Key struct {
	Var        Var
	Descending bool
}

// Count, Min, Max, Sum and Average are what Aggregate computes. Rows without a value do not count.
const (
	Count AggregateKind = iota
	Min
	Max
	Sum
	Average
)

// AggregateKind is what an aggregate computes.
type AggregateKind uint8

func (k AggregateKind) String() string {
	return [...]string{"count", "min", "max", "sum", "avg"}[k]
}

// Aggregate is a column that is computed over the rows of a group: of the values at Of, or of rows when Of is "". Sum and
// Average take what is a number and pass over the rest; Min, Max, Average of nothing are no value. Distinct takes each
// value once.
type Aggregate struct {
	Kind     AggregateKind
	Of       Var
	As       Var
	Distinct bool
}

// terms are the places of a pattern, in the order of a quad's.
func (q Quads) terms() [4]Term { return [4]Term{q.Subject, q.Predicate, q.Object, q.Label} }

func add(to []Var, vars ...Var) []Var {
	for _, v := range vars {
		if v != "" && !slices.Contains(to, v) {
			to = append(to, v)
		}
	}
	return to
}

// Columns implements Operator.
func (o Values) Columns() []Var { return o.Vars }

// Columns implements Operator.
func (o Nodes) Columns() []Var { return []Var{o.Node} }

// Columns implements Operator.
func (o Quads) Columns() []Var {
	return add(nil, o.Subject.Var, o.Predicate.Var, o.Object.Var, o.Label.Var)
}

func columns(ops []Operator) []Var {
	var out []Var
	for _, o := range ops {
		out = add(out, o.Columns()...)
	}
	return out
}

// Columns implements Operator.
func (o Join) Columns() []Var { return columns(o.Ops) }

// Columns implements Operator.
func (o LeftJoin) Columns() []Var { return columns([]Operator{o.Op, o.Optional}) }

// Columns implements Operator.
func (o SemiJoin) Columns() []Var { return o.Op.Columns() }

// Columns implements Operator.
func (o All) Columns() []Var { return columns(o.Ops) }

// Columns implements Operator.
func (o Distinct) Columns() []Var { return o.Op.Columns() }

// Columns implements Operator.
func (o Project) Columns() []Var { return o.As }

// Columns implements Operator.
func (o Select) Columns() []Var { return o.Op.Columns() }

// Columns implements Operator.
func (o Extend) Columns() []Var { return add(slices.Clone(o.Op.Columns()), o.As) }

// Columns implements Operator.
func (o Sort) Columns() []Var { return o.Op.Columns() }

// Columns implements Operator.
func (o Slice) Columns() []Var { return o.Op.Columns() }

// Columns implements Operator.
func (o Group) Columns() []Var {
	out := slices.Clone(o.By)
	for _, a := range o.Aggregates {
		out = add(out, a.As)
	}
	return out
}

// Columns implements Operator.
func (o Closure) Columns() []Var {
	return add(add(nil, o.From.Var, o.To.Var, o.Depth), o.Keep...)
}

// Keep is Project to columns that keep their names.
func Keep(o Operator, vars ...Var) Operator {
	vars = add(nil, vars...)
	return Project{o, vars, vars}
}
