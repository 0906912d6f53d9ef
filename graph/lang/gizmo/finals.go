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
	s.started(p)
	n, err := s.exec.Count(p.Path)
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
	_, rows := s.rows(p, most, 0)
	out := make([]goja.Value, len(rows))
	for i, r := range rows {
		out[i] = s.toJS(r.node)
	}
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
	tags, rows := s.rows(p, most, 0)
	out := make([]goja.Value, len(rows))
	for i, r := range rows {
		o := s.vm.NewObject()
		err := o.Set("id", s.toJS(r.node))
		for i, t := range tags {
			if r.tags[i] != nil {
				err = errors.Join(err, o.Set(t, s.toJS(r.tags[i])))
			}
		}
		s.check(err)
		out[i] = o
	}
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
	for _, row := range s.dicts(p, most(args[:len(args)-1])) {
		if _, err := callback(goja.Undefined(), row); err != nil {
			var thrown *goja.Exception
			if errors.As(err, &thrown) {
				panic(thrown)
			}
			panic(err)
		}
	}
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
