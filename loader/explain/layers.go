package explain

import (
	"fmt"
	"strings"

	"quadrille/loader/document"
	"quadrille/loader/names"
)

// names writes the encoder's names among the words of r.
func (p *page) names(r document.Range) {
	var out []string
	for _, n := range names.In(p.d, r) {
		out = append(out, p.quote(p.d.Text(p.d.Span(n.Range)))+" "+n.Type)
	}
	if len(out) > 0 {
		p.section("names")
		p.text("    ", strings.Join(out, ", "))
	}
}

// mentioned writes the mentions of sentence s, each with its chain.
func (p *page) mentioned(s int) {
	if len(p.mentions[s]) == 0 {
		return
	}
	p.section("mentions")
	for _, i := range p.mentions[s] {
		m := &p.d.Mentions[i]
		words := p.quote(p.d.Text(p.d.Span(m.Range)))
		kind := m.Form.String()
		if m.Type != document.Unknown {
			kind += ", " + m.Type.String()
		}
		chain := p.dim("of no chain")
		if m.Entity > 0 {
			chain = "→ " + p.entity(m.Entity-1) + " " + p.dim(p.iri(m.Entity-1))
		}
		p.text("    ", words, p.dim(kind), chain)
	}
}

// spans is the text of spans, joined as a claim's text is.
func (p *page) spans(list []document.Span) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = p.quote(p.d.Text(s))
	}
	return strings.Join(out, " … ")
}

// claim writes attribution i.
func (p *page) claim(i int) {
	a := &p.d.Attributions[i]
	p.section(fmt.Sprintf("claim %d", i+1))
	p.text("    ", p.entity(a.Speaker), p.predicate(a.Polarity, document.Said), p.dim(a.Style.String()+", "+trust(a.Confidence, a.Origin)))
	p.field("    ", "source", p.spans(a.Source))
	if len(a.Cue) > 0 {
		p.field("    ", "cue", p.spans(a.Cue))
	}
	p.field("    ", "content", p.spans(a.Content))
	if a.Voice > 0 {
		p.field("    ", "within", fmt.Sprintf("claim %d", a.Voice))
	}
	if a.Continues > 0 {
		p.field("    ", "goes on", fmt.Sprintf("claim %d", a.Continues))
	}
	p.when(i+1, 0)
}

// relation writes relation i.
func (p *page) relation(i int) {
	r := &p.d.Relations[i]
	p.section("relation")
	p.text("    ", p.entity(r.Subject), p.predicate(r.Polarity, r.Kind), p.entity(r.Object),
		p.dim(r.Tense.String()+", "+trust(r.Confidence, r.Origin)))
	p.field("    ", "cue", p.spans(r.Cue))
	p.field("    ", "words", p.quote(p.d.Text(r.Evidence)))
	if r.Role != "" {
		p.field("    ", "as", p.quote(r.Role))
	}
	if r.To > 0 {
		p.field("    ", "to", p.entity(r.To-1))
	}
	if r.Voice > 0 {
		p.field("    ", "within", fmt.Sprintf("claim %d", r.Voice))
	}
	p.when(0, i+1)
}

var prefixes = [...]string{document.Asserted: "rel:", document.Negated: "not:", document.Hedged: "may:"}

// predicate is the predicate of a polarity and kind: "rel:signs", "may:signs".
func (p *page) predicate(polarity document.Polarity, kind document.Kind) string {
	name := prefixes[polarity] + kind.String()
	if polarity == document.Asserted {
		return p.good(name)
	}
	return p.bad(name)
}

// trust tells how sure an assertion is and what has read it.
func trust(confidence float64, origin string) string {
	s := fmt.Sprintf("confidence %.2f", confidence)
	if origin != "" {
		s += ", " + origin
	}
	return s
}
