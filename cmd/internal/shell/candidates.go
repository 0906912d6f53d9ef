package shell

import (
	"context"
	"math"
	"strings"

	"quadrille/graph"

	"github.com/cayleygraph/quad"
)

// candidates lists pairs of nodes that may be one, of all or of one entity.
func (s *Shell) candidates(ctx context.Context, args []string) error {
	var of quad.IRI
	if name := strings.Join(args, " "); name != "" {
		var err error
		if of, err = s.resolve(ctx, name); err != nil {
			return err
		}
	}
	return s.snapshot(ctx, func(snapshot *graph.Snapshot) error {
		found, err := snapshot.Candidates(ctx, of, s.Limit)
		if err != nil {
			return err
		}
		rows := make([][]quad.Value, len(found))
		for i, c := range found {
			rows[i] = []quad.Value{quad.Float(math.Round(c.Score*100) / 100), c.A.IRI, c.B.IRI, quad.String(c.Why)}
		}
		return s.show([]string{"score", "node", "may be", "because of"}, rows)
	})
}
