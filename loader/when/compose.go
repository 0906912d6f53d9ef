package when

import "quadrille/loader/document"

// found is an expression in its place: atoms first to last.
type found struct {
	expr
	first, last int
	bound       bound
}

// scan finds the expressions of a sentence and puts together what belongs together: what narrows a date, its weekday, the
// ends of a range, what makes it a bound. It tells how many steps that took, which may grow with the sentence and no faster.
func scan(all []atom, headline bool) (out []found, steps int) {
	for i := 0; i < len(all); i++ {
		m, e, ok := english.longest(all, i, headline, &steps)
		if !ok {
			continue
		}
		if e.form != friend {
			out = append(out, found{expr: e, first: m.first, last: m.last})
		}
		i = max(i, m.last)
	}
	free := 0 // the first atom that no expression before this one has
	for k := range out {
		out[k].narrow(all, free)
		free = out[k].last + 1
	}
	out = keep(out, func(f *found) bool { return !f.bare || f.mod != whole })
	out = joined(all, out)
	for k := range out {
		out[k].bound = boundOf(all, &out[k])
	}
	return out, steps
}

func keep(list []found, good func(*found) bool) []found {
	out := list[:0]
	for _, f := range list {
		if good(&f) {
			out = append(out, f)
		}
	}
	return out
}

// leads are the words before a date that say which part of it is meant; the longest counts.
var leads = []struct {
	words []string
	mod   mod
	part  int
	widen unit
}{
	{words: []string{"the", "early"}, mod: start}, {words: []string{"early", "in"}, mod: start}, {words: []string{"early", "on"}, mod: start}, {words: []string{"early"}, mod: start},
	{words: []string{"the", "late"}, mod: end}, {words: []string{"late", "in"}, mod: end}, {words: []string{"late", "on"}, mod: end}, {words: []string{"late"}, mod: end},
	{words: []string{"the", "mid", "-"}, mod: middle}, {words: []string{"mid", "-"}, mod: middle}, {words: []string{"mid", "–"}, mod: middle}, {words: []string{"mid"}, mod: middle},
	{words: []string{"the", "end", "of"}, mod: end}, {words: []string{"end", "of"}, mod: end}, {words: []string{"end", "-"}, mod: end},
	{words: []string{"the", "close", "of"}, mod: end}, {words: []string{"the", "final", "days", "of"}, mod: end},
	{words: []string{"the", "beginning", "of"}, mod: start}, {words: []string{"beginning", "of"}, mod: start},
	{words: []string{"the", "start", "of"}, mod: start}, {words: []string{"start", "of"}, mod: start},
	{words: []string{"the", "middle", "of"}, mod: middle}, {words: []string{"middle", "of"}, mod: middle},
	{words: []string{"the", "first", "half", "of"}, mod: former}, {words: []string{"first", "half", "of"}, mod: former},
	{words: []string{"the", "second", "half", "of"}, mod: latter}, {words: []string{"second", "half", "of"}, mod: latter}, {words: []string{"the", "latter", "half", "of"}, mod: latter},
	{words: []string{"later", "in"}, mod: later}, {words: []string{"earlier", "in"}, mod: earlier}, {words: []string{"later", "on"}, mod: later}, {words: []string{"earlier", "on"}, mod: earlier},
	{words: []string{"earlier"}, mod: earlier}, {words: []string{"later"}, mod: later},
	{words: []string{"the", "rest", "of"}, mod: later}, {words: []string{"the", "remainder", "of"}, mod: later},
	{words: []string{"the", "week", "of"}, widen: week}, {words: []string{"the", "weekend", "of"}, widen: weekend},
	{words: []string{"the", "morning", "of"}, part: 1}, {words: []string{"the", "afternoon", "of"}, part: 2}, {words: []string{"the", "evening", "of"}, part: 3}, {words: []string{"the", "night", "of"}, part: 4},
}

// narrow takes what stands before f, from atom free on, and "-end" or "'s end" after it.
func (f *found) narrow(all []atom, free int) {
	if f.form != calendar || f.how == vague {
		return
	}
	best := -1
	for i, l := range leads {
		if f.first-len(l.words) < free || best >= 0 && len(l.words) <= len(leads[best].words) || l.widen > day && f.unit != day || len(l.words) == 1 && (l.mod == earlier || l.mod == later) && (f.unit != day || f.how == told) {
			continue
		}
		fits := true
		for k, w := range l.words {
			fits = fits && all[f.first-len(l.words)+k].is(w)
		}
		if fits {
			best = i
		}
	}
	if best >= 0 {
		l := leads[best]
		f.first -= len(l.words)
		f.mod, f.widen = l.mod, l.widen
		if l.part > 0 {
			f.part = l.part
		}
		return
	}
	if (at(all, f.last+1).is("'s", "-")) && at(all, f.last+2).is("end") {
		f.last += 2
		f.mod = end
	}
}

// joined puts a weekday and its date together, and the ends of a range.
func joined(all []atom, list []found) []found {
	var out []found
	for i := 0; i < len(list); i++ {
		f := list[i]
		if i+1 < len(list) {
			if next := list[i+1]; f.how == onWeekday && f.unit == day && next.form == calendar && next.unit == day && (next.how == yearless || next.how == fixed) && close1(all, f.last, next.first) {
				next.first = f.first
				next.n = f.day * 100 // its weekday
				next.part = max(f.part, next.part)
				if all[f.last+1].is("(") && at(all, next.last+1).is(")") {
					next.last++
				}
				f, i = next, i+1
			}
		}
		if n := len(out); n > 0 && ranges(all, &out[n-1], &f) {
			to := f.expr
			out[n-1].to, out[n-1].last = &to, f.last
			continue
		}
		out = append(out, f)
	}
	return out
}

// close1 tells whether nothing but a comma, an abbreviation's point or a bracket stands between two atoms.
func close1(all []atom, a, b int) bool {
	for i := a + 1; i < b; i++ {
		if !all[i].is(",", "(", ".", "the") {
			return false
		}
	}
	return b-a <= 3
}

// ranges tells whether a and b are the ends of a range.
func ranges(all []atom, a, b *found) bool {
	if a.form != calendar || b.form != calendar || a.how == vague || b.how == vague || a.to != nil || b.to != nil || b.first-a.last != 2 {
		return false
	}
	lead, joint := at(all, a.first-1), all[a.last+1]
	switch {
	case lead.is("between"):
		return joint.is("and")
	case lead.is("from"):
		return joint.is("to", "through", "until", "till", "-", "–")
	}
	return joint.is("through", "-", "–") && a.unit == b.unit
}

// span is the stretch of text of f.
func (f *found) span(all []atom) document.Span {
	return document.Span{Begin: all[f.first].Begin, End: all[f.last].End}
}
