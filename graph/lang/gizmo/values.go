package gizmo

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"quadrille/graph/algebra"
	"quadrille/graph/lang"
	"quadrille/graph/schema"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// path is what a path object of a script holds.
type path struct {
	algebra.Path
	morphism bool // begins where it is followed from
}

// term is what an object that stands for an IRI, a date or another value without a JavaScript type holds.
type term struct {
	value quad.Value
	text  string // what it prints and compares as
}

// filter is what gt(…) and the like give.
type filter struct{ algebra.Filter }

// heldBy is the Go value that an object of ours holds, nil for other values.
func (s *script) heldBy(v goja.Value) any {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	switch o.ExportType() {
	case pathType:
		return o.Export().(*pathObject).path
	case filterType:
		return o.Export().(filterObject).filter
	}
	if s.held == nil {
		return nil
	}
	h := o.GetSymbol(s.held)
	if h == nil {
		return nil
	}
	return h.Export()
}

func (s *script) newPath(p algebra.Path, morphism bool) goja.Value {
	return s.vm.NewDynamicObject(&pathObject{s: s, path: &path{p, morphism}})
}

func (s *script) then(p *path, steps ...algebra.Step) goja.Value {
	return s.newPath(p.Then(steps...), p.morphism)
}

// toJS is a value as a script sees it. fromJS gives the same value back.
func (s *script) toJS(v quad.Value) goja.Value {
	switch v := v.(type) {
	case nil:
		return goja.Null()
	case quad.String:
		if _, plain := reads(string(v)).(quad.String); plain {
			return s.vm.ToValue(string(v))
		}
	case quad.Int:
		if v > -1<<53 && v < 1<<53 {
			return s.vm.ToValue(int64(v))
		}
	case quad.Float:
		if f := float64(v); f != math.Trunc(f) {
			return s.vm.ToValue(f)
		}
	case quad.Bool:
		return s.vm.ToValue(bool(v))
	}
	if iri, ok := v.(quad.IRI); ok {
		if text := display(iri); reads(text) == v {
			if s.names == nil {
				s.names = map[string]quad.Value{}
			}
			s.names[text] = v
			return s.vm.ToValue(text)
		}
	}
	key := quad.StringOf(v)
	if o, ok := s.terms[key]; ok {
		return o
	}
	o := s.termObject(&term{v, display(v)})
	if s.terms == nil {
		s.terms = map[string]*goja.Object{}
	}
	s.terms[key] = o
	return o
}

// termObject makes an object that stands for a term: it has the methods of its text.
func (s *script) termObject(t *term) *goja.Object {
	if s.termProto == nil {
		s.held = goja.NewSymbol("held")
		s.termProto = s.vm.CreateObject(s.vm.Get("String").ToObject(s.vm).Get("prototype").ToObject(s.vm))
		text := func(call goja.FunctionCall) goja.Value {
			if t, ok := s.heldBy(call.This).(*term); ok {
				return s.vm.ToValue(t.text)
			}
			return s.vm.ToValue("term")
		}
		for _, name := range []string{"toString", "valueOf", "toJSON"} {
			if err := s.termProto.Set(name, text); err != nil {
				s.throw(err)
			}
		}
	}
	o := s.vm.CreateObject(s.termProto)
	if err := o.SetSymbol(s.held, t); err != nil {
		s.throw(err)
	}
	return o
}

// display is how a term prints and compares: IRIs by their short names, or in brackets; the rest by their text.
func display(v quad.Value) string {
	iri, ok := v.(quad.IRI)
	if !ok {
		if b, ok := v.(quad.BNode); ok {
			return b.String()
		}
		return algebra.Text(v)
	}
	short := schema.Shorten(iri)
	if back, ok := reads(short).(quad.IRI); ok && back == iri {
		return short
	}
	return iri.String()
}

// name is what can stand after a prefix, or between brackets.
var name = regexp.MustCompile(`^[^\s<>"{}|\\^` + "`" + `]*$`)

// reads is the value that a string of a script stands for.
func reads(text string) quad.Value {
	if in, ok := strings.CutPrefix(text, "<"); ok {
		if in, ok = strings.CutSuffix(in, ">"); ok && name.MatchString(in) {
			iri, _ := schema.Expand(in)
			return iri
		}
		return quad.String(text)
	}
	if b, ok := strings.CutPrefix(text, "_:"); ok && b != "" && name.MatchString(b) {
		return quad.BNode(b)
	}
	if strings.HasPrefix(text, `"`) {
		switch v := quad.StringToValue(text).(type) {
		case quad.TypedString, quad.LangString:
			return v
		}
		return quad.String(text)
	}
	if iri, ok := schema.Expand(text); ok && name.MatchString(text) {
		return iri
	}
	return quad.String(text)
}

// expand is schema.Expand with the namespaces that the script added.
func (s *script) expand(short string) (quad.IRI, bool) {
	if name, local, ok := strings.Cut(short, ":"); ok {
		if full, ok := s.prefixes[name]; ok {
			return quad.IRI(full + local), true
		}
	}
	return schema.Expand(short)
}

