package gizmo

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"quadrille/graph/lang"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// Run runs a script. Errors: lang.ErrIncomplete, *lang.Fault, and what ctx ended with. With an error there may be rows
// that came before it.
func Run(ctx context.Context, exec lang.Executor, r lang.Request) (t *lang.Table, err error) {
	t = lang.NewTable(r.Limit, r.Counted)
	program, ok := r.Compiled.Of(r.Text).(*goja.Program)
	if !ok {
		if program, err = compile(r.Text); err != nil {
			return t, err
		}
		r.Compiled.Keep(r.Text, program)
	}
	s := &script{vm: goja.New(), ctx: ctx, exec: exec, out: t, anyOrder: r.AnyOrder, byID: map[uint64]goja.Value{}}
	// goja turns a panic of Go code below a script into one of the caller's.
	defer func() {
		if p := recover(); p != nil {
			err = &lang.Fault{Message: fmt.Sprintf("the query broke the program's JavaScript engine: %v", p)}
		}
	}()
	if err := s.environment(r.Text, r.Params); err != nil {
		return t, err
	}
	stop := context.AfterFunc(ctx, func() { s.vm.Interrupt(ctx.Err()) })
	defer stop()
	defer s.watch(r.Memory)()
	last, err := s.vm.RunProgram(program)
	if err == nil && !s.answered {
		err = s.try(func() { s.answer(last) })
	}
	t.Square()
	return t, s.fault(err)
}

// script is one run.
type script struct {
	vm       *goja.Runtime
	ctx      context.Context
	exec     lang.Executor
	out      *lang.Table
	answered bool // something was asked for: the last expression is not the answer

	held      *goja.Symbol // the property that holds the Go value of a term's object
	termProto *goja.Object
	terms     map[string]*goja.Object // one object for each term, so that == means equal
	names     map[string]quad.Value   // what texts that were handed to the script stand for
	byID      map[uint64]goja.Value   // what stands for an ID of the executor
	made      map[string]goja.Value   // functions that the script has asked for
	prefixes  map[string]string       // namespaces that the script added
	anyOrder  bool
	g         *goja.Object
}

// throw ends the running native function with an exception.
func (s *script) throw(err error) { panic(s.vm.NewGoError(err)) }

func (s *script) throwf(format string, args ...any) { s.throw(fmt.Errorf(format, args...)) }

func (s *script) check(err error) {
	switch {
	case err == nil:
	case errors.Is(err, lang.ErrFull):
		s.vm.Interrupt(lang.ErrFull)
	case s.ctx.Err() != nil:
		s.vm.Interrupt(s.ctx.Err())
	default:
		s.throw(err)
	}
}

// try runs f, which may throw.
func (s *script) try(f func()) error {
	if e := s.vm.Try(f); e != nil {
		return e
	}
	return nil
}

// environment makes the global variables.
func (s *script) environment(text string, params map[string]quad.Value) error {
	vm := s.vm
	vm.SetMaxCallStackSize(1000)
	// No clock, no chance: the same text over the same graph gives the same answer.
	vm.SetTimeSource(func() time.Time { return time.Unix(0, 0).UTC() })
	vm.SetRandSource(func() float64 { return .5 })
	s.g = vm.NewDynamicObject(graphObject{s: s})
	if err := errors.Join(vm.Set("g", s.g), vm.Set("graph", s.g), vm.GlobalObject().SetPrototype(vm.NewDynamicObject(globals{s}))); err != nil {
		return err
	}
	if err := s.bound(text); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(params)) {
		if !identifier.MatchString(name) || name == "g" || name == "graph" || functions[name] != nil {
			return &lang.Fault{Message: fmt.Sprintf("a parameter cannot be called %q", name)}
		}
		if err := vm.Set(name, s.toJS(params[name])); err != nil {
			return err
		}
	}
	return nil
}

func (s *script) method(name string, m method) func(goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		p, ok := s.heldBy(call.This).(*path)
		if !ok {
			s.throwf("%s() is a method of paths: g.V().%s(…)", name, name)
		}
		if len(call.Arguments) < m.least || m.most >= 0 && len(call.Arguments) > m.most {
			s.throwf("%s() takes %s, not %d", name, m.wants(), len(call.Arguments))
		}
		return m.do(s, p, call.Arguments)
	}
}

// answer makes rows of the value of the script's last expression.
func (s *script) answer(v goja.Value) {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return
	}
	if p, ok := s.heldBy(v).(*path); ok {
		s.all(p, 0)
		return
	}
	if _, ok := goja.AssertFunction(v); ok {
		s.throwf("the query ends with a function that is not called: add ()")
	}
	if _, ok := s.heldBy(v).(filter); ok {
		s.throwf("the query ends with a filter: use it in has(…) or filter(…)")
	}
	if g, ok := v.(*goja.Object); ok && g == s.g {
		s.throwf("the query ends with g alone: begin a path with g.V(…)")
	}
	emit(s, []goja.Value{v})
}
