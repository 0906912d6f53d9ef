package path

// Query is a parsed query.
type Query struct {
	Patterns   []Pattern
	Where      []Condition
	Since      *Date // of the evidence of every relation, inclusive
	Until      *Date
	Voice      Voice
	Confidence []Bound // all hold
	CountBy    []Name
	OrderBy    []Key
	Limit      int // 0 for none
}

// Pos is a place in the text: line and column from 1, columns in UTF-16 units.
type Pos struct{ Line, Column int }

// Name is a variable's name, without its ?.
type Name struct {
	Pos
	Text string
}

// EndKind is what an end is.
type EndKind uint8

// Kinds of ends.
const (
	Variable EndKind = iota // ?who
	Bare                    // lavrov: a name, or a prefixed one
	Quoted                  // "Armenia-Azerbaijan peace process": a name, or a text
	Full                    // <urn:…>
)

// End is the start or the end of a pattern, or what a condition compares with.
type End struct {
	Pos
	Kind EndKind
	Text string // without ?, quotation marks or brackets
}

// Pattern is START PATH END.
type Pattern struct {
	Start End
	Path  Path
	End   End
}

// Path is one of the path types.
type Path interface{ path() }

type (
	// Step goes along one relation.
	Step struct {
		Pos
		Name    string
		Full    bool // Name is an IRI, not a name of the schema
		Inverse bool
	}
	// Sequence goes along one path after the other.
	Sequence []Path
	// Choice goes along any of the paths.
	Choice []Path
	// Inverse goes along a path from its end to its start.
	Inverse struct{ Path Path }
	// Repeat goes along a path Least times or more; at most once when Once is set.
	Repeat struct {
		Path  Path
		Least int
		Once  bool
	}
	// Except goes along any one relation but those listed: forwards if one of them is not inverse, backwards if one is.
	Except []Step
)

func (Step) path()     {}
func (Sequence) path() {}
func (Choice) path()   {}
func (Inverse) path()  {}
func (Repeat) path()   {}
func (Except) path()   {}

// Voice says whose words are asked for.
type Voice uint8

// Voices.
const (
	AnyVoice Voice = iota
	Author         // what the article itself states
	Claim          // what stands in somebody's claim
)

// Op compares.
type Op uint8

// Operators of conditions.
const (
	Equal Op = iota
	Unequal
	Less
	AtMost
	Greater
	AtLeast
	Holds // a text that holds another, whatever the case
	IsA   // a node of a type
	IsNotA
)

var ops = [...]string{"=", "!=", "<", "<=", ">", ">=", "~", "is", "is not"}

func (o Op) String() string { return ops[o] }

// Condition keeps rows.
type Condition struct {
	Variable Name
	Op       Op
	Than     End // for IsA the name of a type
}

// Bound is a bound of confidence.
type Bound struct {
	Op Op
	Of float64
}

// Key is what rows are ordered by.
type Key struct {
	Name
	Descending bool
}

// Date is a year, a month or a day: Text is "2023", "2023-06" or "2023-06-01".
type Date struct {
	Pos
	Text string
}
