package path

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"quadrille/graph/lang"
)

// Parse reads a query. Errors: lang.ErrIncomplete for a text that more text could complete, else *lang.Fault.
func Parse(text string) (*Query, error) {
	p := &parser{scanner: scanner{text: text}, q: &Query{}}
	if err := p.query(); err != nil {
		return nil, err
	}
	return p.q, p.variables()
}

type parser struct {
	scanner
	q     *Query
	depth int // of parentheses
	texts int // conditions with ~
}

// mostTexts is how many conditions with ~ a query may have.
const mostTexts = 5

// deepest is how deep parentheses may stand in each other.
const deepest = 100

func (p *parser) query() error {
	for {
		if err := p.pattern(); err != nil {
			return err
		}
		p.space()
		if !p.take(";") {
			break
		}
		p.space()
		if p.at == len(p.text) {
			break // a last ; is no fault
		}
	}
	seen := map[string]bool{}
	for {
		p.space()
		if p.at == len(p.text) || p.take(";") && p.end() {
			return nil
		}
		if err := p.clause(seen); err != nil {
			return err
		}
	}
}

func (p *parser) end() bool {
	p.space()
	return p.at == len(p.text)
}

func (p *parser) pattern() (err error) {
	var x Pattern
	if x.Start, err = p.term("a name or a ?variable"); err != nil {
		return err
	}
	p.space()
	if x.Path, err = p.choice(); err != nil {
		return err
	}
	if r, _ := utf8.DecodeRuneInString(p.text[p.at:]); p.at < len(p.text) && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return fault(p.here(), "a space is missing before %q: a? repeats a, ?a is a variable", p.shown())
	}
	if x.End, err = p.term("a name or a ?variable at the path's end"); err != nil {
		return err
	}
	p.q.Patterns = append(p.q.Patterns, x)
	return nil
}

// term reads an end.
func (p *parser) term(what string) (End, error) {
	p.space()
	e := End{Pos: p.here()}
	var err error
	switch c := p.peek(); {
	case c == '?':
		p.at++
		if e.Text = p.run(inVariable); e.Text == "" {
			return e, p.expected("the name of a variable")
		}
	case c == '"' || strings.HasPrefix(p.text[p.at:], "“"):
		e.Kind = Quoted
		e.Text, err = p.quoted()
	case c == '<':
		e.Kind = Full
		e.Text, err = p.iri()
	default:
		e.Kind = Bare
		if e.Text = p.run(inName); e.Text == "" {
			return e, p.expected(what)
		}
	}
	return e, err
}

func (p *parser) choice() (Path, error) {
	all, err := p.joined("|", p.sequence)
	if len(all) != 1 {
		return Choice(all), err
	}
	return all[0], err
}

func (p *parser) sequence() (Path, error) {
	all, err := p.joined("/", p.repeated)
	if len(all) != 1 {
		return Sequence(all), err
	}
	return all[0], err
}

// joined reads one or more parts with an operator between them.
func (p *parser) joined(operator string, part func() (Path, error)) ([]Path, error) {
	var all []Path
	for {
		x, err := part()
		if err != nil {
			return nil, err
		}
		if all = append(all, x); !p.operator(operator) {
			return all, nil
		}
	}
}

// operator passes over an operator that stands here or after spaces, with the spaces around it.
func (p *parser) operator(o string) bool {
	at := p.at
	p.space()
	if p.take(o) {
		p.space()
		return true
	}
	p.at = at
	return false
}

func (p *parser) repeated() (Path, error) {
	inverse := p.take("^")
	x, err := p.primary()
	if err != nil {
		return nil, err
	}
	switch {
	case p.take("*"):
		x = Repeat{Path: x}
	case p.take("+"):
		x = Repeat{Path: x, Least: 1}
	case p.take("?"):
		x = Repeat{Path: x, Once: true}
	}
	if c := p.peek(); c == '*' || c == '+' || c == '?' {
		return nil, fault(p.here(), "%q repeats what is repeated already: leave it out, or put a space before a variable", c)
	}
	if !inverse {
		return x, nil
	}
	if s, ok := x.(Step); ok {
		s.Inverse = !s.Inverse
		return s, nil
	}
	return Inverse{x}, nil
}

