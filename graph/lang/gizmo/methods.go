package gizmo

import (
	"fmt"
	"regexp"
	"strings"

	"quadrille/graph/algebra"
	"quadrille/graph/lang"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// method is a method of paths.
type method struct {
	least, most int // how many arguments; most -1 for any
	do          func(s *script, p *path, args []goja.Value) goja.Value
}

func (m method) wants() string {
	switch {
	case m.most < 0 && m.least == 1:
		return "at least 1 argument"
	case m.most < 0:
		return fmt.Sprintf("at least %d arguments", m.least)
	case m.least == m.most && m.least == 1:
		return "1 argument"
	case m.least == m.most:
		return fmt.Sprintf("%d arguments", m.least)
	}
	return fmt.Sprintf("%d to %d arguments", m.least, m.most)
}

func at(args []goja.Value, i int) goja.Value {
	if i < len(args) {
		return args[i]
	}
	return goja.Undefined()
}

func rest(args []goja.Value, i int) []goja.Value {
	if i < len(args) {
		return args[i:]
	}
	return nil
}

// methods are the methods of paths; each also under its capitalised name. Arguments are as in Cayley's documentation.
var methods = map[string]method{
	"out":  {0, 3, hop(algebra.Out)},
	"in":   {0, 3, hop(algebra.In)},
	"both": {0, 3, hop(algebra.Both)},
	"is": {1, -1, func(s *script, p *path, args []goja.Value) goja.Value {
		return s.then(p, algebra.Is{Values: s.values(args)})
	}},
	"has":      {1, -1, has(false)},
	"hasR":     {1, -1, has(true)},
	"save":     {1, 2, save(false, false)},
	"saveR":    {1, 2, save(true, false)},
	"saveOpt":  {1, 2, save(false, true)},
	"saveOptR": {1, 2, save(true, true)},
	"tag":      {1, -1, tag},
	"as":       {1, -1, tag},
	"back":     {1, 1, back},
	"follow":   {1, 1, follow},
	"followR":  {1, 1, followR},

	"followRecursive": {1, -1, followRecursive},

	"and":       {1, 1, with(func(q algebra.Path) algebra.Step { return algebra.Intersect{Path: q} })},
	"intersect": {1, 1, with(func(q algebra.Path) algebra.Step { return algebra.Intersect{Path: q} })},
	"or":        {1, 1, with(func(q algebra.Path) algebra.Step { return algebra.Union{Path: q} })},
	"union":     {1, 1, with(func(q algebra.Path) algebra.Step { return algebra.Union{Path: q} })},
	"except":    {1, 1, with(func(q algebra.Path) algebra.Step { return algebra.Except{Path: q} })},
	"difference": {1, 1, with(func(q algebra.Path) algebra.Step {
		return algebra.Except{Path: q}
	})},
	"filter": {1, -1, func(s *script, p *path, args []goja.Value) goja.Value {
		return s.then(p, algebra.Where{Filters: s.filters(args)})
	}},
	"labelContext": {0, 2, func(s *script, p *path, args []goja.Value) goja.Value {
		return s.then(p, algebra.Within{Labels: s.set(at(args, 0)), Tags: s.tags(rest(args, 1))})
	}},

	"unique": {0, 0, step(algebra.Unique{})},
	"order":  {0, 0, step(algebra.Order{})},
	"labels": {0, 0, step(algebra.Labels{})},

	"inPredicates":      {0, 0, step(algebra.Predicates{Reverse: true})},
	"outPredicates":     {0, 0, step(algebra.Predicates{})},
	"saveInPredicates":  {1, 1, savePredicates(true)},
	"saveOutPredicates": {1, 1, savePredicates(false)},

	"limit": {1, 1, func(s *script, p *path, args []goja.Value) goja.Value {
		return s.then(p, algebra.Limit{N: s.number(args[0])})
	}},
	"skip": {1, 1, func(s *script, p *path, args []goja.Value) goja.Value {
		return s.then(p, algebra.Skip{N: s.number(args[0])})
	}},

	"all":      {0, 0, func(s *script, p *path, _ []goja.Value) goja.Value { s.all(p, 0); return goja.Undefined() }},
	"getLimit": {1, 1, getLimit},
	"count":    {0, 0, count},
	"toArray":  {0, 1, toArray},
	"tagArray": {0, 1, tagArray},
	"toValue":  {0, 0, toValue},
	"tagValue": {0, 0, tagValue},
	"forEach":  {1, 2, forEach},
	"map":      {1, 2, forEach},
}

// functions are global.
var functions = map[string]func(*script, []goja.Value) goja.Value{
	"iri": iri,
	"bnode": func(s *script, args []goja.Value) goja.Value {
		return s.toJS(quad.BNode(s.text("bnode", args, 1, 0)))
	},
	"str": func(s *script, args []goja.Value) goja.Value { return s.toJS(quad.String(s.text("str", args, 1, 0))) },
	"raw": func(s *script, args []goja.Value) goja.Value {
		return s.toJS(quad.StringToValue(s.text("raw", args, 1, 0)))
	},
	"lang": func(s *script, args []goja.Value) goja.Value {
		return s.toJS(quad.LangString{Value: quad.String(s.text("lang", args, 2, 0)), Lang: s.text("lang", args, 2, 1)})
	},
	"typed": func(s *script, args []goja.Value) goja.Value {
		text, name := s.text("typed", args, 2, 0), s.text("typed", args, 2, 1)
		datatype, _ := s.expand(trim(name))
		return s.toJS(quad.TypedString{Value: quad.String(text), Type: datatype})
	},
	"lt":  compare(algebra.Less),
	"lte": compare(algebra.LessEqual),
	"gt":  compare(algebra.Greater),
	"gte": compare(algebra.GreaterEqual),
	"like": func(s *script, args []goja.Value) goja.Value {
		return s.filter(algebra.Like(s.text("like", args, 1, 0)))
	},
	"regex": regex,
}

func trim(name string) string {
	if len(name) > 1 && name[0] == '<' && name[len(name)-1] == '>' {
		return name[1 : len(name)-1]
	}
	return name
}

// text reads one of n arguments that must be texts.
func (s *script) text(function string, args []goja.Value, n, i int) string {
	if len(args) != n {
		s.throwf("%s() takes %d arguments, not %d", function, n, len(args))
	}
	if t, ok := s.heldBy(args[i]).(*term); ok {
		return algebra.Text(t.value)
	}
	text, ok := args[i].Export().(string)
	if !ok {
		s.throwf("%s() takes texts, not %s", function, args[i])
	}
	return text
}

func iri(s *script, args []goja.Value) goja.Value {
	full, _ := s.expand(trim(s.text("iri", args, 1, 0)))
	return s.toJS(full)
}

func (s *script) filter(f algebra.Filter) goja.Value {
	return s.vm.NewDynamicObject(filterObject{filter: filter{f}})
}

func compare(op algebra.Op) func(*script, []goja.Value) goja.Value {
	return func(s *script, args []goja.Value) goja.Value {
		if len(args) != 1 {
			s.throwf("lt, lte, gt and gte take 1 argument, not %d", len(args))
		}
		return s.filter(algebra.Comparison{Op: op, Than: s.value(args[0])})
	}
}

// regex makes a filter of a regular expression of Go's syntax, which cannot backtrack.
func regex(s *script, args []goja.Value) goja.Value {
	if len(args) == 0 || len(args) > 2 {
		s.throwf("regex() takes 1 or 2 arguments, not %d", len(args))
	}
	pattern := s.text("regex", args[:1], 1, 0)
	if v, ok := s.names[pattern]; ok {
		if !at(args, 1).ToBoolean() {
			s.throwf("regex() matches texts; for names write regex(\"…\", true)")
		}
		pattern = algebra.Text(v)
	}
	exp, err := regexp.Compile(pattern)
	if err != nil {
		s.throwf("regex(): %v", err)
	}
	return s.filter(algebra.Match{Exp: exp, Names: at(args, 1).ToBoolean()})
}

func (s *script) filters(args []goja.Value) []algebra.Filter {
	var out []algebra.Filter
	for _, a := range args {
		if items, ok := s.items(a); ok {
			out = append(out, s.filters(items)...)
			continue
		}
		f, ok := s.heldBy(a).(filter)
		if !ok {
			s.throwf("a filter is wanted, such as gt(5) or regex(\"…\"), not %s", a)
		}
		out = append(out, f.Filter)
	}
	return out
}

// known takes the call for the namespaces of the schema, which are always there.
func known(*script, []goja.Value) goja.Value { return goja.Undefined() }

// addNamespace makes "prefix:name" short for an IRI in what follows.
func addNamespace(s *script, args []goja.Value) goja.Value {
	prefix, full := s.text("addNamespace", args, 2, 0), trim(s.text("addNamespace", args, 2, 1))
	s.addPrefix(prefix, full)
	return goja.Undefined()
}

func (s *script) addPrefix(prefix, full string) {
	if s.prefixes == nil {
		s.prefixes = map[string]string{}
	}
	s.prefixes[strings.TrimSuffix(prefix, ":")] = full
}

// loadNamespaces adds the namespaces that a graph of Cayley's holds: <full> <cayley:prefix> <prefix:>.
func loadNamespaces(s *script, _ []goja.Value) goja.Value {
	const full, prefix = algebra.Var("full"), algebra.Var("prefix")
	o := algebra.Quads{Subject: algebra.Term{Var: full}, Predicate: algebra.Term{Value: quad.IRI("cayley:prefix")}, Object: algebra.Term{Var: prefix}}
	s.check(s.exec.Run(o, []algebra.Var{full, prefix}, func(r lang.Rows) error {
		fulls, err := r.Values(0)
		if err != nil {
			return err
		}
		names, err := r.Values(1)
		for i := range names {
			s.addPrefix(algebra.Text(names[i]), algebra.Text(fulls[i]))
		}
		return err
	}))
	return goja.Undefined()
}

func newPath(s *script, args []goja.Value) goja.Value {
	if len(args) == 0 {
		return s.newPath(algebra.Path{}, false)
	}
	return s.newPath(algebra.Path{Start: s.values(args)}, false)
}

func newMorphism(s *script, _ []goja.Value) goja.Value { return s.newPath(algebra.Path{}, true) }

func step(st algebra.Step) func(*script, *path, []goja.Value) goja.Value {
	return func(s *script, p *path, _ []goja.Value) goja.Value { return s.then(p, st) }
}

func hop(d algebra.Direction) func(*script, *path, []goja.Value) goja.Value {
	return func(s *script, p *path, args []goja.Value) goja.Value {
		return s.then(p, algebra.Hop{Dir: d, Via: s.set(at(args, 0)), Tags: s.tags(rest(args, 1))})
	}
}

func has(reverse bool) func(*script, *path, []goja.Value) goja.Value {
	return func(s *script, p *path, args []goja.Value) goja.Value {
		h := algebra.Has{Via: s.set(args[0]), Reverse: reverse}
		if len(args) > 1 {
			first := args[1]
			if items, ok := s.items(first); ok && len(items) > 0 {
				first = items[0]
			}
			if _, ok := s.heldBy(first).(filter); ok {
				h.Filters = s.filters(args[1:])
			} else {
				h.Values = s.values(args[1:])
			}
		}
		return s.then(p, h)
	}
}

func save(reverse, optional bool) func(*script, *path, []goja.Value) goja.Value {
	return func(s *script, p *path, args []goja.Value) goja.Value {
		st := algebra.Save{Via: s.set(args[0]), Reverse: reverse, Optional: optional}
		if tags := s.tags(rest(args, 1)); len(tags) == 1 {
			st.Tag = tags[0]
		} else if st.Via.Path != nil || len(st.Via.Values) != 1 {
			s.throwf("save() needs the name of a tag: save(predicate, \"name\")")
		} else {
			st.Tag = display(st.Via.Values[0])
		}
		return s.then(p, st)
	}
}

func tag(s *script, p *path, args []goja.Value) goja.Value {
	return s.then(p, algebra.Tag{Names: s.tags(args)})
}

func back(s *script, p *path, args []goja.Value) goja.Value {
	names := s.tags(args)
	tags, _, _ := p.Columns()
	if len(names) != 1 {
		s.throwf("back() takes the name of a tag")
	}
	for _, t := range tags {
		if t == names[0] {
			return s.then(p, algebra.Back{Tag: t})
		}
	}
	s.throwf("back(%q): the path has no such tag before%s", names[0], meant(names[0], tags))
	return nil
}

func savePredicates(reverse bool) func(*script, *path, []goja.Value) goja.Value {
	return func(s *script, p *path, args []goja.Value) goja.Value {
		for _, t := range s.tags(args) {
			return s.then(p, algebra.Predicates{Reverse: reverse, Tag: t})
		}
		s.throwf("the name of a tag is wanted")
		return nil
	}
}

func follow(s *script, p *path, args []goja.Value) goja.Value {
	m := s.path(args[0])
	if m.Start != nil {
		s.throwf("follow() takes a morphism, g.M()…, not a path with a start of its own")
	}
	return s.then(p, m.Steps...)
}

func followR(s *script, p *path, args []goja.Value) goja.Value {
	r, err := s.path(args[0]).Reverse()
	if err != nil {
		s.throw(err)
	}
	return s.then(p, r.Steps...)
}

func followRecursive(s *script, p *path, args []goja.Value) goja.Value {
	r := algebra.Recurse{}
	if m, ok := s.heldBy(args[0]).(*path); ok {
		if m.Start != nil {
			s.throwf("followRecursive() takes a predicate or a morphism, g.M()…")
		}
		r.Path = m.Path
	} else {
		r.Path = algebra.Path{Steps: []algebra.Step{algebra.Hop{Via: s.set(args[0])}}}
	}
	args = args[1:]
	if len(args) > 0 {
		if _, ok := args[0].Export().(string); !ok && !goja.IsNull(args[0]) && !goja.IsUndefined(args[0]) {
			if _, list := s.items(args[0]); !list {
				r.Depth = max(0, int(args[0].ToInteger()))
				args = args[1:]
			}
		}
	}
	r.Tags = s.tags(args)
	return s.then(p, r)
}

func with(make func(algebra.Path) algebra.Step) func(*script, *path, []goja.Value) goja.Value {
	return func(s *script, p *path, args []goja.Value) goja.Value {
		q := s.path(args[0])
		s.started(q)
		return s.then(p, make(q.Path))
	}
}
