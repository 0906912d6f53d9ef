package table

import (
	"slices"

	"quadrille/graph/store"
)

// walk is a cursor over one layer.
type walk struct {
	l       *Layer
	order   store.Order
	triples bool

	pattern Quad
	filter  bool // the range holds more than what matches
	slow    bool // labels or removed quads must be looked at
	x       *index
	pos     int // the next triple of the range, in its order
	end     int
	key     int // whose run holds pos
	keyEnd  int // where that run ends; 0 when key is not known
	skip    int // quads of the triple at pos that were given already

	listed bool     // the triples of a label, instead of a range
	ranks  []uint32 // what is left of them, by their numbers in an order
	in     *index   // that order
	wanted bool     // whether it is the one that is walked; else the quads are sorted
	sorted []Quad
	err    error
}

func (w *walk) reset(p Quad) {
	*w = walk{l: w.l, order: w.order, triples: w.triples, pattern: p, x: &w.l.orders[w.order], sorted: w.sorted[:0]}
	a, b, c := w.parts(p)
	n := 0
	for _, part := range [3]uint32{a, b, c} {
		if part == 0 {
			break
		}
		n++
	}
	bound := 0
	for _, part := range [3]uint32{a, b, c} {
		if part != 0 {
			bound++
		}
	}
	w.filter = bound > n
	if n == 0 {
		w.end = w.x.b.Len()
	} else {
		var s span
		if s, w.err = w.x.span(a, b, c, n); w.err != nil {
			return
		}
		w.pos, w.end, w.key, w.keyEnd = s.lo, s.hi, s.key, s.hi
	}
	if w.pos == w.end {
		return
	}
	w.slow = w.l.Dead != nil || w.l.labelled() && !w.triples || p.L != 0
	if p.L != 0 {
		w.label()
	}
}

// label takes the label's triples instead of the range, unless they are more.
func (w *walk) label() {
	_, lo, hi, err := w.l.byLabel.run(w.pattern.L)
	if err != nil || lo == hi {
		w.err, w.end = err, w.pos
		return
	}
	ranks := w.l.ranks
	w.in, w.wanted = &w.l.orders[store.SPO], w.order == store.SPO
	if !w.wanted && hi-lo > wideLabel {
		w.in, w.wanted = w.x, true
		if ranks = w.l.inOSP; w.order == store.POS {
			ranks = w.l.inPOS
		}
		if _, lo, hi, err = w.l.wide.run(w.pattern.L); err == nil && lo == hi {
			err = ErrDamaged
		}
		if err != nil {
			w.err = err
			return
		}
	}
	if !w.wanted && hi-lo > w.end-w.pos {
		return
	}
	w.listed, w.keyEnd = true, 0
	if w.ranks, w.err = ranks.slice(lo, hi); w.err != nil {
		return
	}
	if w.wanted { // those within the range are one piece of the list
		w.ranks = w.ranks[lowerBound(w.ranks, uint32(w.pos)):lowerBound(w.ranks, uint32(w.end))]
		return
	}
	for q, ok := w.nextListed(); ok; q, ok = w.nextListed() {
		w.sorted = append(w.sorted, q)
	}
	slices.SortFunc(w.sorted, func(p, q Quad) int { return w.order.Compare(p.wide(), q.wide()) })
}

func (q Quad) wide() store.Quad {
	return store.Quad{Subject: store.ID(q.S), Predicate: store.ID(q.P), Object: store.ID(q.O), Label: store.ID(q.L)}
}

func (p Quad) matches(q Quad) bool {
	return (p.S == 0 || p.S == q.S) && (p.P == 0 || p.P == q.P) && (p.O == 0 || p.O == q.O)
}

func (w *walk) parts(q Quad) (a, b, c uint32) {
	switch w.order {
	case store.POS:
		return q.P, q.O, q.S
	case store.OSP:
		return q.O, q.S, q.P
	}
	return q.S, q.P, q.O
}

func (w *walk) quad(a, b, c, label uint32) Quad {
	switch w.order {
	case store.POS:
		return Quad{c, a, b, label}
	case store.OSP:
		return Quad{b, c, a, label}
	}
	return Quad{a, b, c, label}
}