func (p *parser) primary() (Path, error) {
	switch {
	case p.take("("):
		if p.depth++; p.depth > deepest {
			return nil, fault(p.here(), "parentheses stand more than %d deep", deepest)
		}
		defer func() { p.depth-- }()
		p.space()
		x, err := p.choice()
		if err != nil {
			return nil, err
		}
		p.space()
		if !p.take(")") {
			return nil, p.expected(`")", "/" or "|"`)
		}
		return x, nil
	case p.take("!"):
		return p.except()
	}
	return p.step()
}

func (p *parser) except() (Path, error) {
	p.space()
	if !p.take("(") {
		s, err := p.signed()
		return Except{s}, err
	}
	var out Except
	for {
		p.space()
		s, err := p.signed()
		if err != nil {
			return nil, err
		}
		out = append(out, s)
		p.space()
		switch {
		case p.take(")"):
			return out, nil
		case p.take("|"):
		default:
			return nil, p.expected(`")" or "|"`)
		}
	}
}

func (p *parser) signed() (Step, error) {
	inverse := p.take("^")
	s, err := p.step()
	s.Inverse = inverse
	return s, err
}

func (p *parser) step() (Step, error) {
	s := Step{Pos: p.here()}
	if p.peek() == '<' {
		var err error
		s.Full = true
		s.Name, err = p.iri()
		return s, err
	}
	if s.Name = p.run(inRelation); s.Name == "" {
		if c := p.peek(); c == '?' || c == '"' {
			return s, fault(p.here(), "a relation is missing: write %s", "?who mediates ?what")
		}
		return s, p.expected("a relation")
	}
	return s, nil
}

var clauses = []string{"where", "since", "until", "voice", "confidence", "count", "order", "limit"}

func (p *parser) clause(seen map[string]bool) error {
	at, w := p.here(), strings.ToLower(p.word())
	if seen[w] && w != "confidence" && w != "where" {
		return fault(at, "%s stands twice", w)
	}
	seen[w] = true
	from := p.at
	p.at += len(w)
	p.space()
	switch w {
	case "where":
		return p.where()
	case "since":
		return p.date(&p.q.Since)
	case "until":
		return p.date(&p.q.Until)
	case "voice":
		switch {
		case p.keyword("author"):
			p.q.Voice = Author
		case p.keyword("claim"):
			p.q.Voice = Claim
		default:
			return p.expected("author or claim")
		}
		return nil
	case "confidence":
		return p.confidence()
	case "count":
		return p.by(func(n Name) { p.q.CountBy = append(p.q.CountBy, n) })
	case "order":
		return p.by(func(n Name) {
			k := Key{Name: n}
			at := p.at
			p.space()
			switch {
			case p.keyword("desc"):
				k.Descending = true
			case !p.keyword("asc"):
				p.at = at
			}
			p.q.OrderBy = append(p.q.OrderBy, k)
		})
	case "limit":
		return p.limit()
	}
	p.at = from
	return p.expected("one of ; " + strings.Join(clauses, " "))
}

func (p *parser) limit() error {
	at, digits := p.here(), p.run(unicode.IsDigit)
	if digits == "" {
		return p.expected("a number of rows")
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n == 0 {
		return fault(at, "limit takes a number of rows from 1 on, not %s", digits)
	}
	p.q.Limit = n
	return nil
}

func (p *parser) by(add func(Name)) error {
	if !p.keyword("by") {
		return p.expected("by")
	}
	for {
		n, err := p.variable()
		if err != nil {
			return err
		}
		add(n)
		if !p.operator(",") {
			return nil
		}
	}
}

func (p *parser) variable() (Name, error) {
	p.space()
	n := Name{Pos: p.here()}
	if !p.take("?") {
		return n, p.expected("a ?variable")
	}
	if n.Text = p.run(inVariable); n.Text == "" {
		return n, p.expected("the name of a variable")
	}
	return n, nil
}

func (p *parser) date(to **Date) error {
	d := &Date{Pos: p.here()}
	d.Text = p.run(func(r rune) bool { return unicode.IsDigit(r) || r == '-' })
	if d.Text == "" {
		return p.expected("a date like 2023-06-01")
	}
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if _, err := time.Parse(layout, d.Text); err == nil {
			*to = d
			return nil
		}
	}
	return fault(d.Pos, "%s is no date: write 2023, 2023-06 or 2023-06-01", d.Text)
}

