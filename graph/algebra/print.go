package algebra

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"
)

// String prints the plan, one action a line, what it works on below it, further to the right.
func (p *Plan) String() string { return p.Print(nil) }

// Print is String with a remark on each action.
func (p *Plan) Print(remark func(*Plan) string) string {
	var b strings.Builder
	p.print(&b, "", remark)
	return b.String()
}

func (p *Plan) print(b *strings.Builder, indent string, remark func(*Plan) string) {
	line := indent + p.Describe()
	fmt.Fprintf(b, "%s  [%s] ~%s", line, names(p.Cols), round(p.Rows))
	if remark != nil {
		if r := remark(p); r != "" {
			b.WriteString("  " + r)
		}
	}
	b.WriteByte('\n')
	for _, q := range p.In {
		q.print(b, indent+"  ", remark)
	}
}

// round prints an estimate with as many digits as it is worth.
func round(f float64) string {
	switch {
	case f >= 1e15:
		return fmt.Sprintf("%.0e", f)
	case f >= 10 || f == 0:
		return fmt.Sprintf("%.0f", f)
	}
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}

func names(vars []Var) string {
	words := make([]string, len(vars))
	for i, v := range vars {
		words[i] = string(v)
	}
	return strings.Join(words, " ")
}

// Describe says what the action is.
func (p *Plan) Describe() string {
	switch act := p.Act.(type) {
	case Listed:
		return "values " + act.Values.show()
	case Each:
		return "every node as " + string(act.Node)
	case Given:
		return "given " + names(act.Vars)
	case Find:
		words := make([]string, len(act.Patterns))
		for i, q := range act.Patterns {
			words[i] = q.String()
		}
		how := "find "
		switch {
		case len(words) > 1:
			how = "intersect "
		case len(p.In) == 0:
			how = "scan "
		case len(act.New) == 0:
			how = "check "
		}
		return how + strings.Join(words, " & ")
	case Hash:
		how := "hash "
		if len(act.On) == 0 {
			how = "cross "
		}
		return how + act.Kind.String() + " on " + names(act.On)
	case Apply:
		return act.Kind.String() + ", for each " + names(act.On)
	case Concat:
		return "all of"
	case Dedupe:
		return "distinct"
	case Rename:
		var words []string
		for i, v := range act.As {
			if v == act.From[i] {
				words = append(words, string(v))
			} else {
				words = append(words, fmt.Sprintf("%s=%s", v, act.From[i]))
			}
		}
		return "columns " + strings.Join(words, " ")
	case Check:
		return "keep where " + names(act.Vars) + " " + act.Test.String()
	case Compute:
		return fmt.Sprintf("compute %s = %s of %s", act.As, act.Make, names(act.Of))
	case Arrange:
		var words []string
		for _, k := range act.By {
			w := string(k.Var)
			if k.Descending {
				w += " desc"
			}
			words = append(words, w)
		}
		if act.Most >= 0 {
			return fmt.Sprintf("first %d by %s", act.Most, strings.Join(words, ", "))
		}
		return "sort by " + strings.Join(words, ", ")
	case Cut:
		var words []string
		if act.Skip > 0 {
			words = append(words, fmt.Sprintf("skip %d", act.Skip))
		}
		if act.Limit >= 0 {
			words = append(words, fmt.Sprintf("limit %d", act.Limit))
		}
		return strings.Join(words, ", ")
	case Gather:
		var words []string
		for _, a := range act.Aggregates {
			of := string(a.Of)
			if a.Distinct {
				of = "distinct " + of
			}
			words = append(words, fmt.Sprintf("%s=%s(%s)", a.As, a.Kind, of))
		}
		return strings.TrimSuffix("group by "+names(act.By), " by ") + ": " + strings.Join(words, " ")
	case Tally:
		return "count in the index " + act.Pattern.String()
	case Skim:
		return fmt.Sprintf("each %s once of %s", act.At, act.Pattern)
	case Reach:
		c := act.Closure
		times := fmt.Sprintf("%d or more times", c.Least)
		if c.Most > 0 {
			times = fmt.Sprintf("%d to %d times", c.Least, c.Most)
		}
		return fmt.Sprintf("closure from %s to %s, %s", c.From, c.To, times)
	}
	return fmt.Sprintf("%T", p.Act)
}

func (t Term) String() string {
	switch {
	case t.Value != nil:
		return show(t.Value)
	case t.Var != "":
		return "?" + string(t.Var)
	}
	return "·"
}

const longest = 60

// show prints a value on one line.
func show(v quad.Value) string {
	if v == nil {
		return "-"
	}
	r := []rune(strings.Join(strings.Fields(v.String()), " "))
	if len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return string(r)
}

// String prints the pattern.
func (q Quads) String() string {
	s := fmt.Sprintf("(%s %s %s", q.Subject, q.Predicate, q.Object)
	if q.Label != (Term{}) {
		s += " " + q.Label.String()
	}
	if q.Labels != nil {
		words := make([]string, len(q.Labels))
		for i, v := range q.Labels {
			words[i] = show(v)
		}
		s += " in " + strings.Join(words, " ")
	}
	return s + ")"
}

func (v Values) show() string {
	const most = 4
	var words []string
	for i, r := range v.Rows {
		if i == most {
			words = append(words, fmt.Sprintf("… %d in all", len(v.Rows)))
			break
		}
		cells := make([]string, len(r))
		for j, c := range r {
			cells[j] = show(c)
		}
		words = append(words, strings.Join(cells, " "))
	}
	return strings.Join(words, ", ")
}