// run makes sure that key and keyEnd are those of pos, which is before the end.
func (w *walk) run() bool {
	for w.keyEnd <= w.pos {
		if w.keyEnd == 0 {
			if w.key, w.err = w.x.group(w.pos); w.err != nil {
				return false
			}
		} else {
			w.key++
		}
		_, end, err := w.x.offs.Pair(w.key)
		if err != nil {
			w.err = err
			return false
		}
		w.keyEnd = int(end)
	}
	return true
}

func (w *walk) next(batch []store.Quad) int {
	switch {
	case w.err != nil:
		return 0
	case w.listed:
		n := 0
		for n < len(batch) {
			q, ok := w.popListed()
			if !ok {
				break
			}
			batch[n] = q.wide()
			n++
		}
		return n
	case w.slow:
		n := 0
		for n < len(batch) {
			q, ok := w.nextVouched()
			if !ok {
				break
			}
			batch[n] = q.wide()
			n++
		}
		return n
	}
	for w.pos < w.end {
		if n := w.fill(batch); n > 0 || w.err != nil {
			return n
		}
	}
	return 0
}

// fill is the quick way: triples as they lie.
func (w *walk) fill(batch []store.Quad) int {
	n := 0
	for n < len(batch) && w.pos < w.end && w.run() {
		m := min(w.end, w.keyEnd, w.pos+len(batch)-n)
		key, err := w.x.keys.Get(w.key)
		if err != nil {
			w.err = err
			break
		}
		b, err := w.x.b.slice(w.pos, m)
		if err != nil {
			w.err = err
			break
		}
		c, err := w.x.c.slice(w.pos, m)
		if err != nil {
			w.err = err
			break
		}
		a, out := store.ID(key), batch[n:n+len(b)]
		c = c[:len(b)]
		switch w.order {
		case store.SPO:
			for i, x := range b {
				out[i] = store.Quad{Subject: a, Predicate: store.ID(x), Object: store.ID(c[i])}
			}
		case store.POS:
			for i, x := range b {
				out[i] = store.Quad{Predicate: a, Object: store.ID(x), Subject: store.ID(c[i])}
			}
		default:
			for i, x := range b {
				out[i] = store.Quad{Object: a, Subject: store.ID(x), Predicate: store.ID(c[i])}
			}
		}
		n += len(b)
		w.pos = m
	}
	if w.filter {
		p, kept := w.pattern.wide(), 0
		for _, q := range batch[:n] {
			if p.Matches(q) {
				batch[kept] = q
				kept++
			}
		}
		n = kept
	}
	return n
}

// nextVouched gives the next quad of a range whose labels or removed quads count.
func (w *walk) nextVouched() (Quad, bool) {
	for w.err == nil && w.pos < w.end && w.run() {
		var q Quad
		var a, b, c uint32
		if a, w.err = w.x.keys.Get(w.key); w.err == nil {
			if b, w.err = w.x.b.Get(w.pos); w.err == nil {
				c, w.err = w.x.c.Get(w.pos)
			}
		}
		if w.err != nil {
			break
		}
		q = w.quad(a, b, c, 0)
		if w.filter && !w.pattern.matches(q) {
			w.pos++
			w.skip = 0
			continue
		}
		if label, ok := w.vouched(q); ok {
			q.L = label
			if w.triples || w.pattern.L != 0 {
				w.pos++
				w.skip = 0
				q.L = w.pattern.L
			}
			return q, true
		}
		w.pos++
		w.skip = 0
	}
	return Quad{}, false
}

