package open

import (
	"slices"

	"quadrille/loader/document"
)

// body fills in the relation and the arguments of predicate i.
func (r *reader) body(c *Clause, i int) {
	r.verbWords(c, i)
	r.arguments(c, i)
	c.Arguments = slices.DeleteFunc(c.Arguments, func(a Argument) bool { return len(a.Tokens) == 0 })
	slices.SortFunc(c.Arguments, func(a, b Argument) int { return a.Tokens[0] - b.Tokens[0] })
	r.preposition(c)
	slices.Sort(c.Relation)
	c.Relation = slices.Compact(c.Relation)
}

// verbWords adds the words of predicate i to the relation.
func (r *reader) verbWords(c *Clause, i int) {
	copula := r.child(i, "cop")
	if copula < 0 {
		c.Relation = append(c.Relation, i)
	}
	for _, k := range r.under(i) {
		switch {
		case r.is(k, "aux", "cop"), r.full(k, "compound:prt"), r.is(k, "advmod") && negations[r.token(k).Lower]:
			c.Relation = append(c.Relation, k)
		case r.is(k, "mark") && r.token(k).Lower == "to" && r.is(i, "xcomp"):
			c.Relation = append(c.Relation, k)
		}
	}
}

var negations = map[string]bool{"not": true, "n't": true, "never": true}

// arguments adds the complements and adjuncts of predicate i.
func (r *reader) arguments(c *Clause, i int) {
	if r.child(i, "cop") >= 0 {
		p := r.phrase(i, false)
		p.Tokens = slices.DeleteFunc(p.Tokens, func(t int) bool { return slices.Contains(c.Relation, t) || r.argued(i, t) })
		if p.Tokens = r.trim(p.Tokens); len(p.Tokens) > 0 {
			c.Arguments = append(c.Arguments, Argument{Part: p, Label: "pred", Case: r.cases(i)})
		}
	}
	for _, k := range r.under(i) {
		switch {
		case r.is(k, "obj", "iobj"):
			if relatives[r.token(k).Lower] && r.token(k).Tag == document.PRON {
				if a, ok := r.antecedent(i); ok {
					c.Arguments = append(c.Arguments, Argument{Part: r.phrase(a, true), Label: "obj"})
				}
				continue
			}
			c.Arguments = append(c.Arguments, Argument{Part: r.phrase(k, false), Label: "obj"})
		case r.is(k, "obl"):
			p := r.phrase(k, false)
			c.Arguments = append(c.Arguments, Argument{Part: p, Label: r.d.Tree.Labels[k], Case: r.cases(k)})
		case r.is(k, "xcomp"):
			if verbal := r.token(k).Tag == document.VERB || r.child(k, "cop") >= 0; verbal && len(c.Relation) < r.hi-r.lo {
				r.verbWords(c, k)
				r.arguments(c, k)
				continue
			}
			c.Arguments = append(c.Arguments, Argument{Part: r.phrase(k, false), Label: "xcomp", Case: r.cases(k)})
		case r.is(k, "ccomp"):
			if p := r.subtree(k); len(p.Tokens) > 0 {
				c.Arguments = append(c.Arguments, Argument{Part: p, Label: "ccomp"})
			}
		case r.is(k, "advcl"):
			if p := r.subtree(k); len(p.Tokens) > 0 && k > i {
				c.Arguments = append(c.Arguments, Argument{Part: p, Label: "advcl"})
			}
		}
	}
}

// argued tells whether token t is part of an argument of copular predicate i, and no part of the predicate's own phrase.
func (r *reader) argued(i, t int) bool {
	for n := 0; n < deepest && t > i-longest && t >= r.lo && t != i; n++ {
		if r.head(t) == i {
			return r.is(t, "obl", "obj", "xcomp", "ccomp", "advcl", "aux", "advmod") && t != i && (r.is(t, "obl", "xcomp", "ccomp", "advcl") || negations[r.token(t).Lower])
		}
		t = r.head(t)
	}
	return false
}

// cases are the tokens of the preposition before a phrase.
func (r *reader) cases(i int) []int {
	var out []int
	for _, k := range r.under(i) {
		if r.is(k, "case") && k < i {
			out = append(out, k)
			for _, f := range r.under(k) {
				if r.is(f, "fixed") {
					out = append(out, f)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// subtree is everything beneath a clause.
func (r *reader) subtree(i int) Part {
	var out []int
	var walk func(int)
	walk = func(k int) {
		if len(out) >= r.hi-r.lo {
			return
		}
		out = append(out, k)
		for _, c := range r.under(k) {
			if !r.is(c, "parataxis") {
				walk(c)
			}
		}
	}
	walk(i)
	slices.Sort(out)
	return Part{i, r.trim(out)}
}

// preposition moves the preposition of the first argument behind the verb into the relation, where no object stands before, and
// puts the others back to their phrases.
func (r *reader) preposition(c *Clause) {
	last := 0
	for _, t := range c.Relation {
		last = max(last, t)
	}
	moved := false
	for k := range c.Arguments {
		a := &c.Arguments[k]
		if !moved && len(a.Tokens) > 0 && a.Tokens[0] > last {
			moved = true
			if len(a.Case) > 0 {
				c.Relation = append(c.Relation, a.Case...)
				continue
			}
		}
		a.Tokens = append(slices.Clone(a.Case), a.Tokens...)
		slices.Sort(a.Tokens)
		a.Tokens = slices.Compact(a.Tokens)
		a.Case = nil
	}
}

// apposition is "X is Y" for "X, Y,".
func (r *reader) apposition(i int) []Clause {
	h := r.head(i)
	if h < r.lo || h > i {
		return nil
	}
	y := r.phrase(i, false)
	x := r.phrase(h, true)
	if len(x.Tokens) == 0 || len(y.Tokens) == 0 {
		return nil
	}
	return []Clause{{Verb: i, Subject: x, Implied: "is", Arguments: []Argument{{Part: y, Label: "appos"}}, Confidence: .6}}
}