// meantBy is the value that a string of a script stands for where a value is wanted. A text without brackets may be a text
// or a name: it is what the graph holds, and when that holds both, or neither, what it reads as.
func (s *script) meantBy(text string) quad.Value {
	if v, ok := s.names[text]; ok {
		return v
	}
	v := reads(text)
	if len(s.prefixes) > 0 {
		inner := text
		if strings.HasPrefix(text, "<") && strings.HasSuffix(text, ">") {
			inner = text[1 : len(text)-1]
		}
		if iri, ok := s.expand(inner); ok && name.MatchString(inner) {
			v = iri
		}
	}
	var other quad.Value
	switch v.(type) {
	case quad.String:
		if text == "" || strings.HasPrefix(text, `"`) || !name.MatchString(text) {
			return v
		}
		other = quad.IRI(text)
	case quad.IRI:
		if strings.HasPrefix(text, "<") {
			return v
		}
		other = quad.String(text)
	default:
		return v
	}
	if known, err := s.exec.Known(v); err != nil || known {
		s.check(err)
		return v
	}
	known, err := s.exec.Known(other)
	s.check(err)
	if known {
		return other
	}
	return v
}

// value is the value that an argument stands for.
func (s *script) value(v goja.Value) quad.Value {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		s.throwf("a value is %v: a variable that was never set?", v)
	}
	if _, ok := v.(*goja.Object); !ok {
		if text, ok := v.Export().(string); ok {
			return s.meantBy(text)
		}
	}
	return s.cell(v, false)
}

// values flattens arrays.
func (s *script) values(args []goja.Value) []quad.Value {
	out := make([]quad.Value, 0, len(args))
	for _, a := range args {
		if items, ok := s.items(a); ok {
			out = append(out, s.values(items)...)
		} else {
			out = append(out, s.value(a))
		}
	}
	return out
}

func (s *script) items(v goja.Value) ([]goja.Value, bool) {
	o, ok := v.(*goja.Object)
	if !ok || o.ClassName() != "Array" {
		return nil, false
	}
	n := o.Get("length").ToInteger()
	if n > lang.MaxRows {
		s.throwf("an array of %d items is too long: %d are allowed", n, lang.MaxRows)
	}
	items := make([]goja.Value, n)
	for i := range items {
		if items[i] = o.Get(strconv.Itoa(i)); items[i] == nil { // a hole, as in [,1]
			items[i] = goja.Undefined()
		}
	}
	return items, true
}

// cell is a value as emitted: strings are texts. In an answer, nothing is nil and other objects are their JSON.
func (s *script) cell(v goja.Value, answer bool) quad.Value {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	switch held := s.heldBy(v).(type) {
	case *term:
		return held.value
	case *path:
		if answer {
			s.throwf("a path is no value: run it with toArray(), toValue() or count()")
		}
		s.throwf("a path stands where a value is wanted")
	case filter:
		s.throwf("a filter stands where a value is wanted: it belongs in has(predicate, …) or filter(…)")
	}
	if f, ok := goja.AssertFunction(v); ok && f != nil {
		s.throwf("a function stands where a value is wanted: call it with ()")
	}
	switch x := v.Export().(type) {
	case string:
		if v, ok := s.names[x]; ok {
			return v
		}
		return quad.String(x)
	case bool:
		return quad.Bool(x)
	case int64:
		return quad.Int(x)
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
			return quad.Int(x)
		}
		return quad.Float(x)
	case time.Time:
		return quad.Time(x)
	}
	if !answer {
		s.throwf("%s is no value: a text, a number, a date or an IRI is wanted", v)
	}
	o, ok := v.(*goja.Object)
	if !ok {
		return quad.String(v.String())
	}
	json, err := o.MarshalJSON()
	if err != nil {
		s.throw(err)
	}
	return quad.String(json)
}

// set reads an argument that names predicates or labels: nothing, values, arrays of them, or a path.
func (s *script) set(v goja.Value) algebra.Set {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return algebra.Set{}
	}
	if p, ok := s.heldBy(v).(*path); ok {
		s.started(p)
		return algebra.Set{Path: &p.Path}
	}
	return algebra.Set{Values: s.values([]goja.Value{v})}
}

// started refuses morphisms where a path must know its start.
func (s *script) started(p *path) {
	if p.morphism {
		s.throwf("a morphism stands where a path is wanted: begin it with g.V(…)")
	}
}

// path reads an argument that must be a path.
func (s *script) path(v goja.Value) *path {
	p, ok := s.heldBy(v).(*path)
	if !ok {
		s.throwf("a path is wanted here, such as g.V(…).out(…), not %s", v)
	}
	return p
}

// tags reads arguments that name tags.
func (s *script) tags(args []goja.Value) []string {
	var out []string
	for _, a := range args {
		if a == nil || goja.IsUndefined(a) || goja.IsNull(a) {
			continue
		}
		if items, ok := s.items(a); ok {
			out = append(out, s.tags(items)...)
			continue
		}
		name, ok := a.Export().(string)
		if !ok || name == "" {
			s.throwf("the name of a tag must be a text, not %s", a)
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// number reads an argument that must be a whole number from 0.
func (s *script) number(v goja.Value) int {
	n, ok := v.Export().(int64)
	if f, isFloat := v.Export().(float64); isFloat && f == math.Trunc(f) && f < 1<<53 && f > -1<<53 {
		n, ok = int64(f), true
	}
	if !ok || n < 0 {
		s.throwf("a whole number from 0 is wanted, not %s", v)
	}
	return int(min(n, math.MaxInt32))
}
