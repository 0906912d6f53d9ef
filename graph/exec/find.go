package exec

import (
	"slices"

	"quadrille/graph/algebra"
	"quadrille/graph/store"
)

// finding is what the ways to find have in common: rows come in, rows go out with what was found.
type finding struct {
	q      *Query
	in     operator // nil for one row without columns
	cur    *batch
	row    int
	ended  bool
	keep   []int // columns of the input that go out, in places to
	to     []int
	out    batch
	width  int
	target int
}

func (f *finding) begin() {
	f.target = min(max(2*f.target, 32), batchSize)
	f.out.reset(f.width)
}

// advance goes to the next row of the input; false at the end.
func (f *finding) advance() (bool, error) {
	if err := f.q.tick(); err != nil {
		return false, err
	}
	if f.cur != nil && f.row+1 < f.cur.n {
		f.row++
		return true, nil
	}
	if f.ended {
		return false, nil
	}
	f.row = 0
	if f.in == nil {
		f.ended, f.cur = true, &batch{n: 1}
		return true, nil
	}
	var err error
	if f.cur, err = f.in.next(); err != nil || f.cur == nil {
		f.ended = true
		return false, err
	}
	return true, nil
}

// repeat hands on the row's columns n times.
func (f *finding) repeat(n int) {
	for i, c := range f.keep {
		v, col := f.cur.cols[c][f.row], f.out.cols[f.to[i]]
		for range n {
			col = append(col, v)
		}
		f.out.cols[f.to[i]] = col
	}
	f.out.n += n
}

func (f *finding) full() bool { return f.out.n >= f.target }

func (f *finding) result() (*batch, error) {
	if f.out.n == 0 {
		return nil, nil
	}
	return &f.out, nil
}

// find builds the action Find.
func (b *builder) find(p *algebra.Plan, act algebra.Find, in operator) (operator, error) {
	var cols []algebra.Var
	if len(p.In) > 0 {
		cols = p.In[0].Cols
	}
	f := finding{q: b.q, in: in, width: len(p.Cols)}
	for i, c := range places(cols, p.Cols) {
		if c >= 0 {
			f.keep, f.to = append(f.keep, c), append(f.to, i)
		}
	}
	pats := make([]*pattern, len(act.Patterns))
	for i, q := range act.Patterns {
		pat, ok, err := b.q.pattern(q, cols)
		if err != nil {
			return nil, err
		}
		if !ok {
			return empty{}, nil
		}
		pats[i] = pat
	}
	at := -1
	if len(act.New) == 1 {
		at = slices.Index(p.Cols, act.New[0])
	}
	if len(pats) > 1 {
		return &meet{finding: f, pats: pats, at: at}, nil
	}
	pat := pats[0]
	open, named := pat.opened()
	plain := pat.labels == nil && pat.places[3].open == ""
	wanted := false
	for _, v := range act.New {
		wanted = wanted || slices.Contains(p.Cols, v)
	}
	switch {
	case plain && open == 0:
		return &check{finding: f, pat: pat}, nil
	case plain && !wanted && len(act.New) == named: // no variable stands twice
		return &tally{finding: f, pat: pat}, nil
	case plain && open == 1 && named == 1:
		if in == nil {
			at0, _ := pat.bind(nil, 0)
			n, _, err := b.q.r.Count(b.q.ctx, at0)
			if err != nil {
				return nil, err
			}
			if n > 4*batchSize { // by cursor, so that a limit stops it
				break
			}
		}
		return &ends{finding: f, pat: pat, at: at}, nil
	}
	w := &walk{finding: f, pat: pat}
	w.rng = store.Range{Order: store.For(pat.bound()), Triples: plain}
	for i, pl := range pat.places {
		if pl.open == "" {
			continue
		}
		to := slices.Index(p.Cols, pl.open)
		for j := range i {
			if pat.places[j].open == pl.open {
				w.same, to = append(w.same, [2]int{j, i}), -1
			}
		}
		if to >= 0 {
			w.from, w.at = append(w.from, i), append(w.at, to)
		}
	}
	b.closers = append(b.closers, w.close)
	return w, nil
}

// ends finds what stands in the one place that is open.
type ends struct {
	finding
	pat  *pattern
	at   int
	left []store.ID
}

func (e *ends) next() (*batch, error) {
	e.begin()
	for !e.full() {
		if len(e.left) == 0 {
			ok, err := e.advance()
			if err != nil {
				return nil, err
			}
			if !ok {
				break
			}
			at, ok := e.pat.bind(e.cur, e.row)
			if !ok {
				continue
			}
			if e.left, err = e.pat.endsOf(e.q, at); err != nil {
				return nil, err
			}
		}
		n := min(len(e.left), batchSize)
		e.repeat(n)
		e.out.cols[e.at] = append(e.out.cols[e.at], e.left[:n]...)
		e.left = e.left[n:]
	}
	return e.result()
}

// tally repeats each row as often as a pattern has matches, which the index counts.
type tally struct {
	finding
	pat *pattern
}

func (t *tally) next() (*batch, error) {
	t.begin()
	for !t.full() {
		ok, err := t.advance()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		at, ok := t.pat.bind(t.cur, t.row)
		if !ok {
			continue
		}
		n, err := t.q.count(at)
		if err != nil {
			return nil, err
		}
		t.repeat(n)
	}
	return t.result()
}

