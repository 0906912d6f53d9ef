package explain

import (
	"strings"
)

// dated writes the expressions of time in sentence s.
func (p *page) dated(s int) {
	if len(p.times[s]) == 0 {
		return
	}
	p.section("times")
	for _, i := range p.times[s] {
		t := &p.d.Times[i]
		parts := []string{t.Form.String(), p.clean(t.Value)}
		if days := t.Days.String(); days != "" && days != t.Value {
			parts = append(parts, days)
		}
		p.text("    ", p.quote(p.d.Text(t.Span)), p.dim(strings.Join(parts, ", ")))
	}
}

// when writes when an attribution or a relation, by index+1, is said to hold.
func (p *page) when(attribution, relation int) {
	for _, i := range p.whens[[2]int{attribution, relation}] {
		w := &p.d.Whens[i]
		var words []string
		for _, n := range w.Times {
			words = append(words, p.quote(p.d.Text(p.d.Times[n].Span)))
		}
		p.field("    ", "when", strings.Join(strings.Fields(w.Days.String()+" "+w.Lasts+" "+strings.Join(words, ", ")), " "))
	}
}
