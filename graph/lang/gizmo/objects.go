package gizmo

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/dop251/goja"
)

// fixed is an object of a script that takes no properties of the script's.
type fixed struct{}

// Set implements goja.DynamicObject.
func (fixed) Set(string, goja.Value) bool { return false }

// Delete implements goja.DynamicObject.
func (fixed) Delete(string) bool { return false }

// Keys implements goja.DynamicObject.
func (fixed) Keys() []string { return nil }

// pathObject is a path in a script. Its methods are made when they are asked for.
type pathObject struct {
	fixed
	s    *script
	path *path
}

// Get implements goja.DynamicObject.
func (p *pathObject) Get(key string) goja.Value { return p.s.methodCalled(key) }

// Has implements goja.DynamicObject.
func (p *pathObject) Has(key string) bool { _, _, ok := methodNamed(key); return ok }

// filterObject is a filter in a script.
type filterObject struct {
	fixed
	filter filter
}

// Get implements goja.DynamicObject.
func (filterObject) Get(string) goja.Value { return nil }

// Has implements goja.DynamicObject.
func (filterObject) Has(string) bool { return false }

// graphObject is g.
type graphObject struct {
	fixed
	s *script
}

// Get implements goja.DynamicObject.
func (g graphObject) Get(key string) goja.Value {
	return g.s.functionCalled("g."+key, graphFunctions[key])
}

// Has implements goja.DynamicObject.
func (graphObject) Has(key string) bool { return graphFunctions[key] != nil }

// globals gives a script the functions that are there without g.
type globals struct{ s *script }

// Get implements goja.DynamicObject.
func (g globals) Get(key string) goja.Value { return g.s.functionCalled(key, functions[key]) }

// Has implements goja.DynamicObject.
func (globals) Has(key string) bool { return functions[key] != nil }

// Set implements goja.DynamicObject: a script's own variable of the name hides the function.
func (globals) Set(string, goja.Value) bool { return false }

// Delete implements goja.DynamicObject.
func (globals) Delete(string) bool { return false }

// Keys implements goja.DynamicObject.
func (globals) Keys() []string { return slices.Collect(maps.Keys(functions)) }

var (
	pathType   = reflect.TypeFor[*pathObject]()
	filterType = reflect.TypeFor[filterObject]()
)

// methodNamed finds a method by either of its spellings.
func methodNamed(key string) (string, method, bool) {
	if m, ok := methods[key]; ok {
		return key, m, true
	}
	if key == "" {
		return "", method{}, false
	}
	lower := strings.ToLower(key[:1]) + key[1:]
	m, ok := methods[lower]
	return lower, m, ok
}

// methodCalled gives a method as a function, nil when there is none.
func (s *script) methodCalled(key string) goja.Value {
	if f, ok := s.made[key]; ok {
		return f
	}
	name, m, ok := methodNamed(key)
	if !ok {
		return nil
	}
	return s.keep(key, s.vm.ToValue(s.method(name, m)))
}

func (s *script) functionCalled(key string, f func(*script, []goja.Value) goja.Value) goja.Value {
	if f == nil {
		return nil
	}
	if v, ok := s.made[key]; ok {
		return v
	}
	return s.keep(key, s.vm.ToValue(func(call goja.FunctionCall) goja.Value { return f(s, call.Arguments) }))
}

// keep remembers a function, so that it is one and the same each time.
func (s *script) keep(key string, f goja.Value) goja.Value {
	if s.made == nil {
		s.made = map[string]goja.Value{}
	}
	s.made[key] = f
	return f
}

// graphFunctions are the methods of g.
var graphFunctions = map[string]func(*script, []goja.Value) goja.Value{
	"V": newPath, "Vertex": newPath, "M": newMorphism, "Morphism": newMorphism,
	"emit": emit, "Emit": emit, "IRI": iri, "Uri": iri,
	"addNamespace": addNamespace, "AddNamespace": addNamespace,
	"addDefaultNamespaces": known, "AddDefaultNamespaces": known,
	"loadNamespaces": loadNamespaces, "LoadNamespaces": loadNamespaces,
}
