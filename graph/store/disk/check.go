package disk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"quadrille/graph/store/table"
)

// sectionNames are what the sections of a table file hold, and whether Compact makes them anew from the others.
var sectionNames = func() (names [table.ColumnCount]struct {
	name    string
	derived bool
}) {
	for o, order := range []string{"SPO", "POS", "OSP"} {
		for i, part := range []string{"dir", "keys", "offs", "b", "c"} {
			names[5*o+i].name = order + " " + part
			names[5*o+i].derived = o > 0 || i == 0
		}
	}
	for i, part := range []string{"first", "labels", "labels' dir", "labels' keys", "labels' offs", "ranks", "shapes",
		"wide labels' dir", "wide labels' keys", "wide labels' offs", "wide labels in POS", "wide labels in OSP"} {
		names[15+i].name = part
		names[15+i].derived = i > 1
	}
	return names
}()

// Check implements store.Store, for the state of this moment, whose files are open already: others may replace them
// meanwhile. It reads every block of every file against its checksum, the dictionary against itself, and every
// order of every table against the others. What is wrong it says with the file, and whether compacting mends it.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	st, now, err := s.hold()
	if err != nil {
		return nil, err
	}
	defer now.Close()
	var faults []string
	for _, f := range st.dict.frozen {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if fs := f.damage(termSections, termsDerived); len(fs) > 0 {
			faults = append(faults, fs...)
		} else if err := f.check(); err != nil {
			faults = append(faults, err.Error())
		}
	}
	set := now.Set()
	for _, c := range st.tables {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		faults = append(faults, c.tableDamage()...)
	}
	if len(faults) > 0 {
		return faults, nil
	}
	return set.Check(ctx)
}

func (c *container) tableDamage() []string {
	names := make([]string, len(sectionNames))
	for i, s := range sectionNames {
		names[i] = s.name
	}
	return c.damage(names, func(i int) bool { return sectionNames[i].derived })
}

// damage reads a whole file, also what was verified before, and names the sections with blocks that do not fit their
// checksums.
func (c *container) damage(names []string, derived func(i int) bool) []string {
	guard, err := table.NewGuard(c.name, c.data[:c.guard.Size()], c.sums)
	if err != nil {
		return []string{err.Error()}
	}
	var mended, lost []string
	for i, s := range c.sections {
		if err := guard.Check(s[0], s[0]+s[1]); err == nil || i >= len(names) {
			continue
		}
		if derived(i) {
			mended = append(mended, names[i])
		} else {
			lost = append(lost, names[i])
		}
	}
	var faults []string
	if len(mended) > 0 && len(lost) == 0 {
		faults = append(faults, fmt.Sprintf("%s is damaged in %s: nothing is lost, and quadrille compact mends it", c.name, strings.Join(mended, ", ")))
	}
	if len(lost) > 0 {
		faults = append(faults, fmt.Sprintf("%s is damaged in %s: what it holds is lost; put the file back from a backup", c.name, strings.Join(slices.Concat(lost, mended), ", ")))
	}
	if err := guard.Check(0, guard.Size()); err != nil && len(faults) == 0 {
		faults = append(faults, fmt.Sprintf("%s is damaged where it holds nothing: quadrille compact mends it", c.name))
	}
	return faults
}
