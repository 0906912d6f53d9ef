package cli

import (
	"context"
	"fmt"
	"reflect"
	"time"

	"quadrille/cmd/internal/shell"
	"quadrille/graph"
	"quadrille/graph/export"
)

type exportCmd struct {
	sourceFlags
	Format string `placeholder:"FORMAT" help:"One of ${exports}; by default what the file's ending says."`
	Output string `short:"o" required:"" placeholder:"FILE" help:"The file to write, - for standard output."`
	Base   string `placeholder:"IRI" help:"nquads: replaces urn:quadrille: in all IRIs, for those who publish the graph."`

	Relations  []string  `name:"relation" placeholder:"NAME" group:"Networks (all formats but nquads):" help:"Draw this relation alone, such as mediates; may be repeated."`
	Polarities []string  `name:"polarity" enum:"asserted,denied,hedged" placeholder:"POLARITY" group:"Networks (all formats but nquads):" help:"Draw what is asserted, denied or hedged alone; may be repeated."`
	Claims     bool      `group:"Networks (all formats but nquads):" help:"Draw claims as nodes too."`
	MinWeight  int       `placeholder:"N" group:"Networks (all formats but nquads):" help:"Draw what at least so many places vouch for."`
	Since      time.Time `placeholder:"DAY" format:"2006-01-02" group:"Networks (all formats but nquads):" help:"Draw what articles say from this day on."`
	Until      time.Time `placeholder:"DAY" format:"2006-01-02" group:"Networks (all formats but nquads):" help:"Draw what articles say up to this day."`
}

func (*exportCmd) Help() string {
	return `A file that exists is replaced once the new one is complete. What is written as N-Quads can be read back with load.

Example:

    quadrille export --db peace -o peace.gexf`
}

// Run writes the graph.
func (c *exportCmd) Run(ctx context.Context, s *stdio) (err error) {
	o, err := c.options()
	if err != nil {
		return err
	}
	g, bad := c.open(ctx, s)
	if g == nil {
		return bad
	}
	defer closing(g, &err)
	if err := shell.Export(ctx, g, o, c.Output, s.out); err != nil {
		return err
	}
	return bad
}

func (c *exportCmd) options() (graph.ExportOptions, error) {
	o := graph.ExportOptions{Format: c.Format, Base: c.Base, Filter: export.Filter{
		Relations: c.Relations, Claims: c.Claims, MinWeight: c.MinWeight, Since: c.Since, Until: c.Until,
	}}
	for _, p := range c.Polarities {
		o.Filter.Polarities = append(o.Filter.Polarities, export.Polarity(p))
	}
	if o.Format == "" {
		o.Format = shell.FormatOf(c.Output)
	}
	if o.Format == "nquads" && !reflect.DeepEqual(o.Filter, export.Filter{}) {
		return o, fmt.Errorf("%w: nquads holds the whole graph; choose relations for the other formats alone", errUsage)
	}
	return o, nil
}