func (p *parser) confidence() error {
	op, ok := p.comparison()
	if !ok || op < Less || op > AtLeast {
		return p.expected("> >= < or <=")
	}
	p.space()
	at := p.here()
	text := p.run(func(r rune) bool { return unicode.IsDigit(r) || r == '.' })
	if text == "" {
		return p.expected("a number from 0 to 1")
	}
	of, err := strconv.ParseFloat(text, 64)
	if err != nil || of > 1 {
		return fault(at, "confidence goes from 0 to 1, %s is none", text)
	}
	p.q.Confidence = append(p.q.Confidence, Bound{op, of})
	return nil
}

// comparison reads an operator of two ends.
func (p *parser) comparison() (Op, bool) {
	for _, o := range []Op{Unequal, AtMost, AtLeast, Equal, Less, Greater, Holds} {
		if p.take(ops[o]) {
			return o, true
		}
	}
	return 0, false
}

func (p *parser) where() error {
	for {
		var c Condition
		var err error
		if c.Variable, err = p.variable(); err != nil {
			return err
		}
		p.space()
		var ok bool
		switch {
		case p.keyword("is"):
			c.Op = IsA
			p.space()
			if p.keyword("not") {
				c.Op = IsNotA
			}
		default:
			if c.Op, ok = p.comparison(); !ok {
				if p.text[p.at:] == "!" {
					return lang.ErrIncomplete
				}
				return p.expected("= != < <= > >= ~ or is")
			}
		}
		if c.Than, err = p.term("a name, a text, a number or a ?variable"); err != nil {
			return err
		}
		if c.Op >= IsA && c.Than.Kind != Bare {
			return fault(c.Than.Pos, "after is stands a type: person, organization, country, group, process, treaty, issue, event")
		}
		if c.Op == Holds {
			if p.texts++; p.texts > mostTexts {
				return fault(c.Variable.Pos, "more than %d conditions with ~: each doubles the work of planning", mostTexts)
			}
		}
		p.q.Where = append(p.q.Where, c)
		at := p.at
		p.space()
		if !p.keyword("and") {
			p.at = at
			return nil
		}
	}
}

// variables checks that what the clauses name stands in a pattern.
func (p *parser) variables() error {
	if len(p.q.CountBy) > 0 {
		for _, x := range p.q.Patterns {
			for _, e := range []End{x.Start, x.End} {
				if e.Kind == Variable && e.Text == "count" {
					return fault(e.Pos, "?count is the column that count by makes: give the variable another name")
				}
			}
		}
	}
	known := map[string]bool{}
	var names []string
	for _, x := range p.q.Patterns {
		for _, e := range []End{x.Start, x.End} {
			if e.Kind == Variable && !known[e.Text] {
				known[e.Text] = true
				names = append(names, "?"+e.Text)
			}
		}
	}
	check := func(n Name) error {
		if known[n.Text] {
			return nil
		}
		if len(names) == 0 {
			return fault(n.Pos, "?%s stands in no pattern: these have no variables", n.Text)
		}
		return fault(n.Pos, "?%s stands in no pattern: there are %s", n.Text, strings.Join(names, " "))
	}
	for _, c := range p.q.Where {
		if err := check(c.Variable); err != nil {
			return err
		}
		if c.Than.Kind == Variable {
			if err := check(Name{c.Than.Pos, c.Than.Text}); err != nil {
				return err
			}
		}
	}
	for _, n := range p.q.CountBy {
		if err := check(n); err != nil {
			return err
		}
	}
	for _, k := range p.q.OrderBy {
		if k.Text == "count" && len(p.q.CountBy) > 0 {
			continue
		}
		if err := check(k.Name); err != nil {
			return err
		}
	}
	return nil
}