// vouched gives the next label of the triple at pos, and moves skip beyond it.
func (w *walk) vouched(q Quad) (uint32, bool) {
	rank := w.pos
	if w.order != store.SPO {
		var ok bool
		if rank, ok, w.err = w.l.rank(q); w.err == nil && !ok {
			w.err = ErrDamaged
		}
		if w.err != nil {
			return 0, false
		}
	}
	lo, hi, err := w.l.vouchers(rank)
	if err != nil {
		w.err = err
		return 0, false
	}
	if !w.l.labelled() {
		if w.skip > 0 || w.l.dead(lo) {
			return 0, false
		}
		w.skip = 1
		return 0, true
	}
	labels, err := w.l.labels.slice(lo, hi)
	if err != nil {
		w.err = err
		return 0, false
	}
	if w.pattern.L != 0 && w.skip == 0 {
		if w.skip = lowerBound(labels, w.pattern.L); w.skip == len(labels) || labels[w.skip] != w.pattern.L {
			return 0, false
		}
	}
	for w.skip < len(labels) {
		w.skip++
		if !w.l.dead(lo + w.skip - 1) {
			return labels[w.skip-1], true
		}
		if w.pattern.L != 0 {
			break
		}
	}
	return 0, false
}

func (w *walk) popListed() (Quad, bool) {
	if w.wanted {
		return w.nextListed()
	}
	if len(w.sorted) == 0 {
		return Quad{}, false
	}
	q := w.sorted[0]
	w.sorted = w.sorted[1:]
	return q, true
}

// nextListed gives the next quad of the label, in the order of its list.
func (w *walk) nextListed() (Quad, bool) {
	for len(w.ranks) > 0 && w.err == nil {
		rank := int(w.ranks[0])
		w.ranks = w.ranks[1:]
		if rank >= w.keyEnd { // numbers rise
			if w.key, w.err = w.in.group(rank); w.err != nil {
				break
			}
			var end uint32
			if _, end, w.err = w.in.offs.Pair(w.key); w.err != nil {
				break
			}
			w.keyEnd = int(end)
		}
		var a, b, c uint32
		if a, w.err = w.in.keys.Get(w.key); w.err == nil {
			if b, w.err = w.in.b.Get(rank); w.err == nil {
				c, w.err = w.in.c.Get(rank)
			}
		}
		q := Quad{a, b, c, w.pattern.L}
		if w.wanted {
			q = w.quad(a, b, c, w.pattern.L)
		}
		if w.err != nil || !w.pattern.matches(q) {
			continue
		}
		if w.l.Dead != nil {
			n, ok, err := w.l.number(q)
			if err == nil && !ok {
				err = ErrDamaged
			}
			if w.err = err; err != nil || w.l.dead(n) {
				continue
			}
		}
		return q, true
	}
	return Quad{}, false
}

// seek moves on to the first quad that is not before least, of which the parts that the pattern binds are the pattern's.
func (w *walk) seek(least Quad) {
	if w.err != nil {
		return
	}
	if w.listed && !w.wanted {
		n, _ := slices.BinarySearchFunc(w.sorted, least, func(q, l Quad) int { return w.order.Compare(q.wide(), l.wide()) })
		w.sorted = w.sorted[n:]
		return
	}
	if !w.listed && w.pos >= w.end {
		return
	}
	a, b, c := w.parts(least)
	at, exact, err := w.x.lower(a, b, c, w.pos)
	if err != nil {
		w.err = err
		return
	}
	if w.listed {
		w.ranks = w.ranks[lowerBound(w.ranks, uint32(at)):]
		return
	}
	if at > w.pos {
		w.pos, w.skip = min(at, w.end), 0
		if w.pos >= w.keyEnd {
			w.keyEnd = 0
		}
	}
	if exact && at == w.pos && !w.triples && w.pattern.L == 0 && least.L != 0 {
		if w.l.labelled() {
			w.skipLabels(least)
		} else { // its only label, none, is below least's
			w.pos++
			w.skip = 0
		}
	}
}

// skipLabels passes over the labels of the triple at pos that are below least's.
func (w *walk) skipLabels(least Quad) {
	rank, ok, err := w.l.rank(least)
	if err != nil || !ok {
		w.err = err
		return
	}
	lo, hi, err := w.l.vouchers(rank)
	if err != nil {
		w.err = err
		return
	}
	labels, err := w.l.labels.slice(lo, hi)
	if err != nil {
		w.err = err
		return
	}
	w.skip = max(w.skip, lowerBound(labels, least.L))
}
