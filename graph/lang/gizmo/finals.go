package gizmo

import (
	"errors"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

func getLimit(s *script, p *path, args []goja.Value) goja.Value {
	n := int(args[0].ToInteger()) // Cayley's users write -1 for no limit
	if n != 0 {
		s.all(p, max(n, 0))
	} else {
		s.answered = true
	}
	return goja.Undefined()
}

func count(s *script, p *path, _ []goja.Value) goja.Value {
	n, err := s.exec.Count(s.result(p).op)
	s.check(err)
	return s.vm.ToValue(n)
}

// most reads the optional limit of a final: -1 and nothing mean none.
func most(args []goja.Value) int {
	if len(args) == 0 || goja.IsUndefined(args[0]) || goja.IsNull(args[0]) {
		return 0
	}
	return max(0, int(args[0].ToInteger()))
}

// nodes are the rows' nodes.
func (s *script) nodes(p *path, most int) []goja.Value {
	var out []goja.Value
	r := s.result(p)
	s.check(s.each(r, most, 0, false, func(x row) error {
		out = append(out, s.valueOf(x.ids[len(r.tags)]))
		return nil
	}))
	return out
}

func toArray(s *script, p *path, args []goja.Value) goja.Value {
	return s.array(s.nodes(p, most(args)))
}

func (s *script) array(items []goja.Value) goja.Value {
	out := make([]any, len(items))
	for i, v := range items {
		out[i] = v
	}
	return s.vm.NewArray(out...)
}

func toValue(s *script, p *path, _ []goja.Value) goja.Value {
	for _, v := range s.nodes(p, 1) {
		return v
	}
	return goja.Null()
}

// dicts are the rows as objects: the node as id, and the tags.
func (s *script) dicts(p *path, most int) []goja.Value {
	var out []goja.Value
	r := s.result(p)
	s.check(s.each(r, most, 0, false, func(x row) error {
		out = append(out, s.record(r, x))
		return nil
	}))
	return out
}

func tagArray(s *script, p *path, args []goja.Value) goja.Value {
	return s.array(s.dicts(p, most(args)))
}

func tagValue(s *script, p *path, _ []goja.Value) goja.Value {
	for _, v := range s.dicts(p, 1) {
		return v
	}
	return goja.Null()
}

func forEach(s *script, p *path, args []goja.Value) goja.Value {
	callback, ok := goja.AssertFunction(args[len(args)-1])
	if !ok {
		s.throwf("forEach() takes a function: forEach(function(row) { … })")
	}
	r := s.result(p)
	err := s.each(r, most(args[:len(args)-1]), 0, false, func(x row) error {
		_, err := callback(goja.Undefined(), s.record(r, x))
		return err
	})
	var thrown *goja.Exception
	var interrupted *goja.InterruptedError
	switch {
	case errors.As(err, &thrown):
		panic(thrown)
	case errors.As(err, &interrupted):
		panic(interrupted)
	}
	s.check(err)
	return goja.Undefined()
}

// emit adds rows: one for a value, one for each item of an array, and for an object one with its keys as columns.
func emit(s *script, args []goja.Value) goja.Value {
	s.answered = true
	for _, a := range args {
		s.emit(a, true)
	}
	return goja.Undefined()
}

func (s *script) emit(v goja.Value, spread bool) {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return
	}
	if items, ok := s.items(v); ok && spread {
		for _, item := range items {
			s.emit(item, false)
		}
		return
	}
	o, ok := v.(*goja.Object)
	if !ok || o.ClassName() != "Object" || s.heldBy(v) != nil {
		cell := s.cell(v, true)
		row := make([]quad.Value, s.out.Place("value")+1)
		row[s.out.Place("value")] = cell
		s.check(s.out.Add(row))
		return
	}
	var row []quad.Value
	for _, key := range o.Keys() {
		i := s.out.Place(key)
		for len(row) <= i {
			row = append(row, nil)
		}
		row[i] = s.cell(o.Get(key), true)
	}
	s.check(s.out.Add(row))
}
