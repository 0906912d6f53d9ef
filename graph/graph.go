package graph

import (
	"context"
	"io"
	"iter"
	"time"

	"github.com/cayleygraph/quad"
)

// Options say where a graph lives.
type Options struct {
	Dir    string // folder of a durable store; "" keeps the graph in memory
	Create bool   // make the store when Dir holds none; without it Open fails with ErrNoStore
}

// Graph is an open graph. Its methods may be called by several goroutines; one writes at a time.
type Graph struct{}

// Open opens a graph. Errors: ErrNoStore, ErrInUse, ErrVersion, ErrDamaged, and what the file system says.
func Open(ctx context.Context, o Options) (*Graph, error) { panic("not yet") }

// Close releases the store. Snapshots must be closed before.
func (g *Graph) Close() error { panic("not yet") }

// Load adds the quads of one article as one batch: whole or not at all, durable when it returns. Every quad's label
// must be the article or one of its evidence. added is false, and nothing changes, when the article is there already.
func (g *Graph) Load(ctx context.Context, article quad.IRI, quads []quad.Quad) (added bool, err error) {
	panic("not yet")
}

// Remove removes an article's quads and reports how many they were; ErrNoArticle when there is no such article.
func (g *Graph) Remove(ctx context.Context, article quad.IRI) (int, error) { panic("not yet") }

// Import adds quads read from r (N-Quads, say) that need not belong to an article, and reports how many were new.
func (g *Graph) Import(ctx context.Context, r quad.Reader) (int, error) { panic("not yet") }

// Snapshot is a state of the graph for reading: it does not change while it is open. It must be closed.
func (g *Graph) Snapshot(ctx context.Context) (*Snapshot, error) { panic("not yet") }

// Query is Snapshot.Query on the state of this moment.
func (g *Graph) Query(ctx context.Context, q Request) (*Rows, error) { panic("not yet") }

// Export is Snapshot.Export on the state of this moment.
func (g *Graph) Export(ctx context.Context, w io.Writer, o ExportOptions) error {
	s, err := g.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Export(ctx, w, o)
}

// Check reads the whole store and verifies it against itself and the invariants of the model.
func (g *Graph) Check(ctx context.Context) (Report, error) { panic("not yet") }

// Snapshot is a state of the graph.
type Snapshot struct{}

// Close releases the snapshot.
func (s *Snapshot) Close() {}

// Request is a query.
type Request struct {
	Text    string                // Gizmo
	Params  map[string]quad.Value // bound as variables of the script, never pasted into it
	Columns []string              // the order of columns; empty: the order in which the text names them
	Limit   int                   // most rows to return, 0 for all; Rows.Truncated tells whether it cut
}

// Rows are the rows of a query's answer.
type Rows struct{}

// Columns are the names of the columns, complete before the first row is read.
func (r *Rows) Columns() []string { panic("not yet") }

// Next moves to the next row and reports whether there is one.
func (r *Rows) Next() bool { panic("not yet") }

// Row holds a value for every column, nil where the row has none. It is valid until Next is called again.
func (r *Rows) Row() []quad.Value { panic("not yet") }

// Err is what ended the rows early, nil when they are complete.
func (r *Rows) Err() error { panic("not yet") }

// Truncated tells, once Next has returned false, whether Request.Limit cut the rows.
func (r *Rows) Truncated() bool { panic("not yet") }

// Close ends the query.
func (r *Rows) Close() error { panic("not yet") }

// Query runs a query. A text that a further line could complete gives ErrIncomplete; other faults of the text give a
// *QueryError with line and column. Rows obey ctx.
func (s *Snapshot) Query(ctx context.Context, q Request) (*Rows, error) { panic("not yet") }

// Pattern selects quads; nil matches anything.
type Pattern struct{ Subject, Predicate, Object, Label quad.Value }

// Quads yields the quads that match p, in no particular order.
func (s *Snapshot) Quads(ctx context.Context, p Pattern) iter.Seq2[quad.Quad, error] {
	panic("not yet")
}

// Evidence is one place that vouches for a quad.
type Evidence struct {
	Quad       quad.Quad
	Sentence   string // the whole sentence
	Before     string // the sentence before it, "" at the start
	After      string // the sentence after it
	Words      [2]int // the stating words, in code points of Sentence (clipped to it)
	Article    quad.IRI
	Title      string
	Date       time.Time // zero when unknown
	Publisher  string
	Source     string
	Speaker    quad.Value // whose claim it stands in; nil when the article itself states it
	Cue        string
	Role       string
	Tense      string
	Confidence float64
}

// Why gives the evidence for an answer: the quads that connect the given values with each other, directly or over one
// further node, by the given predicates (all relations when empty), each with its sentence. A single value gives the
// quads it is subject or object of; a claim the place where it was said; an evidence itself. Ordered by date, article and place.
func (s *Snapshot) Why(ctx context.Context, values []quad.Value, predicates []quad.IRI) ([]Evidence, error) {
	panic("not yet")
}

// Entity is an actor or a thing.
type Entity struct {
	IRI       quad.IRI
	Label     string
	Type      quad.IRI
	Relations int // quads of relations it stands in
}

// Entities lists entities whose label, alias or prefixed name begins with prefix (case aside), the most connected first.
func (s *Snapshot) Entities(ctx context.Context, prefix string, limit int) ([]Entity, error) {
	panic("not yet")
}

// ArticleInfo describes a stored article.
type ArticleInfo struct {
	IRI       quad.IRI
	Title     string
	Date      time.Time
	Publisher string
}

// Articles lists the stored articles by date and title.
func (s *Snapshot) Articles(ctx context.Context) ([]ArticleInfo, error) { panic("not yet") }

// Labels gives the canonical name of each IRI that has one.
func (s *Snapshot) Labels(ctx context.Context, iris []quad.IRI) (map[quad.IRI]string, error) {
	panic("not yet")
}

// Stats counts what a graph holds.
type Stats struct {
	Quads, Articles, Actors, Things, Claims, Evidence int
	Predicates                                        map[quad.IRI]int // quads of each relation predicate
}

// Stats counts.
func (s *Snapshot) Stats(ctx context.Context) (Stats, error) { panic("not yet") }

// Report is what Check found.
type Report struct {
	Quads, Articles int
	Faults          []string // empty when all is well
}