// count is how many triples a pattern has.
func (q *Query) count(p store.Quad) (int, error) {
	n, exact, err := q.r.Count(q.ctx, p)
	if exact || err != nil {
		return n, err
	}
	n = 0
	c := q.r.Cursor(q.ctx, store.Range{Pattern: p, Order: store.For(p), Triples: true})
	defer c.Close()
	buf := make([]store.Quad, batchSize)
	for {
		k := c.Next(buf)
		if k == 0 {
			return n, c.Err()
		}
		n += k
	}
}

// check keeps rows that are a triple.
type check struct {
	finding
	pat    *pattern
	cursor store.Cursor
	buf    [1]store.Quad
}

func (c *check) next() (*batch, error) {
	c.begin()
	for !c.full() {
		ok, err := c.advance()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		at, ok := c.pat.bind(c.cur, c.row)
		if !ok {
			continue
		}
		if ok, err = c.q.holds(c.pat, at, &c.cursor, &c.buf); err != nil {
			return nil, err
		} else if ok {
			c.repeat(1)
		}
	}
	return c.result()
}

// worthSet is after how many questions a pattern gets a set, if that is not larger than so many times their number.
const (
	worthSet  = 128
	setFactor = 32
)

// holds tells whether the store holds a triple. A pattern that asks often, of one place, gets a set of all that can stand
// there.
func (q *Query) holds(p *pattern, at store.Quad, cursor *store.Cursor, buf *[1]store.Quad) (bool, error) {
	if p.set == nil && p.asked >= worthSet && p.asked&(p.asked-1) == 0 {
		if err := q.trySet(p); err != nil {
			return false, err
		}
	}
	p.asked++
	if p.set != nil {
		for i, pl := range p.places[:3] {
			if pl.col >= 0 || pl.open != "" {
				return p.set.has([]store.ID{at.Subject, at.Predicate, at.Object}[i]), nil
			}
		}
	}
	if *cursor == nil {
		*cursor = q.r.Cursor(q.ctx, store.Range{Pattern: at, Order: store.SPO, Triples: true})
	} else {
		(*cursor).Reset(at)
	}
	return (*cursor).Next(buf[:]) > 0, (*cursor).Err()
}

func (q *Query) trySet(p *pattern) error {
	var at store.Quad
	to := []*store.ID{&at.Subject, &at.Predicate, &at.Object}
	varying := 0
	for i, pl := range p.places[:3] {
		if *to[i] = pl.id; pl.id == 0 {
			varying++
		}
	}
	if varying != 1 || p.places[3].col >= 0 {
		return nil
	}
	at.Label = p.places[3].id
	n, _, err := q.r.Count(q.ctx, at)
	if err != nil || n > setFactor*p.asked {
		return err
	}
	ids, err := q.r.Ends(q.ctx, nil, at)
	if err != nil {
		return err
	}
	set, err := q.newBits()
	if err != nil {
		return err
	}
	for _, id := range ids {
		set.add(id)
	}
	p.set = set
	return nil
}

// walk finds by a cursor.
type walk struct {
	finding
	pat    *pattern
	rng    store.Range
	from   []int // places of the quad that go out, to the columns at
	at     []int
	same   [][2]int // places that must hold the same
	cursor store.Cursor
	on     bool // the cursor has quads left for the row
	buf    []store.Quad
	before store.Quad // the last triple that a label let pass
}

func (w *walk) close() {
	if w.cursor != nil {
		w.cursor.Close()
	}
}

func (w *walk) next() (*batch, error) {
	w.begin()
	for !w.full() {
		if !w.on {
			ok, err := w.advance()
			if err != nil {
				return nil, err
			}
			if !ok {
				break
			}
			at, ok := w.pat.bind(w.cur, w.row)
			if !ok {
				continue
			}
			if w.cursor == nil {
				w.rng.Pattern = at
				w.cursor = w.q.r.Cursor(w.q.ctx, w.rng)
				w.buf = make([]store.Quad, batchSize)
			} else {
				w.cursor.Reset(at)
			}
			w.on, w.before = true, store.Quad{}
		}
		n := w.cursor.Next(w.buf[:max(1, w.target-w.out.n)])
		if n == 0 {
			w.on = false
			if err := w.cursor.Err(); err != nil {
				return nil, err
			}
			continue
		}
		w.put(w.filter(w.buf[:n]))
	}
	return w.result()
}

func (w *walk) filter(quads []store.Quad) []store.Quad {
	if w.pat.labels == nil && w.same == nil {
		return quads
	}
	kept := quads[:0]
next:
	for _, q := range quads {
		if w.pat.labels != nil {
			if !slices.Contains(w.pat.labels, q.Label) {
				continue
			}
			if w.pat.places[3].open == "" { // triples
				q.Label = 0
				if q == w.before {
					continue
				}
				w.before = q
			}
		}
		parts := [4]store.ID{q.Subject, q.Predicate, q.Object, q.Label}
		for _, s := range w.same {
			if parts[s[0]] != parts[s[1]] {
				continue next
			}
		}
		kept = append(kept, q)
	}
	return kept
}

func (w *walk) put(quads []store.Quad) {
	for i, f := range w.from {
		col := w.out.cols[w.at[i]]
		for j := range quads {
			q := &quads[j]
			switch f {
			case 0:
				col = append(col, q.Subject)
			case 1:
				col = append(col, q.Predicate)
			case 2:
				col = append(col, q.Object)
			default:
				col = append(col, q.Label)
			}
		}
		w.out.cols[w.at[i]] = col
	}
	w.repeat(len(quads))
}
